"""Whatever ends the program or holds its files, the game is there again: on terminals that close, and side by side."""

from __future__ import annotations

import random
import re
import signal
import time
from pathlib import Path

import pytest

from quiz.core.evolve import replay
from quiz.core.views import view_for
from quiz.stores.base import StoreError
from quiz.stores.history import reserve, unfinished
from quiz.stores.sqlite import BusyError, SqliteLog, SqliteReader
from tests.cli.running import RIVERS, Terminal, quiz
from tests.cli.test_resume import GOES_ON, OFFER, answer, logged, to_question

SHELL = ("sh", "-c", '"$@"; exit $?', "sh")
DEAF = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")
# How the program stands to its terminal, and how it ends with it.
TERMINALS = {
    "its own": (True, (), {-signal.SIGHUP}),
    "of its shell": (True, SHELL, {-signal.SIGHUP, 128 + signal.SIGHUP, 2}),
    "deaf to the signal": (True, DEAF, {2}),
    "of nobody": (False, (), {2}),
}


@pytest.mark.parametrize("place", TERMINALS)
@pytest.mark.parametrize("where", ["question", "reveal"])
def test_a_terminal_that_closes_ends_no_game(place: str, where: str, tmp_path: Path) -> None:
    """Whoever hears of it first, the game is unfinished, and goes on at the same question with the same score."""
    controlling, before, codes = TERMINALS[place]
    with Terminal(
        "play", "--plain", RIVERS, "--seed", "3", data=tmp_path, controlling=controlling, before=before
    ) as one:
        question = to_question(one)
        for _ in range(2):
            answer(one, question)
            question = to_question(one)
        if where == "reveal":
            answer(one, question)
            question = one.until(GOES_ON).partition("────────────\n")[2]
        assert one.hang_up() in codes
    wait_for(tmp_path / "history.db")
    before_it = logged(tmp_path)
    assert before_it.public.reason is None
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        if where == "reveal":
            assert again.until(GOES_ON).rpartition("────────────\n")[2] == question
        else:
            assert to_question(again) == question
            again.enter("score")
            assert f"You have {before_it.row.score}." in again.until("right")
        assert logged(tmp_path) == before_it


def wait_for(path: Path) -> None:
    """Wait until nobody writes the file any more."""
    for _ in range(600):
        try:
            SqliteLog(path).close()
        except BusyError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("somebody still writes")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_program_ends_no_game(number: int, tmp_path: Path) -> None:
    """Only what the player does ends a game."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal:
        question = to_question(terminal)
        assert terminal.send(number) == -number
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        assert to_question(again) == question


@pytest.mark.parametrize("seed", range(4))
def test_a_terminal_that_closes_at_any_moment_loses_nothing_shown(seed: int, tmp_path: Path) -> None:
    """While the program appends, paints or waits: every score that was shown is in the log."""
    chance = random.Random(seed)  # noqa: S311 - it only picks the moment
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path, controlling=seed % 2 == 0) as terminal:
        for _ in range(chance.randrange(1, 5)):
            answer(terminal, to_question(terminal))
        time.sleep(chance.random() / 20)
        terminal.hang_up()
        shown = re.findall(r"You have (\d+ \+\d+)\.", terminal.shown)
    found = logged(tmp_path)
    assert found.public.reason is None
    assert found.row.asked >= len(shown)
    if found.row.asked == len(shown) and shown:
        assert found.row.score == shown[-1]
    assert "You go on where you were" in quiz("play", "--resume", data=tmp_path).stdout


def test_two_games_at_once_are_kept_side_by_side(tmp_path: Path) -> None:
    """The second is said to have a file of its own; neither waits, both are listed, and each is found again."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as one:
        first = to_question(one)
        with Terminal("play", "--plain", RIVERS, "--seed", "4", data=tmp_path) as two:
            second = to_question(two)
            assert "Another window of Footnote is open: this game is kept in a history of its own." in two.shown
            answer(one, first)
            answer(two, second)
            first, second = to_question(one), to_question(two)
            listed = quiz("history", data=tmp_path)
            assert [line.rpartition("seed ")[2] for line in listed.stdout.splitlines()] == ["3", "4"]
            assert listed.stdout.count("unfinished") == 2
            two.kill()
        one.kill()
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["history-2.db", "history.db"]
    for name in ("history.db", "history-2.db"):
        with SqliteReader(tmp_path / name) as reader:
            (info,) = reader.games()
            assert view_for(replay(reader.read(info.game)), "you").row.asked == 1
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        assert to_question(again) == second


def test_a_game_that_is_being_played_is_offered_to_nobody(tmp_path: Path) -> None:
    """Neither asked about nor resumed, until its player is gone; and nobody else can take it up."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as one:
        question = to_question(one)
        with SqliteReader(tmp_path / "history.db") as reader:
            (info,) = reader.games()
        said: list[str] = []
        assert list(unfinished(tmp_path, said.append)) == []
        assert len(said) == 1
        with pytest.raises(BusyError):
            reserve(tmp_path / "history.db", info.game)
        forced = quiz("play", "--resume", data=tmp_path)
        assert (forced.returncode, forced.stdout) == (2, "")
        assert forced.stderr == "quiz: Another window of Footnote is playing it: go on there, or close it first.\n"
        assert "no unfinished game" not in forced.stderr
        with Terminal("play", "--plain", RIVERS, "--seed", "4", data=tmp_path) as two:
            to_question(two)
            assert "begins a new one" not in two.shown
            two.enter("quit")
            two.end()
        one.kill()
    assert [(path.name, info.game) for path, info in unfinished(tmp_path, pytest.fail)] == [("history.db", info.game)]
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        assert to_question(again) == question


def test_a_game_that_was_ended_since_it_was_offered_is_not_taken_up(tmp_path: Path) -> None:
    """Two that were offered one game: the second finds it over, and nothing in the file changes."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as one:
        to_question(one)
        one.kill()
    with Terminal("play", "--plain", RIVERS, data=tmp_path) as late:
        late.until(OFFER)
        assert quiz("play", "--resume", data=tmp_path, typed="quit\n").returncode == 0
        late.enter("")
        to_question(late)
        assert "the game is over" in late.shown
        late.enter("quit")
        late.end()
    with SqliteLog(tmp_path / "history.db") as log:
        games = log.games()
    assert [info.finished for info in games] == [True, True]
    for _ in range(2):  # a refusal gives the file back
        with pytest.raises(StoreError, match="is over"):
            reserve(tmp_path / "history.db", games[0].game)
