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
    from quiz.audit import Problem
    from quiz.packs import Finding, Loaded


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
    items = open_bank(loaded.pack, 0).generate().items
    rows = list(findings_rows(loaded.findings))
    rows += audit_rows(loaded, [emit(item) for item in items])
    if not items:
        return UNUSABLE, rows or [empty_row(loaded)]
    serious = any(finding.get("severity") != "note" for finding, _ in rows)
    return FINDINGS if serious else OK, rows


def findings_rows(findings: Iterable[Finding]) -> Iterator[Row]:
    """What the loader found."""
    from quiz.packs import render

    for finding in findings:
        yield asdict(finding), render(finding)


def audit_rows(loaded: Loaded, items: list[dict[str, object]]) -> Iterator[Row]:
    """What the auditor found in the questions that the pack gives."""
    from quiz.audit import audit

    for problem in audit(loaded.plain, items):
        text = f"{loaded.name}: {problem.question}: {problem.cls}: {problem.message}"
        yield problem_object(loaded, problem), clean(text)


def problem_object(loaded: Loaded, problem: Problem) -> dict[str, object]:
    """A contradiction in the keys of a finding; it has a question in place of a line."""
    return {
        "code": problem.cls,
        "severity": "error",
        "message": problem.message,
        "file": loaded.name,
        "question": problem.question,
    }


def empty_row(loaded: Loaded) -> Row:
    """The finding of a pack that gives no question."""
    text = "no question remains to be asked"
    return {"code": "empty", "severity": "error", "message": text, "file": loaded.name}, f"{loaded.name}: {text}"
