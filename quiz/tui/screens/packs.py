"""The packs: what each holds and what is wrong with it; choose one to play it or to see its sources."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from quiz.core.wording import counted
from quiz.tui.commands import Where, bindings
from quiz.tui.screens.ask import AskScreen, Question
from quiz.tui.screens.page import Page
from quiz.tui.services import PackEntry, Trouble
from quiz.tui.widgets.menu import Entry, Menu
from quiz.tui.widgets.reader import Line, Reader

PREVIEW = 12
"""How many lines of findings are shown."""


class PacksScreen(Page):
    """Choose a pack."""

    CSS_PATH = "packs.tcss"
    NAME = "Packs"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.PACKS, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.PACKS)

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._entries: tuple[PackEntry | Trouble, ...] = ()

    def matter(self) -> Iterable[Widget]:
        """The packs, more of the one that is marked, and a field for a path."""
        yield Menu(id="packs")
        yield Input(placeholder="path of a pack, like my/capitals.quiz.yaml", compact=True, id="path")
        yield Reader(id="about")

    def on_mount(self) -> None:
        """Reading packs takes a moment."""
        self.query_one(Input).display = False
        self.query_one(Reader).can_focus = False
        self.query_one(Menu).focus()
        self.say("Reading the packs …")
        self.run_worker(self._load())

    def action_path(self) -> None:
        """Ask for a path."""
        field = self.query_one(Input)
        field.display = True
        field.focus()

    def action_back(self) -> None:
        """Out of the field first, then out of the page."""
        field = self.query_one(Input)
        if field.has_focus:
            field.display = False
            self.query_one(Menu).focus()
        else:
            self.dismiss()

    @on(Input.Submitted)
    def look_at(self, message: Input.Submitted) -> None:
        """Look at a file."""
        path = message.value.strip()
        if path:
            self.run_worker(self._add(str(Path(path).expanduser())), exclusive=True)

    @on(Menu.Marked)
    def tell_about(self) -> None:
        """Show what the marked pack holds."""
        self.query_one(Reader).show(about(self._entries[self.query_one(Menu).marked]))

    @on(Menu.Picked)
    def ask(self) -> None:
        """Play it, or see its sources."""
        entry = self._entries[self.query_one(Menu).marked]
        if isinstance(entry, Trouble):
            self.footnote.refuse(entry)
            return
        answers = [("play", "Play it", "set up a game"), ("sources", "See its sources")]

        def act(answer: str | None) -> None:
            self._act(answer, entry)

        self.app.push_screen(AskScreen(Question(entry.title, entry.about, answers)), act)

    def _act(self, answer: str | None, entry: PackEntry) -> None:
        """Do what was chosen."""
        from quiz.tui.screens.setup import SetupScreen
        from quiz.tui.screens.sources import SourcesScreen

        if answer == "play":
            self.app.push_screen(SetupScreen(entry.name))
        elif answer == "sources":
            self.app.push_screen(SourcesScreen(entry.name))

    async def _load(self) -> None:
        """Read all packs."""
        found = await asyncio.to_thread(self.footnote.services.packs)
        self._show(found)

    async def _add(self, path: str) -> None:
        """Read one more, and mark it."""
        entry = await asyncio.to_thread(self.footnote.services.entry, path)
        if isinstance(entry, Trouble):
            self.footnote.refuse(entry)
            return
        known = [one for one in self._entries if isinstance(one, Trouble) or one.name != entry.name]
        self.query_one(Input).display = False
        self._show((*known, entry))
        self.query_one(Menu).mark(entry.name)
        self.query_one(Menu).focus()

    def _show(self, entries: tuple[PackEntry | Trouble, ...]) -> None:
        """Show the packs."""
        self._entries = entries
        self.say("")
        self.aside(counted(len(entries), "pack"))
        self.query_one(Menu).show(map(line, entries))


def line(entry: PackEntry | Trouble) -> Entry:
    """A pack in the menu."""
    if isinstance(entry, Trouble):
        return Entry("", entry.name or entry.message, "", "cannot be used")
    wrong = counted(entry.errors, "error") if entry.errors else ""
    return Entry(entry.name, entry.title, entry.name if entry.shipped else "yours", wrong or _holds(entry)[0])


def about(entry: PackEntry | Trouble) -> Iterator[Line]:
    """What a pack holds, and what is wrong with it."""
    if isinstance(entry, Trouble):
        yield Line(entry.message, "warn")
        yield from (Line(detail, "quiet") for detail in entry.details[:PREVIEW])
        return
    if entry.about:
        yield Line(entry.about, "plain")
    yield Line(", ".join(_holds(entry)), "quiet")
    if not entry.errors + entry.warnings:
        yield Line("Checked, and nothing is wrong.", "quiet", 2, "✓", "right")
        return
    yield Line(f"{counted(entry.errors, 'error')} and {counted(entry.warnings, 'warning')}; what has an error is left "
               "out.", "warn", 2, "!", "warn")  # fmt: skip
    rows = [row for finding in entry.findings for row in finding.splitlines()]
    yield from (Line(row, "quiet", 2) for row in rows[:PREVIEW])
    if len(rows) > PREVIEW:
        yield Line(f"`quiz check {entry.name}` shows them all.", "faint", 2)


def _holds(entry: PackEntry) -> list[str]:
    """What a pack holds, in counts."""
    counts = [
        (entry.facts, "fact"), (entry.questions, "question"), (entry.sources, "source"), (entry.disputes, "dispute"),
        (entry.refuted, "refutation"),
    ]  # fmt: skip
    return [counted(number, word) for number, word in counts if number] or ["nothing to ask"]
