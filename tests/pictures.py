"""Pictures of what is painted: strips of cells as SVG, drawn the same everywhere.

Blocks and lines are shapes, so that no font leaves gaps between them; each text says how long it is, so that none
shifts where a font is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from xml.sax.saxutils import escape

import pytest
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension
from textual.strip import Strip

CELL, LINE, MARGIN = 8.5, 18.0, 12.0
PAGE, INK = "#0C0C0C", "#E6E6E6"
"""What a terminal shows where a style names no colour."""
FONT = "DejaVu Sans Mono, Menlo, Consolas, monospace"
EIGHTHS = "▏▎▍▌▋▊▉"
SHAPES = MappingProxyType({
    "█": (0.0, 0.0, 1.0, 1.0), "▀": (0.0, 0.0, 1.0, 0.5), "▄": (0.0, 0.5, 1.0, 0.5), "─": (0.0, 0.47, 1.0, 0.06),
    "━": (0.0, 0.44, 1.0, 0.12), "│": (0.45, 0.0, 0.1, 1.0), "║": (0.35, 0.0, 0.3, 1.0), "═": (0.0, 0.42, 1.0, 0.16),
    "▎": (0.0, 0.0, 0.25, 1.0), "▌": (0.0, 0.0, 0.5, 1.0),
    **{sign: (0.0, 0.0, (i + 1) / 8, 1.0) for i, sign in enumerate(EIGHTHS)},
})  # fmt: skip
"""Sign -> its field in a cell: left, top, width, height."""


def drawn(*pictures: Sequence[Strip]) -> str:
    """Pictures below one another as one SVG."""
    width = max(strip.cell_length for strips in pictures for strip in strips) * CELL + 2 * MARGIN
    parts, y = list[str](), MARGIN
    for strips in pictures:
        grounds, shapes, texts = list[Field](), list[Field](), list[str]()
        for strip in strips:
            paint(strip, y, grounds, shapes, texts)
            y += LINE
        parts += [one.svg() for one in (*merged(grounds), *merged(shapes))] + texts
        y += MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {y:.0f}" width="{width:.0f}">\n'
        f'<rect width="100%" height="100%" fill="{PAGE}"/>\n'
        f'<g font-family="{FONT}" font-size="14" xml:space="preserve" shape-rendering="crispEdges">\n'
        + "\n".join(parts)
        + "\n</g>\n</svg>\n"
    )


@dataclass(frozen=True)
class Field:
    """A filled rectangle."""

    x: float
    y: float
    wide: float
    high: float
    colour: str

    def svg(self) -> str:
        """As SVG, with no digit more than it needs."""
        x, y, wide, high = (f"{value:.1f}".removesuffix(".0") for value in (self.x, self.y, self.wide, self.high))
        return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{self.colour}"/>'


def merged(fields: list[Field]) -> list[Field]:
    """The same picture of fewer fields: neighbours of one colour side by side, then below one another."""
    rows: list[Field] = []
    for one in fields:
        last = rows[-1] if rows else None
        if last and (last.y, last.high, last.colour) == (one.y, one.high, one.colour) and last.x + last.wide == one.x:
            rows[-1] = replace(last, wide=last.wide + one.wide)
        else:
            rows.append(one)
    done: list[Field] = []
    open_ones: dict[tuple[float, float, float, str], int] = {}
    for one in rows:
        key = (one.x, one.wide, one.y, one.colour)
        place = open_ones.pop(key, None)
        if place is None:
            place = len(done)
            done.append(one)
        else:
            done[place] = replace(done[place], high=done[place].high + one.high)
        open_ones[(one.x, one.wide, done[place].y + done[place].high, one.colour)] = place
    return done


def paint(strip: Strip, y: float, grounds: list[Field], shapes: list[Field], texts: list[str]) -> None:
    """The grounds, shapes and texts of one row of cells."""
    x = MARGIN
    for segment in strip:
        wide = cell_len(segment.text) * CELL
        fore, back = colours(segment.style or Style())
        if back != PAGE and wide:
            grounds.append(Field(x, y, wide, LINE, back))
        signs(segment.text, segment.style or Style(), x, y, fore, shapes, texts)
        if segment.style is not None and segment.style.underline and wide:
            shapes.append(Field(x, y + 0.9 * LINE, wide, 0.06 * LINE, fore))
        x += wide


def signs(text: str, style: Style, x: float, y: float, fore: str, fields: list[Field], texts: list[str]) -> None:
    """Fields for blocks and lines, texts for the rest."""
    start, kept = x, ""
    for sign in [*text, ""]:
        shape = SHAPES.get(sign)
        if sign and shape is None:
            kept += sign
            continue
        texts += written(kept, style, start, y, fore)
        start += cell_len(kept) * CELL
        kept = ""
        if shape is not None:
            left, top, wide, high = shape
            fields.append(Field(start + left * CELL, y + top * LINE, wide * CELL, high * LINE, fore))
            start += CELL


def written(text: str, style: Style, x: float, y: float, fore: str) -> Iterator[str]:
    """A text without the blanks at its ends."""
    bare = text.strip()
    if not bare:
        return
    x += cell_len(text[: len(text) - len(text.lstrip())]) * CELL
    weight = ' font-weight="bold"' if style.bold else ""
    slant = ' font-style="italic"' if style.italic else ""
    wide = cell_len(bare) * CELL
    yield (
        f'<text x="{x:.1f}" y="{y + 0.75 * LINE:.1f}" fill="{fore}" textLength="{wide:.1f}"'
        f' lengthAdjust="spacingAndGlyphs"{weight}{slant}>{escape(bare)}</text>'
    )


def colours(style: Style) -> tuple[str, str]:
    """Text and ground of a style as a terminal shows them."""
    fore, back = hexed(style.color, INK), hexed(style.bgcolor, PAGE)
    if style.reverse:
        fore, back = back, fore
    if style.dim:
        pairs = zip((fore[1:3], fore[3:5], fore[5:7]), (back[1:3], back[3:5], back[5:7]), strict=True)
        fore = "#" + "".join(f"{(int(one, 16) + int(two, 16)) // 2:02X}" for one, two in pairs)
    return fore, back


def hexed(colour: Color | None, default: str) -> str:
    """A colour as hex."""
    if colour is None or colour.is_default:
        return default
    return colour.get_truecolor().hex.upper()


@pytest.fixture
def pictures(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare with `assert drawn(...) == pictures`; `--snapshot-update` draws anew what is then looked at."""
    return snapshot.use_extension(SVGImageSnapshotExtension)
