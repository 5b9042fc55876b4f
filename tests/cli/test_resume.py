"""The real program on a terminal: killed at any moment it goes on at the same question, with the same score."""

from __future__ import annotations

import random
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from quiz.core.evolve import replay
from quiz.core.views import PlayerView, view_for
from quiz.stores.sqlite import SqliteLog, SqliteReader
from tests.cli.running import RIVERS, Terminal, quiz

OFFER = "e ends it and begins a new one > "
GOES_ON, BEGINS = "Enter goes on > ", "Enter begins > "
PROMPTS = re.compile(r"(?:Type [^>]*)> $")
ANSWERS = {"letter, A": "A", "letters of": "A B", "true or": "true", "number of": "4294", "the answer": "Irtysh"}
ANSWERS |= {"all letters": "A B C", "number and": "1A 2B", "into the gap": "Irtysh"}


def logged(data: Path) -> PlayerView:
    """What the log of the only game amounts to."""
    with SqliteReader(data / "history.db") as reader:
        (info,) = reader.games()
        return view_for(replay(reader.read(info.game)), "you")


def to_question(terminal: Terminal) -> str:
    """Press Enter until a question asks, and give its text from the head of the question on."""
    while True:
        shown = terminal.until(" > ")
        while not shown.endswith("> "):
            shown += terminal.until("> ")
        if not shown.endswith((GOES_ON, BEGINS)):
            return shown.rpartition("question ")[2]
        terminal.enter("")


def answer(terminal: Terminal, question: str) -> None:
    """Type what fits the question, right or not."""
    (line,) = (line for words, line in ANSWERS.items() if f"Type {words}" in question or f"Type a {words}" in question
               or f"Type the {words}" in question or f"Type what belongs {words}" in question)  # fmt: skip
    terminal.enter(line)


@pytest.mark.parametrize("answered", [0, 1, 4])
def test_a_game_killed_at_a_question_goes_on_there(answered: int, tmp_path: Path) -> None:
    """The same question in the same order with the same score, and from there to the end."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal:
        question = to_question(terminal)
        for _ in range(answered):
            answer(terminal, question)
            question = to_question(terminal)
        terminal.kill()
    before = logged(tmp_path)
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        assert to_question(again) == question
        with_score = f", with {before.row.score.removesuffix(' +0')}" if answered else ""
        assert f"You go on where you were{with_score}.\n" in again.shown
        again.enter("score")
        assert f"You have {before.row.score}." in again.until("right")
        assert logged(tmp_path) == before
        again.enter("quit")
        assert again.end() == 0
    assert "Ended early" in again.shown


@pytest.mark.parametrize("seed", range(4))
def test_a_game_killed_at_any_moment_loses_nothing(seed: int, tmp_path: Path) -> None:
    """Killed while it appends, paints or waits: what was shown is in the log, and the resumed game agrees with it."""
    chance = random.Random(seed)  # noqa: S311 - it only picks the moment
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal:
        for _ in range(chance.randrange(1, 5)):
            answer(terminal, to_question(terminal))
        time.sleep(chance.random() / 20)
        terminal.kill()
        terminal.end()
    before = logged(tmp_path)
    scores = re.findall(r"You have (\d+ \+\d+)\.", terminal.shown)
    assert before.row.asked >= len(scores)
    assert before.row.asked == len(scores) + (before.row.asked > len(scores))
    if before.row.asked == len(scores) and scores:
        assert before.row.score == scores[-1]
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        to_question(again)
        after = logged(tmp_path)
        assert after.row == before.row
        if before.public.reveal is None and before.public.question is not None:
            assert after.public.question == before.public.question


def test_a_game_killed_before_the_reader_went_on_shows_the_reveal_again(tmp_path: Path) -> None:
    """A verdict that may not have been read is not skipped over."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal:
        answer(terminal, to_question(terminal))
        reveal = terminal.until(GOES_ON).partition("────────────\n")[2]
        terminal.kill()
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        assert again.until(GOES_ON).rpartition("────────────\n")[2] == reveal


