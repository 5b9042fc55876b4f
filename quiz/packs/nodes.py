"""Nodes: the tree of a pack file, built from the YAML event stream, with line and column of every value.

PyYAML's composer is never called. It dies on deep nesting, resolves `no` to False, and forgets positions. The event
parser hands out one event at a time, so depth, aliases, tags and length are refused before anything is built. Every
scalar is text as typed; the readers decide what it means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quiz.core.text import clean, hidden
from quiz.packs.codes import CODES
from quiz.packs.findings import Log, Mark, PackError, Place, quoted
from quiz.packs.syntax import explain

MAX_BYTES = 16 * 1024 * 1024
MAX_EVENTS = 2_000_000
MAX_DEPTH = 16
_SEARCHED = 500

# What the YAML reader refuses raw; looked for beforehand, because the reader names no column.
_RAW = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A place is kept as one number, line and column: half the memory of the parser's own mark, which can then be freed.
COLUMNS = 24
COLUMN = (1 << COLUMNS) - 1
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Scalar(NamedTuple):
    """A text: trimmed, in NFC, "" where the file has nothing. `at` is its packed place."""

    text: str
    at: int

    @property
    def mark(self) -> Place:
        """Its place in the file."""
        return Place(self.at >> COLUMNS, self.at & COLUMN)


class Seq:
    """A list. `bad` says that something in it was refused."""

    __slots__ = ("at", "bad", "flow", "items")

    def __init__(self, at: int, *, flow: bool) -> None:
        """Start an empty list at a packed place."""
        self.items: list[Node] = []
        self.at = at
        self.flow = flow
        self.bad = False

    @property
    def mark(self) -> Place:
        """Its place in the file."""
        return Place(self.at >> COLUMNS, self.at & COLUMN)


class Map:
    """Keys with values. `ats` holds the packed place of each key; `bad` says that something in it was refused."""

    __slots__ = ("_keys", "at", "ats", "bad", "fields", "flow")

    def __init__(self, at: int, *, flow: bool) -> None:
        """Start an empty mapping at a packed place."""
        self.fields: dict[str, Node] = {}
        self.ats: list[int] = []
        self.at = at
        self.flow = flow
        self.bad = False
        self._keys: dict[str, Place] | None = None

    @property
    def mark(self) -> Place:
        """Its place in the file."""
        return Place(self.at >> COLUMNS, self.at & COLUMN)

    @property
    def keys(self) -> Mapping[str, Place]:
        """The place of each key, unpacked when first asked for: of most mappings nobody asks."""
        if self._keys is None:
            self._keys = {key: Place(at >> COLUMNS, at & COLUMN) for key, at in zip(self.fields, self.ats, strict=True)}
        return self._keys


Node = Scalar | Seq | Map


def decode(data: bytes, name: str) -> str:
    """Decode a pack file, without byte order mark. Raises PackError on size, encoding and raw control characters."""
    if len(data) > MAX_BYTES:
        log = Log(name)
        log.add("Y102", Place(), f"the file has more than {MAX_BYTES // 1024 // 1024} MiB")
        raise PackError(log.findings())
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _RAW.search(data.decode("utf-8", "replace")):
            # Of what is no text no line is shown, and no byte is to blame.
            log = Log(name)
            utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
            log.add("Y101" if utf16 else "Y100", Place(), "the file is UTF-16" if utf16 else "the file is not text")
            raise PackError(log.findings()) from error
        before = Log(name, data[: error.start].decode("utf-8").removeprefix("\ufeff")).lines()
        log = Log(name, data.decode("utf-8", "replace").removeprefix("\ufeff"))
        place = Place(len(before) - 1, len(before[-1]))
        byte = data[error.start : error.start + 1]
        meant = byte.decode("cp1252", "ignore")
        hint = f"; in Windows-1252 it is {quoted(meant)}" if meant else ""
        log.add("Y101", place, f"byte 0x{byte.hex()} is not UTF-8{hint}")
        raise PackError(log.findings()) from error
    text = text.removeprefix("\ufeff")
    if _RAW.search(text):
        log = Log(name, text)
        for number, row in enumerate(log.lines()):
            for found in islice(_RAW.finditer(row), 3):
                log.add("T501", Place(number, found.start()), f"control character U+{ord(found.group()):04X}")
        raise PackError(log.findings())
    return text


def parse(text: str, log: Log) -> Node | None:
    """Build the tree of `text`; None when the file is empty. Raises PackError when it cannot be read at all."""
    builder = _Builder(log, plain="\\" not in text and text.isascii())
    try:
        builder.run(islice(_events(text), MAX_EVENTS))
    except yaml.YAMLError as error:
        code, place, message, fix = explain(error, log.lines())
        raise log.refused(code, place, message, fix) from error
    if not builder.done:
        log.add("Y102", Place(), f"the file has more than {MAX_EVENTS:,} values")
        raise PackError(log.findings())
    return builder.root


def _events(text: str) -> Iterator[Any]:
    """Give the events of the C parser, or of the pure one where PyYAML was built without C."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    return iter(loader.get_event, None)


