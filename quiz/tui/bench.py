"""`quiz bench start`, `key`, `idle` and `memory`: the app on a real terminal, against an empty Textual app where it is
the terminal and Textual that cost most."""

from __future__ import annotations

import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

Figure = tuple[str, float, str, float | None, bool]
LIMIT = 1.4
"""How much longer the first page of `quiz` may take than an app of one word."""
KEY_MS, IDLE_PERCENT, MEMORY = 50.0, 2.0, 1.5
"""How long the slowest of twenty keys may take, what an idle question may take of a processor, and how much more memory
a question may hold than an app of one word."""
RUNS, KEYS, IDLE_SECONDS = 9, 60, 8.0
PATIENCE = 60.0
SIZE, WIDE = (24, 80), (36, 120)
EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("FIRST-PAINT")

Empty().run()
"""
PAGE = "from quiz.cli import main; import sys; sys.argv = ['quiz', *{words!r}]; main()"
MARKS = (b"FIRST-PAINT", b"prove its answers")
"""What is seen once the empty app, and the first page, are painted."""
PROBE = """
def _tell(*_):
    import os, time
    with open({path!r} + ".part", "w") as file:
        file.write(str(time.process_time()))
    os.replace({path!r} + ".part", {path!r})

import signal
signal.signal(signal.SIGUSR1, _tell)
"""
"""Has a program write down, on a signal, the seconds of processor that it has taken."""
PACK = """quiz: 1
title: Bench
questions:
""" + "".join(
    f"  - ask: Which of these is number {number}?\n    right: Number {number}\n    wrong: [North, South, East]\n"
    for number in range(1, 4)
)


def start(runs: int = RUNS) -> list[Figure]:
    """First paint of the app and of an empty one, in fresh interpreters on terminals of their own, taken in turns."""
    page = PAGE.format(words=[])
    with tempfile.TemporaryDirectory() as folder:
        first_paint(page, MARKS[1], Path(folder))  # what is compiled once is no part of a start
        rows = [
            (first_paint(EMPTY, MARKS[0], Path(folder)), first_paint(page, MARKS[1], Path(folder))) for _ in range(runs)
        ]
    bare, own = (statistics.median(times) for times in zip(*rows, strict=True))
    ratio = statistics.median(two / one for one, two in rows)
    return [
        ("empty app", 1000 * bare, "ms", None, True),
        ("first page", 1000 * own, "ms", None, True),
        ("first page / empty app", ratio, "x", LIMIT, ratio <= LIMIT),
    ]


def key(presses: int = KEYS) -> list[Figure]:
    """From a key that picks another option until that is painted, on a question of 120 columns."""
    times = []
    with tempfile.TemporaryDirectory() as name:
        pack = Path(name) / "bench.quiz.yaml"
        pack.write_text(PACK, "utf-8")
        words = ("play", str(pack), "--rounds", "1", "--length", "3", "--seed", "1")
        with question(Path(name), *words) as program:
            for number in range(presses):
                begin = time.perf_counter()
                program.press("abcd"[number % 4])
                program.until(b"your pick")
                times.append(1000 * (time.perf_counter() - begin))
                # The clock ticks between keys, now sooner and now later.
                program.settle(0.04 + 0.01 * (number % 7))
    middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return [
        ("key to paint, median", middle, "ms", None, True),
        ("key to paint, 95 of 100", slow, "ms", KEY_MS, slow <= KEY_MS),
    ]


def idle(seconds: float = IDLE_SECONDS) -> list[Figure]:
    """What a question takes of one processor while its clock runs and nobody does anything."""
    with tempfile.TemporaryDirectory() as folder, question(Path(folder)) as program:
        before, begin = program.spent(), time.perf_counter()
        program.settle(seconds, whole=True)
        spent, passed = program.spent() - before, time.perf_counter() - begin
    share = 100 * spent / passed
    return [("idle question", share, "%", IDLE_PERCENT, share <= IDLE_PERCENT)]


def memory() -> list[Figure]:
    """What is held while a question is open, over what an empty app holds: the most that the program has held so far.

    A game is begun from the first page, and by `quiz play` with a pack. That gives way to the app before the game
    begins; what it held while it read the pack is given back by then, and is not counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        with Program(EMPTY, Path(folder), WIDE) as program:
            program.until(MARKS[0])
            program.settle()
            bare = program.held()
        figures: list[Figure] = [("empty app", bare, "MB", None, True)]
        for name, words in (("question", ()), ("quiz play, question", ("play", "aurus"))):
            # Each in a folder of its own: a game that was left would be asked about.
            place = Path(folder) / f"{len(words)}"
            place.mkdir()
            with question(place, *words) as program:
                own = program.held()
            figures.append((name, own, "MB", None, True))
            figures.append((f"{name} / empty app", own / bare, "x", MEMORY, own / bare <= MEMORY))
    return figures


