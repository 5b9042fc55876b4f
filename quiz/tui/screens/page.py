"""What every page has: its name over a hairline, its matter, a line for what is going on, and its keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from quiz.scenes.beat import Motion
from quiz.tui.commands import Where
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.text import FAINT, GOLD, STRONG, said, voice

if TYPE_CHECKING:
    from quiz.tui.app import FootnoteApp


def still(screen: Screen[Any], motion: Motion) -> None:
    """Let the cursors of a screen stand still unless there is full motion."""
    for field in screen.query(Input):
        field.cursor_blink = motion is Motion.FULL


class Page(Screen[None]):
    """A page of the app. Subclasses give its name, its places in the table of commands, and its matter."""

    NAME: ClassVar[str] = ""
    PLACES: ClassVar[tuple[Where, ...]] = ()

    @property
    def footnote(self) -> FootnoteApp:
        """The app, by its own type."""
        from quiz.tui.app import FootnoteApp

        assert isinstance(self.app, FootnoteApp)  # noqa: S101 - pages live in no other app
        return self.app

    def compose(self) -> ComposeResult:
        """Head, matter and foot."""
        yield from self.head()
        with Vertical(id="matter"):
            yield from self.matter()
        yield Static(id="said", markup=False)
        yield KeyLine(*self.PLACES)

    def on_mount(self) -> None:
        """Nothing blinks but a cursor, and that only where everything moves."""
        still(self, self.footnote.motion)

    @property
    def heading(self) -> str:
        """The name of the page."""
        return self.NAME

    def head(self) -> Iterable[Widget]:
        """The name of the page over a hairline."""
        yield Static(voice(self.heading, STRONG), id="heading", markup=False)

    def matter(self) -> Iterable[Widget]:
        """What the page is about."""
        return ()

    def aside(self, text: str) -> None:
        """A remark beside the name of the page."""
        self.query_one("#heading", Static).update(said((self.heading, STRONG), (f"  {text}", FAINT)))

    def say(self, text: str, style: str = GOLD) -> None:
        """Say what is going on, in the line above the keys."""
        if self.is_mounted:
            self.query_one("#said", Static).update(voice(text, style))

    def action_back(self) -> None:
        """Go back to the page before."""
        self.dismiss()


class Form(Page):
    """A page of choices, one below the other."""

    def action_step(self, key: str) -> None:
        """Go to the choice above or below, the first, the last."""
        if key in ("home", "end"):
            chain = self.focus_chain
            chain[0 if key == "home" else -1].focus()
        elif key == "up":
            self.focus_previous()
        else:
            self.focus_next()
