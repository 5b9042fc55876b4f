"""Reads the values of roles and the evidence for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.core.facts import Relation, Role, RoleType, Status
from quiz.core.sources import Evidence, Source
from quiz.core.values import Date, Precision, Text, ThingRef, Value
from quiz.packs.factkeys import EVIDENCE
from quiz.packs.fields import check_keys, optional, text, texts
from quiz.packs.findings import Log, Mark, nearest, quoted
from quiz.packs.ids import written
from quiz.packs.nodes import Map, Node, Scalar, Seq
from quiz.packs.templates_check import PRONOUN
from quiz.packs.things import Things, bare
from quiz.packs.values import ValueProblem, date, money, quantity

_EVIDENCE_KEYS = frozenset(EVIDENCE)
_CITED = re.compile(r"(?P<source>\S.*?) (?P<paragraph>[1-9][0-9]{0,3})")
_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 8


@dataclass(slots=True)
class Context:
    """What the readers of facts look things up in.

    `spoilt` are the relations of which a fact has an error: what else holds in them, the pack does not say whole.
    """

    log: Log
    things: Things
    sources: Mapping[str, Source] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)

    def spoil(self, name: str) -> None:
        """Note an error in a fact of a relation: it would count for all that the relation implies, too."""
        if name not in self.spoilt:
            self.spoilt.add(name)
            for implied in self.relations[name].implies if name in self.relations else ():
                self.spoil(implied)


@dataclass(slots=True)
class Values:
    """Role values as read, and in canonical form for the identity of the fact."""

    read: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    canonical: dict[str, list[str]] = field(default_factory=dict)

    def take(self, role: str, pairs: list[tuple[Value, str]]) -> None:
        """Keep the values of one role."""
        if pairs:
            self.read[role] = tuple(value for value, _ in pairs)
            self.canonical[role] = [form for _, form in pairs]


def word_count(fragment: str) -> int:
    """Count words: runs of letters or digits."""
    return len(_WORD.findall(fragment))


def read_values(context: Context, node: Map, relation: Relation, *, claim: bool) -> Values:
    """Read the roles of `relation` in `node`. In a claim a name may be that of no thing."""
    values = Values()
    for name, role in relation.roles.items():
        value = node.fields.get(name)
        if value is None:
            continue
        entries = value.items if isinstance(value, Seq) else [value]
        pairs = [pair for entry in entries if (pair := read_value(context, entry, role, claim=claim)) is not None]
        if isinstance(value, Seq) and not value.items:
            context.log.add("F720", value.mark, f"{quoted(name)} is an empty list")
        if len({form for _, form in pairs}) < len(pairs):
            context.log.add("Q204", value.mark, f"{quoted(name)} names one value twice")
        values.take(name, pairs)
    return values


def read_value(context: Context, node: Node, role: Role, *, claim: bool) -> tuple[Value, str] | None:
    """Read one value of `role`; None when it was refused."""
    log = context.log
    found = node.text if isinstance(node, Scalar) and node.text else text(log, node, f"`{role.name}`")
    if not found:
        return None
    try:
        if role.type is RoleType.DATE:
            return _dated(log, node.mark, role, date(found)), written(found)
        if role.type is RoleType.NUMBER:
            return quantity(found, role.kind), written(found)
        if role.type is RoleType.MONEY:
            return money(found), written(found)
    except ValueProblem as problem:
        log.add(problem.code, node.mark, f"`{role.name}`: {problem}")
        return None
    if pronoun := PRONOUN.search(found):
        log.add("F717", node.mark, f"{quoted(found)} holds the pronoun {quoted(pronoun.group())}")
        return None
    if role.type is RoleType.TEXT:
        return Text(found), written(found)
    return _named(context, node.mark, role, found, claim=claim)


def _dated(log: Log, mark: Mark, role: Role, value: Date) -> Date:
    if role.kind and value.precision is not Precision.RANGE and value.precision != role.kind:
        log.add(
            "F713", mark, f"{quoted(role.name)} takes a {role.kind}, {quoted(value.written)} is a {value.precision}"
        )
    return value


def _named(context: Context, mark: Mark, role: Role, found: str, *, claim: bool) -> tuple[Value, str] | None:
    things, log = context.things, context.log
    keys = things.find(found, role.kind)
    if not keys and claim:
        keys = things.find(found, "")[:1]
        if not keys:
            return Text(found), written(found)
    if not keys:
        other = things.find(found, "")
        kind = things.by_key[other[0]].kind if other else ""
        hint = f"; it is a {kind}, not a {role.kind}" if kind else things.suggestion(found, role.kind)
        log.add("F708", mark, f"{quoted(found)} is no {role.kind}{hint}")
        return None
    broken = [key for key in keys if things.by_key[key].broken]
    if len(keys) > 1 and not broken:
        ways = " or ".join(quoted(key) for key in keys)
        log.add(
            "F712",
            mark,
            f"{quoted(found)} may be {ways}",
            "Write the full name; two things of one name each need a `note`.",
        )
        return None
    if broken and len(keys) > 1:
        # What makes it broken may be what would tell them apart: the finding there is enough.
        return ThingRef(broken[0]), broken[0]
    if role.within and not claim and role.within not in {bare(key) for key in things.parts(keys[0])}:
        log.add(
            "F708",
            mark,
            f"{quoted(found)} does not lie in {quoted(role.within)}",
            "Add `in:` to the thing, or correct the name.",
        )
        return None
    return ThingRef(keys[0]), keys[0]


def read_evidence(context: Context, node: Node | None, roles: Mapping[str, Role] | None) -> tuple[Evidence, ...]:
    """Read `SOURCE PARAGRAPH: fragment`, `{fragment, roles, reading}` or a list of these."""
    log = context.log
    if node is None or (isinstance(node, Scalar) and not node.text):
        return ()
    if not isinstance(node, Map):
        log.add("F714", node.mark, "evidence is keys with values: `SOURCE PARAGRAPH: fragment`")
        return ()
    found: list[Evidence] = []
    for key, value in node.fields.items():
        mark = node.keys.get(key, value.mark)
        cited = _CITED.fullmatch(key)
        if cited is None:
            comma = node.flow and isinstance(value, Scalar) and not value.text
            said = (
                f"the comma before {quoted(key)} ended the fragment"
                if comma
                else f"{quoted(key)} is not a source and a paragraph"
            )
            log.add("Y121" if comma else "F714", mark, said, "" if comma else _cite(context, key))
            continue
        if cited["source"] not in context.sources:
            log.add(
                "Q214",
                mark,
                f"{quoted(cited['source'])} is no source of this pack{nearest(cited['source'], context.sources)}",
            )
            continue
        for entry in value.items if isinstance(value, Seq) else [value]:
            made = _fragment(log, entry, cited["source"], int(cited["paragraph"]), roles)
            if made is not None:
                found.append(made)
    return tuple(found)


def _cite(context: Context, key: str) -> str:
    """The fix of a key that names no paragraph: what it may be where it is a source of the pack."""
    return f"Write {quoted(f'{key} 1')}, with the number of the paragraph." if key in context.sources else ""


def _fragment(log: Log, node: Node, source: str, paragraph: int, roles: Mapping[str, Role] | None) -> Evidence | None:
    named: tuple[str, ...] = ()
    reading = ""
    inner: Node | None = node
    if isinstance(node, Map) and (node.flow or "fragment" in node.fields):
        check_keys(log, node, _EVIDENCE_KEYS, "evidence")
        inner = node.fields.get("fragment")
        named = texts(log, node.fields.get("roles"), "`roles`")
        reading = optional(log, node.fields, "reading")
        for role in named if roles is not None else ():
            if role not in (roles or ()):
                log.add("F708", node.mark, f"{quoted(role)} is no role here{nearest(role, roles or ())}")
    fragment = text(log, inner, "the fragment", node.mark)
    if not fragment:
        return None
    words = word_count(fragment)
    if words > MOST_WORDS:
        log.add("F715", (inner or node).mark, f"the fragment has {words} words")
    elif not words:
        log.add("F714", (inner or node).mark, "the fragment has no word")
    return Evidence(source, paragraph, fragment, named, reading)


def status_of(context: Context, evidence: tuple[Evidence, ...]) -> Status:
    """Give VERIFIED for two independent origins or more, else SINGLE_ORIGIN."""
    origins = {context.sources[entry.source].origin or entry.source for entry in evidence}
    return Status.VERIFIED if len(origins) > 1 else Status.SINGLE_ORIGIN
