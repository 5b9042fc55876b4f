"""Commands, scores and views by example."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    FinishGame,
    JoinSeat,
    LastPick,
    OpenQuestion,
    OpenRound,
    Reason,
    RevealQuestion,
    ShowStanding,
    StartGame,
    VoidItem,
)
from quiz.core.decide import Refusal, Rejected, decide
from quiz.core.events import Event
from quiz.core.host import host_view
from quiz.core.kinds import Amount, Match, Number, Option, Order, Pairs, Pick, Picks, Single
from quiz.core.plan import Plan, Round, Rules, problems
from quiz.core.state import State, all_settled, deadline
from quiz.core.views import public_view, view_for
from tests.core.table import ONE, RIGHT, WRONG, Table, a_plan, an_item


def test_a_repeated_answer_changes_nothing() -> None:
    """The same sequence is safe to send again, even after the close; another one finds the answer locked."""
    table = Table(a_plan(), ann=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (1, 0)))
    assert len(table.log) == 4
    table.do(Answer("ann", 1, 7, RIGHT), 100)
    assert table.give(Answer("ann", 1, 7, RIGHT), 200) == ()
    assert table.give(Answer("ann", 1, 8, RIGHT), 200) is Refusal.LOCKED
    assert table.give(Answer("ann", 1, 7, WRONG), 200) is Refusal.LOCKED
    table.do(CloseQuestion(1), 300)
    assert table.give(Answer("ann", 1, 7, RIGHT), 99_000) == ()


def test_the_deadline_is_each_players_own() -> None:
    """An answer at the deadline counts, one later does not; a time factor stretches it, none takes it away."""
    table = Table(a_plan(), ann=ONE, bo=Fraction(3, 2), cy=None)
    table.do(OpenRound(0), 5)
    table.do(OpenQuestion(1, (0, 1)), 1000)
    asked, seats = table.state.asked[0], table.state.seats
    assert [deadline(asked, seats[seat]) for seat in ("ann", "bo", "cy")] == [21_000, 31_000, None]
    assert table.give(Answer("ann", 1, 1, RIGHT), 21_001) is Refusal.LATE
    table.do(Answer("bo", 1, 1, RIGHT), 31_000)
    assert not all_settled(table.state, 99_000)
    table.do(Answer("cy", 1, 1, RIGHT), 99_000)
    assert all_settled(table.state, 99_000)


def test_answering_time_runs_after_the_lead() -> None:
    """The deadline moves by the lead; an answer before its end takes no time, one after it only what is past it."""
    table = Table(a_plan(), ann=ONE, bo=Fraction(3, 2), cy=None, di=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1), 4000), 1000)
    asked, seats = table.state.asked[0], table.state.seats
    assert [deadline(asked, seat) for seat in seats.values()] == [25_000, 35_000, None, 25_000]
    shown = public_view(table.state).question
    assert shown is not None
    assert (shown.opened, shown.lead, shown.limit) == (1000, 4000, 20_000)
    assert not all_settled(table.state, 25_000)
    table.do(Answer("ann", 1, 1, RIGHT), 4999)
    table.do(Answer("cy", 1, 1, RIGHT), 5000)
    table.do(Answer("di", 1, 1, RIGHT), 25_000)
    table.do(CloseQuestion(1, (LastPick("bo", RIGHT),)), 99_000)
    elapsed = {seat: locked.elapsed for seat, locked in table.state.asked[0].answers.items()}
    assert elapsed == {"ann": 0, "cy": 0, "di": 20_000, "bo": 30_000}


@pytest.mark.parametrize("lead", [-1, 60_001])
def test_a_lead_is_at_most_a_minute(lead: int) -> None:
    """Neither less than nothing nor more than that, and nothing is opened."""
    table = Table(a_plan(), ann=ONE)
    table.do(OpenRound(0))
    assert table.give(OpenQuestion(1, (0, 1), lead)) is Refusal.MALFORMED
    for fine in (0, 60_000):
        table.do(OpenQuestion(len(table.state.asked) + 1, (0, 1), fine))
        table.do(VoidItem(len(table.state.asked), "next"))
        table.do(RevealQuestion(len(table.state.asked)))


def test_opening_again_with_another_lead_is_no_repeat() -> None:
    """The same command is safe to send again; one that gives other time to read comes too late."""
    table = Table(a_plan(), ann=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1), 4000))
    assert table.give(OpenQuestion(1, (0, 1), 4000), 10) == ()
    assert table.give(OpenQuestion(1, (0, 1), 3000), 10) is Refusal.STALE


def test_reading_costs_nothing() -> None:
    """Four seconds later after a lead of four seconds is as fast."""
    scores = []
    for lead in (0, 4000):
        table = Table(a_plan(2), ann=ONE, bo=ONE)
        table.do(OpenRound(0))
        for at in (0, 100_000):
            table.ask(at, lead, ann=(RIGHT, lead + 10_000), bo=(RIGHT, lead))
        scores.append([view_for(table.state, seat).row.score for seat in ("ann", "bo")])
    assert scores[0] == scores[1] == ["2000 +174", "2000 +298"]


def test_time_never_runs_backwards() -> None:
    """A clock behind the log counts as the log's."""
    table = Table(a_plan(), ann=ONE)
    table.do(OpenRound(0), 5000)
    table.do(OpenQuestion(1, (0, 1)), 10)
    assert table.log[-1].at == 5000


