"""The one fold: what an event makes of a state. Pure, and the same for one player and for a thousand."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.core.events import Event
from quiz.core.state import State


def evolve(state: State, event: Event) -> State:
    """The state after `event`. Raises ValueError on an event that cannot follow, TypeError on one it does not know."""
    raise NotImplementedError


def replay(events: Iterable[Event], start: State | None = None) -> State:
    """The state that a whole log amounts to, from the beginning or from `start`."""
    raise NotImplementedError
