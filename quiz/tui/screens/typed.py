"""A line that is asked for, laid over the foot of the page."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quiz.tui.commands import Where, bindings
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.text import GOLD, PLAIN, RULE, STRONG, Prose, voice


class TypeScreen(ModalScreen[str | None]):
    """Gives what was typed, without blanks at its ends, and None for Escape."""

    CSS_PATH = "typed.tcss"
    BINDINGS = bindings(Where.PAGE)

    def __init__(self, title: str, text: str, value: str = "", most: int = 40, *, empty: bool = False) -> None:
        """`value` stands in the field to begin with, which takes `most` characters; an `empty` answer may count."""
        super().__init__()
        self._title, self._text, self._value, self._most, self._empty = title, text, value, most, empty

    def compose(self) -> ComposeResult:
        """The rule, what is asked for, and the field."""
        with Vertical(id="typed"):
            yield Static(voice(RULE, GOLD), markup=False)
            yield Prose(voice(self._title, STRONG))
            yield Prose(voice(self._text, PLAIN))
            yield Input(self._value, compact=True, max_length=self._most)
            yield KeyLine(Where.PAGE)

    def on_mount(self) -> None:
        """Type at once. The cursor stands still, as nothing of the desk moves."""
        field = self.query_one(Input)
        field.cursor_blink = False
        field.focus()

    @on(Input.Submitted)
    def answer(self, message: Input.Submitted) -> None:
        """Give it."""
        typed = message.value.strip()
        if typed or self._empty:
            self.dismiss(typed)

    def action_back(self) -> None:
        """Give nothing."""
        self.dismiss(None)
