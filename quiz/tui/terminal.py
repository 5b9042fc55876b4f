"""The terminal driver, made safe against a terminal that goes away, and giving back every mode that it takes.

Textual writes from a thread through a queue of bounded length. When a write fails that thread ends, the queue fills up,
and the app waits for ever, deaf to every signal. Here a write that fails is the last one, and ends the app. While
nothing is written the end shows only in what is read, which is empty for ever; so it is watched for besides.
"""

from __future__ import annotations

import asyncio
import select
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, TextIO

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from quiz.tui.app import FootnoteApp


class LossyFile:
    """A file that takes everything once it is lost, and says once that it is."""

    def __init__(self, file: TextIO, lost: Callable[[], None]) -> None:
        """`lost` is called in the thread that writes."""
        self._file, self._tell, self._lost = file, lost, False

    def write(self, text: str) -> int:
        """Write, as long as there is somebody who reads."""
        if not self._lost:
            try:
                return self._file.write(text)
            except (OSError, ValueError):
                self._give_up()
        return len(text)

    def flush(self) -> None:
        """Let out what is buffered."""
        if not self._lost:
            try:
                self._file.flush()
            except (OSError, ValueError):
                self._give_up()

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()

    def _give_up(self) -> None:
        self._lost = True
        self._tell()


class TerminalDriver(LinuxDriver):
    """The driver of a local terminal."""

    def __init__(self, app: FootnoteApp, **named: Any) -> None:  # noqa: ANN401 - as Textual has it
        """`app` hears when the terminal is gone."""
        super().__init__(app, **named)
        loop = asyncio.get_running_loop()
        self._lose: Callable[[], None] = lambda: _in_loop(loop, app.lose_terminal)
        self._file: Any = LossyFile(self._file, self._lose)
        Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    def _disable_mouse_support(self) -> None:
        """Switch off places in pixels as well, which Textual switches on and leaves."""
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def _watch(self) -> None:
        """Wait for the end of the terminal. Only its end wakes this thread, no key does."""
        if not hasattr(select, "poll"):
            return
        poll = select.poll()
        poll.register(self.fileno, 0)
        if any(event & select.POLLHUP for _, event in poll.poll()):
            self._lose()


def _in_loop(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """Call from another thread; a loop that is closed has nobody to tell."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(call)
