"""The last line of a page: what there is to press, in the order of the commands' table. A click on it presses."""

from __future__ import annotations

from collections.abc import Container

from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from quiz.tui.commands import Where, footer

BETWEEN = " · "


class KeyLine(Widget):
    """The key line of some places. What does not fit is left out from the end; help always stays."""

    DEFAULT_CSS = """
    KeyLine { height: 2; width: 100%; border-top: solid $rule; background: $page; color: $muted;
        link-color: $muted; link-style: none; link-color-hover: $gold; link-background-hover: $page;
        link-style-hover: none; }
    """

    def __init__(self, *places: Where) -> None:
        """`places` are those whose commands work here."""
        super().__init__()
        self._places = places
        self._keys: tuple[tuple[str, str], ...] = ()
        self.leave_out(())

    def leave_out(self, without: Container[str]) -> None:
        """Say nothing of some commands, by their ids: they have nothing to do now."""
        # What is always there comes last, and what this page adds first.
        self._keys = (*footer(*self._places, without=without), *footer(Where.APP))
        self.refresh()

    def render(self) -> Content:
        """As many keys as fit."""
        keys = list(self._keys)
        while len(keys) > 1 and _length(keys) > self.size.width:
            del keys[-2]
        parts: list[Content] = []
        for words, action in keys:
            style = Style.from_meta({"@click": action}) if action else Style()
            parts.append(Content.styled(words, style))
        return Content(BETWEEN).join(parts)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's names
        """One row."""
        return 1


def _length(keys: list[tuple[str, str]]) -> int:
    """How long a line is."""
    return sum(len(words) for words, _ in keys) + len(BETWEEN) * (len(keys) - 1)
