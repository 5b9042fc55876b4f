"""The grammar of typed answers."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quiz.core.grammar import LETTERS, Problem, how_to, parse, spell
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
    fits,
    shown_texts,
)
from quiz.core.kinds.number import shown
from quiz.core.text import clean
from tests.core.strategies_game import questions, responses, shown_orders

_ASCII = "aAbBcCdDtTfF0123456789 ,;:./-=>()$%e\u20ac\u00bd\u0663\u200b\u202e"
_answers = st.text() | st.text(alphabet=_ASCII, max_size=20) | st.text(alphabet="ABCDEFGH ", max_size=4)


@given(questions, st.data())
def test_every_text_is_an_answer_or_a_problem(question: Question, data: st.DataObject) -> None:
    """Never an exception; a response always fits the question, a problem always says something."""
    order = data.draw(shown_orders(question))
    outcome = parse(data.draw(_answers), question, order)
    if isinstance(outcome, Problem):
        assert outcome.message
    else:
        assert fits(question, outcome)


@given(questions, st.data())
def test_what_is_spelt_is_read_back(question: Question, data: st.DataObject) -> None:
    """`spell` and `parse` are inverse for every kind."""
    order, response = data.draw(shown_orders(question)), data.draw(responses(question))
    assume(not (isinstance(response, Pairs) and set(response.rights) == {None}))
    if isinstance(response, Words):
        response = Words(" ".join(clean(response.text).split()))
    if isinstance(response, Fillings):
        response = Fillings(tuple(" ".join(clean(text).split()) for text in response.texts))
        assume(any(response.texts))
    assert parse(spell(response, order), question, order) == response


@pytest.mark.parametrize(
    "text", ["9" * 6000, "1e999999999", "1e41", "1/" + "9" * 300, "9" * 41, "\u0669" * 6000, "1," * 1500]
)
def test_hostile_numbers_are_refused(text: str) -> None:
    """Politely and at once."""
    outcome = parse(text, Number(Fraction(5), Fraction(5), Fraction(5), "m"), ())
    assert isinstance(outcome, Problem)
    assert len(outcome.message) < 200


THREE = (Option("x"), Option("y"), Option("z"))
ORDER = (2, 0, 1)
READ: list[tuple[Question, str, Response]] = [
    (Single(THREE, 0), "a", Pick(2)),
    (Single(THREE, 0), " B) ", Pick(0)),
    (Single(THREE, 0), "Z", Pick(2)),
    (Multiple(THREE, (0,)), "c a", Picks((1, 2))),
    (Multiple(THREE, (0,)), "CA", Picks((1, 2))),
    (Multiple(THREE, (0,)), "a, c, a", Picks((1, 2))),
    (Multiple(THREE, (0,)), "None", Picks(())),
    (Order(("x", "y", "z")), "C A B", Arrangement((1, 2, 0))),
    (Order(("x", "y", "z")), "cab", Arrangement((1, 2, 0))),
    (Order(("x", "y", "z")), "c > a > b", Arrangement((1, 2, 0))),
    (Match(("l", "m"), ("x", "y", "z")), "1C 2A", Pairs((1, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "1-c, 2-a", Pairs((1, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "1- 2=a", Pairs((None, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "2a, 1 \u2013", Pairs((None, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "1b;2?", Pairs((0, None))),
    (Match(("l", "m"), ("x", "y", "z")), "1-2a", Pairs((None, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "c a", Pairs((1, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "1-/2a", Pairs((None, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "1-.2a", Pairs((None, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "(1-)(2a)", Pairs((None, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "1: - 2: a", Pairs((None, 2))),
    (Match(("l", "m"), ("x", "y", "z")), "1) a, 2) -", Pairs((2, None))),
    (Match(("l", "m"), ("x", "y", "z")), "1b 2--", Pairs((0, None))),
]


@pytest.mark.parametrize(("question", "text", "response"), READ)
def test_letters_go_through_the_shown_order(question: Question, text: str, response: Response) -> None:
    """Case-blind, with or without separators."""
    assert parse(text, question, ORDER) == response


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (Single(THREE, 0), "D"),
        (Single(THREE, 0), "AB"),
        (Single(THREE, 0), ""),
        (Single(THREE, 0), "\u200b"),
        (Multiple(THREE, (0,)), "A D"),
        (Order(("x", "y", "z")), "A B"),
        (Order(("x", "y", "z")), "A B B"),
        (Match(("l", "m"), ("x", "y", "z")), "1A 1B"),
        (Match(("l", "m"), ("x", "y", "z")), "1A 2A"),
        (Match(("l", "m"), ("x", "y", "z")), "3A"),
        (Match(("l", "m"), ("x", "y", "z")), "1A 2- 2B"),
        (Match(("l", "m"), ("x", "y", "z")), "1A 3-"),
        (Match(("l", "m"), ("x", "y", "z")), "1- 2-"),
        (Match(("l", "m"), ("x", "y", "z")), "1A 2- what"),
        (Match(("l", "m"), ("x", "y", "z")), "9" * 3000 + "-"),
        (Match(("l", "m"), ("x", "y", "z")), "0A"),
        (Match(("l", "m"), ("x", "y", "z")), "1A what"),
        (Match(("l", "m"), ("x", "y", "z")), "9" * 3000 + "A"),
        (TrueFalse(True), "maybe"),
        (Typed(("x",)), "x" * 201),
        (Cloze(("a", "b", "c"), (Typed(("x",)), Typed(("y",)))), "x"),
        (Cloze(("a", "b", "c"), (Typed(("x",)), Typed(("y",)))), " ; "),
        (Cloze(("a", "b", "c"), (Typed(("x",)), Typed(("y",)))), "x;y;z"),
    ],
)
def test_what_is_no_answer_says_how_to(question: Question, text: str) -> None:
    """The message tells how this kind is answered."""
    outcome = parse(text, question, ORDER)
    assert isinstance(outcome, Problem)
    assert how_to(question) in outcome.message or len(text) > 200


FOUR = Match(("l", "m", "n", "o"), ("w", "x", "y", "z"))
GAPS = Cloze(("", "", "", ""), (Typed(("x",)), Typed(("y",)), Typed(("z",))))


@pytest.mark.parametrize(
    ("question", "text", "says"),
    [
        (Order(("x", "y", "z")), "A B", "1 of 3 letters is missing."),
        (FOUR, "1A 3B", "Numbers 2 and 4 are missing."),
        (FOUR, "2C", "Numbers 1, 3 and 4 are missing."),
        (FOUR, "1A 2- 3B", "Number 4 is missing."),
        (FOUR, "A B C", "1 of 4 letters is missing."),
        (FOUR, "A B", "2 of 4 letters are missing."),
        (GAPS, "Ob; Lena", "1 of 3 texts is missing."),
    ],
)
def test_what_is_not_there_is_asked_for(question: Question, text: str, says: str) -> None:
    """Nothing is taken for left open that nobody said is; where that is allowed it is said how."""
    outcome = parse(text, question, (0, 1, 2, 3)[: len(shown_texts(question))])
    assert isinstance(outcome, Problem)
    assert outcome.message.startswith(says)
    assert how_to(question) in outcome.message
    allowed = {Match: "To leave one open put a dash, like ", Cloze: "A gap may stay empty, with its semicolon."}
    assert allowed.get(type(question), "") in outcome.message


@pytest.mark.parametrize(
    ("question", "text", "response"),
    [
        (FOUR, "2C", Pairs((None, 2, None, None))),
        (FOUR, "B A", Pairs((1, 0, None, None))),
        (GAPS, "Ob", Fillings(("Ob", "", ""))),
        (GAPS, "Ob/Lena", Fillings(("Ob", "Lena", ""))),
    ],
)
def test_when_it_is_too_late_to_ask_the_rest_stays_open(question: Question, text: str, response: Response) -> None:
    """What somebody has typed is not lost; as long as there is time it is no answer."""
    assert isinstance(parse(text, question, (0, 1, 2, 3)), Problem)
    assert parse(text, question, (0, 1, 2, 3), late=True) == response


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (FOUR, "- -"),
        (FOUR, "A B C D A"),
        (FOUR, "A A"),
        (GAPS, " / "),
        (GAPS, "a;b;c;d"),
        (Order(("x", "y", "z")), "A B"),
    ],
)
def test_what_is_no_answer_is_none_when_it_is_late(question: Question, text: str) -> None:
    """Neither nothing, nor too much, nor what has to be whole."""
    assert isinstance(parse(text, question, (0, 1, 2, 3)[: len(shown_texts(question))], late=True), Problem)


@given(questions, st.data())
def test_every_text_is_an_answer_or_a_problem_when_it_is_late(question: Question, data: st.DataObject) -> None:
    """A response that fits the question, and the same one wherever there is one without haste."""
    order, text = data.draw(shown_orders(question)), data.draw(_answers)
    asked, late = parse(text, question, order), parse(text, question, order, late=True)
    assert isinstance(late, Problem) or fits(question, late)
    assert isinstance(asked, Problem) or asked == late


@given(st.permutations(range(4)), st.sets(st.integers(0, 3)), st.randoms())
def test_pairs_are_locked_only_when_all_are_named(rights: list[int], named: set[int], chance: random.Random) -> None:
    """In any sequence: those that are not named are told, and once each is said to be open the answer is read. Where
    there is no time to ask, what is named counts."""
    words = [f"{left + 1}{LETTERS[rights[left]]}" for left in named]
    rest = [f"{left + 1}-" for left in range(4) if left not in named]
    chance.shuffle(words)
    outcome = parse(" ".join(words), FOUR, (0, 1, 2, 3))
    wanted = Pairs(tuple(rights[left] if left in named else None for left in range(4)))
    if len(named) == 4:
        assert outcome == wanted
        return
    assert isinstance(outcome, Problem)
    whole = [*words, *rest]
    chance.shuffle(whole)
    assert parse(", ".join(whole), FOUR, (0, 1, 2, 3)) == wanted or not named
    if named:
        assert all(word[0] in outcome.message.partition(".")[0] for word in rest)
        assert not any(word[0] in outcome.message.partition(".")[0] for word in words)
        assert parse(" ".join(words), FOUR, (0, 1, 2, 3), late=True) == wanted


@pytest.mark.parametrize("text", ["true", "T", "Yes", "y", "right", "1", "a", "TRUE."])
def test_words_for_true(text: str) -> None:
    """All of them, and their opposites."""
    opposites = {
        "true": "false",
        "T": "F",
        "Yes": "No",
        "y": "n",
        "right": "wrong",
        "1": "2",
        "a": "b",
        "TRUE.": "false",
    }
    assert parse(text, TrueFalse(False)) == Judgement(True)
    assert parse(opposites[text], TrueFalse(True)) == Judgement(False)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("2018", "", "2018"),
        ("48.5 million", "", "48500000"),
        ("48.5m", "", "48500000"),
        ("1,234.5", "", "1234.5"),
        ("1.234,5", "", "1234.5"),
        ("1 234 567", "", "1234567"),
        ("1,23,456", "", "123456"),
        ("48,5", "", "48.5"),
        ("0,125", "", "0.125"),
        ("3/4", "", "3/4"),
        ("1 1/2", "", "3/2"),
        ("\u00bd", "", "1/2"),
        ("1\u00bd", "", "3/2"),
        ("-5", "", "-5"),
        ("\u22125", "", "-5"),
        ("\u0662\u0660\u0661\u0668", "", "2018"),
        (".5", "", "1/2"),
        ("1e5", "", "100000"),
        ("about 300", "", "300"),
        ("seven", "years", "7"),
        ("12 m", "m", "12"),
        ("12 metres", "m", "12"),
        ("12 million m", "m", "12000000"),
        ("$300,000", "US dollars", "300000"),
        ("300k dollars", "US dollars", "300000"),
        ("1 year", "years", "1"),
        ("50 %", "percent", "50"),
        ("48.5 million", "million euros", "48.5"),
        ("48500000 euros", "million euros", "48.5"),
        ("\u20ac48.5", "million euros", "48.5"),
        ("48.5", "million euros", "48.5"),
        ("5 m2", "m\u00b2", "5"),
    ],
)
def test_numbers_as_people_type_them(text: str, unit: str, value: str) -> None:
    """Separators, scales, fractions, signs, scripts and units."""
    question = Number(Fraction(1), Fraction(1), Fraction(1), unit)
    assert parse(text, question) == Amount(Fraction(value))


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("12 km", "m", "asked for in m"),
        ("\u20ac5", "US dollars", "asked for in US dollars"),
        ("5 pears", "apples", "asked for in apples"),
        ("5 years", "", "without a unit"),
        ("3/0", "", "divided by zero"),
        ("1,2,3", "", "not a number"),
        ("dunno", "", "not a number"),
        ("5\u00b2", "", "without a unit"),
        ("$", "US dollars", "not a number"),
    ],
)
def test_what_is_wrong_with_a_number(text: str, unit: str, says: str) -> None:
    """A wrong unit is a clear problem, never a wrong answer."""
    outcome = parse(text, Number(Fraction(1), Fraction(1), Fraction(1), unit))
    assert isinstance(outcome, Problem)
    assert says in outcome.message


@given(st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=1000))
@example(Fraction(-1, 8))
def test_every_number_can_be_typed(value: Fraction) -> None:
    """What is shown of a number is read as that number, with separators and without."""
    question = Number(value, value, value)
    assert parse(spell(Amount(value)), question) == Amount(value)
    assert parse(shown(value), question) == Amount(value)


def test_typed_text_is_cleaned() -> None:
    """Blanks are collapsed and hidden characters gone before anything is graded."""
    assert parse("  the\u202e  Kremlin\u200b ", Typed(("x",))) == Words("the Kremlin")
    assert parse("Paris / Rome", Cloze(("", "", ""), (Typed(("x",)), Typed(("y",))))) == Fillings(("Paris", "Rome"))
    assert parse("and/or; Rome", Cloze(("", "", ""), (Typed(("x",)), Typed(("y",))))) == Fillings(("and/or", "Rome"))
    assert parse("Paris; x", Cloze(("", ""), (Typed(("x",)),))) == Fillings(("Paris; x",))


def test_a_number_of_something_is_asked_for() -> None:
    """Whatever it is that is counted or measured."""
    five = Fraction(5)
    assert how_to(Number(five, five, five, "bones")) == "Type the number of bones."
    assert how_to(Number(five, five, five)) == "Type a number."
