"""`quiz rooms`, `results`, `replay` and `forget`, run as they are typed, on rooms in real files."""

from __future__ import annotations

import asyncio
import csv
import json
import stat
from pathlib import Path

import pytest

from quiz.core.commands import JoinSeat
from quiz.rooms.folders import list_rooms, read_lesson, room_folder, room_names
from quiz.rooms.self_paced import SelfPaced
from quiz.rooms.turns import SeededChance
from quiz.stores.sqlite import SqliteLog
from tests.cli.running import Terminal, quiz
from tests.core.table import RIGHT, WRONG, a_plan
from tests.games import StillClock
from tests.rooms.hall import NAME, hall


def lesson(data: Path) -> None:
    """A room with two players and two questions, at its end."""
    folder = room_folder(data, NAME)
    folder.mkdir(parents=True)

    async def play() -> None:
        with SqliteLog(folder / "log.db") as log:
            async with hall(log, a_plan(2)) as room:
                await room.do(JoinSeat("C0DE1234", "Zebedee"))
                await room.do(JoinSeat("C0DE5678", "=Florence"))
                for _ in range(2):
                    await room.open()
                    room.clock.now += 3000
                    await room.answer("C0DE1234", RIGHT)
                    await room.answer("C0DE5678", WRONG)
                    await room.conduct.next()
                    await room.conduct.next()
                await room.conduct.next()
                await room.conduct.next()

    asyncio.run(play())


def homework(data: Path, name: str = "homework") -> None:
    """A room in which each plays alone: one has answered, the other has not begun."""
    folder = room_folder(data, name)
    folder.mkdir(parents=True)

    async def play() -> None:
        with SqliteLog(folder / "log.db") as log:
            room = SelfPaced.start(log, name, StillClock(), SeededChance(1), a_plan(2), None, lambda: 0.0)
            running = asyncio.create_task(room.run())
            await room.join("C0DE1234", "Zebedee")
            await room.join("C0DE5678", "Florence")
            await room.advance("C0DE1234")
            await room.advance("C0DE1234")
            await room.answer("C0DE1234", 1, 1, RIGHT)
            room.close()
            await running

    asyncio.run(play())


def test_rooms_are_listed(tmp_path: Path) -> None:
    """Finished, closed and open ones, each with what there is to say of it; a broken one is said."""
    lesson(tmp_path)
    homework(tmp_path)
    (tmp_path / "rooms" / "broken").mkdir()
    (tmp_path / "rooms" / "broken" / "log.db").write_bytes(b"not a database at all")
    (tmp_path / "rooms" / "homework" / "room.json").write_text('{"port": 2222}')
    done = quiz("rooms", data=tmp_path)
    assert done.returncode == 0
    assert "finished  algebra  title  2 players, 2 questions asked" in done.stdout
    assert "closed    homework  title  2 players, 1 question asked" in done.stdout
    assert "broken cannot be read" in done.stderr
    with SqliteLog(room_folder(tmp_path, "homework") / "log.db"):
        done = quiz("rooms", data=tmp_path)
        assert "open      homework" in done.stdout
        assert "port 2222" in done.stdout
    (tmp_path / "rooms" / "homework" / "room.json").write_text("{")
    assert len(list_rooms(tmp_path, lambda _: None)) == 2


