"""A whole room in one process: the game, what it does by itself, its frames, its door, its SSH server."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import asyncssh
import segno

from quiz.rooms.conduct import Conduct
from quiz.rooms.room import Room
from quiz.scenes.lobby import Doorway
from quiz.serve.gateway import Gateway
from quiz.serve.host_keys import fingerprint
from quiz.serve.reception import CLOSED, Reception
from quiz.serve.server import Gate, Server

LINGER = 2.0
"""Seconds for the last bytes to reach everybody before connections are cut."""


class House:
    """One room that is open. `start`, then `stop`; `over` is set when the room can go on no more."""

    def __init__(
        self,
        room: Room,
        key: asyncssh.SSHKey,
        address: str,
        *,
        gate: Gate | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Nothing runs yet. `failed` is told of what broke and did not end the room."""
        self.room, self.conduct = room, Conduct(room)
        self._failed = failed
        self.way = Doorway(0, address, fingerprint(key))
        self.gateway = Gateway(room, self.conduct, self.way)
        # Of all formats this one is the same each time, so that a key's seat is the same after a restart.
        secret = hashlib.sha256(b"footnote seats" + key.export_private_key("pkcs8-der")).digest()
        self.reception = Reception(self.gateway, secret, self._told)
        self.server = Server(self.reception, key, gate)
        self.over, self.broken = asyncio.Event(), False
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def port(self) -> int:
        """Where the SSH server listens."""
        return self.server.ports[0]

    async def start(self, hosts: Sequence[str], port: int) -> None:
        """Open. Raises `OSError` where the port is taken."""
        await self.server.start(hosts, port)
        url = f"ssh://room@{self.way.address}:{self.port}"
        self.way = replace(self.way, port=self.port, code=square(url))
        self.gateway.relocate(self.way)
        self._tasks = [
            asyncio.create_task(self._ends(self.room.run())),
            asyncio.create_task(self._keeps(self.conduct.run)),
            asyncio.create_task(self._keeps(self.gateway.run)),
        ]

    async def stop(self, said: str = CLOSED) -> None:
        """Close in order: nobody new, what was given is written, every terminal is given back."""
        self.server.stop_listening()
        self.room.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER):
                await asyncio.wait(self._tasks[:1])
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.reception.close(said)
        await self.server.close(LINGER)

    async def _ends(self, work: Awaitable[None]) -> None:
        """The writer of the log: without it there is no room."""
        try:
            await work
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told and ends the room
            self._told(error)
            self.broken = True
        self.over.set()

    async def _keeps(self, work: Callable[[], Awaitable[None]]) -> None:
        """What can begin again where it broke: it holds nothing that the room does not know."""
        while True:
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - a lesson does not end because one step of it failed
                self._told(error)
                await asyncio.sleep(0.2)

    def _told(self, error: BaseException) -> None:
        """Something broke."""
        if self._failed is not None:
            self._failed(error)


def square(text: str) -> tuple[str, ...]:
    """A square code of a text, a row a line, `#` for dark."""
    matrix = segno.make(text, micro=False, error="l").matrix
    return tuple("".join("#" if dark else "." for dark in row) for row in matrix)
