"""The closed union of question kinds, one file each. A new kind is one file and the arms that the checker demands."""

from __future__ import annotations

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


def grade(question: Question, response: Response | None) -> Verdict:
    """The credit of `response`, with a message to be shown only at the reveal. None, no answer, gets nothing.

    Raises ValueError for a response that does not fit the question; `fits` tells beforehand.
    """
    raise NotImplementedError


def fits(question: Question, response: Response) -> bool:
    """Whether `response` has the shape that `question` needs, with every index in range."""
    raise NotImplementedError


def key_text(question: Question) -> str:
    """The right answer as text."""
    raise NotImplementedError


def canonical(question: Question) -> Response:
    """The response that gets full credit, as its author would give it."""
    raise NotImplementedError


def shown_texts(question: Question) -> tuple[str, ...]:
    """The texts that are shown in an order of their own: options, entries, or the right column; else empty."""
    raise NotImplementedError


def keeps_order(question: Question) -> bool:
    """Whether those texts must be shown as they stand."""
    raise NotImplementedError


__all__ = [
    "Amount", "Arrangement", "Cloze", "Fillings", "Judgement", "Match", "Multiple", "Number", "Option", "Order",
    "Pairs", "Pick", "Picks", "Question", "Response", "Single", "TrueFalse", "Typed", "Verdict", "Words",
]  # fmt: skip
