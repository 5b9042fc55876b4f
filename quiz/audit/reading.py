"""Reading values and things out of a pack's plain data.

What cannot be read is left out here: the loader tells the author about it, and a question that rests on it finds no
support.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from quiz.audit.intervals import Amount, Days, Span, coarsen, days_span, read_amount, read_iso
from quiz.audit.labels import fold, skeleton, tidy

_OWN_ARTICLE = re.compile(r"(the|an|a) (?=\S)")


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A person, place or object, compared by identity. `labels` are all its spellings without article."""

    name: str
    kind: str
    article: str
    short: str
    labels: tuple[str, ...]
    part_of: str = ""
    note: str = ""
    foil: bool = False
    folds: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Val:
    """One value of a role. `sort` is thing, text, date, number or money; `written` its canonical text."""

    sort: str
    written: str
    thing: Thing | None = None
    days: Days | None = None
    amount: Amount | None = None
    span: Span | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Work out the interval of a date, number or sum of money, once."""
        if self.days is not None:
            object.__setattr__(self, "span", days_span(self.days))
        elif self.amount is not None:
            object.__setattr__(self, "span", self.amount.span)


@dataclass(frozen=True, slots=True)
class Role:
    """What a role takes: a sort of value, and the kind of thing, unit or date precision it is held to."""

    name: str
    sort: str
    kind: str = ""


@dataclass(slots=True)
class Things:
    """All things and foils, found by kind and label, and what may be the same as what."""

    every: list[Thing] = field(default_factory=list)
    kinds: dict[str, list[Thing]] = field(default_factory=dict)
    by_label: dict[tuple[str, str], Thing] = field(default_factory=dict)
    anywhere: dict[str, list[Thing]] = field(default_factory=dict)
    by_fold: dict[str, list[Thing]] = field(default_factory=dict)
    by_shape: dict[str, list[Thing]] = field(default_factory=dict)
    parts: dict[str, list[Thing]] = field(default_factory=dict)
    near: dict[int, tuple[Thing, ...]] = field(default_factory=dict)
    by_capital: dict[tuple[str, str], Thing] = field(default_factory=dict)

    def add(self, thing: Thing) -> None:
        """Enter a thing under all its labels; the first holder of a label keeps it."""
        self.every.append(thing)
        self.kinds.setdefault(thing.kind, []).append(thing)
        for label in thing.labels:
            self.by_label.setdefault((thing.kind, label), thing)
            self.by_capital.setdefault((thing.kind, label[:1].upper() + label[1:]), thing)
            self.anywhere.setdefault(label, []).append(thing)
        for key in thing.folds:
            self.by_fold.setdefault(key, []).append(thing)
        for key in thing.shapes:
            self.by_shape.setdefault(key, []).append(thing)
        if thing.part_of:
            self.parts.setdefault(fold(thing.part_of), []).append(thing)

    def find(self, kind: str, text: str) -> Thing | None:
        """The thing of `kind` that `text` names, with or without its article."""
        label = tidy(text)
        return self.by_label.get((kind, label)) or self.by_label.get((kind, split_article(label)[1]))

    def find_first(self, kind: str, text: str) -> Thing | None:
        """The thing of `kind` that `text` names at the head of a sentence; no letter tells what it was before."""
        return self.find(kind, text) or self.by_capital.get((kind, tidy(text)))

    def find_anywhere(self, text: str) -> Thing | None:
        """The one thing of any kind that `text` names."""
        label = tidy(text)
        found = self.anywhere.get(label) or self.anywhere.get(split_article(label)[1]) or []
        real = [thing for thing in found if not thing.foil] or found
        return real[0] if real else None

    def wholes(self, thing: Thing) -> list[Thing]:
        """Everything that contains `thing`, nearest first; a circle ends where it closes."""
        chain: list[Thing] = []
        todo = [thing]
        while todo:
            part = todo.pop()
            for whole in self.by_fold.get(fold(part.part_of), []) if part.part_of else []:
                if whole is not thing and all(whole is not known for known in chain):
                    chain.append(whole)
                    todo.append(whole)
        return chain

    def contents(self, thing: Thing) -> list[Thing]:
        """Everything that lies within `thing`."""
        inner: list[Thing] = []
        todo = [thing]
        while todo:
            whole = todo.pop()
            for key in whole.folds:
                for part in self.parts.get(key, []):
                    if part is not thing and all(part is not known for known in inner):
                        inner.append(part)
                        todo.append(part)
        return inner

    def lookalikes(self, thing: Thing) -> tuple[Thing, ...]:
        """The thing itself and all that may be it, contain it or lie within it."""
        known = self.near.get(id(thing))
        if known is None:
            same = {id(other): other for key in thing.folds for other in self.by_fold.get(key, [])}
            same |= {id(other): other for key in thing.shapes for other in self.by_shape.get(key, [])}
            same |= {id(other): other for other in (*self.wholes(thing), *self.contents(thing))}
            known = self.near[id(thing)] = (thing, *(other for other in same.values() if other is not thing))
        return known


def split_article(text: str) -> tuple[str, str]:
    """The article a name is written with, and the name without it."""
    found = _OWN_ARTICLE.match(text)
    return (found.group(1), text[found.end() :]) if found else ("", text)


def as_map(value: object) -> Mapping[str, object]:
    """A mapping with text keys, or an empty one."""
    return {str(key): entry for key, entry in value.items()} if isinstance(value, Mapping) else {}


def as_list(value: object) -> list[object]:
    """A list as it is, nothing as an empty one, anything else as its only entry."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def as_text(value: object) -> str:
    """A text, tidied; empty for anything else."""
    return tidy(value) if isinstance(value, str) else ""


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list or of a single entry."""
    return tuple(text for text in map(as_text, as_list(value)) if text)


def read_thing(entry: object, kind: str, *, foil: bool) -> Thing | None:
    """One entry of `things` or `foils`: a name with its article, or a mapping with `name`, `short`, `also`, `in`."""
    spec = as_map(entry)
    article, name = split_article(as_text(spec.get("name")) if spec else as_text(entry))
    if not name:
        return None
    short = split_article(as_text(spec.get("short")))[1]
    names = (name, short, *texts(spec.get("also")))
    bare = tuple(split_article(label)[1] for label in names)
    labels = tuple(dict.fromkeys(label for label in (*names, *bare) if label))
    return Thing(
        name, kind, article, short, labels, as_text(spec.get("in")), as_text(spec.get("note")), foil,
        frozenset(map(fold, labels)), frozenset(map(skeleton, labels)),
    )  # fmt: skip


def read_things(plain: Mapping[str, object]) -> Things:
    """All things, then all foils; a foil that repeats a thing's name is that thing."""
    known = Things()
    for section, foil in (("things", False), ("foils", True)):
        for kind, entries in as_map(plain.get(section)).items():
            spec = as_map(entries)
            listed = spec.get("names") if "names" in spec else ([entries] if "name" in spec else entries)
            known.kinds.setdefault(tidy(kind), [])
            for entry in as_list(listed):
                thing = read_thing(entry, tidy(kind), foil=foil)
                if thing is not None and not (foil and _known_name(known, thing)):
                    known.add(thing)
    return known


