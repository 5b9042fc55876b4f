"""Servers on loopback to test against, with the simplest of rooms behind them: it repeats what it hears."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import asyncssh

from quiz.serve.guests import Guest, Size, Visit
from quiz.serve.server import Gate, Server


@dataclass
class Parrot:
    """A guest that says its size and repeats what is typed; `!` breaks it."""

    visit: Visit
    heard: bytearray = field(default_factory=bytearray)
    sizes: list[Size] = field(default_factory=list)
    left: bool = False

    def feed(self, data: bytes) -> None:
        """Repeat."""
        if b"!" in data:
            told = "the answer is 42"
            raise ValueError(told)
        self.heard += data
        self.visit.wire.write(data)

    def resize(self, size: Size) -> None:
        """Remember."""
        self.sizes.append(size)

    def eof(self) -> None:
        """Leave."""
        self.visit.wire.close()

    def gone(self) -> None:
        """Left."""
        self.left = True


@dataclass
class ParrotDoor:
    """Lets in whoever calls themselves room, screen or me."""

    guests: list[Parrot] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    def enter(self, visit: Visit) -> Guest:
        """A parrot each."""
        parrot = Parrot(visit)
        self.guests.append(parrot)
        visit.wire.write(f"hello {visit.user} {visit.term} {visit.size[0]}x{visit.size[1]}\r\n".encode())
        return parrot

    def known(self, user: str) -> bool:
        """The names that there are."""
        return user in ("room", "screen")

    def lost(self, error: BaseException) -> None:
        """Remember."""
        self.errors.append(error)


@contextlib.asynccontextmanager
async def parrots(gate: Gate | None = None) -> AsyncIterator[tuple[ParrotDoor, Server]]:
    """A server full of parrots on 127.0.0.1."""
    door = ParrotDoor()
    server = Server(door, asyncssh.generate_private_key("ssh-ed25519"), gate)
    await server.start(["127.0.0.1"], 0)
    try:
        yield door, server
    finally:
        await server.close()


def connect(port: int, user: str = "room", **more: object) -> asyncssh.connection.SSHClientConnectionManager:  # type: ignore[name-defined]
    """Connect as students do: no key, no password, no questions."""
    given: dict[str, object] = {"client_keys": None, "agent_path": None, "config": None, "known_hosts": None}
    return asyncssh.connect("127.0.0.1", port, username=user, **{**given, **more})


async def until(true: object, seconds: float = 20.0) -> None:
    """Wait until `true()` is; the deadline only bounds a hang."""
    async with asyncio.timeout(seconds):
        while not true():  # type: ignore[operator]
            await asyncio.sleep(0.01)
