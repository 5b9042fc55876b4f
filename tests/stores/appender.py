"""A child process that appends for ever and prints each version once it is acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from quiz.core.events import RoundOpened
from quiz.stores.sqlite import SqliteLog
from tests.stores.samples import game


def main() -> None:
    """Append batches of one, two and three events in turn to the file named on the command line."""
    with SqliteLog(Path(sys.argv[1])) as log:
        version = log.append("g", 0, game()[:1])
        while True:
            print(version, flush=True)  # noqa: T201 - the parent reads it
            batch = [RoundOpened(version + place, version + place) for place in range(1 + version % 3)]
            version = log.append("g", version, batch)


main()
