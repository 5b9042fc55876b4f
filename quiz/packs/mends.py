"""How a finding is mended: for each code that has a safe repair, the change of one line that does it.

A mend says which words of which line become what, and what that makes of the pack: `becomes` gives for a node its new
text, or None where it goes. Whatever is not named there must read as before; `repair` holds every mend to that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from quiz.core.text import hidden
from quiz.packs.fields import alike
from quiz.packs.findings import Finding
from quiz.packs.kinds import YES_NO
from quiz.packs.nodes import Map, Node, Scalar, Seq

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_KNOWN_ESCAPE = re.compile(r"\\[0abtnvfre \"/\\N_LPxuU\t]")
_VALUE = re.compile(r"^(?P<head>\s*(?:- )*(?:[^\s:#{\[\"'][^:#]*: +)?)(?P<value>\S.*?)(?P<rest>\s*| +#(?: .*)?)$")
_BLANKS = re.compile("  +")


class Mend(NamedTuple):
    """A change of the characters from `start` to `end` of a line, counted from 0; `whole` takes the line away."""

    code: str
    line: int
    start: int
    end: int
    new: str
    said: str
    becomes: Mapping[int, str | None]
    whole: bool = False


class Spot(NamedTuple):
    """A node with what it stands in."""

    node: Node
    parent: Map | Seq | None


Maker = Callable[[Finding, str, Mapping[tuple[int, int], Spot]], Iterator[Mend]]


def spots(root: Node) -> dict[tuple[int, int], Spot]:
    """Give every node by its place. Of nodes in one place, such as a list and its first mapping, the inner one."""
    found: dict[tuple[int, int], Spot] = {}
    todo: list[Spot] = [Spot(root, None)]
    while todo:
        spot = todo.pop()
        place = spot.node.mark
        found[place.line, place.column] = spot
        if isinstance(spot.node, Map):
            todo += [Spot(inner, spot.node) for inner in spot.node.fields.values()]
        elif isinstance(spot.node, Seq):
            todo += [Spot(inner, spot.node) for inner in spot.node.items]
    return found


def in_quotes(text: str) -> str:
    """Give `text` as a YAML text in quotes, of the kind that needs no escapes."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def span(row: str, scalar: Scalar) -> tuple[int, int] | None:
    """Give where in its line a text stands, quotes included; None where it does not end in that line."""
    start = scalar.mark.column
    if row[start : start + 1] in ("'", '"'):
        quoted = _QUOTED.match(row, start)
        return (start, quoted.end()) if quoted else None
    for end in range(start + len(scalar.text), min(len(row), start + 2 * len(scalar.text)) + 1):
        typed = row[start:end]
        if _read(typed) == scalar.text and (end == len(row) or row[end] in " ,]}\t:"):
            return start, end
    return None


def _read(typed: str) -> str:
    gone = {at for at, _ in hidden(typed)}
    return unicodedata.normalize("NFC", "".join(char for at, char in enumerate(typed) if at not in gone)).strip()


def _scalar(finding: Finding, at: Mapping[tuple[int, int], Spot]) -> Scalar | None:
    spot = at.get((finding.line - 1, finding.column - 1))
    return spot.node if spot and isinstance(spot.node, Scalar) else None


