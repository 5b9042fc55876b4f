"""One terminal: what is on it, and the bytes that make it show something else. Too slow a reader misses frames.

On a shared frame lie a few pieces of somebody's own. The frame's difference is spelled once for all; a piece is written
again only where it is new or where the frame changed under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quiz.scenes.ansi import Place, cleared, delta, field, full, touched, wrapped
from quiz.scenes.canvas import Canvas, Frame, Slot
from quiz.scenes.cells import wrap
from quiz.scenes.grid import GRIDS, Grid, grid_for
from quiz.scenes.look import Depth, Look
from quiz.scenes.looks import look
from quiz.serve.guests import Size
from quiz.serve.wire import Wire

READY, MOST = 64 * 1024, 512 * 1024
"""Unsent bytes up to which a frame is sent at all, and beyond which a client is cut off."""
STALLED = 10.0
"""Seconds after which a client that reads nothing is cut off."""
ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1000h\x1b[?1006h"
LEAVE = b"\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l"

Box = tuple[int, int, int, int]


class Piece(NamedTuple):
    """Somebody's own part of a frame: its box (x, y, width, height), and its bytes for the terminal."""

    name: str
    box: Box
    data: bytes


class Speller:
    """What many terminals need is spelled once. It keeps frames alive only until the next `forget`."""

    def __init__(self) -> None:
        """With nothing spelled."""
        self._full: dict[tuple[int, Depth, Place], tuple[bytes, Frame]] = {}
        self._delta: dict[tuple[int, int, Depth, Place], tuple[bytes, frozenset[int], Frame, Frame]] = {}
        self._field: dict[tuple[int, Box, Depth, Place], tuple[bytes, Frame]] = {}

    def forget(self) -> None:
        """Drop everything: the frames have changed."""
        self._full.clear()
        self._delta.clear()
        self._field.clear()

    def full(self, frame: Frame, depth: Depth, place: Place) -> bytes:
        """A frame on an empty screen."""
        key = (id(frame), depth, place)
        found = self._full.get(key)
        if found is None:
            found = self._full[key] = (cleared(frame.base, depth) + full(frame, depth, place), frame)
        return found[0]

    def delta(self, old: Frame, new: Frame, depth: Depth, place: Place) -> tuple[bytes, frozenset[int]]:
        """A difference and the rows that it writes to."""
        key = (id(old), id(new), depth, place)
        found = self._delta.get(key)
        if found is None:
            found = self._delta[key] = (delta(old, new, depth, place), touched(old, new), old, new)
        return found[0], found[1]

    def field(self, frame: Frame, box: Box, depth: Depth, place: Place) -> bytes:
        """A box of a frame."""
        key = (id(frame), box, depth, place)
        found = self._field.get(key)
        if found is None:
            found = self._field[key] = (field(frame, box, depth, place), frame)
        return found[0]


