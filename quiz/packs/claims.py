"""Reads what is not asserted: `complete`, `not`, `disputed`, `refuted`, and `spans` between two facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quiz.core.facts import Claim, Completeness, Dispute, Fact, RoleType, Span
from quiz.packs import factkeys
from quiz.packs.facts import read_attribute
from quiz.packs.fields import check_keys, choice, listed, mapped, optional, text
from quiz.packs.findings import Mark, nearest, quoted
from quiz.packs.ids import assertion, digest
from quiz.packs.nodes import Map, Node
from quiz.packs.relations import known_role
from quiz.packs.roles import Context, Values, read_evidence, read_values
from quiz.packs.templates_check import check_template
from quiz.packs.things import web_address

_COMPLETE_KEYS = frozenset(factkeys.COMPLETE)
_CLAIM_KEYS = frozenset(factkeys.CLAIM)
_DISPUTE_KEYS = frozenset(factkeys.DISPUTE)
_SPAN_KEYS = frozenset(factkeys.SPAN)


def read_complete(context: Context, node: Node | None) -> list[Completeness]:
    """Read the statements that nobody else fills a role.

    Where a fact has an error, the list of what is told is not whole, whatever its author says of it.
    """
    found: list[Completeness] = []
    for entry in listed(context.log, node, "`complete`"):
        before = context.log.errors
        row = mapped(context.log, entry, "a completeness statement")
        made = _completeness(context, row) if row is not None else None
        sound = context.log.errors == before and made is not None and not context.things.unsound(made.where)
        if row is not None and made is not None and sound and not row.bad and made.relation not in context.spoilt:
            found.append(made)
    return found


def _completeness(context: Context, node: Map) -> Completeness | None:
    log, fields = context.log, node.fields
    check_keys(log, node, _COMPLETE_KEYS, "a completeness statement")
    name = text(log, fields.get("relation"), "`relation`", node.mark)
    role = text(log, fields.get("role"), "`role`", node.mark)
    relation = context.relations.get(name)
    if relation is None:
        if name:
            log.add(
                "F708",
                fields["relation"].mark,
                f"{quoted(name)} is no usable relation{nearest(name, context.relations)}",
            )
        return None
    if not role or not known_role(log, fields["role"].mark, role, relation.roles):
        return None
    where = mapped(log, fields.get("where"), "`where`")
    values = Values()
    if where is not None:
        check_keys(log, where, frozenset(relation.roles.keys() - {role}), "`where`")
        values = read_values(context, where, relation, claim=True)
    because = optional(log, fields, "because")
    if not because:
        log.add("F711", node.mark, "that the list is complete is claimed without ground")
    for key in ("ask", "count"):
        if template := optional(log, fields, key):
            check_template(log, fields[key].mark, template, relation.roles)
    return Completeness(
        digest("c", ["complete", name, role, assertion(values.canonical)]), name, role, values.read, because,
        read_evidence(context, fields.get("evidence"), relation.roles),
        ask=optional(log, fields, "ask"), count=optional(log, fields, "count"),
        topic=optional(log, fields, "topic"), cluster=optional(log, fields, "cluster"),
    )  # fmt: skip


def read_claims(context: Context, node: Node | None, section: str, prefix: str) -> tuple[list[Claim], list[Claim]]:
    """Read a list of claims, each `{RELATION: {role: value}, because, source, evidence}`: the sound, and the broken.

    Broken are those with an error that is not in a value, and those of a thing with one. They prove nothing, and still
    stand against what they name.
    """
    found: list[Claim] = []
    broken: list[Claim] = []
    for entry in listed(context.log, node, f"`{section}`"):
        before = context.log.errors
        row = mapped(context.log, entry, "a claim")
        made = _claim(context, row, prefix, grounded=prefix != "d") if row is not None else None
        if row is not None and made is not None:
            sound = context.log.errors == before and not row.bad and not context.things.unsound(made.values)
            (found if sound else broken).append(made)
    return found, broken


def read_disputes(context: Context, node: Node | None) -> tuple[list[Dispute], list[Claim]]:
    """Read the groups of rival claims, and apart from them what broken groups still say.

    That stays disputed, but is not asked as the word of its source: it would be one-sided.
    """
    found: list[Dispute] = []
    left: list[Claim] = []
    log = context.log
    for entry in listed(log, node, "`disputed`"):
        before = log.errors
        row = mapped(log, entry, "a dispute")
        if row is None:
            continue
        check_keys(log, row, _DISPUTE_KEYS, "a dispute")
        about = text(log, row.fields.get("about"), "`about`", row.mark)
        sound, broken = read_claims(context, row.fields.get("claims"), "claims", "d")
        if len(sound) + len(broken) < 2 and log.errors == before:
            log.add("F720", row.mark, "a dispute needs two claims at least")
        note = optional(log, row.fields, "note")
        if broken or log.errors != before or row.bad:
            left += sound + broken
        else:
            found.append(Dispute(about, tuple(sound), note))
    return found, left


def _claim(context: Context, node: Map, prefix: str, *, grounded: bool) -> Claim | None:
    log = context.log
    named = [key for key in node.fields if key not in _CLAIM_KEYS and not key.startswith("x-")]
    known = [key for key in named if key in context.relations]
    if len(known) != 1:
        wrong = next((key for key in named if key not in context.relations), "")
        mark = node.keys.get(wrong, node.mark)
        hint = nearest(wrong, context.relations)
        log.add("F708", mark, f"{quoted(wrong)} is no usable relation{hint}" if wrong else "a claim names one relation")
        return None
    check_keys(log, node, _CLAIM_KEYS | {known[0]}, "a claim")
    values = _claimed(context, node.fields[known[0]], known[0])
    if values is None:
        return None
    fields = node.fields
    because, source = optional(log, fields, "because"), optional(log, fields, "source")
    evidence = read_evidence(context, fields.get("evidence"), context.relations[known[0]].roles)
    if grounded and not because and not source and not evidence:
        log.add("F711", node.mark, "the claim has neither `because` nor `source` nor evidence")
    if source and source not in context.sources and not web_address(source):
        log.add("Q214", fields["source"].mark, f"{quoted(source)} is neither a source of this pack nor a web address")
    return Claim(
        digest(prefix, [known[0], assertion(values.canonical)]), known[0], values.read, evidence,
        because=because, source=source, attribute=read_attribute(context, fields),
    )  # fmt: skip


def _claimed(context: Context, node: Node, name: str) -> Values | None:
    inner = mapped(context.log, node, f"the claim of {quoted(name)}")
    if inner is None:
        context.log.add("F720", node.mark, "the claim fills no role")
        return None
    relation = context.relations[name]
    check_keys(context.log, inner, frozenset(relation.roles), f"a claim of {quoted(name)}")
    before = context.log.errors
    values = read_values(context, inner, relation, claim=True)
    if not values.read:
        context.log.add("F720", inner.mark, "the claim fills no role")
    return values if context.log.errors == before else None


def read_spans(context: Context, node: Node | None, facts: Sequence[Fact]) -> list[Span]:
    """Read the spans between two dated facts; each end must pick exactly one."""
    found: list[Span] = []
    log = context.log
    for entry in listed(log, node, "`spans`"):
        before = log.errors
        row = mapped(log, entry, "a span")
        if row is None:
            continue
        check_keys(log, row, _SPAN_KEYS, "a span")
        ask = text(log, row.fields.get("ask"), "`ask` of a span", row.mark)
        unit = choice(log, row.fields.get("in"), "`in`", ("years", "months", "days"), "years")
        start, end = (_end(context, row, key, facts) for key in ("from", "to"))
        if start is None or end is None or log.errors > before or row.bad:
            continue
        topic, say = optional(log, row.fields, "topic"), optional(log, row.fields, "say")
        found.append(Span(digest("s", ["span", ask]), start, end, ask, unit, say=say, topic=topic))
    return found


def _end(context: Context, node: Map, key: str, facts: Sequence[Fact]) -> Claim | None:
    log = context.log
    inner = mapped(log, node.fields.get(key), f"`{key}`")
    if inner is None:
        log.add("Y123", node.mark, f"`{key}` of a span is missing")
        return None
    claim = _claim(context, inner, "s", grounded=False)
    return claim if claim is not None and _fits_one(context, inner.mark, claim, facts) else None


def _fits_one(context: Context, mark: Mark, claim: Claim, facts: Sequence[Fact]) -> bool:
    """Tell whether an end picks one dated fact. Where an error hides facts, that error alone is noted."""
    dated = [name for name, role in context.relations[claim.relation].roles.items() if role.type is RoleType.DATE]
    fitting = [
        fact
        for fact in facts
        if fact.relation == claim.relation and any(name in fact.values for name in dated) and _holds(fact, claim.values)
    ]
    if len(fitting) != 1 and claim.relation not in context.spoilt:
        context.log.add(
            "F718", mark, f"this end of the span fits {len(fitting)} dated facts of {quoted(claim.relation)}"
        )
    return len(fitting) == 1 and not context.things.unsound(claim.values)


def _holds(fact: Fact, values: Mapping[str, tuple[object, ...]]) -> bool:
    return all(set(wanted) <= set(fact.values.get(role, ())) for role, wanted in values.items())
