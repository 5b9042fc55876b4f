"""What the SSH server and the control socket hand to a room: somebody at a terminal, and what comes from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from quiz.scenes.grid import LARGEST, SMALLEST
from quiz.serve.wire import Wire

Size = tuple[int, int]
"""Columns and rows."""


def clamped(width: int, height: int) -> Size:
    """A size that can be painted for; a client without one (0 by 0) has 80 by 24."""
    if width <= 0 or height <= 0:
        return 80, 24
    return min(max(width, SMALLEST[0]), LARGEST[0]), min(max(height, SMALLEST[1]), LARGEST[1])


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who wants in. `user` is the name before the @; `key` the fingerprint of a key that proved itself.

    `term` is the kind of terminal, None for a session without one, which is played line by line.
    """

    user: str
    wire: Wire
    term: str | None = None
    size: Size = (80, 24)
    env: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    address: str = ""


class Guest(Protocol):
    """One session, from the side of whoever reads its terminal."""

    def feed(self, data: bytes) -> None:
        """Bytes that were typed."""
        ...

    def resize(self, size: Size) -> None:
        """The terminal has another size."""
        ...

    def eof(self) -> None:
        """Nothing more will be typed."""
        ...

    def gone(self) -> None:
        """The connection has ended. Nothing more comes, and nothing more can be written."""
        ...


class Door(Protocol):
    """Where visitors come in."""

    def enter(self, visit: Visit) -> Guest:
        """Begin a session."""
        ...

    def known(self, user: str) -> bool:
        """Whether there is anything behind the name before the @."""
        ...

    def lost(self, error: BaseException) -> None:
        """A session broke; what it was may be kept for whoever runs the room, and never shown to anybody else."""
        ...
