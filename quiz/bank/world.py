"""The facts that may be asked, and everything that stands against them, indexed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quiz.bank import compare
from quiz.bank.index import Pool, Statement, entailed
from quiz.bank.labels import Labels, identical
from quiz.bank.model import Refusal, Rejection
from quiz.bank.templates import Template, parse
from quiz.core.facts import Claim, Completeness, Fact, Licence, OneOff, Pack, Relation, Status
from quiz.core.values import Date, Money, Quantity, ThingRef, Value

ASKED = (Status.VERIFIED, Status.SINGLE_ORIGIN)


class World:
    """A pack made ready: facts validated and reconciled, claims set apart, all of it indexed.

    `refused` says which facts were dropped, and why.
    """

    def __init__(self, pack: Pack) -> None:
        """Index `pack`."""
        self.pack = pack
        self.labels = Labels(pack.things)
        self.relations = pack.relations
        self.reach = entailed(pack.relations)
        self._templates: dict[tuple[str, str], Template] = {}
        self.told: tuple[tuple[str, bool], str] = (("", False), "")  # the sentence that was made last
        facts, refused = self._sift(merged(pack.facts))
        self.licensed: dict[str, list[Fact]] = {}
        for fact in (*facts, *(one for one in pack.broken if isinstance(one, Fact))):
            if fact.licences:
                self.licensed.setdefault(fact.relation, []).append(fact)
        claims = [claim for dispute in pack.disputes for claim in dispute.claims]
        self.groups = {claim.id: place for place, dispute in enumerate(pack.disputes) for claim in dispute.claims}
        doubted: list[Statement] = [*(fact for fact in pack.facts if fact.status is Status.DISPUTED), *claims]
        rebutted: list[Statement] = [*(fact for fact in pack.facts if fact.status is Status.REFUTED), *pack.refuted]
        for one in pack.broken:
            refuted = isinstance(one, Fact) and one.status is Status.REFUTED
            (rebutted if refuted else doubted).append(one)
        self.disputed, self.refuted = self._pool(doubted), self._pool(rebutted)
        self.denied: Pool[Statement] = self._pool(pack.denials)
        self.complete: Pool[Statement] = self._pool(where(one) for one in pack.complete)
        self.completeness = {one.id: one for one in pack.complete}
        self.completed = {name: frozenset(one.role for one in pack.complete if one.relation == name)
                          for name in sorted({one.relation for one in pack.complete})}  # fmt: skip
        kept, fallen = self._reconcile(facts, refused)
        self.facts: Pool[Statement] = self._pool(kept)
        if fallen:  # what cannot be asked still stands in the way of what could contradict it
            self.disputed = self._pool([*doubted, *fallen])
        self.asked: tuple[Fact, ...] = tuple(kept)
        self.topics: dict[str, list[Fact]] = {}
        for fact in kept:
            topic = fact.topic or self.relations[fact.relation].topic
            if topic and self.relations[fact.relation].event:
                self.topics.setdefault(topic, []).append(fact)
        self.one_offs = self._sift_one_offs(refused)
        self.refused = tuple(sorted(refused, key=lambda one: (one.proposal, one.code)))

    def _pool(self, statements: Iterable[Statement]) -> Pool[Statement]:
        return Pool(statements, self.relations, self.reach, self.labels)

    def _reconcile(self, facts: list[Fact], refused: list[Rejection]) -> tuple[list[Fact], list[Fact]]:
        """The facts that stand, and those that other facts or claims contradict."""
        standing = self._pool(facts)
        kept, fallen = [], []
        for fact in facts:
            against = self._against(fact) or self._conflict(fact, standing)
            if against:
                fallen.append(fact)
                refused.append(Rejection(against.code, fact.id, (fact.id,), against.detail))
            else:
                kept.append(fact)
        return kept, fallen

    def _sift(self, facts: Iterable[Fact]) -> tuple[list[Fact], list[Rejection]]:
        good, refused = [], []
        for fact in facts:
            fault = self._fault(fact)
            if fault:
                refused.append(Rejection(fault.code, fact.id, (fact.id,), fault.detail))
            elif fact.status in ASKED:
                good.append(fact)
            else:
                refused.append(Rejection("S0", fact.id, (fact.id,), f"the fact is {fact.status.value}"))
        return good, refused

    def _sift_one_offs(self, refused: list[Rejection]) -> tuple[OneOff, ...]:
        kept = {}
        for one in sorted(self.pack.one_offs, key=lambda one: one.id):
            if one.status not in ASKED:
                refused.append(Rejection("S0", one.id, (one.id,), f"the fact is {one.status.value}"))
            elif not one.evidence:
                refused.append(Rejection("V3", one.id, (one.id,), "no evidence"))
            else:
                kept[one.id] = one
        return tuple(kept.values())

    def _fault(self, fact: Fact) -> Refusal | None:
        relation = self.relations.get(fact.relation)
        if relation is None:
            return Refusal("V1", f"no relation “{fact.relation}”")
        if not fact.values or any(role not in relation.roles for role in fact.values):
            return Refusal("V1", "roles that the relation does not have, or none")
        if not fact.evidence:
            return Refusal("V3", "no evidence")
        values = [value for held in fact.values.values() for value in held]
        unknown = [value.name for value in values if isinstance(value, ThingRef) and value.name not in self.pack.things]
        if unknown:
            return Refusal("V2", f"no thing “{unknown[0]}”")
        return Refusal("V4", "a value that holds nothing") if any(empty(value) for value in values) else None

    def _against(self, fact: Fact) -> Refusal | None:
        """A claim that the fact as it stands would assert: refuted, disputed or denied."""
        for pool, code, word in ((self.refuted, "S6", "refuted"), (self.disputed, "W2", "disputed"),
                                 (self.denied, "S8", "denied")):  # fmt: skip
            for relation in self.reach[fact.relation]:
                for claim in pool.matching(relation, fact.values):
                    if claim.relation == relation and self.suspects(fact, claim):
                        return Refusal(code, f"the same claim is {word} ({claim.id})")
        return None

    def _conflict(self, fact: Fact, standing: Pool[Statement]) -> Refusal | None:
        """Another statement that gives another value where both take the same licence for granted.

        What one source is said to say is contradicted only by what the same source says.
        """
        for pool in (standing, self.disputed):
            for licence, other in self._under_licence(fact, pool):
                if (not fact.attribute or other.attribute == fact.attribute) and not self.labels.consistent(
                    fact.values.get(licence.role, ()), other.values.get(licence.role, ())
                ):
                    return Refusal("S2", f"{other.id} says otherwise where only one value holds")
        return None

    def _under_licence(self, fact: Fact, pool: Pool[Statement]) -> Iterator[tuple[Licence, Statement]]:
        """Each licence of the relation or of either fact, with the statements that hold what it takes as given."""
        for licence in (*self.relations[fact.relation].licences, *fact.licences):
            for other in self._same_given(fact, licence, pool):
                yield licence, other
        for other in self.licensed.get(fact.relation, ()):
            for licence in other.licences if other.id != fact.id and pool.by_id.get(other.id) else ():
                if other in self._same_given(fact, licence, pool):
                    yield licence, other

    def _same_given(self, fact: Statement, licence: Licence, pool: Pool[Statement]) -> list[Statement]:
        """Statements that share what the licence takes as given from `fact`; a list says each of its values."""
        given = {one.role: fact.values.get(one.role, ()) for one in licence.given}
        fine = all(
            values and (one.precision is None or all(
                isinstance(value, Date) and compare.fine_enough(value, one.precision) for value in values
            ))
            for one, values in zip(licence.given, given.values(), strict=True)
        )  # fmt: skip
        if not fine or not fact.values.get(licence.role):
            return []
        share, found = self.labels.share, pool.matching(fact.relation, given)
        return [one for one in found if one.id != fact.id
                and all(share(one.values.get(role, ()), values) for role, values in given.items())]  # fmt: skip

    def rival(self, statement: Statement) -> Statement | None:
        """A disputed claim that gives another value where a licence lets only one hold."""
        own = statement.licences if isinstance(statement, Fact) else ()
        for licence in (*self.relations[statement.relation].licences, *own):
            for other in self._same_given(statement, licence, self.disputed):
                held = other.values.get(licence.role, ())
                if held and not identical(held, statement.values[licence.role]):
                    return other
        return None

    def suspects(self, fact: Statement, claim: Statement) -> bool:
        """Whether `fact` says `claim`, perhaps in other letters."""
        return bool(claim.values) and all(
            self.labels.may_say(fact.values.get(role, ()), values) for role, values in claim.values.items() if values
        )

    def asserts(self, fact: Statement, claim: Statement) -> bool:
        """Whether whoever says `fact` thereby says `claim`."""
        return bool(claim.values) and all(
            self.labels.says(fact.values.get(role, ()), values) for role, values in claim.values.items() if values
        )

    def template(self, text: str, relation: Relation) -> Template:
        """The parsed template, kept for the next time."""
        known = self._templates.get((relation.name, text))
        if known is None:
            known = self._templates[relation.name, text] = parse(text, frozenset(relation.roles))
        return known

    def counting(self, relation: str) -> Iterator[str]:
        """The relations that `relation` implies, itself left out."""
        yield from self.reach.get(relation, ())[1:]


def where(one: Completeness) -> Claim:
    """A completeness statement as a claim about its `where`, so that it can be found by it."""
    return Claim(one.id, one.relation, one.where, one.evidence, one.because)


def empty(value: Value) -> bool:
    """Whether no number or day can be the value."""
    match value:
        case Date():
            return value.first > value.last
        case Quantity() | Money():
            span = value.interval
            if span.lo is None or span.hi is None:
                return False
            return span.lo > span.hi or (span.lo == span.hi and (span.lo_open or span.hi_open))
        case _:
            return not compare.canonical(value)


def merged(facts: Iterable[Fact]) -> list[Fact]:
    """Facts by id; two of one id say the same, so their evidence is put together."""
    found: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda one: (one.id, repr(one))):
        known = found.get(fact.id)
        if known is None:
            found[fact.id] = fact
        else:
            more = tuple(evidence for evidence in fact.evidence if evidence not in known.evidence)
            found[fact.id] = replace(known, evidence=known.evidence + more)
    return list(found.values())
