"""What the library knows of packs: where they are, what they hold, what is wrong with them. Data only.

All of it is made by the services and can be pickled. Texts may come from anywhere and are shown as they stand.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.core.items import Item

Stamp = tuple[int, int, int] | None
"""What tells one state of a file from another: when it was written, its size, its number. None where there is none."""


class Origin(StrEnum):
    """Where a pack comes from; the value says it to the player."""

    SHIPPED = "ships"
    OWN = "yours"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Place:
    """A pack that may be there. `name` is what a `Setup` takes: a shipped name or a path; `path` is its file."""

    name: str
    origin: Origin
    path: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A finding of the checker. Line and column count from 1; both are 0 where it is about the file as a whole.

    `item` is the id of the question that it is about; empty where that is left out, or it is about none.
    """

    code: str
    severity: str
    message: str
    why: str
    fix: str
    line: int = 0
    column: int = 0
    item: str = ""

    @property
    def place(self) -> str:
        """`12:7`, or nothing."""
        return f"{self.line}:{self.column}" if self.line else ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a pack holds and how it does with the checker.

    `facts` and `questions` are what is written in it, `asked` is how many questions come of it. `stems` are those, one
    a line, and `folded` the same for a search; at the places `false` stand statements that are false. `findings` counts
    what the checker says; `notices` are the first of them. `refused` says why the file cannot be used at all, `missing`
    that there is none.
    """

    name: str
    title: str = ""
    about: str = ""
    language: str = ""
    licence: str = ""
    tags: tuple[str, ...] = ()
    facts: int = 0
    questions: int = 0
    sources: int = 0
    asked: int = 0
    stems: str = ""
    folded: str = ""
    findings: int = 0
    notices: tuple[Notice, ...] = ()
    refused: str = ""
    missing: bool = False
    false: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A pack to look through: its questions as they are asked, the line of the file that each comes from, findings.

    `lines` has 0 for a question that no line stands for. `stamp` is that of the file before it was read.
    """

    survey: Survey
    items: tuple[Item, ...] = ()
    lines: tuple[int, ...] = ()
    notices: tuple[Notice, ...] = ()
    digest: str = ""
    stamp: Stamp = None


class Errand:
    """Work that somebody waits for, and may call off from any thread."""

    def __init__(self) -> None:
        """Nothing is under way yet."""
        self._turn = threading.Lock()
        self._stops: list[Callable[[], None]] = []
        self._off = False

    @property
    def off(self) -> bool:
        """Whether nobody waits any more."""
        return self._off

    def call_off(self) -> None:
        """End it where it stands; what begins later ends at once."""
        with self._turn:
            self._off = True
            for stop in self._stops:
                stop()

    def begun(self, stop: Callable[[], None]) -> None:
        """Note how to end what has just begun; it may be called more than once, and once that is over."""
        with self._turn:
            self._stops.append(stop)
            if self._off:
                stop()


def matching(survey: Survey, wanted: str) -> tuple[int, ...] | None:
    """The places of the stems that hold all words of `wanted`; None where the pack does not match at all.

    A pack matches by its title, its tags, or a stem. Case does not count.
    """
    words = wanted.casefold().split()
    if not words:
        return ()
    head = " ".join((survey.title, survey.name, *survey.tags)).casefold()
    found: tuple[int, ...] = ()
    if all(word in survey.folded for word in words):
        rows = enumerate(survey.folded.split("\n"))
        found = tuple(place for place, folded in rows if all(word in folded for word in words))
    return found if found or all(word in head for word in words) else None
