"""Hand-written questions of all eight kinds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quiz.core.items import Ground, Item, Truth
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed
from quiz.core.plan import Plan, Round, problems
from quiz.packs import builtin_dir, exit_code, load_bytes, load_path

_HEAD = """\
quiz: 1
title: T
language: de
sources: {Paper: {title: On cars, date: 2024-06-19, dated: printed, origin: agency}}
questions:
"""


def _item(question: str) -> Item:
    loaded = load_bytes(f"{_HEAD}  - {question}\n".encode(), "t")
    assert [f for f in loaded.findings if f.severity == "error"] == []
    (item,) = loaded.pack.questions
    return item


_KINDS: list[tuple[str, Question]] = [
    ("{ask: A?, right: B, wrong: [C, {text: D, say: no}]}", Single((Option("B"), Option("C"), Option("D", "no")), 0)),
    (
        "{ask: A?, right: 20, wrong: [100, 3], keep_order: true}",
        Single((Option("3"), Option("20"), Option("100")), 1, keep_order=True),
    ),
    (
        "{ask: A?, right: [B, C], wrong: [D], score: all}",
        Multiple((Option("B"), Option("C"), Option("D")), (0, 1), "all"),
    ),
    (
        "{ask: A?, right: [9, 1], wrong: [5], keep_order: true}",
        Multiple((Option("1"), Option("5"), Option("9")), (0, 2), keep_order=True),
    ),
    ("{ask: A., verdict: false, say: why}", TrueFalse(key=False, say="why")),
    (
        "{ask: A?, number: 462, within: 1%, unit: m}",
        Number(Fraction(462), Fraction("457.38"), Fraction("466.62"), "m", printed="462"),
    ),
    (
        '{ask: A?, number: "1,000.5", within: 2, margin: 10}',
        Number(Fraction("1000.5"), Fraction("998.5"), Fraction("1002.5"), margin=Fraction(10), printed="1,000.5"),
    ),
    (
        "{ask: In which year?, number: 2018, between: [2017, 2020]}",
        Number(Fraction(2018), Fraction(2017), Fraction(2020), year=True, printed="2018"),
    ),
    (
        "{ask: A?, accept: [B, C], near: 0, case: keep, reject: {D: no}}",
        Typed(("B", "C"), 0, ("case",), (Option("D", "no"),), "de"),
    ),
    ("{ask: A?, order: [C, B, A], score: all}", Order(("C", "B", "A"), "all")),
    (
        "{ask: A?, match: {a: 1, b: 2}, decoys: [3], headings: [L, R]}",
        Match(("a", "b"), ("1", "2", "3"), ("L", "R")),
    ),
    (
        '{ask: A?, fill: "x [[B|b]] y [[C]]."}',
        Cloze(("x ", " y ", "."), (Typed(("B", "b"), language="de"), Typed(("C",), language="de"))),
    ),
]


@pytest.mark.parametrize(("text", "question"), _KINDS)
def test_each_kind_is_read(text: str, question: Question) -> None:
    """The deciding key gives the kind, the other keys its settings."""
    assert _item(text).question == question


@pytest.mark.parametrize(("text", "question"), _KINDS)
def test_the_author_vouches_for_each_proof(text: str, question: Question) -> None:
    """Proofs of hand-written questions are the author's word, and rest on no fact."""
    proofs = _item(text).reveal.proofs
    assert {(proof.ground, proof.facts) for proof in proofs} == {(Ground.VOUCHED, ())}
    if isinstance(question, Single | Multiple):
        keys = {question.key} if isinstance(question, Single) else set(question.keys)
        assert [proof.truth is Truth.TRUE for proof in proofs] == [i in keys for i in range(len(question.options))]


def test_a_source_becomes_a_citation() -> None:
    """A cited question carries everything a reader needs; without a source there is no citation."""
    cited = _item("{ask: A., verdict: true, source: Paper, paragraph: 3, quote: so it was}")
    (citation,) = cited.reveal.citations
    assert (citation.source, citation.paragraph, citation.fragment) == ("Paper", 3, "so it was")
    assert (citation.title, citation.dated, citation.origin) == ("On cars", "printed", "agency")
    assert cited.reveal.origins == 1
    assert _item("{ask: A., verdict: true}").reveal.citations == ()


