"""`quiz edit`: the editor, at the line of the first finding."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from quiz.cli import reports
from quiz.cli.checking import checked
from quiz.cli.wiring import command, fail, say

# Editors with a way of their own to be sent to a line; all others take `+LINE FILE`, as vi does.
_GOTO = frozenset({"code", "code-insiders", "codium", "cursor"})
_COLON = frozenset({"subl", "hx", "helix", "zed", "mate", "micro-goto"})


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
    words = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    if not words or shutil.which(words[0]) is None:
        fail(f"there is no editor {' '.join(words)!r} here; set EDITOR to the one that you use.")
    subprocess.run(editor_command(words, file, *place), check=False)  # noqa: S603 - the user's own editor
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


def editor_command(words: list[str], file: str, line: int, column: int) -> list[str]:
    """How this editor is sent to a place."""
    name = Path(words[0]).stem.lower()
    if name in _GOTO:
        return [*words, "--goto", f"{file}:{line}:{column}"]
    if name in _COLON:
        return [*words, f"{file}:{line}:{column}"]
    return [*words, f"+{line}", file]
