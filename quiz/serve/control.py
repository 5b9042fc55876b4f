"""The room's Unix socket: the host's desk, and terminals of people who are on this machine already.

Each side speaks lines of JSON. The first says who comes: `{"hello": "desk"}`, `"watch"` or `"join"`. A desk is sent
`{"view": ..., "clock": ...}` when something has changed, and sends `{"do": "next", "id": 1, ...}`, which is answered by
`{"done": 1}` or `{"refused": 1, "why": ...}`. A terminal sends, after its hello, frames of a letter (`d` for what was
typed, `s` for a size in JSON), four bytes of length and as many bytes; what it is sent is for the screen as it is.

A second socket may be shared with the other accounts of the machine. It gives seats and the wall, and no desk.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import struct
from collections.abc import Mapping
from pathlib import Path

from quiz.core.refusals import Rejected
from quiz.rooms.host_codec import HostCodec
from quiz.serve.guests import Guest, Visit, clamped
from quiz.serve.house import Building
from quiz.serve.reception import PEER, ROOM, SCREEN

LONGEST_LINE = 64 * 1024
LONGEST_FRAME = 64 * 1024
HELLO = 10.0
"""Seconds for the first line."""
CROWD = 2000
"""How many may be connected at once."""
FEW, OFTEN, SELDOM = 200, 0.25, 2.0
"""Up to how many players a desk is told four times a second, beyond that every other second."""


class Control:
    """Serves one room's socket."""

    def __init__(self, house: Building, path: Path, *, shared: bool = False) -> None:
        """`path` is in a folder that only the host can enter; one that is `shared` is for everybody and has no desk."""
        self._house, self._path, self._shared = house, path, shared
        self._codec = HostCodec()
        self._tasks: set[asyncio.Task[None]] = set()
        self.desks = 0

    async def start(self) -> None:
        """Listen. A socket that is left over from a room that died is replaced."""
        if self._path.is_socket():
            self._path.unlink()
        before = os.umask(0o111 if self._shared else 0o177)
        try:
            self._server = await asyncio.start_unix_server(self._came, self._path, limit=LONGEST_LINE)
        finally:
            os.umask(before)

    def stop_listening(self) -> None:
        """Nobody new. Whoever is there stays until `close`, so that the room can give their terminals back."""
        self._server.close()

    async def close(self) -> None:
        """Listen no more, and hang up."""
        self.stop_listening()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._path.unlink(missing_ok=True)

    async def _came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        task = asyncio.current_task()
        if len(self._tasks) >= CROWD:
            writer.close()
            return
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            async with asyncio.timeout(HELLO):
                hello = _object(await reader.readline())
            match hello.get("hello"):
                case "desk" if not self._shared:
                    await self._desk(reader, writer)
                case "watch" | "join":
                    await self._terminal(hello, reader, writer)
                case _:
                    await _send(writer, {"refused": 0, "why": "Say hello first: desk, watch or join."})
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):
            # Whoever speaks another language, or hangs up, is no matter of the room.
            return
        finally:
            writer.close()

    # -- the desk

    async def _desk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Tell what changes, and do what is asked."""
        telling = asyncio.create_task(self._tell(writer))
        self.desks += 1
        try:
            while line := await reader.readline():
                asked = _object(line)
                outcome = await self._house.deeds.do(asked)
                number = asked.get("id", 0)
                if isinstance(outcome, Rejected):
                    await _send(writer, {"refused": number, "why": outcome.message, "reason": outcome.reason.value})
                else:
                    await _send(writer, {"done": number})
        finally:
            self.desks -= 1
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    async def _tell(self, writer: asyncio.StreamWriter) -> None:
        """The view, whenever the room or who is connected has changed; the latest, never a queue."""
        room, told = self._house.room, None
        while True:
            seen = room.changed.count
            clock = self._house.told()
            if told != (seen, clock["present"], clock["trouble"], clock["alarms"]):
                told = (seen, clock["present"], clock["trouble"], clock["alarms"])
                await _send(writer, {"view": self._codec.encode(self._house.host_view), "clock": clock})
            few = len(room.state.seats) <= FEW
            await asyncio.sleep(OFTEN if few else SELDOM)

    # -- terminals

    async def _terminal(
        self, hello: Mapping[str, object], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """A terminal as any other one."""
        wire = UnixWire(writer)
        user = SCREEN if hello.get("hello") == "watch" else str(hello.get("code") or ROOM)
        if not self._house.reception.known(user):
            # Whatever comes here is shown as it is.
            wire.write(b"This is no code; it has eight letters and digits.\r\n")
            await wire.drained()
            return
        try:
            guest = self._house.reception.enter(_visit(hello, user, wire, _uid(writer)))
            try:
                await _frames(reader, guest)
            finally:
                guest.gone()
        except (OSError, asyncio.IncompleteReadError):
            return
        except Exception as error:  # noqa: BLE001 - one terminal's failure ends that one alone
            self._house.reception.lost(error)
        await wire.drained()


class UnixWire:
    """The bytes of a terminal, over the socket."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        """Of a connection that is open."""
        self._writer = writer

    def write(self, data: bytes) -> None:
        """Send."""
        if data and not self._writer.is_closing():
            self._writer.write(data)

    def unsent(self) -> int:
        """What the other side has not taken."""
        return int(self._writer.transport.get_write_buffer_size())

    def probe(self) -> None:
        """There is no way to measure."""

    @property
    def lag(self) -> int:
        """Who is on this machine already has none."""
        return 0

    def close(self) -> None:
        """End once everything is sent."""
        if not self._writer.is_closing():
            self._writer.close()

    def abort(self) -> None:
        """End now."""
        self._writer.transport.abort()

    async def drained(self) -> None:
        """Wait for the last bytes, for a while."""
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(1):
                await self._writer.drain()


async def _frames(reader: asyncio.StreamReader, guest: Guest) -> None:
    """Hand on what a terminal sends until it ends."""
    while True:
        head = await reader.readexactly(5)
        (count,) = struct.unpack(">I", head[1:])
        if count > LONGEST_FRAME:
            raise ValueError(count)
        data = await reader.readexactly(count)
        if head[:1] == b"d":
            guest.feed(data)
        elif head[:1] == b"s":
            guest.resize(_size(json.loads(data)))


def _visit(hello: Mapping[str, object], user: str, wire: UnixWire, uid: int) -> Visit:
    """Who comes, as they say it themselves; under which account they run is known."""
    env, term = hello.get("env"), hello.get("term")
    known = {str(key): str(value)[:64] for key, value in env.items()} if isinstance(env, dict) else {}
    peer = f"{PEER}{uid}" if hello.get("hello") == "join" else ""
    return Visit(
        user, wire, str(term)[:64] if term else None, _size(hello.get("size")), known, peer, f"account {uid}"
    )  # fmt: skip


def _size(told: object) -> tuple[int, int]:
    """A size that can be painted for."""
    match told:
        case [int(wide), int(high)]:
            return clamped(wide, high)
    return 80, 24


def _uid(writer: asyncio.StreamWriter) -> int:
    """Which account the other side runs under; the kernel says it, nobody else."""
    sock = writer.get_extra_info("socket")
    if not hasattr(socket, "SO_PEERCRED"):
        return os.getuid()
    _, uid, _ = struct.unpack("3i", sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return int(uid)


def _object(line: bytes) -> dict[str, object]:
    """A line as an object. Raises `ValueError` for what is none."""
    try:
        told = json.loads(line)
    except RecursionError as error:
        raise ValueError("this is nested too deep") from error
    if not isinstance(told, dict):
        raise ValueError("an object is expected")
    return told


async def _send(writer: asyncio.StreamWriter, told: Mapping[str, object]) -> None:
    """One line."""
    writer.write(json.dumps(told).encode() + b"\n")
    await writer.drain()
