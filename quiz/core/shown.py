"""Responses as the players see them: by place in the shown order, and as text.

`order[i]` is the index, in the question's own order, of what stands at place i.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from quiz.core.items import Item, Proof
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
from quiz.core.state import Locked


def places(response: Response, order: tuple[int, ...]) -> tuple[int | None, ...]:
    """A response as places in the shown order; empty for kinds that show nothing to choose from."""
    match response:
        case Pick():
            return (order.index(response.option),)
        case Picks():
            return tuple(sorted(order.index(option) for option in response.options))
        case Arrangement():
            return tuple(order.index(entry) for entry in response.entries)
        case Pairs():
            return tuple(None if right is None else order.index(right) for right in response.rights)
        case Judgement() | Amount() | Words() | Fillings():
            return ()
        case _:
            assert_never(response)


def response_text(question: Question, response: Response, order: tuple[int, ...]) -> str:
    """A response as text, its parts in the order in which the player sees them."""
    texts = shown_texts(question)
    match response:
        case Pick() | Picks() | Arrangement():
            return "; ".join(texts[order[place]] for place in places(response, order) if place is not None)
        case Pairs():
            lefts = question.lefts if isinstance(question, Match) else ()
            pairs = zip(lefts, response.rights, strict=True)
            return "; ".join(f"{left}: {'-' if right is None else texts[right]}" for left, right in pairs)
        case Judgement():
            return "true" if response.value else "false"
        case Amount():
            unit = question.unit if isinstance(question, Number) else ""
            year = isinstance(question, Number) and question.year
            return f"{shown(response.value, year=year)} {unit}".strip()
        case Words():
            return response.text
        case Fillings():
            return "; ".join(response.texts)
        case _:
            assert_never(response)


def choices(question: Question, order: tuple[int, ...], given: Sequence[Response]) -> tuple[int, ...]:
    """How many of the responses chose what, by place; [true, false] of a true/false question; else empty."""
    match question:
        case Single() | Multiple():
            counts = [0] * len(order)
            for response in given:
                for place in places(response, order):
                    if place is not None:
                        counts[place] += 1
            return tuple(counts)
        case TrueFalse():
            values = [response.value for response in given if isinstance(response, Judgement)]
            return (values.count(True), values.count(False))
        case Number() | Typed() | Order() | Match() | Cloze():
            return ()
        case _:
            assert_never(question)


def proofs_of(item: Item, locked: Locked | None) -> tuple[Proof, ...]:
    """The proofs of the options that somebody chose."""
    if locked is None:
        return ()
    texts = shown_texts(item.question)
    match locked.response:
        case Pick(option):
            chosen = {texts[option]}
        case Picks(options):
            chosen = {texts[option] for option in options}
        case Judgement(value):
            chosen = {"true" if value else "false"}
        case Amount() | Words() | Arrangement() | Pairs() | Fillings():
            chosen = set()
        case _:
            assert_never(locked.response)
    return tuple(proof for proof in item.reveal.proofs if proof.option in chosen)
