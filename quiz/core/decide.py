"""The rules: which command is allowed when, and what it makes happen. Pure.

| command | in the phases | needs |
|---|---|---|
| start | new | a playable plan |
| join | lobby to standing | a free seat and name |
| open round | lobby, standing | the next round |
| open question | round, revealed | an item left in the round |
| answer | open | a fitting response, in the player's own time, once |
| close | open | |
| reveal | closed | |
| show standing | revealed | no item left in the round |
| void | any after the first question, also finished | |
| finish | any but new; completed: standing or revealed | completed: nothing left to ask |

A command that repeats what has already happened is accepted and makes nothing happen.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    FinishGame,
    JoinSeat,
    OpenQuestion,
    OpenRound,
    Reason,
    RevealQuestion,
    ShowStanding,
    StartGame,
    VoidItem,
)
from quiz.core.events import (
    AnswerLocked,
    Event,
    GameFinished,
    GameStarted,
    ItemVoided,
    QuestionClosed,
    QuestionOpened,
    QuestionRevealed,
    RoundOpened,
    SeatJoined,
    StandingShown,
)
from quiz.core.kinds import Question, fits, keeps_order, shown_texts
from quiz.core.plan import problems
from quiz.core.state import Asked, Phase, State, deadline, item_of, next_index, next_item, plan_of
from quiz.core.text import clean

FACTORS = (Fraction(1), Fraction(3, 2), Fraction(2), None)
"""How a player's limits may be stretched; None is without timer."""

NAME_LENGTH = 40
LONGEST_LEAD = 60_000
"""How long a question may stand alone before answering time runs, in ms."""


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


Outcome = tuple[Event, ...] | Rejected


def decide(state: State, command: Command, now_ms: int) -> Outcome:
    """The events that `command` makes happen at `now_ms`, or why it is refused.

    An empty tuple is a repeat of what has already happened: accepted, and nothing to append. A `now_ms` before the
    last event counts as the time of that event, so that time never falls along a log.
    """
    at = max(now_ms, state.at)
    match command:
        case Answer():
            return _answer(state, command, at)
        case StartGame():
            return _start(state, command, at)
        case VoidItem():
            return _void(state, command, at)
        case FinishGame():
            return _finish(state, command, at)
        case JoinSeat() | OpenRound() | OpenQuestion() | CloseQuestion() | RevealQuestion() | ShowStanding():
            return _idle(state) or _step(state, command, at)
        case _:
            assert_never(command)


def _step(
    state: State,
    command: JoinSeat | OpenRound | OpenQuestion | CloseQuestion | RevealQuestion | ShowStanding,
    at: int,
) -> Outcome:
    """The commands that need a game under way."""
    match command:
        case JoinSeat():
            return _join(state, command, at)
        case OpenRound():
            return _open_round(state, command, at)
        case OpenQuestion():
            return _open_question(state, command, at)
        case CloseQuestion():
            return _close(state, command, at)
        case RevealQuestion():
            return _reveal(state, command, at)
        case ShowStanding():
            return _show_standing(state, command, at)
        case _:
            assert_never(command)


def _idle(state: State) -> Rejected | None:
    """The refusal of a game that has not begun or is over."""
    if state.phase is Phase.NEW:
        return Rejected(Refusal.NOT_NOW, "The game has not begun.")
    return Rejected(Refusal.FINISHED, "The game is over.") if state.phase is Phase.FINISHED else None


def _start(state: State, command: StartGame, at: int) -> Outcome:
    if state.phase is not Phase.NEW:
        return Rejected(Refusal.NOT_NOW, "The game has begun already.")
    found = problems(command.plan)
    return Rejected(Refusal.UNPLAYABLE, " ".join(found)) if found else (GameStarted(at, command.plan),)


def _join(state: State, command: JoinSeat, at: int) -> Outcome:
    name = " ".join(clean(command.name).split())
    taken = state.seats.get(command.seat)
    if taken is not None:
        same = taken.name == name and taken.factor == command.factor
        return () if same else Rejected(Refusal.SEAT_TAKEN, "This seat is taken.")
    if not name or len(name) > NAME_LENGTH:
        return Rejected(Refusal.MALFORMED, f"A name has 1 to {NAME_LENGTH} visible characters.")
    if not command.seat or command.factor not in FACTORS:
        return Rejected(Refusal.MALFORMED, "A seat needs an id, and a time factor of 1, 1.5, 2 or none.")
    if any(_same_name(name, seat.name) for seat in state.seats.values()):
        return Rejected(Refusal.NAME_TAKEN, f"Somebody is called {name} already. Add a letter to tell you apart.")
    return (SeatJoined(at, command.seat, name, command.factor),)


def _same_name(one: str, two: str) -> bool:
    """Whether two names differ in case and width alone."""
    return unicodedata.normalize("NFKC", one).casefold() == unicodedata.normalize("NFKC", two).casefold()


def _open_round(state: State, command: OpenRound, at: int) -> Outcome:
    if command.round == state.round and state.phase is Phase.ROUND:
        return ()
    if command.round <= state.round:
        return Rejected(Refusal.STALE, f"Round {command.round + 1} has been opened already.")
    if state.phase not in (Phase.LOBBY, Phase.STANDING):
        return Rejected(Refusal.NOT_NOW, "The round is not over.")
    if command.round != state.round + 1 or command.round >= len(plan_of(state).rounds):
        return Rejected(Refusal.NOT_NOW, f"Round {command.round + 1} is not the next one.")
    return (RoundOpened(at, command.round),)


