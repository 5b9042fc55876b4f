"""What a log amounts to. Frozen; `evolve` alone makes new ones. Nobody outside the core reads it but through views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from quiz.core.commands import Reason
from quiz.core.items import Item
from quiz.core.kinds import Response, Verdict
from quiz.core.plan import Plan


class Phase(StrEnum):
    """Where a game stands. NEW -> LOBBY -> ROUND -> (OPEN -> CLOSED -> REVEALED)* -> STANDING -> ROUND ... FINISHED."""

    NEW = "new"
    LOBBY = "lobby"
    ROUND = "round"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    STANDING = "standing"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Seat:
    """A player. `factor` stretches the limits; None is without timer. `first` is the first instance that counts."""

    id: str
    name: str
    factor: Fraction | None
    first: int = 1


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked answer and how much answering time it took, in ms; one given while the question is read took none."""

    response: Response
    elapsed: int
    sequence: int | None


@dataclass(frozen=True, slots=True)
class Gain:
    """What one question gave one player.

    `credit` is weight times the verdict's credit, `bonus` the reward apart from it, `points` what `kahoot` adds,
    `streak` how many right answers in a row stand after it.
    """

    verdict: Verdict
    credit: Fraction
    bonus: Fraction
    points: int
    streak: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One opened question. `gains` is filled at the reveal; `voided` is the reason once it is voided.

    Answering time begins `lead` ms after `opened`.
    """

    instance: int
    round: int
    index: int
    order: tuple[int, ...]
    opened: int
    limit: int | None
    lead: int = 0
    answers: Mapping[str, Locked] = field(default_factory=dict)
    gains: Mapping[str, Gain] = field(default_factory=dict)
    revealed: bool = False
    voided: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A player's sums over the questions that count. `right` counts full credits, `best` is the longest streak."""

    credit: Fraction = Fraction(0)
    bonus: Fraction = Fraction(0)
    points: int = 0
    right: int = 0
    answered: int = 0
    asked: int = 0
    streak: int = 0
    best: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """A game after `version` events, the last of them at `at` ms.

    `round` is the round that was opened last (-1 before the first). `asked` are the opened questions, the last of
    which is the current one in the phases OPEN, CLOSED and REVEALED.
    """

    version: int = 0
    at: int = 0
    phase: Phase = Phase.NEW
    plan: Plan | None = None
    seats: Mapping[str, Seat] = field(default_factory=dict)
    round: int = -1
    asked: tuple[Asked, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    reason: Reason | None = None


def plan_of(state: State) -> Plan:
    """The plan of a game that has begun. Raises ValueError before."""
    if state.plan is None:
        raise ValueError("the game has not begun")
    return state.plan


def item_of(state: State, asked: Asked) -> Item:
    """The item that `asked` is an instance of."""
    return plan_of(state).rounds[asked.round].items[asked.index]


def next_item(state: State) -> Item | None:
    """The item that OpenQuestion would open now or after the current reveal; None when the round has no more."""
    if state.plan is None or not 0 <= state.round < len(state.plan.rounds):
        return None
    items = state.plan.rounds[state.round].items
    place = next_index(state)
    return items[place] if place < len(items) else None


def next_index(state: State) -> int:
    """How many items of the current round have been opened."""
    last = state.asked[-1] if state.asked else None
    return last.index + 1 if last is not None and last.round == state.round else 0


def deadline(asked: Asked, seat: Seat) -> int | None:
    """When `seat` may answer last, in ms of the game; None without limit."""
    own = own_limit(asked, seat)
    return None if own is None else asked.opened + asked.lead + own


def own_limit(asked: Asked, seat: Seat) -> int | None:
    """How long `seat` has to answer once the lead is over, in ms; None without limit."""
    if asked.limit is None or seat.factor is None:
        return None
    return asked.limit * seat.factor.numerator // seat.factor.denominator


def all_settled(state: State, now_ms: int) -> bool:
    """Whether every seat has locked an answer to the open question or has run out of its own time."""
    if state.phase is not Phase.OPEN:
        return False
    asked = state.asked[-1]
    open_seats = (seat for key, seat in state.seats.items() if key not in asked.answers)
    return all((last := deadline(asked, seat)) is not None and now_ms > last for seat in open_seats)
