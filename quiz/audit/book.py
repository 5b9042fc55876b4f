"""The pack as the auditor understands it: relations, facts, licences, claims, spans, one-offs, written questions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quiz.audit.labels import tidy
from quiz.audit.proven import Print
from quiz.audit.reading import (
    Role,
    Things,
    Val,
    as_list,
    as_map,
    as_text,
    canonical,
    each_pair,
    read_role,
    read_things,
    read_value,
    read_values,
    texts,
)  # fmt: skip

Values = dict[str, tuple[Val, ...]]
_GRAINS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Licence:
    """For given roles (each with the precision it needs, or none) there is one value of `role`, or one whole list."""

    role: str
    given: tuple[tuple[str, str], ...]
    because: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """A template that asks for a role, for dates perhaps at a coarser precision. A literal one is no template."""

    role: str
    grain: str
    template: str
    literal: bool = False


@dataclass(slots=True)
class Relation:
    """A kind of statement with its templates and licences."""

    name: str
    roles: dict[str, Role]
    say: str
    event: str
    order: str
    licences: tuple[Licence, ...]
    asks: tuple[Ask, ...]
    matches: tuple[tuple[str, str, str], ...]
    implies: tuple[str, ...]
    foils: dict[str, tuple[str, ...]]


@dataclass(slots=True, eq=False)
class Fact:
    """A fact or a one-off fact. `standing` is asserted, disputed or refuted."""

    id: str
    relation: str
    values: Values
    prints: tuple[Print, ...] = ()
    attribute: str = ""
    say: str = ""
    licences: tuple[Licence, ...] = ()
    asks: tuple[Ask, ...] = ()
    foils: dict[str, tuple[str, ...]] = field(default_factory=dict)
    because: str = ""
    also: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Complete:
    """The claim that every value of `role` is in the pack where the other roles are as in `where`."""

    id: str
    relation: str
    role: str
    where: Values
    ask: str
    count: str
    because: str
    prints: tuple[Print, ...]


@dataclass(slots=True, eq=False)
class TimeSpan:
    """The time between two events, asked in whole units."""

    id: str
    ask: str
    say: str
    unit: str
    start: tuple[str, Values]
    end: tuple[str, Values]


@dataclass(slots=True)
class Book:
    """Everything read, facts of implied relations not yet added."""

    things: Things
    relations: dict[str, Relation] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    one_offs: list[Fact] = field(default_factory=list)
    complete: list[Complete] = field(default_factory=list)
    denied: list[Fact] = field(default_factory=list)
    disputed: list[Fact] = field(default_factory=list)
    refuted: list[Fact] = field(default_factory=list)
    spans: list[TimeSpan] = field(default_factory=list)
    questions: list[Mapping[str, object]] = field(default_factory=list)
    grounds: dict[str, str] = field(default_factory=dict)


def identity(letter: str, meaning: object) -> str:
    """A letter and the first ten hexadecimal digits of BLAKE2b (16 bytes) over the meaning as compact JSON."""
    raw = json.dumps(meaning, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return f"{letter}-{hashlib.blake2b(raw, digest_size=16).hexdigest()[:10]}"


def assertion(relation: str, values: Values) -> list[object]:
    """What the identity of a fact or claim is made from."""
    return [relation, [[role, canonical(values[role])] for role in sorted(values)]]


def read_book(plain: Mapping[str, object]) -> Book:
    """Read a pack's plain data; entries that make no sense are left out."""
    book = Book(read_things(plain))
    for name, spec in each_pair(as_map(plain.get("relations"))):
        book.relations[name] = _relation(name, as_map(spec), book.things)
    for name, entries in each_pair(as_map(plain.get("facts"))):
        relation = book.relations.get(name)
        for entry in as_list(entries) if relation is not None else []:
            _add_fact(book, name, as_map(entry))
    for entry in as_list(plain.get("one-off facts")):
        _add_one_off(book, as_map(entry))
    _claims(book, plain)
    for entry in as_list(plain.get("complete")):
        _add_complete(book, as_map(entry))
    for entry in as_list(plain.get("spans")):
        _add_span(book, as_map(entry))
    # A question that names no source has that of the defaults, as in the pack's own words.
    usual = {key: value for key, value in as_map(plain.get("defaults")).items() if key == "source"}
    book.questions = [{**usual, **as_map(entry)} for entry in as_list(plain.get("questions"))]
    return book


