"""What all formats share: what a reading gives, what a writing gives, and what either could not carry.

A reader takes bytes and gives items of the very shape that the loader of packs gives; whatever it cannot take it names
with a code, a place and a reason. One bad question never loses the file. `Unreadable` is for a file that is none of
the format at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from quiz.core.items import Item

LOST = "X801"
"""Something of a question was dropped or changed on its way in or out."""
SKIPPED = "X802"
"""A question was not taken."""
ROUNDED = "X803"
"""A grade is none of those that Moodle knows."""
CELL = "X806"
"""A cell of a spreadsheet is a formula, or became a date."""
GUESSED = "X807"
"""The row of headings was guessed."""
CODE = "X808"
"""The file holds program code, which is never run."""

FORM = "form"
"""The field of a loss that tells only how the file is written: another program might stumble, nothing is lost."""

Extras = Mapping[str, Mapping[str, str]]
"""By the id of an item: what a format says of it that no item holds (`name`), kept in a pack under `x-` keys."""

NO_EXTRAS: Extras = MappingProxyType({})


def _none() -> Extras:
    return NO_EXTRAS


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a line of a text file from 1, or words such as `item 4`, `row 9`, `member x.xml`."""

    line: int | None = None
    where: str = ""

    def __str__(self) -> str:
        """Say it as messages do."""
        parts = [self.where] if self.where else []
        return ", ".join([*parts, f"line {self.line}"] if self.line is not None else parts)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Skip:
    """A question that was not taken. `question` is its name, or how its stem begins."""

    code: str
    question: str
    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Loss:
    """A field that was dropped or changed. `question` is as in `Skip`, empty for the file as a whole.

    `field` names a field of `Item`, `Reveal` or the question, or `question` where all of it is lost. `item` is the id
    of the item that it concerns, where there is one.
    """

    code: str
    question: str
    field: str
    reason: str
    item: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself, and what is kept beside its items."""

    licence: str = ""
    attribution: str = ""
    language: str = "en"
    extras: Extras = field(default_factory=_none)


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read of a file. An empty `language` says that the file names none."""

    title: str
    items: tuple[Item, ...]
    skips: tuple[Skip, ...] = ()
    losses: tuple[Loss, ...] = ()
    licence: str = ""
    attribution: str = ""
    language: str = ""
    extras: Extras = field(default_factory=_none)


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of a file, and what it could not carry."""

    data: bytes
    losses: tuple[Loss, ...] = ()


class Unreadable(Exception):  # noqa: N818 - it is caught where the message is written, never shown as an error
    """The file is none of this format."""

    def __init__(self, message: str, place: Place = NOWHERE) -> None:
        """Keep what is wrong, and where."""
        self.message = message
        self.place = place
        super().__init__(f"{place}: {message}" if str(place) else message)


Sniffer = Callable[[bytes, str], bool]
Reader = Callable[[bytes, str], Imported]
Writer = Callable[[str, Sequence[Item], Header], Exported]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how to know it, to read it and to write it. `sniff` and `read` take the bytes and the file's name."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    sniff: Sniffer
    read: Reader | None = None
    write: Writer | None = None

    @property
    def reads(self) -> bool:
        """Whether files of this format can be read."""
        return self.read is not None

    @property
    def writes(self) -> bool:
        """Whether files of this format can be written."""
        return self.write is not None
