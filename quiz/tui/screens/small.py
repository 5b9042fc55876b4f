"""What stands over everything while the terminal is too small for a page."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz.tui.widgets.text import GOLD, PLAIN, QUIET, STRONG, voice

KEPT = "Ctrl+Q leaves; `quiz play --resume --plain` goes on."
LOST = "Ctrl+Q leaves, and the game is lost: no file keeps it."


class SmallScreen(ModalScreen[None]):
    """Names the size there is, the size it takes, and the way to play without it. The app takes it away."""

    CSS_PATH = "small.tcss"

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="notice", markup=False)

    def on_resize(self, event: Resize) -> None:
        """Name the new size."""
        from quiz.tui.app import LEAST, FootnoteApp

        lost = isinstance(self.app, FootnoteApp) and self.app.playing.unkept
        needed = f"{LEAST[0]} x {LEAST[1]}"
        lines = [
            voice("━" * 8, GOLD),
            voice("A little more room, please", STRONG),
            voice(f"This window is {event.size.width} x {event.size.height}; {needed} is needed.", PLAIN),
            voice("`quiz play --plain` plays in any size.", QUIET),
            voice(LOST if lost else KEPT, QUIET),
        ]
        self.query_one("#notice", Static).update(Content("\n").join(lines))
