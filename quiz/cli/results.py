"""`quiz results`: what a lesson amounts to."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.lessons import RoomArgument, found
from quiz.cli.wiring import OK, DataOption, command, data_folder, fail, say, show

STDOUT = Path("-")


@command
def results(
    room: RoomArgument,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", help="Write players to this table, and questions to one beside it; - prints the first."),
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write everything to this file; - prints it.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
    data: DataOption = None,
) -> int:
    """Show the marks of a lesson, or write them to files."""
    from quiz.core.results import results as summed
    from quiz.rooms import export
    from quiz.rooms.folders import read_lesson

    lesson = summed(found(data_folder(data), room, read_lesson))
    if csv is not None:
        write(csv, export.players_csv(lesson), force)
        if csv != STDOUT:
            write(csv.with_name(f"{csv.stem}-questions{csv.suffix}"), export.items_csv(lesson), force)
    if json is not None:
        write(json, export.as_json(lesson), force)
    if csv is None and json is None:
        for line in export.page(lesson):
            show(line)
    return OK


def write(path: Path, text: str, force: bool) -> None:
    """Write a file that only its owner can read, or to the standard output. Nothing is written over unless forced."""
    if path == STDOUT:
        sys.stdout.write(text)
        return
    if path.is_dir():
        fail(f"{path} is a folder; name a file in it.")
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        handle = os.open(path, flags, 0o600)
    except FileExistsError:
        fail(f"{path}: there is a file of that name already. Name another one, or add --force.")
    with open(handle, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a handle, not a path
        file.write(text)
    say(f"written: {path}")
