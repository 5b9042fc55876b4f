"""The auditor's own notion of when two labels may be taken for one another.

It shares nothing with the folding that makes options or grades typed answers: compatibility decomposition, a table of
twins between alphabets, and what is left of the letters, digits and signs. A match here is a suspicion, never a proof.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN_TWINS = str.maketrans(
    # Cyrillic, Armenian and Greek letters that print like a Latin one.
    "АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјорсухѵһԁԛԝӏӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧορνικϲϳօսոհ",
    "ABESIJKMHOPCTYXYGQWaesijopcyxvhdqwllABEZHIKMNOPTYXopvikcjounh",
)
_SHAPES = str.maketrans({"0": "O", "1": "l", "I": "l", "|": "l", "‖": "ll", "ı": "i", "ſ": "f"})
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ŀ": "l"}
)
_KEPT = frozenset("#%&*+/@§°")
_ARTICLE = re.compile(r"\A\s*(?:the|an?)\s+(?=\S)", re.I)
_PIECES = re.compile(r"[A-Za-z0-9#%&*+/@$<=>^`|~]+")


def _strip(text: str) -> str:
    """Letters, digits and signs of a decomposed text, without marks, blanks and punctuation."""
    kept = []
    for char in text:
        kind = unicodedata.category(char)
        if kind[0] in "LNS" or char in _KEPT:
            kept.append(char)
    return "".join(kept)


def _loose(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    folded = unicodedata.normalize("NFKD", decomposed.casefold())
    return _strip(folded).translate(_STROKES)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A label without article, case, accents, blanks and punctuation; its exact form where nothing would be left."""
    bare = _ARTICLE.sub("", text)
    return _loose(bare) or "=" + unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1 << 16)
def skeleton(text: str) -> str:
    """What a label looks like: twins of other alphabets as their Latin letter, and O, 0, I, l, 1 alike."""
    bare = _ARTICLE.sub("", text)
    decomposed = unicodedata.normalize("NFKD", bare).translate(_LATIN_TWINS).translate(_SHAPES)
    looked = _loose(decomposed).replace("rn", "m").replace("vv", "w")
    return looked or "=" + unicodedata.normalize("NFC", text)


def alike(a: str, b: str) -> bool:
    """Whether two labels may be read as one."""
    return fold(a) == fold(b) or skeleton(a) == skeleton(b)


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order; a word is a run of letters, digits, marks and signs ("C++", "c")."""
    if text.isascii():
        pieces = _PIECES.findall(text)
    else:
        pieces = "".join(char if _in_word(char) else " " for char in text).split()
    return tuple(filter(None, map(_loose, pieces)))


def _in_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNMS" or char in _KEPT


def stem_words(text: str) -> tuple[str, ...]:
    """A stem's words for finding repetitions; what folds to nothing stays as it is."""
    return tuple(_loose(piece) or piece for piece in text.split())


def mentions(text: str, label: str) -> bool:
    """Whether the words of `label` stand in `text` one after the other."""
    needle, hay = words(_ARTICLE.sub("", label)), words(text)
    if not needle:
        return False
    width = len(needle)
    return any(hay[at : at + width] == needle for at in range(len(hay) - width + 1))


def tidy(text: str) -> str:
    """A text with single blanks, in NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())
