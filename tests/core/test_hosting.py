"""What a host does to time and to people, by example and by law."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import Phase as Stage
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    ExtendQuestion,
    FinishGame,
    JoinSeat,
    KickSeat,
    LastPick,
    LockRoom,
    OpenQuestion,
    OpenRound,
    PauseGame,
    Reason,
    RenameSeat,
    ReopenQuestion,
    ResumeGame,
    RevealQuestion,
    SetFactor,
    SetTeam,
    ShowStanding,
    VoidItem,
)
from quiz.core.decide import Refusal
from quiz.core.events import (
    Event,
    GamePaused,
    GameResumed,
    QuestionExtended,
    QuestionOpened,
    SeatRenamed,
    TeamSet,
)
from quiz.core.evolve import replay
from quiz.core.host import Step, host_view, next_of
from quiz.core.plan import Rules, problems
from quiz.core.state import Phase, all_settled, deadline
from quiz.core.views import public_view, rows_by_seat, view_for
from tests.core.strategies_game import Game, games
from tests.core.table import ONE, RIGHT, WRONG, Table, a_plan

# Shrinking a whole game takes minutes; a failing one is printed as its events.
_unshrunk = settings(phases=(Stage.explicit, Stage.generate))


def opened(lead: int = 0, rules: Rules | None = None, **factors: Fraction | None) -> Table:
    """A table at whose first question time begins at 1000."""
    table = Table(a_plan(3, rules), **(factors or {"ann": ONE, "bo": Fraction(3, 2), "cy": None}))
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1), lead), 1000)
    return table


def deadlines(table: Table) -> list[int | None]:
    """Each player's own."""
    return [deadline(table.state.asked[-1], seat) for seat in table.state.seats.values()]


def elapsed(table: Table) -> dict[str, int]:
    """How long each answer to the last question took."""
    return {seat: locked.elapsed for seat, locked in table.state.asked[-1].answers.items()}


def test_time_stands_still_in_a_pause() -> None:
    """Deadlines move by it, nobody answers in it, and what came before and after it took the same time."""
    table = opened()
    table.do(Answer("cy", 1, 1, RIGHT), 3000)
    table.do(PauseGame(), 5000)
    assert public_view(table.state).paused
    assert table.give(PauseGame(), 6000) == ()
    assert table.give(Answer("ann", 1, 1, RIGHT), 7000) is Refusal.NOT_NOW
    assert table.give(Answer("cy", 1, 1, RIGHT), 7000) == ()
    assert not all_settled(table.state, 500_000)
    table.do(ResumeGame(), 65_000)
    assert table.give(ResumeGame(), 65_000) == ()
    assert deadlines(table) == [81_000, 91_000, None]
    table.do(Answer("ann", 1, 1, RIGHT), 81_000)
    assert table.give(Answer("bo", 1, 1, RIGHT), 91_001) is Refusal.LATE
    table.do(Answer("bo", 1, 1, RIGHT), 66_000)
    assert elapsed(table) == {"ann": 20_000, "bo": 20_000, "cy": 2000}


def test_a_pause_in_the_lead_leaves_time_to_read() -> None:
    """The question stands alone for as long as it would have."""
    table = opened(4000)
    table.do(PauseGame(), 2000)
    table.do(ResumeGame(), 12_000)
    shown = public_view(table.state).question
    assert shown is not None
    assert (shown.opened, shown.begins, shown.deadline) == (1000, 15_000, 35_000)
    table.do(Answer("ann", 1, 1, RIGHT), 14_000)
    table.do(Answer("bo", 1, 1, RIGHT), 16_000)
    assert elapsed(table) == {"ann": 0, "bo": 1000}


def test_a_close_in_a_pause_locks_picks_as_of_its_beginning() -> None:
    """And the pause is over before anything opens."""
    table = opened()
    table.do(PauseGame(), 5000)
    table.do(CloseQuestion(1, (LastPick("bo", RIGHT),)), 9000)
    assert elapsed(table) == {"bo": 4000}
    assert table.give(ReopenQuestion(1, 1000), 9000) is Refusal.NOT_NOW
    table.do(RevealQuestion(1), 9000)
    assert table.give(OpenQuestion(2, (0, 1)), 9000) is Refusal.NOT_NOW
    assert table.state.phase is Phase.REVEALED
    table.do(ResumeGame(), 9000)
    table.do(OpenQuestion(2, (0, 1)), 9000)
    assert deadlines(table) == [29_000, 39_000, None]