def _relation(name: str, spec: Mapping[str, object], things: Things) -> Relation:
    roles = {role: read_role(role, as_text(kind), things) for role, kind in each_pair(as_map(spec.get("roles")))}
    matches = []
    for raw in as_list(spec.get("match")):
        entry = as_map(raw)
        matches.append((as_text(entry.get("left")), as_text(entry.get("right")), as_text(entry.get("ask"))))
    return Relation(
        name, roles, as_text(spec.get("say")), as_text(spec.get("event")), as_text(spec.get("order")),
        _licences(spec), _asks(spec.get("ask")), tuple(matches), texts(spec.get("implies")), _foils(spec.get("foils")),
    )  # fmt: skip


def _foils(raw: object) -> dict[str, tuple[str, ...]]:
    found = {}
    for role, entry in each_pair(as_map(raw)):
        spec = as_map(entry)
        found[role] = texts(spec.get("names")) if spec else texts(entry)
    return found


def _asks(raw: object) -> tuple[Ask, ...]:
    found = []
    for key, template in each_pair(as_map(raw)):
        role, middle, grain = key.rpartition(" as ")
        known = middle and grain in _GRAINS
        found += [Ask(role if known else key, grain if known else "", text) for text in texts(template)]
    return tuple(found)


def _licences(spec: Mapping[str, object]) -> tuple[Licence, ...]:
    found = []
    for word, whole in (("only one", False), ("whole list", True)):
        for role, entry in each_pair(as_map(spec.get(word))):
            several = [as_map(one) for one in as_list(entry) if as_map(one)]
            found += [_licence(role, texts(one.get("per")), as_text(one.get("because")), whole) for one in several]
            if not several:
                found.append(_licence(role, texts(entry), "", whole))
    return tuple(found)


def _licence(role: str, given: Sequence[str], because: str, whole: bool) -> Licence:
    return Licence(role, tuple(map(_given, given)), because, whole)


def _given(text: str) -> tuple[str, str]:
    role, _, grain = text.partition("=")
    return role.strip(), grain.strip()


def read_prints(raw: object) -> tuple[Print, ...]:
    """The evidence of an entry, whose keys are `source paragraph`."""
    found = []
    for key, entries in each_pair(as_map(raw)):
        source, _, paragraph = key.rpartition(" ")
        for entry in as_list(entries):
            spec = as_map(entry)
            fragment = spec.get("fragment") if spec else entry
            if isinstance(fragment, str):
                roles, reading = texts(spec.get("roles")), as_text(spec.get("reading"))
                found.append(Print(source.strip(), paragraph, fragment.strip(), roles, reading))
    return tuple(found)


def _values(relation: Relation, spec: Mapping[str, object], things: Things, *, loose: bool) -> Values | None:
    values: Values = {}
    for name, role in relation.roles.items():
        if spec.get(name) is None:
            continue
        values[name] = read_values(spec[name], role, things, loose=loose)
        if not values[name]:
            return None
    return values


def _add_fact(book: Book, name: str, spec: Mapping[str, object]) -> None:
    relation = book.relations[name]
    values = _values(relation, spec, book.things, loose=False)
    if not values or len(values) < min(len(relation.roles), 2):
        return
    standing = as_text(spec.get("status"))
    own = list(_licences(spec))
    reasons = as_map(spec.get("only"))
    for role in map(tidy, reasons) if reasons else texts(spec.get("only")):
        given = tuple((other, "") for other in values if other != role)
        own.append(Licence(role, given, as_text(reasons.get(role)), whole=False))
    fact = Fact(
        identity("f", assertion(name, values)), name, values, read_prints(spec.get("evidence")),
        as_text(spec.get("attribute")), as_text(spec.get("say")), tuple(own), _asks(spec.get("ask")),
        _foils(spec.get("foils")),
    )  # fmt: skip
    place = {"disputed": book.disputed, "refuted": book.refuted}.get(standing, book.facts)
    place.append(fact)


