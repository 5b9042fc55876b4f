"""Statements: true or false, and with a gap."""

from __future__ import annotations

from dataclasses import replace

from quiz.bank.chance import Draw
from quiz.bank.compose import Asked, accepted_labels, ambiguous, difficulty_of, finish, gives_away, key_labels, slot_of
from quiz.bank.distractors import Neighbours, Search, Wrong
from quiz.bank.index import Statement
from quiz.bank.model import Proposal, Refusal
from quiz.bank.propose import asks_of, item_id, typeable
from quiz.bank.prove import Judge, hedge
from quiz.bank.reveal import against, citations, key_proof, only_answer, origins, reveal, sentence
from quiz.bank.templates import Template, attributed, render
from quiz.bank.texts import bare
from quiz.bank.world import World
from quiz.core.facts import Fact
from quiz.core.items import Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Cloze, TrueFalse, Typed
from quiz.core.values import Date, Precision, Text, ThingRef

FALSE_IN_HUNDRED = 65  # some facts can only give a true statement, so those that can give both lean to false


def said(world: World, statement: Statement) -> Template | Refusal:
    """The template of the statement, unless it needs a role that the fact leaves open."""
    relation = world.relations[statement.relation]
    own = statement.say if isinstance(statement, Fact) else ""
    template = world.template(own or relation.say, relation)
    missing = template.missing(statement.values)
    if missing:
        return Refusal("R1", f"the statement needs “{missing[0]}”")
    return template


def true_false(near: Neighbours, proposal: Proposal, draw: Draw) -> Item | Refusal:
    """A true statement, or one that is false in a single role; which of the two is drawn."""
    world, statement = near.world, proposal.subject.statement
    if statement is None:
        return Refusal("V1", "no statement")
    template = said(world, statement)
    if isinstance(template, Refusal):
        return template
    unclear = ambiguous(world.labels, {role: statement.values[role] for role in template.printed(statement.values)})
    if unclear:
        return unclear
    if draw.below(100) < FALSE_IN_HUNDRED and (statement.attribute or not hedge(statement)):
        for role in draw.shuffled(template.printed(statement.values)):
            item = false_statement(near, proposal, template, role, draw)
            if item:
                return item
    return true_statement(world, proposal, statement, template)


def true_statement(world: World, proposal: Proposal, statement: Statement, template: Template) -> Item | Refusal:
    """The fact itself, which needs no licence; but a claim that others dispute is not put as true."""
    if not statement.attribute:
        unprinted = [role for role in hedge(statement) if role not in template.printed(statement.values)]
        if unprinted:
            return Refusal("H2", f"the hedge “{unprinted[0]}” is not printed")
        rival = world.rival(statement)
        if rival:
            return Refusal("W2", f"{rival.id} disputes it")
    stem = attributed(render(template, statement.values, world.pack.things), statement.attribute)
    ground = Ground.ATTRIBUTED if statement.attribute else Ground.FACT
    claim = sentence(world, statement)
    proof = Proof("true", Truth.TRUE, ground, (statement.id,), "", claim)
    dissent = (statement.dissent,) if isinstance(statement, Fact) and statement.dissent else ()
    shown = Reveal(claim, "", (proof,), citations(world.pack, statement.evidence),
                   origins(world.pack, statement), dissent)  # fmt: skip
    question = TrueFalse(True, claim)
    return finish(world, proposal, stem, question, shown, (), difficulty_of(statement, -1))


def false_statement(near: Neighbours, proposal: Proposal, template: Template, role: str, draw: Draw) -> Item | None:
    """The statement with a wrong value in `role`; None if none can be proven wrong there."""
    world, statement = near.world, proposal.subject.statement
    if statement is None or len(statement.values[role]) != 1:
        return None
    if not invited(world, statement, role):
        return None
    slot = slot_of(world, statement, role, template, None)
    judge = Judge(world, slot)
    rest = render(template, statement.values, world.pack.things, gap=(role, "…"))
    if not judge.licensed or judge.key_refusal() or gives_away(world.labels, rest, slot):
        return None
    wrong = [one for one in Search(near, judge, draw, rest).wrong()
             if not ambiguous(world.labels, {role: (one.value,)})]  # fmt: skip
    return put_false(proposal, template, judge, wrong[0]) if wrong else None


