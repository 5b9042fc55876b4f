"""Moodle XML, written and read again."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Number, Typed
from quiz.core.written import BARE_CLOZE, Written, decimal_text
from quiz.formats.base import Header
from quiz.formats.moodle_write import settled
from quiz.formats.moodle_xml import FORMAT
from quiz.formats.texts import one_line
from tests.formats.expected import round_trip, weighed_again
from tests.formats.squeezed import squeezing
from tests.formats.written import banks


def narrowed(draft: Written, _item: Item) -> Written:
    """The tolerance is the smaller of the two, or none where it has no end as a decimal."""
    question = draft.question
    assert isinstance(question, Number)
    around = min(question.value - question.low, question.high - question.value)
    width = around if decimal_text(around) else Fraction(0)
    return replace(draft, question=replace(question, low=question.value - width, high=question.value + width))


def case_kept(draft: Written, _item: Item) -> Written:
    """Of what folding must leave alone, case stays."""
    question = draft.question
    if isinstance(question, Typed):
        return replace(draft, question=replace(question, keep=_case(question)))
    assert isinstance(question, Cloze)
    return replace(draft, question=replace(question, gaps=tuple(replace(g, keep=_case(g)) for g in question.gaps)))


def _case(typed: Typed) -> tuple[str, ...]:
    return tuple(key for key in typed.keep if key == "case")


SQUEEZED = squeezing(settled, one_line, ("explain", "tags", "say", "reject", "unit"))


def before_the_gap(draft: Written, one: Item) -> Written:
    """The lines before that of the first gap are read back as part of the question."""
    found = SQUEEZED["parts"](draft, one)
    assert isinstance(found.question, Cloze)
    before, _, first = found.question.parts[0].rpartition("\n")
    stem = "\n".join(part for part in ("" if found.stem == BARE_CLOZE else found.stem, before) if part)
    return replace(
        found, stem=stem or BARE_CLOZE, question=replace(found.question, parts=(first, *found.question.parts[1:]))
    )


CHANGES = {
    **SQUEEZED,
    "parts": before_the_gap,
    "bounds": narrowed,
    "credit": weighed_again,
    "score": weighed_again,
    "keep": case_kept,
}


def holds(data: st.DataObject) -> None:
    """What comes back is what was written, minus what was reported."""
    language = data.draw(st.sampled_from(("en", "de")))
    made = round_trip(FORMAT, data.draw(banks(language=language)), Header("", "", language), CHANGES)
    assert FORMAT.sniff(made.data, "x.xml")


@given(st.data())
def test_what_is_written_comes_back(data: st.DataObject) -> None:
    """All kinds, all fields, whatever texts look like to Moodle."""
    holds(data)


@pytest.mark.deep
@given(st.data())
def test_what_is_written_comes_back_deep(data: st.DataObject) -> None:
    """The same, many times over."""
    holds(data)
