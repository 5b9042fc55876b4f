"""Typed: a short text, compared after folding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiz.core.kinds.base import RIGHT, WRONG, Option, Verdict
from quiz.core.kinds.folding import digits, distance, fold, forgiven, spellings, squeeze
from quiz.core.text import clean


@dataclass(frozen=True, slots=True)
class Typed:
    """`accepted` are the right texts, the first as shown. `near` is how many edits are forgiven; None goes by length.

    `keep` names what folding must leave alone: "case", "accents", "punctuation", "articles". `reject` lists texts that
    are wrong however near they come, with what is said to whoever typed one. `language` rules folding.
    """

    accepted: tuple[str, ...]
    near: int | None = None
    keep: tuple[str, ...] = ()
    reject: tuple[Option, ...] = ()
    language: str = "en"
    kind: Literal["typed"] = "typed"


@dataclass(frozen=True, slots=True)
class Words:
    """What the player typed."""

    text: str
    kind: Literal["words"] = "words"


LIMIT = 200
"""The longest text, in characters, that is taken as an answer."""


def grade(question: Typed, response: Words) -> Verdict:
    """All or nothing. An accepted text as it stands is right; then what is rejected is wrong; then folding decides,
    and last a few slips are forgiven, unless they lead to a rejected text just as fast.
    """
    text = clean(response.text).strip()
    if text in question.accepted:
        return RIGHT
    folded = squeeze(fold(text, question.language, question.keep))
    if not folded:
        return WRONG
    for rejected in question.reject:
        if folded == squeeze(fold(rejected.text, question.language, question.keep)):
            return Verdict(WRONG.credit, rejected.say)
    if any(folded == form for accepted in question.accepted for form in _forms(question, accepted)):
        return RIGHT
    return _near(question, folded)


def fits(question: Typed, response: Words) -> bool:
    """Whether the text is short enough to be an answer."""
    return len(response.text) <= LIMIT and bool(question.accepted)


def key_text(question: Typed) -> str:
    """The first accepted text."""
    return question.accepted[0]


def canonical(question: Typed) -> Words:
    """The first accepted text, typed."""
    return Words(question.accepted[0])


def flaw(question: Typed) -> str:
    """Why this question cannot be played; empty when it can."""
    if not question.accepted or not all(clean(text).strip() for text in question.accepted):
        return "it accepts no text, or an empty one"
    if any(text != clean(text).strip() for text in question.accepted):
        return "an accepted text holds hidden characters or spaces at its ends"
    if any(len(text) > LIMIT for text in question.accepted):
        return f"an accepted text is longer than {LIMIT} characters"
    return "it forgives a negative number of slips" if question.near is not None and question.near < 0 else ""


def _forms(question: Typed, text: str) -> tuple[str, ...]:
    """The folded and squeezed spellings of an accepted or rejected text."""
    return tuple(squeeze(form) for form in spellings(text, question.language, question.keep))


def _near(question: Typed, folded: str) -> Verdict:
    """Whether a text that is none of the accepted ones is a slip of one of them."""
    best: tuple[int, str] | None = None
    for accepted in question.accepted:
        for form in _forms(question, accepted):
            allowed = forgiven(form) if question.near is None else question.near
            away = distance(folded, form, allowed)
            if away <= allowed and digits(folded) == digits(form) and (best is None or away < best[0]):
                best = (away, accepted)
    if best is None:
        return WRONG
    for rejected in question.reject:
        if any(distance(folded, form, best[0]) <= best[0] for form in _forms(question, rejected.text)):
            return Verdict(WRONG.credit, rejected.say)
    return Verdict(RIGHT.credit, f"near enough: it is written {best[1]}")
