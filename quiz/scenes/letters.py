"""Small letters drawn in half blocks, for an address that is read from the back of a classroom.

The shapes are the project's own, as those of `pixels` are. The same text stands in plain letters beside them.
"""

from __future__ import annotations

from types import MappingProxyType

_ROWS = MappingProxyType({
    "a": ("....", ".##.", "#.#.", ".##."), "b": ("#...", "##..", "#.#.", "##.."), "c": ("....", ".##.", "#...", ".##."),
    "d": ("..#.", ".##.", "#.#.", ".##."), "e": ("....", ".#..", "###.", ".##."), "f": (".##.", "#...", "##..", "#..."),
    "g": (".##.", "#.#.", ".##.", "##.."), "h": ("#...", "##..", "#.#.", "#.#."), "i": ("#.", "..", "#.", "#."),
    "j": (".#.", "...", ".#.", "#.."), "k": ("#...", "#.#.", "##..", "#.#."), "l": ("#.", "#.", "#.", "#."),
    "m": ("......", "####..", "#.#.#.", "#.#.#."), "n": ("....", "##..", "#.#.", "#.#."),
    "o": ("....", ".#..", "#.#.", ".#.."), "p": ("##..", "#.#.", "##..", "#..."), "q": (".##.", "#.#.", ".##.", "..#."),
    "r": ("....", "##..", "#...", "#..."), "s": (".##.", "#...", "..#.", "##.."), "t": ("#..", "##.", "#..", "##."),
    "u": ("....", "#.#.", "#.#.", ".##."), "v": ("....", "#.#.", "#.#.", ".#.."),
    "w": ("......", "#.#.#.", "#.#.#.", ".#.#.."),
    "x": ("....", "#.#.", ".#..", "#.#."), "y": ("#.#.", "#.#.", ".##.", "##.."), "z": ("....", "##..", ".#..", ".##."),
    "0": ("###.", "#.#.", "#.#.", "###."), "1": ("##..", ".#..", ".#..", "###."), "2": ("##..", "..#.", ".#..", "###."),
    "3": ("###.", ".##.", "..#.", "###."), "4": ("#.#.", "#.#.", "###.", "..#."), "5": ("###.", "##..", "..#.", "##.."),
    "6": ("#...", "###.", "#.#.", "###."), "7": ("###.", "..#.", ".#..", ".#.."), "8": ("###.", "###.", "#.#.", "###."),
    "9": ("###.", "#.#.", "###.", "..#."), "@": (".###..", "#.#.#.", "#.##..", ".##..."),
    "-": ("....", "....", "###.", "...."),
    ".": ("..", "..", "..", "#."), ":": ("..", "#.", "..", "#."), " ": ("...", "...", "...", "..."),
})  # fmt: skip


def large(text: str) -> tuple[str, str] | None:
    """`text` in two rows of half blocks; None where a character has no shape."""
    if not all(sign in _ROWS for sign in text):
        return None
    pixels = ["".join(_ROWS[sign][row] for sign in text) for row in range(4)]
    return _blocks(pixels[0], pixels[1]), _blocks(pixels[2], pixels[3])


def halves(rows: tuple[str, ...]) -> tuple[str, ...]:
    """Rows of `#` and `.` in half as many rows of blocks."""
    even = rows if len(rows) % 2 == 0 else (*rows, "." * len(rows[0]))
    return tuple(_blocks(even[i], even[i + 1]) for i in range(0, len(even), 2))


def _blocks(upper: str, lower: str) -> str:
    """Two rows of pixels as one row of half blocks."""
    signs = {("#", "#"): "█", ("#", "."): "▀", (".", "#"): "▄", (".", "."): " "}
    return "".join(signs[pair] for pair in zip(upper, lower, strict=True))
