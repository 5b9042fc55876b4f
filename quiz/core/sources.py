"""Where facts come from: sources, and the evidence that a source gives. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Dated(StrEnum):
    """How the date of a source is known."""

    PRINTED = "printed"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """A published text.

    `name` is the outlet and the key by which the pack cites it. Sources of one `origin` copy one another and are one
    witness; an empty origin stands for the source itself. `article` is the file name of the text for `quiz verify`.
    """

    name: str
    title: str = ""
    author: str = ""
    url: str = ""
    date: str = ""
    dated: Dated = Dated.UNKNOWN
    date_note: str = ""
    origin: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fragment of at most eight words, copied exactly from paragraph `paragraph` (from 1) of `source`.

    `roles` are the roles it proves; empty means all. `reading` says how the print becomes the value where they differ
    (`date: 3/9 is day and month, the year from the visit`).
    """

    source: str
    paragraph: int
    fragment: str
    roles: tuple[str, ...] = ()
    reading: str = ""
