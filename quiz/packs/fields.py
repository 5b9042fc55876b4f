"""Small readers that every section uses: texts, lists, keys. Each notes what is wrong and gives what is usable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quiz.core.written import alike as alike
from quiz.packs.findings import Log, Mark, Place, nearest, quoted
from quiz.packs.nodes import Map, Node, Scalar, Seq

# Capitals only: `Todo` and `todo` are words of Spanish and Portuguese.
_PLACEHOLDER = re.compile(r"(?:TODO|TBD|FIXME)\b|\?\?\?|(?i:lorem ipsum)|\.\.\.$")
# BCP 47 in outline: a language of two or three letters, then script, region and variants.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_FIRSTS = frozenset("TlLF?.")
_MANY = 500
"""How many unknown keys of one mapping are told apart."""


def describe(node: Node | None) -> str:
    """Name the shape of `node` in a message."""
    if isinstance(node, Map):
        return "keys with values"
    if isinstance(node, Seq):
        return "a list"
    return quoted(node.text) if node is not None and node.text else "nothing"


def text(log: Log, node: Node | None, what: str, mark: Mark | None = None) -> str:
    """Give the text at `node`, which must not be empty; otherwise note it and give "".

    `mark` is the place to name when there is no node at all.
    """
    if isinstance(node, Scalar):
        if node.text:
            return node.text
        _empty(log, node, what)
    elif node is None:
        if mark is not None:
            log.add("Y123", mark, f"{what} is missing")
    elif isinstance(node, Map) and not node.flow and len(node.fields) == 1:
        key, value = next(iter(node.fields.items()))
        rest = value.text if isinstance(value, Scalar) else "..."
        log.add("Y108", node.mark, f"{what} was split at a colon", f'Put the text in quotes: "{key}: {rest}"'[:200])
    elif isinstance(node, Map) and node.flow:
        log.add("Y112", node.mark, f"{what} begins with a brace; a text that does needs quotes")
    else:
        log.add("Y122", node.mark, f"{what} must be one text, here is {describe(node)}")
    return ""


def _empty(log: Log, node: Scalar, what: str) -> None:
    lines = log.lines()
    row = lines[node.mark.line][node.mark.column :] if node.mark.line < len(lines) else ""
    if row.lstrip().startswith("#"):
        place = Place(node.mark.line, node.mark.column + row.index("#"))
        log.add(
            "Y111",
            place,
            f"{what} is empty, because # begins a comment",
            f'Put the text in quotes: "{row.strip()}"',
        )
    else:
        log.add("Y123", node.mark, f"{what} is empty")


def optional(log: Log, fields: Mapping[str, Node], key: str) -> str:
    """Give the text under `key`, or "" when the key is absent."""
    node = fields.get(key)
    if node is None:
        return ""
    if type(node) is Scalar and node.text:
        return node.text
    return text(log, node, f"`{key}`")


def texts(log: Log, node: Node | None, what: str) -> tuple[str, ...]:
    """Give a list of texts; one text counts as a list of one, an absent node as none."""
    if node is None:
        return ()
    if isinstance(node, Seq):
        return tuple(
            item.text if type(item) is Scalar and item.text else text(log, item, f"an entry of {what}")
            for item in node.items
        )
    found = text(log, node, what)
    return (found,) if found else ()


def listed(log: Log, node: Node | None, what: str) -> list[Node]:
    """Give the entries of a list; nothing for an absent or empty node."""
    if isinstance(node, Seq):
        return node.items
    if node is not None and not (isinstance(node, Scalar) and not node.text):
        log.add("Y122", node.mark, f"{what} must be a list, here is {describe(node)}", "Begin each entry with `- `.")
    return []


def mapped(log: Log, node: Node | None, what: str) -> Map | None:
    """Give the mapping at `node`; None for an absent, empty or other node."""
    if isinstance(node, Map):
        return node
    if node is not None and not (isinstance(node, Scalar) and not node.text):
        log.add("Y122", node.mark, f"{what} must be keys with values, here is {describe(node)}")
    return None


def check_keys(log: Log, node: Map, allowed: frozenset[str], what: str) -> None:
    """Note every key of `node` that is neither allowed nor begins with `x-`."""
    if node.fields.keys() <= allowed:
        return
    known, strange = f"Known keys: {', '.join(sorted(allowed))}. One that begins with `x-` is yours.", 0
    for key, value in node.fields.items():
        if key in allowed or key.startswith("x-"):
            continue
        strange += 1
        if strange > _MANY:
            # Nobody reads so far, and with a word of its own for each key a flood would take the memory.
            log.add("Y118", node.keys.get(key, node.mark), "unknown key")
            continue
        mark = node.keys.get(key, node.mark)
        if node.flow and isinstance(value, Scalar) and not value.text:
            log.add("Y121", mark, f"the comma before {quoted(key)} ended the text in these braces")
        elif key:
            hint = nearest(key, allowed)
            log.add("Y118", mark, f"unknown key {quoted(key)} in {what}{hint}", "" if hint else known)
        else:
            log.add("Y118", mark, f"empty key in {what}")


def read_language(log: Log, fields: Mapping[str, Node], default: str) -> str:
    """Give the tag under `language`, or `default` when the key is absent or wrong."""
    language = optional(log, fields, "language")
    if language and not _LANGUAGE.fullmatch(language):
        log.add("Q215", fields["language"].mark, f"`{language[:40]}` is not a language tag")
        return default
    return language or default


def whole_number(log: Log, node: Node | None, what: str, low: int, high: int, default: int) -> int:
    """Give a whole number from `low` to `high`, or `default` when the node is absent or wrong."""
    if node is None:
        return default
    found = node.text if isinstance(node, Scalar) else ""
    if found.isascii() and found.isdigit() and len(found) < 8 and low <= int(found) <= high:
        return int(found)
    log.add("Q219", node.mark, f"{what} must be a whole number from {low} to {high}, here is {describe(node)}")
    return default


def choice(log: Log, node: Node | None, what: str, allowed: Iterable[str], default: str) -> str:
    """Give one of the `allowed` words, or `default` when the node is absent or wrong."""
    if node is None:
        return default
    words = tuple(allowed)
    if isinstance(node, Scalar) and node.text in words:
        return node.text
    log.add("Q219", node.mark, f"{what} is one of {', '.join(words)}, here is {describe(node)}")
    return default


def placeholder(found: str) -> bool:
    """Tell whether a text was left to be written."""
    return found[:1] in _FIRSTS and _PLACEHOLDER.match(found) is not None
