"""The help: every command out of the one table, how each kind of question is answered, and how points count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from quiz.tui.commands import Where, bindings, commands
from quiz.tui.screens.page import Page
from quiz.tui.widgets.text import GOLD, PLAIN, QUIET, STRONG, Prose, voice

KEYS = 22
"""How wide the column of keys is."""
KINDS = (
    ("One right answer", "Press its letter, or its number. The same key again, or Enter, locks it."),
    ("Several right answers", "Press each letter that is right; press it again to take it back. Enter locks."),
    ("True or false", "T or F; or A for true, and B for false."),
    ("A number", "Type it: 24, 1.5 or 1,500. What counts as near enough is said with the answer."),
    ("A word or a name", "Type it. Capitals, accents and a leading “the” do not matter."),
    ("An ordering", "Type the letters in their right order: C A B."),
    ("Pairs", "Type each number with its letter: 1C 2A 3B."),
    ("A text with gaps", "Type what fills the gaps; where there are several, put a semicolon between them."),
)
SCORING = (
    ("fair", "A right answer gives 1000 points, a partly right one its share. Speed and right answers in a row give a "
     "little more, kept apart (2050 +12): it breaks ties, and never outweighs an answer."),
    ("kahoot", "A right answer gives up to 1000 points, the faster the more, and right answers in a row up to 500."),
    ("flat", "A right answer gives 1000 points, a partly right one its share, and nothing else counts."),
)  # fmt: skip
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
    BINDINGS = bindings(Where.PAGE, Where.READING)

    def matter(self) -> Iterable[Widget]:
        """One long text."""
        yield VerticalScroll(*self._text(), id="text")

    def on_mount(self) -> None:
        """The keys scroll at once."""
        self.query_one("#text").focus()

    def action_read(self, key: str) -> None:
        """Scroll."""
        scroll(self.query_one("#text", VerticalScroll), key)

    def _text(self) -> Iterable[Widget]:
        """Sections under small headings."""
        for place in Where:
            rows = [_row(command.shown, command.help) for command in commands(place) if command.keys]
            if rows:
                yield Prose(voice(place.value, GOLD), classes="title")
                yield from rows
        yield Prose(voice("How each kind of question is answered", GOLD), classes="title")
        yield from (_row(kind, how) for kind, how in KINDS)
        yield Prose(voice("How points count", GOLD), classes="title")
        yield from (_row(name, how) for name, how in SCORING)
        yield Prose(voice("What a footnote proves", GOLD), classes="title")
        yield Prose(voice(PROOF, PLAIN))


class Row(Widget):
    """A word at the left, and beside it what there is to say of it."""

    DEFAULT_CSS = """
    Row { height: auto; width: 100%; layout: horizontal; background: $page; }
    Row > .left { width: 22; height: auto; }
    Row > .right { width: 1fr; height: auto; max-width: 64; }
    """

    def __init__(self, left: Content, right: Content) -> None:
        """Both sides."""
        super().__init__(Prose(left, classes="left"), Prose(right, classes="right"))


def _row(left: str, right: str) -> Row:
    return Row(voice(left, STRONG), voice(right, QUIET))


def scroll(text: VerticalScroll, key: str) -> None:
    """Scroll a long text by a key."""
    moves = {
        "up": text.scroll_up, "down": text.scroll_down, "home": text.scroll_home, "end": text.scroll_end,
        "pageup": text.scroll_page_up, "pagedown": text.scroll_page_down,
    }  # fmt: skip
    moves[key](animate=False)
