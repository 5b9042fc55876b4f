"""What may be said of players at the end besides who won: only what is true, and only what nobody is ashamed of.

A title goes to whoever is best at it, and to all of them where they are equal. Nobody gets two: a title all of whose
holders have one already is not given to somebody who is not the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quiz.core.state import Asked, State, own_limit, players

FEWEST_PLAYERS = 3
"""Among fewer, the podium says it all."""
RIGHTS, STREAK, HALF, LONE = 3, 3, 2, 1
"""How many right answers a pace, a streak, half a game and a lone knower take."""
MOST_NAMES = 3
"""A title that more than so many share says nothing."""


@dataclass(frozen=True, slots=True)
class Superlative:
    """A title, who holds it, and the figure behind it, as shown."""

    title: str
    names: tuple[str, ...]
    figure: str


def superlatives(state: State) -> tuple[Superlative, ...]:
    """The titles of a game so far, at most one a player."""
    seats = players(state)
    if state.plan is None or len(seats) < FEWEST_PLAYERS:
        return ()
    counting = [asked for asked in state.asked if asked.gains]
    found: list[Superlative] = []
    held: set[str] = set()
    for title, best in (
        ("Most improved", _improved(counting, seats)),
        ("Fastest right answers", _fastest(state, counting, seats)),
        ("Longest streak", _streak(state, seats)),
        ("Knew what nobody else knew", _lone(counting, seats)),
    ):
        holders, figure = best
        fresh = [seat for seat in holders if seat not in held]
        if fresh and len(holders) <= MOST_NAMES:
            held.update(fresh)
            found.append(Superlative(title, tuple(seats[seat].name for seat in fresh), figure))
    return tuple(found)


Best = tuple[list[str], str]


def _holders(figures: Mapping[str, Fraction]) -> list[str]:
    """Whoever has the largest figure."""
    top = max(figures.values(), default=Fraction(0))
    return [seat for seat, figure in figures.items() if figure == top]


def _improved(counting: Iterable[Asked], seats: Iterable[str]) -> Best:
    """Who knew more of the second half of their own questions than of the first, and by how much."""
    figures = {}
    for seat in seats:
        shares = [asked.gains[seat].verdict.credit for asked in counting if seat in asked.gains]
        half = len(shares) // 2
        if half >= HALF:
            rise = _mean(shares[-half:]) - _mean(shares[:half])
            if rise > 0:
                figures[seat] = rise
    holders = _holders(figures)
    return holders, f"{int(100 * figures[holders[0]])} % more right in the second half" if holders else ""


def _fastest(state: State, counting: Iterable[Asked], seats: Iterable[str]) -> Best:
    """Who took least time for right answers, on average. Nobody who has no timer, and so nobody where none has."""
    figures = {}
    for seat in seats:
        took = [
            asked.answers[seat].elapsed
            for asked in counting
            if seat in asked.answers and seat in asked.gains and asked.gains[seat].verdict.credit == 1
            if own_limit(asked, state.seats[seat]) is not None
        ]
        if len(took) >= RIGHTS:
            figures[seat] = -Fraction(sum(took), len(took))
    holders = _holders(figures)
    return holders, f"{float(-figures[holders[0]]) / 1000:.1f} s on average" if holders else ""


def _streak(state: State, seats: Iterable[str]) -> Best:
    """Who gave most right answers in a row."""
    figures = {seat: Fraction(state.tallies[seat].best) for seat in seats if state.tallies[seat].best >= STREAK}
    holders = _holders(figures)
    return holders, f"{int(figures[holders[0]])} in a row" if holders else ""


def _lone(counting: Iterable[Asked], seats: Iterable[str]) -> Best:
    """Who alone knew the answer to a question, most often."""
    figures = dict.fromkeys(seats, Fraction(0))
    for asked in counting:
        right = [seat for seat, gain in asked.gains.items() if gain.verdict.credit == 1]
        if len(right) == 1 and right[0] in figures and len(asked.gains) >= FEWEST_PLAYERS:
            figures[right[0]] += 1
    figures = {seat: count for seat, count in figures.items() if count >= LONE}
    holders = _holders(figures)
    count = int(figures[holders[0]]) if holders else 0
    return holders, f"{count} question{'s' if count > 1 else ''}" if holders else ""


def _mean(shares: list[Fraction]) -> Fraction:
    return sum(shares, Fraction(0)) / len(shares)
