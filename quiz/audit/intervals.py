"""The auditor's own reading of dates, hedged quantities and money into intervals of exact fractions."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WORDS = MappingProxyType(
    {
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
        "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    }
)  # fmt: skip
_SCALES = MappingProxyType({"thousand": 10**3, "million": 10**6, "billion": 10**9})
_TIMES = re.compile(r"(?:year|month|week|day|hour|minute)s?", re.I)
_HEDGES = (
    "more than|over|above|at least|from|less than|under|below|at most|up to|about|around|approximately|some"
    "|nearly|almost"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|" + "|".join(_WORDS)
_QUANTITY = re.compile(rf"(?:({_HEDGES})\s+)?({_NUMBER})(?:\s+(thousand|million|billion))?(?:\s+(\D.*))?", re.I)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_PROSE = re.compile(rf"(?:(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) )?([1-9]\d{{0,3}})", re.ASCII)
MAX_DIGITS = 60


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers between two ends; None is no bound on that side, and an open end is left out itself."""

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """A date as its first and last day, its precision (day, month, year or range) and how prose writes it."""

    first: datetime.date
    last: datetime.date
    grain: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity: the span that its print stands for, the print without unit, the number alone, hedge and unit."""

    span: Span
    printed: str
    number: Fraction
    hedge: str
    unit: str


def apart(a: Span, b: Span) -> bool:
    """Whether no number lies in both."""
    return ahead(a, b) or ahead(b, a)


def ahead(a: Span, b: Span) -> bool:
    """Whether every number of `a` is smaller than every number of `b`."""
    if a.hi is None or b.lo is None:
        return False
    return a.hi < b.lo or (a.hi == b.lo and (a.hi_open or b.lo_open))


def within(a: Span, b: Span) -> bool:
    """Whether every number of `a` is one of `b`."""
    low = b.lo is None or (a.lo is not None and (a.lo > b.lo or (a.lo == b.lo and (a.lo_open or not b.lo_open))))
    high = b.hi is None or (a.hi is not None and (a.hi < b.hi or (a.hi == b.hi and (a.hi_open or not b.hi_open))))
    return low and high


def holds(span: Span, number: Fraction) -> bool:
    """Whether `number` lies in `span`."""
    return within(Span(number, number), span)


def days_span(days: Days) -> Span:
    """A date as day numbers, both ends included."""
    return Span(Fraction(days.first.toordinal()), Fraction(days.last.toordinal()))


def read_iso(text: str) -> Days | None:
    """Read `2025-09-01`, `2025-09`, `2018` or `A..B`; None where the text is no such date."""
    if ".." in text:
        left, _, right = text.partition("..")
        start, end = _iso_point(left.strip()), _iso_point(right.strip())
        if start is None or end is None or end.last < start.first:
            return None
        return Days(start.first, end.last, "range")
    return _iso_point(text.strip())


def _iso_point(text: str) -> Days | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    return _calendar(year or 0, month, day)


def _calendar(year: int, month: int | None, day: int | None) -> Days | None:
    if year < 1 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return Days(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return Days(datetime.date(year, month, 1), datetime.date(year, month, length), "month")
    if not 1 <= day <= length:
        return None
    point = datetime.date(year, month, day)
    return Days(point, point, "day")


def read_prose(text: str) -> Days | None:
    """Read a date as stems and options print it: "1 September 2025", "2018 to 2020", with or without "on" or "in"."""
    bare = re.sub(r"^(?:on|in|from)\s+", "", text.strip(), flags=re.I)
    point = _prose_point(bare)
    if point is not None:
        return point
    left, middle, right = bare.partition(" to ")
    if not middle:
        return None
    end = _prose_point(right)
    start = _completed(left, right) or _prose_point(left)
    if start is None or end is None or end.last < start.first:
        return None
    return Days(start.first, end.last, "range")


def _prose_point(text: str) -> Days | None:
    found = _PROSE.fullmatch(text)
    if found is None:
        return None
    day, month, year = found.groups()
    return _calendar(int(year), MONTHS.index(month) + 1 if month else None, int(day) if day else None)


def _completed(left: str, right: str) -> Days | None:
    """The start of "1 to 3 September 2025" or "September to November 2025", completed from its end."""
    words = right.split(" ")
    tails = [" ".join(words[cut:]) for cut in range(1, len(words))]
    for tail in tails:
        start = _prose_point(f"{left} {tail}")
        if start is not None:
            return start
    return None


def write_point(days: Days) -> str:
    """A day, month or year in prose."""
    if days.grain == "year":
        return str(days.first.year)
    month = f"{MONTHS[days.first.month - 1]} {days.first.year}"
    return month if days.grain == "month" else f"{days.first.day} {month}"


def range_ends(written: str) -> tuple[Days, Days] | None:
    """The two ends of a written range `A..B`, each at its own precision."""
    left, _, right = written.partition("..")
    start, end = _iso_point(left.strip()), _iso_point(right.strip())
    return None if start is None or end is None else (start, end)


def write_date(days: Days, written: str) -> str:
    """A date in prose; ranges share what both ends have in common."""
    if days.grain != "range":
        return write_point(days)
    ends = range_ends(written)
    if ends is None:
        return written
    start, end = ends
    first, last = start.first, end.first
    if start.grain == end.grain == "day" and (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {write_point(end)}"
    if start.grain == end.grain == "month" and first.year == last.year:
        return f"{MONTHS[first.month - 1]} to {write_point(end)}"
    return f"{write_point(start)} to {write_point(end)}"


def coarsen(days: Days, grain: str) -> Days | None:
    """The month or year that holds a date, or None where it lies in more than one."""
    if grain == "year":
        whole = _calendar(days.first.year, None, None)
    else:
        whole = _calendar(days.first.year, days.first.month, None)
    return whole if whole is not None and days.last <= whole.last else None


def read_amount(text: str, unit: str = "") -> Amount | None:
    """Read `[hedge] NUMBER [thousand|million|billion] [unit]`; `unit` stands in where none is written."""
    found = _QUANTITY.fullmatch(" ".join(text.split()))
    if found is None or len(text) > MAX_DIGITS + 60:
        return None
    hedge, digits, scale, own = (part or "" for part in found.groups())
    hedge, scale = hedge.casefold(), scale.casefold()
    word = _WORDS.get(digits.casefold())
    number = Fraction(word) if word is not None else Fraction(digits.replace(",", ""))
    number *= _SCALES.get(scale, 1)
    decimals = len(digits.partition(".")[2])
    step = Fraction(_SCALES.get(scale, 1), 10**decimals) if decimals or scale else Fraction(0)
    unit = own or unit
    printed = " ".join(text.split())
    if own:
        printed = printed[: -len(own)].rstrip()
    return Amount(_spread(hedge, number, step, unit), printed, number, hedge, unit)


def _spread(hedge: str, n: Fraction, step: Fraction, unit: str) -> Span:
    """The interval that a hedge and the precision of the print leave open."""
    if hedge in ("over", "more than", "above"):
        return Span(n, None, lo_open=True)
    if hedge in ("from", "at least"):
        return Span(n, None)
    if hedge in ("under", "less than", "below"):
        return Span(None, n, hi_open=True)
    if hedge in ("up to", "at most"):
        return Span(None, n)
    if hedge in ("nearly", "almost"):
        return Span(n * Fraction(94, 100), n, hi_open=True)
    if hedge:
        return Span(n * Fraction(95, 100), n * Fraction(105, 100))
    if _TIMES.fullmatch(unit):
        return Span(n, n + 1, hi_open=True)
    if step:
        return Span(n - step / 2, n + step / 2, hi_open=True)
    return Span(n, n)
