"""A class of 50 that answers as fast as it is acknowledged: `python -m tests.rooms.killed FILE`, to be killed."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from quiz.core.commands import Answer
from quiz.core.kinds import Pick
from quiz.stores.sqlite import SqliteLog
from tests.rooms.hall import Hall, a_lesson, accepted, hall

SEATS = tuple(f"seat-{number}" for number in range(50))


async def answers(room: Hall, seat: str, instance: int) -> None:
    """One answer, told of as soon as it is acknowledged."""
    option = (SEATS.index(seat) + instance) % 2
    if accepted(await room.do(Answer(seat, instance, 1, Pick(option)))):
        sys.stdout.write(f"{seat} {instance} {option}\n")
        sys.stdout.flush()


async def main(path: Path) -> None:
    """Three questions."""
    with SqliteLog(path) as log:
        async with hall(log, a_lesson()) as room:
            await room.join(*SEATS)
            for _ in range(3):
                instance = await room.open()
                await asyncio.gather(*(answers(room, seat, instance) for seat in SEATS))
                await room.conduct.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