def _open_question(state: State, command: OpenQuestion, at: int) -> Outcome:
    opened = len(state.asked)
    if command.instance == opened and state.phase is Phase.OPEN and _same_opening(state.asked[-1], command):
        return ()
    if command.instance <= opened:
        return Rejected(Refusal.STALE, f"Question {command.instance} has been opened already.")
    item = next_item(state)
    if state.phase not in (Phase.ROUND, Phase.REVEALED) or command.instance != opened + 1 or item is None:
        return Rejected(Refusal.NOT_NOW, f"Question {command.instance} cannot be opened now.")
    if not _possible(item.question, command.order):
        return Rejected(Refusal.MALFORMED, "This is not an order in which the question can be shown.")
    if not 0 <= command.lead <= LONGEST_LEAD:
        return Rejected(Refusal.MALFORMED, f"A question stands alone for 0 to {LONGEST_LEAD} ms.")
    limit = item.seconds * 1000 if plan_of(state).rules.timer else None
    index = next_index(state)
    return (QuestionOpened(at, command.instance, state.round, index, command.order, limit, command.lead),)


def _same_opening(asked: Asked, command: OpenQuestion) -> bool:
    """Whether `command` asks for what has happened: one that differs in order or lead is no repeat."""
    return asked.order == command.order and asked.lead == command.lead


def _possible(question: Question, order: tuple[int, ...]) -> bool:
    """Whether `order` names everything that is shown, once; unchanged where the question keeps its order."""
    straight = tuple(range(len(shown_texts(question))))
    return order == straight if keeps_order(question) else tuple(sorted(order)) == straight


def _answer(state: State, command: Answer, at: int) -> Outcome:
    if command.seat not in state.seats:
        return Rejected(Refusal.UNKNOWN_SEAT, "Nobody sits here.")
    if not 1 <= command.instance <= len(state.asked):
        return Rejected(Refusal.STALE, f"Question {command.instance} is not open.")
    asked = state.asked[command.instance - 1]
    locked = asked.answers.get(command.seat)
    if locked is not None:
        same = locked.sequence == command.sequence and locked.response == command.response
        return () if same else Rejected(Refusal.LOCKED, "Your answer is locked.")
    if command.instance != len(state.asked):
        return Rejected(Refusal.STALE, f"Question {command.instance} is over.")
    last = deadline(asked, state.seats[command.seat])
    if state.phase is not Phase.OPEN or (last is not None and at > last):
        return Rejected(Refusal.LATE, "Too late: time is up.")
    if not fits(item_of(state, asked).question, command.response):
        return Rejected(Refusal.MALFORMED, "This is no answer to this kind of question.")
    return (AnswerLocked(at, command.seat, command.instance, command.sequence, command.response),)


def _close(state: State, command: CloseQuestion, at: int) -> Outcome:
    asked = _current(state, command.instance)
    if isinstance(asked, Rejected):
        return asked
    return () if state.phase is not Phase.OPEN else (*_last_picks(state, asked, command, at), _closed(asked, at))


def _last_picks(state: State, asked: Asked, command: CloseQuestion, at: int) -> tuple[Event, ...]:
    """The picks that the close locks: of known seats without an answer, one each, and only what fits."""
    question = item_of(state, asked).question
    locked: dict[str, Event] = {}
    for pick in command.picks:
        known = pick.seat in state.seats and pick.seat not in asked.answers
        if known and pick.seat not in locked and fits(question, pick.response):
            locked[pick.seat] = AnswerLocked(at, pick.seat, asked.instance, None, pick.response)
    return tuple(locked.values())


def _closed(asked: Asked, at: int) -> Event:
    return QuestionClosed(at, asked.instance)


def _reveal(state: State, command: RevealQuestion, at: int) -> Outcome:
    asked = _current(state, command.instance)
    if isinstance(asked, Rejected):
        return asked
    if state.phase is Phase.OPEN:
        return Rejected(Refusal.NOT_NOW, "The question is still open.")
    return () if asked.revealed else (QuestionRevealed(at, asked.instance),)


def _current(state: State, instance: int) -> Asked | Rejected:
    """The question that `instance` names, if it is the one in play."""
    if instance == len(state.asked) and state.phase in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED):
        return state.asked[-1]
    return Rejected(Refusal.STALE, f"Question {instance} is not the one in play.")


def _show_standing(state: State, command: ShowStanding, at: int) -> Outcome:
    if command.round != state.round:
        return Rejected(Refusal.STALE, f"Round {command.round + 1} is not the one in play.")
    if state.phase is Phase.STANDING:
        return ()
    if state.phase is not Phase.REVEALED or next_item(state) is not None:
        return Rejected(Refusal.NOT_NOW, "The round is not over.")
    return (StandingShown(at, command.round),)


def _void(state: State, command: VoidItem, at: int) -> Outcome:
    if not 1 <= command.instance <= len(state.asked):
        return Rejected(Refusal.STALE, f"Question {command.instance} was never opened.")
    asked = state.asked[command.instance - 1]
    if asked.voided is not None:
        return ()
    voided = ItemVoided(at, asked.instance, clean(command.because))
    is_open = state.phase is Phase.OPEN and asked is state.asked[-1]
    return (_closed(asked, at), voided) if is_open else (voided,)


def _finish(state: State, command: FinishGame, at: int) -> Outcome:
    if state.phase is Phase.FINISHED and state.reason is command.reason:
        return ()
    idle = _idle(state)
    if idle is not None:
        return idle
    if command.reason is Reason.COMPLETED and not _complete(state):
        return Rejected(Refusal.NOT_NOW, "There are questions left.")
    return (GameFinished(at, command.reason),)


def _complete(state: State) -> bool:
    """Whether every question of the plan is revealed."""
    done = len(state.asked) == plan_of(state).length
    return done and state.phase in (Phase.REVEALED, Phase.STANDING)
