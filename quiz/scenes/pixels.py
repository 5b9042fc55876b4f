"""Letters and digits drawn in half blocks: two pixels to a cell in height, five pixels high.

The shapes are the project's own. They are read by nobody but the eye: the same text always stands beside them in words.
"""

from __future__ import annotations

from types import MappingProxyType

_SHAPES = MappingProxyType({
    "0": ("###", "#.#", "#.#", "#.#", "###"), "1": (".#.", "##.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"), "3": ("###", "..#", ".##", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"), "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"), "7": ("###", "..#", ".#.", ".#.", ".#."),
    "8": ("###", "#.#", "###", "#.#", "###"), "9": ("###", "#.#", "###", "..#", "###"),
    "A": (".#.", "#.#", "###", "#.#", "#.#"), "B": ("##.", "#.#", "##.", "#.#", "##."),
    "C": ("###", "#..", "#..", "#..", "###"), "D": ("##.", "#.#", "#.#", "#.#", "##."),
    "E": ("###", "#..", "##.", "#..", "###"), "F": ("###", "#..", "##.", "#..", "#.."),
    "G": ("###", "#..", "#.#", "#.#", "###"), "H": ("#.#", "#.#", "###", "#.#", "#.#"),
    "T": ("###", ".#.", ".#.", ".#.", ".#."), ".": ("..", "..", "..", "..", "#."),
    ",": ("..", "..", "..", ".#", "#."), "+": ("...", ".#.", "###", ".#.", "..."),
    "-": ("...", "...", "###", "...", "..."), "/": ("..#", "..#", ".#.", "#..", "#.."),
    "%": ("#.#", "..#", ".#.", "#..", "#.#"),
    " ": ("..", "..", "..", "..", ".."),
})  # fmt: skip
_MARK = (
    ".##............#.............#......",
    "#..............#.............#......",
    "###..##...##..###.###...##..###..##.",
    "#...#..#.#..#..#..#..#.#..#..#..#..#",
    "#...#..#.#..#..#..#..#.#..#..#..####",
    "#...#..#.#..#..#..#..#.#..#..#..#...",
    "#....##...##...##.#..#..##...##..###",
)


def drawable(text: str) -> bool:
    """Whether every character has a shape."""
    return bool(text) and all(sign in _SHAPES for sign in text)


def wide(text: str) -> int:
    """How many cells `text` takes when it is drawn."""
    return sum(len(_SHAPES[sign][0]) + 1 for sign in text) - 1


def drawn(text: str) -> tuple[str, str, str]:
    """`text` in three rows of blocks. Raises KeyError for a character without a shape."""
    pixels = [".".join(_SHAPES[sign][row] for sign in text) for row in range(5)]
    blank = "." * len(pixels[0])
    rows = [*pixels, blank]
    return _blocks(rows[0], rows[1]), _blocks(rows[2], rows[3]), _blocks(rows[4], rows[5])


def wordmark() -> tuple[str, ...]:
    """The product's name in four rows of blocks."""
    blank = "." * len(_MARK[0])
    rows = [*_MARK, blank]
    return tuple(_blocks(rows[i], rows[i + 1]) for i in range(0, 8, 2))


def _blocks(upper: str, lower: str) -> str:
    """Two rows of pixels as one row of half blocks."""
    signs = {("#", "#"): "█", ("#", "."): "▀", (".", "#"): "▄", (".", "."): " "}
    return "".join(signs[pair] for pair in zip(upper, lower, strict=True))
