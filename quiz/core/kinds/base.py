"""What all kinds of question share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Option:
    """A text to choose, and what is said with the verdict to whoever chose it."""

    text: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of grading: a credit from 0 to 1, and a message that is shown only together with it."""

    credit: Fraction
    message: str = ""
