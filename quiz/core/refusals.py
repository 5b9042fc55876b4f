"""What becomes of a command: events, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quiz.core.events import Event


class Refusal(StrEnum):
    """Why a command is refused. `NOT_SAVED` is for whoever keeps the log: the command may be given again."""

    NOT_NOW = "not now"
    STALE = "stale"
    LATE = "late"
    LOCKED = "locked"
    UNKNOWN_SEAT = "unknown seat"
    SEAT_TAKEN = "seat taken"
    NAME_TAKEN = "name taken"
    PUT_OUT = "put out"
    ROOM_LOCKED = "room locked"
    MALFORMED = "malformed"
    UNPLAYABLE = "unplayable plan"
    FINISHED = "finished"
    NOT_SAVED = "not saved"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A command that changes nothing, and what to tell whoever gave it."""

    reason: Refusal
    message: str


Outcome = tuple[Event, ...] | Rejected


def idle(begun: bool, over: bool) -> Rejected | None:
    """The refusal of a game that has not begun or is over."""
    if not begun:
        return Rejected(Refusal.NOT_NOW, "The game has not begun.")
    return Rejected(Refusal.FINISHED, "The game is over.") if over else None
