"""What the app may ask of the rest of the program. The command line hands an implementation in; tests hand in theirs.

Nothing here raises for a state of the disk or a bad pack: what cannot be done comes back as `Trouble`, in words for the
player. What is called slow is called from a thread, everything else from the app's own, because a history file
belongs to the thread that has opened it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from quiz.tui.settings import Game, Profile, Settings

if TYPE_CHECKING:
    # The first page is painted before anything of a game is loaded.
    from pathlib import Path

    from quiz.core.events import Event
    from quiz.core.facts import Pack
    from quiz.core.plan import Plan
    from quiz.rooms.records import Record
    from quiz.rooms.solo import SoloGame
    from quiz.stores.base import GameInfo
    from quiz.tui.library import Errand, Place, Preview, Stamp, Survey


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something cannot be done, and what helps: one line, and what there is to read besides.

    `name` is that of the file where it is about one: few words for a list.
    """

    message: str
    details: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """A game to begin. `pack` is a path or the name of a shipped pack; without a seed a new one is drawn.

    `time` stretches the limits; None plays without a clock.
    """

    pack: str
    rounds: int = 3
    length: int = 5
    scoring: Profile = "fair"
    time: Fraction | None = Fraction(1)
    seed: int | None = None

    @classmethod
    def of(cls, settings: Settings) -> Setup:
        """The game that was set up last."""
        game = settings.game
        return cls(game.pack, game.rounds, game.length, game.scoring, settings.time)

    def remembered(self, title: str) -> Game:
        """What settings keep of it."""
        return Game(self.pack, title, self.rounds, self.length, self.scoring)


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
    digest: str = ""


@dataclass(frozen=True, slots=True)
class GameRef:
    """A game in a history file."""

    path: Path
    info: GameInfo


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """A room that was opened on this machine. `up` is whether it runs, `over` whether its game is finished."""

    name: str
    title: str
    players: int
    up: bool
    over: bool
    socket: Path


@dataclass(frozen=True, slots=True)
class Opening:
    """How a room is opened. With `alone` each plays at their own pace, up to `until` as somebody writes a deadline."""

    port: int
    alone: bool = False
    until: str = ""


class Services(Protocol):
    """The rest of the program, as the app sees it."""

    @property
    def settings(self) -> Settings:
        """What the player has chosen, as last read or saved."""
        ...

    @property
    def complaints(self) -> tuple[str, ...]:
        """What is wrong with the file of settings, one line each."""
        ...

    @property
    def saved(self) -> bool:
        """Whether the game that is on has a file that keeps it."""
        ...

    def save(self, settings: Settings) -> Trouble | None:
        """Keep settings for this run, and in the file where it can be written."""
        ...

    def packs(self) -> tuple[PackEntry | Trouble, ...]:
        """Packs that ship, then those in the player's folder. Slow."""
        ...

    def entry(self, name: str) -> PackEntry | Trouble:
        """One pack, by its name or path. Slow."""
        ...

    def pack(self, name: str) -> Pack | Trouble:
        """Everything that a pack says. Slow the first time."""
        ...

    # The library

    def places(self) -> tuple[Place, ...]:
        """Packs that ship, those in the player's folder, and those once opened, of which some may be gone. Slow."""
        ...

    @property
    def folder(self) -> str:
        """Where a player's own packs are looked for."""
        ...

    def survey(self, places: tuple[Place, ...], errand: Errand) -> Iterator[Survey]:
        """Each pack, checked, as soon as it is; fewer where the errand is called off. Slow."""
        ...

    def preview(self, place: Place, errand: Errand) -> Preview | None:
        """One pack with all of its questions; None where the errand is called off. Slow."""
        ...

    def stamp(self, place: Place) -> Stamp:
        """What tells the state of a pack's file from others. Slow only where a disk is far away."""
        ...

    def completed(self, typed: str) -> str:
        """A path that goes on from what is typed, or nothing. Slow where a folder is large."""
        ...

    def edit(self, place: Place, line: int, column: int) -> Trouble | None:
        """Open a pack at a place in the player's editor, and wait until that is closed. It takes the terminal."""
        ...

    # Games

    def draw(self, setup: Setup) -> Plan | Trouble:
        """Draw the questions of a game. Slow."""
        ...

    def begin(self, plan: Plan, time: Fraction | None, tell: Callable[[str], None]) -> SoloGame | Trouble:
        """Begin a game whose plan is known. `tell` gets what the player should know of the history, now and later."""
        ...

    def told_of(self, ref: GameRef) -> tuple[Event, ...]:
        """What is in the log of a game, as far as it can be read. Slow."""
        ...

    def resume(self, ref: GameRef, known: Sequence[Event], tell: Callable[[str], None]) -> SoloGame | Trouble:
        """Take up a game that was cut off. What is `known` of its log is not read again."""
        ...

    def sheet(self, ref: GameRef) -> SoloGame | Trouble:
        """A game that is over, to look at its sheet once more. Slow."""
        ...

    def leave(self) -> None:
        """Give back the history file of the game that was begun or taken up last."""
        ...

    def end(self, ref: GameRef) -> Trouble | None:
        """End a game that nobody wants to go on with."""
        ...

    def unfinished(self) -> tuple[GameRef, ...]:
        """Games that can be taken up, the last one first. Slow."""
        ...

    def records(self, tell: Callable[[str], None]) -> tuple[Record, ...]:
        """Past games, the last one first. Slow."""
        ...

    def plan_of(self, ref: GameRef) -> Plan | Trouble:
        """The plan of a past game. Slow."""
        ...

    def practice(self, plan: Plan, missed: tuple[str, ...]) -> Plan | Trouble:
        """A game of those items of a plan that were missed."""
        ...

    # Rooms

    def rooms(self) -> tuple[RoomEntry, ...]:
        """Rooms that were opened on this machine, the last one first. Slow."""
        ...

    def open_room(self, plan: Plan, opening: Opening) -> RoomEntry | Trouble:
        """A room for this game, which runs on by itself. Slow."""
        ...

    def take_up(self, room: str) -> RoomEntry | Trouble:
        """A room as it was left, up again. Slow."""
        ...
