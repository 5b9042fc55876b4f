"""Marks and what the answers say of the questions, worked out again in another way."""

from __future__ import annotations

from fractions import Fraction
from statistics import correlation

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quiz.core.commands import (
    FinishGame,
    KickSeat,
    OpenQuestion,
    OpenRound,
    Reason,
    SetDeadline,
    SetTeam,
    StartGame,
    VoidItem,
)
from quiz.core.decide import Refusal, decide
from quiz.core.events import ItemVoided
from quiz.core.evolve import replay
from quiz.core.plan import Rules, Scoring
from quiz.core.results import FEWEST, Fate, Results, merged, results
from quiz.core.state import State, plan_of
from quiz.core.views import rows_by_seat
from tests.core.strategies_game import Game, games
from tests.core.table import ONE, RIGHT, WRONG, Table, a_plan


def lesson(**rows: str) -> Table:
    """A game in which each player gave right (R), wrong (W) or no (-) answers, each after 5 s."""
    table = Table(a_plan(len(next(iter(rows.values()))), Rules("flat")), **dict.fromkeys(rows, ONE))
    table.do(OpenRound(0))
    for place, marks in enumerate(zip(*rows.values(), strict=True)):
        responses = {"R": RIGHT, "W": WRONG}
        given_now = {seat: (responses[mark], 5000) for seat, mark in zip(rows, marks, strict=True) if mark != "-"}
        table.ask(place * 100_000, 0, **given_now)
    return table


def test_a_lesson_by_example() -> None:
    """Four players and three questions, counted by hand."""
    found = results(lesson(ann="RRR", bo="RWW", cy="WRW", di="-WW").state)
    assert [(one.row.name, one.row.right, one.row.answered, one.time) for one in found.players] == [
        ("ann", 3, 3, 15_000),
        ("bo", 1, 3, 15_000),
        ("cy", 1, 3, 15_000),
        ("di", 0, 2, 10_000),
    ]
    first, _, last = found.items
    assert (first.asked, first.answered, first.right, first.difficulty) == (4, 3, 2, Fraction(1, 2))
    assert [(one.text, one.right, one.count) for one in first.choices] == [("a", True, 2), ("b", False, 1)]
    assert first.unused == ()
    assert last.difficulty == Fraction(1, 4)
    marks = [(mark.answer, mark.share, mark.elapsed) for mark in found.players[3].marks if mark is not None]
    assert marks == [("", Fraction(0), None), ("b", Fraction(0), 5000), ("b", Fraction(0), 5000)]


def test_a_distractor_that_nobody_chose_is_named() -> None:
    """And one that is right is none."""
    found = results(lesson(ann="RW", bo="RW").state)
    assert [item.unused for item in found.items] == [("b",), ()]


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    """Of one for whom the rest agrees, against it, and none where all did alike or too few played."""
    found = results(lesson(ann="RRR", bo="RRR", cy="WWR", di="WWR").state)
    assert [item.discrimination for item in found.items] == [pytest.approx(1), pytest.approx(1), None]
    rows = {"ann": "RWW", "bo": "WRR", "cy": "WRR"}
    assert results(lesson(**rows).state).items[0].discrimination == pytest.approx(-1)
    assert results(lesson(ann="RW", bo="WR").state).items[0].discrimination is None


def test_what_does_not_count_is_left_out() -> None:
    """A voided question has its line and no marks; who was put out has none."""
    table = lesson(ann="RRR", bo="WWW", cy="WRR")
    table.do(VoidItem(2, "two keys"))
    table.do(SetTeam("ann", "Reds"))
    table.do(KickSeat("cy"))
    found = results(table.state)
    assert [one.row.name for one in found.players] == ["ann", "bo"]
    assert found.players[0].marks[1] is None
    assert found.players[0].time == 10_000
    void = found.items[1]
    assert (void.voided, void.asked, void.difficulty, void.discrimination) == ("two keys", 0, None, None)
    assert found.items[0].answered == 2
    assert [(row.team, row.members) for row in found.teams] == [("Reds", ("ann",))]


def test_nothing_holds_what_is_secret() -> None:
    """The seats of the players are in no part of it but the row that ranks them, which no export reads."""
    table = Table(a_plan(1), c0de=ONE)
    table.do(OpenRound(0))
    table.ask(0, 0, c0de=(RIGHT, 1))
    found = results(table.state)
    assert "c0de" not in repr(found.items)
    assert "c0de" not in repr([one.marks for one in found.players])