def test_the_close_locks_what_stands() -> None:
    """At the player's own limit; never over a locked answer, an unknown seat or a pick that does not fit."""
    table = Table(a_plan(), ann=ONE, bo=ONE, cy=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1)), 0)
    table.do(Answer("ann", 1, 1, RIGHT), 100)
    picks = (LastPick("ann", WRONG), LastPick("bo", RIGHT), LastPick("bo", WRONG), LastPick("cy", Pick(9)))
    table.do(CloseQuestion(1, (*picks, LastPick("zed", RIGHT))), 20_400)
    answers = table.state.asked[0].answers
    assert {seat: (locked.response, locked.elapsed) for seat, locked in answers.items()} == {
        "ann": (RIGHT, 100),
        "bo": (RIGHT, 20_000),
    }


@pytest.mark.parametrize("order", [(), (0,), (0, 0), (0, 2), (0, 1, 2), (-1, 0)])
def test_an_order_names_everything_once(order: tuple[int, ...]) -> None:
    """Anything else is malformed."""
    table = Table(a_plan(), ann=ONE)
    table.do(OpenRound(0))
    assert table.give(OpenQuestion(1, order)) is Refusal.MALFORMED


def test_options_that_keep_their_order_are_shown_so() -> None:
    """No other order is accepted."""
    kept = an_item("q", question=Single((Option("a"), Option("b")), 0, keep_order=True))
    table = Table(Plan("t", "d", 1, (Round("r", (kept,)),)), ann=ONE)
    table.do(OpenRound(0))
    assert table.give(OpenQuestion(1, (1, 0))) is Refusal.MALFORMED
    table.do(OpenQuestion(1, (0, 1)))


def test_refusals_before_and_after_a_game() -> None:
    """Nothing but a start begins a game, and nothing but voiding follows its end."""
    for command in (OpenRound(0), JoinSeat("a", "a"), FinishGame(Reason.ENDED), ShowStanding(0)):
        outcome = decide(State(), command, 0)
        assert isinstance(outcome, Rejected)
        assert outcome.reason is Refusal.NOT_NOW
    table = Table(a_plan(1), ann=ONE)
    table.do(OpenRound(0))
    table.ask(0, ann=(RIGHT, 0))
    assert table.give(FinishGame(Reason.COMPLETED)) != ()
    assert table.give(OpenRound(1)) is Refusal.FINISHED
    table.do(VoidItem(1, "unfair"))
    assert view_for(table.state, "ann").row.score == "0 +0"


@pytest.mark.parametrize(
    ("name", "seat", "factor", "reason"),
    [
        ("", "x", ONE, Refusal.MALFORMED),
        ("\u200b", "x", ONE, Refusal.MALFORMED),
        ("n" * 41, "x", ONE, Refusal.MALFORMED),
        ("x", "", ONE, Refusal.MALFORMED),
        ("x", "x", Fraction(5), Refusal.MALFORMED),
        ("ANN", "x", ONE, Refusal.NAME_TAKEN),
        ("\uff41nn", "x", ONE, Refusal.NAME_TAKEN),
        ("other", "ann", ONE, Refusal.SEAT_TAKEN),
    ],
)
def test_seats_and_names(name: str, seat: str, factor: Fraction, reason: Refusal) -> None:
    """Names are visible, short and one of a kind."""
    assert Table(a_plan(), ann=ONE).give(JoinSeat(seat, name, factor)) is reason


