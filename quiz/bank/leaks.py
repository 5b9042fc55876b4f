"""Whether a text gives another away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quiz.bank.fold import fold

APART = re.compile(r"[^\w+#/%.:&]|_")
PREFIX = 4  # from this length on a label also shows inside a longer word: Russia in Russian


def words(text: str) -> list[str]:
    """The words of a text, folded; hyphens and apostrophes part words."""
    spaced = APART.sub(" ", text)
    return [folded for word in spaced.split() if (folded := fold(word.strip(".:")))]


def shows_any(text: str, labels: Iterable[str]) -> bool:
    """Whether the words of one of the labels stand in `text` one after the other, the last perhaps with an ending."""
    return any_run(words(text), [bare(words(label)) for label in labels])


def any_run(held: Sequence[str], wanted: Iterable[Sequence[str]]) -> bool:
    """Whether one of the runs of words stands in `held`."""
    return any(_run(held, one) for one in wanted)


def bare(wanted: Sequence[str]) -> Sequence[str]:
    """The words without a leading article."""
    return wanted[1:] if len(wanted) > 1 and wanted[0] in ("the", "a", "an") else wanted


def _run(held: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted:
        return False
    last, size = wanted[-1], len(wanted)
    longer = len(last) >= PREFIX and last.isalpha()
    for end in range(size - 1, len(held)):
        word = held[end]
        if (word == last or (longer and word.startswith(last))) and held[end - size + 1 : end] == wanted[:-1]:
            return True
    return False
