"""`quiz check`: everything that can be found wrong with pack files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.generate import write_utf8
from quiz.cli.wiring import FINDINGS, OK, UNUSABLE, command, say
from quiz.core.text import clean

if TYPE_CHECKING:
    from quiz.packs import Finding, Loaded


NOTHING = "P600"
"""The code of a pack that gives nothing to ask."""


class Format(StrEnum):
    """How findings are shown."""

    HUMAN = "human"
    JSON = "json"


@command
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Pack files, or names of packs that ship.")],
    form: Annotated[Format, typer.Option("--format", help="For people, or one JSON object a line.")] = Format.HUMAN,
) -> int:
    """Say what is wrong with packs, and how to mend it.

    Leaves with 0 when they are clean, 1 on findings, 2 when no question of a pack remains.
    """
    if form is Format.JSON:
        write_utf8()
    worst, total = OK, 0
    for name in files:
        code, rows = checked(name)
        worst = max(worst, code)
        for finding, human in rows:
            total += 1
            typer.echo(json.dumps(finding, ensure_ascii=False) if form is Format.JSON else human)
    say(f"{len(files)} checked, {total} findings.")
    return worst


Row = tuple[dict[str, object], str]


def checked(name: str) -> tuple[int, list[Row]]:
    """The exit code of one pack, and each finding as an object and as text."""
    from quiz.bank import emit, open_bank
    from quiz.packs import PackError, load_path, resolve

    try:
        loaded = load_path(resolve(name))
    except PackError as error:
        return UNUSABLE, list(findings_rows(error.findings))
    report = open_bank(loaded.pack, 0).generate()
    rows = list(findings_rows(loaded.findings))
    rows += audit_rows(loaded, [emit(item) for item in report.items])
    if not report.items:
        told = any(finding.severity == "error" for finding in loaded.findings)
        return UNUSABLE, rows if told else [*rows, empty_row(loaded, report.summary())]
    serious = any(finding.get("severity") != "note" for finding, _ in rows)
    return FINDINGS if serious else OK, rows


def findings_rows(findings: Iterable[Finding]) -> Iterator[Row]:
    """What the loader found."""
    from quiz.packs import render

    for finding in findings:
        yield asdict(finding) | {"question": None}, render(finding)


def audit_rows(loaded: Loaded, items: list[dict[str, object]]) -> Iterator[Row]:
    """What the auditor found in the questions that the pack gives."""
    from quiz.audit import audit

    for problem in audit(loaded.plain, items):
        text = f"{loaded.name}: {problem.question}: {problem.cls}: {problem.message}"
        yield whole_row(loaded, problem.cls, problem.message, question=problem.question), clean(text)


def empty_row(loaded: Loaded, counts: str) -> Row:
    """The finding of a pack whose facts give no question; `counts` says what became of them."""
    what = f"no question remains to be asked ({counts})"
    why = "A question needs wrong answers that the facts, or what the pack states about them, prove to be wrong."
    fix = "Add facts, `foils`, or a ground such as `only one`."
    told = f"{loaded.name}: error {NOTHING}: {what}\n  why: {why}\n  fix: {fix}"
    return whole_row(loaded, NOTHING, what, why=why, fix=fix), clean(told, lines=True)


def whole_row(
    loaded: Loaded, code: str, message: str, *, why: str = "", fix: str = "", question: str | None = None
) -> dict[str, object]:
    """A finding about no line of the file, in the keys of one that is."""
    return {
        "code": code,
        "severity": "error",
        "message": message,
        "why": why,
        "fix": fix,
        "file": loaded.name,
        "line": None,
        "column": None,
        "source_line": None,
        "question": question,
    }
