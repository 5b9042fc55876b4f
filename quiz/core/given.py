"""What a class has typed, the commonest first: for its host alone.

Texts that grading takes for one are counted as one. Until the key is out nothing here depends on it, nor on what a
question has of its own to say about spelling: then all are folded alike, and none is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from heapq import nlargest

from quiz.core.items import Item
from quiz.core.kinds import Amount, Cloze, Fillings, Number, Question, Response, Typed, Words, grade
from quiz.core.kinds.folding import fold, squeeze
from quiz.core.kinds.number import shown
from quiz.core.text import clean

MOST = 5
"""How many texts are listed."""

_Group = tuple[int, str, bool]
"""What texts that are counted as one have in common: where they stand, what they fold to, and whether they are apart.

Apart is an accepted text that is right as it stands, unlike all else that folds like it.
"""

Folds = dict[tuple[object, ...], dict[str, tuple[_Group, str]]]
"""Of each place to type in, and for each way of folding, the group and the cleaned form of every text.

A desk is told several times a second while a class types: who hands in the same one again has each text folded once.
"""


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


def commonest(
    item: Item, given: Sequence[Response], *, revealed: bool, folds: Folds | None = None
) -> tuple[tuple[Given, ...], int]:
    """The commonest texts of a question that is typed, in the order of their counts, and how many others there are.

    Of texts given equally often the one that came first stands first. Empty for questions that nothing is typed for.
    """
    fields = _fields(item, {} if folds is None else folds, revealed=revealed)
    typed = _typed(item.question, given)
    counts, firsts = dict[_Group, int](), dict[_Group, int]()
    for index, texts in enumerate(typed):
        for field, text in zip(fields, texts, strict=False):
            group = (field.known.get(text) or field.read(text))[0]
            count = counts.get(group, 0)
            counts[group] = count + 1
            if not count:
                firsts[group] = index
    found = []
    for group in nlargest(MOST, counts, key=counts.__getitem__):
        field, first = fields[group[0]], firsts[group]
        text = field.known[typed[first][field.place]][1]
        # Grading takes its time, so that only what is shown is marked.
        mark = _mark(field.asked, text, given[first]) if revealed else Mark.NONE
        found.append(Given(text, counts[group], field.place + 1 if len(fields) > 1 else 0, mark))
    return tuple(found), len(counts) - len(found)


@dataclass(frozen=True, slots=True)
class _Field:
    """A place to type in, with what is `known` of the texts that were typed there."""

    place: int
    asked: Typed | Number
    language: str
    keep: tuple[str, ...]
    apart: frozenset[str]
    known: dict[str, tuple[_Group, str]]

    def read(self, typed: str) -> tuple[_Group, str]:
        """The group of a text, and the text cleaned."""
        text = clean(typed).strip()
        folded = text if isinstance(self.asked, Number) else _folded(text, self.language, self.keep)
        self.known[typed] = (self.place, folded, text in self.apart), text
        return self.known[typed]


def _fields(item: Item, folds: Folds, *, revealed: bool) -> list[_Field]:
    """Where a question is typed into; each place has its own way with texts only once the key is out."""
    found = []
    for place, asked in enumerate(_asked(item.question)):
        language, keep, apart = item.language, tuple[str, ...](), frozenset[str]()
        if revealed and isinstance(asked, Typed):
            language, keep = asked.language, asked.keep
            rejected = {_folded(option.text, language, keep) for option in asked.reject}
            apart = frozenset(text for text in asked.accepted if rejected and _folded(text, language, keep) in rejected)
        known = folds.setdefault((place, language, keep, apart), {})
        found.append(_Field(place, asked, language, keep, apart, known))
    return found


def _folded(text: str, language: str, keep: tuple[str, ...]) -> str:
    """As grading folds; a text of which nothing would be left stays itself."""
    return squeeze(fold(text, language, keep)) or text


def _asked(question: Question) -> tuple[Typed | Number, ...]:
    """What is asked at each place to type in; empty where nothing is typed."""
    match question:
        case Typed() | Number():
            return (question,)
        case Cloze(gaps=gaps):
            return gaps
        case _:
            return ()


def _typed(question: Question, given: Sequence[Response]) -> list[tuple[str, ...]]:
    """What each has typed at each place."""
    match question:
        case Number():
            return [(_amount(question, one.value),) if isinstance(one, Amount) else () for one in given]
        case Typed():
            return [(one.text,) if isinstance(one, Words) else () for one in given]
        case Cloze():
            return [one.texts if isinstance(one, Fillings) else () for one in given]
        case _:
            return [()] * len(given)


def _amount(question: Number, value: Fraction) -> str:
    """A number as it is shown."""
    return f"{shown(value, year=question.year)} {question.unit}".strip()


def _mark(asked: Typed | Number, text: str, response: Response) -> Mark:
    """What grading makes of a text by itself."""
    typed = isinstance(asked, Typed)
    verdict = grade(asked, Words(text) if typed else response)
    if not verdict.credit:
        return Mark.WRONG
    # A text that is taken with a slip is told how it is written.
    return Mark.NEAR if verdict.credit < 1 or (typed and verdict.message) else Mark.RIGHT
