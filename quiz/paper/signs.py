"""Characters that no font holds: how a text is taken apart for the question, and what is said of those."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from quiz.core.text import name_of

_JOINER = "\u200d"


def clusters(texts: Iterable[str]) -> frozenset[str]:
    """What a font must hold for these texts, beyond ASCII: each character with the marks that sit on it."""
    return frozenset(one for text in texts if not text.isascii() for one in _apart(text))


def _apart(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (_sits(text[at]) or text[at - 1] == _JOINER):
            continue
        if not text[start:at].isascii() and not text[start:at].isspace():
            yield text[start:at]
        start = at


def _sits(char: str) -> bool:
    """Whether a character is drawn on the one before it."""
    return char == _JOINER or unicodedata.category(char).startswith("M") or "\U0001f3fb" <= char <= "\U0001f3ff"


def described(cluster: str) -> str:
    """A character as a message names it: itself, its code point and its name."""
    codes = " ".join(f"U+{ord(char):04X}" for char in cluster)
    return f"{cluster} {codes} ({' with '.join(name_of(char) for char in cluster)})"


def fonts_for(found: Iterable[str]) -> list[str]:
    """For each kind of writing among the characters, which fonts hold it, in words; a kind that none holds says so."""
    return list(dict.fromkeys(_font(cluster) for cluster in sorted(found)))


def _font(cluster: str) -> str:
    char = cluster[0]
    category = unicodedata.category(char)
    if category == "Co":
        return "private-use characters are in no public font; write something else in their place"
    if category == "Cn":
        return "some of these are no characters yet; write something else in their place"
    name = unicodedata.name(char, "")
    for start, font in FONTS.items():
        if name.startswith(start):
            return font
    if category == "So":
        return "for signs and pictures: Noto Emoji or Noto Sans Symbols 2 (Debian and Ubuntu: fonts-noto-core)"
    return "for other writing: the Noto fonts (Debian and Ubuntu: fonts-noto-core)"


_CJK = "for Chinese, Japanese and Korean: Noto Sans CJK (Debian and Ubuntu: fonts-noto-cjk)"
FONTS = MappingProxyType(dict.fromkeys(("CJK ", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"), _CJK))
"""By how the names of its characters begin: which fonts hold a writing."""
