"""Aiken: what teachers' files hold, and what comes back from a file that was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.kinds import Multiple, Option, Question, Single, TrueFalse
from quiz.formats.aiken import FORMAT, read
from quiz.formats.base import FORM, SKIPPED, Header, Place
from tests.formats.expected import round_trip, without_sources
from tests.formats.written import banks

AB = Single((Option("x"), Option("y")), 0)

READ: dict[str, tuple[str, str, Question, list[tuple[int, str]]]] = {
    "as it should be": ("What?\nA) x\nB) y\nANSWER: A", "What?", AB, []),
    "dots and blank lines": ("What?\n\nA. x\n\nB. y\n\nANSWER: A", "What?", AB, []),
    "a stem of two lines": ("What\nnow?\nA) x\nB) y\nANSWER: A", "What now?", AB, [(1, "2 lines")]),
    "no blank after the letter": ("What?\nA)x\nB) y\nANSWER: A", "What?", AB, [(2, "no space")]),
    "small letters": ("What?\na) x\nb) y\nANSWER: a", "What?", AB, [(2, "small"), (3, "small")]),
    "no blank after the colon": ("What?\nA) x\nB) y\nANSWER:A", "What?", AB, [(4, "otherwise")]),
    "a small answer": ("What?\nA) x\nB) y\nanswer: A", "What?", AB, [(4, "otherwise")]),
    "an option of two lines": (
        "What?\nA) x\nB) y\nand z\nANSWER: A", "What?", Single((Option("x"), Option("y and z")), 0), [(4, "goes on")],
    ),
    "a stem like an option": (
        "A. Lincoln was what?\nA) x\nB) y\nANSWER: A", "A. Lincoln was what?", AB, [(1, "begins like an option")],
    ),
    "another letter before the options": ("B. Brecht wrote what?\nA) x\nB) y\nANSWER: A", "B. Brecht wrote what?", AB, [
        (1, "begins like an option")]),
    "a letter left out": ("What?\nA) x\nC) y\nANSWER: A", "What?", AB, []),
    "two answers": (
        "What?\nA) x\nB) y\nC) z\nANSWER: A, C", "What?",
        Multiple((Option("x"), Option("z"), Option("y")), (0, 1)), [],
    ),
    "true and false": ("It is.\nA) True\nB) False\nANSWER: B", "It is.", TrueFalse(key=False), []),
    "carriage returns": ("What?\rA) x\rB) y\rANSWER: A\r", "What?", AB, []),
    "the right one last": ("What?\nA) y\nB) x\nANSWER: B", "What?", AB, []),
}  # fmt: skip

SKIPS = {
    "What?\nA) x\nANSWER: A": ("What?", "fewer than two options"),
    "What?\nA) x\nB) y\nANSWER: C": ("What?", "none of its options"),
    "What?\nA) x\nB) x\nANSWER: A": ("What?", "twice"),
    "What?\nA) x\nB) y\n": ("What?", "no line `ANSWER:`"),
    "A) x\nB) y\nANSWER: A": ("", "no question text"),
}


@pytest.mark.parametrize("name", READ)
def test_deviations_are_taken_and_told_by_line(name: str) -> None:
    """Each is read as its author meant it; what other programs would stumble over is told with its line."""
    text, stem, question, told = READ[name]
    found = read(text.encode(), "x.txt")
    assert found.skips == ()
    assert [(item.stem, item.question) for item in found.items] == [(stem, question)]
    assert all(loss.field == FORM for loss in found.losses)
    assert [loss.place for loss in found.losses] == [Place(line) for line, _ in told]
    assert all(words in loss.reason for loss, (_, words) in zip(found.losses, told, strict=True))


@pytest.mark.parametrize("text", SKIPS)
def test_what_cannot_be_taken_is_named(text: str) -> None:
    """With a code, its line and a reason; the questions around it are read."""
    good = "Good?\nA) x\nB) y\nANSWER: B\n"
    found = read(f"{good}\n{text}\n\n{good}".encode(), "x.txt")
    assert [item.stem for item in found.items] == ["Good?", "Good?"]
    (skip,) = found.skips
    called, reason = SKIPS[text]
    assert (skip.code, skip.question, skip.place) == (SKIPPED, called, Place(6))
    assert reason in skip.reason


def test_the_last_question_may_be_unfinished() -> None:
    """It is named, and what stands before it is read."""
    found = read(b"One?\nA) x\nB) y\nANSWER: A\n\nTwo?\nA) x\n", "x.txt")
    assert [item.stem for item in found.items] == ["One?"]
    assert [(skip.question, skip.place.line) for skip in found.skips] == [("Two?", 6)]


def test_it_knows_its_files() -> None:
    """By letters and an answer."""
    assert FORMAT.sniff(b"What?\nA) x\nB) y\nANSWER: A\n", "x.txt")
    assert not FORMAT.sniff(b"What? {=x ~y}", "x.txt")


def holds(data: st.DataObject) -> None:
    """What comes back is what was written, minus what was reported."""
    items = data.draw(banks())
    made = round_trip(FORMAT, items, Header(), {"citations": without_sources})
    assert FORMAT.sniff(made.data, "x.txt") or made.data == b""


@given(st.data())
def test_what_is_written_comes_back(data: st.DataObject) -> None:
    """All kinds, all fields, whatever texts look like to Aiken."""
    holds(data)


@pytest.mark.deep
@given(st.data())
def test_what_is_written_comes_back_deep(data: st.DataObject) -> None:
    """The same, many times over."""
    holds(data)
