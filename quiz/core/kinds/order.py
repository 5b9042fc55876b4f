"""Order: bring the entries into their right sequence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal, assert_never

from quiz.core.kinds.base import RIGHT, Verdict, listed


@dataclass(frozen=True, slots=True)
class Order:
    """`entries` stand in the right sequence. `score` "pairs" gives the share of neighbours in right sequence:
    of the entries that follow one another in the key, how many still do, with nothing between them."""

    entries: tuple[str, ...]
    score: Literal["all", "pairs"] = "pairs"
    kind: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Every index of `entries`, once, in the sequence that the player gave."""

    entries: tuple[int, ...]
    kind: Literal["arrangement"] = "arrangement"


def grade(question: Order, response: Arrangement) -> Verdict:
    """Full credit for the right sequence; else by `score`."""
    if response.entries == tuple(range(len(question.entries))):
        return RIGHT
    match question.score:
        case "all":
            return Verdict(Fraction(0))
        case "pairs":
            followed = sum(two == one + 1 for one, two in pairwise(response.entries))
            steps = len(question.entries) - 1
            return Verdict(Fraction(followed, steps), f"{followed} of {steps} steps right")
        case _:
            assert_never(question.score)


def fits(question: Order, response: Arrangement) -> bool:
    """Whether every entry is named once."""
    return tuple(sorted(response.entries)) == tuple(range(len(question.entries)))


def key_text(question: Order) -> str:
    """The entries in right sequence."""
    return listed(question.entries)


def canonical(question: Order) -> Arrangement:
    """The right sequence."""
    return Arrangement(tuple(range(len(question.entries))))


def flaw(question: Order) -> str:
    """Why this question cannot be played; empty when it can."""
    return "it has fewer than two entries" if len(question.entries) < 2 else ""
