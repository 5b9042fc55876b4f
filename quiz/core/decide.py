"""The rules: which command is allowed when, and what it makes happen. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quiz.core.commands import Command
from quiz.core.events import Event
from quiz.core.state import State


class Refusal(StrEnum):
    """Why a command is refused."""

    NOT_NOW = "not now"
    STALE = "stale"
    LATE = "late"
    LOCKED = "locked"
    UNKNOWN_SEAT = "unknown seat"
    SEAT_TAKEN = "seat taken"
    NAME_TAKEN = "name taken"
    MALFORMED = "malformed"
    UNPLAYABLE = "unplayable plan"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A command that changes nothing, and what to tell whoever gave it."""

    reason: Refusal
    message: str


def decide(state: State, command: Command, now_ms: int) -> tuple[Event, ...] | Rejected:
    """The events that `command` makes happen at `now_ms`, or why it is refused.

    An empty tuple is a repeat of what has already happened: accepted, and nothing to append. A `now_ms` before the
    last event counts as the time of that event, so that time never falls along a log.
    """
    raise NotImplementedError
