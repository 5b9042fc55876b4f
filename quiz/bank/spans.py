"""How long between two events: interval arithmetic over full dates, asked only if one whole number remains."""

from __future__ import annotations

import datetime
from dataclasses import replace
from fractions import Fraction

from quiz.bank import compare
from quiz.bank.compose import ambiguous, finish
from quiz.bank.distractors import Neighbours
from quiz.bank.labels import identical
from quiz.bank.model import Proposal, Refusal
from quiz.bank.reveal import citations, origins, sentence
from quiz.bank.templates import capital, parse, render
from quiz.bank.world import World
from quiz.core.facts import Claim, Fact, RoleType, Span
from quiz.core.items import Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Number
from quiz.core.values import Date, Interval, Quantity


def dated(world: World, wanted: Claim) -> tuple[Fact, Date] | Refusal:
    """The one dated fact that the partial values pick."""
    if wanted.relation not in world.relations:
        return Refusal("V1", "no such relation")
    unclear = ambiguous(world.labels, wanted.values)
    if unclear:
        return unclear
    pools = [pool.matching(wanted.relation, wanted.values) for pool in (world.facts, world.disputed)]
    found = [one for pool in pools for one in pool]
    sure = [one for one in found if isinstance(one, Fact) and world.asserts(one, wanted)]  # a contested one picks too
    if len(sure) != 1 or sure[0] not in pools[0] or sure[0].attribute:
        return Refusal("D1", "the event is not exactly one fact")
    roles = [role for role, about in world.relations[wanted.relation].roles.items()
             if about.type is RoleType.DATE and sure[0].values.get(role)]  # fmt: skip
    held = [value for role in roles for value in sure[0].values[role]]
    if len(held) != 1 or not isinstance(held[0], Date):
        return Refusal("D1", "the event has no single date")
    if any(not identical(one.values.get(roles[0], ()), (held[0],)) for one in found if one.id != sure[0].id):
        return Refusal("D1", "another claim may mean the same event at another time")
    return sure[0], held[0]


def elapsed(unit: str, start: datetime.date, end: datetime.date) -> int:
    """Whole years, months or days from `start` to `end`, which is not earlier."""
    if unit.startswith("day"):
        return (end - start).days
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return months // 12 if unit.startswith("year") else months


def span(near: Neighbours, proposal: Proposal, one: Span) -> Item | Refusal:
    """The number of whole units between two events."""
    world = near.world
    start, end = dated(world, one.start), dated(world, one.end)
    if isinstance(start, Refusal):
        return start
    if isinstance(end, Refusal):
        return end
    if not compare.before(start[1], end[1]):
        return Refusal("D2", "the events do not follow each other for certain")
    least = elapsed(one.unit, start[1].last, end[1].first)
    most = elapsed(one.unit, start[1].first, end[1].last)
    if least != most:
        return Refusal("D2", f"from {least} to {most} {one.unit}: not one number")
    return put(world, proposal, one, (start[0], end[0]), least)


def put(world: World, proposal: Proposal, one: Span, facts: tuple[Fact, Fact], size: int) -> Item:
    """The item about the span."""
    number = Fraction(size)
    unit = one.unit if size != 1 else one.unit.removesuffix("s")
    amount = Quantity(str(size), Interval(number, number), unit)
    said = render(parse(one.say, frozenset({"answer"})), {"answer": (amount,)}, world.pack.things) if one.say else ""
    told = " ".join(text for fact in facts if (text := sentence(world, fact)))
    evidence = [each for fact in facts for each in fact.evidence]
    ids = tuple(sorted({one.id, *(fact.id for fact in facts)}))
    proof = Proof(f"{size} {unit}", Truth.TRUE, Ground.COMPUTED, ids, "", told)
    shown = Reveal(capital(said) or told, "", (proof,), citations(world.pack, evidence),
                   origins(world.pack, *facts))  # fmt: skip
    question = Number(number, number, number, one.unit, printed=f"{size} {unit}")
    item = finish(world, proposal, capital(one.ask), question, shown, (f"{size} {unit}",), 4)
    clusters = tuple(dict.fromkeys(fact.cluster for fact in facts if fact.cluster))
    return replace(item, facts=ids, clusters=clusters)
