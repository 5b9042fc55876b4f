"""Markdown, written and read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.written import Written
from quiz.formats.base import Header
from quiz.formats.markdown import FORMAT, read
from tests.formats.expected import CHANGES, round_trip
from tests.formats.written import banks


def in_one_line(draft: Written, one: Item) -> Written:
    """All texts but the explanation are set in one line."""
    return replace(CHANGES["lines"](draft, one), explain=draft.explain)


def holds(data: st.DataObject) -> None:
    """What comes back is what was written, minus what was reported."""
    language = data.draw(st.sampled_from(("en", "de")))
    header = Header("CC0-1.0", "A <b>", language)
    made = round_trip(FORMAT, data.draw(banks(language=language)), header, {"lines": in_one_line})
    back = read(made.data, "x.md")
    if back.items:
        assert (back.title, back.licence, back.attribution, back.language) == ("Title", "CC0-1.0", "A <b>", language)
        assert FORMAT.sniff(made.data, "x.md")


@given(st.data())
def test_what_is_written_comes_back(data: st.DataObject) -> None:
    """All kinds, all fields, whatever texts look like to Markdown."""
    holds(data)


@pytest.mark.deep
@given(st.data())
def test_what_is_written_comes_back_deep(data: st.DataObject) -> None:
    """The same, many times over."""
    holds(data)
