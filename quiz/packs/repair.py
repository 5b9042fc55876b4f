"""`quiz check --fix`: mends what can be mended without asking.

Each mend is tried on the text and held against its word: the pack must load, its other values must read as before,
and the mended one must be what was said. A mend that fails this is left out, and its finding stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quiz.packs.checks import review
from quiz.packs.findings import Finding, PackError
from quiz.packs.load import Loaded, load_bytes
from quiz.packs.mends import MAKERS, Mend, spots
from quiz.packs.nodes import Map, Node, Seq
from quiz.packs.readable import BREAK, made_readable

_ROUNDS = 1_000


@dataclass
class Repaired:
    """The mended bytes, and what was done, each with its line in the file as it was before that step."""

    data: bytes
    done: list[tuple[int, str, str]] = field(default_factory=list)


def repair(data: bytes, name: str) -> Repaired:
    """Mend the bytes of a pack. What cannot be mended stays as it is, comments included."""
    result = Repaired(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return result
    text = _plain_lines(text, result)
    reading = made_readable(text)
    text = reading.text()
    result.done += [(mend.line + 1, mend.code, mend.said) for mend in reading.mends]
    refused: set[tuple[str, int, str]] = set()
    for _ in range(_ROUNDS):
        step = _step(text, name, refused)
        if step is None:
            break
        text, mends = step
        result.done += [(mend.line + 1, mend.code, mend.said) for mend in mends]
    result.data = text.encode("utf-8")
    return result


def _plain_lines(text: str, result: Repaired) -> str:
    """Take out the byte order mark, and make line ends of several kinds one."""
    if text.startswith("\ufeff"):
        result.done.append((1, "Y117", "took out the byte order mark"))
        text = text.removeprefix("\ufeff")
    ends = set(re.findall("\r\n|\n|\r", text))
    if len(ends) > 1:
        result.done.append((1, "Y117", "made all line ends LF"))
        text = re.sub("\r\n|\r", "\n", text)
    return text


def _step(text: str, name: str, refused: set[tuple[str, int, str]]) -> tuple[str, list[Mend]] | None:
    """Give the text after the next mends, with these; None when nothing is left to be mended."""
    try:
        loaded = _load(text, name)
    except PackError:
        return None
    rows = BREAK.split(text)[::2]
    mends = [mend for mend in _proposed(loaded, rows) if _key(mend, rows) not in refused]
    apart = list(_apart(mends))
    if not apart:
        return None
    if _holds(loaded, text, apart, name):
        return _changed(text, apart), apart
    for mend in apart:
        if _holds(loaded, text, [mend], name):
            return _changed(text, [mend]), [mend]
        refused.add(_key(mend, rows))
    return _step(text, name, refused)


def _key(mend: Mend, rows: Sequence[str]) -> tuple[str, int, str]:
    return mend.code, mend.start, rows[mend.line]


def _load(text: str, name: str) -> Loaded:
    return load_bytes(text.encode("utf-8"), name)


def _proposed(loaded: Loaded, rows: Sequence[str]) -> Iterator[Mend]:
    at = spots(loaded.root)
    for finding in review(loaded).findings:
        maker = MAKERS.get(finding.code)
        if maker is not None and finding.line <= len(rows):
            yield from maker(finding, rows[finding.line - 1], at)


def _apart(mends: Iterable[Mend]) -> Iterator[Mend]:
    """Give mends that do not touch one another, nor one node twice; the others have their turn in the next round."""
    taken: dict[int, list[tuple[int, int]]] = {}
    named: set[int] = set()
    for mend in mends:
        others = taken.setdefault(mend.line, [])
        if all(mend.end < start or end < mend.start for start, end in others) and not named & mend.becomes.keys():
            others.append((mend.start, mend.end))
            named |= mend.becomes.keys()
            yield mend


def _changed(text: str, mends: Sequence[Mend]) -> str:
    pieces = BREAK.split(text)
    for mend in sorted(mends, key=lambda mend: (mend.line, mend.start), reverse=True):
        at = 2 * mend.line
        row = pieces[at]
        pieces[at] = row[: mend.start] + mend.new + row[mend.end :]
        if mend.whole and at + 1 < len(pieces):
            pieces[at + 1] = ""
    return "".join(pieces)


def _holds(loaded: Loaded, text: str, mends: Sequence[Mend], name: str) -> bool:
    """Tell whether the mended pack is what the mends say, and no finding is new."""
    becomes: dict[int, str | None] = {}
    for mend in mends:
        becomes |= mend.becomes
    changed = _changed(text, mends)
    if changed == text:
        return False
    try:
        after = _load(changed, name)
    except PackError:
        return False
    if after.plain != _expected(loaded.root, becomes):
        return False
    counts = [_errors(found.findings) for found in (after, loaded)]
    return all(count <= counts[1].get(code, 0) for code, count in counts[0].items())


def _errors(findings: Iterable[Finding]) -> dict[str, int]:
    """Count errors by code. Those that compare questions may come with a question that could not be read before."""
    found: dict[str, int] = {}
    for finding in findings:
        if finding.severity == "error" and finding.code[0] in "YT":
            found[finding.code] = found.get(finding.code, 0) + 1
    return found


def _expected(node: Node, becomes: Mapping[int, str | None]) -> object:
    """Give `node` as plain data, with what the mends make of it."""
    if id(node) in becomes:
        return becomes[id(node)]
    if isinstance(node, Map):
        return {key: _expected(value, becomes) for key, value in node.fields.items()}
    if isinstance(node, Seq):
        return [_expected(inner, becomes) for inner in node.items if becomes.get(id(inner), "") is not None]
    return node.text or None
