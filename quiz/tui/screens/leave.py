"""What is asked of whoever leaves a game that is not over: a player, or a host."""

from __future__ import annotations

from enum import StrEnum

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from quiz.tui.commands import Where, bindings
from quiz.tui.screens.ask import AskScreen, Question, Sheet
from quiz.tui.widgets.menu import Menu


class Leave(StrEnum):
    """How a game is left. GO_ON does not leave it."""

    GO_ON = "go on"
    KEEP = "keep"
    END = "end"


LOSING = Question(
    "Leave the program?", "No file keeps this game.", (("", "Go on playing"), ("leave", "Leave it", "it is lost"))
)
"""What is asked before the program is left with a game that cannot be gone on with later."""


class LossScreen(AskScreen):
    """Asks before a game is lost."""


class LeaveScreen(ModalScreen[Leave]):
    """Asks how the game is to be left; Escape goes on with it."""

    CSS_PATH = "ask.tcss"
    BINDINGS = bindings(Where.PAGE)

    def __init__(self, *, saved: bool = True) -> None:
        """`saved` says whether the game has a file that it can be kept in."""
        super().__init__()
        self._saved = saved

    def compose(self) -> ComposeResult:
        """The question."""
        keep = ("Leave and keep it", "and go on with it later")
        lost = ("Leave it", "no file can keep it: it is lost")
        answers = (
            (Leave.GO_ON.value, "Go on playing"),
            (Leave.KEEP.value, *(keep if self._saved else lost)),
            (Leave.END.value, "End it now", "with its summary"),
        )
        yield Sheet(Question("Leave this game?", "", answers))

    @on(Menu.Picked)
    def answer(self, message: Menu.Picked) -> None:
        """Give the answer back."""
        self.dismiss(Leave(message.entry.id))

    def action_back(self) -> None:
        """Go on."""
        self.dismiss(Leave.GO_ON)


class PartScreen(ModalScreen[str]):
    """Asks a host who leaves the desk while a game is on; Escape stays."""

    CSS_PATH = "ask.tcss"
    BINDINGS = bindings(Where.PAGE, Where.PARTING)

    def compose(self) -> ComposeResult:
        """The question. Leaving comes first: nothing is lost by it."""
        answers = (
            ("leave", "Leave the desk", "it can be opened again"),
            ("end", "End the game", "for everybody, and for good"),
            ("", "Stay"),
        )
        yield Sheet(Question("The room goes on without a desk: leave it so?", "", answers), Where.PARTING)

    @on(Menu.Picked)
    def answer(self, message: Menu.Picked) -> None:
        """Give the answer back."""
        self.dismiss(message.entry.id)

    def action_give(self, answer: str) -> None:
        """The same, by a letter."""
        self.dismiss(answer)

    def action_back(self) -> None:
        """Stay."""
        self.dismiss("")
