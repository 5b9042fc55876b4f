"""Facts, the relations they belong to, and the licences under which an option may be called wrong. Data only.

Truth has three values. A statement that no fact settles is UNKNOWN, and silence never makes it FALSE: only a licence
does (`only one`, `whole list`, `complete`, a denial, or the author's own word in a one-off fact). Each licence is
itself a claim and carries its ground in `because`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from quiz.core.items import Item
from quiz.core.sources import Evidence, Source
from quiz.core.values import Date, Precision, Value


class RoleType(StrEnum):
    """What a role takes."""

    THING = "thing"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"


class Status(StrEnum):
    """How far a claim can be trusted. Only VERIFIED and SINGLE_ORIGIN facts are asked."""

    VERIFIED = "verified"
    SINGLE_ORIGIN = "single-origin"
    DISPUTED = "disputed"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, place or object. `name` is bare; `article` ("a", "an", "the" or "") goes before it in a sentence.

    `part_of` names the thing that contains this one. `since` and `until` bound its existence. `note` tells two things
    of one name apart. A foil exists only to be a wrong option; `because` is its ground. A `broken` one has an error in
    the file: it is no option, and what names it is asked no more than what has an error itself.
    """

    name: str
    kind: str
    article: str = ""
    short: str = ""
    also: tuple[str, ...] = ()
    part_of: str = ""
    since: Date | None = None
    until: Date | None = None
    note: str = ""
    foil: bool = False
    because: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a relation. `kind` is the kind of thing, or the unit of a number; `within` restricts places."""

    name: str
    type: RoleType
    kind: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A role that a licence takes as given, with the precision it needs; None needs no more than the value itself."""

    role: str
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """The claim that for given values of the `given` roles there is one value of `role` and no other.

    With `whole`, that one value is a list and each fact names all of it.
    """

    role: str
    given: tuple[Given, ...]
    because: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A stem template that asks for `role`, at `precision` where a date is asked more coarsely than it is known."""

    role: str
    template: str
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """Two roles whose values may be matched, with the stem and the headings of the columns."""

    left: str
    right: str
    ask: str
    headings: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of statement: its roles, its templates and its licences.

    `say` is the statement; `event` names the event in an ordering; `order` is the stem of that ordering; `implies`
    lists relations with the same roles that hold whenever this one does; `foils` gives wrong values per text role.
    """

    name: str
    roles: Mapping[str, Role]
    say: str
    topic: str = ""
    event: str = ""
    order: str = ""
    licences: tuple[Licence, ...] = ()
    asks: tuple[Ask, ...] = ()
    matchings: tuple[Matching, ...] = ()
    implies: tuple[str, ...] = ()
    foils: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement of a relation: `values` holds a tuple per role that is filled.

    `id` is a digest of the canonical assertion. `attribute` names the source that a stem must be attributed to.
    `licences`, `asks` and `foils` add to those of the relation, for this fact alone. `dissent` is what other sources
    say otherwise, in the project's own words.
    """

    id: str
    relation: str
    values: Mapping[str, tuple[Value, ...]]
    evidence: tuple[Evidence, ...]
    status: Status = Status.SINGLE_ORIGIN
    attribute: str = ""
    topic: str = ""
    cluster: str = ""
    say: str = ""
    licences: tuple[Licence, ...] = ()
    asks: tuple[Ask, ...] = ()
    foils: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dissent: str = ""
    note: str = ""
    difficulty: int = 2


@dataclass(frozen=True, slots=True)
class OneOff:
    """A fact without a relation: the author vouches that `answer` is right and each of `wrong` is not, and says why.

    `role` types the answer (a kind of thing, a number of something, a date, money, or text).
    """

    id: str
    ask: str
    answer: Value
    say: str
    evidence: tuple[Evidence, ...]
    role: Role
    wrong: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    because: str = ""
    status: Status = Status.SINGLE_ORIGIN
    attribute: str = ""
    topic: str = ""
    cluster: str = ""
    dissent: str = ""
    note: str = ""
    difficulty: int = 2


@dataclass(frozen=True, slots=True)
class Completeness:
    """The claim that the pack holds every value of `role` in `relation` where the other roles are as in `where`."""

    id: str
    relation: str
    role: str
    where: Mapping[str, tuple[Value, ...]]
    because: str
    evidence: tuple[Evidence, ...]
    ask: str = ""
    count: str = ""
    topic: str = ""
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that is not asserted: denied, disputed or refuted. A value that names no thing stays `Text`."""

    id: str
    relation: str
    values: Mapping[str, tuple[Value, ...]]
    evidence: tuple[Evidence, ...] = ()
    because: str = ""
    source: str = ""
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims of which at most one is true. None is asked, save as what its source says."""

    about: str
    claims: tuple[Claim, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The time between two events, asked in whole `unit` ("years", "months" or "days")."""

    id: str
    start: Claim
    end: Claim
    ask: str
    unit: str
    say: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that one pack file says. `digest` is that of the file's bytes.

    `broken` is what an error in the file makes useless for questions and proofs. What it says still contradicts others.
    """

    title: str
    digest: str
    language: str = "en"
    licence: str = ""
    about: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    things: Mapping[str, Thing] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    broken: tuple[Fact | Claim, ...] = ()
    one_offs: tuple[OneOff, ...] = ()
    complete: tuple[Completeness, ...] = ()
    denials: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    refuted: tuple[Claim, ...] = ()
    spans: tuple[Span, ...] = ()
    questions: tuple[Item, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
