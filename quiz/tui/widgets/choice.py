"""One thing to choose, in one line: its label, and one of a few values between two arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from quiz.scenes.cells import cells
from quiz.tui.commands import Where, bindings
from quiz.tui.widgets.menu import fitted

LABEL = 16


@dataclass(frozen=True, slots=True)
class Option:
    """A value: the program's word, what is shown, and one sentence about it."""

    id: str
    text: str
    about: str = ""


class Choice(Widget, can_focus=True):
    """A label and one of several values. Left, right, Enter and a click change it."""

    BINDINGS = bindings(Where.CHOICE)
    COMPONENT_CLASSES = {"choice--label", "choice--value", "choice--arrow"}  # noqa: RUF012 - Textual reads it
    DEFAULT_CSS = """
    Choice {
        width: 100%; height: 1; background: $page;
        & > .choice--label { color: $muted; background: $page; }
        & > .choice--value { color: $body; background: $page; text-style: bold; }
        & > .choice--arrow { color: $faint; background: $page; }
        &:hover > .choice--value { background: $card; }
        &:focus > .choice--label { color: $gold; text-style: bold; }
        &:focus > .choice--value { color: $ink; background: $fill; text-style: bold; }
        &:focus > .choice--arrow { color: $gold; text-style: bold; }
        &:nocolor:focus > .choice--value { text-style: bold reverse; }
    }
    """

    place: reactive[int] = reactive(0)
    """Which of the values is chosen."""

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice: Choice) -> None:
            """`choice` holds it."""
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice:
            """The choice."""
            return self.choice

    class Focused(Message):
        """The choice is the one that keys change now."""

        def __init__(self, choice: Choice) -> None:
            """`choice` says what it is about."""
            super().__init__()
            self.choice = choice

    def __init__(self, label: str, options: Sequence[Option], chosen: str, *, id: str) -> None:  # noqa: A002
        """`chosen` is the id of the value to begin with; where there is none, the first is."""
        super().__init__(id=id)
        self.label, self.options = label, tuple(options)
        self.set_reactive(Choice.place, self._place(chosen))

    @property
    def value(self) -> str:
        """The id of the value."""
        return self.options[self.place].id

    @property
    def about(self) -> str:
        """What the value means."""
        return self.options[self.place].about

    def offer(self, options: Sequence[Option], chosen: str) -> None:
        """Other values, of which `chosen` is chosen; this is no change of the player's."""
        self.options = tuple(options)
        self.set_reactive(Choice.place, self._place(chosen))
        self.refresh()
        if self.has_focus:
            self.post_message(self.Focused(self))

    def action_change(self, key: str) -> None:
        """The value before or after, round and round."""
        self.place = (self.place + (-1 if key == "left" else 1)) % len(self.options)
        self.post_message(self.Changed(self))

    def on_focus(self) -> None:
        """Say what it is about."""
        self.post_message(self.Focused(self))

    def on_click(self, event: events.Click) -> None:
        """Change it: back at the left arrow, on anywhere else."""
        if event.x >= LABEL:
            self.action_change("left" if event.x < LABEL + 2 else "right")

    def render_line(self, y: int) -> Strip:
        """Its only row."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        value = cells(self.options[self.place].text)
        room = min(value[1], width - LABEL - 6)
        parts = (
            ("choice--label", fitted(self.label, LABEL)),
            ("choice--arrow", "‹ "),
            ("choice--value", f" {fitted(value[0], room)} "),
            ("choice--arrow", " ›"),
        )
        segments = [Segment(text, self.get_component_rich_style(name)) for name, text in parts]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _place(self, chosen: str) -> int:
        """Where the value `chosen` stands."""
        return next((place for place, option in enumerate(self.options) if option.id == chosen), 0)
