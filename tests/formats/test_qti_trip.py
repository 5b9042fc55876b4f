"""QTI 2.1, written and read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Order, Single
from quiz.core.written import Written
from quiz.formats.base import Header
from quiz.formats.qti import FORMAT
from quiz.formats.weights import settled
from quiz.formats.xml_out import as_shown
from tests.formats.expected import CHANGES as CHANGES_OF_ALL
from tests.formats.expected import round_trip
from tests.formats.squeezed import squeezing
from tests.formats.written import banks


def one_line(text: str) -> str:
    """A text in one line, blanks of other kinds left alone."""
    return as_shown(text).replace("\n", " ")


def by_options(draft: Written, one: Item) -> Written:
    """Options count as their marks say; an order counts by its steps."""
    question = draft.question
    if isinstance(question, Order):
        return CHANGES_OF_ALL["score"](draft, one)
    assert isinstance(question, Single | Multiple)
    return replace(draft, question=settled(question))


CHANGES = {**squeezing(as_shown, one_line, ("explain", "say")), "score": by_options, "credit": by_options}


def holds(data: st.DataObject, *kinds: str) -> None:
    """What comes back is what was written, minus what was reported."""
    language = data.draw(st.sampled_from(("en", "de")))
    made = round_trip(FORMAT, data.draw(banks(kinds, language=language)), Header("", "", language), CHANGES)
    assert FORMAT.sniff(made.data, "x.zip")
    assert FORMAT.read is not None
    # What our own documents say of marks is taken whole.
    assert {loss.field for loss in FORMAT.read(made.data, "x.zip").losses} & {"score", "credit"} == set()


@given(st.data())
def test_what_is_written_comes_back(data: st.DataObject) -> None:
    """All kinds, all fields, whatever texts look like in XML."""
    holds(data)


@given(st.data())
def test_what_options_count_for_comes_back(data: st.DataObject) -> None:
    """Choices alone, a quarter of them with scores of single options."""
    holds(data, "single", "multiple")


@pytest.mark.deep
@given(st.data())
def test_what_is_written_comes_back_deep(data: st.DataObject) -> None:
    """The same, many times over."""
    holds(data)
