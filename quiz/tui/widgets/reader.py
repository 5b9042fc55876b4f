"""A long text to scroll through: lines in a few voices, without a widget for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from quiz.scenes.cells import cells, wrap
from quiz.tui.commands import Where, bindings
from quiz.tui.widgets.menu import fitted

MEASURE = 84
"""The longest line of running text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in one voice: plain, strong, quiet, faint, gold, quote, right, wrong or warn.

    It hangs on `indent`; `lead` stands before its first row, within the indent, in the voice `lead_voice`.
    """

    text: str = ""
    voice: str = "plain"
    indent: int = 0
    lead: str = ""
    lead_voice: str = "strong"


class Reader(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines; keys and the wheel scroll."""

    BINDINGS = bindings(Where.READING)
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual reads it from the class
        f"reader--{name}"
        for name in ("plain", "strong", "quiet", "faint", "gold", "quote", "right", "wrong", "warn")
    }  # fmt: skip
    DEFAULT_CSS = """
    Reader {
        width: 100%; height: 1fr; overflow-x: hidden; background: $page; scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .reader--plain { color: $body; background: $page; }
        & > .reader--strong { color: $body; background: $page; text-style: bold; }
        & > .reader--quiet { color: $muted; background: $page; }
        & > .reader--faint { color: $faint; background: $page; }
        & > .reader--gold { color: $gold; background: $page; }
        & > .reader--quote { color: $gold; background: $page; text-style: italic; }
        & > .reader--right { color: $right; background: $page; }
        & > .reader--wrong { color: $wrong; background: $page; }
        & > .reader--warn { color: $warn; background: $page; }
    }
    """

    def __init__(self, lines: Iterable[Line] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """`lines` are shown from the first on."""
        super().__init__(id=id)
        self.lines = tuple(lines)
        self._rows: list[tuple[Line, str, bool]] = []
        self._width = 0

    def show(self, lines: Iterable[Line]) -> None:
        """Show another text from its beginning."""
        self.lines = tuple(lines)
        self._wrap()
        self.scroll_home(animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew where the width has changed."""
        if self.scrollable_content_region.width != self._width:
            self._wrap()

    def action_read(self, key: str) -> None:
        """Scroll."""
        moves = {
            "up": self.scroll_up, "down": self.scroll_down, "home": self.scroll_home, "end": self.scroll_end,
            "pageup": self.scroll_page_up, "pagedown": self.scroll_page_down, "space": self.scroll_page_down,
        }  # fmt: skip
        moves[key](animate=False)

    def render_line(self, y: int) -> Strip:
        """One row."""
        place = y + self.scroll_offset.y
        width = self.size.width
        if place >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        line, text, first = self._rows[place]
        base = self.rich_style
        parts = [Segment(fitted(line.lead if first else "", line.indent), self._style(line.lead_voice))]
        parts.append(Segment(text, self._style(line.voice)))
        return Strip(parts, line.indent + cells(text)[1]).adjust_cell_length(width, base)

    def _style(self, voice: str) -> Style:
        return self.get_component_rich_style(f"reader--{voice}")

    def _wrap(self) -> None:
        """Break the lines into rows."""
        self._width = self.scrollable_content_region.width
        room = min(self._width, MEASURE)
        self._rows = []
        for line in self.lines:
            for place, text in enumerate(wrap(line.text, room - line.indent)):
                self._rows.append((line, text, place == 0))
        self.virtual_size = Size(self._width, len(self._rows))
