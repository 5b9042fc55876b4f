"""Rooms to test: a log in a real file, a clock that moves when told, and a loop that runs until the test is over."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from quiz.core.commands import Answer, Command, JoinSeat
from quiz.core.decide import Outcome, Refusal, Rejected
from quiz.core.kinds import Response
from quiz.core.plan import Plan
from quiz.rooms.conduct import Conduct
from quiz.rooms.room import Room
from quiz.rooms.turns import SeededChance
from quiz.stores.base import Part, UnavailableError
from quiz.stores.sqlite import SqliteLog
from tests.core.table import RIGHT, a_plan
from tests.games import StillClock

NAME = "algebra"
PATIENCE = 60.0


class SlowLog(SqliteLog):
    """A log in a file whose writes wait until they are let go, or fail as long as the disk is `full`."""

    def __init__(self, path: Path) -> None:
        """Nothing waits yet."""
        self.begun, self.go = threading.Event(), threading.Event()
        self.go.set()
        self.full = False
        super().__init__(path)

    def append_all(self, parts: Sequence[Part]) -> None:
        """Write, in time."""
        self.begun.set()
        assert self.go.wait(PATIENCE)
        if self.full:
            raise UnavailableError("the disk is full")
        super().append_all(parts)


class Hall:
    """A room that runs, with its conduct."""

    def __init__(self, room: Room, clock: StillClock) -> None:
        """Not running yet."""
        self.room, self.clock = room, clock
        self.conduct = Conduct(room, reading=False)

    async def do(self, *commands: Command) -> Outcome:
        """Give commands and wait for what becomes of them."""
        return await asyncio.wait_for(self.room.submit(*commands), PATIENCE)

    async def join(self, *seats: str) -> None:
        """Seat these."""
        for seat in seats:
            assert accepted(await self.do(JoinSeat(seat, f"Player {seat}")))
            self.conduct.came(seat)

    async def open(self) -> int:
        """Take steps until a question is open; its number."""
        before = len(self.room.state.asked)
        while len(self.room.state.asked) == before:
            assert accepted(await self.conduct.next())
        return before + 1

    async def answer(self, seat: str, response: Response = RIGHT, sequence: int = 1) -> Outcome:
        """Answer the question that was opened last."""
        return await self.do(Answer(seat, len(self.room.state.asked), sequence, response))


def accepted(outcome: Outcome) -> bool:
    """Whether a command was taken."""
    return not isinstance(outcome, Rejected)


def reason(outcome: Outcome) -> Refusal | None:
    """Why a command was refused; None for one that was taken."""
    return outcome.reason if isinstance(outcome, Rejected) else None


@asynccontextmanager
async def hall(log: SqliteLog, plan: Plan | None = None, clock: StillClock | None = None) -> AsyncIterator[Hall]:
    """A new room in `log`, or, without a plan to begin, the one that is there."""
    clock = StillClock() if clock is None else clock
    chance = SeededChance(1)
    room = Room.resume(log, NAME, clock, chance) if plan is None else Room.start(log, NAME, clock, chance, plan)
    running = asyncio.create_task(room.run())
    try:
        yield Hall(room, clock)
    finally:
        room.close()
        if isinstance(log, SlowLog):
            log.go.set()
        await asyncio.wait_for(asyncio.wait((running,)), PATIENCE)
        assert running.exception() is None


def a_lesson(count: int = 3) -> Plan:
    """So many questions of 20 s each."""
    return a_plan(count)
