"""GIFT files that others wrote, against the answer keys of the reference grammar."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

from quiz.core.items import Item
from quiz.core.kinds import Match, Multiple, Number, Option, Single, TrueFalse, Typed
from quiz.formats.base import SKIPPED, Imported, Loss
from quiz.formats.gift import read
from tests.formats.corpora import folder

Plain = dict[str, Any]
ASKABLE = frozenset({"MC", "Short", "TF", "Numerical", "Matching"})


def words(text: Plain | str | None) -> str:
    """A text of a key, without its markup, with single blanks; the reference puts blanks around a gap that Moodle
    does not, so that none is compared there."""
    if text is None:
        return ""
    written = text if isinstance(text, str) else str(text["text"])
    if not isinstance(text, str) and "<" in written and text["format"] != "plain":
        written = re.sub(r"<!--.*?-->|<img[^>]*>", "", written)
        written = unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", written))
    return squeezed(written)


def squeezed(text: str) -> str:
    """A text for comparing: no blanks at all, since markup leaves one here and none there, and no picture."""
    return re.sub(r"\s+", "", text.replace("[picture]", ""))


def name_of(found: Imported, item: Item) -> str:
    """The name that the file gives a question."""
    return found.extras.get(item.id, {}).get("name", "")


def said(losses: list[Loss]) -> str:
    """The reasons of all losses in one text, for comparing."""
    return squeezed(" ".join(loss.reason for loss in losses))


def pairs(options: tuple[Option, ...]) -> set[tuple[str, str]]:
    """Texts and what is said to them."""
    return {(squeezed(option.text), squeezed(option.say)) for option in options}


def choice_fields(key: Plain, item: Item, losses: list[Loss]) -> None:
    """Options, which of them are right, feedback, and weights, which are scores or what the rule of the score says."""
    question, rows = item.question, key["choices"]
    assert isinstance(question, Single | Multiple)
    assert pairs(question.options) == {(words(row["text"]), words(row["feedback"])) for row in rows}
    marked = [row for row in rows if row["isCorrect"]] or [row for row in rows if (row["weight"] or 0) > 0]
    keys = (question.key,) if isinstance(question, Single) else question.keys
    assert {squeezed(question.options[at].text) for at in keys} == {words(row["text"]) for row in marked}
    assert isinstance(question, Multiple) is (len(marked) > 1)
    weights = {words(row["text"]): row["weight"] for row in rows}
    share = round(100 / len(keys), 5)
    for at, option in enumerate(question.options):
        weight = weights[squeezed(option.text)]
        if option.score is not None:
            assert option.score * 100 == Fraction(str(weight))
        elif (
            isinstance(question, Multiple)
            and at not in keys
            and question.score == "share-minus"
            and not any(one.score is not None for one in question.options)
        ):
            assert weight == -share or "score" in {loss.field for loss in losses}
        else:
            assert weight in ((share, 100, None) if at in keys else (None, 0))


def typed_fields(key: Plain, item: Item, told: str) -> None:
    """Accepted and rejected texts with their feedback; what has no place is told."""
    question = item.question
    assert isinstance(question, Typed)
    rows = [row for row in key["choices"] if words(row["text"]) != "*"]
    accepted = {words(row["text"]) for row in rows if row["weight"] is None or row["weight"] >= 50}
    assert set(map(squeezed, question.accepted)) == accepted
    rejected = {(words(row["text"]), words(row["feedback"])) for row in rows if words(row["text"]) not in accepted}
    assert pairs(question.reject) == rejected
    for row in key["choices"]:
        assert row in rows or words(row["feedback"]) in told
        assert words(row["text"]) not in accepted or words(row["feedback"]) in told
        assert row["weight"] in (None, 0, 100) or f"{row['weight']}%" in told


def number_fields(key: Plain, item: Item, told: str) -> None:
    """Value and bounds; of several answers the one that is wholly right."""
    question, rows = item.question, key["choices"]
    assert isinstance(question, Number)
    if isinstance(rows, list):
        (best,) = (row for row in rows if row["isCorrect"] and row["weight"] in (None, 100))
        assert all(words(row["feedback"]) in told for row in rows)
        rows = best["text"]
    exact = {name: Fraction(str(rows[name])) for name in rows if name != "type"}
    if rows["type"] == "high-low":
        assert (question.low, question.high) == (exact["numberLow"], exact["numberHigh"])
        assert question.value == (question.low + question.high) / 2
    else:
        around = exact.get("range", Fraction(0))
        assert question.value == exact["number"]
        assert (question.low, question.high) == (question.value - around, question.value + around)


def fields(key: Plain, item: Item, losses: list[Loss]) -> None:
    """Compare what a kind has of its own."""
    question, told = item.question, said(losses)
    if key["type"] == "MC":
        choice_fields(key, item, losses)
    elif key["type"] == "Short":
        typed_fields(key, item, told)
    elif key["type"] == "Numerical":
        number_fields(key, item, told)
    elif key["type"] == "Matching":
        assert isinstance(question, Match)
        rows = [(words(row["subquestion"]), squeezed(row["subanswer"])) for row in key["matchPairs"]]
        rows.sort(key=lambda row: not row[0])
        assert list(map(squeezed, question.lefts)) == [left for left, _ in rows if left]
        assert list(map(squeezed, question.rights)) == [right for _, right in rows]
    else:
        assert isinstance(question, TrueFalse)
        assert question.key is key["isTrue"]
        assert squeezed(question.say) == words(key["trueFeedback"])
        assert words(key["falseFeedback"]) in told


def compare(path: Path) -> tuple[int, list[str]]:
    """Compare one file with its key: how many questions were right, and the types of those that are skipped."""
    found = read(path.read_bytes(), path.name)
    keys = [key for key in json.loads(path.with_suffix(".json").read_text("utf-8")) if key["type"] != "Category"]
    asked = [key for key in keys if key["type"] in ASKABLE]
    for key, item in zip(asked, found.items, strict=True):
        losses = [loss for loss in found.losses if loss.item == item.id]
        assert squeezed(item.stem) == words(key["stem"]), path.name
        assert squeezed(item.reveal.explain) == words(key["globalFeedback"])
        assert squeezed(name_of(found, item)) == words(key["title"])
        assert item.tags == tuple(key["tags"] or ())
        fields(key, item, losses)
    lines = path.read_text("utf-8").split("\n")
    skipped = [key for key in keys if key["type"] not in ASKABLE]
    for key, skip in zip(skipped, found.skips, strict=True):
        assert skip.code == SKIPPED
        assert skip.place.line is not None
        first = words(key["title"]) or words(key["stem"])[:4]
        assert first in squeezed("".join(lines[skip.place.line - 1 :]).replace("\\", ""))[: len(first) + 12]
        assert ("essay" in skip.reason) is (key["type"] == "Essay")
    return len(asked), [key["type"] for key in skipped]


def test_every_askable_question_is_right_in_every_field() -> None:
    """85 questions: kind, stem, name, tags, answers, which are right, weights, feedback and general feedback; the
    8 essays and 7 descriptions are skipped, each with its code and its line."""
    asked, skipped = 0, []
    for path in sorted(folder("gift").glob("*.gift")):
        count, types = compare(path)
        asked += count
        skipped += types
    assert (asked, skipped.count("Essay"), skipped.count("Description")) == (85, 8, 7)
