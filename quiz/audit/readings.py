"""What each stem means: an index from the text of a stem to what it asks, built by rendering every template."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.audit.book import Ask, Book, Complete, Fact, Relation, TimeSpan, Values
from quiz.audit.labels import fold
from quiz.audit.reading import coarser
from quiz.audit.render import HOLE, Slot, Template, fill, parse, printed_roles, sentence, stem_key
from quiz.audit.shelf import closure
from quiz.audit.truth import Reading


@dataclass(slots=True)
class Statement:
    """A statement with one role held open: the texts between its gaps, and what it then asks."""

    asked: Reading
    fact: Fact
    inner: tuple[str, ...]
    template: str


@dataclass(slots=True)
class Pairing:
    """A matching: which role is matched to which, with the roles that the stem prints."""

    relation: str
    left: str
    right: str
    printed: Values


@dataclass(slots=True)
class Stems:
    """All stems of a pack by their text."""

    book: Book
    asks: dict[str, list[Reading]] = field(default_factory=dict)
    says: dict[str, list[tuple[Fact, Reading]]] = field(default_factory=dict)
    holes: dict[str, list[Statement]] = field(default_factory=dict)
    starts: set[str] = field(default_factory=set)
    counts: dict[str, list[Complete]] = field(default_factory=dict)
    spans: dict[str, TimeSpan] = field(default_factory=dict)
    pairings: dict[str, list[Pairing]] = field(default_factory=dict)
    events: dict[str, list[tuple[Fact, str]]] = field(default_factory=dict)
    orders: dict[str, set[str]] = field(default_factory=dict)
    cache: dict[tuple[str, str], Template] = field(default_factory=dict)

    def template(self, relation: str, text: str) -> Template:
        """The compiled template, once a relation."""
        known = self.cache.get((relation, text))
        if known is None:
            found = self.book.relations.get(relation)
            known = self.cache[relation, text] = parse(text, found.roles if found is not None else {})
        return known

    def gaps(self, text: str) -> Iterator[tuple[Statement, str]]:
        """Every statement that `text` is, but for what stands in the open role, with that middle part."""
        text = stem_key(text)
        for start in range(len(text) + 1):
            if text[:start] not in self.starts:
                continue
            for end in range(start + 1, len(text) + 1):
                for found in self.holes.get(f"{text[:start]}{HOLE}{text[end:]}", ()):
                    yield found, text[start:end]


def index(book: Book) -> Stems:
    """Render all templates over all facts."""
    stems = Stems(book)
    for fact in (*book.facts, *book.one_offs, *(claim for claim in book.disputed if claim.attribute)):
        _index_fact(stems, fact)
    for claim in book.complete:
        _index_complete(stems, claim)
    for span in book.spans:
        stems.spans[stem_key(sentence(span.ask))] = span
    for relation in book.relations.values():
        if relation.order:
            stems.orders.setdefault(stem_key(sentence(relation.order)), set()).add(relation.name)
    return stems


def _index_fact(stems: Stems, fact: Fact) -> None:
    for name in closure(stems.book, fact.relation):
        relation = stems.book.relations.get(name)
        if relation is None:
            continue
        own = name == fact.relation
        for ask in dict.fromkeys((*relation.asks, *(fact.asks if own else ()))):
            if all(coarser(value, ask.grain) is not None for value in fact.values.get(ask.role, ())):
                _index_ask(stems, fact, name, ask, own=ask not in relation.asks)
        for say in dict.fromkeys(text for text in (relation.say, fact.say if own else "") if text):
            _index_say(stems, fact, name, say)
        if relation.event:
            parts = stems.template(name, relation.event).flat(fact.values)
            if parts is not None:
                stems.events.setdefault(stem_key(sentence(fill(parts, fact.values))), []).append((fact, name))
        _index_pairings(stems, fact, relation)


def _index_ask(stems: Stems, fact: Fact, name: str, ask: Ask, *, own: bool) -> None:
    parts = (ask.template,) if ask.literal else stems.template(name, ask.template).flat(fact.values)
    if parts is None or ask.role not in fact.values:
        return
    printed = {role: fact.values[role] for role in printed_roles(parts)}
    key = stem_key(sentence(fill(parts, fact.values), fact.attribute))
    asked = Reading(name, ask.role, printed, ask.grain, fact.attribute, own=fact if own else None)
    units = [part for part in parts if isinstance(part, Slot) and (part.role, part.form) == (ask.role, "unit")]
    amounts = [value.amount for value in fact.values[ask.role] if value.amount is not None]
    if units and amounts:
        asked.unit = fold(amounts[0].unit)
    _enter(stems.asks, key, asked)


def _enter(place: dict[str, list[Reading]], key: str, asked: Reading) -> None:
    known = place.setdefault(key, [])
    if not any(same_question(asked, other) for other in known):
        known.append(asked)


def same_question(a: Reading, b: Reading) -> bool:
    """Whether two readings ask for the same slot under the same printed values."""
    if (a.relation, a.role, a.grain, a.source) != (b.relation, b.role, b.grain, b.source):
        return False
    if a.unit != b.unit or a.own is not b.own:
        return False
    return a.complete is b.complete and meaning(a.printed) == meaning(b.printed)


def meaning(values: Values) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Role values in a form that can be compared."""
    return tuple((role, tuple(sorted(value.written for value in values[role]))) for role in sorted(values))


