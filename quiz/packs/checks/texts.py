"""Checks of what a text looks like."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

from quiz.packs.checks.base import Case
from quiz.packs.findings import Log, Place, Rows, quoted
from quiz.packs.nodes import Scalar

STEM, OPTION, WORDS = 120, 75, 30
# A UTF-8 lead byte read as Latin-1 or cp1252, and one of the letters that a second byte becomes.
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u2018-\u2022]|\u00e2\u20ac|\u00d0[\u0080-\u00bf]"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_GREEK_TWINS = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ")
_WIDE = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_NEGATIVE = re.compile(r"\b(?:not|never|except|cannot|isn't|aren't|wasn't|doesn't|didn't)\b")
_AGEING = re.compile(
    r"\b(?:currently|at present|latest|most recent|nowadays|today|as of|this year|so far)\b", re.IGNORECASE
)
_ENDS = tuple(".?!:…\"'”’“)]_»«。？！؟۔।॥።፧։။។")
# Greek asks with the semicolon, and Thai and Lao write no mark at all.
_OWN_ENDS = MappingProxyType({"el": ";", "ell": ";", "th": "", "tha": "", "lo": "", "lao": ""})
_RETYPED = re.compile(
    r"(?:yes|no|on|off|true|false|null|~|0[0-7]+|0x[0-9a-f]+|0b[01]+|[-+]?\d[\d_]*(?::[0-5]?\d)+|\d{4}-\d\d?-\d\d?"
    r"|[-+]?\d+(?:_\d+)+|[-+]?\.(?:inf|nan))",
    re.IGNORECASE,
)
_CURLY = ("“”", "„“", "„”", "«»", "‘’", "‚‘")


def looks(log: Log, lines: Rows, scalar: Scalar) -> None:
    """T503, T505, T506, Y115: what is wrong with the letters themselves."""
    text = scalar.text
    if "  " in text and "\n" not in text:
        log.add("T505", scalar.mark, "two spaces stand side by side")
    elif text and _edged(lines, scalar):
        log.add("T505", scalar.mark, "spaces stand at an end of the text")
    if text.isascii():
        return
    if found := _MOJIBAKE.search(text):
        log.add("T503", scalar.mark, f"{quoted(found.group())} looks like a letter that was read in a wrong encoding")
    for word in _WORD.findall(text):
        if not word.isascii() and (other := _stray(word)):
            log.add("T506", scalar.mark, f"{quoted(word)} holds {other}")
            break
    curly = text[:1] + text[-1:] in _CURLY and not any(sign in text[1:-1] for sign in "“”„«»‘‚")
    if curly and lines[scalar.mark.line][scalar.mark.column : scalar.mark.column + 1] == text[:1]:
        log.add("Y115", scalar.mark, f"{quoted(text)} stands in curly quotes")


def _edged(lines: Rows, scalar: Scalar) -> bool:
    """Tell whether blanks stand inside the quotes of a text, at one of its ends."""
    place = scalar.mark
    row = lines[place.line]
    sign = row[place.column : place.column + 1]
    if sign not in ("'", '"'):
        return False
    if row[place.column + 1 : place.column + 2] in (" ", "\u00a0"):
        return True
    end = place.column + 1 + len(scalar.text)
    return row[place.column + 1 : end] == scalar.text and row[end : end + 1] in (" ", "\u00a0")


def _stray(word: str) -> str:
    """Name the letter of another script in a word of Latin letters; empty where there is none."""
    scripts = {char: unicodedata.name(char, "").split(" ")[0] for char in word}
    if "LATIN" not in scripts.values():
        return ""
    for char, script in scripts.items():
        if script == "CYRILLIC" or (script == "GREEK" and char in _GREEK_TWINS):
            return f"U+{ord(char):04X} {unicodedata.name(char)}"
    return ""


def retyped(log: Log, lines: Rows, scalar: Scalar) -> None:
    """Y113: a text without quotes that a program of YAML 1.1 takes for something else."""
    place = scalar.mark
    if _RETYPED.fullmatch(scalar.text) and lines[place.line].startswith(scalar.text, place.column):
        log.add("Y113", place, f"{quoted(scalar.text)} is no text to YAML 1.1")


def wide(log: Log, scalar: Scalar) -> None:
    """T511: a sign made of several."""
    if not scalar.text.isascii() and _WIDE.search(scalar.text):
        log.add("T511", scalar.mark, "the text holds a sign that is made of several")


def length(case: Case) -> None:
    """T507, T512: longer than others can show, or than its difficulty says."""
    log, stem = case.log, case.stem
    if len(stem.text) > STEM:
        log.add("T507", stem.mark, f"the question has {len(stem.text)} characters")
    for option in case.options:
        if len(option.text) > OPTION:
            log.add("T507", option.mark, f"the option has {len(option.text)} characters")
    if case.item.difficulty == 1 and "difficulty" in case.node.fields and len(stem.text) > WORDS:
        words = len(stem.text.split())
        if words > WORDS:
            log.add("T512", stem.mark, f"the question has {words} words and difficulty 1")


def wording(case: Case) -> None:
    """T508, T509, T510: the end mark, and in English a negative that is missed and a word that ages."""
    log, stem = case.log, case.stem
    ends = (*_ENDS, _OWN_ENDS[case.language]) if case.language in _OWN_ENDS else _ENDS
    if not stem.text.endswith(ends) and "fill" not in case.node.fields:
        log.add("T508", stem.mark, "the question ends without a mark")
    if not case.english:
        return
    if case.options and (found := _NEGATIVE.search(stem.text)):
        log.add("T509", stem.mark, f"{quoted(found.group())} is easily missed")
    if found := _AGEING.search(stem.text):
        log.add("T510", stem.mark, f"{quoted(found.group())} will not hold for ever")


def unnormal(log: Log, lines: Rows) -> None:
    """T505: letters that are typed in parts, which only the bytes of the file show."""
    for number, line in enumerate(lines):
        if not line.isascii() and not unicodedata.is_normalized("NFC", line):
            whole = unicodedata.normalize("NFC", line)
            at = next((n for n, (one, two) in enumerate(zip(line, whole, strict=False)) if one != two), len(whole))
            log.add("T505", Place(number, max(0, at)), "a letter is typed in parts (not NFC)")
