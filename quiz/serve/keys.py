"""Bytes from a terminal as keys, clicks and pastes, under the names that Textual gives them.

The decoder never raises and never keeps more than a few hundred bytes, whatever it is fed; how a stream is cut into
packets changes nothing. Only a lone Escape needs to be told that nothing more came: `expire`, after `patience`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

PASTE_LIMIT = 256
"""The most characters of a paste that anybody sees."""
ESCAPE_WAIT, PASTE_WAIT = 0.05, 2.0
"""Seconds after which an Escape was a key by itself, and after which a paste without an end has ended."""
_LONGEST = 64
_FINALS = MappingProxyType({
    "A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end", "Z": "shift+tab", "M": "enter",
    "P": "f1", "Q": "f2", "R": "f3", "S": "f4",
})  # fmt: skip
_TILDES = MappingProxyType({
    1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown", 7: "home", 8: "end",
    11: "f1", 12: "f2", 13: "f3", 14: "f4", 15: "f5", 17: "f6", 18: "f7", 19: "f8", 20: "f9", 21: "f10",
})  # fmt: skip
_CODES = MappingProxyType({9: "tab", 13: "enter", 27: "escape", 32: "space", 127: "backspace", 57414: "enter"})
_CONTROLS = MappingProxyType({8: "backspace", 9: "tab", 10: "enter", 13: "enter", 127: "backspace"})
_MOUSE = re.compile(r"<([0-9]{1,4});([0-9]{1,4});([0-9]{1,4})")
_CSI, _PASTE_END = 0x5B, b"\x1b[201~"


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its name; `character` is what it prints, if anything."""

    name: str
    character: str | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text that was pasted, cut to what anybody may see."""

    text: str


@dataclass(frozen=True, slots=True)
class Click:
    """The left button went down on a cell, counted from 0."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel moved by `rows`, downwards above zero."""

    rows: int


Input = Key | Pasted | Click | Wheel


class _At(Enum):
    """Where in the stream the decoder is."""

    GROUND = auto()
    ESCAPE = auto()
    CSI = auto()
    SS3 = auto()
    STRING = auto()
    STRING_ESCAPE = auto()
    MOUSE = auto()
    PASTE = auto()


