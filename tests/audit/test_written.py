"""Questions that the author wrote, as the auditor finds them again."""

from __future__ import annotations

from quiz.audit import audit


def test_a_text_with_gaps_needs_no_stem() -> None:
    """Where the pack has only `fill`, the question is asked as a bare text with gaps."""
    plain = {"quiz": "1", "title": "T", "questions": [{"fill": "Seine and [[Thames]]."}]}
    item: dict[str, object] = {
        "id": "q-1", "kind": "cloze", "ask": "Fill in the gaps. Seine and ____.", "options": [], "answer": ["Thames"],
        "facts": [], "proofs": [], "sources": [],
    }  # fmt: skip
    assert audit(plain, [item]) == []
    assert [problem.cls for problem in audit(plain, [item | {"answer": ["Rhine"]}])] == ["W2"]
