"""The auditor passes clean questions and names what is wrong with planted ones."""

from __future__ import annotations

from quiz.audit import audit
from tests.audit.world import clean, pack


def test_clean_questions_of_every_kind_pass() -> None:
    """A sound bank has no problem."""
    items = clean()
    assert {item["kind"] for item in items.values()} == {
        "single", "multiple", "true_false", "number", "typed", "order", "match", "cloze",
    }  # fmt: skip
    assert audit(pack(), items.values()) == []
