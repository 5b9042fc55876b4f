"""SECURITY.md keeps its word: every test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quiz.cli.bench import Bench

ROOT = Path(__file__).resolve().parent.parent
ROWS = re.findall(r"^\| (R\d+) \| [^|]+ \| ([^|]+) \|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)


def test_every_promise_has_its_row() -> None:
    """Those of a room: names, text, floods, keys, time, ends."""
    assert [name for name, _ in ROWS] == [f"R{number}" for number in (*range(1, 15), 21, 22, 23)]


@pytest.mark.parametrize(("name", "told"), ROWS, ids=[name for name, _ in ROWS])
def test_the_tests_of_a_promise_are_there(name: str, told: str) -> None:
    """A name without a file belongs to the file before it; where time is judged, that benchmark is there."""
    path = Path()
    for word in re.findall(r"`([^`]+)`", told):
        if word.startswith("quiz bench "):
            assert word.removeprefix("quiz bench ") in list(Bench), word
            continue
        file, _, test = word.rpartition("::") if "::" in word else ("", "", word)
        if not file and (found := _file(word, path)) is not None:
            path = found
            continue
        if file:
            path = _file(file, path) or Path()
        assert path.is_file(), word
        assert f"def {test}(" in path.read_text("utf-8"), word


def _file(word: str, before: Path) -> Path | None:
    """The file of tests that a word names, if it names one."""
    places = (ROOT / f"{word}.py", ROOT / "tests" / "serve" / f"{word}.py", before.parent / f"{word}.py")
    return next((place for place in places if place.is_file()), None)
