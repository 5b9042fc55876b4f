"""When a Space is taken at the desk: a function of what was told, what was pressed, and the seconds between."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.commands import (
    CloseQuestion,
    Command,
    ExtendQuestion,
    FinishGame,
    JoinSeat,
    LockRoom,
    OpenRound,
    PauseGame,
    Reason,
    ReopenQuestion,
    ResumeGame,
    RevealQuestion,
    ShowStanding,
    VoidItem,
)
from quiz.core.host import HostView, host_view
from quiz.tui.habit import MOMENT, TOLD, Habit, stage_of
from tests.tui.test_desk_pictures import Lesson

NAMES = ("Maya", "Jonas")


def told(lesson: Lesson) -> HostView:
    """What the room tells of it."""
    return host_view(lesson.state)


def at(lesson: Lesson) -> Habit:
    """A desk that has just been opened beside it."""
    return Habit().heard(told(lesson), 0.0)


def opened() -> Lesson:
    """With the first question open."""
    return Lesson().do(OpenRound(0)).open()


def skipped(lesson: Lesson) -> Lesson:
    """That, skipped: the next one is open."""
    number = len(lesson.state.asked)
    return lesson.do(VoidItem(number, "skipped"), RevealQuestion(number)).open()


def test_a_desk_that_is_opened_takes_a_space_at_once() -> None:
    """Whatever it finds."""
    assert not at(opened()).holds(0.0)


def test_what_space_brings_up_it_may_take_further_at_once() -> None:
    """And once only: what comes after that is new again."""
    lesson = opened()
    habit = at(lesson).pressed(1.0)
    assert habit.asked == 1
    habit = habit.heard(told(lesson.do(CloseQuestion(1))), 1.1)
    habit = habit.pressed(1.2).heard(told(lesson.do(RevealQuestion(1))), 1.3)
    assert not habit.holds(1.3)
    assert habit.heard(told(lesson.do(ShowStanding(0, early=True))), 1.4).holds(1.4)


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ((), (PauseGame(),)), ((PauseGame(),), (ResumeGame(),)), ((CloseQuestion(1),), (ReopenQuestion(1, 9000),)),
        ((CloseQuestion(1), RevealQuestion(1)), (ShowStanding(0, early=True),)),
    ],
    ids=["pause", "go on", "reopen", "show the standing"],
)  # fmt: skip
def test_a_step_of_another_key_is_new_for_a_moment(before: tuple[Command, ...], then: tuple[Command, ...]) -> None:
    """Then a Space is let go by, and it is said for a while that it was; later one is taken."""
    lesson = opened().do(*before)
    habit = at(lesson).heard(told(lesson.do(*then)), 5.0)
    habit = habit.pressed(5.0 + MOMENT / 2)
    assert habit.asked == 0
    assert habit.tells(5.0 + MOMENT / 2)
    assert not habit.tells(5.0 + MOMENT / 2 + TOLD)
    later = habit.pressed(5.0 + MOMENT)
    assert later.asked == 1
    assert not later.tells(5.0 + MOMENT)


def test_the_question_after_a_skip_is_new() -> None:
    """Though the next step has the same name as before."""
    lesson = opened()
    before = told(lesson)
    habit = at(lesson).heard(told(skipped(lesson)), 5.0)
    assert told(lesson).next is before.next
    assert habit.holds(5.0)


@pytest.mark.parametrize(
    "command",
    [CloseQuestion(1), ExtendQuestion(1, 9000), LockRoom(True), JoinSeat("late", "Late"), FinishGame(Reason.ENDED)],
    ids=lambda command: type(command).__name__,
)  # fmt: skip
def test_what_takes_nothing_away_keeps_no_space_from_being_taken(command: Command) -> None:
    """A question that closes by itself, more time, names, and the end."""
    lesson = opened()
    assert not at(lesson).heard(told(lesson.do(command)), 5.0).holds(5.0)


def test_a_space_that_is_refused_is_not_waited_for() -> None:
    """What comes up later is new; of two of which one is refused, the other still comes."""
    lesson = opened()
    once = at(lesson).pressed(1.0)
    twice = once.pressed(1.1)
    then = told(skipped(lesson))
    assert once.refused().heard(then, 2.0).holds(2.0)
    assert not twice.refused().heard(then, 2.0).holds(2.0)
    assert Habit().refused() == Habit()


@given(st.lists(st.tuples(st.sampled_from(("space", "skip", "names")), st.floats(0, 3)), max_size=20))
def test_no_space_within_a_moment_of_a_skip_is_asked_for(deeds: list[tuple[str, float]]) -> None:
    """Whatever has come before, and however often it is pressed."""
    view, now, skip = told(opened()), 0.0, -MOMENT
    habit = Habit().heard(view, now)
    for deed, passed in deeds:
        now += passed
        if deed == "names":
            habit = habit.heard(replace(view, waiting=NAMES), now)
        elif deed == "skip":
            habit, skip = replace(habit, asked=0), now
            view = replace(view, opened=(*view.opened, view.opened[0]))
            habit = habit.heard(view, now)
        else:
            before = habit.asked
            habit = habit.pressed(now)
            assert (habit.asked > before) == (now - skip >= MOMENT)
    assert habit.stage == stage_of(view)
