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


def weighed(
    rows: Sequence[tuple[Option, Fraction]], *, keep: bool = False, right: Sequence[bool] | None = None
) -> Question:
    """Make a choice of several options: those that count for something are right, unless `right` says which are.

    Where the weights are what a rule says, the question has that rule; else each option has its own score.
    """
    fits = [grade > 0 for _, grade in rows] if right is None else right
    made = choice([(option, fit) for (option, _), fit in zip(rows, fits, strict=True)], several=True, keep=keep)
    if not isinstance(made, Multiple) or not made.keys:
        return made
    grades = {option.text: grade for option, grade in rows}
    score, exact = _rule(
        [grades[made.options[key].text] for key in made.keys],
        [grades[option.text] for at, option in enumerate(made.options) if at not in made.keys],
    )
    if exact:
        return replace(made, score=score)
    share = WHOLE / len(made.keys)
    usual = [share if at in made.keys else Fraction(0) for at in range(len(made.options))]
    scored = [_scored(option, grades[option.text], each) for option, each in zip(made.options, usual, strict=True)]
    return replace(made, options=tuple(scored))


def _scored(option: Option, grade: Fraction, usual: Fraction) -> Option:
    """Give an option its score, unless it counts for what it would count for anyway."""
    return option if grade == usual or (usual and abs(grade - usual) < _NEAR) else replace(option, score=grade / 100)


def _rule(right: Sequence[Fraction], wrong: Sequence[Fraction]) -> tuple[Scoring, bool]:
    """Give the rule that comes nearest to the weights, and whether it is what they say."""
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
        rows = list(zip(map(_bare, question.options), written, strict=True))
        right = [at in question.keys for at in range(len(rows))]
        made = weighed(rows, keep=question.keep_order, right=right)
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
    found = changed(question)
    return question, [*fields, *(field for field in found if field == "score" or not fields)]


def changed(question: Single | Multiple) -> list[str]:
    """Give the field that comes back otherwise from weights, if any: `score`, which takes `credit` with it."""
    back = settled(question)
    if isinstance(question, Multiple) and isinstance(back, Multiple) and back.score != question.score:
        return ["score"]
    scores = {option.text: option.score for option in question.options}
    return ["credit"] if {option.text: option.score for option in back.options} != scores else []
