"""What a class has typed, the commonest first: for its host alone.

Texts that grading takes for one are counted as one. Until the key is out nothing here depends on it, nor on what a
question has of its own to say about spelling: then all are folded alike, and none is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from quiz.core.items import Item
from quiz.core.kinds import Amount, Cloze, Fillings, Number, Response, Typed, Words, number, typed
from quiz.core.kinds.folding import fold, squeeze
from quiz.core.text import clean

MOST = 5
"""How many texts are listed."""


class Mark(StrEnum):
    """What grading makes of a text. `NEAR` is taken with a slip, or counts for a part."""

    NONE = ""
    RIGHT = "right"
    NEAR = "near"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Given:
    """A text as it was first typed, cleaned, and how many typed it.

    `gap` is the number of the gap from 1, and 0 where there is one place to type in. `mark` is there once the key is.
    """

    text: str
    count: int
    gap: int = 0
    mark: Mark = Mark.NONE


def commonest(item: Item, given: Sequence[Response], *, revealed: bool) -> tuple[tuple[Given, ...], int]:
    """The commonest texts of a question that is typed, in the order of their counts, and how many others there are.

    Of texts given equally often the one that came first stands first. Empty for questions that nothing is typed for.
    """
    counts: dict[_Place, int] = {}
    for response in given:
        for place in _places(item, response):
            counts[place] = counts.get(place, 0) + 1
    groups: dict[tuple[int, str, Mark], Given] = {}
    for place, count in counts.items():
        mark = _mark(item, place) if revealed else Mark.NONE
        key = place.gap, _folded(item, place, revealed=revealed), mark
        known = groups.get(key)
        text, before = (place.text, 0) if known is None else (known.text, known.count)
        groups[key] = Given(text, before + count, place.gap, mark)
    ranked = sorted(groups.values(), key=lambda one: -one.count)
    return tuple(ranked[:MOST]), len(ranked[MOST:])


@dataclass(frozen=True, slots=True)
class _Place:
    """A text where it was typed; `value` where it is read as a number."""

    gap: int
    text: str
    value: Fraction | None = None


def _places(item: Item, response: Response) -> tuple[_Place, ...]:
    """What was typed, and where; nothing where nothing is typed."""
    question = item.question
    match question, response:
        case Number(), Amount(value):
            text = number.shown(value, year=question.year)
            return (_Place(0, f"{text} {question.unit}".strip(), value),)
        case Typed(), Words(text):
            return (_Place(0, clean(text).strip()),)
        case Cloze(), Fillings(texts):
            several = len(texts) > 1
            return tuple(_Place(gap if several else 0, clean(text).strip()) for gap, text in enumerate(texts, 1))
        case _:
            return ()


def _folded(item: Item, place: _Place, *, revealed: bool) -> str:
    """What two texts that are counted as one have in common."""
    asked = _asked(item, place)
    if asked is None:
        return place.text
    if revealed:
        return _fold(place.text, asked.language, asked.keep)
    return _fold(place.text, item.language, ())


@lru_cache(maxsize=2048)  # a desk is told several times a second while a class types
def _fold(text: str, language: str, keep: tuple[str, ...]) -> str:
    """As grading folds; a text of which nothing would be left stays itself."""
    return squeeze(fold(text, language, keep)) or text


def _mark(item: Item, place: _Place) -> Mark:
    """What grading makes of a text by itself."""
    question, asked = item.question, _asked(item, place)
    if asked is not None:
        verdict = typed.grade(asked, Words(place.text))
        if verdict.credit < 1:
            return Mark.WRONG
        # A text that is taken with a slip is told how it is written.
        return Mark.NEAR if verdict.message else Mark.RIGHT
    if not isinstance(question, Number) or place.value is None:
        return Mark.NONE
    credit = number.grade(question, Amount(place.value)).credit
    return Mark.RIGHT if credit == 1 else Mark.NEAR if credit else Mark.WRONG


def _asked(item: Item, place: _Place) -> Typed | None:
    """The question that a text answers; None where it is a number."""
    match item.question:
        case Typed() as question:
            return question
        case Cloze(gaps=gaps):
            return gaps[max(place.gap - 1, 0)]
        case _:
            return None
