"""What the author of a hand-written question vouches for: proofs without facts, and what would give it away."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.core.items import Ground, Proof, Truth
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed

_TRUE, _FALSE, _VOUCHED = Truth.TRUE, Truth.FALSE, Ground.VOUCHED


def proofs(question: Question) -> tuple[Proof, ...]:
    """Give a proof per option, one for the key where there are no options: the author's word."""
    if isinstance(question, Single):
        return tuple([_vouched(option, index == question.key) for index, option in enumerate(question.options)])
    if isinstance(question, Multiple):
        return tuple(_vouched(option, index in question.keys) for index, option in enumerate(question.options))
    if isinstance(question, TrueFalse):
        return (_vouched(Option("true" if question.key else "false", question.say), True),)
    if isinstance(question, Number):
        return (_vouched(Option(f"{question.printed} {question.unit}".rstrip()), True),)
    if isinstance(question, Typed):
        return (_vouched(Option(question.accepted[0]), True),)
    if isinstance(question, Order):
        return (_vouched(Option(", ".join(question.entries)), True),)
    if isinstance(question, Match):
        pairs = zip(question.lefts, question.rights, strict=False)
        return tuple(_vouched(Option(f"{left}: {right}"), True) for left, right in pairs)
    return (_vouched(Option(", ".join(gap.accepted[0] for gap in question.gaps)), True),)


def _vouched(option: Option, right: bool) -> Proof:
    return Proof(option.text, _TRUE if right else _FALSE, _VOUCHED, (), "", option.say)


def giveaways(question: Question) -> Iterator[str]:
    """Give the texts that would give the answer away."""
    if isinstance(question, Single):
        yield question.options[question.key].text
    elif isinstance(question, Multiple):
        yield from (question.options[key].text for key in question.keys)
    elif isinstance(question, Number):
        yield question.printed
    elif isinstance(question, Typed):
        yield from question.accepted
    elif isinstance(question, Order):
        yield from question.entries
    elif isinstance(question, Match):
        yield from question.rights[: len(question.lefts)]
    elif isinstance(question, Cloze):
        yield from (text for gap in question.gaps for text in gap.accepted)


def identity(question: Question, answers: tuple[str, ...]) -> tuple[str, ...]:
    """Give the texts that tell two questions of one kind and stem apart."""
    if isinstance(question, TrueFalse):
        return ("true" if question.key else "false",)
    if isinstance(question, Cloze):
        return (*question.parts, *answers)
    return answers
