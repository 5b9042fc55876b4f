"""Short and long forms of one thing mean the same, and what a pack says beyond its questions is kept."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quiz.audit import audit
from quiz.bank import emit, open_bank
from quiz.core.items import Item
from quiz.core.kinds import Match, Multiple, Pick, Picks, Single, Typed, grade
from quiz.packs import builtin_dir, load_bytes

_HEAD = "quiz: 1\ntitle: T\nsources: {Paper: {title: On cars, url: 'https://example.org/a'}}\nquestions:\n"


def _item(question: str, head: str = _HEAD) -> Item:
    loaded = load_bytes(f"{head}  - {question}\n".encode(), "t")
    assert loaded.findings == ()
    (item,) = loaded.pack.questions
    return item


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("{ask: A?, right: B, wrong: [C]}", "{ask: A?, right: {text: B}, wrong: [{text: C}]}"),
        ("{ask: A?, right: B, wrong: C}", "{ask: A?, right: B, wrong: [C]}"),
        ("{ask: A?, right: [B, D], wrong: [C]}", "{ask: A?, right: [{text: B}, D], wrong: {text: C}}"),
        ("{ask: A?, accept: B}", "{ask: A?, accept: [B]}"),
        ("{ask: A?, accept: B, reject: C}", "{ask: A?, accept: [B], reject: [{text: C}]}"),
        ("{ask: A?, accept: B, reject: {C: no}}", "{ask: A?, accept: [B], reject: [{text: C, say: no}]}"),
        ("{ask: A?, match: {a: b, c: d}}", "{ask: A?, match: [{left: a, right: b}, {left: c, right: d}]}"),
        ("{ask: A?, order: [a, b, c]}", "{ask: A?, order: [{text: a}, b, c]}"),
        ("{ask: A., verdict: true, tags: b}", "{ask: A., verdict: true, tags: [b]}"),
    ],
)
def test_short_and_long_forms_are_one(short: str, long: str) -> None:
    """The same question, with the same id."""
    assert _item(short) == _item(long)


def test_a_source_may_be_named_addressed_or_spelt_out() -> None:
    """A name of the pack, an address alone, a title alone, or all that is known."""
    named, addressed, spelt = (
        _item(f"{{ask: A., verdict: true, source: {source}}}").reveal.citations[0]
        for source in ("Paper", "'https://www.example.org/b'", "{title: Deeds, author: Ann, date: 2024-06}")
    )
    assert (named.source, named.title, named.url) == ("Paper", "On cars", "https://example.org/a")
    assert (addressed.source, addressed.url) == ("example.org", "https://www.example.org/b")
    assert (spelt.source, spelt.author, spelt.date) == ("Deeds", "Ann", "2024-06")


@pytest.mark.parametrize(("written", "field"), [("'https://example.org/a'", "url"), ("A book", "title")])
def test_a_source_of_the_pack_may_be_one_text(written: str, field: str) -> None:
    """An address is its address, anything else its title."""
    loaded = load_bytes(
        f"quiz: 1\ntitle: T\nsources: {{P: {written}}}\nquestions: [{{ask: A., verdict: true}}]".encode(), "t"
    )
    assert loaded.findings == ()
    assert getattr(loaded.pack.sources["P"], field) == written.strip("'")


def test_an_option_may_have_a_score() -> None:
    """Half right is half a credit, and a loss is taken off."""
    single = _item("{ask: A?, right: B, wrong: [{text: C, score: 50%}, D]}").question
    assert isinstance(single, Single)
    assert [grade(single, Pick(n)).credit for n in range(3)] == [1, Fraction(1, 2), 0]
    multiple = _item("{ask: A?, right: [B, C], wrong: [{text: D, score: -0.25}, E]}").question
    assert isinstance(multiple, Multiple)
    earned = [grade(multiple, Picks(picks)).credit for picks in ((0, 1), (0,), (0, 2), (2,), (0, 1, 3))]
    assert earned == [1, Fraction(1, 2), Fraction(1, 4), 0, Fraction(99, 100)]


def test_a_question_may_have_a_language_of_its_own() -> None:
    """It rules how its answers are compared."""
    item = _item("{ask: A?, accept: la mer, language: fr}")
    assert isinstance(item.question, Typed)
    assert (item.language, item.question.language) == ("fr", "fr")


def test_foreign_keys_are_kept() -> None:
    """What begins with x- is nobody's business, and is there for whoever writes the pack back."""
    text = _HEAD.replace("questions:", "attribution: Ann\nx-a: {b: [c]}\nquestions:")
    loaded = load_bytes(f"{text}  - {{ask: A., verdict: true, x-moodle: {{penalty: 0.3}}}}\n".encode(), "t")
    assert loaded.findings == ()
    assert loaded.pack.extra == {"attribution": "Ann", "x-a": {"b": ["c"]}}
    assert loaded.plain["questions"] == [{"ask": "A.", "verdict": "true", "x-moodle": {"penalty": "0.3"}}]


def test_texts_of_the_left_column_may_be_as_they_like_in_the_long_form() -> None:
    """A list of pairs takes what no key can be."""
    question = _item("{ask: A?, match: [{left: 'x: y', right: b}, {left: '[z]', right: d}]}").question
    assert isinstance(question, Match)
    assert question.lefts == ("x: y", "[z]")


def test_the_auditor_reads_every_form() -> None:
    """Long and short forms give it nothing to say, beside facts that make it look."""
    text = builtin_dir().joinpath("sampler.quiz.yaml").read_text("utf-8").split("questions:\n", 1)[0]
    rows = [
        "{ask: A1?, right: {text: B}, wrong: {text: C}}",
        "{ask: A2?, right: [B, {text: D, score: 50%}], wrong: [{text: C, score: -0.5, say: no}]}",
        "{ask: A3?, accept: B, reject: [{text: C, say: no}]}",
        "{ask: A4?, match: [{left: a, right: b}, {left: c, right: d}], decoys: e}",
        "{ask: A5?, order: [{text: a}, b, c]}",
        "{ask: A6., verdict: true, source: {title: Deeds}, language: fr}",
    ]
    loaded = load_bytes((text + "questions:\n" + "".join(f"  - {row}\n" for row in rows)).encode(), "t")
    assert loaded.findings == ()
    report = open_bank(loaded.pack, 0).generate()
    assert len(report.items) > len(rows)
    assert audit(loaded.plain, [emit(item) for item in report.items]) == []
