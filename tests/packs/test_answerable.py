"""Whatever the loader lets through can be answered by typing."""

from __future__ import annotations

import pytest

from quiz.core.grammar import Problem, parse, spell
from quiz.core.kinds import canonical, grade, shown_texts
from quiz.packs import load_bytes
from tests.cli.running import RIVERS

HEAD = "quiz: 1\ntitle: T\nquestions:\n"


@pytest.mark.parametrize(
    "question",
    [
        "{fill: 'Mix [[oil]] and [[salt; pepper]].'}",
        "{fill: 'Mix [[oil|fat; butter]] and [[salt]].'}",
    ],
    ids=["first", "variant"],
)
def test_a_semicolon_in_one_of_several_gaps_is_named(question: str) -> None:
    """It parts what is typed, so nobody could fill that gap."""
    loaded = load_bytes(f"{HEAD}  - {question}\n".encode(), "t")
    assert "Q220" in [finding.code for finding in loaded.findings]
    assert loaded.pack.questions == ()


@pytest.mark.parametrize(
    "question",
    [
        "{fill: 'Mix [[salt; pepper]].'}",
        "{fill: 'It goes [[100 km/h]] or [[60 km/h]].'}",
        "{ask: A?, accept: a; b}",
        "{ask: A?, accept: quit}",
        "{ask: A?, right: B, wrong: [A, C]}",
        "{ask: A?, number: 0.125, unit: km}",
        "{ask: A?, number: -3}",
        "{ask: A?, order: [C, A, B]}",
        "{ask: A?, match: {'1': B, '2': A}}",
    ],
)
def test_what_is_taken_can_be_typed(question: str) -> None:
    """The key, spelled out, is read as a full answer."""
    (item,) = load_bytes(f"{HEAD}  - {question}\n".encode(), "t").pack.questions
    asked = item.question
    order = tuple(reversed(range(len(shown_texts(asked)))))
    response = parse(spell(canonical(asked), order), asked, order)
    assert not isinstance(response, Problem)
    assert grade(asked, response).credit == 1


def test_every_kind_of_a_pack_can_be_typed() -> None:
    """The same for a pack of all eight kinds."""
    items = load_bytes(RIVERS.read_bytes(), "t").pack.questions
    assert len({item.question.kind for item in items}) == 8
    for item in items:
        order = tuple(range(len(shown_texts(item.question))))
        response = parse(spell(canonical(item.question), order), item.question, order)
        assert not isinstance(response, Problem)
        assert grade(item.question, response).credit == 1
