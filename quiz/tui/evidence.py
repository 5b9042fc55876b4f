"""What a pack says, article by article: which facts rest on it, by which words, and what speaks against what. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.bank import one_off
from quiz.bank.reveal import origins, sentence
from quiz.bank.texts import bare
from quiz.bank.world import World
from quiz.core.facts import Claim, Fact, OneOff, Pack, Status
from quiz.core.sources import Dated, Evidence, Source
from quiz.core.wording import counted, day

NO_SOURCES = "The questions of this pack are written by hand and cite no sources."


@dataclass(frozen=True, slots=True)
class Words:
    """A fragment of evidence. `other` names its source where that is not the article at hand."""

    fragment: str
    paragraph: int
    reading: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with its status in words, the words that prove it, and what else there is to say of it."""

    statement: str
    status: str
    words: tuple[Words, ...]
    notes: tuple[str, ...] = ()

    def holds(self, wanted: str) -> bool:
        """Whether all words of `wanted` (in lower case) occur here."""
        words = [f"{one.fragment} {one.reading} {one.other}" for one in self.words]
        whole = " ".join((self.statement, self.status, *self.notes, *words)).casefold()
        return all(word in whole for word in wanted.split())


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article with all that rests on it; or the disputes, the refutations or the denials of a pack.

    `short` is what it is about where there is no room for the whole.
    """

    title: str
    about: str
    head: tuple[str, ...]
    told: tuple[Told, ...]
    url: str = ""
    short: str = ""


def chapters(pack: Pack) -> tuple[Chapter, ...]:
    """The articles of a pack in its own order, then what is disputed, refuted and denied."""
    world = World(pack)
    against = (
        _against("Disputed", "claims that cannot all be true; none of them is asked", "never asked", _disputes(world)),
        _against("Refuted", "what is printed, and is not so", "printed, and not so", _claims(world, pack.refuted)),
        _against("Denied", "what is known not to be so", "known not to be so", _claims(world, pack.denials)),
    )
    articles = tuple(_article(world, source) for source in pack.sources.values())
    return (*articles, *(chapter for chapter in against if chapter.told))


def _article(world: World, source: Source) -> Chapter:
    """One article."""
    pack = world.pack
    facts = [_fact(world, one, source.name) for one in pack.facts if _cites(one.evidence, source.name)]
    facts += [_one_off(world, one, source.name) for one in pack.one_offs if _cites(one.evidence, source.name)]
    for item in pack.questions:
        words = [
            Words(one.fragment, one.paragraph, one.reading)
            for one in item.reveal.citations
            if one.source == source.name
        ]
        if words:
            shown = tuple(one for one in words if one.fragment)
            facts.append(Told(item.reveal.claim or item.stem, "asked as it is written", shown))
    head = (
        source.title,
        ", ".join(part for part in (source.author, _dated(source)) if part),
        f"Origin: {source.origin}. Texts of one origin are one witness." if source.origin else "",
    )
    return Chapter(source.name, source.title, tuple(part for part in head if part), tuple(facts), source.url)


def _dated(source: Source) -> str:
    """The date of an article, and how it is known."""
    if not source.date:
        return "undated"
    note = f": {source.date_note}" if source.date_note else ""
    how = {Dated.PRINTED: "", Dated.INFERRED: f" (inferred{note})", Dated.UNKNOWN: f" (uncertain{note})"}
    return day(source.date) + how[source.dated]


def _fact(world: World, fact: Fact, source: str) -> Told:
    """A fact as it rests on one source: its words first, then those of others."""
    statement = sentence(world, fact) if fact.relation in world.relations else ""
    notes = [f"Otherwise: {fact.dissent}" if fact.dissent else "", fact.note]
    return Told(statement or fact.relation, _status(world.pack, fact), _words(fact.evidence, source), _kept(notes))


def _one_off(world: World, one: OneOff, source: str) -> Told:
    """A fact without a relation."""
    notes = [f"Otherwise: {one.dissent}" if one.dissent else "", one.note]
    text = one_off.statement(world, one) or f"{one.ask} {bare(one.answer)}."
    return Told(text, _status(world.pack, one), _words(one.evidence, source), _kept(notes))


def _status(pack: Pack, fact: Fact | OneOff) -> str:
    """How far a fact can be trusted, in words."""
    if fact.status is Status.DISPUTED:
        return "disputed, and not asked"
    if fact.status is Status.REFUTED:
        return "refuted, and not asked"
    number = max(1, origins(pack, fact))
    said = f", as {fact.attribute} has it" if fact.attribute else ""
    return f"{counted(number, 'independent origin')}{said}"


def _disputes(world: World) -> tuple[Told, ...]:
    """Each claim of each dispute, under what it is about."""
    found: list[Told] = []
    for dispute in world.pack.disputes:
        for claim in dispute.claims:
            told = _claim(world, claim)
            notes = _kept([f"About {dispute.about}.", dispute.note, *told.notes])
            found.append(Told(told.statement, "disputed", told.words, notes))
    return tuple(found)


def _against(title: str, about: str, short: str, told: tuple[Told, ...]) -> Chapter:
    """What is not asserted."""
    return Chapter(title, about, (), told, short=short)


def _claims(world: World, claims: Iterable[Claim]) -> tuple[Told, ...]:
    """Claims that are not asserted."""
    return tuple(_claim(world, claim) for claim in claims)


def _claim(world: World, claim: Claim) -> Told:
    """A claim that is not asserted."""
    statement = sentence(world, claim) if claim.relation in world.relations else ""
    because = f"{claim.because[:1].upper()}{claim.because[1:].rstrip('.')}." if claim.because else ""
    values = ", ".join(claim.values)
    return Told(statement or f"{claim.relation} ({values})", "not so", _words(claim.evidence, ""), _kept([because]))


def _words(evidence: Iterable[Evidence], source: str) -> tuple[Words, ...]:
    """Fragments, those of `source` first."""
    ordered = sorted(evidence, key=lambda one: one.source != source)
    return tuple(
        Words(one.fragment, one.paragraph, one.reading, "" if one.source == source else one.source) for one in ordered
    )


def _cites(evidence: Sequence[Evidence], source: str) -> bool:
    return any(one.source == source for one in evidence)


def _kept(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(note for note in notes if note)