def test_a_pause_that_outlasts_the_close_is_no_answering_time() -> None:
    """What was shut in a pause and opened after it goes on from where the pause began."""
    table = opened()
    table.do(PauseGame(), 5000)
    table.do(CloseQuestion(1), 9000)
    table.do(ResumeGame(), 20_000)
    table.do(ReopenQuestion(1, 10_000), 30_000)
    assert deadlines(table) == [40_000, 45_000, None]
    table.do(Answer("ann", 1, 1, RIGHT), 31_000)
    assert elapsed(table) == {"ann": 5000}


def test_no_round_opens_in_a_pause() -> None:
    """The lobby can be paused as well."""
    table = Table(a_plan(), ann=ONE)
    table.do(PauseGame())
    assert table.give(OpenRound(0)) is Refusal.NOT_NOW
    assert next_of(table.state) is Step.RESUME


def test_an_extension_gives_time_and_no_bonus() -> None:
    """Each player has so much more as their factor says; the reward for speed goes by the first limit."""
    table = opened(ann=ONE, bo=Fraction(3, 2), cy=None, di=ONE)
    table.do(ExtendQuestion(1, 10_000), 2000)
    assert deadlines(table) == [31_000, 46_000, None, 31_000]
    shown = public_view(table.state).question
    assert shown is not None
    assert (shown.limit, shown.deadline) == (30_000, 31_000)
    table.do(Answer("di", 1, 1, RIGHT), 11_000)
    table.do(Answer("ann", 1, 1, RIGHT), 31_000)
    assert table.give(Answer("bo", 1, 1, RIGHT), 46_001) is Refusal.LATE
    table.do(CloseQuestion(1, (LastPick("bo", RIGHT),)), 60_000)
    assert elapsed(table) == {"di": 10_000, "ann": 30_000, "bo": 45_000}
    table.do(RevealQuestion(1), 60_000)
    gains = table.state.asked[0].gains
    assert gains["di"].bonus == Fraction(249, 3) / 2
    assert gains["ann"].bonus == gains["bo"].bonus == 0


@pytest.mark.parametrize("ms", [0, -1, 600_001])
def test_more_time_is_some_time_and_not_for_ever(ms: int) -> None:
    """For an extension as for a reopening."""
    table = opened()
    assert table.give(ExtendQuestion(1, ms)) is Refusal.MALFORMED
    table.do(CloseQuestion(1))
    assert table.give(ReopenQuestion(1, ms)) is Refusal.MALFORMED


def test_what_has_no_limit_cannot_be_extended() -> None:
    """But opened again it can be, and is as free as before."""
    table = opened(rules=Rules(timer=False))
    assert table.give(ExtendQuestion(1, 1000)) is Refusal.NOT_NOW
    table.do(CloseQuestion(1), 2000)
    table.do(ReopenQuestion(1, 1000), 5000)
    assert deadlines(table) == [None, None, None]


def test_a_reopened_question_goes_on() -> None:
    """With a deadline from now; what was locked stays, and the time for which it was shut counts for nobody."""
    table = opened()
    table.do(CloseQuestion(1, (LastPick("cy", WRONG),)), 4000)
    assert table.give(Answer("ann", 1, 1, RIGHT), 5000) is Refusal.LATE
    table.do(ReopenQuestion(1, 10_000), 14_000)
    assert table.give(ReopenQuestion(1, 10_000), 15_000) == ()
    assert table.state.phase is Phase.OPEN
    assert deadlines(table) == [24_000, 29_000, None]
    assert table.give(Answer("cy", 1, 1, RIGHT), 15_000) is Refusal.LOCKED
    table.do(Answer("ann", 1, 1, RIGHT), 24_000)
    table.do(ExtendQuestion(1, 2000), 24_000)
    assert table.give(Answer("bo", 1, 1, RIGHT), 32_001) is Refusal.LATE
    table.do(Answer("bo", 1, 1, RIGHT), 25_000)
    assert elapsed(table) == {"cy": 3000, "ann": 13_000, "bo": 14_000}


def test_what_is_revealed_or_void_stays_shut() -> None:
    """Nobody answers what is known, or what counts for nothing."""
    table = opened()
    table.do(CloseQuestion(1))
    table.do(RevealQuestion(1))
    assert table.give(ReopenQuestion(1, 1000)) is Refusal.NOT_NOW
    table = opened()
    table.do(VoidItem(1, "unfair"))
    assert table.give(ReopenQuestion(1, 1000)) is Refusal.NOT_NOW
    table.do(RevealQuestion(1))
    assert table.give(ReopenQuestion(1, 1000)) is Refusal.NOT_NOW
    assert table.give(ReopenQuestion(2, 1000)) is Refusal.STALE
    assert table.give(ExtendQuestion(1, 1000)) is Refusal.NOT_NOW


