"""Rows of styled text, and what they become: frames with places to click and places for a player's own part.

A row is a list of runs, not of cells. Later runs cover earlier ones. What would go beyond the right edge is left out
and noted in `lost`, so that a test can show that nothing ever does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from quiz.scenes.cells import cells, cut


class Run(NamedTuple):
    """`text`, `width` cells wide, from column `x` on."""

    x: int
    width: int
    text: str
    style: Style


class Hit(NamedTuple):
    """A field that does `action` when it is clicked: `tile:2`, `left:0`, `text:1`, `enter`, `down`, `top`."""

    x: int
    y: int
    width: int
    height: int
    action: str

    def holds(self, x: int, y: int) -> bool:
        """Whether the cell lies in the field."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class Slot(NamedTuple):
    """A named field for a player's own part. Of it only rows from `low` to before `high` of the picture are seen.

    `form` is the height that a tile in it was wished to have, which says whether it has edges.
    """

    name: str
    x: int
    y: int
    width: int
    height: int
    low: int
    high: int
    form: int = 1


Row = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A finished picture of `width` by `height` cells. `base` is the style of what nothing was put on.

    `hits` are the fields to click, the topmost last; `slots` are where a hand goes; `lost` are the texts that did not
    fit. `more` counts the rows of the body above and below what is seen of it.
    """

    width: int
    height: int
    rows: tuple[Row, ...]
    base: Style
    hits: tuple[Hit, ...] = ()
    slots: tuple[Slot, ...] = ()
    lost: tuple[str, ...] = ()
    more: tuple[int, int] = (0, 0)

    def slot(self, name: str) -> Slot | None:
        """The slot of that name, if the scene has one."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def over(self, pieces: Iterable[tuple[Slot, Canvas]]) -> Frame:
        """The same picture with pieces laid into slots; what the window hides of a slot stays hidden."""
        canvas = Canvas(self.width, self.base, [list(row) for row in self.rows])
        for slot, piece in pieces:
            first = max(slot.low - slot.y, 0)
            count = min(slot.high - slot.y, piece.height) - first
            if count > 0:
                canvas.place(slot.x, slot.y + first, piece, first, count)
        made = canvas.frame(self.height)
        hits = self.hits + made.hits
        return replace(self, rows=made.rows, hits=hits, lost=self.lost + made.lost)

    def hit(self, x: int, y: int) -> str:
        """What a click on a cell does; empty for nothing."""
        return next((hit.action for hit in reversed(self.hits) if hit.holds(x, y)), "")

    def text(self) -> str:
        """All rows as plain text, blanks at their ends left out."""
        return "\n".join("".join(s.text for s in segments(row, self.width, self.base)).rstrip() for row in self.rows)

    def strips(self) -> list[Strip]:
        """A strip a row, each exactly as wide as the frame."""
        return [Strip(segments(row, self.width, self.base), self.width) for row in self.rows]


def segments(row: Row, width: int, base: Style) -> list[Segment]:
    """The runs of a row with blanks between them, neighbours of one style together."""
    made: list[tuple[str, Style]] = []
    at = 0
    for run in row:
        if run.x > at:
            made.append((" " * (run.x - at), base))
        made.append((run.text, run.style))
        at = run.x + run.width
    if at < width:
        made.append((" " * (width - at), base))
    joined: list[Segment] = []
    for text, style in made:
        if joined and joined[-1].style is style:
            joined[-1] = Segment(joined[-1].text + text, style)
        else:
            joined.append(Segment(text, style))
    return joined


