"""Checks one pack as a whole: the loader, the checks of what was meant, the generator and the auditor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quiz.cli.wiring import FINDINGS, OK, UNUSABLE

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.audit.problems import Problem
    from quiz.bank.bank import Report
    from quiz.core.items import Item
    from quiz.packs import Finding, Loaded, PackError

NOTHING = "P600"
"""The code of a pack that gives nothing to ask."""

_UNPROVEN = "F702"
_READ_OTHERWISE = "F730"
_LEAK = "B7"
"""The auditor's class of a stem that shows its key; in a written choice the checks of form have told it already."""
_SMALL, _TRIED = 256 * 1024, 20
"""Up to how many bytes a file that is no YAML is looked at further, and up to how many places that stop a reading."""
_UNASKED = {"W0": "F703", "W1": "F704"}.get


@dataclass(frozen=True)
class Told:
    """A finding, or something about the file as a whole, for which `finding` is None."""

    code: str
    severity: str
    message: str
    why: str
    fix: str
    file: str
    finding: Finding | None = None
    question: str | None = None


@dataclass
class Checked:
    """What became of one pack: the exit code, what there is to say, how many findings its comments ignore.

    `items` are the questions that can be asked.
    """

    code: int
    told: list[Told]
    ignored: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()


def checked(name: str, *, pedantic: bool = False, known: dict[str, str] | None = None) -> Checked:
    """Check the pack `name`. `known` are the questions of packs before it."""
    from quiz.packs import PackError, load_path, resolve

    path = resolve(name)
    try:
        loaded = load_path(path)
    except PackError as error:
        found = refused(error)
        said = {_key(one) for one in found.told}
        found.told += [one for one in _beyond(path, pedantic=pedantic) if _key(one) not in said]
        return found
    return examined(loaded, pedantic=pedantic, known=known)


def _key(told: Told) -> tuple[str, int, int]:
    return (told.code, told.finding.line, told.finding.column) if told.finding else (told.code, 0, 0)


def _beyond(path: Path, *, pedantic: bool) -> list[Told]:
    """What else there is to say about a small file that is no YAML, were its lines mended as `--fix` would.

    Nothing is said of what a mended line holds: its columns are no longer those of the file.
    """
    from quiz.packs import PackError, load_bytes
    from quiz.packs.readable import made_readable

    try:
        if not path.is_file() or path.stat().st_size > _SMALL:
            return []
        reading = made_readable(path.read_bytes().decode("utf-8"), _TRIED)
    except (OSError, UnicodeDecodeError):
        return []
    told = [_told(replace(stop, file=str(path))) for stop in reading.stops[1:]]
    mended = {mend.line + 1 for mend in reading.mends}
    try:
        rest = examined(load_bytes(reading.text().encode("utf-8"), str(path)), pedantic=pedantic).told
    except PackError:
        return told
    return [*told, *(one for one in rest if one.finding is not None and one.finding.line not in mended)]


def refused(error: PackError) -> Checked:
    """What became of a pack that is refused as a whole."""
    return Checked(UNUSABLE, [_told(finding) for finding in error.findings])


def examined(loaded: Loaded, *, pedantic: bool = False, known: dict[str, str] | None = None) -> Checked:
    """Check a pack that is loaded."""
    from quiz.packs.checks import review

    found = review(loaded, pedantic=pedantic, known=known)
    told = [_told(finding) for finding in found.findings]
    items, more = _made(loaded, pedantic=pedantic)
    told += more
    if not items and not any(one.severity == "error" for one in told):
        told.append(_empty(loaded))
    told.sort(key=lambda one: (one.finding.line, one.finding.column) if one.finding else (1 << 30, 0))
    serious = any(one.severity != "note" for one in told)
    code = UNUSABLE if not items else FINDINGS if serious else OK
    return Checked(code, told, len(found.ignored), found.ids, items)


def _told(finding: Finding, question: str | None = None) -> Told:
    return Told(
        finding.code, finding.severity, finding.message, finding.why, finding.fix, finding.file, finding, question
    )


def _made(loaded: Loaded, *, pedantic: bool) -> tuple[tuple[Item, ...], list[Told]]:
    """Make and audit the questions of a pack; those that there are, and what is wrong with them.

    Where there are no facts, nothing can be derived a second time: written questions are what their author says, and
    the checks of form have looked at them already.
    """
    pack = loaded.pack
    if not (pack.facts or pack.one_offs):
        return pack.questions, []
    from quiz.audit import audit
    from quiz.bank import emit, open_bank

    report = open_bank(pack, 0).generate()
    shown = {item.id for item in pack.questions if item.question.kind == "single"}
    problems = audit(loaded.plain, [emit(item) for item in report.items])
    told = [_audited(loaded, report, one) for one in problems if one.cls != _LEAK or one.question not in shown]
    return report.items, [*told, *(_unasked(loaded, report) if pedantic else ())]


def _audited(loaded: Loaded, report: Report, problem: Problem) -> Told:
    """A problem that the auditor has with a question, where its fact or the question itself stands."""
    code = _UNPROVEN if problem.cls.startswith("W") else _READ_OTHERWISE
    item = next((item for item in report.items if item.id == problem.question), None)
    message = f"{problem.question}: {problem.cls}: {problem.message}"
    return _placed(loaded, code, message, item, problem.question)


def _placed(loaded: Loaded, code: str, message: str, item: Item | None, question: str | None) -> Told:
    from quiz.packs import CODES, Log

    row = CODES[code]
    marks = [node.mark for one, node in loaded.rows if item is not None and one.id == item.id]
    marks += [loaded.places[fact] for fact in (item.facts if item is not None else ()) if fact in loaded.places]
    if not marks:
        return Told(code, row.severity, message, row.why, row.fix, loaded.name, None, question)
    log = Log(loaded.name, loaded.text)
    log.add(code, marks[0], message)
    return _told(log.findings()[0], question)


def _unasked(loaded: Loaded, report: Report) -> Iterator[Told]:
    """Facts of which a question was not made, for want of a licence or of wrong answers; each once."""
    from quiz.packs import Log

    log = Log(loaded.name, loaded.text)
    seen: set[tuple[str, str]] = set()
    for rejection in report.rejections:
        code = _UNASKED(rejection.code)
        for fact in rejection.facts[:1]:
            if code and fact in loaded.places and (code, fact) not in seen:
                seen.add((code, fact))
                log.add(code, loaded.places[fact], rejection.detail)
    return map(_told, log.findings())


def _empty(loaded: Loaded) -> Told:
    """The finding of a pack whose facts give no question; its message says what became of them."""
    from quiz.bank import open_bank

    counts = open_bank(loaded.pack, 0).generate().summary()
    what = f"no question remains to be asked ({counts})"
    why = "A question needs wrong answers that the facts, or what the pack states about them, prove to be wrong."
    fix = "Add facts, `foils`, or a ground such as `only one`."
    return Told(NOTHING, "error", what, why, fix, loaded.name)


def total(all_checked: Iterable[Checked]) -> tuple[int, int, int]:
    """The worst exit code, and how many findings were told and ignored."""
    rows = list(all_checked)
    worst = max((row.code for row in rows), default=OK)
    return worst, sum(len(row.told) for row in rows), sum(row.ignored for row in rows)
