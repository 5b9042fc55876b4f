"""Questions about whole lists: which of these, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from quiz.bank.chance import Draw
from quiz.bank.compose import Asked, ambiguous, difficulty_of, finish, gives_away, key_labels
from quiz.bank.distractors import FEWEST, Neighbours, Search
from quiz.bank.index import Statement
from quiz.bank.model import Proposal, Refusal, Slot
from quiz.bank.prove import Judge, asked_values
from quiz.bank.reveal import citations, dissent, key_proof, origins, proof_of, reveal, sentence
from quiz.bank.templates import capital, render
from quiz.bank.texts import bare, joined
from quiz.bank.world import World, where
from quiz.core.facts import Completeness
from quiz.core.items import Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Multiple, Number, Option
from quiz.core.values import Value

MOST_KEYS = 5


def listed(near: Neighbours, proposal: Proposal, asked: Asked, draw: Draw) -> Item | Refusal:
    """Multiple choice from a fact that names a whole list."""
    slot, judge = asked.slot, asked.judge
    refusal = too_many(judge, slot.key)
    if refusal:
        return refusal
    wrong = Search(near, judge, draw, asked.stem).wrong()
    if len(wrong) < FEWEST:
        return Refusal("W1" if judge.licensed else "W0", "fewer than two options can be proven false")
    true = [key_proof(near.world, slot, bare(value)) for value in slot.key]
    question, proofs = options(draw, true, [proof_of(near, slot, one) for one in wrong])
    labels = [label for value in slot.key for label in key_labels(near.world.labels, value)]
    hard = difficulty_of(slot.statement, 1)
    return finish(near.world, proposal, asked.stem, question, reveal(judge, proofs), labels, hard)


def options(draw: Draw, true: Sequence[Proof], false: Sequence[Proof]) -> tuple[Multiple, list[Proof]]:
    """The options in drawn sequence, with their proofs in the same."""
    proofs = draw.shuffled([*true, *false])
    keys = tuple(place for place, one in enumerate(proofs) if one.truth is Truth.TRUE)
    return Multiple(tuple(Option(one.option) for one in proofs), keys), proofs


def too_many(judge: Judge, key: Sequence[Value]) -> Refusal | None:
    """Why these values cannot all be options: too many, or two that may be one."""
    if len(key) > MOST_KEYS:
        return Refusal("K3", "more right options than fit")
    labels, keys = judge.world.labels, judge.world.labels.folder.keys
    for place, one in enumerate(key):
        for other in key[place + 1 :]:
            if labels.may_be_same(one, other) or not keys(bare(one)).isdisjoint(keys(bare(other))):
                return Refusal("W3", f"“{bare(one)}” and “{bare(other)}” may be the same")
    return None


def counted(world: World, complete: Completeness) -> tuple[list[Statement], list[Value], bool]:
    """The facts that a completeness statement covers for certain, their values, and whether nothing else may count."""
    found = world.facts.matching(complete.relation, complete.where)
    sure = [one for one in found if not one.attribute and one.values.get(complete.role) and all(
        world.labels.says(one.values.get(role, ()), values) for role, values in complete.where.items()
    )]  # fmt: skip
    values: dict[str, Value] = {}
    for one in sure:
        values.update((bare(value), value) for value in asked_values(one, complete.role, None))
    held = {id(one) for one in sure}
    doubtful = [one for one in found if id(one) not in held]
    doubtful += world.disputed.matching(complete.relation, complete.where)
    unsure = {bare(value) for one in doubtful for value in one.values.get(complete.role, ())} - set(values)
    return sure, [values[text] for text in sorted(values)], not unsure


def slot_for(world: World, complete: Completeness, key: Sequence[Value]) -> Slot:
    """The slot of a completeness statement: everything in its `where` counts as printed."""
    printed = {role: values for role, values in complete.where.items() if values}
    return Slot(where(complete), world.relations[complete.relation], complete.role, None, printed, tuple(key))


def complete(near: Neighbours, proposal: Proposal, one: Completeness, draw: Draw) -> Item | Refusal:
    """`Which of these ...` or `How many ...` from a completeness statement."""
    world = near.world
    if one.relation not in world.relations or one.role not in world.relations[one.relation].roles:
        return Refusal("V1", "no such relation or role")
    sure, key, certain = counted(world, one)
    if not key:
        return Refusal("K2", "no fact is covered")
    judge = Judge(world, slot_for(world, one, key))
    refusal = ambiguous(world.labels, judge.slot.printed) or judge.contested()
    if refusal is None and (proposal.kind == "multiple" or len(key) <= MOST_KEYS):
        refusal = too_many(judge, key)
    if refusal:
        return refusal
    told = " ".join(dict.fromkeys(text for fact in sure[:MOST_KEYS] if (text := sentence(world, fact))))
    if proposal.kind == "number":
        return count(world, proposal, one, Covered(sure, key, certain, told))
    return which(near, proposal, one, judge, Covered(sure, key, certain, told), draw)


class Covered:
    """What a completeness statement covers."""

    def __init__(self, facts: list[Statement], key: list[Value], certain: bool, told: str) -> None:
        """Hold the facts, their values, whether the number of values is certain, and the facts in sentences."""
        self.facts, self.key, self.certain, self.told = facts, key, certain, told

    def ids(self, one: Completeness) -> tuple[str, ...]:
        """The ids that a question about the list rests on."""
        return (one.id, *sorted(fact.id for fact in self.facts))


def shown(world: World, one: Completeness, held: Covered, proofs: Sequence[Proof], more: tuple[str, ...]) -> Reveal:
    """The reveal of a question about a whole list."""
    ground = capital(one.because).rstrip(".") + "." if one.because else ""
    cited = citations(world.pack, (*one.evidence, *(each for fact in held.facts for each in fact.evidence)), one.role)
    number = origins(world.pack, one, *held.facts)
    return Reveal(f"{held.told} {ground}".strip(), "", tuple(proofs), cited, number, more)


def stem_of(world: World, one: Completeness, text: str) -> str:
    """The stem of a completeness statement; it may print the values of its `where`."""
    return capital(render(world.template(text, world.relations[one.relation]), one.where, world.pack.things))


def count(world: World, proposal: Proposal, one: Completeness, held: Covered) -> Item | Refusal:
    """How many there are; only if nothing else may count."""
    if not held.certain:
        return Refusal("B5", "a value may or may not count")
    labels = world.labels
    if any(labels.may_be_same(left, right) for at, left in enumerate(held.key) for right in held.key[at + 1 :]):
        return Refusal("W3", "two values may be the same")
    size = Fraction(len(held.key))
    names = joined([bare(value) for value in held.key])
    proof = Proof(str(size), Truth.TRUE, Ground.COMPUTED, held.ids(one), one.because, f"{names}. {held.told}".strip())
    question = Number(size, size, size, printed=str(size))
    stem = stem_of(world, one, one.count)
    item = finish(world, proposal, stem, question, shown(world, one, held, [proof], ()), (), 3)
    return replace(item, facts=held.ids(one))


def which(near: Neighbours, proposal: Proposal, one: Completeness, judge: Judge, held: Covered,
          draw: Draw) -> Item | Refusal:  # fmt: skip
    """Which of these are on the list."""
    world, stem = near.world, stem_of(near.world, one, one.ask)
    refusal = gives_away(world.labels, stem, judge.slot)
    if refusal:
        return refusal
    wrong = Search(near, judge, draw, stem).wrong()
    if len(wrong) < FEWEST:
        return Refusal("W1", "fewer than two options can be proven false")
    true = [proven(world, one, held, value) for value in held.key]
    question, proofs = options(draw, true, [proof_of(near, judge.slot, each) for each in wrong])
    labels = [label for value in held.key for label in key_labels(world.labels, value)]
    item = finish(world, proposal, stem, question, shown(world, one, held, proofs, dissent(judge)), labels, 3)
    return replace(item, facts=held.ids(one))


def proven(world: World, one: Completeness, held: Covered, value: Value) -> Proof:
    """The proof that a value is on the list."""
    saying = [fact for fact in held.facts if value in fact.values[one.role]]
    return Proof(bare(value), Truth.TRUE, Ground.FACT, tuple(sorted(fact.id for fact in saying)), "",
                 sentence(world, saying[0]) if saying else "")  # fmt: skip
