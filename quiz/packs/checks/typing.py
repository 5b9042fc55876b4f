"""Checks of typed answers, gaps, numbers and quotes."""

from __future__ import annotations

import re
from collections import Counter

from quiz.core.kinds import Cloze, Number, Typed, key_text
from quiz.core.kinds.folding import fold
from quiz.packs.checks.base import Case, texts
from quiz.packs.findings import quoted
from quiz.packs.nodes import Scalar

LONG_ANSWER = 40
_SMALL = 10_000
_YEARS = 10
# Languages whose decimal sign is a comma.
_COMMA = re.compile(
    "(?:de|fr|es|it|pt|nl|pl|cs|sk|sv|da|nb|no|fi|ru|uk|bg|ro|hu|tr|el|hr|sr|sl|id|vi|lt|lv|et)(?:-.*)?", re.IGNORECASE
)
_POINT = re.compile(r"-?\d{1,3}\.\d{3}")


def near(case: Case) -> None:
    """A303: so many slips are forgiven that another word of the length passes."""
    node = case.node.fields.get("near")
    question = case.item.question
    if not isinstance(node, Scalar) or not isinstance(question, Typed) or not question.near:
        return
    shortest = min(question.accepted, key=len)
    if question.near * 3 > len(shortest):
        said = f"{question.near} slips are forgiven in {quoted(shortest)}, which has {len(shortest)} characters"
        case.log.add("A303", node.mark, said)


def long_answer(case: Case) -> None:
    """A304: more to type than anybody types without a slip."""
    if isinstance(case.item.question, Typed):
        for entry in texts(case.node.fields["accept"]):
            if len(entry.text) > LONG_ANSWER:
                case.log.add("A304", entry.mark, f"{len(entry.text)} characters are much to type")


def like_gaps(case: Case) -> None:
    """A314: two gaps that accept the same several texts, so that one text fills both."""
    if isinstance(case.item.question, Cloze):
        sets = Counter(frozenset(fold(text, gap.language) for text in gap.accepted) for gap in case.item.question.gaps)
        if any(count > 1 and len(accepted) > 1 for accepted, count in sets.items()):
            case.log.add("A314", case.node.fields["fill"].mark, "two gaps accept the same texts")


def number(case: Case) -> None:
    """N405, N407, N409, N410, N413: tolerances and ways of writing that cannot be meant."""
    question, fields = case.item.question, case.node.fields
    if not isinstance(question, Number):
        return
    within, log = fields.get("within"), case.log
    decimals = len(question.printed.partition(".")[2])
    half = (question.high - question.low) / 2
    if within is not None and 0 < half * 10**decimals < 1:
        log.add("N405", within.mark, "the tolerance is finer than the last digit of the number")
    if question.margin == 0:
        log.add("N407", fields["margin"].mark, "a margin of 0 gives no share")
    if question.year and within is not None and half > _YEARS:
        log.add("N409", within.mark, "the tolerance is wider than ten years either way")
    if _POINT.fullmatch(question.printed) and _COMMA.fullmatch(case.item.language):
        log.add("N410", fields["number"].mark, f"{quoted(question.printed)} is read with a decimal point")
    if 0 < abs(question.value) * _SMALL < 1:
        log.add("N413", fields["number"].mark, "the number is below 0.0001")


def unit(case: Case) -> None:
    """N408: the unit stands in the question too."""
    node = case.node.fields.get("unit")
    if isinstance(node, Scalar) and re.search(rf"\b(?:in|how many) {re.escape(node.text.casefold())}\b", case.folded):
        case.log.add("N408", case.stem.mark, f"the question says {quoted(node.text)}")


def quote(case: Case) -> None:
    """F706: a quote that does not hold the answer."""
    node = case.node.fields.get("quote")
    question = case.item.question
    if not isinstance(node, Scalar) or question.kind not in ("single", "typed", "number"):
        return
    answers = question.accepted if isinstance(question, Typed) else (key_text(question).split(" ")[0],)
    if question.kind == "single":
        answers = (key_text(question),)
    held = fold(node.text)
    if not any(word in held for answer in answers for word in fold(answer).split() if len(word) > 1):
        case.log.add("F706", node.mark, f"the quote holds no word of {quoted(key_text(question))}")
