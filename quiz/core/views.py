"""The only doors out of a state: what everybody, one player, or the host may see.

Before the reveal nothing in a view depends on the key: texts stand in shown order, and neither ids, orders nor
proofs leave the state. All places are places in shown order.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from quiz.core.commands import Reason
from quiz.core.items import Proof, Reveal
from quiz.core.plan import Scoring
from quiz.core.state import Phase, State


@dataclass(frozen=True, slots=True)
class RoundView:
    """Round `number` (from 1) of `total`, with `length` questions."""

    number: int
    total: int
    title: str
    length: int


@dataclass(frozen=True, slots=True)
class QuestionView:
    """An opened question as shown.

    `kind` is the tag of the kind of question. `options` are the texts to choose from or to bring into order, or the
    right column of a match; `lefts` and `headings` belong to a match, `parts` to a cloze (one more than gaps), `unit`
    and `year` to a number. `number` of `total` counts through the game, `place` of `length` through the round, all
    from 1. `limit` and `opened` are in ms.
    """

    instance: int
    number: int
    total: int
    place: int
    length: int
    kind: str
    stem: str
    topic: str = ""
    language: str = "en"
    weight: Fraction = Fraction(1)
    options: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()
    headings: tuple[str, str] = ("", "")
    parts: tuple[str, ...] = ()
    unit: str = ""
    year: bool = False
    opened: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class RevealView:
    """What comes out with the verdict.

    `key` are places: the right options ascending, the right sequence of an order, or per left entry its right one;
    `truth` is the key of a true/false question. `counts[i]` is how many chose option i (single, multiple, and
    [true, false] of a true/false question); `right` gave a full answer, `answered` any. `voided` is the reason when
    the question does not count.
    """

    item: str
    key: tuple[int, ...]
    key_text: str
    truth: bool | None
    reveal: Reveal
    tags: tuple[str, ...] = ()
    difficulty: int = 2
    counts: tuple[int, ...] = ()
    right: int = 0
    answered: int = 0
    voided: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a standing. `rank` starts at 1 and is shared by ties. `score` is as shown: `2050 +12`."""

    rank: int
    seat: str
    name: str
    credit: Fraction
    bonus: int
    points: int
    score: str
    right: int
    answered: int
    asked: int
    streak: int
    best: int


@dataclass(frozen=True, slots=True)
class PublicView:
    """What everybody may see. `standings` is filled in the phases STANDING and FINISHED, best first."""

    phase: Phase
    at: int
    title: str
    digest: str
    seed: int
    scoring: Scoring
    timer: bool
    seats: tuple[str, ...]
    round: RoundView | None = None
    question: QuestionView | None = None
    reveal: RevealView | None = None
    standings: tuple[Row, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A locked answer: as text, and as places (None where a left entry stays open)."""

    text: str
    places: tuple[int | None, ...] = ()
    truth: bool | None = None


@dataclass(frozen=True, slots=True)
class OwnResult:
    """The verdict and what it gave. `verdict` is the bare credit from 0 to 1; `credit` carries the weight.

    `why` are the proofs of the options that the player chose.
    """

    verdict: Fraction
    message: str
    credit: Fraction
    bonus: int
    points: int
    score: str
    streak: int
    why: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """One question that is over, as its player looks back on it. `result` is None when it was voided."""

    question: QuestionView
    reveal: RevealView
    answer: OwnAnswer | None
    result: OwnResult | None


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What one player may see on top of everybody's view. `deadline` is this player's own, in ms of the game.

    `past` is filled when the game is FINISHED: all revealed questions, oldest first; `misses` are those of them that
    count and did not give full credit.
    """

    public: PublicView
    seat: str
    name: str
    factor: Fraction | None
    deadline: int | None
    answer: OwnAnswer | None
    result: OwnResult | None
    row: Row
    past: tuple[Past, ...] = ()
    misses: tuple[Past, ...] = ()


@dataclass(frozen=True, slots=True)
class HostView:
    """What the host may see: the names that have locked an answer, and the standing at any time."""

    public: PublicView
    locked: tuple[str, ...]
    waiting: tuple[str, ...]
    standings: tuple[Row, ...]


def public_view(state: State) -> PublicView:
    """What everybody may see."""
    raise NotImplementedError


def view_for(state: State, seat: str) -> PlayerView:
    """What the player at `seat` may see. Raises KeyError for a seat that nobody has taken."""
    raise NotImplementedError


def host_view(state: State) -> HostView:
    """What the host may see."""
    raise NotImplementedError
