"""Taking a question out of all scores: which one, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from quiz.tui.commands import Where, bindings
from quiz.tui.screens.ask import AskScreen, Question
from quiz.tui.screens.page import Page
from quiz.tui.screens.typed import TypeScreen
from quiz.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from quiz.core.host import OpenedRow
    from quiz.tui.desk import DeskApp

REASONS = (
    ("The question or its answer is wrong.", "It is wrong"),
    ("The question can be understood in several ways.", "It can be understood in several ways"),
    ("Something went wrong in the room.", "Something went wrong in the room"),
)
"""What everybody is told, and how it is chosen."""
OWN = "own"
LONGEST = 120


class VoidScreen(Page):
    """Choose a question; the last one is the first of the list, save where each plays alone and all are there."""

    NAME = "Void a question"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.PAGE,)
    BINDINGS = bindings(Where.PAGE)

    @property
    def desk(self) -> DeskApp:
        """The app, by its own type."""
        from quiz.tui.desk import DeskApp

        assert isinstance(self.app, DeskApp)  # noqa: S101 - the page is opened from the desk alone
        return self.app

    def matter(self) -> Iterable[Widget]:
        """All questions that were opened."""
        yield Menu(_entries(self.desk), id="questions", numbered=False)

    def on_mount(self) -> None:
        """Choose at once."""
        self.query_one(Menu).focus()
        self.say("It counts for nobody, and all scores are computed anew.")
        self.desk.changed.subscribe(self, lambda _: self.query_one(Menu).show(_entries(self.desk)))

    @on(Menu.Picked)
    def why(self, message: Menu.Picked) -> None:
        """Ask for the reason."""
        instance = int(message.entry.id)
        answers = [*REASONS, (OWN, "Another reason", "to type")]

        def because(answer: str | None) -> None:
            if answer == OWN:
                told = "Everybody reads it with the answer."
                self.app.push_screen(TypeScreen("Why does it not count?", told, most=LONGEST), void)
            else:
                void(answer)

        def void(reason: str | None) -> None:
            if reason:
                self.desk.want("void", instance=instance, because=reason)
                self.dismiss()

        self.app.push_screen(
            AskScreen(Question("Why does it not count?", message.entry.title.strip(), answers)), because
        )


def _entries(desk: DeskApp) -> list[Entry]:
    """The questions, the last one first; where each plays alone nobody knows which that is."""
    opened = () if desk.view is None else desk.view.opened
    return [_entry(one) for one in (opened if desk.pace is not None else reversed(opened))]


def _entry(one: OpenedRow) -> Entry:
    """A question in the list."""
    return Entry(str(one.instance), f"{one.instance:>2}  {one.stem}", "" if one.voided is None else "does not count")
