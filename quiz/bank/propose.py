"""What could be asked: one proposal per fact, slot and kind. Nothing is proven here, so this is cheap."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quiz.bank import compare
from quiz.bank.chance import digest
from quiz.bank.index import Statement
from quiz.bank.model import Proposal, Subject
from quiz.bank.prove import asked_values
from quiz.bank.world import World
from quiz.core.facts import Ask, Fact, OneOff, Relation
from quiz.core.values import Date, Money, Precision, Quantity, Text, ThingRef, Value

Values = Mapping[str, tuple[Value, ...]]
FEWEST_TOGETHER = 3  # facts that an ordering or a matching needs
LONGEST_TYPED, MOST_TYPED_WORDS = 32, 4


def canonical_json(parts: object) -> str:
    """JSON without blanks, letters as they are."""
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def spelled(values: Values) -> list[list[object]]:
    """Role values in a sequence of their own."""
    return [[role, sorted(compare.canonical(one) for one in values[role])] for role in sorted(values) if values[role]]


def item_id(meaning: str, kind: str, value: str = "") -> str:
    """The id of a question: a digest of its meaning and kind, and of the value in a false statement."""
    return "q-" + digest(meaning + "\0" + kind + ("\0" + value if value else "")).hex()[:12]


def proposal(meaning: str, kind: str, topic: str, facts: tuple[str, ...], subject: Subject,
             clusters: tuple[str, ...] = ()) -> Proposal:  # fmt: skip
    """A proposal with its id."""
    return Proposal(item_id(meaning, kind), meaning, kind, topic, facts, tuple(one for one in clusters if one), subject)


def proposals(world: World) -> Iterator[Proposal]:
    """Every proposal of a world, those of one fact together."""
    for fact in world.asked:
        yield from of_statement(world, fact)
    for dispute in world.pack.disputes:
        for claim in dispute.claims:
            if claim.attribute and claim.relation in world.relations and claim.evidence:
                yield from of_statement(world, claim)
    for one in world.one_offs:
        yield from of_one_off(one)
    yield from of_lists(world)
    yield from of_events(world)


def asks_of(statement: Statement, relation: Relation) -> Sequence[Ask]:
    """The stems for a statement: its own replace the relation's for the same role and precision."""
    own = statement.asks if isinstance(statement, Fact) else ()
    taken = {(ask.role, ask.precision) for ask in own}
    return [*own, *(ask for ask in relation.asks if (ask.role, ask.precision) not in taken)]


def meaning_of(statement: Statement, ask: Ask) -> str:
    """What is asked, whatever the kind: which role of which statement, how exactly, and in which currency."""
    others = {role: values for role, values in statement.values.items() if role != ask.role}
    exact = ask.precision.value if ask.precision else ""
    parts: list[object] = [statement.relation, ask.role, exact, spelled(others)]
    parts += [[one.currency] for one in statement.values.get(ask.role, ()) if isinstance(one, Money)][:1]
    return canonical_json([*parts, statement.attribute] if statement.attribute else parts)


def of_statement(world: World, statement: Statement) -> Iterator[Proposal]:
    """The questions about one fact, or about what one source claims."""
    relation = world.relations[statement.relation]
    if isinstance(statement, Fact):
        topic, clusters = statement.topic or relation.topic, (statement.cluster,)
    else:
        topic, clusters = relation.topic, (f"dispute {world.groups[statement.id]}",)
    for ask in asks_of(statement, relation):
        meaning = meaning_of(statement, ask)
        for kind in kinds_of(asked_values(statement, ask.role, ask.precision), ask):
            yield proposal(meaning, kind, topic, (statement.id,), Subject(statement, ask), clusters)
    whole = canonical_json([statement.relation, "", "", spelled(statement.values), statement.attribute])
    yield proposal(whole, "true_false", topic, (statement.id,), Subject(statement), clusters)
    if isinstance(statement, Fact):
        yield proposal(whole, "cloze", topic, (statement.id,), Subject(statement), clusters)


def kinds_of(key: tuple[Value, ...], ask: Ask) -> tuple[str, ...]:
    """The kinds that suit a key."""
    if not key:
        return ()
    if len(key) > 1:
        return ("multiple",)
    value = key[0]
    match value:
        case ThingRef():
            return ("single", "typed")
        case Text():
            return ("single", "typed") if typeable(value.text) else ("single",)
        case Date():
            year = value.precision is Precision.YEAR and ask.precision in (None, Precision.YEAR)
            return ("single", "number") if year else ("single",)
        case Quantity() | Money():
            return ("single", "number")


def typeable(text: str) -> bool:
    """Whether a text is short enough to be typed."""
    return len(text) <= LONGEST_TYPED and len(text.split()) <= MOST_TYPED_WORDS


def of_one_off(one: OneOff) -> Iterator[Proposal]:
    """The questions about a fact without a relation."""
    meaning = canonical_json(["one-off", compare.plain(one.ask), compare.canonical(one.answer)])
    kinds = ["single"] if one.wrong else []
    if isinstance(one.answer, ThingRef) or (
        isinstance(one.answer, Text) and one.role.kind and typeable(one.answer.text)
    ):
        kinds.append("typed")
    if isinstance(one.answer, Quantity | Money):
        kinds.append("number")
    if isinstance(one.answer, Date) and one.answer.precision is Precision.YEAR:
        kinds.append("number")
    if one.say:
        kinds.append("true_false")
    for kind in kinds:
        yield proposal(meaning, kind, one.topic, (one.id,), Subject(one_off=one), (one.cluster,))


def of_lists(world: World) -> Iterator[Proposal]:
    """The questions about completeness statements and spans, by id."""
    for one in sorted(world.completeness.values(), key=lambda one: one.id):
        relation = world.relations.get(one.relation)
        topic = one.topic or (relation.topic if relation else "")
        for kind, text in (("multiple", one.ask), ("number", one.count)):
            if text:
                meaning = canonical_json(["complete", kind, one.relation, one.role, spelled(one.where)])
                yield proposal(meaning, kind, topic, (one.id,), Subject(complete=one), (one.cluster,))
    for span in sorted(world.pack.spans, key=lambda one: one.id):
        parts = [[claim.relation, spelled(claim.values)] for claim in (span.start, span.end)]
        meaning = canonical_json(["span", span.unit, parts])
        yield proposal(meaning, "number", span.topic, (span.id,), Subject(span=span))


def of_events(world: World) -> Iterator[Proposal]:
    """The orderings and matchings that a relation or a topic invites."""
    told = Counter(fact.relation for fact in world.asked)
    for name in sorted(name for name in world.relations if told[name] >= FEWEST_TOGETHER):
        relation = world.relations[name]
        if relation.event and relation.order:
            meaning = canonical_json(["order", "relation", name])
            yield proposal(meaning, "order", relation.topic, (), Subject(relation=name))
        for matching in relation.matchings:
            meaning = canonical_json(["match", name, matching.left, matching.right])
            yield proposal(meaning, "match", relation.topic, (), Subject(relation=name, matching=matching))
    for topic in sorted(world.topics):
        relations = {fact.relation for fact in world.topics[topic]}
        if len(world.topics[topic]) < FEWEST_TOGETHER:
            continue
        if len(relations) > 1 or not all(world.relations[name].order for name in relations):
            meaning = canonical_json(["order", "topic", topic])
            yield proposal(meaning, "order", topic, (), Subject(topic=topic))
