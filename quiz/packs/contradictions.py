"""Checks facts against one another: licences that two facts break, and templates that print what no slot prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

from quiz.core.facts import Fact, Given, Licence, Relation, Status
from quiz.core.values import Date, Interval, Money, Precision, Quantity, Text, ThingRef, Value
from quiz.packs.fields import alike
from quiz.packs.findings import Log, Mark, quoted
from quiz.packs.templates_check import literals
from quiz.packs.things import Things

Placed = tuple[Fact, Mark]
Key = tuple[object, ...]
_MANY = 200
"""Above this many values for one slot they are no longer compared pair by pair: so many are never all the same."""
_FINER: Mapping[Precision | None, frozenset[Precision]] = MappingProxyType(
    {
        None: frozenset(Precision),
        Precision.DAY: frozenset({Precision.DAY}),
        Precision.MONTH: frozenset({Precision.DAY, Precision.MONTH}),
        Precision.YEAR: frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR}),
    }
)


def marked_disputed(
    log: Log, placed: Sequence[Placed], relations: Mapping[str, Relation], things: Things
) -> list[Placed]:
    """Note facts that give two values where a licence claims one, and call both disputed: neither can be trusted.

    They stay in the pack, because a value that a disputed fact gives is no certain wrong answer either.
    """
    broken: set[str] = set()
    of_relation: dict[str, list[Placed]] = defaultdict(list)
    for row in placed:
        of_relation[row[0].relation].append(row)
    for name, rows in of_relation.items():
        for licence, one, other in _conflicts(relations[name], rows, things, broken):
            _note(log, licence, one, other, broken)
            broken |= {one[0].id, other[0].id}
    return [(replace(fact, status=Status.DISPUTED) if fact.id in broken else fact, mark) for fact, mark in placed]


def _conflicts(
    relation: Relation, rows: Sequence[Placed], things: Things, broken: Set[str]
) -> Iterator[tuple[Licence, Placed, Placed]]:
    """Give each licence with two facts that break it: a fact's own binds that fact against all others.

    Of two that are `broken` already nothing more is to be said.
    """
    for licence in relation.licences:
        for group in _grouped(licence, rows).values():
            for pair in _disagreeing(licence.role, group, things):
                yield licence, *pair
    slots: dict[tuple[str, tuple[Given, ...]], dict[Key, list[Placed]]] = {}
    for row in rows:
        for licence in row[0].licences:
            slot = licence.role, licence.given
            if slot not in slots:
                slots[slot] = _grouped(licence, rows)
            held, key = row[0].values.get(licence.role), _key(row[0], licence.given)
            for other in slots[slot].get(key, ()) if held and key is not None else ():
                known = row[0].id in broken and other[0].id in broken
                if held and not known and not _agree(held, other[0].values[licence.role], things):
                    yield licence, row, other


def _grouped(licence: Licence, rows: Sequence[Placed]) -> dict[Key, list[Placed]]:
    """The facts by what the licence takes as given, where they fill its role."""
    groups: dict[Key, list[Placed]] = defaultdict(list)
    for row in rows:
        key = _key(row[0], licence.given)
        if key is not None and licence.role in row[0].values:
            groups[key].append(row)
    return groups


def _disagreeing(role: str, group: Sequence[Placed], things: Things) -> Iterator[tuple[Placed, Placed]]:
    """Give pairs of rows with different values, so that each row that differs from any other is in one of them.

    Every value is held against every other, since agreement is not transitive: `about 50` agrees with 48 and with 52.
    """
    by_value: dict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for row in group:
        by_value[tuple(map(_same, row[0].values[role]))].append(row)
    different = list(by_value.values())
    if len(different) > _MANY:
        yield from ((different[0][0], row) for rows in different[1:] for row in rows)
        yield from ((row, different[1][0]) for row in different[0][1:])
        return
    for ones, others in combinations(different, 2):
        if not _agree(ones[0][0].values[role], others[0][0].values[role], things):
            yield from ((ones[0], other) for other in others)
            yield from ((one, others[0]) for one in ones[1:])


def _key(fact: Fact, given: Iterable[Given]) -> Key | None:
    """Give what a licence takes as given; None where a role is missing or known less exactly than it needs."""
    key: list[object] = []
    for entry in given:
        values = fact.values.get(entry.role)
        if values is None or any(isinstance(v, Date) and v.precision not in _FINER[entry.precision] for v in values):
            return None
        key.append(frozenset(_same(value) for value in values))
    return tuple(key)


def _same(value: Value) -> object:
    """Give what two spellings of one value share."""
    if isinstance(value, Date):
        return value.first, value.last
    if isinstance(value, ThingRef):
        return value.name
    if isinstance(value, Text):
        return alike(value.text)
    return value.interval, value.currency if isinstance(value, Money) else value.unit


def _agree(one: Sequence[Value], other: Sequence[Value], things: Things) -> bool:
    """Tell whether two values of a slot may be the same: equal, overlapping, or one within the other.

    Of several, each of either must be one of the other: a whole and its part both agree with the part alone.
    """
    if one == other:
        return True
    if len(one) != len(other):
        return False
    pairs = ((one, other), (other, one))
    return all(any(may_be_same(a, b, things) for b in theirs) for ours, theirs in pairs for a in ours)


def may_be_same(one: Value, other: Value, things: Things) -> bool:
    """Tell whether two values cannot be told apart for certain."""
    if isinstance(one, Date) and isinstance(other, Date):
        return one.first <= other.last and other.first <= one.last
    if isinstance(one, ThingRef) and isinstance(other, ThingRef):
        return other.name in things.parts(one.name) or one.name in things.parts(other.name)
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return _meet(one.interval, other.interval)
    if isinstance(one, Money) and isinstance(other, Money):
        return one.currency != other.currency or _meet(one.interval, other.interval)
    return _same(one) == _same(other)


def _meet(one: Interval, other: Interval) -> bool:
    return _reaches(one, other) and _reaches(other, one)


def _reaches(one: Interval, other: Interval) -> bool:
    """Tell whether `one` begins before `other` ends."""
    if one.lo is None or other.hi is None:
        return True
    return one.lo < other.hi or (one.lo == other.hi and not one.lo_open and not other.hi_open)


def _note(log: Log, licence: Licence, one: Placed, other: Placed, named: set[str]) -> None:
    """Note the conflict at each of the two facts that is not `named` yet: one finding a fact is enough."""
    given = ", ".join(entry.role for entry in licence.given) or "nothing"
    said = "one whole list" if licence.whole else "only one"
    for row, rival in ((one, other), (other, one)):
        if row[0].id in named:
            continue
        message = (
            f"there is {said} of {quoted(licence.role)} for given {given}, but this fact ({row[0].id}) and the one in "
            f"line {rival[1].line + 1} ({rival[0].id}) differ"
        )
        log.add("F701", row[1], message)


def check_literals(
    log: Log, placed: Sequence[Placed], relations: Mapping[str, Relation], things: Things, at: Mapping[str, Mark]
) -> None:
    """Note templates of a relation with a literal that equals a value of its roles: no slot prints it."""
    printed: dict[str, set[str]] = defaultdict(set)
    for fact, _ in placed:
        for values in fact.values.values():
            for value in values:
                printed[fact.relation].update(_names(value, things))
    for name, relation in relations.items():
        templates = [relation.say, relation.event, *(ask.template for ask in relation.asks)]
        for template in templates:
            for word in _literal_values(template, printed.get(name, set())):
                log.add("F719", at[name], f"{quoted(template)} of {quoted(name)} says {quoted(word)} without a slot")


def _names(value: Value, things: Things) -> Iterator[str]:
    if isinstance(value, ThingRef):
        thing = things.by_key[value.name]
        yield from (thing.name, thing.short or thing.name)
    elif isinstance(value, Date):
        yield str(value.first.year)
    elif isinstance(value, Text):
        yield value.text


def _literal_values(template: str, printed: set[str]) -> Iterator[str]:
    """Give the values that stand as whole words in the literal parts of a template."""
    pieces = [
        f" {' '.join(''.join(c if c.isalnum() or c in '-' else ' ' for c in piece).split())} "
        for piece in literals(template)
    ]
    for name in sorted(printed):
        tidy = " ".join("".join(c if c.isalnum() or c in "-" else " " for c in name).split())
        if tidy and any(f" {tidy} " in piece for piece in pieces):
            yield name
