"""Reads written values: dates, quantities with hedges, money. Each reader gives a value or says what is wrong."""

from __future__ import annotations

import calendar
import datetime
import re
from fractions import Fraction
from types import MappingProxyType

from quiz.core.values import Date, Interval, Money, Precision, Quantity

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_WORDS = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
        )
    }
)
_SCALES = MappingProxyType({"thousand": 10**3, "million": 10**6, "billion": 10**9})
_OVER = ("over", "more than", "above")
_FROM = ("from", "at least")
_UNDER = ("under", "less than", "below")
_UP_TO = ("up to", "at most")
_ABOUT = ("about", "around", "approximately", "some")
_NEARLY = ("nearly", "almost")
_TIMES = frozenset(
    {"year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes"}
)
_QUANTITY = re.compile(
    rf"(?:(?P<hedge>{'|'.join(_OVER + _FROM + _UNDER + _UP_TO + _ABOUT + _NEARLY)}) )?"
    rf"(?P<number>{_NUMBER}|{'|'.join(_WORDS)})(?: (?P<scale>{'|'.join(_SCALES)}))?(?: (?P<rest>\S.*))?",
    re.ASCII,
)
_DIGITS = 30


class ValueProblem(Exception):  # noqa: N818 - it is caught where the finding is written, never shown as an error
    """A written value that cannot be read: the code of the finding and what is wrong."""

    def __init__(self, code: str, message: str) -> None:
        """Keep both."""
        self.code = code
        super().__init__(message)


def decimal(written: str) -> Fraction:
    """Read digits with `,` between thousands and `.` before decimals. Raises ValueProblem N401."""
    if len(written) > _DIGITS or not re.fullmatch(_NUMBER, written, re.ASCII):
        if len(written) > _DIGITS:
            raise ValueProblem("N401", f"`{written[:12]}...` is longer than {_DIGITS} digits")
        raise ValueProblem("N401", f"`{written}` is not a number in digits, like 1,234.5")
    return Fraction(written.replace(",", ""))


def date(written: str) -> Date:
    """Read `2025-09-01`, `2025-09`, `2018` or `A..B`. Raises ValueProblem F713."""
    if ".." in written:
        left, _, right = written.partition("..")
        first, last = date(left.strip()), date(right.strip())
        if last.last < first.first or last.first < first.first:
            raise ValueProblem("F713", f"`{written[:40]}` runs backwards")
        return Date(first.first, last.last, Precision.RANGE, written)
    found = _DATE.fullmatch(written)
    if not found:
        raise ValueProblem("F713", f"`{written[:40]}` is not a date")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            exact = datetime.date(year, month, day)
            return Date(exact, exact, Precision.DAY, written)
        if found[2]:
            last_day = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 31
            return Date(datetime.date(year, month, 1), datetime.date(year, month, last_day), Precision.MONTH, written)
        return Date(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR, written)
    except ValueError as error:
        raise ValueProblem("F713", f"`{written}` is not a day of the calendar") from error


def quantity(written: str, unit: str) -> Quantity:
    """Read `[hedge] NUMBER [thousand|million|billion] [unit]`. Raises ValueProblem N401 or N411."""
    printed, interval, rest = _measure(written, unit)
    if rest and _singular(rest) != _singular(unit):
        raise ValueProblem("N411", f"the unit is {unit}, here is `{rest[:40]}`")
    return Quantity(printed, interval, unit)


def money(written: str) -> Money:
    """Read a quantity with its currency. `printed` has thousands separators. Raises ValueProblem N401 or N412."""
    printed, interval, currency = _measure(written, "")
    if not currency:
        raise ValueProblem("N412", f"`{written[:40]}` names no currency")
    return Money(_separated(printed), interval, currency)


def _measure(written: str, unit: str) -> tuple[str, Interval, str]:
    """Split into what is printed before the unit, the interval it stands for, and the rest."""
    tidy = " ".join(written.split())
    found = _QUANTITY.fullmatch(tidy)
    if not found:
        raise ValueProblem("N401", f"`{tidy[:40]}` is not a number with or without `over`, `nearly` and the like")
    digits, scale, rest = found["number"], found["scale"], found["rest"] or ""
    factor = _SCALES[scale] if scale else 1
    number = (Fraction(_WORDS[digits]) if digits in _WORDS else decimal(digits)) * factor
    decimals = len(digits.partition(".")[2])
    half = Fraction(factor, 2 * 10**decimals) if decimals or scale else Fraction(0)
    printed = tidy[: found.start("rest")].rstrip() if rest else tidy
    return printed, _interval(found["hedge"] or "", number, half, timed=(unit or rest) in _TIMES), rest


def _interval(hedge: str, n: Fraction, half: Fraction, *, timed: bool) -> Interval:
    """Give the numbers that a hedge allows; the table is the pack format's own, with ends kept open as print does."""
    if hedge in _OVER:
        return Interval(n, None, lo_open=True)
    if hedge in _FROM:
        return Interval(n, None)
    if hedge in _UNDER:
        return Interval(None, n, hi_open=True)
    if hedge in _UP_TO:
        return Interval(None, n)
    if hedge in _ABOUT or hedge in _NEARLY:
        near = hedge in _NEARLY
        ends = sorted((n * Fraction(94 if near else 95, 100), n if near else n * Fraction(105, 100)))
        return Interval(ends[0], ends[1], hi_open=near)
    if timed:
        return Interval(n, n + 1, hi_open=True)
    if half:
        return Interval(n - half, n + half, hi_open=True)
    return Interval(n, n)


def _separated(printed: str) -> str:
    """Put `,` between thousands where the writer left them out."""
    return re.sub(r"(?<![\d.,])\d{4,}(?![\d,])", lambda found: f"{int(found.group()):,}", printed, count=1)


def _singular(unit: str) -> str:
    return unit.casefold().removesuffix("s")