def test_who_is_put_out_is_gone_and_the_name_is_not_free() -> None:
    """No answer, no pick, no line, no way back; nobody waits for them, and the others keep what they have."""
    table = Table(a_plan(2, Rules("flat")), ann=ONE, bo=ONE, cy=ONE)
    table.do(OpenRound(0))
    table.ask(0, ann=(RIGHT, 1), bo=(RIGHT, 1), cy=(WRONG, 1))
    table.do(OpenQuestion(2, (0, 1)), 100_000)
    table.do(KickSeat("bo"), 100_000)
    assert table.give(KickSeat("bo")) == ()
    assert table.give(Answer("bo", 2, 1, RIGHT), 100_001) is Refusal.PUT_OUT
    assert table.give(JoinSeat("bo", "bo")) is Refusal.PUT_OUT
    assert table.give(JoinSeat("bo2", "Bo")) is Refusal.NAME_TAKEN
    assert table.give(RenameSeat("bo", "Zoe")) is Refusal.PUT_OUT
    table.do(Answer("ann", 2, 1, RIGHT), 100_001)
    table.do(Answer("cy", 2, 1, RIGHT), 100_001)
    assert all_settled(table.state, 100_001)
    table.do(CloseQuestion(2, (LastPick("bo", RIGHT),)), 100_002)
    table.do(RevealQuestion(2), 100_002)
    assert set(table.state.asked[1].gains) == {"ann", "cy"}
    table.do(ShowStanding(0))
    view = public_view(table.state)
    assert [(row.seat, row.rank) for row in view.standings] == [("ann", 1), ("cy", 2)]
    assert view.seats == ("ann", "cy")
    assert [row.seat for row in host_view(table.state).roster] == ["ann", "cy"]
    with pytest.raises(KeyError):
        view_for(table.state, "bo")


def test_the_end_can_still_be_put_right() -> None:
    """A name on the podium can be changed, and a player be taken from it; nothing else."""
    table = Table(a_plan(1), ann=ONE, bo=ONE)
    table.do(FinishGame(Reason.ENDED))
    table.do(RenameSeat("bo", "Zoe"))
    table.do(KickSeat("ann"))
    assert [row.name for row in public_view(table.state).standings] == ["Zoe"]
    refused: list[Command] = [SetTeam("bo", "x"), SetFactor("bo", None), LockRoom(True), PauseGame(), ResumeGame()]
    for command in refused:
        assert table.give(command) is Refusal.FINISHED


@pytest.mark.parametrize(
    ("name", "reason"),
    [("ANN", Refusal.NAME_TAKEN), ("\u200b", Refusal.MALFORMED), ("n" * 41, Refusal.MALFORMED)],
)
def test_another_name_is_as_good_as_a_first_one(name: str, reason: Refusal) -> None:
    """Nobody else's, visible and short; the own one in other letters will do."""
    table = Table(a_plan(), ann=ONE, bo=ONE)
    assert table.give(RenameSeat("bo", name)) is reason
    table.do(RenameSeat("bo", "BO"))
    assert table.state.seats["bo"].name == "BO"
    assert table.give(RenameSeat("bo", " BO ")) == ()
    assert table.give(RenameSeat("cy", "Cy")) is Refusal.UNKNOWN_SEAT


def test_nobody_new_sits_down_in_a_locked_room() -> None:
    """Who sits may sit down again, and the lock can be opened."""
    table = Table(a_plan(), ann=ONE)
    table.do(LockRoom(True))
    assert table.give(LockRoom(True)) == ()
    assert public_view(table.state).locked_room
    assert table.give(JoinSeat("bo", "bo")) is Refusal.ROOM_LOCKED
    assert table.give(JoinSeat("ann", "ann")) == ()
    table.do(LockRoom(False))
    table.do(JoinSeat("bo", "bo"))


