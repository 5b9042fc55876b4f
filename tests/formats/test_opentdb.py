"""OpenTDB: its real file, what may be wrong in one, and what comes back from a file that was written."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.core.kinds import Single, TrueFalse
from quiz.core.text import clean
from quiz.core.written import Written
from quiz.formats.base import SKIPPED, Header, Place, Unreadable
from quiz.formats.opentdb import ATTRIBUTION, FORMAT, LICENCE, read
from tests.formats.corpora import folder
from tests.formats.expected import round_trip, without_sources
from tests.formats.written import banks

GOOD = {"type": "multiple", "question": "Q &amp; A?", "correct_answer": "x", "incorrect_answers": ["y"]}

SKIPS: dict[str, object] = {
    "no object": "it is no object",
    "no right answer": GOOD | {"correct_answer": None},
    "no wrong answers": GOOD | {"incorrect_answers": []},
    "wrong answers that are no texts": GOOD | {"incorrect_answers": ["y", 1]},
    "no truth value": GOOD | {"type": "boolean"},
    "no question": GOOD | {"question": " "},
    "a repeated answer": GOOD | {"incorrect_answers": ["y", "Y"]},
}


def test_all_real_questions_are_read() -> None:
    """5,250 of them, each with its texts free of entities and blanks at the ends, its category and its difficulty."""
    data = (folder("opentdb") / "opentdb.json").read_bytes()
    found = read(data, "opentdb.json")
    rows = json.loads(data)["results"]
    assert (len(rows), len(found.items), found.skips, found.losses) == (5250, 5250, (), ())
    assert (found.licence, found.attribution) == (LICENCE, ATTRIBUTION)
    for row, item in zip(rows, found.items, strict=True):
        for text, raw in ((item.stem, row["question"]), (item.topic, row["category"])):
            assert text.split() == clean(unescape(raw)).split()
        assert item.difficulty == {"easy": 2, "medium": 3, "hard": 4}[row["difficulty"]]
        question = item.question
        if isinstance(question, TrueFalse):
            assert str(question.key) == row["correct_answer"]
        else:
            assert isinstance(question, Single)
            assert len(question.options) == 1 + len(row["incorrect_answers"])


def test_entities_blanks_and_truth() -> None:
    """Entities become their characters, invisible ones and blanks at the ends go, booleans are judged."""
    odd = {
        "type": "boolean", "category": "A &amp; B", "question": " &quot;x&shy;y&lrm;&nbsp;5&Prime;&quot; is&rsquo;nt ",
        "correct_answer": "False", "incorrect_answers": ["True"],
    }  # fmt: skip
    found = read(json.dumps({"results": [odd, GOOD | {"correct_answer": " caf&eacute; "}]}).encode(), "x.json")
    one, two = found.items
    assert (one.stem, one.topic, one.question) == (
        '"xy\N{NO-BREAK SPACE}5\N{DOUBLE PRIME}" is\N{RIGHT SINGLE QUOTATION MARK}nt', "A & B", TrueFalse(key=False),
    )  # fmt: skip
    assert isinstance(two.question, Single)
    assert two.question.options[0].text == "caf\N{LATIN SMALL LETTER E WITH ACUTE}"


@pytest.mark.parametrize("name", SKIPS)
def test_what_cannot_be_taken_is_named(name: str) -> None:
    """With a code and its number; the questions around it are read."""
    found = read(json.dumps({"results": [GOOD, SKIPS[name], GOOD]}).encode(), "x.json")
    assert [item.stem for item in found.items] == ["Q & A?", "Q & A?"]
    assert [(skip.code, skip.place) for skip in found.skips] == [(SKIPPED, Place(None, "item 2"))]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"1", b'{"results": 1}', b"[" * 100_000, b"[" + b"9" * 5_000 + b"]", b"\xff"]
)
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    """With words, whatever it is."""
    with pytest.raises(Unreadable):
        read(data, "x.json")


def test_a_line_is_named_where_json_ends() -> None:
    """The place of a fault in the JSON."""
    with pytest.raises(Unreadable) as caught:
        read(b'{"results": [\n  {"type": }\n]}', "x.json")
    assert caught.value.place == Place(2)


def test_a_bare_list_and_an_unknown_difficulty() -> None:
    """Lists are taken too; what is no difficulty is told."""
    found = read(json.dumps([GOOD | {"difficulty": "odd"}]).encode(), "my_list.json")
    assert (found.title, len(found.items)) == ("my list", 1)
    assert [loss.field for loss in found.losses] == ["difficulty"]


def levelled(draft: Written, _item: Item) -> Written:
    """Five difficulties become three."""
    return replace(draft, difficulty=min(max(draft.difficulty, 2), 4))


def holds(data: st.DataObject) -> None:
    """What comes back is what was written, minus what was reported."""
    language = data.draw(st.sampled_from(("en", "de")))
    header = Header("CC0-1.0", "A <b>", language)
    made = round_trip(FORMAT, data.draw(banks(language=language)), header, {
        "citations": without_sources, "level": levelled})  # fmt: skip
    back = read(made.data, "x.json")
    assert (back.title, back.licence, back.attribution, back.language) == ("Title", "CC0-1.0", "A <b>", language)
    assert FORMAT.sniff(made.data, "x.json") or not back.items


@given(st.data())
def test_what_is_written_comes_back(data: st.DataObject) -> None:
    """All kinds, all fields, whatever texts look like to JSON and HTML."""
    holds(data)


@pytest.mark.deep
@given(st.data())
def test_what_is_written_comes_back_deep(data: st.DataObject) -> None:
    """The same, many times over."""
    holds(data)