class Decoder:
    """One terminal's stream. `feed` it, and `expire` it once nothing came for `patience` seconds."""

    def __init__(self) -> None:
        """At the beginning of a stream."""
        self._at = _At.GROUND
        self._held = bytearray()
        self._need = 0
        self._return = False
        self._paste = bytearray()
        self._tail = b""
        self._made: list[Input] = []

    @property
    def patience(self) -> float | None:
        """After how many quiet seconds to call `expire`; None while nothing waits."""
        if self._at is _At.GROUND:
            return None
        return PASTE_WAIT if self._at is _At.PASTE else ESCAPE_WAIT

    def feed(self, data: bytes) -> list[Input]:
        """What these bytes complete."""
        self._made = []
        for byte in data:
            self._byte(byte)
        return self._made

    def expire(self) -> list[Input]:
        """Nothing more came: a lone Escape is a key, a paste is over, and half a sequence is nothing."""
        self._made = []
        if self._at is _At.ESCAPE:
            self._made.append(Key("escape"))
        elif self._at is _At.PASTE:
            self._paste += self._tail
            self._end_paste()
        self._ground()
        return self._made

    def _ground(self) -> None:
        """Expect a key."""
        self._at, self._need, self._tail = _At.GROUND, 0, b""
        self._held.clear()

    def _byte(self, byte: int) -> None:
        """One byte, by where it comes."""
        match self._at:
            case _At.GROUND:
                self._plain(byte)
            case _At.ESCAPE:
                self._escape(byte)
            case _At.CSI:
                self._csi(byte)
            case _At.SS3:
                self._ss3(byte)
            case _At.MOUSE:
                self._need -= 1
                if self._need == 0:
                    self._ground()
            case _At.PASTE:
                self._pasting(byte)
            case _At.STRING | _At.STRING_ESCAPE:
                self._string(byte)

    def _plain(self, byte: int) -> None:
        """A key, or the beginning of one."""
        after_return, self._return = self._return, byte == 13
        if byte >= 0x80:
            self._letter(byte)
            return
        self._held.clear()
        self._need = 0
        if byte == 0x1B:
            self._at = _At.ESCAPE
        elif byte == 10 and after_return:
            return
        elif byte in _CONTROLS:
            self._made.append(Key(_CONTROLS[byte]))
        elif byte == 0x20:
            self._made.append(Key("space", " "))
        elif byte > 0x20:
            self._made.append(Key(chr(byte), chr(byte)))
        elif 1 <= byte <= 26:
            self._made.append(Key(f"ctrl+{chr(byte + 96)}"))

    def _letter(self, byte: int) -> None:
        """A byte of a letter beyond ASCII; what is no UTF-8 is nothing."""
        if byte >= 0xC0:
            self._held[:] = bytes([byte])
            self._need = 1 if byte < 0xE0 else 2 if byte < 0xF0 else 3
            return
        if not self._need:
            return
        self._held.append(byte)
        self._need -= 1
        if not self._need:
            sign = self._held.decode("utf-8", "ignore")
            self._held.clear()
            if len(sign) == 1 and sign.isprintable():
                self._made.append(Key(sign, sign))

    def _escape(self, byte: int) -> None:
        """The byte behind an Escape."""
        if byte == 0x1B:
            self._made.append(Key("escape"))
        elif byte == _CSI:
            self._at = _At.CSI
            self._held.clear()
        elif byte == 0x4F:
            self._at = _At.SS3
        elif byte in b"]PX^_":
            self._at = _At.STRING
        else:
            self._ground()
            # With Alt held down: a name that nothing answers to, rather than a letter that picks something.
            self._made.append(Key(f"alt+{chr(byte)}" if 0x20 < byte < 0x7F else "escape"))

    def _csi(self, byte: int) -> None:
        """A byte of a control sequence."""
        if 0x20 <= byte < 0x40:
            if len(self._held) < _LONGEST:
                self._held.append(byte)
        elif 0x40 <= byte < 0x7F:
            text, final = self._held.decode("ascii"), chr(byte)
            whole = len(self._held) < _LONGEST
            self._ground()
            if whole:
                self._sequence(text, final)
        else:
            self._ground()
            self._plain(byte)

    def _sequence(self, text: str, final: str) -> None:
        """A whole control sequence."""
        if final in "Mm" and text.startswith("<"):
            self._mouse(text, final)
        elif final == "M" and not text:
            self._at, self._need = _At.MOUSE, 3
        elif final == "~" and text == "200":
            self._at = _At.PASTE
            self._paste.clear()
        elif name := _named(text, final):
            self._made.append(Key(name, " " if name == "space" else None))

    def _mouse(self, text: str, final: str) -> None:
        """A report of the mouse."""
        found = _MOUSE.fullmatch(text)
        if found is None or final == "m":
            return
        button, x, y = (int(part) for part in found.groups())
        if button & 64:
            self._made.append(Wheel(2 if button & 1 else -2))
        elif not button & 0b100011 and x and y:
            self._made.append(Click(x - 1, y - 1))

    def _ss3(self, byte: int) -> None:
        """The final byte of a key of the keypad or of an application mode."""
        self._ground()
        if chr(byte) in _FINALS and byte < 0x80:
            self._made.append(Key(_FINALS[chr(byte)]))
        elif byte < 0x20:
            self._plain(byte)

    def _string(self, byte: int) -> None:
        """An answer of the terminal that nobody asked for, up to its end."""
        if byte == 7 or (self._at is _At.STRING_ESCAPE and byte == 0x5C):
            self._ground()
        else:
            self._at = _At.STRING_ESCAPE if byte == 0x1B else _At.STRING

    def _pasting(self, byte: int) -> None:
        """A byte of a paste, which may belong to its end."""
        tail = self._tail + bytes([byte])
        while tail and not _PASTE_END.startswith(tail):
            if len(self._paste) < 4 * PASTE_LIMIT:
                self._paste.append(tail[0])
            tail = tail[1:]
        self._tail = tail
        if tail == _PASTE_END:
            self._end_paste()
            self._ground()

    def _end_paste(self) -> None:
        """The paste is whole."""
        text = self._paste.decode("utf-8", "ignore")[:PASTE_LIMIT]
        self._paste.clear()
        if text:
            self._made.append(Pasted(text))


def _named(text: str, final: str) -> str:
    """The name of a key from its sequence; empty for what is none."""
    numbers = [int(part) if part.isdecimal() else 1 for part in re.split("[;:]", text)]
    held = numbers[1] - 1 if len(numbers) > 1 else 0
    if final == "~":
        name = _TILDES.get(numbers[0], "")
    elif final == "u":
        name = _CODES.get(numbers[0], "")
    else:
        name = _FINALS.get(final, "") if final not in "MR" and not text.startswith(("?", ">", "=")) else ""
    if not name:
        return ""
    marks = (("ctrl+", 4), ("alt+", 2), ("shift+", 1))
    return "".join(mark for mark, bit in marks if held & bit and mark not in name) + name
