"""Reads `sources`, `things` and `foils`, and finds things by the names that facts use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from quiz.core.facts import Thing
from quiz.core.sources import Dated, Source
from quiz.core.values import Date, ThingRef, Value
from quiz.packs.factkeys import FOILS, THING
from quiz.packs.fields import check_keys, listed, mapped, optional, text, texts, whole_number
from quiz.packs.findings import Log, Mark, nearest, quoted
from quiz.packs.keys import SOURCE
from quiz.packs.nodes import Map, Node, Scalar, Seq
from quiz.packs.values import ValueProblem, date

_SOURCE_KEYS = frozenset(SOURCE)
_THING_KEYS = frozenset(THING)
_FOIL_KEYS = frozenset(FOILS)
_ARTICLE = re.compile(r"(a|an|the) (?=\S)")


def split_article(name: str) -> tuple[str, str]:
    """Give the lower-case article before a name, or "", and the bare name."""
    found = _ARTICLE.match(name)
    return (found[1], name[found.end() :].lstrip()) if found else ("", name)


def bare(name: str) -> str:
    """Give a name as names are compared: blanks collapsed, without an article in any case."""
    tidy = " ".join(name.split())
    found = _ARTICLE.match(tidy[:4].casefold() + tidy[4:])
    return tidy[found.end() :] if found else tidy


def web_address(found: str) -> bool:
    """Tell whether a text is an http or https address."""
    try:
        parts = urlsplit(found)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in found


def read_sources(log: Log, node: Node | None) -> dict[str, Source]:
    """Read the sources by the name under which facts cite them."""
    found: dict[str, Source] = {}
    top = mapped(log, node, "`sources`")
    for name, value in top.fields.items() if top else ():
        found[name] = read_source(log, name, value)
    return found


def read_source(log: Log, name: str, value: Node) -> Source:
    """Read one source: its keys, or in the short form its address or title alone."""
    if isinstance(value, Scalar):
        return Source(name, url=value.text) if web_address(value.text) else Source(name, title=value.text)
    entry = mapped(log, value, f"the source {quoted(name)}")
    if entry is None:
        return Source(name)
    check_keys(log, entry, _SOURCE_KEYS, f"the source {quoted(name)}")
    for number in listed(log, entry.fields.get("furniture"), "`furniture`"):
        whole_number(log, number, "a paragraph", 1, 9999, 1)
    return _source(log, name, entry.fields)


def own_source(log: Log, value: Node) -> Source:
    """Read a source that a question brings along; its name is its title, or the host of its address."""
    made = read_source(log, "", value)
    host = urlsplit(made.url).netloc.removeprefix("www.") if web_address(made.url) else ""
    return replace(made, name=made.title or host or made.author or "the source")


def _source(log: Log, name: str, fields: Mapping[str, Node]) -> Source:
    url, day, dated, note = (optional(log, fields, key) for key in ("url", "date", "dated", "date note"))
    if url and not web_address(url):
        log.add("Q215", fields["url"].mark, f"{quoted(url)} is not a web address")
    if day:
        day = _source_date(log, fields["date"], day)
    if dated not in ("", *Dated):
        log.add("Q219", fields["dated"].mark, f"`dated` is printed, inferred or unknown, here is {quoted(dated)}")
        dated = ""
    return Source(
        name,
        title=optional(log, fields, "title"),
        author=optional(log, fields, "author"),
        url=url,
        date=day,
        dated=Dated(dated) if dated else usual(day, note),
        date_note=note,
        origin=optional(log, fields, "origin"),
        article=optional(log, fields, "article"),
    )


def usual(date: str, note: str) -> Dated:
    """Give how a date is known where its author does not say: it stands there, unless a note doubts it."""
    return Dated.PRINTED if date and not note else Dated.UNKNOWN


def _source_date(log: Log, node: Node, day: str) -> str:
    try:
        date(day)
    except ValueProblem as problem:
        log.add("Q215", node.mark, str(problem))
        return ""
    return day


class Things:
    """All things of a pack, by key and by the names under which facts may call them.

    The key is the bare name; where two things share it and have notes, it is NAME (NOTE).
    """

    def __init__(self) -> None:
        """Start without things."""
        self.by_key: dict[str, Thing] = {}
        self.kinds: dict[str, None] = {}
        self._by_name: dict[str, dict[str, list[str]]] = {}

    def add(self, key: str, thing: Thing) -> None:
        """Enter `thing` and make it findable in its kind under all its names."""
        self.by_key[key] = thing
        self.kinds[thing.kind] = None
        names = self._by_name.setdefault(thing.kind, {})
        for name in {thing.name, _noted(thing), thing.short, *thing.also} - {""}:
            keys = names.setdefault(bare(name), [])
            if key not in keys:
                keys.append(key)

    def spoil(self, key: str) -> None:
        """Make the thing of this key a broken one."""
        self.by_key[key] = replace(self.by_key[key], broken=True)

    def find(self, name: str, kind: str) -> tuple[str, ...]:
        """Give the keys of the things of `kind` that are called `name`; of any kind when `kind` is empty."""
        wanted = bare(name)
        if kind:
            return tuple(self._by_name.get(kind, {}).get(wanted, ()))
        return tuple(dict.fromkeys(key for names in self._by_name.values() for key in names.get(wanted, ())))

    def suggestion(self, name: str, kind: str) -> str:
        """Give "; did you mean ...?" for the nearest name of that kind."""
        names = self._by_name.get(kind, {})
        return nearest(bare(name), names)

    def unsound(self, values: Mapping[str, Iterable[Value]]) -> bool:
        """Tell whether any of the values is a thing with an error."""
        named = (value.name for held in values.values() for value in held if isinstance(value, ThingRef))
        return any(self.by_key[name].broken for name in named)

    def parts(self, key: str) -> set[str]:
        """Give the keys of everything that contains the thing `key`, itself included."""
        seen: set[str] = set()
        todo = [key]
        while todo:
            current = todo.pop()
            if current not in seen and current in self.by_key:
                seen.add(current)
                todo += self.find(self.by_key[current].part_of, "") if self.by_key[current].part_of else ()
        return seen


def read_things(log: Log, things_node: Node | None, foils_node: Node | None) -> Things:
    """Read things and foils. Of two things of one name both need a note."""
    rows: list[tuple[Thing, Mark]] = []
    top = mapped(log, things_node, "`things`")
    for kind, value in top.fields.items() if top else ():
        rows += [
            row for node in listed(log, value, f"the things of kind {quoted(kind)}") if (row := _thing(log, node, kind))
        ]
    rows += _foils(log, foils_node)
    found = Things()
    homonyms = _homonyms(rows)
    marks: dict[str, Mark] = {}
    for thing, mark in rows:
        key = _noted(thing) if thing.name in homonyms else thing.name
        if key in found.by_key:
            _twice(log, found, key, thing, mark)
        else:
            found.add(key, thing)
            marks[key] = mark
    _check_containers(log, found, marks)
    return found


def _noted(thing: Thing) -> str:
    """The name with what tells it from another of the same name."""
    return f"{thing.name} ({thing.note})" if thing.note else thing.name


def _twice(log: Log, found: Things, key: str, thing: Thing, mark: Mark) -> None:
    """Note that `key` is taken. A foil of a thing's name is that thing.

    Which of two things is meant where the name stands, nothing tells. So both are broken, and both keep their names.
    """
    if not thing.broken:
        log.add("F712", mark, f"{quoted(key)} stands twice under `things` and `foils`")
    if not thing.foil:
        other = f"{key} (line {mark.line + 1}, column {mark.column + 1})"
        found.add(other, thing)
        found.spoil(key)
        found.spoil(other)


def _homonyms(rows: list[tuple[Thing, Mark]]) -> set[str]:
    seen: set[str] = set()
    return {thing.name for thing, _ in rows if thing.name in seen or seen.add(thing.name)}  # type: ignore[func-returns-value]


def _thing(log: Log, node: Node, kind: str) -> tuple[Thing, Mark] | None:
    """Read one thing. A slip in its lifetime costs it the lifetime alone; with any other one it is broken.

    Without the thing, what the pack says of it would be lost too, and with that what contradicts other facts. It is
    no option any more: the slip may be in the very key that tells what it lies in.
    """
    before = log.errors
    if isinstance(node, Map):
        check_keys(log, node, _THING_KEYS, "a thing")
        fields = node.fields
        article, name = split_article(text(log, fields.get("name"), "the `name` of a thing", node.mark))
        also = tuple(bare(other) for other in texts(log, fields.get("also"), "`also`"))
        short = _short(log, fields)
        made = Thing(
            name, kind, article, short, also,
            part_of=bare(optional(log, fields, "in")), note=optional(log, fields, "note"),
        )  # fmt: skip
    else:
        article, name = split_article(text(log, node, f"a thing of kind {quoted(kind)}"))
        made = Thing(name, kind, article)
    if not name:
        return None
    bad = isinstance(node, Map | Seq) and node.bad
    if log.errors != before or bad:
        made = replace(made, broken=True)
    return (_lasting(log, made, node.fields) if isinstance(node, Map) else made), node.mark


def _lasting(log: Log, thing: Thing, fields: Mapping[str, Node]) -> Thing:
    """Give the thing the lifetime that is written, where one can be."""
    since, until = _bound(log, fields.get("since")), _bound(log, fields.get("until"))
    if since and until and until.last < since.first:
        log.add("F707", fields["until"].mark, f"{quoted(thing.name)} ends before it begins")
        return thing
    return replace(thing, since=since, until=until) if since or until else thing


def _short(log: Log, fields: Mapping[str, Node]) -> str:
    article, short = split_article(optional(log, fields, "short"))
    if article:
        log.add("F716", fields["short"].mark, f"the short name carries the article {quoted(article)}")
    return short


def _bound(log: Log, node: Node | None) -> Date | None:
    if node is None:
        return None
    try:
        return date(node.text if isinstance(node, Scalar) else "")
    except ValueProblem as problem:
        log.add(problem.code, node.mark, str(problem))
        return None


def _foils(log: Log, node: Node | None) -> list[tuple[Thing, Mark]]:
    rows: list[tuple[Thing, Mark]] = []
    top = mapped(log, node, "`foils`")
    for kind, value in top.fields.items() if top else ():
        because, names = "", value
        if isinstance(value, Map):
            check_keys(log, value, _FOIL_KEYS, "foils")
            because, names = optional(log, value.fields, "because"), value.fields.get("names", value)
        if not because and top:
            log.add("F711", top.keys.get(kind, value.mark), f"the foils of kind {quoted(kind)} state no ground")
        for entry in listed(log, names, f"the foils of kind {quoted(kind)}"):
            article, name = split_article(text(log, entry, "a foil"))
            if name:
                rows.append((Thing(name, kind, article, foil=True, because=because), entry.mark))
    return rows


def _check_containers(log: Log, found: Things, marks: Mapping[str, Mark]) -> None:
    """Note containers that are not there. What it lies in, such a thing may be: that makes it a broken one."""
    for key, mark in marks.items():
        thing = found.by_key[key]
        if thing.part_of and not found.find(thing.part_of, ""):
            found.spoil(key)
            log.add(
                "F708", mark, f"{quoted(thing.name)} lies in {quoted(thing.part_of)}, which is no thing of the pack"
            )
