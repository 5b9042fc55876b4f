"""Reads `facts` and `one-off facts`."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.core.facts import Ask, Fact, Given, Licence, OneOff, Relation, Role, RoleType, Status
from quiz.core.sources import Evidence
from quiz.core.values import Text, Value
from quiz.packs import factkeys
from quiz.packs.contradictions import may_be_same
from quiz.packs.fields import alike, check_keys, listed, mapped, optional, placeholder, text, texts, whole_number
from quiz.packs.findings import Log, Mark, nearest, quoted
from quiz.packs.ids import assertion, digest
from quiz.packs.nodes import Map, Node, Scalar, Seq
from quiz.packs.relations import known_role, read_asks, read_licences, read_role, read_slot_foils
from quiz.packs.roles import Context, Values, read_evidence, read_value, read_values, status_of
from quiz.packs.templates_check import PRONOUN, check_template

Placed = tuple[Fact, Mark]
_FACT_KEYS = frozenset(factkeys.FACT)
_ONE_OFF_KEYS = frozenset(factkeys.ONE_OFF)


def read_facts(context: Context, node: Node | None) -> tuple[list[Placed], list[Fact]]:
    """Read all facts with the place of each, and apart from them those with an error, as far as it is not in a value.

    A slip in the evidence or in a stem unsays nothing: what the fact says may contradict what others say.
    """
    log = context.log
    found: dict[str, Placed] = {}
    broken: dict[str, Fact] = {}
    top = mapped(log, node, "`facts`")
    for name, value in top.fields.items() if top else ():
        relation = context.relations.get(name)
        if relation is None:
            _unknown_relation(context, top, name, value.mark)
            continue
        for entry in listed(log, value, f"the facts of {quoted(name)}"):
            before = log.errors
            row = mapped(log, entry, "a fact")
            fact = _fact(context, row, relation) if row is not None else None
            if row is None or fact is None:
                context.spoil(name)
            elif log.errors > before or row.bad or context.things.unsound(fact.values):
                context.spoil(name)
                broken[fact.id] = fact
            elif fact.id in found:
                line = found[fact.id][1].line + 1
                log.add("F721", row.mark, f"this fact of {quoted(name)} stands in line {line} already")
            else:
                found[fact.id] = (fact, row.mark)
    return list(found.values()), [fact for name, fact in broken.items() if name not in found]


def _unknown_relation(context: Context, top: Map | None, name: str, mark: Mark) -> None:
    mark = top.keys.get(name, mark) if top else mark
    message = f"{quoted(name)} is no usable relation{nearest(name, context.relations)}"
    context.log.add("F708", mark, message, "Define it under `relations`, or mend the errors noted there.")


def _fact(context: Context, node: Map, relation: Relation) -> Fact | None:
    """Read one fact; None where its values cannot be read."""
    log, fields = context.log, node.fields
    check_keys(log, node, _FACT_KEYS | relation.roles.keys(), f"a fact of {quoted(relation.name)}")
    before = log.errors
    values = read_values(context, node, relation, claim=False)
    legible = log.errors == before
    if legible and (not values.read or (len(values.read) < 2 and len(relation.roles) > 1)):
        log.add("F720", node.mark, "a fact needs a value in two roles at least")
        return None
    noted = log.errors
    evidence = read_evidence(context, fields.get("evidence"), relation.roles)
    if not evidence and log.errors == noted:
        log.add("F705", node.mark, "the fact has no evidence")
    fact = Fact(
        digest("f", [relation.name, assertion(values.canonical)]), relation.name, values.read, evidence,
        status=read_status(context, fields.get("status"), evidence),
        attribute=read_attribute(context, fields),
        topic=optional(log, fields, "topic"), cluster=optional(log, fields, "cluster"),
        say=_override(log, fields, relation.roles),
        licences=_own_licences(log, fields, relation.roles, values),
        asks=_own_asks(log, fields, relation.roles),
        foils=read_slot_foils(log, fields.get("foils"), relation.roles),
        dissent=optional(log, fields, "dissent"), note=optional(log, fields, "note"),
        difficulty=whole_number(log, fields.get("difficulty"), "`difficulty`", 1, 5, 2),
    )  # fmt: skip
    return fact if legible else None


def read_status(context: Context, node: Node | None, evidence: tuple[Evidence, ...]) -> Status:
    """Give the status as written, or as the origins of the evidence make it."""
    if node is None:
        return status_of(context, evidence)
    found = node.text if isinstance(node, Scalar) else ""
    if found not in tuple(Status):
        context.log.add("Q219", node.mark, f"`status` is one of {', '.join(Status)}")
        return Status.SINGLE_ORIGIN
    return Status(found)


def read_attribute(context: Context, fields: Mapping[str, Node]) -> str:
    """Give the source that a stem is attributed to; it must be one of the pack."""
    name = optional(context.log, fields, "attribute")
    if name and name not in context.sources:
        hint = nearest(name, context.sources)
        context.log.add("Q214", fields["attribute"].mark, f"{quoted(name)} is no source of this pack{hint}")
        return ""
    return name


def _override(log: Log, fields: Mapping[str, Node], roles: Mapping[str, Role]) -> str:
    template = optional(log, fields, "say")
    if template:
        check_template(log, fields["say"].mark, template, roles)
        _no_pronoun(log, fields["say"].mark, template)
    return template


def _no_pronoun(log: Log, mark: Mark, template: str) -> None:
    if found := PRONOUN.search(template):
        log.add("F717", mark, f"the override {quoted(template)} holds the pronoun {quoted(found.group())}")


def _own_asks(log: Log, fields: Mapping[str, Node], roles: Mapping[str, Role]) -> tuple[Ask, ...]:
    asks = read_asks(log, fields.get("ask"), roles)
    for ask in asks:
        _no_pronoun(log, fields["ask"].mark, ask.template)
    return asks


def _own_licences(
    log: Log, fields: Mapping[str, Node], roles: Mapping[str, Role], values: Values
) -> tuple[Licence, ...]:
    """Read `only one` as in the relation, and `only`: one value of the role per all other roles of the fact."""
    found = list(read_licences(log, fields.get("only one"), roles, whole=False))
    node = fields.get("only")
    grounds: dict[str, str] = {}
    if isinstance(node, Map):
        grounds = {role: text(log, value, f"the ground of {quoted(role)}") for role, value in node.fields.items()}
    elif node is not None:
        grounds = dict.fromkeys(texts(log, node, "`only`"), "")
    for role, because in grounds.items():
        if node is None or not known_role(log, node.mark, role, roles):
            continue
        if not because:
            log.add(
                "F711",
                node.mark,
                f"that there is only one {role} is claimed without ground",
                f"Write `only: {{{role}: why}}`.",
            )
        given = tuple(Given(other) for other in roles if other != role and other in values.read)
        found.append(Licence(role, given, because))
    return tuple(found)


def read_one_offs(context: Context, node: Node | None) -> list[OneOff]:
    """Read all one-off facts; one with an error is left out."""
    log = context.log
    found: dict[str, OneOff] = {}
    for entry in listed(log, node, "`one-off facts`"):
        before = log.errors
        row = mapped(log, entry, "a one-off fact")
        made = _one_off(context, row) if row is not None else None
        if row is None or made is None or log.errors > before or row.bad:
            continue
        if made.id in found:
            log.add("F721", row.mark, f"{quoted(made.ask)} stands twice")
        else:
            found[made.id] = made
    return list(found.values())


def _one_off(context: Context, node: Map) -> OneOff | None:
    log, fields = context.log, node.fields
    check_keys(log, node, _ONE_OFF_KEYS, "a one-off fact")
    ask = text(log, fields.get("ask"), "`ask` of a one-off fact", node.mark)
    kind = optional(log, fields, "kind") or "text"
    role = read_role(log, fields["kind"].mark if "kind" in fields else node.mark, "answer", kind, context.things)
    if "answer" not in fields:
        log.add("Q202", node.mark, "the one-off fact has no `answer`")
    if not ask or role is None or "answer" not in fields:
        return None
    answer = read_value(context, fields["answer"], role, claim=False)
    if answer is None or context.things.unsound({"answer": answer[:1]}):
        return None
    if placeholder(ask):
        log.add("Q217", fields["ask"].mark, f"{quoted(ask)} is a placeholder")
    noted = log.errors
    evidence = read_evidence(context, fields.get("evidence"), None)
    if not evidence and log.errors == noted:
        log.add("F705", node.mark, "the fact has no evidence")
    wrong = _wrong(context, fields, role, answer)
    return OneOff(
        digest("o", ["one-off", ask, answer[1]]), ask, answer[0], _saying(log, fields, role), evidence, role,
        wrong=wrong, also=texts(log, fields.get("also"), "`also`"), because=_ground(log, fields, node.mark, wrong),
        status=read_status(context, fields.get("status"), evidence), attribute=read_attribute(context, fields),
        topic=optional(log, fields, "topic"), cluster=optional(log, fields, "cluster"),
        dissent=optional(log, fields, "dissent"), note=optional(log, fields, "note"),
        difficulty=whole_number(log, fields.get("difficulty"), "`difficulty`", 1, 5, 2),
    )  # fmt: skip


def _saying(log: Log, fields: Mapping[str, Node], role: Role) -> str:
    say = optional(log, fields, "say")
    if say:
        check_template(log, fields["say"].mark, say, {"answer": role})
    return say


def _ground(log: Log, fields: Mapping[str, Node], mark: Mark, wrong: tuple[str, ...]) -> str:
    because = optional(log, fields, "because")
    if wrong and not because:
        log.add("F711", mark, "that the wrong answers are wrong is vouched for without ground")
    return because


def _wrong(context: Context, fields: Mapping[str, Node], role: Role, answer: tuple[Value, str]) -> tuple[str, ...]:
    log, node = context.log, fields.get("wrong")
    wrong = texts(log, node, "`wrong`")
    rows = node.items if isinstance(node, Seq) else [node] if node is not None else []
    keys = {alike(answer[1]), *(alike(other) for other in texts(Log(log.name), fields.get("also"), ""))}
    if isinstance(answer[0], Text):
        keys.add(alike(answer[0].text))
    seen: set[str] = set()
    amounts: list[Value] = []
    for entry in rows:
        if not isinstance(entry, Scalar) or not entry.text:
            continue
        fold = alike(entry.text)
        if fold in keys:
            log.add("Q203", entry.mark, f"{quoted(entry.text)} is the answer and also among the wrong ones")
        elif fold in seen:
            log.add("Q204", entry.mark, f"{quoted(entry.text)} stands twice")
        elif role.type not in (RoleType.TEXT, RoleType.THING):
            found = read_value(context, entry, role, claim=True)
            if (
                found is not None
                and role.type is not RoleType.DATE
                and _apart(context, entry, found[0], answer[0], amounts)
            ):
                amounts.append(found[0])
        seen.add(fold)
    return wrong


def _apart(context: Context, entry: Scalar, wrong: Value, answer: Value, others: list[Value]) -> bool:
    """Tell whether a wrong number can be told from the answer and from the others, and note where it cannot.

    What has another currency may be any of them.
    """
    if may_be_same(wrong, answer, context.things):
        context.log.add("Q203", entry.mark, f"{quoted(entry.text)} cannot be told from the answer")
    elif any(may_be_same(wrong, other, context.things) for other in others):
        context.log.add("Q204", entry.mark, f"{quoted(entry.text)} cannot be told from another wrong answer")
    else:
        return True
    return False
