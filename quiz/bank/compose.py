"""Questions about one slot of one statement: single, typed, number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from quiz.bank import compare
from quiz.bank.chance import Draw
from quiz.bank.distractors import FEWEST, Neighbours, Search
from quiz.bank.fold import fold
from quiz.bank.index import Statement
from quiz.bank.labels import Labels
from quiz.bank.leaks import shows_any
from quiz.bank.model import Proposal, Refusal, Slot, Values
from quiz.bank.propose import typeable
from quiz.bank.prove import Judge, asked_values
from quiz.bank.reveal import key_proof, only_answer, proof_of, reveal
from quiz.bank.templates import Template, attributed, render
from quiz.bank.texts import bare, unit_part
from quiz.bank.world import World
from quiz.core.facts import Ask, Fact
from quiz.core.items import Item, Reveal
from quiz.core.kinds import Number, Option, Question, Single, Typed
from quiz.core.values import Date, Interval, Money, Precision, Quantity, Text, ThingRef, Value

ARTICLES = ("the", "a", "an")
SECONDS = MappingProxyType(
    {"single": 20, "true_false": 15, "typed": 30, "number": 30, "order": 45, "match": 60, "cloze": 30, "multiple": 40}
)
DIGITS = 10
CLOSENESS = Fraction(1, 10)
NEAREST = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A stem with its slot and judge."""

    stem: str
    judge: Judge

    @property
    def slot(self) -> Slot:
        """The slot that the stem asks for."""
        return self.judge.slot


def slot_of(world: World, statement: Statement, role: str, template: Template, precision: Precision | None) -> Slot:
    """The slot of `role` in a template that prints some of the statement's other roles."""
    printed = {name: statement.values[name] for name in template.printed(statement.values) if name != role}
    key = asked_values(statement, role, precision)
    units = {slot.role for slot in template.slots(statement.values) if slot.modifier == "unit"}
    unit = unit_part(key[0]) if role in units and key else ""
    return Slot(
        statement, world.relations[statement.relation], role, precision, printed, key, statement.attribute, unit
    )


def ask(world: World, statement: Statement, wanted: Ask) -> Asked | Refusal:
    """The stem for a slot, unless the template, the wording or a contested key forbids it."""
    relation = world.relations[statement.relation]
    template = world.template(wanted.template, relation)
    refusal = wording(template, statement.values, wanted.role)
    if refusal:
        return refusal
    slot = slot_of(world, statement, wanted.role, template, wanted.precision)
    if wanted.precision and not all(isinstance(one, Date) and one.precision is wanted.precision for one in slot.key):
        return Refusal("P1", f"the date is not known to the {wanted.precision.value}")
    stem = attributed(render(template, statement.values, world.pack.things), statement.attribute)
    judge = Judge(world, slot)
    refusal = ambiguous(world.labels, slot.printed) or gives_away(world.labels, stem, slot) or judge.key_refusal()
    return refusal or Asked(stem, judge)


def wording(template: Template, values: Values, role: str) -> Refusal | None:
    """Why a stem cannot be printed: a role is missing, or the stem prints what it asks for."""
    missing = template.missing(values)
    if missing:
        return Refusal("R1", f"the stem needs “{missing[0]}”")
    return Refusal("R2", f"the stem prints “{role}” itself") if role in template.printed(values) else None


def ambiguous(labels: Labels, printed: Values) -> Refusal | None:
    """W9: a thing in the stem shares a label with another thing of the pack."""
    for values in printed.values():
        for value in values:
            if isinstance(value, ThingRef):
                thing = labels.things.get(value.name)
                shown = (value.name, thing.short) if thing and thing.short else (value.name,)
                others = labels.owners(labels.folder.sames(shown)) - {value.name}
                if others:
                    return Refusal("W9", f"“{value.name}” shares a label with “{min(others)}”")
    return None


def gives_away(labels: Labels, stem: str, slot: Slot) -> Refusal | None:
    """M1: the key is a thing that the stem names. B7: the stem shows one of the key's labels."""
    printed = {key for values in slot.printed.values() for value in values
               if isinstance(value, ThingRef | Text) for key in labels.keys(value)}  # fmt: skip
    for value in slot.key:
        if isinstance(value, ThingRef | Text) and not printed.isdisjoint(labels.keys(value)):
            return Refusal("M1", "the answer stands in the stem under this or another name")
        if shows_any(stem, key_labels(labels, value)):
            return Refusal("B7", "the stem shows the answer")
    return None


def key_labels(labels: Labels, value: Value) -> tuple[str, ...]:
    """The texts that give a value away."""
    if isinstance(value, ThingRef):
        return labels.names(value.name)
    if isinstance(value, Date):
        return (bare(value),) if value.precision is not Precision.RANGE else ()
    return (bare(value),)


def finish(world: World, proposal: Proposal, stem: str, question: Question, shown: Reveal,
           leaks: Sequence[str], difficulty: int, ident: str = "") -> Item:  # fmt: skip
    """The item of a proposal."""
    return Item(
        id=ident or proposal.id, stem=stem, question=question, reveal=shown, meaning=proposal.meaning,
        topic=proposal.topic, difficulty=max(1, min(5, difficulty)), seconds=SECONDS.get(question.kind, 30),
        language=world.pack.language, facts=proposal.facts, clusters=proposal.clusters,
        leaks=tuple(dict.fromkeys(leaks)),
    )  # fmt: skip


def difficulty_of(statement: Statement, more: int = 0) -> int:
    """How hard a question about the statement is, from 1 to 5."""
    return (statement.difficulty if isinstance(statement, Fact) else 3) + more


