"""A lesson told move by move, for whoever looks back on it. Pure: events in, lines out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from quiz.core.commands import Reason
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
from quiz.core.evolve import evolve
from quiz.core.items import Citation
from quiz.core.kinds import grade
from quiz.core.results import counting
from quiz.core.shown import response_text
from quiz.core.state import State, item_of, plan_of
from quiz.core.text import clean
from quiz.core.views import QuestionView, RevealView, public_view
from quiz.core.wording import counted
from quiz.rooms.deadlines import told_deadline

TOP = 5
"""How many lines of a standing are told."""


@dataclass(frozen=True, slots=True)
class Move:
    """One move: when it came, in ms of the lesson, and what it was, the first line in short."""

    at: int
    lines: tuple[str, ...]


def moves(events: Sequence[Event]) -> Iterator[Move]:
    """All moves of a lesson, in order. Raises ValueError where the events do not follow one another."""
    state = State()
    for event in events:
        before, state = state, evolve(state, event)
        yield Move(event.at, tuple(clean(line) for line in _told(before, state, event)))


def own_moves(first: State, events: Sequence[Event], voids: Sequence[ItemVoided] = ()) -> Iterator[Move]:
    """All moves of a player who plays alone, after `first`, each with whose it is. Raises as `moves` does.

    `voids` are what counts for nobody, from the log of the room. What is void when it comes is not asked.
    """
    state, (seat,) = first, first.seats.values()
    unasked = set[int]()
    for event in events:
        void = {one.instance: one.because for one in voids if one.at <= event.at}
        before = counting(state, void)
        state = counting(evolve(before, event), void)
        if isinstance(event, QuestionOpened) and event.instance in void:
            unasked.add(event.instance)
            yield Move(event.at, (clean(f"{seat.name}: Question {event.instance} is void"),))
        elif not (isinstance(event, QuestionClosed | QuestionRevealed) and event.instance in unasked):
            head, *more = _told(before, state, event)
            # An answer begins with its player's name already.
            whose = head if isinstance(event, AnswerLocked) else f"{seat.name}: {head}"
            yield Move(event.at, tuple(clean(line) for line in (whose, *more)))


def clock(ms: int) -> str:
    """A time of the lesson: `12:07`, with hours where there are any."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _told(before: State, after: State, event: Event) -> list[str]:
    """What a move was. A name is the one that was borne then."""
    match event:
        case GameStarted(plan=plan):
            return [f"{plan.title}: {plan.length} questions, seed {plan.seed}, scoring {plan.rules.scoring}"]
        case RoundOpened(round=number):
            return [f"Round {number + 1}: {plan_of(after).rounds[number].title}"]
        case StandingShown():
            return ["The standing", *_standing(after)]
        case GameFinished(reason=reason):
            how = "ended by the teacher" if reason is Reason.ENDED else reason.value
            # Where each plays alone, nothing is asked in the game of all, and it has no scores.
            return [f"The end ({how})", *(_end(after) if after.asked else ())]
        case ItemVoided(instance=number, because=because):
            return [f"Question {number} is void: {because or 'no reason given'}"]
        case QuestionOpened() | QuestionClosed() | QuestionReopened() | QuestionExtended() | QuestionRevealed():
            return _question(after, event)
        case AnswerLocked():
            return [_answer(before, after, event)]
        case GamePaused():
            return ["A pause"]
        case GameResumed():
            return ["The pause is over"]
        case RoomLocked(locked=locked):
            return ["The room is locked" if locked else "The room is open again"]
        case DeadlineSet(until=until):
            return ["Each at their own pace" + ("" if until is None else f", until {told_deadline(until)}")]
        case SeatJoined() | SeatRenamed() | SeatKicked() | FactorSet() | TeamSet():
            return [_person(before, after, event)]


def _person(before: State, after: State, event: SeatJoined | SeatRenamed | SeatKicked | FactorSet | TeamSet) -> str:
    name = (before if event.seat in before.seats else after).seats[event.seat].name
    match event:
        case SeatJoined():
            return f"{name} joins"
        case SeatRenamed(name=new):
            return f"{name} is called {new} now"
        case SeatKicked():
            return f"{name} is put out"
        case FactorSet(factor=factor):
            return f"{name} has {'no timer' if factor is None else f'time times {float(factor):g}'} from now on"
        case TeamSet(team=team):
            return f"{name} plays for {team}" if team else f"{name} plays for no team"


def _question(
    after: State,
    event: QuestionOpened | QuestionClosed | QuestionReopened | QuestionExtended | QuestionRevealed,
) -> list[str]:
    number, view = event.instance, public_view(after)
    match event:
        case QuestionOpened():
            return [f"Question {number}"] if view.question is None else _opened(view.question)
        case QuestionClosed():
            return [f"Question {number} is closed: {counted(len(after.asked[-1].answers), 'answer')}"]
        case QuestionReopened(ms=ms):
            return [f"Question {number} is open again for {ms / 1000:g} s"]
        case QuestionExtended(ms=ms):
            return [f"{ms / 1000:g} s more for question {number}"]
        case QuestionRevealed():
            return [f"Question {number}"] if view.reveal is None else _revealed(number, view.reveal)


def _opened(question: QuestionView) -> list[str]:
    lines = [f"Question {question.number} of {question.total}: {question.stem}"]
    lines += [f"  {number}. {left}" for number, left in enumerate(question.lefts, 1)]
    lines += [f"  {ascii_uppercase[place]}  {text}" for place, text in enumerate(question.options)]
    return lines if not question.parts else [*lines, "  " + "____".join(question.parts)]


def _revealed(number: int, reveal: RevealView) -> list[str]:
    right = f"{reveal.right} right" if reveal.voided is None else "void"
    lines = [f"The answer to question {number}: {reveal.key_text} ({right})"]
    lines += [f"  {reveal.reveal.claim}"] if reveal.reveal.claim else []
    return [*lines, *(f"  {_cited(place)}" for place in reveal.reveal.citations)]


def _cited(place: Citation) -> str:
    """A source with the place and the words, where the pack gives them."""
    told = f"{place.source}, paragraph {place.paragraph}" if place.paragraph else place.source
    return f"{told}: \u201c{place.fragment}\u201d" if place.fragment else told


def _answer(before: State, after: State, event: AnswerLocked) -> str:
    asked = before.asked[-1]
    item, locked = item_of(before, asked), after.asked[-1].answers[event.seat]
    share = grade(item.question, event.response).credit
    verdict = "right" if share == 1 else "wrong" if not share else f"{float(share):.0%} right"
    text = response_text(item.question, event.response, asked.order) or "nothing"
    how = "was locked with" if event.sequence is None else "answers"
    return f"{before.seats[event.seat].name} {how} {text} after {locked.elapsed / 1000:.1f} s: {verdict}"


def _standing(state: State) -> list[str]:
    rows = public_view(state).standings
    lines = [f"  {row.rank}. {row.name}  {row.score}" for row in rows[:TOP]]
    return [*lines, f"  and {len(rows) - TOP} more"] if len(rows) > TOP else lines


def _end(state: State) -> list[str]:
    titles = public_view(state).superlatives
    return [*_standing(state), *(f"  {one.title}: {', '.join(one.names)} ({one.figure})" for one in titles)]
