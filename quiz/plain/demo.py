"""The console of the demo: somebody who answers by themselves, mostly right."""

from __future__ import annotations

import math
import time
from fractions import Fraction
from typing import Protocol, TextIO, assert_never

from quiz.core.grammar import spell
from quiz.core.items import Item
from quiz.core.kinds import (
    Amount,
    Arrangement,
    Cloze,
    Fillings,
    Judgement,
    Match,
    Multiple,
    Number,
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
)
from quiz.plain.player import as_answer
from quiz.plain.text import Page, signs_for, terminal_columns

MISS_EVERY = 3
THINK, READ = 1.4, 3.5
"""Seconds on a terminal before an answer and after a reveal: eight questions stay under a minute."""


class OpenBook(Protocol):
    """A game whose current question can be seen with its key."""

    @property
    def item(self) -> Item:
        """The current item."""
        ...

    @property
    def order(self) -> tuple[int, ...]:
        """What stands at each place."""
        ...


class DemoConsole:
    """Types the answers itself. Every third one is wrong, so that both reveals are seen. In a pipe nothing waits."""

    def __init__(self, game: OpenBook, target: TextIO) -> None:
        """`game` is looked into for the answers."""
        self._game, self._target = game, target
        self._signs = signs_for(target.encoding)
        self._waits = target.isatty()
        self._asked = 0

    def page(self) -> Page:
        """As wide as the terminal is now."""
        return Page(terminal_columns(), self._signs)

    def read(self, prompt: str) -> str | None:
        """Think, then answer."""
        self._asked += 1
        question = self._game.item.question
        response = blunder(question) if self._asked % MISS_EVERY == 2 else canonical(question)
        line = as_answer(spell(response, self._game.order))
        self._target.write(prompt)
        self._wait(THINK)
        self._target.write(f"{line}\n")
        return line

    def write(self, lines: list[str]) -> None:
        """Write lines."""
        self._target.write("".join(line + "\n" for line in lines))
        self._target.flush()

    def pause(self, prompt: str) -> str | None:  # noqa: ARG002 - nobody is asked
        """Leave time to read."""
        self._wait(READ)
        return ""

    def _wait(self, seconds: float) -> None:
        """Only where somebody watches."""
        self._target.flush()
        if self._waits:
            time.sleep(seconds)


def blunder(question: Question) -> Response:
    """An answer that fits the question and does not get full credit."""
    match question:
        case Single():
            return Pick((question.key + 1) % len(question.options))
        case Multiple():
            rest = tuple(i for i in range(len(question.options)) if i not in question.keys)
            return Picks(tuple(sorted((*question.keys[1:], *rest[:1]))))
        case TrueFalse():
            return Judgement(not question.key)
        case Number():
            reach = question.margin or Fraction(0)
            return Amount(Fraction(math.floor(question.high + reach) + 3))
        case Typed():
            return Words("no idea")
        case Order():
            return Arrangement(tuple(reversed(range(len(question.entries)))))
        case Match():
            count = len(question.lefts)
            return Pairs(tuple((left + 1) % len(question.rights) for left in range(count)))
        case Cloze():
            return Fillings(("no idea",) * len(question.gaps))
        case _:
            assert_never(question)
