"""What the parts of the generator hand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from quiz.bank.index import Statement
from quiz.core.facts import Ask, Completeness, Licence, Matching, OneOff, Relation, Span
from quiz.core.items import Ground, Truth
from quiz.core.values import Precision, Value

Values = Mapping[str, tuple[Value, ...]]
NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rejection:
    """A question that was not made: why (`code`), of which facts, and in words."""

    code: str
    proposal: str
    facts: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a proposal asks about; exactly the fields that its kind needs are filled."""

    statement: Statement | None = None
    ask: Ask | None = None
    one_off: OneOff | None = None
    complete: Completeness | None = None
    span: Span | None = None
    relation: str = ""
    topic: str = ""
    matching: Matching | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question that could be made. `id` is a digest of meaning and kind; `kind` names what is to be composed."""

    id: str
    meaning: str
    kind: str
    topic: str
    facts: tuple[str, ...]
    clusters: tuple[str, ...]
    subject: Subject = field(repr=False, compare=False, default_factory=Subject)


@dataclass(frozen=True, slots=True)
class Slot:
    """A question about one role of one statement: what the stem prints, what is asked, and the right values.

    `attribute` is the source that the stem names, and `unit` the unit or currency that it prints; "" if none.
    """

    statement: Statement
    relation: Relation
    role: str
    precision: Precision | None
    printed: Values
    key: tuple[Value, ...]
    attribute: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A licence that holds for a slot: its ground, its reason, and the ids it rests on."""

    ground: Ground
    because: str
    facts: tuple[str, ...]
    licence: Licence | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The truth of one value in one slot, and the grant that makes it FALSE."""

    truth: Truth
    grant: Grant | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be asked: a code and words."""

    code: str
    detail: str = ""
