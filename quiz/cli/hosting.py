"""Rooms as the app asks for them, and the ways from the app into one."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from quiz.tui.onward import Onward, ToAddress, ToDesk, ToSeat
from quiz.tui.services import Opening, RoomEntry, Trouble

if TYPE_CHECKING:
    from quiz.core.plan import Plan
    from quiz.rooms.folders import RoomInfo
    from quiz.serve.launch import Known


def rooms(folder: Path) -> tuple[RoomEntry, ...]:
    """Rooms that were opened here, the last one first. One that cannot be read is left out."""
    from quiz.rooms.folders import list_rooms

    found = list_rooms(folder, lambda _: None)
    return tuple(_entry(folder, info) for info in reversed(found))


def open_room(folder: Path, plan: Plan, opening: Opening) -> RoomEntry | Trouble:
    """A new room for this game."""
    from quiz.cli.host import EVERYWHERE, prepared
    from quiz.rooms.deadlines import DeadlineError, read_deadline
    from quiz.stores.base import StoreError

    missing = _server_missing()
    if missing is not None:
        return missing
    try:
        until = read_deadline(opening.until, time.time()) if opening.alone and opening.until else None
        place = prepared(folder, plan, until, self_paced=opening.alone)
        return _launched(place, folder, list(EVERYWHERE), opening.port, fresh=True)
    except (DeadlineError, StoreError) as error:
        return Trouble(str(error))
    except OSError as error:
        return Trouble(f"{error.filename or folder}: {error.strerror or error}.")


def take_up(folder: Path, name: str) -> RoomEntry | Trouble:
    """A room that was closed, or died, as it was."""
    from quiz.cli.host import EVERYWHERE, PORT
    from quiz.rooms.folders import room_folder
    from quiz.serve.launch import known

    missing = _server_missing()
    if missing is not None:
        return missing
    room = known(room_folder(folder, name))
    if not room.folder.is_dir():
        return Trouble(f"{name} is not there any more: it was erased.")
    return _launched(room.folder, folder, list(room.bind or EVERYWHERE), room.port or PORT, room.address, room.share)


def _server_missing() -> Trouble | None:
    """That the server's library is missing, and the line that installs it."""
    from quiz.cli.host import SERVE, lacking
    from quiz.extras import install

    missing = lacking()
    return Trouble(missing, (install(SERVE),)) if missing else None


def go(folder: Path, onward: Onward) -> str:
    """Take the player there, and come back when they do, with what there is to say in the app.

    What goes wrong stays on the terminal until it is read.
    """
    match onward:
        case ToDesk(socket):
            from quiz.cli.live import desk

            last: list[str] = []
            desk(folder, socket, last.append)
            return " ".join(last)
        case ToSeat(socket):
            failed = _sit(socket)
        case ToAddress():
            failed = _connect(onward)
        case _:
            assert_never(onward)
    if failed:
        _wait(failed)
    return ""


def _sit(socket: Path) -> str:
    """Take a seat on this machine; gives what went wrong."""
    from quiz.serve.terminal_client import visit

    try:
        visit(socket, {"hello": "join", "code": ""})
    except OSError as error:
        return f"the room cannot be reached: {error.strerror or error}."
    return ""


def _connect(to: ToAddress) -> str:
    """Take a seat elsewhere with the SSH client of this machine; gives what went wrong."""
    if shutil.which("ssh") is None:
        return "there is no SSH client on this machine; install OpenSSH's."
    code = subprocess.run(to.command, check=False).returncode  # noqa: S603 - read and checked by `read_address`
    return f"ssh ended with {code}; what it said stands above." if code else ""


def _wait(text: str) -> None:
    """Say what went wrong, and wait until it is read."""
    from quiz.cli.wiring import say, show

    say(text)
    show("Enter goes back to Footnote.")
    try:
        input()
    except (EOFError, KeyboardInterrupt):
        return


def _launched(
    place: Path, folder: Path, hosts: list[str], port: int, address: str = "", share: str = "", *, fresh: bool = False
) -> RoomEntry | Trouble:
    """Bring a room up, or give why it does not come."""
    from quiz.cli.host import hindered
    from quiz.serve.launch import LaunchError, launch, own_address

    try:
        return _known(launch(place, folder, hosts, port, address or own_address(), share, fresh=fresh))
    except LaunchError as error:
        return Trouble("The room does not open.", hindered(folder, port, error))


def _known(room: Known) -> RoomEntry:
    """A room that has just come up."""
    return RoomEntry(room.name, room.title, 0, up=True, over=False, socket=room.socket)


def _entry(folder: Path, info: RoomInfo) -> RoomEntry:
    """A room in a list."""
    from quiz.rooms.folders import SOCKET, room_folder

    socket = room_folder(folder, info.name) / SOCKET
    return RoomEntry(info.name, info.title, info.players, info.live, info.finished, socket)
