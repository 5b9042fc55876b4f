"""Reads hand-written `questions`: what all kinds share, and what the author vouches for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from quiz.core.items import Citation, Item, Reveal
from quiz.core.kinds import Cloze, Match, Order, TrueFalse, flaw
from quiz.core.sources import Source
from quiz.core.written import giveaways, identity, proofs, question_id
from quiz.packs.fields import alike, check_keys, listed, mapped, optional, read_language, text, texts, whole_number
from quiz.packs.findings import Log, Mark, nearest, quoted
from quiz.packs.keys import COMMON, DEFAULTS
from quiz.packs.kinds import KEYS, READERS, Draft, checked
from quiz.packs.nodes import Map, Node, Scalar
from quiz.packs.roles import MOST_WORDS, Context, word_count
from quiz.packs.things import own_source, web_address
from quiz.packs.values import ValueProblem, decimal

_COMMON = frozenset(COMMON)
_DEFAULTS = frozenset(DEFAULTS)
_ALLOWED = MappingProxyType({key: _COMMON | own | {key} for key, own in KEYS.items()})
_DECIDING = frozenset(READERS)
_EVERY = _COMMON.union(KEYS, *KEYS.values())
_ASKED = "asked: "
_ONE = Fraction(1)
_CLOZE_STEM = "Fill in the gaps."


@dataclass(slots=True)
class Desk:
    """What stays the same for all questions of a pack, and what was read so far."""

    log: Log
    sources: Mapping[str, Source]
    language: str
    difficulty: int = 2
    seconds: int = 20
    tags: tuple[str, ...] = ()
    source: Source | None = None
    topic: str = ""
    stems: dict[str, tuple[Item, Mark]] = field(default_factory=dict)
    ids: dict[str, Mark] = field(default_factory=dict)


def read_questions(context: Context, root: Map, language: str) -> list[tuple[Item, Map]]:
    """Read all questions, each with its node; one with an error is left out."""
    desk = _desk(context, root.fields.get("defaults"), language)
    log = desk.log
    found: list[tuple[Item, Map]] = []
    for entry in listed(log, root.fields.get("questions"), "`questions`"):
        before = log.errors
        row = mapped(log, entry, "a question")
        if row is None:
            continue
        item = _question(desk, row)
        if item is not None and log.errors == before and not row.bad:
            _enter(desk, row, item)
            if log.errors == before:
                found.append((item, row))
    return found


def _desk(context: Context, node: Node | None, language: str) -> Desk:
    log = context.log
    desk = Desk(log, context.sources, language)
    entry = mapped(log, node, "`defaults`")
    if entry is not None:
        check_keys(log, entry, _DEFAULTS, "`defaults`")
        fields = entry.fields
        desk.difficulty = whole_number(log, fields.get("difficulty"), "`difficulty`", 1, 5, 2)
        desk.seconds = whole_number(log, fields.get("seconds"), "`seconds`", 5, 600, 20)
        desk.tags = texts(log, fields.get("tags"), "`tags`")
        desk.source, desk.topic = _source(desk, fields), optional(log, fields, "topic")
    return desk


def _source(desk: Desk, fields: Mapping[str, Node]) -> Source | None:
    """Give the source of a question: one of the pack by its name, an address, or one that the question spells out."""
    if "source" not in fields:
        return desk.source
    node = fields["source"]
    if isinstance(node, Map) or (isinstance(node, Scalar) and web_address(node.text)):
        return own_source(desk.log, node)
    name = optional(desk.log, fields, "source")
    if name and name not in desk.sources:
        hint = nearest(name, desk.sources)
        desk.log.add("Q214", node.mark, f"{quoted(name)} is no source of this pack{hint}")
    return desk.sources.get(name)


def _question(desk: Desk, node: Map) -> Item | None:
    log, fields = desk.log, node.fields
    before = log.errors
    decided = _DECIDING.intersection(fields)
    if len(decided) != 1:
        _undecided(log, node, [key for key in fields if key in decided])
        return None
    (key,) = decided
    check_keys(log, node, _ALLOWED[key], f"a question with `{key}`")
    stem = _stem(log, node, key, clean=log.errors == before)
    folded = alike(stem)
    language = read_language(log, fields, desk.language) if "language" in fields else desk.language
    question = READERS[key](Draft(log, node, stem, folded, language, log.errors == before))
    if question is None or not stem:
        return None
    if log.errors == before and (reason := flaw(question)):
        # The game would refuse it, and with it every question beside it.
        log.add("Q220", fields[key].mark, f"the question cannot be played: {reason}")
    answers = tuple(giveaways(question))
    citations = _citations(desk, node)
    return Item(
        (optional(log, fields, "id") if "id" in fields else "")
        or question_id((question.kind, folded, *identity(question, answers))),
        stem,
        question,
        Reveal(
            explain=optional(log, fields, "explain") if "explain" in fields else "",
            proofs=proofs(question),
            citations=citations,
            origins=len(citations),
        ),
        meaning=_ASKED + folded,
        topic=(optional(log, fields, "topic") if "topic" in fields else "") or desk.topic,
        tags=texts(log, fields["tags"], "`tags`") if "tags" in fields else desk.tags,
        difficulty=whole_number(log, fields["difficulty"], "`difficulty`", 1, 5, 2)
        if "difficulty" in fields
        else desk.difficulty,
        seconds=whole_number(log, fields.get("seconds"), "`seconds`", 5, 600, desk.seconds),
        weight=_weight(log, fields.get("weight")),
        language=language,
        leaks=answers,
    )


def _undecided(log: Log, node: Map, deciding: list[str]) -> None:
    if deciding:
        named = " and ".join(quoted(key) for key in deciding)
        log.add("Y119", node.keys.get(deciding[1], node.mark), f"{named} decide for two kinds")
        return
    before = log.errors
    check_keys(log, node, _EVERY, "a question")
    if log.errors == before:
        log.add("Y119", node.mark, "no key tells the kind of this question")


def _stem(log: Log, node: Map, key: str, *, clean: bool) -> str:
    ask = node.fields.get("ask")
    if isinstance(ask, Scalar) and ask.text:
        return checked(log, ask)
    if ask is None and key == "fill":
        return _CLOZE_STEM
    if ask is None and not clean:
        return ""
    if ask is None:
        log.add("Q201", node.mark, "the question has no `ask`")
        return ""
    return text(log, ask, "`ask`")


def _weight(log: Log, node: Node | None) -> Fraction:
    if node is None:
        return _ONE
    try:
        weight = decimal(node.text if isinstance(node, Scalar) else "")
    except ValueProblem:
        weight = Fraction(0)
    if not 0 < weight <= 100:
        log.add("Q219", node.mark, "`weight` must be a number above 0, at most 100")
        return _ONE
    return weight


def _citations(desk: Desk, node: Map) -> tuple[Citation, ...]:
    """Give the citation of a question; none where it names no source."""
    log, fields = desk.log, node.fields
    if desk.source is None and "source" not in fields and "quote" not in fields:
        return ()
    quote = optional(log, fields, "quote")
    paragraph = whole_number(log, fields.get("paragraph"), "`paragraph`", 1, 9999, 0)
    source = _source(desk, fields)
    if quote and word_count(quote) > MOST_WORDS:
        log.add("Q218", fields["quote"].mark, f"the quote has {word_count(quote)} words")
    if source is None:
        if quote and "source" not in fields:
            log.add("Q214", fields["quote"].mark, "the quote has no `source`")
        return ()
    return (
        Citation(
            source.name, paragraph, quote, title=source.title, author=source.author, url=source.url,
            date=source.date, dated=str(source.dated), date_note=source.date_note, origin=source.origin,
        ),
    )  # fmt: skip


def _enter(desk: Desk, node: Map, item: Item) -> None:
    """Note a second question with this id, or with this stem and other answers."""
    log = desk.log
    mark = node.fields["ask"].mark if "ask" in node.fields else node.mark
    if item.id in desk.ids:
        log.add("Q208", mark, f"this question stands in line {desk.ids[item.id].line + 1} already")
        return
    desk.ids[item.id] = mark
    known, first = desk.stems.setdefault(f"{item.question.kind} {item.meaning}", (item, mark))
    if known is not item and _answer(known) != _answer(item):
        log.add("P602", mark, f"the same question stands in line {first.line + 1} with another answer")


def _answer(item: Item) -> list[str]:
    """Give what the answers of two items of one stem are compared by; those with much to fill in carry it there."""
    if isinstance(item.question, TrueFalse):
        return [str(item.question.key)]
    if isinstance(item.question, Cloze | Order | Match):
        return []
    return sorted(map(alike, item.leaks))
