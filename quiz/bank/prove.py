"""The truth of a value in a slot: TRUE, FALSE or UNKNOWN.

TRUE: a fact that agrees identically with everything the stem prints says so. FALSE: a licence says that the values
found are all there are, and this one cannot be one of them. UNKNOWN: everything else, above all what some fact or claim
that may match could mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from quiz.bank import compare
from quiz.bank.index import Statement
from quiz.bank.labels import identical
from quiz.bank.model import Grant, Refusal, Ruling, Slot, Values
from quiz.bank.texts import unit_part
from quiz.bank.world import World
from quiz.core.facts import Claim, Fact, Licence, RoleType
from quiz.core.items import Ground, Truth
from quiz.core.values import Date, Money, Precision, Quantity, Text, ThingRef, Value

HEDGES = frozenset(
    {"allegedly", "apparently", "believed", "likely", "perhaps", "possibly", "presumably", "probably", "reportedly"}
)
YEARS_APART = 3  # closer years are told apart by memory of a digit, not of the event
VOUCHER = "the author of the pack vouches that it is wrong"
TRUE, UNKNOWN = Ruling(Truth.TRUE), Ruling(Truth.UNKNOWN)


def asked_values(statement: Statement, role: str, precision: Precision | None) -> tuple[Value, ...]:
    """What a statement holds in `role`, dates told as coarsely as they are asked where they are known that well."""
    held = statement.values.get(role, ())
    if precision is None:
        return held
    return tuple((compare.coarsen(one, precision) or one) if isinstance(one, Date) else one for one in held)


def hedge(statement: Statement) -> tuple[str, ...]:
    """The roles that hold a hedge such as `reportedly`, sorted."""
    return tuple(sorted(
        role for role, held in statement.values.items()
        if any(isinstance(one, Text) and HEDGES & set(re.findall(r"[a-z]+", one.text.casefold())) for one in held)
    ))  # fmt: skip


class Judge:
    """Rules on every value that might be put into one slot."""

    def __init__(self, world: World, slot: Slot) -> None:
        """Look up everything that may match what the slot prints."""
        self.world, self.slot = world, slot
        self._labels = world.labels
        self._lists: dict[str, Sequence[Value]] = {}
        self._rivals: dict[tuple[str, ...], list[Statement]] = {}
        name = slot.relation.name
        self.matches = world.facts.matching(name, slot.printed)
        self._disputed = world.disputed.matching(name, slot.printed)
        self.refuted = world.refuted.matching(name, slot.printed)
        self._weaker = [one for pool in (world.facts, world.disputed) for implied in world.counting(name)
                        for one in pool.matching(implied, slot.printed)]  # fmt: skip
        self._true = {compare.identity(value) for one in self._sayers() for value in self._asked(one)}
        self._true |= {compare.identity(value) for value in slot.key}
        self._bar()
        self.grants: tuple[Grant, ...] = tuple(self._grants())
        self._denied = dict(self._denials())

    @property
    def rivals(self) -> list[Statement]:
        """Disputed claims that may match what is printed, the slot's own left out."""
        return [one for one in self._disputed if one.id != self.slot.statement.id]

    def _asked(self, statement: Statement) -> tuple[Value, ...]:
        """What a statement says in the asked role; an amount in another currency than the printed one is no answer."""
        held = asked_values(statement, self.slot.role, self.slot.precision)
        unit = self.slot.unit
        return tuple(one for one in held if unit_part(one) in ("", unit)) if unit else held

    def _sayers(self) -> list[Statement]:
        """The facts that agree identically with all that is printed; what one source says is true of it alone."""
        voices = ("", self.slot.attribute)
        return [one for one in self.matches if one.attribute in voices and all(
            identical(one.values.get(role, ()), values) for role, values in self.slot.printed.items()
        )]  # fmt: skip

    def _bar(self) -> None:
        """Collect what a wrong option must be clear of: every value that anything in the pack may say here."""
        barred = [value for one in (*self.matches, *self._disputed, *self.refuted, *self._weaker)
                  for value in self._asked(one)]  # fmt: skip
        barred += [*self.slot.key, *self._elsewhere()]
        self.readings = barred
        numbers = {compare.identity(value): value for value in barred if not isinstance(value, ThingRef | Text)}
        self._numbers = list(numbers.values())
        self._words = [value for value in barred if isinstance(value, ThingRef | Text)]
        keys = {key for value in self._words for key in self._labels.keys(value)}
        for value in self._words:
            if isinstance(value, ThingRef):
                keys.update("n" + name for name in self._labels.kin(value.name))
        self._barred_keys = frozenset(keys)

    def _elsewhere(self) -> list[Value]:
        """Numbers and amounts that are true of the same subject under another qualifier, another date above all."""
        role = self.slot.relation.roles.get(self.slot.role)
        if role is None or role.type not in (RoleType.NUMBER, RoleType.MONEY):
            return []
        subject = {name: values for name, values in self.slot.printed.items()
                   if any(isinstance(value, ThingRef | Text) for value in values)}  # fmt: skip
        if not subject:
            return []
        pools = (self.world.facts, self.world.disputed, self.world.refuted)
        name, unit = self.slot.relation.name, unit_part(self.slot.key[0]) if self.slot.key else ""
        told = [value for pool in pools for one in pool.matching(name, subject) for value in self._asked(one)]
        return [value for value in told if unit_part(value) in ("", unit)]

    def key_refusal(self) -> Refusal | None:
        """Why the key cannot stand: it is contested, or another fact fits the stem with another answer."""
        slot = self.slot
        for role in hedge(slot.statement):
            if role not in slot.printed and role != slot.role and not slot.attribute:
                return Refusal("H2", f"the hedge “{role}” is not printed")
        for one in self.matches:
            values = self._asked(one)
            if one.id == slot.statement.id or not values or identical(values, slot.key):
                continue
            close = any(self._labels.may_be_same(left, right) for left in values for right in slot.key)
            return Refusal("S1" if close else "W4", f"{one.id} fits the stem too, with another answer")
        for one in self.rivals:
            values = self._asked(one)
            if values and not identical(values, slot.key) and (not slot.attribute or self._heard(one)):
                return Refusal("W2", f"the answer is disputed ({one.id})")
        return self.contested()

    def _heard(self, other: Statement) -> bool:
        """Whether `other` comes from the source that the stem names."""
        voice = self.slot.attribute
        return voice == other.attribute or any(one.source == voice for one in other.evidence)

    def _grants(self) -> Iterable[Grant]:
        statement, slot = self.slot.statement, self.slot
        for licence in self._licences():
            if self._covers(licence) and isinstance(statement, Fact):
                ground = Ground.WHOLE_LIST if licence.whole else Ground.ONLY_ONE
                yield Grant(ground, licence.because, (statement.id,), licence)
        yield from self._completed()
        if slot.attribute:
            because = f"{slot.attribute} names one answer"
            yield Grant(Ground.ATTRIBUTED, because, (statement.id,))

    def _covers(self, licence: Licence) -> bool:
        """Whether all that the licence takes as given is printed exactly enough, and nothing contests the slot."""
        given = self._given(licence)
        if given is None or (len(self.slot.key) > 1 and not licence.whole):
            return False
        return all(
            one.id == self.slot.statement.id or not (values := self._asked(one)) or identical(values, self.slot.key)
            for one in self._under(given)
        )

    def _given(self, licence: Licence) -> Values | None:
        """What the licence takes as given, as it is printed; None where it is not, or not exactly enough."""
        given: Values = {one.role: self.slot.printed.get(one.role, ()) for one in licence.given}
        for one in licence.given:
            values = given[one.role]
            if not values or (one.precision and not all(
                isinstance(value, Date) and compare.fine_enough(value, one.precision) for value in values
            )):  # fmt: skip
                return None
        return given

    def _under(self, given: Values) -> list[Statement]:
        """All that is claimed or disputed and may be about what a licence takes as given."""
        known = self._rivals.get(tuple(given))
        if known is None:
            pools = (self.world.facts, self.world.disputed)
            known = [one for pool in pools for one in pool.matching(self.slot.relation.name, given)]
            self._rivals[tuple(given)] = known
        return known

    def contested(self) -> Refusal | None:
        """Why no value of the slot can be relied on: a licence leaves room for one, and the pack gives it two.

        That holds whichever licence the question would rest on. What one source says is asked as its word alone.
        """
        for licence in () if self.slot.attribute else self._licences():
            given = self._given(licence)
            under = [] if given is None else [one for one in self._under(given) if self._labels.say(one.values, given)]
            told = {frozenset(map(compare.identity, values)): values for one in under if (values := self._asked(one))}
            for left, right in combinations(told.values(), 2):
                if licence.whole or not self._labels.agree(left, right):
                    return Refusal("W2", f"the pack gives “{licence.role}” two values where only one holds")
        return None

    def _licences(self) -> Iterable[Licence]:
        """The licences for the role that is asked."""
        statement = self.slot.statement
        own = statement.licences if isinstance(statement, Fact) else ()
        return (one for one in (*own, *self.slot.relation.licences) if one.role == self.slot.role)

    def _completed(self) -> Iterable[Grant]:
        slot = self.slot
        for claim in self.world.complete.matching(slot.relation.name, slot.printed):
            complete = self.world.completeness[claim.id]
            if complete.role == slot.role and complete.relation == slot.relation.name and all(
                self._labels.says(slot.printed.get(role, ()), values) for role, values in claim.values.items()
            ):  # fmt: skip
                yield Grant(Ground.COMPLETE, complete.because, (slot.statement.id, complete.id))

    def _listed(self, grant: Grant) -> Sequence[Value]:
        """Every value that a completeness statement may count."""
        known = self._lists.get(grant.facts[-1])
        if known is None:
            known = self._lists[grant.facts[-1]] = self._count(grant)
        return known

    def _count(self, grant: Grant) -> Sequence[Value]:
        claim = self.world.complete.by_id[grant.facts[-1]]
        pools = (self.world.facts, self.world.disputed, self.world.refuted)
        found = [one for pool in pools for one in pool.matching(self.slot.relation.name, claim.values)]
        return [value for one in found for value in self._asked(one)]

    def _denials(self) -> Iterable[tuple[tuple[object, ...], Grant]]:
        """Values denied here; denying what the relation implies denies the relation.

        That two were not there together says of neither that it was not there.
        """
        slot = self.slot
        for relation in self.world.reach[slot.relation.name]:
            for claim in self.world.denied.matching(relation, slot.printed):
                others = [(role, values) for role, values in claim.values.items() if role != slot.role and values]
                denied = claim.values.get(slot.role, ())
                if (
                    len(denied) == 1
                    and claim.relation == relation
                    and all(self._labels.denies(values, slot.printed.get(role, ())) for role, values in others)
                ):
                    because = claim.because if isinstance(claim, Claim) else ""
                    yield compare.identity(denied[0]), Grant(Ground.DENIED, because, (claim.id,))

    def vouched(self) -> tuple[str, ...]:
        """The author's own wrong values for this slot."""
        own = self.slot.statement.foils if isinstance(self.slot.statement, Fact) else {}
        return tuple(dict.fromkeys((*own.get(self.slot.role, ()), *self.slot.relation.foils.get(self.slot.role, ()))))

    @property
    def licensed(self) -> bool:
        """Whether anything can be proven false here."""
        return bool(self.grants or self._denied or self.vouched())

    @property
    def closed(self) -> bool:
        """Whether a licence says that there is no right answer but the key."""
        return any(
            grant.ground is not Ground.COMPLETE or all(identical((one,), self.slot.key) for one in self._listed(grant))
            for grant in self.grants
        )

    def barred(self, value: Value) -> bool:
        """Whether something in the pack may say `value` here."""
        if isinstance(value, ThingRef):
            if "n" + value.name in self._barred_keys or not self._barred_keys.isdisjoint(self._labels.keys(value)):
                return True
        elif isinstance(value, Text):
            if not self._barred_keys.isdisjoint(self._labels.keys(value)):
                return True
        elif self._words:
            return True
        return any(self._close(value, one) for one in self._numbers)

    def _close(self, value: Value, reading: Value) -> bool:
        if self._labels.may_be_same(value, reading):
            return True
        if isinstance(value, Date) and isinstance(reading, Date) and value.precision is Precision.YEAR:
            return (
                value.first.year - reading.last.year < YEARS_APART
                and reading.first.year - value.last.year < YEARS_APART
            )
        return False

    def rule(self, value: Value) -> Ruling:
        """The truth of `value` in this slot."""
        if compare.identity(value) in self._true:
            return TRUE
        if self.barred(value):
            return UNKNOWN
        for grant in self.grants:
            if grant.ground is not Ground.COMPLETE or not any(
                self._labels.may_be_same(value, listed) for listed in self._listed(grant)
            ):
                return Ruling(Truth.FALSE, grant)
        denied = self._denied.get(compare.identity(value))
        if denied:
            return Ruling(Truth.FALSE, denied)
        if isinstance(value, Text) and value.text in self.vouched():
            return Ruling(Truth.FALSE, Grant(Ground.VOUCHED, VOUCHER, (self.slot.statement.id,)))
        return UNKNOWN


def number_like(value: Value) -> bool:
    """Whether the value is compared as an interval."""
    return isinstance(value, Date | Quantity | Money)
