"""Folding for the suspicion of a collision: two labels with a common key may be one thing to a reader.

This fold is never used to accept an answer. It is coarse on purpose: what folds alike is kept apart from options, and
what folds to nothing is compared by its exact text.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import confusable_homoglyphs

ARTICLES = frozenset({"the", "a", "an"})
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "⁄": "/"}
)
KEPT = frozenset("+#/%&@")  # C, C++ and C# stay apart
KEPT_IN_NUMBERS = frozenset(".:-")  # 1.5 and 15, 1:30 and 130 stay apart
TWINS: Mapping[str, str] = MappingProxyType({"0": "o", "1": "l", "I": "l", "|": "l", "m": "rn", "w": "vv"})

LETTER = re.compile(r'("(?:[^"\\]|\\.)+"): \[')
"""A letter and where its look-alikes begin, in the data of the package."""


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
        shown = "".join(char if char.isascii() else _plainest(char) for char in shown)
    bare = unicodedata.normalize("NFKD", shown)
    kept = (char for char in bare if unicodedata.category(char) not in ("Mn", "Me", "Cf") and not char.isspace())
    return "".join(TWINS.get(char, char) for char in kept).casefold()


def _plainest(char: str) -> str:
    """The plainest look-alike of a letter beyond ASCII; itself where it has none."""
    letters, plain = _look_alikes()
    place = bisect_left(letters, char)
    return plain[place] if letters[place : place + 1] == char else char


@lru_cache(maxsize=1)
def _look_alikes() -> tuple[str, tuple[str, ...]]:
    """The letters beyond ASCII that have a plainer look-alike, in order, and those look-alikes.

    Read from the data of the package, one letter after the other: its modules make objects of all of it, with the name
    of every letter, and load what it takes to fetch it anew. That is ten times the memory.
    """
    data = Path(confusable_homoglyphs.__file__).with_name("confusables.json").read_text("utf-8")
    read = json.JSONDecoder().raw_decode
    found: list[tuple[str, str]] = []
    for entry in LETTER.finditer(data):
        char = json.loads(entry[1])
        if len(char) == 1 and not char.isascii():
            plain = _plainer(char, [glyph["c"] for glyph in read(data, entry.end() - 1)[0]])
            if plain != char:
                found.append((char, sys.intern(plain)))
    found.sort()
    return "".join(char for char, _ in found), tuple(plain for _, plain in found)


def _plainer(char: str, glyphs: Iterable[str]) -> str:
    """The ASCII look-alike of `char`, else the least of its look-alikes by code point, itself included."""
    alike = sorted({*glyphs, char})
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
