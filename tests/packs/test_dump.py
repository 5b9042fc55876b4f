"""Writing packs: what is written loads as what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.items import Item
from quiz.packs import builtin_dir, load_bytes, load_path
from quiz.packs.dump import Head, dump
from quiz.packs.emitter import scalar
from tests.formats.written import SOURCES, TRAPS, banks, lines, texts

LANGUAGES = ("en", "de", "pt-BR")


def loaded(head: Head, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The questions of a pack that is written and read again, without errors."""
    made = dump(head, items)
    assert made.dropped == ()
    back = load_bytes(made.text.encode(), "t")
    assert [found for found in back.findings if found.severity == "error"] == [], made.text
    assert (back.pack.title, back.pack.language, back.pack.licence) == (head.title, head.language, head.licence)
    return back.pack.questions


def holds(data: st.DataObject) -> None:
    """Whatever a pack can hold is the same item after writing and loading, whatever its texts look like to YAML."""
    language = data.draw(st.sampled_from(LANGUAGES))
    head = Head(data.draw(texts()), language, data.draw(st.just("") | lines()), data.draw(st.just("") | texts()))
    items = data.draw(banks(language=language))
    assert loaded(head, items) == items


@given(st.data())
def test_every_question_comes_back(data: st.DataObject) -> None:
    """All kinds, all fields, all traps of YAML."""
    holds(data)


@pytest.mark.deep
@given(st.data())
def test_every_question_comes_back_deep(data: st.DataObject) -> None:
    """The same, many times over."""
    holds(data)


def test_a_pack_that_ships_comes_back() -> None:
    """Every kind of question in the sampler, with its sources."""
    pack = load_path(builtin_dir() / "sampler.quiz.yaml").pack
    head = Head(pack.title, pack.language, pack.licence, about=pack.about, sources=pack.sources)
    assert loaded(head, pack.questions) == pack.questions


def test_head_and_foreign_keys_are_kept() -> None:
    """Licence, attribution, sources and `x-` keys, of the pack and of a question."""
    pack = load_path(builtin_dir() / "sampler.quiz.yaml").pack
    head = Head("T", "de", "CC0-1.0", "A, B & C", "About", {"no": SOURCES[0]}, {"x-of": {"a": ["1", None], "b": {}}})
    first = pack.questions[0]
    plain = load_bytes(dump(head, (first,), {first.id: {"name": "Q: 1"}}).text.encode(), "t").plain
    assert plain["attribution"] == "A, B & C"
    assert plain["x-of"] == {"a": ["1", None], "b": {}}
    assert plain["about"] == "About"
    questions = plain["questions"]
    assert isinstance(questions, list)
    assert questions[0]["x-name"] == "Q: 1"


@pytest.mark.parametrize("text", TRAPS)
def test_quotes_only_where_they_are_needed(text: str) -> None:
    """A text stands bare exactly where loading it bare gives it back, as a value and in brackets."""
    from quiz.core.text import clean

    shown = clean(text.strip(), lines=True).strip()
    for flow, frame in ((False, "quiz: 1\ntitle: T\nx-a: {}\n"), (True, "quiz: 1\ntitle: T\nx-a: [{}, b]\n")):
        value = load_bytes(frame.format(scalar(shown, flow=flow)).encode(), "t").pack.extra["x-a"]
        assert (value[0] if isinstance(value, list) else value) == shown


def test_a_plain_pack_reads_as_one_would_write_it() -> None:
    """No quotes, short forms and one line for short lists."""
    text = (
        "quiz: 1\ntitle: Capitals\nquestions:\n"
        "  - ask: Which city is the capital of Canada?\n    right: Ottawa\n    wrong: [Toronto, Montreal, Vancouver]\n"
        "    explain: Queen Victoria chose it in 1857.\n"
        "  - ask: How tall is it?\n    number: 462\n    within: 5\n    unit: m\n"
        "  - ask: Who?\n    accept: [Kim Jong Un, Kim Jong-un]\n    near: 1\n"
        "    reject:\n      Kim Jong Il: That is his father.\n"
        "  - ask: Match.\n    match:\n      Canada: Ottawa\n      Italy: Rome\n    decoys: [Toronto]\n"
        "  - fill: The capital of France is [[Paris]] and of Italy [[Rome|Roma]].\n"
    )
    pack = load_bytes(text.encode(), "t").pack
    assert dump(Head(pack.title), pack.questions).text == text