def _known_name(known: Things, thing: Thing) -> bool:
    found = known.find(thing.kind, thing.name)
    return found is not None and found.name == thing.name


def read_role(name: str, text: str, things: Things) -> Role:
    """A role's type: text, day, month, year, date, money, `number of UNIT`, KIND or `KIND in PLACE`."""
    if text in ("text", "money", "date"):
        return Role(name, text)
    if text in ("day", "month", "year"):
        return Role(name, "date", text)
    if text == "number":
        return Role(name, "number")
    if text.startswith("number of "):
        return Role(name, "number", text.removeprefix("number of "))
    kind, place, _ = text.partition(" in ")
    if text not in things.kinds and place and kind in things.kinds:
        return Role(name, "thing", kind)
    return Role(name, "thing", text)


def read_value(text: str, role: Role, things: Things, *, loose: bool = False) -> Val | None:
    """What `text` means as a value of `role`; None where it means nothing.

    `loose` is for claims and conditions: a thing of another kind will do, and what names no thing stays a text.
    """
    text = tidy(text)
    value = _strict(text, role, things)
    if value is not None or not loose or not text:
        return value
    thing = things.find_anywhere(text) if role.sort == "thing" else None
    if thing is not None:
        return Val("thing", thing.name, thing=thing)
    return Val("text", text)


def _strict(text: str, role: Role, things: Things) -> Val | None:
    if not text:
        return None
    if role.sort == "text":
        return Val("text", text)
    if role.sort == "date":
        days = read_iso(text)
        return None if days is None else Val("date", text, days=days)
    if role.sort in ("number", "money"):
        amount = read_amount(text, role.kind)
        if amount is None or (role.sort == "money" and not amount.unit):
            return None
        return Val(role.sort, text, amount=amount)
    thing = things.find(role.kind, text)
    return None if thing is None else Val("thing", thing.name, thing=thing)


def coarser(value: Val, grain: str) -> Val | None:
    """A date as the year or month that is asked for."""
    if not grain or value.days is None:
        return value
    days = coarsen(value.days, grain)
    return None if days is None else Val("date", value.written, days=days)


def read_values(raw: object, role: Role, things: Things, *, loose: bool = False) -> tuple[Val, ...]:
    """The values of one role; empty where any of them cannot be read."""
    values = [read_value(text, role, things, loose=loose) for text in texts(raw)]
    if not values or any(value is None for value in values):
        return ()
    return tuple(value for value in values if value is not None)


def canonical(values: tuple[Val, ...]) -> list[str]:
    """The values as they go into an identity."""
    return sorted(unicodedata.normalize("NFC", value.written) for value in values)


def each_pair(mapping: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Keys tidied, with their entries."""
    for key, entry in mapping.items():
        yield tidy(key), entry
