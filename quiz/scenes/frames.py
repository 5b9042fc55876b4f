"""The page that every scene stands on: header above, body in the middle, hand below.

A body higher than the room for it is shown through a window: `scroll` rows are above it, and the rule of the hand says
how many there are above and below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.style import Style

from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Canvas, Frame
from quiz.scenes.cells import width, wrap
from quiz.scenes.grid import Grid

Part = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Header:
    """`title` in bold, `aside` behind it where there is room, `right` at the other end, and the share of time left."""

    title: str = ""
    aside: str = ""
    right: tuple[Part, ...] = ()
    left: float | None = None
    colour: str = ""


def room_for(header: Header, grid: Grid) -> int:
    """How many rows a body has below this header."""
    return grid.body[1] - (len(_title_lines(header, grid)) - 1)


def framed(header: Header, body: Canvas, brush: Brush, scroll: int = 0) -> Frame:
    """A whole frame with an empty hand, whose slot is `hand`."""
    grid = brush.grid
    canvas = Canvas(grid.width, brush.base).grow(grid.height)
    first = _header(canvas, header, brush)
    room = grid.height - grid.hand - first
    above = min(max(scroll, 0), max(body.height - room, 0))
    canvas.place(grid.margin, first, body, above, room)
    below = max(body.height - above - room, 0)
    line = grid.height - grid.hand
    canvas.put(grid.margin, line, "─" * grid.inner, brush.rule)
    if above or below:
        _more(canvas, line, above, below, brush)
    canvas.slot("hand", grid.margin, line + 1, grid.inner, 1)
    canvas.hit(grid.margin, line + 1, grid.inner, 1, "enter")
    return replace(canvas.frame(grid.height), more=(above, below))


def scroll_to(frame: Frame, name: str, scroll: int) -> int:
    """The scroll that brings the whole of a slot into the window; `scroll` itself where it is there already."""
    slot = frame.slot(name)
    if slot is None:
        return scroll
    hidden_above, hidden_below = slot.low - slot.y, slot.y + slot.height - slot.high
    return scroll + (hidden_below if hidden_below > 0 else -hidden_above)


def _title_lines(header: Header, grid: Grid) -> tuple[str, ...]:
    """The title, over several lines where it does not fit beside what stands at the right."""
    right = sum(width(text) for text, _ in header.right)
    return wrap(header.title, max(grid.inner - right - (2 if right else 0), 12))


def _header(canvas: Canvas, header: Header, brush: Brush) -> int:
    """Paint the header, and give the first row of the body."""
    grid = brush.grid
    lines = _title_lines(header, grid)
    y = grid.top
    right = sum(width(text) for text, _ in header.right)
    x = canvas.put(grid.margin, y, lines[0], brush.bold)
    canvas.lines(grid.margin, y + 1, lines[1:], brush.bold)
    if header.aside and len(lines) == 1 and x + 2 + width(header.aside) + 2 + right <= grid.margin + grid.inner:
        canvas.put(x + 2, y, header.aside, brush.faint)
    canvas.spans(grid.width - grid.margin - right, y, header.right)
    y += len(lines)
    canvas.put(grid.margin, y, "─" * grid.inner, brush.rule)
    if header.left is not None:
        share = round(grid.inner * min(max(header.left, 0.0), 1.0))
        canvas.put(grid.margin, y, "━" * share, brush.tone(header.colour, bold=brush.look.colourless))
    return y + 2


def _more(canvas: Canvas, y: int, above: int, below: int, brush: Brush) -> None:
    """Say that the body goes on, on the rule of the hand."""
    parts = [f"↑ {above}"] if above else []
    parts += [f"↓ {below} more"] if below else []
    text = f" {'  '.join(parts)} · PgDn PgUp "
    x = brush.grid.width - brush.grid.margin - width(text)
    canvas.put(x, y, text, brush.muted)
    canvas.hit(x, y, width(text), 1, "down" if below else "top")
