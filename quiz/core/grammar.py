"""The one grammar of typed answers, for every front end.

| kind | what is typed |
|---|---|
| single | a letter (`B`), or the option itself |
| multiple | letters (`A C`, `ac`, `a, c`), or `none` |
| true/false | `true` or `false`; also t, f, yes, no, y, n, right, wrong, 1 and 2, A and B |
| number | a number, a scale and the unit if one likes (`48.5 million`) |
| typed | the text |
| order | every letter in sequence (`C A B`, `cab`, `c > a > b`) |
| match | number and letter (`1C 2A`, `1-c, 2-a`), or letters alone, from the first to the last; `2-` leaves one open |
| cloze | the texts of the gaps, parted by `;` or `/` |

Letters name places in the shown order. Case never matters. What is not there is never taken for left open: a sequence
has to be whole, and a pair or a gap that somebody leaves open is said to be open (`1C 2-`, `Ob; `).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from quiz.core.kinds import (
    Amount,
    Arrangement,
    Cloze,
    Fillings,
    Judgement,
    Match,
    Multiple,
    Number,
    Order,
    Pairs,
    Pick,
    Picks,
    Question,
    Response,
    Single,
    TrueFalse,
    Typed,
    Words,
    shown_texts,
)
from quiz.core.kinds.number import shown
from quiz.core.kinds.typed import LIMIT
from quiz.core.numerals import read_number
from quiz.core.shown import places
from quiz.core.text import clean

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_LONGEST = 4000
_TRUE = frozenset(("true", "t", "yes", "y", "right", "correct", "1", "a"))
_FALSE = frozenset(("false", "f", "no", "n", "wrong", "incorrect", "2", "b"))
_NONE = frozenset(("none", "-", "none of them"))
_SEPARATORS = re.compile(r"[\s,;.:>()/&+\-\u2192]+")
_OPEN = re.compile(r"(?<![0-9])([0-9]+)[\s:=>.)\u2192]*[-_?\u2013\u2014](?=[\s,;.:>()/&+\-\u2192]*(?:[0-9]|$))")
_PAIR = re.compile(r"(?<![0-9])([0-9]+)[\s\-:=>.)\u2192]*([a-z])(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A text that is no answer to this kind of question, and how to answer it. It says nothing of the key."""

    message: str


def parse(text: str, question: Question, order: tuple[int, ...] = (), *, late: bool = False) -> Response | Problem:
    """Read `text` as an answer to `question`, whose things are shown in `order`. Never raises on any text.

    With `late` there is no time to ask anew: pairs, and gaps at the end, that are not named stay open.
    """
    if len(text) > _LONGEST:
        return Problem(f"That is too long for an answer. {how_to(question)}")
    text = " ".join(clean(text).split())
    if not text:
        return Problem(how_to(question))
    match question:
        case Single():
            return _single(text, question, order)
        case Multiple():
            picks = () if text.lower() in _NONE else _letters(text, question, order)
            return picks if isinstance(picks, Problem) else Picks(tuple(sorted(set(picks))))
        case TrueFalse():
            return _judgement(text, question)
        case Number():
            value = read_number(text, question.unit)
            return Problem(f"{value} {how_to(question)}") if isinstance(value, str) else Amount(value)
        case Typed():
            return Words(text) if len(text) <= LIMIT else Problem(_too_long())
        case Order():
            return _arrangement(text, question, order)
        case Match():
            return _pairs(text, question, order, late=late)
        case Cloze():
            return _fillings(text, question, late=late)
        case _:
            assert_never(question)


def how_to(question: Question) -> str:
    """One sentence that says how this kind of question is answered; nothing of the key."""
    last = LETTERS[min(len(shown_texts(question)), len(LETTERS)) - 1]
    match question:
        case Single():
            return f"Type a letter, A to {last}."
        case Multiple():
            return f"Type the letters of all that are right, A to {last}, like A C; or none."
        case TrueFalse():
            return "Type true or false."
        case Number():
            return f"Type the number of {question.unit}." if question.unit else _bare_number(question)
        case Typed():
            return "Type the answer."
        case Order():
            return f"Type all letters, A to {last}, in the right sequence, like B A C."
        case Match():
            return f"Type number and letter of each pair, 1 to {len(question.lefts)} and A to {last}, like 1B 2A."
        case Cloze():
            count = len(question.gaps)
            return "Type what belongs into the gap." if count == 1 else f"Type {count} texts, parted by semicolons."
        case _:
            assert_never(question)


def spell(response: Response, order: tuple[int, ...] = ()) -> str:
    """A text that `parse` reads as `response`; the inverse of it, in its plainest form."""
    at = places(response, order)
    match response:
        case Pick() | Picks() | Arrangement():
            return " ".join(LETTERS[place] for place in at if place is not None) or "none"
        case Pairs():
            return " ".join(f"{i}{'-' if place is None else LETTERS[place]}" for i, place in enumerate(at, 1))
        case Judgement():
            return "true" if response.value else "false"
        case Amount():
            return shown(response.value, year=True)
        case Words():
            return response.text
        case Fillings():
            return "; ".join(response.texts)
        case _:
            assert_never(response)


def _bare_number(question: Number) -> str:
    return "Type a year." if question.year else "Type a number."


def _too_long() -> str:
    return f"That is too long: an answer has at most {LIMIT} characters."


