"""Credit and bonus: what a question gives, and who stands where.

Credit is the item's weight times the verdict's credit from 0 to 1. The bonus stands apart from it, and `fair` and
`flat` rank by (credit, bonus), so that more credit always ranks higher, whatever the bonus. All sums are exact.

- `fair`: at most 499 for a whole game of n questions, half for speed and half for streaks, as Sendsteps bounds its
  bonuses (support.sendsteps.com). Speed: 249/n x credit x (1 - t/T). Streak: 249/(n-1) x min(s-1, 5)/5 for the s-th
  right answer in a row.
- `flat`: no bonus.
- `kahoot`: 1000 x weight x credit x (1 - t/T/2), rounded, and a streak bonus of 100 for the second right answer in
  a row up to 500 for the sixth and all further ones (support.kahoot.com 115002303908). It ranks by these points.

t is the time taken after the lead, T the player's own limit; t counts as 0 in the first half second, Kahoot's plateau,
which also makes up for a slow line. Without a timer for all there is no reward for speed (`kahoot` gives full points).
A player without timer among players with one counts as fast as the median of those who got any credit, and as half the
limit where nobody did. Only full credit carries a streak on; a voided question neither carries nor breaks it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from quiz.core.items import Item
from quiz.core.kinds import Verdict
from quiz.core.plan import Plan, Rules
from quiz.core.state import Asked, Gain, Seat, Tally, own_limit

BONUS_HALF = 249
PLATEAU_MS = 500
STREAK_FULL = 5
POINTS = 1000
KAHOOT_STEP = 100

_HALF = Fraction(1, 2)
_ZERO = Fraction(0)
_EMPTY = Tally()


@dataclass(frozen=True, slots=True)
class Ahead:
    """The player who stands just ahead of somebody, with points and score as shown."""

    name: str
    points: int
    score: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a standing. `rank` starts at 1 and is shared by ties. `score` is as shown: `2050 +12`.

    `bonus` is in whole points; `points` is the leading number of the score. `ahead` is the nearest who stands better.
    """

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
    team: str = ""
    ahead: Ahead | None = None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A line of a standing of teams: the mean of its `members`, so that a large team has no advantage."""

    rank: int
    team: str
    members: tuple[str, ...]
    credit: Fraction
    points: int


def gains(
    plan: Plan, item: Item, asked: Asked, seats: Mapping[str, Seat], verdicts: Mapping[str, Verdict],
    tallies: Mapping[str, Tally],
) -> dict[str, Gain]:  # fmt: skip
    """What `asked` gives each seat that has a verdict; `tallies` are the sums before it."""
    late = _lateness(asked, seats, verdicts)
    found: dict[str, Gain] = {}
    for seat, verdict in verdicts.items():
        streak = tallies.get(seat, _EMPTY).streak + 1 if verdict.credit == 1 else 0
        found[seat] = _gain(plan, item.weight, verdict, late[seat], streak)
    return found


def add(tally: Tally, gain: Gain, answered: bool) -> Tally:
    """The sums after one more question."""
    return Tally(
        credit=tally.credit + gain.credit if gain.credit else tally.credit,
        bonus=tally.bonus + gain.bonus if gain.bonus else tally.bonus,
        points=tally.points + gain.points,
        right=tally.right + (gain.verdict.credit == 1),
        answered=tally.answered + answered,
        asked=tally.asked + 1,
        streak=gain.streak,
        best=max(tally.best, gain.streak),
    )


def added(tallies: Mapping[str, Tally], asked: Asked) -> dict[str, Tally]:
    """The sums after `asked`, whose gains are known."""
    after = dict(tallies)
    for seat, gain in asked.gains.items():
        after[seat] = add(after.get(seat, _EMPTY), gain, seat in asked.answers)
    return after


def standings(rules: Rules, seats: Mapping[str, Seat], tallies: Mapping[str, Tally]) -> tuple[Row, ...]:
    """All who play, best first. Equal scores share a rank and stand by name; the next rank skips accordingly."""
    keyed = [(_rank_key(rules, tallies.get(key, _EMPTY)), seat) for key, seat in seats.items() if not seat.out]
    keyed.sort(key=lambda pair: (pair[1].name, pair[1].id))
    keyed.sort(key=lambda pair: pair[0], reverse=True)
    rows: list[Row] = []
    ahead: Ahead | None = None
    for place, (key, seat) in enumerate(keyed, 1):
        tied = place > 1 and keyed[place - 2][0] == key
        rank = rows[-1].rank if tied else place
        if rows and not tied:
            ahead = Ahead(rows[-1].name, rows[-1].points, rows[-1].score)
        rows.append(_row(rules, rank, seat, tallies.get(seat.id, _EMPTY), ahead))
    return tuple(rows)


def team_standings(rules: Rules, rows: Sequence[Row]) -> tuple[TeamRow, ...]:
    """All teams by the mean of their members, best first; none where nobody is in one. `rows` are the players'."""
    members: dict[str, list[Row]] = {}
    for row in rows:
        if row.team:
            members.setdefault(row.team, []).append(row)
    means = {team: _mean(rules, found) for team, found in members.items()}
    order = sorted(means, key=lambda team: (-means[team], team))
    return tuple(
        TeamRow(
            rank=1 + sum(means[other] > means[team] for other in order),
            team=team,
            members=tuple(row.name for row in members[team]),
            credit=sum((row.credit for row in members[team]), _ZERO) / len(members[team]),
            points=int(POINTS * means[team]) if rules.scoring != "kahoot" else int(means[team]),
        )
        for team in order
    )


