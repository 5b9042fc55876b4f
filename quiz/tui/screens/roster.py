"""Everybody in a room, and what a host can do for or to one of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from quiz.core.wording import bare_score, counted
from quiz.scenes.desk import AWAY, LOCKED, PLAY, WAITING
from quiz.tui.commands import Where, bindings
from quiz.tui.screens.ask import AskScreen, Question
from quiz.tui.screens.page import Page
from quiz.tui.screens.typed import TypeScreen
from quiz.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from quiz.core.host import Done, RosterRow
    from quiz.tui.desk import DeskApp

LONGEST_NAME, LONGEST_TEAM = 20, 40
FACTORS = MappingProxyType({
    "1": "as everybody", "3/2": "half as much again", "2": "twice as much", "none": "no time limit",
})  # fmt: skip
"""How a player's limits can be stretched, as the room takes it, and in words."""
NOBODY = "Nobody has joined yet."
ROOMY = 80
"""From how many columns of the terminal on a line has room for whole words."""


class RosterScreen(Page):
    """Choose a person, then what to do. Nobody's code is shown unless they are to be seated again."""

    NAME = "Roster"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.ROSTER, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.ROSTER)

    @property
    def desk(self) -> DeskApp:
        """The app, by its own type."""
        from quiz.tui.desk import DeskApp

        assert isinstance(self.app, DeskApp)  # noqa: S101 - the page is opened from the desk alone
        return self.app

    def matter(self) -> Iterable[Widget]:
        """One line each."""
        yield Menu(id="people", numbered=False)

    def on_mount(self) -> None:
        """Follow the room."""
        self.query_one(Menu).focus()
        self.desk.changed.subscribe(self, lambda _: self.show())
        self.show()

    def on_resize(self) -> None:
        """There is room for other words."""
        if self.is_mounted:
            self.show()

    def show(self) -> None:
        """Everybody as they are now; the mark stays on its person."""
        view = self.desk.view
        rows = () if view is None else view.roster
        playing = view is not None and view.public.phase in PLAY
        self.query_one(Menu).show([self._entry(row, playing=playing) for row in rows])
        self.aside(counted(len(rows), "player"))
        self.say(self.desk.lost or ("" if rows else NOBODY))

    @on(Menu.Picked)
    def ask(self, message: Menu.Picked) -> None:
        """Say what can be done."""
        row = self._row(message.entry.id)
        if row is None:
            return
        answers = (
            ("rename", "Rename"), ("team", "Team", row.team), ("time", "Time", factor_told(row.factor)),
            ("reseat", "Seat again", "shows the code of the seat, once"), ("kick", "Put out"),
        )  # fmt: skip

        def act(answer: str | None) -> None:
            """What was chosen, by its name."""
            acts = {
                "rename": self._rename, "team": self._team, "time": self._time, "reseat": self._reseat,
                "kick": self._kick,
            }  # fmt: skip
            if answer:
                acts[answer](row)

        self.app.push_screen(AskScreen(Question(row.name, "", answers)), act)

    def _rename(self, row: RosterRow) -> None:
        """Another name."""

        def rename(name: str | None) -> None:
            if name and name != row.name:
                self.desk.want("rename", seat=row.seat, name=name)

        told = "Everybody sees the new name at once."
        self.app.push_screen(TypeScreen(f"Rename {row.name}", told, row.name, LONGEST_NAME), rename)

    def _team(self, row: RosterRow) -> None:
        """A team, or none."""

        def team(name: str | None) -> None:
            if name is not None:
                self.desk.want("team", seat=row.seat, name=name)

        told = "Players of the same team share a score: the mean of theirs. An empty line is no team."
        self.app.push_screen(TypeScreen(f"Team of {row.name}", told, row.team, LONGEST_TEAM, empty=True), team)

    def _time(self, row: RosterRow) -> None:
        """More time, from the next question on."""

        def time(answer: str | None) -> None:
            if answer:
                self.desk.want("factor", seat=row.seat, factor=None if answer == "none" else answer)

        now = factor_told(row.factor)
        answers = [(name, text, "now" if text == now else "") for name, text in FACTORS.items()]
        told = "From the next question on. Nobody else is told."
        self.app.push_screen(AskScreen(Question(f"Time of {row.name}", told, answers)), time)

    def _kick(self, row: RosterRow) -> None:
        """Out, for good."""

        def kick(answer: str | None) -> None:
            if answer == "yes":
                self.desk.want("kick", seat=row.seat)

        told = "They leave the standings, and cannot come back under this name."
        answers = (("no", "Let them stay"), ("yes", "Put them out"))
        self.app.push_screen(AskScreen(Question(f"Put {row.name} out?", told, answers)), kick)

    def _reseat(self, row: RosterRow) -> None:
        """Give the seat to whoever comes under its name, and show its code."""

        async def reseat() -> None:
            if await self.desk.ask("reseat", seat=row.seat):
                told = (
                    "The next who joins under this name has the seat. So has whoever types this, which is shown once:"
                )
                command = self.desk.told.command.replace("room@", f"{row.seat}@")
                self.app.push_screen(AskScreen(Question(f"Seat {row.name} again", told, (("", "Done"),), (command,))))

        self.run_worker(reseat(), group="wishes")

    def _row(self, seat: str) -> RosterRow | None:
        """Whoever sits there now."""
        view = self.desk.view
        return None if view is None else next((row for row in view.roster if row.seat == seat), None)

    def _entry(self, row: RosterRow, *, playing: bool) -> Entry:
        """One line: mark, name, what is special, score."""
        present = row.seat in self.desk.told.present
        mark = AWAY if not present else " " if not playing else LOCKED if row.locked else WAITING
        special = [row.team, factor_told(row.factor) if row.factor != 1 else "", "" if present else "away"]
        if row.done is not None:
            short = self.app.size.width < ROOMY
            # The mark says who is away already.
            special = [*done_told(row.done, short=short), *special[: 2 if short else 3]]
        return Entry(row.seat, f"{mark} {row.name}", ", ".join(filter(None, special)), bare_score(row.score))


def done_told(done: Done, *, short: bool) -> list[str]:
    """How it stands with the questions of one who plays alone, in words."""
    right = f"{done.right} of {done.total}"
    skipped, unopened = ("skipped", "unopened") if short else ("no answer", "not opened")
    rest = [(done.unopened, unopened), (done.skipped, skipped)]
    return [right if short else f"{right} right", *(f"{count} {word}" for count, word in rest if count)]


def factor_told(factor: Fraction | None) -> str:
    """A time factor in words."""
    name = "none" if factor is None else str(factor)
    return FACTORS.get(name, f"{name} times as much")