def single(near: Neighbours, proposal: Proposal, asked: Asked, draw: Draw) -> Item | Refusal:
    """A single-choice question with three or four options."""
    judge, slot = asked.judge, asked.slot
    wrong = Search(near, judge, draw, asked.stem).wrong()
    if len(wrong) < FEWEST:
        return Refusal("W1" if judge.licensed else "W0", "fewer than two options can be proven false")
    key = bare(slot.key[0])
    texts = draw.shuffled([key, *(one.text for one in wrong)])
    proofs = {key: key_proof(near.world, slot, key), **{one.text: proof_of(near, slot, one) for one in wrong}}
    question = Single(tuple(Option(text) for text in texts), texts.index(key))
    shown = reveal(judge, [proofs[text] for text in texts])
    labels = key_labels(near.world.labels, slot.key[0])
    return finish(near.world, proposal, asked.stem, question, shown, labels, difficulty_of(slot.statement))


def typed(near: Neighbours, proposal: Proposal, asked: Asked) -> Item | Refusal:
    """A question whose answer is typed; all labels of the key are accepted that belong to nothing else."""
    world, slot = near.world, asked.slot
    value = slot.key[0]
    if not asked.judge.closed:
        return Refusal("W0", "no licence says that this is the only answer")
    if not typeable(bare(value)):
        return Refusal("L3", "the answer is too long to be typed")
    accepted = accepted_labels(world.labels, value)
    if isinstance(accepted, Refusal):
        return accepted
    proofs = [key_proof(world, slot, accepted[0])]
    question = Typed(accepted, reject=near_misses(near, asked, accepted), language=world.pack.language)
    labels = key_labels(world.labels, value)
    shown = reveal(asked.judge, proofs, only_answer(asked.judge))
    return finish(world, proposal, asked.stem, question, shown, labels, difficulty_of(slot.statement, 1))


def accepted_labels(labels: Labels, value: Value) -> tuple[str, ...] | Refusal:
    """Every label of the key that has letters, with and without article; none may be a label of something else."""
    if not fold(bare(value)):
        return Refusal("L3", "the answer has no letters to type")
    if not isinstance(value, ThingRef):
        return (bare(value),)
    others = labels.owners(labels.thing_keys(value.name)) - {value.name}
    if others:
        return Refusal("L2", f"“{value.name}” shares a label with “{min(others)}”")
    thing = labels.things.get(value.name)
    article = thing.article if thing else ""
    good = [label for label in labels.names(value.name) if fold(label)]
    return tuple(dict.fromkeys(text for label in good for text in (label, f"{article} {label}".strip())))


def near_misses(near: Neighbours, asked: Asked, accepted: Sequence[str]) -> tuple[Option, ...]:
    """Names of other things that are within a slip of the key, so that a forgiving reader does not take them for it."""
    value = asked.slot.key[0]
    thing = near.world.pack.things.get(value.name) if isinstance(value, ThingRef) else None
    if thing is None or len(near.named(thing.kind)) > 64:  # a large kind is not read through for every question
        return ()
    others = [one for one in near.named(thing.kind) if one is not thing]
    labels = sorted({label for one in others for label in (one.name, one.short, *one.also) if label})
    return tuple(Option(label) for label in labels if any(distance(label, one) <= NEAREST for one in accepted))


def distance(left: str, right: str) -> int:
    """Edits between two texts, case aside (Wagner and Fischer 1974); counting ends beyond `NEAREST`."""
    if abs(len(left) - len(right)) > NEAREST:
        return NEAREST + 1
    row = list(range(len(right) + 1))
    for place, char in enumerate(left.casefold(), start=1):
        last, row[0] = row[0], place
        for column, other in enumerate(right.casefold()[: len(row) - 1], start=1):
            last, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, last + (char != other))
    return row[-1]


def number(near: Neighbours, proposal: Proposal, asked: Asked) -> Item | Refusal:
    """A question whose answer is a number or a year."""
    slot, world = asked.slot, near.world
    if not asked.judge.closed:
        return Refusal("W0", "no licence says that this is the only answer")
    question = number_of(slot.key[0])
    if isinstance(question, Refusal):
        return question
    proofs = [key_proof(world, slot, question.printed)]
    shown = reveal(asked.judge, proofs, only_answer(asked.judge))
    leaks = key_labels(world.labels, slot.key[0])
    return finish(world, proposal, asked.stem, question, shown, leaks, difficulty_of(slot.statement, 1))


def number_of(value: Value) -> Number | Refusal:
    """The number question for a value. Its bounds are those of the print; `about` takes whatever is within a tenth."""
    if isinstance(value, Date):
        year = Fraction(value.first.year)
        return Number(year, year, year, year=True, printed=bare(value))
    if not isinstance(value, Quantity | Money):
        return Refusal("N1", "not a number")
    read, span = compare.read_printed(value.printed), value.interval
    if read is None or span.lo is None or span.hi is None:
        return Refusal("N1", "the print gives one bound only")
    exact = read[2] * compare.SCALES.get(read[3], 1)
    if not compare.inside(Interval(exact, exact), span):
        return Refusal("N1", "the printed number is outside what the print means")
    inch = (span.hi - span.lo) / 100  # keeps an end that the print excludes out of the closed bounds
    low = span.lo + inch if span.lo_open else span.lo
    high = span.hi - inch if span.hi_open else span.hi
    near = exact * CLOSENESS
    if read[0] in compare.AROUND:  # who types 14 for `about 15` says the same
        low, high = min(low, exact - near), max(high, exact + near)
    unit = value.unit if isinstance(value, Quantity) else value.currency
    return Number(exact, low, high, unit, near if exact > DIGITS else None, printed=bare(value))
