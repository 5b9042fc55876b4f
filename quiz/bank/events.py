"""Bringing events in order, and matching what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from quiz.bank import compare
from quiz.bank.chance import Draw, Ring
from quiz.bank.compose import ambiguous, finish
from quiz.bank.distractors import Neighbours
from quiz.bank.labels import identical
from quiz.bank.leaks import words
from quiz.bank.model import Proposal, Refusal, Slot
from quiz.bank.propose import canonical_json, item_id
from quiz.bank.prove import Judge, hedge
from quiz.bank.reveal import citations, origins, sentence
from quiz.bank.templates import capital, render
from quiz.bank.texts import bare, date_text
from quiz.bank.world import World
from quiz.core.facts import Fact, Matching, Relation, RoleType
from quiz.core.items import Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Match, Order, Question
from quiz.core.values import Date, ThingRef, Value

WINDOW, MOST, FEWEST = 24, 4, 3


@dataclass(frozen=True, slots=True)
class Event:
    """A fact as an entry of an ordering."""

    fact: Fact
    phrase: str
    date: Date


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact as a pair of a matching, and a judge for each direction."""

    fact: Fact
    left: Value
    right: Value
    forward: Judge
    backward: Judge


def event_of(world: World, fact: Fact) -> Event | None:
    """The fact as an event, if its phrase fits it alone and its date is told by nobody else otherwise."""
    relation = world.relations[fact.relation]
    dates = [role for role, about in relation.roles.items() if about.type is RoleType.DATE and fact.values.get(role)]
    template = world.template(relation.event, relation) if relation.event else None
    if template is None or len(dates) != 1 or fact.attribute or template.missing(fact.values):
        return None
    date, printed = fact.values[dates[0]][0], template.printed(fact.values)
    held = {role: fact.values[role] for role in printed}
    if not isinstance(date, Date) or len(fact.values[dates[0]]) > 1 or dates[0] in printed:
        return None
    if ambiguous(world.labels, held) or any(role not in printed for role in hedge(fact)):
        return None
    if not all(alone(world, fact, dates[0], wanted) for wanted in (held, *swapped(relation, held))):
        return None
    phrase = capital(render(template, fact.values, world.pack.things))
    years = {str(date.first.year), str(date.last.year)}
    return None if years & set(words(phrase)) else Event(fact, phrase, date)


def alone(world: World, fact: Fact, when: str, wanted: Mapping[str, tuple[Value, ...]]) -> bool:
    """Whether whatever may match the phrase has the very date of the fact."""
    others = [one for pool in (world.facts, world.disputed) for one in pool.matching(fact.relation, wanted)]
    return all(identical(one.values.get(when, ()), fact.values[when]) for one in others if one.id != fact.id)


def swapped(relation: Relation, held: Mapping[str, tuple[Value, ...]]) -> Iterable[dict[str, tuple[Value, ...]]]:
    """The phrase read the other way round: two roles of one kind change places."""
    for one, other in combinations(sorted(held), 2):
        left, right = relation.roles[one], relation.roles[other]
        if left.type is RoleType.THING and right.type is RoleType.THING and left.kind == right.kind:
            yield {**held, one: held[other], other: held[one]}


def drawn(ring: Ring[Fact], draw: Draw, make: Callable[[Iterable[Fact]], list[Fact]]) -> list[Fact]:
    """What `make` chooses from a few drawn facts, or from all if those give too few."""
    few = make(draw.shuffled(sorted(ring.window(draw, WINDOW), key=lambda fact: fact.id)))
    if len(few) >= FEWEST or len(ring) <= WINDOW:
        return few
    return make(sorted(ring.all(), key=lambda fact: draw.rank(fact.id)))


def order(near: Neighbours, proposal: Proposal, ring: Ring[Fact], stem: str, draw: Draw) -> Item | Refusal:
    """Events in order, earliest first; each is over before the next begins."""
    world, events = near.world, {}

    def choose(facts: Iterable[Fact]) -> list[Fact]:
        chosen: list[Event] = []
        for fact in facts:
            event = event_of(world, fact)
            if event and len(chosen) < MOST and all(apart(world, event, other) for other in chosen):
                chosen.append(event)
                events[fact.id] = event
        return [event.fact for event in chosen]

    facts = drawn(ring, draw, choose)
    if len(facts) < FEWEST:
        return Refusal("O1", "fewer than three events are strictly apart")
    ordered = sorted((events[fact.id] for fact in facts), key=lambda event: event.date.first)
    proofs = [Proof(event.phrase, Truth.TRUE, Ground.ORDER, (event.fact.id,), "", sentence(world, event.fact))
              for event in ordered]  # fmt: skip
    claim = "; ".join(f"{event.phrase} ({date_text(event.date)})" for event in ordered) + "."
    question = Order(tuple(event.phrase for event in ordered))
    return together(near, proposal, stem, question, [event.fact for event in ordered], proofs, claim)


