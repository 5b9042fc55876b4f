"""The player's history folder in all the states it may be found in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.core.events import Event, GameStarted
from quiz.stores.base import DamagedError
from quiz.stores.codec import Codec
from quiz.stores.history import KeepPlaying, move_aside, open_history, unfinished
from quiz.stores.sqlite import BusyError, ForeignError, NewerError, SqliteLog, SqliteReader
from tests.stores.samples import game

EVENTS = game()


def test_a_new_folder_is_made_without_a_word(tmp_path: Path) -> None:
    """The ordinary case says nothing."""
    said: list[str] = []
    log = open_history(tmp_path / "a" / "b", said.append)
    assert log.append("g", 0, EVENTS[:1]) == 1
    log.close()
    assert said == []
    assert (tmp_path / "a" / "b" / "history.db").exists()


def test_a_broken_file_is_moved_aside_with_its_journals(tmp_path: Path) -> None:
    """Every byte of the broken file is still there, under a name that says so."""
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / f"history.db{suffix}").write_bytes(b"rubbish" * 100 + suffix.encode())
    said: list[str] = []
    log = open_history(tmp_path, said.append)
    assert log.append("g", 0, EVENTS[:1]) == 1
    log.close()
    (line,) = said
    aside = sorted(path for path in tmp_path.iterdir() if ".broken-" in path.name)
    assert [path.read_bytes()[700:] for path in aside] == [b"", b"-shm", b"-wal"]
    assert aside[0].name in line
    assert "\n" not in line


def test_a_foreign_database_is_moved_aside(tmp_path: Path) -> None:
    """Another program's tables are kept."""
    with sqlite3.connect(tmp_path / "history.db") as raw:
        raw.execute("CREATE TABLE notes (text)")
    raw.close()
    said: list[str] = []
    log = open_history(tmp_path, said.append)
    log.close()
    (aside,) = tmp_path.glob("history.db.broken-*")
    with sqlite3.connect(aside) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]
    raw.close()
    assert len(said) == 1


def test_nothing_that_was_moved_aside_is_overwritten(tmp_path: Path) -> None:
    """Two broken files within one second get two names."""
    path = tmp_path / "history.db"
    names = set()
    for content in ("one", "two", "three"):
        path.write_text(content)
        names.add(move_aside(path))
    assert {name.read_text() for name in names} == {"one", "two", "three"}


def test_a_second_process_writes_its_own_file_and_says_so(tmp_path: Path) -> None:
    """Two games at once never wait for each other."""
    said: list[str] = []
    with SqliteLog(tmp_path / "history.db"):
        log = open_history(tmp_path, said.append)
        assert log.append("g", 0, EVENTS[:2]) == 2
        log.close()
    assert len(said) == 1
    assert [(path.name, info.game) for path, info in unfinished(tmp_path, print)] == [("history-2.db", "g")]


def test_a_later_versions_file_is_left_where_it_is(tmp_path: Path) -> None:
    """The game goes to the next file, and the newer one keeps its name."""
    with sqlite3.connect(tmp_path / "history.db") as raw:
        raw.execute("CREATE TABLE game (x)")
        raw.execute(f"PRAGMA application_id = {0x466F6F74}")
        raw.execute("PRAGMA user_version = 2")
    raw.close()
    said: list[str] = []
    log = open_history(tmp_path, said.append)
    log.close()
    assert (tmp_path / "history-2.db").exists()
    assert list(tmp_path.glob("*.broken-*")) == []
    assert len(said) == 1


@pytest.mark.parametrize("place", ["file/data", "file"])
def test_where_nothing_can_be_written_the_game_is_in_memory_and_says_so(tmp_path: Path, place: str) -> None:
    """A file where the folder should be stands for every place that cannot be written."""
    (tmp_path / "file").write_text("in the way")
    said: list[str] = []
    log = open_history(tmp_path / place, said.append)
    assert not log.saved
    assert log.append("g", 0, EVENTS[:1]) == 1
    assert (log.read("g"), log.saved) == (EVENTS[:1], False)
    log.close()
    (line,) = said
    assert "not be saved" in line
    assert "--data" in line


def test_a_game_goes_on_when_the_disk_fills_up(tmp_path: Path) -> None:
    """The player loses nothing, one line says that it is not saved, and the file holds a prefix."""
    said: list[str] = []
    sqlite = SqliteLog(tmp_path / "history.db")
    sqlite.append("g", 0, EVENTS[:2])
    log = KeepPlaying(sqlite, said.append)
    log.append("g", 2, EVENTS[2:3])
    before = log.saved
    sqlite._writer.execute("PRAGMA max_page_count = 1")
    version = 3
    for _ in range(400):
        version = log.append("g", version, EVENTS[3:4])
    assert len(said) == 1
    assert "not saved" in said[0]
    assert (before, log.saved) == (True, False)
    assert log.read("g") == EVENTS[:3] + EVENTS[3:4] * 400
    with SqliteLog(tmp_path / "history.db") as again:
        kept = again.read("g")
    assert kept == log.read("g")[: len(kept)]


