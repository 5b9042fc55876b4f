"""A game for one player: cut anywhere it goes on where it was, and nothing is shown before it is logged."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.commands import Reason
from quiz.core.events import Event, QuestionOpened, QuestionRevealed
from quiz.core.grammar import Problem, spell
from quiz.core.kinds import Order, canonical
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import Phase
from quiz.plain.demo import blunder
from quiz.rooms.solo import RefusedError, SeededChance, SoloGame
from quiz.stores.base import UnavailableError
from quiz.stores.memory import MemoryLog
from tests.games import StillClock, match, order, plan, started


def step(game: SoloGame, right: bool) -> None:
    """One step: the next page, or an answer to what is open."""
    if game.phase is Phase.OPEN:
        question = game.item.question
        response = canonical(question) if right else blunder(question)
        assert game.answer(spell(response, game.order)) is None
    else:
        game.advance()


def play_out(game: SoloGame) -> SoloGame:
    """To the end, every third answer wrong; what is answered depends on the question alone."""
    while game.phase is not Phase.FINISHED:
        step(game, right=not game.view.public.question or game.view.public.question.number % 3 != 0)
    return game


def cut(events: Sequence[Event], length: int) -> MemoryLog:
    """A log that ends after `length` events."""
    log = MemoryLog()
    log.append("g", 0, events[:length])
    return log


def resumed(log: MemoryLog, clock: StillClock | None = None) -> SoloGame:
    """The game of `log`, taken up by a program that has forgotten everything but the seed."""
    return SoloGame.resume(log, "g", clock or StillClock(), SeededChance(7))


def test_right_answers_make_a_perfect_game() -> None:
    """Every kind takes its own right answer, and the game ends by itself."""
    game = started(MemoryLog())
    while game.phase is not Phase.FINISHED:
        step(game, right=True)
    view = game.view
    assert view.public.reason is Reason.COMPLETED
    assert (view.row.right, view.row.asked, view.misses) == (8, 8, ())


def test_wrong_answers_give_no_full_credit() -> None:
    """The demo's blunders are what they claim to be."""
    game = started(MemoryLog())
    while game.phase is not Phase.FINISHED:
        step(game, right=False)
    assert game.view.row.right == 0
    assert len(game.view.misses) == 8


def test_a_game_cut_at_any_event_goes_on_where_it_was() -> None:
    """The view after a resume is the view before the cut, and the end of the game is the same."""
    log = MemoryLog()
    game = started(log)
    views = {game.version: game.view}
    while game.phase is not Phase.FINISHED:
        step(game, right=not game.view.public.question or game.view.public.question.number % 3 != 0)
        views[game.version] = game.view
    events = log.read("g")
    for length in range(2, len(events)):
        again = resumed(cut(events, length))
        assert again.view == views.get(length, again.view)
        assert play_out(again).view == game.view
    assert len(views) > 20


@given(st.integers(0, 2**32), st.lists(st.booleans(), min_size=8, max_size=8), st.data())
def test_a_resumed_question_keeps_its_order(seed: int, answers: list[bool], data: st.DataObject) -> None:
    """Whatever the seed and the answers: the same question, in the same shown order, with the same score."""
    log = MemoryLog()
    game = started(log, seed=seed)
    for _ in range(data.draw(st.integers(0, 24))):
        if game.phase is not Phase.FINISHED:
            step(game, right=answers[len(log.read("g")) % 8])
    before = game.view
    again = SoloGame.resume(log, "g", StillClock(), SeededChance(seed + 1))
    assert again.view == before


def test_the_same_seed_shows_the_same_orders() -> None:
    """Two games of one seed are one game; another seed differs."""

    def orders(seed: int) -> list[tuple[int, ...]]:
        log = MemoryLog()
        play_out(started(log, seed=seed))
        return [event.order for event in log.read("g") if isinstance(event, QuestionOpened)]

    assert orders(7) == orders(7)
    assert len({tuple(orders(seed)) for seed in range(10)}) == 10


@pytest.mark.parametrize("seed", range(60))
def test_an_ordering_is_never_shown_solved(seed: int) -> None:
    """With four entries one shuffle in 24 would be the answer."""
    whole = Plan("One", "d", seed, (Round("R", (order(),)),), Rules(timer=False))
    game = SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(seed), whole)
    game.advance()
    view = game.advance().public.question
    question = game.item.question
    assert view is not None
    assert isinstance(question, Order)
    assert view.options != question.entries
    assert sorted(view.options) == sorted(question.entries)


