"""Wrong options: drawn from real neighbours of the key, proven false, and only then ranked by plausibility."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from quiz.bank import amounts, compare
from quiz.bank.chance import Draw, Ring
from quiz.bank.index import Statement
from quiz.bank.leaks import Shown, run_of
from quiz.bank.model import Ruling, Slot
from quiz.bank.prove import Judge, asked_values, number_like
from quiz.bank.texts import bare
from quiz.bank.world import World
from quiz.core.facts import Fact, Thing
from quiz.core.items import Truth
from quiz.core.values import Date, Money, Precision, Quantity, Text, ThingRef, Value

WINDOW = 12
ENOUGH = 10  # proven options to choose from
MOST, FEWEST = 3, 2


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value proven false in a slot."""

    value: Value
    text: str
    ruling: Ruling


class Neighbours:
    """Where wrong options come from: the values of sibling facts, and the things of a kind."""

    def __init__(self, world: World) -> None:
        """Place all things and all values of asked roles on rings."""
        self.world = world
        kinds: dict[str, list[Thing]] = {}
        self._names: dict[str, list[Thing]] = {}
        for thing in world.pack.things.values():
            self._names.setdefault(thing.kind, []).append(thing)
            if not thing.broken:
                kinds.setdefault(thing.kind, []).append(thing)
        self._kinds = {kind: Ring(things, lambda thing: thing.name) for kind, things in sorted(kinds.items())}
        self._foils = {kind: Ring([one for one in things if one.foil], lambda thing: thing.name)
                       for kind, things in sorted(kinds.items())}  # fmt: skip
        peers: dict[tuple[str, str], list[Value]] = {}
        self._dates: dict[str, list[tuple[Date, Fact]]] = {}
        self._holders: dict[tuple[str, str, str], list[Fact]] = {}
        for fact in world.asked:
            dates = [value for held in fact.values.values() for value in held if isinstance(value, Date)]
            for role, held in fact.values.items():
                peers.setdefault((fact.relation, role), []).extend(held)
                for value in held:
                    for reading in readings(value):
                        holders = self._holders.setdefault((fact.relation, role, reading), [])
                        if len(holders) < WINDOW:
                            holders.append(fact)
                    if isinstance(value, ThingRef):
                        self._dates.setdefault(value.name, []).extend((date, fact) for date in dates)
        self.events = {topic: Ring(facts, lambda fact: fact.id) for topic, facts in sorted(world.topics.items())}
        told: dict[str, list[Fact]] = {}
        for fact in world.asked:
            told.setdefault(fact.relation, []).append(fact)
        self.told = {name: Ring(facts, lambda fact: fact.id) for name, facts in sorted(told.items())}
        self._peers = {place: Ring(values, compare.canonical) for place, values in sorted(peers.items())}

    def peers(self, relation: str, role: str) -> Ring[Value]:
        """What other facts of the relation hold in the role."""
        return self._peers.get((relation, role)) or Ring[Value]((), compare.canonical)

    def things(self, kind: str) -> Ring[Thing]:
        """All things of a kind, foils included."""
        return self._kinds.get(kind) or Ring[Thing]((), str)

    def named(self, kind: str) -> Sequence[Thing]:
        """All things of a kind, also those with an error: no options, but names."""
        return self._names.get(kind, ())

    def foils(self, kind: str) -> Ring[Thing]:
        """The foils of a kind."""
        return self._foils.get(kind) or Ring[Thing]((), str)

    def holders(self, relation: str, role: str, value: Value) -> Sequence[Fact]:
        """Some facts of the relation that hold `value` in the role, by id."""
        return self._holders.get((relation, role, compare.canonical(value)), ())

    def dates_of(self, name: str) -> Sequence[tuple[Date, Fact]]:
        """The dates of the facts that name a thing, by fact id."""
        return self._dates.get(name, ())


def readings(value: Value) -> set[str]:
    """A value as it may be asked: itself, a date also by its month and its year."""
    coarse = (
        [compare.coarsen(value, one) for one in (Precision.MONTH, Precision.YEAR)] if isinstance(value, Date) else ()
    )
    return {compare.canonical(value), *(compare.canonical(one) for one in coarse if one)}


