"""Invariants 7 to 10, 12 to 14, 39: what a question rests on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import blake2b

from tests.invariants.context import Asked, Built, Json, equal_or_coarser, said_of
from tests.invariants.printing import MONTHS, read_printed_date
from tests.invariants.reading import V, as_list, clean, fold, overlap, read_date, split_article
from tests.invariants.shapes import Completed, Matched, Spanned, completed, matched, one_offs, ordered, spanned

DATE = re.compile(rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?\b\d{{4}}\b")


def understood(built: Built) -> Iterator[str]:
    """0: every question made from facts reads back as something that the pack's templates can ask."""
    shapes: list[Completed | Matched | Spanned] = [*completed(built, "multiple"), *completed(built, "number")]
    shapes += [*matched(built), *spanned(built)]
    known = {shape.item["id"] for shape in shapes} | {asked.id for asked in built.asked}
    known |= {item["id"] for item, _ in one_offs(built)} | {o.item["id"] for o in ordered(built) if o.entries}
    known |= {name for name, readings in built.told.items() if readings}
    for item in built.made():
        if item["id"] not in known:
            yield f"{item['id']}: cannot read {item['kind']} {item['ask']!r} back ({item['facts']})"


def key_is_what_the_fact_holds(built: Built) -> Iterator[str]:
    """7: the key is the value of the cited fact, or the month or year it lies in where that is asked."""
    for asked in built.asked:
        held = asked.fact.values.get(asked.stem.role, ())
        for key in asked.keys:
            if not any(equal_or_coarser(key, value) for value in held):
                yield f"{asked.id}: key {key.text!r} is not {[v.text for v in held]} of {asked.fact.id}"
    for item, raw in one_offs(built):
        named = {clean(raw["answer"]), split_article(raw["answer"])[1]}
        if item["kind"] in {"single", "typed"} and clean(item["answer"]) not in named:
            yield f"{item['id']}: key {item['answer']!r} is not {raw['answer']!r}"


def _ids(built: Built) -> set[str]:
    """Every id that a question may cite: facts, one-off facts, completeness statements, spans."""

    def digest(letter: str, canonical: object) -> str:
        text = json.dumps(canonical, ensure_ascii=False, separators=(",", ":"))
        return f"{letter}-{blake2b(text.encode(), digest_size=16).hexdigest()[:10]}"

    found = {fact.id for fact in built.world.facts}
    for raw in as_list(built.plain.get("one-off facts")):
        for answer in (clean(raw["answer"]), split_article(raw["answer"])[1]):
            found.add(digest("o", ["one-off", clean(raw["ask"]), answer]))
    for raw in as_list(built.plain.get("spans")):
        found.add(digest("s", ["span", clean(raw["ask"])]))
    for raw in as_list(built.plain.get("complete")):
        where = {role: sorted(v.text for v in values) for role, values in built.world.where(raw).items()}
        found.add(digest("c", ["complete", raw["relation"], raw["role"], [[r, where[r]] for r in sorted(where)]]))
    return found


def cited_facts_stand(built: Built) -> Iterator[str]:
    """8: every cited fact is in the pack, asserted, and contradicted by nothing."""
    known = _ids(built)
    for item in built.made():
        for cited in item["facts"]:
            if cited not in known and cited not in {d.id for d in built.world.disputed}:
                yield f"{item['id']}: cites {cited}, which the pack does not assert"
        for fact in built.cited(item):
            voiced = str(item["ask"]).startswith("According to ")
            reason = "" if voiced or fact.standing != "fact" else built.world.contested(fact)
            if reason:
                yield f"{item['id']}: rests on {fact.id}, but {reason}"


def nothing_refuted(built: Built) -> Iterator[str]:
    """9: no refuted claim is cited, by a question or by one of its proofs."""
    refuted = {claim.id for claim in built.world.refuted}
    for item in built.items:
        cited = {*item["facts"], *(fact for proof in item["proofs"] for fact in proof["facts"])}
        for claim in sorted(cited & refuted):
            yield f"{item['id']}: uses the refuted {claim}"


def disputed_only_as_said(built: Built) -> Iterator[str]:
    """10: a disputed claim is asked only as what its source says, and proves nothing."""
    claims = {claim.id: claim for claim in built.world.disputed}
    for item in built.items:
        for cited in sorted(set(item["facts"]) & set(claims)):
            source = built.source(claims[cited])
            if not source or not str(item["ask"]).startswith(f"According to {source}, "):
                yield f"{item['id']}: asks the disputed {cited} as if it were settled"
        used = {fact for proof in item["proofs"] for fact in proof["facts"]} - set(item["facts"])
        for cited in sorted(used & set(claims)):
            yield f"{item['id']}: proves with the disputed {cited}"


