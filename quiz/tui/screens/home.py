"""The first page: the name, what it is, and what there is to do. Nothing slow comes before it is painted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.scenes.pixels import drawn, wordmark
from quiz.tui.commands import Where, bindings
from quiz.tui.screens.page import Page
from quiz.tui.services import GameRef, PackEntry
from quiz.tui.widgets.menu import Entry, Menu
from quiz.tui.widgets.text import GOLD, PLAIN, QUIET, RULE, STRONG, said, voice
from quiz.tui.words import game_length, moment, some

CLAIM = "A quiz that can prove its answers."
AIRY = 36
"""From this height on, a blank line stands between two lines of the menu."""


class HomeScreen(Page):
    """The first page."""

    PLACES: ClassVar[tuple[Where, ...]] = (Where.HOME,)
    BINDINGS = bindings(Where.HOME)

    def __init__(self) -> None:
        """Nothing is known yet of packs and past games."""
        super().__init__()
        self._packs: tuple[PackEntry, ...] = ()
        self._unfinished: tuple[GameRef, ...] = ()

    def head(self) -> Iterable[Widget]:
        """The wordmark in pixels, and for small terminals in letters."""
        yield Static(_mark(), id="mark", markup=False)
        yield Static(said(("footnote", STRONG), ("¹", GOLD)), id="name", markup=False)

    def matter(self) -> Iterable[Widget]:
        """The claim and the menu."""
        yield Static(voice(RULE, GOLD), markup=False)
        yield Static(voice(CLAIM, QUIET), id="claim", markup=False)
        yield Menu(self._entries(), id="menu")

    def on_mount(self) -> None:
        """Play can be chosen at once; what has to be looked for comes after the first paint."""
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Look again after every game, and after every page that may have changed something."""
        self.query_one(Menu).show(self._entries())
        self.call_after_refresh(self.run_worker, self._look, group="look", exclusive=True)

    def on_resize(self, event: events.Resize) -> None:
        """Let the lines stand apart where there is room."""
        self.query_one(Menu).pitch = 2 if event.size.height >= AIRY else 1

    @on(Menu.Picked)
    async def open_picked(self, message: Menu.Picked) -> None:
        """Open what was chosen."""
        match message.entry.id:
            case "go on":
                self.action_go_on()
            case "play" | "quit":
                await self.app.run_action({"play": "app.play", "quit": "app.leave"}[message.entry.id])
            case page:
                self.footnote.action_open(page)

    def action_go_on(self) -> None:
        """Go on with the game that was left last."""
        if self._unfinished:
            self.footnote.playing.start(self._unfinished[0])

    async def _look(self) -> None:
        """Look for unfinished games, then for packs."""
        services = self.footnote.services
        if not self.footnote.playing.active:
            before, self._unfinished = self._unfinished, await asyncio.to_thread(services.unfinished)
            menu = self.query_one(Menu)
            # A game that was left is what Enter goes on with, unless another line is marked already.
            first = bool(self._unfinished and not before) and menu.marked == 0
            menu.show(self._entries(), keep=not first)
        found = await asyncio.to_thread(services.packs)
        self._packs = tuple(entry for entry in found if isinstance(entry, PackEntry))
        self.footnote.titles.update({entry.name: entry.title for entry in self._packs})
        self.query_one(Menu).show(self._entries())

    def _entries(self) -> list[Entry]:
        """The lines of the menu, with what is known by now."""
        game = self.footnote.settings.game
        title = next((entry.title for entry in self._packs if entry.name == game.pack), game.title or game.pack)
        length = game_length(game.rounds, game.length)
        entries = list[Entry]()
        if self._unfinished:
            info = self._unfinished[0].info
            begun = f"begun {moment(info.started)}"
            entries.append(Entry("go on", "Go on", f"{info.title}, {begun}", short=begun, key="g"))
        entries.append(Entry("play", "Play", f"{title}, {length}", short=length))
        opened = sum(path not in {entry.name for entry in self._packs} for path in self.footnote.settings.opened)
        number = some(len(self._packs) + opened, "pack")
        installed = f"{number}, and any file of yours" if self._packs else "choose another"
        rooms = [
            Entry("host", "Host", "a class that joins over SSH", short="a class over SSH"),
            Entry("join", "Join", "a room, here or elsewhere"),
        ]  # fmt: skip
        return [
            *entries,
            Entry("packs", "Packs", installed[:1].lower() + installed[1:]),
            Entry("history", "History", "past games, misses to play again, plots", short="past games, misses, plots"),
            Entry(
                "sources",
                "Sources",
                "what rests on which article, and what is disputed",
                short="what rests on which article",
            ),
            *(rooms if self.footnote.capabilities.local else ()),
            Entry("settings", "Settings", "colours, motion, time"),
            Entry("help", "Help", "keys, kinds of questions, scoring"),
            Entry("quit", "Quit"),
        ]


def _mark() -> Content:
    """The name in pixels, with a raised one in gold: the mark of a footnote."""
    rows = wordmark()
    one = (*drawn("1"), "")
    lines = [said((f"{row}  ", PLAIN), (extra, GOLD)) for row, extra in zip(rows, one, strict=True)]
    return Content("\n").join(lines)
