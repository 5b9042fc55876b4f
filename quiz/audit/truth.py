"""Truth in three values, worked out anew from the pack.

A value is TRUE where a fact says so. It is FALSE only where a licence that applies leaves no room for it and nothing
that may hold could be the same value under another name. Everything else is UNKNOWN.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType

from quiz.audit.book import Book, Complete, Fact, Licence, Values
from quiz.audit.compare import NO, SAME, covers, covers_all, differs, equal_sets, fits, precise, same_unit
from quiz.audit.labels import fold
from quiz.audit.reading import Val, coarser
from quiz.audit.shelf import Shelf, closure

_BARRED = MappingProxyType({"disputed": "S1", "refuted": "W1", "weaker": "S4"})


@dataclass(slots=True)
class Reading:
    """What a stem asks: `role` of `relation`, with the printed roles given, perhaps as a source puts it.

    `complete` is set where the stem is that of a completeness claim, `own` where the template is a fact's own and so
    speaks of that fact alone; `unit` is the currency or unit that the stem asks for.
    """

    relation: str
    role: str
    printed: Values
    grain: str = ""
    source: str = ""
    complete: Complete | None = None
    own: Fact | None = None
    unit: str = ""

    @property
    def meant(self) -> Values:
        """What the facts that the stem speaks of have in common."""
        if self.own is None:
            return self.printed
        return {**{role: held for role, held in self.own.values.items() if role != self.role}, **self.printed}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A value's truth; for UNKNOWN the class of defect that using it would be; for TRUE and FALSE the grounds.

    `open` marks what is UNKNOWN only because nothing is said about it, not because it may be the answer.
    """

    truth: str
    cls: str = ""
    why: str = ""
    grounds: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    open: bool = False


@dataclass(slots=True)
class Way:
    """One licence that applies: its ground, its reason, and the values that what is FALSE must differ from."""

    ground: str
    because: str
    holders: list[Fact]
    values: list[Val]
    foils_only: bool = False


@dataclass(slots=True)
class Room:
    """All that the pack says of one slot under the printed roles."""

    true: list[tuple[tuple[Val, ...], Fact]] = field(default_factory=list)
    may: list[tuple[tuple[Val, ...], Fact]] = field(default_factory=list)
    barred: list[tuple[tuple[Val, ...], str, str]] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    vouched: set[str] = field(default_factory=set)
    denied: list[tuple[Val, Fact]] = field(default_factory=list)
    contested: str = ""


