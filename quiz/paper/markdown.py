"""A sheet as Markdown that reads well as it stands: for a word processor, an e-mail, or a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType

from quiz.core.text import clean
from quiz.core.wording import letter
from quiz.paper.model import Answer, Cited, Paper, Part, Question, Sheet

LINE = "." * 40
SHORT = "." * 16
GAP = "." * 12
"""Room to write on, of dots: a row of underscores means something to Markdown."""
BOX = "[ ]"
_SPECIAL = re.compile(
    r"[\\`*\[\]<|]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\$(?!\d)|&(?=#?\w+;)"  # anywhere
    r"|^[#>+=-](?=[\s#>+=-]|$)"  # where a line begins
)
_LISTED = re.compile(r"^(\d+)([.)])(?=\s|$)")


def written(paper: Paper) -> str:
    """Every part, one after the other, with a rule between them."""
    return "\n---\n\n".join("\n".join(_part(paper, part)) + "\n" for part in paper.parts)


def escaped(text: str) -> str:
    """A text in one line that Markdown takes for nothing but text. What it takes for that anyway stays readable."""
    line = " ".join(part for part in map(str.strip, clean(text, lines=True).split("\n")) if part)
    return _LISTED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", line))


def _part(paper: Paper, part: Part) -> Iterator[str]:
    name = f", version {part.version}" if part.version else ""
    yield f"# {escaped(paper.title)}{'' if part.sheet is Sheet.WORKSHEET else f': {TITLES[part.sheet]}'}{name}"
    yield ""
    if part.sheet is Sheet.WORKSHEET:
        yield f"Name: {LINE}   Date: {SHORT}  Points: ...... of {paper.total}"
        yield ""
    yield from BODIES[part.sheet](part)
    if part.sources:
        yield from ("Sources:", "", *(f"- {escaped(source)}" for source in part.sources), "")
    version = (f"version {part.version}",) if part.version else ()
    yield " · ".join((*map(escaped, (paper.title, *paper.about)), *version, f"seed {paper.seed}"))


def _worksheet(part: Part) -> Iterator[str]:
    for question in part.questions:
        yield from _asked(question)


def _asked(question: Question) -> Iterator[str]:
    said = [escaped(question.stem)] if question.stem else []
    said += ["".join(_gaps(question))] if question.parts else []
    said += [f"*{question.task}*"] if question.task else []
    said += [f"({question.points})"] if question.points else []
    yield f"**{question.number}.** {' '.join(said)}"
    yield ""
    rows = list(FORMS.get(question.kind, _nothing)(question))
    yield from rows
    yield from [""] if rows else []


def _gaps(question: Question) -> Iterator[str]:
    several = len(question.parts) > 2
    for gap, part in enumerate(question.parts):
        yield f"{GAP}{f'({gap})' if several else ''}" if gap else ""
        # A blank beside the gap is part of the text.
        yield f"{' ' * part[:1].isspace()}{escaped(part)}{' ' * (part[-1:].isspace() and not part.isspace())}"


def _choices(question: Question) -> Iterator[str]:
    return (f"- {BOX} {letter(place)}. {escaped(text)}" for place, text in enumerate(question.options))


def _judged(question: Question) -> Iterator[str]:  # noqa: ARG001 - every kind is written alike
    return (f"- {BOX} {word}" for word in ("True", "False"))


def _line(question: Question) -> Iterator[str]:
    yield f"{LINE} {escaped(question.unit)}".rstrip()


def _numbered(question: Question) -> Iterator[str]:
    return (f"- ..... {escaped(text)}" for text in question.options)


def _matched(question: Question) -> Iterator[str]:
    left, right = (escaped(heading) for heading in question.headings)
    yield f"| {left} | {right} |"
    yield "| --- | --- |"
    for place in range(max(len(question.lefts), len(question.options))):
        one = f"..... {place + 1}. {escaped(question.lefts[place])}" if place < len(question.lefts) else ""
        two = f"{letter(place)}. {escaped(question.options[place])}" if place < len(question.options) else ""
        yield f"| {one} | {two} |"


def _nothing(question: Question) -> Iterator[str]:  # noqa: ARG001 - every kind is written alike
    return iter(())


def _key(part: Part) -> Iterator[str]:
    for answer in part.answers:
        yield f"**{answer.number}.** {escaped(answer.stem)}{f' ({answer.points})' if answer.points else ''}"
        yield ""
        yield from _answered(answer)


def _answered(answer: Answer) -> Iterator[str]:
    right = f" ({escaped('; '.join(answer.right))})" if answer.right else ""
    yield f"**{escaped(answer.mark)}**{right}"
    yield ""
    for note in answer.notes:
        yield from (escaped(note), "")
    for cited in answer.sources:
        yield from (f"> {_source(cited)}", "")
    for text in (answer.origins, *(f"Otherwise: {text}" for text in answer.dissent)):
        yield from (escaped(text), "") if text else ()


def _source(cited: Cited) -> str:
    quotes = [f"{f'“{quote}”' if quote else ''} {f'({at})' if at else ''}".strip() for quote, at in cited.quotes]
    return escaped(" ".join([*quotes, *(["—"] if quotes else []), cited.source]))


def _cards(part: Part) -> Iterator[str]:
    for question, answer in zip(part.questions, part.answers, strict=True):
        yield f"## {question.number}"
        yield ""
        yield from _asked(question)
        yield "Answer:"
        yield ""
        yield from _answered(answer)


Form = Callable[[Question], Iterator[str]]
FORMS = MappingProxyType[str, Form](
    {
        "single": _choices, "multiple": _choices, "true_false": _judged, "number": _line, "typed": _line,
        "order": _numbered, "match": _matched,
    }
)  # fmt: skip
TITLES = MappingProxyType({Sheet.WORKSHEET: "worksheet", Sheet.KEY: "answer key", Sheet.CARDS: "cards"})
BODIES = MappingProxyType({Sheet.WORKSHEET: _worksheet, Sheet.KEY: _key, Sheet.CARDS: _cards})
