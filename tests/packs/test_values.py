"""Written values and the intervals they stand for."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.values import Interval, Money, Precision, Quantity
from quiz.packs.values import ValueProblem, date, decimal, money, quantity

F = Fraction
_QUANTITIES = [
    ("24", "years", "24", Interval(F(24), F(25), hi_open=True)),
    ("24 years", "years", "24", Interval(F(24), F(25), hi_open=True)),
    ("1 year", "years", "1", Interval(F(1), F(2), hi_open=True)),
    ("nearly 25", "years", "nearly 25", Interval(F(47, 2), F(25), hi_open=True)),
    ("almost 100", "cars", "almost 100", Interval(F(94), F(100), hi_open=True)),
    ("about 600,000", "cars", "about 600,000", Interval(F(570_000), F(630_000))),
    ("some 40", "cars", "some 40", Interval(F(38), F(42))),
    ("over 3", "cars", "over 3", Interval(F(3), None, lo_open=True)),
    ("more than 3", "cars", "more than 3", Interval(F(3), None, lo_open=True)),
    ("at least 3", "cars", "at least 3", Interval(F(3), None)),
    ("from 3", "cars", "from 3", Interval(F(3), None)),
    ("less than 3", "cars", "less than 3", Interval(None, F(3), hi_open=True)),
    ("under 3", "cars", "under 3", Interval(None, F(3), hi_open=True)),
    ("up to 3", "cars", "up to 3", Interval(None, F(3))),
    ("at most 3", "cars", "at most 3", Interval(None, F(3))),
    ("3", "cars", "3", Interval(F(3), F(3))),
    ("two", "dogs", "two", Interval(F(2), F(2))),
    ("twelve dogs", "dogs", "twelve", Interval(F(12), F(12))),
    ("2.5", "tonnes", "2.5", Interval(F(49, 20), F(51, 20), hi_open=True)),
    ("48.5 million", "cars", "48.5 million", Interval(F(48_450_000), F(48_550_000), hi_open=True)),
    ("2 thousand", "cars", "2 thousand", Interval(F(1500), F(2500), hi_open=True)),
    ("1,200", "cars", "1,200", Interval(F(1200), F(1200))),
    ("-5", "degrees", "-5", Interval(F(-5), F(-5))),
]


@pytest.mark.parametrize(("written", "unit", "printed", "interval"), _QUANTITIES)
def test_a_quantity_is_the_interval_that_its_print_allows(
    written: str, unit: str, printed: str, interval: Interval
) -> None:
    """Hedges, units of time, decimals and scales give the intervals of the pack format."""
    read = quantity(written, unit)
    assert (read.printed, read.interval, read.unit) == (printed, interval, unit)


@pytest.mark.parametrize(
    ("written", "printed", "currency", "interval"),
    [
        ("over 300000 US dollars", "over 300,000", "US dollars", Interval(F(300_000), None, lo_open=True)),
        ("from 48.5 million roubles", "from 48.5 million", "roubles", Interval(F(48_500_000), None)),
        ("1500 euros", "1,500", "euros", Interval(F(1500), F(1500))),
        ("999 euros", "999", "euros", Interval(F(999), F(999))),
        ("1234567.50 euros", "1,234,567.50", "euros", Interval(F("1234567.495"), F("1234567.505"), hi_open=True)),
    ],
)
def test_money_carries_currency_and_separators(written: str, printed: str, currency: str, interval: Interval) -> None:
    """The currency is what follows the number; separators are put in where the writer left them out."""
    read = money(written)
    assert (read.printed, read.currency, read.interval) == (printed, currency, interval)


_DATES = [
    ("2025-09-01", (2025, 9, 1), (2025, 9, 1), Precision.DAY),
    ("2024-02", (2024, 2, 1), (2024, 2, 29), Precision.MONTH),
    ("2018", (2018, 1, 1), (2018, 12, 31), Precision.YEAR),
    ("2025-09-01..2025-09-03", (2025, 9, 1), (2025, 9, 3), Precision.RANGE),
    ("2018..2020-02", (2018, 1, 1), (2020, 2, 29), Precision.RANGE),
]


@pytest.mark.parametrize(("written", "first", "last", "precision"), _DATES)
def test_a_date_is_the_days_it_covers(
    written: str, first: tuple[int, int, int], last: tuple[int, int, int], precision: Precision
) -> None:
    """Days, months, years and ranges give first and last day."""
    read = date(written)
    assert (read.first, read.last) == (datetime.date(*first), datetime.date(*last))
    assert (read.precision, read.written) == (precision, written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "18",
        "2018-13",
        "2018-00",
        "2023-02-29",
        "2018-1-1",
        "0000",
        "20180101",
        "2019..2018",
        "..",
        "a..b",
        "２０１８",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    """Other forms, impossible days and reversed ranges are refused."""
    with pytest.raises(ValueProblem):
        date(written)


@pytest.mark.parametrize(
    "written", ["", "3 cars", "1,2", "1,2345", "1e3", "0x1F", "inf", "٣", "5.", ".5", "9" * 31, "--1"]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    """Only digits with separators in their places are numbers, and never more than thirty of them."""
    with pytest.raises(ValueProblem):
        decimal(written)


@given(st.text(max_size=40) | st.from_regex(r"(over|about|nearly)? ?[0-9,.]{1,9}( million)?( cars)?", fullmatch=True))
def test_readers_read_or_refuse(written: str) -> None:
    """Any text gives a value or a ValueProblem, and an interval that is not reversed."""
    readers: tuple[Callable[[str], Quantity | Money], ...] = (lambda text: quantity(text, "cars"), money)
    for read in readers:
        try:
            found = read(written).interval
        except ValueProblem:
            continue
        assert found.lo is None or found.hi is None or found.lo <= found.hi
    for other in (date, decimal):
        with contextlib.suppress(ValueProblem):
            other(written)


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_decimals_are_exact(number: int, places: int) -> None:
    """A decimal is read exactly, with or without separators."""
    value = Fraction(number, 10**places)
    sign, digits = ("-", -number) if number < 0 else ("", number)
    whole, rest = divmod(digits, 10**places)
    tail = f".{rest:0{places}}" if places else ""
    assert decimal(f"{sign}{whole}{tail}") == decimal(f"{sign}{whole:,}{tail}") == value
