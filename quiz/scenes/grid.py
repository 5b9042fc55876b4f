"""The sizes that scenes are painted for. A client gets the largest that fits, in the middle of its screen."""

from __future__ import annotations

from dataclasses import dataclass

SMALLEST, LARGEST = (20, 8), (400, 150)
"""What a client's own size is clamped to, as columns and rows."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A size and the measures of its page.

    Everything hangs on `margin` at the left; `top` blank rows come first. `columns` of tiles at most `tile` rows high,
    with letters of pixels where `big`; `hand` rows close the page. Text runs over at most `measure` cells.
    """

    width: int
    height: int
    margin: int
    top: int
    columns: int
    tile: int
    hand: int
    big: bool = False

    @property
    def inner(self) -> int:
        """The cells between the margins."""
        return self.width - 2 * self.margin

    @property
    def measure(self) -> int:
        """The longest line of running text."""
        return min(72, self.inner)

    @property
    def body(self) -> tuple[int, int]:
        """The first row of the body, and how many rows it has."""
        first = self.top + 3
        return first, self.height - self.hand - first

    @property
    def name(self) -> str:
        """`80x24`."""
        return f"{self.width}x{self.height}"


GRIDS = (
    Grid(60, 20, margin=3, top=0, columns=1, tile=3, hand=2),
    Grid(80, 24, margin=5, top=1, columns=1, tile=3, hand=3),
    Grid(100, 30, margin=9, top=2, columns=2, tile=5, hand=3),
    Grid(120, 36, margin=12, top=2, columns=2, tile=9, hand=3, big=True),
    Grid(160, 45, margin=20, top=2, columns=2, tile=11, hand=3, big=True),
)
"""All sizes, the smallest first."""


def grid_for(width: int, height: int) -> Grid | None:
    """The largest size that fits into `width` by `height`; None where none does."""
    return next((grid for grid in reversed(GRIDS) if grid.width <= width and grid.height <= height), None)
