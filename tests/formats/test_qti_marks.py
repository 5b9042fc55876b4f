"""What single answers count for in QTI: read into the scores of options, or told as a loss with its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import pytest

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Option, Single, Typed
from quiz.core.written import Written, item
from quiz.formats.base import LOST, Header, Imported
from quiz.formats.qti import FORMAT
from tests.formats.qti_files import (
    FIB,
    MAP,
    MATCH,
    MATCHED,
    TRIPLE,
    choices,
    equal,
    item2,
    labels,
    old,
    read,
    respelt,
    response,
    when,
)

N = Fraction
Scores = dict[str, Fraction | None]


class Case(NamedTuple):
    """A document, the rule of its one choice (`single` where it has none), its options' scores, and what is lost."""

    text: str
    rule: str
    scores: Scores
    lost: tuple[tuple[str, str], ...] = ()


def mapped(bounds: str = "", **marks: str) -> str:
    """A mapping of options."""
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{mark}"/>' for key, mark in marks.items())
    return f"<mapping {bounds}>{entries}</mapping>"


def several(mapping: str, processing: str = MAP, right: str = "AB") -> str:
    """A choice of four, of which several may be chosen."""
    declared = response(*right, cardinality="multiple", mapping=mapping)
    return item2(choices("a", "b", "c", "d", most=0), declared, processing)


def one(mapping: str, processing: str = MAP) -> str:
    """A choice of three, of which one may be chosen."""
    return item2(choices("a", "b", "c"), response("A", mapping=mapping), processing)


def adding(*scores: str, kind: str = "multiple_answers_question", action: str = "Add") -> str:
    """Old conditions, each of which adds what one option counts for."""
    each = (when(equal(name), score, action).replace("No", "Yes") for name, score in zip("ABCD", scores, strict=False))
    return old(labels("a", "b", "c", "d", cardinality="Multiple"), "".join(each), kind)


NONE: Scores = dict.fromkeys("abcd")
OTHERWISE = (("score", "part of an answer counts otherwise there"),)
WHOLE_OR_MAPPED = (
    f"<responseProcessing><responseCondition><responseIf>{MATCHED}"
    '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">5</baseValue></setOutcomeValue></responseIf>'
    '<responseElse><setOutcomeValue identifier="SCORE"><mapResponse identifier="R"/></setOutcomeValue></responseElse>'
    "</responseCondition></responseProcessing>"
)
NEW = {
    "the same both ways": Case(several(mapped(A="1", B="1", C="-1", D="-1")), "share-minus", NONE),
    "wrong ones cost nothing": Case(several(mapped(A="1", B="1")), "share", NONE),
    "all or nothing": Case(several("", MATCH), "all", NONE),
    "thirds with few decimals": Case(several(mapped(A="0.3333", B="0.3333", C="0.3334"), right="ABC"), "share", NONE),
    "one counts for more": Case(
        several(mapped(A="3", B="1", C="-2")), "share-minus", NONE | {"a": N("0.75"), "b": N("0.25"), "c": N("-0.5")}
    ),
    "all that is not named takes away": Case(
        several(mapped('defaultValue="-2" lowerBound="0" upperBound="2"', A="1", B="1", C="-1")),
        "share-minus",
        NONE | {"c": N("-0.5"), "d": N(-1)},
    ),
    "a bonus for all of it": Case(
        several(mapped('lowerBound="0"', A="2", B="2", C="-2", D="-2"), WHOLE_OR_MAPPED),
        "share-minus",
        {"a": N("0.4"), "b": N("0.4"), "c": N("-0.4"), "d": N("-0.4")},
    ),
    "one of them is enough": Case(
        several(mapped('upperBound="1"', A="1", B="1", C="-1", D="-1")),
        "share-minus",
        {"a": N(1), "b": N(1), "c": N(-1), "d": N(-1)},
        OTHERWISE,
    ),
    "a share for a wrong one": Case(one(mapped(A="2", B="1")), "single", {"a": None, "b": N("0.5"), "c": None}),
    "a wrong one takes away": Case(
        one(mapped('lowerBound="0"', A="1", B="-0.25")), "single", {"a": None, "b": N("-0.25"), "c": None}
    ),
    "a mapping that is not used": Case(one(mapped(A="1", B="0.5"), MATCH), "single", dict.fromkeys("abc")),
    "a mapping without processing": Case(
        one(mapped(A="4", B="1"), ""), "single", {"a": None, "b": N("0.25"), "c": None}
    ),
}
OLD = {
    "each by itself, the same both ways": Case(adding("50", "50", "-50", "-50"), "share-minus", NONE),
    "each by itself, wrong ones for nothing": Case(adding("50", "50"), "share", NONE),
    "each by itself, unevenly": Case(
        adding("75", "25", "-10"), "share-minus", NONE | {"a": N("0.75"), "b": N("0.25"), "c": N("-0.1")}
    ),
    "wrong ones are subtracted": Case(
        old(
            labels("a", "b", "c", "d", cardinality="Multiple"),
            "".join(
                when(equal(name), score, action).replace("No", "Yes")
                for name, score, action in (("A", "50", "Add"), ("B", "50", "Add"), ("C", "25", "Subtract"))
            ),
        ),
        "share-minus",
        NONE | {"c": N("-0.25")},
    ),
    "all together, as Canvas writes what it shares out": Case(
        old(labels("a", "b", "c", cardinality="Multiple"), when(TRIPLE), "multiple_answers_question"),
        "share-minus",
        dict.fromkeys("abc"),
    ),
    "all together, as another program means it": Case(
        old(labels("a", "b", "c", cardinality="Multiple"), when(TRIPLE)), "all", dict.fromkeys("abc")
    ),
    "points by answer": Case(
        old(labels("a", "b", "c"), when(equal("A"), "50") + when(equal("B"), "20") + when(equal("C"), "-10")),
        "single",
        {"a": None, "b": N("0.4"), "c": N("-0.2")},
    ),
}


