"""Lines of text for any terminal: widths, wrapping, and the few signs that the page uses.

Nothing here writes a control sequence, and nothing is ever cut: what does not fit on a line goes on to the next.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.core.text import clean

NARROWEST, WIDEST = 20, 72
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a page. Each stands beside a word, so none is needed to understand it."""

    right: str
    wrong: str
    part: str
    none: str
    rule: str
    heavy: str
    dot: str
    dash: str
    opening: str
    closing: str
    witness: tuple[str, str]
    grid: tuple[str, str, str, str]
    bar: tuple[str, str]
    raised: bool

    def mark(self, number: int) -> str:
        """The footnote mark of question `number`."""
        if not self.raised:
            return f"[{number}]"
        return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


PRINT = Signs("✓", "✗", "◐", "–", "─", "━", "·", "–", "“", "”", ("●", "○"), ("█", "▒", "·", " "), ("█", "░"), True)
ASCII = Signs("+", "x", "~", "-", "-", "=", "-", "-", '"', '"', ("*", "."), ("#", "+", ".", " "), ("#", "."), False)


def signs_for(encoding: str | None) -> Signs:
    """The printed signs where `encoding` has all of them, else plain letters."""
    needed = "✓✗◐–─━·“”●○█▒░⁰¹²³⁴⁵⁶⁷⁸⁹"
    try:
        needed.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return PRINT


@dataclass(frozen=True, slots=True)
class Page:
    """Where lines go: the terminal's `columns` and the signs that its encoding has."""

    columns: int = 80
    signs: Signs = PRINT

    @property
    def margin(self) -> str:
        """Blanks at the left of every line; none where columns are few."""
        return "  " if self.columns >= 50 else ""

    @property
    def measure(self) -> int:
        """The longest line of text, in cells."""
        return max(NARROWEST, min(WIDEST, self.columns - 2 * len(self.margin) - (0 if self.margin else 1)))

    def text(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """`text` wrapped, `first` before its first line and `rest` (else as many blanks) before the others."""
        rest = " " * width(first) if rest is None else rest
        room = max(self.measure - max(width(first), width(rest)), NARROWEST // 2)
        lines = wrap(text, room) or [""]
        return [self.margin + (first if place == 0 else rest) + line for place, line in enumerate(lines)]

    def rule(self, cells: int | None = None, *, heavy: bool = False) -> str:
        """A line across the page, or `cells` of it."""
        sign = self.signs.heavy if heavy else self.signs.rule
        return self.margin + sign * min(self.measure, cells or self.measure)

    def sides(self, left: str, right: str) -> list[str]:
        """Two texts at the two ends of a line, or below each other where they do not fit."""
        left, right = clean(left), clean(right)
        gap = self.measure - width(left) - width(right)
        if gap < 2:
            return [*self.text(left), *self.text(right)]
        return [self.margin + left + " " * gap + right]


def terminal_columns() -> int:
    """How wide the terminal is now; 80 where there is none."""
    return shutil.get_terminal_size().columns


def width(text: str) -> int:
    """How many cells `text` takes."""
    return sum(cells for _, cells in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """The parts of `text` that must stay together, each with its cells: a character and what combines with it."""
    held, cells = "", 0
    joined = False
    for char in text:
        own = _cells(char)
        if held and (own == 0 or joined):
            held += char
            # An emoji selector makes a narrow sign wide; a joined sign adds nothing.
            cells = 2 if char == "\ufe0f" and cells == 1 else cells
        else:
            if held:
                yield held, cells
            held, cells = char, own
        joined = char == "\u200d"
    if held:
        yield held, cells


def _cells(char: str) -> int:
    """Cells of one character: wide and full-width ones take two, combining ones none."""
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def wrap(text: str, room: int) -> list[str]:
    """`text`, cleaned, in lines of at most `room` cells; a word longer than a line goes on in the next one."""
    lines: list[str] = []
    line, used = "", 0
    for word in clean(text).split():
        for piece, cells in _pieces(word, room):
            if line and used + 1 + cells <= room:
                line, used = f"{line} {piece}", used + 1 + cells
            else:
                lines += [line] if line else []
                line, used = piece, cells
    return [*lines, line] if line else lines


def _pieces(word: str, room: int) -> Iterator[tuple[str, int]]:
    """A word in pieces of at most `room` cells, with their cells. One piece, mostly."""
    piece, used = "", 0
    for cluster, cells in clusters(word):
        if piece and used + cells > room:
            yield piece, used
            piece, used = "", 0
        piece, used = piece + cluster, used + cells
    if piece:
        yield piece, used


def letter(place: int) -> str:
    """The letter of a place: A for 0."""
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def listed(parts: list[str] | tuple[str, ...], last: str = "and") -> str:
    """`A, B and C`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def counted(number: int, word: str) -> str:
    """`1 round`, `3 rounds`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def day(written: str) -> str:
    """An ISO date in words (`5 September 2025`, `September 2025`); other texts as they are."""
    parts = written.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return written
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return written
    words = [str(numbers[2])] if len(numbers) == 3 else []
    words += [_MONTHS[numbers[1] - 1]] if len(numbers) > 1 else []
    return " ".join([*words, parts[0]])
