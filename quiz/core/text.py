"""The one cleaner of text from packs, articles and people.

What it takes out is what a reader cannot see but a terminal, or a comparison, can: control characters (an escape
sequence loses its ESC and stays readable), direction marks, overrides and isolates, zero-width characters, tags,
fillers, surrogates and non-characters. Two texts that look the same shall be the same.

Three invisible characters stay where writing needs them, and only there. A joiner or non-joiner (U+200D, U+200C)
stays after a letter of a script that joins (Persian and the Indic scripts spell words with it), and a joiner between
two pictographs. A variation selector stays once after a symbol, a digit or an ideograph. Anywhere else they only hide.

Line ends and tabs become blanks. Of more than eight marks on one letter the rest goes: no writing needs it, and
a terminal draws it over other lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MARKS = 8
"""How many combining marks may stack on one letter."""

_JOINERS = frozenset("\u200c\u200d")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U0001d159")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_JOINING_SCRIPTS = (
    "ARABIC", "SYRIAC", "MANDAIC", "MONGOLIAN", "NKO", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA",
    "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR", "TIBETAN",
)  # fmt: skip
_CONTROL_NAMES = (
    "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION", "ENQUIRY", "ACKNOWLEDGE", "BELL",
    "BACKSPACE", "TAB", "LINE FEED", "VERTICAL TAB", "FORM FEED", "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN",
    "DATA LINK ESCAPE", "DEVICE CONTROL 1", "DEVICE CONTROL 2", "DEVICE CONTROL 3", "DEVICE CONTROL 4",
    "NEGATIVE ACKNOWLEDGE", "SYNCHRONOUS IDLE", "END OF BLOCK", "CANCEL", "END OF MEDIUM", "SUBSTITUTE", "ESCAPE",
    "FILE SEPARATOR", "GROUP SEPARATOR", "RECORD SEPARATOR", "UNIT SEPARATOR",
)  # fmt: skip


def clean(text: str, *, lines: bool = False) -> str:
    """`text` in NFC with nothing hidden in it. With `lines`, line ends stay, each as one line feed. Idempotent."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n" if lines else " ", text).replace("\t", " ")
    text = unicodedata.normalize("NFC", text)
    dropped = {index for index, _ in _unwanted(text)}
    if dropped:
        text = unicodedata.normalize("NFC", "".join(char for i, char in enumerate(text) if i not in dropped))
    return _unstacked(text)


def hidden(text: str) -> tuple[tuple[int, str], ...]:
    """What `clean` takes out of `text`: offset and name of each character (`U+202E RIGHT-TO-LEFT OVERRIDE`).

    Line ends and tabs are seen well enough and are not listed. A stack of marks is listed once, at its first mark
    too many.
    """
    if text.isascii() and text.isprintable():
        return ()
    found = [(index, f"U+{ord(char):04X} {name_of(char)}") for index, char in _unwanted(text)]
    found += [(start, f"more than {MARKS} marks on one letter") for start in _stacks(text)]
    return tuple(sorted(found))


def name_of(char: str) -> str:
    """The Unicode name of `char`, or a description where it has none."""
    code = ord(char)
    if code < len(_CONTROL_NAMES):
        return _CONTROL_NAMES[code]
    if 0xD800 <= code <= 0xDFFF:
        return "SURROGATE"
    if unicodedata.category(char) == "Cc":
        return "CONTROL CHARACTER"
    return unicodedata.name(char, "NON-CHARACTER" if _noncharacter(code) else "UNNAMED CHARACTER")


def _unwanted(text: str) -> Iterator[tuple[int, str]]:
    """Offset and character of everything that has to go. Neighbours that go themselves are looked past."""
    kept: list[str] = []
    for index, char in enumerate(text):
        plain = char.isprintable() and not _selector(char) and char not in _FILLERS
        if plain or _wanted(char, kept, text[index + 1 : index + 2]):
            kept.append(char)
        else:
            yield index, char


def _wanted(char: str, before: list[str], after: str) -> bool:
    """Whether an invisible character stays after the kept characters `before`, with `after` coming next."""
    if char in _JOINERS:
        base = _base(before)
        if char == "\u200d" and after and unicodedata.category(after) == "So" and _pictograph(base):
            return True
        return base is not None and unicodedata.name(base, "").startswith(_JOINING_SCRIPTS)
    if _selector(char):
        return bool(before) and _takes_selector(before[-1], char)
    if char in "\n\r\t\x0b\x0c\x85\u2028\u2029":
        return True
    if _noncharacter(ord(char)):
        return False
    # Blanks, unassigned and private characters are left: they show as something, if only as a box.
    return unicodedata.category(char) in ("Zs", "Cn", "Co")


def _base(before: list[str]) -> str | None:
    """The character that the last marks sit on, be it a joiner; None where there is none."""
    for char in reversed(before):
        if not unicodedata.category(char).startswith("M"):
            return char
    return None


def _pictograph(char: str | None) -> bool:
    """Whether `char` is a symbol, or the skin tone of one."""
    return char is not None and (unicodedata.category(char) == "So" or "\U0001f3fb" <= char <= "\U0001f3ff")


def _selector(char: str) -> bool:
    """Whether `char` is a variation selector."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180d"


def _takes_selector(before: str, char: str) -> bool:
    """Whether the selector `char` means something after `before`."""
    name = unicodedata.name(before, "")
    if char in "\ufe0e\ufe0f" and (unicodedata.category(before).startswith("S") or before in "0123456789#*"):
        return True
    return name.startswith("MONGOLIAN LETTER") if char < "\ufe00" else name.startswith("CJK ")


def _noncharacter(code: int) -> bool:
    """Whether Unicode promises never to assign `code`, or to show nothing for it once it does."""
    if 0xE0000 <= code <= 0xE0FFF or 0xFFF0 <= code <= 0xFFF8 or code == 0x2065:
        return True
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _stacks(text: str) -> Iterator[int]:
    """Where the mark too many begins, for each stack."""
    run = 0
    for index, char in enumerate(text):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run == MARKS + 1:
            yield index


def _unstacked(text: str) -> str:
    """`text` with no more than MARKS marks in a row."""
    if not any(True for _ in _stacks(text)):
        return text
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run <= MARKS:
            kept.append(char)
    return "".join(kept)
