"""Past games, the last one first: go on, see the sheet, play the misses, or the same game again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from quiz.core.wording import bare_score, counted, ending
from quiz.tui.commands import Where, bindings
from quiz.tui.playing import Begin, Misses, Same, Sheet
from quiz.tui.screens.ask import AskScreen, Question
from quiz.tui.screens.page import Page
from quiz.tui.services import GameRef
from quiz.tui.widgets.menu import Entry, Menu
from quiz.tui.widgets.reader import Line, Reader
from quiz.tui.words import moment

if TYPE_CHECKING:
    from quiz.rooms.records import Record, TopicShare


class HistoryScreen(Page):
    """Choose a game."""

    CSS_PATH = "history.tcss"
    NAME = "History"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.HISTORY, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.HISTORY)

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._records: tuple[Record, ...] = ()

    def matter(self) -> Iterable[Widget]:
        """The games, and more of the one that is marked."""
        yield Menu(id="games", numbered=False)
        yield Reader(id="about")

    def on_mount(self) -> None:
        """Reading games takes a moment."""
        self.query_one(Reader).can_focus = False
        self.query_one(Menu).focus()
        self.say("Reading the history …")
        self._read()

    def action_plots(self) -> None:
        """Draw accuracy by topic and over time."""
        from quiz.tui.screens.plots import PlotsScreen

        self.app.push_screen(PlotsScreen(self._records))

    @on(Menu.Marked)
    def tell_about(self) -> None:
        """Show more of the marked game."""
        self.query_one(Reader).show(about(self._records[self.query_one(Menu).marked]))

    @on(Menu.Picked)
    def ask(self) -> None:
        """Offer what can be done with a game."""
        record = self._records[self.query_one(Menu).marked]

        def act(answer: str | None) -> None:
            self._act(answer, record)

        begun = f"begun {moment(record.info.started)}, seed {record.info.seed}"
        self.app.push_screen(AskScreen(Question(record.info.title, begun, tuple(offers(record)))), act)

    def _act(self, answer: str | None, record: Record) -> None:
        """Do what was chosen."""
        ref = GameRef(record.path, record.info)
        begin: dict[str, Begin] = {
            "go on": ref, "sheet": Sheet(ref), "misses": Misses(ref, record.missed), "same": Same(ref),
        }  # fmt: skip
        if answer == "end":
            trouble = self.footnote.services.end(ref)
            if trouble is not None:
                self.footnote.refuse(trouble)
            self._read()
        elif answer in begin:
            self.footnote.playing.start(begin[answer])

    def _read(self) -> None:
        """Read the games in a thread."""
        self.run_worker(self._load(), exclusive=True)

    async def _load(self) -> None:
        """Read all games that can be read."""
        self._records = await asyncio.to_thread(self.footnote.services.records, self.footnote.tell)
        self.say("" if self._records else "No game has been played yet.")
        self.aside(counted(len(self._records), "game"))
        self.query_one(Menu).show(map(line, enumerate(self._records)))


def line(numbered: tuple[int, Record]) -> Entry:
    """A game in the menu."""
    place, record = numbered
    tail = f"{bare_score(record.score)}  {percent(record.accuracy):>5}" if record.reason else "unfinished"
    return Entry(str(place), moment(record.info.started), record.info.title, tail)


def about(record: Record) -> Iterator[Line]:
    """How a game went."""
    yield Line(record.info.title, "strong")
    how = ending(record.reason) if record.reason else "Not over"
    asked = f"{record.right} of {counted(record.asked, 'question')} right"
    left = f" of {record.total} in all" if record.asked < record.total else ""
    left += _partly(*record.topics)
    best = f", {record.best} in a row at best" if record.best > 1 else ""
    yield Line(
        f"{how}. {asked}{left}{best}. {bare_score(record.score)} points. Seed {record.info.seed}.",
        "quiet",
    )
    for share in record.topics:
        right = f"{share.right} of {share.asked} right{_partly(share)}"
        yield Line(f"{share.topic or 'no topic'}, {right}", "quiet", 6,
                   percent(share.credit / share.weight if share.weight else None), "gold")  # fmt: skip


def _partly(*shares: TopicShare) -> str:
    """How many answers were right in part: the percentage counts them, too."""
    count = sum(share.partly for share in shares)
    return f", {count} partly" if count else ""


def offers(record: Record) -> Iterator[tuple[str, ...]]:
    """What can be done with a game."""
    if record.reason is None:
        yield "go on", "Go on", "where you left it"
    else:
        yield "sheet", "See the sheet", "with its misses" if record.missed else "nothing was missed"
    if record.missed:
        yield "misses", "Play the misses", counted(len(record.missed), "question")
    yield "same", "Play it again", "the same questions"
    if record.reason is None:
        yield "end", "End it", "it stays in the history"


def percent(share: Fraction | None) -> str:
    """A share in whole per cent."""
    return "–" if share is None else f"{round(100 * share)} %"
