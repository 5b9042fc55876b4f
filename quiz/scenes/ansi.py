"""Frames as bytes for a terminal: whole, as the difference to the frame before, or a field of it.

Written are cursor positions, styles and text, and nothing else; whoever sends them wraps them in one synchronised
update. A difference begins and ends on whole characters, so that no wide one is ever halved. Bytes are for a frame
whose top left cell is `Place(left, top)` of the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rich.cells import get_character_cell_size, split_graphemes
from rich.color import Color, ColorSystem
from rich.style import Style

from quiz.scenes.canvas import Frame, Row, segments
from quiz.scenes.look import Depth

BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"
"""Around everything that shall be seen at once."""
JOIN = 6
"""Of two changes this near to each other the cells between are written too: addressing costs more."""
LEVELS = (0, 95, 135, 175, 215, 255)
"""The levels of a channel in the cube of 256 colours."""
_SYSTEMS = MappingProxyType({
    Depth.TRUE: ColorSystem.TRUECOLOR,
    Depth.CUBE: ColorSystem.EIGHT_BIT,
    Depth.ANSI: ColorSystem.STANDARD,
})  # fmt: skip


class Place(NamedTuple):
    """Where on a screen the frame begins."""

    left: int = 0
    top: int = 0


class Cell(NamedTuple):
    """A whole character and its style; it covers `width` columns."""

    text: str
    width: int
    style: Style


Line = tuple[Cell | None, ...]
"""A cell for each column; None where the character to the left goes on."""
TOP_LEFT = Place()


def wrapped(data: bytes) -> bytes:
    """One synchronised update; nothing for nothing."""
    return BEGIN + data + END if data else b""


def cleared(base: Style, depth: Depth) -> bytes:
    """An empty screen in the style of a page."""
    return f"{sgr(base, depth)}\x1b[2J".encode()


def full(frame: Frame, depth: Depth, place: Place = TOP_LEFT) -> bytes:
    """Every cell of a frame."""
    return field(frame, (0, 0, frame.width, frame.height), depth, place)


def field(frame: Frame, box: tuple[int, int, int, int], depth: Depth, place: Place = TOP_LEFT) -> bytes:
    """The cells of a box (x, y, width, height), wide characters at its edges whole."""
    x, y, wide, high = box
    parts = []
    for row in range(max(y, 0), min(y + high, frame.height)):
        if x <= 0 and x + wide >= frame.width and (whole := _whole_row(frame, row, depth)):
            parts.append(f"\x1b[{place.top + row + 1};{place.left + 1}H{whole}")
            continue
        line = line_of(frame.rows[row], frame.width, frame.base)
        span = _whole(line, max(x, 0), min(x + wide, frame.width))
        parts.append(_spelled(line, [span], row, depth, place))
    return "".join(parts).encode()


def delta(old: Frame, new: Frame, depth: Depth, place: Place = TOP_LEFT) -> bytes:
    """What turns a screen with `old` on it into one with `new`. Both are of one size."""
    parts = []
    for row, (was, now) in enumerate(zip(old.rows, new.rows, strict=True)):
        if was is now or (was == now and old.base == new.base):
            continue
        before, after = line_of(was, old.width, old.base), line_of(now, new.width, new.base)
        if before != after:
            parts.append(_spelled(after, list(changes(before, after)), row, depth, place))
    return "".join(parts).encode()


def touched(old: Frame, new: Frame) -> frozenset[int]:
    """The rows that `delta` writes to."""
    return frozenset(y for y, (was, now) in enumerate(zip(old.rows, new.rows, strict=True)) if was != now)


def changes(before: Line, after: Line) -> Iterator[tuple[int, int]]:
    """The spans of columns that differ, those near each other as one, each on whole characters of `after`."""
    start = stop = -1
    for x, (was, now) in enumerate(zip(before, after, strict=True)):
        if was is now or was == now:
            continue
        if start < 0:
            start = x
        elif x - stop > JOIN:
            yield _whole(after, start, stop)
            start = x
        stop = x + 1
    if start >= 0:
        yield _whole(after, start, stop)


def _whole_row(frame: Frame, row: int, depth: Depth) -> str:
    """A row straight from its runs, where each character is a cell; empty where one is not."""
    parts = []
    for text, style, _ in segments(frame.rows[row], frame.width, frame.base):
        if not _even(text):
            return ""
        parts.append(sgr(style or frame.base, depth) + text)
    return "".join(parts)


@lru_cache(maxsize=2048)
def _even(text: str) -> bool:
    """Whether each character of a text is a cell by itself."""
    return text.isascii() or all(get_character_cell_size(sign) == 1 for sign in text)


def _whole(line: Line, start: int, stop: int) -> tuple[int, int]:
    """A span grown to whole characters."""
    while 0 < start < len(line) and line[start] is None:
        start -= 1
    while stop < len(line) and line[stop] is None:
        stop += 1
    return start, stop


def _spelled(line: Line, spans: Iterable[tuple[int, int]], row: int, depth: Depth, place: Place) -> str:
    """The cells of spans of one line."""
    parts: list[str] = []
    for start, stop in spans:
        style, there = None, False
        for x in range(start, stop):
            cell = line[x]
            if cell is None:
                continue
            if not there:
                parts.append(f"\x1b[{place.top + row + 1};{place.left + x + 1}H")
                there = True
            if cell.style is not style:
                if style is None or cell.style != style:
                    parts.append(sgr(cell.style, depth))
                style = cell.style
            parts.append(cell.text)
            # Terminals disagree on the width of what is joined of several; the next one is put where it belongs.
            there = len(cell.text) == 1
    return "".join(parts)


@lru_cache(maxsize=2048)
def line_of(row: Row, width: int, base: Style) -> Line:
    """A row as cells, one for each column."""
    line: list[Cell | None] = []
    for text, style, _ in segments(row, width, base):
        style = style or base
        if text.isascii():
            line += [Cell(sign, 1, style) for sign in text]
            continue
        for start, stop, wide in split_graphemes(text)[0]:
            if wide:
                line += [Cell(text[start:stop], wide, style), *[None] * (wide - 1)]
            elif line and (last := line[-1]) is not None:
                line[-1] = last._replace(text=last.text + text[start:stop])
    return tuple(line)


@lru_cache(maxsize=4096)
def sgr(style: Style, depth: Depth) -> str:
    """The sequence that sets a style, whatever was set before. Without colour it has weight alone."""
    codes = ["0"]
    codes += [str(code) for code, on in ((1, style.bold), (2, style.dim), (3, style.italic), (7, style.reverse)) if on]
    system = _SYSTEMS.get(depth)
    if system is not None:
        codes += _colour(style.color, system, foreground=True) + _colour(style.bgcolor, system, foreground=False)
    return f"\x1b[{';'.join(codes)}m"


def _colour(colour: Color | None, system: ColorSystem, *, foreground: bool) -> tuple[str, ...]:
    """The codes of a colour in what a terminal has."""
    if colour is None:
        return ()
    if system is ColorSystem.EIGHT_BIT and (number := member(*colour.get_truecolor())) is not None:
        return ("38" if foreground else "48", "5", str(number))
    return tuple(colour.downgrade(system).get_ansi_codes(foreground=foreground))


def member(red: int, green: int, blue: int) -> int | None:
    """The number of a colour in the cube or the greys of 256 colours, if it is one; the nearest match misses some."""
    if red == green == blue and (red - 8) % 10 == 0 and 8 <= red <= 238:
        return 232 + (red - 8) // 10
    if not {red, green, blue} <= set(LEVELS):
        return None
    return 16 + 36 * LEVELS.index(red) + 6 * LEVELS.index(green) + LEVELS.index(blue)
