"""Folding for the suspicion of a collision: two labels with a common key may be one thing to a reader.

This fold is never used to accept an answer. It is coarse on purpose: what folds alike is kept apart from options, and
what folds to nothing is compared by its exact text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

ARTICLES = frozenset({"the", "a", "an"})
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "⁄": "/"}
)
KEPT = frozenset("+#/%&@")  # C, C++ and C# stay apart
KEPT_IN_NUMBERS = frozenset(".:-")  # 1.5 and 15, 1:30 and 130 stay apart
TWINS: Mapping[str, str] = MappingProxyType({"0": "o", "1": "l", "I": "l", "|": "l", "m": "rn", "w": "vv"})


def fold(text: str) -> str:
    """Letters and digits of `text` without case, accents, punctuation, blanks or a leading article.

    Returns "" if nothing remains.
    """
    if text.isascii() and text.isalnum():
        return text.casefold()
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(char for char in spread if unicodedata.category(char) not in ("Mn", "Me", "Cf"))
    words = [_letters(word) for word in plain.translate(PLAIN_LETTERS).split()]
    words = [word for word in words if word]
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return "".join(words).replace("&", "and")


def _letters(word: str) -> str:
    return "".join(char for place, char in enumerate(word) if _matters(char) or _splits_digits(word, place))


def _matters(char: str) -> bool:
    return char.isalnum() or char in KEPT or unicodedata.category(char)[0] == "S"


def _splits_digits(word: str, place: int) -> bool:
    around = word[max(place - 1, 0) : place], word[place + 1 : place + 2]
    return word[place] in KEPT_IN_NUMBERS and all(side.isdigit() for side in around)


def skeleton(text: str) -> str:
    """`text` with each letter replaced by the plainest one that looks like it, so that look-alikes become equal."""
    shown = unicodedata.normalize("NFKC", text)
    if not shown.isascii():
        table = _confusables()
        shown = "".join(char if char.isascii() else _plainest(char, table) for char in shown)
    bare = unicodedata.normalize("NFKD", shown)
    kept = (char for char in bare if unicodedata.category(char) not in ("Mn", "Me", "Cf") and not char.isspace())
    return "".join(TWINS.get(char, char) for char in kept).casefold()


def _confusables() -> Mapping[str, Iterable[Mapping[str, str]]]:
    from confusable_homoglyphs import confusables  # a large table, needed for labels beyond ASCII only

    table: Mapping[str, Iterable[Mapping[str, str]]] = confusables.confusables_data
    return table


def _plainest(char: str, table: Mapping[str, Iterable[Mapping[str, str]]]) -> str:
    """The ASCII look-alike of `char`, else the least of its look-alikes by code point, itself included."""
    alike = sorted({entry["c"] for entry in table.get(char, ())} | {char})
    ascii_only = [glyph for glyph in alike if glyph.isascii() and glyph.isalnum()]
    return ascii_only[0] if ascii_only else alike[0]


class Folder:
    """Collision keys of texts, each computed once."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[str, frozenset[str]] = {}

    def keys(self, text: str) -> frozenset[str]:
        """The keys of `text`; two texts that share one may be taken for each other."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._compute(text)
        return known

    def _compute(self, text: str) -> frozenset[str]:
        folded, seen = fold(text), skeleton(text)
        exact = "=" + unicodedata.normalize("NFC", text).strip()
        keys = {"f" + folded if folded else exact, "s" + seen if seen else exact}
        if folded and folded != seen:
            keys.add("s" + skeleton(folded))
        return frozenset(keys)

    def sames(self, texts: Iterable[str]) -> frozenset[str]:
        """The keys of several labels together."""
        return frozenset(key for text in texts for key in self.keys(text))
