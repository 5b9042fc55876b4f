"""Invariant 35: what every reading of the rules allows to be asked, is asked. A generator of nothing fails it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from tests.invariants.context import Built
from tests.invariants.reading import V, fold
from tests.oracle import Statement, Thing, World

CLEAR_NAME = re.compile(r"[A-Z]?[a-z]{3,}")


def askable_slots_are_asked(built: Built) -> Iterator[str]:
    """35: a slot with a licence, one clear answer, three clear wrong ones and no rival gives a single choice."""
    made = {(item["ask"], item["answer"]) for item in built.made("single")}
    for fact, role, stem in _askable(built):
        if (stem, built.printer.option(fact.values[role][0])) not in made:
            yield f"nothing asks {stem!r} ({fact.id}, {role}), though nothing stands against it"


def tellable_facts_are_told(built: Built) -> Iterator[str]:
    """35: a fact that stands alone, with clear names, gives a true/false question, unless that repeats another one.

    Two facts may draw the same wrong statement; the ledger keeps the first, and that is a sound rejection.
    """
    told = {fact for item in built.made("true_false") for fact in item["facts"]}
    told |= {fact for one in built.report.rejections if one.code == "B8" for fact in one.facts}
    for fact in built.world.facts:
        clear = _plain_fact(built.world, fact) and _alone(built.world, fact, fact.values)
        if clear and _unrivalled(built.world, fact) and fact.id not in told:
            yield f"no true/false question tells {fact.id}, though nothing stands against it"


def _askable(built: Built) -> Iterator[tuple[Statement, str, str]]:
    """The slots that must be asked: fact, role, stem."""
    stems = [stem for fact in built.world.facts for stem, _, _ in _stems(built, fact)]
    for fact in built.world.facts:
        for stem, role, printed in _stems(built, fact):
            given = {name: fact.values[name] for name in printed}
            ready = stems.count(stem) == 1 and _plain_fact(built.world, fact) and _single_thing(fact, role)
            if ready and _licensed(built.world, fact, role, given) and _enough(built.world, fact, role, stem):
                yield fact, role, stem


def _unrivalled(world: World, fact: Statement) -> bool:
    """Whether under none of its licences another statement may be about the same."""
    for _, per in world.licences(fact):
        taken = {name.partition("=")[0] for name in per}
        if not _alone(world, fact, {name: fact.values[name] for name in taken if name in fact.values}):
            return False
    return True


def _stems(built: Built, fact: Statement) -> Iterator[tuple[str, str, set[str]]]:
    """The stems of a fact: text, asked role, printed roles."""
    for role, template in (built.world.relations[fact.relation].get("ask") or {}).items():
        text = built.printer.render(template, fact.values) if role in fact.values else None
        stem = built.printer.attributed(text, "")
        if stem:
            yield stem, role, built.printer.printed(template, fact.values) - {role}


def _plain_fact(world: World, fact: Statement) -> bool:
    """Whether a fact is asserted in the pack's own voice, holds one clear value a role, and is contested by nothing."""
    values = [v for held in fact.values.values() for v in held]
    return (
        not set(fact.raw) & {"attribute", "ask", "say"}
        and all(len(held) == 1 for held in fact.values.values())
        and all(_clear(world, v) for v in values if v.sort == "thing")
        and not any(world.maybe(a, b, loose=True) for a, b in combinations(values, 2) if a.sort == b.sort == "thing")
        and not world.contested(fact, whole=False)
        and not any(_may_say(world, fact, claim) for claim in world.refuted)
    )


def _may_say(world: World, fact: Statement, claim: Statement) -> bool:
    """Whether a fact may be what is refuted, in other letters: a gift of 1/2 is one of ½."""
    return fact.relation in world.entailing(claim.relation) and all(
        any(world.maybe(a, b, loose=True) for a in fact.values.get(role, ()) for b in values)
        for role, values in claim.values.items()
    )


def _clear(world: World, value: V) -> bool:
    """Whether a thing has one plain name, no container, no bounds, and shares no label with any other thing."""
    thing = world.things.get(value.text)
    if thing is None or thing.labels != (thing.name,) or thing.part_of or thing.bounded:
        return False
    if not CLEAR_NAME.fullmatch(thing.name) or any(other.part_of == thing.name for other in world.things.values()):
        return False
    return not any(_alike(thing, other) for other in world.things.values() if other.name != thing.name)


def _alike(thing: Thing, other: Thing) -> bool:
    """Whether some label of one begins like, or holds, one of the other."""
    ours, theirs = ([fold(label, loose=True) for label in t.labels] for t in (thing, other))
    return any(a[:3] == b[:3] or a in b or b in a for a in ours for b in theirs)


def _single_thing(fact: Statement, role: str) -> bool:
    """Whether the asked value is a thing."""
    return fact.values[role][0].sort == "thing"


def _licensed(world: World, fact: Statement, role: str, given: Mapping[str, tuple[V, ...]]) -> bool:
    """Whether a licence covers the slot, and no statement at all may share what it takes as given."""
    for licensed, per in world.licences(fact):
        taken = {name.partition("=")[0] for name in per}
        dated = [v for name in taken & set(given) for v in given[name] if v.sort == "date"]
        if licensed == role and taken and taken <= set(given) and all(v.unit == "2" for v in dated):
            return _alone(world, fact, {name: given[name] for name in taken})
    return False


def _alone(world: World, fact: Statement, given: Mapping[str, tuple[V, ...]]) -> bool:
    """Whether every other statement of this or a related relation is told apart by a given value.

    Refuted claims do not count: they bar an option, but contest no key.
    """
    for other in (*world.facts, *world.disputed, *world.denied):
        related = world.entailing(fact.relation) & world.entailing(other.relation)
        apart = any(
            role in other.values and not any(world.maybe(a, b, loose=True) for a in values for b in other.values[role])
            for role, values in given.items()
        )
        if other.id != fact.id and related and not apart:
            return False
    return True


def _enough(world: World, fact: Statement, role: str, stem: str) -> bool:
    """Whether three clear things of the kind remain as wrong options, and neither they nor the key show in the stem."""
    kind = world.things[fact.values[role][0].text].kind
    held = {v.text for values in fact.values.values() for v in values}
    words = fold(stem, loose=True)
    things = [t for t in world.things.values() if t.kind == kind and _clear(world, V("thing", t.name))]
    barred = {v.text for claim in world.refuted for v in claim.values.get(role, ())}
    free = [t for t in things if t.name not in held | barred and fold(t.name, loose=True)[:3] not in words]
    return len(free) >= 3 and fold(fact.values[role][0].text, loose=True)[:3] not in words
