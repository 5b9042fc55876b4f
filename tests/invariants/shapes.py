"""Questions that do not ask for one role of one fact, read back: lists, matches, orders, spans, one-offs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.invariants.context import Built, Json
from tests.invariants.reading import V, as_list, clean, split_article
from tests.oracle import Statement, Stem

_T = TypeVar("_T")


@dataclass(frozen=True)
class Completed:
    """A question on a complete list: `raw` is the statement of completeness."""

    item: Json
    raw: Mapping[str, Any]
    stem: Stem
    keys: tuple[V, ...]
    wrong: tuple[V, ...]


@dataclass(frozen=True)
class Matched:
    """A match question: the pairs that must be TRUE and those that must be FALSE, and both columns."""

    item: Json
    true: tuple[tuple[Stem, V], ...]
    crossed: tuple[tuple[Stem, V], ...]
    lefts: tuple[V, ...]
    rights: tuple[V, ...]


@dataclass(frozen=True)
class Ordered:
    """An order question: for each entry, in the order of the answer, the facts that it names."""

    item: Json
    entries: tuple[tuple[str, tuple[Statement, ...]], ...]


@dataclass(frozen=True)
class Spanned:
    """A question on the time between two events: `ends` are the facts that each end picks."""

    item: Json
    raw: Mapping[str, Any]
    ends: tuple[tuple[Statement, ...], tuple[Statement, ...]]


def _once(built: Built, key: str, make: Callable[[], _T]) -> _T:
    """Made once per bank."""
    if key not in built.cache:
        built.cache[key] = make()
    found: _T = built.cache[key]
    return found


def completed(built: Built, kind: str) -> list[Completed]:
    """The questions of a kind on complete lists."""
    return _once(built, f"complete {kind}", lambda: _completed(built, kind))


def _completed(built: Built, kind: str) -> list[Completed]:
    """Found by their stem."""
    found = []
    for raw in as_list(built.plain.get("complete")):
        stems = {raw.get("ask" if kind == "multiple" else "count")}
        role_type = built.world.relations[raw["relation"]]["roles"][raw["role"]]
        for item in built.made(kind):
            if item["ask"] in stems:
                answer = as_list(item["answer"]) if kind == "multiple" else []
                keys, wrong = (
                    [built.printer.read_back(text, role_type)[0][0] for text in texts]
                    for texts in (answer, [text for text in item["options"] if text not in answer])
                )
                stem = Stem(raw["relation"], raw["role"], built.world.where(raw))
                found.append(Completed(item, raw, stem, tuple(keys), tuple(wrong)))
    return found


def matched(built: Built) -> list[Matched]:
    """The match questions on facts."""
    return _once(built, "match", lambda: [m for item in built.made("match") for m in _matched(built, item)])


def _matched(built: Built, item: Json) -> list[Matched]:
    """A match question by the relation that has its stem."""
    found = []
    for name, relation in built.world.relations.items():
        for raw in as_list(relation.get("match")):
            if raw["ask"] != item["ask"] or not any(fact.relation == name for fact in built.cited(item)):
                continue
            left, right = raw["left"], raw["right"]
            types = (relation["roles"][left], relation["roles"][right])
            lefts = {text: built.printer.read_back(text, types[0])[0][0] for text in item["answer"]}
            rights = {text: built.printer.read_back(text, types[1])[0][0] for text in item["options"]}
            stems = {text: Stem(name, right, {left: (value,)}) for text, value in lefts.items()}
            true = [(stems[a], rights[b]) for a, b in item["answer"].items()]
            crossed = [(stems[a], rights[b]) for a in lefts for b in rights if item["answer"][a] != b]
            found.append(Matched(item, tuple(true), tuple(crossed), tuple(lefts.values()), tuple(rights.values())))
    return found


def ordered(built: Built) -> list[Ordered]:
    """The order questions, each entry with the cited facts whose event reads so."""
    return _once(built, "order", lambda: [_ordered(built, item) for item in built.made("order")])


def _ordered(built: Built, item: Json) -> Ordered:
    """An order question with its entries."""
    entries = []
    for text in item["answer"]:
        named = [fact for fact in built.world.facts if text in {_event(built, fact)}]
        entries.append((text, tuple(named)))
    return Ordered(item, tuple(entries))


def _event(built: Built, fact: Statement) -> str | None:
    """The name of a fact in an ordering."""
    template = built.world.relations[fact.relation].get("event")
    return built.printer.attributed(built.printer.render(template, fact.values), "") if template else None


def spanned(built: Built) -> list[Spanned]:
    """The questions on the time between two events."""
    found = []
    for raw in as_list(built.plain.get("spans")):
        for item in built.made("number", "single"):
            if item["ask"] == raw["ask"]:
                ends = [_picked(built, raw[end]) for end in ("from", "to")]
                found.append(Spanned(item, raw, (ends[0], ends[1])))
    return found


def _picked(built: Built, end: Mapping[str, Any]) -> tuple[Statement, ...]:
    """The facts that fit a partial description."""
    name = next(iter(end))
    roles = built.world.relations[name]["roles"]
    said = {role: tuple(built.world.read(roles[role], t) for t in as_list(text)) for role, text in end[name].items()}
    return tuple(fact for fact in built.world.facts if built.world.entails(fact, name, said))


def spoken(built: Built, text: str) -> set[str]:
    """The forms in which a sentence may name what `text` names: as written, and by its short name."""
    bare = split_article(text)[1]
    shorts = {thing.short for thing in built.world.things.values() if thing.short and bare in thing.labels}
    return {text, *shorts}


def one_offs(built: Built) -> list[tuple[Json, Mapping[str, Any]]]:
    """The questions on facts without a relation, with what the pack says."""
    found = []
    for raw in as_list(built.plain.get("one-off facts")):
        say, source = raw.get("say", ""), raw.get("attribute", "")
        told = {
            say.replace("{answer}", form)
            for text in (raw["answer"], *as_list(raw.get("wrong")))
            for form in spoken(built, clean(text))
        }
        stems = {clean(raw["ask"])} | told
        texts = {built.printer.attributed(stem, voice) for stem in stems for voice in {"", source}}
        found += [(item, raw) for item in built.made() if item["ask"] in texts]
    return found


def date_role(built: Built, fact: Statement) -> V | None:
    """The date of a fact, where it has exactly one."""
    dates = [v for values in fact.values.values() for v in values if v.sort == "date"]
    return dates[0] if len(dates) == 1 else None
