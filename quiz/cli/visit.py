"""`quiz join` and `quiz watch`: a seat, or the wall's view, for who is on the host's machine already."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.host import find_room
from quiz.cli.wiring import DataOption, command, fail

RoomArgument = Annotated[str | None, typer.Argument(help="Which room; the only one that is open.", metavar="[ROOM]")]
SocketOption = Annotated[
    Path | None, typer.Option("--socket", envvar="FOOTNOTE_SOCKET", help="The room's socket.", show_envvar=True)
]


@command
def join(
    room: RoomArgument = None,
    code: Annotated[str | None, typer.Option("--code", help="Take a seat back.")] = None,
    socket: SocketOption = None,
    data: DataOption = None,
) -> int:
    """Take a seat in a room on this machine."""
    return _visit({"hello": "join", "code": code or ""}, room, socket, data)


@command
def watch(room: RoomArgument = None, socket: SocketOption = None, data: DataOption = None) -> int:
    """Show a room as a projector does."""
    return _visit({"hello": "watch"}, room, socket, data)


def _visit(hello: dict[str, object], room: str | None, socket: Path | None, data: Path | None) -> int:
    """Be a terminal of the room."""
    from quiz.serve.terminal_client import visit

    path = socket or find_room(data, room).socket
    try:
        return visit(path, hello)
    except OSError as error:
        fail(f"{path}: {error.strerror or error}; `quiz rooms` lists the rooms that are open.")