def checked(found: Imported, case: Case) -> None:
    """Rule, scores, and what is lost with its code, its question and its place."""
    assert found.skips == ()
    (read_,) = found.items
    question = read_.question
    assert isinstance(question, Single | Multiple)
    assert (question.score if isinstance(question, Multiple) else "single") == case.rule
    assert {option.text: option.score for option in question.options} == {
        text: score for text, score in case.scores.items() if text in {option.text for option in question.options}
    }
    losses = [loss for loss in found.losses if loss.field in ("score", "credit", "options")]
    assert tuple((loss.field, loss.reason) for loss in losses) == case.lost
    assert all((loss.code, loss.item, loss.place.line) == (LOST, read_.id, 1) for loss in losses)


@pytest.mark.parametrize("case", NEW.values(), ids=NEW)
@pytest.mark.parametrize("spelt", [str, respelt], ids=["2", "3"])
def test_mappings_become_scores(case: Case, spelt: Callable[[str], str]) -> None:
    """In version 2, and in the spelling of version 3."""
    checked(read(spelt(case.text)), case)


@pytest.mark.parametrize("case", OLD.values(), ids=OLD)
def test_conditions_become_scores(case: Case) -> None:
    """What each option adds, and what it would take away."""
    checked(read(case.text), case)


def gap_match(*marks: str) -> str:
    """Pairs with marks of their own."""
    sets = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{name}" matchMax="1">{name}</simpleAssociableChoice>'
            for name in names
        )
        + "</simpleMatchSet>"
        for names in ("AB", "CD")
    )
    pairs = ("A C", "B D", "A D")
    entries = "".join(
        f'<mapEntry mapKey="{pair}" mappedValue="{mark}"/>' for pair, mark in zip(pairs, marks, strict=False)
    )
    declared = response(
        "A C", "B D", cardinality="multiple", base="directedPair", mapping=f"<mapping>{entries}</mapping>"
    )
    return item2(f'<matchInteraction responseIdentifier="R">{sets}</matchInteraction>', declared, MAP)


