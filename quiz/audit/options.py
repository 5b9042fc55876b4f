"""What a text among the options or answers means as a value, and which statement a text is."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.audit.book import Book
from quiz.audit.intervals import read_amount, read_prose
from quiz.audit.labels import tidy
from quiz.audit.reading import Role, Thing, Val, split_article
from quiz.audit.readings import Statement, Stems
from quiz.audit.render import Slot, fill, joined, print_value, sentence, stem_key


def option_value(text: str, role: Role, book: Book) -> Val | None:
    """A text as a value of `role`: a thing by any of its names, a date or amount in prose."""
    text = tidy(text)
    if role.sort == "date":
        days = read_prose(text)
        return None if days is None else Val("date", text, days=days)
    if role.sort in ("number", "money"):
        amount = read_amount(text, role.kind)
        return None if amount is None else Val(role.sort, text, amount=amount)
    if role.sort == "thing":
        thing = book.things.find(role.kind, text)
        return Val("text", text) if thing is None else Val("thing", thing.name, thing=thing)
    return Val("text", text)


def option_text(value: Val) -> str:
    """A value as an option shows it."""
    return value.thing.name if value.thing is not None else print_value(value, "bare")


def whole_text(values: tuple[Val, ...]) -> str:
    """Several values as one answer."""
    return joined([option_text(value) for value in values])


def middles(stems: Stems, found: Statement, middle: str, text: str) -> Iterator[tuple[Val, ...]]:
    """The values that, put into the open role of a statement, give back `text`."""
    book = stems.book
    role = book.relations[found.asked.relation].roles[found.asked.role]
    parts = stems.template(found.asked.relation, found.template).flat({**found.fact.values, role.name: ()})
    if parts is None:
        return
    slots = [part for part in parts if isinstance(part, Slot) and part.role == role.name and part.choice is None]
    first = middle.partition(found.inner[0])[0] if found.inner and found.inner[0] else middle
    for values in _candidates(book, role, slots[0].form if slots else "run", first):
        if values[0].days is not None or not found.inner:
            yield values
            continue
        filled = fill(parts, {**found.fact.values, role.name: values})
        if stem_key(sentence(filled, found.asked.source)) == text:
            yield values


def _candidates(book: Book, role: Role, form: str, text: str) -> Iterator[tuple[Val, ...]]:
    spellings = dict.fromkeys((text, text[:1].lower() + text[1:], text[:1].upper() + text[1:]))
    for spelling in spellings:
        bare = _without_form(spelling, form)
        whole = [_value(book, role, bare), _value(book, role, split_article(bare)[1])]
        yield from ((value,) for value in whole if value is not None)
        pieces = [piece for part in bare.split(" and ") for piece in part.split(", ")]
        if len(pieces) > 1:
            values = tuple(value for piece in pieces if (value := _value(book, role, piece)) is not None)
            if len(values) == len(pieces):
                yield values


def _without_form(text: str, form: str) -> str:
    if form == "owner":
        return text.removesuffix("'s") if text.endswith("'s") else text.removesuffix("'")
    return text


def _value(book: Book, role: Role, text: str) -> Val | None:
    if role.sort == "thing":
        found: Thing | None = book.things.find_first(role.kind, text)
        return Val("text", text) if found is None else Val("thing", found.name, thing=found)
    return option_value(text, role, book)
