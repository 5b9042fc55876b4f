"""What single options count for in QTI, told by what responses would score there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from quiz.core.kinds import Multiple, Option, Question, TrueFalse
from quiz.core.kinds.multiple import Picks, grade
from quiz.core.written import MOST_OPTIONS
from quiz.formats.intake import Intake
from quiz.formats.picking import picked
from quiz.formats.weights import WHOLE, weighed

Score = Callable[[tuple[str, ...]], Fraction]
"""What choosing these options, and no others, scores."""

_NEAR = Fraction(1, 1000)
_OTHERWISE = "part of an answer counts otherwise there"
_UNEVEN = Fraction(1, 50)
"""By how much of the whole equal parts may differ: a third is written with a few decimals."""
_MOST_PARTS = 50
"""Answers of more parts are not scored part by part: a file made for it would keep the reader busy."""


def uneven(key: Mapping[str, tuple[str, ...]], score: Callable[[Mapping[str, tuple[str, ...]]], Fraction]) -> bool:
    """Whether the values of a right answer, by response, count for different shares of it."""
    if sum(map(len, key.values())) > _MOST_PARTS:
        return False
    full = score(key)
    less = [
        full - score({**key, name: tuple(each for each in values if each != value)})
        for name, values in key.items()
        for value in values
    ]
    return bool(less) and max(less) - min(less) > _UNEVEN * abs(full)


class Marks:
    """The marks of one choice: what a whole answer and parts of it score."""

    def __init__(self, names: Sequence[str], keys: Sequence[str], score: Score, mapped: Mapping[str, Fraction]) -> None:
        """Take options by `names` in their order, the right ones, and the marks that a mapping gives them, if any."""
        self._names = tuple(names)
        self._keys = tuple(keys)
        self._mapped = mapped
        self._score = score
        self._nothing = score(())
        self._full = score(self._keys)

    def one(self, rows: Sequence[Option], intake: Intake, *, keep: bool = False) -> Question:
        """Give the question of which one option may be chosen."""
        key = self._names.index(self._keys[0])
        shares = [self._share(name) if self._full > 0 else None for name in self._names]
        options = [
            (replace(option, score=share) if share and at != key else option, at == key)
            for at, (option, share) in enumerate(zip(rows, shares, strict=True))
        ]
        question = picked(options, several=False, keep=keep)
        if isinstance(question, TrueFalse) and any(option.score for option, _ in options):
            intake.lose("credit", "a wrong answer is worth part of the marks there and nothing here")
        return question

    def several(self, rows: Sequence[Option], intake: Intake, *, keep: bool = False, partly: bool = False) -> Question:
        """Give the question of which several may be chosen; with `partly` a program shares out what the file does not.

        Where no way of counting here gives what parts of the answer score there, that is noted.
        """
        right = [name in self._keys for name in self._names]
        whole = picked(list(zip(rows, right, strict=True)), several=True, keep=keep)
        if not isinstance(whole, Multiple) or len(rows) > MOST_OPTIONS or self._full <= self._nothing:
            return whole
        if not self._mapped and self._agrees(together := replace(whole, score="all"), rows):
            return whole if partly else together
        found = [self._weighed(rows, right, marks, keep) for marks in self._readings()]
        question = next((each for each in found if self._agrees(each, rows)), None)
        if question is None:
            intake.lose("score", _OTHERWISE)
        return question or found[-1]

    def _weighed(self, rows: Sequence[Option], right: list[bool], marks: Sequence[Fraction], keep: bool) -> Question:
        return weighed([(o, mark * WHOLE) for o, mark in zip(rows, marks, strict=True)], keep=keep, right=right)

    def _readings(self) -> Iterator[list[Fraction]]:
        """Give what the options may count for: by the mapping, and by what they add to nothing or to the key."""
        worth = self._full - self._nothing
        if self._mapped:
            yield [self._mapped[name] / worth for name in self._names]
        yield [self._added(name) / worth for name in self._names]

    def _added(self, name: str) -> Fraction:
        alone = self._score((name,)) - self._nothing
        if alone or name in self._keys:
            return alone
        return min(self._score((*self._keys, name)) - self._full, Fraction(0))

    def _share(self, name: str) -> Fraction:
        """Give what one option alone scores, by the whole; a mapping may say by how much it is less than nothing."""
        alone, mark = self._score((name,)), self._mapped.get(name, Fraction(0))
        return (mark if alone == 0 > mark else alone) / self._full

    def _agrees(self, question: Question, rows: Sequence[Option]) -> bool:
        """Whether each option alone, and the key with one less or one more, count as they do there."""
        if not isinstance(question, Multiple):
            return False
        places = {option.text: at for at, option in enumerate(question.options)}
        at = {name: places[option.text] for name, option in zip(self._names, rows, strict=True)}
        return all(
            abs(self._credit(part) - grade(question, Picks(tuple(sorted(at[name] for name in part)))).credit) < _NEAR
            for part in self._parts(together=question.score == "all")
        )

    def _parts(self, *, together: bool) -> Iterator[tuple[str, ...]]:
        for name in self._names:
            yield (name,)
            if name in self._keys:
                yield tuple(key for key in self._keys if key != name)
            elif together or self._credit((*self._keys, name)) < 1:
                # One more that costs nothing there is never all right here, and is left at that.
                yield (*self._keys, name)

    def _credit(self, part: tuple[str, ...]) -> Fraction:
        return max((self._score(part) - self._nothing) / (self._full - self._nothing), Fraction(0))
