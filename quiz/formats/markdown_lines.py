"""The lines of a Markdown quiz: what each is, in whichever of the dialects it is written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from quiz.formats.texts import Plain, looks_like_html, plain

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")


class Kind(Enum):
    """What a line is."""

    HEADING = auto()
    BOX = auto()  # `- [x] text`, `1. [ ] text`, `[*] text`
    LETTER = auto()  # `a) text`, `*b) text`
    NUMBERED = auto()  # `1. text`: a question, or an entry of an order
    AMOUNT = auto()  # `= 1.41 +- 0.01`
    STAR = auto()  # `* text`: a typed answer
    DASH = auto()  # `- text`
    PLUS = auto()  # `+ text`
    DOTS = auto()  # `... text`
    QUOTE = auto()  # `> text`
    TABLE = auto()
    ESSAY = auto()
    META = auto()  # `Title: text`
    GROUP = auto()
    OPEN = auto()  # `<quiz>`
    CLOSE = auto()
    RULE = auto()
    COMMENT = auto()
    CODE = auto()
    PROGRAM = auto()  # a fence of code that the file wants to be run
    BLANK = auto()
    TEXT = auto()


_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(shape))
    for kind, shape in (
        (Kind.HEADING, r"(?P<sign>#{1,6})(?:\s+(?P<text>.*))?$"),
        (Kind.BOX, r"(?P<sign>(?:[-*+]|\d{1,3}[.)])\s+)?\[(?P<mark>[ xX*])\](?:\s+(?P<text>.*))?$"),
        (Kind.LETTER, r"(?P<mark>\*?)[a-zA-Z]\)\s+(?P<text>\S.*)$"),
        (Kind.NUMBERED, r"(?P<sign>\d{1,3})[.)]\s+(?P<text>\S.*)$"),
        (Kind.AMOUNT, r"=\s+(?P<text>\S.*)$"),
        (Kind.ESSAY, r"(?:_{3,}|\^{3,})\s*$"),
        (Kind.RULE, r"(?:-{3,}|\*{3,})\s*$"),
        (Kind.STAR, r"\*\s+(?P<text>\S.*)$"),
        (Kind.DASH, r"-\s+(?P<text>\S.*)$"),
        (Kind.PLUS, r"\+\s+(?P<text>\S.*)$"),
        (Kind.DOTS, r"\.\.\.\s+(?P<text>\S.*)$"),
        (Kind.QUOTE, r">(?: ?(?P<text>.*))?$"),
        (Kind.TABLE, r"\|(?P<text>.*)$"),
        (Kind.GROUP, r"(?:GROUP|END_GROUP|COMMENT|END_COMMENT)\s*$|(?P<sign>pick|(?:solutions?|points) per question):"),
        (
            Kind.META,
            r"(?i:(?P<sign>quiz title|quiz description|title|points|text title|text|shuffle answers"
            r"|show correct answers|one question at a time|can't go back|feedback is solution"
            r"|solutions sample groups|solutions randomize groups)):(?:\s+(?P<text>.*))?$",
        ),
        (Kind.OPEN, r"<quiz\b[^>]*>\s*$"),
        (Kind.CLOSE, r"</quiz>\s*$"),
        (Kind.COMMENT, r"%|<!--(?P<text>.*?)(?:-->)?\s*$"),
        (Kind.CODE, r"(?:```|~~~)(?P<text>.*)$"),
    )
)
_ESCAPED = re.compile(r"\\+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, how far it is indented, what it is, and its parts."""

    number: int
    indent: int
    kind: Kind
    text: str = ""
    sign: str = ""
    mark: str = ""


def recognise(line: str) -> tuple[Kind, str, str, str]:
    """Tell what a line without indentation is: kind, text, sign, mark."""
    if not line:
        return Kind.BLANK, "", "", ""
    for kind, shape in _SHAPES:
        found = shape.match(line)
        if found:
            parts = found.groupdict()
            text = parts.get("text") or ""
            # In a quotation blanks after the first are its author's.
            return kind, text if kind is Kind.QUOTE else text.strip(), parts.get("sign") or "", parts.get("mark") or ""
    return Kind.TEXT, line, "", ""


def lines(text: str) -> Iterator[Line]:
    """Give the lines of a file. What stands in a fence of code is text, or nothing where it is to be run.

    What stands between `COMMENT` and `END_COMMENT` is left out.
    """
    fence = silent = program = False
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.expandtabs(4).rstrip()
        bare = line.lstrip()
        indent = len(line) - len(bare)
        kind, told, sign, mark = recognise(bare)
        if kind is Kind.CODE:
            fence, program = not fence, not fence and ".run" in told
            kind = Kind.PROGRAM if program else kind
        elif fence:
            kind, told, indent = Kind.BLANK if program else Kind.TEXT, line, 4
        elif bare in ("COMMENT", "END_COMMENT"):
            silent = bare == "COMMENT"
        if silent:
            continue
        yield Line(number, indent, kind, told, sign, mark)


def escaped(text: str) -> str:
    """Write a text of one line so that it is not taken for anything else, and for no HTML."""
    if looks_like_html(text):
        text = html.escape(text, quote=False)
    return f"\\{text}" if recognise(_ESCAPED.sub("", text, count=1))[0] is not Kind.TEXT else text


def meant(text: str) -> Plain:
    """Read a text: without the backslash that keeps its first sign from being one, and without HTML."""
    if text.startswith("\\") and recognise(_ESCAPED.sub("", text, count=1))[0] is not Kind.TEXT:
        text = text[1:]
    if _TAG.search(text):
        return plain(text)
    return Plain(html.unescape(text) if "&" in text else text)


def cells(row: str) -> list[str]:
    """Take a row of a table apart, after its first bar; `\\|` is a bar inside a cell, `\\\\` a backslash."""
    found, cell, at = [], "", 0
    while at < len(row):
        if row[at] == "\\" and row[at + 1 : at + 2] in ("|", "\\"):
            cell, at = cell + row[at + 1], at + 2
        elif row[at] == "|":
            found.append(cell.strip())
            cell, at = "", at + 1
        else:
            cell, at = cell + row[at], at + 1
    return [*found, cell.strip()] if cell.strip() else found


def cell(text: str) -> str:
    """Write a text as a cell."""
    return text.replace("\\", "\\\\").replace("|", "\\|")
