"""Every text can be read: contrast of at least 4.5 to 1 in every theme, at every depth, in every scene."""

from __future__ import annotations

from dataclasses import fields

import pytest
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE
from rich.color import Color, ColorSystem

from quiz.scenes.beat import Beat, Motion
from quiz.scenes.grid import GRIDS
from quiz.scenes.look import Depth, contrast, luminance, mix, rgb
from quiz.scenes.looks import THEMES, look
from tests.scenes.samples import known_items, shots

NOT_TEXT = set(" ─━▄▀█▏▎▍▌▋▊▉│┌┐└┘═║╔╗╚╝")
LEAST = 4.5
COLOURED = (Depth.TRUE, Depth.CUBE, Depth.ANSI)


SYSTEMS = {Depth.CUBE: ColorSystem.EIGHT_BIT, Depth.ANSI: ColorSystem.STANDARD}


def shown(colour: Color | None, depth: Depth) -> str:
    """A colour of a style as a terminal of this depth gets it, as hex."""
    assert colour is not None
    assert colour.triplet is not None
    return colour.downgrade(SYSTEMS[depth]).get_truecolor().hex if depth is Depth.CUBE else colour.triplet.hex


@pytest.mark.parametrize("depth", COLOURED, ids=lambda depth: str(depth))
@pytest.mark.parametrize("name", THEMES)
def test_every_text_of_every_scene_can_be_read(name: str, depth: Depth) -> None:
    """Computed over what is painted, not over a list of pairs that a painter might leave."""
    with_look = look(name, depth)
    low: dict[str, float] = {}
    for item in known_items():
        for shot in shots(item):
            for grid in (GRIDS[1], GRIDS[3]):
                for beat in (Beat(left=14_000), Beat(700, 3000, Motion.FULL), Beat(left=9000)):
                    for strip in shot.frame(grid, with_look, beat).strips():
                        for segment in strip:
                            if set(segment.text) <= NOT_TEXT or segment.style is None:
                                continue
                            ratio = contrast(shown(segment.style.color, depth), shown(segment.style.bgcolor, depth))
                            if ratio < LEAST:
                                low[f"{segment.text!r} {segment.style}"] = ratio
    assert not low


@pytest.mark.parametrize("name", THEMES)
def test_without_colour_nothing_is_coloured(name: str) -> None:
    """Weight says what colour says elsewhere."""
    for item in known_items():
        for shot in shots(item):
            for strip in shot.frame(GRIDS[1], look(name, Depth.NONE)).strips():
                assert all(s.style is not None and s.style.color is None and s.style.bgcolor is None for s in strip)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("depth", SYSTEMS)
def test_a_small_palette_survives_the_nearest_match(name: str, depth: Depth) -> None:
    """A terminal of few colours shows what was chosen: no grey turns navy, and no shade moves by more than a step."""
    palette = look(name, depth).palette
    for field in fields(palette):
        value = getattr(palette, field.name)
        for colour in value if isinstance(value, tuple) else (value,):
            number = Color.parse(colour).downgrade(SYSTEMS[depth]).number
            assert number is not None
            found = EIGHT_BIT_PALETTE[number] if depth is Depth.CUBE else STANDARD_PALETTE[number]
            moved = [abs(a - b) for a, b in zip(found, rgb(colour), strict=True)]
            assert max(moved) <= (10 if depth is Depth.CUBE else 0), f"{field.name} {colour} becomes {found}"
            assert depth is Depth.ANSI or len(set(rgb(colour))) > 1 or len(set(found)) == 1


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, equal colours 1, and the order does not matter."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert contrast("#777777", "#FFFFFF") == contrast("#FFFFFF", "#777777") == pytest.approx(4.48, abs=0.01)
    assert luminance("#FF0000") == pytest.approx(0.2126)
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


def lab(colour: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour under D65."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb(colour))]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (
        sum(a * b for a, b in zip(row, linear, strict=True)) / white
        for row, white in zip(rows, (0.9505, 1.0, 1.089), strict=True)
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("name", THEMES)
def test_the_four_tiles_are_told_apart(name: str) -> None:
    """By colour (CIE76), letter and shape aside."""
    tiles = look(name).palette.tiles
    apart = [
        sum((a - b) ** 2 for a, b in zip(lab(one), lab(two), strict=True)) ** 0.5
        for i, one in enumerate(tiles)
        for two in tiles[i + 1 :]
    ]
    assert min(apart) > 30
