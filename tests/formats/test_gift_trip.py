"""GIFT, written and read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.written import Written
from quiz.formats.base import Header
from quiz.formats.gift import FORMAT
from tests.formats.expected import round_trip, weighed_again
from tests.formats.written import banks, lines


def with_topic(draft: Written, one: Item) -> Written:
    """The topic is a category, which is read back as a tag too."""
    return replace(draft, tags=(*draft.tags, one.topic))


CHANGES = {"tags": with_topic, "credit": weighed_again, "score": weighed_again}


def holds(data: st.DataObject) -> None:
    """What comes back is what was written, minus what was reported."""
    language = data.draw(st.sampled_from(("en", "de")))
    items = data.draw(banks(language=language))
    names = data.draw(st.dictionaries(st.sampled_from([one.id for one in items]), lines(), max_size=2))
    header = Header("CC0-1.0", "A", language, {key: {"name": name} for key, name in names.items()})
    made = round_trip(FORMAT, items, header, CHANGES)
    assert FORMAT.read is not None
    back = FORMAT.read(made.data, "x.gift")
    assert (back.title, back.licence, back.attribution, back.language) == ("Title", "CC0-1.0", "A", language)
    dropped = {loss.item for loss in made.losses if loss.field == "question"}
    expected = [names.get(one.id) for one in items if one.id not in dropped]
    assert [back.extras.get(one.id, {}).get("name") for one in back.items] == expected
    assert FORMAT.sniff(made.data, "x.gift") or not back.items


@given(st.data())
def test_what_is_written_comes_back(data: st.DataObject) -> None:
    """All kinds, all fields, whatever texts look like to GIFT."""
    holds(data)


@pytest.mark.deep
@given(st.data())
def test_what_is_written_comes_back_deep(data: st.DataObject) -> None:
    """The same, many times over."""
    holds(data)