def test_a_time_factor_holds_from_the_next_question_on() -> None:
    """And what was before stays as it was, also when a question is voided and all is counted anew."""
    table = Table(a_plan(3, Rules("fair", streaks=False)), ann=ONE, bo=ONE)
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1)), 0)
    table.do(SetFactor("ann", Fraction(2)), 1)
    table.do(SetFactor("ann", None), 2)
    table.do(SetFactor("ann", Fraction(2)), 3)
    assert table.give(SetFactor("ann", Fraction(2))) == ()
    assert table.give(SetFactor("ann", Fraction(3))) is Refusal.MALFORMED
    assert deadlines(table) == [20_000, 20_000]
    table.do(Answer("ann", 1, 1, RIGHT), 10_000)
    table.do(CloseQuestion(1), 20_001)
    table.do(RevealQuestion(1), 20_001)
    before = table.state.asked[0].gains["ann"]
    assert before.bonus == Fraction(249, 3) / 2
    table.do(OpenQuestion(2, (0, 1)), 100_000)
    assert deadlines(table) == [140_000, 120_000]
    table.do(VoidItem(2, "unfair"), 100_000)
    assert table.state.asked[0].gains["ann"] == before


def test_a_team_stands_by_the_mean_of_its_members() -> None:
    """So that a large team has no advantage; without a team there is no line."""
    table = Table(a_plan(2, Rules("flat")), ann=ONE, bo=ONE, cy=ONE, di=ONE)
    for seat, team in (("ann", "Reds"), ("bo", " reds"), ("cy", "Blues"), ("cy", "Greens")):
        table.do(SetTeam(seat, team))
    assert table.give(SetTeam("bo", "REDS")) == ()
    assert table.give(SetTeam("bo", "x" * 41)) is Refusal.MALFORMED
    table.do(OpenRound(0))
    table.ask(0, ann=(RIGHT, 1), bo=(WRONG, 1), cy=(RIGHT, 1), di=(RIGHT, 1))
    table.ask(100_000, ann=(RIGHT, 1), bo=(WRONG, 1), cy=(RIGHT, 1))
    assert public_view(table.state).teams == ()
    table.do(ShowStanding(0), 200_000)
    rows = [(row.rank, row.team, row.members, row.credit, row.points) for row in public_view(table.state).teams]
    assert rows == [(1, "Greens", ("cy",), Fraction(2), 2000), (2, "Reds", ("ann", "bo"), Fraction(1), 1000)]
    assert view_for(table.state, "bo").team == "Reds"


def ahead(table: Table) -> int:
    """How many questions of the round everybody sees to be still to come."""
    part = public_view(table.state).round
    assert part is not None
    return part.ahead


def test_a_standing_can_be_shown_between_two_questions() -> None:
    """And the round goes on after it; the next one does not open before."""
    table = Table(a_plan(2, rounds=2), ann=ONE)
    table.do(OpenRound(0))
    table.ask(0, ann=(RIGHT, 1))
    table.do(ShowStanding(0, early=True), 100_000)
    assert table.give(ShowStanding(0, early=True)) == ()
    assert public_view(table.state).standings != ()
    assert ahead(table) == 1
    assert next_of(table.state) is Step.QUESTION
    assert table.give(OpenRound(1)) is Refusal.NOT_NOW
    assert table.give(FinishGame(Reason.COMPLETED)) is Refusal.NOT_NOW
    table.ask(100_000, ann=(RIGHT, 1))
    table.do(ShowStanding(0), 200_000)
    assert ahead(table) == 0
    assert next_of(table.state) is Step.ROUND
    assert table.give(OpenQuestion(3, (0, 1))) is Refusal.NOT_NOW
    table.do(OpenRound(1), 200_000)


def test_a_slow_line_is_made_up_for_as_far_as_the_rules_say() -> None:
    """Not at all unless they do; never by more, never by what somebody claims beyond it, and the class waits for it."""
    table = opened(ann=ONE)
    assert table.give(Answer("ann", 1, 1, RIGHT, 100), 21_001) is Refusal.LATE
    table = opened(rules=Rules(allowance=60), ann=ONE, bo=ONE, cy=ONE)
    assert table.give(Answer("ann", 1, 1, RIGHT, 900), 21_061) is Refusal.LATE
    assert not all_settled(table.state, 21_060)
    table.do(Answer("cy", 1, 1, RIGHT, -900), 11_000)
    table.do(Answer("bo", 1, 1, RIGHT, 40), 11_000)
    table.do(Answer("ann", 1, 1, RIGHT, 900), 21_060)
    assert elapsed(table) == {"cy": 10_000, "bo": 9960, "ann": 20_000}
    assert table.give(Answer("ann", 1, 1, RIGHT, 3), 22_000) == ()


@pytest.mark.parametrize("allowance", [-1, 101])
def test_an_allowance_is_for_slow_lines_only(allowance: int) -> None:
    """A plan that makes up for more is not played."""
    assert problems(a_plan(1, Rules(allowance=allowance))) != ()
    assert problems(a_plan(1, Rules(allowance=100))) == ()


