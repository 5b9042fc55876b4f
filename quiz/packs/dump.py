"""Writes questions as a pack file: in the short form where that says it all, such that loading it gives them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from quiz.core.items import Citation, Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Single, TrueFalse, Typed
from quiz.core.sources import Dated, Source
from quiz.core.written import (
    BARE_CLOZE,
    Written,
    decimal,
    decimal_text,
    fill_text,
    number,
    ordered,
    refusal,
    written,
)
from quiz.packs.emitter import Plain, emit
from quiz.packs.things import usual

_TYPING = ("case", "accents", "punctuation", "articles")
_COLUMNS = ("title", "author", "url", "date", "date_note", "origin")


@dataclass(frozen=True, slots=True)
class Head:
    """What a pack says of itself. `extra` holds its `x-` keys."""

    title: str
    language: str = "en"
    licence: str = ""
    attribution: str = ""
    about: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    extra: Mapping[str, Plain] = field(default_factory=dict)


class Dropped(NamedTuple):
    """What a pack cannot say of a question. `field` is `question` where it cannot hold it at all."""

    item: Item
    field: str
    reason: str


class Dumped(NamedTuple):
    """The text of a pack file, and what it does not hold."""

    text: str
    dropped: tuple[Dropped, ...]


def dump(head: Head, items: Iterable[Item], extras: Mapping[str, Mapping[str, str]] | None = None) -> Dumped:
    """Write a pack. `extras` are texts by the id of a question, kept under `x-` keys."""
    desk = _Desk(head)
    questions: list[Plain] = []
    for item in items:
        row = desk.question(item)
        if row is not None:
            named = (extras or {}).get(item.id, {})
            questions.append({**row, **{f"x-{key}": text for key, text in named.items()}})
    tree: dict[str, Plain] = {"quiz": "1", "title": head.title}
    for key in ("about", "language", "licence", "attribution"):
        if getattr(head, key) and (key, getattr(head, key)) != ("language", "en"):
            tree[key] = getattr(head, key)
    tree |= head.extra
    if desk.sources:
        tree["sources"] = {name: _source(source) for name, source in desk.sources.items()}
    tree["questions"] = questions
    return Dumped(emit(tree), tuple(desk.dropped))


class _Desk:
    """Writes questions, and notes what a pack cannot say of them."""

    def __init__(self, head: Head) -> None:
        self.language = head.language
        self.sources = dict(head.sources)
        self.dropped: list[Dropped] = []

    def drop(self, item: Item, field_: str, reason: str) -> None:
        """Note what is not written."""
        self.dropped.append(Dropped(item, field_, reason))

    def question(self, item: Item) -> dict[str, Plain] | None:
        """Give a question as plain data."""
        own = written(item)
        if reason := refusal(item.question):
            self.drop(item, "question", reason)
            return None
        row: dict[str, Plain] = {"ask": own.stem}
        if isinstance(item.question, Cloze) and own.stem == BARE_CLOZE:
            row = {}
        row |= self._kind(item, own)
        row |= self._common(item, own)
        return row

    def _kind(self, item: Item, own: Written) -> dict[str, Plain]:
        match item.question:
            case Single() | Multiple() as choice:
                return self._choice(item, choice)
            case TrueFalse(key=key, say=say):
                return {"verdict": "true" if key else "false"} | _given(say=say)
            case Number() as amount:
                return self._number(item, own, amount)
            case Typed() as typed:
                return self._typed(item, typed)
            case Order(entries=entries, score=score):
                return {"order": entries} | _given(score="" if score == "pairs" else score)
            case Match() as matching:
                if any(matching.headings) and not all(matching.headings):
                    self.drop(item, "headings", "a pack heads both columns or none")
                return _match(matching)
            case Cloze() as cloze:
                first = cloze.gaps[0]
                if any(_rules(gap) != _rules(first) for gap in cloze.gaps):
                    self.drop(item, "gaps", "all gaps of a text are graded by one rule in a pack")
                return {"fill": fill_text(cloze)} | _typing(first)

    def _choice(self, item: Item, question: Single | Multiple) -> dict[str, Plain]:
        keys = (question.key,) if isinstance(question, Single) else question.keys
        if any(option.score is not None and not _share(option.score) for option in question.options):
            self.drop(item, "credit", "the score of an option has too many digits")
        right = [_option(question.options[key]) for key in keys]
        wrong = [_option(option) for at, option in enumerate(question.options) if at not in keys]
        row: dict[str, Plain] = {"right": right[0] if isinstance(question, Single) else right}
        if wrong:
            row["wrong"] = wrong
        if isinstance(question, Multiple) and question.score != "share-minus":
            row["score"] = question.score
        if question.keep_order:
            row["keep_order"] = "true"
            if ordered(question.options) != question.options:
                self.drop(item, "keep_order", "a pack keeps options by number or by the alphabet")
        return row

    def _number(self, item: Item, own: Written, question: Number) -> dict[str, Plain]:
        row: dict[str, Plain] = {"number": question.printed or decimal_text(question.value)}
        around = question.value - question.low
        if question.low != question.high:
            within = _distance(around, question.value) if question.high - question.value == around else ""
            ends = decimal_text(question.low), decimal_text(question.high)
            if within:
                row["within"] = within
            elif all(ends):
                row["between"] = ends
            else:
                self.drop(item, "bounds", "its bounds have too many digits")
        if question.unit:
            row["unit"] = question.unit
        if question.margin is not None:
            if margin := _distance(question.margin, question.value):
                row["margin"] = margin
            else:
                self.drop(item, "margin", "it has too many digits")
        again = number(
            question.value, question.low, question.high, own.stem, unit=question.unit, printed=str(row["number"])
        )
        if again.year != question.year:
            self.drop(item, "year", "a number is a year where it has four digits and the question asks for a year")
        return row

    def _typed(self, item: Item, typed: Typed) -> dict[str, Plain]:
        if typed.language != self.language:
            self.drop(item, "language", f"the language of the pack is {self.language}")
        accepted = typed.accepted
        row: dict[str, Plain] = {"accept": accepted[0] if len(accepted) == 1 else accepted} | _typing(typed)
        if typed.reject and all(option.say for option in typed.reject) and _unlike(typed.reject):
            row["reject"] = {option.text: option.say for option in typed.reject}
        elif typed.reject:
            row["reject"] = [_option(option) for option in typed.reject]
        return row

    def _common(self, item: Item, own: Written) -> dict[str, Plain]:
        row = _given(explain=own.explain, topic=own.topic, id=own.id)
        if item.reveal.claim and not own.explain:
            row["explain"] = item.reveal.claim
            self.drop(item, "claim", "what the facts prove stands as its explanation")
        if own.tags:
            row["tags"] = own.tags[0] if len(own.tags) == 1 else own.tags
        row |= self._setting(item, "difficulty", own.difficulty, 2, range(1, 6))
        row |= self._setting(item, "seconds", own.seconds, 20, range(5, 601))
        if own.weight != 1:
            row["weight"] = decimal_text(own.weight)
        if own.citations:
            row |= self._citation(item, own.citations)
        return row

    def _setting(self, item: Item, name: str, value: int, default: int, allowed: range) -> dict[str, Plain]:
        if value not in allowed:
            self.drop(item, name, f"{value} is not from {allowed[0]} to {allowed[-1]}")
            return {}
        return {} if value == default else {name: str(value)}

    def _citation(self, item: Item, citations: tuple[Citation, ...]) -> dict[str, Plain]:
        first = citations[0]
        if len(citations) > 1:
            self.drop(item, "citations", "a written question names one source; the others are left out")
        source = Source(
            first.source, first.title, first.author, first.url, first.date, Dated(first.dated or "unknown"),
            first.date_note, first.origin,
        )  # fmt: skip
        known = self.sources.setdefault(first.source, source)
        if replace(known, article="") != source:
            self.drop(item, "citations", f"the source {first.source[:40]!r} is described in two ways")
        paragraph = str(first.paragraph) if first.paragraph else ""
        return _given(source=first.source, paragraph=paragraph, quote=first.fragment)


def _given(**texts: str) -> dict[str, Plain]:
    """Give those of the keys that say something."""
    return {key: text for key, text in texts.items() if text}


def _option(option: Option) -> Plain:
    """Give an option in short form, or in long form where it says something or has a score of its own."""
    score = "" if option.score is None else _share(option.score)
    return {"text": option.text, **_given(say=option.say, score=score)} if option.say or score else option.text


def _share(score: Fraction) -> str:
    """Give a share as a number, or in percent, where that has an end."""
    percent = decimal_text(score * 100)
    return f"{percent}%" if percent else decimal_text(score)


def _unlike(options: tuple[Option, ...]) -> bool:
    return len({option.text for option in options}) == len(options) and "<<" not in {o.text for o in options}


def _rules(gap: Typed) -> Typed:
    return replace(gap, accepted=())


def _typing(typed: Typed) -> dict[str, Plain]:
    row: dict[str, Plain] = {} if typed.near is None else {"near": str(typed.near)}
    return row | {key: "keep" for key in _TYPING if key in typed.keep}


def _match(question: Match) -> dict[str, Plain]:
    pairs = dict(zip(question.lefts, question.rights, strict=False))
    row: dict[str, Plain] = {"match": pairs}
    if decoys := question.rights[len(question.lefts) :]:
        row["decoys"] = decoys
    if all(question.headings):
        row["headings"] = question.headings
    return row


def _distance(distance: Fraction, value: Fraction) -> str:
    """Give a distance as a number, or as a percentage of `value` where that has fewer digits."""
    if text := decimal_text(distance):
        return text
    percent = decimal_text(distance * 100 / abs(value)) if value else ""
    return f"{percent}%" if percent and decimal(percent) is not None else ""


def _source(source: Source) -> Plain:
    row: dict[str, Plain] = {}
    for name in _COLUMNS:
        if text := getattr(source, name):
            row[name.replace("_", " ")] = text
    if source.dated is not usual(source.date, source.date_note):
        row["dated"] = str(source.dated)
    return (row | _given(article=source.article)) or None
