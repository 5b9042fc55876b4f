"""What a slip in a pack keeps from being asked still counts: as a name, as a rival, as what is missing in a list."""

from __future__ import annotations

from typing import Any

import pytest

from quiz.audit import audit
from quiz.bank import emit, open_bank
from quiz.core.kinds import Typed
from quiz.packs import Loaded, load_bytes

_PACK = """\
quiz: 1
title: T
sources: {P: {date: 2024-06-01, dated: printed}}
things:
  person: [Kim, Wim, Xenia, Umberto, Modi]
  town: [Berlin, Rom, Paris, Oslo]
relations:
  visited:
    roles: {who: person, place: town, when: year}
    say: "{who} visited {place} {when:on}."
    only one:
      who: {per: [place], because: each town had one guest}
      place: {per: [who], because: each went to one town}
    ask: {who: "Who visited {place}?", place: "Which town did {who} visit?"}
facts:
  visited:
    - {who: Kim, place: Berlin, when: 2018, evidence: {P 1: a}}
"""
Item = dict[str, Any]


def load(*changes: tuple[str, str], more: str = "") -> Loaded:
    """The pack with texts exchanged and something added."""
    text = _PACK + more
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load_bytes(text.encode(), "t")


def codes(loaded: Loaded) -> list[str]:
    """The errors that were noted."""
    return [one.code for one in loaded.findings if one.severity == "error"]


def bank(loaded: Loaded, kind: str = "", ask: str = "") -> list[Item]:
    """The questions of a kind with a stem, after the auditor has passed all."""
    items = [emit(item) for item in open_bank(loaded.pack).generate().items]
    assert audit(loaded.plain, items) == []
    return [item for item in items if kind in ("", item["kind"]) and ask in str(item["ask"])]


def offered(loaded: Loaded, ask: str) -> set[str]:
    """What is ever offered for a stem."""
    found = {text for item in bank(loaded, "single", ask) for text in item["options"]}
    assert found
    return found


_TOWNS = "town: [Berlin, Rom, Paris, Oslo]"


@pytest.mark.parametrize("slip", ["in: Berlin", "inn: Berlin", "in: Berln"])
def test_what_may_lie_in_the_answer_is_no_option(slip: str) -> None:
    """Whether the container is named, or its key or its name mistyped."""
    loaded = load((_TOWNS, f"town: [Berlin, Rom, Paris, Oslo, {{name: Mitte, {slip}}}]"))
    assert offered(loaded, "Which town did Kim visit?") == {"Berlin", "Rom", "Paris", "Oslo"}


def test_a_foil_of_the_same_name_does_not_bring_it_back() -> None:
    """A foil that repeats a thing's name is that thing."""
    towns = (_TOWNS, "town: [Berlin, Rom, Paris, Oslo, {name: Mitte, inn: Berlin}]")
    foils = "foils: {town: {names: [Mitte, Rom], because: far away}}\n"
    assert offered(load(towns, more=foils), "Which town did Kim visit?") == {"Berlin", "Rom", "Paris", "Oslo"}
    assert codes(load(more=foils)) == ["F712"]


def test_its_names_are_not_taken_for_a_slip_of_the_answer() -> None:
    """A typed question rejects the name of a thing with an error as it does that of any other."""
    for other in ("Berlim", "{name: Berlim, colour: red}"):
        loaded = load((_TOWNS, f"town: [Berlin, Rom, Paris, {other}]"))
        asked = [item.question for item in open_bank(loaded.pack).generate().items]
        rejected = {option.text for one in asked if isinstance(one, Typed) for option in one.reject}
        assert "Berlim" in rejected


def test_a_namesake_whose_note_is_mistyped_is_meant() -> None:
    """The fact that names it is kept, and contradicts; no advice is given that was followed already."""
    people = "Modi]", "{name: Modi, noet: the elder}, {name: Modi, note: the younger}]"
    loaded = load(people, more="    - {who: Modi, place: Berlin, when: 2019, evidence: {P 2: b}}\n")
    assert codes(loaded) == ["Y118"]
    assert len(loaded.pack.broken) == 1
    assert bank(loaded, ask="Who visited Berlin?") == []


@pytest.mark.parametrize(
    "people", ["{name: Modi, also: [Bob]}, {name: Modi, colour: red}", "Modi, {name: Modi, colour: red, also: [Bob]}"]
)
def test_a_thing_that_stands_twice_keeps_all_its_names(people: str) -> None:
    """Nothing tells which is meant, so that neither is asked; what is said of either still contradicts."""
    loaded = load(("Modi]", f"{people}]"), more="    - {who: Bob, place: Berlin, when: 2019, evidence: {P 2: b}}\n")
    assert codes(loaded) == ["Y118"]
    assert len(loaded.pack.broken) == 1
    assert bank(loaded, ask="Who visited Berlin?") == []


def test_two_sound_things_of_one_name_are_both_unasked() -> None:
    """In whatever kinds they stand."""
    for kinds in ((_TOWNS, "town: [Berlin, Rom, Paris, Oslo, Berlin]"), (_TOWNS, f"{_TOWNS}\n  state: [Berlin]")):
        loaded = load(kinds)
        assert codes(loaded) == ["F712"]
        assert (bank(loaded), len(loaded.pack.broken)) == ([], 1)


def test_a_thing_with_a_slip_is_not_offered_by_a_one_off() -> None:
    """Its author vouched for it without having seen the slip."""
    one = "one-off facts:\n  - {ask: Where was it?, answer: Berlin, kind: town, wrong: [Mitte, Rom, Paris],"
    one += ' because: b, say: "It was in {answer}.", evidence: {P 1: a}}\n'
    loaded = load((_TOWNS, "town: [Berlin, Rom, Paris, Oslo, {name: Mitte, inn: Berlin}]"), more=one)
    assert offered(loaded, "Where was it?") == {"Berlin", "Rom", "Paris"}