class Search:
    """The search for wrong options of one slot."""

    def __init__(self, neighbours: Neighbours, judge: Judge, draw: Draw, stem: str) -> None:
        """Search for options of a question whose stem reads `stem`."""
        self._near, self._judge, self._draw, self._stem = neighbours, judge, draw, Shown(stem)
        self._world, self._slot, self._labels = judge.world, judge.slot, judge.world.labels
        self._latest = latest_source(self._world, self._slot.statement)
        printed = [value for values in self._slot.printed.values() for value in values]
        self._printed = frozenset(
            key for value in printed if isinstance(value, ThingRef | Text) for key in self._labels.keys(value)
        )
        self._things = [self._world.pack.things[value.name] for value in printed
                        if isinstance(value, ThingRef) and value.name in self._world.pack.things]  # fmt: skip

    def wrong(self) -> list[Wrong]:
        """Up to three proven-false options that go together, the most plausible first."""
        found = self._prove(self._drawn())
        chosen = self._choose(found)
        if len(chosen) < FEWEST and isinstance(self._slot.key[0], ThingRef):
            chosen = self._choose(self._prove(self._everything()))
        return chosen

    def _prove(self, values: Iterable[Value]) -> list[Wrong]:
        proven, seen = [], set()
        for value in values:
            name = compare.canonical(value)
            if name not in seen and self._fits(value):
                seen.add(name)
                ruling = self._judge.rule(value)
                if ruling.truth is Truth.FALSE:
                    proven.append(Wrong(value, bare(value), ruling))
                    if len(proven) >= ENOUGH and isinstance(value, ThingRef):
                        break
        return proven

    def _fits(self, value: Value) -> bool:
        """Whether the value is of the slot's type, unit and precision, and nothing that the stem itself shows."""
        key = self._slot.key[0]
        if isinstance(value, Date):
            return isinstance(key, Date) and value.precision is key.precision and self._alive(value)
        if isinstance(value, Quantity):
            return isinstance(key, Quantity) and value.unit == key.unit
        if isinstance(value, Money):
            return isinstance(key, Money) and value.currency == key.currency
        role = self._slot.relation.roles[self._slot.role]
        if isinstance(value, ThingRef):
            thing = self._world.pack.things.get(value.name)
            if not isinstance(key, ThingRef) or thing is None or (role.kind and thing.kind != role.kind):
                return False
            if role.within and role.within not in self._labels.above(value.name):
                return False
            runs = self._labels.runs(value.name)
        elif isinstance(key, Text):
            runs = [run_of(value.text)]
        else:
            return False
        return self._printed.isdisjoint(self._labels.keys(value)) and not self._stem.any_of(runs)

    def _alive(self, date: Date) -> bool:
        """Whether every thing in the stem exists at `date`, and the articles that tell of it are not older.

        What is foretold may come at any time.
        """
        key = self._slot.key[0]
        foretold = isinstance(key, Date) and self._latest and key.first > self._latest
        if self._latest and date.first > self._latest and not foretold:
            return False
        return all(
            (thing.since is None or date.last >= thing.since.first)
            and (thing.until is None or date.first <= thing.until.last)
            for thing in self._things
        )

    def _drawn(self) -> Iterator[Value]:
        """A few candidates, the best sources first."""
        slot, key = self._slot, self._slot.key[0]
        yield from (Text(text) for text in self._judge.vouched())
        peers = self._near.peers(slot.relation.name, slot.role).window(self._draw, WINDOW, "peers")
        if isinstance(key, ThingRef):
            role = slot.relation.roles[slot.role]
            kind = role.kind or self._world.pack.things[key.name].kind
            foils = self._near.foils(kind).window(self._draw, WINDOW, "foils")
            yield from (value for pair in zip_longest(peers, (ThingRef(one.name) for one in foils))
                        for value in pair if value is not None)  # fmt: skip
            yield from (ThingRef(one.name) for one in self._near.things(kind).window(self._draw, WINDOW, "things"))
        elif isinstance(key, Date):
            yield from (one for value in peers for one in self._as_asked(value))
            for thing in self._things:
                dates = self._near.dates_of(thing.name)[:WINDOW]
                yield from (one for date, _ in dates for one in self._as_asked(date))
            yield from amounts.other_dates(key)
        elif isinstance(key, Quantity | Money):
            yield from (value for value in peers if same_hedge(value, key))
            yield from amounts.other_amounts(key)

    def _as_asked(self, value: Value) -> list[Value]:
        key = self._slot.key[0]
        if not isinstance(value, Date) or not isinstance(key, Date):
            return []
        told = compare.coarsen(value, key.precision)
        return [told] if told else []

    def _everything(self) -> Iterator[Value]:
        """Every candidate there is: the answer to draws that found too few."""
        role = self._slot.relation.roles[self._slot.role]
        key = self._slot.key[0]
        kind = role.kind or (self._world.pack.things[key.name].kind if isinstance(key, ThingRef) else "")
        yield from (Text(text) for text in self._judge.vouched())
        yield from self._near.peers(self._slot.relation.name, self._slot.role).all()
        yield from (ThingRef(one.name) for one in self._near.things(kind).all())

    def _choose(self, proven: list[Wrong]) -> list[Wrong]:
        """The most plausible that can stand side by side; if the best excludes all others, the next best leads."""
        ranked = sorted(proven, key=self._plausibility)
        chosen = self._spread(ranked)
        for first in range(1, len(ranked) if len(chosen) < FEWEST else 0):
            chosen = self._compatible([*ranked[first:], *ranked[:first]], MOST)
            if len(chosen) >= FEWEST:
                break
        return chosen

    def _spread(self, ranked: list[Wrong]) -> list[Wrong]:
        """The best options; for numbers the rank of the key among them is drawn."""
        key = self._slot.key[0]
        if isinstance(key, ThingRef | Text):
            return self._compatible(ranked, MOST)
        lower = [one for one in ranked if place(one.value) < place(key)]
        higher = [one for one in ranked if place(one.value) > place(key)]
        wanted = self._draw.below(MOST + 1)
        below = self._compatible(lower, wanted)
        above = self._compatible(higher, MOST - len(below))
        chosen = [*self._compatible(lower, MOST - len(above), below), *above]
        return self._in_company(chosen, ranked)

    def _in_company(self, chosen: list[Wrong], ranked: list[Wrong]) -> list[Wrong]:
        """The choice, with one date of the key's own month (or year) in it: a date alone in its month stands out."""
        key = self._slot.key[0]
        coarse = {Precision.DAY: Precision.MONTH, Precision.MONTH: Precision.YEAR}
        if not isinstance(key, Date) or key.precision not in coarse:
            return chosen
        own = compare.coarsen(key, coarse[key.precision])
        near = [one for one in ranked if isinstance(one.value, Date)
                and compare.coarsen(one.value, coarse[key.precision]) == own]  # fmt: skip
        if not near or any(one in near for one in chosen):
            return chosen
        return self._compatible(chosen, MOST, near[:1])

    def _compatible(self, ranked: list[Wrong], most: int, start: Sequence[Wrong] = ()) -> list[Wrong]:
        chosen = list(start)
        for one in ranked:
            if len(chosen) >= most:
                break
            if not any(self.clash(one.value, other.value) for other in chosen):
                chosen.append(one)
        return chosen

    def clash(self, left: Value, right: Value) -> bool:
        """Whether two options may be taken for each other, by value or by their look."""
        if self._labels.may_be_same(left, right):
            return True
        key = self._slot.key[0]
        if isinstance(key, Quantity | Money) and amounts.one_sided(key) and same_hedge(left, right):
            return True
        if number_like(left) and number_like(right):
            return False  # what differs in value differs in print
        keys = self._labels.folder.keys
        return not keys(bare(left)).isdisjoint(keys(bare(right)))

    def _plausibility(self, one: Wrong) -> tuple[int, int, int]:
        """Low is plausible: what existed, what siblings or the author offer, what is about as long as the key."""
        key, value = self._slot.key[0], one.value
        if not isinstance(value, ThingRef):
            far = isinstance(value, Text) and length_differs(one.text, bare(key))
            return (0, int(far), self._draw.rank(one.text))
        thing = self._world.pack.things[value.name]
        times = [date for held in self._slot.printed.values() for date in held if isinstance(date, Date)]
        absent = any(not existed(thing, date) for date in times)
        near = thing.foil or self._world.facts.with_thing(self._slot.relation.name, self._slot.role, value.name)
        return (2 * absent + (not near), int(length_differs(one.text, bare(key))), self._draw.rank(one.text))