def invited(world: World, statement: Statement, role: str) -> bool:
    """Whether a role may be changed or left out: the author asks for it, lists it whole, or gives wrong values for it.

    A licence alone does not invite: it says what is true, not what is worth asking.
    """
    relation = world.relations[statement.relation]
    foils = (*statement.foils, *relation.foils) if isinstance(statement, Fact) else ()
    if role in foils or role in world.completed.get(relation.name, ()):
        return True
    return any(ask.role == role for ask in asks_of(statement, relation))


def put_false(proposal: Proposal, template: Template, judge: Judge, wrong: Wrong) -> Item:
    """The false statement that says `wrong`."""
    world, slot = judge.world, judge.slot
    values = {**slot.statement.values, slot.role: (wrong.value,)}
    stem = attributed(render(template, values, world.pack.things), slot.attribute)
    proof = replace(against(world, slot, wrong), option="false")
    question = TrueFalse(False, proof.sentence)
    ident = item_id(proposal.meaning, proposal.kind, f"{slot.role}\0{wrong.text}")
    shown, hard = reveal(judge, [proof]), difficulty_of(slot.statement)
    return finish(world, proposal, stem, question, shown, key_labels(world.labels, slot.key[0]), hard, ident)


def cloze(world: World, proposal: Proposal, draw: Draw) -> Item | Refusal:
    """The statement with one licensed role as a gap to fill."""
    statement = proposal.subject.statement
    if statement is None:
        return Refusal("V1", "no statement")
    template = said(world, statement)
    if isinstance(template, Refusal):
        return template
    refusal = Refusal("C1", "no role of the statement makes a gap with one answer")
    for role in draw.shuffled(template.printed(statement.values)):
        built = gapped(world, template, statement, role)
        if isinstance(built, Refusal):
            refusal = built if built.code != "C1" else refusal
            continue
        asked, question = built
        proofs = [key_proof(world, asked.slot, question.gaps[0].accepted[0])]
        labels = key_labels(world.labels, asked.slot.key[0])
        shown, hard = reveal(asked.judge, proofs, only_answer(asked.judge)), difficulty_of(statement, 1)
        return finish(world, proposal, asked.stem, question, shown, labels, hard)
    return refusal


def gapped(world: World, template: Template, statement: Statement, role: str) -> tuple[Asked, Cloze] | Refusal:
    """The statement with `role` as its gap."""
    held = statement.values[role]
    slots = [slot for slot in template.slots(statement.values) if slot.role == role]
    if not invited(world, statement, role) or len(held) != 1 or len(slots) != 1 or slots[0].modifier == "number":
        return Refusal("C1", "the role is not one word or name in one place")
    accepted = fillings(world, held[0])
    if isinstance(accepted, Refusal):
        return accepted
    slot = slot_of(world, statement, role, template, None)
    text = attributed(render(template, statement.values, world.pack.things, gap=(role, GAP)), statement.attribute)
    judge = Judge(world, slot)
    refusal = ambiguous(world.labels, slot.printed) or gives_away(world.labels, text, slot) or judge.key_refusal()
    if refusal or not judge.closed:
        return refusal or Refusal("W0", "no licence says that this is the only answer")
    before, _, after = text.partition(GAP)
    year = isinstance(held[0], Date)
    gap = Typed(accepted, near=0 if year else None, language=world.pack.language)
    return Asked(f"{before}____{after}", judge), Cloze((before, after), (gap,))


GAP = "\ue000"  # a private character that no pack text holds: the cleaner takes it out


def fillings(world: World, value: object) -> tuple[str, ...] | Refusal:
    """What may stand in a gap for `value`."""
    if isinstance(value, ThingRef):
        return accepted_labels(world.labels, value)
    if isinstance(value, Text) and typeable(value.text):
        return accepted_labels(world.labels, value)
    if isinstance(value, Date) and value.precision is Precision.YEAR:
        return (bare(value),)
    return Refusal("C1", "the answer is too long for a gap")
