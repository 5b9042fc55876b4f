"""Rooms as others on the machine see them: their folders, which of them are up, and how one is brought up."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.rooms.folders import SOCKET, read_note, room_folder, room_names

ROOM = "quiz.serve.host"
"""The module that is a room's process."""
PATIENCE = 20.0
"""Seconds that a room has to come up in."""


class LaunchError(Exception):
    """A room cannot be brought up; the message says why."""


@dataclass(frozen=True, slots=True)
class Known:
    """A room that has a folder."""

    name: str
    folder: Path
    title: str = ""
    port: int = 0
    address: str = ""
    bind: tuple[str, ...] = ()
    fingerprint: str = ""
    pid: int = 0
    up: bool = False
    share: str = ""

    @property
    def socket(self) -> Path:
        """Where its desk, its watchers and its local players come in."""
        return self.folder / SOCKET


def rooms_in(data: Path) -> list[Known]:
    """All rooms, by their names."""
    return [known(room_folder(data, name)) for name in room_names(data)]


def known(folder: Path) -> Known:
    """What a folder says of its room. Whether it is up its socket says, not the file."""
    told = read_note(folder)
    bind = told.get("bind")
    return Known(
        folder.name,
        folder,
        str(told.get("title", "")),
        _number(told.get("port")),
        str(told.get("address", "")),
        tuple(map(str, bind)) if isinstance(bind, list) else (),
        str(told.get("fingerprint", "")),
        _number(told.get("pid")),
        answers(folder / SOCKET),
        str(told.get("share") or ""),
    )


def answers(path: Path) -> bool:
    """Whether somebody listens at a socket."""
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(2)
        try:
            sock.connect(str(path))
        except OSError:
            return False
    return True


def launch(
    folder: Path, keys: Path, hosts: Sequence[str], port: int, address: str, share: str = "", *, fresh: bool = False,
    module: str = ROOM,
) -> Known:  # fmt: skip
    """Bring up the room in `folder` as a process of its own, which outlives this one. Raises `LaunchError`.

    `share` is a socket at which other accounts of this machine are let in. Of a `fresh` room that ends at once nothing
    is left: nobody has ever been in it. `module` is what the process runs.
    """
    command = [sys.executable, "-m", module, str(folder), "--keys", str(keys), "--port", str(port)]
    command += ["--address", address, *(part for host in hosts for part in ("--bind", host))]
    command += ["--share", os.path.abspath(share)] if share else []  # noqa: PTH100 - links stay as they are
    notes = folder / "host.log"
    with open(notes, "ab", opener=_private) as out:
        start = out.tell()
        process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd="/"
        )
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            said = notes.read_bytes()[start:].decode("utf-8", "replace").strip()
            if fresh:
                shutil.rmtree(folder, ignore_errors=True)
            raise LaunchError(said.splitlines()[-1] if said else f"the room ended with {process.returncode}")
        room = known(folder)
        if room.up and room.pid == process.pid:
            # It is to live longer than this process, which need not warn of that.
            process.returncode = 0
            return room
        time.sleep(0.05)
    process.terminate()
    raise LaunchError(f"the room did not come up; {notes} may say why")


def end(room: Known) -> None:
    """Ask a room that is up to end in order, and wait until it has."""
    os.kill(room.pid, signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    while _noted_up(room.folder) and time.monotonic() < until:
        time.sleep(0.05)


def own_address() -> str:
    """The address by which this machine is most likely reached; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            sock.connect(("192.0.2.1", 9))
            return str(sock.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _noted_up(folder: Path) -> bool:
    """Whether the process has not yet noted its end, which is the last thing that it does."""
    return read_note(folder).get("up") is True


def _private(path: str, flags: int) -> int:
    """Open for the owner alone."""
    return os.open(path, flags, 0o600)


def _number(told: object) -> int:
    """A whole number, or none."""
    return told if isinstance(told, int) else 0
