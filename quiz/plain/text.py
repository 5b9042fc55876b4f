"""Lines of text for any terminal: widths, wrapping, and the few signs that the page uses.

Nothing here writes a control sequence, and nothing is ever cut: what does not fit on a line goes on to the next.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass

import wcwidth

from quiz.core.text import clean
from quiz.core.wording import raised

NARROWEST, WIDEST = 20, 72


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
        return raised(number)


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
    return wcwidth.width(text)


def wrap(text: str, room: int) -> list[str]:
    """`text`, cleaned, in lines of at most `room` cells; a word longer than a line goes on in the next one."""
    words = " ".join(clean(text).split())
    return wcwidth.wrap(words, room, control_codes="ignore", break_on_hyphens=False)
