"""The sentences that every front end says of a right answer, and of those who bear it out."""

from __future__ import annotations

import pytest

from quiz.core.items import Citation, Reveal
from quiz.core.views import QuestionView, RevealView
from quiz.core.wording import filled, key_sentence, witnesses

RIVERS = ("Ob", "Irtysh", "Lena")


def asked(kind: str, **more: tuple[str, ...]) -> QuestionView:
    """An opened question."""
    return QuestionView(1, 1, 1, 1, 1, kind, "Which?", **more)  # type: ignore[arg-type]


def shown(text: str, key: tuple[int, ...] = (), *, truth: bool | None = None) -> RevealView:
    """Its reveal, of which the pack says nothing more."""
    return RevealView("i", key, text, truth, Reveal())


@pytest.mark.parametrize(
    ("question", "reveal", "said"),
    [
        (asked("single", options=RIVERS), shown("Ob", (0,)), "The answer is Ob."),
        (asked("multiple", options=RIVERS), shown("Ob; Irtysh", (0, 1)), "The answers are Ob and Irtysh."),
        (asked("multiple", options=RIVERS), shown("", (0, 1, 2)), "The answers are Ob, Irtysh and Lena."),
        (asked("multiple", options=RIVERS), shown("Lena", (2,)), "The answer is Lena."),
        (asked("multiple", options=RIVERS), shown("none of them"), "The answer is none of them."),
        (asked("true_false"), shown("false", truth=False), "The statement is false."),
        (asked("true_false"), shown("true", truth=True), "The statement is true."),
        (asked("number"), shown("4,294 km"), "The answer is 4,294 km."),
        (asked("cloze", parts=("", " and ", ".")), shown("Ob; Irtysh"), "The answers are Ob and Irtysh."),
        (asked("cloze", parts=("", ".")), shown("a; b"), "The answer is a; b."),
        (asked("match", options=RIVERS), shown("A: Ob; B: Lena", (0, 2)), ""),
        (asked("order", options=RIVERS), shown("Ob; Irtysh; Lena", (0, 1, 2)), ""),
    ],
)  # fmt: skip
def test_the_right_answer_is_told_in_good_english(question: QuestionView, reveal: RevealView, said: str) -> None:
    """A statement is false, several options are answers, and pairs and sequences stand in lines above."""
    assert key_sentence(question, reveal) == said


def test_a_text_with_gaps_is_told_filled() -> None:
    """And nothing is filled where the key does not fit the gaps."""
    question = asked("cloze", parts=("The ", " joins the ", "."))
    assert filled(question, shown("Irtysh; Ob")) == "The Irtysh joins the Ob."
    assert filled(question, shown("Irtysh")) == "The answer is Irtysh."
    assert filled(asked("match"), shown("A: Ob; B: Lena", (0, 2))) == ""


def told(count: int, *origins: tuple[str, str]) -> str:
    """How many say so, of outlets with their origins."""
    cited = tuple(Citation(source, 1, "a word", origin=origin) for source, origin in origins)
    return witnesses(Reveal(origins=count, citations=cited))[1]


def test_an_origin_is_named_where_it_is_not_the_outlet_itself() -> None:
    """Whoever made the question: an outlet without an origin is one of its own, and stands above."""
    assert told(1, ("Herald", "")) == told(1, ("Herald", "Herald")) == "1 independent origin says so"
    assert told(2, ("Herald", ""), ("Gazette", "")) == "2 independent origins say so"
    assert told(1, ("Herald", "Reuters"), ("Gazette", "Reuters")) == "1 independent origin says so (Reuters)"
    assert told(2, ("Herald", "Reuters"), ("Atlas", "")) == "2 independent origins say so (Reuters, Atlas)"


def test_of_several_origins_fewer_may_say_all() -> None:
    """What proves but a part is cited, and not counted."""
    two = (("Herald", "Reuters"), ("Gazette", "AFP"))
    assert told(1, *two) == "1 independent origin says all of it (cited: Reuters, AFP)"
    assert told(2, *two) == "2 independent origins say so (Reuters, AFP)"