def test_what_is_recalled_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading events takes more than the game that goes on from them; what the file holds beyond is still read."""
    sqlite = SqliteLog(tmp_path / "history.db")
    sqlite.append("g", 0, EVENTS[:3])
    sqlite.append("h", 0, EVENTS[:1])
    log = KeepPlaying(sqlite, lambda text: pytest.fail(text))
    log.recall("g", EVENTS[:2])
    read: list[str] = []
    decode = Codec.decode

    def counted(self: Codec, text: str) -> Event:
        read.append(text)
        return decode(self, text)

    monkeypatch.setattr(Codec, "decode", counted)
    assert log.read("g") == EVENTS[:3]
    assert len(read) == 1
    assert log.append("g", 3, EVENTS[3:5]) == 5
    assert len(read) == 2
    assert [log.read("g", after) for after in range(7)] == [EVENTS[:5][after:] for after in range(7)]
    assert len(read) == 2
    assert log.read("h") == EVENTS[:1]
    log.close()
    with SqliteReader(tmp_path / "history.db") as reader:
        assert reader.read("g") == EVENTS[:5]


def test_only_unfinished_games_are_offered(tmp_path: Path) -> None:
    """A game with its last event cannot be resumed."""
    with SqliteLog(tmp_path / "history.db") as log:
        log.append("done", 0, EVENTS)
        log.append("open", 0, EVENTS[:-1])
    assert [info.game for _, info in unfinished(tmp_path, print)] == ["open"]
    assert list(unfinished(tmp_path / "nowhere", print)) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE game SET seed = 'x'", "UPDATE game SET title = x'ff'", "UPDATE game SET version = 'many'"],
    ids=["seed", "title", "version"],
)
def test_a_file_with_a_damaged_listing_is_moved_aside(statement: str, tmp_path: Path) -> None:
    """SQLite finds it sound, but its games cannot be listed; no reader fails on it in any other way."""
    with SqliteLog(tmp_path / "history.db") as log:
        log.append("g", 0, EVENTS[:2])
    with closing(sqlite3.connect(tmp_path / "history.db")) as raw, raw:
        raw.execute(statement)
    with SqliteReader(tmp_path / "history.db") as reader, pytest.raises(DamagedError, match="listing"):
        reader.games()
    told: list[str] = []
    assert list(unfinished(tmp_path, told.append)) == []
    said: list[str] = []
    again = open_history(tmp_path, said.append)
    assert again.games() == ()
    again.close()
    assert [len(told), len(said)] == [1, 1]
    (aside,) = (path for path in tmp_path.glob("history.db.broken-*") if not path.name.endswith(("-wal", "-shm")))
    with closing(sqlite3.connect(aside)) as raw:
        assert raw.execute("SELECT count(*) FROM event").fetchone() == (2,)


def test_a_broken_file_is_moved_aside_under_its_lock(tmp_path: Path) -> None:
    """Two processes that find it broken at once: the second never moves the new file of the first away."""
    path = tmp_path / "history.db"
    path.write_bytes(b"rubbish" * 100)
    seen: list[bool] = []

    def say(_: str) -> None:
        with pytest.raises(BusyError):
            SqliteLog(path)
        seen.append(path.exists())

    log = open_history(tmp_path, say)
    log.close()
    assert seen == [False]


def test_a_game_that_is_set_aside_is_over_and_keeps_its_events(tmp_path: Path) -> None:
    """The listing tells it from a finished one."""
    with SqliteLog(tmp_path / "history.db") as log:
        log.append("bad", 0, EVENTS[:2])
        log.append("done", 0, EVENTS)
        log.set_aside("bad")
        assert [(info.finished, info.unreadable) for info in log.games()] == [(True, True), (True, False)]
        assert log.read("bad") == EVENTS[:2]
    assert list(unfinished(tmp_path, print)) == []


def test_a_reader_says_whose_a_file_is(tmp_path: Path) -> None:
    """A foreign and a newer file are named as such; one that nobody has written to yet lists nothing."""
    path = tmp_path / "history.db"
    path.touch()
    with SqliteReader(path) as reader:
        assert reader.games() == ()
    for identity, version, error in ((0, 0, ForeignError), (0x466F6F74, 2, NewerError)):
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("CREATE TABLE IF NOT EXISTS notes (text)")
            raw.execute(f"PRAGMA application_id = {identity}")
            raw.execute(f"PRAGMA user_version = {version}")
        with SqliteReader(path) as reader, pytest.raises(error):
            reader.games()


def test_the_longest_seed_is_listed_again(tmp_path: Path) -> None:
    """A seed of as many digits as the command line takes is no damage."""
    started = EVENTS[0]
    assert isinstance(started, GameStarted)
    seed = -int("9" * 4300)
    with SqliteLog(tmp_path / "history.db") as log:
        log.append("g", 0, (replace(started, plan=replace(started.plan, seed=seed)),))
    with SqliteLog(tmp_path / "history.db") as log:
        assert [info.seed for info in log.games()] == [seed]