def test_an_unplayable_plan_is_refused_with_all_reasons() -> None:
    """Each flaw is named with its question."""
    bad = (
        an_item("one"),
        an_item("one"),
        an_item("no stem", stem=" "),
        an_item("time", seconds=0),
        an_item("weight", weight=Fraction(0)),
        an_item("key", question=Single((Option("a"), Option("b")), 2)),
        an_item("bounds", question=Number(Fraction(9), Fraction(1), Fraction(2))),
        an_item("short", question=Order(("a",))),
        an_item("rights", question=Match(("l", "m"), ("a",))),
    )
    plan = Plan("t", "d", 1, (Round("r", bad), Round("empty", ())))
    assert len(problems(plan)) == 9
    assert problems(Plan("t", "d", 1, ())) != ()
    outcome = decide(State(), StartGame(plan), 0)
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Refusal.UNPLAYABLE
    assert all(name in outcome.message for name in ("one", "no stem", "time", "weight", "key", "bounds", "short"))


@pytest.mark.parametrize(
    ("rules", "took", "scores"),
    [
        (Rules("fair"), (10_000, 0), ["2000 +174", "2000 +298"]),
        (Rules("fair", timer=False), (10_000, 0), ["2000 +49", "2000 +49"]),
        (Rules("fair", streaks=False), (10_000, 499), ["2000 +124", "2000 +249"]),
        (Rules("fair", timer=False, streaks=False), (10_000, 0), ["2000 +0", "2000 +0"]),
        (Rules("flat"), (10_000, 0), ["2000", "2000"]),
        (Rules("kahoot"), (10_000, 0), ["1600", "2100"]),
        (Rules("kahoot"), (20_000, 500), ["1100", "2076"]),
        (Rules("kahoot", timer=False, streaks=False), (10_000, 0), ["2000", "2000"]),
    ],
)
def test_scores_by_example(rules: Rules, took: tuple[int, int], scores: list[str]) -> None:
    """Two right answers each, worked out by hand; two questions make 249/2 a question and 249 x 1/5 for the streak."""
    table = Table(a_plan(2, rules), ann=ONE, bo=ONE)
    table.do(OpenRound(0))
    for i in range(2):
        table.ask(i * 100_000, ann=(RIGHT, took[0]), bo=(RIGHT, took[1]))
    assert [view_for(table.state, seat).row.score for seat in ("ann", "bo")] == scores


def test_a_player_without_timer_is_as_fast_as_the_middle() -> None:
    """Nobody gains or loses by it; where nobody scored it is half the limit."""
    table = Table(a_plan(2, Rules("fair", streaks=False)), ann=ONE, bo=ONE, cy=None)
    table.do(OpenRound(0))
    table.ask(0, ann=(RIGHT, 4_000), bo=(RIGHT, 8_000), cy=(RIGHT, 50_000))
    gains = table.state.asked[0].gains
    assert gains["cy"].bonus == Fraction(249, 2) * (1 - Fraction(6_000, 20_000))
    table.ask(100_000, ann=(WRONG, 0), bo=(WRONG, 0), cy=(RIGHT, 50_000))
    assert table.state.asked[1].gains["cy"].bonus == Fraction(249, 2) / 2


def test_a_voided_question_neither_breaks_nor_carries_a_streak() -> None:
    """Right, wrong, right becomes a streak of two once the middle one is voided, and all scores follow."""
    table = Table(a_plan(3, Rules("fair", timer=False)), ann=ONE)
    table.do(OpenRound(0))
    for i, response in enumerate((RIGHT, WRONG, RIGHT)):
        table.ask(i * 100_000, ann=(response, 10))
    assert view_for(table.state, "ann").row.score == "2000 +0"
    table.do(VoidItem(2, "two right options"))
    row = view_for(table.state, "ann").row
    assert (row.best, row.asked, row.score) == (2, 2, f"2000 +{int(Fraction(249, 10))}")


def test_ties_share_a_rank() -> None:
    """And the next rank skips."""
    table = Table(a_plan(1, Rules("flat")), bo=ONE, ann=ONE, cy=ONE)
    table.do(OpenRound(0))
    table.ask(0, ann=(RIGHT, 1), bo=(RIGHT, 2), cy=(WRONG, 3))
    assert [(row.rank, row.seat) for row in host_view(table.state).standings] == [(1, "ann"), (1, "bo"), (3, "cy")]


def test_who_joins_late_is_not_asked_what_was_before() -> None:
    """A seat counts from the open question, or else from the next one; a closed one is not open."""
    table = Table(a_plan(2), ann=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1)))
    table.do(JoinSeat("bo", "bo"))
    table.do(CloseQuestion(1))
    table.do(JoinSeat("cy", "cy"))
    table.do(RevealQuestion(1))
    table.do(JoinSeat("di", "di"))
    assert [view_for(table.state, seat).row.asked for seat in ("ann", "bo", "cy", "di")] == [1, 1, 0, 0]
    table.ask(100_000, ann=(RIGHT, 1), di=(RIGHT, 1))
    assert [view_for(table.state, seat).row.asked for seat in ("ann", "bo", "cy", "di")] == [2, 2, 1, 1]


