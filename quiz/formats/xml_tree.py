"""XML from strangers as a small tree that knows the line of every element.

A DOCTYPE is refused whatever it holds: entities, external files and parameter tricks all begin there, and no question
needs one. Depth, number and size are counted while the parser runs, so that nothing large is built before it is
refused. A file that breaks off, or is not well-formed, still gives what was complete before the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NoReturn
from xml.etree.ElementTree import ParseError

from quiz.extras import needed

DOCTYPE = "X805"
"""The code of XML that is refused for what it could do."""
MALFORMED = "X809"
"""The code of what is no XML."""
MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 64
MAX_ELEMENTS = 200_000
_PIECE = 64 * 1024
_CLAIM = re.compile(rb"""<\?xml[^>]*encoding *= *["'](iso-8859-1|latin1|windows-1252|us-ascii)["']""", re.IGNORECASE)
_MATHML = "http://www.w3.org/1998/Math/MathML"


class XmlRefusedError(Exception):
    """XML that is not read at all: `line` counts from 1, and is 0 where no line is to blame."""

    def __init__(self, reason: str, line: int = 0) -> None:
        """Keep the reason in words, and the line."""
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Fault:
    """Where, and in what way, a file stopped being XML."""

    line: int
    reason: str


class Element:
    """An element: its name without namespace, what stands in it in order, and the line where it begins.

    `whole` is False for one whose end was never reached.
    """

    __slots__ = ("attributes", "content", "line", "space", "tag", "whole")

    def __init__(self, tag: str, space: str, attributes: dict[str, str], line: int) -> None:
        """Begin an empty element."""
        self.tag = tag
        self.space = space
        self.attributes = attributes
        self.content: list[Element | str] = []
        self.line = line
        self.whole = False

    def get(self, name: str, default: str = "") -> str:
        """Give an attribute, trimmed."""
        return self.attributes.get(name, default).strip()

    def children(self, *tags: str) -> Iterator[Element]:
        """Give the elements right inside this one; those of the given names where names are given."""
        for inner in self.content:
            if isinstance(inner, Element) and (not tags or inner.tag in tags):
                yield inner

    def child(self, *tags: str) -> Element | None:
        """Give the first of `children`."""
        return next(self.children(*tags), None)

    def all(self, *tags: str) -> Iterator[Element]:
        """Give all elements inside, at any depth, in the order of the file."""
        stack = [iter(self.content)]
        while stack:
            inner = next(stack[-1], None)
            if inner is None:
                stack.pop()
            elif isinstance(inner, Element):
                if not tags or inner.tag in tags:
                    yield inner
                stack.append(iter(inner.content))

    def first(self, *tags: str) -> Element | None:
        """Give the first of `all`."""
        return next(self.all(*tags), None)

    def text(self) -> str:
        """Give all text inside, as it stands."""
        found: list[str] = []
        stack = [iter(self.content)]
        while stack:
            inner = next(stack[-1], None)
            if inner is None:
                stack.pop()
            elif isinstance(inner, str):
                found.append(inner)
            else:
                stack.append(iter(inner.content))
        return "".join(found)

    def inner(self, *tags: str) -> str:
        """Give the text of the first child of these names, trimmed; empty where there is none."""
        found = self.child(*tags)
        return found.text().strip() if found else ""


@dataclass(frozen=True, slots=True)
class Document:
    """What could be read: the root, and the fault that ended the reading, if any."""

    root: Element | None
    fault: Fault | None = None
    mended: str = ""


def parse(data: bytes) -> Document:
    """Read XML. Raises XmlRefusedError for a DOCTYPE and past the limits; a fault of form is in the result."""
    if len(data) > MAX_BYTES:
        raise XmlRefusedError(f"it has more than {MAX_BYTES // 1024 // 1024} MiB")
    if mistaken := _is_utf8(data):
        return replace(_parse(data, "utf-8"), mended=f"it is UTF-8, and not {mistaken} as it says")
    document = _parse(data)
    head, sign, rest = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"?>")
    if document.root is None and document.fault and sign and head.startswith(b"<?xml") and b"\n" not in head:
        # A declaration with a blank too few is a slip that says nothing about the rest.
        again = _parse(rest)
        if again.root is not None and again.fault is None:
            return Document(again.root, mended="its XML declaration is not well-formed and was passed over")
    return document


def _is_utf8(data: bytes) -> str:
    """Give the one-byte encoding that `data` claims while its letters beyond ASCII are UTF-8; else nothing."""
    claimed = _CLAIM.match(data[:200])
    if claimed is None or data.isascii():
        return ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return claimed[1].decode("ascii")


def _parse(data: bytes, encoding: str | None = None) -> Document:
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser
    except ImportError as error:
        raise XmlRefusedError(needed("reading XML needs", "defusedxml", "formats")) from error
    target = _Builder()
    parser = DefusedXMLParser(target=target, encoding=encoding, forbid_dtd=True)
    target.watch(parser)
    try:
        for start in range(0, len(data), _PIECE):
            parser.feed(data[start : start + _PIECE])
        parser.close()
    except ParseError as error:
        reason = str(error).partition(": line ")[0]
        return Document(target.root, Fault(error.position[0], reason))
    except DefusedXmlException as error:
        raise XmlRefusedError("it has a DOCTYPE, which could hold entities that blow up", target.line()) from error
    except (ValueError, LookupError) as error:
        return Document(target.root, Fault(target.line(), f"its encoding cannot be read: {error}"))
    return Document(target.root)


class _Builder:
    """Takes the parser's events and builds elements, counting."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self._parser: object = None

    def watch(self, parser: object) -> None:
        """Remember the parser, which alone knows the line."""
        self._parser = getattr(parser, "parser", None)

    def line(self) -> int:
        """Where the parser is, from 1."""
        return int(getattr(self._parser, "CurrentLineNumber", 0))

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Open an element."""
        self._count += 1 + len(attributes)
        if self._count > MAX_ELEMENTS:
            self._refuse(f"it has more than {MAX_ELEMENTS:,} elements and attributes")
        if len(self._open) == MAX_DEPTH:
            self._refuse(f"its elements stand more than {MAX_DEPTH} deep inside one another")
        space, _, name = tag.rpartition("}")
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        element = Element(name, space.removeprefix("{"), plain, self.line())
        if self._open:
            self._open[-1].content.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _tag: str, /) -> None:
        """Close the innermost element."""
        self._open.pop().whole = True

    def data(self, text: str, /) -> None:
        """Take text."""
        if self._open:
            self._open[-1].content.append(text)

    def close(self) -> None:
        """Nothing is left to do at the end."""

    def _refuse(self, reason: str) -> NoReturn:
        raise XmlRefusedError(reason, self.line())


def is_math(element: Element) -> bool:
    """Whether an element belongs to MathML, whose letters alone do not make the formula."""
    return element.space == _MATHML or element.tag == "math"
