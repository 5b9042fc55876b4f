"""What a check says without being asked for more does not nag."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quiz.packs import builtin_dir, load_bytes
from quiz.packs.bench import corpora, corpus
from quiz.packs.checks import review


@pytest.mark.parametrize("path", sorted(builtin_dir().glob("*.quiz.yaml")), ids=lambda path: path.name)
def test_packs_that_ship_are_clean(path: Path) -> None:
    """Not even a note."""
    assert review(load_bytes(path.read_bytes(), path.name)).findings == ()


@pytest.mark.skipif(not (corpora() / "opentdb").is_dir(), reason="the corpus is not here")
def test_a_trivia_bank_of_others_is_told_little_and_what_is_told_is_so() -> None:
    """Warnings on fewer than one question in a hundred, and notes on fewer than one in twenty."""
    found = review(load_bytes(corpus()[1], "trivia"))
    questions = 5_250
    warned = {one.line for one in found.findings if one.severity != "note"}
    noted = {one.line for one in found.findings if one.severity == "note"}
    assert len(warned) < questions / 100
    assert len(noted) < questions / 20
    counts = Counter(one.code for one in found.findings)
    assert counts["A306"] > 5
    assert counts["T504"] >= 4
