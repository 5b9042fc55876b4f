"""The rules: which command is allowed when, and what it makes happen. Pure. Those of the seats stand in `seating`.

| command | in the phases | needs |
|---|---|---|
| start | new | a playable plan |
| open round | lobby, standing | the next round, and nothing left of the one before; no pause |
| open question | round, revealed, standing | an item left in the round; no pause |
| answer | open | a fitting response, in the player's own time, once; no pause |
| pause, resume | lobby to standing | |
| extend | open | a time limit |
| close | open | |
| reopen | closed | not voided; no pause |
| reveal | closed | |
| show standing | revealed | no item left in the round, or `early` |
| void | any after the first question, also finished; where each plays alone, any | a question of the plan |
| finish | any but new; completed: standing or revealed | completed: nothing left to ask |

A command that repeats what has already happened is accepted and makes nothing happen.
"""

from __future__ import annotations

from typing import assert_never

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    ExtendQuestion,
    FinishGame,
    JoinSeat,
    KickSeat,
    LockRoom,
    OpenQuestion,
    OpenRound,
    PauseGame,
    Reason,
    RenameSeat,
    ReopenQuestion,
    ResumeGame,
    RevealQuestion,
    SetDeadline,
    SetFactor,
    SetTeam,
    ShowStanding,
    StartGame,
    VoidItem,
)
from quiz.core.events import (
    AnswerLocked,
    Event,
    GameFinished,
    GamePaused,
    GameResumed,
    GameStarted,
    ItemVoided,
    QuestionClosed,
    QuestionExtended,
    QuestionOpened,
    QuestionReopened,
    QuestionRevealed,
    RoundOpened,
    StandingShown,
)
from quiz.core.kinds import Question, fits, keeps_order, shown_texts
from quiz.core.plan import problems
from quiz.core.refusals import Outcome as Outcome
from quiz.core.refusals import Refusal as Refusal
from quiz.core.refusals import Rejected as Rejected
from quiz.core.refusals import idle
from quiz.core.seating import FACTORS as FACTORS
from quiz.core.seating import decide_seat, put_out, unknown_seat
from quiz.core.state import Asked, Phase, State, deadline, item_of, next_index, next_item, plan_of
from quiz.core.text import clean

LONGEST_LEAD = 60_000
"""How long a question may stand alone before answering time runs, in ms."""
LONGEST_EXTENSION = 600_000
"""How much longer an extension or a reopening may make a question, in ms."""

Step = OpenRound | OpenQuestion | ExtendQuestion | CloseQuestion | ReopenQuestion | RevealQuestion | ShowStanding


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
        case JoinSeat() | RenameSeat() | KickSeat() | LockRoom() | SetDeadline() | SetFactor() | SetTeam():
            return decide_seat(state, command, at)
        case PauseGame() | ResumeGame():
            return _idle(state) or _hold(state, command, at)
        case _:
            return _idle(state) or _step(state, command, at)


def _step(state: State, command: Step, at: int) -> Outcome:
    """The host's steps, which need a game under way."""
    match command:
        case OpenRound():
            return _open_round(state, command, at)
        case OpenQuestion():
            return _open_question(state, command, at)
        case ExtendQuestion():
            return _extend(state, command, at)
        case CloseQuestion():
            return _close(state, command, at)
        case ReopenQuestion():
            return _reopen(state, command, at)
        case RevealQuestion():
            return _reveal(state, command, at)
        case ShowStanding():
            return _show_standing(state, command, at)
        case _:
            assert_never(command)


def _idle(state: State) -> Rejected | None:
    """The refusal of a game that has not begun or is over."""
    return idle(state.phase is not Phase.NEW, state.phase is Phase.FINISHED)


def _held(state: State) -> Rejected | None:
    """The refusal of what cannot begin in a pause."""
    return None if state.paused is None else Rejected(Refusal.NOT_NOW, "The game is paused.")


def _hold(state: State, command: PauseGame | ResumeGame, at: int) -> Outcome:
    if isinstance(command, PauseGame):
        return (GamePaused(at),) if state.paused is None else ()
    return () if state.paused is None else (GameResumed(at),)


def _start(state: State, command: StartGame, at: int) -> Outcome:
    if state.phase is not Phase.NEW:
        return Rejected(Refusal.NOT_NOW, "The game has begun already.")
    found = problems(command.plan)
    return Rejected(Refusal.UNPLAYABLE, " ".join(found)) if found else (GameStarted(at, command.plan),)


def _open_round(state: State, command: OpenRound, at: int) -> Outcome:
    if command.round == state.round and state.phase is Phase.ROUND:
        return ()
    if command.round <= state.round:
        return Rejected(Refusal.STALE, f"Round {command.round + 1} has been opened already.")
    if state.phase not in (Phase.LOBBY, Phase.STANDING) or next_item(state) is not None:
        return Rejected(Refusal.NOT_NOW, "The round is not over.")
    if command.round != state.round + 1 or command.round >= len(plan_of(state).rounds):
        return Rejected(Refusal.NOT_NOW, f"Round {command.round + 1} is not the next one.")
    return _held(state) or (RoundOpened(at, command.round),)


