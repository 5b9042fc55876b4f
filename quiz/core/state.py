"""What a log amounts to. Frozen; `evolve` alone makes new ones. Nobody outside the core reads it but through views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """A player. `factor` stretches the limits; None is without timer. `first` is the first instance that counts.

    `earlier` are factors that no longer hold, each with the last instance that it held for, oldest first. Who is `out`
    was put out of the game. `opened` is how many questions this player has come to, where each plays alone and all
    games are looked at as one; None elsewhere.
    """

    id: str
    name: str
    factor: Fraction | None
    first: int = 1
    team: str = ""
    earlier: tuple[tuple[int, Fraction | None], ...] = ()
    out: bool = False
    opened: int | None = None


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

    Answering time begins `lead` ms after `opened`, and stood still for `held` ms: while the game was paused, and
    between a close and a reopening. It is over `span` ms after `base` ms of it: at first the limit from the beginning,
    more once it is extended, and counted from `base` on where it was reopened there. `closed` is when it was closed
    last.
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
    held: int = 0
    base: int = 0
    span: int | None = None
    closed: int | None = None


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
    which is the current one in the phases OPEN, CLOSED and REVEALED. `paused` is when time was made to stand still.
    Nobody new may sit down while the room is `locked`. In a room that is `paced` each plays alone, in a log of
    their own, until a moment of the calendar, `until`, in s since 1970 (None without end); `void` are the questions
    that count for nobody there, opened or not, each with the reason.
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
    paused: int | None = None
    locked: bool = False
    paced: bool = False
    until: int | None = None
    void: Mapping[int, str] = field(default_factory=dict)


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


def begins(asked: Asked) -> int:
    """When answering time begins, in ms of the game, moved by all the time for which it has stood still."""
    return asked.opened + asked.lead + asked.held


def spent(asked: Asked, at: int) -> int:
    """How much answering time is gone at `at`, in ms; none while the question is read."""
    return max(0, at - begins(asked))


def deadline(asked: Asked, seat: Seat) -> int | None:
    """When `seat` may answer last, in ms of the game; None without limit."""
    last = last_moment(asked, seat)
    return None if last is None else begins(asked) + last


def public_deadline(asked: Asked) -> int | None:
    """When a player whose limits are not stretched may answer last, in ms of the game; None without limit."""
    return None if asked.span is None else begins(asked) + asked.base + asked.span


def own_limit(asked: Asked, seat: Seat) -> int | None:
    """How long `seat` had to answer at first, once the lead was over, in ms; None without limit.

    The reward for speed goes by this one.
    """
    return _stretched(asked.limit, asked, seat)


def factor_for(asked: Asked, seat: Seat) -> Fraction | None:
    """By what the limits of `seat` were stretched when `asked` was asked; None is without timer."""
    return next((factor for last, factor in seat.earlier if asked.instance <= last), seat.factor)


def last_moment(asked: Asked, seat: Seat) -> int | None:
    """After how much answering time it is over for `seat`, in ms; None without limit."""
    own = _stretched(asked.span, asked, seat)
    return None if own is None else asked.base + own


def _stretched(ms: int | None, asked: Asked, seat: Seat) -> int | None:
    """`ms` as it is for `seat`; None without limit."""
    factor = seat.factor if not seat.earlier else factor_for(asked, seat)
    return None if ms is None or factor is None else ms * factor.numerator // factor.denominator


def players(state: State) -> Mapping[str, Seat]:
    """The seats of those who have not been put out."""
    if not any(seat.out for seat in state.seats.values()):
        return state.seats
    return {key: seat for key, seat in state.seats.items() if not seat.out}


def unopened(state: State, opened: int) -> int:
    """How many questions that count are left to somebody who plays alone and has come to `opened` of them."""
    return sum(number not in state.void for number in range(opened + 1, plan_of(state).length + 1))


def all_settled(state: State, now_ms: int) -> bool:
    """Whether every player has locked an answer to the open question or has run out of own time.

    Where the rules allow for slow lines, answers that are under way are waited for.
    """
    return state.phase is Phase.OPEN and not any(True for _ in unsettled(state, now_ms))


def unsettled(state: State, now_ms: int) -> Iterator[Seat]:
    """The players who may still answer the open question at `now_ms`, but for a pause."""
    if state.phase is not Phase.OPEN:
        return
    asked, now = state.asked[-1], still(state, now_ms) - plan_of(state).rules.allowance
    for key, seat in state.seats.items():
        if key not in asked.answers and not seat.out:
            last = deadline(asked, seat)
            if last is None or now <= last:
                yield seat


def still(state: State, now_ms: int) -> int:
    """The moment that counts at `now_ms`: in a pause the one at which it began."""
    return now_ms if state.paused is None else min(now_ms, state.paused)
