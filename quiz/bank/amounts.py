"""Wrong numbers and dates: values near the key that look like it and that no reading of it can mean."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from quiz.bank import compare
from quiz.bank.compare import AROUND, LOWER_BOUND, NUMBER_WORDS, SCALES, UPPER_BOUND, month_of, read_printed, year_of
from quiz.core.values import Date, Interval, Money, Precision, Quantity

FACTORS = tuple(Fraction(*pair) for pair in ((1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 3),
                                             (3, 2), (7, 4), (2, 1), (5, 2), (3, 1), (4, 1)))  # fmt: skip
STEPS = (1, 2, 3, 4, 5, 6, 7, 8)
SMALL = 12
ELAPSED = frozenset({"year", "month", "week", "day", "hour", "minute"})
NEAR, ABOUT = Fraction(94, 100), Fraction(5, 100)
YEAR_STEPS = tuple(range(3, 13))
MONTH_STEPS = tuple(range(2, 12))
DAY_STEPS = (2, 3, 4, 5, 7, 9, 12, 14, 17, 21, 25)


def interval_of(hedge: str, number: Fraction, half: Fraction | None, elapsed: bool) -> Interval:
    """The numbers that a printed amount stands for; `half` is half a unit of its last digit, None if it is exact."""
    if hedge in LOWER_BOUND:
        return Interval(number, None, lo_open=hedge not in ("from", "at least"))
    if hedge in UPPER_BOUND:
        return Interval(None, number, hi_open=hedge not in ("up to", "at most"))
    if hedge in ("nearly", "almost"):
        return Interval(number * NEAR, number, hi_open=True)
    if hedge in AROUND:
        return Interval(number * (1 - ABOUT), number * (1 + ABOUT))
    if elapsed:
        return Interval(number, number + 1, hi_open=True)
    return Interval(number, number) if half is None else Interval(number - half, number + half, hi_open=True)


def other_amounts(key: Quantity | Money) -> Iterator[Quantity | Money]:
    """Amounts like `key`: its unit, digits and hedge.

    Beside a one-sided hedge only amounts on the other side can be wrong, and none of them under the same hedge. There
    the hedge is another in every option, so that the key's does not stand out; that of the outermost number is
    one-sided too.
    """
    read = read_printed(key.printed)
    if read is None:
        return
    hedge, digits, number, scale = read
    near = others(digits, number)
    if not one_sided(key):
        for one in near:
            yield printed_like(key, hedge, digits, one, scale)
        return
    rising = hedge in LOWER_BOUND
    numbers = [one for one in near if one < number] if rising else [one for one in reversed(near) if one > number]
    for one in numbers[:1]:
        yield printed_like(key, "under" if rising else "over", digits, one, scale)
    for one in numbers[1:]:
        for another in ("about", "nearly"):
            yield printed_like(key, another, digits, one, scale)


def one_sided(amount: Quantity | Money) -> bool:
    """Whether the print bounds the amount from one side only (`over 100`)."""
    return amount.interval.lo is None or amount.interval.hi is None


def others(digits: str, number: Fraction) -> list[Fraction]:
    """Numbers near `number` with as many digits as were written, ascending, none of them zero or the number itself."""
    _, _, decimals = digits.partition(".")
    unit = Fraction(1, 10 ** len(decimals))
    if number <= SMALL and not decimals:
        near = {number + step for step in STEPS} | {number - step for step in STEPS}
        return sorted(one for one in near if one > 0 and (digits[0].isdigit() or one <= SMALL))
    bare = digits.replace(",", "").replace(".", "").strip("0")
    size = len(str(int(number)))
    grain = unit if decimals else Fraction(10) ** (size - max(len(bare), 1))
    grain = grain / 2 if len(bare) == 1 and grain >= 10 else grain  # beside 300,000 also 150,000
    near = {round(number * factor / grain) * grain for factor in FACTORS}
    return sorted(one for one in near if one > 0 and one != number)


def printed_like(key: Quantity | Money, hedge: str, digits: str, number: Fraction, scale: str) -> Quantity | Money:
    """`number` printed the way `key` is."""
    _, _, decimals = digits.partition(".")
    words = {value: word for word, value in NUMBER_WORDS.items()}
    whole, rest = divmod(int(number * 10 ** len(decimals)), 10 ** len(decimals))
    text = f"{whole:,}" if "," in digits else str(whole)
    text = words[number] if not digits[0].isdigit() else f"{text}.{rest:0{len(decimals)}d}" if decimals else text
    factor = Fraction(SCALES.get(scale, 1))
    half = Fraction(1, 2 * 10 ** len(decimals)) * factor if decimals or scale else None
    unit = key.unit if isinstance(key, Quantity) else ""
    elapsed = compare.plain(unit).casefold().removesuffix("s") in ELAPSED
    span = interval_of(hedge, number * factor, half, elapsed and not hedge)
    return replace(key, printed=" ".join(part for part in (hedge, text, scale) if part), interval=span)


def other_dates(key: Date) -> Iterator[Date]:
    """Dates near `key`, as exact as it is."""
    first = key.first
    if key.precision is Precision.YEAR:
        for step in YEAR_STEPS:
            yield from (year_of(first.year + way * step) for way in (-1, 1) if 1 <= first.year + way * step <= 9999)
    elif key.precision is Precision.MONTH:
        for step in MONTH_STEPS:
            for way in (-1, 1):
                place = first.year * 12 + first.month - 1 + way * step
                yield from [month_of(place // 12, place % 12 + 1)] if 12 <= place < 9999 * 12 else []
    elif key.precision is Precision.DAY:
        for step in DAY_STEPS:
            for way in (-1, 1):
                ordinal = first.toordinal() + way * step
                if 1 <= ordinal <= datetime.date.max.toordinal():
                    day = datetime.date.fromordinal(ordinal)
                    yield Date(day, day, Precision.DAY, day.isoformat())
