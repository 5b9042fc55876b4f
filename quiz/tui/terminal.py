"""The terminal driver, made safe against a terminal that goes away.

Textual writes from a thread through a queue of bounded length. When a write fails that thread ends, the queue fills up,
and the app waits for ever, deaf to every signal. Here a write that fails is the last one, and ends the app.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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
        self._file: Any = LossyFile(self._file, lambda: _in_loop(loop, app.lose_terminal))


def _in_loop(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """Call from another thread; a loop that is closed has nobody to tell."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)
