"""`quiz bench check`: a whole `quiz check` from the start of the interpreter, and the memory for a large pack."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quiz.packs.bench import Figure, corpus, synthetic

_MOST_SECONDS = 1.5
_MOST_MEMORY = 200.0
_LARGE = 8_000_000
_UNIT = 1024 if sys.platform == "darwin" else 1


def measure(*, repeats: int = 3) -> list[Figure]:
    """Give (figure, value, unit, limit, ok) rows, the best of `repeats` runs.

    The limit is on processor time: what else the machine does only adds to the clock on the wall.
    """
    name, pack = corpus()
    with tempfile.TemporaryDirectory() as folder:
        small, large = (Path(folder) / f"{size}.quiz.yaml" for size in ("small", "large"))
        small.write_bytes(pack)
        large.write_bytes(_of_size(_LARGE))
        runs = [_run(small) for _ in range(repeats)]
        seconds, wall = min(run[0] for run in runs), min(run[1] for run in runs)
        memory = _run(large)[2]
    return [
        (f"check of {name}, on the wall", wall, "s", None, True),
        (f"check of {name}, cold", seconds, "s", _MOST_SECONDS, seconds <= _MOST_SECONDS),
        ("memory for 8 MB", memory, "MB", _MOST_MEMORY, memory <= _MOST_MEMORY),
    ]


def _of_size(size: int) -> bytes:
    """Give a synthetic pack of about `size` bytes."""
    count = 1_000
    sample = len(synthetic(count))
    return synthetic(size * count // sample)


def _run(path: Path) -> tuple[float, float, float]:
    """Check one file in a process of its own: processor seconds, seconds on the wall, and megabytes at most."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "quiz", "check", str(path), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ourselves
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024 / _UNIT
