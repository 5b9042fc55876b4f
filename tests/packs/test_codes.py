"""The table of codes keeps its word: each bad example gives its code where it says, each good one does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import quiz.packs.codes
from quiz.packs import CODES
from tests.packs.fixtures import found, marked, whole

ROWS = [(code, row) for code, row in CODES.items() if row.shown]


@pytest.mark.parametrize("code", [code for code, _ in ROWS])
def test_a_bad_example_gives_its_code_at_its_place_and_no_other(code: str) -> None:
    """Line and column are those of the mark. What only `--pedantic` finds is silent without."""
    row = CODES[code]
    data, line, column = marked(row.bad)
    findings = found(data, pedantic=row.pedantic)
    assert (code, line, column) in {(one.code, one.line, one.column) for one in findings}
    assert {one.code for one in findings if one.code != "P600"} <= {code, *_along(code)}
    assert {one.severity for one in findings if one.code == code} == {row.severity}
    if row.pedantic:
        assert code not in {one.code for one in found(data, pedantic=False)}


def _along(code: str) -> set[str]:
    """What an example cannot help giving besides."""
    return {"P611", "Q216", "P608", "T508", "P612", "A305"} if CODES[code].pedantic else set()


@pytest.mark.parametrize("code", [code for code, _ in ROWS])
def test_a_good_example_gives_nothing(code: str) -> None:
    """The cure of each finding is clean, and stays so with `--pedantic` as far as its own code goes."""
    data = whole(CODES[code].good).encode()
    assert [one.code for one in found(data, pedantic=False)] == []
    assert code not in {one.code for one in found(data, pedantic=True)}


def test_rows_are_complete_and_brief() -> None:
    """Every row says what, why and what to do, in sentences."""
    for code, row in CODES.items():
        assert re.fullmatch(r"[YQANTPFX][1-8]\d\d", code)
        assert row.title
        assert row.title[-1] not in ".!"
        assert row.why.endswith((".", "!"))
        assert row.fix[-1] in ".:>?'" or row.fix[-1].isalnum()
        assert row.bad != row.good
        assert len(row.title) < 80


def test_there_are_about_a_hundred_codes_of_every_letter() -> None:
    """All groups are there, in the order of the alphabet of their files."""
    assert len(CODES) > 100
    assert {code[0] for code in CODES} == set("YQANTPFX")


def test_every_code_is_found_somewhere_and_every_finding_has_a_row() -> None:
    """The table and the places that note findings agree; those of other programs' files are noted elsewhere."""
    package = Path(quiz.packs.codes.__file__).parent.parent.parent
    files = [path for path in package.rglob("*.py") if path.parent.name != "codes"]
    text = "".join(path.read_text("utf-8") for path in files)
    assert {code for code in CODES if f'"{code}"' not in text and code[0] != "X"} == set()
    used = set(re.findall(r'(?:add|_error|_stop|ValueProblem|Explained)\(\s*"([A-Z]\d{3})"', text))
    assert used | set(re.findall(r'^_?[A-Z_]+ = "([YQANTPFX]\d{3})"$', text, re.MULTILINE)) <= set(CODES)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("TODO", True), ("TODO: ask", True), ("TBD", True), ("FIXME later", True), ("???", True), ("...", True),
        ("Lorem ipsum dolor", True), ("Todo", False), ("todo el mundo", False), ("TODOS", False), ("Tbd", False),
        ("...and then?", False),
    ],
)  # fmt: skip
def test_only_what_was_left_to_be_written_is_a_placeholder(text: str, left: bool) -> None:
    """Words of other languages that look like one are none."""
    data = f"quiz: 1\ntitle: T\nquestions:\n  - {{ask: Which?, right: '{text}', wrong: [a, b]}}\n".encode()
    assert ("Q217" in {one.code for one in found(data, pedantic=False)}) is left
