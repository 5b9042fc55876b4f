"""The real program in a pipe."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from quiz.stores.sqlite import SqliteLog, SqliteReader
from tests.cli.running import HALF, PATIENCE, RIVERS, ROOT, command, environment, quiz

ANSWERS = "A\n" * 60


def listing(data: Path, name: str = "history.db") -> list[bool]:
    """For each game of a history file, whether it is finished."""
    with SqliteReader(data / name) as reader:
        return [info.finished for info in reader.games()]


def test_the_same_seed_is_the_same_game(tmp_path: Path) -> None:
    """Every line of it; another seed gives another."""
    one, two, other = (
        quiz("play", RIVERS, "--seed", seed, data=tmp_path / str(place), typed=ANSWERS)
        for place, seed in enumerate(["7", "7", "8"])
    )
    assert one.stdout == two.stdout
    assert one.stdout != other.stdout
    assert "seed 7" in one.stdout


def test_a_seed_is_drawn_and_shown(tmp_path: Path) -> None:
    """Without a seed two games differ, and each says how to play it again."""
    first, second = (quiz("play", RIVERS, data=tmp_path) for _ in range(2))
    seeds = [next(line for line in done.stdout.splitlines() if "seed " in line) for done in (first, second)]
    assert seeds[0] != seeds[1]


def test_the_end_of_input_finishes_the_game(tmp_path: Path) -> None:
    """Exit code 0, a summary, and nothing to resume."""
    done = quiz("play", RIVERS, "--seed", "1", data=tmp_path, typed="A\n")
    assert done.returncode == 0
    assert "no more input" in done.stdout
    assert listing(tmp_path) == [True]
    assert quiz("play", "--resume", data=tmp_path).returncode == 2


def test_quit_finishes_the_game(tmp_path: Path) -> None:
    """Exit code 0, a summary, and nothing to resume."""
    done = quiz("play", RIVERS, "--seed", "1", data=tmp_path, typed="quit\nA\n")
    assert done.returncode == 0
    assert "Ended early" in done.stdout
    assert listing(tmp_path) == [True]


def test_rounds_and_length_are_as_asked(tmp_path: Path) -> None:
    """Two rounds of one question each."""
    done = quiz("play", RIVERS, "--seed", "1", "--rounds", "2", "--length", "1", data=tmp_path, typed="skip\nskip\n")
    assert "2 questions in 2 rounds" in done.stdout
    assert "Round 2 of 2" in done.stdout


@pytest.mark.parametrize(
    ("scoring", "word"), [("fair", "kept apart"), ("flat", "nothing else counts"), ("kahoot", "500")]
)
def test_scoring_is_as_asked(scoring: str, word: str, tmp_path: Path) -> None:
    """The cover explains the profile that counts."""
    assert word in quiz("play", RIVERS, "--seed", "1", "--scoring", scoring, data=tmp_path).stdout.replace("\n  ", " ")


def test_a_pack_that_is_partly_bad_is_played_without_the_bad_part(tmp_path: Path) -> None:
    """The bad questions are named on the standard error, with line and column; the good one is asked."""
    done = quiz("play", HALF, "--seed", "1", data=tmp_path)
    assert done.returncode == 0
    assert "half.quiz.yaml:5:" in done.stderr
    assert "half.quiz.yaml:6:" in done.stderr
    assert "Which sea does the Ob flow into?" in done.stdout
    assert "Q206" not in done.stdout
    assert "Y118" not in done.stdout


def test_without_a_terminal_quiz_alone_says_so_and_plays_the_demo(tmp_path: Path) -> None:
    """The README's first command shows the game wherever it runs."""
    done = quiz(data=tmp_path)
    assert done.returncode == 0
    assert "no terminal" in done.stderr
    assert "The end" in done.stdout
    assert not list(tmp_path.iterdir())


