"""All clients of one room, whatever is played there: who is painted, and painted once more when somebody was too early.

A pass gives way every few milliseconds, so that keys are heard meanwhile; whoever is reached later gets the newest
moment.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from fractions import Fraction
from typing import Protocol

from quiz.core.kinds import Response
from quiz.core.plan import Plan
from quiz.core.refusals import Outcome
from quiz.core.state import State
from quiz.core.views import PlayerView, PublicView
from quiz.rooms.ledger import Pulse
from quiz.rooms.turns import outline_of
from quiz.scenes.lobby import Doorway
from quiz.serve.moment import Moment
from quiz.serve.terminal import Speller
from quiz.serve.wire import Wire

SLICE, AT_ONCE = 0.004, 4
"""Seconds of a pass before others get their turn, and clients between two looks at the clock.

From a key to its lock the loop turns half a dozen times, and each turn waits for a slice.
"""


class AnyRoom(Protocol):
    """What a room is for those who let people in and paint."""

    name: str

    @property
    def state(self) -> State:
        """The people, and where the room stands."""
        ...

    @property
    def public(self) -> PublicView:
        """What everybody may see."""
        ...

    @property
    def plan(self) -> Plan:
        """What is asked, for the cover."""
        ...

    @property
    def changed(self) -> Pulse:
        """Beats after every change."""
        ...

    @property
    def trouble(self) -> str:
        """Why nothing can be written."""
        ...

    def new_seat(self) -> str:
        """A code for somebody who sits down."""
        ...

    def free_name(self) -> str:
        """A friendly name that nobody has."""
        ...

    async def join(self, seat: str, name: str, factor: Fraction | None = Fraction(1)) -> Outcome:
        """Take a seat."""
        ...

    async def run(self) -> None:
        """Write and publish until `close`."""
        ...

    def close(self) -> None:
        """Take no more commands."""
        ...


class Place(Protocol):
    """A player's place at the table: what they may see, and where their answer goes."""

    @property
    def still_ms(self) -> int:
        """The time that clocks show."""
        ...

    def view(self) -> PlayerView | None:
        """What the player may see; None for who was put out."""
        ...

    def state(self) -> State:
        """The game that they are in, to read an answer by."""
        ...

    def pick(self, instance: int, response: Response | None) -> None:
        """What stands, in case time runs out."""
        ...

    def answer(self, instance: int, response: Response, lag: int = 0) -> Awaitable[Outcome]:
        """Lock an answer, which took `lag` ms to come. It is on its way at once, and done when it is on the disk."""
        ...


class Client(Protocol):
    """A session that is painted."""

    @property
    def seat(self) -> str:
        """Where it sits; empty for whoever has no seat."""
        ...

    @property
    def wire(self) -> Wire:
        """Where its bytes go."""
        ...

    @property
    def behind(self) -> bool:
        """Whether it has missed frames because it reads slowly."""
        ...

    def paint(self, moment: Moment) -> None:
        """Show this moment, with what is this client's own."""
        ...

    def broke(self, error: Exception) -> None:
        """Painting failed: leave, alone."""
        ...


class Crowd(ABC):
    """The clients. `moment` is what is seen without a seat."""

    moment: Moment

    def __init__(self, room: AnyRoom, way: Doorway) -> None:
        """Of a room that has begun."""
        self.room, self.way = room, way
        self.outline = outline_of(room.plan)
        self.speller = Speller()
        self.clients: dict[Client, None] = {}
        self._slow: set[Client] = set()
        self._clock: Callable[[], float] = asyncio.get_running_loop().time

    @property
    def closed(self) -> str:
        """Why nobody new is let in, told at the door; empty while they are."""
        return ""

    @abstractmethod
    async def run(self) -> None:
        """Follow the room until cancelled."""

    @abstractmethod
    def relocate(self, way: Doorway) -> None:
        """The way in is known now, or another one."""

    @abstractmethod
    def moment_of(self, client: Client) -> Moment:
        """What a client is to be shown now."""

    @abstractmethod
    def place(self, seat: str) -> Place:
        """The place of a seat."""

    @abstractmethod
    def came(self, seat: str) -> None:
        """A connection of `seat` is there."""

    @abstractmethod
    def left(self, seat: str) -> None:
        """A connection of `seat` is gone."""

    def add(self, client: Client) -> None:
        """Paint this client from now on."""
        self.clients[client] = None
        self.measure(client)

    def measure(self, *clients: Client) -> None:
        """Find out how slow lines are, where the rules make up for it."""
        if self.room.plan.rules.allowance:
            for client in clients:
                client.wire.probe()

    def remove(self, client: Client) -> None:
        """And no more."""
        self.clients.pop(client, None)
        self._slow.discard(client)

    def paint(self, client: Client) -> None:
        """Paint one client. What breaks there breaks for that client alone."""
        try:
            client.paint(self.moment_of(client))
            if client.behind and client in self.clients:
                self._slow.add(client)
            elif self._slow:
                self._slow.discard(client)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are painted
            self.remove(client)
            client.broke(error)

    async def _each(self, clients: Iterable[Client], between: Callable[[], bool]) -> bool:
        """Paint these. `between` is called after each slice; whether it was ever true."""
        found, began = False, self._clock()
        for count, client in enumerate(list(clients), 1):
            if client in self.clients:
                self.paint(client)
            if count % AT_ONCE == 0 and self._clock() - began > SLICE:
                await asyncio.sleep(0)
                began = self._clock()
                found = between() or found
        return found