def _tidied(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    """T505: one blank instead of several, none at the ends, letters whole."""
    scalar = _scalar(finding, at)
    if scalar is None:
        yield from _whole_letters(finding, row, at)
        return
    place = span(row, scalar)
    if place is None:
        return
    raw = row[place[0] : place[1]]
    mark = raw[:1] if raw[:1] in ("'", '"') else ""
    inner = _BLANKS.sub(" ", (raw[1:-1] if mark else raw).strip(" \u00a0"))
    text = _BLANKS.sub(" ", scalar.text)
    yield Mend("T505", finding.line - 1, *place, f"{mark}{inner}{mark}", "took out spaces", {id(scalar): text})


def _whole_letters(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    for (line, column), spot in at.items():
        if line != finding.line - 1 or column > finding.column - 1 or not isinstance(spot.node, Scalar):
            continue
        place = span(row, spot.node)
        if place and place[0] <= finding.column - 1 <= place[1]:
            whole = unicodedata.normalize("NFC", row[place[0] : place[1]])
            yield Mend("T505", line, *place, whole, "made letters whole (NFC)", {})


def _seen(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    """T513: without the signs that nobody sees, which the loader leaves out anyway."""
    scalar = _scalar(finding, at)
    place = span(row, scalar) if scalar else None
    if scalar is None or place is None:
        return
    raw = row[place[0] : place[1]]
    gone = {offset for offset, _ in hidden(raw)}
    new = "".join(char for offset, char in enumerate(raw) if offset not in gone)
    if raw[0] == '"':
        new = _ESCAPE.sub(lambda found: "" if hidden(f"a{chr(int(found[0][2:], 16))}a") else found[0], new)
    yield Mend("T513", finding.line - 1, *place, new, "took out an invisible character", {})


def _straight(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    """Y115: straight quotes in place of curly ones around a text."""
    scalar = _scalar(finding, at)
    place = span(row, scalar) if scalar else None
    if scalar is not None and place is not None:
        inner = scalar.text[1:-1].strip()
        if inner and "\n" not in inner:
            yield Mend("Y115", finding.line - 1, *place, in_quotes(inner), "made quotes straight", {id(scalar): inner})


def _truth(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    """Y114, Q209: true or false in place of yes, no, on and off."""
    scalar = _scalar(finding, at)
    place = span(row, scalar) if scalar else None
    if scalar is None or place is None:
        return
    folded = scalar.text.casefold()
    meant = YES_NO.get(folded, folded)
    if meant in ("true", "false"):
        yield Mend(finding.code, finding.line - 1, *place, meant, f"wrote {meant}", {id(scalar): meant})


def _single(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    """Q204, A301: without the second of two texts that read alike in one list."""
    spot = at.get((finding.line - 1, finding.column - 1))
    if spot is None or not isinstance(spot.node, Scalar) or not isinstance(spot.parent, Seq):
        return
    scalar, entries = spot.node, spot.parent.items
    before = entries[: next(n for n, entry in enumerate(entries) if entry is scalar)]
    if not any(isinstance(entry, Scalar) and alike(entry.text) == alike(scalar.text) for entry in before):
        return
    place = span(row, scalar)
    if place is None:
        return
    said, becomes = f"took out the second {scalar.text[:40]!r}", {id(scalar): None}
    if not spot.parent.flow:
        if row[: place[0]].strip() == "-" and not row[place[1] :].strip():
            yield Mend(finding.code, finding.line - 1, 0, len(row), "", said, becomes, whole=True)
        return
    comma = re.search(r"\s*,\s*$", row[: place[0]])
    if comma:
        yield Mend(finding.code, finding.line - 1, comma.start(), place[1], "", said, becomes)


def _kept(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    """Y111: quotes around a text that begins with # and so was taken for a comment."""
    start = finding.column - 1
    text = row[start:].rstrip()
    before = len(row[:start].rstrip())
    spot = at.get((finding.line - 1, before))
    if (
        re.match(r"#[^\s#]", text)
        and " #" not in text
        and spot
        and isinstance(spot.node, Scalar)
        and not spot.node.text
    ):
        becomes = {id(spot.node): text}
        yield Mend("Y111", finding.line - 1, start, start + len(text), in_quotes(text), "put it in quotes", becomes)


def _joined(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    """Y108: quotes around a text that its colon has split into a key and a value."""
    spot = at.get((finding.line - 1, finding.column - 1))
    start = finding.column - 1
    text = row[start:].rstrip()
    if spot is None or not isinstance(spot.node, Map) or spot.node.flow or len(spot.node.fields) != 1 or " #" in text:
        return
    ((key, value),) = spot.node.fields.items()
    if isinstance(value, Scalar) and value.mark.line == finding.line - 1 and text.startswith(key):
        becomes = {id(spot.node): " ".join(text.split()) if "  " not in text else text}
        yield Mend("Y108", finding.line - 1, start, start + len(text), in_quotes(text), "put it in quotes", becomes)


def _quoted_alias(finding: Finding, row: str, at: Mapping[tuple[int, int], Spot]) -> Iterator[Mend]:
    """Y103: quotes around a text that begins with a star, and so was taken for an alias."""
    spot = at.get((finding.line - 1, finding.column - 1))
    start = finding.column - 1
    text = row[start:].rstrip()
    block = spot is not None and isinstance(spot.parent, Map | Seq) and not spot.parent.flow
    if spot is not None and block and isinstance(spot.node, Scalar) and re.fullmatch(r"\*[^\s*&#:,]+", text):
        yield Mend(
            "Y103", finding.line - 1, start, len(row), in_quotes(text), "put it in quotes", {id(spot.node): text}
        )


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "T505": _tidied, "T513": _seen, "Y115": _straight, "Y114": _truth, "Q209": _truth, "Q204": _single,
        "A301": _single, "Y111": _kept, "Y103": _quoted_alias, "Y108": _joined,
    }
)  # fmt: skip


def syntax(finding: Finding, row: str) -> Iterator[Mend]:
    """Mend a line that is no YAML: blanks for tabs, or quotes around the whole of a text."""
    line = finding.line - 1
    if finding.code == "Y107":
        margin = row[: len(row) - len(row.lstrip(" \t"))]
        if "\t" in margin:
            yield Mend("Y107", line, 0, len(margin), margin.replace("\t", "  "), "put spaces for tabs", {})
        return
    found = _VALUE.match(row)
    if not found or finding.code not in ("Y108", "Y109", "Y112", "Y116"):
        return
    value, start = found["value"], found.start("value")
    if finding.code == "Y116":
        inner = value[1:-1]
        if _QUOTED.fullmatch(value) and value[0] == '"' and not _KNOWN_ESCAPE.search(inner):
            new = "'" + inner.replace("'", "''") + "'"
            yield Mend("Y116", line, start, found.end("value"), new, "put it in single quotes", {})
    elif value[0] not in "{[" or finding.code == "Y112":
        yield Mend(finding.code, line, start, found.end("value"), in_quotes(value), "put it in quotes", {})
