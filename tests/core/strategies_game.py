"""Questions, responses, plans and whole games at random."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from types import MappingProxyType
from typing import Literal, Protocol, TypeVar, assert_never

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

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

_T = TypeVar("_T")


class Draw(Protocol):
    """What draws: the `draw` of a composite, or that of `st.data()`."""

    def __call__(self, strategy: st.SearchStrategy[_T]) -> _T:
        """A value."""


# Most of the time of a game goes into making strategies, so that they are made once. 720 is a multiple of all numbers
# up to six and of how many orders as many things have: `% n` is fair.
_die = st.integers(0, 719)
_coin = st.booleans()
_words = st.text(alphabet="abcdeéßIıøñ48- '", min_size=1, max_size=9).map(lambda text: f"x{text}".strip())
_fractions = st.fractions(min_value=-1000, max_value=10**6, max_denominator=20)
_options = st.lists(_words, min_size=2, max_size=6, unique_by=str.lower).map(
    lambda found: tuple(Option(text, f"said of {text}") for text in found)
)
_scores: st.SearchStrategy[Literal["all", "share", "share-minus"]] = st.sampled_from(("all", "share", "share-minus"))
_bounds = st.tuples(_fractions, _fractions, _fractions).map(sorted)
_margins = st.none() | st.fractions(min_value=0, max_value=500, max_denominator=4)
_units = st.sampled_from(("", "years", "US dollars", "million euros"))
_accepted = st.lists(_words, min_size=1, max_size=3).map(tuple)
_rejected = st.lists(_words, max_size=2).map(lambda found: tuple(Option(text, "no") for text in found))
_kept = st.sets(st.sampled_from(("case", "accents", "punctuation", "articles"))).map(lambda kept: tuple(sorted(kept)))
_nears = st.none() | st.integers(0, 3)
_languages = st.sampled_from(("en", "de", "tr", "fr", "pt-BR", "xx"))
_columns = st.lists(_words, min_size=2, max_size=6, unique=True).map(tuple)
_seconds = st.integers(1, 30)
_shapes = st.lists(st.integers(1, 3), min_size=1, max_size=3)
_waits = st.sampled_from((0, 1, 300, 700, 2500, 9000))
_leads = st.sampled_from((0, 0, 1, 700, 2500, 60_000))
_lengths = st.integers(8, 40)
_factors = st.sampled_from(FACTORS)


def _some(draw: Draw, count: int) -> tuple[int, ...]:
    """Any of the numbers below `count`, ascending."""
    bits = draw(_die)
    return tuple(i for i in range(count) if bits >> i & 1)


def _order(draw: Draw, count: int) -> tuple[int, ...]:
    """The numbers below `count`, at most six, in any order."""
    orders = tuple(permutations(range(count)))
    return orders[draw(_die) % len(orders)]


@st.composite
def singles(draw: st.DrawFn) -> Single:
    """Single choice with any key."""
    options = draw(_options)
    return Single(options, draw(_die) % len(options), draw(_coin))


@st.composite
def multiples(draw: st.DrawFn) -> Multiple:
    """Multiple choice with any number of keys, none and all included."""
    options = draw(_options)
    return Multiple(options, _some(draw, len(options)), draw(_scores), draw(_coin))


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    """Numbers with bounds, margins, units and years."""
    low, value, high = draw(_bounds)
    return Number(value, low, high, draw(_units), draw(_margins), draw(_coin), "over 5" if draw(_coin) else "")


@st.composite
def typeds(draw: st.DrawFn) -> Typed:
    """Typed text with every way of folding."""
    return Typed(draw(_accepted), draw(_nears), draw(_kept), draw(_rejected), draw(_languages))


@st.composite
def matches(draw: st.DrawFn) -> Match:
    """Matching with decoys."""
    rights = draw(_columns)
    count = 2 + draw(_die) % (len(rights) - 1)
    return Match(tuple(f"left {i}" for i in range(count)), rights, ("Left", "Right"))


_gaps = st.lists(typeds(), min_size=1, max_size=3).map(tuple)
clozes = _gaps.map(lambda gaps: Cloze(tuple(f"part {i} " for i in range(len(gaps) + 1)), gaps))
true_falses: st.SearchStrategy[TrueFalse] = st.builds(TrueFalse, _coin, st.sampled_from(("", "not so")))
orders: st.SearchStrategy[Order] = st.builds(Order, _columns, st.sampled_from(("all", "pairs")))

QUESTIONS: MappingProxyType[type[Question], st.SearchStrategy[Question]] = MappingProxyType(
    {
        Single: singles(),
        Multiple: multiples(),
        TrueFalse: true_falses,
        Number: numbers(),
        Typed: typeds(),
        Order: orders,
        Match: matches(),
        Cloze: clozes,
    }
)
questions: st.SearchStrategy[Question] = st.one_of(*QUESTIONS.values())


@st.composite
def responses(draw: st.DrawFn, question: Question) -> Response:
    """Any response that fits `question`, often the right one."""
    return a_response(draw, question)


def a_response(draw: Draw, question: Question) -> Response:
    """The same, for those who draw already."""
    if draw(_coin):
        return canonical(question)
    match question:
        case Single():
            return Pick(draw(_die) % len(question.options))
        case Multiple():
            return Picks(_some(draw, len(question.options)))
        case TrueFalse():
            return Judgement(draw(_coin))
        case Number():
            return Amount(question.high + 1 + draw(_die) % 9 if draw(_coin) else draw(_fractions))
        case Typed():
            slip = question.accepted[draw(_die) % len(question.accepted)][1:] + "x"
            return Words(slip if draw(_coin) else draw(_words))
        case Order():
            return Arrangement(_order(draw, len(question.entries)))
        case Match():
            left_open = _some(draw, len(question.lefts))
            rights = _order(draw, len(question.rights))[: len(question.lefts)]
            return Pairs(tuple(None if i in left_open else right for i, right in enumerate(rights)))
        case Cloze():
            ways = ((gap.accepted[0], "", "quite wrong") for gap in question.gaps)
            return Fillings(tuple(way[draw(_die) % 3] for way in ways))
        case _:
            assert_never(question)


@st.composite
def shown_orders(draw: st.DrawFn, question: Question) -> tuple[int, ...]:
    """An order in which `question` may be shown."""
    return an_order(draw, question)


def an_order(draw: Draw, question: Question) -> tuple[int, ...]:
    """The same, for those who draw already."""
    count = len(shown_texts(question))
    return tuple(range(count)) if keeps_order(question) else _order(draw, count)


def _item(draw: Draw, name: str) -> Item:
    """An item with the given id, of any kind, weight and limit."""
    found = draw(questions)
    weight = Fraction(1 + draw(_die) % 6, 1 + draw(_die) % 3)
    proofs = tuple(Proof(text, Truth.FALSE, Ground.VOUCHED, sentence=f"why {text}") for text in shown_texts(found))
    return Item(name, f"stem of {name}", found, Reveal("claim", proofs=proofs), seconds=draw(_seconds), weight=weight)


@st.composite
def plans(draw: st.DrawFn, scoring: tuple[Scoring, ...] = ("fair", "kahoot", "flat")) -> Plan:
    """One to three rounds of one to three items, under any rules."""
    rounds = tuple(
        Round(f"round {r}", tuple(_item(draw, f"q-{r}-{i}") for i in range(size)))
        for r, size in enumerate(draw(_shapes))
    )
    rules = Rules(scoring[draw(_die) % len(scoring)], draw(_coin), draw(_coin))
    return Plan("a game", "d1", 7, rounds, rules)


@dataclass(frozen=True)
class Game:
    """A log and the state after each event, the first being that of no event."""

    log: tuple[Event, ...]
    states: tuple[State, ...]

    def __repr__(self) -> str:
        """The kinds of event; the whole would fill pages."""
        return f"Game({' '.join(event.kind for event in self.log)})"

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:
        """The same for the report of a failure, which prints all fields otherwise."""
        printer.text(repr(self))


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
    at = draw(_die) % 6

    def do(command: Command) -> None:
        nonlocal state
        events, after = step(state, command, at)
        log.extend(events)
        states.extend(after)
        state = states[-1]

    do(StartGame(draw(plans(scoring))))
    for seat in SEATS[: 1 + draw(_die) % 3]:
        do(JoinSeat(seat, seat.title(), draw(_factors)))
    for _ in range(draw(_lengths)):
        at += draw(_waits)
        chance = draw(_die) % 60
        if chance < 5 and state.asked:
            do(VoidItem(1 + draw(_die) % len(state.asked), "unfair"))
        elif chance > 56:
            do(JoinSeat(SEATS[-1], "Di", draw(_factors)))
        else:
            do(_onward(draw, state))
        if state.phase is Phase.FINISHED:
            break
    return Game(tuple(log), tuple(states))


def _onward(draw: Draw, state: State) -> Command:
    """A command that is allowed in `state` and brings the game on."""
    instance, item = len(state.asked), next_item(state)
    match state.phase:
        case Phase.OPEN:
            return _closing(draw, state) if draw(_die) % 3 == 0 else _answer(draw, state)
        case Phase.CLOSED:
            return RevealQuestion(instance)
        case Phase.STANDING:
            return _after_round(state)
        case Phase.LOBBY:
            return OpenRound(0)
        case _:
            if item is None:
                return ShowStanding(state.round)
            return OpenQuestion(instance + 1, an_order(draw, item.question), draw(_leads))


def _after_round(state: State) -> Command:
    assert state.plan is not None
    last = state.round + 1 == len(state.plan.rounds)
    return FinishGame(Reason.COMPLETED) if last else OpenRound(state.round + 1)


def open_question(state: State) -> Question:
    """The question of the last instance."""
    assert state.plan is not None
    asked = state.asked[-1]
    return state.plan.rounds[asked.round].items[asked.index].question


def _answer(draw: Draw, state: State) -> Command:
    """An answer to the open question from any seat."""
    seats = sorted(state.seats)
    seat, sequence = seats[draw(_die) % len(seats)], 1 + draw(_die) % 3
    return Answer(seat, len(state.asked), sequence, a_response(draw, open_question(state)))


def _closing(draw: Draw, state: State) -> Command:
    """The close of the open question, with up to three picks of whatever seats."""
    question = open_question(state)
    picks = (LastPick(SEATS[draw(_die) % 4], a_response(draw, question)) for _ in range(draw(_die) % 4))
    return CloseQuestion(len(state.asked), tuple(picks))
