"""The only doors out of a state: what everybody, one player, or the host may see.

Before the reveal nothing in a view depends on the key: texts stand in shown order, and neither ids, orders nor
proofs leave the state. All places are places in shown order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quiz.core.commands import Reason
from quiz.core.items import Proof, Reveal
from quiz.core.kinds import (
    Cloze,
    Judgement,
    Match,
    Number,
    TrueFalse,
    canonical,
    key_text,
    shown_texts,
)
from quiz.core.plan import Plan, Scoring
from quiz.core.scoring import Ahead as Ahead
from quiz.core.scoring import Row as Row
from quiz.core.scoring import TeamRow as TeamRow
from quiz.core.scoring import shown_points, shown_score, standings, team_standings
from quiz.core.shown import choices, places, proofs_of, response_text
from quiz.core.state import (
    Asked,
    Phase,
    State,
    begins,
    deadline,
    item_of,
    next_index,
    plan_of,
    players,
    public_deadline,
)
from quiz.core.superlatives import Superlative as Superlative
from quiz.core.superlatives import superlatives


@dataclass(frozen=True, slots=True)
class RoundView:
    """Round `number` (from 1) of `total`, with `length` questions, of which `ahead` are still to be opened."""

    number: int
    total: int
    title: str
    length: int
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class QuestionView:
    """An opened question as shown.

    `kind` is the tag of the kind of question. `options` are the texts to choose from or to bring into order, or the
    right column of a match; `lefts` and `headings` belong to a match, `parts` to a cloze (one more than gaps), `unit`
    and `year` to a number. `number` of `total` counts through the game, `place` of `length` through the round, all
    from 1. `limit`, `opened` and `lead` are in ms: the question stands alone for `lead`, then answering time runs for
    `limit`, extensions included. `begins` is when it began and `deadline` when it ends for whoever has no time factor;
    both move with a pause.
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
    lead: int = 0
    begins: int = 0
    deadline: int | None = None


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
class PublicView:
    """What everybody may see. `standings` and `teams` are filled in the phases STANDING and FINISHED, best first.

    `seats` are the names of those who play; nobody new may join a `locked_room`. `superlatives` are for the end.
    """

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
    paused: bool = False
    locked_room: bool = False
    teams: tuple[TeamRow, ...] = ()
    superlatives: tuple[Superlative, ...] = ()


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


Page = tuple[Asked, QuestionView, RevealView]
"""A question that is over, and what everybody may see of it."""


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What one player may see on top of everybody's view. `deadline` is this player's own, in ms of the game.

    `past` is filled when the game is FINISHED: all revealed questions, oldest first; `misses` are those of them that
    count and did not give full credit. `ahead` is who stands just ahead, None for whoever leads.
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
    ahead: Ahead | None = None
    team: str = ""


_IN_PLAY = frozenset((Phase.OPEN, Phase.CLOSED, Phase.REVEALED))
_WITH_STANDINGS = frozenset((Phase.STANDING, Phase.FINISHED))


def public_view(state: State) -> PublicView:
    """What everybody may see. Raises ValueError before the game has begun."""
    plan = plan_of(state)
    asked = state.asked[-1] if state.phase in _IN_PLAY else None
    rows = _rows(state) if state.phase in _WITH_STANDINGS else ()
    return PublicView(
        phase=state.phase,
        at=state.at,
        title=plan.title,
        digest=plan.digest,
        seed=plan.seed,
        scoring=plan.rules.scoring,
        timer=plan.rules.timer,
        seats=tuple(seat.name for seat in players(state).values()),
        round=_round_view(state, plan),
        question=None if asked is None else question_view(state, asked),
        reveal=None if asked is None or not asked.revealed else _reveal_view(state, asked),
        standings=rows,
        reason=state.reason,
        paused=state.paused is not None,
        locked_room=state.locked,
        teams=team_standings(plan.rules, rows),
        superlatives=superlatives(state) if state.phase is Phase.FINISHED else (),
    )


def view_for(
    state: State,
    seat: str,
    public: PublicView | None = None,
    rows: Mapping[str, Row] | None = None,
    pages: Sequence[Page] | None = None,
) -> PlayerView:
    """What the player at `seat` may see. Raises KeyError for a seat that nobody has taken, or not any more.

    `public`, `rows` and `pages` are `public_view`, `rows_by_seat` and `pages_of` of the same state, where a class
    shares them.
    """
    player = state.seats[seat]
    row = (rows_by_seat(state) if rows is None else rows)[seat]
    asked = state.asked[-1] if state.phase in _IN_PLAY else None
    past = () if state.phase is not Phase.FINISHED else _past(state, seat, pages_of(state) if pages is None else pages)
    return PlayerView(
        public=public_view(state) if public is None else public,
        seat=seat,
        name=player.name,
        factor=player.factor,
        deadline=None if asked is None else deadline(asked, player),
        answer=None if asked is None else _own_answer(state, asked, seat),
        result=None if asked is None else _own_result(state, asked, seat),
        row=row,
        past=past,
        misses=tuple(one for one in past if one.result is not None and one.result.verdict < 1),
        ahead=row.ahead,
        team=player.team,
    )


