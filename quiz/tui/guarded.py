"""What an app may do to the machine that it runs on: nothing, unless that is the player's own."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.driver import Driver

from quiz.tui.capabilities import Capabilities


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
