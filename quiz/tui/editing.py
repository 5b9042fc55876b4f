"""Opening a pack in the player's editor from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.tui.library import Origin, Place

if TYPE_CHECKING:
    from quiz.tui.app import FootnoteApp

SHIPPED = "This pack ships with the program and stays as it is. `quiz new FILE` begins one of your own."
ELSEWHERE = "No editor can be opened from here; `quiz edit FILE` opens one on your own machine."


def edited(app: FootnoteApp, place: Place, line: int, column: int) -> str:
    """Open a pack at a place and wait until the editor is closed. Gives what the player should know, or nothing."""
    if place.origin is Origin.SHIPPED:
        return SHIPPED

    def work() -> str:
        trouble = app.services.edit(place, line, column)
        return "" if trouble is None else trouble.message

    told = app.lend(work)
    return ELSEWHERE if told is None else told
