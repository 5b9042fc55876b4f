"""What a class has typed, as the desk shows it: inside its box whatever it is, in as many rows as there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quiz.core.commands import StartGame
from quiz.core.decide import Rejected, decide
from quiz.core.evolve import evolve
from quiz.core.given import Given, Mark
from quiz.core.host import HostView, host_view
from quiz.core.state import State
from quiz.core.text import clean
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Canvas
from quiz.scenes.grid import grid_for
from quiz.scenes.looks import look
from quiz.scenes.tallies import answered, answered_rows
from tests.games import plan
from tests.scenes.samples import texts

TYPED = texts.map(lambda text: clean(text).strip())
GIVENS = st.lists(
    st.builds(Given, TYPED, st.integers(1, 9999), st.integers(0, 12), st.sampled_from(Mark)), max_size=5
)  # fmt: skip


def view_of(shown: tuple[Given, ...], others: int = 0) -> HostView:
    """A room in which that was typed."""
    outcome = decide(State(), StartGame(plan()), 0)
    assert not isinstance(outcome, Rejected)
    state = State()
    for event in outcome:
        state = evolve(state, event)
    view = host_view(state)
    return HostView(view.public, (), (), (), given=shown, others=others)


def painted(view: HostView, wide: int, rows: int) -> Canvas:
    """That, in so many cells and rows."""
    grid = grid_for(120, 36)
    assert grid is not None
    return answered(view, Brush(look(), grid), wide, rows)


def lines_of(canvas: Canvas) -> list[str]:
    """Its rows as text."""
    return [strip.text.rstrip() for strip in canvas.frame(canvas.height).strips()]


@given(GIVENS, st.integers(0, 40), st.integers(25, 80), st.integers(2, 12))
def test_whatever_is_typed_stays_in_its_box(shown: list[Given], others: int, wide: int, rows: int) -> None:
    """Markup, escapes, wide and combining letters: in no more rows and cells than there are, and nothing cut off."""
    canvas = painted(view_of(tuple(shown), others), wide, rows)
    assert canvas.height <= rows
    assert not canvas.lost
    for line in lines_of(canvas):
        assert cell_len(line) <= wide
        assert clean(line) == line


@pytest.mark.parametrize(("rows", "seen", "told"), [(9, 5, 3), (8, 5, 3), (7, 5, 3), (6, 5, 0), (4, 3, 0), (2, 1, 0)])
def test_where_rows_are_few_the_commonest_stay(rows: int, seen: int, told: int) -> None:
    """And how many others there are is said where there is a row for it."""
    view = view_of(tuple(Given(f"text {n}", 9 - n, mark=Mark.WRONG) for n in range(5)), 3)
    assert answered_rows(view) == 9
    lines = lines_of(painted(view, 40, rows))
    assert [line.split()[2] for line in lines if "text" in line] == [str(n) for n in range(seen)]
    assert any(f"and {told} others" in line for line in lines) == bool(told)


def test_marks_are_signs_as_well_as_colours() -> None:
    """So that they are told apart without colour; a gap that was left empty says so."""
    view = view_of((
        Given("a", 4, mark=Mark.RIGHT), Given("b", 3, mark=Mark.NEAR), Given("c", 2, mark=Mark.WRONG), Given("d", 1),
        Given("", 1, 2, Mark.WRONG),
    ))  # fmt: skip
    lines = lines_of(painted(view, 30, 12))
    assert [line.split() for line in lines[3:]] == [
        ["✓", "a", "4"], ["≈", "b", "3"], ["✗", "c", "2"], ["d", "1"], ["✗", "gap", "2", "–", "left", "empty", "1"],
    ]  # fmt: skip