def test_the_player_sees_verdict_proof_and_misses() -> None:
    """After the reveal the own verdict with the proof of the chosen option; at the end the misses."""
    table = Table(a_plan(2), ann=ONE, bo=ONE)
    table.do(OpenRound(0))
    table.ask(0, ann=(WRONG, 1), bo=(RIGHT, 1))
    view = view_for(table.state, "ann")
    assert view.result is not None
    assert view.answer is not None
    assert (view.answer.text, view.answer.places) == ("b", (1,))
    assert (view.result.verdict, view.result.message) == (Fraction(0), "no")
    assert [proof.sentence for proof in view.result.why] == ["b is not it"]
    reveal = view.public.reveal
    assert reveal is not None
    assert (reveal.key, reveal.key_text, reveal.counts, reveal.right, reveal.answered) == ((0,), "a", (1, 1), 1, 2)
    table.ask(100_000, ann=(RIGHT, 1))
    table.do(ShowStanding(0), 200_000)
    assert [row.seat for row in public_view(table.state).standings] == ["ann", "bo"]
    table.do(FinishGame(Reason.COMPLETED), 200_000)
    view = view_for(table.state, "ann")
    assert [past.question.number for past in view.past] == [1, 2]
    assert [past.question.number for past in view.misses] == [1]
    assert [past.answer for past in view_for(table.state, "bo").misses] == [None]


def test_places_are_those_shown() -> None:
    """Own answer and key of an ordering and a match are told in places, not in the question's own order."""
    order = an_item("o", question=Order(("x", "y", "z")))
    match = an_item("m", question=Match(("l", "m"), ("x", "y", "z")))
    table = Table(Plan("t", "d", 1, (Round("r", (order, match)),)), ann=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (2, 0, 1)))
    shown = public_view(table.state).question
    assert shown is not None
    assert shown.options == ("z", "x", "y")
    table.do(CloseQuestion(1))
    table.do(RevealQuestion(1))
    reveal = public_view(table.state).reveal
    assert reveal is not None
    assert reveal.key == (1, 2, 0)
    table.do(OpenQuestion(2, (2, 0, 1)))
    table.do(Answer("ann", 2, 1, Pairs((None, 2))))
    answer = view_for(table.state, "ann").answer
    assert answer is not None
    assert (answer.text, answer.places) == ("l: -; m: z", (None, 0))


def test_the_host_sees_who_waits() -> None:
    """Names only, while the question is open."""
    table = Table(a_plan(), ann=ONE, bo=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1)))
    table.do(Answer("bo", 1, 1, RIGHT))
    view = host_view(table.state)
    assert (view.locked, view.waiting) == (("bo",), ("ann",))


def test_a_response_of_another_kind_is_malformed() -> None:
    """It never reaches the log."""
    table = Table(a_plan(), ann=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1)))
    assert table.give(Answer("ann", 1, 1, Picks((0,)))) is Refusal.MALFORMED


def test_every_command_and_event_has_its_own_tag() -> None:
    """A codec can tell them apart by `kind`."""
    for union in (Command, Event):
        tags = [member.__dataclass_fields__["kind"].default for member in get_args(union)]
        assert len(set(tags)) == len(tags)


def test_the_smallest_lead_in_credit_beats_the_largest_bonus() -> None:
    """A slow answer that is a hair better ranks above an instant one."""
    close = an_item("n", question=Number(Fraction(100), Fraction(100), Fraction(100), margin=Fraction(1000)))
    table = Table(Plan("t", "d", 1, (Round("r", (close,)),)), slow=ONE, fast=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1), 0)
    table.do(Answer("fast", 1, 1, Amount(Fraction(102))), 0)
    table.do(Answer("slow", 1, 1, Amount(Fraction(101))), 20_000)
    table.do(CloseQuestion(1), 20_000)
    table.do(RevealQuestion(1), 20_000)
    assert [(row.rank, row.seat) for row in host_view(table.state).standings] == [(1, "slow"), (2, "fast")]


def test_a_perfect_game_earns_its_whole_speed_bonus_and_no_more() -> None:
    """Ten answers at once give 249 for speed, and 7/9 of 249 for a streak that fills up at the sixth."""
    table = Table(a_plan(10), ann=ONE)
    table.do(OpenRound(0))
    for i in range(10):
        table.ask(i * 100_000, ann=(RIGHT, 0))
    assert table.state.tallies["ann"].bonus == 249 + Fraction(249 * 7, 9)
