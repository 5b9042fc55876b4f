"""The help: every command out of the one table, how each kind of question is answered, and how points count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.widget import Widget

from quiz.core.plan import Scoring
from quiz.core.wording import points_explained
from quiz.tui.commands import Where, bindings, commands
from quiz.tui.screens.page import Page
from quiz.tui.widgets.reader import Line, Reader

KEYS = 24
"""How wide the column of keys is."""
KINDS = (
    ("One right answer", "Press its letter, or its number. The same key again, or Enter, locks it."),
    ("Several right answers", "Press each letter that is right; press it again to take it back. Enter locks."),
    ("True or false", "T or F; or A for true, and B for false."),
    ("A number", "Type it: 24, 1.5 or 1,500. What counts as near enough is said with the answer."),
    ("A word or a name", "Type it. Capitals, accents and a leading “the” do not matter."),
    ("An ordering", "Press the letters in their right order: C A B. Backspace takes the last one back."),
    ("Pairs", "Press a letter for each number in turn, or a number and its letter: 1C 2A 3B."),
    ("A text with gaps", "Type what fills the gaps; Tab, or a semicolon, goes on to the next."),
)
PROFILES: tuple[Scoring, ...] = ("fair", "kahoot", "flat")
PROOF = (
    "A question is made from facts, and every fact has its source. After each answer the footnote shows the claim, the "
    "words of the source that prove it, where they stand, and how many independent origins say so. A wrong option is "
    "only offered where the facts prove it wrong; what nobody knows is never asked."
)


class HelpScreen(Page):
    """All there is to know, on one page."""

    CSS_PATH = "help.tcss"
    NAME = "Help"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.READING, Where.PAGE)
    BINDINGS = bindings(Where.PAGE)

    def matter(self) -> Iterable[Widget]:
        """One long text."""
        yield Reader(_text(self.footnote.HELPED), id="text")

    def on_mount(self) -> None:
        """The keys scroll at once."""
        self.query_one(Reader).focus()


def _text(places: Iterable[Where]) -> Iterator[Line]:
    """Sections under small headings."""
    for place in places:
        rows = [(command.shown, command.help) for command in commands(place) if command.shown]
        if rows:
            yield from _section(place.value, rows)
    yield from _section("How each kind of question is answered", KINDS)
    yield from _section("How points count", [(name, points_explained(name, timer=True)) for name in PROFILES])
    yield Line("What a footnote proves", "gold")
    yield Line(PROOF)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """A heading, and a line for each row."""
    yield Line(title, "gold")
    for left, right in rows:
        yield Line(right, "quiet", KEYS, left)
    yield Line()
