"""From a room to all terminals: one moment for all, painted once, sent in one pass.

The loop wakes when the room changes, when a second of the clock is over, or when a scene takes its next step. A pass
gives way every few milliseconds, so that keys are heard meanwhile; whoever is reached later gets the newest moment.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Protocol

from quiz.core.state import Phase
from quiz.core.views import PublicView, Row
from quiz.rooms.conduct import Conduct
from quiz.rooms.room import Room
from quiz.rooms.turns import outline_of
from quiz.scenes.lobby import Doorway
from quiz.serve.moment import Moment, beat_of, next_change
from quiz.serve.terminal import Speller
from quiz.serve.wire import Wire

LONG_AGO = 1_000_000
SLICE, AT_ONCE = 0.004, 4
"""Seconds of a pass before others get their turn, and clients between two looks at the clock.

From a key to its lock the loop turns half a dozen times, and each turn waits for a slice.
"""
GATHER = 1.0
"""Seconds for which newcomers are gathered before the lobby shows them."""
IDLE, CATCH_UP = 5.0, 0.25
"""Seconds after which the loop looks around although nothing is due, and while somebody reads slowly."""


class Client(Protocol):
    """A session that is painted."""

    @property
    def behind(self) -> bool:
        """Whether it has missed frames because it reads slowly."""
        ...

    @property
    def wire(self) -> Wire:
        """Where its bytes go."""
        ...

    def paint(self, moment: Moment) -> None:
        """Show this moment, with what is this client's own."""
        ...

    def broke(self, error: Exception) -> None:
        """Painting failed: leave, alone."""
        ...


class Gateway:
    """All clients of one room. `run` until cancelled."""

    def __init__(self, room: Room, conduct: Conduct, way: Doorway) -> None:
        """Of a room that has begun. What is on when this process begins is not played in again."""
        self.room, self.conduct, self.way = room, conduct, way
        self.outline = outline_of(room.plan)
        self.speller = Speller()
        self.clients: dict[Client, None] = {}
        self._slow: set[Client] = set()
        self._clock = asyncio.get_running_loop().time
        self._public = room.public
        self._since = room.still_ms - LONG_AGO
        self._before: tuple[Row, ...] = ()
        self._shown = self._clock()
        self._seen = room.changed.count
        self.moment = self._made()

    def relocate(self, way: Doorway) -> None:
        """The way in is known now, or another one."""
        self.way = way
        self.moment = self._made()

    def add(self, client: Client) -> None:
        """Paint this client from now on."""
        self.clients[client] = None
        self._measure(client)

    def remove(self, client: Client) -> None:
        """And no more."""
        self.clients.pop(client, None)
        self._slow.discard(client)

    async def run(self) -> None:
        """Follow the room."""
        while True:
            await self._wait()
            if self._refresh():
                await self._pass()
            else:
                for client in list(self._slow):
                    self.paint(client)

    async def _wait(self) -> None:
        """Until there may be something new to show."""
        now = self.room.still_ms
        wait = next_change(self._public, now - self._since, now)
        seconds = IDLE if wait is None else min(max(wait, 1) / 1000, IDLE)
        if self.room.public is not self._public:
            seconds = min(seconds, max(self._shown + GATHER - self._clock(), 0))
        if self._slow:
            seconds = min(seconds, CATCH_UP)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                self._seen = await self.room.changed.after(self._seen)

    def _refresh(self) -> bool:
        """Take up what is to be seen now. Whether anybody has to be painted."""
        public = self.room.public
        if public is not self._public and not self._only_gathers(public):
            self._turn(public)
        made = self._made()
        if made.public is self.moment.public and made.beat == self.moment.beat:
            return False
        self.moment = made
        return True

    def _only_gathers(self, public: PublicView) -> bool:
        """Whether nothing has changed but who is in the lobby, and that was shown a moment ago."""
        shown = self._public
        lobby = public.phase is shown.phase is Phase.LOBBY and public.locked_room == shown.locked_room
        return lobby and self._clock() - self._shown < GATHER

    def _turn(self, public: PublicView) -> None:
        """Take up what everybody may see; another scene begins now."""
        if _scene_of(public) != _scene_of(self._public):
            self._before = self._public.standings or self._before
            self._since = self.room.still_ms
            self._measure(*self.clients)
        self._public, self._shown = public, self._clock()

    def _measure(self, *clients: Client) -> None:
        """Find out how slow lines are, where the rules make up for it."""
        if self.room.plan.rules.allowance:
            for client in clients:
                client.wire.probe()

    def _made(self) -> Moment:
        """The moment as it is now."""
        now = self.room.still_ms
        beat = beat_of(self._public, now - self._since, now)
        return Moment(self._public, beat, self.outline, self.way, self._before)

    async def _pass(self) -> None:
        """Paint everybody, and whoever was painted too early once more."""
        again = True
        while again:
            again = False
            self.speller.forget()
            began = self._clock()
            for count, client in enumerate(list(self.clients), 1):
                if client in self.clients:
                    self.paint(client)
                if count % AT_ONCE == 0 and self._clock() - began > SLICE:
                    await asyncio.sleep(0)
                    began = self._clock()
                    again = self._refresh() or again

    def paint(self, client: Client) -> None:
        """Paint one client. What breaks there breaks for that client alone."""
        try:
            client.paint(self.moment)
            if client.behind and client in self.clients:
                self._slow.add(client)
            elif self._slow:
                self._slow.discard(client)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are painted
            self.remove(client)
            client.broke(error)


def _scene_of(public: PublicView) -> tuple[object, ...]:
    """What makes a scene another one: its rhythm begins anew."""
    question = public.question
    return public.phase, None if public.round is None else public.round.number, question and question.instance