def test_the_host_sees_what_comes_next() -> None:
    """Through a whole game, and what was chosen so far."""
    table = Table(a_plan(1, rounds=2), ann=ONE, bo=ONE)
    steps = [next_of(table.state)]

    def do(command: Command) -> None:
        table.do(command)
        steps.append(host_view(table.state).next)

    for number in (0, 1):
        do(OpenRound(number))
        do(OpenQuestion(number + 1, (1, 0)))
        table.do(Answer("bo", number + 1, 1, RIGHT))
        view = host_view(table.state)
        assert view.counts == (0, 1)
        assert [(row.name, row.locked, row.rank) for row in view.roster if row.seat == "bo"] == [("bo", True, 1)]
        do(CloseQuestion(number + 1))
        do(RevealQuestion(number + 1))
        do(ShowStanding(number))
    do(FinishGame(Reason.COMPLETED))
    a_round = [Step.QUESTION, Step.CLOSE, Step.REVEAL, Step.STANDING]
    assert steps == [Step.ROUND, *a_round, Step.ROUND, *a_round, Step.FINISH, Step.NOTHING]


def test_each_player_sees_who_is_just_ahead() -> None:
    """The nearest who stands better, never somebody with the same score; nobody for the first."""
    table = Table(a_plan(2, Rules("flat")), ann=ONE, bo=ONE, cy=ONE, di=ONE)
    table.do(OpenRound(0))
    table.ask(0, ann=(RIGHT, 1), bo=(RIGHT, 1), cy=(RIGHT, 1))
    table.ask(100_000, ann=(RIGHT, 1))
    ahead = {seat: view_for(table.state, seat).ahead for seat in table.state.seats}
    names = {seat: None if one is None else (one.name, one.points, one.score) for seat, one in ahead.items()}
    assert names == {"ann": None, "bo": ("ann", 2000, "2000"), "cy": ("ann", 2000, "2000"), "di": ("cy", 1000, "1000")}


def _stretched(log: tuple[Event, ...], places: list[tuple[int, int]]) -> list[Event]:
    """The same game with a pause of so many ms after each of the places; all that follows comes later by it."""
    found: list[Event] = []
    moved = 0
    lengths = dict(places)
    for place, event in enumerate(log):
        found.append(replace(event, at=event.at + moved))
        if place in lengths and place < len(log) - 1 and event.kind != "game_finished":
            found.append(GamePaused(event.at + moved))
            moved += lengths[place]
            found.append(GameResumed(event.at + moved))
    return found


@_unshrunk
@given(games(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 90_000)), max_size=6))
def test_a_pause_costs_nobody_anything(game: Game, places: list[tuple[int, int]]) -> None:
    """A game with pauses anywhere gives everybody the same answers in the same time, and the same scores."""
    paused, state = replay(_stretched(game.log, places)), game.states[-1]
    assert paused.tallies == state.tallies
    assert [asked.answers for asked in paused.asked] == [asked.answers for asked in state.asked]
    assert [asked.gains for asked in paused.asked] == [asked.gains for asked in state.asked]


@_unshrunk
@given(games(), st.integers(1, 600_000))
def test_an_extension_changes_no_score(game: Game, ms: int) -> None:
    """Time that nobody used is worth nothing, and time that somebody used is worth no more than the limit."""
    log: list[Event] = []
    for event in game.log:
        log.append(event)
        if isinstance(event, QuestionOpened):
            log.append(QuestionExtended(event.at, event.instance, ms))
    assert replay(log).tallies == game.states[-1].tallies


@_unshrunk
@given(games(), st.data())
def test_names_and_teams_change_no_score(game: Game, data: st.DataObject) -> None:
    """Whatever somebody is called, and whoever they play with."""
    place = data.draw(st.integers(0, len(game.log)))
    state, log = game.states[place], list(game.log)
    extra: list[Event] = []
    if state.reason is None:
        extra = [TeamSet(state.at, seat, "Reds") for seat in state.seats]
        extra += [SeatRenamed(state.at, seat, f"new {seat}") for seat in state.seats]
    after, before = replay([*log[:place], *extra, *log[place:]]), game.states[-1]
    assert after.tallies == before.tallies
    if before.plan is not None:
        ranks = [{seat: row.rank for seat, row in rows_by_seat(one).items()} for one in (after, before)]
        assert ranks[0] == ranks[1]
