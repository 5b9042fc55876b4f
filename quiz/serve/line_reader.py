"""Lines from a wire and to it: whole ones, one after the other, within a budget. Nothing but text is written."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Coroutine

from quiz.core.text import clean
from quiz.plain.text import ASCII, PRINT, Page
from quiz.serve.guests import Visit
from quiz.serve.limits import Bucket, Flood

LONGEST_LINE, LONGEST_HELD = 4096, 16384
LINES_A_SECOND, LINES_AT_ONCE = 5.0, 20.0
MOST = 512 * 1024
SORRY = "Something went wrong on this side. Your seat is kept: connect again, with your code before the @."


class LineReader(ABC):
    """Somebody who types and reads lines."""

    def __init__(self, visit: Visit) -> None:
        """Nothing is said yet."""
        self.wire = visit.wire
        unicode = "utf" in "".join(visit.env.values()).casefold() or not visit.env
        self._page = Page(72, PRINT if unicode else ASCII)
        self._loop = asyncio.get_running_loop()
        self._lines, self._flood = Bucket(LINES_A_SECOND, LINES_AT_ONCE), Flood()
        self._held = bytearray()
        self._open, self._ended = True, False
        self._working: asyncio.Task[None] | None = None

    @abstractmethod
    def _heard(self, text: str) -> None:
        """One line, clean and without its ends."""

    @abstractmethod
    def _idle(self) -> None:
        """Nothing more will come, and all that came has been seen to."""

    @abstractmethod
    def _end(self) -> None:
        """No more of this."""

    def feed(self, data: bytes) -> None:
        """Bytes; a line is heard once it is whole and the one before has been seen to."""
        self._held += data
        if len(self._held) > LONGEST_HELD:
            del self._held[LONGEST_HELD:]
        self._drain()

    def _drain(self, _done: object = None) -> None:
        """Hear what is whole."""
        while self._open and (self._working is None or self._working.done()):
            line, found, rest = bytes(self._held).partition(b"\n")
            if not found:
                break
            self._held = bytearray(rest)
            self._line(line)
        idle = self._working is None or self._working.done()
        if self._ended and idle and self._open:
            self._idle()

    def _work(self, doing: Coroutine[object, object, None]) -> None:
        """Do something that takes until the disk has it; lines wait meanwhile."""
        self._working = self._loop.create_task(doing)
        self._working.add_done_callback(self._drain)

    def eof(self) -> None:
        """Nothing more will come."""
        self._ended = True
        self._drain()

    def gone(self) -> None:
        """The connection has ended."""
        self._open = False
        self._end()

    def leave(self, said: str = "") -> None:
        """End in order."""
        if self._open:
            self._say([said] if said else [])
            self._open = False
            self.wire.close()
        self._end()

    def broke(self, error: Exception) -> None:  # noqa: ARG002 - nothing of it is shown
        """Painting failed."""
        self.leave(SORRY)

    def _line(self, line: bytes) -> None:
        """One line."""
        now = self._loop.time()
        if not self._lines.take(now):
            if self._flood.dropped(now):
                self.leave("Too many lines for too long.")
            return
        text = clean(line[:LONGEST_LINE].decode("utf-8", "replace")).strip()
        self._heard(text)

    def _ask(self, prompt: str) -> None:
        """A prompt, on a line that stays open."""
        self._write(f"{self._page.margin}{clean(prompt)} > ")

    def _say(self, lines: list[str]) -> None:
        """Lines."""
        self._write("".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        """Write, and cut off whoever does not read."""
        if not self._open:
            return
        self.wire.write(text.encode("ascii" if self._page.signs is ASCII else "utf-8", "replace"))
        if self.wire.unsent() > MOST:
            self._open = False
            self.wire.abort()
