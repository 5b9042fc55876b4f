"""What all kinds of question share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Option:
    """A text to choose, and what is said with the verdict to whoever chose it.

    `score` is what choosing it counts for, as a share of the question; None leaves that to the question.
    """

    text: str
    say: str = ""
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of grading: a credit from 0 to 1, and a message that is shown only together with it."""

    credit: Fraction
    message: str = ""


RIGHT = Verdict(Fraction(1))
WRONG = Verdict(Fraction(0))


def sentences(*parts: str) -> str:
    """The parts that say something, one after the other, each closed with a full stop."""
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in parts if part)


def listed(texts: tuple[str, ...]) -> str:
    """Several texts as one, with semicolons so that a comma inside a text misleads nobody."""
    return "; ".join(texts)
