"""Cloze: a text with gaps to fill."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.core.kinds import typed
from quiz.core.kinds.base import Verdict, listed, sentences
from quiz.core.kinds.typed import Typed


@dataclass(frozen=True, slots=True)
class Cloze:
    """`parts[0] gap[0] parts[1] gap[1] ... parts[n]`: one part more than gaps. Every gap is graded as typed text."""

    parts: tuple[str, ...]
    gaps: tuple[Typed, ...]
    kind: Literal["cloze"] = "cloze"


@dataclass(frozen=True, slots=True)
class Fillings:
    """What the player wrote into each gap, in order."""

    texts: tuple[str, ...]
    kind: Literal["fillings"] = "fillings"


def grade(question: Cloze, response: Fillings) -> Verdict:
    """The mean of the gaps' credits; what a gap has to say goes with its number."""
    verdicts = [typed.grade(gap, typed.Words(text)) for gap, text in zip(question.gaps, response.texts, strict=True)]
    said = (f"gap {i}: {verdict.message}" for i, verdict in enumerate(verdicts, 1) if verdict.message)
    total = sum((verdict.credit for verdict in verdicts), Fraction(0))
    right = sum(verdict.credit == 1 for verdict in verdicts)
    count = "" if right == len(verdicts) or len(verdicts) == 1 else f"{right} of {len(verdicts)} gaps right"
    return Verdict(total / len(verdicts), sentences(count, *said))


def fits(question: Cloze, response: Fillings) -> bool:
    """Whether there is one text for each gap, none too long."""
    if len(response.texts) != len(question.gaps):
        return False
    return all(typed.fits(gap, typed.Words(text)) for gap, text in zip(question.gaps, response.texts, strict=True))


def key_text(question: Cloze) -> str:
    """What belongs into the gaps, in order."""
    return listed(tuple(typed.key_text(gap) for gap in question.gaps))


def canonical(question: Cloze) -> Fillings:
    """What belongs into the gaps, filled in."""
    return Fillings(tuple(typed.key_text(gap) for gap in question.gaps))


def flaw(question: Cloze) -> str:
    """Why this question cannot be played; empty when it can."""
    if not question.gaps or len(question.parts) != len(question.gaps) + 1:
        return "it needs gaps, and one part of text more than gaps"
    return next((flaw for flaw in map(typed.flaw, question.gaps) if flaw), "")
