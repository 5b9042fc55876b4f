"""How a game left the table, for the app to act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class After(Enum):
    """What the player wants next."""

    HOME = "home"
    AGAIN = "again"
    SAME = "same"
    MISSES = "misses"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes after a game. `missed` are the items to practise, for `MISSES`."""

    after: After
    missed: tuple[str, ...] = ()