def test_on_a_terminal_an_unfinished_game_is_offered(tmp_path: Path) -> None:
    """Enter goes on with it."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal:
        question = to_question(terminal)
        terminal.kill()
    with Terminal("play", "--plain", data=tmp_path) as again:
        again.until(OFFER)
        again.enter("")
        assert to_question(again) == question


@pytest.mark.parametrize(("typed", "over"), [("n", [False, True]), ("e", [True, True])])
def test_an_offer_refused_begins_a_new_game(typed: str, over: list[bool], tmp_path: Path) -> None:
    """The old one is kept for later, or ended; what is none of the answers is asked again."""
    killed(tmp_path)
    with Terminal("play", "--plain", RIVERS, data=tmp_path) as again:
        again.until(OFFER)
        again.enter("?")
        again.until(OFFER)
        again.enter(typed)
        assert "You go on where you were" not in to_question(again)
        again.enter("quit")
        assert again.end() == 0
    with SqliteReader(tmp_path / "history.db") as reader:
        assert [info.finished for info in reader.games()] == over
    assert quiz("play", "--resume", data=tmp_path).returncode == (2 if all(over) else 0)


@pytest.mark.parametrize("words", [["sampler"], [RIVERS, "--seed", "4"], ["--seed", "4"]], ids=str)
@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_a_game_that_is_not_the_one_asked_for_is_not_offered(
    words: list[str | Path], term: str, tmp_path: Path
) -> None:  # fmt: skip
    """What was asked for begins, line by line and in the app, and the other one waits for `--resume`."""
    killed(tmp_path)
    with Terminal("play", *words, data=tmp_path, TERM=term) as fresh:
        fresh.until("Enter begins")
        assert "You left a game" not in fresh.shown
        fresh.kill()
    with SqliteReader(tmp_path / "history.db") as reader:
        assert [info.finished for info in reader.games()] == [False, False]


def test_help_and_score_are_there_between_questions(tmp_path: Path) -> None:
    """On the cover and after a verdict; only then Enter goes on."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal:
        terminal.until(BEGINS)
        terminal.enter("?")
        assert "Enter begins, score tells how it stands, quit ends the game." in terminal.until(BEGINS)
        terminal.enter("")
        answer(terminal, to_question(terminal))
        terminal.until(GOES_ON)
        for typed, told in (("?", "quit ends the game."), ("score", "You have "), ("help", "quit ends the game.")):
            terminal.enter(typed)
            assert told in terminal.until(GOES_ON)
        assert "question 2 of" not in terminal.shown
        terminal.enter("")
        terminal.until("question 2 of")


def test_in_a_pipe_nothing_is_asked(tmp_path: Path) -> None:
    """A pipe's first line is an answer; the unfinished game stays, and `--resume` takes it up."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal:
        to_question(terminal)
        terminal.kill()
    fresh = quiz("play", RIVERS, "--seed", "4", data=tmp_path, typed="quit\n")
    assert "seed 4" in fresh.stdout
    assert "You go on" not in fresh.stdout
    forced = quiz("play", "--resume", data=tmp_path, typed="quit\n")
    assert "You go on where you were" in forced.stdout
    assert "seed 3" in forced.stdout


def test_an_interrupt_on_a_terminal_keeps_the_game(tmp_path: Path) -> None:
    """Exit code 130, whether a question asks or a reveal waits; it says how to go on."""
    for at_reveal in (False, True):
        data = tmp_path / str(at_reveal)
        with Terminal("play", "--plain", RIVERS, "--seed", "3", data=data) as terminal:
            question = to_question(terminal)
            if at_reveal:
                answer(terminal, question)
                terminal.until(GOES_ON)
            terminal.interrupt()
            assert terminal.end() == 130
            assert terminal.shown.endswith("Interrupted. `quiz play --resume` goes on with it.\n")
        with Terminal("play", "--plain", "--resume", data=data) as again:
            if at_reveal:
                again.until(GOES_ON)
            else:
                assert to_question(again) == question


def test_a_game_in_the_second_file_is_resumed_there(tmp_path: Path) -> None:
    """What a second process wrote is found again."""
    with (
        SqliteLog(tmp_path / "history.db"),
        Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal,
    ):
        question = to_question(terminal)
        terminal.kill()
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        assert to_question(again) == question


def killed(data: Path) -> None:
    """Leave a game at its first question."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=data) as terminal:
        to_question(terminal)
        terminal.kill()


def edited(data: Path, statement: str) -> None:
    """Damage what is stored."""
    with closing(sqlite3.connect(data / "history.db")) as raw, raw:
        raw.execute(statement)


