"""Questions about one-off facts, whose wrong answers their author vouches for."""

from __future__ import annotations

import re

from quiz.bank import compare
from quiz.bank.chance import Draw
from quiz.bank.compose import SECONDS, accepted_labels, key_labels, number_of
from quiz.bank.distractors import FEWEST, MOST, Neighbours, length_differs
from quiz.bank.labels import Labels
from quiz.bank.leaks import shows_any
from quiz.bank.model import Proposal, Refusal
from quiz.bank.propose import item_id
from quiz.bank.reveal import citations, origins
from quiz.bank.templates import attributed, capital, parse, render
from quiz.bank.texts import bare
from quiz.bank.world import World
from quiz.core.facts import OneOff
from quiz.core.items import Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Number, Option, Question, Single, TrueFalse, Typed
from quiz.core.values import Date, Text, ThingRef, Value

SAYS = frozenset({"answer"})
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)  # a thing among options stands without its article


def compose(near: Neighbours, proposal: Proposal, one: OneOff, draw: Draw) -> Item | Refusal:
    """The question of the proposal's kind."""
    world = near.world
    labels = (*key_labels(world.labels, one.answer), *one.also)
    if shows_any(one.ask, labels) and proposal.kind != "true_false":
        return Refusal("B7", "the question shows its answer")
    match proposal.kind:
        case "single":
            return single(near, proposal, one, draw)
        case "typed":
            return typed(world, proposal, one)
        case "number":
            question = number_of(one.answer)
            if isinstance(question, Refusal):
                return question
            return finish(world, proposal, one, attributed(one.ask, one.attribute), question, [key_proof(world, one)])
        case _:
            return true_false(world, proposal, one, draw)


def statement(world: World, one: OneOff, said: Value | None = None) -> str:
    """What the fact says, or what it would say with `said` for its answer; "" if it says nothing."""
    if not one.say:
        return ""
    values = {"answer": (said or one.answer,)}
    return attributed(render(parse(one.say, SAYS), values, world.pack.things), one.attribute)


def key_proof(world: World, one: OneOff, option: str = "") -> Proof:
    """The proof of the answer."""
    ground = Ground.ATTRIBUTED if one.attribute else Ground.FACT
    return Proof(option or bare(one.answer), Truth.TRUE, ground, (one.id,), "", statement(world, one))


def wrong_values(world: World, one: OneOff) -> list[Value]:
    """The author's wrong answers that cannot be taken for the answer or each other, in the form of the answer."""
    labels: Labels = world.labels
    taken = set(labels.keys(one.answer)) | {key for text in one.also for key in labels.folder.keys(text)}
    kept: list[Value] = []
    for text in one.wrong:
        keys = labels.folder.keys(text)
        owners = labels.owners(keys)
        if any(world.pack.things[name].broken for name in owners):
            continue
        known = ThingRef(min(owners)) if owners else Text(text)
        same = isinstance(one.answer, ThingRef | Text) and labels.may_be_same(known, one.answer)
        value = like_the_answer(one, text)
        if value and taken.isdisjoint(keys) and not same and not shows_any(one.ask, (bare(value),)):
            kept.append(value)
            taken |= keys
    return kept


def like_the_answer(one: OneOff, text: str) -> Value | None:
    """A wrong answer in the form of the right one: a thing without its article, a date in words.

    None for a date that is not as exact as the answer, or that may be the answer.
    """
    date = compare.date_of(text) if isinstance(one.answer, Date) else None
    if date and isinstance(one.answer, Date):
        fits = date.precision is one.answer.precision and not compare.days_overlap(date, one.answer)
        return date if fits else None
    return Text(ARTICLE.sub("", text) if isinstance(one.answer, ThingRef) else text)


