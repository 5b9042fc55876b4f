"""`quiz forget`: erase a person from rooms, or a whole room."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.wiring import FINDINGS, OK, DataOption, command, data_folder, fail, on_terminal, say, show


@command
def forget(
    what: Annotated[str, typer.Argument(help="The name of a player, or of a room.", show_default=False)],
    room: Annotated[str | None, typer.Option("--room", help="Only in this room, and never the room itself.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = None,
) -> int:
    """Erase a player from all rooms, or a whole room."""
    from quiz.rooms.folders import room_names

    folder = data_folder(data)
    names = room_names(folder)
    if room is not None and room not in names:
        fail(f"there is no room {room}.")
    if room is None and what in names:
        return _forget_room(folder, what, yes)
    return _forget_person(folder, what, names if room is None else (room,), yes)


def _forget_room(data: Path, name: str, yes: bool) -> int:
    """Erase a room that nobody is in."""
    from quiz.rooms.folders import is_live, room_folder

    folder = room_folder(data, name)
    if is_live(folder):
        fail(f"the room {name} is open. End it first.")
    if not _sure(f"Erase the room {name} with everything in it?", yes):
        return FINDINGS
    shutil.rmtree(folder)
    show(f"The room {name} is erased.")
    return OK


def _forget_person(data: Path, name: str, rooms: tuple[str, ...], yes: bool) -> int:
    """Erase a player from the rooms in which there is one of that name."""
    from quiz.rooms.folders import LOG, read_events, room_folder
    from quiz.rooms.forget import forget as erase
    from quiz.rooms.forget import seats_of
    from quiz.stores.base import StoreError

    there: list[str] = []
    failed = False
    for room in rooms:
        try:
            there += [room] if seats_of(read_events(data, room), name) else []
        except StoreError as error:
            say(f"the room {room} cannot be read: {error}")
            failed = True
    if not there:
        fail(f"nobody called {name} has played here." if not failed else f"nobody called {name} was found.")
    if not _sure(f"Erase {name} from {', '.join(there)}? This cannot be undone.", yes):
        return FINDINGS
    for room in there:
        try:
            erase(room_folder(data, room) / LOG, room, name)
            show(f"{name} is erased from {room}.")
        except StoreError as error:
            say(f"{name} is not erased from {room}: {error}")
            failed = True
    return FINDINGS if failed else OK


def _sure(question: str, yes: bool) -> bool:
    """Whether it shall be done. A pipe cannot say so but with --yes."""
    if yes:
        return True
    if not on_terminal():
        fail(f"{question} Add --yes to do it.")
    try:
        return input(f"{question} y does it > ").strip().casefold().startswith("y")
    except EOFError:
        return False
