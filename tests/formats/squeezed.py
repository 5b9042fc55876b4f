"""What markup and cells do to blanks, told as a loss: the texts of a question as they come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Match, Multiple, Option, Order, Question, Single, TrueFalse, Typed
from quiz.core.written import Written
from tests.formats.expected import Change

Text = Callable[[str], str]
ALWAYS = ("stem", "options", "entries", "lefts", "rights", "accepted", "gaps", "parts")


def squeezing(many: Text, one: Text, carried: tuple[str, ...] = ()) -> Mapping[str, Change]:
    """For each field that holds text, the change that `many` makes to texts of lines, and `one` to single lines.

    `carried` names those among them that a format may not have at all, and this one has.
    """

    def change(draft: Written, _item: Item) -> Written:
        tags = tuple(dict.fromkeys(one(tag) for tag in draft.tags))
        question = _question(draft.question, many, one)
        return replace(draft, stem=many(draft.stem), explain=many(draft.explain), tags=tags, question=question)

    return dict.fromkeys((*ALWAYS, *carried), change)


def _options(options: tuple[Option, ...], one: Text) -> tuple[Option, ...]:
    return tuple(replace(option, text=one(option.text), say=one(option.say)) for option in options)


def _question(question: Question, many: Text, one: Text) -> Question:
    match question:
        case Single() | Multiple():
            return replace(question, options=_options(question.options, one))
        case TrueFalse():
            return replace(question, say=one(question.say))
        case Order():
            return replace(question, entries=tuple(map(one, question.entries)))
        case Match():
            lefts, rights = tuple(map(one, question.lefts)), tuple(map(one, question.rights))
            return replace(question, lefts=lefts, rights=rights)
        case Typed():
            accepted = tuple(map(one, question.accepted))
            return replace(question, accepted=accepted, reject=_options(question.reject, one))
        case Cloze():
            parts = tuple(many("\ue000".join(question.parts)).split("\ue000"))
            gaps = tuple(replace(gap, accepted=tuple(map(one, gap.accepted))) for gap in question.gaps)
            return replace(question, parts=parts, gaps=gaps)
        case _:
            return question
