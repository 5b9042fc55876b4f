"""The process of a room whose loop is watched: `python -m quiz.serve.watched FOLDER ...` is `quiz.serve.host` and more.

FOLDER/lag gets a line for every moment at which the loop was due, and how late it came, both in ms of the machine's
monotonic clock. The moments do not wait for each other: a loop that stands still for a second is late at all of them.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path

from quiz.serve.bots import now
from quiz.serve.host import main

LAG, EVERY = "lag", 10.0
"""The file, and how many ms lie between two moments."""


async def watch(path: Path) -> None:
    """Note how late this loop is, until cancelled. A room that nobody looks at any more ends."""
    due, parent = now() + EVERY, os.getppid()
    with path.open("w", 1, "ascii") as out:
        while True:
            await asyncio.sleep(max(due - now(), 0.0) / 1000)
            came = now()
            # All that have become due: one a pass would queue up behind slow passes, and be late for that alone.
            while due <= came:
                out.write(f"{due:.3f} {came - due:.3f}\n")
                due += EVERY
            if os.getppid() != parent:
                signal.raise_signal(signal.SIGTERM)


def lags(folder: Path, since: float, until: float) -> list[float]:
    """How late the loop of the room in `folder` was at each moment between two."""
    # The last line may be half written.
    rows = [row.split() for row in (folder / LAG).read_text("ascii").rpartition("\n")[0].splitlines()]
    return [float(late) for due, late in rows if since <= float(due) <= until]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], partial(watch, Path(sys.argv[1]) / LAG)))
