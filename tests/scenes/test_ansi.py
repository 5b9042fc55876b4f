"""What a terminal shows after the bytes of a frame: the frame, and after a difference exactly what the whole gives."""

from __future__ import annotations

import re
from dataclasses import replace

import pyte
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE

from quiz.scenes.ansi import BEGIN, END, Place, changes, cleared, delta, field, full, line_of, sgr, touched, wrapped
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Canvas, Frame
from quiz.scenes.grid import GRIDS
from quiz.scenes.look import Depth, style
from quiz.scenes.looks import THEMES, look
from tests.scenes.samples import items, known_items, shots, sizes

COLOURS = re.compile(rb"\x1b\[[0-9;]*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m")
SEQUENCES = re.compile(rb"\x1b\[(?:[0-9;]*m|[0-9]+;[0-9]+H)")
depths = st.sampled_from(tuple(Depth))
words = st.sampled_from(("a", "plain words", "李小龍", "ｗｉｄｅ", "naïve", "—", "é́", "█▌ ", "日本", "x" * 30))


def shown(data: bytes, width: int, height: int, screen: pyte.Screen | None = None) -> pyte.Screen:
    """The screen after these bytes."""
    screen = screen or pyte.Screen(width, height)
    pyte.ByteStream(screen).feed(data)
    return screen


