"""A writer killed at any moment has lost nothing that it had acknowledged."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quiz.core.events import RoundOpened
from quiz.stores.sqlite import SqliteLog
from tests.stores.samples import game

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", range(6))
def test_every_acknowledged_event_survives_sigkill(tmp_path: Path, seed: int) -> None:
    """What the child printed is in the file, in order and without gaps, and no batch is there by half."""
    path = tmp_path / "h.db"
    chance = random.Random(seed)  # noqa: S311 - it only picks the moment
    command = [sys.executable, "-m", "tests.stores.appender", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        seen = [child.stdout.readline() for _ in range(chance.randrange(1, 60))]
        time.sleep(chance.random() / 50)
        child.kill()
        seen += child.stdout.readlines()
    acknowledged = [int(line) for line in seen if line.endswith(b"\n")]
    assert acknowledged
    with SqliteLog(path) as log:
        events = log.read("g")
    assert len(events) >= acknowledged[-1]
    assert events == game()[:1] + tuple(RoundOpened(n, n) for n in range(1, len(events)))
    batches = {1}
    while max(batches) < len(events):
        batches.add(max(batches) + 1 + max(batches) % 3)
    assert len(events) in batches
