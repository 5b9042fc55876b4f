"""What every event log promises, and the errors it may raise.

A log keeps the events of many games. The events of one game are numbered 1, 2, 3 ... without gaps; its *version* is
the number of the last one, 0 for a game that does not exist. Once `append` has returned, the events are safe against
the death of the process and, where there is a file, of the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from quiz.core.events import Event


class StoreError(Exception):
    """The log cannot do what was asked. The message is one line for the player and says what helps."""


class UnavailableError(StoreError):
    """The place cannot be written: no space, no permission, or a device that fails."""


class DamagedError(StoreError):
    """What is stored cannot be read as events of this program."""


class UnknownEventError(DamagedError):
    """An event of a kind that this version does not know."""


class Conflict(Exception):  # noqa: N818 - the field's word for it
    """Somebody else appended first: the game stands at `actual`, not at `expected`. Nothing was written."""

    def __init__(self, game: str, expected: int, actual: int) -> None:
        """Name the game and both versions."""
        super().__init__(f"game {game} stands at event {actual}, not at {expected}")
        self.game, self.expected, self.actual = game, expected, actual


@dataclass(frozen=True, slots=True)
class GameInfo:
    """One game in the listing. `started` is the wall time of its first append, ISO 8601 in UTC.

    A game that is `unreadable` is over because its events cannot be read; it counts as finished.
    """

    game: str
    title: str
    digest: str
    seed: int
    version: int
    started: str
    finished: bool
    unreadable: bool = False


Part = tuple[str, int, Sequence[Event]]
"""What is to be added to one game: its name, the version at which it stands, and the events."""


class EventReader(Protocol):
    """What can be read of a log, by its writer and by others."""

    def read(self, game: str, after: int = 0) -> tuple[Event, ...]:
        """The events numbered above `after`, in order; empty for a game that does not exist."""
        ...


class EventLog(EventReader, Protocol):
    """An append-only store of events, by game."""

    def append(self, game: str, expected_version: int, events: Sequence[Event]) -> int:
        """Add `events` to a game that stands at `expected_version`; all of them or none. Returns the new version.

        Raises `Conflict` when the game stands elsewhere, `UnavailableError` when the place cannot be written.
        """
        ...

    def games(self) -> tuple[GameInfo, ...]:
        """All games, in the order in which they were started."""
        ...


class GroupLog(EventLog, Protocol):
    """A log that can add to several games at once, and be written from one thread after the other."""

    def append_all(self, parts: Sequence[Part]) -> None:
        """Add events to several games in one transaction: all of them or none. Raises as `append` does."""
        ...
