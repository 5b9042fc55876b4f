"""Values that a fact can hold: things, texts, quantities, money and dates. Data only.

Every number and date is an interval, because print is rarely exact: "over $300,000" is an open interval, "2018" is
a year long, "24 years" is at least 24 and less than 25. Reading written values into these types is the loader's work;
comparing them is done twice, by the generator and by the auditor, on purpose in different code.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `lo` to `hi`; None is unbounded on that side, and an open end is not itself a member."""

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False


class Precision(StrEnum):
    """How exactly a date is known. `RANGE` is any span that is not one day, month or year."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class ThingRef:
    """A thing of the pack, by its name without article."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words that name no thing of the pack."""

    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of `unit`, as printed (`nearly 25`) and as the interval that the print allows."""

    printed: str
    interval: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of `currency`. Amounts of two currencies, or of two price dates, are never comparable."""

    printed: str
    interval: Interval
    currency: str


@dataclass(frozen=True, slots=True)
class Date:
    """The days from `first` to `last`, both included; `written` is the ISO form in the pack."""

    first: datetime.date
    last: datetime.date
    precision: Precision
    written: str


Value = ThingRef | Text | Quantity | Money | Date
"""One value of one role. A role of a fact holds a tuple of these; more than one means all of them together."""
