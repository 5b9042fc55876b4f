"""Items as JSON objects."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from quiz.core.items import Item, Proof
from quiz.core.kinds import Cloze, Match, Multiple, Number, Order, Single, TrueFalse, Typed


def emit(item: Item) -> dict[str, object]:
    """The object that stands for an item in a file of questions.

    Keys, in this sequence: `id kind ask options answer facts proofs sources`.
    """
    return {
        "id": item.id,
        "kind": item.question.kind,
        "ask": ask(item),
        "options": options(item),
        "answer": answer(item),
        "facts": list(item.facts),
        "proofs": [proof(one) for one in item.reveal.proofs],
        "sources": [
            {"source": one.source, "paragraph": one.paragraph, "quote": one.fragment} for one in item.reveal.citations
        ],
    }


def ask(item: Item) -> str:
    """The stem; of a cloze the text with its gaps."""
    if isinstance(item.question, Cloze):
        text = "____".join(item.question.parts)
        return text if item.stem in (text, "") else f"{item.stem} {text}"
    return item.stem


def options(item: Item) -> list[str]:
    """The texts to choose from; [] where there are none."""
    question = item.question
    match question:
        case Single() | Multiple():
            return [one.text for one in question.options]
        case Order():
            return rotated(question.entries, item.id)
        case Match():
            return rotated(question.rights, item.id)
        case TrueFalse() | Number() | Typed() | Cloze():
            return []
        case _:
            assert_never(question)


def rotated(entries: tuple[str, ...], ident: str) -> list[str]:
    """The entries in a sequence that depends on their texts and the id alone, never the right one by construction."""
    from quiz.bank.chance import Draw

    draw = Draw(0, ident)
    return sorted(entries, key=lambda text: (draw.rank(text), text))


def answer(item: Item) -> object:
    """The right answer in the form of its kind."""
    question = item.question
    match question:
        case Single():
            return question.options[question.key].text
        case Multiple():
            return [question.options[key].text for key in question.keys]
        case Order():
            return list(question.entries)
        case Match():
            return dict(zip(question.lefts, question.rights, strict=False))
        case TrueFalse():
            return question.key
        case Number():
            return {"value": plain_number(question.value), "unit": question.unit}
        case Typed():
            return question.accepted[0]
        case Cloze():
            return [gap.accepted[0] for gap in question.gaps]
        case _:
            assert_never(question)


def plain_number(value: Fraction) -> int | float:
    """A whole number as such, any other as a decimal."""
    return int(value) if value.denominator == 1 else float(value)


def proof(one: Proof) -> dict[str, object]:
    """A proof as an object."""
    return {
        "option": one.option,
        "truth": one.truth.value,
        "ground": one.ground.value,
        "facts": list(one.facts),
        "because": one.because,
        "sentence": one.sentence,
    }
