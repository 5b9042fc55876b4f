"""What the host may see: who has answered, what is chosen and typed, and what comes next.

Nothing of it depends on the key before that is revealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from quiz.core.given import Folds, Given, commonest
from quiz.core.scoring import Row
from quiz.core.shown import choices
from quiz.core.state import Phase, Seat, State, item_of, next_item, plan_of, players, unopened
from quiz.core.views import PublicView, public_view, rows_by_seat


class Step(StrEnum):
    """What a host would do next."""

    RESUME = "resume"
    ROUND = "open the round"
    QUESTION = "open the question"
    CLOSE = "close the question"
    REVEAL = "reveal the answer"
    STANDING = "show the standing"
    FINISH = "finish"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Done:
    """How many of `total` questions somebody who plays alone has right, left without an answer, and not opened."""

    right: int
    skipped: int
    unopened: int
    total: int


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A player as the host sees them. `locked` is whether the question in play is answered.

    `seat` is for giving commands: it is the player's own secret, and never shown. `done` is how it stands with the
    questions of somebody who plays alone.
    """

    seat: str
    name: str
    team: str
    factor: Fraction | None
    locked: bool
    streak: int
    score: str
    rank: int
    done: Done | None = None


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A question that was opened, by the number that commands name it by. `voided` is why it does not count."""

    instance: int
    stem: str
    voided: str | None = None


@dataclass(frozen=True, slots=True)
class HostView:
    """What the host may see, at any time.

    `locked` and `waiting` are the names of those who have and have not answered the question in play; `counts` are the
    answers given so far, as in `RevealView.counts`. Where answers are typed, `given` are the commonest texts so far,
    and `others` is how many further ones there are. `roster` stands in the order in which the players came, `opened`
    in the order in which the questions were asked; where each plays alone, these are all questions of the plan.
    """

    public: PublicView
    locked: tuple[str, ...]
    waiting: tuple[str, ...]
    standings: tuple[Row, ...]
    roster: tuple[RosterRow, ...] = ()
    counts: tuple[int, ...] = ()
    next: Step = Step.NOTHING
    opened: tuple[OpenedRow, ...] = ()
    given: tuple[Given, ...] = ()
    others: int = 0


def host_view(
    state: State,
    public: PublicView | None = None,
    rows: Mapping[str, Row] | None = None,
    folds: Folds | None = None,
) -> HostView:
    """What the host may see. `public` and `rows` are those of the same state, where they are known.

    `folds` is handed in again by whoever looks at one question often.
    """
    in_play = state.phase in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED)
    answers = state.asked[-1].answers if in_play else {}
    rows, seats = rows_by_seat(state) if rows is None else rows, players(state)
    given, others = _given(state, folds) if in_play else ((), 0)
    return HostView(
        public=public_view(state) if public is None else public,
        locked=tuple(seat.name for key, seat in seats.items() if key in answers),
        waiting=tuple(seat.name for key, seat in seats.items() if key not in answers),
        standings=tuple(rows.values()),
        roster=tuple(_roster_row(state, seat, rows[key], key in answers) for key, seat in seats.items()),
        counts=_counts(state) if in_play else (),
        next=next_of(state),
        opened=tuple(OpenedRow(one.instance, item_of(state, one).stem, one.voided) for one in state.asked),
        given=given,
        others=others,
    )


def _roster_row(state: State, seat: Seat, row: Row, locked: bool) -> RosterRow:
    done = _done(state, seat, row) if state.paced else None
    return RosterRow(seat.id, seat.name, seat.team, seat.factor, locked, row.streak, row.score, row.rank, done)


def _done(state: State, seat: Seat, row: Row) -> Done:
    """How it stands with the questions of one who plays alone."""
    return Done(row.right, row.asked - row.answered, unopened(state, seat.opened or 0), unopened(state, 0))


def _counts(state: State) -> tuple[int, ...]:
    """How many have chosen what so far."""
    asked = state.asked[-1]
    return choices(item_of(state, asked).question, asked.order, [locked.response for locked in asked.answers.values()])


def _given(state: State, folds: Folds | None) -> tuple[tuple[Given, ...], int]:
    """The commonest texts so far, and how many others there are."""
    asked = state.asked[-1]
    responses = [locked.response for locked in asked.answers.values()]
    return commonest(item_of(state, asked), responses, revealed=asked.revealed, folds=folds)


def next_of(state: State) -> Step:
    """What a host would do next. A paused game is resumed first."""
    if state.paused is not None and state.phase is not Phase.FINISHED:
        return Step.RESUME
    left = next_item(state) is not None
    match state.phase:
        case Phase.ROUND:
            return Step.QUESTION
        case Phase.REVEALED:
            return Step.QUESTION if left else Step.STANDING
        case Phase.OPEN:
            return Step.CLOSE
        case Phase.CLOSED:
            return Step.REVEAL
        case Phase.LOBBY | Phase.STANDING:
            last = state.round + 1 == len(plan_of(state).rounds)
            return Step.QUESTION if left else Step.FINISH if last else Step.ROUND
        case Phase.NEW | Phase.FINISHED:
            return Step.NOTHING