class Oracle:
    """Answers what is true of a slot."""

    def __init__(self, book: Book) -> None:
        """Index the facts, the claims and the completeness statements of a pack."""
        self.book = book
        self.facts = Shelf(book, [*book.facts, *book.one_offs])
        self.disputed = Shelf(book, book.disputed)
        self.refuted = Shelf(book, book.refuted)
        self.complete: dict[tuple[str, str], list[Complete]] = {}
        for claim in book.complete:
            self.complete.setdefault((claim.relation, claim.role), []).append(claim)
        self.unsound = {fact.id: claim.id for fact, claim in self._unsound()}

    def _unsound(self) -> Iterator[tuple[Fact, Fact]]:
        """Facts that say what a refuted or disputed claim says, with that claim."""
        for claim in (*self.book.refuted, *self.book.disputed):
            for fact in self.facts.near(claim.relation, claim.values):
                if fits(fact.values, claim.values, self.book) == SAME:
                    yield fact, claim

    def room(self, asked: Reading) -> Room:
        """Gather what the pack says of the slot that is asked."""
        room, inside = Room(), asked.complete is not None
        meant = asked.meant
        for fact in self.facts.near(asked.relation, meant):
            grade = fits(fact.values, meant, self.book, inside=inside)
            values = _asked_values(fact, asked)
            if grade == NO or not values:
                continue
            (room.true if grade == SAME and _speaks(fact, asked) else room.may).append((values, fact))
        self._bar(room, asked, inside=inside)
        for _, fact in room.true:
            foils = fact.foils.get(asked.role, ())
            room.vouched |= {fold(text) for text in foils}
        relation = self.book.relations.get(asked.relation)
        if relation is not None:
            room.vouched |= {fold(text) for text in relation.foils.get(asked.role, ())}
            self._licences(room, asked)
        self._others(room, asked)
        return room

    def _bar(self, room: Room, asked: Reading, *, inside: bool) -> None:
        for shelf, word in ((self.disputed, "disputed"), (self.refuted, "refuted")):
            for claim in shelf.near(asked.relation, asked.meant):
                values = _asked_values(claim, asked)
                grade = fits(claim.values, asked.meant, self.book, inside=inside) if values else NO
                if grade == SAME and word == "disputed" and asked.source and claim.attribute == asked.source:
                    room.true.append((values, claim))
                elif grade != NO:
                    room.barred.append((values, word, claim.id))
        for relation in closure(self.book, asked.relation)[1:]:  # who was shown a car may have been given it
            for shelf in (self.facts, self.disputed):
                for fact in shelf.near(relation, asked.meant):
                    values = _asked_values(fact, asked)
                    if fact.relation == relation and values and fits(fact.values, asked.meant, self.book) != NO:
                        room.barred.append((values, "weaker", fact.id))

    def _licences(self, room: Room, asked: Reading) -> None:
        relation = self.book.relations[asked.relation]
        own = [(fact, licence) for _, fact in room.true for licence in fact.licences]
        for fact, licence in [*((None, licence) for licence in relation.licences), *own]:
            if licence.role != asked.role or any(role not in asked.printed for role, _ in licence.given):
                continue
            if not all(precise(asked.printed[role], grain) for role, grain in licence.given):
                continue
            way = self._way(room, asked, licence, fact)
            if way is not None:
                room.ways.append(way)

    def _way(self, room: Room, asked: Reading, licence: Licence, owner: Fact | None) -> Way | None:
        given = {role: asked.printed[role] for role, _ in licence.given}
        one_off = asked.relation.startswith("one-off ")
        ground = "vouched" if one_off else "whole-list" if licence.whole else "only-one"
        way = Way(ground, licence.because, [], [], foils_only=one_off)
        lists: list[tuple[Val, ...]] = []
        for fact in self.facts.near(asked.relation, given):
            values = _asked_values(fact, asked)
            if values and fits(fact.values, given, self.book) == SAME:
                way.holders.append(fact)
                lists.append(values)
        if not way.holders or (owner is not None and all(fact is not owner for fact in way.holders)):
            return None
        if not asked.source and self._contested(room, asked, given, lists, whole=licence.whole):
            return None
        way.values = [value for values in lists for value in values]
        return way

    def _contested(
        self, room: Room, asked: Reading, given: Values, lists: list[tuple[Val, ...]], *, whole: bool
    ) -> bool:
        unlike = {tuple(value.written for value in values): values for values in lists}
        for one, other in combinations(unlike.values(), 2):  # agreement is not transitive, so it takes all pairs
            agree = equal_sets(one, other, self.book) if whole else self._meet(one, other)
            if not agree:
                room.contested = "the pack gives this slot two values that cannot both be the only one"
                return True
        for claim in self.disputed.near(asked.relation, given):
            rival = _asked_values(claim, asked)
            if not rival or all(self._touch(rival, values) for values in lists):
                continue
            if fits(claim.values, given, self.book) == SAME:
                room.contested = f"the slot is disputed ({claim.id})"
                return True
        return False

    def _meet(self, a: tuple[Val, ...], b: tuple[Val, ...]) -> bool:
        return self._touch(a, b) and self._touch(b, a)

    def _touch(self, a: tuple[Val, ...], b: tuple[Val, ...]) -> bool:
        return all(any(differs(one, other, self.book) for other in b) for one in a)

    def _others(self, room: Room, asked: Reading) -> None:
        for claim in self.complete.get((asked.relation, asked.role), []):
            inside = all(
                role in asked.printed and covers_all(asked.printed[role], wish, self.book, inside=True) == SAME
                for role, wish in claim.where.items()
            )
            if inside:
                holders = self.listed(claim)
                values = [value for fact in holders for value in fact.values.get(claim.role, ())]
                room.ways.append(Way("complete", claim.because, holders, values))
        for denial in self.book.denied:
            value = denial.values.get(asked.role, ())
            if denial.relation != asked.relation or len(value) != 1:
                continue
            others = {role: values for role, values in denial.values.items() if role != asked.role}
            if all(
                role in asked.printed and covers_all(asked.printed[role], values, self.book) == SAME
                for role, values in others.items()
            ):
                room.denied.append((value[0], denial))

    def listed(self, claim: Complete) -> list[Fact]:
        """The facts that a completeness claim counts."""
        found = self.facts.near(claim.relation, {} if _has_wholes(claim, self.book) else claim.where)
        return [fact for fact in found if fits(fact.values, claim.where, self.book, inside=True) == SAME]

    def rule(self, room: Room, value: Val, asked: Reading) -> Ruling:
        """The truth of one value in a slot."""
        holders = [
            fact.id
            for values, fact in room.true
            if any(covers(held, value, self.book) == SAME for held in values)
        ]  # fmt: skip
        if holders:
            facts = [*holders, *([asked.complete.id] if asked.complete is not None else [])]
            return Ruling("true", why=holders[0], grounds=_true_grounds(asked), facts=frozenset(facts))
        for values, word, claim in room.barred:
            if any(differs(value, held, self.book) for held in values):
                return Ruling("unknown", _BARRED[word], f"claim {claim} on it is {word}")
        for values, fact in (*room.true, *room.may):
            for held in values:
                cls = differs(value, held, self.book)
                if cls and not (cls == "S2" and self._other_currency(room, value)):
                    return Ruling("unknown", cls, f"it may be the same as {held.written!r} in {fact.id}")
        sibling = self._other_time(value, asked)
        if sibling:
            return Ruling("unknown", "S2", f"{sibling} has this amount at another time")
        grounds = self._grounds(room, value, asked)
        if grounds:
            return Ruling("false", grounds=grounds)
        return Ruling("unknown", "W1", room.contested or "nothing in the pack proves it wrong", open=True)

    def _other_currency(self, room: Room, value: Val) -> bool:
        """Whether the slot holds an amount in the currency of `value`, so that the others are another matter."""
        return any(same_unit(value, held) for values, _ in room.true for held in values)

    def _other_time(self, value: Val, asked: Reading) -> str:
        """A fact in which the same subject has this amount at another time; incomparable, so no wrong option."""
        if value.sort != "money":
            return ""
        lasting = {role: held for role, held in asked.meant.items() if all(one.days is None for one in held)}
        for fact in self.facts.near(asked.relation, lasting):
            if fits(fact.values, lasting, self.book) != NO:
                for held in fact.values.get(asked.role, ()):
                    if differs(value, held, self.book) == "W6":
                        return fact.id
        return ""

    def _grounds(self, room: Room, value: Val, asked: Reading) -> frozenset[str]:
        found = set()
        foil = value.thing is not None and value.thing.foil
        vouched = fold(value.written) in room.vouched
        for way in room.ways:
            allowed = vouched or foil or value.span is not None if way.foils_only else value.sort != "text" or vouched
            rivals = way.values
            if value.sort == "money":
                rivals = [held for held in way.values if same_unit(value, held)]
            if allowed and rivals and not any(differs(value, held, self.book) for held in rivals):
                found.add(way.ground)
                if way.ground == "whole-list" and len(way.values) == 1:
                    found.add("only-one")
        if vouched:
            found.add("vouched")
        if any(covers(value, wish, self.book) == SAME for wish, _ in room.denied):
            found.add("denied")
        if asked.source and room.true and (value.sort != "text" or vouched):
            found.add("attributed")
        return frozenset(found)


def _has_wholes(claim: Complete, book: Book) -> bool:
    return any(
        value.thing is not None and book.things.contents(value.thing) for v in claim.where.values() for value in v
    )


def _true_grounds(asked: Reading) -> frozenset[str]:
    return frozenset(("fact", "attributed") if asked.source else ("fact", "complete") if asked.complete else ("fact",))


def _speaks(fact: Fact, asked: Reading) -> bool:
    """A fact that is only what one source says answers stems that name that source, and no others do."""
    return fact.attribute == asked.source


def _asked_values(fact: Fact, asked: Reading) -> tuple[Val, ...]:
    values = [coarser(value, asked.grain) for value in fact.values.get(asked.role, ())]
    found = tuple(value for value in values if value is not None)
    if asked.unit and any(value.amount is not None and fold(value.amount.unit) != asked.unit for value in found):
        return ()
    return found
