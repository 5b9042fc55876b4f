"""What several readers make of options, and how a gap is written where it is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quiz.core.kinds import Cloze, Option, Question, TrueFalse, Typed
from quiz.core.written import Written
from quiz.formats.intake import choice

GAP = "_____"
"""How a gap stands in a stem."""


def picked(options: list[tuple[Option, bool]], *, several: bool, keep: bool = False) -> Question:
    """Make a choice of options and whether each is right; true-false where that is what they offer."""
    if not several and is_verdict([option for option, _ in options]):
        folded = [_folded(option) for option, _ in options]
        right = next(at for at, (_, fits) in enumerate(options) if fits)
        return TrueFalse(folded[right] == "true", options[1 - right][0].say)
    return choice(options, several=several, keep=keep)


def is_verdict(options: Sequence[Option]) -> bool:
    """Whether options offer no more than true and false."""
    return len(options) == 2 and sorted(map(_folded, options)) == ["false", "true"]


def _folded(option: Option) -> str:
    return option.text.casefold().rstrip(".")


def in_language(draft: Written, language: str) -> Written:
    """Give a question whose typed answers are folded by the rules of a language."""
    question = draft.question
    if isinstance(question, Typed):
        return replace(draft, question=replace(question, language=language))
    if isinstance(question, Cloze):
        gaps = tuple(replace(gap, language=language) for gap in question.gaps)
        return replace(draft, question=replace(question, gaps=gaps))
    return draft