_COMPLETE = """\
complete:
  - {relation: visited, role: who, where: {place: Rom}, because: b, ask: Which of these visited Rom?,
     count: How many visited Rom?, evidence: {P 1: a}}
"""
_GUESTS = "    - {who: Wim, place: Rom, when: 2018, evidence: {P 2: b}}\n"
_FREE = ("who: {per: [place], because: each town had one guest}", "when: {per: [who, place], because: once}")
_SLIPS = (
    "who: Xenia, place: Rom, when: 2018, evidence: {Nobody 3: c}",
    "who: Xenia, place: Rom, when: 2018, when: 2019, evidence: {P 3: c}",
    "who: Xenya, place: Rom, when: 2018, evidence: {P 3: c}",
    "who: {name: Xenia}, place: Rom, evidence: {P 3: c}",
    "whoo: Xenia, place: Rom, evidence: {P 3: c}",
)


@pytest.mark.parametrize("slip", ["", *_SLIPS])
def test_a_list_is_not_complete_while_a_fact_has_an_error(slip: str) -> None:
    """What nobody can read may belong to it."""
    loaded = load(_FREE, more=_GUESTS + (f"    - {{{slip}}}\n" if slip else "") + _COMPLETE)
    assert bool(codes(loaded)) == bool(slip)
    assert bool(bank(loaded, "number", "How many")) == (not slip)


def test_what_a_relation_implies_is_not_complete_either() -> None:
    """A fact counts for all that its relation implies."""
    toured = 'relations:\n  toured:\n    roles: {who: person, place: town}\n    say: "{who} toured {place}."\n'
    toured += "    implies: [visited]\n"
    more = _GUESTS + "  toured:\n    - {who: Xenya, place: Rom, evidence: {P 3: c}}\n" + _COMPLETE
    assert bank(load(_FREE, ("relations:\n", toured), more=more), "number") == []
    assert bank(load(_FREE, ("relations:\n", toured), ("Xenya", "Xenia"), more=more), "number") != []


def test_a_key_that_stands_twice_unsays_nothing() -> None:
    """The fact is no question, and contradicts."""
    loaded = load(more="    - {who: Modi, place: Berlin, note: a, note: b, evidence: {P 2: b}}\n")
    assert codes(loaded) == ["Y106"]
    assert len(loaded.pack.broken) == 1
    assert bank(loaded, ask="Who visited Berlin?") == []


def test_a_span_between_facts_with_an_error_has_none_of_its_own() -> None:
    """The error that hides the fact is the one to mend."""
    span = "spans:\n  - {from: {visited: {who: Kim}}, to: {visited: {who: Wim}}, ask: How long?}\n"
    assert codes(load(more=_GUESTS + span)) == []
    for old, new in (("P 2: b", "Nobody 2: b"), ("Wim, X", "{name: Wim, colour: red}, X")):
        loaded = load((old, new), more=_GUESTS + span)
        assert len(codes(loaded)) == 1
        assert loaded.pack.spans == ()
    assert codes(load(more=span)) == ["F718"]


_PRICE = """\
one-off facts:
  - {{ask: What did it cost?, answer: 48.5 million roubles, kind: money, wrong: [{wrong}], because: b,
     say: "It cost {{answer}}.", evidence: {{P 1: a}}}}
"""


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("8.5 million roubles, 18.5 million roubles", ""),
        ("8.5 millisn roubles, 18.5 million roubles", "Q203"),
        ("about 48 million roubles, 18.5 million roubles", "Q203"),
        ("8.5 million dollars, 18.5 million roubles", "Q203"),
        ("over 60 million roubles, 98.5 million roubles", "Q204"),
    ],
)
def test_a_wrong_sum_can_be_told_from_the_others(wrong: str, code: str) -> None:
    """Another currency or an open end may be the same sum; the question is left out, and its author told."""
    loaded = load(more=_PRICE.format(wrong=wrong))
    assert codes(loaded) == ([code] if code else [])
    assert bool(bank(loaded, "single", "What did it cost?")) == (not code)


def test_brackets_in_the_question_of_a_one_off_stand_as_they_are() -> None:
    """It is no template: nothing is left out where a value is missing."""
    one = "one-off facts:\n  - {ask: '%s', answer: tea, wrong: [beer, milk], because: b, say: \"It was {answer}.\","
    one += " evidence: {P 1: a}}\n"
    for ask in ("What is in [brackets]?", "What is [at the end?", "What does {this} mean?"):
        assert offered(load(more=one % ask), ask) == {"tea", "beer", "milk"}


def test_a_span_without_a_unit_is_in_years() -> None:
    """For the auditor as for the loader."""
    days = "spans:\n  - {from: {visited: {who: Kim}}, to: {visited: {who: Wim}}, ask: How long?}\n"
    loaded = load(("roles: {who: person, place: town, when: year}", "roles: {who: person, place: town, when: day}"),
                  ("2018", "2018-05-06"), more=_GUESTS.replace("2018", "2021-07-08") + days)  # fmt: skip
    (item,) = bank(loaded, "number", "How long?")
    assert item["answer"] == {"value": 3, "unit": "years"}


def test_a_fact_of_one_value_says_nothing() -> None:
    """Neither to the generator nor to the auditor."""
    loaded = load(more="    - {who: Modi, plaice: Berlin, evidence: {P 2: b}}\n")
    assert codes(loaded) == ["F720", "Y118"]
    assert bank(loaded, ask="Which town did Kim visit?") != []