DAMAGES = {
    "no event": "UPDATE event SET data = '{}' WHERE version = 3",
    "bytes": "UPDATE event SET data = x'ff' WHERE version = 3",
    "gap": "DELETE FROM event WHERE version = 2",
    "twice": "UPDATE event SET data = (SELECT data FROM event WHERE version = 1) WHERE version = 2",
    "no seat": "UPDATE event SET data = replace(data, '\"you\"', '\"me\"') WHERE version = 2",
    "no such option": "UPDATE event SET data = replace(data, '\"order\":[', '\"order\":[9,') WHERE version = 4",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_game_is_put_aside_and_offered_once(damage: str, tmp_path: Path) -> None:
    """Said in one line; its events stay, the listing names it, and nobody is asked about it again."""
    killed(tmp_path)
    edited(tmp_path, DAMAGES[damage])
    with closing(sqlite3.connect(tmp_path / "history.db")) as raw:
        before = raw.execute("SELECT * FROM event").fetchall()
    forced = quiz("play", "--resume", data=tmp_path)
    assert forced.returncode == 2
    (line,) = forced.stderr.splitlines()
    assert "cannot be taken up" in line
    assert "not offered again" in line
    with closing(sqlite3.connect(tmp_path / "history.db")) as raw:
        assert raw.execute("SELECT * FROM event").fetchall() == before
    assert "unreadable" in quiz("history", data=tmp_path).stdout
    assert "no unfinished game" in quiz("play", "--resume", data=tmp_path).stderr


@pytest.mark.parametrize("reply", ["y", "e"])
def test_after_a_damaged_game_a_new_one_begins(reply: str, tmp_path: Path) -> None:
    """Whether the player wants to go on with it or not."""
    killed(tmp_path)
    edited(tmp_path, DAMAGES["no event"])
    with Terminal("play", "--plain", RIVERS, data=tmp_path) as again:
        again.until(OFFER)
        again.enter(reply)
        assert "You go on where you were" not in to_question(again)
        assert "not offered again" in again.shown
    assert not (tmp_path / "history-2.db").exists()
    assert "unreadable" in quiz("history", data=tmp_path).stdout


def test_a_game_of_a_later_version_waits_for_that_version(tmp_path: Path) -> None:
    """It cannot be taken up here and stays unfinished, until the player ends it."""
    killed(tmp_path)
    edited(tmp_path, 'UPDATE event SET data = \'{"kind": "later"}\' WHERE version = 3')
    for _ in range(2):
        forced = quiz("play", "--resume", data=tmp_path)
        assert (forced.returncode, "another version" in forced.stderr) == (2, True)
    with Terminal("play", "--plain", RIVERS, data=tmp_path) as again:
        again.until(OFFER)
        again.enter("e")
        to_question(again)
        again.enter("quit")
        again.end()
    assert "no unfinished game" in quiz("play", "--resume", data=tmp_path).stderr


def test_resuming_says_what_is_wrong_with_the_history(tmp_path: Path) -> None:
    """A broken file is named, and left where it is."""
    (tmp_path / "history.db").write_bytes(b"rubbish" * 1000)
    done = quiz("play", "--resume", data=tmp_path)
    assert done.returncode == 2
    assert "not a database" in done.stderr
    assert "moves it aside" in done.stderr
    assert "moves it aside" in quiz("history", data=tmp_path).stderr
    assert (tmp_path / "history.db").read_bytes() == b"rubbish" * 1000


def test_an_interrupt_at_the_offer_leaves_the_game_as_it_is(tmp_path: Path) -> None:
    """Exit code 130 and no traceback."""
    killed(tmp_path)
    with Terminal("play", "--plain", data=tmp_path) as again:
        again.until(OFFER)
        again.interrupt()
        assert again.end() == 130
        assert "Traceback" not in again.shown
    assert "You go on where you were" in quiz("play", "--resume", data=tmp_path).stdout


def test_on_a_terminal_without_pages_quiz_alone_plays(tmp_path: Path) -> None:
    """The shipped pack, with the history where the environment says."""
    with Terminal(data=tmp_path, TERM="dumb") as terminal:
        to_question(terminal)
        assert "15 questions in 3 rounds" in terminal.shown
        terminal.enter("quit")
        assert terminal.end() == 0
    assert (tmp_path / "history.db").exists()


def test_nothing_but_text_reaches_the_terminal(tmp_path: Path) -> None:
    """No cursor movement, no colour: not one escape."""
    with Terminal("play", "--plain", RIVERS, "--seed", "3", data=tmp_path) as terminal:
        answer(terminal, to_question(terminal))
        to_question(terminal)
        terminal.enter("quit")
        terminal.end()
    assert not [char for char in terminal.shown if ord(char) < 32 and char not in "\n"]
