"""The one fold: what an event makes of a state. Pure, and the same for one player and for a thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from quiz.core import scoring
from quiz.core.events import (
    AnswerLocked,
    DeadlineSet,
    Event,
    FactorSet,
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
    RoomLocked,
    RoundOpened,
    SeatJoined,
    SeatKicked,
    SeatRenamed,
    StandingShown,
    TeamSet,
)
from quiz.core.kinds import Response, Verdict, grade
from quiz.core.state import Asked, Locked, Phase, Seat, State, Tally, item_of, last_moment, plan_of, spent, still


def evolve(state: State, event: Event) -> State:
    """The state after `event`. Raises ValueError on an event that cannot follow, TypeError on one it does not know."""
    match event:
        case AnswerLocked():
            return _answered(state, event)
        case QuestionOpened():
            return _opened(state, event)
        case QuestionClosed():
            return _closed(state, event)
        case QuestionRevealed():
            return _revealed(state, event)
        case SeatJoined():
            return _joined(state, event)
        case SeatRenamed() | SeatKicked() | FactorSet() | TeamSet():
            return _changed(state, event)
        case GamePaused() | GameResumed() | QuestionExtended() | QuestionReopened():
            return _timed(state, event)
        case RoomLocked():
            return replace(_moved(state, event, state.phase), locked=event.locked)
        case DeadlineSet():
            return replace(_moved(state, event, state.phase), paced=True, until=event.until)
        case RoundOpened():
            return replace(_moved(state, event, Phase.ROUND), round=event.round)
        case StandingShown():
            return _moved(state, event, Phase.STANDING)
        case ItemVoided():
            return _voided(state, event)
        case GameStarted():
            if state.phase is not Phase.NEW:
                raise ValueError("a game starts once")
            return replace(state, version=state.version + 1, at=event.at, phase=Phase.LOBBY, plan=event.plan)
        case GameFinished():
            return replace(_moved(state, event, Phase.FINISHED), reason=event.reason)
        case _:
            # Unreachable for the type checker; a log may still come from a newer program.
            raise TypeError(f"no such event: {event!r}")


def replay(events: Iterable[Event], start: State | None = None) -> State:
    """The state that a whole log amounts to, from the beginning or from `start`."""
    return reduce(evolve, events, State() if start is None else start)


def _moved(state: State, event: Event, phase: Phase) -> State:
    """`state` one event on, in `phase`."""
    if state.phase in (Phase.NEW, Phase.FINISHED):
        raise ValueError(f"{event.kind} cannot come in the phase {state.phase.value}")
    return replace(state, version=state.version + 1, at=event.at, phase=phase)


def _current(state: State, instance: int, phase: Phase) -> Asked:
    """The question that is open, closed or revealed just now, which must be `instance` and in `phase`."""
    if state.phase is not phase or not state.asked or state.asked[-1].instance != instance:
        raise ValueError(f"question {instance} is not {phase.value}")
    return state.asked[-1]


def _joined(state: State, event: SeatJoined) -> State:
    """One seat more. It counts from the question that is open, or else from the next one."""
    first = len(state.asked) + (state.phase is not Phase.OPEN)
    seats = {**state.seats, event.seat: Seat(event.seat, event.name, event.factor, first)}
    tallies = {**state.tallies, event.seat: Tally()}
    return replace(_moved(state, event, state.phase), seats=seats, tallies=tallies)


def _changed(state: State, event: SeatRenamed | SeatKicked | FactorSet | TeamSet) -> State:
    """Something else about somebody who sits here. A name may be put right, and a player put out, after the end."""
    seat = state.seats.get(event.seat)
    over = state.phase is Phase.FINISHED and not isinstance(event, SeatRenamed | SeatKicked)
    if seat is None or seat.out or over:
        raise ValueError(f"{event.kind} cannot come for seat {event.seat} in the phase {state.phase.value}")
    match event:
        case SeatRenamed():
            seat = replace(seat, name=event.name)
        case SeatKicked():
            seat = replace(seat, out=True)
        case FactorSet():
            # A second change before the next question leaves no trace: the first has held for none.
            kept = seat.earlier if seat.earlier[-1:] and seat.earlier[-1][0] == len(state.asked) else None
            earlier = (*seat.earlier, (len(state.asked), seat.factor)) if kept is None else kept
            seat = replace(seat, factor=event.factor, earlier=earlier)
        case TeamSet():
            seat = replace(seat, team=event.team)
    return replace(state, version=state.version + 1, at=event.at, seats={**state.seats, event.seat: seat})


def _opened(state: State, event: QuestionOpened) -> State:
    """One question more."""
    if event.instance != len(state.asked) + 1:
        raise ValueError(f"question {event.instance} is out of turn")
    asked = Asked(
        event.instance, event.round, event.index, event.order, event.at, event.limit, event.lead, span=event.limit
    )  # fmt: skip
    return replace(_moved(state, event, Phase.OPEN), asked=(*state.asked, asked))


def _timed(state: State, event: GamePaused | GameResumed | QuestionExtended | QuestionReopened) -> State:
    """Another deadline for the question in play."""
    match event:
        case GamePaused():
            return replace(_moved(state, event, state.phase), paused=event.at)
        case GameResumed():
            moved = replace(_moved(state, event, state.phase), paused=None)
            return _with_current(moved, _after_pause(state, event.at)) if state.phase is Phase.OPEN else moved
        case QuestionExtended():
            asked = _current(state, event.instance, Phase.OPEN)
            longer = None if asked.span is None else asked.span + event.ms
            return _with_current(_moved(state, event, Phase.OPEN), replace(asked, span=longer))
        case QuestionReopened():
            asked = _current(state, event.instance, Phase.CLOSED)
            since = event.at if asked.closed is None else asked.closed
            asked = replace(asked, held=asked.held + event.at - since)
            span = None if asked.span is None else event.ms
            asked = replace(asked, base=spent(asked, event.at), span=span, closed=None)
            return _with_current(_moved(state, event, Phase.OPEN), asked)


def _after_pause(state: State, at: int) -> Asked:
    """The current question, if there was a pause until `at`, moved by it."""
    return replace(state.asked[-1], held=state.asked[-1].held + at - still(state, at))


def _with_current(state: State, asked: Asked) -> State:
    return replace(state, asked=(*state.asked[:-1], asked))


def _closed(state: State, event: QuestionClosed) -> State:
    """No more answers. Of a pause that goes on, the time until the close stood still."""
    _current(state, event.instance, Phase.OPEN)
    asked = replace(_after_pause(state, event.at), closed=event.at)
    return _with_current(_moved(state, event, Phase.CLOSED), asked)


def _answered(state: State, event: AnswerLocked) -> State:
    """One answer more. What the deadline locks counts as given at the player's own deadline at the latest.

    Time runs from the end of the lead, and an answer before it took none.
    """
    asked = _current(state, event.instance, Phase.OPEN)
    seat = state.seats.get(event.seat)
    if event.seat in asked.answers or seat is None or seat.out:
        raise ValueError(f"seat {event.seat} cannot answer question {event.instance}")
    elapsed = spent(asked, still(state, event.at) - event.lag)
    last = last_moment(asked, seat)
    locked = Locked(event.response, elapsed if last is None else min(elapsed, last), event.sequence)
    answers = {**asked.answers, event.seat: locked}
    # Most events are answers, and the constructors take a third of the time of `replace`.
    asked = Asked(
        asked.instance, asked.round, asked.index, asked.order, asked.opened, asked.limit, asked.lead, answers,
        asked.gains, asked.revealed, asked.voided, asked.held, asked.base, asked.span, asked.closed,
    )  # fmt: skip
    return State(
        state.version + 1, event.at, state.phase, state.plan, state.seats, state.round, (*state.asked[:-1], asked),
        state.tallies, state.reason, state.paused, state.locked,
    )  # fmt: skip


def _revealed(state: State, event: QuestionRevealed) -> State:
    """The current question graded and counted; a voided one is only shown."""
    asked = _current(state, event.instance, Phase.CLOSED)
    tallies = state.tallies
    if asked.voided is None:
        asked = _graded(state, asked)
        tallies = scoring.added(tallies, asked)
    asked = replace(asked, revealed=True)
    moved = _moved(state, event, Phase.REVEALED)
    return replace(moved, asked=(*state.asked[:-1], asked), tallies=tallies)


def _graded(state: State, asked: Asked) -> Asked:
    """`asked` with what it gives to every seat that it counts for. What many have given is graded once."""
    item = item_of(state, asked)
    known: dict[Response | None, Verdict] = {}
    verdicts: dict[str, Verdict] = {}
    for key, seat in state.seats.items():
        if seat.first <= asked.instance and not seat.out:
            answer = asked.answers.get(key)
            response = None if answer is None else answer.response
            if response not in known:
                known[response] = grade(item.question, response)
            verdicts[key] = known[response]
    return replace(asked, gains=scoring.gains(plan_of(state), item, asked, state.seats, verdicts, state.tallies))


def _voided(state: State, event: ItemVoided) -> State:
    """The question gives nothing, and every score is made anew without it. Allowed after the end, too.

    In the log of a room in which each plays alone there are no scores: it is noted for all games.
    """
    if state.paced:
        if not 1 <= event.instance <= plan_of(state).length:
            raise ValueError(f"there is no question {event.instance}")
        void = {**state.void, event.instance: event.because}
        return replace(state, version=state.version + 1, at=event.at, void=void)
    if not 1 <= event.instance <= len(state.asked):
        raise ValueError(f"question {event.instance} was never opened")
    tallies = dict.fromkeys(state.seats, Tally())
    before = replace(state, version=state.version + 1, at=event.at)
    done: list[Asked] = []
    for asked in state.asked:
        again = asked
        if asked.instance == event.instance:
            again = replace(asked, voided=event.because, gains={})
        elif asked.gains:
            verdicts = {seat: gain.verdict for seat, gain in asked.gains.items()}
            item = item_of(state, asked)
            again = replace(asked, gains=scoring.gains(plan_of(state), item, asked, state.seats, verdicts, tallies))
            tallies = scoring.added(tallies, again)
        done.append(again)
    return replace(before, asked=tuple(done), tallies=tallies)
