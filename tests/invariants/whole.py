"""Invariants 17 to 25, 40, 43 and the audit: the bank as a whole."""

from __future__ import annotations

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from quiz.audit import audit
from quiz.bank import draw_rounds
from tests.invariants.context import Built, build, said_of
from tests.invariants.reading import V, as_list, clean, fold, same, within
from tests.invariants.shapes import completed, date_role, matched, ordered, spanned
from tests.oracle import Statement, Stem

Said = Mapping[str, tuple[V, ...]]
CODE = re.compile(r"[A-Z]+\d*|[a-z][a-z-]+")


def one_meaning_one_key(built: Built) -> Iterator[str]:
    """17: questions of one meaning, or of one stem, have one set of keys."""
    meanings = {item.id: item.meaning for item in built.report.items}
    by_meaning = defaultdict(list)
    for asked in built.asked:
        by_meaning[meanings[asked.id]].append(asked)
    for meaning, group in by_meaning.items():
        for a, b in combinations(group, 2):
            if len(a.keys) != len(b.keys) or not all(any(same(x, y) for y in b.keys) for x in a.keys):
                yield f"{a.id} and {b.id}: {meaning!r} has the keys {a.item['answer']} and {b.item['answer']}"
    by_stem = defaultdict(list)
    for item in built.items:
        if item["kind"] not in {"match", "order"}:
            by_stem[item["kind"], clean(item["ask"]).casefold()].append(item)
    for (kind, stem), items in by_stem.items():
        if len(items) > 1:
            yield f"{[item['id'] for item in items]}: {kind} {stem!r} stands {len(items)} times"


def _claims(built: Built) -> Iterator[tuple[str, str, Said, bool]]:
    """What the questions assert: (question, relation, roles with values, whether it is so)."""
    for asked in built.asked:
        for value in asked.keys:
            yield asked.id, asked.stem.relation, said_of(asked, value), True
        for value in asked.wrong:
            yield asked.id, asked.stem.relation, said_of(asked, value), False
    for readings in built.told.values():
        if readings:
            told = readings[0]
            yield told.item["id"], told.stem.relation, told.said, bool(told.item["answer"])
    for pairs in matched(built):
        for stem, value in pairs.true:
            yield pairs.item["id"], stem.relation, {**stem.given, stem.role: (value,)}, True
        for stem, value in pairs.crossed:
            yield pairs.item["id"], stem.relation, {**stem.given, stem.role: (value,)}, False
    for entry in completed(built, "multiple"):
        for holds, values in ((True, entry.keys), (False, entry.wrong)):
            for value in values:
                yield entry.item["id"], entry.stem.relation, {**entry.stem.given, entry.stem.role: (value,)}, holds


def _all_claims(built: Built) -> list[tuple[str, str, Said, bool]]:
    """The claims of the bank, collected once."""
    if "claims" not in built.cache:
        built.cache["claims"] = list(_claims(built))
    found: list[tuple[str, str, Said, bool]] = built.cache["claims"]
    return found


def one_verdict_per_claim(built: Built) -> Iterator[str]:
    """18: no statement is true in one question and false in another."""
    verdicts: dict[tuple[str, frozenset[tuple[str, tuple[str, ...]]]], tuple[bool, str]] = {}
    for question, relation, said, holds in _all_claims(built):
        key = relation, frozenset((role, tuple(sorted(v.text for v in values))) for role, values in said.items())
        before, other = verdicts.setdefault(key, (holds, question))
        if before != holds:
            yield f"{other} and {question}: {key} is true in one and false in the other"


def true_false_agrees(built: Built) -> Iterator[str]:
    """19: a statement called true is TRUE, one called false is FALSE, by at least one reading of it."""
    for name, readings in built.told.items():
        if not readings:
            continue
        item = readings[0].item
        if item["answer"] and not any(built.world.true(t.stem.relation, t.said, t.stem.voice) for t in readings):
            yield f"{name}: {item['ask']!r} is not TRUE"
        if not item["answer"] and not any(_refuted(built, t.stem, t.values) for t in readings):
            yield f"{name}: {item['ask']!r} is not FALSE"


def _refuted(built: Built, stem: Stem, values: tuple[V, ...]) -> bool:
    """Whether a statement is false, and not also a true one."""
    true = built.world.true(stem.relation, {**stem.given, stem.role: values}, stem.voice)
    return not true and any(built.world.false(stem, value) for value in values)


