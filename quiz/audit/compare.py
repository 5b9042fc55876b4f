"""When two values are the same, may be the same, or surely are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quiz.audit.book import Book, Values
from quiz.audit.intervals import apart, within
from quiz.audit.labels import alike, fold, skeleton
from quiz.audit.reading import Val

NO, MAY, SAME = 0, 1, 2
_FINENESS = ("range", "year", "month", "day")


def differs(a: Val, b: Val, book: Book) -> str:
    """The empty text where two values surely are not the same, else the class of their likeness."""
    if a.thing is not None and b.thing is not None:
        return _things_differ(a, b, book)
    if a.span is not None and b.span is not None:
        if (a.days is None) != (b.days is None):
            return "W8"
        if a.amount is not None and b.amount is not None and not same_unit(a, b):
            return "S2" if "money" in (a.sort, b.sort) else "W8"
        return "" if apart(a.span, b.span) else "W6"
    for one, other in ((a, b), (b, a)):
        if one.thing is not None and (fold(other.written) in one.thing.folds):
            return "W3"
        named = book.things.by_fold.get(fold(other.written), []) if one.thing is not None else []
        if one.thing is not None and any(near in named for near in book.things.lookalikes(one.thing)):
            return "W7"
        if one.thing is not None and skeleton(other.written) in one.thing.shapes:
            return "W5"
    return "W3" if alike(a.written, b.written) else ""


def _things_differ(a: Val, b: Val, book: Book) -> str:
    one, other = a.thing, b.thing
    if one is None or other is None or one is other:
        return "W3"
    if one.folds & other.folds:
        return "W3"
    if one.shapes & other.shapes:
        return "W5"
    return "W7" if any(near is other for near in book.things.lookalikes(one)) else ""


def same_unit(a: Val, b: Val) -> bool:
    """Whether two amounts are in one unit or currency, the plural aside."""
    if a.amount is None or b.amount is None:
        return False
    one, other = fold(a.amount.unit), fold(b.amount.unit)
    return one == other or one.rstrip("s") == other.rstrip("s")


def covers(have: Val, want: Val, book: Book, *, inside: bool = False) -> int:
    """Whether a fact that holds `have` is one that holds `want`: SAME, MAY or NO. `inside` lets a part stand for it."""
    if have.thing is not None and want.thing is not None:
        if have.thing is want.thing:
            return SAME
        if inside and any(whole is want.thing for whole in book.things.wholes(have.thing)):
            return SAME
    elif have.span is not None and want.span is not None:
        if have.amount is not None and not same_unit(have, want):
            return MAY if "money" in (have.sort, want.sort) else NO
        if within(have.span, want.span):
            return SAME
    elif have.written == want.written or fold(have.written) == fold(want.written):
        return SAME
    return MAY if differs(have, want, book) else NO


def covers_all(have: tuple[Val, ...], want: tuple[Val, ...], book: Book, *, inside: bool = False) -> int:
    """The same for several values together: every wanted one must be there."""
    best = [max((covers(value, wish, book, inside=inside) for value in have), default=NO) for wish in want]
    if all(grade == SAME for grade in best):
        return SAME
    return MAY if any(best) else NO


def fits(values: Mapping[str, tuple[Val, ...]], want: Values, book: Book, *, inside: bool = False) -> int:
    """Whether role values are an instance of `want`; a role that is not filled may be anything."""
    grade = SAME
    for role, wish in want.items():
        have = values.get(role)
        grade = min(grade, MAY if have is None else covers_all(have, wish, book, inside=inside))
        if grade == NO:
            return NO
    return grade


def equal_sets(a: Iterable[Val], b: Iterable[Val], book: Book) -> bool:
    """Whether two lists of values name exactly the same ones."""
    first, second = tuple(a), tuple(b)
    return covers_all(first, second, book) == SAME and covers_all(second, first, book) == SAME


def precise(values: tuple[Val, ...], grain: str) -> bool:
    """Whether dates are printed at least as exactly as a licence needs."""
    if not grain:
        return True
    if grain not in _FINENESS:
        return False
    need = _FINENESS.index(grain)
    return all(value.days is not None and _FINENESS.index(value.days.grain) >= need for value in values)
