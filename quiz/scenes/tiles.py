"""Tiles: options and entries, each with its letter, shape and colour. Fill means chosen.

An open tile is a coloured chip on a quiet body. A filled one is flooded, with ink on it. A faded one has stepped back.
Where there are too few colours for quiet bodies tiles are outlined: a single line is open, a double line with a
reversed chip is filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rich.style import Style

from quiz.core.wording import letter
from quiz.scenes.brush import SHAPES, Brush
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import cut, width, wrap
from quiz.scenes.pixels import drawable, drawn

CHIP, BIG_CHIP, NOTE = 7, 11, 12
"""Cells of a chip, of one with a letter of pixels, and what is kept free for a note."""


class Fill(Enum):
    """How a tile stands: open to be chosen, aimed at by the arrows, chosen, or over."""

    OPEN = "open"
    AIMED = "aimed"
    FULL = "full"
    FADED = "faded"


@dataclass(frozen=True, slots=True)
class Tile:
    """What stands at `place`. `note` is said at its right end, in the colour `tone` where it is not on a fill.

    `tally` stands before the note: how many have chosen this. `chip` replaces letter and shape; `colour` the tile's own
    colour.
    """

    place: int
    text: str
    fill: Fill = Fill.OPEN
    note: str = ""
    tone: str = ""
    chip: str = ""
    colour: str = ""
    tally: str = ""


def rows_for(tile: Tile, brush: Brush, wide: int, height: int) -> int:
    """How many rows a tile of `wide` cells takes that is to be `height` high: more where its text needs them."""
    lines = len(wrap(tile.text, _room(tile, wide, _chip(brush, height))))
    return max(height, lines if height == 1 else lines + 2)


def painted(tile: Tile, brush: Brush, wide: int, height: int, *, low: int = 3) -> Canvas:
    """A tile of exactly `wide` by `height` cells. `low` is the height that was wished for: one row has no edges."""
    if brush.look.outlined:
        return _outlined(tile, brush, wide, height, low)
    canvas = brush.canvas(wide)
    chip = _chip(brush, low)
    on_chip, on_body, edge_chip, edge_body = _styles(tile, brush)
    first, last = (0, height) if low == 1 else (1, height - 1)
    if low > 1:
        for row, sign in ((0, "▄"), (height - 1, "▀")):
            canvas.fill(0, row, chip, 1, edge_chip, sign)
            canvas.fill(chip, row, wide - chip, 1, edge_body, sign)
    canvas.fill(0, first, chip, last - first, on_chip)
    canvas.fill(chip, first, wide - chip, last - first, on_body)
    _letter(canvas, tile, chip, first, last, on_chip)
    _words(canvas, tile, brush, chip, first, last, on_body)
    return canvas


def clipped(canvas: Canvas, wide: int) -> Canvas:
    """The left part of a canvas, for a tile that is still coming in."""
    kept = Canvas(canvas.width, canvas.base)
    for y, row in enumerate(canvas.rows):
        kept.grow(y + 1)
        for run in row:
            if run.x < wide:
                kept.put(run.x, y, cut(run.text, 0, min(run.width, wide - run.x)), run.style)
    return kept


def own_colour(tile: Tile, brush: Brush) -> str:
    """The colour that a tile floods with."""
    return tile.colour or brush.look.tile(tile.place)


def _styles(tile: Tile, brush: Brush) -> tuple[Style, Style, Style, Style]:
    """Chip, body, and the half blocks above and below them."""
    look, palette, colour = brush.look, brush.look.palette, own_colour(tile, brush)
    match tile.fill:
        case Fill.FULL:
            chip, body = look.chip(colour), colour
            return look.fill(chip), look.fill(body), look.on(chip), look.on(body)
        case Fill.FADED:
            chip, body = look.faded(colour, 0.72 if look.dark else 0.6), look.faded(colour)
            return look.on(palette.text, chip), look.on(palette.muted, body), look.on(chip), look.on(body)
        case _:
            body = palette.raised
            return look.fill(colour), look.on(palette.text, body, bold=True), look.on(colour), look.on(body)


def _letter(canvas: Canvas, tile: Tile, chip: int, first: int, last: int, style: Style) -> None:
    """The letter and the shape of a tile in the middle of its chip."""
    middle = first + (last - first - 1) // 2
    sign = tile.chip or letter(tile.place)
    shape = SHAPES[tile.place] if tile.place < len(SHAPES) and not tile.chip else ""
    if chip == BIG_CHIP and last - first >= 3 and drawable(sign) and len(sign) == 1:
        for row, text in enumerate(drawn(sign), middle - 1):
            canvas.put(3, row, text, style)
        canvas.put(7, middle, shape, style)
        return
    both = f"{sign} {shape}".strip()
    canvas.put(max((chip - width(both)) // 2, 0), middle, both, style)


def _words(canvas: Canvas, tile: Tile, brush: Brush, chip: int, first: int, last: int, style: Style) -> None:
    """The text of a tile in the exact middle, and its note at the right end."""
    lines = wrap(tile.text, _room(tile, canvas.width, chip))
    top = first + max(last - first - len(lines), 0) // 2
    canvas.lines(chip + 2, top, lines, style)
    middle = first + (last - first - 1) // 2
    if tile.tally:
        end = canvas.width - 2 - (width(tile.note) + 2 if tile.note else 0)
        canvas.put(end - width(tile.tally), middle, tile.tally, style)
    if tile.note:
        told = style
        if tile.tone and tile.fill is not Fill.FULL and not brush.look.colourless:
            back = style.bgcolor.name if style.bgcolor else ""
            told = brush.look.on(tile.tone, back, bold=True)
        canvas.put(canvas.width - width(tile.note) - 2, middle, tile.note, told)


def _room(tile: Tile, wide: int, chip: int) -> int:
    """The cells that a tile has for its text."""
    tally = width(tile.tally) + 2 if tile.tally else 0
    return max(wide - chip - 2 - NOTE - 1 - tally, 8)


def _chip(brush: Brush, height: int) -> int:
    """How wide the chip is."""
    return BIG_CHIP if brush.grid.big and height >= 5 else CHIP


def _outlined(tile: Tile, brush: Brush, wide: int, height: int, low: int) -> Canvas:
    """A tile for few colours or none."""
    look, canvas = brush.look, brush.canvas(wide)
    colour, full = own_colour(tile, brush), tile.fill is Fill.FULL
    chip = _chip(brush, low)
    line = look.on(colour, bold=full) if tile.fill is not Fill.FADED else brush.rule
    over = tile.fill is Fill.FADED
    if low == 1:
        body = look.fill(colour) if full else look.on(look.palette.text, dim=over)
        canvas.fill(0, 0, wide, height, body)
        _letter(canvas, tile, chip, 0, height, look.fill(colour) if not over else body)
        _words(canvas, tile, brush, chip, 0, height, body)
        return canvas
    corners = "╔═╗║╚╝" if full else "┌─┐│└┘"
    canvas.put(0, 0, corners[0] + corners[1] * (wide - 2) + corners[2], line)
    canvas.put(0, height - 1, corners[4] + corners[1] * (wide - 2) + corners[5], line)
    for row in range(1, height - 1):
        canvas.put(0, row, corners[3], line)
        canvas.put(wide - 1, row, corners[3], line)
    filled = full and not look.colourless
    body = look.fill(colour) if filled else look.on(look.palette.text, bold=not over, dim=over)
    canvas.fill(1, 1, wide - 2, height - 2, body)
    on_chip = look.fill(colour) if full or not look.colourless else body
    canvas.fill(1, 1, chip - 2, height - 2, on_chip if not over else body)
    _letter(canvas, tile, chip, 1, height - 1, on_chip if not over else body)
    _words(canvas, tile, brush, chip, 1, height - 1, body)
    return canvas
