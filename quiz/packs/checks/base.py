"""What a check of one question looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from quiz.core.items import Item
from quiz.packs.findings import Log, Rows
from quiz.packs.nodes import Map, Node, Scalar, Seq

# Names and settings, which no player reads as text.
_UNREAD = frozenset(
    {
        "id", "source", "tags", "difficulty", "seconds", "weight", "language", "paragraph", "score", "verdict",
        "keep_order", "number", "within", "between", "margin", "near", "case", "accents", "punctuation", "articles",
    }
)  # fmt: skip
# English under its tags of two and three letters, and the tag of a language that nobody has determined.
_ENGLISH = frozenset({"en", "eng", "und"})


class Case(NamedTuple):
    """One question: where findings go, the lines of the file, item and node, and its texts with their places.

    `options` are the texts of a choice, the `right` first ones being right.
    """

    log: Log
    lines: Rows
    item: Item
    node: Map
    stem: Scalar
    options: tuple[Scalar, ...]
    right: int

    @property
    def folded(self) -> str:
        """The stem without case."""
        return self.stem.text.casefold()

    @property
    def language(self) -> str:
        """The language of the texts without script and region; English where the pack names none."""
        return self.item.language.partition("-")[0].lower()

    @property
    def english(self) -> bool:
        """Whether what is known of English words holds, or nobody says that it does not."""
        return self.language in _ENGLISH


Check = Callable[[Case], None]


def case(log: Log, lines: Rows, item: Item, node: Map) -> Case:
    """Make the case of one question."""
    fields = node.fields
    stem = fields.get("ask", fields.get("fill"))
    if not isinstance(stem, Scalar):
        stem = Scalar(item.stem, node.at)
    right = tuple(texts(fields.get("right")))
    options = (*right, *texts(fields.get("wrong"))) if right else ()
    return Case(log, lines, item, node, stem, options, len(right))


def texts(node: Node | None) -> Iterator[Scalar]:
    """Give the texts of options in the short form or the long one."""
    for entry in node.items if isinstance(node, Seq) else (node,):
        if isinstance(entry, Map):
            entry = entry.fields.get("text")
        if isinstance(entry, Scalar):
            yield entry


def read(node: Map) -> Iterator[Scalar]:
    """Give every text of a question that players read, and those of none of its foreign keys."""
    todo: list[Node] = [value for key, value in node.fields.items() if key not in _UNREAD and not key.startswith("x-")]
    while todo:
        current = todo.pop()
        if isinstance(current, Scalar):
            yield current
        elif isinstance(current, Seq):
            todo += current.items
        else:
            todo += [value for key, value in current.fields.items() if key != "score"]