def rows_by_seat(state: State) -> dict[str, Row]:
    """The line of each seat in the standing over all revealed questions, in any phase."""
    return {row.seat: row for row in _rows(state)}


def accuracy(view: PlayerView) -> Fraction | None:
    """The share of the credit that was to be had in a finished game, from 0 to 1; None where nothing counts."""
    weight = sum((past.question.weight for past in view.past if past.reveal.voided is None), Fraction(0))
    return view.row.credit / weight if weight else None


def question_view(state: State, asked: Asked) -> QuestionView:
    """`asked` as shown. It reads nothing of the key: texts go through the shown order, decoys included."""
    plan, item = plan_of(state), item_of(state, asked)
    question = item.question
    return QuestionView(
        instance=asked.instance,
        number=asked.instance,
        total=plan.length,
        place=asked.index + 1,
        length=len(plan.rounds[asked.round].items),
        kind=question.kind,
        stem=item.stem,
        topic=item.topic,
        language=item.language,
        weight=item.weight,
        options=tuple(shown_texts(question)[index] for index in asked.order),
        lefts=question.lefts if isinstance(question, Match) else (),
        headings=question.headings if isinstance(question, Match) else ("", ""),
        parts=question.parts if isinstance(question, Cloze) else (),
        unit=question.unit if isinstance(question, Number) else "",
        year=isinstance(question, Number) and question.year,
        opened=asked.opened,
        limit=asked.span,
        lead=asked.lead,
        begins=begins(asked),
        deadline=public_deadline(asked),
    )


def _round_view(state: State, plan: Plan) -> RoundView | None:
    """The round that was opened last."""
    if state.round < 0:
        return None
    part = plan.rounds[state.round]
    length = len(part.items)
    return RoundView(state.round + 1, len(plan.rounds), part.title, length, length - next_index(state))


def _rows(state: State) -> tuple[Row, ...]:
    """The standing over all revealed questions."""
    return standings(plan_of(state).rules, state.seats, state.tallies)


def _reveal_view(state: State, asked: Asked) -> RevealView:
    """The key and all that comes with it."""
    item = item_of(state, asked)
    question = item.question
    return RevealView(
        item=item.id,
        key=tuple(place for place in places(canonical(question), asked.order) if place is not None),
        key_text=key_text(question),
        truth=question.key if isinstance(question, TrueFalse) else None,
        reveal=item.reveal,
        tags=item.tags,
        difficulty=item.difficulty,
        counts=choices(question, asked.order, [locked.response for locked in asked.answers.values()]),
        right=sum(gain.verdict.credit == 1 for gain in asked.gains.values()),
        answered=len(asked.answers),
        voided=asked.voided,
    )


def _own_answer(state: State, asked: Asked, seat: str) -> OwnAnswer | None:
    """What `seat` has locked."""
    locked = asked.answers.get(seat)
    if locked is None:
        return None
    response = locked.response
    text = response_text(item_of(state, asked).question, response, asked.order)
    truth = response.value if isinstance(response, Judgement) else None
    return OwnAnswer(text, places(response, asked.order), truth)


def _own_result(state: State, asked: Asked, seat: str) -> OwnResult | None:
    """What the question gave `seat`; None before the reveal, for a voided question, and for whoever came later."""
    gain = asked.gains.get(seat)
    if gain is None or not asked.revealed:
        return None
    rules = plan_of(state).rules
    return OwnResult(
        verdict=gain.verdict.credit,
        message=gain.verdict.message,
        credit=gain.credit,
        bonus=int(gain.bonus),
        points=shown_points(rules, gain.credit, gain.points),
        score=shown_score(rules, gain.credit, gain.bonus, gain.points),
        streak=gain.streak,
        why=proofs_of(item_of(state, asked), asked.answers.get(seat)),
    )


def pages_of(state: State) -> tuple[Page, ...]:
    """All revealed questions as everybody may look back on them, oldest first."""
    return tuple((one, question_view(state, one), _reveal_view(state, one)) for one in state.asked if one.revealed)


def _past(state: State, seat: str, pages: Sequence[Page]) -> tuple[Past, ...]:
    """All revealed questions as `seat` looks back on them, oldest first."""
    return tuple(
        Past(question, reveal, _own_answer(state, asked, seat), _own_result(state, asked, seat))
        for asked, question, reveal in pages
    )