def cells(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """Every cell with its colours and attributes."""
    return [[tuple(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


@st.composite
def frames(draw: st.DrawFn, depth: Depth, theme: str = "ink") -> Frame:
    """A frame of texts put here and there, over and beside each other, cutting wide ones."""
    brush = Brush(look(theme, depth), GRIDS[0])
    canvas = Canvas(24, brush.base).grow(6)
    for _ in range(draw(st.integers(0, 12))):
        palette = brush.look.palette
        colour = draw(st.sampled_from((palette.gold, palette.wrong, palette.text, palette.faint)))
        ink = brush.look.fill(colour) if draw(st.booleans()) else brush.look.on(colour, bold=draw(st.booleans()))
        canvas.put(draw(st.integers(0, 23)), draw(st.integers(0, 5)), draw(words), ink)
    return canvas.frame(6)


@pytest.mark.parametrize("depth", Depth)
@given(data=st.data())
def test_a_difference_gives_what_the_whole_gives(depth: Depth, data: st.DataObject) -> None:
    """Over any two frames, at any place of a larger screen."""
    theme = data.draw(st.sampled_from(tuple(THEMES)))
    one, two = data.draw(frames(depth, theme)), data.draw(frames(depth, theme))
    place = Place(data.draw(st.integers(0, 3)), data.draw(st.integers(0, 2)))
    wide, high = one.width + 4, one.height + 3
    whole = shown(cleared(two.base, depth) + full(two, depth, place), wide, high)
    steps = shown(cleared(two.base, depth) + full(one, depth, place), wide, high)
    shown(delta(one, two, depth, place), wide, high, steps)
    assert cells(steps) == cells(whole)
    assert delta(two, two, depth) == b""
    assert all(
        y in touched(one, two) for y in range(two.height) if one.text().split("\n")[y] != two.text().split("\n")[y]
    )


@pytest.mark.parametrize("depth", Depth)
def test_every_scene_after_every_other_is_as_if_painted_afresh(depth: Depth) -> None:
    """A whole game of each kind in differences alone, at the smallest and at a middle size."""
    for grid in (GRIDS[0], GRIDS[2]):
        last: Frame | None = None
        screen = pyte.Screen(grid.width, grid.height)
        for item in known_items():
            for shot in shots(item):
                frame = shot.frame(grid, look("ink", depth))
                shown(full(frame, depth) if last is None else delta(last, frame, depth), 0, 0, screen)
                last = frame
                assert cells(screen) == cells(shown(full(frame, depth), grid.width, grid.height))
                assert "\n".join(line.rstrip() for line in screen.display) == frame.text()


@given(item=items(), grid=sizes, depth=depths)
@settings(max_examples=30)
def test_only_positions_styles_and_text_are_written(item: object, grid: object, depth: Depth) -> None:
    """Whatever the texts hold, no other sequence and no control character comes out."""
    assume(item is not None)
    for shot in shots(item):  # type: ignore[arg-type]
        data = full(shot.frame(grid, look("paper", depth)), depth)  # type: ignore[arg-type]
        rest = SEQUENCES.sub(b"", data).decode()
        assert all(ord(sign) >= 32 and not 0x7F <= ord(sign) < 0xA0 for sign in rest)


def test_without_colour_no_colour_is_written() -> None:
    """Weight alone says what colour says elsewhere."""
    for item in known_items():
        for shot in shots(item):
            data = full(shot.frame(GRIDS[1], look("ink", Depth.NONE)), Depth.NONE)
            assert not COLOURS.search(data)
            assert COLOURS.search(full(shot.frame(GRIDS[1], look("ink", Depth.ANSI)), Depth.ANSI))


@given(data=st.data())
def test_no_character_is_halved(data: st.DataObject) -> None:
    """Spans begin and end on whole characters, and what they hold is text of the row itself."""
    one, two = data.draw(frames(Depth.TRUE)), data.draw(frames(Depth.TRUE))
    for was, now in zip(one.rows, two.rows, strict=True):
        before, after = line_of(was, one.width, one.base), line_of(now, two.width, two.base)
        assert len(before) == len(after) == one.width
        for start, stop in changes(before, after):
            assert after[start] is not None
            assert stop == len(after) or after[stop] is not None


def test_a_field_is_written_with_whole_characters() -> None:
    """A box through the middle of wide characters takes them whole."""
    canvas = Canvas(10, style("", "")).grow(2)
    canvas.put(0, 0, "日本語日本", style("", ""))
    data = field(canvas.frame(2), (1, 0, 2, 2), Depth.NONE)
    assert "日本".encode() in data
    assert b"\x1b[1;1H" in data


def test_the_colours_of_a_palette_stay_what_they_are() -> None:
    """At 256 and 16 colours each colour is a member of that palette, and is written as that member."""
    for name in THEMES:
        for depth, members in ((Depth.CUBE, EIGHT_BIT_PALETTE), (Depth.ANSI, STANDARD_PALETTE)):
            palette = look(name, depth).palette
            for colour in (palette.page, palette.card, palette.gold, palette.wrong, palette.yes, *palette.tiles):
                codes = [int(code) for code in re.findall(r"[0-9]+", sgr(style("", colour), depth))]
                number = codes[-1] if depth is Depth.CUBE else codes[-1] - (40 if codes[-1] < 50 else 92)
                assert members[number].hex.upper() == colour


def test_styles_are_set_afresh_and_updates_are_wrapped() -> None:
    """No style leaks into the next, and nothing is sent for nothing."""
    assert sgr(style("#FF0000", "", bold=True), Depth.TRUE) == "\x1b[0;1;38;2;255;0;0m"
    assert sgr(style("#FF0000", "", bold=True), Depth.NONE) == "\x1b[0;1m"
    assert wrapped(b"") == b""
    assert wrapped(b"x") == BEGIN + b"x" + END


def test_a_row_that_is_only_painted_differently_is_touched() -> None:
    """A change of style alone is a change."""
    canvas = Canvas(4, style("", "")).grow(1)
    canvas.put(0, 0, "abcd", style("", ""))
    bold = Canvas(4, style("", "")).grow(1)
    bold.put(0, 0, "abcd", style("", "", bold=True))
    one, two = canvas.frame(1), bold.frame(1)
    assert touched(one, two) == {0}
    assert delta(one, two, Depth.NONE) == b"\x1b[1;1H\x1b[0;1mabcd"
    assert delta(one, replace(one), Depth.NONE) == b""
