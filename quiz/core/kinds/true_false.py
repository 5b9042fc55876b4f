"""True or false: the stem is a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiz.core.kinds.base import RIGHT, WRONG, Verdict


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """`key` is whether the statement is true."""

    key: bool
    say: str = ""
    kind: Literal["true_false"] = "true_false"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the player holds the statement to be."""

    value: bool
    kind: Literal["judgement"] = "judgement"


def grade(question: TrueFalse, response: Judgement) -> Verdict:
    """All or nothing; what the question has to say goes to whoever was wrong."""
    if response.value == question.key:
        return RIGHT
    return Verdict(WRONG.credit, question.say)


def key_text(question: TrueFalse) -> str:
    """`true` or `false`."""
    return "true" if question.key else "false"


def canonical(question: TrueFalse) -> Judgement:
    """The right judgement."""
    return Judgement(question.key)