def test_results_are_read_and_written(tmp_path: Path) -> None:
    """A page, tables and JSON, of which none holds a code; files are their owner's, and are not written over."""
    lesson(tmp_path)
    done = quiz("results", NAME, data=tmp_path)
    assert done.returncode == 0
    assert "1.  Zebedee    2000" in done.stdout
    table, everything = tmp_path / "marks.csv", tmp_path / "marks.json"
    done = quiz("results", NAME, "--csv", table, "--json", everything, data=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    with table.open(encoding="utf-8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Zebedee", "'=Florence"]
    written = [table, everything, tmp_path / "marks-questions.csv"]
    assert not [path for path in written if "C0DE" in path.read_text("utf-8")]
    assert [stat.S_IMODE(path.stat().st_mode) for path in written] == [0o600] * 3
    again = quiz("results", NAME, "--csv", table, data=tmp_path)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert quiz("results", NAME, "--csv", table, "--force", data=tmp_path).returncode == 0
    for more in ((), ("--force",)):
        folder = quiz("results", NAME, "--csv", tmp_path, *more, data=tmp_path)
        assert (folder.returncode, folder.stderr) == (2, f"quiz: {tmp_path} is a folder; name a file in it.\n")
    printed = quiz("results", NAME, "--json", "-", data=tmp_path)
    assert json.loads(printed.stdout) == json.loads(everything.read_text("utf-8"))


def test_results_of_what_each_did_alone(tmp_path: Path) -> None:
    """Each question has the answers of those who came to it, and who came to none has all of them not opened."""
    homework(tmp_path)
    found = json.loads(quiz("results", "homework", "--json", "-", data=tmp_path).stdout)
    assert [(one["name"], one["right"], one["asked"], one["total"], one["not_opened"]) for one in found["players"]] == [
        ("Zebedee", 1, 1, 2, 1),
        ("Florence", 0, 0, 2, 2),
    ]
    told = quiz("results", "homework", data=tmp_path).stdout
    assert "1 of 2" in told
    assert "0 of 2" in told
    assert "nobody has opened it" in told


def test_a_lesson_is_told_again(tmp_path: Path) -> None:
    """All of it into a pipe; on a terminal a move at a time, or as many as are asked for."""
    lesson(tmp_path)
    done = quiz("replay", NAME, data=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "   00:00  title: 2 questions, seed 1, scoring fair"
    assert "Enter shows" not in done.stdout
    assert "   00:03  Zebedee answers a after 3.0 s: right" in lines
    assert lines[-2:] == ["            1. Zebedee  2000 +261", "            2. =Florence  0 +0"]
    with Terminal("replay", NAME, data=tmp_path) as terminal:
        assert terminal.until("2 questions").startswith("Enter shows the next move, a number so many, q ends.\n")
        terminal.enter("")
        terminal.until("Zebedee joins")
        terminal.enter("2")
        terminal.until("Round 1")
        terminal.enter("q")
        assert terminal.end() == 0
        assert "Question 1" not in terminal.shown


def test_a_person_is_forgotten(tmp_path: Path) -> None:
    """In all rooms, after a question; a pipe must say so, and an open room is left as it is."""
    lesson(tmp_path)
    homework(tmp_path)
    assert quiz("forget", "Zebedee", data=tmp_path).returncode == 2
    before = read_lesson(tmp_path, NAME).tallies["C0DE5678"]
    with Terminal("forget", "zebedee", data=tmp_path) as terminal:
        terminal.until("algebra, homework")
        terminal.enter("n")
        assert terminal.end() == 1
    with SqliteLog(room_folder(tmp_path, "homework") / "log.db"):
        done = quiz("forget", "Zebedee", "--yes", data=tmp_path)
        assert done.returncode == 1
        assert "not erased from homework" in done.stderr
    assert quiz("forget", "Zebedee", "--room", "homework", "--yes", data=tmp_path).returncode == 0
    assert quiz("forget", "Zebedee", "--yes", data=tmp_path).returncode == 2
    files = [path for path in (tmp_path / "rooms").rglob("*") if path.is_file()]
    assert not [path for path in files if b"Zebedee" in path.read_bytes() or b"C0DE1234" in path.read_bytes()]
    assert read_lesson(tmp_path, NAME).tallies == {"C0DE5678": before}


def test_a_room_is_forgotten(tmp_path: Path) -> None:
    """With all that is in it, unless it is open; a player of that name is asked for by their room."""
    lesson(tmp_path)
    with SqliteLog(room_folder(tmp_path, NAME) / "log.db"):
        done = quiz("forget", NAME, "--yes", data=tmp_path)
        assert done.returncode == 2
        assert "is open" in done.stderr
    assert quiz("forget", NAME, "--room", NAME, "--yes", data=tmp_path).returncode == 2
    assert quiz("forget", "x", "--room", "nowhere", "--yes", data=tmp_path).returncode == 2
    assert room_names(tmp_path) == (NAME,)
    assert quiz("forget", NAME, "--yes", data=tmp_path).returncode == 0
    assert room_names(tmp_path) == ()


@pytest.mark.parametrize("words", [("results",), ("replay",)], ids=" ".join)
@pytest.mark.parametrize("name", ["nowhere", "../rooms", "", "A B"])
def test_a_room_that_is_not_there_is_said(words: tuple[str, ...], name: str, tmp_path: Path) -> None:
    """In one line, with those that are."""
    lesson(tmp_path)
    done = quiz(*words, name, data=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert NAME in done.stderr


def test_a_room_whose_log_makes_no_lesson_is_said(tmp_path: Path) -> None:
    """As far as it can be told it is."""
    lesson(tmp_path)
    with SqliteLog(room_folder(tmp_path, NAME) / "log.db") as log:
        events = log.read(NAME)
        log.append(NAME, len(events), events[1:2])
    for words in (("results", NAME), ("replay", NAME)):
        done = quiz(*words, data=tmp_path)
        assert done.returncode == 2
        assert "do not make a lesson" in done.stderr
        assert "Traceback" not in done.stderr