def _index_say(stems: Stems, fact: Fact, relation: str, say: str) -> None:
    parts = stems.template(relation, say).flat(fact.values)
    if parts is None:
        return
    printed = {name: fact.values[name] for name in printed_roles(parts)}
    own = None if say == stems.book.relations[relation].say else fact
    full = stem_key(sentence(fill(parts, fact.values), fact.attribute))
    stems.says.setdefault(full, []).append((fact, Reading(relation, "", printed, "", fact.attribute, own=own)))
    for role in printed:
        agreeing = any(isinstance(part, Slot) and part.choice is not None and part.role == role for part in parts)
        for several in (False, True) if agreeing else (False,):
            text = sentence(fill(parts, fact.values, role, several=several), fact.attribute)
            others = {name: values for name, values in printed.items() if name != role}
            _hold_open(stems, fact, say, text, Reading(relation, role, others, "", fact.attribute, own=own))


def _hold_open(stems: Stems, fact: Fact, say: str, text: str, asked: Reading) -> None:
    pieces = [_piece(piece) for piece in text.split(HOLE)]
    if len(pieces) < 2:
        return
    stems.starts.add(pieces[0])
    known = stems.holes.setdefault(f"{pieces[0]}{HOLE}{pieces[-1]}", [])
    if not known or not any(other.template == say and same_question(asked, other.asked) for other in known[-8:]):
        known.append(Statement(asked, fact, tuple(pieces[1:-1]), say))


def _piece(text: str) -> str:
    """A part of a stem, brought to the form of its key but with the blanks at its ends."""
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    middle = stem_key(unicodedata.normalize("NFC", text))
    return f"{lead}{middle}{tail}" if middle else lead


def _index_complete(stems: Stems, claim: Complete) -> None:
    for template in (claim.ask, claim.count):
        if not template:
            continue
        parts = stems.template(claim.relation, template).flat(claim.where)
        if parts is None:
            continue
        key = stem_key(sentence(fill(parts, claim.where)))
        if template == claim.count:
            stems.counts.setdefault(key, []).append(claim)
        else:
            _enter(stems.asks, key, Reading(claim.relation, claim.role, claim.where, complete=claim))


def _index_pairings(stems: Stems, fact: Fact, relation: Relation) -> None:
    for left, right, ask in relation.matches:
        parts = stems.template(relation.name, ask).flat(fact.values)
        if parts is None:
            continue
        printed = {name: fact.values[name] for name in printed_roles(parts)}
        known = stems.pairings.setdefault(stem_key(sentence(fill(parts, fact.values))), [])
        new = Pairing(relation.name, left, right, printed)
        same = (new.relation, left, right, meaning(printed))
        if not any((old.relation, old.left, old.right, meaning(old.printed)) == same for old in known):
            known.append(new)
