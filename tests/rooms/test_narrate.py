"""A lesson told move by move leaves nothing out, and tells nothing before it was known."""

from __future__ import annotations

from hypothesis import Phase, given, settings

from quiz.core.text import hidden
from quiz.rooms.deadlines import told_deadline
from quiz.rooms.narrate import clock, moves
from tests.core.strategies_game import Game, games
from tests.stores.samples import game


def test_every_move_has_its_line() -> None:
    """One of every kind."""
    told = [move.lines for move in moves(game())]
    assert [lines[0] for lines in told] == [
        "Capitals: 2 questions, seed 7, scoring fair",
        "You joins",
        "Rude joins",
        "Rude is called Polite now",
        "Polite has no timer from now on",
        "You plays for Reds",
        "The room is locked",
        f"Each at their own pace, until {told_deadline(1_800_000_000)}",
        "Polite is put out",
        "Round 1: One",
        "Question 1 of 2: Which city is it?",
        "You answers Ottawa after 0.0 s: right",
        "Question 1 is closed: 1 have answered",
        "The answer to question 1: Ottawa (1 right)",
        "Question 2 of 2: In which year?",
        "A pause",
        "The pause is over",
        "5 s more for question 2",
        "You was locked with 1/3 after 0.0 s: wrong",
        "Question 2 is closed: 1 have answered",
        "Question 2 is open again for 5 s",
        "Question 2 is closed: 1 have answered",
        "The answer to question 2: 1857 (0 right)",
        "Question 2 is void: the key was wrong",
        "The standing",
        "The end (completed)",
    ]
    assert told[10] == ("Question 1 of 2: Which city is it?", "  A  Köln ▲ 東京", "  B  Ottawa", "  C  Oslo")
    assert told[24][1:] == ("  1. You  1500 +0",)


def test_times_are_told_as_on_a_clock() -> None:
    """With hours only where there are any."""
    assert [clock(ms) for ms in (0, 59_999, 61_000, 3_600_000)] == ["00:00", "00:59", "01:01", "1:00:00"]


@settings(phases=(Phase.explicit, Phase.generate))
@given(games())
def test_any_game_can_be_told(played: Game) -> None:
    """A move for each event, in time, with nothing hidden in it."""
    told = list(moves(played.log))
    assert [move.at for move in told] == [event.at for event in played.log]
    assert all(move.lines and not hidden("".join(move.lines)) for move in told)
