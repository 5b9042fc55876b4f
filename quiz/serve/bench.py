"""`quiz bench room`: a lesson of many students over SSH, server and students each a process on a core of its own.

All of it stays on loopback and ends by itself. Times are taken on the machine's monotonic clock, which both share.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from quiz.serve.alone import Alone, alone
from quiz.serve.bots import AT_ONCE, now
from quiz.serve.rig import (
    Desk,
    Figure,
    Helper,
    a_class,
    a_room,
    busy_of,
    figure,
    in_order,
    many_files,
    mark,
    memory_of,
    pin,
    plan,
    share,
    waited_of,
)

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
        figure("first screen p95", share(run.first, 0.95), "ms", FIRST_MS),
        figure("key to own lock p50", share(run.keys, 0.5), "ms", None),
        figure("key to own lock p95", share(run.keys, 0.95), "ms", FEW_KEY_MS if few else KEY_MS),
        figure("last sees a question", max(run.last), "ms", LAST_MS),
        figure("all at once, lock p99", share(run.burst, 0.99), "ms", BURST_MS if many else None),
        figure("memory each", run.memory, "KiB", MEMORY_KIB if many else None),
        figure("bytes each a second", run.bytes, "B", BYTES),
        figure("core in the lesson", run.core, "%", CORE),
        figure("processor each, joining", run.joining, "ms", None),
        figure("students' own delay p95", run.lag, "ms", None),
        figure("core kept from the room", run.taken, "%", None),
    ]


def lesson(students: int) -> Run:
    """One lesson, from an empty room to an empty room."""
    in_order()
    many_files()
    run = Run(students)
    with tempfile.TemporaryDirectory(prefix="fq-") as place, a_room(Path(place), plan(QUESTIONS)) as room:
        pin(room.pid, 0)
        memory, busy = memory_of(room.pid), busy_of(room.pid)
        with a_class(room.port, students) as bots, Desk(room.socket) as desk:
            # Beyond a thousand it is no longer how fast they come that is asked, so that they take their time.
            told = bots.do({"do": "join", "within": max(JOIN_WITHIN, students / JOINS_A_SECOND)})
            run.first, run.lag = told["first"], told["lag"]
            run.joining = (busy_of(room.pid) - busy) / students * 1000
            time.sleep(1.5)
            desk.do("next")
            began, busy_then, got = now(), busy_of(room.pid), told["received"]
            waited = waited_of(room.pid)
            for number in range(1, QUESTIONS + 1):
                got_now = _question(run, bots, desk, number)
            seconds = (now() - began) / 1000
            run.core = (busy_of(room.pid) - busy_then) / seconds * 100
            run.taken = (waited_of(room.pid) - waited) / seconds * 100
            run.bytes = (got_now - got) / seconds / students
            run.memory = (memory_of(room.pid) - memory) / students
            run.processor = busy_of(room.pid) - busy
    return run


def _question(run: Run, bots: Helper, desk: Desk, number: int) -> int:
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
    desk.until("closed", number)
    desk.do("next")
    time.sleep(2.5)
    return int(told["received"])


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