def _check(found: Results, state: State) -> None:
    shown = [asked for asked in state.asked if asked.revealed]
    for item, asked in zip(found.items, shown, strict=True):
        shares = {seat: gain.verdict.credit for seat, gain in asked.gains.items()}
        assert item.right == sum(share == 1 for share in shares.values())
        rest = {
            seat: [one.gains[seat].verdict.credit for one in shown if one is not asked and seat in one.gains]
            for seat in shares
        }
        pairs = [(float(shares[seat]), float(sum(found) / len(found))) for seat, found in rest.items() if found]
        one, two = ([pair[side] for pair in pairs] for side in (0, 1))
        if item.discrimination is not None:
            assert len(pairs) >= FEWEST
            assert item.discrimination == pytest.approx(correlation(one, two), abs=1e-9)
        elif len(pairs) >= FEWEST:
            assert len(set(one)) == 1 or len(set(two)) == 1
        for choice in item.choices:
            assert choice.count <= item.answered
    for player in found.players:
        marks = [mark for mark in player.marks if mark is not None]
        assert sum((mark.credit for mark in marks), Fraction(0)) == player.row.credit
        assert sum(mark.share == 1 for mark in marks) == player.row.right
        assert sum(mark.elapsed is not None for mark in marks) == player.row.answered


@settings(phases=(Phase.explicit, Phase.generate))
@given(games())
def test_results_of_any_game_add_up(game: Game) -> None:
    """To the standing, and to what a library makes of the same figures."""
    state = game.states[-1]
    _check(results(state), state)


def alone(room: State, **rows: str) -> State:
    """A lesson in which each played alone: what each did with the questions they came to, the last of them left open
    with a question mark."""
    plan, games = plan_of(room), list[State]()
    for seat, marks in rows.items():
        game = Table(plan, **{seat: ONE})
        game.do(OpenRound(0))
        for place, mark in enumerate(marks):
            if mark == "?":
                game.do(OpenQuestion(place + 1, (0, 1)), place * 100_000)
            else:
                responses = {"R": RIGHT, "W": WRONG}
                given_now = {} if mark == "-" else {seat: (responses[mark], 5000)}
                game.ask(place * 100_000, 0, **given_now)
        games.append(game.state)
    return merged(room, games)


def paced_room(count: int, *seats: str, scoring: Scoring = "flat") -> Table:
    """A room in which each plays alone."""
    room = Table(a_plan(count, Rules(scoring)), **dict.fromkeys(seats, ONE))
    room.do(SetDeadline(None))
    return room


def test_games_that_were_played_alone_add_up_to_a_lesson() -> None:
    """Each question has the answers of all who came to it, and each player has their own sums."""
    found = results(alone(paced_room(2, "ann", "bo").state, ann="RR", bo="W"))
    assert [(one.row.name, one.row.right, one.row.asked, one.row.rank) for one in found.players] == [
        ("ann", 2, 2, 1),
        ("bo", 0, 1, 2),
    ]
    assert [(item.asked, item.right) for item in found.items] == [(2, 1), (1, 1)]
    started = decide(State(), StartGame(a_plan(1)), 0)
    assert isinstance(started, tuple)
    assert results(merged(replay(started), [])).items == ()


def test_what_somebody_has_not_opened_is_neither_wrong_nor_left_out() -> None:
    """All questions of the plan have a line, opened or not, and each says what became of it."""
    room = paced_room(5, "ann", "bo", "cy", "di")
    room.do(KickSeat("di"))
    found = results(alone(room.state, ann="RW-", bo="R?", cy="", di="RRRR"))
    assert [(one.row.name, one.row.right, one.row.asked, one.total) for one in found.players] == [
        ("ann", 1, 3, 5),
        ("bo", 1, 1, 5),
        ("cy", 0, 0, 5),
    ]
    right, wrong, skipped, unopened = Fate.RIGHT, Fate.WRONG, Fate.SKIPPED, Fate.UNOPENED
    assert [one.fates for one in found.players] == [
        (right, wrong, skipped, unopened, unopened),
        (right, Fate.OPEN, unopened, unopened, unopened),
        (unopened,) * 5,
    ]
    # What is said of a question is said of those who have come to it and are done with it.
    assert [(one.opened, one.asked, one.answered, one.right, one.difficulty) for one in found.items] == [
        (2, 2, 2, 2, 1),
        (2, 1, 1, 0, 0),
        (1, 1, 0, 0, 0),
        (0, 0, 0, 0, None),
        (0, 0, 0, 0, None),
    ]
    assert [one.unused for one in found.items] == [("b",), (), (), (), ()]


