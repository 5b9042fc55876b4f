"""The other way to give a class a quiz: a process for each student. Measured beside `quiz bench room`."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

STUDENTS = 3
SECONDS = 25.0


@dataclass(frozen=True, slots=True)
class Alone:
    """What one such process takes: KiB that are its own, seconds of processor for the lesson, its start included."""

    memory: float
    processor: float


def alone(pack: str) -> Alone:
    """Play the lesson in a few processes, one after the other answered by keys, and give the mean of each."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "bench.quiz.yaml"
        path.write_text(pack, "utf-8")
        made = [_one(path, Path(place) / str(number)) for number in range(STUDENTS)]
    return Alone(sum(one.memory for one in made) / STUDENTS, sum(one.processor for one in made) / STUDENTS)


def _one(pack: Path, data: Path) -> Alone:
    """One student's process, from its start to the end of the lesson."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    command = [sys.executable, "-m", "quiz", "play", str(pack), "--rounds", "1", "--length", "5", "--seed", "1"]
    env = {**os.environ, "TERM": "xterm-256color", "FOOTNOTE_DATA": str(data)}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, env=env)  # noqa: S603
    os.close(slave)
    memory = busy = 0.0
    until, key = time.monotonic() + SECONDS, 0
    while time.monotonic() < until and process.poll() is None:
        ready, _, _ = select.select([master], [], [], 0.2)
        if ready:
            with contextlib.suppress(OSError):
                os.read(master, 65536)
        due = int((time.monotonic() - until + SECONDS) / 0.7)
        if due > key:
            key = due
            os.write(master, b"\r" if key % 2 else b"a")
        with contextlib.suppress(OSError):
            memory, busy = max(memory, _own(process.pid)), _busy(process.pid)
    process.kill()
    process.wait()
    os.close(master)
    return Alone(memory, busy)


def _own(pid: int) -> float:
    """KiB that belong to a process alone."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return sum(float(row.split()[1]) for row in rows if row.startswith(("Private_Clean", "Private_Dirty")))


def _busy(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
