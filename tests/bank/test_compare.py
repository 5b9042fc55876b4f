"""When two values may be the same."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank import compare
from quiz.bank.labels import Labels
from quiz.core.facts import Thing
from quiz.core.values import Interval, Text, ThingRef, Value
from tests.bank.builders import day, money, quantity

THINGS = (
    Thing("Moscow", "town", part_of="Russia"),
    Thing("Kremlin", "fort", part_of="Moscow"),
    Thing("Russia", "land"),
    Thing("Senate Tower", "tower", article="the", part_of="Kremlin"),
    Thing("Kim Jong-un", "leader", short="Kim"),
    Thing("Kim Yo-jong", "leader", short="Kim"),
    Thing("Oslo", "town"),
    Thing("Ring", "loop", part_of="Gnir"),
    Thing("Gnir", "loop", part_of="Ring"),
)
LABELS = Labels({thing.name: thing for thing in THINGS})
MAYBE: list[tuple[Value, Value, bool]] = [
    (ThingRef("Moscow"), ThingRef("Moscow"), True),
    (ThingRef("Moscow"), ThingRef("Oslo"), False),
    (ThingRef("Senate Tower"), ThingRef("Russia"), True),
    (ThingRef("Kim Jong-un"), ThingRef("Kim Yo-jong"), True),
    (ThingRef("Ring"), ThingRef("Gnir"), True),
    (ThingRef("Oslo"), Text("OSLO"), True),
    (Text("tea"), Text("Tea!"), True),
    (Text("tea"), Text("carrots"), False),
    (day("2018"), day("2018-05-07"), True),
    (day("2018"), day("2019"), False),
    (day("2018-05-07"), day("2018-05"), True),
    (day("2018..2020"), day("2019-11"), True),
    (quantity("nearly 25", "years"), quantity("24", "years"), True),
    (quantity("24", "years"), quantity("25", "years"), False),
    (quantity("over 100", "metres"), quantity("100", "metres"), False),
    (quantity("1", "km"), quantity("1000", "m"), True),
    (quantity("2", "km"), quantity("1000", "m"), False),
    (quantity("3", "dogs"), quantity("4", "cats"), True),
    (money("300000", "US dollars"), money("300000", "roubles"), True),
    (money("1", "euro"), money("2", "euro"), False),
    (Text("24"), quantity("25", "years"), True),
]


@pytest.mark.parametrize(("left", "right", "maybe"), MAYBE)
def test_may_be_the_same(left: Value, right: Value, maybe: bool) -> None:
    """Identity, labels, part and whole, overlap; across units and currencies nothing can be told apart."""
    assert LABELS.may_be_same(left, right) is maybe
    assert LABELS.may_be_same(right, left) is maybe


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        (ThingRef("Kremlin"), ThingRef("Russia"), True),
        (ThingRef("Russia"), ThingRef("Kremlin"), False),
        (day("2018-05-07"), day("2018"), True),
        (day("2018"), day("2018-05-07"), False),
        (day("2018-05..2018-06"), day("2018"), True),
        (quantity("24", "years"), quantity("24", "years"), True),
    ],
)
def test_certainly_within(inner: Value, outer: Value, inside: bool) -> None:
    """A part is within its whole, never the other way round."""
    assert LABELS.within(inner, outer) is inside


numbers = st.fractions(-5, 5, max_denominator=2)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Intervals that hold at least one number, some of them unbounded."""
    lo, hi = sorted((draw(numbers), draw(numbers)))
    open_lo, open_hi = (draw(st.booleans()), draw(st.booleans())) if lo < hi else (False, False)
    unbounded = draw(st.sampled_from(("", "lo", "hi")))
    return Interval(None if unbounded == "lo" else lo, None if unbounded == "hi" else hi, open_lo, open_hi)


def holds(span: Interval, number: Fraction) -> bool:
    """Membership, straight from the definition."""
    above = span.lo is None or number > span.lo or (number == span.lo and not span.lo_open)
    below = span.hi is None or number < span.hi or (number == span.hi and not span.hi_open)
    return above and below


@given(intervals(), intervals())
def test_intervals_overlap_where_they_share_a_number(left: Interval, right: Interval) -> None:
    """Overlap, order and inclusion agree with membership on a grid that is finer than all bounds."""
    grid = [Fraction(step, 8) for step in range(-50, 51)]
    both = [one for one in grid if holds(left, one) and holds(right, one)]
    assert compare.overlap(left, right) is bool(both)
    if compare.below(left, right):
        assert not any(one >= other for one in grid if holds(left, one) for other in grid if holds(right, other))
    if compare.inside(left, right):
        assert all(holds(right, one) for one in grid if holds(left, one))


@given(st.sampled_from(["2018", "2018-05", "2018-05-07", "2019", "2018..2020", "2019-01-01"]), st.data())
def test_before_is_strict(written: str, data: st.DataObject) -> None:
    """Of two dates at most one is before the other, and never when a day lies in both."""
    left, right = day(written), day(data.draw(st.sampled_from(["2018", "2018-06", "2018-05-08", "2020", "2018..2019"])))
    assert not (compare.before(left, right) and compare.before(right, left))
    assert not (compare.before(left, right) and compare.days_overlap(left, right))
