"""Textual's driver for terminals on POSIX, which gives back every mode and leaves when its terminal is gone.

Where the program is not the one that its terminal tells of its end, nothing else would: what is read is empty for ever,
and what is written stops the thread that writes it.
"""

from __future__ import annotations

import select
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

GONE = 129
"""The exit code of a program whose terminal has gone: that of the signal for it."""


class Outlet:
    """A stream that drops what cannot be written any more."""

    def __init__(self, stream: TextIO, lost: Callable[[], None]) -> None:
        """`lost` is called when the stream takes no more, possibly more than once."""
        self._stream, self._lost = stream, lost

    def write(self, text: str) -> None:
        """Write, or drop."""
        try:
            self._stream.write(text)
        except OSError:
            self._lost()

    def flush(self) -> None:
        """Send what is written."""
        try:
            self._stream.flush()
        except OSError:
            self._lost()

    def fileno(self) -> int:
        """The stream's."""
        return self._stream.fileno()


class TerminalDriver(LinuxDriver):
    """The driver of the app on the player's own terminal."""

    def __init__(self, app: App[Any], **given: Any) -> None:  # noqa: ANN401 - as Textual has it
        """As Textual's, over a stream that cannot fail."""
        super().__init__(app, **given)
        self._file = cast("Any", Outlet(cast("TextIO", self._file), self._gone))
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
            self._gone()

    def _gone(self) -> None:
        """Leave. Every event of a game is in its log already."""
        with suppress(RuntimeError):  # the app has left before
            self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        """Leave, in the app's own thread."""
        self._app.exit(GONE, return_code=GONE)
