"""The event log that lives and dies with the process."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quiz.core.events import Event
from quiz.stores.base import Conflict, GameInfo, Part
from quiz.stores.listing import head_of, is_end, utc_now


class MemoryLog:
    """Keeps events as they are. The twin of the SQLite log: same rules, no file."""

    def __init__(self, wall: Callable[[], str] = utc_now) -> None:
        """`wall` gives the time for the listing."""
        self._events: dict[str, list[Event]] = {}
        self._started: dict[str, str] = {}
        self._wall = wall

    def append_all(self, parts: Sequence[Part]) -> None:
        """Add events to several games, all or none; see `GroupLog`."""
        standing = {game: len(self._events.get(game, [])) for game, _, _ in parts}
        for game, expected, events in parts:
            if standing[game] != expected:
                raise Conflict(game, expected, standing[game])
            standing[game] += len(events)
        for game, expected, events in parts:
            self.append(game, expected, events)

    def append(self, game: str, expected_version: int, events: Sequence[Event]) -> int:
        """Add events; see `EventLog`."""
        known = self._events.get(game, [])
        if len(known) != expected_version:
            raise Conflict(game, expected_version, len(known))
        if not events:
            return expected_version
        if game not in self._events:
            self._started[game] = self._wall()
        self._events[game] = [*known, *events]
        return len(self._events[game])

    def read(self, game: str, after: int = 0) -> tuple[Event, ...]:
        """The events above `after`."""
        return tuple(self._events.get(game, [])[max(after, 0) :])

    def games(self) -> tuple[GameInfo, ...]:
        """All games, oldest first."""
        return tuple(
            GameInfo(game, *head_of(events), len(events), self._started[game], any(map(is_end, events)))
            for game, events in self._events.items()
        )