class Terminal:
    """What is on a screen of `size` at the end of `wire`."""

    def __init__(self, wire: Wire, size: Size, depth: Depth, theme: str = "ink") -> None:
        """Nothing is on it; `enter` takes the screen."""
        self.wire = wire
        self.look: Look = look(theme, depth)
        self._size = size
        self._frame: Frame | None = None
        self._pieces: dict[str, Piece] = {}
        self._stalled: float | None = None
        self._closed = False
        self.skipped = 0
        self._fit()

    @property
    def frame(self) -> Frame | None:
        """The shared part of what is on the screen."""
        return self._frame

    @property
    def depth(self) -> Depth:
        """How many colours it shows."""
        return self.look.depth

    @property
    def behind(self) -> bool:
        """Whether its reader is slow and frames were left out."""
        return self._stalled is not None and not self._closed

    @property
    def open(self) -> bool:
        """Whether anything can be written."""
        return not self._closed

    def enter(self) -> None:
        """Take the screen, the mouse and pastes."""
        self._send(ENTER)

    def leave(self, said: str = "") -> None:
        """Give the screen back as it was, with a last line on it, and end."""
        if not self._closed:
            self._send(LEAVE + (f"{said}\r\n".encode() if said else b""))
            self.wire.close()
            self._closed = True

    def gone(self) -> None:
        """The other side is gone."""
        self._closed = True
        self._frame = None

    def resize(self, size: Size) -> None:
        """The screen is another one."""
        if size != self._size:
            self._size = size
            self._fit()
            self.forget()

    def dress(self, theme: str, depth: Depth) -> None:
        """Take another look."""
        self.look = look(theme, depth)
        self.forget()

    def forget(self) -> None:
        """Nothing is known of what is on the screen; the next frame is sent whole."""
        self._frame = None
        self._pieces = {}

    def notice(self) -> Frame:
        """What a screen that is too small shows."""
        wide, high = self._size
        least = GRIDS[0]
        base = self.look.on(self.look.palette.text)
        canvas = Canvas(wide, base).grow(high)
        told = f"This window is {wide} by {high}; the game needs {least.width} by {least.height}."
        told += " Make it larger, or play line by line with ssh -T."
        canvas.lines(0, 0, wrap(told, wide)[:high], base)
        return canvas.frame(high)

    def show(self, frame: Frame, pieces: Sequence[Piece], speller: Speller, now: float) -> None:
        """Make the screen show a frame with pieces on it; skip it where the reader is behind, and send all later."""
        if self._closed or not self._ready(now):
            return
        old = self._frame
        fresh = {piece.name: piece for piece in pieces}
        if old is None or (old.width, old.height) != (frame.width, frame.height) or old.base != frame.base:
            parts = [speller.full(frame, self.depth, self.place)]
            parts += [piece.data for piece in pieces]
        else:
            parts = self._changed(old, frame, fresh, speller)
        self._frame, self._pieces = frame, fresh
        self._send(wrapped(b"".join(parts)))

    def piece(self, slot: Slot, canvas: Canvas) -> Piece:
        """A piece in a slot; what the window hides of the slot stays hidden."""
        low, high = slot.low, slot.high
        frame = canvas.frame(max(slot.height, canvas.height))
        place = Place(self.place.left + slot.x, self.place.top + slot.y)
        data = field(frame, (0, low - slot.y, canvas.width, high - low), self.depth, place)
        return Piece(slot.name, (slot.x, low, canvas.width, high - low), data)

    def _changed(self, old: Frame, frame: Frame, fresh: dict[str, Piece], speller: Speller) -> list[bytes]:
        """The difference, what lay on the old frame and lies there no more, and the pieces that are to be seen."""
        parts, rows = list[bytes](), frozenset[int]()
        if old is not frame:
            data, rows = speller.delta(old, frame, self.depth, self.place)
            parts.append(data)
        lifted = list[Box]()
        for name, piece in self._pieces.items():
            now = fresh.get(name)
            if now is None or now.box != piece.box:
                parts.append(speller.field(frame, piece.box, self.depth, self.place))
                lifted.append(piece.box)
        for name, piece in fresh.items():
            _, y, _, high = piece.box
            under = not rows.isdisjoint(range(y, y + high)) or any(_meet(piece.box, box) for box in lifted)
            if under or self._pieces.get(name) != piece:
                parts.append(piece.data)
        return parts

    def _fit(self) -> None:
        """The grid for this size, and where it begins."""
        wide, high = self._size
        self.grid: Grid | None = grid_for(wide, high)
        if self.grid is None:
            self.place = Place()
        else:
            self.place = Place((wide - self.grid.width) // 2, (high - self.grid.height) // 2)

    def _ready(self, now: float) -> bool:
        """Whether the reader keeps up. Whoever does not gets a whole frame once there is room, or is cut off."""
        unsent = self.wire.unsent()
        if unsent <= READY:
            self._stalled = None
            return True
        if self._stalled is None:
            self._stalled = now
        self.skipped += 1
        self.forget()
        if unsent > MOST or now - self._stalled > STALLED:
            self._closed = True
            self.wire.abort()
        return False

    def _send(self, data: bytes) -> None:
        """Write, while anybody is there."""
        if data and not self._closed:
            self.wire.write(data)


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes share a cell."""
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def depth_of(term: str | None, env: dict[str, str]) -> Depth:
    """How many colours a terminal shows, by what it says of itself."""
    name = (term or "").casefold()
    if env.get("NO_COLOR") or name in ("", "dumb", "unknown") or name.startswith(("vt1", "vt2", "vt3")):
        return Depth.NONE
    known = ("direct", "kitty", "alacritty", "foot", "wezterm", "ghostty", "truecolor")
    if env.get("COLORTERM", "").casefold() in ("truecolor", "24bit") or any(one in name for one in known):
        return Depth.TRUE
    return Depth.CUBE if "256" in name else Depth.ANSI
