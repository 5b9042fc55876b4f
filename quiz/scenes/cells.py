"""Text as cells: cleaned, measured, wrapped. The one place where texts of packs and people become something to paint.

Widths are those that Rich gives, since it is Rich that writes the cells; a line that wraps longer by that measure is
split again.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, chop_cells
from rich.cells import split_text as split_cells

from quiz.core.text import clean


@lru_cache(maxsize=4096)
def cells(text: str) -> tuple[str, int]:
    """`text` without anything hidden, and how many cells it takes."""
    plain = clean(text)
    return plain, cell_len(plain)


def width(text: str) -> int:
    """How many cells `text` takes once it is cleaned."""
    return cells(text)[1]


@lru_cache(maxsize=1024)
def wrap(text: str, room: int) -> tuple[str, ...]:
    """`text`, cleaned, in lines of at most `room` cells, at least one; only blanks at breaks are left out."""
    # The first page of the app needs no wrapping, and is there the sooner without these tables.
    import wcwidth

    words = " ".join(clean(text).split())
    lines = wcwidth.wrap(words, max(room, 2), control_codes="ignore", break_on_hyphens=False) or [""]
    return tuple(part for line in lines for part in _fitting(line, max(room, 2)))


def _fitting(line: str, room: int) -> list[str]:
    """One line, or several where Rich takes it for wider than the wrapping did."""
    return [line] if cell_len(line) <= room else chop_cells(line, room)


def cut(text: str, start: int, stop: int) -> str:
    """The cells from `start` to before `stop`; half of a wide character becomes a blank."""
    if text.isascii():
        return text[start:stop]
    rest = split_cells(text, start)[1] if start else text
    return split_cells(rest, stop - start)[0]


def shortened(lines: tuple[str, ...], rows: int, room: int) -> tuple[str, ...]:
    """At most `rows` lines of a text that is wrapped at `room`; the last one says so where it goes on."""
    if len(lines) <= max(rows, 0):
        return lines
    return (*lines[: rows - 1], f"{cut(lines[rows - 1], 0, room - 2).rstrip()} …") if rows > 0 else ()
