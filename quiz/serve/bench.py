"""`quiz bench room`: a lesson of many students over SSH, server and students each a process on a core of its own.

All of it stays on loopback and ends by itself. Times are taken on the machine's monotonic clock, which both share.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quiz.core.items import Item, Reveal
from quiz.core.kinds import Option, Single
from quiz.core.plan import Plan, Round, Rules
from quiz.rooms.folders import LOG
from quiz.rooms.room import begun
from quiz.serve.alone import Alone, alone
from quiz.serve.bots import AT_ONCE, now
from quiz.serve.launch import Known, end, launch
from quiz.stores.sqlite import SqliteLog

Figure = tuple[str, float, str, float | None, bool]

QUESTIONS = 5
JOIN_WITHIN, JOINS_A_SECOND = 10.0, 100.0
"""Seconds in which a class comes, and how many come a second at most."""
SPREAD, BURST = 4.0, 0.1
"""Seconds over which a class answers, and over which it does when all press at once."""
FIRST_MS, KEY_MS, FEW_KEY_MS, LAST_MS, BURST_MS = 1000.0, 100.0, 20.0, 400.0, 250.0
MEMORY_KIB, BYTES, CORE = 100.0, 2000.0, 35.0
FEW, MANY = 30, 300
MEMORY_TIMES, CORE_TIMES = 100.0, 8.0
KNEE_MS, KNEES = 150.0, (100, 200, 400, 800, 1200, 1600, 2400, 3200)


@dataclass
class Run:
    """What one lesson measured."""

    students: int
    first: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    burst: list[float] = field(default_factory=list)
    memory: float = 0.0
    bytes: float = 0.0
    core: float = 0.0
    joining: float = 0.0
    processor: float = 0.0
    lag: float = 0.0
    taken: float = 0.0


def measure(students: int, *, knee: bool = False) -> list[Figure]:
    """The figures of a lesson of so many students, each with its limit where it is judged at that number."""
    if knee:
        return _knee()
    run = lesson(students)
    return [*figures(run), *(_against(run, alone(_pack())) if students <= FEW else ())]


def figures(run: Run) -> list[Figure]:
    """The figures of a run."""
    many, few = run.students >= MANY, run.students <= FEW
    return [
        ("students", float(run.students), "", None, True),
        _figure("first screen p95", share(run.first, 0.95), "ms", FIRST_MS),
        _figure("key to own lock p50", share(run.keys, 0.5), "ms", None),
        _figure("key to own lock p95", share(run.keys, 0.95), "ms", FEW_KEY_MS if few else KEY_MS),
        _figure("last sees a question", max(run.last), "ms", LAST_MS),
        _figure("all at once, lock p99", share(run.burst, 0.99), "ms", BURST_MS if many else None),
        _figure("memory each", run.memory, "KiB", MEMORY_KIB if many else None),
        _figure("bytes each a second", run.bytes, "B", BYTES),
        _figure("core in the lesson", run.core, "%", CORE),
        _figure("processor each, joining", run.joining, "ms", None),
        _figure("students' own delay p95", run.lag, "ms", None),
        _figure("core kept from the room", run.taken, "%", None),
    ]


def lesson(students: int) -> Run:
    """One lesson, from an empty room to an empty room."""
    _many_files()
    run = Run(students)
    with tempfile.TemporaryDirectory(prefix="fq-") as place, _room(Path(place)) as room:
        _pin(room.pid, 0)
        memory, busy = _memory(room.pid), _busy(room.pid)
        with _bots(room.port, students) as bots, _Desk(room.socket) as desk:
            # Beyond a thousand it is no longer how fast they come that is asked, so that they take their time.
            told = bots.do({"do": "join", "within": max(JOIN_WITHIN, students / JOINS_A_SECOND)})
            run.first, run.lag = told["first"], told["lag"]
            run.joining = (_busy(room.pid) - busy) / students * 1000
            time.sleep(1.5)
            desk.do("next")
            began, busy_then, got = now(), _busy(room.pid), told["received"]
            waited = _waited(room.pid)
            for number in range(1, QUESTIONS + 1):
                got_now = _question(run, bots, desk, number)
            seconds = (now() - began) / 1000
            run.core = (_busy(room.pid) - busy_then) / seconds * 100
            run.taken = (_waited(room.pid) - waited) / seconds * 100
            run.bytes = (got_now - got) / seconds / students
            run.memory = (_memory(room.pid) - memory) / students
            run.processor = _busy(room.pid) - busy
    return run


def _question(run: Run, bots: _Bots, desk: _Desk, number: int) -> int:
    """One question; at the last one all press at once. Gives the bytes received so far."""
    burst = number == QUESTIONS
    sent = now()
    desk.do("next")
    told = bots.do({
        "do": "question", "stem": mark(number), "at": sent + (7000 if burst else 0),
        "within": BURST if burst else SPREAD,
    })  # fmt: skip
    answers = told["answers"]
    run.last.append(max(one["asked"] for one in answers) - sent)
    (run.burst if burst else run.keys).extend(
        one["locked"] - one["pressed"] for one in (answers[:AT_ONCE] if burst else answers)
    )
    run.lag = max(run.lag, told["lag"])
    # It has closed by itself, since all have answered: the reveal, and time to look at it.
    desk.until("closed")
    desk.do("next")
    time.sleep(2.5)
    return int(told["received"])


def plan() -> Plan:
    """Questions whose stems can be told apart."""
    options = tuple(map(Option, ("The first", "The second", "The third", "The fourth")))
    items = tuple(
        Item(f"bench-{n}", f"{mark(n)}: which of the four comes first?", Single(options, 0),
             Reveal("The first comes first."), seconds=60)
        for n in range(1, QUESTIONS + 1)
    )  # fmt: skip
    return Plan("Bench", "0" * 64, 1, (Round("All of them", items),), Rules())


def mark(number: int) -> str:
    """A word by which a question is known. It shares no letter with another, so that a difference sends it whole."""
    return chr(ord("A") + number) * 8


def share(values: Sequence[float], part: float) -> float:
    """The value below which `part` of all are."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def _figure(name: str, value: float, unit: str, limit: float | None) -> Figure:
    """A figure that must not pass its limit."""
    return name, value, unit, limit, limit is None or value <= limit


