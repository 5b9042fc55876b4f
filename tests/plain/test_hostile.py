"""What a pack holds and what is typed reaches a pipe or a terminal as text alone: a whole game, line by line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given

from quiz.core.state import Phase
from quiz.core.text import clean, hidden
from quiz.plain.text import PRINT, Page
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.memory import MemoryLog
from tests.cli.running import quiz
from tests.games import StillClock
from tests.hostile import MARKUP, SEQUENCES, plan_of
from tests.plain.test_page import HOSTILE
from tests.plain.transcripts import play_game

TYPED = ("?", "score", "A", "A C", "true", "4", "B A C", "1A 2B", "x; y", "0", "nothing")
"""Enough to come through every kind, with an answer that is taken and some that are not."""


def harm(shown: str) -> str:
    """What a terminal would obey, or a reader not see."""
    return "".join(char for char in shown if char != "\n" and (unicodedata.category(char) == "Cc" or hidden(char)))


@pytest.mark.parametrize("columns", [24, 80])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("wild", [*SEQUENCES, "".join(MARKUP)], ids=ascii)
def test_a_game_writes_nothing_but_text(wild: str, encoding: str, columns: int) -> None:
    """In every field, of every kind of question; help, refusals, verdicts, the sheet, and what is typed."""
    game = SoloGame.start(
        MemoryLog(), "g", StillClock(), SeededChance(1), plan_of((wild, f"b{wild}", f"{wild}c"), every=True)
    )
    own = clean(wild).strip() or "no"
    lines = [line for _ in range(8) for line in (f"{own}{wild}".replace("\r\n", " ").replace("\n", " "), *TYPED)]
    shown = play_game(game, "\n".join(lines), encoding=encoding, columns=columns)
    assert not harm(shown)
    assert game.view.public.phase is Phase.FINISHED
    assert "stem" in shown
    assert "Missed:" in shown


@given(HOSTILE, HOSTILE)
def test_both_ends_of_a_line_are_cleaned(left: str, right: str) -> None:
    """At the two ends, and below each other."""
    for columns in (24, 300):
        lines = Page(columns, PRINT).sides(left, right)
        assert not any(unicodedata.category(char) == "Cc" for line in lines for char in line)
        assert "".join("".join(lines).split()) == "".join(f"{clean(left)} {clean(right)}".split())


def test_what_is_typed_is_kept_without_what_nobody_sees() -> None:
    """A zero-width sign that came with a paste is no part of an answer, and none of a command."""
    log = MemoryLog()
    game = SoloGame.start(log, "g", StillClock(), SeededChance(1), plan_of(("x",)))
    hiding = ["\u200bsco\u202ere", *(f"{line}\u200b\x1b" for line in TYPED * 4)]
    shown = play_game(game, "\n".join(hiding), "utf-8", 80)
    assert "> score\n    You have 0" in shown, "a command was not known again"
    kept = [repr(event) for event in log.read("g")]
    assert any("text='A C'" in event for event in kept), kept


@pytest.mark.parametrize(
    "wild", [r"\e]52;c;aGk=\a\e[2J\u202Eabc\u009Bm", "\u202eabc\u2066\u200b", "\x1b[2J\x9b31m"], ids=ascii
)
def test_the_program_says_what_is_wrong_with_a_pack_and_shows_nothing_of_it(wild: str, tmp_path: Path) -> None:
    """Written in full or as escapes: the lines of the file that are shown are cleaned, too."""
    pack = tmp_path / "wild.quiz.yaml"
    pack.write_text(
        f'quiz: 1\ntitle: "title {wild}"\nlanguage: en\nlicence: CC0-1.0\nquestions:\n'
        f'  - ask: "Which stem {wild}?"\n    right: "one {wild}"\n    wrong: ["two {wild}", "three {wild}"]\n',
        "utf-8",
    )
    done = quiz(
        "play", pack, "--plain", "--rounds", "1", "--length", "1", data=tmp_path / "data", typed="?\nscore\nB\n"
    )
    assert not harm(done.stdout + done.stderr)
    assert "wild.quiz.yaml" in done.stderr
    assert "Traceback" not in done.stderr
