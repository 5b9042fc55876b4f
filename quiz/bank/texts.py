"""How values are printed: in running text, and as the text of an option."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from quiz.core.facts import Thing
from quiz.core.values import Date, Money, Precision, Quantity, Text, ThingRef, Value

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
LONG_NUMBER = re.compile(r"(?<![\d.,])\d{4,}(?![\d,])")


def joined(texts: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    parts = list(texts)
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def point(day: Date) -> str:
    """`1 September 2025`, `September 2025` or `2018`."""
    first = day.first
    if day.precision is Precision.YEAR:
        return str(first.year)
    month = f"{MONTHS[first.month - 1]} {first.year}"
    return month if day.precision is Precision.MONTH else f"{first.day} {month}"


def date_text(date: Date) -> str:
    """A date in words; a range shares what its ends have in common (`1 to 3 September 2025`)."""
    if date.precision is not Precision.RANGE:
        return point(date)
    left, right = ends(date)
    whole = f"{point(left)} to {point(right)}"
    if left.precision is not right.precision or left.first.year != right.first.year:
        return whole
    if left.precision is Precision.MONTH:
        return f"{MONTHS[left.first.month - 1]} to {point(right)}"
    if left.precision is Precision.DAY and left.first.month == right.first.month:
        return f"{left.first.day} to {point(right)}"
    return whole


def ends(date: Date) -> tuple[Date, Date]:
    """The two points of a range, each as exactly as it is written (`2018..2018-05`)."""
    first, _, last = date.written.partition("..")
    return _end(date.first, first.strip()), _end(date.last, last.strip())


def _end(day: datetime.date, written: str) -> Date:
    exactness = {0: Precision.YEAR, 1: Precision.MONTH}.get(written.count("-"), Precision.DAY)
    return Date(day, day, exactness if written else Precision.DAY, written)


def date_on(date: Date) -> str:
    """A date with its preposition: `on 1 September 2025`, `in 2018`, `from 1 to 3 September 2025`."""
    before = {Precision.DAY: "on", Precision.RANGE: "from"}.get(date.precision, "in")
    return f"{before} {date_text(date)}"


def grouped(printed: str) -> str:
    """Numbers of four and more digits with thousands separators."""
    return LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}", printed)


def with_article(thing: Thing | None, name: str) -> str:
    """`name` after the article that the thing takes in mid-sentence, if any."""
    return f"{thing.article} {name}" if thing and thing.article else name


def indefinite(thing: Thing | None, name: str) -> str:
    """`name` after `a` or `an`: the thing's own if it has one, else by the first letter."""
    own = thing.article if thing and thing.article in ("a", "an") else ""
    return f"{own or ('an' if name[:1].casefold() in tuple('aeiou') else 'a')} {name}"


def bare(value: Value) -> str:
    """The text of an option: a thing by its name without article, all else as in a sentence."""
    match value:
        case ThingRef():
            return value.name
        case Text():
            return value.text
        case Date():
            return date_text(value)
        case Quantity():
            return f"{value.printed} {value.unit}".strip()
        case Money():
            return f"{grouped(value.printed)} {value.currency}".strip()


def number_part(value: Value) -> str:
    """A quantity or an amount without its unit."""
    match value:
        case Quantity():
            return value.printed
        case Money():
            return grouped(value.printed)
        case _:
            return bare(value)


def unit_part(value: Value) -> str:
    """The unit or the currency alone; "" for other values."""
    return value.unit if isinstance(value, Quantity) else value.currency if isinstance(value, Money) else ""
