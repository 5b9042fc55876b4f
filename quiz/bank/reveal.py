"""What comes with the verdict: the claim, why each option is right or wrong, the sources, and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quiz.bank.distractors import Neighbours, Wrong, siblings_saying
from quiz.bank.index import Statement
from quiz.bank.model import Slot
from quiz.bank.prove import Judge, asked_values
from quiz.bank.templates import attributed, capital, render
from quiz.bank.texts import bare, joined
from quiz.bank.world import World
from quiz.core.facts import Claim, Completeness, Fact, OneOff, Pack
from quiz.core.items import Citation, Ground, Proof, Reveal, Truth
from quiz.core.sources import Evidence
from quiz.core.values import Date, Precision, Value

Told = Fact | Claim | OneOff


def sentence(world: World, statement: Statement, *, attribute: bool = True) -> str:
    """The statement in words, attributed if it is; "" if its template needs a role that it leaves open."""
    known = world.told
    if known[0] == (statement.id, attribute):
        return known[1]
    text = _sentence(world, statement, attribute=attribute)
    world.told = ((statement.id, attribute), text)
    return text


def _sentence(world: World, statement: Statement, *, attribute: bool) -> str:
    relation = world.relations[statement.relation]
    own = statement.say if isinstance(statement, Fact) else ""
    template = world.template(own or relation.say, relation)
    if template.missing(statement.values):
        return ""
    text = render(template, statement.values, world.pack.things)
    return attributed(text, statement.attribute) if attribute else capital(text)


def citations(pack: Pack, evidence: Iterable[Evidence], role: str = "") -> tuple[Citation, ...]:
    """The evidence with the data of its sources, what proves `role` first."""
    ordered = sorted(evidence, key=lambda one: not (not one.roles or role in one.roles))
    return tuple(dict.fromkeys(citation(pack, one) for one in ordered))


def citation(pack: Pack, one: Evidence) -> Citation:
    """One fragment with everything that a reader needs to find it."""
    source = pack.sources.get(one.source)
    if source is None:
        return Citation(one.source, one.paragraph, one.fragment, reading=one.reading)
    return Citation(
        source.name, one.paragraph, one.fragment, source.title, source.author, source.url, source.date,
        source.dated.value, source.date_note, source.origin or source.name, one.reading,
    )  # fmt: skip


def origins(pack: Pack, *claims: Told | Completeness) -> int:
    """How many independent witnesses bear out all of what is shown; stories that copy one another are one witness.

    Of several claims, and of several roles of a claim, the least counts, so that the number holds for every one. What
    has no evidence of its own (a role in the author's words) is left out.
    """
    found = [witnesses for claim in claims for witnesses in _witnesses(pack, claim) if witnesses]
    return min(map(len, found), default=0)


def _witnesses(pack: Pack, claim: Told | Completeness) -> list[set[str]]:
    """The origins of the evidence for each role of a claim; evidence that names no role proves all."""
    roles = claim.values if isinstance(claim, Fact | Claim) else ("answer",) if isinstance(claim, OneOff) else ()
    return [{_origin(pack, one.source) for one in claim.evidence if not one.roles or role in one.roles}
            for role in roles or ("",)]  # fmt: skip


def _origin(pack: Pack, name: str) -> str:
    source = pack.sources.get(name)
    return source.origin if source and source.origin else name


def dissent(judge: Judge) -> tuple[str, ...]:
    """What other claims that may match the stem say otherwise, in sentences."""
    world, slot = judge.world, judge.slot
    said = [slot.statement.dissent] if isinstance(slot.statement, Fact) and slot.statement.dissent else []
    for one in judge.rivals:
        text = sentence(world, one, attribute=False) if asked_values(one, slot.role, slot.precision) else ""
        voices = joined(sorted({evidence.source for evidence in one.evidence}))
        said += [attributed(text, voices)] if text and voices else []
    for one in judge.refuted:
        text = sentence(world, one, attribute=False)
        because = f" It is refuted: {one.because}." if isinstance(one, Claim) and one.because else " It is refuted."
        said += [f"Some print says: {text}{because}"] if text else []
    return tuple(dict.fromkeys(said))


def elsewhere(near: Neighbours, slot: Slot, value: Value) -> str:
    """The sentence of another fact that tells where a wrong value is right; "" if there is none."""
    world = near.world
    for one in siblings_saying(near, slot, value):
        if told := sentence(world, one):
            return told
    if isinstance(value, Date) and value.precision in (Precision.YEAR, Precision.MONTH):
        for printed in (one for role in sorted(slot.printed) for one in slot.printed[role]):
            for date, fact in near.dates_of(bare(printed)):
                inside = value.first <= date.first and date.last <= value.last
                if inside and fact.id != slot.statement.id and (told := sentence(world, fact)):
                    return told
    return ""


def proof_of(near: Neighbours, slot: Slot, wrong: Wrong) -> Proof:
    """The proof that a wrong option is wrong, for whoever chose it.

    It tells where the option is right, if the pack knows; else what is right here, and the licence's reason.
    """
    proof, told = against(near.world, slot, wrong), elsewhere(near, slot, wrong.value)
    return replace(proof, because="", sentence=told) if told else proof


def against(world: World, slot: Slot, wrong: Wrong) -> Proof:
    """The proof that a value is wrong by what is right in its place and by the reason of a licence."""
    grant = wrong.ruling.grant
    ground, facts, because = (grant.ground, grant.facts, grant.because) if grant else (Ground.VOUCHED, (), "")
    facts = tuple(dict.fromkeys(facts))
    return Proof(wrong.text, Truth.FALSE, ground, facts, because, sentence(world, slot.statement))


def key_proof(world: World, slot: Slot, text: str) -> Proof:
    """The proof that the key is right."""
    ground = Ground.ATTRIBUTED if slot.attribute else Ground.FACT
    return Proof(text, Truth.TRUE, ground, (slot.statement.id,), "", sentence(world, slot.statement))


def only_answer(judge: Judge) -> str:
    """Why no other answer is right, as a sentence; "" if no licence of the author says so."""
    reasons = (one.because for one in judge.grants if one.ground is not Ground.ATTRIBUTED and one.because)
    because = next(reasons, "").rstrip(".")
    return f"{capital(because)}." if because else ""


def reveal(judge: Judge, proofs: Sequence[Proof], explain: str = "") -> Reveal:
    """What is shown once a question about `judge.slot` is answered."""
    world, slot = judge.world, judge.slot
    return Reveal(
        claim=sentence(world, slot.statement),
        explain=explain,
        proofs=tuple(proofs),
        citations=citations(world.pack, slot.statement.evidence, slot.role),
        origins=origins(world.pack, slot.statement),
        dissent=dissent(judge),
    )
