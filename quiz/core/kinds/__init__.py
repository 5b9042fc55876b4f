"""The closed union of question kinds, one file each. A new kind is one file and the arms that the checker demands.

Each file has its question, the response that answers it, and four functions of the same names: `grade`, `fits`,
`key_text` and `canonical` (and `flaw` where a question can be ill-formed). The functions here choose the file.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar, assert_never

from quiz.core.kinds import cloze, match, multiple, number, order, single, true_false, typed
from quiz.core.kinds.base import Option, Verdict
from quiz.core.kinds.cloze import Cloze, Fillings
from quiz.core.kinds.match import Match, Pairs
from quiz.core.kinds.multiple import Multiple, Picks
from quiz.core.kinds.number import Amount, Number
from quiz.core.kinds.order import Arrangement, Order
from quiz.core.kinds.single import Pick, Single
from quiz.core.kinds.true_false import Judgement, TrueFalse
from quiz.core.kinds.typed import Typed, Words

Question = Single | Multiple | TrueFalse | Number | Typed | Order | Match | Cloze
Response = Pick | Picks | Judgement | Amount | Words | Arrangement | Pairs | Fillings

_R = TypeVar("_R", Pick, Picks, Judgement, Amount, Words, Arrangement, Pairs, Fillings)


def grade(question: Question, response: Response | None) -> Verdict:
    """The credit of `response`, with a message to be shown only at the reveal. None, no answer, gets nothing.

    Raises ValueError for a response that does not fit the question; `fits` tells beforehand.
    """
    if response is None:
        return Verdict(Fraction(0))
    if not fits(question, response):
        raise ValueError(f"a response of kind {response.kind} does not fit this {question.kind} question")
    match question:
        case Single():
            return single.grade(question, _as(Pick, response))
        case Multiple():
            return multiple.grade(question, _as(Picks, response))
        case TrueFalse():
            return true_false.grade(question, _as(Judgement, response))
        case Number():
            return number.grade(question, _as(Amount, response))
        case Typed():
            return typed.grade(question, _as(Words, response))
        case Order():
            return order.grade(question, _as(Arrangement, response))
        case Match():
            return match.grade(question, _as(Pairs, response))
        case Cloze():
            return cloze.grade(question, _as(Fillings, response))
        case _:
            assert_never(question)


def fits(question: Question, response: Response) -> bool:
    """Whether `response` has the shape that `question` needs, with every index in range."""
    match question:
        case Single():
            return isinstance(response, Pick) and single.fits(question, response)
        case Multiple():
            return isinstance(response, Picks) and multiple.fits(question, response)
        case TrueFalse():
            return isinstance(response, Judgement)
        case Number():
            return isinstance(response, Amount) and number.fits(question, response)
        case Typed():
            return isinstance(response, Words) and typed.fits(question, response)
        case Order():
            return isinstance(response, Arrangement) and order.fits(question, response)
        case Match():
            return isinstance(response, Pairs) and match.fits(question, response)
        case Cloze():
            return isinstance(response, Fillings) and cloze.fits(question, response)
        case _:
            assert_never(question)


def key_text(question: Question) -> str:
    """The right answer as text; several parts are parted by semicolons."""
    match question:
        case Single():
            return single.key_text(question)
        case Multiple():
            return multiple.key_text(question)
        case TrueFalse():
            return true_false.key_text(question)
        case Number():
            return number.key_text(question)
        case Typed():
            return typed.key_text(question)
        case Order():
            return order.key_text(question)
        case Match():
            return match.key_text(question)
        case Cloze():
            return cloze.key_text(question)
        case _:
            assert_never(question)


def canonical(question: Question) -> Response:
    """The response that gets full credit, as its author would give it."""
    match question:
        case Single():
            return single.canonical(question)
        case Multiple():
            return multiple.canonical(question)
        case TrueFalse():
            return true_false.canonical(question)
        case Number():
            return number.canonical(question)
        case Typed():
            return typed.canonical(question)
        case Order():
            return order.canonical(question)
        case Match():
            return match.canonical(question)
        case Cloze():
            return cloze.canonical(question)
        case _:
            assert_never(question)


def flaw(question: Question) -> str:
    """Why this question cannot be played, in words that follow on its name; empty when it can."""
    match question:
        case Single():
            return single.flaw(question)
        case Multiple():
            return multiple.flaw(question)
        case TrueFalse():
            return ""
        case Number():
            return number.flaw(question)
        case Typed():
            return typed.flaw(question)
        case Order():
            return order.flaw(question)
        case Match():
            return match.flaw(question)
        case Cloze():
            return cloze.flaw(question)
        case _:
            assert_never(question)


def shown_texts(question: Question) -> tuple[str, ...]:
    """The texts that are shown in an order of their own: options, entries, or the right column; else empty."""
    match question:
        case Single() | Multiple():
            return tuple(option.text for option in question.options)
        case Order():
            return question.entries
        case Match():
            return question.rights
        case TrueFalse() | Number() | Typed() | Cloze():
            return ()
        case _:
            assert_never(question)


def keeps_order(question: Question) -> bool:
    """Whether those texts must be shown as they stand."""
    return isinstance(question, Single | Multiple) and question.keep_order


def _as(kind: type[_R], response: Response) -> _R:
    """`response` as one of `kind`."""
    if not isinstance(response, kind):
        raise ValueError(f"a response of kind {response.kind} is no {kind.__name__}")
    return response


__all__ = [
    "Amount", "Arrangement", "Cloze", "Fillings", "Judgement", "Match", "Multiple", "Number", "Option", "Order",
    "Pairs", "Pick", "Picks", "Question", "Response", "Single", "TrueFalse", "Typed", "Verdict", "Words",
    "canonical", "fits", "flaw", "grade", "keeps_order", "key_text", "shown_texts",
]  # fmt: skip
