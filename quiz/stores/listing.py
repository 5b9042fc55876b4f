"""What the listing of games needs to know of events."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from quiz.core.events import Event, GameFinished, GameStarted


def utc_now() -> str:
    """The wall time, ISO 8601 in UTC to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def head_of(events: Sequence[Event]) -> tuple[str, str, int]:
    """Title, digest and seed of the plan that a game began with; blanks for a log that begins otherwise."""
    for event in events[:1]:
        if isinstance(event, GameStarted):
            return event.plan.title, event.plan.digest, event.plan.seed
    return "", "", 0


def is_end(event: Event) -> bool:
    """Whether nothing follows this event."""
    return isinstance(event, GameFinished)
