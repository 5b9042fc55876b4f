"""The real program on a terminal: played by keys, and whatever ends it, its terminal is as it was."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.steering import PICKED, RIGHT, answer, at_the_sheet, game, opened, pick, still, to_question, words
from tests.tui.terminal import Terminal, colours, ever_on, left_on

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
TAKEN = {"1000", "1003", "1004", "1006", "1049", "2004"}
"""Modes that the app switches on at least: mouse, focus, the alternate screen, and pasting."""


def restored(terminal: Terminal) -> None:
    """Every mode that was switched on is off again, wrapping and the cursor are on, and typing works as before."""
    assert ever_on(terminal.raw) >= TAKEN
    assert left_on(terminal.raw) == set()
    last = terminal.raw[terminal.raw.rindex(b"\x1b[?1049h") :].rpartition(b"\x1b[?1049l")
    assert last[1], "the alternate screen was never left"
    assert b"\x1b[?25h" in last[2] or b"\x1b[?25h" in last[0][-200:]
    assert terminal.attributes == terminal.attributes_before


@pytest.mark.parametrize("modern", [False, True])
def test_from_the_first_page_into_a_game_and_out(modern: bool, tmp_path: Path) -> None:
    """Enter plays what was set up last; Ctrl+Q leaves from anywhere."""
    with Terminal(data=tmp_path, modern=modern) as terminal:
        terminal.wait_for("A quiz that can prove its answers.")
        terminal.wait_for("The Aurus files, three rounds")
        terminal.press("enter")
        terminal.wait_for("Enter begins")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        restored(terminal)
        if modern:
            assert ever_on(terminal.raw) >= {"2026", "2048"}
        assert terminal.afterwards == ""


def test_a_whole_game_with_all_that_moves(tmp_path: Path) -> None:
    """From the command line to the sheet, back to the first page, and out with `q`."""
    with Terminal(*words(), data=tmp_path) as terminal:
        to_question(terminal)
        for number, item in enumerate(game()[1]):
            if number:
                opened(terminal, item)
            answer(terminal, item)
            following = [item.stem for item in game()[1][number + 1 : number + 2]] or ["after round", "Enter home"]
            # While the reveal still unfolds, Enter only cuts that short.
            while not any(text in terminal.text for text in following):
                terminal.press("enter")
                terminal.settle()
        if terminal.wait_for("Enter home", "after round") == "after round":
            terminal.press("enter")
        at_the_sheet(terminal)
        terminal.wait_for("Accuracy: ")
        terminal.press("enter")
        terminal.wait_for("A quiz that can prove its answers.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        restored(terminal)
    listed = listing(tmp_path)
    assert len(listed) == 1
    assert f"seed {game()[0]}" in listed[0]
    assert " finished" in listed[0]


def listing(folder: Path) -> list[str]:
    """The lines of `quiz history`."""
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "history", "--data", str(folder)], capture_output=True, text=True, check=True,
        encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    return done.stdout.splitlines()


FAILING = """
import sys
from pathlib import Path
from quiz.cli.services import AppServices
from quiz.cli.wiring import say
from quiz.tui.capabilities import Capabilities
from quiz.tui.run import run
from quiz.tui.screens.home import HomeScreen
from quiz.tui.widgets.scene_view import SceneView

def fail(*given):
    hidden = "the-key-is-b"
    raise RuntimeError("planted\\nin two lines")

setattr({place}, {name!r}, fail)
folder = Path({folder!r})
sys.exit(run(AppServices(folder, folder / "settings.toml"), Capabilities(local=True), say))
"""


@pytest.mark.parametrize(
    ("place", "name", "trigger"),
    [
        ("AppServices", "unfinished", ()),
        ("HomeScreen", "on_screen_resume", ()),
        ("AppServices", "draw", ("enter",)),
        ("SceneView", "show", ("enter",)),
        ("HomeScreen", "on_resize", ()),
    ],
)  # fmt: skip
def test_a_failure_inside_is_one_line_on_a_terminal_as_before(
    place: str, name: str, trigger: tuple[str, ...], tmp_path: Path
) -> None:
    """Wherever it arises, exit code 1; no values of variables, which may hold answers."""
    script = FAILING.format(place=place, name=name, folder=str(tmp_path))
    with Terminal(data=tmp_path, program=[sys.executable, "-c", script]) as terminal:
        if trigger:
            terminal.wait_for("three rounds")
            terminal.press(*trigger)
        assert terminal.wait_exit() == 1
        restored(terminal)
        line = terminal.afterwards
        assert re.fullmatch(r"quiz: the app failed.*\(RuntimeError\)\. A game is kept.*\n", line)
        assert b"the-key-is-b" not in terminal.raw
        assert b"planted" not in terminal.raw
        assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("modern", [False, True])
def test_a_terminal_that_gets_too_small_and_large_again(modern: bool, tmp_path: Path) -> None:
    """A notice names the way to plain mode; the question comes back with its pick."""
    item = game()[1][0]
    with Terminal(*words(), data=still(tmp_path), modern=modern) as terminal:
        to_question(terminal)
        pick(terminal, item)
        terminal.resize(50, 15)
        terminal.wait_for("quiz play --plain")
        terminal.wait_for("50 x 15")
        terminal.resize(80, 24)
        terminal.wait_for(item.stem)
        terminal.wait_for(PICKED)
        terminal.wait_for("your pick")
        assert "plain" not in terminal.text
        terminal.press("enter")
        terminal.wait_for(RIGHT)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        restored(terminal)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, {"true"}),
        ({"COLORTERM": "", "TERM": "xterm-256color"}, {"256"}),
        ({"COLORTERM": "", "TERM": "xterm-16color"}, {"16"}),
        ({"COLORTERM": "", "TERM": "xterm"}, {"16"}),
        ({"NO_COLOR": "1"}, set()),
    ],
    ids=["truecolor", "256", "16", "unknown", "none"],
)
def test_a_terminal_gets_the_colours_that_it_shows(given: dict[str, str], shown: set[str], tmp_path: Path) -> None:
    """In a question, its reveal, the palette, a dialog and the first page: those and no other."""
    with Terminal(*words(), data=still(tmp_path), given=given) as terminal:
        to_question(terminal)
        answer(terminal, game()[1][0])
        terminal.press("ctrl+p")
        terminal.wait_for("Screenshot")
        terminal.press("escape")
        terminal.wait_gone("Screenshot")
        terminal.press("escape")
        terminal.wait_for("Leave this game?")
        terminal.press("2")
        terminal.wait_for("A quiz that can prove its answers.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert colours(terminal.raw) == shown
        restored(terminal)


def test_suspended_and_brought_back(tmp_path: Path) -> None:
    """Ctrl+Z gives the terminal back to the shell; going on, the same question stands there."""
    item = game()[1][0]
    with Terminal(*words(), data=still(tmp_path)) as terminal:
        to_question(terminal)
        pick(terminal, item)
        terminal.press("ctrl+z")
        terminal.wait_until(lambda: stopped(terminal.process.pid), "never stopped")
        terminal.settle()
        restored(terminal)
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: left_on(terminal.raw) >= TAKEN, "never back")
        terminal.wait_for(item.stem)
        terminal.wait_for(PICKED)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        restored(terminal)


def stopped(pid: int) -> bool:
    """Whether a process is stopped."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return state.stdout.strip().startswith("T")
