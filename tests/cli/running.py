"""Runs the real program: in a pipe, and on a terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PACKS = Path(__file__).resolve().parent / "packs"
RIVERS, HALF, BROKEN = (PACKS / f"{name}.quiz.yaml" for name in ("rivers", "half", "broken"))
PATIENCE = 60.0


def environment(data: Path, **more: str) -> dict[str, str]:
    """The program's environment: its own data folder, and a fixed width."""
    own = {"FOOTNOTE_DATA": str(data), "FOOTNOTE_CONFIG": str(data / "settings.toml")}
    return {**os.environ, **own, "COLUMNS": "80", "PYTHONUTF8": "1", **more}


def command(*words: str | Path) -> list[str]:
    """The command line of the program."""
    return [sys.executable, "-m", "quiz", *map(str, words)]


def quiz(*words: str | Path, data: Path, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a pipe to its end."""
    return subprocess.run(
        command(*words), input=typed, capture_output=True, text=True, check=False, cwd=ROOT, timeout=PATIENCE,
        env=environment(data, **more), encoding="utf-8",
    )  # fmt: skip


class Terminal:
    """The program on a terminal of its own, which sends it signals when it is `controlling`.

    `before` are words of a command line that runs the program; `more` goes into its environment.
    """

    def __init__(
        self, *words: str | Path, data: Path, controlling: bool = False, before: tuple[str, ...] = (), **more: str
    ) -> None:
        """Start it."""
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [*before, *command(*words)], stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT,
            env=environment(data, **more), start_new_session=True,
            preexec_fn=_take_terminal if controlling else None,
        )  # fmt: skip
        self._open = True
        os.close(theirs)
        self.shown = ""

    def until(self, *texts: str) -> str:
        """Read until one of `texts` is shown, and give everything that was read now."""
        start, end = len(self.shown), time.monotonic() + PATIENCE
        while not any(text in self.shown[start:] for text in texts):
            assert self._more(end), f"never shown: {texts}\n{self.shown}"
        return self.shown[start:]

    def enter(self, line: str) -> None:
        """Type a line."""
        os.write(self._ours, f"{line}\n".encode())

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def kill(self) -> None:
        """SIGKILL, and wait until it is dead."""
        self._process.kill()
        self._process.wait()

    def signal(self, number: int) -> None:
        """Send a signal that does not end it."""
        self._process.send_signal(number)

    def send(self, number: int) -> int:
        """Send a signal, and give the exit code."""
        self._process.send_signal(number)
        return self._process.wait(PATIENCE)

    def hang_up(self) -> int:
        """What closing the window does. Gives the exit code."""
        self._open = False
        os.close(self._ours)
        return self._process.wait(PATIENCE)

    def interrupt(self) -> None:
        """What Ctrl-C does; pressed again, as a person would, where it fell just before a read and was not heard."""
        for _ in range(5):
            self._process.send_signal(signal.SIGINT)
            if self._process.poll() is not None or select.select([self._ours], [], [], 5.0)[0]:
                return

    def end(self) -> int:
        """Read to the end, and give the exit code."""
        end = time.monotonic() + PATIENCE
        while self._more(end):
            pass
        return self._process.wait(PATIENCE)

    def _more(self, end: float) -> bool:
        """Read what there is; False at the end, or when patience is."""
        ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            return False
        self.shown += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        """Leave no process behind."""
        self.kill()
        if self._open:
            os.close(self._ours)


def _take_terminal() -> None:
    """Make the standard input the terminal of the session."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
