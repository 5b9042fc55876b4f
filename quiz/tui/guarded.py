"""What an app may do to the machine that it runs on: nothing, unless that is the player's own."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from textual.app import App, SuspendNotSupported
from textual.driver import Driver

from quiz.tui.capabilities import Capabilities

_Made = TypeVar("_Made")


class GuardedApp(App[int]):
    """An app that saves, opens and suspends only where it is local."""

    def __init__(self, capabilities: Capabilities) -> None:
        """`capabilities` say where it runs."""
        super().__init__()
        self.capabilities = capabilities

    def get_driver_class(self) -> type[Driver]:
        """A driver that outlives its terminal, where Textual has one for such terminals."""
        found = super().get_driver_class()
        if found.__name__ == "LinuxDriver":
            from quiz.tui.driver import TerminalDriver

            return TerminalDriver
        return found

    def action_suspend_process(self) -> None:
        """Suspend the process, where it is the player's."""
        if self.capabilities.local:
            super().action_suspend_process()

    def lend(self, work: Callable[[], _Made]) -> _Made | None:
        """Give the terminal to another program until `work` is done, where it is the player's; None where it is not."""
        if not self.capabilities.local:
            return None
        try:
            with self.suspend(), _uninterrupted():
                return work()
        except SuspendNotSupported:
            return None

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save a picture, where the disk is the player's."""
        if self.capabilities.local:
            super().action_screenshot(filename, path)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open an address of the web in a browser, where the browser is the player's."""
        if self.capabilities.local and url.startswith(("https://", "http://")):
            super().open_url(url, new_tab=new_tab)

    def deliver_text(self, *given: Any, **named: Any) -> str | None:  # noqa: ANN401 - as Textual has it
        """Save a file, where the disk is the player's."""
        return super().deliver_text(*given, **named) if self.capabilities.local else None

    def deliver_binary(self, *given: Any, **named: Any) -> str | None:  # noqa: ANN401 - as Textual has it
        """Save a file, where the disk is the player's."""
        return super().deliver_binary(*given, **named) if self.capabilities.local else None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Leave Ctrl-C to the other program. A handler is not handed on to it, as ignoring the signal would be."""
    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)
    except ValueError:  # not the first thread, which no signal reaches
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
