"""The sources of a pack: its articles, then what is disputed, refuted and denied."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from quiz.core.wording import counted
from quiz.tui.commands import Where, bindings
from quiz.tui.screens.page import Page
from quiz.tui.services import PackEntry, Trouble
from quiz.tui.widgets.menu import Entry, Menu
from quiz.tui.widgets.reader import Line, Reader

if TYPE_CHECKING:
    from quiz.tui.evidence import Chapter


class SourcesScreen(Page):
    """Choose an article; left and right go to another pack."""

    CSS_PATH = "sources.tcss"
    NAME = "Sources"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.SOURCES, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.SOURCES)

    def __init__(self, pack: str = "") -> None:
        """`pack` is the one to begin with; without one, that of the last game."""
        super().__init__()
        self._pack = pack
        self._names: tuple[str, ...] = ()
        self._chapters: tuple[Chapter, ...] = ()

    def matter(self) -> Iterable[Widget]:
        """The articles, and more of the one that is marked."""
        yield Menu(id="articles")
        yield Reader(id="about")

    def on_mount(self) -> None:
        """Reading a pack takes a moment."""
        self._pack = self._pack or self.footnote.settings.game.pack
        self.query_one(Reader).can_focus = False
        self.query_one(Menu).focus()
        self.say("Reading the pack …")
        self.run_worker(self._load(), exclusive=True)

    def action_other(self, key: str) -> None:
        """The pack before or after this one."""
        if len(self._names) > 1:
            place = self._names.index(self._pack) if self._pack in self._names else 0
            self._pack = self._names[(place + (-1 if key == "left" else 1)) % len(self._names)]
            self.run_worker(self._load(), exclusive=True)

    def action_filter(self) -> None:
        """Search in everything that the pack says."""
        from quiz.tui.screens.article import ArticleScreen

        if self._chapters:
            self.app.push_screen(ArticleScreen(self._chapters, filtering=True))

    @on(Menu.Marked)
    def tell_about(self) -> None:
        """Show more of the marked article."""
        menu = self.query_one(Menu)
        if menu.entry is not None:
            chapter = self._chapters[menu.marked]
            lines = [Line(text, "quiet") for text in chapter.head or (chapter.about,)]
            self.query_one(Reader).show([*lines, Line(chapter.url, "faint")])

    @on(Menu.Picked)
    def open_article(self) -> None:
        """Read what rests on it."""
        from quiz.tui.screens.article import ArticleScreen

        self.app.push_screen(ArticleScreen((self._chapters[self.query_one(Menu).marked],)))

    async def _load(self) -> None:
        """Read the pack, and see which others there are."""
        services = self.footnote.services
        pack = await asyncio.to_thread(services.pack, self._pack)
        if isinstance(pack, Trouble):
            self._show((), self._pack)
            self.say(pack.message)
        else:
            from quiz.tui.evidence import NO_SOURCES, chapters

            self._show(await asyncio.to_thread(chapters, pack), pack.title)
            self.say("" if self._chapters else NO_SOURCES)
        if not self._names:
            entries = await asyncio.to_thread(services.packs)
            self._names = tuple(entry.name for entry in entries if isinstance(entry, PackEntry))

    def _show(self, chapters: tuple[Chapter, ...], title: str) -> None:
        """Show the chapters of a pack."""
        self._chapters = chapters
        self.aside(title)
        entries = [
            Entry(str(place), one.title, one.about, counted(len(one.told), "fact" if one.head else "claim"), one.short)
            for place, one in enumerate(chapters)
        ]
        self.query_one(Menu).show(entries, keep=False)
        if not chapters:
            self.query_one(Reader).show(())
