"""Past games drawn: accuracy by topic, and over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.core.wording import counted
from quiz.rooms.records import by_topic
from quiz.scenes.brush import PART
from quiz.tui import plots
from quiz.tui.commands import Where, bindings
from quiz.tui.screens.page import Page
from quiz.tui.widgets.text import GOLD, QUIET, Prose, said, voice

if TYPE_CHECKING:
    from quiz.rooms.records import Record

TOPICS = 8
LEAST_GAMES = 2
LOW, HIGH, TALL = 9, 13, 30
"""How many rows a line over time has, and how many from a height of the terminal on."""
BAR, FRAME = "$bar", "$muted"


class Sheets(VerticalScroll, inherit_bindings=False):
    """Scrolls by the commands of the page."""


class PlotsScreen(Page):
    """Two plots, one below the other."""

    CSS_PATH = "plots.tcss"
    NAME = "Plots"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.READING, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.READING)

    def __init__(self, records: Sequence[Record]) -> None:
        """`records` are the games, the last one first."""
        super().__init__()
        self._records = [record for record in records if record.accuracy is not None]

    def matter(self) -> Iterable[Widget]:
        """Each plot under its name."""
        yield Sheets(
            Prose(id="by-topic"),
            Static(id="topics", markup=False),
            Prose(voice("Accuracy over time", GOLD)),
            Static(id="time", markup=False),
            id="text",
        )

    def on_mount(self) -> None:
        """The keys scroll at once."""
        self.query_one("#text").focus()
        self.aside(counted(len(self._records), "game"))
        partly = any(share.partly for record in self._records for share in record.topics)
        told = f"  {PART} partly right, counts in the bar" if partly else ""
        self.query_one("#by-topic", Prose).update(said(("Accuracy by topic", GOLD), (told, QUIET)))

    def on_resize(self) -> None:
        """Draw in the room that there is."""
        self.call_after_refresh(self._draw)

    def action_read(self, key: str) -> None:
        """Scroll."""
        scroll = self.query_one("#text", VerticalScroll)
        moves = {
            "up": scroll.scroll_up, "down": scroll.scroll_down, "home": scroll.scroll_home, "end": scroll.scroll_end,
            "pageup": scroll.scroll_page_up, "pagedown": scroll.scroll_page_down, "space": scroll.scroll_page_down,
        }  # fmt: skip
        moves[key](animate=False)

    def _draw(self) -> None:
        """Both plots."""
        # One column is left before the bar that scrolls.
        width = min(self.query_one("#text").scrollable_content_region.width - 1, 96)
        shares = by_topic(self._records)[:TOPICS]
        topics = self.query_one("#topics", Static)
        topics.update(painted(plots.by_topic(shares, width)) if shares else voice("No game has been played.", QUIET))
        accuracies = [record.accuracy for record in reversed(self._records) if record.accuracy is not None]
        time = self.query_one("#time", Static)
        if len(accuracies) < LEAST_GAMES:
            time.update(voice("From the second game on there is a line to draw.", QUIET))
        else:
            time.update(painted(plots.over_time(accuracies, width, LOW if self.size.height < TALL else HIGH)))


def painted(rows: Iterable[str]) -> Content:
    """Rows of a plot: what is drawn in one colour, its frame in another."""
    lines = []
    for row in rows:
        parts: list[Content] = []
        start = 0
        for place in range(1, len(row) + 1):
            if place == len(row) or plots.drawn(row[place]) != plots.drawn(row[start]):
                parts.append(voice(row[start:place], BAR if plots.drawn(row[start]) else FRAME))
                start = place
        lines.append(Content("").join(parts))
    return Content("\n").join(lines)
