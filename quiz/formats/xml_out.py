"""XML as text: elements with escaped texts and attributes, and what XML cannot hold left out."""

from __future__ import annotations

import re
from html import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EDGES = re.compile(" *\n[ \n]*")


def element(name: str, *content: str, **attributes: str) -> str:
    """Give an element. Its content is XML already; an underscore ends an attribute's name that Python reserves."""
    named = "".join(f" {key.rstrip('_')}={_quoted(value)}" for key, value in attributes.items())
    inner = "".join(content)
    return f"<{name}{named}>{inner}</{name}>" if inner else f"<{name}{named}/>"


def text(found: str) -> str:
    """Give a text as XML."""
    return escape(held(found), quote=False)


def held(found: str) -> str:
    """Give what of a text XML can hold."""
    return _FORBIDDEN.sub("", found)


def in_lines(found: str) -> str:
    """Give a text as XHTML, with a break between its lines."""
    return "<br/>".join(text(line) for line in found.split("\n"))


def as_shown(found: str) -> str:
    """Give a text as it comes back from markup: single blanks, none at the ends of lines, no empty lines."""
    return _EDGES.sub("\n", re.sub("  +", " ", held(found).replace("\t", " "))).strip(" \n")


def _quoted(value: str) -> str:
    """Give an attribute's value; a parser would make blanks of line ends that stand there as they are."""
    return f'"{escape(held(value)).replace(chr(10), "&#10;").replace(chr(9), "&#9;")}"'
