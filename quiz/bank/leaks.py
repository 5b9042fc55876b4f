"""Whether a text gives another away."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.bank.fold import fold

PREFIX = 4  # from this length on a label also shows inside a longer word: Russia in Russian


def words(text: str) -> list[str]:
    """The words of a text, folded; hyphens and apostrophes part words."""
    spaced = "".join(char if char.isalnum() or char in "+#/%.:&" else " " for char in text)
    return [folded for word in spaced.split() if (folded := fold(word.strip(".:")))]


def shows_any(text: str, labels: Iterable[str]) -> bool:
    """Whether `text` shows one of the labels."""
    held = words(text)
    return any(_run(held, wanted) for label in labels if (wanted := _bare(words(label))))


def _bare(wanted: list[str]) -> list[str]:
    return wanted[1:] if len(wanted) > 1 and wanted[0] in ("the", "a", "an") else wanted


def _run(held: list[str], wanted: list[str]) -> bool:
    if not wanted:
        return False
    last, size = wanted[-1], len(wanted)
    for start in range(len(held) - size + 1):
        if held[start : start + size - 1] == wanted[:-1]:
            end = held[start + size - 1]
            if end == last or (len(last) >= PREFIX and last.isalpha() and end.startswith(last)):
                return True
    return False
