"""A disk that is full: a real one of 200 kilobytes where one can be mounted, and files that may not grow."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from quiz.core.events import RoundOpened
from quiz.stores.history import unfinished
from quiz.stores.sqlite import SqliteLog
from tests.stores.disks import small_disk
from tests.stores.filler import APPENDS
from tests.stores.samples import game

ROOT = Path(__file__).resolve().parents[2]
__all__ = ["small_disk"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs limits or mounts")


def filled(folder: Path, *limit: int) -> dict[str, Any]:
    """What the child tells that fills the place."""
    command = [sys.executable, "-m", "tests.stores.filler", str(folder), *map(str, limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def holds(folder: Path, told: dict[str, Any]) -> None:
    """The game went on to its end; what was said to be saved is in the file, whole, and can be gone on with."""
    kept = told["saved"].index(False)
    assert told["saved"] == [True] * kept + [False] * (APPENDS - kept)
    assert kept > 0
    (line,) = told["said"]
    assert "history.db" in line
    assert "from here it is not saved" in line
    assert "\n" not in line
    assert (told["read"], told["games"]) == (APPENDS + 2, 1)
    assert [(path.name, info.game) for path, info in unfinished(folder, pytest.fail)] == [("history.db", "g")]
    with SqliteLog(folder / "history.db") as log:
        events = log.read("g")
        assert events == (*game()[:2], *(RoundOpened(n, n) for n in range(2, len(events))))
        # The look at `saved` comes before the append that fails.
        assert len(events) == 2 + kept - 1
        assert log.append("g", len(events), [RoundOpened(0, 0)]) == len(events) + 1


def test_on_a_full_disk_the_game_goes_on_and_what_was_saved_is_kept(small_disk: Path) -> None:
    """One line says why and what becomes of the game; once there is space again the game is taken up from there."""
    filler = small_disk / "filler"
    filler.write_bytes(bytes(20_000))
    told = filled(small_disk)
    assert "full" in told["said"][0]
    filler.unlink()
    holds(small_disk, told)


def test_files_that_may_not_grow_stop_no_game(tmp_path: Path) -> None:
    """The same where the system limits the size of a file."""
    holds(tmp_path, filled(tmp_path, 100_000))


def test_a_disk_that_is_full_from_the_start_saves_nothing_and_says_so(small_disk: Path) -> None:
    """The game is in memory from its first event on."""
    filler = small_disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    told = filled(small_disk)
    assert told["saved"] == [False] * APPENDS
    (line,) = told["said"]
    assert "not be saved" in line
    assert (told["read"], told["games"]) == (APPENDS + 2, 1)


def test_files_of_no_size_save_nothing(tmp_path: Path) -> None:
    """As on a disk that is full from the start."""
    told = filled(tmp_path, 0)
    assert not any(told["saved"])
    assert len(told["said"]) == 1
