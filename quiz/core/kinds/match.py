"""Match: give each left entry its right one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.core.kinds.base import RIGHT, Verdict, listed


@dataclass(frozen=True, slots=True)
class Match:
    """`rights[i]` belongs to `lefts[i]`; further `rights` are decoys. `headings` name the two columns."""

    lefts: tuple[str, ...]
    rights: tuple[str, ...]
    headings: tuple[str, str] = ("", "")
    kind: Literal["match"] = "match"


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each left entry the index of the chosen right one, or None."""

    rights: tuple[int | None, ...]
    kind: Literal["pairs"] = "pairs"


def grade(question: Match, response: Pairs) -> Verdict:
    """The share of left entries that have their right one.

    Two right entries of one text are one: a player cannot tell them apart.
    """
    rights = question.rights
    hits = sum(given is not None and rights[given] == rights[i] for i, given in enumerate(response.rights))
    if hits == len(question.lefts):
        return RIGHT
    return Verdict(Fraction(hits, len(question.lefts)), f"{hits} of {len(question.lefts)} right")


def fits(question: Match, response: Pairs) -> bool:
    """Whether there is a right entry, or None, for every left one, and none is used twice."""
    used = [given for given in response.rights if given is not None]
    in_range = all(0 <= given < len(question.rights) for given in used)
    return len(response.rights) == len(question.lefts) and in_range and len(set(used)) == len(used)


def key_text(question: Match) -> str:
    """Each left entry with its right one."""
    return listed(tuple(f"{left}: {right}" for left, right in zip(question.lefts, question.rights, strict=False)))


def canonical(question: Match) -> Pairs:
    """Each left entry with its right one."""
    return Pairs(tuple(range(len(question.lefts))))


def flaw(question: Match) -> str:
    """Why this question cannot be played; empty when it can."""
    if len(question.lefts) < 2:
        return "it has fewer than two left entries"
    return "it has fewer right entries than left ones" if len(question.rights) < len(question.lefts) else ""
