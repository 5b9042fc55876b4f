"""Running text with a few voices. Whatever a pack says is shown as it stands: nothing in it is markup."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from quiz.core.text import clean

PLAIN, STRONG, QUIET, FAINT = "$body", "$body bold", "$muted", "$faint"
GOLD, QUOTE = "$gold", "$gold italic"
RIGHT, WRONG, WARN = "$right", "$wrong", "$warn"
RULE = "━" * 16
"""The short rule of a printed footnote."""


def said(*parts: tuple[str, str]) -> Content:
    """Texts and their voices, one after the other, as one piece of content."""
    return Content("").join([voice(text, style) for text, style in parts])


def voice(text: str, style: str) -> Content:
    """A text in one voice, with nothing hidden in it."""
    return Content.styled(clean(text), style)


class Prose(Static):
    """A paragraph of such text."""

    DEFAULT_CSS = """
    Prose { width: 100%; height: auto; max-width: 84; background: $page; color: $body; }
    """

    def __init__(self, content: Content | str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """`content` is shown as it stands."""
        super().__init__(content, markup=False, id=id, classes=classes)