def _inside(node: Seq | Map | None) -> tuple[Seq | Map | None, dict[str, Node] | None, list[int]]:
    """Give what building inside `node` goes on with: the node, its fields and the places of its keys."""
    return (node, node.fields, node.ats) if isinstance(node, Map) else (node, None, [])


class _Builder:
    """Builds nodes from events. With `plain`, no text can hold anything that needs cleaning."""

    def __init__(self, log: Log, *, plain: bool) -> None:
        self.log = log
        self.plain = plain
        self.root: Node | None = None
        self.done = False
        self.documents = 0
        self.open: list[Seq | Map] = []

    def run(self, events: Iterator[Any]) -> None:
        """Take events until the end of the stream; one plain loop, because most of the cost of loading is here."""
        make = tuple.__new__
        anything = not self.plain
        names: dict[str, str] = {}
        top: Seq | Map | None = None
        fields: dict[str, Node] | None = None
        ats: list[int] = []
        key: str | None = None
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                text, mark = event.value, event.start_mark
                if anything and not (text.isascii() and text.isprintable()):
                    text = self._clean(text, mark)
                elif event.style:
                    text = text.strip()
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event)
                at = mark.line << COLUMNS | mark.column
                if fields is None:
                    self._add(top, make(Scalar, (text, at)))
                elif key is None:
                    key = names.setdefault(text, text)
                    if key in fields or key == "<<":
                        self._bad_key(top, key, mark)
                    if key not in fields:
                        ats.append(at)
                else:
                    fields[key] = make(Scalar, (text, at))
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                node = self._begin(event, kind is MappingStartEvent)
                if fields is None:
                    self._add(top, node)
                elif key is not None:
                    fields[key] = node
                else:
                    self._stop("Y122", event.start_mark, "a key must be a text")
                self._push(node)
                top, fields, ats, key = *_inside(node), None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.open.pop()
                top, fields, ats, key = *_inside(self.open[-1] if self.open else None), None
            elif kind is AliasEvent:
                key = self._alias(event, top, key)
            elif self._ended(event):
                return

    def _begin(self, event: Any, mapping: bool) -> Seq | Map:  # noqa: ANN401 - the stubs lack tag and anchor
        """Make the empty node of a list or a mapping that starts here."""
        at = event.start_mark.line << COLUMNS | event.start_mark.column
        node: Seq | Map = (Map if mapping else Seq)(at, flow=event.flow_style)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
            node.bad = True
        return node

    def _add(self, top: Seq | Map | None, node: Node) -> None:
        if type(top) is Seq:
            if top.flow and type(node) is Scalar and len(node.text) > 2 and node.text[:3].isdigit() and top.items:
                self._check_cut(top.items[-1], node)
            top.items.append(node)
        else:
            self.root = node

    def _check_cut(self, before: Node, node: Scalar) -> None:
        """Refuse `[about 3,000]`: in brackets that is two entries, where one number was meant."""
        if not isinstance(before, Scalar) or not before.text[-1:].isdigit() or before.mark.line != node.mark.line:
            return
        if node.text[3:4].isdigit():
            return
        if before.mark.column + len(before.text) + 1 == node.mark.column:
            message = f"the comma between {quoted(before.text)} and {quoted(node.text)} made two entries of one number"
            self._error("Y121", node.mark, message)

    def _push(self, node: Seq | Map) -> None:
        if len(self.open) == MAX_DEPTH:
            self._stop("Y102", node.mark, f"more than {MAX_DEPTH} levels inside one another")
        self.open.append(node)

    def _bad_key(self, top: Seq | Map | None, text: str, mark: Mark) -> None:
        if isinstance(top, Map) and text in top.fields:
            # The search walks all keys; past a number of errors nobody reads its outcome any more.
            at = top.ats[list(top.fields).index(text)] if self.log.errors < _SEARCHED else top.at
            said = f"the key {quoted(text)} stands twice here, first in line {(at >> COLUMNS) + 1}"
            self._error("Y106", mark, said)
        else:
            self._error("Y103", mark, "merge keys are not allowed")

    def _alias(self, event: Any, top: Seq | Map | None, key: str | None) -> str | None:  # noqa: ANN401 - the stubs lack tag and anchor
        """Refuse an alias; an empty text takes its place, so that the rest can be read. Gives the key now open."""
        self._error("Y103", event.start_mark, f"the alias {quoted('*' + str(event.anchor))} is not allowed")
        at = event.start_mark.line << COLUMNS | event.start_mark.column
        if not isinstance(top, Map):
            self._add(top, Scalar("", at))
        elif key is None:
            if "" not in top.fields:
                top.ats.append(at)
            return ""
        else:
            top.fields[key] = Scalar("", at)
        return None

    def _refuse(self, event: Any) -> None:  # noqa: ANN401 - the stubs lack tag and anchor
        if event.anchor is not None:
            self._error("Y103", event.start_mark, f"the anchor {quoted('&' + event.anchor)} is not allowed")
        if event.tag is not None:
            self._error("Y104", event.start_mark, f"the tag {quoted(event.tag)} is not allowed")

    def _clean(self, text: str, mark: Mark) -> str:
        """Trim, bring to NFC, and refuse what is hidden; escapes in double quotes can smuggle in anything."""
        text = text.strip()
        for offset, name in hidden(text):
            sign = text[offset]
            code = (
                "T501" if unicodedata.category(sign) in ("Cc", "Cs") else "T502" if _DIRECTION.match(sign) else "T513"
            )
            self._error(code, mark, f"the text holds {name}")
        return clean(text, lines=True)

    def _error(self, code: str, mark: Mark, message: str) -> None:
        self.log.add(code, mark, message)
        if CODES[code].severity == "error":
            for node in self.open:
                node.bad = True

    def _stop(self, code: str, mark: Mark, message: str) -> NoReturn:
        raise self.log.refused(code, mark, message)

    def _ended(self, event: Any) -> bool:  # noqa: ANN401 - the stubs lack tag and anchor
        """Count documents; only the first is read. The stream ends the tree."""
        kind = type(event)
        self.done = kind is StreamEndEvent
        if kind is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.log.add("Y105", event.start_mark, "a second document begins here")
                self.done = True
        return self.done


def plain(node: Node | None) -> object:
    """Give `node` as dict, list and str; None for an empty value."""
    if isinstance(node, Map):
        return {key: plain(value) for key, value in node.fields.items()}
    if isinstance(node, Seq):
        return [plain(value) for value in node.items]
    return (node.text or None) if node else None
