"""What the benchmarks of a room share: the room and the students in processes of their own, and a desk that asks."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quiz.core.items import Item, Reveal
from quiz.core.kinds import Option, Single
from quiz.core.plan import Plan, Round, Rules
from quiz.rooms.folders import LOG
from quiz.rooms.room import begun
from quiz.serve.launch import ROOM, Known, end, launch
from quiz.stores.sqlite import SqliteLog

Figure = tuple[str, float | None, str, float | None, bool]
"""What was measured, its value and unit, the limit if there is one, and whether it keeps to it. None: not measured."""


def plan(questions: int, seconds: int = 60) -> Plan:
    """Questions whose stems can be told apart, with so many seconds each."""
    options = tuple(map(Option, ("The first", "The second", "The third", "The fourth")))
    items = tuple(
        Item(f"bench-{n}", f"{mark(n)}: which of the four comes first?", Single(options, 0),
             Reveal("The first comes first."), seconds=seconds)
        for n in range(1, questions + 1)
    )  # fmt: skip
    return Plan("Bench", "0" * 64, 1, (Round("All of them", items),), Rules())


def mark(number: int) -> str:
    """A word by which a question is known. It shares no letter with another, so that a difference sends it whole."""
    return chr(ord("A") + number) * 8


def share(values: Sequence[float], part: float) -> float:
    """The value below which `part` of all are."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def figure(name: str, value: float, unit: str, limit: float | None) -> Figure:
    """A figure that must not pass its limit."""
    return name, value, unit, limit, limit is None or value <= limit


def in_order() -> None:
    """Leave in order, too, when told to end or hung up on: what was begun is ended, and its folder is taken away."""
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, lambda number, _: sys.exit(128 + number))


@contextlib.contextmanager
def a_room(place: Path, game: Plan, *, module: str = ROOM) -> Iterator[Known]:
    """A room in a process of its own, in which `game` is played; `module` is what that process runs."""
    folder = place / "rooms" / "bench"
    folder.mkdir(parents=True, mode=0o700)
    with SqliteLog(folder / LOG) as log:
        begun(log, "bench", game)
    room = launch(folder, place, ["127.0.0.1"], 0, "127.0.0.1", module=module)
    try:
        yield room
    finally:
        end(room)


class Helper:
    """A process of its own that is told what to do, and tells what came of it, in lines of JSON."""

    def __init__(self, module: str, *words: object) -> None:
        """Begin it."""
        command = [sys.executable, "-m", module, *map(str, words)]
        # In a session of its own: what interrupts the benchmark is for that to hear, which then ends this.
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self._name = module
        pin(self._process.pid, 1)

    def do(self, told: dict[str, object]) -> dict[str, Any]:
        """Have something done, and give what was measured."""
        self.begin(told)
        return self.heard()

    def begin(self, told: dict[str, object]) -> None:
        """Have something begun; `heard` gives what comes of it."""
        if self._process.stdin is None:
            raise RuntimeError(f"{self._name} has no streams")
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()

    def heard(self) -> dict[str, Any]:
        """Wait for what it says next."""
        line = self._process.stdout.readline() if self._process.stdout is not None else ""
        if not line:
            raise RuntimeError(f"{self._name} has ended")
        return dict(json.loads(line))

    def close(self) -> None:
        """End it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


@contextlib.contextmanager
def a_class(port: int, students: int) -> Iterator[Helper]:
    """Students, ended in any case."""
    with contextlib.closing(Helper("quiz.serve.bots", port, students)) as bots:
        yield bots


class RefusedError(Exception):
    """The room does not do what a desk asks for; the message says why."""


class Desk:
    """The host's side, which only asks; views are read when they are waited for."""

    def __init__(self, path: Path) -> None:
        """Not connected yet."""
        self._path, self._number = path, 0
        self._view: dict[str, Any] = {"public": {"phase": ""}, "opened": []}

    def __enter__(self) -> Desk:
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
        """Have a deed done. Raises `RefusedError` when it cannot be."""
        self._number += 1
        self._socket.sendall(json.dumps({"do": what, "id": self._number}).encode() + b"\n")
        while self._number not in (told := self._hear()).values():
            pass
        if "refused" in told:
            raise RefusedError(told["why"])

    def until(self, phase: str, questions: int) -> dict[str, Any]:
        """Wait until so many questions have been asked and that phase is on; give what the host sees then."""
        while self._view["public"]["phase"] != phase or len(self._view["opened"]) < questions:
            self._hear()
        return self._view

    def _hear(self) -> dict[str, Any]:
        """The next line; of views the latest is kept."""
        told: dict[str, Any] = json.loads(self._lines.readline())
        self._view = told.get("view", self._view)
        return told


def busy_of(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def waited_of(pid: int) -> float:
    """Seconds in which a process could have run and something else did: what a busy machine adds to all times."""
    return int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[1]) / 1e9


def memory_of(pid: int) -> float:
    """KiB that a process has in memory."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return float(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def pin(pid: int, core: int) -> None:
    """Give a process a core of its own, where there are two."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > core:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(pid, {cores[core]})


def many_files() -> None:
    """Students' process inherits this: a socket each."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
