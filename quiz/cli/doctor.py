"""`quiz doctor`: what works here, and how to mend what does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.host import PORT
from quiz.cli.wiring import FINDINGS, OK, DataOption, command, data_folder, show

if TYPE_CHECKING:
    from quiz.cli.fitness import Check


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
            show(f"{check.state:<4}  {check.name:<15}  {check.what}")
            if check.fix:
                show(f"{'':<23}{check.fix}")
        worst = FINDINGS if check.state == "bad" else worst
    return worst


def _checks(folder: Path, host: bool, port: int, students: int) -> Iterator[Check]:
    """Those for a game, and those for a lesson."""
    from quiz.cli import fitness

    yield from fitness.checks(folder)
    if host:
        from quiz.cli import fitness_host

        yield from fitness_host.checks(folder, port, students)
