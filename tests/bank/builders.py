"""Small packs built by hand: things, relations and facts without a file."""

# ruff: noqa: ANN401 -- keyword arguments pass through to many dataclasses

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from hashlib import blake2b
from typing import Any

from quiz.bank import Bank, Rejection, Report, open_bank
from quiz.bank.amounts import interval_of
from quiz.bank.compare import SCALES, canonical, month_of, read_printed, year_of
from quiz.core.facts import (
    Ask,
    Claim,
    Completeness,
    Dispute,
    Fact,
    Given,
    Licence,
    Matching,
    OneOff,
    Pack,
    Relation,
    Role,
    RoleType,
    Span,
    Thing,
)
from quiz.core.items import Item
from quiz.core.sources import Dated, Evidence, Source
from quiz.core.values import Date, Money, Precision, Quantity, Text, ThingRef, Value

GAZETTE = Evidence("Gazette", 1, "as the paper says")
HERALD = Evidence("Herald", 2, "as the other paper says")
SOURCES = {
    "Gazette": Source("Gazette", date="2025-09-05", dated=Dated.PRINTED, origin="agency"),
    "Herald": Source("Herald", date="2024-06", dated=Dated.INFERRED, origin="agency"),
    "Courier": Source("Courier", date="2023", dated=Dated.INFERRED),
}
LEADERS = ("Anna Bell", "Cato Dunn", "Emil Fox", "Greta Holm")
TOWNS = ("Riga", "Oslo", "Quito", "Narva")


def day(written: str) -> Date:
    """`2018`, `2018-05`, `2018-05-07` or `A..B`."""
    first, _, last = written.partition("..")
    if last:
        return Date(day(first).first, day(last).last, Precision.RANGE, written)
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return year_of(parts[0])
    if len(parts) == 2:
        return month_of(parts[0], parts[1])
    date = datetime.date(*parts)
    return Date(date, date, Precision.DAY, written)


def quantity(printed: str, unit: str) -> Quantity:
    """A number of something, exact unless hedged."""
    read = read_printed(printed)
    assert read is not None
    hedge, digits, number, scale = read
    half = (
        Fraction(1, 2 * 10 ** len(digits.partition(".")[2])) * SCALES.get(scale, 1) if scale or "." in digits else None
    )
    return Quantity(
        printed, interval_of(hedge, number * SCALES.get(scale, 1), half, unit == "years" and not hedge), unit
    )


def money(printed: str, currency: str) -> Money:
    """An amount of a currency."""
    amount = quantity(printed, "")
    return Money(amount.printed, amount.interval, currency)


def values_of(given: Mapping[str, Any]) -> dict[str, tuple[Value, ...]]:
    """Role values: a text names a thing, `~text` is a text, a list holds several."""
    return {role: tuple(_value(one) for one in (held if isinstance(held, list) else [held]))
            for role, held in given.items()}  # fmt: skip


def _value(given: Any) -> Value:
    if isinstance(given, ThingRef | Text | Date | Quantity | Money):
        return given
    return Text(given[1:]) if given.startswith("~") else ThingRef(given)


def ident(letter: str, relation: str, values: Mapping[str, tuple[Value, ...]]) -> str:
    """The id that the loader gives."""
    parts = [relation, [[role, sorted(canonical(one) for one in values[role])] for role in sorted(values)]]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return f"{letter}-{blake2b(text.encode(), digest_size=16).hexdigest()[:10]}"


def fact(relation: str, given: Mapping[str, Any], **more: Any) -> Fact:
    """A fact with evidence by one source."""
    values = values_of(given)
    return Fact(ident("f", relation, values), relation, values, **{"evidence": (GAZETTE,), **more})


def claim(letter: str, relation: str, given: Mapping[str, Any], **more: Any) -> Claim:
    """A claim: `n` denied, `d` disputed, `r` refuted."""
    values = values_of(given)
    return Claim(ident(letter, relation, values), relation, values, **{"evidence": (HERALD,), **more})


def only(role: str, *given: str, because: str = "there is one", whole: bool = False) -> Licence:
    """A licence; `when=day` names a precision."""
    split = [one.partition("=") for one in given]
    return Licence(
        role, tuple(Given(name, Precision(exact) if exact else None) for name, _, exact in split), because, whole
    )


def relation(name: str, roles: Mapping[str, str], say: str, **more: Any) -> Relation:
    """A relation whose role types are written as in a pack."""
    return Relation(name, {role: role_of(role, kind) for role, kind in roles.items()}, say, **more)


def role_of(name: str, written: str) -> Role:
    """A role by its written type."""
    if written in ("text", "money"):
        return Role(name, RoleType(written))
    if written in ("date", "day", "month", "year"):
        return Role(name, RoleType.DATE)
    if written.startswith("number of "):
        return Role(name, RoleType.NUMBER, written.removeprefix("number of "))
    kind, _, within = written.partition(" in ")
    return Role(name, RoleType.THING, kind, within)


def things(kind: str, names: Sequence[str], **more: Any) -> list[Thing]:
    """Things of a kind."""
    return [Thing(name, kind, **more) for name in names]


def visit(**more: Any) -> Relation:
    """guest came to town when."""
    base: dict[str, Any] = {
        "licences": (only("guest", "town", "when=day"),),
        "asks": (Ask("guest", "Who came to {town} {when:on}?"),),
        "event": "{guest} comes to {town}",
        "topic": "Visits",
    }
    return relation("visit", {"guest": "leader", "town": "town", "when": "date"}, "{guest} came to {town} {when:on}.",
                    **{**base, **more})  # fmt: skip


def pack(
    relations: Sequence[Relation], facts: Sequence[Fact] = (), *, extra: Sequence[Thing] = (), **more: Any
) -> Pack:
    """A pack with four leaders and four towns beside `extra` things."""
    named = {one.name: one for one in [*things("leader", LEADERS), *things("town", TOWNS), *extra]}
    return Pack("Drawn", "0" * 32, sources=SOURCES, things=named, relations={one.name: one for one in relations},
                facts=tuple(facts), **more)  # fmt: skip


def generate(made: Pack, seed: int = 0) -> Report:
    """The report of a bank."""
    return open_bank(made, seed).generate()


def of_kind(made: Pack, kind: str, seed: int = 0) -> list[Item]:
    """The items of a kind."""
    return [item for item in generate(made, seed).items if item.question.kind == kind]


def codes(made: Pack, seed: int = 0) -> set[str]:
    """The rejection codes of a pack."""
    return {one.code for one in generate(made, seed).rejections}


def built(bank: Bank, kind: str, statement: str = "") -> list[Item | Rejection]:
    """What each proposal of a kind, and of a fact if named, comes to."""
    return [
        bank.build(one) for one in bank.proposals() if one.kind == kind and (not statement or statement in one.facts)
    ]


__all__ = [
    "GAZETTE",
    "HERALD",
    "LEADERS",
    "SOURCES",
    "TOWNS",
    "Ask",
    "Claim",
    "Completeness",
    "Dispute",
    "Fact",
    "Licence",
    "Matching",
    "OneOff",
    "Span",
    "Thing",
    "built",
    "claim",
    "codes",
    "day",
    "fact",
    "generate",
    "ident",
    "money",
    "of_kind",
    "only",
    "pack",
    "quantity",
    "relation",
    "replace",
    "role_of",
    "things",
    "values_of",
    "visit",
]  # fmt: skip
