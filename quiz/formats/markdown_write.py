"""Markdown quizzes: writing. Choices and orders are quizdown, the other kinds as text2qti and mkdocs-quiz have them."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Single, TrueFalse, Typed
from quiz.core.written import fill_text
from quiz.formats.base import Exported, Header
from quiz.formats.markdown_lines import cell, escaped
from quiz.formats.outlet import Outlet, explanation, tolerance
from quiz.formats.texts import joined

_CARRIES = frozenset({"topic", "explain", "say", "bounds", "decoys", "headings", "citations"})


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a file: the title, topics and questions are headings; the explanation is a quotation after the answers."""
    outlet = Outlet(_CARRIES)
    rows = [f"# {_line(title)}", ""]
    about = (("Licence", header.licence), ("Attribution", header.attribution), ("Language", header.language))
    rows += [f"<!-- {key}: {_line(value)} -->" for key, value in about if value]
    topic = ""
    for item in items:
        body = _body(outlet, item)
        if body is None:
            continue
        outlet.settle(item)
        if _changed(item):
            outlet.lose(item, "lines", "texts of several lines are set in one")
        if item.topic != topic:
            topic = item.topic
            rows += ["", f"## {_line(topic)}".rstrip()]
        rows += ["", f"### {_line(item.stem)}", "", *body]
        if told := explanation(item):
            rows += ["", *(f"> {_quoted(line)}".rstrip() for line in told.split("\n"))]
    return Exported(("\n".join(rows) + "\n").encode(), tuple(outlet.losses))


def _body(outlet: Outlet, item: Item) -> list[str] | None:
    """Give the lines of the answers; None where they could not be read again."""
    match item.question:
        case Single(options=options, key=key):
            if sorted(joined(option.text).casefold().rstrip(".") for option in options) == ["false", "true"]:
                outlet.refuse(item, "a choice between True and False is a statement there")
                return None
            return _options("1.", [(at == key, option) for at, option in enumerate(options)])
        case Multiple(options=options, keys=keys):
            return _options("-", [(at in keys, option) for at, option in enumerate(options)])
        case TrueFalse(key=key, say=say):
            wrong = (False, Option("False" if key else "True", say))
            right = (True, Option("True" if key else "False"))
            return _options("1.", [right, wrong] if key else [wrong, right])
        case Number() as number:
            return _number(outlet, item, number)
        case Typed(accepted=accepted):
            return [f"* {_line(text)}" for text in accepted]
        case Order(entries=entries):
            return [f"{at}. {_line(text)}" for at, text in enumerate(entries, 1)]
        case Match() as matching:
            return _table(matching)
        case Cloze() as cloze:
            return [_line(fill_text(cloze))]


def _options(sign: str, rows: Sequence[tuple[bool, Option]]) -> list[str]:
    lines = []
    for right, option in rows:
        lines.append(f"{sign} [{'x' if right else ' '}] {_line(option.text)}")
        if option.say:
            lines.append(f"   > {_line(option.say)}")
    return lines


def _number(outlet: Outlet, item: Item, number: Number) -> list[str] | None:
    value, around, ends = tolerance(number)
    if value and around:
        return [f"= {value}" if around == "0" else f"= {value} +- {around}"]
    if not ends:
        outlet.refuse(item, "its bounds cannot be written as decimals")
        return None
    outlet.lose(item, "value", "the key of a range is its middle")
    return [f"= [{ends.replace('..', ', ')}]"]


def _table(question: Match) -> list[str]:
    lefts = [*question.lefts, *("" for _ in question.rights[len(question.lefts) :])]
    rows = [question.headings, ("---", "---"), *zip(lefts, question.rights, strict=True)]
    return [f"| {cell(_line(left))} | {cell(_line(right))} |" for left, right in rows]


def _changed(item: Item) -> bool:
    """Whether a text other than the explanation has several lines."""
    question, texts = item.question, [item.stem]
    match question:
        case Single() | Multiple():
            texts += [text for option in question.options for text in (option.text, option.say)]
        case TrueFalse(say=say):
            texts.append(say)
        case Order(entries=entries):
            texts += entries
        case Cloze() as cloze:
            texts.append(fill_text(cloze))
        case _:
            pass
    return any("\n" in text for text in texts)


def _line(text: str) -> str:
    return escaped(joined(text))


def _quoted(line: str) -> str:
    return escaped(line) if line.strip() else line