def _against(run: Run, one: Alone) -> list[Figure]:
    """The same lesson as a process for each student."""
    memory = one.memory / max(run.memory, 1.0)
    core = one.processor / max(run.processor / run.students, 1e-6)
    return [
        ("memory of a process each", one.memory, "KiB", None, True),
        ("memory, times", memory, "x", MEMORY_TIMES, memory >= MEMORY_TIMES),
        ("processor, times", core, "x", CORE_TIMES, core >= CORE_TIMES),
    ]


def _knee() -> list[Figure]:
    """The number of students at which keys are slow, and the one before."""
    made: list[Figure] = []
    for students in KNEES:
        slow = share(lesson(students).keys, 0.95)
        made.append((f"key p95 with {students}", slow, "ms", None, True))
        if slow > KNEE_MS:
            break
    else:
        return [*made, ("no knee up to", float(students), "", None, True)]
    return [*made, ("knee", float(students), "", None, True)]


def _pack() -> str:
    """The questions as a pack, for a student who plays alone."""
    rows = ["quiz: 1\ntitle: Bench\nquestions:\n"]
    for n in range(1, QUESTIONS + 1):
        rows.append(f"  - ask: '{mark(n)}: which of the four comes first?'\n    right: The first\n")
        rows.append("    wrong: [The second, The third, The fourth]\n")
    return "".join(rows)


@contextlib.contextmanager
def _room(place: Path) -> Iterator[Known]:
    """A room in a process of its own."""
    folder = place / "rooms" / "bench"
    folder.mkdir(parents=True, mode=0o700)
    with SqliteLog(folder / LOG) as log:
        begun(log, "bench", plan())
    room = launch(folder, place, ["127.0.0.1"], 0, "127.0.0.1")
    try:
        yield room
    finally:
        end(room)


class _Bots:
    """The students' process."""

    def __init__(self, port: int, students: int) -> None:
        """Begin it."""
        command = [sys.executable, "-m", "quiz.serve.bots", str(port), str(students)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        _pin(self._process.pid, 1)

    def do(self, told: dict[str, object]) -> dict[str, Any]:
        """Have something done, and give what was measured."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the students have no streams")
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the students' process has ended")
        return dict(json.loads(line))

    def close(self) -> None:
        """End it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


@contextlib.contextmanager
def _bots(port: int, students: int) -> Iterator[_Bots]:
    """Students, ended in any case."""
    bots = _Bots(port, students)
    try:
        yield bots
    finally:
        bots.close()


class _Desk:
    """The host's side, which only asks; views are read when they are waited for."""

    def __init__(self, path: Path) -> None:
        """Not connected yet."""
        self._path, self._number = path, 0

    def __enter__(self) -> _Desk:
        """Come in."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(60)
        self._socket.connect(str(self._path))
        self._socket.sendall(b'{"hello": "desk"}\n')
        self._lines = self._socket.makefile("r", encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        """Go."""
        self._lines.close()
        self._socket.close()

    def do(self, what: str) -> None:
        """Have a deed done."""
        self._number += 1
        self._socket.sendall(json.dumps({"do": what, "id": self._number}).encode() + b"\n")
        while self._number not in (told := json.loads(self._lines.readline())).values():
            pass
        if "refused" in told:
            raise RuntimeError(told["why"])

    def until(self, phase: str) -> None:
        """Wait until the room is there."""
        while True:
            told = json.loads(self._lines.readline())
            if told.get("view", {}).get("public", {}).get("phase") == phase:
                return


def _busy(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _waited(pid: int) -> float:
    """Seconds in which a process could have run and something else did: what a busy machine adds to all times."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[1]) / 1e9


def _memory(pid: int) -> float:
    """KiB that a process has in memory."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return float(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def _pin(pid: int, core: int) -> None:
    """Give a process a core of its own, where there are two."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > core:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(pid, {cores[core]})


def _many_files() -> None:
    """Students' process inherits this: a socket each."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
