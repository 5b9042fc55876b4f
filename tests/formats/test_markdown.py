"""Markdown quizzes as three programs write them, each shape in a file of our own making."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Question, Single, TrueFalse, Typed
from quiz.formats.base import CODE, SKIPPED, Place
from quiz.formats.markdown import FORMAT, read

N = Fraction
AB = Single((Option("x"), Option("y")), 0)
BOTH = Multiple((Option("x"), Option("z"), Option("y")), (0, 1))

READ: dict[str, tuple[str, str, Question, str]] = {
    # text2qti
    "letters": ("1. What?\na) y\n*b) x\n", "What?", AB, ""),
    "letters with what is said": (
        "1.  What?\n... because\n*a)  x\n... yes\nb)  y\n... no\n", "What?",
        Single((Option("x", "yes"), Option("y", "no")), 0), "because",
    ),
    "boxes without a sign": ("1. What?\n[*] x\n[ ] y\n[*] z\n", "What?", BOTH, ""),
    "true and false": ("1. It is.\n*a) True\nb) False\n", "It is.", TrueFalse(key=True), ""),
    "a number": ("1. How many?\n=   1.41 +- 0.01\n", "How many?", Number(
        N("1.41"), N("1.40"), N("1.42"), printed="1.41"), ""),
    "a number in percent": ("1. How many?\n= 200 +- 1%\n", "How many?", Number(
        N(200), N(198), N(202), printed="200"), ""),
    "a range": ("1. How many?\n= [1, 2]\n", "How many?", Number(N("1.5"), N(1), N(2), printed="1.5"), ""),
    "an exact number": ("1. How many?\n= 7\n", "How many?", Number(N(7), N(7), N(7), printed="7"), ""),
    "short answers": ("1. Who?\n*   Ann\n*   Anna B.\n", "Who?", Typed(("Ann", "Anna B.")), ""),
    "lines that go on": (
        "1. What\n   now?\n*a) x and\n    more\nb) y\n", "What\nnow?",
        Single((Option("x and\nmore"), Option("y")), 0), "",
    ),
    # quizdown
    "one right of a numbered list": ("### What?\n\n1. [x] x\n1. [ ] y\n", "What?", AB, ""),
    "several right of a list": ("### What?\n- [x] x\n- [ ] y\n- [x] z\n", "What?", BOTH, ""),
    "what is said to an option": (
        "## What?\n1. [ ] y\n    > no\n1. [x] x\n", "What?", Single((Option("x"), Option("y", "no")), 0), "",
    ),
    "an order": ("## Which first?\n1. a\n2. b\n3. c\n", "Which first?", Order(("a", "b", "c")), ""),
    "a text below the heading": ("## What?\n\nThink.\n\n- [x] x\n- [x] z\n- [ ] y\n", "What?\nThink.", BOTH, ""),
    "settings before it": ("---\nshuffle: true\n---\n## What?\n1. [x] x\n2. [ ] y\n", "What?", AB, ""),
    # mkdocs-quiz
    "a block": ("<quiz>\nWhat?\n- [x] x\n- [ ] y\n\nBecause.\n</quiz>\n", "What?", AB, "Because."),
    "a block with several right": ("<quiz>\nWhat?\n- [x] x\n- [ ] y\n- [x] z\n</quiz>\n", "What?", BOTH, ""),
    "a gap in a block": (
        "<quiz>\n2 + 2 = [[4]]\n\n---\nArithmetic.\n</quiz>\n", "Fill in the gaps.",
        Cloze(("2 + 2 = ", ""), (Typed(("4",)),)), "Arithmetic.",
    ),
    # what these have in common
    "a table of pairs": (
        "## Match.\n| Land | Town |\n|---|---|\n| A | a |\n| B | b |\n|  | c |\n", "Match.",
        Match(("A", "B"), ("a", "b", "c"), ("Land", "Town")), "",
    ),
    "gaps below a heading": (
        "## Fill.\nThe [[a|b]] and [[c]].\n\n> Why\n", "Fill.",
        Cloze(("The ", " and ", "."), (Typed(("a", "b")), Typed(("c",)))), "Why",
    ),
    "numbered questions below a chapter": ("# Chapter\n\n1. What?\n*a) x\nb) y\n", "What?", AB, ""),
    "markup": ("## What is <b>it</b>?\n1. [x] x\n2. [ ] y\n", "What is it?", AB, ""),
    "code in a stem": ("## What?\n```python\n# no heading\n1. x\n```\n1. [x] x\n2. [ ] y\n",
                       "What?\n# no heading\n1. x", AB, ""),
    "an escaped sign": ("## What?\n1. [x] \\[x] x\n2. [ ] y\n", "What?", Single((Option("[x] x"), Option("y")), 0), ""),
}  # fmt: skip

SKIPS = {
    "1. Tell.\n____\n": "essay",
    "1. Send.\n^^^^\n": "upload",
    "1. What?\na) x\nb) y\n": "none of its answers is right",
    "1. How?\n= many\n": "no number",
    "1. How?\n= [2, 1]\n": "no range",
    "Text: Read this first.\n": "asks nothing",
    "1. What?\n*a) x\nb) x\n": "twice",
    "1. Alone.\n": "no answers",
}


@pytest.mark.parametrize("name", READ)
def test_each_shape_is_read(name: str) -> None:
    """Stem, question and explanation."""
    text, stem, question, explain = READ[name]
    found = read(text.encode(), "x.md")
    assert found.skips == ()
    assert [(item.stem, item.question, item.reveal.explain) for item in found.items] == [(stem, question, explain)]
    assert FORMAT.sniff(text.encode(), "x.md")


@pytest.mark.parametrize("text", SKIPS)
def test_what_cannot_be_taken_is_named(text: str) -> None:
    """With a code, its line and a reason; the questions around it are read."""
    good = "1. Good?\n*a) x\nb) y\n"
    found = read(f"{good}\n{text}\n{good}".encode(), "x.txt")
    assert [item.stem for item in found.items] == ["Good?", "Good?"]
    (skip,) = found.skips
    assert (skip.code, skip.place) == (SKIPPED, Place(5))
    assert SKIPS[text] in skip.reason


def test_the_head_of_text2qti() -> None:
    """Title, groups, points, names and comments."""
    text = (
        "Quiz title: Physics\nQuiz description: Easy.\n\nGROUP\npick: 1\npoints per question: 2\n\n"
        "Title: First\nPoints: 2\n1. One?\n*a) x\nb) y\nEND_GROUP\n% a remark\nCOMMENT\n2. Gone?\n*a) x\nb) y\n"
        "END_COMMENT\n\n3. Two?\n+ Well done.\n*a) x\nb) y\n"
    )
    found = read(text.encode(), "x.txt")
    assert (found.title, [item.stem for item in found.items]) == ("Physics", ["One?", "Two?"])
    assert [item.weight for item in found.items] == [2, 1]
    assert found.extras[found.items[0].id] == {"name": "First"}
    assert [(loss.field, loss.place.line) for loss in found.losses] == [("pick", 5), ("say", 21)]


def test_headings_without_answers_are_title_and_topics() -> None:
    """The first is the title, those with others under them are topics."""
    text = "# Title\n\n## Birds\n\n### One?\n1. [x] x\n2. [ ] y\n\n## Fish\n\n### Two?\n1. [x] x\n2. [ ] y\n"
    found = read(text.encode(), "x.md")
    assert (found.title, [item.topic for item in found.items]) == ("Title", ["Birds", "Fish"])


def test_code_is_never_run() -> None:
    """It is named, and its lines are no text of a question."""
    found = read(b"```{.python .quiz .run}\nimport os\n```\n\n1. What?\n*a) x\nb) y\n", "x.txt")
    assert [item.stem for item in found.items] == ["What?"]
    assert [(loss.code, loss.place) for loss in found.losses] == [(CODE, Place(1))]


def test_a_hint_is_told() -> None:
    """quizdown's hints stand before the answers."""
    found = read(b"## What?\n> think\n1. [x] x\n2. [ ] y\n", "x.md")
    assert [(loss.field, "think" in loss.reason) for loss in found.losses] == [("hint", True)]
