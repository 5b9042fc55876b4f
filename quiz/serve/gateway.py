"""From a room to all terminals: one moment for all, painted once, sent in one pass.

The loop wakes when the room changes, when a second of the clock is over, or when a scene takes its next step.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable

from quiz.core.commands import Answer
from quiz.core.kinds import Response
from quiz.core.refusals import Outcome
from quiz.core.state import Phase, State
from quiz.core.views import PlayerView, PublicView, Row
from quiz.rooms.conduct import Conduct
from quiz.rooms.room import Room
from quiz.scenes.lobby import Doorway
from quiz.serve.crowd import Client, Crowd
from quiz.serve.moment import Moment, beat_of, next_change

LONG_AGO = 1_000_000
GATHER = 1.0
"""Seconds for which newcomers are gathered before the lobby shows them."""
IDLE, CATCH_UP = 5.0, 0.25
"""Seconds after which the loop looks around although nothing is due, and while somebody reads slowly."""


class LivePlace:
    """A seat in a game that all play together."""

    def __init__(self, room: Room, conduct: Conduct, seat: str) -> None:
        """Of that code."""
        self._room, self._conduct, self._seat = room, conduct, seat

    @property
    def still_ms(self) -> int:
        """The time that clocks show."""
        return self._room.still_ms

    def view(self) -> PlayerView | None:
        """What the player may see."""
        return self._room.view(self._seat)

    def state(self) -> State:
        """The game of all."""
        return self._room.state

    def pick(self, instance: int, response: Response | None) -> None:
        """What stands, in case time runs out."""
        self._conduct.pick(self._seat, instance, response)

    def answer(self, instance: int, response: Response, lag: int = 0) -> Awaitable[Outcome]:
        """Lock an answer. There is one to an instance, so that its number tells a repeat."""
        return self._room.submit(Answer(self._seat, instance, instance, response, lag))


class Gateway(Crowd):
    """All clients of one room. `run` until cancelled."""

    def __init__(self, room: Room, conduct: Conduct, way: Doorway) -> None:
        """Of a room that has begun. What is on when this process begins is not played in again."""
        super().__init__(room, way)
        self.room: Room = room
        self.conduct = conduct
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

    def moment_of(self, client: Client) -> Moment:  # noqa: ARG002 - it is the same for all
        """What is on."""
        return self.moment

    def place(self, seat: str) -> LivePlace:
        """The place of a seat."""
        return LivePlace(self.room, self.conduct, seat)

    def came(self, seat: str) -> None:
        """A connection of `seat` is there."""
        self.conduct.came(seat)

    def left(self, seat: str) -> None:
        """A connection of `seat` is gone."""
        self.conduct.left(seat)

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
            self.measure(*self.clients)
        self._public, self._shown = public, self._clock()

    def _made(self) -> Moment:
        """The moment as it is now."""
        now = self.room.still_ms
        beat = beat_of(self._public, now - self._since, now)
        return Moment(self._public, beat, self.outline, self.way, self._before)

    async def _pass(self) -> None:
        """Paint everybody, and whoever was painted too early once more."""
        again = True
        while again:
            self.speller.forget()
            again = await self._each(self.clients, self._refresh)


def _scene_of(public: PublicView) -> tuple[object, ...]:
    """What makes a scene another one: its rhythm begins anew."""
    question = public.question
    return public.phase, None if public.round is None else public.round.number, question and question.instance
