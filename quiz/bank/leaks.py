"""Whether a text gives another away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from quiz.bank.fold import fold
from quiz.core.items import Item
from quiz.core.kinds import Single

APART = re.compile(r"[^\w+#/%.:&]|_")
PREFIX = 4  # from this length on a label also shows inside a longer word: Russia in Russian


def words(text: str) -> list[str]:
    """The words of a text, folded; hyphens and apostrophes part words."""
    spaced = APART.sub(" ", text)
    return [folded for word in spaced.split() if (folded := fold(word.strip(".:")))]


Run = Sequence[str] | str  # the words of a label; of a label without words the label itself


def run_of(label: str) -> Run:
    """What to look for in a text: the words of a label without a leading article."""
    wanted = words(label)
    if not wanted:
        return normalize("NFC", label).strip()
    return wanted[1:] if len(wanted) > 1 and wanted[0] in ("the", "a", "an") else wanted


class Shown:
    """A text that a player sees, ready to be searched for labels."""

    def __init__(self, text: str) -> None:
        """Part the text into words."""
        self._raw, self._words = normalize("NFC", text), words(text)

    def any_of(self, runs: Iterable[Run]) -> bool:
        """Whether the words of one label stand one after the other, the last perhaps with an ending."""
        return any(one in self._raw if isinstance(one, str) else _run(self._words, one) for one in runs if one)


def shows_any(text: str, labels: Iterable[str]) -> bool:
    """Whether `text` shows one of the labels."""
    return Shown(text).any_of(run_of(label) for label in labels)


def told_by_topic(item: Item) -> bool:
    """Whether the topic, which stands over the question, shows its answer, or a number that only the answer has."""
    if shows_any(item.topic, item.leaks):
        return True
    if not isinstance(item.question, Single):
        return False
    texts = [words(option.text) for option in item.question.options]
    others = {word for place, text in enumerate(texts) if place != item.question.key for word in text}
    return any(word.isdecimal() and word in words(item.topic) and word not in others
               for word in texts[item.question.key])  # fmt: skip


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