@given(st.lists(st.text("RW-", max_size=4).flatmap(lambda row: st.sampled_from([row, row[:3] + "?"])), max_size=5))
def test_fates_of_any_games_add_up(rows: list[str]) -> None:
    """To the plan, to what is settled, and, read down, to what is said of each question."""
    seats = {f"seat{place}": row for place, row in enumerate(rows)}
    found = results(alone(paced_room(4, *seats).state, **seats))
    assert [item.number for item in found.items] == [1, 2, 3, 4]
    for player in found.players:
        row, count = seats[player.row.seat], player.fates.count
        assert len(player.fates) == player.total == 4
        assert count(Fate.UNOPENED) == 4 - len(row)
        assert (count(Fate.RIGHT), count(Fate.SKIPPED)) == (row.count("R"), row.count("-"))
        assert row.count("R") + row.count("W") + row.count("-") == player.row.asked
        assert count(Fate.OPEN) == row.count("?")
    for place, item in enumerate(found.items):
        down = [player.fates[place] for player in found.players]
        assert item.opened == len(down) - down.count(Fate.UNOPENED)
        assert item.asked == item.opened - down.count(Fate.OPEN)
        assert item.right == down.count(Fate.RIGHT)


@given(
    st.lists(st.text("RW-", max_size=4).flatmap(lambda row: st.sampled_from([row, row[:3] + "?"])), max_size=4),
    st.sets(st.integers(1, 4)),
    st.sampled_from(("fair", "flat", "kahoot")),
)
def test_what_is_void_for_all_counts_for_nobody(rows: list[str], void: set[int], scoring: Scoring) -> None:
    """Whoever has answered it, has left it out, has it open or comes to it later: all is as if it were not there."""
    seats = {f"seat{place}": row for place, row in enumerate(rows)}
    room = paced_room(4, *seats, scoring=scoring)
    for number in sorted(void):
        room.do(VoidItem(number, "two keys"))
    found = results(alone(room.state, **seats))
    assert [item.number for item in found.items if item.voided is not None] == sorted(void)
    for item in found.items:
        if item.voided is not None:
            assert (item.voided, item.asked, item.right, item.difficulty) == ("two keys", 0, 0, None)
    for player in found.players:
        kept = [mark for number, mark in enumerate(seats[player.row.seat], 1) if number not in void]
        assert player.total == 4 - len(void)
        assert player.fates.count(Fate.VOID) == len(void)
        assert [mark for number, mark in enumerate(player.marks, 1) if number in void] == [None] * len(void)
        assert player.row.credit == player.row.right == kept.count("R")
        assert player.row.asked == len(kept) - kept.count("?")
        # Streaks go through what is void, so that the whole score is that of a game without it.
        game = Table(plan_of(room.state), **{player.row.seat: ONE})
        game.do(OpenRound(0))
        for number, mark in enumerate(seats[player.row.seat], 1):
            if mark != "?":
                response = {"R": RIGHT, "W": WRONG}.get(mark)
                given_now = {} if response is None else {player.row.seat: (response, 5000)}
                game.ask(number * 100_000, 0, **given_now)
                # Here it is void at once, there when all is over.
                game.do(VoidItem(number, "two keys")) if number in void else None
        assert rows_by_seat(game.state)[player.row.seat].score == player.row.score


def test_a_question_that_is_void_for_all_is_one_of_the_plan() -> None:
    """It may be void before anybody has come to it, once, and after the end; a number that is none is refused."""
    room = paced_room(2, "ann")
    assert room.give(VoidItem(0)) is room.give(VoidItem(3)) is Refusal.STALE
    assert room.give(VoidItem(2, "two\u202e keys")) != ()
    assert room.give(VoidItem(2, "again")) == ()
    room.do(FinishGame(Reason.ENDED))
    room.do(VoidItem(1))
    assert replay(room.log).void == room.state.void == {2: "two keys", 1: ""}
    with pytest.raises(ValueError, match="no question 3"):
        replay([*room.log, ItemVoided(0, 3, "")])
    assert [item.voided for item in results(alone(room.state, ann="")).items] == ["", "two keys"]
