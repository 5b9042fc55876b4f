"""Values of a pack file, read and compared naively: what a written date, amount or name stands for."""

from __future__ import annotations

import datetime
import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
LASTING = frozenset({"years", "months", "weeks", "days", "hours", "minutes"})
HEDGES: Mapping[str, tuple[str | None, str | None, bool, bool]] = {
    # hedge: factor of the lower end, of the upper end (None is unbounded), whether each end is open
    "over": ("1", None, True, False), "more than": ("1", None, True, False), "above": ("1", None, True, False),
    "from": ("1", None, False, False), "at least": ("1", None, False, False),
    "under": (None, "1", False, True), "less than": (None, "1", False, True), "below": (None, "1", False, True),
    "up to": (None, "1", False, False), "at most": (None, "1", False, False),
    "about": ("0.95", "1.05", False, False), "around": ("0.95", "1.05", False, False),
    "approximately": ("0.95", "1.05", False, False), "some": ("0.95", "1.05", False, False),
    "nearly": ("0.94", "1", False, True), "almost": ("0.94", "1", False, True),
}  # fmt: skip
TWIN_LETTERS = str.maketrans("АВЕКМНОРСТУХаеорсухіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxiABEZHIKMNOPTYXo")


@dataclass(frozen=True)
class V:
    """A value: its sort, its text as written, and for dates (day numbers) and amounts the interval it stands for."""

    sort: str
    text: str
    lo: Fraction | None = None
    hi: Fraction | None = None
    lo_open: bool = False
    hi_open: bool = False
    unit: str = ""


def clean(text: str) -> str:
    """Blanks collapsed, NFC."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def as_list(value: object) -> list[Any]:
    """The value itself where it is a list, else a list of it."""
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def split_article(name: str) -> tuple[str, str]:
    """The article a name begins with, and the rest."""
    found = re.fullmatch(r"(a|an|the) (.+)", clean(name))
    return (found[1], found[2]) if found else ("", clean(name))


def fold(text: str, *, loose: bool = False) -> str:
    """Letters of one look in one form. Loose folding keeps only letters and digits; what is left empty stays as is."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).translate(TWIN_LETTERS).casefold())
    drop = " -\u00a0'’.,\u2010\u2011" if not loose else ""
    kept = [c for c in spread if not unicodedata.combining(c) and c not in drop and (not loose or c.isalnum())]
    return "".join(kept).casefold() or clean(text)


def read_date(written: str) -> V:
    """The days a written date covers."""
    ends = written.split("..")
    first, last = _days(ends[0])[0], _days(ends[-1])[1]
    return V("date", written, Fraction(first), Fraction(last), unit=str(written.count("-")) if len(ends) == 1 else "..")


def _days(text: str) -> tuple[int, int]:
    """The first and the last day, as day numbers, of a day, month or year."""
    numbers = [int(part) for part in text.strip().split("-")]
    year, month, day = [*numbers, 0, 0][:3]
    first = datetime.date(year, month or 1, day or 1)
    last = datetime.date(year, month or 12, day or monthrange(year, month or 12)[1])
    return first.toordinal(), last.toordinal()


def read_amount(written: str, unit: str, sort: str) -> V:
    """A number with its hedge and scale, as the interval it stands for."""
    text = clean(written)
    hedge = next((h for h in sorted(HEDGES, key=len, reverse=True) if text.startswith(h + " ")), "")
    first, *rest = text.removeprefix(hedge).split()
    digits = str(WORDS.index(first)) if first in WORDS else first.replace(",", "")
    scale = SCALES.get(rest[0], 1) if rest else 1
    named = " ".join(rest[1:] if scale > 1 else rest)
    number, unit = Fraction(digits) * scale, named if sort == "money" else unit
    if hedge:
        low, high, lo_open, hi_open = HEDGES[hedge]
        ends = [None if end is None else Fraction(end) * number for end in (low, high)]
        return V(sort, text, ends[0], ends[1], lo_open, hi_open, unit)
    if sort == "number" and unit in LASTING:
        return V(sort, text, number, number + 1, hi_open=True, unit=unit)
    if "." in digits or scale > 1:
        half = Fraction(scale, 2 * 10 ** len(digits.partition(".")[2]))
        return V(sort, text, number - half, number + half, hi_open=True, unit=unit)
    return V(sort, text, number, number, unit=unit)


def overlap(a: V, b: V) -> bool:
    """Whether two intervals share a number."""
    for low, high in ((a, b), (b, a)):
        if low.lo is None or high.hi is None:
            continue
        if low.lo > high.hi or (low.lo == high.hi and (low.lo_open or high.hi_open)):
            return False
    return True


def within(inner: V, outer: V) -> bool:
    """Whether `inner` is `outer` or lies inside it."""
    if inner.sort != outer.sort or (inner.unit != outer.unit and inner.sort != "date"):
        return False
    if inner.sort in {"thing", "text"}:
        return inner.text == outer.text
    below = outer.lo is None or (inner.lo is not None and (inner.lo, inner.lo_open) >= (outer.lo, outer.lo_open))
    above = outer.hi is None or (inner.hi is not None and (inner.hi, outer.hi_open) <= (outer.hi, inner.hi_open))
    return below and above


def same(a: V, b: V) -> bool:
    """Whether two values are one: the same thing or text, or the same interval."""
    return within(a, b) and within(b, a)
