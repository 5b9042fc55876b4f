"""What a lesson amounts to: marks of each player for each question, and what the answers say of the questions. Pure.

Nothing here holds a seat: it is its player's secret. Who was put out is left out, and so is what was voided, save for
its own line. Where all play together, a question has a line once it is revealed; where each plays alone, all questions
of the plan have one, and what somebody has not opened is told apart from what they answered wrongly or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from quiz.core.events import ItemVoided
from quiz.core.evolve import evolve
from quiz.core.items import Item
from quiz.core.kinds import Multiple, Question, Response, Single, TrueFalse, key_text, shown_texts
from quiz.core.plan import Rules
from quiz.core.scoring import Row, TeamRow, team_standings
from quiz.core.shown import choices, response_text
from quiz.core.state import Asked, Gain, Locked, Seat, State, item_of, plan_of, players
from quiz.core.views import rows_by_seat

HASTY_MS = 150
"""An answer that comes sooner after its options nobody can have read. It is marked; no rule pays for it."""
FEWEST = 3
"""Among fewer players a correlation says nothing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one player gave for one question: the bare share of the credit, and the time it took, None for no answer.

    `hasty` is an answer that came sooner than anybody reads.
    """

    share: Fraction
    credit: Fraction
    answer: str
    elapsed: int | None
    hasty: bool = False


class Fate(StrEnum):
    """What became of a question in the hands of somebody who plays alone. What stands `OPEN` is not settled yet."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "wrong"
    SKIPPED = "no answer"
    OPEN = "open"
    UNOPENED = "not opened"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class PlayerResult:
    """A player's line. `marks` has one place for each question, None where it does not count for this player.

    `time` is the time of all answers together, in ms. `total` is how many questions count for this player, those
    included that they have not opened; `fates` tell what became of each question, and are there where each plays alone.
    """

    row: Row
    factor: Fraction | None
    time: int
    marks: tuple[Mark | None, ...]
    total: int
    fates: tuple[Fate, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, whether it is right, and how many chose it."""

    text: str
    right: bool
    count: int


@dataclass(frozen=True, slots=True)
class ItemResult:
    """A question's line.

    `difficulty` is the field's: the mean share of the credit, from 0 for what nobody knew to 1 for what everybody knew,
    the easiest; `discrimination` is how far those who knew it knew the rest, from -1 to 1. Both are None where there
    are too few answers to say. `unused` are wrong options that nobody chose. `time` is the mean of all answers, in ms.
    `opened` is how many have come to it where each plays alone, of whom those in `asked` are done with it; None where
    it is asked of all together.
    """

    number: int
    round: str
    id: str
    stem: str
    kind: str
    topic: str
    key: str
    weight: Fraction
    asked: int
    answered: int
    right: int
    difficulty: Fraction | None
    discrimination: float | None
    choices: tuple[Choice, ...]
    unused: tuple[str, ...]
    time: int | None
    voided: str | None
    opened: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """A whole lesson: players best first, teams, and questions in the order in which they were asked.

    Where it is `paced`, each played alone.
    """

    title: str
    digest: str
    seed: int
    rules: Rules
    players: tuple[PlayerResult, ...]
    teams: tuple[TeamRow, ...]
    items: tuple[ItemResult, ...]
    paced: bool = False


def results(state: State) -> Results:
    """What a lesson amounts to so far. Raises ValueError before it has begun."""
    plan, rows = plan_of(state), rows_by_seat(state)
    shown = _lines(state)
    return Results(
        title=plan.title,
        digest=plan.digest,
        seed=plan.seed,
        rules=plan.rules,
        players=tuple(_player(state, row, shown) for row in rows.values()),
        teams=team_standings(plan.rules, tuple(rows.values())),
        items=tuple(_item(state, asked, shown) for asked in shown),
        paced=state.paced,
    )


def _lines(state: State) -> list[Asked]:
    """The questions that have a line: those that are revealed, or, where each plays alone, all of the plan."""
    if not state.paced:
        return [asked for asked in state.asked if asked.revealed]
    known = {asked.instance: asked for asked in state.asked}
    places = [(r, i) for r, part in enumerate(plan_of(state).rounds) for i in range(len(part.items))]
    return [known.get(n) or _unopened(state, n, *place) for n, place in enumerate(places, 1)]


def _unopened(state: State, instance: int, part: int, index: int) -> Asked:
    """A question that nobody has come to, as it stands in the pack."""
    question = plan_of(state).rounds[part].items[index].question
    order = tuple(range(len(shown_texts(question))))
    return Asked(instance, part, index, order, 0, None, voided=state.void.get(instance))


def merged(room: State, games: Iterable[State]) -> State:
    """A lesson in which each played alone, as if all had been asked together.

    `room` has the plan, the people, and what counts for nobody.
    """
    asked: dict[int, Asked] = {}
    answers: dict[int, dict[str, Locked]] = {}
    gains: dict[int, dict[str, Gain]] = {}
    shown: set[int] = set()
    tallies, seats = dict(room.tallies), dict(room.seats)
    for game in (counting(game, room.void) for game in games):
        tallies.update(game.tallies)
        for key, seat in game.seats.items():
            # Each game has its own pace; all else about a player is told by the room.
            seats[key] = replace(room.seats[key], factor=seat.factor, earlier=seat.earlier, opened=len(game.asked))
        for one in game.asked:
            asked.setdefault(one.instance, one)
            answers.setdefault(one.instance, {}).update(one.answers)
            gains.setdefault(one.instance, {}).update(one.gains)
            if one.revealed:
                shown.add(one.instance)
    together = tuple(
        replace(asked[number], answers=answers[number], gains=gains[number], revealed=number in shown)
        for number in sorted(asked)
    )
    return replace(room, asked=together, tallies=tallies, seats=seats)


def counting(game: State, void: Mapping[int, str]) -> State:
    """The game of one who plays alone, its scores made anew without what is `void` for all.

    The same object where it has come to none of that.
    """
    for instance, because in void.items():
        if instance <= len(game.asked) and game.asked[instance - 1].voided is None:
            game = evolve(game, ItemVoided(game.at, instance, because))
    return game


def _player(state: State, row: Row, shown: Sequence[Asked]) -> PlayerResult:
    """The line of one player."""
    times = [asked.answers[row.seat].elapsed for asked in shown if row.seat in asked.answers and asked.voided is None]
    return PlayerResult(
        row=row,
        factor=state.seats[row.seat].factor,
        time=sum(times),
        marks=tuple(_mark(item_of(state, asked), asked, row.seat) for asked in shown),
        total=sum(asked.voided is None for asked in shown) if state.paced else row.asked,
        fates=tuple(_fate(asked, state.seats[row.seat]) for asked in shown) if state.paced else (),
    )


def _fate(asked: Asked, seat: Seat) -> Fate:
    """What became of `asked` where `seat` plays alone."""
    if asked.voided is not None:
        return Fate.VOID
    if asked.instance > (seat.opened or 0):
        return Fate.UNOPENED
    gain = asked.gains.get(seat.id)
    if gain is None:
        return Fate.OPEN
    if seat.id not in asked.answers:
        return Fate.SKIPPED
    share = gain.verdict.credit
    return Fate.RIGHT if share == 1 else Fate.PARTLY if share else Fate.WRONG


def _mark(item: Item, asked: Asked, seat: str) -> Mark | None:
    """What `seat` gave for `asked`; None where it does not count."""
    gain, answer = asked.gains.get(seat), asked.answers.get(seat)
    if gain is None:
        return None
    text = "" if answer is None else response_text(item.question, answer.response, asked.order)
    elapsed = None if answer is None else answer.elapsed
    return Mark(gain.verdict.credit, gain.credit, text, elapsed, elapsed is not None and elapsed < HASTY_MS)


def _item(state: State, asked: Asked, shown: Sequence[Asked]) -> ItemResult:
    """The line of one question."""
    item, seats = item_of(state, asked), players(state)
    shares = {seat: gain.verdict.credit for seat, gain in asked.gains.items() if seat in seats}
    answers = {seat: answer for seat, answer in asked.answers.items() if seat in seats}
    options = _choices(item.question, asked, [answer.response for answer in answers.values()])
    return ItemResult(
        number=asked.instance,
        round=plan_of(state).rounds[asked.round].title,
        id=item.id,
        stem=item.stem,
        kind=item.question.kind,
        topic=item.topic,
        key=key_text(item.question),
        weight=item.weight,
        asked=len(shares),
        answered=len(answers),
        right=sum(share == 1 for share in shares.values()),
        difficulty=sum(shares.values(), Fraction(0)) / len(shares) if shares else None,
        discrimination=_discrimination(asked, shown, shares),
        choices=options,
        unused=tuple(option.text for option in options if not option.right and not option.count)
        if answers or not state.paced
        else (),
        time=sum(answer.elapsed for answer in answers.values()) // len(answers) if answers else None,
        voided=asked.voided,
        opened=sum((seat.opened or 0) >= asked.instance for seat in seats.values()) if state.paced else None,
    )


def _choices(question: Question, asked: Asked, given: Sequence[Response]) -> tuple[Choice, ...]:
    """The options in the order in which they were shown; none for kinds that show nothing to choose from."""
    counts = choices(question, asked.order, given)
    match question:
        case Single() | Multiple():
            texts = [shown_texts(question)[index] for index in asked.order]
            keys = {question.key} if isinstance(question, Single) else set(question.keys)
            right = [index in keys for index in asked.order]
        case TrueFalse():
            texts, right = ["true", "false"], [question.key, not question.key]
        case _:
            return ()
    return tuple(Choice(*found) for found in zip(texts, right, counts, strict=True))


def _discrimination(asked: Asked, shown: Sequence[Asked], shares: dict[str, Fraction]) -> float | None:
    """The correlation of the share of this question with that of all the others: point-biserial for right and wrong."""
    pairs = []
    for seat, share in shares.items():
        rest = [one.gains[seat].verdict.credit for one in shown if one is not asked and seat in one.gains]
        if rest:
            pairs.append((share, sum(rest, Fraction(0)) / len(rest)))
    if len(pairs) < FEWEST:
        return None
    mean_one, mean_two = (sum(side, Fraction(0)) / len(pairs) for side in zip(*pairs, strict=True))
    spread_one = sum((one - mean_one) ** 2 for one, _ in pairs)
    spread_two = sum((two - mean_two) ** 2 for _, two in pairs)
    if not spread_one or not spread_two:
        return None
    together = sum((one - mean_one) * (two - mean_two) for one, two in pairs)
    return float(together) / sqrt(spread_one * spread_two)
