"""What is said of players at the end is true, and nobody is shamed."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import Phase, given, settings

from quiz.core.commands import FinishGame, KickSeat, OpenRound, Reason, VoidItem
from quiz.core.kinds import Response
from quiz.core.plan import Rules
from quiz.core.superlatives import superlatives
from quiz.core.views import public_view
from tests.core.strategies_game import Game, games
from tests.core.table import ONE, RIGHT, WRONG, Table, a_plan


def played(rows: dict[str, str], rules: Rules | None = None, pace: dict[str, int] | None = None) -> Table:
    """A game in which each player gave right (R), wrong (W) or no (-) answers, each after their own pace in ms."""
    table = Table(a_plan(len(next(iter(rows.values()))), rules), **dict.fromkeys(rows, ONE))
    table.do(OpenRound(0))
    for place, marks in enumerate(zip(*rows.values(), strict=True)):
        given_now: dict[str, tuple[Response, int]] = {
            seat: (RIGHT if mark == "R" else WRONG, (pace or {}).get(seat, 5000))
            for seat, mark in zip(rows, marks, strict=True)
            if mark != "-"
        }
        table.ask(place * 100_000, 0, **given_now)
    return table


def titles(table: Table) -> dict[str, tuple[tuple[str, ...], str]]:
    """Each title with its holders and its figure."""
    return {one.title: (one.names, one.figure) for one in superlatives(table.state)}


def test_each_title_goes_to_whoever_earned_it() -> None:
    """One a player, with the figure behind it."""
    rows = {"ann": "RRRRRW", "bo": "WWRRRR", "cy": "RRRWWW", "di": "WWWWWR"}
    found = titles(played(rows, pace={"cy": 2000}))
    assert found == {
        "Most improved": (("bo",), "66 % more right in the second half"),
        "Fastest right answers": (("cy",), "2.0 s on average"),
        "Longest streak": (("ann",), "5 in a row"),
    }


def test_equals_share_and_a_title_is_never_handed_down() -> None:
    """Who is best at two things gets one title, and nobody gets the other who is not the best at it."""
    rows = {"ann": "RRRRRR", "bo": "RRRWWW", "cy": "RRRWWW"}
    found = titles(played(rows, pace={"ann": 1000}))
    assert found == {"Fastest right answers": (("ann",), "1.0 s on average")}
    assert titles(played({"ann": "RRRW", "bo": "RRRW", "cy": "WWWR"}))["Fastest right answers"][0] == ("ann", "bo")


def test_who_alone_knew_is_said_to_have_known() -> None:
    """As often as it happened."""
    found = titles(played({"ann": "RW", "bo": "WR", "cy": "WR", "di": "WW"}))
    assert found == {"Knew what nobody else knew": (("ann",), "1 question")}


def test_what_counts_for_nothing_counts_for_no_title() -> None:
    """A voided question, a player who was put out, and speed where there is no clock."""
    rows = {"ann": "RRRR", "bo": "RRRW", "cy": "WWWW", "di": "WWWW"}
    table = played(rows)
    assert titles(table)["Fastest right answers"][0] == ("ann", "bo")
    table.do(VoidItem(1, "unfair"))
    table.do(VoidItem(2, "unfair"))
    assert titles(table) == {"Knew what nobody else knew": (("ann",), "1 question")}
    untimed = played(rows, Rules(timer=False))
    assert set(titles(untimed)) == {"Longest streak"}
    untimed.do(KickSeat("ann"))
    assert titles(untimed)["Longest streak"] == (("bo",), "3 in a row")


def test_two_players_have_the_podium() -> None:
    """Titles begin with the third."""
    assert titles(played({"ann": "RRRR", "bo": "WWWW"})) == {}


def test_titles_come_with_the_end() -> None:
    """And not before it."""
    table = played({"ann": "RRRR", "bo": "WWWW", "cy": "WWWW"})
    assert public_view(table.state).superlatives == ()
    table.do(FinishGame(Reason.ENDED))
    assert public_view(table.state).superlatives == superlatives(table.state) != ()


@settings(phases=(Phase.explicit, Phase.generate))
@given(games())
def test_titles_of_any_game_are_true(game: Game) -> None:
    """At most one a player, each with a name; the longest streak is the longest, a rise is a rise."""
    state = game.states[-1]
    found = superlatives(state)
    named = [name for one in found for name in one.names]
    assert len(named) == len(set(named))
    assert all(one.names and one.figure for one in found)
    best = max((tally.best for tally in state.tallies.values()), default=0)
    holders = {state.seats[seat].name for seat, tally in state.tallies.items() if tally.best == best}
    for one in found:
        if one.title == "Longest streak":
            assert set(one.names) <= holders
            assert one.figure == f"{best} in a row"
        if one.title == "Most improved":
            assert Fraction(one.figure.split()[0]) >= 0