def _add_one_off(book: Book, spec: Mapping[str, object]) -> None:
    ask, answer = as_text(spec.get("ask")), as_text(spec.get("answer"))
    if not ask or not answer:
        return
    role = read_role("answer", as_text(spec.get("kind")) or "text", book.things)
    value = read_value(answer, role, book.things) or Val("text", answer)
    article = role.sort == "thing" and value.thing is None
    values: Values = {"answer": (Val("text", answer) if article else value,)}
    fact = Fact(
        identity("o", ["one-off", ask, values["answer"][0].written]), "", values, read_prints(spec.get("evidence")),
        as_text(spec.get("attribute")), as_text(spec.get("say")), (), (Ask("answer", "", ask, literal=True),),
        {"answer": texts(spec.get("wrong"))}, as_text(spec.get("because")), texts(spec.get("also")),
    )  # fmt: skip
    fact.relation = f"one-off {fact.id}"
    kind = Role("answer", role.sort if role.kind in book.things.kinds or role.sort != "thing" else "text", role.kind)
    book.relations[fact.relation] = Relation(
        fact.relation, {"answer": kind}, fact.say, "", "", (Licence("answer", (), fact.because, whole=False),), (), (),
        (), {},
    )  # fmt: skip
    standing = as_text(spec.get("status"))
    if standing not in ("disputed", "refuted"):
        book.one_offs.append(fact)


def _claims(book: Book, plain: Mapping[str, object]) -> None:
    for section, letter, place in (("not", "n", book.denied), ("refuted", "r", book.refuted)):
        for entry in as_list(plain.get(section)):
            _add_claim(book, as_map(entry), letter, place)
    for group in as_list(plain.get("disputed")):
        for entry in as_list(as_map(group).get("claims")):
            _add_claim(book, as_map(entry), "d", book.disputed)


def picked(book: Book, spec: Mapping[str, object]) -> tuple[str, Values] | None:
    """The relation and the role values of a claim or of one end of a span."""
    for name, entry in each_pair(spec):
        relation = book.relations.get(name)
        if relation is not None and isinstance(entry, Mapping):
            values = _values(relation, as_map(entry), book.things, loose=True)
            return None if values is None else (name, values)
    return None


def _add_claim(book: Book, spec: Mapping[str, object], letter: str, place: list[Fact]) -> None:
    found = picked(book, spec)
    if found is None:
        return
    name, values = found
    prints = read_prints(spec.get("evidence"))
    claim = Fact(identity(letter, assertion(name, values)), name, values, prints, as_text(spec.get("attribute")))
    claim.because = as_text(spec.get("because"))
    place.append(claim)


def _add_complete(book: Book, spec: Mapping[str, object]) -> None:
    name, role = as_text(spec.get("relation")), as_text(spec.get("role"))
    relation = book.relations.get(name)
    if relation is None or role not in relation.roles:
        return
    where = _values(relation, as_map(spec.get("where")), book.things, loose=True)
    if where is None:
        return
    meaning = ["complete", name, role, [[key, canonical(where[key])] for key in sorted(where)]]
    book.complete.append(
        Complete(
            identity("c", meaning), name, role, where, as_text(spec.get("ask")), as_text(spec.get("count")),
            as_text(spec.get("because")), read_prints(spec.get("evidence")),
        )
    )  # fmt: skip


def _add_span(book: Book, spec: Mapping[str, object]) -> None:
    start, end = (picked(book, as_map(spec.get(word))) for word in ("from", "to"))
    ask, unit = as_text(spec.get("ask")), as_text(spec.get("in")) or "years"
    if start is None or end is None or not ask:
        return
    book.spans.append(
        TimeSpan(identity("s", ["span", ask]), ask, as_text(spec.get("say")), tidy(unit).rstrip("s") + "s", start, end)
    )