@dataclass(slots=True)
class Canvas:
    """Something being painted. It grows downwards as it is painted on."""

    width: int
    base: Style
    rows: list[list[Run]] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Rows so far."""
        return len(self.rows)

    def grow(self, height: int) -> Canvas:
        """Make sure that there are `height` rows."""
        while len(self.rows) < height:
            self.rows.append([])
        return self

    def put(self, x: int, y: int, text: str, style: Style) -> int:
        """Paint `text`, cleaned, and give the column behind it."""
        plain, wide = cells(text)
        if not wide:
            return x
        self.grow(y + 1)
        if x + wide > self.width:
            self.lost.append(plain)
            wide = max(self.width - x, 0)
            plain = cut(plain, 0, wide)
        self._cover(y, Run(x, wide, plain, style))
        return x + wide

    def spans(self, x: int, y: int, parts: Iterable[tuple[str, Style]]) -> int:
        """Paint several texts one behind the other, and give the column behind them."""
        for text, style in parts:
            x = self.put(x, y, text, style)
        return x

    def fill(self, x: int, y: int, width: int, height: int, style: Style, sign: str = " ") -> None:
        """Paint a field of one sign."""
        self.grow(y + height)
        if width > 0:
            for row in range(y, y + height):
                self._cover(row, Run(x, width, sign * width, style))

    def lines(self, x: int, y: int, texts: Iterable[str], style: Style) -> int:
        """Paint a text on each row from `y` on, and give the row below them."""
        for text in texts:
            self.grow(y + 1)
            self.put(x, y, text, style)
            y += 1
        return y

    def hit(self, x: int, y: int, width: int, height: int, action: str) -> None:
        """Make a field answer to clicks."""
        self.hits.append(Hit(x, y, width, height, action))

    def slot(self, name: str, x: int, y: int, width: int, height: int, form: int = 1) -> None:
        """Keep a field for a player's own part."""
        self.slots.append(Slot(name, x, y, width, height, y, y + height, form))

    def place(self, x: int, y: int, other: Canvas, first: int = 0, count: int | None = None) -> int:
        """Put the rows of another canvas from `first` on, at most `count`, and give the row below them."""
        last = other.height if count is None else min(first + count, other.height)
        self.grow(y + last - first)
        for row in range(first, last):
            for run in other.rows[row]:
                self._cover(y + row - first, run._replace(x=run.x + x))
        for hit in other.hits:
            top, bottom = max(hit.y, first), min(hit.y + hit.height, last)
            if top < bottom:
                self.hits.append(Hit(hit.x + x, top - first + y, hit.width, bottom - top, hit.action))
        for slot in other.slots:
            low, high = max(slot.low, first), min(slot.high, last)
            if low < high:
                down = y - first
                self.slots.append(slot._replace(x=slot.x + x, y=slot.y + down, low=low + down, high=high + down))
        self.lost += other.lost
        return y + last - first

    def frame(self, height: int) -> Frame:
        """The picture of `height` rows; rows below them are lost."""
        self.grow(height)
        lost = [run.text for row in self.rows[height:] for run in row if run.text.strip()]
        rows = tuple(tuple(row) for row in self.rows[:height])
        hits, slots = tuple(self.hits), tuple(self.slots)
        return Frame(self.width, height, rows, self.base, hits, slots, tuple(self.lost + lost))

    def _cover(self, y: int, run: Run) -> None:
        """Put a run over whatever is there."""
        row = self.rows[y]
        if not row or row[-1].x + row[-1].width <= run.x:
            row.append(run)
            return
        end, kept = run.x + run.width, list[Run]()
        for old in row:
            if old.x < run.x:
                keep = min(old.width, run.x - old.x)
                kept.append(old if keep == old.width else Run(old.x, keep, cut(old.text, 0, keep), old.style))
            if old.x + old.width > end:
                skip = max(end - old.x, 0)
                text = cut(old.text, skip, old.width) if skip else old.text
                kept.append(Run(old.x + skip, old.width - skip, text, old.style))
        self.rows[y] = sorted([*kept, run], key=lambda one: one.x)


def letterboxed(frame: Frame, width: int, height: int) -> Frame:
    """A frame in the middle of a larger field."""
    if (frame.width, frame.height) == (width, height):
        return frame
    left, top = (width - frame.width) // 2, (height - frame.height) // 2
    rows: list[Row] = [()] * top
    rows += [tuple(run._replace(x=run.x + left) for run in row) for row in frame.rows]
    rows += [()] * (height - len(rows))
    hits = tuple(hit._replace(x=hit.x + left, y=hit.y + top) for hit in frame.hits)
    return replace(frame, width=width, height=height, rows=tuple(rows), hits=hits, slots=())
