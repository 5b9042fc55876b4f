"""What somebody asks of a game. `decide` turns a command into events or refuses it.

Commands carry no time: `now_ms` is handed to `decide`. Numbers that a command repeats (round, instance) say which
moment it was meant for, so that a late or repeated one is told from a fresh one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from quiz.core.kinds import Response
from quiz.core.plan import Plan


class Reason(StrEnum):
    """Why a game ended."""

    COMPLETED = "completed"
    ENDED = "ended by player"
    END_OF_INPUT = "end of input"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class StartGame:
    """Begin with `plan`. The first command of every game."""

    plan: Plan
    kind: Literal["start_game"] = "start_game"


@dataclass(frozen=True, slots=True)
class JoinSeat:
    """Take a seat. `factor` stretches this player's limits (1, 3/2 or 2); None is a player without timer."""

    seat: str
    name: str
    factor: Fraction | None = Fraction(1)
    kind: Literal["join_seat"] = "join_seat"


@dataclass(frozen=True, slots=True)
class RenameSeat:
    """Give a player another name."""

    seat: str
    name: str
    kind: Literal["rename_seat"] = "rename_seat"


@dataclass(frozen=True, slots=True)
class KickSeat:
    """Put a player out for good: no more answers, no line in a standing. The seat and its name stay taken."""

    seat: str
    kind: Literal["kick_seat"] = "kick_seat"


@dataclass(frozen=True, slots=True)
class LockRoom:
    """Let nobody new in, or, with `locked` false, let them in again."""

    locked: bool
    kind: Literal["lock_room"] = "lock_room"


@dataclass(frozen=True, slots=True)
class SetDeadline:
    """Let each play alone, at their own pace, until a moment of the calendar, in s since 1970; None is without end."""

    until: int | None
    kind: Literal["set_deadline"] = "set_deadline"


@dataclass(frozen=True, slots=True)
class SetFactor:
    """Stretch a player's limits from the next question on; None is without timer."""

    seat: str
    factor: Fraction | None
    kind: Literal["set_factor"] = "set_factor"


@dataclass(frozen=True, slots=True)
class SetTeam:
    """Put a player into a team; the empty name is none."""

    seat: str
    team: str
    kind: Literal["set_team"] = "set_team"


@dataclass(frozen=True, slots=True)
class OpenRound:
    """Show the title of round `round` (from 0)."""

    round: int
    kind: Literal["open_round"] = "open_round"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Open the next item of the round as instance `instance` (from 1, through the whole game).

    `order[i]` is the index of the option, entry or right-hand text that is shown at place i; it is empty for kinds
    that show nothing to choose from. It is the outcome of chance, which happens outside the core. For `lead` ms the
    question stands alone to be read, and only then does answering time run.
    """

    instance: int
    order: tuple[int, ...] = ()
    lead: int = 0
    kind: Literal["open_question"] = "open_question"


@dataclass(frozen=True, slots=True)
class Answer:
    """Lock `response`. Repeating the same `sequence` for the same instance is safe and changes nothing.

    `lag` is for how many ms it is known to have been under way. It counts as far as the rules allow for slow lines.
    """

    seat: str
    instance: int
    sequence: int
    response: Response
    lag: int = 0
    kind: Literal["answer"] = "answer"


@dataclass(frozen=True, slots=True)
class PauseGame:
    """Let time stand still: no deadline comes nearer, and nobody may answer, until the game is resumed."""

    kind: Literal["pause_game"] = "pause_game"


@dataclass(frozen=True, slots=True)
class ResumeGame:
    """Let time run again after a pause."""

    kind: Literal["resume_game"] = "resume_game"


@dataclass(frozen=True, slots=True)
class ExtendQuestion:
    """Give `ms` more to answer the open question, stretched for each player as the limit is.

    What is asked for twice is given twice. The reward for speed goes by the limit that the question had at first.
    """

    instance: int
    ms: int
    kind: Literal["extend_question"] = "extend_question"


@dataclass(frozen=True, slots=True)
class LastPick:
    """A pick that stands unlocked when the question is closed."""

    seat: str
    response: Response


@dataclass(frozen=True, slots=True)
class CloseQuestion:
    """End answering, at the deadline or before it. `picks` are locked as they stand.

    A pick of a seat that has locked an answer, or that does not fit the question, is passed over. Who gives the command
    holds each pick still from its player's own deadline on.
    """

    instance: int
    picks: tuple[LastPick, ...] = ()
    kind: Literal["close_question"] = "close_question"


@dataclass(frozen=True, slots=True)
class ReopenQuestion:
    """Take back the close of a question that is not revealed: `ms` more to answer it. What is locked stays locked."""

    instance: int
    ms: int
    kind: Literal["reopen_question"] = "reopen_question"


@dataclass(frozen=True, slots=True)
class RevealQuestion:
    """Show the key of a closed question, with the verdicts, and count it."""

    instance: int
    kind: Literal["reveal_question"] = "reveal_question"


@dataclass(frozen=True, slots=True)
class ShowStanding:
    """Show the standing at the end of round `round`; with `early` between two of its questions."""

    round: int
    early: bool = False
    kind: Literal["show_standing"] = "show_standing"


@dataclass(frozen=True, slots=True)
class VoidItem:
    """Take an opened question out of all scores, now or later. `because` is shown to everybody."""

    instance: int
    because: str = ""
    kind: Literal["void_item"] = "void_item"


@dataclass(frozen=True, slots=True)
class FinishGame:
    """End the game. COMPLETED needs every question revealed; the other reasons hold at any time after the start."""

    reason: Reason
    kind: Literal["finish_game"] = "finish_game"


Command = (
    StartGame
    | JoinSeat
    | RenameSeat
    | KickSeat
    | LockRoom
    | SetDeadline
    | SetFactor
    | SetTeam
    | OpenRound
    | OpenQuestion
    | Answer
    | PauseGame
    | ResumeGame
    | ExtendQuestion
    | CloseQuestion
    | ReopenQuestion
    | RevealQuestion
    | ShowStanding
    | VoidItem
    | FinishGame
)