def test_defaults_hold_where_a_question_says_nothing() -> None:
    """`defaults` fills in; a question's own keys win."""
    head = _HEAD.replace("questions:", "defaults: {difficulty: 4, seconds: 30, tags: [a], source: Paper}\nquestions:")
    rows = "  - {ask: A., verdict: true}\n  - {ask: B., verdict: true, difficulty: 1, seconds: 9, tags: [b]}\n"
    one, two = load_bytes((head + rows).encode(), "t").pack.questions
    assert (one.difficulty, one.seconds, one.tags, one.reveal.origins) == (4, 30, ("a",), 1)
    assert (two.difficulty, two.seconds, two.tags) == (1, 9, ("b",))


def test_ids_depend_on_kind_stem_and_answers_alone() -> None:
    """An own id holds; otherwise case and blanks of the stem do not matter, and the answer does."""
    assert _item("{ask: A., verdict: true, id: mine}").id == "mine"
    first = _item("{ask: A b., verdict: true}").id
    assert _item("{ask: a  B., verdict: true, explain: x, weight: 2.5}").id == first
    assert _item("{ask: A b., verdict: false}").id != first
    assert _item("{ask: A b., accept: [x]}").id != _item("{ask: A b., accept: [y]}").id


def test_weight_is_a_number_above_zero() -> None:
    """A weight scales the credit exactly."""
    assert _item("{ask: A., verdict: true, weight: 2.5}").weight == Fraction(5, 2)
    bad = load_bytes(f"{_HEAD}  - {{ask: A., verdict: true, weight: 0}}\n".encode(), "t")
    assert [f.code for f in bad.findings] == ["Q219"]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("{ask: Is the <b>red</b> one red?, verdict: true}", "T504"),
        ("ask: Who sang it?\n    verdict: true\n    explain: The song Number #1", "Y110"),
        ("{ask: A &amp; B?, verdict: true}", "T504"),
        ("{ask: Gr\ufffd\ufffde?, verdict: true}", "T503"),
        ('{ask: "A\\u200BB?", verdict: true}', "T513"),
        ("{ask: Who built the Senate Tower?, right: Senate Tower, wrong: [B]}", "A306"),
        ("{ask: A?, number: 5, within: 6}", "N403"),
        ("{ask: A?, verdict: true, source: Paper, quote: one two three four five six seven eight nine}", "Q218"),
    ],
)
def test_doubtful_texts_are_warned_of_and_stay(question: str, code: str) -> None:
    """A warning never drops a question."""
    loaded = load_bytes(f"{_HEAD}  - {question}\n".encode(), "t")
    assert [(f.code, f.severity) for f in loaded.findings] == [(code, "warning")]
    assert len(loaded.pack.questions) == 1
    assert exit_code(loaded) == 1


@pytest.mark.parametrize(
    "question",
    [f"{{ask: A?, accept: {'a' * 201}}}", '{ask: A?, accept: [b, "c\\nd"]}', '{fill: "[[a|b\\nc]] d"}'],
    ids=["long", "lines", "gap"],
)
def test_an_answer_that_nobody_can_type_costs_its_question_alone(question: str) -> None:
    """The game refuses a plan with such a question, so it is left out and named; the others can be played."""
    good = "{ask: Which one?, right: this, wrong: [that]}"
    loaded = load_bytes(f"{_HEAD}  - {question}\n  - {good}\n".encode(), "t")
    assert [f.code for f in loaded.findings] == ["Q220"]
    assert len(loaded.pack.questions) == 1
    assert problems(Plan("t", "d", 1, (Round("r", loaded.pack.questions),))) == ()


def test_a_less_than_sign_is_no_html() -> None:
    """Mathematics and markup of other kinds stay as typed, without a warning."""
    for text in ("Is 3 < 4 and 5 > 4?", "Is [bold]x[/bold] right?", "Is a<b?", "R&D or AT&T?"):
        loaded = load_bytes(f"{_HEAD}  - {{ask: '{text}', verdict: true}}\n".encode(), "t")
        assert loaded.findings == ()
        assert loaded.pack.questions[0].stem == text


def test_the_sampler_shows_every_kind_and_is_clean() -> None:
    """The shipped sampler has all eight kinds and facts, questions with and without a source, and no finding."""
    loaded = load_path(builtin_dir() / "sampler.quiz.yaml")
    assert loaded.findings == ()
    assert len({item.question.kind for item in loaded.pack.questions}) == 8
    assert loaded.pack.facts
    assert {bool(item.reveal.citations) for item in loaded.pack.questions} == {True, False}
