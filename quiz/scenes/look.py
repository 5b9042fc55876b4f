"""Colours and how they become styles. A look is one theme at one colour depth.

Every colour is kept as the hex value to be painted. At 256 and 16 colours the values are exact members of those
palettes, so that a terminal's nearest match cannot turn a grey into navy. Without colour a style says the same with
weight: bold, dim, reversed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rich.style import Style


class Depth(StrEnum):
    """How many colours a terminal shows."""

    TRUE = "truecolor"
    CUBE = "256"
    ANSI = "16"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme as hex values.

    `page` is the ground, `card` what lies on it, `raised` tile bodies and entry boxes, `rule` hairlines and never text.
    `faint` stands on the page alone; `muted` and `text` anywhere. `gold` is the product's own voice, never a verdict.
    `first` is a gold that ink stands on, `yes` a right answer's fill. `tiles` are the fills of options A to D, and
    `ink` the text on any fill.
    """

    page: str
    card: str
    raised: str
    rule: str
    faint: str
    muted: str
    text: str
    gold: str
    right: str
    wrong: str
    warn: str
    bar: str
    silver: str
    bronze: str
    first: str
    yes: str
    tiles: tuple[str, str, str, str]
    ink: str


@dataclass(frozen=True, slots=True)
class Look:
    """A palette at a colour depth. `dark` says which way a fill is faded."""

    name: str
    depth: Depth
    palette: Palette
    dark: bool = True

    @property
    def colourless(self) -> bool:
        """Whether weight has to say what colour says elsewhere."""
        return self.depth is Depth.NONE

    @property
    def outlined(self) -> bool:
        """Whether tiles are outlined, because there are too few colours for quiet bodies."""
        return self.depth in (Depth.ANSI, Depth.NONE)

    def on(self, fore: str, back: str = "", *, bold: bool = False, dim: bool = False, italic: bool = False) -> Style:
        """Text in `fore` on `back` (the page where none is given), both hex values of this look."""
        if self.colourless:
            return style("", "", bold=bold, dim=dim or fore in (self.palette.faint, self.palette.rule), italic=italic)
        return style(fore, back or self.palette.page, bold=bold, dim=dim, italic=italic)

    def fill(self, colour: str, *, bold: bool = True) -> Style:
        """Ink on a filled field. Without colour the field is reversed."""
        if self.colourless:
            return style("", "", bold=bold, reverse=True)
        return style(self.palette.ink, colour, bold=bold)

    def tile(self, place: int) -> str:
        """The colour of option `place`; options beyond D have none of their own."""
        return self.palette.tiles[place] if place < len(self.palette.tiles) else self.palette.muted

    def chip(self, colour: str) -> str:
        """The chip of a filled tile: a shade of its colour that the ink still stands on."""
        return colour if self.depth is not Depth.TRUE else mix(colour, self.palette.ink, 0.14)

    def faded(self, colour: str, share: float = 0.82) -> str:
        """A colour stepped back into the page, for what is over. Few colours have no shades: there it is the body."""
        if self.depth is not Depth.TRUE:
            return self.palette.raised
        return mix(colour, self.palette.page, share)


@lru_cache(maxsize=2048)
def style(
    fore: str, back: str, *, bold: bool = False, dim: bool = False, italic: bool = False, reverse: bool = False
) -> Style:
    """A style of hex colours; an empty colour is the terminal's own."""
    return Style(
        color=fore or None,
        bgcolor=back or None,
        bold=bold or None,
        dim=dim or None,
        italic=italic or None,
        reverse=reverse or None,
    )


def rgb(colour: str) -> tuple[int, int, int]:
    """The three channels of `#RRGGBB`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=2048)
def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` in it."""
    channels = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in channels)


def luminance(colour: str) -> float:
    """Relative luminance from 0 to 1 (WCAG 2, definition of relative luminance)."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    """Contrast ratio from 1 to 21 (WCAG 2, definition of contrast ratio)."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)