def two_texts(one: str, two: str) -> str:
    """Two gaps of an old document, each worth something."""
    fibs = FIB + FIB.replace('"R"', '"S"')
    return old(
        fibs,
        when(equal("x"), one, "Add").replace("No", "Yes") + when(equal("y", "S"), two, "Add").replace("No", "Yes"),
    )


TRUTH = ("credit", "a wrong answer is worth part of the marks there and nothing here")
UNHELD = {
    "a share for a wrong truth value": (
        item2(choices("True", "False"), response("A", mapping=mapped(A="1", B="0.5")), MAP),
        {TRUTH},
    ),
    "a share for a wrong truth value, old": (
        old(labels("True", "False"), when(equal("A")) + when(equal("B"), "50")),
        {TRUTH},
    ),
    "pairs": (gap_match("1", "1"), set()),
    "pairs worth more than others": (
        gap_match("2", "1"), {("credit", "its pairs are worth different marks there, and the same here")},
    ),
    "pairs that take away": (
        gap_match("1", "1", "-1"), {("credit", "something wrong takes marks away there, and none here")},
    ),
    "gaps": (two_texts("50", "50"), set()),
    "gaps worth more than others": (
        two_texts("80", "20"), {("credit", "its gaps are worth different marks there, and the same here")},
    ),
    "a typed answer worth most": (
        old(FIB, when(equal("Rome")) + when(equal("Roma"), "60")),
        {("credit", "'Roma' gets 60 % of the marks there, and counts as right here")},
    ),
    "a typed answer worth little": (
        old(FIB, when(equal("Rome")) + when(equal("rome"), "20")),
        {("credit", "'rome' gets 20 % of the marks there, and counts as wrong here")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "lost"), UNHELD.values(), ids=UNHELD)
def test_what_cannot_be_held_is_told(text: str, lost: set[tuple[str, str]]) -> None:
    """The question is read, and the loss has a code, a question and a place."""
    found = read(text)
    (read_,) = found.items
    losses = [loss for loss in found.losses if loss.field in ("score", "credit", "options")]
    assert {(loss.field, loss.reason) for loss in losses} == lost
    assert all((loss.code, loss.item, loss.place.line) == (LOST, read_.id, 1) for loss in losses)


def test_a_typed_answer_that_is_left_out_stays_out() -> None:
    """Folding would let it in again, so case counts there."""
    (little,) = read(UNHELD["a typed answer worth little"][0]).items
    (most,) = read(UNHELD["a typed answer worth most"][0]).items
    assert little.question == Typed(("Rome",), None, ("case",))
    assert most.question == Typed(("Rome", "Roma"))


def written(question: Single | Multiple) -> tuple[Item, str, Imported]:
    """An item, its document, and what is read of it again."""
    made = item(Written("Q?", question), "en")
    assert FORMAT.write is not None
    assert FORMAT.read is not None
    exported = FORMAT.write("T", [made], Header())
    assert [loss.field for loss in exported.losses] == []
    with zipfile.ZipFile(io.BytesIO(exported.data)) as archive:
        document = archive.read("items/q0001.xml").decode()
    return made, document, FORMAT.read(exported.data, "x.zip")


def test_scores_are_written_as_a_mapping() -> None:
    """By the template that maps where that says it all, and beside a rule for the whole where it would not."""
    a, b, c = Option("a", score=N("0.75")), Option("b", score=N("0.25")), Option("c", score=N("-0.5"))
    made, document, back = written(Multiple((a, b, c), (0, 1)))
    assert '<mapEntry mapKey="C" mappedValue="-0.5"/>' in document.replace(" />", "/>")
    assert "rptemplates/map_response" in document
    assert (back.items, back.losses) == ((made,), ())
    less = Multiple((a, Option("c", score=N("-0.5"))), (0,))
    made, document, back = written(less)
    assert "rptemplates" not in document
    assert 'upperBound="0.99"' in document
    assert (back.items, back.losses) == ((made,), ())
