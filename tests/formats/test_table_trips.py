"""The sheets of classroom games and Anki packages, written and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Multiple, Number, Single, TrueFalse, Typed, key_text
from quiz.core.written import BARE_CLOZE, Written, alike, decimal_text
from quiz.formats import anki_apkg, anki_txt, blooket, gimkit, kahoot, wayground
from quiz.formats.base import Format, Header
from quiz.formats.kahoot import TIMES
from quiz.formats.moodle_write import settled
from quiz.formats.texts import one_line
from tests.formats.expected import Change, round_trip, without_sources
from tests.formats.squeezed import squeezing
from tests.formats.written import banks


def same(text: str) -> str:
    """A text as it is."""
    return text


def distinct(draft: Written, _item: Item) -> Written:
    """Of answers that differ in case only, the first is written."""
    question = draft.question
    assert isinstance(question, Typed)
    kept: dict[str, str] = {}
    for text in question.accepted:
        kept.setdefault(alike(text), text)
    return replace(draft, question=replace(question, accepted=tuple(kept.values())))


def only_first(draft: Written, _item: Item) -> Written:
    """Of several right answers the first is written."""
    question = draft.question
    if isinstance(question, Cloze):
        gaps = tuple(replace(gap, accepted=gap.accepted[:1]) for gap in question.gaps)
        return replace(draft, question=replace(question, gaps=gaps))
    assert isinstance(question, Typed)
    return replace(draft, question=replace(question, accepted=question.accepted[:1]))


def next_time(draft: Written, _item: Item) -> Written:
    """The next time limit that Kahoot knows."""
    return replace(draft, seconds=next((each for each in TIMES if each >= draft.seconds), TIMES[-1]))


def one_right(draft: Written, _item: Item) -> Written:
    """Several options of which one is right become a single choice."""
    question = draft.question
    assert isinstance(question, Multiple)
    return replace(draft, question=Single(question.options, question.keys[0], question.keep_order))


def card(draft: Written, one: Item) -> Written:
    """What a card can ask of a question: its right answer, typed."""
    question = draft.question
    if isinstance(question, Number):
        return replace(draft, question=Typed((question.printed or decimal_text(question.value),)))
    assert isinstance(question, Single | TrueFalse)
    stem = f"True or false: {draft.stem}" if isinstance(question, TrueFalse) else draft.stem
    return replace(draft, stem=stem, question=Typed((one_line(key_text(one.question)),)))


def as_verdict(draft: Written, _item: Item) -> Written:
    """A choice between true and false comes back as just that."""
    question = draft.question
    if isinstance(question, Multiple):
        return one_right(draft, _item)
    assert isinstance(question, Single)
    right, wrong = question.options[question.key], question.options[1 - question.key]
    return replace(draft, question=TrueFalse(right.text.casefold().startswith("true"), wrong.say))


def underscored(draft: Written, _item: Item) -> Written:
    """Tags have no blanks in Anki."""
    return replace(draft, tags=tuple(dict.fromkeys("_".join(tag.split()) for tag in draft.tags)))


CELLS = {**squeezing(same, one_line), "accepted": distinct, "kind": as_verdict}
MARKUP = squeezing(settled, one_line, ("explain",))


def unasked(draft: Written, one: Item) -> Written:
    """A text with gaps is asked without a stem in Anki."""
    return replace(draft, stem=BARE_CLOZE) if isinstance(draft.question, Cloze) else MARKUP["stem"](draft, one)


def first_squeezed(draft: Written, one: Item) -> Written:
    """The first right answer, with single blanks."""
    return MARKUP["accepted"](only_first(draft, one) if isinstance(draft.question, Typed | Cloze) else draft, one)


CARDS = {**MARKUP, "kind": card, "tags": underscored, "stem": unasked, "accepted": first_squeezed}
FORMATS: Mapping[str, tuple[Format, Mapping[str, Change]]] = {
    "kahoot": (kahoot.FORMAT, {**CELLS, "citations": without_sources, "seconds": next_time}),
    "blooket": (
        blooket.FORMAT,
        {**CELLS, "citations": without_sources, "seconds": lambda draft, _: replace(draft, seconds=300)},
    ),
    "wayground": (wayground.FORMAT, CELLS),
    "gimkit": (gimkit.FORMAT, {**CELLS, "citations": without_sources, "accepted": only_first}),
    "anki": (anki_apkg.FORMAT, CARDS),
    "anki-txt": (anki_txt.FORMAT, CARDS),
}


def holds(data: st.DataObject, name: str = "") -> None:
    """What comes back is what was written, minus what was reported."""
    form, changes = FORMATS[name or data.draw(st.sampled_from(sorted(FORMATS)))]
    language = data.draw(st.sampled_from(("en", "de")))
    round_trip(form, data.draw(banks(language=language)), Header("", "", language), changes)


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
def test_what_is_written_comes_back(name: str, data: st.DataObject) -> None:
    """All kinds, all fields, whatever texts look like in a cell."""
    holds(data, name)


@pytest.mark.deep
@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
def test_what_is_written_comes_back_deep(name: str, data: st.DataObject) -> None:
    """The same, many times over."""
    holds(data, name)
