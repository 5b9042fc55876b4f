"""What rests on one article, or what one pack says in all: statements, the words that prove them, and their status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from quiz.core.wording import counted, raised
from quiz.tui.commands import Where, bindings
from quiz.tui.screens.page import Page
from quiz.tui.widgets.reader import Line, Reader

if TYPE_CHECKING:
    from quiz.tui.evidence import Chapter, Told

MOST = 400
"""How many statements are shown at once; a filter finds the others."""
INDENT = 4


class ArticleScreen(Page):
    """Read, and filter by words."""

    CSS_PATH = "article.tcss"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.ARTICLE, Where.READING, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.ARTICLE)

    def __init__(self, chapters: tuple[Chapter, ...], *, filtering: bool = False) -> None:
        """`chapters` are shown one after the other; with `filtering` the filter is asked for at once."""
        super().__init__()
        self._chapters, self._filtering = chapters, filtering

    @property
    def heading(self) -> str:
        """The name of the page: that of the article, if it is one."""
        return self._chapters[0].title if len(self._chapters) == 1 else "All sources"

    def matter(self) -> Iterable[Widget]:
        """The filter above the text."""
        yield Input(placeholder="words to look for", compact=True, id="filter")
        yield Reader(id="text")

    def on_mount(self) -> None:
        """Show everything; the filter shows itself when it is asked for."""
        self._show("")
        self.query_one(Input).display = self._filtering
        self.query_one("#filter" if self._filtering else "#text").focus()

    def action_filter(self) -> None:
        """Type words to look for."""
        self.query_one(Input).display = True
        self.query_one(Input).focus()

    def action_link(self) -> None:
        """Open the article in a browser."""
        url = self._chapters[0].url
        if url and self.footnote.capabilities.local:
            self.app.open_url(url)

    def action_back(self) -> None:
        """Out of the filter first, then out of the page."""
        field = self.query_one(Input)
        if field.has_focus and not self._filtering:
            field.value, field.display = "", False
            self.query_one(Reader).focus()
        else:
            self.dismiss()

    @on(Input.Changed)
    def narrow(self, message: Input.Changed) -> None:
        """Show only what holds the words."""
        self._show(message.value)

    @on(Input.Submitted)
    def read(self) -> None:
        """Go from the filter to the text."""
        self.query_one(Reader).focus()

    def _show(self, wanted: str) -> None:
        """Show what holds all words of `wanted`."""
        words = wanted.casefold()
        found = [(chapter, [told for told in chapter.told if told.holds(words)]) for chapter in self._chapters]
        number = sum(len(told) for _, told in found)
        lines: list[Line] = []
        left = MOST
        for chapter, told in found:
            if told[:left]:
                lines += self._chapter(chapter, told[:left])
                left -= len(told[:left])
        if number > MOST:
            lines.append(Line(f"{number - MOST} more; a filter finds them.", "gold"))
        if not number:
            lines.append(Line("Nothing here holds these words.", "quiet"))
        self.aside(counted(number, "statement"))
        self.query_one(Reader).show(lines)

    def _chapter(self, chapter: Chapter, told: list[Told]) -> Iterator[Line]:
        """An article, or a part of one."""
        if len(self._chapters) > 1:
            yield Line(chapter.title, "gold")
        for text in chapter.head:
            yield Line(text, "quiet")
        if chapter.url and len(self._chapters) == 1:
            yield Line(chapter.url, "faint")
        if chapter.head:
            yield Line()
        for number, one in enumerate(told, 1):
            yield from statement(number, one)


def statement(number: int, told: Told) -> Iterator[Line]:
    """A statement as a footnote has it: the claim, the words that prove it, where they stand, its status."""
    against = told.status in ("disputed", "not so") or told.status.endswith("not asked")
    yield Line(told.statement, "strong", INDENT, f"{raised(number)}", "gold")
    for words in told.words:
        yield Line(f"“{words.fragment}”", "quote", INDENT)
        place = f"{words.other}, " if words.other else ""
        reading = f"; {words.reading}" if words.reading else ""
        yield Line(f"{place}paragraph {words.paragraph}{reading}", "faint", INDENT)
    for note in told.notes:
        yield Line(note, "quiet", INDENT, "  ·", "quiet")
    yield Line(
        told.status, "warn" if against else "quiet", INDENT, "  !" if against else "  ✓", "warn" if against else "right"
    )
    yield Line()
