"""Writes the YAML of packs: texts in quotes only where they need them, lists in one line where they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

WIDTH = 110
KEY = 900
"""The longest key, in characters, that the parser takes without a sign before it."""

Plain = str | None | Sequence["Plain"] | Mapping[str, "Plain"]

# What YAML takes for a sign of its own at the beginning of a text, within one, or at its end.
_FIRST = re.compile(r"[\[\]{},#&*!|>'\"%@`]|[-?:](?: |$)")
_INSIDE = re.compile(r": | #|[\t\n]|:$|^(?:---|\.\.\.)")
_FLOW = re.compile(r"[\[\]{},]|^[-?:]")


def emit(tree: Mapping[str, Plain]) -> str:
    """Give a pack as text."""
    return "\n".join(_mapping(tree, "")) + "\n"


def scalar(text: str, *, flow: bool = False) -> str:
    """Give a text as it must be written; `flow` is inside brackets or braces."""
    if text and not _FIRST.match(text) and not _INSIDE.search(text) and not (flow and _FLOW.search(text)):
        return text
    if ("\\" in text or '"' in text) and "'" not in text and "\n" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _mapping(tree: Mapping[str, Plain], pad: str) -> Iterator[str]:
    for key, value in tree.items():
        written = scalar(key)
        if len(written) > KEY:
            yield f"{pad}? {written}"
            yield from _valued(f"{pad}:", value, pad)
        else:
            yield from _valued(f"{pad}{written}:", value, pad)


def _valued(head: str, value: Plain, pad: str) -> Iterator[str]:
    """Give a key with its value: behind it where it fits, else below."""
    if value is None:
        yield head
    elif isinstance(value, str):
        yield from _text(head, value, pad)
    elif not value:
        yield f"{head} {_flow(value)}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, f"{pad}  ")
    elif _fits(head, value) and all(isinstance(entry, str) for entry in value):
        yield f"{head} {_flow(value)}"
    else:
        yield head
        for entry in value:
            yield from _entry(entry, f"{pad}  ")


def _text(head: str, text: str, pad: str) -> Iterator[str]:
    lines = text.split("\n")
    if len(lines) > 1 and all(line.strip() for line in lines) and lines[0] == lines[0].lstrip():
        yield f"{head} |-"
        yield from (f"{pad}  {line}" for line in lines)
    else:
        yield f"{head} {scalar(text)}"


def _entry(entry: Plain, pad: str) -> Iterator[str]:
    """Give an entry of a list."""
    head = f"{pad}-"
    if isinstance(entry, Mapping) and entry and not (_fits(head, entry) and _flat(entry)):
        rows = list(_mapping(entry, f"{pad}  "))
        yield f"{head} {rows[0].lstrip()}"
        yield from rows[1:]
    elif isinstance(entry, str):
        yield f"{head} {scalar(entry)}"
    elif entry is None:
        yield head
    else:
        yield f"{head} {_flow(entry)}"


def _flat(entry: Mapping[str, Plain]) -> bool:
    """Whether a mapping is an option in long form, which stands in one line."""
    return "text" in entry and all(isinstance(value, str) and "\n" not in value for value in entry.values())


def _fits(head: str, value: Plain) -> bool:
    return len(head) + 1 + len(_flow(value)) <= WIDTH


def _flow(value: Plain) -> str:
    if value is None:
        return '""'
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {_flow(entry)}" for key, entry in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"
