"""Before the reveal no picture can depend on the key: what differs in the key alone looks the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Single, TrueFalse
from quiz.core.state import Phase
from quiz.core.views import PlayerView
from quiz.scenes.beat import BREATH, VERDICT, Beat, Motion, Stage
from quiz.scenes.brush import Brush
from quiz.scenes.entry import blank, press
from quiz.scenes.grid import GRIDS, Grid
from quiz.scenes.hand import Hand
from quiz.scenes.looks import look
from quiz.scenes.table import scene, seat
from tests.scenes.samples import items, known_items, shots, sizes


def revealed(item: Item) -> PlayerView:
    """The view at the reveal."""
    return next(shot.view for shot in shots(item) if shot.view.public.phase is Phase.REVEALED)


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: grid.name)
@pytest.mark.parametrize("item", known_items(), ids=lambda item: item.question.kind)
@pytest.mark.parametrize("since", [0, BREATH - 1, BREATH + VERDICT - 1])
def test_the_public_scene_shows_no_key_before_its_time(item: Item, grid: Grid, since: int) -> None:
    """During breath and verdict a revealed question looks as it did when it was closed."""
    brush, view = Brush(look(), grid), revealed(item).public
    closed = replace(view, phase=Phase.CLOSED, reveal=None)
    beat = Beat(since, None, Motion.FULL)
    assert scene(view, brush, beat).rows == scene(closed, brush, Beat(motion=Motion.NONE)).rows


@given(item=items(), grid=sizes, since=st.integers(0, BREATH + VERDICT - 1))
def test_no_question_shows_its_key_before_its_time(item: Item, grid: Grid, since: int) -> None:
    """Whatever the question."""
    brush, view = Brush(look(), grid), revealed(item).public
    closed = replace(view, phase=Phase.CLOSED, reveal=None)
    assert scene(view, brush, Beat(since, None, Motion.BASIC)).text() == scene(closed, brush, Beat()).text()


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: grid.name)
def test_the_held_breath_shows_the_lock_and_nothing_of_the_verdict(grid: Grid) -> None:
    """Right and wrong look the same for 0.6 s, hand and score included."""
    brush = Brush(look(), grid)
    for item in known_items():
        pictures = []
        for right in (True, False):
            view = next(s.view for s in shots(item, right=right) if s.view.public.phase is Phase.REVEALED)
            question = view.public.question
            assert question is not None
            hand = Hand(press(blank(question), question, "a", "a").entry, before="0", locked=True)
            pictures.append(seat(view, hand, brush, Beat(BREATH - 1, None, Motion.FULL)).rows)
        assert pictures[0] == pictures[1], item.id


def test_the_reveal_does_show_it() -> None:
    """The check above can fail: from the key on, the pictures differ."""
    brush, view = Brush(look(), GRIDS[1]), revealed(known_items()[0]).public
    closed = replace(view, phase=Phase.CLOSED, reveal=None)
    beat = Beat(BREATH + VERDICT, None, Motion.FULL)
    assert beat.stage is Stage.KEY
    assert scene(view, brush, beat).rows != scene(closed, brush, Beat()).rows


def other_key(item: Item) -> Item | None:
    """The same item with another key; None for kinds whose key shows in no way in a view."""
    match item.question:
        case Single():
            return replace(item, question=replace(item.question, key=1))
        case Multiple():
            return replace(item, question=replace(item.question, keys=(1, 2)))
        case TrueFalse():
            return replace(item, question=TrueFalse(not item.question.key))
        case _:
            return None


@pytest.mark.parametrize("item", known_items()[:3], ids=lambda item: item.question.kind)
def test_games_that_differ_in_the_key_alone_look_the_same_until_the_verdict(item: Item) -> None:
    """Cover, title, question: equal frames."""
    other = other_key(item)
    assert other is not None
    for one, two in zip(shots(item), shots(other), strict=False):
        if one.view.public.phase is Phase.REVEALED:
            break
        assert one.frame(GRIDS[1]).rows == two.frame(GRIDS[1]).rows