class FullLog(MemoryLog):
    """A memory log whose place is full after `room` appends."""

    def __init__(self, room: int) -> None:
        """`room` appends work."""
        super().__init__()
        self.room = room

    def append(self, game: str, expected_version: int, events: Sequence[Event]) -> int:
        """Fail once the room is used up."""
        if self.room == 0:
            raise UnavailableError("full")
        self.room -= 1
        return super().append(game, expected_version, events)


@pytest.mark.parametrize("room", range(1, 8))
def test_nothing_is_shown_that_is_not_in_the_log(room: int) -> None:
    """When an append fails the view is the one before, and the step can be tried again."""
    log = FullLog(room)
    game = started(log)
    with pytest.raises(UnavailableError):
        play_out(game)
    assert resumed(cut(log.read("g"), len(log.read("g")))).view == game.view
    log.room = 99
    assert play_out(game).phase is Phase.FINISHED


def test_an_interrupt_after_the_append_is_caught_up_with() -> None:
    """A log that is ahead of the game is read again, and nothing happens twice."""

    class Interrupting(MemoryLog):
        """Appends, and is interrupted before it can say so."""

        armed = False

        def append(self, game: str, expected_version: int, events: Sequence[Event]) -> int:
            """Append, then be interrupted if armed."""
            version = super().append(game, expected_version, events)
            if self.armed:
                self.armed = False
                raise KeyboardInterrupt
            return version

    log = Interrupting()
    game = started(log)
    game.advance()
    game.advance()
    log.armed = True
    with pytest.raises(KeyboardInterrupt):
        game.skip()
    game.finish(Reason.ENDED)
    assert sum(isinstance(event, QuestionRevealed) for event in log.read("g")) == 1
    assert game.phase is Phase.FINISHED


def test_an_answer_and_its_verdict_are_one_append() -> None:
    """No cut can fall between them, so an answer is never seen graded and then asked again."""
    log = FullLog(4)
    game = started(log)
    game.advance()
    game.advance()
    game.answer("A")
    assert log.room == 0
    assert game.phase is Phase.REVEALED


def test_a_text_that_is_no_answer_changes_nothing() -> None:
    """The problem says how to answer, and the log stays as it was."""
    log = MemoryLog()
    game = started(log)
    game.advance()
    game.advance()
    before = log.read("g")
    problem = game.answer("perhaps")
    assert problem is not None
    assert "A to D" in problem.message
    assert log.read("g") == before


def test_pairs_that_are_not_named_stay_open_when_time_is_up() -> None:
    """There is no time left to ask for them; before, they are asked for."""
    clock = StillClock()
    whole = Plan("One", "d", 1, (Round("R", (match(),)),), Rules())
    game = SoloGame.start(MemoryLog(), "g", clock, SeededChance(7), whole)
    game.advance()
    game.advance()
    assert isinstance(game.answer("1A"), Problem)
    clock.now += 10**6
    assert game.expire("1A")
    assert game.view.answer is not None
    assert game.view.answer.places == (0, None)


def test_a_locked_answer_is_not_asked_for_again() -> None:
    """A log that ends between an answer and its verdict, as another front end may leave it, goes on to the verdict."""
    log = MemoryLog()
    game = started(log)
    game.advance()
    game.advance()
    game.answer(spell(canonical(game.item.question), game.order))
    again = resumed(cut(log.read("g"), game.version - 2))
    assert again.phase is Phase.OPEN
    again.advance()
    assert again.advance().result == game.view.result


def test_time_goes_on_from_the_last_event() -> None:
    """The time between a cut and the resumption does not count, and time never falls along the log."""
    log, clock = MemoryLog(), StillClock()
    clock.now = 5_000_000
    game = SoloGame.start(log, "g", clock, SeededChance(7), plan())
    clock.now += 1500
    game.advance()
    later = StillClock()
    later.now = 17
    again = resumed(log, later)
    later.now += 250
    again.advance()
    assert [event.at for event in log.read("g")] == [0, 0, 1500, 1750]


def test_a_game_that_nobody_started_cannot_be_resumed() -> None:
    """An unknown name is an error, not a new game."""
    with pytest.raises(LookupError):
        resumed(MemoryLog())


def test_an_empty_plan_is_refused() -> None:
    """Nothing is logged for it."""
    log = MemoryLog()
    with pytest.raises(RefusedError):
        SoloGame.start(log, "g", StillClock(), SeededChance(1), Plan("None", "d", 1, ()))
    assert log.games() == ()


def test_a_finished_game_stays_finished() -> None:
    """To finish twice is no error and changes nothing, the reason least of all."""
    log = MemoryLog()
    game = started(log)
    game.finish(Reason.END_OF_INPUT)
    view = game.finish(Reason.ENDED)
    assert view.public.reason is Reason.END_OF_INPUT
    assert game.advance() == view
