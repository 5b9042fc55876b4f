"""What a player is asked who leaves a game that is not over."""

from __future__ import annotations

from enum import StrEnum

from quiz.tui.screens.ask import AskScreen, Question


class Leave(StrEnum):
    """How a game is left. GO_ON does not leave it."""

    GO_ON = "go on"
    KEEP = "keep"
    END = "end"


def leave_dialog(*, saved: bool) -> AskScreen:
    """Ask how the game is to be left; the answer is a word of `Leave`, or empty for going on.

    `saved` says whether the game has a file that it can be kept in.
    """
    keep = (Leave.KEEP.value, "Leave and keep it", "go on later where you are now")
    lost = (Leave.KEEP.value, "Leave it", "there is no file to keep it in, so it is lost")
    answers = (
        (Leave.GO_ON.value, "Go on playing"),
        keep if saved else lost,
        (Leave.END.value, "End it now", "with its summary"),
    )
    return AskScreen(Question("Leave this game?", "", answers))
