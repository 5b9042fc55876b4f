"""Folding of typed answers, and how far one text is from another.

It decides what is accepted, and nothing else: whether two options collide is found out elsewhere, in other code.
Folding takes away what a player should not have to type (case, accents, punctuation, a leading article) unless the
question keeps it. It never touches what makes a number: `48.5` and `485` stay two texts, `1,234` and `1234` are one.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

from quiz.core.text import clean

_ARTICLES = MappingProxyType(
    {
        "en": ("the", "an", "a"),
        "de": ("der", "die", "das", "den", "dem", "des", "eine", "einen", "einem", "einer", "eines", "ein"),
        "fr": ("les", "le", "la", "l'", "une", "un", "des", "du"),
        "es": ("los", "las", "el", "la", "lo", "unos", "unas", "una", "un"),
        "it": ("gli", "lo", "la", "il", "le", "i", "l'", "uno", "una", "un'", "un"),
        "pt": ("os", "as", "o", "a", "umas", "uns", "uma", "um"),
        "ca": ("els", "les", "el", "la", "l'", "una", "un"),
        "nl": ("het", "de", "een", "'t", "'n"),
        "af": ("die", "'n"),
        "sv": ("den", "det", "de", "ett", "en"),
        "da": ("den", "det", "de", "et", "en"),
        "nb": ("den", "det", "de", "et", "en", "ei"),
        "no": ("den", "det", "de", "et", "en", "ei"),
        "hu": ("az", "egy", "a"),
        "ga": ("an", "na"),
    }
)
_AND = MappingProxyType(
    {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en", "sv": "och", "da": "og"}
)
# Letters that no decomposition takes apart, and how they are typed without an accent.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
     "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ŋ": "n", "ə": "e"}
)  # fmt: skip
# How keyboards without the letter write it; an accepted text may be typed either way.
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}
)
_SPELLING_OUT = frozenset(("en", "de", "da", "nb", "nn", "no", "sv", "fi"))
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0655\u0670]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02b9\u2032`\u00b4", "'"))
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d.,])\d{1,3}(?:[ '\u00a0\u202f]\d{3})+(?!\d)")
_DIGITS = re.compile(r"[-+]?\d[\d.:/,-]*")


def fold(text: str, language: str = "en", keep: tuple[str, ...] = ()) -> str:
    """`text` as it is compared: what `keep` does not name of case, accents, punctuation and articles is taken away.

    Where nothing would be left (`!!!`, `A`), the last step that leaves nothing is not done.
    """
    base = language.split("-")[0].lower()
    text = unicodedata.normalize("NFKC", clean(text)).translate(_APOSTROPHES).translate(_DASHES)
    text = " ".join(text.split())
    if "case" not in keep:
        text = _caseless(text, base)
    if "articles" not in keep:
        text = _without_article(text, base)
    if "accents" not in keep:
        text = _without_accents(text)
    if "punctuation" not in keep:
        text = _without_punctuation(text, base) or text
    return unicodedata.normalize("NFC", text)


def spellings(text: str, language: str = "en", keep: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The folded forms of an accepted text: as it is, and where usual with ä, ö, ü, å, ø spelt out as two letters."""
    first = fold(text, language, keep)
    if "accents" in keep or language.split("-")[0].lower() not in _SPELLING_OUT:
        return (first,)
    second = fold(unicodedata.normalize("NFC", text).translate(_SPELT_OUT), language, keep)
    return (first,) if first == second else (first, second)


def squeeze(folded: str) -> str:
    """A folded text without the blanks that no number needs: `new york` and `newyork` are one, `1 2` and `12` two."""
    bare = folded.replace(" ", "")
    return bare if bare.isalpha() else re.sub(r"(?<!\d) | (?!\d)", "", folded)


def digits(folded: str) -> tuple[str, ...]:
    """The numbers in a folded text, as written. No edit in them is ever forgiven."""
    return tuple(found.rstrip(".:/,-") for found in _DIGITS.findall(folded))


def distance(one: str, two: str, limit: int) -> int:
    """How many single-letter edits lead from `one` to `two`; anything over `limit` is given as `limit` + 1.

    An edit inserts, deletes or replaces a letter or swaps two neighbours (Damerau 1964; here in the restricted form,
    no letter being edited twice, which is the optimal string alignment distance).
    """
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(two) + 1))
    for i, char in enumerate(one, 1):
        row = [i]
        for j, other in enumerate(two, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (char != other))
            if i > 1 and j > 1 and char == two[j - 2] and one[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(above) > limit:
            return limit + 1
        before, above = above, row
    return min(above[-1], limit + 1)


def forgiven(folded: str) -> int:
    """How many edits are forgiven by default: none in under 5 letters, 1 in 5 to 8, 2 in longer texts.

    Short words lie close together (Iran, Iraq), so that one edit already names something else.
    """
    letters = sum(char.isalpha() for char in folded)
    return 0 if letters < 5 else 1 if letters < 9 else 2


def _caseless(text: str, language: str) -> str:
    """Case folding. Turkish and Azeri have two letters i, of which `I` is the capital of the dotless one."""
    if language in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.replace("İ", "i").casefold()


def _without_article(text: str, language: str) -> str:
    """`text` without one leading article of `language`; alone, an article is an answer."""
    lower = text.casefold()
    for article in _ARTICLES.get(language, ()):
        end = len(article)
        elided = article.endswith("'")
        if lower.startswith(article) and (elided or text[end : end + 1] == " ") and len(lower) == len(text):
            return text[end:].strip() or text
    return text


def _without_accents(text: str) -> str:
    """`text` without the marks that Latin, Greek, Cyrillic, Hebrew and Arabic letters are also written without.

    Marks of other scripts (Indic vowels, the Japanese voicing marks) are letters in their own right and stay.
    """
    text = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))
    return text.translate(_PLAIN)


def _without_punctuation(text: str, language: str) -> str:
    """`text` without punctuation, save what stands in or at a number; `&` becomes a word, symbols (+, $, =) stay."""
    if text.replace(" ", "").isalpha():
        # Most of what a class types is letters alone, and a host waits for all of it.
        return " ".join(text.split())
    text = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    kept: list[str] = []
    for index, char in enumerate(text):
        after = text[index + 1 : index + 2].isdigit()
        before = text[index - 1 : index].isdigit() if index else False
        number = (after and before and char in ".,:/-") or (after and char in "-." and not text[:index].strip())
        if number or char in "#%@" or not (unicodedata.category(char).startswith("P") or char == "'"):
            kept.append(char)
        elif char == "&":
            kept.append(f" {_AND.get(language, '&')} ")
        elif char in "-/\\:;,.()[]\u2026":
            kept.append(" ")
    return " ".join("".join(kept).split())
