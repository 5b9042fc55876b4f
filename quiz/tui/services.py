"""What the app may ask of the rest of the program. The command line hands an implementation in; tests hand in theirs.

Nothing here raises for a state of the disk or a bad pack: what cannot be done comes back as `Trouble`, in words for the
player.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quiz.core.facts import Pack
from quiz.core.plan import Plan, Scoring
from quiz.rooms.solo import SoloGame
from quiz.stores.base import GameInfo
from quiz.tui.settings import Settings


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something cannot be done, and what helps, in one line."""

    message: str


@dataclass(frozen=True, slots=True)
class Setup:
    """A game to begin. `pack` is a path or the name of a shipped pack; without a seed a new one is drawn."""

    pack: str
    rounds: int = 3
    length: int = 5
    scoring: Scoring = "fair"
    timer: bool = True
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A pack to choose. `name` is what `Setup.pack` takes."""

    name: str
    title: str
    about: str
    shipped: bool
    facts: int
    questions: int
    sources: int


@dataclass(frozen=True, slots=True)
class GameRef:
    """A game in a history file."""

    path: Path
    info: GameInfo


class Services(Protocol):
    """The rest of the program, as the app sees it."""

    @property
    def settings(self) -> Settings:
        """What the player has chosen, as last read or saved."""
        ...

    def save(self, settings: Settings) -> Trouble | None:
        """Keep settings for this run, and in the file where it can be written."""
        ...

    def packs(self) -> tuple[PackEntry | Trouble, ...]:
        """Packs that ship, then those in the player's folder. Slow: call it from a thread."""
        ...

    def pack(self, name: str) -> Pack | Trouble:
        """Everything that a pack says. Slow the first time."""
        ...

    def new_game(self, setup: Setup, tell: Callable[[str], None]) -> SoloGame | Trouble:
        """Draw and begin a game. `tell` gets what the player should know of its history file, now and later."""
        ...

    def begin(self, plan: Plan, tell: Callable[[str], None]) -> SoloGame | Trouble:
        """Begin a game whose plan is known: the same one again, or the misses of a past one."""
        ...

    def resume(self, ref: GameRef, tell: Callable[[str], None]) -> SoloGame | Trouble:
        """Take up a game that was cut off."""
        ...

    def unfinished(self) -> tuple[GameRef, ...]:
        """Games that can be taken up, the last one first. Slow."""
        ...

    def end(self, ref: GameRef) -> Trouble | None:
        """End a game that nobody wants to go on with."""
        ...
