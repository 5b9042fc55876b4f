"""The shipped packs: their banks pass, and each of their questions is refused once it is twisted."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quiz.audit import audit
from quiz.audit.evidence import verify
from quiz.bank import emit, open_bank
from quiz.packs import load_path, resolve
from quiz.packs.load import Loaded
from tests.audit.world import Item

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"
SHIPPED = ("aurus", "sampler")
Twist = Callable[[Item], object]


@pytest.fixture(scope="module", params=SHIPPED)
def bank(request: pytest.FixtureRequest) -> tuple[Loaded, list[Item]]:
    """A shipped pack with its questions."""
    loaded = load_path(resolve(request.param))
    items: list[dict[str, Any]] = [emit(item) for item in open_bank(loaded.pack).generate().items]
    return loaded, items


def test_shipped_banks_are_clean(bank: tuple[Loaded, list[Item]]) -> None:
    """Generator and auditor agree on every question of every shipped pack."""
    loaded, items = bank
    assert len(items) >= 10
    assert audit(loaded.plain, items) == []


def _other_key(item: Item) -> None:
    item["answer"] = next(text for text in item["options"] if text != item["answer"])


def _one_key_more(item: Item) -> None:
    item["answer"] = [*item["answer"], next(text for text in item["options"] if text not in item["answer"])]


def _swap_ends(item: Item) -> None:
    first, *middle, last = item["answer"]
    item["answer"] = [last, *middle, first]


def _swap_pairs(item: Item) -> None:
    (left, one), (right, other), *rest = item["answer"].items()
    item["answer"] = {left: other, right: one, **dict(rest)}


_TWISTS: dict[str, Twist] = {
    "single": _other_key,
    "multiple": _one_key_more,
    "true_false": lambda item: item.update(answer=not item["answer"]),
    "number": lambda item: item["answer"].update(value=item["answer"]["value"] + 1),
    "typed": lambda item: item.update(answer="Atlantis"),
    "cloze": lambda item: item.update(answer=["Atlantis", *item["answer"][1:]]),
    "order": _swap_ends,
    "match": _swap_pairs,
}


def _turn_proofs(item: Item) -> None:
    for proof in item["proofs"]:
        proof["truth"] = "false" if proof["truth"] == "true" else "true"


_DAMAGE: dict[str, Twist] = {
    "answer": lambda item: _TWISTS[item["kind"]](item),
    "facts": lambda item: item.update(facts=["f-0000000000"]),
    "proofs turned": _turn_proofs,
    "proofs dropped": lambda item: item.update(proofs=[]),
    "quote": lambda item: item["sources"][0].update(quote=item["sources"][0]["quote"] + "!"),
    "paragraph": lambda item: item["sources"][0].update(paragraph=9999),
    "stem": lambda item: item.update(ask=item["ask"] + " Or not?"),
}


@pytest.mark.parametrize("damage", _DAMAGE)
def test_every_twisted_question_is_refused(bank: tuple[Loaded, list[Item]], damage: str) -> None:
    """Not one question of a bank survives a wrong answer, fact, proof, quote or stem."""
    loaded, items = bank
    made = [item for item in items if item["facts"] or damage == "answer"]
    twisted = copy.deepcopy(made)
    for item in twisted:
        _DAMAGE[damage](item)
    refused = {problem.question for problem in audit(loaded.plain, twisted)}
    assert [item["ask"] for item in twisted if item["id"] not in refused] == []


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")
def test_the_evidence_of_the_aurus_pack_holds() -> None:
    """Every fragment stands in its article, and every value follows from it."""
    found = verify(load_path(resolve("aurus")).plain, ARTICLES)
    assert found.faults == ()
    assert found.fragments > 150


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")
def test_one_changed_digit_in_an_article_fails(tmp_path: Path) -> None:
    """A digit changed in a copy of an article makes the facts that cite it fail, by source and paragraph."""
    for path in ARTICLES.glob("*.txt"):
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(text.replace("in 2018", "in 2019"), "utf-8")
    faults = verify(load_path(resolve("aurus")).plain, tmp_path).faults
    assert faults
    assert {fault.source for fault in faults} == {"VnExpress"}
    assert all(fault.paragraph in str(fault) and fault.fact in str(fault) for fault in faults)