def _single(text: str, question: Single, order: tuple[int, ...]) -> Response | Problem:
    """A letter, or the text of exactly one option."""
    letter = text.strip("().:, ").upper()
    if len(letter) == 1 and letter in LETTERS[: len(order)]:
        return Pick(order[LETTERS.index(letter)])
    meant = [i for i, option in enumerate(question.options) if clean(option.text).lower() == text.lower()]
    return Pick(meant[0]) if len(meant) == 1 else Problem(how_to(question))


def _letters(text: str, question: Question, order: tuple[int, ...]) -> tuple[int, ...] | Problem:
    """What the letters in `text` name, in the sequence typed."""
    letters = _SEPARATORS.sub("", text).upper()
    known = LETTERS[: len(order)]
    if not letters or any(letter not in known for letter in letters):
        return Problem(how_to(question))
    return tuple(order[known.index(letter)] for letter in letters)


def _judgement(text: str, question: TrueFalse) -> Response | Problem:
    """One of the words for true or false."""
    word = text.lower().strip(".!() ")
    if word in _TRUE or word in _FALSE:
        return Judgement(word in _TRUE)
    return Problem(how_to(question))


def _arrangement(text: str, question: Order, order: tuple[int, ...]) -> Response | Problem:
    """All letters, each once."""
    named = _letters(text, question, order)
    if isinstance(named, Problem):
        return named
    if len(set(named)) < len(named):
        return Problem(f"One letter is named twice. {how_to(question)}")
    if len(named) < len(order):
        return Problem(f"{_too_few(len(named), len(order), 'letters')} {how_to(question)}")
    return Arrangement(named)


def _pairs(text: str, question: Match, order: tuple[int, ...], *, late: bool) -> Response | Problem:
    """Pairs of number and letter; what is to stay open has to be named, too."""
    named = _named_pairs(text, question, order, late=late)
    if isinstance(named, Problem):
        return named
    rights: dict[int, int | None] = {}
    for left, right in named:
        if left in rights:
            return Problem(f"Number {left + 1} is named twice. {how_to(question)}")
        if right is not None and right in rights.values():
            return Problem(f"One letter is named twice. {how_to(question)}")
        rights[left] = right
    lefts = range(len(question.lefts))
    if not any(right is not None for right in rights.values()):
        return Problem(how_to(question))
    if not late and (lacking := [left + 1 for left in lefts if left not in rights]):
        return Problem(f"{_missing(lacking)} {how_to(question)} {_leave_open(lacking[0])}")
    return Pairs(tuple(rights.get(left) for left in lefts))


def _missing(numbers: list[int]) -> str:
    """Which numbers have no letter, in a sentence."""
    if len(numbers) == 1:
        return f"Number {numbers[0]} is missing."
    return f"Numbers {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} are missing."


def _too_few(given: int, count: int, what: str) -> str:
    """How many of several things are not there, in a sentence."""
    return f"{count - given} of {count} {what} {'is' if count - given == 1 else 'are'} missing."


def _leave_open(number: int) -> str:
    """How a pair is left open, in a sentence."""
    return f"To leave one open put a dash, like {number}-."


def _named_pairs(
    text: str, question: Match, order: tuple[int, ...], *, late: bool
) -> list[tuple[int, int | None]] | Problem:
    """The index pairs of left and right that `text` names; None is what it says is open."""
    left_open, text = _OPEN.findall(text), _OPEN.sub(" ", text)
    found = _PAIR.findall(text)
    if not found and not left_open:
        return _lettered(text, question, order, late=late)
    known = LETTERS[: len(order)]
    if _SEPARATORS.sub("", _PAIR.sub("", text)):
        return Problem(how_to(question))
    # A number of thousands of digits is none that stands here.
    pairs = [(number[:4], letter.upper()) for number, letter in found] + [(number[:4], "") for number in left_open]
    if any(not 1 <= int(number) <= len(question.lefts) or letter not in known for number, letter in pairs):
        return Problem(how_to(question))
    return [(int(number) - 1, order[known.index(letter)] if letter else None) for number, letter in pairs]


def _lettered(
    text: str, question: Match, order: tuple[int, ...], *, late: bool
) -> list[tuple[int, int | None]] | Problem:
    """Pairs by letters alone, one for each left entry; with `late`, for the first ones."""
    named, count = _letters(text, question, order), len(question.lefts)
    if isinstance(named, Problem) or len(named) > count:
        return Problem(how_to(question))
    if len(named) < count and not late:
        return Problem(f"{_too_few(len(named), count, 'letters')} {how_to(question)} {_leave_open(count)}")
    return list(enumerate(named))


def _fillings(text: str, question: Cloze, *, late: bool) -> Response | Problem:
    """One text a gap; a gap may be left empty, all of them may not."""
    count = len(question.gaps)
    if count == 1:
        parts = [text]
    else:
        parts = [part.strip() for part in text.split(";" if ";" in text else "/")]
    if late:
        parts += [""] * (count - len(parts))
    if any(parts) and len(parts) < count:
        told = f"{_too_few(len(parts), count, 'texts')} {how_to(question)}"
        return Problem(f"{told} A gap may stay empty, with its semicolon.")
    if len(parts) != count or not any(parts):
        return Problem(how_to(question))
    return Fillings(tuple(parts)) if all(len(part) <= LIMIT for part in parts) else Problem(_too_long())
