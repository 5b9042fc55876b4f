"""How a player leaves a game, and what is to come next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class After(StrEnum):
    """What comes after a game."""

    HOME = "home"
    AGAIN = "again"
    SAME = "same"
    MISSES = "misses"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the game's screen hands back when it is dismissed.

    HOME goes back to the first page, whether the game is over or kept for later. AGAIN draws a new game like this one,
    SAME plays the very same one from its start, MISSES plays the items whose ids are `missed`.
    """

    kind: After = After.HOME
    missed: tuple[str, ...] = ()