def existed(thing: Thing, date: Date) -> bool:
    """Whether the thing may have existed at `date`."""
    return (thing.since is None or thing.since.first <= date.last) and (
        thing.until is None or thing.until.last >= date.first
    )


def length_differs(text: str, key: str) -> bool:
    """Whether two texts differ in length by more than 40 percent of the key's."""
    return abs(len(text) - len(key)) * 10 > 4 * max(len(key), 5)


def same_hedge(value: Value, other: Value) -> bool:
    """Whether two amounts are hedged and scaled alike in print."""
    if not isinstance(value, Quantity | Money) or not isinstance(other, Quantity | Money):
        return False
    left, right = compare.read_printed(value.printed), compare.read_printed(other.printed)
    return bool(left and right and left[0] == right[0] and left[3] == right[3])


def place(value: Value) -> tuple[int, Any]:
    """Where a number or date stands among others of its sort."""
    if isinstance(value, Date):
        return (0, value.first)
    if isinstance(value, Quantity | Money):
        span = value.interval
        return (0, span.hi if span.lo is None else span.lo)
    return (1, 0)


def latest_source(world: World, statement: Statement) -> datetime.date | None:
    """The last day on which the latest source that tells of the statement may have come out; None if none is dated."""
    sources = [world.pack.sources[one.source] for one in statement.evidence if one.source in world.pack.sources]
    dates = [compare.date_of(source.date) for source in sources]
    return max((date.last for date in dates if date), default=None)


def siblings_saying(near: Neighbours, slot: Slot, value: Value) -> list[Statement]:
    """Facts of the slot's relation for which `value` is the right answer, those most like the slot's own first."""
    found = near.holders(slot.relation.name, slot.role, value)
    own = [one for one in found if one.id != slot.statement.id
           and any(compare.identity(held) == compare.identity(value)
                   for held in asked_values(one, slot.role, slot.precision))]  # fmt: skip
    return sorted(own, key=lambda one: (-shared(one, slot), one.id))


def shared(statement: Statement, slot: Slot) -> int:
    """In how many printed roles a statement agrees with the slot."""
    return sum(statement.values.get(role) == values for role, values in slot.printed.items())
