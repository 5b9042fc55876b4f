"""GIFT, Moodle's text format: writing.

Texts are written as `[plain]` where Moodle would take them for HTML or for a sign of its own, so that they come back as
they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quiz.core.items import Item
from quiz.core.kinds import Match, Multiple, Number, Option, Single, TrueFalse, Typed
from quiz.core.written import written
from quiz.formats.base import Exported, Header
from quiz.formats.outlet import Outlet, explanation, tolerance
from quiz.formats.texts import looks_like_html
from quiz.formats.weights import carried, percent, weights

CARRIES = frozenset(
    {"id", "explain", "topic", "tags", "say", "score", "credit", "bounds", "reject", "decoys", "citations"}
)
_SIGNS = re.compile(r"([~=#{}:\\])")
_RISKY = re.compile(r"\[(?:html|markdown|plain|moodle)\]|//|\$CATEGORY|%|[ \t]{2}", re.IGNORECASE)


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a GIFT file."""
    outlet = Outlet(CARRIES)
    about = (("Title", title), ("Licence", header.licence), ("Attribution", header.attribution))
    rows = [f"// {key}: {' '.join(value.split())}" for key, value in about if value]
    if header.language:
        rows.append(f"// Language: {header.language}")
    rows.append("")
    topic = ""
    for item in items:
        inner = _inner(outlet, item)
        if inner is None:
            continue
        outlet.settle(item)
        wanted = _topic(outlet, item)
        if wanted != topic:
            topic = wanted
            rows += [f"$CATEGORY: $course$/top{'/' if topic else ''}{topic.replace('/', '//')}", ""]
        if topic and topic not in item.tags:
            outlet.lose(item, "tags", "the topic is read back as a tag too")
        rows += [*_comment(item), f"{_name(item, header)}{_text(item.stem)}{{{inner}{_explain(item)}}}", ""]
    return Exported("\n".join(rows).encode(), tuple(outlet.losses))


def _topic(outlet: Outlet, item: Item) -> str:
    """Give the topic where a category can be called so."""
    topic = item.topic
    if topic.startswith(("/", "$")) or topic.endswith(("/", "$")):
        outlet.lose(item, "topic", "a category cannot begin or end with this sign")
        return ""
    return topic


def _inner(outlet: Outlet, item: Item) -> str | None:
    """Give what stands in the braces; None where the format cannot ask such a question."""
    match item.question:
        case Single() | Multiple() as choice:
            return _weighed(outlet, item, choice)
        case TrueFalse(key=key, say=say):
            return ("TRUE" if key else "FALSE") + (f"#{_text(say)}" if say else "")
        case Number() as number:
            return _number(outlet, item, number)
        case Typed() as typed:
            return _typed(outlet, item, typed)
        case Match() as matching:
            return _match(outlet, item, matching)
        case _:
            outlet.refuse(item, f"GIFT has no questions of kind {item.question.kind}")
            return None


def _options(rows: Sequence[tuple[str, Option]]) -> str:
    lines = [f"\t{sign}{_text(option.text)}{f'#{_text(option.say)}' if option.say else ''}" for sign, option in rows]
    return "\n".join(["", *lines, ""])


def _weighed(outlet: Outlet, item: Item, question: Single | Multiple) -> str:
    """Write a choice. Of a single one the signs tell what is right, and a weight only what counts for a part."""
    question, fields = carried(question)
    for field in fields:
        outlet.lose(item, field, "Moodle weighs the answers, and these weights say it otherwise")
    rows = []
    for at, (option, weight) in enumerate(zip(question.options, weights(question), strict=True)):
        sign = "=" if isinstance(question, Single) and at == question.key else "~"
        rows.append((sign if sign == "=" or not weight else f"{sign}%{percent(weight)}%", option))
    return _options(rows)


def _number(outlet: Outlet, item: Item, number: Number) -> str | None:
    value, around, ends = tolerance(number)
    if value and around:
        return f"#{value}" if around == "0" else f"#{value}:{around}"
    if not ends:
        outlet.refuse(item, "its bounds cannot be written as decimals")
        return None
    outlet.lose(item, "value", "the key of a range is its middle")
    return f"#{ends}"


def _typed(outlet: Outlet, item: Item, typed: Typed) -> str | None:
    texts = [*typed.accepted, *(option.text for option in typed.reject)]
    if len(texts) > 1 and all("->" in text for text in texts):
        outlet.refuse(item, "`->` in every answer would make pairs of them")
        return None
    if "*" in texts:
        outlet.refuse(item, "`*` as an answer stands for any answer there")
        return None
    right = [("=", Option(text)) for text in typed.accepted]
    return _options([*right, *(("=%0%", option) for option in typed.reject)])


def _match(outlet: Outlet, item: Item, question: Match) -> str | None:
    if any("->" in left for left in question.lefts):
        outlet.refuse(item, "`->` in the left side of a pair cannot be told from the sign between the sides")
        return None
    lefts = [*map(_text, question.lefts), *("" for _ in question.rights[len(question.lefts) :])]
    pairs = [f"\t={left} -> {_escaped(right)}" for left, right in zip(lefts, question.rights, strict=True)]
    return "\n".join(["", *pairs, ""])


def _comment(item: Item) -> list[str]:
    named = [f"[id:{_bracketed(item.id)}]"] if written(item).id else []
    tags = [f"[tag:{_bracketed(tag)}]" for tag in item.tags]
    return [f"// {' '.join([*named, *tags])}"] if named or tags else []


def _bracketed(text: str) -> str:
    return re.sub(r"([\]\\])", r"\\\1", text)


def _name(item: Item, header: Header) -> str:
    name = header.extras.get(item.id, {}).get("name", "")
    return f"::{_escaped(name)}::" if name else ""


def _explain(item: Item) -> str:
    text = explanation(item)
    return f"####{_text(text)}" if text else ""


def _text(text: str) -> str:
    return f"[plain]{_escaped(text)}" if looks_like_html(text) or _RISKY.search(text) else _escaped(text)


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text).replace("\n", "\\n")
