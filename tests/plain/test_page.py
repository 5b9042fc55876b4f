"""Lines fit the terminal, nothing is cut, and nothing but text is ever written."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.core.items import Citation, Item, Reveal
from quiz.core.kinds import Option, Single
from quiz.core.plan import Plan, Round, Rules
from quiz.core.text import clean
from quiz.core.views import QuestionView, RoundView
from quiz.core.wording import day
from quiz.plain.cards import standing
from quiz.plain.question import question
from quiz.plain.text import ASCII, PRINT, Page, signs_for, width, wrap
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.memory import MemoryLog
from tests.games import StillClock, single
from tests.plain.transcripts import play_game

HOSTILE = st.text(
    st.one_of(
        st.sampled_from("ab ,.[]/@=\x1b\x07\x08\r\n\t\x9b\u202e\u200d\u200b\ufe0f\u0301東京カ한👩🚀▲—’ß"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=120,
)


def squeezed(text: str) -> str:
    """A text without its blanks, as wrapping may move them."""
    return "".join(clean(text).split())


@pytest.mark.parametrize(("ahead", "told"), [(0, "End of round 1 of 2"), (3, "Standing so far")])
def test_a_standing_says_whether_the_round_is_over(ahead: int, told: str) -> None:
    """The host may show it between two questions, too."""
    plan = Plan("T", "a" * 64, 7, (Round("R", (single(),)),), Rules())
    game = SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(7), plan)
    public = replace(game.view.public, round=RoundView(1, 2, "R", 4, ahead))
    assert told in "\n".join(standing(replace(game.view, public=public), Page(60, PRINT)))


@given(HOSTILE, st.integers(2, 90))
def test_wrapping_keeps_every_letter_and_the_width(text: str, room: int) -> None:
    """Lines joined give the text again, and none is wider than the room."""
    lines = wrap(text, room)
    assert "".join("".join(line.split()) for line in lines) == squeezed(text)
    assert all(width(line) <= room for line in lines)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("東京", 4),
        ("한글", 4),
        ("e\u0301", 1),
        ("a\u200db", 1),
        ("👩\u200d🚀", 2),
        ("❤\ufe0f", 2),
        ("¹²⁰", 3),
        ("█▒·●", 4),
        ("ｆｕ", 4),
    ],
)
def test_the_width_of_letters(text: str, cells: int) -> None:
    """Wide letters take two cells, combining ones none, joined signs two together."""
    assert width(text) == cells


@given(HOSTILE, HOSTILE, st.sampled_from([20, 24, 39, 50, 60, 80, 132]), st.sampled_from(["utf-8", "latin-1", "ascii"]))
def test_no_text_breaks_the_page(hostile: str, other: str, columns: int, encoding: str) -> None:
    """Whatever a pack holds: no control character, no line wider than the terminal, every stem and option whole."""
    stem, one, two = clean(hostile).strip(), clean(other).strip(), "two"
    assume(stem and one and squeezed(one).casefold() != two)
    cited = (Citation(one, 1, stem, title=stem, author=one, date=one, dated="printed", url=stem),)
    item = Item("q", stem, Single((Option(one), Option(two)), 1), Reveal(hostile, other, (), cited, 1, (hostile,)))
    plan = Plan(hostile, "d", 1, (Round(other, (item,)),), Rules(timer=False))
    game = SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(1), plan)
    shown = play_game(game, "A\nB\n", encoding=encoding, columns=columns)
    assert not [
        char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\u200d\u200c"
    ]
    typed = (line for line in shown.split("\n") if "> " not in line)
    assert all(width(line) <= columns for line in typed)
    if encoding == "utf-8":
        together = "".join(shown.split())
        assert all(squeezed(text) in together for text in (stem, one, hostile, other))


def test_signs_follow_the_encoding() -> None:
    """Printed signs only where every one of them can be written."""
    assert signs_for("utf-8") is PRINT
    assert signs_for("UTF-16") is PRINT
    for name in ("ascii", "latin-1", "cp1252", "cp437", None, "no such encoding"):
        assert signs_for(name) is ASCII


def test_ascii_signs_are_ascii() -> None:
    """The fallback needs nothing itself."""
    page = Page(80, ASCII)
    for text in (
        *page.sides("a", "b"),
        page.rule(),
        page.rule(heavy=True),
        ASCII.mark(12),
        *ASCII.grid,
        *ASCII.witness,
    ):
        assert text.isascii()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2025-09-05", "5 September 2025"),
        ("2025-09", "September 2025"),
        ("2025", "2025"),
        ("2025-13", "2025-13"),
        ("2018..2020", "2018..2020"),
        ("yesterday", "yesterday"),
        ("", ""),
    ],
)
def test_dates_in_words(written: str, words: str) -> None:
    """What is no date stays as it is."""
    assert day(written) == words


KINDS = st.sampled_from(["single", "order", "match", "cloze"])
TEXTS = st.lists(st.one_of(HOSTILE, HOSTILE.map(lambda text: f"{text} or rather " * 3)), min_size=2, max_size=8)


@given(TEXTS, KINDS, st.integers(20, 90))
def test_a_question_shows_each_of_its_texts(texts: list[str], kind: str, columns: int) -> None:
    """Stem, options, both columns and headings, each whole and in its place."""
    stem, *rest = texts
    pair = kind == "match"
    view = QuestionView(
        instance=1,
        number=1,
        total=1,
        place=1,
        length=1,
        kind=kind,
        stem=stem,
        options=() if kind == "cloze" else tuple(rest),
        lefts=tuple(reversed(rest)) if pair else (),
        headings=(rest[0], stem) if pair else ("", ""),
        parts=tuple(rest) if kind == "cloze" else (),
    )
    lines = question(view, Page(columns))
    assert all(width(line) <= columns for line in lines)
    together = "".join("".join(lines).split())
    if not pair and kind != "cloze":
        shown = [stem, *view.options]
        assert all(together.count(squeezed(text)) >= shown.count(text) for text in shown if squeezed(text))
    # Side by side, a text stands within one line; below each other, it may go on in the next.
    assert all(squeezed(text) in together for text in texts)
    assert not any(unicodedata.category(char) == "Cc" for line in lines for char in line)


@pytest.mark.parametrize("columns", [24, 80])
def test_both_columns_of_a_match_are_cleaned(columns: int) -> None:
    """Side by side and below each other, no control character of a pack reaches the terminal."""
    texts = ("\x1b[31mred", "bell\x07")
    view = QuestionView(1, 1, 1, 1, 1, "match", "Match.", options=texts, lefts=texts, headings=texts)
    lines = question(view, Page(columns))
    assert not any(unicodedata.category(char) == "Cc" for line in lines for char in line)
    assert sum("[31mred" in line for line in lines) == (2 if columns == 80 else 3)
