"""Numbers as people type them: `2018`, `48.5 million`, `1,234.5`, `1.234,5`, `3/4`, `1 1/2`, `$300,000`, `seven`."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from types import MappingProxyType

DIGITS = 40
"""The longest number, in digits, that is read."""

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SCALES = MappingProxyType(
    {"hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "millions": 10**6, "mn": 10**6, "m": 10**6,
     "mio": 10**6, "billion": 10**9, "billions": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12}
)  # fmt: skip
# Each line is one unit under all its names; a plural s is taken off before a look-up.
_UNITS = (
    frozenset(("$", "dollar", "us dollar", "u.s. dollar", "usd", "us$", "american dollar")),
    frozenset(("€", "euro", "eur")),
    frozenset(("£", "pound", "pound sterling", "british pound", "gbp")),
    frozenset(("¥", "yen", "japanese yen", "jpy")),
    frozenset(("₽", "rouble", "ruble", "russian rouble", "russian ruble", "rub")),
    frozenset(("%", "percent", "per cent", "percentage point")),
    frozenset(("m", "metre", "meter")),
    frozenset(("km", "kilometre", "kilometer")),
    frozenset(("cm", "centimetre", "centimeter")),
    frozenset(("mm", "millimetre", "millimeter")),
    frozenset(("kg", "kilogram", "kilogramme", "kilo")),
    frozenset(("g", "gram", "gramme")),
    frozenset(("t", "ton", "tonne")),
    frozenset(("l", "litre", "liter")),
    frozenset(("h", "hr", "hour")),
    frozenset(("min", "minute")),
    frozenset(("s", "sec", "second")),
    frozenset(("y", "yr", "year")),
    frozenset(("km/h", "kmh", "kph")),
    frozenset(("hp", "horsepower", "bhp")),
    frozenset(("°c", "degree celsius", "celsius", "c")),
)
_ABOUT = re.compile(r"^(?:~|about |around |approximately |approx\.? |ca\.? |circa )\s*")
_NUMBER = re.compile(
    r"""(?P<sign>[-+]?)\s*(?:
        (?:(?P<whole>\d+)\s+)?(?P<top>\d+)\s*/\s*(?P<bottom>\d+)
        | (?P<digits>(?:\d|[.,]\d|(?<=\d)[ '\u00a0\u202f](?=\d{3}(?!\d)))+)(?:e(?P<power>[-+]?\d+))?
        )(?![\d.,]*\d)""",
    re.VERBOSE | re.ASCII,
)


def read_number(text: str, unit: str) -> Fraction | str:
    """The number that `text` gives in `unit`, or a sentence that says what is wrong with the text."""
    text = _plain(text)
    symbol = text[:1] if text[:1] in "$€£¥₽" and text else ""
    rest = text[len(symbol) :].strip()
    word = rest.split(" ", 1)[0]
    if word in _WORDS:
        return _scaled(Fraction(_WORDS.index(word)), rest[len(word) :].strip(), symbol, unit)
    found = _NUMBER.match(rest)
    if found is None:
        return "That is not a number."
    if sum(char.isdigit() for char in rest) > DIGITS:
        return f"That number is too long: {DIGITS} digits are enough."
    value = _value(found)
    if isinstance(value, str):
        return value
    return _scaled(value, rest[found.end() :].strip(), symbol, unit)


def same_unit(one: str, two: str) -> bool:
    """Whether two names mean one unit: equal but for case and plural, one the tail of the other, or known names."""
    one, two = _unit(one), _unit(two)
    if one == two or two.endswith(f" {one}"):
        return True
    return any(one in names and (two in names or two.split(" ")[-1] in names) for names in _UNITS)


def _plain(text: str) -> str:
    """Lower case, ASCII digits, one minus sign, no leading tilde."""
    text = "".join(map(_plain_char, text)).replace("\u2044", "/").replace("\u2212", "-").replace("\u2013", "-")
    text = " ".join(text.replace("\u2019", "'").lower().split())
    return _ABOUT.sub("", text)


def _plain_char(char: str) -> str:
    """One character in its plainest form. `½` stands apart from a whole before it, and `²` is left as it is."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKC", char)
    if unicodedata.category(char) == "No":
        return f" {plain}" if "\u2044" in plain else char
    return plain


def _value(found: re.Match[str]) -> Fraction | str:
    """The number that was matched, without scale; a sentence where it is none."""
    sign = -1 if found["sign"] == "-" else 1
    if found["top"]:
        if not int(found["bottom"]):
            return "Nothing can be divided by zero."
        return sign * (int(found["whole"] or 0) + Fraction(int(found["top"]), int(found["bottom"])))
    digits = _decimal(found["digits"])
    power = found["power"]
    if digits is None or (power and abs(int(power)) > DIGITS):
        return "That is not a number that can be read."
    return sign * Fraction(digits) * Fraction(10) ** int(power or 0)


def _decimal(text: str) -> str | None:
    """`text` with a point for decimals and nothing else; None where its separators make no sense.

    A lone comma parts thousands when three digits follow it and no zero leads (`1,234`), and is a decimal comma else.
    """
    text = re.sub("[ '\u00a0\u202f]", "", text)
    if "," in text and "." in text:
        decimal = max(text.rfind(","), text.rfind("."))
        groups, rest = text[:decimal], text[decimal + 1 :]
        group = "," if text[decimal] == "." else "."
        return f"{groups.replace(group, '')}.{rest}" if _grouped(groups, group) else None
    mark = "," if "," in text else "."
    if text.count(mark) > 1 or (mark == "," and text.count(",") == 1 and _grouped(text, ",")):
        return text.replace(mark, "") if _grouped(text, mark) else None
    return text.replace(",", ".")


def _grouped(text: str, mark: str) -> bool:
    """Whether `mark` parts thousands in `text`: by threes, or by twos before the last three as in India."""
    return bool(re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{2,3}})*{re.escape(mark)}\d{{3}}", text))


def _scaled(value: Fraction, rest: str, symbol: str, unit: str) -> Fraction | str:
    """`value` with the scale and in the unit that follow it."""
    if symbol and not same_unit(symbol, unit):
        return _asked_in(unit)
    asked, base = _own_scale(unit)
    if not rest:
        # With a symbol and no scale word, only a number as large as the scale can be meant in full.
        return value / asked if symbol and abs(value) >= asked else value
    if _unit(rest) == _unit(unit):
        return value
    # `m` is a metre before it is a million.
    if base and same_unit(rest, base):
        return value / asked
    word, _, tail = rest.partition(" ")
    scale = _SCALES.get(word)
    if scale is not None and (not tail or same_unit(tail, base)):
        return value * scale / asked
    return _asked_in(unit)


def _own_scale(unit: str) -> tuple[int, str]:
    """The scale that a unit brings along, and the unit without it: `million euros` is a million of `euros`."""
    word, _, tail = unit.partition(" ")
    scale = _SCALES.get(word.lower(), 1) if len(word) > 3 else 1
    return (scale, tail) if scale > 1 else (1, unit)


def _asked_in(unit: str) -> str:
    return f"The number is asked for in {unit}." if unit else "Give the number alone, without a unit."


def _unit(text: str) -> str:
    """A unit's name without case, full stop and plural."""
    text = " ".join(unicodedata.normalize("NFKC", text).lower().split()).rstrip(".")
    return text[:-1] if len(text) > 3 and text.endswith("s") else text
