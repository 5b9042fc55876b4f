"""An item: a stem, a question of some kind, and what is shown once it is answered. Data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from quiz.core.kinds import Question


class Truth(StrEnum):
    """What the facts say of a (stem, option) pair."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Ground(StrEnum):
    """What makes an option true or false."""

    FACT = "fact"
    ONLY_ONE = "only-one"
    WHOLE_LIST = "whole-list"
    COMPLETE = "complete"
    DENIED = "denied"
    ATTRIBUTED = "attributed"
    ORDER = "order"
    COMPUTED = "computed"
    VOUCHED = "vouched"


@dataclass(frozen=True, slots=True)
class Proof:
    """Why `option` is right or wrong: the ground, the facts it rests on, the licence's own reason, and a sentence.

    `sentence` is shown to a player who chose the option ("Modi rode with Putin in Tianjin on 1 September 2025").
    """

    option: str
    truth: Truth
    ground: Ground
    facts: tuple[str, ...] = ()
    because: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A fragment of evidence with everything a reader needs to find it. `dated` is printed, inferred or unknown."""

    source: str
    paragraph: int
    fragment: str
    title: str = ""
    author: str = ""
    url: str = ""
    date: str = ""
    dated: str = ""
    date_note: str = ""
    origin: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Reveal:
    """What comes with the verdict. `origins` counts independent witnesses, `dissent` is what others say otherwise."""

    claim: str = ""
    explain: str = ""
    proofs: tuple[Proof, ...] = ()
    citations: tuple[Citation, ...] = ()
    origins: int = 0
    dissent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One question as it is played.

    `id` is a digest of the meaning, `meaning` that meaning in canonical words (items of one meaning ask the same thing
    in different kinds), `facts` the facts it rests on, `clusters` what it must not share a round with, `leaks` the
    texts that would give it away. `weight` scales the credit.
    """

    id: str
    stem: str
    question: Question
    reveal: Reveal = field(default_factory=Reveal)
    meaning: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    difficulty: int = 2
    seconds: int = 20
    weight: Fraction = Fraction(1)
    language: str = "en"
    facts: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    leaks: tuple[str, ...] = ()
