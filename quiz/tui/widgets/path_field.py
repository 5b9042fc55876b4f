"""A field for the path of a pack, which goes on by itself from what is typed; Tab takes what it offers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.suggester import Suggester
from textual.widgets import Input

from quiz.tui.commands import Where, bindings


class PathField(Input):
    """Type a path."""

    BINDINGS = bindings(Where.PATH)
    DEFAULT_CSS = """
    PathField:nocolor > .input--suggestion { text-style: italic dim; }
    """

    def __init__(self, completed: Callable[[str], str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """`completed` gives a path that goes on from what is typed, or nothing. It may take its time."""
        super().__init__(
            placeholder="path of a pack, like my/capitals.quiz.yaml", compact=True, suggester=_Paths(completed), id=id
        )

    def action_complete(self) -> None:
        """Take what is offered."""
        self.action_end()
        self.action_cursor_right()


class _Paths(Suggester):
    """Asks the disk, in a thread, each time anew: files come and go."""

    def __init__(self, completed: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._completed = completed

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path."""
        return await asyncio.to_thread(self._completed, value) or None