def orders_are_strict(built: Built) -> Iterator[str]:
    """20: each entry names one event, each ends before the next begins, and no cycle runs through the bank."""
    edges: dict[str, set[str]] = defaultdict(set)
    for order in ordered(built):
        dates = []
        for text, facts in order.entries:
            held = [date_role(built, fact) for fact in facts]
            if len({(d.lo, d.hi) if d else None for d in held}) != 1 or None in held:
                yield f"{order.item['id']}: {text!r} is the name of {[fact.id for fact in facts]}"
            yield from _unsettled(built, order.item["id"], facts)
            yield from _reversible(built, order.item["id"], facts)
            dates += [(text, date) for date in held[:1] if date]
        for (a, first), (b, second) in pairwise(dates):
            if first.hi is None or second.lo is None or first.hi >= second.lo:
                yield f"{order.item['id']}: {a!r} ({first.text}) does not end before {b!r} ({second.text})"
            edges[a].add(b)
    for text in edges:
        if _reaches(edges, text, text, set()):
            yield f"{text!r} comes before itself"


def _unsettled(built: Built, item: str, facts: tuple[Statement, ...]) -> Iterator[str]:
    """Claims that give an event of the ordering another date."""
    for fact in facts:
        rest = {role: values for role, values in fact.values.items() if values[0].sort != "date"}
        for claim in built.world.disputed:
            told = [values[0] for values in claim.values.values() if values[0].sort == "date"]
            own = [values[0] for values in fact.values.values() if values[0].sort == "date"]
            if (
                told != own
                and told
                and claim.relation == fact.relation
                and built.world.may_match(claim, fact.relation, rest)
            ):
                yield f"{item}: the date of {fact.id} is disputed by {claim.id}"


def _reversible(built: Built, item: str, facts: tuple[Statement, ...]) -> Iterator[str]:
    """Events that a reader might take for one of the ordering, with two parties of a kind exchanged."""
    for fact in facts:
        roles = built.world.relations[fact.relation]["roles"]
        things = [role for role, values in fact.values.items() if values[0].sort == "thing"]
        dates = {role: values for role, values in fact.values.items() if values[0].sort == "date"}
        for a, b in combinations(things, 2):
            turned = {**fact.values, a: fact.values[b], b: fact.values[a]}
            rest = {role: values for role, values in turned.items() if role not in dates}
            for other in built.world.facts if roles[a] == roles[b] else ():
                apart = any(other.values.get(role, ()) != values for role, values in dates.items())
                if other.id != fact.id and apart and built.world.entails(other, fact.relation, rest):
                    yield f"{item}: {fact.id} read the other way round is {other.id}"


def _reaches(edges: Mapping[str, set[str]], start: str, goal: str, seen: set[str]) -> bool:
    """Whether `goal` comes somewhere after `start`."""
    for after in edges.get(start, ()):
        if after == goal or (after not in seen and _reaches(edges, after, goal, seen | {after})):
            return True
    return False


def counts_are_complete(built: Built) -> Iterator[str]:
    """21: a count is asked only of a complete list, and is the number of different things on it."""
    for entry in completed(built, "number"):
        relation, role, where = entry.stem.relation, entry.stem.role, entry.stem.given
        counted: list[V] = []
        unsure: list[Statement] = []
        for fact in (*built.world.facts, *built.world.disputed):
            sure = fact.standing == "fact" and built.world.entails(fact, relation, where)
            if not sure and built.world.may_match(fact, relation, where):
                unsure.append(fact)
            for value in fact.values.get(role, ()) if sure else ():
                if not any(built.world.maybe(value, other) for other in counted):
                    counted.append(value)
        for fact in unsure:
            if not all(any(same(value, other) for other in counted) for value in fact.values.get(role, ())):
                yield f"{entry.item['id']}: {fact.id} may count or not"
        if entry.item["answer"]["value"] != len(counted):
            yield f"{entry.item['id']}: {entry.item['answer']} of {[value.text for value in counted]}"


def directions_agree(built: Built) -> Iterator[str]:
    """22: what one question asserts, asked in whatever direction, no other question denies in other words."""
    claims = _all_claims(built)
    true = [(question, relation, said) for question, relation, said, holds in claims if holds]
    for question, relation, said, holds in claims:
        for other, related, more in () if holds else true:
            if related in built.world.entailing(relation) and _says(more, said):
                yield f"{other} asserts what {question} denies: {_short(said)}"


def _says(more: Said, less: Said) -> bool:
    """Whether one statement says all that another says."""
    return all(role in more and all(any(within(a, b) for a in more[role]) for b in less[role]) for role in less)


def _short(said: Said) -> dict[str, list[str]]:
    """A statement for a message."""
    return {role: [value.text for value in values] for role, values in said.items()}


def differences_are_exact(built: Built) -> Iterator[str]:
    """23: the time between two events is the same whole number wherever in their dates they lie."""
    for span in spanned(built):
        dates = [[date_role(built, fact) for fact in facts] for facts in span.ends]
        if any(len(held) != 1 or None in held for held in dates):
            yield f"{span.item['id']}: its ends are {[[fact.id for fact in facts] for facts in span.ends]}"
            continue
        (start,), (end,) = dates
        answer = span.item["answer"]
        value = answer["value"] if isinstance(answer, dict) else answer
        if start is None or end is None:
            continue
        wanted = _between(start, end, span.raw["in"])
        if wanted != {int(value)}:
            yield f"{span.item['id']}: {value} {span.raw['in']} from {start.text} to {end.text}, not {wanted}"


