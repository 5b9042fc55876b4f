"""A slow and simple judge of truth, over the pack file as plain data.

It knows neither the generator nor the auditor. Every question about a statement is answered by walking through all
statements of the pack. It errs on one side, on purpose: it calls UNKNOWN or untrue only what no reading of the rules
allows. `tests/invariants/liveness.py` errs on the other side: it calls askable only what every reading allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from tests.invariants.reading import (
    V,
    as_list,
    clean,
    fold,
    overlap,
    read_amount,
    read_date,
    same,
    split_article,
    within,
)  # fmt: skip

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Thing:
    """A thing as written: name without article, other labels, container."""

    name: str
    kind: str
    article: str = ""
    short: str = ""
    also: tuple[str, ...] = ()
    part_of: str = ""
    bounded: bool = False
    foil: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """Every name of it."""
        return tuple(label for label in (self.name, self.short, *self.also) if label)


@dataclass(frozen=True)
class Statement:
    """What a fact or a claim says. `standing` is "fact", "denied", "disputed" or "refuted"."""

    id: str
    relation: str
    values: Mapping[str, tuple[V, ...]]
    standing: str
    raw: Plain = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Stem:
    """A slot of a relation with what the stem prints: "for these values of `given`, which value has `role`?".

    `voice` is the source to which the stem is attributed, `vouched` what the author says is wrong here.
    """

    relation: str
    role: str
    given: Mapping[str, tuple[V, ...]]
    voice: str = ""
    vouched: tuple[str, ...] = ()


class World:
    """A pack file, read naively."""

    def __init__(self, plain: Plain) -> None:
        """Read things, then everything that states something."""
        self.plain = plain
        self.things: dict[str, Thing] = {}
        for kind, entries in plain.get("things", {}).items():
            for entry in as_list(entries):
                self._add_thing(kind, entry, foil=False)
        for kind, entries in plain.get("foils", {}).items():
            for entry in as_list(entries["names"] if isinstance(entries, dict) else entries):
                self._add_thing(kind, entry, foil=True)
        self.relations: Plain = plain.get("relations", {})
        self.facts = [
            self._statement(name, raw, "fact", "f")
            for name, raws in plain.get("facts", {}).items() for raw in as_list(raws)
        ]  # fmt: skip
        groups = as_list(plain.get("disputed"))
        self.disputed = self._claims([c for group in groups for c in as_list(group["claims"])], "disputed", "d")
        self.refuted = self._claims(as_list(plain.get("refuted")), "refuted", "r")
        self.denied = self._claims(as_list(plain.get("not")), "denied", "n")
        self.by_id = {s.id: s for s in (*self.facts, *self.disputed, *self.refuted, *self.denied)}

    def _add_thing(self, kind: str, entry: str | Plain, *, foil: bool) -> None:
        """Take up a thing or a foil; what is a thing already stays one."""
        raw: Plain = {"name": entry} if isinstance(entry, str) else entry
        article, name = split_article(raw["name"])
        also = tuple(clean(label) for label in as_list(raw.get("also")))
        thing = Thing(
            name, kind, article, split_article(raw.get("short", ""))[1], also, split_article(raw.get("in", ""))[1],
            "since" in raw or "until" in raw, foil,
        )  # fmt: skip
        self.things.setdefault(name, thing)

    def _claims(self, entries: Iterable[Plain], standing: str, letter: str) -> list[Statement]:
        """Claims: mappings in which the one key that is a relation holds the values."""
        return [
            self._statement(name, {**raw[name], **{k: v for k, v in raw.items() if k != name}}, standing, letter)
            for raw in entries for name in raw if name in self.relations
        ]  # fmt: skip

    def _statement(self, relation: str, raw: Plain, standing: str, letter: str) -> Statement:
        """A statement with its id: ten hex digits of the digest of relation, sorted roles and sorted values."""
        roles = self.relations[relation]["roles"]
        values = {
            role: tuple(self.read(roles[role], text) for text in as_list(raw[role]))
            for role in roles if role in raw
        }  # fmt: skip
        canonical = [relation, [[role, sorted(v.text for v in values[role])] for role in sorted(values)]]
        text = json.dumps(canonical, ensure_ascii=False, separators=(",", ":"))
        digest = blake2b(text.encode(), digest_size=16).hexdigest()[:10]
        return Statement(f"{letter}-{digest}", relation, values, standing, raw)

    def read(self, role_type: str, written: str) -> V:
        """A written value of a role of this type; a name of no thing is taken as text."""
        if role_type in {"date", "day", "month", "year"}:
            return read_date(clean(written))
        if role_type == "money":
            return read_amount(written, "", "money")
        if role_type.startswith("number of "):
            return read_amount(written, role_type.removeprefix("number of "), "number")
        if role_type != "text":
            thing = self.thing(written, role_type.partition(" in ")[0])
            if thing:
                return V("thing", thing.name)
        return V("text", clean(written))

    def thing(self, written: str, kind: str) -> Thing | None:
        """The thing of this kind that a text names: by its name, else by another label."""
        tried = (clean(written), split_article(written)[1])
        of_kind = [thing for thing in self.things.values() if thing.kind == kind]
        for label in tried:
            for thing in [t for t in of_kind if t.name == label] + [t for t in of_kind if label in t.labels]:
                return thing
        return None

    # -- values ----------------------------------------------------------------------------------------------------

    def labels(self, value: V) -> tuple[str, ...]:
        """Every name of what a value names."""
        thing = self.things.get(value.text) if value.sort == "thing" else None
        return thing.labels if thing else (value.text,)

    def containers(self, name: str) -> list[str]:
        """The thing and everything it is part of, cycles cut."""
        found: list[str] = []
        while name and name not in found:
            found.append(name)
            thing = self.things.get(name)
            name = thing.part_of if thing else ""
        return found

    def maybe(self, a: V, b: V, *, loose: bool = False) -> bool:
        """Whether two values may denote the same."""
        if {a.sort, b.sort} <= {"thing", "text"}:
            folds = [{fold(label, loose=loose) for label in self.labels(v)} for v in (a, b)]
            around = [
                {fold(name, loose=loose) for name in self.containers(v.text) if v.sort == "thing"} for v in (a, b)
            ]
            return bool(folds[0] & (folds[1] | around[1]) or folds[1] & around[0])
        if a.sort != b.sort or (a.unit != b.unit and a.sort != "date"):
            return True  # nothing tells two units or two currencies apart
        return overlap(a, b)

    def inside(self, inner: V, outer: V) -> bool:
        """Whether a value is another, lies in its interval, or is part of it."""
        part = inner.sort == outer.sort == "thing" and outer.text in self.containers(inner.text)
        return part or within(inner, outer)

    # -- statements ------------------------------------------------------------------------------------------------

    def entailing(self, relation: str) -> set[str]:
        """The relation and every relation that implies it."""
        found = {relation}
        for _ in self.relations:
            found |= {n for n, raw in self.relations.items() if found & set(as_list(raw.get("implies")))}
        return found

    def entails(self, fact: Statement, relation: str, said: Mapping[str, tuple[V, ...]]) -> bool:
        """Whether a statement says all of `said`, in the same words or in finer ones."""
        return fact.relation in self.entailing(relation) and all(
            all(any(self.inside(held, asked) for held in fact.values.get(role, ())) for asked in asked_values)
            for role, asked_values in said.items()
        )

    def may_match(self, fact: Statement, relation: str, given: Mapping[str, tuple[V, ...]]) -> bool:
        """Whether a statement may be about the same: a missing role may be anything."""
        return fact.relation in self.entailing(relation) and all(
            role not in fact.values or any(self.maybe(a, b) for a in fact.values[role] for b in values)
            for role, values in given.items()
        )

    def licences(self, fact: Statement) -> Iterator[tuple[str, list[str]]]:
        """(role, given roles with `=precision`) of the relation and of the fact itself."""
        for raw in (self.relations[fact.relation], fact.raw):
            for key in ("only one", "whole list"):
                for role, per in (raw.get(key) or {}).items():
                    yield role, as_list(per["per"] if isinstance(per, dict) else per)
        only = fact.raw.get("only")
        for role in only if isinstance(only, dict) else as_list(only):
            yield role, [other for other in fact.values if other != role]

    def agree(self, fact: Statement, per: Sequence[str], said: Mapping[str, tuple[V, ...]], *, whole: bool) -> bool:
        """Whether fact and `said` agree, exactly enough, on all that a licence takes as given.

        `whole` wants lists to be the same; else a shared value will do, since a list says each of its values.
        """
        for given in per:
            role, _, precision = given.partition("=")
            ours, theirs = fact.values.get(role, ()), said.get(role, ())
            shared = sum(any(same(a, b) for b in theirs) for a in ours)
            if not shared or (whole and not shared == len(ours) == len(theirs)):
                return False
            if precision and any(value.unit != {"day": "2", "month": "1", "year": "0"}[precision] for value in ours):
                if precision == "day" or any(value.unit == ".." for value in ours):
                    return False
                if precision == "month" and any(value.unit == "0" for value in ours):
                    return False
        return True

    def apart(self, ours: Sequence[V], theirs: Sequence[V]) -> bool:
        """Whether no value of one list may be one of the other."""
        return not any(self.maybe(a, b) for a in ours for b in theirs)

    def contested(self, fact: Statement, *, whole: bool = True) -> str:
        """Why a fact cannot be relied on: it is itself disputed or denied, or a licence leaves no room for both.

        Unless `whole`, a list also contests what is said of one on it.
        """
        for other in (*self.facts, *self.disputed):
            if other.id == fact.id or other.relation != fact.relation:
                continue
            if other.standing == "disputed" and self.entails(fact, other.relation, other.values):
                return f"{other.id} disputes the same"
            for role, per in (*self.licences(fact), *(self.licences(other) if other.standing == "fact" else ())):
                held, others = fact.values.get(role, ()), other.values.get(role, ())
                if held and others and self.agree(fact, per, other.values, whole=whole) and self.apart(held, others):
                    return f"{other.standing} {other.id} gives another {role}"
        for claim in (*self.denied, *self.refuted):
            if claim.values and self.entails(fact, claim.relation, claim.values):
                return f"{claim.standing} by {claim.id}"
        return ""

    def true(self, relation: str, said: Mapping[str, tuple[V, ...]], voice: str = "") -> bool:
        """Whether a fact that stands uncontested says it, or the source that is named, be it contested or not.

        A fact that is only one source's word is true only as that source's word.
        """
        heard = [s for s in (*self.facts, *self.disputed) if voice and s.raw.get("attribute") == voice]
        own = [fact for fact in self.facts if not fact.raw.get("attribute")]
        settled = [f for f in own if self.entails(f, relation, said) and not self.contested(f)]
        return bool(settled) or any(self.entails(s, relation, said) for s in heard)

    def barred(self, stem: Stem, value: V) -> str:
        """The statement, if any, by which `value` may be right although nothing proves it.

        An amount answers only within its currency, which the stem prints.
        """
        for other in (*self.facts, *self.disputed, *self.refuted):
            held = [v for v in other.values.get(stem.role, ()) if value.sort != "money" or v.unit == value.unit]
            if self.may_match(other, stem.relation, stem.given) and not self.apart(held, [value]):
                return f"{other.standing} {other.id}"
        return ""

    def false(self, stem: Stem, value: V) -> bool:
        """Whether a licence, a list, a denial, a voice or the author rules the value out, and nothing is for it.

        A stem that asks what a source says rules out what the source does not say.
        """
        said = {**stem.given, stem.role: (value,)}
        proofs = (self._by_licence(stem, said), self._by_list(stem, said, value), self._by_denial(stem, said))
        vouched = bool(stem.voice) or (value.sort == "text" and value.text in stem.vouched)
        return (any(proofs) or vouched) and not self.barred(stem, value)

    def _by_licence(self, stem: Stem, said: Mapping[str, tuple[V, ...]]) -> bool:
        """A fact shares what a licence takes as given, and holds another value where only one is possible."""
        facts = [fact for fact in self.facts if fact.relation in self.entailing(stem.relation)]
        return any(self.excludes(fact, said) and not self.contested(fact) for fact in facts)

    def excludes(self, fact: Statement, said: Mapping[str, tuple[V, ...]]) -> bool:
        """Whether under one of its licences a fact leaves no room for what is said."""
        return any(
            self.agree(fact, per, said, whole=False) and self.apart(fact.values[role], said[role])
            for role, per in self.licences(fact) if role in said and role in fact.values
        )  # fmt: skip

    def _by_list(self, stem: Stem, said: Mapping[str, tuple[V, ...]], value: V) -> bool:
        """A completeness statement covers the stem, and no statement that may count holds the value."""
        for entry in as_list(self.plain.get("complete")):
            where, role = self.where(entry), entry["role"]
            inside = all(
                any(self.inside(v, outer) for v in said.get(r, ())) for r, outers in where.items() for outer in outers
            )
            if entry["relation"] == stem.relation and role == stem.role and inside:
                known = [s for s in (*self.facts, *self.disputed) if self.may_match(s, stem.relation, where)]
                if all(role in s.values and self.apart(s.values[role], [value]) for s in known):
                    return True
        return False

    def _by_denial(self, stem: Stem, said: Mapping[str, tuple[V, ...]]) -> bool:
        """A denial covers what is said."""
        return any(
            denial.relation == stem.relation and all(
                all(any(self.inside(v, d) for v in said.get(role, ())) for d in denied)
                for role, denied in denial.values.items()
            )
            for denial in self.denied
        )  # fmt: skip

    def where(self, entry: Plain) -> dict[str, tuple[V, ...]]:
        """The values that a completeness statement fixes."""
        roles = self.relations[entry["relation"]]["roles"]
        return {
            role: tuple(self.read(roles[role], text) for text in as_list(written))
            for role, written in entry["where"].items()
        }

    def verdict(self, stem: Stem, value: V) -> str:
        """TRUE, FALSE or UNKNOWN for a value in the asked slot of a stem."""
        if self.true(stem.relation, {**stem.given, stem.role: (value,)}, stem.voice):
            return "TRUE"
        return "FALSE" if self.false(stem, value) else "UNKNOWN"
