"""GIFT, Moodle's text format: writing.

Texts are written as `[plain]` where Moodle would take them for HTML or for a sign of its own, so that they come back as
they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from quiz.core.items import Item
from quiz.core.kinds import Match, Multiple, Number, Option, Single, TrueFalse, Typed
from quiz.core.written import written
from quiz.formats.base import Exported, Header
from quiz.formats.outlet import Outlet, explanation, tolerance
from quiz.formats.texts import looks_like_html

CARRIES = frozenset({"id", "explain", "topic", "tags", "say", "score", "bounds", "reject", "decoys", "citations"})
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
        case Single(options=options, key=key):
            return _options([("=" if at == key else "~", option) for at, option in enumerate(options)])
        case Multiple() as multiple:
            return _several(outlet, item, multiple)
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


def _several(outlet: Outlet, item: Item, question: Multiple) -> str:
    """Write weights: the right answers share the credit; wrong ones take as much away, or nothing."""
    share = _percent(Fraction(100, len(question.keys)))
    wrong = "~" if question.score == "share" else f"~%-{share}%"
    if question.score == "all" or (question.score == "share" and len(question.keys) == len(question.options)):
        outlet.lose(item, "score", "Moodle gives a share for a part of the answer")
    return _options(
        [(f"~%{share}%" if at in question.keys else wrong, option) for at, option in enumerate(question.options)]
    )


def _percent(share: Fraction) -> str:
    return f"{float(share):.5f}".rstrip("0").rstrip(".")


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
