"""A whole room in one process: the game, what it does by itself, its frames, its door, its SSH server."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import asyncssh
import segno

from quiz.core.host import HostView
from quiz.core.refusals import Outcome
from quiz.rooms.conduct import Conduct
from quiz.rooms.paced_conduct import PacedConduct
from quiz.rooms.room import Room
from quiz.rooms.self_paced import SelfPaced
from quiz.scenes.lobby import Doorway
from quiz.serve.crowd import AnyRoom, Crowd
from quiz.serve.deeds import Deeds, PacedDeeds
from quiz.serve.gateway import Gateway
from quiz.serve.host_keys import fingerprint
from quiz.serve.lines import Lines
from quiz.serve.paced_gateway import PacedGateway
from quiz.serve.paced_lines import PacedLines
from quiz.serve.paced_seat import PacedSeat
from quiz.serve.reception import CLOSED, Reception
from quiz.serve.seat import Seat
from quiz.serve.server import Gate, Server

LINGER = 2.0
"""Seconds for the last bytes to reach everybody before connections are cut."""
Failed = Callable[[BaseException], None]


class Conducts(Protocol):
    """What a room does by itself."""

    def present(self, seat: str) -> bool:
        """Whether `seat` has a connection."""
        ...

    async def run(self) -> None:
        """Do what is due, in time, until cancelled."""
        ...


class Does(Protocol):
    """What a desk may do, by name."""

    async def do(self, asked: Mapping[str, object]) -> Outcome:
        """One deed."""
        ...


class Building(ABC):
    """A room that is open, whatever is played there. `start`, then `stop`; `over` is set when it can go on no more."""

    room: AnyRoom
    conduct: Conducts
    gateway: Crowd
    deeds: Does

    def __init__(
        self, key: asyncssh.SSHKey, reception: Reception, gate: Gate | None, failed: Failed | None
    ) -> None:  # fmt: skip
        """Nothing runs yet. `failed` is told of what broke and did not end the room."""
        self._failed = failed
        self.reception = reception
        self.server = Server(reception, key, gate)
        self.over, self.broken = asyncio.Event(), False
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def way(self) -> Doorway:
        """How to get in."""
        return self.gateway.way

    @property
    def port(self) -> int:
        """Where the SSH server listens."""
        return self.server.ports[0]

    @property
    @abstractmethod
    def host_view(self) -> HostView:
        """What the host may see."""

    @abstractmethod
    def clock(self) -> dict[str, object]:
        """What a desk needs to know of the time."""

    def told(self) -> dict[str, object]:
        """What a desk needs beside the view: the time, who is connected, how to get in, what is wrong."""
        return {
            **self.clock(),
            "present": [seat for seat in self.room.state.seats if self.conduct.present(seat)],
            "trouble": self.room.trouble,
            "alarms": self.reception.alarms,
            "command": self.way.command(),
            "fingerprint": self.way.fingerprint,
        }

    async def start(self, hosts: Sequence[str], port: int) -> None:
        """Open. Raises `OSError` where the port is taken."""
        await self.server.start(hosts, port)
        url = f"ssh://room@{self.way.address}:{self.port}"
        self.gateway.relocate(replace(self.way, port=self.port, code=square(url)))
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


class House(Building):
    """A room in which all play together."""

    room: Room
    conduct: Conduct
    gateway: Gateway

    def __init__(
        self, room: Room, key: asyncssh.SSHKey, address: str, *, gate: Gate | None = None, failed: Failed | None = None
    ) -> None:  # fmt: skip
        """Nothing runs yet. `failed` is told of what broke and did not end the room."""
        self.room, self.conduct = room, Conduct(room)
        self.gateway = Gateway(room, self.conduct, Doorway(0, address, fingerprint(key)))
        super().__init__(key, _reception(self.gateway, key, failed, Seat, Lines), gate, failed)
        self.deeds = Deeds(self.conduct, self.reception)

    @property
    def host_view(self) -> HostView:
        """What the host may see."""
        return self.room.host

    def clock(self) -> dict[str, object]:
        """The time of the game, when the question closes, and what a step is taken from."""
        return {"now": self.room.still_ms, "closes": self.conduct.closes_at(), "scene": self.room.scene}


class PacedHouse(Building):
    """A room in which each plays alone, until a deadline."""

    room: SelfPaced
    conduct: PacedConduct
    gateway: PacedGateway

    def __init__(
        self, room: SelfPaced, key: asyncssh.SSHKey, address: str, *, gate: Gate | None = None,
        failed: Failed | None = None,
    ) -> None:  # fmt: skip
        """Nothing runs yet. `failed` is told of what broke and did not end the room."""
        self.room, self.conduct = room, PacedConduct(room)
        self.gateway = PacedGateway(room, self.conduct, Doorway(0, address, fingerprint(key)))
        super().__init__(key, _reception(self.gateway, key, failed, PacedSeat, PacedLines), gate, failed)
        self.deeds = PacedDeeds(room, self.reception)

    @property
    def host_view(self) -> HostView:
        """What the host may see."""
        return self.room.host_view

    def clock(self) -> dict[str, object]:
        """How much time there is for all, in ms, and how far each has come."""
        room = self.room
        pace = {"until": room.until, "left": room.left_ms, "of": room.plan.length, "done": room.done()}
        return {"now": room.now_ms, "pace": pace}


def _reception(
    gateway: Crowd, key: asyncssh.SSHKey, failed: Failed | None, seat: type[Seat], lines: type[Lines]
) -> Reception:  # fmt: skip
    """The door."""
    # Of all formats this one is the same each time, so that a key's seat is the same after a restart.
    secret = hashlib.sha256(b"footnote seats" + key.export_private_key("pkcs8-der")).digest()
    return Reception(gateway, secret, failed, seat, lines)


def square(text: str) -> tuple[str, ...]:
    """A square code of a text, a row a line, `#` for dark."""
    matrix = segno.make(text, micro=False, error="l").matrix
    return tuple("".join("#" if dark else "." for dark in row) for row in matrix)
