"""Number: any value from `low` to `high` is right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.core.kinds.base import RIGHT, Verdict


@dataclass(frozen=True, slots=True)
class Number:
    """`value` is the key as shown, in `unit`; `low` and `high` bound what is fully right, both included.

    With `margin`, credit falls in a straight line from 1 at the bounds to 0 at `margin` beyond them.
    `year` marks a calendar year, which is written without separators.
    """

    value: Fraction
    low: Fraction
    high: Fraction
    unit: str = ""
    margin: Fraction | None = None
    year: bool = False
    printed: str = ""
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class Amount:
    """The number that the player gave, in the question's unit."""

    value: Fraction
    kind: Literal["amount"] = "amount"


BITS = 4096
"""The longest numerator or denominator, in bits, that is worked with."""


def grade(question: Number, response: Amount) -> Verdict:
    """Full credit from `low` to `high`; with a margin a share beyond them; how far off it was goes with it."""
    value = response.value
    if question.low <= value <= question.high:
        return RIGHT if value == question.value or question.low == question.high else Verdict(Fraction(1), "in range")
    beyond = question.low - value if value < question.low else value - question.high
    credit = Fraction(0)
    if question.margin is not None and question.margin > beyond:
        credit = 1 - beyond / question.margin
    return Verdict(credit, closeness(question, value))


def closeness(question: Number, value: Fraction) -> str:
    """How far `value` is from the key, in words: years off, percent off, or times too much."""
    off = abs(value - question.value)
    if question.year:
        return f"{shown(off)} {'year' if off == 1 else 'years'} off"
    if not question.value or value * question.value < 0:
        return f"{shown(off)} off"
    ratio = value / question.value
    if ratio > 10:
        return "more than ten times too much"
    if ratio < Fraction(1, 10):
        return "less than a tenth of it"
    share = off / abs(question.value) * 100
    text = f"{_percent(share)} off"
    return f"close: {text}" if share <= 10 else text


def fits(question: Number, response: Amount) -> bool:
    """Whether the number is short enough to work with."""
    value = response.value
    return value.numerator.bit_length() <= BITS and value.denominator.bit_length() <= BITS and bool(question.kind)


def key_text(question: Number) -> str:
    """The key as printed, with its unit."""
    text = question.printed or shown(question.value, year=question.year)
    return text if not question.unit or text.endswith(question.unit) else f"{text} {question.unit}"


def canonical(question: Number) -> Amount:
    """The key itself."""
    return Amount(question.value)


def flaw(question: Number) -> str:
    """Why this question cannot be played; empty when it can."""
    if not question.low <= question.value <= question.high:
        return "its key lies outside its own bounds"
    if question.margin is not None and question.margin < 0:
        return "its margin is negative"
    return "" if fits(question, canonical(question)) else "its key is too long a number"


def shown(value: Fraction, *, year: bool = False) -> str:
    """`value` as it is written: with thousands separators unless it is a year; `p/q` where no decimal is exact."""
    plain = str if year else "{:,}".format
    whole, rest = divmod(abs(value), 1)
    sign = "-" if value < 0 else ""
    if not rest:
        return sign + plain(whole)
    places = _places(rest.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    return f"{sign}{plain(whole)}.{int(rest * 10**places):0{places}d}"


def _places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator has; None when they never end, or are more than 12."""
    return next((places for places in range(1, 13) if 10**places % denominator == 0), None)


def _percent(share: Fraction) -> str:
    """A share in percent, to the nearest percent, or tenth of one under 1%."""
    if share < Fraction(1, 10):
        return "under 0.1%"
    return f"{float(share):.1f}%" if share < 1 else f"{round(share)}%"
