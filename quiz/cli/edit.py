"""`quiz edit`: the editor, at the line of the first finding."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from quiz.cli import reports
from quiz.cli.checking import checked
from quiz.cli.editor import NoEditorError, announced, open_editor, unnamed
from quiz.cli.wiring import command, fail, on_terminal, say


@command
def edit(
    file: Annotated[str, typer.Argument(help="A pack file.")],
    line: Annotated[int | None, typer.Option("--line", min=1, help="Open this line.")] = None,
) -> int:
    """Open a pack in your editor at its first finding.

    The editor is the one in VISUAL or EDITOR. Afterwards the pack is checked again.
    """
    path = Path(file)
    if not path.is_file():
        fail(f"{file}: there is no such file; `quiz new {file}` makes one.")
    place = (line, 1) if line else first_place(file)
    try:
        say(announced(file))
        if unnamed() and on_terminal():
            # It takes the whole screen, and nobody has asked for it by name.
            with suppress(EOFError):
                input("Enter opens it; EDITOR names another one > ")
        open_editor(file, *place)
    except NoEditorError as error:
        fail(str(error))
    found = checked(file)
    for told in reports.lines(reports.Format.HUMAN, found.told):
        typer.echo(told)
    say(f"{len(found.told)} findings.")
    return found.code


def first_place(file: str) -> tuple[int, int]:
    """Line and column of the worst finding, the first of several; the top where there is none."""
    order = ("error", "warning", "note")
    found = [one for one in checked(file).told if one.finding is not None]
    found.sort(key=lambda one: order.index(one.severity))
    return (found[0].finding.line, found[0].finding.column) if found and found[0].finding else (1, 1)
