"""The table of codes keeps its word: each bad example gives its code where it says, each good one does not."""

from __future__ import annotations

import re

import pytest

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
    """What an example cannot help giving besides. The auditor reads what the loader drops, and stumbles over it too."""
    if code in ("F712", "F721"):
        return {"F730"}
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