def single(near: Neighbours, proposal: Proposal, one: OneOff, draw: Draw) -> Item | Refusal:
    """A single-choice question from the vouched wrong answers."""
    world, key = near.world, bare(one.answer)
    wrong = [bare(value) for value in wrong_values(world, one)]
    if len(wrong) < FEWEST:
        return Refusal("W1", "fewer than two wrong answers are left")
    wrong = sorted(wrong, key=lambda text: (length_differs(text, key), draw.rank(text)))[:MOST]
    texts = draw.shuffled([key, *wrong])
    because = one.because or "the author of the pack vouches that it is wrong"
    told = statement(world, one)
    proofs = [key_proof(world, one) if text == key else
              Proof(text, Truth.FALSE, Ground.VOUCHED, (one.id,), because, told) for text in texts]  # fmt: skip
    question = Single(tuple(Option(text) for text in texts), texts.index(key))
    return finish(world, proposal, one, attributed(one.ask, one.attribute), question, proofs)


def typed(world: World, proposal: Proposal, one: OneOff) -> Item | Refusal:
    """A question whose answer is typed."""
    accepted = accepted_labels(world.labels, one.answer)
    if isinstance(accepted, Refusal):
        return accepted
    texts = tuple(dict.fromkeys((*accepted, *one.also)))
    question = Typed(texts, reject=tuple(Option(text) for text in one.wrong), language=world.pack.language)
    return finish(world, proposal, one, attributed(one.ask, one.attribute), question, [key_proof(world, one)])


def true_false(world: World, proposal: Proposal, one: OneOff, draw: Draw) -> Item | Refusal:
    """The statement with its answer, or with a vouched wrong one."""
    rest = statement(world, one, Text("…"))
    wrong = {bare(value): value for value in wrong_values(world, one) if not shows_any(rest, (bare(value),))}
    told = statement(world, one)
    if not wrong or draw.below(2):
        proof = Proof("true", Truth.TRUE, key_proof(world, one).ground, (one.id,), "", told)
        return finish(world, proposal, one, told, TrueFalse(True, told), [proof])
    text = draw.shuffled(sorted(wrong))[0]
    because = one.because or "the author of the pack vouches that it is wrong"
    proof = Proof("false", Truth.FALSE, Ground.VOUCHED, (one.id,), because, told)
    ident = item_id(proposal.meaning, proposal.kind, text)
    said = statement(world, one, spoken(world, one, wrong[text]))
    return finish(world, proposal, one, said, TrueFalse(False, told), [proof], ident)


def spoken(world: World, one: OneOff, value: Value) -> Value:
    """A wrong answer as a sentence says it: as the right one is said, so that neither form nor article tells.

    A name without article goes by its short form there, as the right one does; anything else as its author wrote it.
    """
    if not isinstance(one.answer, ThingRef):
        return value
    owners = world.labels.owners(world.labels.folder.keys(bare(value)))
    if len(owners) == 1 and not world.pack.things[min(owners)].article:
        return ThingRef(min(owners))
    return next((Text(text) for text in one.wrong if like_the_answer(one, text) == value), value)


def finish(world: World, proposal: Proposal, one: OneOff, stem: str, question: Question, proofs: list[Proof],
           ident: str = "") -> Item:  # fmt: skip
    """The item about a one-off fact."""
    claim = statement(world, one) or f"{stem} {capital(bare(one.answer))}."
    shown = Reveal(claim, "", tuple(proofs), citations(world.pack, one.evidence),
                   origins(world.pack, one), (one.dissent,) if one.dissent else ())  # fmt: skip
    harder = isinstance(question, Typed | Number) - isinstance(question, TrueFalse)
    return Item(
        id=ident or proposal.id, stem=stem, question=question, reveal=shown, meaning=proposal.meaning,
        topic=proposal.topic, difficulty=max(1, min(5, one.difficulty + harder)),
        seconds=SECONDS.get(question.kind, 30), language=world.pack.language, facts=proposal.facts,
        clusters=proposal.clusters,
        leaks=() if isinstance(question, TrueFalse) and question.key else key_labels(world.labels, one.answer),
    )  # fmt: skip
