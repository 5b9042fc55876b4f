"""The app on a real terminal: it opens, ends in order whatever ends it, and leaves the terminal as it was."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from quiz.stores.sqlite import SqliteReader
from tests.cli.running import BROKEN, RIVERS, Terminal, quiz

CLAIM = "prove its answers"
RESTORED = "\x1b[?1049l"
CRASH = (
    "import sys; from quiz.tui.screens.home import HomeScreen; "
    "HomeScreen.on_screen_resume = lambda self: [][int('1')]; "
    "sys.argv = ['quiz']; from quiz.cli import main; main()"
)


def assert_kept(data: Path) -> None:
    """There is one game, and it can be gone on with."""
    with SqliteReader(data / "history.db") as reader:
        assert [info.finished for info in reader.games()] == [False]
    assert quiz("play", "--resume", data=data).returncode == 0


def test_quiz_alone_opens_the_app_and_q_leaves_it(tmp_path: Path) -> None:
    """With exit code 0, and back on the shell's own screen."""
    with Terminal(data=tmp_path, TERM="xterm-256color") as terminal:
        terminal.until(CLAIM)
        terminal.press("q")
        assert terminal.end() == 0
    assert RESTORED in terminal.shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_ends_the_app_in_order_and_keeps_the_game(number: signal.Signals, tmp_path: Path) -> None:
    """The terminal is restored, and the game can be gone on with."""
    with Terminal("play", RIVERS, "--seed", "3", data=tmp_path, TERM="xterm-256color") as terminal:
        terminal.until("Enter begins")
        terminal.send(number)
        assert terminal.end() == 128 + number
    assert RESTORED in terminal.shown
    assert "Traceback" not in terminal.shown
    assert_kept(tmp_path)


def test_a_terminal_that_closes_ends_the_app_and_keeps_the_game(tmp_path: Path) -> None:
    """Nobody is left to restore anything for."""
    with Terminal("play", RIVERS, "--seed", "3", data=tmp_path, controlling=True, TERM="xterm-256color") as terminal:
        terminal.until("Enter begins")
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert_kept(tmp_path)


def test_a_failure_is_told_in_one_line(tmp_path: Path) -> None:
    """On the restored terminal, with exit code 1, without a page of source and local values."""
    with Terminal(data=tmp_path, before=(sys.executable, "-c", CRASH), TERM="xterm-256color") as terminal:
        assert terminal.end() == 1
    _, _, after = terminal.shown.rpartition(RESTORED)
    assert "quiz: the app failed" in after
    assert "IndexError" in after
    assert "Traceback" not in terminal.shown
    assert "locals" not in terminal.shown


def test_a_pack_that_cannot_be_used_is_told_before_the_screen_is_taken(tmp_path: Path) -> None:
    """As in plain mode: the findings, and exit code 2."""
    with Terminal("play", BROKEN, data=tmp_path, TERM="xterm-256color") as terminal:
        assert terminal.end() == 2
    assert "\x1b[?1049h" not in terminal.shown
    assert "error" in terminal.shown
