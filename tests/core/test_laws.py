"""The laws of the game: accuracy first, the log is the game, and nothing of the key before the reveal."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quiz.core.commands import Reason
from quiz.core.events import Event, GameFinished, QuestionOpened
from quiz.core.evolve import evolve, replay
from quiz.core.host import host_view
from quiz.core.kinds import grade
from quiz.core.plan import Rules, Scoring
from quiz.core.scoring import BONUS_HALF, standings
from quiz.core.state import Seat, State, Tally, item_of
from tests.core.strategies_game import Game, games

# Shrinking a whole game takes minutes; a failing one is printed as its events.
_unshrunk = settings(phases=(Phase.explicit, Phase.generate))


def _credit(state: State, seat: str) -> Fraction:
    """The credit of a seat, worked out from its answers alone."""
    total = Fraction(0)
    for asked in state.asked:
        if asked.revealed and asked.voided is None and state.seats[seat].first <= asked.instance:
            item, answer = item_of(state, asked), asked.answers.get(seat)
            total += item.weight * grade(item.question, None if answer is None else answer.response).credit
    return total


@pytest.mark.parametrize("scoring", ["fair", "flat"])
def test_more_credit_always_ranks_higher(scoring: Scoring) -> None:
    """Whatever the kinds, weights, partial credits, voided questions and bonuses."""

    @_unshrunk
    @given(games((scoring,)))
    def law(game: Game) -> None:
        state = game.states[-1]
        for one, two in permutations(host_view(state).standings, 2):
            mine, other = _credit(state, one.seat), _credit(state, two.seat)
            assert one.credit == mine
            if mine > other:
                assert one.rank < two.rank
            if one.rank < two.rank:
                assert mine >= other

    law()


_tallies = st.builds(
    Tally,
    credit=st.fractions(min_value=0, max_value=3, max_denominator=3),
    bonus=st.fractions(min_value=0, max_value=498) | st.fractions(min_value=7, max_value=9, max_denominator=3),
)


@given(st.sampled_from(("fair", "flat")), st.lists(_tallies, min_size=2, max_size=5))
def test_a_standing_goes_by_credit_then_by_whole_points_of_bonus(scoring: Scoring, tallies: list[Tally]) -> None:
    """Whatever the sums, a rank is one more than the number of those who stand better, and best comes first."""
    names = [f"seat {i}" for i in range(len(tallies))]
    seats = {name: Seat(name, name, None) for name in names}
    rows = standings(Rules(scoring), seats, dict(zip(names, tallies, strict=True)))
    keys = [(tally.credit, tally.bonus // 1) for tally in tallies]
    assert [row.rank for row in rows] == [1 + sum(other > key for other in keys) for key in sorted(keys, reverse=True)]
    assert [(row.credit, row.bonus) for row in rows] == sorted(keys, reverse=True)


@_unshrunk
@given(games(("fair",)))
def test_the_bonus_of_a_game_stays_under_the_worth_of_one_question(game: Game) -> None:
    """Each question gives at most its part of 249 for speed, each but the first its part of 249 for a streak."""
    state = game.states[-1]
    assert state.plan is not None
    rules, length = state.plan.rules, state.plan.length
    for tally in state.tallies.values():
        speed = Fraction(BONUS_HALF * tally.asked, length) if rules.timer else 0
        streak = Fraction(BONUS_HALF * max(tally.asked - 1, 0), max(length - 1, 1)) if rules.streaks else 0
        assert 0 <= tally.bonus <= speed + streak <= 2 * BONUS_HALF < 1000


@_unshrunk
@given(games(("flat",)))
def test_flat_gives_no_bonus(game: Game) -> None:
    """Nothing but credit counts."""
    assert all(tally.bonus == 0 for tally in game.states[-1].tallies.values())


@_unshrunk
@given(games(), st.data())
def test_the_log_is_the_game(game: Game, data: st.DataObject) -> None:
    """Replaying any beginning of the log gives the state that was live then, and going on from it the last one."""
    cut = data.draw(st.integers(0, len(game.log)))
    assert replay(game.log[:cut]) == game.states[cut]
    assert replay(game.log[cut:], game.states[cut]) == game.states[-1]
    assert game.states[cut].version == cut


@_unshrunk
@given(games())
def test_events_never_change_an_earlier_state(game: Game) -> None:
    """All states of a game, looked at after its end, are still what their part of the log amounts to."""
    assert [replay(game.log[:cut]) for cut in range(len(game.log) + 1)] == list(game.states)


@_unshrunk
@given(games())
def test_time_never_falls_along_a_log(game: Game) -> None:
    """Each event is at or after the one before."""
    times = [event.at for event in game.log]
    assert times == sorted(times)


def _without_leads(log: tuple[Event, ...]) -> list[Event]:
    """The same game with nothing to read: each lead is cut out of its time."""
    cut, begins, lead = 0, 0, 0  # what has been cut out so far, and the opening that is going on
    found: list[Event] = []
    for event in log:
        if isinstance(event, QuestionOpened):
            cut += min(lead, event.at - begins)
            begins, lead = event.at, event.lead
            found.append(replace(event, at=event.at - cut, lead=0))
        else:
            found.append(replace(event, at=event.at - cut - min(lead, event.at - begins)))
    return found


@_unshrunk
@given(games())
def test_time_to_read_is_no_time_to_answer(game: Game) -> None:
    """A game without its leads gives everybody the same answers in the same time, and the same scores."""
    plain, state = replay(_without_leads(game.log)), game.states[-1]
    assert plain.tallies == state.tallies
    assert [asked.answers for asked in plain.asked] == [asked.answers for asked in state.asked]


@_unshrunk
@given(games())
def test_the_plan_is_shared_by_all_states(game: Game) -> None:
    """Folding never copies the questions."""
    assert all(state.plan is game.states[1].plan for state in game.states[1:])


@_unshrunk
@given(games())
def test_a_finished_game_stays_finished(game: Game) -> None:
    """No event but voiding follows the end."""
    state = game.states[-1]
    done = state if state.reason is not None else evolve(state, GameFinished(state.at, Reason.ENDED))
    for event in game.log:
        if event.kind != "item_voided":
            with pytest.raises(ValueError, match=r"."):
                evolve(done, event)


def test_an_event_of_an_unknown_kind_is_refused() -> None:
    """A log of a newer program is not misread."""
    with pytest.raises(TypeError, match="no such event"):
        evolve(State(), "surprise")  # type: ignore[arg-type]


@_unshrunk
@given(games())
def test_voiding_makes_it_as_if_the_question_gave_nothing(game: Game) -> None:
    """A voided question has no gains, and the others have the gains of a game in which it never counted."""
    for asked in game.states[-1].asked:
        if asked.voided is not None:
            assert asked.gains == {}
    events = [event for event in game.log if event.kind != "item_voided"]
    voided = [event for event in game.log if event.kind == "item_voided"]
    late = replay(events)
    for event in voided:
        late = evolve(late, replace(event, at=late.at))
    assert late.tallies == game.states[-1].tallies
