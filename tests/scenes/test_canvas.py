"""Runs against cells: a canvas of runs gives what painting cell by cell would give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from quiz.core.text import clean
from quiz.scenes.canvas import Canvas, Slot
from quiz.scenes.cells import cut

WIDTH, HEIGHT = 24, 3
STYLES = (Style(bold=True), Style(italic=True), Style(reverse=True))
BASE = Style()
signs = st.sampled_from("abcdef李小龍 ▄█")
puts = st.tuples(
    st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), st.text(signs, min_size=1, max_size=10), st.integers(0, 2)
)


def by_cells(painted: list[tuple[int, int, str, int]]) -> list[list[tuple[str, int]]]:
    """The naive way: a list of cells, a wide sign in the first of its two; half of one that is covered is a blank."""
    rows: list[list[tuple[str, int]]] = [[(" ", -1)] * WIDTH for _ in range(HEIGHT)]
    for x, y, text, style in painted:
        row, at = rows[y], x
        for sign in text:
            wide = cell_len(sign)
            if at >= WIDTH:
                break
            if at + wide > WIDTH:
                sign, wide = " ", 1
            for covered in range(at, at + wide):
                if row[covered][0] == "" and covered == at:
                    row[covered - 1] = (" ", row[covered - 1][1])
                if covered + 1 < WIDTH and row[covered + 1][0] == "" and covered == at + wide - 1:
                    row[covered + 1] = (" ", row[covered + 1][1])
            row[at] = (sign, style)
            if wide == 2:
                row[at + 1] = ("", style)
            at += wide
    return rows


@given(st.lists(puts, max_size=12))
def test_runs_are_cells(painted: list[tuple[int, int, str, int]]) -> None:
    """Overlapping texts, wide signs cut in half, the right edge: all as cell by cell."""
    canvas = Canvas(WIDTH, BASE)
    for x, y, text, style in painted:
        canvas.put(x, y, text, STYLES[style])
    frame = canvas.frame(HEIGHT)
    for strip, row in zip(frame.strips(), by_cells(painted), strict=True):
        cells = [(sign, segment.style) for segment in strip for sign in segment.text]
        expected = [(sign, BASE if style < 0 else STYLES[style]) for sign, style in row if sign]
        assert cells == expected
        assert strip.cell_length == WIDTH


@given(st.text(signs, max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_cut_is_as_wide_as_asked(text: str, start: int, length: int) -> None:
    """Half of a wide sign becomes a blank, so that nothing shifts."""
    stop = min(start + length, cell_len(text))
    if start <= stop:
        assert cell_len(cut(text, start, stop)) == stop - start


@given(st.lists(puts, max_size=8), st.integers(0, 4), st.integers(0, 4))
def test_a_window_shows_rows_as_they_are(painted: list[tuple[int, int, str, int]], first: int, count: int) -> None:
    """Placing some rows of a canvas moves them and changes nothing else."""
    inner, outer = Canvas(WIDTH, BASE), Canvas(WIDTH + 4, BASE)
    for x, y, text, style in painted:
        inner.put(x, y, text, STYLES[style])
    inner.grow(HEIGHT)
    first = min(first, HEIGHT)
    end = outer.place(2, 1, inner, first, count)
    shown = inner.rows[first : first + count]
    assert end == 1 + len(shown)
    assert [[run._replace(x=run.x - 2) for run in row] for row in outer.rows[1:end]] == shown


def test_what_goes_beyond_the_edge_is_noted() -> None:
    """So that a test can show that nothing does."""
    canvas = Canvas(5, BASE)
    canvas.put(3, 0, "abc", BASE)
    frame = canvas.frame(1)
    assert frame.lost == ("abc",)
    assert frame.text() == "   ab"


def test_pieces_stay_inside_what_is_seen_of_their_slot() -> None:
    """A slot that a window cuts shows the part of its piece that belongs there."""
    body, piece = Canvas(6, BASE), Canvas(6, BASE)
    body.grow(6)
    body.slot("tile:0", 0, 1, 6, 4)
    piece.lines(0, 0, ["one", "two", "three", "four"], BASE)
    page = Canvas(6, BASE)
    page.place(0, 0, body, 2, 2)
    frame = page.frame(4)
    slot = frame.slot("tile:0")
    assert slot == Slot("tile:0", 0, -1, 6, 4, 0, 2)
    assert slot is not None
    assert frame.over([(slot, piece)]).text().split() == ["two", "three"]


def test_everything_that_is_put_is_cleaned() -> None:
    """Not in each painter, but where cells are made."""
    canvas = Canvas(30, BASE)
    canvas.put(0, 0, "a\x1b[31mb\u202ec\x07", BASE)
    assert canvas.frame(1).text() == clean("a\x1b[31mb\u202ec\x07") == "a[31mbc"
