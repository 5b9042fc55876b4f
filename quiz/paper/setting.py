"""Items and the places of their options become the texts of a sheet. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from quiz.core.items import Citation, Item, Reveal
from quiz.core.kinds import Cloze, Match, Multiple, Number, Order, Single, TrueFalse, Typed, key_text, shown_texts
from quiz.core.kinds.number import shown
from quiz.core.wording import by_source, dated, letter, sentence, where, witnesses
from quiz.paper.model import Answer, Cited, Part, Question, Sheet
from quiz.paper.versions import Asked, Version

GAP = "____"


def parts(made: Sequence[Version], sheets: Sequence[Sheet]) -> tuple[Part, ...]:
    """The parts to print: of each sheet every version, and cards once, since they are shuffled by hand."""
    weighed = len({asked.item.weight for asked in made[0].asked}) > 1
    found = []
    for sheet in dict.fromkeys(sheets):
        for version in made[:1] if sheet is Sheet.CARDS else made:
            numbered = tuple(enumerate(version.asked, 1))
            questions = tuple(question(asked, number, weighed=weighed) for number, asked in numbered)
            answers = tuple(answer(asked, number, weighed=weighed) for number, asked in numbered)
            name = "" if sheet is Sheet.CARDS else version.letter
            asks, tells = sheet is not Sheet.KEY, sheet is not Sheet.WORKSHEET
            cited = _sources(version) if tells else ()
            found.append(Part(sheet, name, questions if asks else (), answers if tells else (), cited))
    return tuple(found)


def total(items: Sequence[Item]) -> str:
    """The points of a whole sheet."""
    return shown(sum((item.weight for item in items), Fraction(0)))


def question(asked: Asked, number: int, *, weighed: bool = False) -> Question:
    """A question as it is asked on paper; with `weighed` it says what it counts for."""
    item, of = asked.item, asked.item.question
    gaps = of.parts if isinstance(of, Cloze) else ()
    stem = "" if gaps and item.stem == GAP.join(gaps) else item.stem
    return Question(
        item.id,
        number,
        of.kind,
        stem,
        _task(item),
        points(item.weight) if weighed else "",
        options=tuple(shown_texts(of)[index] for index in asked.order),
        lefts=of.lefts if isinstance(of, Match) else (),
        headings=of.headings if isinstance(of, Match) else ("", ""),
        parts=gaps,
        unit=of.unit if isinstance(of, Number) else "",
    )


def points(weight: Fraction) -> str:
    """What a question counts for."""
    return "1 point" if weight == 1 else f"{shown(weight)} points"


def _task(item: Item) -> str:
    """How to answer, where the page does not show it by itself."""
    match item.question:
        case Multiple():
            return "Tick every right one."
        case Order():
            return "Number them: 1 comes first."
        case Match():
            return "Write the letter that belongs to each."
        case TrueFalse():
            return "True or false?"
        case Single() | Number() | Typed() | Cloze():
            return ""
        case _:
            assert_never(item.question)


def answer(asked: Asked, number: int, *, weighed: bool = False) -> Answer:
    """The key of a question, and what the reveal says of it."""
    item, reveal = asked.item, asked.item.reveal
    mark, right = _key(asked)
    said = item.question.say if isinstance(item.question, TrueFalse) else ""
    told = dict.fromkeys(text for text in (said, reveal.claim, reveal.explain) if text and text != item.stem)
    cited = tuple(_cited(places) for places in by_source(reveal.citations))
    return Answer(
        item.id,
        number,
        _recalled(question(asked, number)),
        mark,
        right,
        points(item.weight) if weighed else "",
        tuple(told),
        cited,
        _origins(reveal),
        tuple(sentence(text) for text in reveal.dissent),
    )


def _recalled(asked: Question) -> str:
    """The stem, and a text with its gaps."""
    return " ".join(part for part in (asked.stem, "....".join(asked.parts)) if part)


def _origins(reveal: Reveal) -> str:
    count, words = witnesses(reveal)
    return f"{sentence(words)}" if count > 1 else ""


def _key(asked: Asked) -> tuple[str, tuple[str, ...]]:
    """What is written on the sheet, and what it stands for."""
    of, order = asked.item.question, asked.order
    match of:
        case Single(options=options, key=key):
            return letter(order.index(key)), (options[key].text,)
        case Multiple(options=options, keys=keys):
            places = sorted(order.index(key) for key in keys)
            return ", ".join(map(letter, places)), tuple(options[order[place]].text for place in places)
        case TrueFalse(key=key):
            return ("true" if key else "false"), ()
        case Number():
            return key_text(of), tuple(_bounds(of))
        case Typed(accepted=accepted):
            return accepted[0], tuple(f"also: {text}" for text in accepted[1:])
        case Order(entries=entries):
            return ", ".join(str(index + 1) for index in order), entries
        case Match(lefts=lefts, rights=rights):
            mark = " ".join(f"{at + 1}{letter(order.index(at))}" for at in range(len(lefts)))
            return mark, tuple(f"{left} – {right}" for left, right in zip(lefts, rights, strict=False))
        case Cloze(gaps=gaps):
            others = (
                f"gap {at}, also: {', '.join(gap.accepted[1:])}" for at, gap in enumerate(gaps, 1) if gap.accepted[1:]
            )
            return key_text(of), tuple(others)
        case _:
            assert_never(of)


def _bounds(of: Number) -> list[str]:
    """Which other numbers count."""
    if of.low == of.high and of.margin is None:
        return []
    low, high = (shown(value, year=of.year) for value in (of.low, of.high))
    told = [] if of.low == of.high else [f"{low} to {high} is right"]
    return told if not of.margin else [*told, f"a share of the points up to {shown(of.margin)} beyond that"]


def _cited(places: Sequence[Citation]) -> Cited:
    """What is quoted from one text, and which text it is."""
    one = places[0]
    quotes = tuple((place.fragment, where(place)) for place in places if place.fragment or where(place))
    return Cited(_listed(one.source, _quoted(one.title), dated(one, why=False)), quotes)


def _sources(version: Version) -> tuple[str, ...]:
    """Each source that a version cites, in full, in the order of their names."""
    places = [place for asked in version.asked for place in asked.item.reveal.citations]
    return tuple(sorted({_full(place) for place in places}))


def _full(one: Citation) -> str:
    author = one.author if one.author != one.source else ""
    return _listed(one.source, author, _quoted(one.title), dated(one), one.url)


def _quoted(title: str) -> str:
    return f"“{title}”" if title else ""


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
