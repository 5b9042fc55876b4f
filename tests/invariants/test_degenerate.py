"""Invariant 44: packs with next to nothing in them neither fail nor make up questions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.invariants.context import build
from tests.invariants.library import RELATIONS, SOURCES
from tests.invariants.table import failures

EMPTY: dict[str, Any] = {"quiz": "1", "title": "Next to nothing", "sources": SOURCES}
VISITED = {key: RELATIONS["visited"][key] for key in ("roles", "say", "event", "ask")}
LICENSED = VISITED | {"only one": {"who": {"per": ["place"], "because": "a steady record"}}}
FACT = {"who": "Kim", "place": "Riga", "when": "2018", "evidence": {"Gazette 1": "as the paper says"}}
THINGS = {"person": ["Kim"], "place": ["Riga"]}


def _pack(relation: dict[str, Any], facts: list[dict[str, Any]], things: dict[str, list[str]]) -> dict[str, Any]:
    """A pack with one relation."""
    return EMPTY | {"things": things, "relations": {"visited": relation}, "facts": {"visited": facts}}


@pytest.mark.parametrize(
    "plain",
    [
        EMPTY,
        EMPTY | {"things": THINGS},
        EMPTY | {"things": THINGS, "relations": {"visited": VISITED}},
        _pack(VISITED, [], THINGS),
    ],
    ids=["nothing", "things", "a relation", "no facts"],
)
def test_no_facts_give_no_questions(plain: dict[str, Any]) -> None:
    """Without facts there is nothing to ask."""
    built = build(plain)
    assert built.items == []
    assert failures(built) == {}


@pytest.mark.parametrize("relation", [VISITED, LICENSED], ids=["open", "licensed"])
def test_one_fact_gives_no_choice(relation: dict[str, Any]) -> None:
    """A fact alone has no wrong options; what else it gives holds every invariant."""
    built = build(_pack(relation, [FACT], THINGS))
    assert {item["kind"] for item in built.items} <= {"cloze", "number", "true_false", "typed"}
    assert failures(built) == {}


def test_without_a_licence_there_are_no_wrong_options() -> None:
    """Many things of a kind and an open relation: silence is not denial, so no single choice is made."""
    people = ["Kim", "Modi", "Wim", "Xenia", "Umberto"]
    built = build(_pack(VISITED, [FACT], {"person": people, "place": ["Riga", "Oslo", "Sochi"]}))
    assert not any(item["kind"] == "single" for item in built.items)
    assert not any(item["kind"] == "true_false" and item["answer"] is False for item in built.items)


def test_with_a_licence_there_are() -> None:
    """The same pack with the licence gives the choice, with all the other people to draw from."""
    people = ["Kim", "Modi", "Wim", "Xenia", "Umberto"]
    built = build(_pack(LICENSED, [FACT], {"person": people, "place": ["Riga", "Oslo", "Sochi"]}))
    choices = [item for item in built.items if item["kind"] == "single"]
    assert [item["answer"] for item in choices] == ["Kim"]
    assert failures(built) == {}
