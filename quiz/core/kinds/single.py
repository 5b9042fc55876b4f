"""Single choice: one option is right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.core.kinds.base import Option, Verdict


@dataclass(frozen=True, slots=True)
class Single:
    """`key` is the index of the right option. With `keep_order` the options are shown as they stand."""

    options: tuple[Option, ...]
    key: int
    keep_order: bool = False
    kind: Literal["single"] = "single"


@dataclass(frozen=True, slots=True)
class Pick:
    """The index of the chosen option, in the question's own order."""

    option: int
    kind: Literal["pick"] = "pick"


def grade(question: Single, response: Pick) -> Verdict:
    """All for the key, else what the chosen option's own score gives; what it has to say goes with it."""
    option = question.options[response.option]
    if response.option == question.key:
        return Verdict(Fraction(1), option.say)
    return Verdict(max(Fraction(0), option.score or Fraction(0)), option.say)


def fits(question: Single, response: Pick) -> bool:
    """Whether there is such an option."""
    return 0 <= response.option < len(question.options)


def key_text(question: Single) -> str:
    """The right option."""
    return question.options[question.key].text


def canonical(question: Single) -> Pick:
    """The right option, picked."""
    return Pick(question.key)


def flaw(question: Single) -> str:
    """Why this question cannot be played; empty when it can."""
    if len(question.options) < 2:
        return "it has fewer than two options"
    if not 0 <= question.key < len(question.options):
        return "its key is none of its options"
    for at, option in enumerate(question.options):
        if option.score is not None and option.score >= 1 and at != question.key:
            return "a wrong option scores as much as the key"
    return ""
