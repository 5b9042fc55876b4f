"""Grading, kind by kind."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    fits,
    flaw,
    grade,
    key_text,
)
from quiz.core.kinds.folding import distance
from quiz.core.kinds.multiple import Scoring
from tests.core.strategies_game import QUESTIONS, multiples, questions, responses


@pytest.mark.parametrize("kind", list(QUESTIONS))
@given(st.data())
def test_credit_is_from_nothing_to_one(kind: type[Question], data: st.DataObject) -> None:
    """For every kind and response; the key gets one, no answer nothing and no message."""
    question = data.draw(QUESTIONS[kind])
    assert 0 <= grade(question, data.draw(responses(question))).credit <= 1
    assert grade(question, canonical(question)).credit == 1
    assert grade(question, None).credit == 0
    assert grade(question, None).message == ""
    assert key_text(question)


@pytest.mark.parametrize("kind", list(QUESTIONS))
def test_some_response_gets_nothing(kind: type) -> None:
    """No kind gives credit for everything."""
    wrong: dict[type, tuple[Question, Response]] = {
        Single: (Single((Option("a"), Option("b", "no")), 0), Pick(1)),
        Multiple: (Multiple((Option("a"), Option("b")), (0,)), Picks((1,))),
        TrueFalse: (TrueFalse(True, "no"), Judgement(False)),
        Number: (Number(Fraction(5), Fraction(5), Fraction(5)), Amount(Fraction(6))),
        Typed: (Typed(("Kremlin",)), Words("Baikal")),
        Order: (Order(("a", "b", "c")), Arrangement((2, 1, 0))),
        Match: (Match(("l", "m"), ("a", "b")), Pairs((1, None))),
        Cloze: (Cloze(("x", "y"), (Typed(("Paris",)),)), Fillings(("Rome",))),
    }
    question, response = wrong[kind]
    assert grade(question, response).credit == 0


@given(st.data())
def test_a_response_to_another_kind_is_refused(data: st.DataObject) -> None:
    """It neither fits nor is graded."""
    question, other = data.draw(questions), data.draw(questions)
    response = data.draw(responses(other))
    if response.kind != canonical(question).kind:
        assert not fits(question, response)
        with pytest.raises(ValueError, match=response.kind):
            grade(question, response)


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (Single((Option("a"), Option("b")), 0), Pick(2)),
        (Single((Option("a"), Option("b")), 0), Pick(-1)),
        (Multiple((Option("a"), Option("b")), (0,)), Picks((1, 0))),
        (Multiple((Option("a"), Option("b")), (0,)), Picks((0, 0))),
        (Multiple((Option("a"), Option("b")), (0,)), Picks((0, 2))),
        (Number(Fraction(5), Fraction(5), Fraction(5)), Amount(Fraction(1, 10**6000))),
        (Order(("a", "b")), Arrangement((0, 0))),
        (Order(("a", "b")), Arrangement((0,))),
        (Match(("l", "m"), ("a", "b")), Pairs((0, 0))),
        (Match(("l", "m"), ("a", "b")), Pairs((0,))),
        (Match(("l", "m"), ("a", "b")), Pairs((2, None))),
        (Match(("l", "m"), ("a", "b")), Pairs((-1, None))),
        (Order(("a", "b")), Arrangement((1, 2))),
        (Typed(("a",)), Words("x" * 201)),
        (Cloze(("x", "y"), (Typed(("Paris",)),)), Fillings(())),
        (Number(Fraction(5), Fraction(5), Fraction(5)), Amount(Fraction(10**6000))),
    ],
)
def test_a_response_out_of_range_does_not_fit(question: Question, response: Response) -> None:
    """Indices, repeats and lengths are checked before anything is graded."""
    assert not fits(question, response)
    with pytest.raises(ValueError, match="does not fit"):
        grade(question, response)


@given(multiples())
def test_multiple_by_sets(question: Multiple) -> None:
    """The three ways of scoring, worked out option by option for every set of picks."""
    indices = range(len(question.options))
    for picks in chain.from_iterable(combinations(indices, size) for size in range(len(indices) + 1)):
        assert grade(question, Picks(picks)).credit == _share(question, picks)


def _share(question: Multiple, picks: tuple[int, ...]) -> Fraction:
    marks = [(i in question.keys, i in picks) for i in range(len(question.options))]
    hits, wrong = marks.count((True, True)), marks.count((False, True))
    keys = len(question.keys)
    if all(key == pick for key, pick in marks):
        return Fraction(1)
    if question.score == "all" or not keys:
        return Fraction(0)
    if question.score == "share":
        return Fraction(0) if hits + wrong > keys else Fraction(hits, keys)
    return max(Fraction(0), Fraction(hits - wrong, keys))


@pytest.mark.parametrize(
    ("score", "picks", "credit", "message"),
    [
        ("all", (0, 1), "1", ""),
        ("all", (0,), "0", "1 of 2 right."),
        ("share", (0,), "1/2", "1 of 2 right."),
        ("share", (0, 2), "1/2", "1 of 2 right, 1 wrong. Not the capital."),
        ("share", (0, 1, 2), "0", "2 of 2 right, 1 wrong. Not the capital."),
        ("share-minus", (0, 1, 2), "1/2", "2 of 2 right, 1 wrong. Not the capital."),
        ("share-minus", (0, 2), "0", "1 of 2 right, 1 wrong. Not the capital."),
    ],
)
def test_multiple_by_example(score: Scoring, picks: tuple[int, ...], credit: str, message: str) -> None:
    """Credit and message, with what a wrong option has to say."""
    options = (Option("Ottawa"), Option("Rome"), Option("Toronto", "Not the capital"))
    verdict = grade(Multiple(options, (0, 1), score), Picks(picks))
    assert (verdict.credit, verdict.message) == (Fraction(credit), message)


@pytest.mark.parametrize(
    ("score", "entries", "credit"),
    [
        ("pairs", (0, 1, 2, 3), "1"),
        ("pairs", (3, 0, 1, 2), "2/3"),
        ("pairs", (1, 0, 2, 3), "1/3"),
        ("pairs", (0, 2, 1, 3), "0"),
        ("all", (1, 0, 2, 3), "0"),
    ],
)
def test_order_by_example(score: str, entries: tuple[int, ...], credit: str) -> None:
    """What still follows its neighbour counts."""
    question = Order(("a", "b", "c", "d"), "all" if score == "all" else "pairs")
    assert grade(question, Arrangement(entries)).credit == Fraction(credit)


def test_match_counts_pairs() -> None:
    """Open and wrong pairs give nothing; two rights of one text are one."""
    question = Match(("l", "m", "n"), ("a", "b", "a", "decoy"))
    assert grade(question, Pairs((0, None, 3))).credit == Fraction(1, 3)
    assert grade(question, Pairs((2, 1, 0))).credit == 1


@pytest.mark.parametrize(
    ("value", "credit", "message"),
    [
        ("462", "1", ""),
        ("460", "1", "in range"),
        ("465", "1", "in range"),
        ("459", "9/10", "close: 0.6% off"),
        ("450", "0", "close: 3% off"),
        ("466", "9/10", "close: 0.9% off"),
        ("475", "0", "close: 3% off"),
        ("508.2", "0", "close: 10% off"),
        ("47", "0", "90% off"),
        ("46.2", "0", "90% off"),
        ("4620", "0", "900% off"),
        ("5000", "0", "more than ten times too much"),
        ("4.62", "0", "less than a tenth of it"),
        ("-462", "0", "924 off"),
    ],
)
def test_number_by_example(value: str, credit: str, message: str) -> None:
    """Bounds are right, the margin falls in a straight line, and the message says how far off."""
    question = Number(Fraction(462), Fraction(460), Fraction(465), "m", margin=Fraction(10))
    verdict = grade(question, Amount(Fraction(value)))
    assert (verdict.credit, verdict.message) == (Fraction(credit), message)


def test_years_are_off_by_years() -> None:
    """A year says years, not percent; nought has no percent either."""
    year = Number(Fraction(2018), Fraction(2018), Fraction(2018), year=True)
    assert grade(year, Amount(Fraction(2017))).message == "1 year off"
    assert grade(year, Amount(Fraction(2021))).message == "3 years off"
    nought = Number(Fraction(0), Fraction(0), Fraction(0))
    assert grade(nought, Amount(Fraction(1, 2))).message == "0.5 off"
    assert key_text(year) == "2018"
    assert key_text(Number(Fraction(1234567, 100), Fraction(0), Fraction(99999), "km")) == "12,345.67 km"
    assert key_text(Number(Fraction(1, 3), Fraction(0), Fraction(1))) == "1/3"


ACCEPTED = [
    ("en", "The Kremlin", "kremlin"),
    ("en", "Kremlin", " THE  kremlin. "),
    ("en", "Kim Jong-un", "kim jong un"),
    ("en", "Kim Jong-un", "Kim Jongun"),
    ("en", "Putin's", "putin\u2019s"),
    ("en", "Łódź", "Lodz"),
    ("en", "Ærø", "aero"),
    ("en", "1,234", "1234"),
    ("en", "R&D", "r and d"),
    ("en", "U.S.A.", "usa"),
    ("de", "Straße", "STRASSE"),
    ("de", "Zürich", "Zuerich"),
    ("de", "Zürich", "zurich"),
    ("de", "die Spree", "Spree"),
    ("fr", "L'Équipe", "equipe"),
    ("es", "el niño", "nino"),
    ("it", "l'Aquila", "Aquila"),
    ("tr", "Isparta", "ISPARTA"),
    ("tr", "İzmir", "izmir"),
    ("tr", "Diyarbakır", "DIYARBAKIR"),
    ("en", "İstanbul", "istanbul"),
    ("ru", "Ёлка", "елка"),
    ("ja", "\uff21\uff22\uff23", "abc"),
    ("en", "!!!", "!!!"),
    ("en", "A", "a"),
]


@pytest.mark.parametrize(("language", "accepted", "text"), ACCEPTED)
def test_what_is_accepted(language: str, accepted: str, text: str) -> None:
    """Case, accents, punctuation and articles do not matter, even where no slip is forgiven."""
    assert grade(Typed((accepted,), near=0, language=language), Words(text)).credit == 1


@pytest.mark.parametrize(
    ("accepted", "text"),
    [
        ("half a million", "half a milion"),
        ("Tchaikovsky", "Tchaikovksy"),
        ("Spasskaya", "Spaskaia"),
        ("Putin", "Puitn"),
    ],
)
def test_small_slips_are_forgiven(accepted: str, text: str) -> None:
    """One in five letters, two in nine; a swap of neighbours is one."""
    assert grade(Typed((accepted,)), Words(text)).credit == 1
    assert grade(Typed((accepted,), near=0), Words(text)).credit == 0


def test_the_two_letters_i_of_turkish() -> None:
    """Where accents count, the capital of the dotless one has no dot, and only in Turkish and Azeri."""
    for language, text, credit in (("tr", "DIYARBAKIR", 1), ("tr", "DİYARBAKİR", 0), ("en", "DIYARBAKIR", 0)):
        question = Typed(("Dıyarbakır",), near=0, keep=("accents",), language=language)
        assert grade(question, Words(text)).credit == credit
    assert grade(Typed(("İzmir",), near=0, keep=("accents",), language="az"), Words("izmir")).credit == 1


REFUSED = [
    ("en", "Iran", "Iraq"),
    ("en", "48.5", "485"),
    ("en", "48.5", "48 5"),
    ("en", "1:30", "1 30"),
    ("en", "48.5 million", "48.6 million"),
    ("en", "ZIL-111", "ZIL-110"),
    ("en", "Boeing 747", "Boeing 74 7"),
    ("en", "2018", "2081"),
    ("en", "C#", "C"),
    ("en", "C++", "C"),
    ("en", "!!!", "???"),
    ("en", "-5", "5"),
    ("en", "Austria", "Australia"),
    ("ja", "\u304c", "\u304b"),
    ("hi", "\u0915\u093f", "\u0915"),
    ("en", "A", ""),
    ("en", "A", "\u200b"),
]


@pytest.mark.parametrize(("language", "accepted", "text"), REFUSED)
def test_what_is_refused(language: str, accepted: str, text: str) -> None:
    """Digits, short words, symbols and letters of other scripts are never folded away."""
    assert grade(Typed((accepted,), language=language), Words(text)).credit == 0


@pytest.mark.parametrize(
    ("keep", "accepted", "text"),
    [
        ("case", "NAMI", "nami"),
        ("accents", "résumé", "resume"),
        ("punctuation", "Jong-un", "jong un"),
        ("articles", "The Who", "Who"),
    ],
)
def test_what_is_kept_counts(keep: str, accepted: str, text: str) -> None:
    """`keep` makes the difference, and nothing else does."""
    assert grade(Typed((accepted,), near=0), Words(text)).credit == 1
    assert grade(Typed((accepted,), near=0, keep=(keep,)), Words(text)).credit == 0
    assert grade(Typed((accepted,), near=0, keep=(keep,)), Words(accepted)).credit == 1


def test_a_rejected_text_is_wrong_however_near() -> None:
    """It says its message, also for a slip that leads to it at least as fast."""
    question = Typed(("Kim Jong Un",), near=2, reject=(Option("Kim Jong Il", "That is his father."),))
    for text in ("Kim Jong Il", "kim jong-il", "Kim Jong In"):
        verdict = grade(question, Words(text))
        assert (verdict.credit, verdict.message) == (Fraction(0), "That is his father.")
    assert grade(question, Words("Kim Jon Un")).message == "near enough: it is written Kim Jong Un"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (Single((Option("a"),), 0), "fewer than two options"),
        (Single((Option("a"), Option("b")), -1), "key is none"),
        (Multiple((Option("a"),), (0,)), "fewer than two options"),
        (Multiple((Option("a"), Option("b")), (1, 0)), "ascending"),
        (Number(Fraction(2), Fraction(0), Fraction(1)), "outside"),
        (Number(Fraction(1), Fraction(0), Fraction(1), margin=Fraction(-1)), "negative"),
        (Number(Fraction(10**6000), Fraction(0), Fraction(10**7000)), "too long"),
        (Typed(()), "accepts no text"),
        (Typed(("\u200b",)), "accepts no text"),
        (Typed(("a ",)), "hidden characters or spaces"),
        (Typed(("x" * 201,)), "longer than"),
        (Typed(("x",), near=-1), "negative"),
        (Order(("a",)), "fewer than two entries"),
        (Match(("l",), ("a",)), "fewer than two left"),
        (Match(("l", "m"), ("a",)), "fewer right"),
        (Cloze(("x",), ()), "needs gaps"),
        (Cloze(("x",), (Typed(("a",)),)), "one part of text more"),
        (Cloze(("x", "y"), (Typed(()),)), "accepts no text"),
    ],
)
def test_what_cannot_be_played_says_why(question: Question, says: str) -> None:
    """The edges of every kind are told before a game begins; those that can be played have no flaw."""
    assert says in flaw(question)


def test_cloze_takes_the_mean_of_its_gaps() -> None:
    """And says which gap has what to say."""
    gaps = (Typed(("Paris",)), Typed(("Rome", "Roma"), reject=(Option("Milan", "Not the capital"),)))
    verdict = grade(Cloze(("a ", " b ", ""), gaps), Fillings(("Pariss", "Milan")))
    assert verdict.credit == Fraction(1, 2)
    assert verdict.message == "1 of 2 gaps right. gap 1: near enough: it is written Paris. gap 2: Not the capital."
    near = grade(Cloze(("a ", " b ", ""), gaps), Fillings(("Pariss", "Rome")))
    assert (near.credit, near.message) == (Fraction(1), "gap 1: near enough: it is written Paris.")
    alone = Typed(("Rome",), reject=(Option("Milan", "Not that!"),))
    assert grade(Cloze(("a ", ""), (alone,)), Fillings(("Milan",))).message == "gap 1: Not that!"
    assert grade(Cloze(("a ", ""), (alone,)), Fillings(("Oslo",))).message == ""


def _naive(one: str, two: str) -> int:
    @cache
    def away(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        best = min(away(i - 1, j) + 1, away(i, j - 1) + 1, away(i - 1, j - 1) + (one[i - 1] != two[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1]:
            best = min(best, away(i - 2, j - 2) + 1)
        return best

    return away(len(one), len(two))


def test_distance_of_all_short_words() -> None:
    """It agrees with the recursive definition on all pairs of words of up to four letters out of two."""
    words = ["".join(letters) for size in range(5) for letters in product("ab", repeat=size)]
    assert all(distance(one, two, 4) == _naive(one, two) for one in words for two in words)


_short = st.text(alphabet="abc", max_size=7)


@given(_short, _short, st.integers(0, 4))
def test_distance_counts_edits_up_to_its_limit(one: str, two: str, limit: int) -> None:
    """It agrees with the recursive definition, and stops past the limit."""
    assert distance(one, two, limit) == min(_naive(one, two), limit + 1)
    assert distance(one, two, limit) == distance(two, one, limit)