def subject_is_unambiguous(built: Built) -> Iterator[str]:
    """12: a name that the stem prints is the name of one thing of the kind only."""
    for asked in built.asked:
        things = [(role, v) for role, values in asked.stem.given.items() for v in values if v.sort == "thing"]
        for role, value in things:
            yield from _ambiguous(built, asked, role, value)


def _ambiguous(built: Built, asked: Asked, role: str, value: V) -> Iterator[str]:
    """The other things that go by a label of this one which the stem prints."""
    thing = built.world.things[value.text]
    ask = str(asked.item["ask"])
    printed = {fold(label) for label in (thing.name, thing.short) if label and label in ask}
    others = [t for t in built.world.things.values() if t.name != thing.name and t.kind == thing.kind and not t.foil]
    for other in others if len(printed) == 1 else ():
        if printed & {fold(label) for label in other.labels}:
            yield f"{asked.id}: {role} {thing.name!r} in {ask!r} may be {other.name!r}"


def a_temporal_stem_prints_its_date(built: Built) -> Iterator[str]:
    """13: where another date would give another answer, the stem prints the date."""
    for asked in built.asked:
        if asked.item["kind"] == "multiple" or asked.role_type in {"date", "day", "month", "year"}:
            continue
        roles = [role for role, values in asked.fact.values.items() if values[0].sort == "date"]
        for fact in built.world.facts if roles and not set(roles) & set(asked.stem.given) else ():
            others = fact.values.get(asked.stem.role, ())
            fits = built.world.entails(fact, asked.stem.relation, asked.stem.given)
            fits = fits and (not asked.stem.voice or built.says(asked.stem.voice, fact))
            if fits and others and built.world.apart(others, asked.keys):
                yield f"{asked.id}: {asked.item['ask']!r} has another answer at another date ({fact.id})"


def key_holds_at_the_printed_date(built: Built) -> Iterator[str]:
    """14: every date in a stem that its templates print is the date of a cited fact."""
    for asked in built.asked:
        held = [v for values in asked.fact.values.values() for v in values if v.sort == "date"]
        printed = {role: v for role, values in asked.stem.given.items() for v in values if v.sort == "date"}
        for text in DATE.findall(asked.item["ask"]) if printed else ():
            written = read_printed_date(text)
            if written and not any(overlap(read_date(written), date) for date in held):
                yield f"{asked.id}: prints {text}, and its fact is of {[d.text for d in held]}"


def proofs_replay(built: Built) -> Iterator[str]:
    """39: every option has one proof, of the right truth, and what it rests on bears it."""
    for item in built.items:
        if not item["facts"]:
            continue
        if not item["proofs"]:
            yield f"{item['id']}: has no proof"
        if item["kind"] in {"single", "multiple"}:
            yield from _proof_per_option(item)
    for asked in built.asked:
        values = dict(zip(_texts(built, asked), (*asked.keys, *asked.wrong), strict=False))
        for proof in asked.item["proofs"]:
            value = values.get(proof["option"])
            if value is not None and not _bears(built, asked, proof, value):
                yield f"{asked.id}: {proof} does not bear {proof['option']!r} in {asked.item['ask']!r}"


def _texts(built: Built, asked: Asked) -> list[str]:
    """Answer texts, then the other options, as the values of `asked` stand."""
    answer = built.texts(asked.item, asked.fact.values.get(asked.stem.role, ()))
    return answer + [option for option in asked.item["options"] if option not in answer]


def _proof_per_option(item: Json) -> Iterator[str]:
    """Options and proofs pair off; keys are proven true, the rest false."""
    if sorted(proof["option"] for proof in item["proofs"]) != sorted(item["options"]):
        yield f"{item['id']}: proofs for {[p['option'] for p in item['proofs']]}, options {item['options']}"
    for proof in item["proofs"]:
        if proof["truth"] != ("true" if proof["option"] in as_list(item["answer"]) else "false"):
            yield f"{item['id']}: {proof['option']!r} is proven {proof['truth']}"


def _bears(built: Built, asked: Asked, proof: Json, value: V) -> bool:
    """Whether the facts that a proof names, taken alone, settle the option as the proof says."""
    world, said = built.world, said_of(asked, value)
    cited = [world.by_id[fact] for fact in proof["facts"] if fact in world.by_id]
    if proof["truth"] == "true":
        return any(world.entails(fact, asked.stem.relation, said) for fact in cited)
    if proof["ground"] in {"only-one", "whole-list"}:
        return any(world.excludes(fact, said) for fact in cited)
    if proof["ground"] == "denied":
        return any(fact.standing == "denied" and all(role in said for role in fact.values) for fact in cited)
    return world.false(asked.stem, value)
