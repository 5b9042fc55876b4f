"""Packs as the library shows them. What reads and checks them is meant for a process of its own: see `apart`."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.shelf import PACKS
from quiz.stores.private import make_private
from quiz.tui.library import Notice, Origin, Place, Preview, Stamp, Survey

if TYPE_CHECKING:
    from quiz.cli.checking import Checked, Told
    from quiz.core.items import Item
    from quiz.packs import Loaded
    from quiz.packs.nodes import Map as Node

SUFFIX = ".quiz.yaml"
TOLD = 12
"""How many findings a survey holds."""
GONE = "does not exist"
"""What the loader says of a file that is not there."""
OFFERED = 2000
"""How many names of a folder are looked at to complete a path."""


def places(folder: Path, opened: Iterable[str]) -> tuple[Place, ...]:
    """Where packs are: those that ship, those in the player's folder, which is made if need be, those once opened."""
    from quiz.packs.library import resolve, shipped

    own = folder / PACKS
    with suppress(OSError):
        make_private(own)
    found = [Place(name, Origin.SHIPPED, str(resolve(name))) for name in shipped()]
    found += [Place(str(path), Origin.OWN, str(path)) for path in sorted(own.glob(f"*{SUFFIX}"))]
    known = {one.path for one in found}
    found += [Place(path, Origin.OPENED, path) for path in dict.fromkeys(opened) if path not in known]
    return tuple(found)


def stamp(path: str) -> Stamp:
    """What tells this state of a file from any other."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a path that is no path is an answer here, too
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def completed(typed: str) -> str:
    """The path that goes on from what is typed: a folder or a pack, the first in the alphabet; else nothing."""
    folder, slash, begun = typed.rpartition("/")
    given = folder + slash
    try:
        with os.scandir(Path(given or ".").expanduser()) as there:
            rows = [entry for entry, _ in zip(there, range(OFFERED), strict=False)]
            names = sorted(
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry in rows
                if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
                and (entry.is_dir() or entry.name.endswith(SUFFIX))
            )  # fmt: skip
    except (OSError, ValueError, RuntimeError):
        return ""
    return given + names[0] if names and names[0].isprintable() else ""


def surveyed(names: Iterable[str]) -> Iterator[Survey]:
    """Each pack, checked."""
    for name in names:
        yield _survey(name, *_read(name))


def previewed(name: str) -> Iterator[Preview]:
    """One pack with all of its questions."""
    loaded, checked = _read(name)
    survey = _survey(name, loaded, checked)
    if loaded is None:
        yield Preview(survey, notices=tuple(_notice(one, "") for one in checked.told))
        return
    lines = _lines(loaded, checked.items)
    order = sorted(range(len(lines)), key=lambda at: lines[at] or len(loaded.text))
    items = tuple(checked.items[at] for at in order)
    owners = _Owners(loaded, items)
    notices = tuple(_notice(one, owners.of(one)) for one in checked.told)
    yield Preview(survey, items, tuple(lines[at] for at in order), notices, loaded.pack.digest)


def _read(name: str) -> tuple[Loaded | None, Checked]:
    """A pack, as its file is now, and what the checker says of it."""
    from quiz.cli.checking import examined, refused
    from quiz.packs import PackError, load_path, resolve

    try:
        loaded = load_path(resolve(name))
    except PackError as error:
        return None, refused(error)
    return loaded, examined(loaded)


def _survey(name: str, loaded: Loaded | None, checked: Checked) -> Survey:
    """What a pack holds."""
    notices = tuple(_notice(one, "") for one in checked.told[:TOLD])
    count = len(checked.told)
    if loaded is None:
        worst = next((one.message for one in checked.told if one.severity == "error"), "it cannot be read")
        return Survey(name, findings=count, notices=notices, refused=worst, missing=worst == GONE)
    pack, items = loaded.pack, checked.items
    stems = [" ".join(item.stem.split()) for item in items]
    return Survey(
        name, pack.title, pack.about, pack.language, pack.licence or "", _tags(items),
        len(pack.facts) + len(pack.one_offs), len(pack.questions), len(pack.sources), len(items),
        "\n".join(stems), "\n".join(" ".join(stem.casefold().split()) for stem in stems), count, notices,
        false=tuple(place for place, item in enumerate(items) if _false(item)),
    )  # fmt: skip


def _false(item: Item) -> bool:
    """Whether it is a statement that does not hold."""
    return item.question.kind == "true_false" and not item.question.key


def _tags(items: Iterable[Item]) -> tuple[str, ...]:
    """All tags, the most frequent first; of a question that is made from facts, its topic."""
    from collections import Counter

    counted = Counter(tag for item in items for tag in item.tags or ((item.topic,) if item.topic else ()))
    return tuple(sorted(counted, key=lambda tag: (-counted[tag], tag)))


def _notice(told: Told, item: str) -> Notice:
    """A finding as the app shows it."""
    found = told.finding
    line, column = (found.line, found.column) if found is not None else (0, 0)
    return Notice(told.code, told.severity, told.message, told.why, told.fix, line, column, item)


def _lines(loaded: Loaded, items: Iterable[Item]) -> list[int]:
    """The line of each question: its own, or that of the first fact that it is made from."""
    written = {item.id: node.mark.line + 1 for item, node in loaded.rows}
    facts = {fact: mark.line + 1 for fact, mark in loaded.places.items()}
    return [
        written.get(item.id) or min((facts[fact] for fact in item.facts if fact in facts), default=0) for item in items
    ]


class _Owners:
    """Which question a finding is about."""

    def __init__(self, loaded: Loaded, items: Iterable[Item]) -> None:
        """Every key of the file, every fact and every written question begins a stretch of lines."""
        self._ids = {item.id for item in items}
        first: dict[str, str] = {}
        for item in items:
            for fact in item.facts:
                first.setdefault(fact, item.id)
        starts = {mark.line: "" for mark in loaded.root.keys.values()}
        starts |= {node.mark.line: "" for node in _written(loaded)}
        starts |= {mark.line: first.get(fact, "") for fact, mark in loaded.places.items()}
        starts |= {node.mark.line: item.id for item, node in loaded.rows}
        self._starts = sorted(starts.items())
        self._lines = [line for line, _ in self._starts]

    def of(self, told: Told) -> str:
        """The id of the question; nothing where it is left out, or there is none."""
        if told.question in self._ids:
            return told.question or ""
        if told.finding is None:
            return ""
        at = bisect_right(self._lines, told.finding.line - 1) - 1
        found = self._starts[at][1] if at >= 0 else ""
        return found if found in self._ids else ""


def _written(loaded: Loaded) -> Iterator[Node]:
    """All written questions, those that are left out, too."""
    from quiz.packs.nodes import Map, Seq

    listed = loaded.root.fields.get("questions")
    if isinstance(listed, Seq):
        yield from (node for node in listed.items if isinstance(node, Map))
