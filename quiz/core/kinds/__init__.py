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

__all__ = [
    "Amount", "Arrangement", "Cloze", "Fillings", "Judgement", "Match", "Multiple", "Number", "Option", "Order",
    "Pairs", "Pick", "Picks", "Question", "Response", "Single", "TrueFalse", "Typed", "Verdict", "Words",
]  # fmt: skip
