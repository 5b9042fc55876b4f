"""The two spellings of QTI: version 3 writes `qti-simple-choice` and `max-choices` for `simpleChoice`, `maxChoices`."""

from __future__ import annotations

from quiz.formats.xml_tree import Element

_PREFIX = "qti-"
_FREE = ("data-", "aria-")
"""Attributes of HTML that keep their hyphens."""


def renamed(element: Element) -> None:
    """Rename an element and all inside it, in place, from the names of version 3 to those of version 2."""
    stack = [element]
    while stack:
        each = stack.pop()
        if each.tag.startswith(_PREFIX):
            each.tag = _camel(each.tag.removeprefix(_PREFIX))
            each.attributes = {
                name if name.startswith(_FREE) else _camel(name): value for name, value in each.attributes.items()
            }
        stack.extend(each.children())


def is_new(element: Element) -> bool:
    """Whether an element is spelt as in version 3."""
    return element.tag.startswith(_PREFIX)


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)
