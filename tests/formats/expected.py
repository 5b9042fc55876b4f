"""What must come back from a file: the items that were written, minus what the writer said it lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed
from quiz.core.written import Written, decimal_text, item, number, written
from quiz.formats.base import Exported, Format, Header, Loss
from quiz.formats.intake import choice
from quiz.formats.outlet import explanation
from quiz.formats.texts import joined
from quiz.formats.weights import carried, settled

Change = Callable[[Written, Item], Written]


def expected_after(
    items: Sequence[Item], losses: Iterable[Loss], changes: Mapping[str, Change] | None = None, language: str = "en"
) -> tuple[Item, ...]:
    """The items minus the losses, each field as if its author had never said it. `changes` are a format's own."""
    lost: dict[str, list[str]] = {}
    for loss in losses:
        lost.setdefault(loss.item, []).append(loss.field)
    known = {**CHANGES, **(changes or {})}
    found = []
    for one in items:
        fields = lost.get(one.id, [])
        if "question" in fields:
            continue
        draft = _right_first(written(one))
        # What becomes of the explanation is looked at last, since the sources stand at its end.
        for field in sorted(fields, key=("citations", "explain").__contains__):
            draft = known[field](draft, one)
        found.append(item(replace(draft, question=_in(draft.question, language)), language))
    return tuple(found)


def round_trip(form: Format, items: tuple[Item, ...], header: Header, changes: Mapping[str, Change]) -> Exported:
    """Write and read again: nothing is skipped, nothing more is lost, and what comes back is what was announced."""
    assert form.write is not None
    assert form.read is not None
    made = form.write("Title", items, header)
    back = form.read(made.data, f"x{form.suffixes[0]}")
    assert back.skips == (), made.data[:4000]
    language = "en" if any(loss.field == "language" for loss in made.losses) else header.language
    assert back.items == expected_after(items, made.losses, changes, language), made.data[:4000]
    return made


def _right_first(draft: Written) -> Written:
    """A choice as readers give it."""
    if isinstance(draft.question, Single | Multiple) and not draft.question.keep_order:
        return _unkept(draft, None)
    return draft


def _unkept(draft: Written, _item: Item | None) -> Written:
    question = draft.question
    if not isinstance(question, Single | Multiple):
        return draft
    keys = (question.key,) if isinstance(question, Single) else question.keys
    rows = [(option, at in keys) for at, option in enumerate(question.options)]
    made = choice(rows, several=isinstance(question, Multiple))
    score = question.score if isinstance(question, Multiple) else "share-minus"
    return replace(draft, question=replace(made, score=score) if isinstance(made, Multiple) else made)


def _in(question: Question, language: str) -> Question:
    if isinstance(question, Typed):
        return replace(question, language=language)
    if isinstance(question, Cloze):
        return replace(question, gaps=tuple(replace(gap, language=language) for gap in question.gaps))
    return question


def _silent(draft: Written, _item: Item) -> Written:
    question = draft.question
    if isinstance(question, Single | Multiple):
        question = replace(question, options=tuple(replace(option, say="") for option in question.options))
    elif isinstance(question, TrueFalse):
        question = replace(question, say="")
    elif isinstance(question, Typed):
        question = replace(question, reject=tuple(Option(option.text) for option in question.reject))
    return replace(draft, question=question)


def _unscored(draft: Written, _item: Item) -> Written:
    """No option has a score of its own."""
    question = draft.question
    assert isinstance(question, Single | Multiple)
    options = tuple(replace(option, score=None) for option in question.options)
    return replace(draft, question=replace(question, options=options))


def _scored(draft: Written, _item: Item) -> Written:
    question = draft.question
    if isinstance(question, Multiple):
        return replace(draft, question=replace(question, score="share-minus"))
    return replace(draft, question=replace(question, score="pairs")) if isinstance(question, Order) else draft