def _between(start: V, end: V, unit: str) -> set[int]:
    """The whole units between the nearest and between the farthest days of two dates."""
    nearest, farthest = ((_day(a), _day(b)) for a, b in ((start.hi, end.lo), (start.lo, end.hi)))
    return {_units(*nearest, unit), _units(*farthest, unit)}


def _day(number: Fraction | None) -> datetime.date:
    """The day with this number."""
    return datetime.date.fromordinal(int(number or 1))


def _units(first: datetime.date, last: datetime.date, unit: str) -> int:
    """Whole days, months or years from one day to another."""
    if unit == "days":
        return (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return months if unit == "months" else months // 12


def emitted(built: Built) -> bytes:
    """The bank as `quiz generate --json` prints it."""
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in built.items).encode()


def generated_twice_the_same(built: Built) -> Iterator[str]:
    """24, in one process: the same pack and seed give the same bytes."""
    if emitted(build(built.plain, built.bank.seed)) != emitted(built):
        yield "a second run gives other bytes"


def permuted(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The pack with things, relations, facts and claims in the opposite order, roles of a fact included."""

    def turned(entry: Any) -> Any:  # noqa: ANN401
        return dict(reversed(entry.items())) if isinstance(entry, dict) else entry

    found: dict[str, Any] = {}
    for key, value in plain.items():
        if key in {"things", "relations", "facts", "sources"}:
            found[key] = {k: value[k] for k in reversed(value)}
        elif key in {"complete", "not", "refuted", "disputed", "one-off facts", "spans"}:
            found[key] = list(reversed(value))
        else:
            found[key] = value
    for key in ("things", "facts"):
        found[key] = {name: [turned(e) for e in reversed(as_list(v))] for name, v in found.get(key, {}).items()}
    return found


def order_of_input_is_irrelevant(built: Built) -> Iterator[str]:
    """25: the same statements in another order give the same bytes."""
    other = build(permuted(built.plain), built.bank.seed)
    if emitted(other) != emitted(built):
        ours, theirs = ({item["id"]: item for item in b.items} for b in (built, other))
        changed = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
        yield f"the opposite order changes {changed or 'the order of questions'}"


def rejections_are_counted(built: Built) -> Iterator[str]:
    """40: every proposal is either a question or a rejection with a code."""
    proposals = {proposal.id for proposal in built.bank.proposals()}
    for rejection in built.report.rejections:
        if not CODE.fullmatch(rejection.code):
            yield f"a rejection has the code {rejection.code!r}"
    written = len(built.loaded.pack.questions)
    made, refused = len(built.report.items), [r for r in built.report.rejections if r.proposal.startswith("q-")]
    if made + len(refused) != len(proposals) + written:
        yield f"{len(proposals)} proposals and {written} written gave {made} questions and {len(refused)} rejections"


def rounds_hold_no_leaks(built: Built) -> Iterator[str]:
    """43: in a round no question is told by another; in a game no fact, meaning or cluster comes twice."""
    for seed in (built.bank.seed,):
        game = draw_rounds(built.bank, 3, 5, seed=seed)
        items = [item for _, drawn in game for item in drawn]
        for name, keys in (
            ("fact", [f for item in items for f in set(item.facts)]),
            ("meaning", [item.meaning for item in items if item.meaning]),
            ("cluster", [c for item in items for c in set(item.clusters)]),
        ):
            for key in sorted({key for key in keys if keys.count(key) > 1}):
                yield f"seed {seed}: {name} {key!r} comes twice"
        by_id = {item["id"]: item for item in built.items}
        for _, drawn in game:
            for a in drawn:
                for b in drawn:
                    yield from _leak(by_id.get(a.id), by_id.get(b.id)) if a.id != b.id else ()


def _leak(asked: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> Iterator[str]:
    """Whether the stem of one question holds the key of another as whole words."""
    if asked and other and asked["kind"] in {"single", "typed"}:
        words, key = (
            [fold(w) for w in re.split(r"[.,?!;:]*(?:\s+|$)", t) if w] for t in (other["ask"], asked["answer"])
        )
        if key and any(words[n : n + len(key)] == key for n in range(len(words))):
            yield f"{other['ask']!r} tells the key of {asked['ask']!r}"


def audit_is_clean(built: Built) -> Iterator[str]:
    """The independent auditor finds nothing."""
    for problem in audit(built.loaded.plain, built.items):
        yield f"{problem.question}: {problem.cls} {problem.message}"
