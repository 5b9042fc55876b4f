"""The real program on a terminal: a pseudo-terminal of a given size, and an emulator that keeps what is shown on it."""

from __future__ import annotations

import codecs
import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

import pyte

if sys.platform != "win32":
    # The tests that need these say why they are skipped where there are none.
    import fcntl
    import pty
    import termios

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
EDGE = "▌"
"""What stands at the left of a notice."""
FOREIGN = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM", "TEXTUAL")
KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "up": "\x1b[A", "down": "\x1b[B",
    "ctrl+p": "\x10", "ctrl+q": "\x11", "ctrl+z": "\x1a",
}  # fmt: skip
"""Keys by name, as a terminal sends them. Every other key is the text that it writes."""
MODES = {"7": True, "25": True}
"""Private modes that are on before a program changes them: wrapping, and the cursor. All others are off."""
# The emulator takes the < and = of a private sequence for its end and would show what follows as text.
_PRIVATE = re.compile(r"\x1b\[[<=>][\d;]*[A-Za-z]")
_BEGUN = re.compile(r"\x1b(\[[<=>?\d;$]*)?$")
_QUIET = 0.25


class Terminal:
    """A program on a terminal of its own.

    `words` are those of the command line after `quiz`, unless `program` is another one. A `modern` terminal answers
    when it is asked what it can do. `given` goes into the environment; an empty value takes a variable out. `before`
    runs in the child before the program does.
    """

    def __init__(
        self, *words: str | Path, data: Path, size: tuple[int, int] = (80, 24), modern: bool = False,
        controlling: bool = True, program: list[str] | None = None, before: Callable[[], None] | None = None,
        given: Mapping[str, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        """Start it."""
        self._master, self._slave = pty.openpty()
        self.attributes_before = termios.tcgetattr(self._slave)
        self._modern, self._asked, self.raw = modern, 0, b""
        self._decode, self._begun = codecs.getincrementaldecoder("utf-8")("replace").decode, ""
        self._emulator = pyte.Screen(*size)
        self._stream = pyte.Stream(self._emulator)
        self._size(size)

        def prepare() -> None:
            if controlling:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if before is not None:
                before()

        self.process = subprocess.Popen(
            program or [sys.executable, "-m", "quiz", *map(str, words)], stdin=self._slave, stdout=self._slave,
            stderr=self._slave, cwd=ROOT, env=environment(data, given), start_new_session=True, preexec_fn=prepare,
        )  # fmt: skip

    # What is shown

    @property
    def screen(self) -> str:
        """What is shown now, as lines of text."""
        return "\n".join(line.rstrip() for line in self._emulator.display)

    @property
    def text(self) -> str:
        """What is shown now, every gap and line end as one blank, so that what is wrapped anywhere reads on.

        A notice lies over other text, so what stands beside its edge comes once more by itself at the end.
        """
        notice = (line.partition(EDGE)[2] for line in self._emulator.display if EDGE in line)
        return " ".join(f"{self.screen} {' '.join(notice)}".split())

    @property
    def afterwards(self) -> str:
        """What was written since the alternate screen was left, without its sequences."""
        after = self.raw.rpartition(b"\x1b[?1049l")[2].decode()
        return re.sub(r"\x1b\[[<=>?]?[\d;]*[A-Za-z]", "", after).replace("\r\n", "\n")

    @property
    def attributes(self) -> list[Any]:
        """How the system treats what is typed."""
        return termios.tcgetattr(self._slave)

    def wait_for(self, *texts: str) -> str:
        """Wait until one of `texts` is shown, and give the one."""
        found: list[str] = []

        def shown() -> bool:
            found.extend(text for text in texts if text in self.text)
            return bool(found)

        self.wait_until(shown, f"never shown: {' | '.join(texts)}")
        return found[0]

    def wait_gone(self, text: str) -> None:
        """Wait until a text is not shown any more."""
        self.wait_until(lambda: text not in self.text, f"still shown: {text}")

    def wait_until(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Wait until something holds; the deadline only bounds a hang."""
        end = time.monotonic() + PATIENCE
        while not holds():
            alive = self.process.poll() is None
            read = self._read(0.1)
            if holds():
                return
            assert time.monotonic() < end, f"{otherwise}\n{self.screen}"
            assert alive or read, f"{otherwise}; left with {self.process.returncode}\n{self.screen}"

    def settle(self) -> str:
        """Read until nothing comes for a moment, and give what is shown then."""
        while self._read(_QUIET):
            pass
        return self.screen

    # What is done to it

    def press(self, *keys: str) -> None:
        """Type keys, by name or as the text that they write."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
            if key == "escape":
                # What follows at once would be one sequence with it.
                self.settle()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size. The program is told by the system, or in the way it has asked for."""
        self._emulator.resize(rows, columns)
        self._size((columns, rows))
        if self._modern:
            os.write(self._master, f"\x1b[48;{rows};{columns};{rows * 16};{columns * 8}t".encode())

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """What closing the window does."""
        for end in (self._slave, self._master):
            os.close(end)
        self._master = self._slave = -1

    def wait_exit(self) -> int:
        """Wait until the program has left, read what it wrote, and give its exit code."""
        if self._master < 0:
            return self.process.wait(PATIENCE)
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self._read(0.05)
            assert time.monotonic() < end, f"never left\n{self.screen}"
        while self._read(0.0):
            pass
        return self.process.returncode

    # How it does that

    def _size(self, size: tuple[int, int]) -> None:
        """Set the size that the system knows, which tells the program of it."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _read(self, patience: float) -> bool:
        """Read what there is; whether there was anything."""
        if not select.select([self._master], [], [], patience)[0]:
            return False
        data = os.read(self._master, 65536)
        self.raw += data
        text = self._begun + self._decode(data)
        # A sequence that is cut off between two reads waits for its end.
        cut = _BEGUN.search(text)
        self._begun = "" if cut is None else cut[0]
        self._stream.feed(_PRIVATE.sub("", text[: len(text) - len(self._begun)]))
        if self._modern:
            self._reply()
        return True

    def _reply(self) -> None:
        """Answer that synchronised output and sizes in band are there, to be switched on."""
        for question in re.finditer(rb"\x1b\[\?(2026|2048)\$p", self.raw[self._asked :]):
            os.write(self._master, b"\x1b[?%b;2$y" % question[1])
        self._asked = self.raw.rfind(b"$p") + 2 if b"$p" in self.raw else 0

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        """Leave no process behind."""
        self.process.kill()
        self.process.wait()
        if self._master >= 0:
            self.hang_up()


def environment(data: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The program's environment: its own folders, and a terminal of all colours."""
    own = {
        "FOOTNOTE_DATA": str(data), "FOOTNOTE_CONFIG": str(data / "settings.toml"), "PYTHONUTF8": "1",
        "TERM": "xterm-256color", "COLORTERM": "truecolor",
    }  # fmt: skip
    # The size is the terminal's, and what the tests run in says nothing of it.
    outer = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {name: value for name, value in {**outer, **own, **given}.items() if value}


def left_on(raw: bytes) -> set[str]:
    """Private modes that are not as before, and keyboard protocols that were pushed and never popped."""
    state = dict(MODES)
    pushed = 0
    for found in re.finditer(rb"\x1b\[(?:\?([\d;]+)([hl])|([<>])(\d*)u)", raw):
        if found[3] is not None:
            pushed += 1 if found[3] == b">" else -int(found[4] or 1)
            continue
        for mode in found[1].decode().split(";"):
            state[mode] = found[2] == b"h"
    changed = {mode for mode, on in state.items() if on != MODES.get(mode, False)}
    return changed | ({"keyboard"} if pushed > 0 else set())


def ever_on(raw: bytes) -> set[str]:
    """Private modes that were switched on at any time."""
    return {
        mode.decode()
        for found in re.finditer(rb"\x1b\[\?([\d;]+)h", raw)
        for mode in found[1].split(b";")
    }  # fmt: skip


def colours(raw: bytes) -> set[str]:
    """What the parameters of colour in all that was sent are: `16`, `256`, `true`."""
    found: set[str] = set()
    for sequence in re.finditer(rb"\x1b\[([\d;:]*)m", raw):
        numbers = [int(number or 0) for number in re.split(rb"[;:]", sequence[1])]
        while numbers:
            first = numbers.pop(0)
            if first in (38, 48, 58):
                deep = numbers.pop(0)
                found.add("true" if deep == 2 else "256")
                del numbers[: 3 if deep == 2 else 1]
            elif first in (*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)):
                found.add("16")
    return found
