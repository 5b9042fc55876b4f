"""Where one is in a pack, and that one stays there when its file is read again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quiz.tui.leafing import Leafing
from quiz.tui.library import Notice, Preview, Survey
from tests.games import single

LINES = (10, 20, 30)


def read(names: str, lines: tuple[int, ...], *notices: Notice) -> Preview:
    """A pack of questions with these ids on these lines."""
    items = tuple(replace(single(), id=name, stem=f"Stem of {name}") for name in names)
    return Preview(Survey("mine", refused="" if items else "it is torn"), items, lines, notices)


def at(leafing: Leafing) -> str:
    """The question that is looked at."""
    return leafing.items[leafing.at].id


def begun(*notices: Notice) -> Leafing:
    """At the second of three questions."""
    leafing = Leafing()
    leafing.take(read("abc", LINES, *notices))
    leafing.leaf("right")
    return leafing


def test_a_question_is_found_by_its_id_wherever_it_has_gone() -> None:
    """To the front, and far down."""
    leafing = begun()
    leafing.take(read("bac", LINES))
    assert at(leafing) == "b"
    leafing.take(read("xyzab", (1, 20, 30, 40, 50)))
    assert at(leafing) == "b"


def test_a_question_that_was_edited_is_found_by_its_line_and_then_by_its_new_id() -> None:
    """Though others came before it."""
    leafing = begun()
    leafing.take(read("axBc", (5, 10, 20, 30)))
    assert at(leafing) == "B"
    leafing.take(read("Bac", LINES))
    assert at(leafing) == "B"


def test_a_question_that_is_left_out_for_a_while_is_gone_back_to() -> None:
    """Meanwhile another stands in its place, and a file that cannot be read changes nothing."""
    leafing = begun()
    leafing.take(read("ac", (10, 30)))
    assert at(leafing) == "c"
    leafing.take(read("", ()))
    assert at(leafing) == "c"
    assert leafing.now is not leafing.good
    leafing.take(read("abc", LINES))
    assert at(leafing) == "b"


def test_one_who_goes_on_meanwhile_is_not_taken_back() -> None:
    """What was gone to last counts."""
    leafing = begun()
    leafing.take(read("ac", (10, 30)))
    leafing.leaf("home")
    leafing.take(read("abc", LINES))
    assert at(leafing) == "a"


def test_findings_lead_to_their_questions_and_the_editor_to_them() -> None:
    """One of a question that is left out stays where one is, and is told."""
    leafing = begun(
        Notice("Q205", "warning", "w", "", "", 31, 5, "c"), Notice("Q203", "error", "e", "", "", 40, 9),
        Notice("P610", "warning", "w", "", "", 0, 0),
    )  # fmt: skip
    assert leafing.where() == (20, 1)
    assert leafing.step(1)
    assert (at(leafing), leafing.where()) == ("c", (31, 5))
    assert not leafing.step(1)
    assert (at(leafing), leafing.where()) == ("c", (40, 9))
    assert leafing.step(1)
    assert leafing.where() == (30, 1)
    assert not leafing.step(-1)
    leafing.leaf("home")
    leafing.leaf("end")
    assert leafing.marked is not None
    assert leafing.marked.code == "Q205"


def test_nothing_read_is_nothing_to_go_to() -> None:
    """No key fails."""
    leafing = Leafing()
    assert leafing.step(1)
    assert not leafing.look_for("a")
    assert leafing.where() == (1, 1)
    leafing.leaf("end")
    leafing.take(read("", (), Notice("Y101", "error", "e", "", "", 3, 4)))
    assert leafing.where() == (3, 4)
    assert not leafing.step(1)


@given(st.lists(st.tuples(st.sampled_from(["left", "right", "home", "end", "up", "down"]), st.text("abcdef"))))
def test_one_is_always_at_a_question_that_there_is(moves: list[tuple[str, str]]) -> None:
    """Whatever is read and pressed in between."""
    leafing = begun(Notice("Q205", "warning", "w", "", "", 31, 5, "c"))
    for key, names in moves:
        unique = "".join(dict.fromkeys(names))
        leafing.take(read(unique, tuple(10 * place for place in range(1, len(unique) + 1))))
        if key in ("up", "down"):
            leafing.step(1 if key == "down" else -1)
        else:
            leafing.leaf(key)
        assert 0 <= leafing.at < len(leafing.items)
        assert leafing.look_for("stem of")
        assert -1 <= leafing.finding < max(1, len(leafing.notices))
