"""A lesson with one student, to see that it works: a room is brought up, joined as students join, and closed."""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
from pathlib import Path

import asyncssh

from quiz.core.items import Item, Reveal
from quiz.core.kinds import TrueFalse
from quiz.core.plan import Plan, Round
from quiz.rooms.room import begun
from quiz.serve.launch import Known, LaunchError, end, launch
from quiz.stores.base import StoreError
from quiz.stores.sqlite import SqliteLog

HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds for the visit."""
SAT = b"takes your seat back"


def rehearse(ssh: str | None) -> tuple[str, str]:
    """What went wrong, empty for nothing, and the program that joined: `ssh`, or without it this one's own client."""
    how = "ssh" if ssh else "this program's own client"
    with tempfile.TemporaryDirectory(prefix="fq-") as place:
        folder = Path(place) / "rooms" / "rehearsal"
        folder.mkdir(parents=True, mode=0o700)
        try:
            with SqliteLog(folder / "log.db") as log:
                begun(log, folder.name, _plan())
            room = launch(folder, Path(place), [HOST], 0, HOST)
        except (LaunchError, StoreError, OSError) as error:
            return f"No room can be opened: {error}.", how
        try:
            told = _by_ssh(ssh, room, Path(place)) if ssh else asyncio.run(_by_library(room))
        except (OSError, asyncssh.Error, TimeoutError, subprocess.TimeoutExpired) as error:
            return f"The room is open, but nobody gets in: {str(error) or type(error).__name__}.", how
        finally:
            end(room)
    return ("" if SAT in told else f"A student gets no seat: {_last(told)}"), how


def _plan() -> Plan:
    """A question that is never asked."""
    item = Item("rehearsal", "Does it work?", TrueFalse(True), Reveal("It works."))
    return Plan("A rehearsal", "rehearsal", 1, (Round("One", (item,)),))


def _by_ssh(ssh: str, room: Known, place: Path) -> bytes:
    """As students do, line by line, with files of its own. What was said."""
    command = [ssh, "-T", "-F", "none", "-o", f"UserKnownHostsFile={place / 'known_hosts'}"]
    command += [
        "-o",
        "StrictHostKeyChecking=accept-new",
        "-o",
        "ConnectTimeout=10",
        "-p",
        str(room.port),
        f"room@{HOST}",
    ]
    done = subprocess.run(  # noqa: S603 - the system's own client, for a room of ours
        command, input=b"\nquit\n", capture_output=True, timeout=PATIENCE, check=False
    )
    return done.stdout + done.stderr


async def _by_library(room: Known) -> bytes:
    """The same where there is no ssh."""
    async with asyncio.timeout(PATIENCE):
        connection = asyncssh.connect(
            HOST, room.port, username="room", client_keys=None, agent_path=None, config=None,
            known_hosts=lambda *_: ([asyncssh.import_public_key(_public(room))], [], []),
        )  # fmt: skip
        async with connection as client:
            done = await client.run(None, input="\nquit\n", encoding="utf-8")
    return str(done.stdout).encode()


def _public(room: Known) -> bytes:
    """The public part of the key that the room has made."""
    return asyncssh.read_private_key(room.folder.parent.parent / "host_key").export_public_key()


def _last(told: bytes) -> str:
    """The last thing that was said, for whoever has to find out why."""
    lines = told.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "nothing was said at all"
