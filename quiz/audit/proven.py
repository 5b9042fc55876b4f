"""Whether the values of a fact follow from the print: names, numbers with their hedges, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from quiz.audit.intervals import MONTHS, Days, read_amount
from quiz.audit.labels import mentions, words
from quiz.audit.reading import Val

if TYPE_CHECKING:
    from quiz.audit.book import Fact

_HEDGED = (
    (">", "more than|over|above|exceeds?|exceeding|exceeded|beyond"),
    (">=", "from|at least|starts? at|starting at|no less than"),
    ("<=", "up to|at most|no more than"),
    ("<", "under|less than|below"),
    ("-", "nearly|almost|just under"),
    ("~", "about|around|approximately|some|roughly|circa"),
)
_NUMBER = re.compile(
    r"(?<![\w.,])[$€£₽]?(\d+(?:,\d{3})*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:\s+(thousand|million|billion))?(?![\d])",
    re.I,
)
_TAGS = re.compile(r"(?:^|;)\s*([^:;]+):")


@dataclass(frozen=True, slots=True)
class Print:
    """A fragment of a paragraph of a source, the roles it is said to prove (none: all), and how it is to be read."""

    source: str
    paragraph: str
    fragment: str
    roles: tuple[str, ...]
    reading: str


def unproven(fact: Fact, prints: list[Print], paragraphs: list[str]) -> Iterator[tuple[Print, str]]:
    """Values that do not follow from the print, each with the evidence that should have proven it.

    Where an entry names its roles, its own fragment must hold each of their values. Other entries share the work: a
    number, date or name must stand in one of the fragments, a name at least in a cited paragraph. A `reading` that
    names the role takes the place of the print; a text is in the author's own words.
    """
    for found in prints:
        for role in found.roles:
            if role not in fact.values:
                yield found, f"it is said to prove {role!r}, which the fact does not have"
            elif not _reads(found, role):
                for value in fact.values[role]:
                    fault = value_fault(value, found.fragment)
                    if fault and value.sort != "text":
                        yield found, f"{role}: {fault}"
    for role, values in fact.values.items():
        if any(role in found.roles or _reads(found, role) for found in prints):
            continue
        for value in values:
            yield from _shared(role, value, prints, paragraphs)


def _reads(found: Print, role: str) -> bool:
    """Whether the reading explains the role; one that names no role explains all."""
    if not found.reading:
        return False
    tags = [tag.strip() for tag in _TAGS.findall(found.reading)]
    return role in tags or (not tags and (not found.roles or role in found.roles))


def _shared(role: str, value: Val, prints: list[Print], paragraphs: list[str]) -> Iterator[tuple[Print, str]]:
    if value.sort == "text":
        return
    faults = [value_fault(value, found.fragment) for found in prints if not found.roles]
    if value.thing is not None:
        faults += [value_fault(value, paragraph) for paragraph in paragraphs]
    if faults and all(faults):
        yield prints[0], f"{role}: {faults[0]}"


def value_fault(value: Val, fragment: str) -> str:
    """Why a value does not follow from a fragment; empty where it does."""
    if value.thing is not None:
        found = any(mentions(fragment, label) for label in value.thing.labels)
        return "" if found else f"{value.thing.name} is not named"
    if value.days is not None:
        return "" if _dated(value.days, fragment) else f"the date {value.written} is not printed"
    if value.amount is not None:
        return _amount_fault(value, fragment)
    return "" if set(words(value.written)) & set(words(fragment)) else f"nothing of {value.written!r} is printed"


def _dated(days: Days, fragment: str) -> bool:
    found = words(fragment)
    ends = (days.first,) if days.grain != "range" else (days.first, days.last)
    for day in ends:
        if str(day.year) not in found:
            return False
        if days.grain in ("day", "month") and MONTHS[day.month - 1].casefold() not in found:
            return False
        if days.grain == "day" and str(day.day) not in found:
            return False
    return True


def _amount_fault(value: Val, fragment: str) -> str:
    amount = value.amount
    if amount is None:
        return ""
    for found in _NUMBER.finditer(fragment):
        digits, scale = found.group(1), found.group(2) or ""
        printed = read_amount(f"{digits} {scale}".strip())
        if printed is None or printed.number != _full(amount.number, amount.unit):
            continue
        print_hedge, own_hedge = hedge_before(fragment[: found.start()]), hedge_before(f"{amount.hedge} ")
        if print_hedge != own_hedge:
            return f"the print and the value {value.written!r} hedge the number differently"
        return ""
    return f"the number of {value.written!r} is not printed"


def _full(number: Fraction, unit: str) -> Fraction:
    """A number whose unit brings a scale with it ("3.5" of "million jobs")."""
    for word, scale in (("thousand", 10**3), ("million", 10**6), ("billion", 10**9)):
        if unit.casefold().split(" ")[0] == word:
            return number * scale
    return number


def hedge_before(text: str) -> str:
    """The sort of hedge that ends a text; empty for none."""
    for sign, hedges in _HEDGED:
        if re.search(rf"(?:^|\W)(?:{hedges})\s+(?:the\s+)?\Z", text, re.I):
            return sign
    return ""