def _typed(draft: Written, **fields: object) -> Written:
    question = draft.question
    if isinstance(question, Cloze):
        gaps = tuple(replace(gap, **fields) for gap in question.gaps)  # type: ignore[arg-type]
        return replace(draft, question=replace(question, gaps=gaps))
    assert isinstance(question, Typed)
    return replace(draft, question=replace(question, **fields))  # type: ignore[arg-type]


def _number(draft: Written, **fields: object) -> Written:
    """A number with some fields as given; whether it is a year follows from the rest."""
    assert isinstance(draft.question, Number)
    made: Number = replace(draft.question, **fields)  # type: ignore[arg-type]
    again = number(
        made.value, made.low, made.high, draft.stem, unit=made.unit, margin=made.margin, printed=made.printed
    )
    return replace(draft, question=again)


def _middle(draft: Written, _item: Item) -> Written:
    assert isinstance(draft.question, Number)
    value = (draft.question.low + draft.question.high) / 2
    return _number(draft, value=value, printed=decimal_text(value))


def _bound(draft: Written, _item: Item) -> Written:
    assert isinstance(draft.question, Number)
    return _number(draft, low=draft.question.value, high=draft.question.value)


def _unprinted(draft: Written, _item: Item) -> Written:
    assert isinstance(draft.question, Number)
    return _number(draft, printed=draft.question.printed.replace(",", ""))


def _match(draft: Written, **fields: object) -> Written:
    assert isinstance(draft.question, Match)
    return replace(draft, question=replace(draft.question, **fields))  # type: ignore[arg-type]


def _paired(draft: Written, _item: Item) -> Written:
    assert isinstance(draft.question, Match)
    return _match(draft, rights=draft.question.rights[: len(draft.question.lefts)])


def weighed_again(draft: Written, _item: Item) -> Written:
    """A choice as the weights of its answers say it."""
    question = draft.question
    assert isinstance(question, Single | Multiple)
    return replace(draft, question=settled(carried(question)[0]))


def without_sources(draft: Written, _item: Item) -> Written:
    """The sources are lost, in a format that keeps no explanation."""
    return replace(draft, citations=())


def _one_line(draft: Written, _item: Item) -> Written:
    """Texts of several lines are set in one."""
    question = draft.question
    if isinstance(question, Single | Multiple):
        options = tuple(
            replace(option, text=joined(option.text), say=joined(option.say)) for option in question.options
        )
        question = replace(question, options=options)
    elif isinstance(question, TrueFalse):
        question = replace(question, say=joined(question.say))
    elif isinstance(question, Order):
        question = replace(question, entries=tuple(map(joined, question.entries)))
    elif isinstance(question, Cloze):
        parts = joined("\ue000".join(question.parts)).split("\ue000")
        question = replace(question, parts=tuple(parts))
    return replace(draft, stem=joined(draft.stem), explain=joined(draft.explain), question=question)


CHANGES: Mapping[str, Change] = {
    "id": lambda draft, _: replace(draft, id=""),
    "explain": lambda draft, _: replace(draft, explain="", citations=()),
    "citations": lambda draft, one: replace(draft, explain=explanation(one), citations=()),
    "topic": lambda draft, _: replace(draft, topic=""),
    "tags": lambda draft, _: replace(draft, tags=()),
    "difficulty": lambda draft, _: replace(draft, difficulty=2),
    "seconds": lambda draft, _: replace(draft, seconds=20),
    "weight": lambda draft, _: replace(draft, weight=Fraction(1)),
    "lines": _one_line,
    "say": _silent,
    "keep_order": _unkept,
    "credit": _unscored,
    "score": _scored,
    "unit": lambda draft, _: _number(draft, unit=""),
    "margin": lambda draft, _: _number(draft, margin=None),
    "printed": _unprinted,
    "value": _middle,
    "bounds": _bound,
    "near": lambda draft, _: _typed(draft, near=None),
    "keep": lambda draft, _: _typed(draft, keep=()),
    "reject": lambda draft, _: _typed(draft, reject=()),
    "decoys": _paired,
    "headings": lambda draft, _: _match(draft, headings=("", "")),
}