def first_paint(code: str, mark: bytes, folder: Path) -> float:
    """Seconds from the start of an interpreter that runs `code` until `mark` is on its terminal."""
    begin = time.perf_counter()
    with Program(code, folder) as program:
        program.until(mark)
        return time.perf_counter() - begin


@contextmanager
def question(folder: Path, *words: str) -> Iterator[Program]:
    """The app at its first question, the options shown, begun from the first page or as the words say."""
    with Program(PAGE.format(words=list(words)), folder, WIDE) as program:
        if not words:
            program.until(MARKS[1])
            program.settle(1.0)
            program.press("\r")
        for mark in (b"Enter begins", b"Enter goes on"):
            program.until(mark)
            program.press("\r")
        program.settle()
        # The question stands alone, in words that depend on its kind; where it does not any more, this says to pick.
        program.press("\r")
        program.settle()
        yield program


class Program:
    """A fresh interpreter that runs some code on a terminal of its own."""

    def __init__(self, code: str, folder: Path, size: tuple[int, int] = SIZE) -> None:
        """Start it. What it keeps is kept in `folder`, and `size` is that of its terminal in rows and columns."""
        import pty

        self._told = folder / "told"
        self._child, self._terminal = pty.fork()
        if self._child == 0:  # pragma: no cover - another process
            _become(PROBE.format(path=str(self._told)) + code, folder, size)
        self._seen = b""
        self._resize(size)

    def until(self, mark: bytes) -> None:
        """Read until `mark` has come, since the last time that one has."""
        end = time.monotonic() + PATIENCE
        while mark not in self._seen:
            if not self._read(end - time.monotonic()):
                raise TimeoutError(f"{mark.decode()} was not painted in {PATIENCE:g} s")
        self._seen = self._seen.partition(mark)[2]

    def settle(self, seconds: float = 0.3, *, whole: bool = False) -> None:
        """Read until nothing has come for so long, or with `whole` for as long, and forget it."""
        end = time.monotonic() + seconds
        while self._read(end - time.monotonic()):
            if not whole:
                end = time.monotonic() + seconds
        self._seen = b""

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._terminal, keys.encode())

    def spent(self) -> float:
        """Seconds of processor taken."""
        import signal

        self._told.unlink(missing_ok=True)
        os.kill(self._child, signal.SIGUSR1)
        end = time.monotonic() + PATIENCE
        while not self._told.exists():
            self._read(0.01)
            if time.monotonic() > end:
                raise TimeoutError(f"nothing was told in {PATIENCE:g} s")
        return float(self._told.read_text("utf-8"))

    def held(self) -> float:
        """The most megabytes held so far, since this process became the program that it is; without /proc, now."""
        status = Path(f"/proc/{self._child}/status")
        if status.exists():
            most = next(line for line in status.read_text("ascii", "replace").splitlines() if line.startswith("VmHWM"))
            return int(most.split()[1]) / 1024
        done = subprocess.run(["ps", "-o", "rss=", "-p", str(self._child)], capture_output=True, check=True)  # noqa: S603, S607
        return int(done.stdout) / 1024

    def _read(self, seconds: float) -> bool:
        """Read what there is; whether there was anything."""
        if not select.select([self._terminal], [], [], max(0.0, seconds))[0]:
            return False
        self._seen += os.read(self._terminal, 65536)
        return True

    def _resize(self, size: tuple[int, int]) -> None:
        """Give the terminal a size."""
        import fcntl
        import struct
        import termios

        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        """Leave no process behind."""
        import signal

        with suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)


def _become(code: str, folder: Path, size: tuple[int, int]) -> NoReturn:  # pragma: no cover - another process
    """Turn into the interpreter to be measured."""
    more = {"FOOTNOTE_DATA": str(folder), "FOOTNOTE_CONFIG": str(folder / "settings.toml"), "TERM": "xterm-256color"}
    environment = {**os.environ, **more, "COLUMNS": str(size[1]), "LINES": str(size[0])}
    try:
        os.execve(sys.executable, [sys.executable, "-c", code], environment)  # noqa: S606 - no shell is wanted
    finally:
        os._exit(127)
