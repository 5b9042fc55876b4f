"""A look on a grid: the styles by what they are for, and how blocks share the rows that there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.style import Style

from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import wrap
from quiz.scenes.grid import Grid
from quiz.scenes.look import Look

SHAPES = "▲◆●■"
RIGHT, WRONG, PART, NONE, DISSENT, WITNESS, NO_WITNESS = "✓", "✗", "◐", "–", "≠", "●", "○"


@dataclass(frozen=True, slots=True)
class Brush:
    """What every painter paints with."""

    look: Look
    grid: Grid

    @property
    def base(self) -> Style:
        """The page."""
        return self.look.on(self.look.palette.text)

    @property
    def text(self) -> Style:
        """Primary text."""
        return self.base

    @property
    def bold(self) -> Style:
        """The one bold thing of a zone."""
        return self.look.on(self.look.palette.text, bold=True)

    @property
    def muted(self) -> Style:
        """Secondary text."""
        return self.look.on(self.look.palette.muted)

    @property
    def faint(self) -> Style:
        """Side remarks, on the page alone."""
        return self.look.on(self.look.palette.faint)

    @property
    def rule(self) -> Style:
        """Hairlines."""
        return self.look.on(self.look.palette.rule)

    @property
    def gold(self) -> Style:
        """The product's own voice."""
        return self.look.on(self.look.palette.gold)

    def tone(self, colour: str, *, bold: bool = False) -> Style:
        """Text in a colour of the look on the page."""
        return self.look.on(colour, bold=bold)

    def canvas(self, width: int | None = None) -> Canvas:
        """A blank one, as wide as the page between its margins unless told."""
        return Canvas(self.grid.inner if width is None else width, self.base)

    def prose(self, text: str, style: Style, first: str = "", sign: Style | None = None, room: int = 0) -> Canvas:
        """`text` wrapped, hanging behind the sign `first`."""
        room = room or self.grid.measure
        canvas = self.canvas()
        indent = canvas.put(0, 0, first, sign or style) if first else 0
        canvas.grow(1)
        canvas.lines(indent, 0, wrap(text, room - indent), style)
        return canvas


class Block(NamedTuple):
    """A part of a body: at least `gap` blank rows above it, at most `most` where there are rows to spare.

    Rows to spare go to the block of the lowest `rank` first.
    """

    canvas: Canvas
    gap: int = 0
    most: int = 0
    rank: int = 9


def height_of(blocks: Sequence[Block]) -> int:
    """How many rows the blocks need at least."""
    return sum(block.canvas.height + (block.gap if i else 0) for i, block in enumerate(blocks))


def stacked(blocks: Sequence[Block], room: int, canvas: Canvas) -> Canvas:
    """The blocks below one another on `canvas`, with the rows to spare of `room` between them."""
    blocks = [block for block in blocks if block.canvas.height]
    spare = room - height_of(blocks)
    gaps = [block.gap if i else 0 for i, block in enumerate(blocks)]
    for i in sorted(range(len(blocks)), key=lambda i: blocks[i].rank):
        more = min(max(spare, 0), max(blocks[i].most - gaps[i], 0))
        gaps[i], spare = gaps[i] + more, spare - more
    y = 0
    for gap, block in zip(gaps, blocks, strict=True):
        y = canvas.place(0, y + gap, block.canvas)
    return canvas
