"""What a room in which each plays alone does by itself: it settles what is due, and knows who is connected."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter

from quiz.rooms.conduct import BREATH_MS, RETRY_MS
from quiz.rooms.self_paced import SelfPaced

LOOK_MS = 30_000
"""How long the calendar is trusted at most: a machine that slept, or whose clock was set, wakes to another time."""


class PacedConduct:
    """Runs such a room until cancelled."""

    def __init__(self, room: SelfPaced) -> None:
        """Nobody is connected yet."""
        self._room = room
        self._lines: Counter[str] = Counter()

    def came(self, seat: str) -> None:
        """A connection of `seat` is there."""
        self._lines[seat] += 1

    def left(self, seat: str) -> None:
        """A connection of `seat` is gone."""
        self._lines[seat] -= 1
        if self._lines[seat] <= 0:
            del self._lines[seat]

    def present(self, seat: str) -> bool:
        """Whether `seat` has a connection."""
        return seat in self._lines

    async def run(self) -> None:
        """Do what is due, when it is due."""
        while True:
            seen = self._room.changed.count
            left = await self._room.tick()
            if left == 0 and not self._room.trouble:
                continue
            if left == 0:
                await asyncio.sleep(RETRY_MS / 1000)
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(LOOK_MS if left is None else left, LOOK_MS) / 1000):
                    await self._room.changed.after(seen)
            await asyncio.sleep(BREATH_MS / 1000)
