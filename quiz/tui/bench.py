"""`quiz bench start`: how long until something is to be seen, against an empty Textual app in the same run."""

from __future__ import annotations

import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

Figure = tuple[str, float, str, float | None, bool]
LIMIT = 1.4
"""How much longer the first page of `quiz` may take than an app of one word."""
RUNS = 9
PATIENCE = 60.0
SIZE = (24, 80)
EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("FIRST-PAINT")

Empty().run()
"""
PAGE = "from quiz.cli import main; import sys; sys.argv = ['quiz']; main()"
MARKS = (b"FIRST-PAINT", b"prove its answers")
"""What is seen once the empty app, and the first page, are painted."""


def start(runs: int = RUNS) -> list[Figure]:
    """First paint of the app and of an empty one, in fresh interpreters on terminals of their own, taken in turns."""
    with tempfile.TemporaryDirectory() as folder:
        first_paint(PAGE, MARKS[1], Path(folder))  # what is compiled once is no part of a start
        rows = [
            (first_paint(EMPTY, MARKS[0], Path(folder)), first_paint(PAGE, MARKS[1], Path(folder))) for _ in range(runs)
        ]
    empty, page = (statistics.median(times) for times in zip(*rows, strict=True))
    ratio = statistics.median(two / one for one, two in rows)
    return [
        ("empty app", 1000 * empty, "ms", None, True),
        ("first page", 1000 * page, "ms", None, True),
        ("first page / empty app", ratio, "x", LIMIT, ratio <= LIMIT),
    ]


def first_paint(code: str, mark: bytes, folder: Path) -> float:
    """Seconds from the start of an interpreter that runs `code` until `mark` is on its terminal."""
    import pty

    begin = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another process
        _become(code, folder)
    try:
        _resize(terminal)
        _until(terminal, mark)
        return time.perf_counter() - begin
    finally:
        _end(child, terminal)


def _become(code: str, folder: Path) -> None:  # pragma: no cover - another process
    """Turn into the interpreter to be measured."""
    more = {"FOOTNOTE_DATA": str(folder), "FOOTNOTE_CONFIG": str(folder / "settings.toml"), "TERM": "xterm-256color"}
    environment = {**os.environ, **more, "COLUMNS": str(SIZE[1]), "LINES": str(SIZE[0])}
    try:
        os.execve(sys.executable, [sys.executable, "-c", code], environment)  # noqa: S606 - no shell is wanted
    finally:
        os._exit(127)


def _resize(terminal: int) -> None:
    """Give the terminal a size."""
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))


def _until(terminal: int, mark: bytes) -> None:
    """Read until `mark` has come."""
    seen, end = b"", time.monotonic() + PATIENCE
    while mark not in seen:
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError(f"nothing was painted in {PATIENCE:g} s")
        seen += os.read(terminal, 65536)


def _end(child: int, terminal: int) -> None:
    """Leave no process behind."""
    import signal

    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
