"""Reads `relations`: roles, templates, licences, stems and matchings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quiz.core.facts import Ask, Given, Licence, Matching, Relation, Role, RoleType
from quiz.core.values import Precision
from quiz.packs import factkeys
from quiz.packs.fields import check_keys, listed, mapped, optional, text, texts
from quiz.packs.findings import Log, Mark, nearest, quoted
from quiz.packs.nodes import Map, Node, Scalar, Seq
from quiz.packs.templates_check import check_template
from quiz.packs.things import Things, bare

_KEYS = frozenset(factkeys.RELATION)
# No role may be called as a key of a fact, or of a claim.
_TAKEN = frozenset(factkeys.FACT) | {"because", "source"}
_LICENCE_KEYS = frozenset(factkeys.LICENCE)
_MATCH_KEYS = frozenset(factkeys.MATCHING)
_DATES = frozenset({"date", "day", "month", "year"})
_ODD = re.compile(r"[:{}\[\]|=]|^(?:the|a) |'s$")


def read_role(log: Log, mark: Mark, name: str, written: str, things: Things) -> Role | None:
    """Read a role type: text, a date, money, `number of UNIT`, a kind of thing, or `KIND in PLACE`."""
    if written in _DATES:
        return Role(name, RoleType.DATE, "" if written == "date" else written)
    if written in ("text", "money"):
        return Role(name, RoleType(written))
    if written.startswith("number of "):
        return Role(name, RoleType.NUMBER, written.removeprefix("number of ").strip())
    if written in things.kinds:
        return Role(name, RoleType.THING, written)
    kind, _, place = written.partition(" in ")
    if place and kind in things.kinds:
        if things.find(place, ""):
            return Role(name, RoleType.THING, kind, bare(place))
        log.add("F708", mark, f"the place {quoted(place)} of the role {quoted(name)} is no thing of the pack")
        return None
    known = [*things.kinds, "text", "date", "day", "month", "year", "money"]
    log.add("F722", mark, f"{quoted(written)} is no type and no kind of thing{nearest(written, known)}")
    return None


def read_relations(log: Log, node: Node | None, things: Things) -> dict[str, Relation]:
    """Read all relations; one with an error is left out, and its facts with it."""
    found: dict[str, Relation] = {}
    top = mapped(log, node, "`relations`")
    for name, value in top.fields.items() if top else ():
        entry = mapped(log, value, f"the relation {quoted(name)}")
        if entry is None:
            log.add("Y123", value.mark, f"the relation {quoted(name)} is empty")
            continue
        before = log.errors
        relation = _relation(log, name, entry, things)
        if relation is not None and log.errors == before and not entry.bad:
            found[name] = relation
    for name, relation in list(found.items()):
        _check_implied(log, top, name, relation, found)
    return found


def _check_implied(log: Log, top: Map | None, name: str, relation: Relation, found: Mapping[str, Relation]) -> None:
    mark = top.fields[name].mark if top else None
    for other in relation.implies:
        if mark is None:
            continue
        if other not in found:
            log.add(
                "F708", mark, f"{quoted(name)} implies {quoted(other)}, which is no relation{nearest(other, found)}"
            )
        elif not found[other].roles.keys() <= relation.roles.keys():
            log.add("F708", mark, f"{quoted(name)} implies {quoted(other)}, which has roles that {quoted(name)} lacks")


def _relation(log: Log, name: str, node: Map, things: Things) -> Relation | None:
    fields = node.fields
    what = f"the relation {quoted(name)}"
    check_keys(log, node, _KEYS, what)
    roles = _roles(log, node, what, things)
    say = text(log, fields.get("say"), f"`say` of {what}", node.mark)
    event, order = optional(log, fields, "event"), optional(log, fields, "order")
    for key, template in (("say", say), ("event", event)):
        if template:
            check_template(log, fields[key].mark, template, roles)
    if event and sum(role.type is RoleType.DATE for role in roles.values()) != 1:
        log.add("F709", fields["event"].mark, "an event that can be put in order needs exactly one role that is a date")
    return Relation(
        name, roles, say,
        topic=optional(log, fields, "topic"), event=event, order=order,
        licences=(
            *read_licences(log, fields.get("only one"), roles, whole=False),
            *read_licences(log, fields.get("whole list"), roles, whole=True),
        ),
        asks=read_asks(log, fields.get("ask"), roles),
        matchings=_matchings(log, fields.get("match"), roles),
        implies=texts(log, fields.get("implies"), "`implies`"),
        foils=read_slot_foils(log, fields.get("foils"), roles),
    )  # fmt: skip


def _roles(log: Log, node: Map, what: str, things: Things) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    entry = mapped(log, node.fields.get("roles"), f"`roles` of {what}")
    if entry is None or not entry.fields:
        log.add("Y123", node.mark, f"{what} has no `roles`")
        return roles
    for name, value in entry.fields.items():
        mark = entry.keys.get(name, entry.mark)
        if name in _TAKEN or _ODD.search(name) or not name:
            log.add("F722", mark, f"{quoted(name)} cannot be the name of a role")
            continue
        written = text(log, value, f"the type of the role {quoted(name)}")
        role = read_role(log, value.mark, name, written, things) if written else None
        if role is not None:
            roles[name] = role
    return roles


def known_role(log: Log, mark: Mark, name: str, roles: Mapping[str, Role]) -> bool:
    """Tell whether `name` is one of `roles`, and note it when not."""
    if name in roles:
        return True
    log.add("F708", mark, f"{quoted(name)} is no role here{nearest(name, roles)}", f"Roles: {', '.join(roles)}.")
    return False


def read_licences(log: Log, node: Node | None, roles: Mapping[str, Role], *, whole: bool) -> tuple[Licence, ...]:
    """Read `only one` or `whole list`: per role {per, because}, several of these, or the list of given roles alone."""
    found: list[Licence] = []
    top = mapped(log, node, "`whole list`" if whole else "`only one`")
    for role, value in top.fields.items() if top else ():
        if not known_role(log, top.keys.get(role, value.mark) if top else value.mark, role, roles):
            continue
        several = isinstance(value, Seq) and bool(value.items) and isinstance(value.items[0], Map)
        entries = value.items if isinstance(value, Seq) and several else [value]
        found += [_licence(log, entry, role, roles, whole=whole) for entry in entries]
    return tuple(found)


def _licence(log: Log, node: Node, role: str, roles: Mapping[str, Role], *, whole: bool) -> Licence:
    because, per = "", node
    if isinstance(node, Map):
        check_keys(log, node, _LICENCE_KEYS, "a licence")
        because = optional(log, node.fields, "because")
        per = node.fields.get("per", Seq(node.at, flow=True))
    if not because:
        log.add("F711", node.mark, f"that there is only one {role} is claimed without ground")
    given: list[Given] = []
    for name in texts(log, per, "`per`"):
        base, _, precision = name.partition("=")
        if not known_role(log, per.mark, base.strip(), roles):
            continue
        if precision and (precision not in ("day", "month", "year") or roles[base.strip()].type is not RoleType.DATE):
            log.add("Q219", per.mark, f"{quoted(name)} must be a date role with =day, =month or =year")
            continue
        given.append(Given(base.strip(), Precision(precision) if precision else None))
    return Licence(role, tuple(given), because, whole)


def read_asks(log: Log, node: Node | None, roles: Mapping[str, Role]) -> tuple[Ask, ...]:
    """Read `ask`: a stem, or several, per role; `ROLE as year` asks a date more coarsely."""
    found: list[Ask] = []
    top = mapped(log, node, "`ask`")
    for key, value in top.fields.items() if top else ():
        role, _, coarse = key.partition(" as ") if key not in roles else (key, "", "")
        mark = top.keys.get(key, value.mark) if top else value.mark
        if not known_role(log, mark, role, roles):
            continue
        if coarse and (coarse not in ("year", "month") or roles[role].type is not RoleType.DATE):
            log.add("Q219", mark, f"{quoted(key)}: only a date can be asked `as year` or `as month`")
            continue
        for entry in value.items if isinstance(value, Seq) else [value]:
            template = text(log, entry, f"the stem for {quoted(key)}")
            if template:
                check_template(log, entry.mark, template, roles)
                found.append(Ask(role, template, Precision(coarse) if coarse else None))
    return tuple(found)


def _matchings(log: Log, node: Node | None, roles: Mapping[str, Role]) -> tuple[Matching, ...]:
    found: list[Matching] = []
    for entry in listed(log, node, "`match`"):
        row = mapped(log, entry, "a matching")
        if row is None:
            continue
        check_keys(log, row, _MATCH_KEYS, "a matching")
        left, right, ask = (
            text(log, row.fields.get(key), f"`{key}` of a matching", row.mark) for key in ("left", "right", "ask")
        )
        headings = texts(log, row.fields.get("headings"), "`headings`")
        if len(headings) != 2:
            log.add("Y123", row.mark, "a matching needs two `headings`, one for each column")
        elif known_role(log, row.mark, left, roles) and known_role(log, row.mark, right, roles):
            found.append(Matching(left, right, ask, (headings[0], headings[1])))
    return tuple(found)


def read_slot_foils(log: Log, node: Node | None, roles: Mapping[str, Role]) -> dict[str, tuple[str, ...]]:
    """Read wrong values per role."""
    found: dict[str, tuple[str, ...]] = {}
    top = mapped(log, node, "`foils`")
    for role, value in top.fields.items() if top else ():
        if known_role(log, top.keys.get(role, value.mark) if top else value.mark, role, roles):
            found[role] = texts(log, value, f"the foils of {quoted(role)}")
    return found


def empty(node: Node | None) -> bool:
    """Tell whether there is nothing at `node`."""
    return node is None or (isinstance(node, Scalar) and not node.text)
