"""Weights of answers in percent, as Moodle has them, and the scores of options that they are here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from quiz.core.kinds import Multiple, Option, Question, Single
from quiz.core.kinds.multiple import Scoring
from quiz.core.written import decimal_text
from quiz.formats.intake import choice

WHOLE = Fraction(100)
_NEAR = Fraction(1, 100)
"""How far a written weight may be from the share it stands for: thirds are written with a few decimals."""


def weighed(rows: Sequence[tuple[Option, Fraction]], *, keep: bool = False) -> Question:
    """Make a choice of several options: those that count for something are right.

    Where the weights are what a rule says, the question has that rule; else each option has its own score.
    """
    made = choice([(option, grade > 0) for option, grade in rows], several=True, keep=keep)
    if not isinstance(made, Multiple):
        return made
    score, exact = _rule([grade for _, grade in rows])
    if exact:
        return replace(made, score=score)
    grades = {option.text: grade for option, grade in rows}
    share = WHOLE / len(made.keys)
    scored = [_scored(option, grades[option.text], share) for option in made.options]
    return replace(made, options=tuple(scored))


def _scored(option: Option, grade: Fraction, share: Fraction) -> Option:
    """Give an option its score, unless it counts for what it would count for anyway."""
    usual = abs(grade - share) < _NEAR if grade > 0 else not grade
    return option if usual else replace(option, score=grade / 100)


def _rule(grades: Sequence[Fraction]) -> tuple[Scoring, bool]:
    """Give the rule that comes nearest to the weights, and whether it is what they say."""
    right, wrong = [grade for grade in grades if grade > 0], [grade for grade in grades if grade <= 0]
    share = WHOLE / len(right)
    even = all(abs(grade - share) < _NEAR for grade in right)
    if wrong and not any(wrong):
        return "share", even
    return "share-minus", even and all(abs(grade + share) < _NEAR for grade in wrong)


def weights(question: Single | Multiple) -> list[Fraction]:
    """Give the weight of each option. Moodle has no rule that wants all or nothing; it gets that of `share-minus`."""
    if isinstance(question, Single):
        return [
            WHOLE if at == question.key else (option.score or Fraction(0)) * 100
            for at, option in enumerate(question.options)
        ]
    scored = any(option.score is not None for option in question.options)
    share = WHOLE / len(question.keys)
    wrong = Fraction(0) if scored or question.score == "share" else -share
    return [
        share if at in question.keys and option.score is None else wrong if option.score is None else option.score * 100
        for at, option in enumerate(question.options)
    ]


def percent(weight: Fraction) -> str:
    """Write a weight: exactly, or with five decimals where they never end."""
    return decimal_text(weight) or f"{float(weight):.5f}".rstrip("0").rstrip(".")


def settled(question: Single | Multiple) -> Single | Multiple:
    """Give a choice as it comes back from its weights as they are written."""
    written = [Fraction(percent(weight)) for weight in weights(question)]
    if isinstance(question, Multiple):
        made = weighed(list(zip(map(_bare, question.options), written, strict=True)), keep=question.keep_order)
        return made if isinstance(made, Multiple) else question
    options = [
        _bare(option) if at == question.key or not weight else replace(option, score=weight / 100)
        for at, (option, weight) in enumerate(zip(question.options, written, strict=True))
    ]
    return replace(question, options=tuple(options))


def _bare(option: Option) -> Option:
    return replace(option, score=None)


def carried(question: Single | Multiple) -> tuple[Single | Multiple, list[str]]:
    """Give a choice as weights can say it, and the fields that they say otherwise: `score`, `credit`.

    What counts for something is right there, so that a wrong option cannot, nor a right one count for nothing.
    """
    fields = []
    if isinstance(question, Multiple) and any(
        option.score is not None and (option.score > 0) is not (at in question.keys)
        for at, option in enumerate(question.options)
    ):
        question = replace(question, options=tuple(map(_bare, question.options)))
        fields.append("credit")
    back = settled(question)
    if isinstance(question, Multiple) and isinstance(back, Multiple) and back.score != question.score:
        fields.append("score")
    scores = {option.text: option.score for option in question.options}
    if not fields and {option.text: option.score for option in back.options} != scores:
        fields.append("credit")
    return question, fields
