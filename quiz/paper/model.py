"""What is printed, as texts: questions, answers and cards, in the order in which they stand. Data only.

Both writers take these, so that a PDF and a Markdown file of one sheet say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_VERSIONS = 26
"""As many as there are letters."""


class Sheet(StrEnum):
    """What can be printed."""

    WORKSHEET = "worksheet"
    KEY = "key"
    CARDS = "cards"


@dataclass(frozen=True, slots=True)
class Question:
    """A question without a word of its answer. `id` is that of its item.

    `options` are the texts to choose from in the order shown: options, entries, or the right column of pairs, whose
    left one is `lefts`. `parts` is the text around the gaps. `points` is empty where every question counts alike.
    """

    id: str
    number: int
    kind: str
    stem: str
    task: str = ""
    points: str = ""
    options: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()
    headings: tuple[str, str] = ("", "")
    parts: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source by name, title and day, and its fragments, each with where it stands there."""

    source: str
    quotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A key: `mark` is what is written on the worksheet (`B`; `A, C`; `3, 1, 2`; `1C 2A`).

    `right` are the texts that the mark stands for, or what else is right.
    `notes` are the rule and the explanation, `origins` says how many independent sources there are, `dissent` what
    others say otherwise.
    """

    id: str
    number: int
    stem: str
    mark: str
    right: tuple[str, ...] = ()
    points: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()
    origins: str = ""
    dissent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One worksheet, key or set of cards. `version` is its letter, empty where there is one version.

    `sources` are told in full, each once: who wrote it, how its date is known, and where it is found.
    """

    sheet: Sheet
    version: str
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is printed at once. `about` is the licence and whom it asks to name, `total` the sum of points."""

    title: str
    about: tuple[str, ...]
    language: str
    seed: int
    total: str
    parts: tuple[Part, ...]


def texts(of: object) -> Iterator[str]:
    """Every text of a question or an answer that is printed."""
    if isinstance(of, str):
        yield of
    elif isinstance(of, tuple):
        for one in of:
            yield from texts(one)
    elif isinstance(of, Question | Answer | Cited):
        for name in of.__slots__:
            if name != "id":
                yield from texts(getattr(of, name))
