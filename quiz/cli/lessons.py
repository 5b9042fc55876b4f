"""What the commands about rooms share: finding one, and saying what there is where it is not found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from quiz.cli.wiring import fail

RoomArgument = Annotated[str, typer.Argument(help="The name of a room; `quiz rooms` lists them.", show_default=False)]

_Found = TypeVar("_Found")


def found(data: Path, room: str, read: Callable[[Path, str], _Found]) -> _Found:
    """What `read` finds in a room. Leaves with the reason where there is no such room, or it cannot be read."""
    from quiz.rooms.folders import room_names
    from quiz.stores.base import StoreError

    try:
        return read(data, room)
    except LookupError:
        known = ", ".join(room_names(data))
        fail(f"there is no room {room}. " + (f"There are: {known}." if known else "No room has been opened here yet."))
    except StoreError as error:
        fail(f"the room {room} cannot be read: {error}")
