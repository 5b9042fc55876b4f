"""Noticing that a file has changed, and has come to rest. Pure: what is seen of the file comes in, look by look."""

from __future__ import annotations

from quiz.tui.library import Stamp


class Watch:
    """A file that was read once.

    Editors write in several steps: they cut the file short and fill it, or put another in its place. So a change
    counts once two looks in a row have seen the same.
    """

    def __init__(self, known: Stamp) -> None:
        """`known` is the file as it was read."""
        self._known = self._last = known

    def changed(self, seen: Stamp) -> bool:
        """Whether the file at rest is another than the one that was read; said once for each change."""
        rested, self._last = seen == self._last, seen
        if not rested or seen == self._known:
            return False
        self._known = seen
        return True