def _mean(rules: Rules, rows: Sequence[Row]) -> Fraction:
    """What a team stands by."""
    return sum((Fraction(row.points) if rules.scoring == "kahoot" else row.credit for row in rows), _ZERO) / len(rows)


def shown_points(rules: Rules, credit: Fraction, points: int) -> int:
    """The leading number of a score: 1000 x credit in whole points, or what `kahoot` summed up."""
    # In whole numbers, and not as a fraction: a class of a thousand is counted anew at every reveal.
    return points if rules.scoring == "kahoot" else POINTS * credit.numerator // credit.denominator


def shown_score(rules: Rules, credit: Fraction, bonus: Fraction, points: int) -> str:
    """A score as shown: `2050 +12` under `fair`, one number else."""
    leading = str(shown_points(rules, credit, points))
    return f"{leading} +{int(bonus)}" if rules.scoring == "fair" else leading


def _rank_key(rules: Rules, tally: Tally) -> tuple[Fraction, int]:
    """What a standing sorts by. The bonus counts in whole points, as it is shown."""
    match rules.scoring:
        case "fair" | "flat":
            return (tally.credit, int(tally.bonus))
        case "kahoot":
            return (Fraction(tally.points), 0)
        case _:
            assert_never(rules.scoring)


def _row(rules: Rules, rank: int, seat: Seat, tally: Tally, ahead: Ahead | None) -> Row:
    """The line of `seat`."""
    return Row(
        rank=rank,
        seat=seat.id,
        name=seat.name,
        credit=tally.credit,
        bonus=int(tally.bonus),
        points=shown_points(rules, tally.credit, tally.points),
        score=shown_score(rules, tally.credit, tally.bonus, tally.points),
        right=tally.right,
        answered=tally.answered,
        asked=tally.asked,
        streak=tally.streak,
        best=tally.best,
        team=seat.team,
        ahead=ahead,
    )


def _gain(plan: Plan, weight: Fraction, verdict: Verdict, late: Fraction | None, streak: int) -> Gain:
    """What one verdict gives. `late` runs from 0 (at once) to 1 (at the limit), or is None without reward for speed."""
    if not verdict.credit:
        return Gain(verdict, _ZERO, _ZERO, 0, 0)
    rules, credit = plan.rules, weight if verdict.credit == 1 else weight * verdict.credit
    run = min(max(streak - 1, 0), STREAK_FULL) if rules.streaks else 0
    match rules.scoring:
        case "fair":
            speed = _ZERO if late is None else _product(BONUS_HALF, verdict.credit, late, plan.length)
            if run:
                speed += Fraction(BONUS_HALF * run, STREAK_FULL * max(plan.length - 1, 1))
            return Gain(verdict, credit, speed, 0, streak)
        case "flat":
            return Gain(verdict, credit, _ZERO, 0, streak)
        case "kahoot":
            points = POINTS * credit * (1 - (late or _ZERO) / 2)
            return Gain(verdict, credit, _ZERO, int(points + _HALF) + KAHOOT_STEP * run, streak)
        case _:
            assert_never(rules.scoring)


def _product(whole: int, share: Fraction, late: Fraction, length: int) -> Fraction:
    """whole / length x share x (1 - late), reduced once instead of after each step."""
    early = late.denominator - late.numerator
    return Fraction(whole * share.numerator * early, length * share.denominator * late.denominator)


def _lateness(
    asked: Asked, seats: Mapping[str, Seat], verdicts: Mapping[str, Verdict]
) -> dict[str, Fraction | None]:  # fmt: skip
    """How late each seat answered, from 0 to 1; None for all where no seat has a limit."""
    own: dict[str, Fraction | None] = {}
    for seat in verdicts:
        limit, answer = own_limit(asked, seats[seat]), asked.answers.get(seat)
        own[seat] = None if limit is None else Fraction(1) if answer is None else _late(answer.elapsed, limit)
    if all(late is None for late in own.values()):
        return own
    middle = _median([late for seat, late in own.items() if late is not None and verdicts[seat].credit > 0])
    return {seat: middle if late is None else late for seat, late in own.items()}


def _late(elapsed: int, limit: int) -> Fraction:
    """`elapsed` as a share of `limit`, 0 on the plateau and never over 1."""
    return _ZERO if elapsed < PLATEAU_MS else Fraction(min(elapsed, limit), limit)


def _median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or the mean of the two in the middle; one half of no values."""
    if not values:
        return _HALF
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
