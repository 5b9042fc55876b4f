"""Questions, responses, plans and whole games at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import assert_never

from hypothesis import strategies as st

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    FinishGame,
    JoinSeat,
    LastPick,
    OpenQuestion,
    OpenRound,
    Reason,
    RevealQuestion,
    ShowStanding,
    StartGame,
    VoidItem,
)
from quiz.core.decide import FACTORS, Rejected, decide
from quiz.core.events import Event
from quiz.core.evolve import evolve
from quiz.core.items import Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import (
    Amount,
    Arrangement,
    Cloze,
    Fillings,
    Judgement,
    Match,
    Multiple,
    Number,
    Option,
    Order,
    Pairs,
    Pick,
    Picks,
    Question,
    Response,
    Single,
    TrueFalse,
    Typed,
    Words,
    canonical,
    keeps_order,
    shown_texts,
)
from quiz.core.plan import Plan, Round, Rules, Scoring
from quiz.core.state import Phase, State, next_item

SEATS = ("ann", "bo", "cy", "di")

_words = st.text(alphabet="abcdeéßIıøñ48- '", min_size=1, max_size=9).map(lambda text: f"x{text}".strip())
_fractions = st.fractions(min_value=-1000, max_value=10**6, max_denominator=20)


def _options(least: int = 2) -> st.SearchStrategy[tuple[Option, ...]]:
    texts = st.lists(_words, min_size=least, max_size=6, unique_by=str.lower)
    return texts.map(lambda found: tuple(Option(text, f"said of {text}") for text in found))


@st.composite
def singles(draw: st.DrawFn) -> Single:
    """Single choice with any key."""
    options = draw(_options())
    return Single(options, draw(st.integers(0, len(options) - 1)), draw(st.booleans()))


@st.composite
def multiples(draw: st.DrawFn) -> Multiple:
    """Multiple choice with any number of keys, none and all included."""
    options = draw(_options())
    keys = tuple(sorted(draw(st.sets(st.integers(0, len(options) - 1)))))
    return Multiple(options, keys, draw(st.sampled_from(("all", "share", "share-minus"))), draw(st.booleans()))


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    """Numbers with bounds, margins, units and years."""
    low, value, high = sorted(draw(st.tuples(_fractions, _fractions, _fractions)))
    margin = draw(st.none() | st.fractions(min_value=0, max_value=500, max_denominator=4))
    unit = draw(st.sampled_from(("", "years", "US dollars", "million euros")))
    return Number(value, low, high, unit, margin, draw(st.booleans()), draw(st.sampled_from(("", "over 5"))))


@st.composite
def typeds(draw: st.DrawFn) -> Typed:
    """Typed text with every way of folding."""
    accepted = tuple(draw(st.lists(_words, min_size=1, max_size=3)))
    keep = tuple(sorted(draw(st.sets(st.sampled_from(("case", "accents", "punctuation", "articles"))))))
    reject = tuple(Option(text, "no") for text in draw(st.lists(_words, max_size=2)))
    near = draw(st.none() | st.integers(0, 3))
    return Typed(accepted, near, keep, reject, draw(st.sampled_from(("en", "de", "tr", "fr", "pt-BR", "xx"))))


@st.composite
def matches(draw: st.DrawFn) -> Match:
    """Matching with decoys."""
    rights = draw(st.lists(_words, min_size=2, max_size=6, unique=True))
    count = draw(st.integers(2, len(rights)))
    return Match(tuple(f"left {i}" for i in range(count)), tuple(rights), ("Left", "Right"))


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    """Texts with one to three gaps."""
    gaps = tuple(draw(st.lists(typeds(), min_size=1, max_size=3)))
    return Cloze(tuple(f"part {i} " for i in range(len(gaps) + 1)), gaps)


true_falses: st.SearchStrategy[TrueFalse] = st.builds(TrueFalse, st.booleans(), st.sampled_from(("", "not so")))
orders: st.SearchStrategy[Order] = st.builds(
    Order, st.lists(_words, min_size=2, max_size=6, unique=True).map(tuple), st.sampled_from(("all", "pairs"))
)

QUESTIONS: MappingProxyType[type[Question], st.SearchStrategy[Question]] = MappingProxyType(
    {
        Single: singles(),
        Multiple: multiples(),
        TrueFalse: true_falses,
        Number: numbers(),
        Typed: typeds(),
        Order: orders,
        Match: matches(),
        Cloze: clozes(),
    }
)


def questions() -> st.SearchStrategy[Question]:
    """A question of any kind."""
    return st.one_of(*QUESTIONS.values())


def responses(question: Question) -> st.SearchStrategy[Response]:
    """Any response that fits `question`, often the right one."""
    right = st.just(canonical(question))
    return right | _any_response(question)


def _any_response(question: Question) -> st.SearchStrategy[Response]:
    match question:
        case Single():
            return st.integers(0, len(question.options) - 1).map(Pick)
        case Multiple():
            indices = st.sets(st.integers(0, len(question.options) - 1))
            return indices.map(lambda picks: Picks(tuple(sorted(picks))))
        case TrueFalse():
            return st.booleans().map(Judgement)
        case Number():
            return (_fractions | st.integers(1, 9).map(lambda off: question.high + off)).map(Amount)
        case Typed():
            return (_words | st.sampled_from(question.accepted).map(lambda text: text[1:] + "x")).map(Words)
        case Order():
            return st.permutations(range(len(question.entries))).map(lambda order: Arrangement(tuple(order)))
        case Match():
            return _pairs(question)
        case Cloze():
            one = st.tuples(*(st.sampled_from((gap.accepted[0], "", "quite wrong")) for gap in question.gaps))
            return one.map(Fillings)
        case _:
            assert_never(question)


def _pairs(question: Match) -> st.SearchStrategy[Response]:
    count = len(question.lefts)

    def leave_open(drawn: tuple[list[int], set[int]]) -> Response:
        rights, blank = drawn
        return Pairs(tuple(None if i in blank else rights[i] for i in range(count)))

    some = st.tuples(st.permutations(range(len(question.rights))), st.sets(st.integers(0, count - 1)))
    return some.map(leave_open)


def shown_orders(question: Question) -> st.SearchStrategy[tuple[int, ...]]:
    """An order in which `question` may be shown."""
    straight = tuple(range(len(shown_texts(question))))
    return st.just(straight) if keeps_order(question) else st.permutations(straight).map(tuple)


@st.composite
def items(draw: st.DrawFn, name: str, question: st.SearchStrategy[Question] | None = None) -> Item:
    """An item with the given id, of any weight and limit."""
    found = draw(questions() if question is None else question)
    weight = Fraction(draw(st.integers(1, 6)), draw(st.sampled_from((1, 2, 3))))
    proofs = tuple(Proof(text, Truth.FALSE, Ground.VOUCHED, sentence=f"why {text}") for text in shown_texts(found))
    return Item(
        name, f"stem of {name}", found, Reveal("claim", proofs=proofs), seconds=draw(st.integers(1, 30)), weight=weight
    )


@st.composite
def plans(draw: st.DrawFn, scoring: tuple[Scoring, ...] = ("fair", "kahoot", "flat")) -> Plan:
    """One to three rounds of one to three items, under any rules."""
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    rounds = tuple(
        Round(f"round {r}", tuple(draw(items(f"q-{r}-{i}")) for i in range(size))) for r, size in enumerate(shape)
    )
    return Plan(
        "a game", "d1", 7, rounds, Rules(draw(st.sampled_from(scoring)), draw(st.booleans()), draw(st.booleans()))
    )


@dataclass(frozen=True)
class Game:
    """A log and the state after each event, the first being that of no event."""

    log: tuple[Event, ...]
    states: tuple[State, ...]

    def __repr__(self) -> str:
        """The kinds of event; the whole would fill pages."""
        return f"Game({' '.join(event.kind for event in self.log)})"


def step(state: State, command: Command, at: int) -> tuple[tuple[Event, ...], tuple[State, ...]]:
    """The events and the states that an accepted command leads to; nothing for a refused one."""
    outcome = decide(state, command, at)
    if isinstance(outcome, Rejected):
        return (), ()
    states = []
    for event in outcome:
        state = evolve(state, event)
        states.append(state)
    return outcome, tuple(states)


@st.composite
def games(draw: st.DrawFn, scoring: tuple[Scoring, ...] = ("fair", "kahoot", "flat")) -> Game:
    """A game played in order, cut at any point, with voided questions, late joiners and answers that never come."""
    state, log, states = State(), list[Event](), [State()]
    at = draw(st.integers(0, 5))

    def do(command: Command) -> None:
        nonlocal state
        events, after = step(state, command, at)
        log.extend(events)
        states.extend(after)
        state = states[-1]

    do(StartGame(draw(plans(scoring))))
    for seat in SEATS[: draw(st.integers(1, 3))]:
        do(JoinSeat(seat, seat.title(), draw(st.sampled_from(FACTORS))))
    for _ in range(draw(st.integers(8, 40))):
        at += draw(st.sampled_from((0, 1, 300, 700, 2500, 9000)))
        if draw(st.integers(0, 11)) == 0 and state.asked:
            do(VoidItem(draw(st.integers(1, len(state.asked))), "unfair"))
        elif draw(st.integers(0, 19)) == 0:
            do(JoinSeat(SEATS[-1], "Di", draw(st.sampled_from(FACTORS))))
        else:
            do(draw(onward(state)))
        if state.phase is Phase.FINISHED:
            break
    return Game(tuple(log), tuple(states))


def onward(state: State) -> st.SearchStrategy[Command]:
    """A command that is allowed in `state` and brings the game on."""
    instance = len(state.asked)
    item = next_item(state)
    ways: dict[Phase, Callable[[], st.SearchStrategy[Command]]] = {
        Phase.OPEN: lambda: answers(state) | answers(state) | _closings(state),
        Phase.CLOSED: lambda: st.just(RevealQuestion(instance)),
        Phase.STANDING: lambda: st.just(_after_round(state)),
        Phase.LOBBY: lambda: st.just(OpenRound(0)),
    }
    if state.phase in ways:
        return ways[state.phase]()
    if item is None:
        return st.just(ShowStanding(state.round))
    return shown_orders(item.question).map(lambda order: OpenQuestion(instance + 1, order))


def _after_round(state: State) -> Command:
    assert state.plan is not None
    last = state.round + 1 == len(state.plan.rounds)
    return FinishGame(Reason.COMPLETED) if last else OpenRound(state.round + 1)


def open_question(state: State) -> Question:
    """The question of the last instance."""
    assert state.plan is not None
    asked = state.asked[-1]
    return state.plan.rounds[asked.round].items[asked.index].question


def answers(state: State) -> st.SearchStrategy[Command]:
    """An answer to the open question from any seat."""
    return st.builds(
        Answer,
        st.sampled_from(sorted(state.seats)),
        st.just(len(state.asked)),
        st.integers(1, 3),
        responses(open_question(state)),
    )


def _closings(state: State) -> st.SearchStrategy[Command]:
    picks = st.lists(st.builds(LastPick, st.sampled_from(SEATS), responses(open_question(state))), max_size=3)
    return picks.map(lambda found: CloseQuestion(len(state.asked), tuple(found)))