def _open_question(state: State, command: OpenQuestion, at: int) -> Outcome:
    opened = len(state.asked)
    if command.instance == opened and state.phase is Phase.OPEN and _same_opening(state.asked[-1], command):
        return ()
    if command.instance <= opened:
        return Rejected(Refusal.STALE, f"Question {command.instance} has been opened already.")
    item = next_item(state)
    ready = state.phase in (Phase.ROUND, Phase.REVEALED, Phase.STANDING)
    if not ready or command.instance != opened + 1 or item is None:
        return Rejected(Refusal.NOT_NOW, f"Question {command.instance} cannot be opened now.")
    if not _possible(item.question, command.order):
        return Rejected(Refusal.MALFORMED, "This is not an order in which the question can be shown.")
    if not 0 <= command.lead <= LONGEST_LEAD:
        return Rejected(Refusal.MALFORMED, f"A question stands alone for 0 to {LONGEST_LEAD} ms.")
    limit = item.seconds * 1000 if plan_of(state).rules.timer else None
    index = next_index(state)
    event = QuestionOpened(at, command.instance, state.round, index, command.order, limit, command.lead)
    return _held(state) or (event,)


def _same_opening(asked: Asked, command: OpenQuestion) -> bool:
    """Whether `command` asks for what has happened: one that differs in order or lead is no repeat."""
    return asked.order == command.order and asked.lead == command.lead


def _possible(question: Question, order: tuple[int, ...]) -> bool:
    """Whether `order` names everything that is shown, once; unchanged where the question keeps its order."""
    straight = tuple(range(len(shown_texts(question))))
    return order == straight if keeps_order(question) else tuple(sorted(order)) == straight


def _answer(state: State, command: Answer, at: int) -> Outcome:
    seat = state.seats.get(command.seat)
    if seat is None or seat.out:
        return unknown_seat() if seat is None else put_out()
    if not 1 <= command.instance <= len(state.asked):
        return Rejected(Refusal.STALE, f"Question {command.instance} is not open.")
    asked = state.asked[command.instance - 1]
    locked = asked.answers.get(command.seat)
    if locked is not None:
        same = locked.sequence == command.sequence and locked.response == command.response
        return () if same else Rejected(Refusal.LOCKED, "Your answer is locked.")
    if command.instance != len(state.asked):
        return Rejected(Refusal.STALE, f"Question {command.instance} is over.")
    if state.phase is Phase.OPEN and state.paused is not None:
        return Rejected(Refusal.NOT_NOW, "The game is paused.")
    last, lag = deadline(asked, seat), min(max(command.lag, 0), plan_of(state).rules.allowance)
    if state.phase is not Phase.OPEN or (last is not None and at - lag > last):
        return Rejected(Refusal.LATE, "Too late: time is up.")
    if not fits(item_of(state, asked).question, command.response):
        return Rejected(Refusal.MALFORMED, "This is no answer to this kind of question.")
    return (AnswerLocked(at, command.seat, command.instance, command.sequence, command.response, lag),)


def _extend(state: State, command: ExtendQuestion, at: int) -> Outcome:
    asked = _current(state, command.instance)
    if isinstance(asked, Rejected):
        return asked
    if state.phase is not Phase.OPEN or asked.span is None:
        return Rejected(Refusal.NOT_NOW, "No time is running that could be extended.")
    return _long(command.ms) or (QuestionExtended(at, asked.instance, command.ms),)


def _reopen(state: State, command: ReopenQuestion, at: int) -> Outcome:
    asked = _current(state, command.instance)
    if isinstance(asked, Rejected):
        return asked
    if state.phase is Phase.OPEN:
        return ()
    if state.phase is not Phase.CLOSED or asked.voided is not None:
        return Rejected(Refusal.NOT_NOW, "This question can no longer be opened again.")
    return _held(state) or _long(command.ms) or (QuestionReopened(at, asked.instance, command.ms),)


def _long(ms: int) -> Rejected | None:
    """The refusal of more time than anybody gives."""
    if 0 < ms <= LONGEST_EXTENSION:
        return None
    return Rejected(Refusal.MALFORMED, f"More time is 1 to {LONGEST_EXTENSION} ms.")


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
        seat = state.seats.get(pick.seat)
        known = seat is not None and not seat.out and pick.seat not in asked.answers
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
    if state.phase is not Phase.REVEALED or (next_item(state) is not None and not command.early):
        return Rejected(Refusal.NOT_NOW, "The round is not over.")
    return (StandingShown(at, command.round),)


def _void(state: State, command: VoidItem, at: int) -> Outcome:
    if state.paced:
        return _void_for_all(state, command, at)
    if not 1 <= command.instance <= len(state.asked):
        return Rejected(Refusal.STALE, f"Question {command.instance} was never opened.")
    asked = state.asked[command.instance - 1]
    if asked.voided is not None:
        return ()
    voided = ItemVoided(at, asked.instance, clean(command.because))
    is_open = state.phase is Phase.OPEN and asked is state.asked[-1]
    return (_closed(asked, at), voided) if is_open else (voided,)


def _void_for_all(state: State, command: VoidItem, at: int) -> Outcome:
    """Of those who play alone some are past the question, and some have not come to it."""
    if not 1 <= command.instance <= plan_of(state).length:
        return Rejected(Refusal.STALE, f"There is no question {command.instance}.")
    return () if command.instance in state.void else (ItemVoided(at, command.instance, clean(command.because)),)


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
