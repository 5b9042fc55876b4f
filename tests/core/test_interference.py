"""Nothing of the key leaves a state before the reveal: games that differ in their key alone look the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import assert_never

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    ExtendQuestion,
    JoinSeat,
    KickSeat,
    LockRoom,
    OpenQuestion,
    OpenRound,
    PauseGame,
    RenameSeat,
    ReopenQuestion,
    ResumeGame,
    RevealQuestion,
    SetFactor,
    SetTeam,
)
from quiz.core.commands import StartGame as Start
from quiz.core.decide import Rejected, decide
from quiz.core.evolve import evolve
from quiz.core.grammar import Problem, how_to, parse, spell
from quiz.core.host import host_view
from quiz.core.items import Item, Reveal
from quiz.core.kinds import (
    Cloze,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Question,
    Single,
    TrueFalse,
    Typed,
    shown_texts,
)
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import State, players
from quiz.core.views import public_view, view_for
from tests.core.strategies_game import QUESTIONS, clozes, numbers, questions, responses, shown_orders, typeds

_OTHER = Reveal("another claim")
# What a host may do before and after the answers to a question that is not revealed.
_BEFORE: tuple[Command, ...] = (ExtendQuestion(1, 5000), RenameSeat("b", "Bob"), PauseGame(), ResumeGame())
_AFTER: tuple[Command, ...] = (
    PauseGame(),
    CloseQuestion(1),
    ResumeGame(),
    ReopenQuestion(1, 5000),
    SetFactor("b", Fraction(2)),
    KickSeat("b"),
    CloseQuestion(1),
)


@st.composite
def twins(draw: st.DrawFn, question: Question, order: tuple[int, ...]) -> tuple[Question, tuple[int, ...]]:
    """A question with any other key, and the order in which it looks the same as `question` in `order`."""
    match question:
        case Single():
            key = draw(st.integers(0, len(question.options) - 1))
            return replace(question, key=key, options=_mute(question.options)), order
        case Multiple():
            keys = draw(st.sets(st.integers(0, len(question.options) - 1)))
            return replace(question, keys=tuple(sorted(keys)), score="all", options=_mute(question.options)), order
        case TrueFalse():
            return TrueFalse(not question.key, "something else"), order
        case Number():
            other = draw(numbers())
            return replace(other, unit=question.unit, year=question.year), order
        case Typed():
            return draw(typeds()), order
        case Cloze():
            other_cloze = draw(clozes)
            gaps = tuple(other_cloze.gaps[i % len(other_cloze.gaps)] for i in range(len(question.gaps)))
            return replace(question, gaps=gaps), order
        case Order() | Match():
            return _reshuffled(question, order, draw(st.permutations(range(len(order)))))
        case _:
            assert_never(question)


def _mute(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(Option(option.text) for option in options)


def _reshuffled(question: Order | Match, order: tuple[int, ...], moved: list[int]) -> tuple[Question, tuple[int, ...]]:
    texts = shown_texts(question)
    after = tuple(texts[index] for index in moved)
    again = tuple(moved.index(index) for index in order)
    if isinstance(question, Order):
        return Order(after, "all"), again
    return replace(question, rights=after), again


def _play(item: Item, order: tuple[int, ...], texts: list[str], lead: int) -> list[object]:
    """Everything that anybody sees of a game up to the close of its one question."""
    state, seen = State(), list[object]()
    plan = Plan("t", "d", 1, (Round("r", (item,)),), Rules())
    setup: list[Command] = [Start(plan), JoinSeat("a", "Ann"), JoinSeat("b", "Bo", None), OpenRound(0)]
    for command in [*setup, SetTeam("a", "Reds"), LockRoom(True), OpenQuestion(1, order, lead), *_BEFORE]:
        state = _do(state, command, seen)
    seen.append(how_to(item.question))
    for seat, text in zip("ab", texts, strict=False):
        response = parse(text, item.question, order)
        if isinstance(response, Problem):
            seen.append(response)
        else:
            state = _do(state, Answer(seat, 1, 1, response), seen)
    for command in _AFTER:
        state = _do(state, command, seen)
    return seen


def _do(state: State, command: Command, seen: list[object]) -> State:
    outcome = decide(state, command, state.at + 100)
    if isinstance(outcome, Rejected):
        seen.append(outcome)
        return state
    for event in outcome:
        state = evolve(state, event)
        seen += [public_view(state), host_view(state), *(view_for(state, seat) for seat in players(state))]
    return state


@pytest.mark.parametrize("kind", list(QUESTIONS))
@settings(max_examples=settings().max_examples // 2)  # for each of eight kinds
@given(st.data())
def test_no_view_depends_on_the_key_before_the_reveal(kind: type[Question], data: st.DataObject) -> None:
    """Two games with other keys, ids, proofs and sources give equal views, refusals and hints on the same input."""
    question = data.draw(QUESTIONS[kind])
    order = data.draw(shown_orders(question))
    twin, twin_order = data.draw(twins(question, order))
    typed = st.sampled_from(("A", "B A", "1A 2B", "true", "5", "x", "a; b", "")) | st.text(max_size=12)
    right = responses(question).map(lambda response: spell(response, order))
    texts = data.draw(st.lists(typed | right, min_size=2, max_size=2))
    one = Item("q-1", "stem", question, meaning="m", facts=("f-1",), difficulty=1, tags=("x",))
    two = Item("q-2", "stem", twin, _OTHER, meaning="n", leaks=("z",), difficulty=3, clusters=("c",))
    lead = data.draw(st.sampled_from((0, 100, 5000)))
    assert _play(one, order, texts, lead) == _play(two, twin_order, texts, lead)


@given(st.data())
def test_the_reveal_shows_the_key(data: st.DataObject) -> None:
    """The comparison above is not empty: once revealed, another key is seen."""
    question = data.draw(questions)
    assume(not isinstance(question, Number | Typed | Cloze))
    order = data.draw(shown_orders(question))
    twin, twin_order = data.draw(twins(question, order))
    keys = [_revealed(*pair) for pair in ((question, order), (twin, twin_order))]
    same = question == twin if not isinstance(question, Single | Multiple) else _keys(question) == _keys(twin)
    order_alike = isinstance(question, Order | Match) and shown_texts(question) == shown_texts(twin)
    decoys = isinstance(question, Match) and isinstance(twin, Match) and _belonging(question) == _belonging(twin)
    assert (keys[0] == keys[1]) == (same or order_alike or decoys)


def _keys(question: Question) -> object:
    return question.key if isinstance(question, Single) else question.keys if isinstance(question, Multiple) else None


def _belonging(question: Match) -> tuple[str, ...]:
    return question.rights[: len(question.lefts)]


def _revealed(question: Question, order: tuple[int, ...]) -> object:
    state = State()
    plan = Plan("t", "d", 1, (Round("r", (Item("q", "s", question, weight=Fraction(1)),)),))
    commands: list[Command] = [Start(plan), OpenRound(0), OpenQuestion(1, order), CloseQuestion(1), RevealQuestion(1)]
    for command in commands:
        state = _do(state, command, [])
    reveal = public_view(state).reveal
    assert reveal is not None
    return (reveal.key, reveal.truth)
