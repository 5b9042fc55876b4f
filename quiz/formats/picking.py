"""What several readers make of options, and how a gap is written where it is asked about."""

from __future__ import annotations

from quiz.core.kinds import Option, Question, TrueFalse
from quiz.formats.intake import choice

GAP = "_____"
"""How a gap stands in a stem."""


def picked(options: list[tuple[Option, bool]], *, several: bool, keep: bool = False) -> Question:
    """Make a choice of options and whether each is right; true-false where that is what they offer."""
    folded = [option.text.casefold().rstrip(".") for option, _ in options]
    if not several and sorted(folded) == ["false", "true"]:
        right = next(at for at, (_, fits) in enumerate(options) if fits)
        return TrueFalse(folded[right] == "true", options[1 - right][0].say)
    return choice(options, several=several, keep=keep)