def apart(world: World, left: Event, right: Event) -> bool:
    """Whether one event is over before the other begins, and their phrases cannot be taken for each other."""
    if not (compare.before(left.date, right.date) or compare.before(right.date, left.date)):
        return False
    keys = world.labels.folder.keys
    return keys(left.phrase).isdisjoint(keys(right.phrase))


def together(near: Neighbours, proposal: Proposal, stem: str, question: Question, facts: Sequence[Fact],
             proofs: Sequence[Proof], claim: str) -> Item:  # fmt: skip
    """The item about several facts; its id is that of the facts chosen."""
    world, ids = near.world, tuple(sorted(fact.id for fact in facts))
    evidence = [one for fact in facts for one in fact.evidence]
    shown = Reveal(claim, "", tuple(proofs), citations(world.pack, evidence),
                   origins(world.pack, *facts),
                   tuple(dict.fromkeys(fact.dissent for fact in facts if fact.dissent)))  # fmt: skip
    meaning = canonical_json([proposal.meaning, *ids])
    clusters = tuple(dict.fromkeys(fact.cluster for fact in facts if fact.cluster))
    item = finish(world, proposal, stem, question, shown, (), 3, item_id(meaning, proposal.kind))
    return replace(item, meaning=meaning, facts=ids, clusters=clusters)


def pair_of(world: World, matching: Matching, fact: Fact) -> Pair | None:
    """The fact as a pair, if both sides hold one value and nothing disputes it."""
    left, right = fact.values.get(matching.left, ()), fact.values.get(matching.right, ())
    if len(left) != 1 or len(right) != 1 or fact.attribute or hedge(fact) or world.rival(fact):
        return None
    if ambiguous(world.labels, {matching.left: left}):
        return None
    relation = world.relations[fact.relation]
    forward = Judge(world, Slot(fact, relation, matching.right, None, {matching.left: left}, right))
    backward = Judge(world, Slot(fact, relation, matching.left, None, {matching.right: right}, left))
    return Pair(fact, left[0], right[0], forward, backward) if forward.licensed or backward.licensed else None


def fits(world: World, one: Pair, other: Pair) -> bool:
    """Whether two pairs cannot be mixed up: each left with the other's right is proven false."""
    keys = world.labels.folder.keys
    for mine, yours in ((one.left, other.left), (one.right, other.right)):
        if world.labels.may_be_same(mine, yours) or not keys(bare(mine)).isdisjoint(keys(bare(yours))):
            return False
    same_sort = type(one.right) is type(other.right) and alike(world, one.right, other.right)
    return same_sort and all(
        a.forward.rule(b.right).truth is Truth.FALSE or b.backward.rule(a.left).truth is Truth.FALSE
        for a, b in ((one, other), (other, one))
    )


def alike(world: World, left: Value, right: Value) -> bool:
    """Whether two entries of a column look alike in kind: dates of one precision, things of one kind."""
    if isinstance(left, Date) and isinstance(right, Date):
        return left.precision is right.precision
    if isinstance(left, ThingRef) and isinstance(right, ThingRef):
        one, other = world.pack.things.get(left.name), world.pack.things.get(right.name)
        return bool(one and other and one.kind == other.kind)
    return True


def match(near: Neighbours, proposal: Proposal, ring: Ring[Fact], matching: Matching, draw: Draw) -> Item | Refusal:
    """Pairs of which every other combination is proven false."""
    world, pairs = near.world, {}

    def choose(facts: Iterable[Fact]) -> list[Fact]:
        chosen: list[Pair] = []
        for fact in facts:
            pair = pair_of(world, matching, fact) if len(chosen) < MOST else None
            if pair and all(fits(world, pair, other) for other in chosen):
                chosen.append(pair)
                pairs[fact.id] = pair
        return [pair.fact for pair in chosen]

    facts = drawn(ring, draw, choose)
    if len(facts) < FEWEST:
        return Refusal("O2", "fewer than three pairs exclude each other")
    chosen = [pairs[fact.id] for fact in facts]
    proofs = [Proof(bare(pair.right), Truth.TRUE, Ground.FACT, (pair.fact.id,), "", sentence(world, pair.fact))
              for pair in chosen]  # fmt: skip
    question = Match(tuple(bare(pair.left) for pair in chosen), tuple(bare(pair.right) for pair in chosen),
                     matching.headings)  # fmt: skip
    claim = " ".join(proof.sentence for proof in proofs)
    return together(near, proposal, capital(matching.ask), question, facts, proofs, claim)
