"""What has happened in a game. The log of these is the game.

`at` is in milliseconds since the game opened and never falls along a log.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.core.commands import Reason
from quiz.core.kinds import Response
from quiz.core.plan import Plan


@dataclass(frozen=True, slots=True)
class GameStarted:
    """The first event. It carries the plan with its items, so that a log needs no pack to be read."""

    at: int
    plan: Plan
    kind: Literal["game_started"] = "game_started"


@dataclass(frozen=True, slots=True)
class SeatJoined:
    """A player is in. `factor` stretches the limits; None is without timer."""

    at: int
    seat: str
    name: str
    factor: Fraction | None
    kind: Literal["seat_joined"] = "seat_joined"


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """The title of round `round` (from 0) is shown."""

    at: int
    round: int
    kind: Literal["round_opened"] = "round_opened"


@dataclass(frozen=True, slots=True)
class QuestionOpened:
    """Item `index` of round `round` may be answered. `order[i]` is what stands at place i.

    `limit` and `lead` are in ms: answering time runs for `limit`, and begins when `lead` is over.
    """

    at: int
    instance: int
    round: int
    index: int
    order: tuple[int, ...]
    limit: int | None
    lead: int = 0
    kind: Literal["question_opened"] = "question_opened"


@dataclass(frozen=True, slots=True)
class AnswerLocked:
    """An answer that can no longer change. `sequence` is None where the deadline locked it."""

    at: int
    seat: str
    instance: int
    sequence: int | None
    response: Response
    kind: Literal["answer_locked"] = "answer_locked"


@dataclass(frozen=True, slots=True)
class QuestionClosed:
    """No more answers to this instance."""

    at: int
    instance: int
    kind: Literal["question_closed"] = "question_closed"


@dataclass(frozen=True, slots=True)
class QuestionRevealed:
    """The key is out, and the question counts from here on."""

    at: int
    instance: int
    kind: Literal["question_revealed"] = "question_revealed"


@dataclass(frozen=True, slots=True)
class StandingShown:
    """Round `round` is over and its standing is shown."""

    at: int
    round: int
    kind: Literal["standing_shown"] = "standing_shown"


@dataclass(frozen=True, slots=True)
class ItemVoided:
    """This instance gives nothing to anybody, from the first score on."""

    at: int
    instance: int
    because: str
    kind: Literal["item_voided"] = "item_voided"


@dataclass(frozen=True, slots=True)
class GameFinished:
    """The game is over. Nothing but voiding may follow."""

    at: int
    reason: Reason
    kind: Literal["game_finished"] = "game_finished"


Event = (
    GameStarted
    | SeatJoined
    | RoundOpened
    | QuestionOpened
    | AnswerLocked
    | QuestionClosed
    | QuestionRevealed
    | StandingShown
    | ItemVoided
    | GameFinished
)
