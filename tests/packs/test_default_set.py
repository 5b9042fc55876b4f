"""What a check says without being asked for more does not nag."""

from __future__ import annotations

import html
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quiz.packs import builtin_dir, load_bytes
from quiz.packs.bench import corpora, corpus
from quiz.packs.checks import review
from quiz.packs.repair import repair


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


@pytest.mark.skipif(not (corpora() / "opentdb").is_dir(), reason="the corpus is not here")
def test_a_trivia_bank_typed_without_a_single_quote_is_mended_into_one_that_plays() -> None:
    """A file that YAML stops reading dozens of times; afterwards all but a few questions are there."""
    rows = json.loads((corpora() / "opentdb" / "opentdb.json").read_bytes())["results"][:1_200]
    text = "quiz: 1\ntitle: T\nquestions:\n" + "".join(map(bare, rows))
    result = repair(text.encode(), "t")
    assert {"Y108", "Y109"} <= {code for _, code, _ in result.done}
    assert len(load_bytes(result.data, "t").pack.questions) > 0.99 * len(rows)


def bare(row: dict[str, Any]) -> str:
    """A question as somebody types it who knows nothing of YAML."""
    ask, right, *wrong = (
        " ".join(html.unescape(text).split())
        for text in (row["question"], row["correct_answer"], *row["incorrect_answers"])
    )
    if row["type"] == "boolean":
        return f"  - ask: {ask}\n    verdict: {right.lower()}\n"
    return f"  - ask: {ask}\n    right: {right}\n    wrong:\n" + "".join(f"      - {text}\n" for text in wrong)
