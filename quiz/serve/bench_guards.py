"""`quiz bench guards`: how slow a room becomes for its class while somebody attacks it. Tests judge no time; this does.

One room, its students and its attackers are a process each, on loopback, and end by themselves. Three attacks, one
after the other: a client that asks for screens and reads none, floods of all kinds, and connections that say nothing.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quiz.serve.bots import now
from quiz.serve.launch import Known
from quiz.serve.rig import (
    Desk,
    Figure,
    Helper,
    RefusedError,
    a_class,
    a_room,
    figure,
    in_order,
    many_files,
    mark,
    pin,
    plan,
    share,
    waited_of,
)
from quiz.serve.watched import lags

JOINS_A_SECOND = 10.0
PEACE = 3
"""Of so many parts of an attack's time one is spent in peace before, to compare with."""
FRAME_MS, LAG_MS, LOGIN_MS, BACK_S = 200.0, 100.0, 1000.0, 125.0
PATIENCE_S = 150.0
"""Seconds for which somebody of the attacker's address keeps trying."""
OTHER = 1
"""The student who comes from the address of those who say nothing."""


@dataclass
class Run:
    """What was measured; times in ms, `back` in seconds."""

    students: int
    frames: dict[str, list[float]] = field(default_factory=dict)
    lags: dict[str, list[float]] = field(default_factory=dict)
    answers: int = 0
    logins: list[float] = field(default_factory=list)
    back: float | None = None
    counts: dict[str, int] = field(default_factory=dict)
    delay: float = 0.0
    taken: dict[str, float] = field(default_factory=dict)
    load: float = 0.0


def measure(students: int, seconds: int, *, whole: bool = False) -> list[Figure]:
    """The figures of the three attacks, each `seconds` long.

    With `whole` the room is watched until it has closed the connections that say nothing, two minutes more.
    """
    in_order()
    many_files()
    run = Run(students)
    game = plan(3, 2 * seconds + 60)
    with (
        tempfile.TemporaryDirectory(prefix="fq-") as place,
        a_room(Path(place), game, module="quiz.serve.watched") as room,
        a_class(room.port, students) as bots,
    ):
        pin(room.pid, 0)
        bots.do({"do": "join", "within": students / JOINS_A_SECOND})
        with Desk(room.socket) as desk:
            desk.do("next")
            _question(run, room, bots, desk, 1, "", seconds // PEACE)
            for number, kind in ((2, "stall"), (3, "storm")):
                _question(run, room, bots, desk, number, kind, seconds)
        _strangers(run, room, bots, seconds, whole)
    run.load = os.getloadavg()[0]
    return figures(run, whole=whole)


def _question(run: Run, room: Known, bots: Helper, desk: Desk, number: int, kind: str, seconds: int) -> None:
    """One question, played for so long beside an attack of that kind, or in peace."""
    waited = waited_of(room.pid)
    with _attack(room, kind) as (since, attackers):
        began = now()
        desk.do("next")
        told = bots.do({"do": "play", "stem": mark(number), "at": began, "seconds": seconds})
        run.lags[kind] = lags(room.folder, since, now())
        run.counts[kind] = _count(attackers)
        run.taken[kind] = (waited_of(room.pid) - waited) / (now() - since) * 1000 * 100
    run.frames[kind], run.delay = told["frames"], max(run.delay, told["lag"])
    # An attacker may have taken a seat and answered nothing, so that it need not have closed by itself.
    with contextlib.suppress(RefusedError):
        desk.do("close")
    run.answers = sum(desk.until("closed", number)["counts"])
    desk.do("next")


def _strangers(run: Run, room: Known, bots: Helper, seconds: int, whole: bool) -> None:
    """One after the other comes from one address while many from another say nothing."""
    bots.begin({"do": "logins", "seconds": seconds})
    with _attack(room, "silent") as (began, attackers):
        run.logins = bots.heard()["logins"]
        run.counts["silent"] = _count(attackers)
        if whole:
            at = bots.do({"do": "again", "number": OTHER, "until": began + PATIENCE_S * 1000})["at"]
            run.back = ((began + PATIENCE_S * 1000 if at is None else at) - began) / 1000


@contextlib.contextmanager
def _attack(room: Known, kind: str) -> Iterator[tuple[float, Helper | None]]:
    """Attackers of a kind, if there is one, ended in any case; and when they began."""
    if not kind:
        yield now(), None
        return
    with contextlib.closing(Helper("quiz.serve.flooders", room.port, kind)) as attackers:
        yield attackers.heard()["began"], attackers


def _count(attackers: Helper | None) -> int:
    """How often they got in, or how many of them stand."""
    return 0 if attackers is None else int(attackers.do({})["count"])


def figures(run: Run, *, whole: bool) -> list[Figure]:
    """Those that are judged, each with what explains it."""
    back = run.back is not None and run.back <= BACK_S
    return [
        ("students", float(run.students), "", None, True),
        figure("frame p99 in peace", share(run.frames[""], 0.99), "ms", None),
        figure("frame p99, one reads nothing", share(run.frames["stall"], 0.99), "ms", FRAME_MS),
        figure("that one was cut off, times", float(run.counts["stall"] - 1), "", None),
        figure("loop lag p99 in peace", share(run.lags[""], 0.99), "ms", None),
        figure("loop lag p99 in floods", share(run.lags["storm"], 0.99), "ms", LAG_MS),
        figure("loop lag in floods, worst", max(run.lags["storm"]), "ms", None),
        figure("flooders got in, times", float(run.counts["storm"]), "", None),
        ("answers counted in floods", float(run.answers), "", float(run.students), run.answers >= run.students),
        figure("logins beside the silent", float(len(run.logins)), "", None),
        figure("silent connections held", float(run.counts["silent"]), "", None),
        figure("login beside the silent, worst", max(run.logins), "ms", LOGIN_MS),
        ("their address in again (--whole)", run.back, "s", BACK_S, back or not whole),
        figure("students' own delay p95", run.delay, "ms", None),
        figure("core kept from the room", max(run.taken.values()), "%", None),
        figure("load of the machine", run.load, "", None),
    ]
