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
class SeatRenamed:
    """A player has another name."""

    at: int
    seat: str
    name: str
    kind: Literal["seat_renamed"] = "seat_renamed"


@dataclass(frozen=True, slots=True)
class SeatKicked:
    """A player is out for good."""

    at: int
    seat: str
    kind: Literal["seat_kicked"] = "seat_kicked"


@dataclass(frozen=True, slots=True)
class RoomLocked:
    """Nobody new may join, or they may again."""

    at: int
    locked: bool
    kind: Literal["room_locked"] = "room_locked"


@dataclass(frozen=True, slots=True)
class DeadlineSet:
    """Each plays alone, at their own pace, until a moment of the calendar, in s since 1970; None is without end."""

    at: int
    until: int | None
    kind: Literal["deadline_set"] = "deadline_set"


@dataclass(frozen=True, slots=True)
class FactorSet:
    """From the next question on the player's limits are stretched by `factor`; None is without timer."""

    at: int
    seat: str
    factor: Fraction | None
    kind: Literal["factor_set"] = "factor_set"


@dataclass(frozen=True, slots=True)
class TeamSet:
    """A player plays for `team`; the empty name is none."""

    at: int
    seat: str
    team: str
    kind: Literal["team_set"] = "team_set"


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
    """An answer that can no longer change. `sequence` is None where the deadline locked it.

    It counts as given `lag` ms before `at`.
    """

    at: int
    seat: str
    instance: int
    sequence: int | None
    response: Response
    lag: int = 0
    kind: Literal["answer_locked"] = "answer_locked"


@dataclass(frozen=True, slots=True)
class GamePaused:
    """Time stands still from here."""

    at: int
    kind: Literal["game_paused"] = "game_paused"


@dataclass(frozen=True, slots=True)
class GameResumed:
    """Time runs again: the open question has lost none since the pause."""

    at: int
    kind: Literal["game_resumed"] = "game_resumed"


@dataclass(frozen=True, slots=True)
class QuestionExtended:
    """The open question may be answered for `ms` more."""

    at: int
    instance: int
    ms: int
    kind: Literal["question_extended"] = "question_extended"


@dataclass(frozen=True, slots=True)
class QuestionClosed:
    """No more answers to this instance."""

    at: int
    instance: int
    kind: Literal["question_closed"] = "question_closed"


@dataclass(frozen=True, slots=True)
class QuestionReopened:
    """This instance may be answered again, for `ms` from here."""

    at: int
    instance: int
    ms: int
    kind: Literal["question_reopened"] = "question_reopened"


@dataclass(frozen=True, slots=True)
class QuestionRevealed:
    """The key is out, and the question counts from here on."""

    at: int
    instance: int
    kind: Literal["question_revealed"] = "question_revealed"


@dataclass(frozen=True, slots=True)
class StandingShown:
    """The standing is shown: at the end of round `round`, or between two of its questions."""

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
    """The game is over. Nothing may follow but voiding, and putting right who stands in the standing."""

    at: int
    reason: Reason
    kind: Literal["game_finished"] = "game_finished"


Event = (
    GameStarted
    | SeatJoined
    | SeatRenamed
    | SeatKicked
    | RoomLocked
    | DeadlineSet
    | FactorSet
    | TeamSet
    | RoundOpened
    | QuestionOpened
    | AnswerLocked
    | GamePaused
    | GameResumed
    | QuestionExtended
    | QuestionClosed
    | QuestionReopened
    | QuestionRevealed
    | StandingShown
    | ItemVoided
    | GameFinished
)