def test_the_demo_shows_both_reveals_and_ends(tmp_path: Path) -> None:
    """Some answers are right and some wrong, the same every time."""
    one, two = quiz("demo", data=tmp_path), quiz("demo", data=tmp_path)
    assert one.stdout == two.stdout
    assert "✓ Right" in one.stdout
    assert "✗ Wrong" in one.stdout
    assert (one.returncode, one.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_stream_without_the_letters_is_no_crash(encoding: str, tmp_path: Path) -> None:
    """Signs fall back to ASCII, and what cannot be written becomes a question mark."""
    env = environment(tmp_path, PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    done = subprocess.run(command("demo"), env=env, cwd=ROOT, capture_output=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"x Wrong" in done.stdout
    done.stdout.decode(encoding)


def test_bytes_that_are_no_text_are_no_crash(tmp_path: Path) -> None:
    """They are read as an answer that is none."""
    done = subprocess.run(
        command("play", RIVERS, "--seed", "1"), env=environment(tmp_path), cwd=ROOT, capture_output=True, check=False,
        input=b"\xff\xfe\x00\x1b[2J\nA\n" + b"x" * 100_000 + b"\n", timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("words", [["demo"], ["generate", "aurus"], ["check", HALF], ["--help"]], ids=str)
def test_a_reader_who_leaves_is_no_error(words: list[str], tmp_path: Path) -> None:
    """The pipe closes after one line, and nothing is said about it."""
    with subprocess.Popen(
        command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path), cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read()
        process.wait(PATIENCE)
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said
    assert process.returncode in ((0,) if words[0] in ("demo", "generate") else (0, 1))


def test_an_interrupt_keeps_the_game(tmp_path: Path) -> None:
    """Exit code 130, and the game can be gone on with."""
    with subprocess.Popen(
        command("play", RIVERS, "--seed", "1"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
        stderr=subprocess.PIPE, env=environment(tmp_path, PYTHONUNBUFFERED="1"),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        shown = b""
        while shown.count(b"> ") < 2:  # once on the cover, once to ask
            piece = os.read(process.stdout.fileno(), 65536)
            assert piece, shown
            shown += piece
        process.send_signal(signal.SIGINT)
        shown += process.stdout.read()
        assert process.wait(PATIENCE) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert b"`quiz play --resume` goes on with it." in shown
    assert b"Ended early" not in shown
    assert listing(tmp_path) == [False]


def test_a_broken_history_is_moved_aside_and_the_game_played(tmp_path: Path) -> None:
    """One line says so; the broken file keeps every byte."""
    (tmp_path / "history.db").write_bytes(b"rubbish")
    done = quiz("play", RIVERS, "--seed", "1", data=tmp_path)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    (aside,) = tmp_path.glob("history.db.broken-*")
    assert aside.name in line
    assert aside.read_bytes() == b"rubbish"
    assert listing(tmp_path) == [True]


def test_a_place_that_cannot_be_written_is_said_and_the_game_played(tmp_path: Path) -> None:
    """The game is in memory, and one line says that it will not be saved."""
    (tmp_path / "file").write_text("in the way")
    done = quiz("play", RIVERS, "--seed", "1", data=tmp_path / "file" / "data", typed=ANSWERS)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "not be saved" in line
    assert "The end" in done.stdout


def test_two_games_at_once_write_two_files(tmp_path: Path) -> None:
    """The second says so, and neither waits."""
    with SqliteLog(tmp_path / "history.db"):
        done = quiz("play", RIVERS, "--seed", "1", data=tmp_path)
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
    assert listing(tmp_path, "history-2.db") == [True]


def test_the_option_comes_before_the_environment(tmp_path: Path) -> None:
    """`--data` names the folder whatever the environment says."""
    quiz("play", RIVERS, "--seed", "1", "--data", tmp_path / "b", data=tmp_path / "a")
    assert (tmp_path / "b" / "history.db").exists()
    assert not (tmp_path / "a").exists()


def test_the_history_lists_what_was_played(tmp_path: Path) -> None:
    """Title, seed, and whether it was finished."""
    quiz("play", RIVERS, "--seed", "41", data=tmp_path)
    done = quiz("history", data=tmp_path)
    assert "Rivers" in done.stdout
    assert "seed 41" in done.stdout
    assert " finished" in done.stdout
