"""When two values may be the same, when they certainly are, and which date lies strictly before another.

"May be the same" is the generous relation: whatever cannot be told apart for certain may be the same. A wrong option
has to be told apart from every right one; a right one has to be identical with what a fact says.
"""

from __future__ import annotations

import calendar
import datetime
import re
from fractions import Fraction
from types import MappingProxyType
from unicodedata import normalize

from quiz.core.values import Date, Interval, Money, Precision, Quantity, Text, ThingRef, Value

# Factors into one base unit per dimension; only conversions that are exact by definition.
UNITS = MappingProxyType(
    {
        **{name: ("time", Fraction(size)) for name, size in (("second", 1), ("minute", 60), ("hour", 3600),
                                                             ("day", 86400), ("week", 604800))},
        **{name: ("calendar", Fraction(size)) for name, size in (("month", 1), ("year", 12))},
        **{name: ("length", Fraction(size)) for name, size in (("m", 1), ("metre", 1), ("meter", 1), ("km", 1000),
                                                               ("kilometre", 1000), ("kilometer", 1000))},
        **{name: ("mass", Fraction(size)) for name, size in (("kg", 1), ("kilogram", 1), ("tonne", 1000))},
    }
)  # fmt: skip
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
FINENESS = MappingProxyType({Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3, Precision.RANGE: 0})


def plain(text: str) -> str:
    """`text` in NFC with blanks collapsed."""
    return " ".join(normalize("NFC", text).split())


def canonical(value: Value) -> str:
    """The value as one text, the same for values that are identical; used in ids and as a key."""
    match value:
        case ThingRef():
            return value.name
        case Text():
            return plain(value.text)
        case Date():
            return value.written
        case Quantity():
            return plain(f"{value.printed} {value.unit}")
        case Money():
            return plain(f"{value.printed} {value.currency}")


def identity(value: Value) -> tuple[object, ...]:
    """What makes a value itself: two values with equal identity are certainly the same."""
    match value:
        case ThingRef():
            return ("thing", value.name)
        case Text():
            return ("text", plain(value.text))
        case Date():
            return ("date", value.first, value.last)
        case Quantity():
            return ("quantity", value.unit, value.interval)
        case Money():
            return ("money", value.currency, value.interval)


def overlap(left: Interval, right: Interval) -> bool:
    """Whether some number lies in both intervals."""
    return not (below(left, right) or below(right, left))


def below(left: Interval, right: Interval) -> bool:
    """Whether every number of `left` is less than every number of `right`."""
    if left.hi is None or right.lo is None:
        return False
    return left.hi < right.lo or (left.hi == right.lo and (left.hi_open or right.lo_open))


def inside(inner: Interval, outer: Interval) -> bool:
    """Whether every number of `inner` lies in `outer`."""
    if outer.lo is not None and (
        inner.lo is None or inner.lo < outer.lo or (inner.lo == outer.lo and outer.lo_open and not inner.lo_open)
    ):
        return False
    return outer.hi is None or not (
        inner.hi is None or inner.hi > outer.hi or (inner.hi == outer.hi and outer.hi_open and not inner.hi_open)
    )


def days_overlap(left: Date, right: Date) -> bool:
    """Whether some day lies in both dates."""
    return left.first <= right.last and right.first <= left.last


def before(left: Date, right: Date) -> bool:
    """Whether `left` is over before `right` begins."""
    return left.last < right.first


def scale(unit: str) -> tuple[str, Fraction]:
    """The dimension of `unit` and its size there; an unknown unit is a dimension of its own."""
    name = plain(unit).casefold()
    known = UNITS.get(name) or (UNITS.get(name[:-1]) if name.endswith("s") else None)
    return known or (name, Fraction(1))


def quantities_may_be_same(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities may be equal; those of different dimensions cannot be compared, so they may."""
    if left.unit == right.unit:
        return overlap(left.interval, right.interval)
    (one, size), (other, scale_right) = scale(left.unit), scale(right.unit)
    if one != other:
        return True
    return overlap(_times(left.interval, size), _times(right.interval, scale_right))


def _times(interval: Interval, factor: Fraction) -> Interval:
    return Interval(
        None if interval.lo is None else interval.lo * factor,
        None if interval.hi is None else interval.hi * factor,
        interval.lo_open,
        interval.hi_open,
    )


def numbers_may_be_same(left: Value, right: Value) -> bool:
    """`may be the same` for dates, quantities and money; of two types or currencies nothing is known, so they may."""
    match left, right:
        case Date(), Date():
            return days_overlap(left, right)
        case Quantity(), Quantity():
            return quantities_may_be_same(left, right)
        case Money(), Money():
            return left.currency != right.currency or overlap(left.interval, right.interval)
        case _:
            return True


NUMBER_WORDS = MappingProxyType(
    {
        word: Fraction(number)
        for number, word in enumerate(
            ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
        )
    }
)  # fmt: skip
SCALES = MappingProxyType({"thousand": 10**3, "million": 10**6, "billion": 10**9})
LOWER_BOUND = ("over", "more than", "above", "from", "at least")
UPPER_BOUND = ("under", "less than", "below", "up to", "at most")
AROUND = ("about", "around", "approximately", "some", "nearly", "almost")
PRINTED = re.compile(
    r"^(?P<hedge>" + "|".join(LOWER_BOUND + UPPER_BOUND + AROUND) + r")?\s*"
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?|" + "|".join(NUMBER_WORDS) + r")"
    r"(?:\s+(?P<scale>thousand|million|billion))?\b",
    re.IGNORECASE,
)


def read_printed(printed: str) -> tuple[str, str, Fraction, str] | None:
    """(hedge, digits as written, number without its scale word, scale word) of a printed amount; None if unreadable."""
    found = PRINTED.match(plain(printed))
    if not found:
        return None
    digits = found["number"]
    number = NUMBER_WORDS.get(digits.casefold()) or Fraction(digits.replace(",", ""))
    return (found["hedge"] or "").casefold(), digits, number, (found["scale"] or "").casefold()


def coarsen(date: Date, precision: Precision) -> Date | None:
    """`date` told only to the month or year; None if it is not known that exactly or crosses a boundary."""
    first, last = date.first, date.last
    if precision is Precision.YEAR and first.year == last.year:
        return year_of(first.year)
    if precision is Precision.MONTH and (first.year, first.month) == (last.year, last.month):
        return month_of(first.year, first.month)
    return date if precision is Precision.DAY and first == last else None


def date_of(written: str) -> Date | None:
    """The date that `2025-09-01`, `2025-09`, `2018` or `A..B` stands for; None for any other text."""
    first, dots, last = written.partition("..")
    if dots:
        left, right = date_of(first), date_of(last)
        return Date(left.first, right.last, Precision.RANGE, written) if left and right else None
    found = ISO_DATE.fullmatch(written.strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups("0"))
    try:
        if day:
            only = datetime.date(year, month, day)
            return Date(only, only, Precision.DAY, written)
        return month_of(year, month) if found[2] else year_of(year)
    except ValueError:
        return None


def year_of(year: int) -> Date:
    """A calendar year; years from 1 to 9999."""
    return Date(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR, f"{year:04d}")


def month_of(year: int, month: int) -> Date:
    """A calendar month."""
    last = calendar.monthrange(year, month)[1]
    return Date(
        datetime.date(year, month, 1), datetime.date(year, month, last), Precision.MONTH, f"{year:04d}-{month:02d}"
    )


def fine_enough(date: Date, needed: Precision) -> bool:
    """Whether `date` is known at least as exactly as `needed`; a span of days is as exact as none."""
    return FINENESS[date.precision] >= FINENESS[needed]
