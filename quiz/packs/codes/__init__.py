"""What can be found wrong with a pack: one table, one row per code.

The letters group the codes: Y the file, Q the structure of a question, A answers, N numbers, T text, P the pack as a
whole, F facts, X the exchange with other programs. `quiz explain`, the tests and the documentation come from the rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.packs.codes.answers import ANSWERS
from quiz.packs.codes.bank import BANK
from quiz.packs.codes.base import Code, Severity
from quiz.packs.codes.exchange import EXCHANGE
from quiz.packs.codes.facts import FACTS
from quiz.packs.codes.file import FILE
from quiz.packs.codes.numbers import NUMBERS
from quiz.packs.codes.questions import QUESTIONS
from quiz.packs.codes.texts import TEXTS

CODES: Mapping[str, Code] = MappingProxyType(
    dict(FILE | QUESTIONS | ANSWERS | NUMBERS | TEXTS | BANK | FACTS | EXCHANGE)
)

__all__ = ["CODES", "Code", "Severity"]
