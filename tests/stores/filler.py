"""A child process that keeps a game until its place is full, and well past that."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

from quiz.core.events import RoundOpened
from quiz.stores.history import open_history
from tests.stores.samples import game

APPENDS = 1500


def main() -> None:
    """Append to the history in the folder named first, whose files may have as many bytes as named second, if any."""
    if len(sys.argv) > 2:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    said: list[str] = []
    saved: list[bool] = []
    log = open_history(Path(sys.argv[1]), said.append)
    version = log.append("g", 0, game()[:2])
    for _ in range(APPENDS):
        saved.append(log.saved)
        version = log.append("g", version, [RoundOpened(version, version)])
    sys.stdout.write(json.dumps({"said": said, "saved": saved, "read": len(log.read("g")), "games": len(log.games())}))
    log.close()


if __name__ == "__main__":
    main()
