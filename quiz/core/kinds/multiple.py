"""Multiple choice: several options may be right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal, assert_never

from quiz.core.kinds.base import RIGHT, Option, Verdict, listed, sentences

Scoring = Literal["all", "share", "share-minus"]


@dataclass(frozen=True, slots=True)
class Multiple:
    """`keys` are the indices of the right options, ascending. `score` says how part of an answer counts."""

    options: tuple[Option, ...]
    keys: tuple[int, ...]
    score: Scoring = "share-minus"
    keep_order: bool = False
    kind: Literal["multiple"] = "multiple"


@dataclass(frozen=True, slots=True)
class Picks:
    """The indices of the chosen options, ascending, in the question's own order."""

    options: tuple[int, ...]
    kind: Literal["picks"] = "picks"


def grade(question: Multiple, response: Picks) -> Verdict:
    """With scores of single options their sum; else by `score`.

    `all`: the right options and no other. `share`: right picks by right options, nothing for more picks than right
    options. `share-minus`: right picks less wrong picks, by right options, never below nothing.

    `share` is Quizler's rule and `share-minus` Razzia's; both give full credit for exactly the right options alone.
    """
    keys, picks = frozenset(question.keys), frozenset(response.options)
    hits, wrong = len(keys & picks), len(picks - keys)
    message = sentences(_count(hits, len(keys), wrong), *(question.options[i].say for i in sorted(picks - keys)))
    if picks == keys:
        return RIGHT
    if any(option.score is not None for option in question.options):
        return Verdict(_summed(question, picks), message)
    return Verdict(_share(question.score, hits, wrong, len(keys)), message)


def fits(question: Multiple, response: Picks) -> bool:
    """Whether the picks are options, ascending and none twice."""
    picks = response.options
    ascending = all(one < two for one, two in pairwise(picks))
    return ascending and all(0 <= pick < len(question.options) for pick in picks)


def key_text(question: Multiple) -> str:
    """The right options."""
    return listed(tuple(question.options[key].text for key in question.keys)) or "none of them"


def canonical(question: Multiple) -> Picks:
    """The right options, picked."""
    return Picks(question.keys)


def flaw(question: Multiple) -> str:
    """Why this question cannot be played; empty when it can."""
    if len(question.options) < 2:
        return "it has fewer than two options"
    return "" if fits(question, canonical(question)) else "its keys are not options in ascending order"


def _summed(question: Multiple, picks: frozenset[int]) -> Fraction:
    """What the picked options score together, never below nothing and never all of it: only the key is all right.

    A right option without a score of its own counts for its share of the key, a wrong one for nothing.
    """
    total = Fraction(0)
    for pick in picks:
        score = question.options[pick].score
        if score is not None:
            total += score
        elif pick in question.keys:
            total += Fraction(1, len(question.keys))
    return min(max(total, Fraction(0)), Fraction(99, 100))


def _share(score: Scoring, hits: int, wrong: int, keys: int) -> Fraction:
    """The credit of an answer that is not exactly right."""
    match score:
        case "all":
            return Fraction(0)
        case "share":
            return Fraction(hits, keys) if keys and hits + wrong <= keys else Fraction(0)
        case "share-minus":
            return Fraction(max(hits - wrong, 0), keys) if keys else Fraction(0)
        case _:
            assert_never(score)


def _count(hits: int, keys: int, wrong: int) -> str:
    """How much of the answer is right, in words."""
    return f"{hits} of {keys} right" + (f", {wrong} wrong" if wrong else "")
