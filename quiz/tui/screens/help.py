"""The help: every command out of the one table, how each kind of question is answered, and how points count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import events
from textual.widget import Widget

from quiz.core.plan import Scoring
from quiz.core.wording import points_explained
from quiz.tui.commands import Where, bindings, commands
from quiz.tui.screens.page import Page
from quiz.tui.widgets.reader import Line, Reader

KEYS, NARROW, FEW = 24, 18, 80
"""How wide the column of keys is, and how wide below so many columns."""
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

    def __init__(self) -> None:
        """Nothing is shown before the size is known."""
        super().__init__()
        self._keys = 0

    def matter(self) -> Iterable[Widget]:
        """One long text."""
        yield Reader(id="text")

    def on_mount(self) -> None:
        """The keys scroll at once."""
        self.query_one(Reader).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Give the keys a column as wide as there is room for."""
        keys = KEYS if event.size.width >= FEW else NARROW
        if keys != self._keys:
            self._keys = keys
            self.query_one(Reader).show(_text(self.footnote.HELPED, keys))


def _text(places: Iterable[Where], keys: int) -> Iterator[Line]:
    """Sections under small headings; `keys` is how wide the column of keys is."""
    for place in places:
        rows = [(command.shown, command.help) for command in commands(place) if command.shown]
        if rows:
            yield from _section(place.value, rows, keys)
    yield from _section("How each kind of question is answered", KINDS, keys)
    yield from _section("How points count", [(name, points_explained(name, timer=True)) for name in PROFILES], keys)
    yield Line("What a footnote proves", "gold")
    yield Line(PROOF)


def _section(title: str, rows: Iterable[tuple[str, str]], keys: int) -> Iterator[Line]:
    """A heading, and a line for each row; what is wider than its column stands above its text."""
    yield Line(title, "gold")
    for left, right in rows:
        above = len(left) >= keys
        if above:
            yield Line(left, "strong")
        yield Line(right, "quiet", keys, "" if above else left)
    yield Line()
