"""`quiz doctor`: what works here, and how to mend what does not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.host import PORT
from quiz.cli.wiring import FINDINGS, OK, DataOption, command, data_folder, on_terminal, show
from quiz.core.text import clean

if TYPE_CHECKING:
    from quiz.cli.fitness import Check

MARGIN = 23
"""How far in all lines begin but the first."""


@command
def doctor(
    host: Annotated[bool, typer.Option("--host", help="Look at what a lesson needs, too.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where students are to connect.")] = PORT,
    students: Annotated[int, typer.Option(min=1, max=4000, help="How many are expected.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
    data: DataOption = None,
) -> int:
    """Say what works here, and how to mend what does not."""
    worst = OK
    for check in _checks(data_folder(data), host, port, students):
        if as_json:
            typer.echo(json.dumps(asdict(check)))
        else:
            for line in _lines(check):
                show(line)
        worst = FINDINGS if check.state == "bad" else worst
    return worst


def _lines(check: Check) -> list[str]:
    """One check as it is read. On a terminal its lines end there, and a path, which is to be copied, stays whole."""
    import wcwidth

    room = max(shutil.get_terminal_size().columns - MARGIN, 20) if on_terminal() else 1_000_000
    first, *others = (
        line
        for text in (check.what, check.fix)
        for line in wcwidth.wrap(clean(text), room, break_long_words=False, break_on_hyphens=False)
    )
    return [f"{check.state:<4}  {check.name:<15}  {first}", *(" " * MARGIN + line for line in others)]


def _checks(folder: Path, host: bool, port: int, students: int) -> Iterator[Check]:
    """Those for a game, and those for a lesson."""
    from quiz.cli import fitness

    yield from fitness.checks(folder)
    if host:
        from quiz.cli import fitness_host

        yield from fitness_host.checks(folder, port, students)
