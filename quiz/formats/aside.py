"""One question that cannot be read, while the rest of its file can."""

from __future__ import annotations

from quiz.formats.base import SKIPPED


class AsideError(Exception):
    """A question is laid aside: why, under which code, and the line that is to blame, 0 where none is."""

    def __init__(self, reason: str, *, code: str = SKIPPED, line: int = 0) -> None:
        """Keep the reason in words."""
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.line = line
