"""The SQLite file: one writer, crashes, damage, and places that cannot be written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.stores.base import DamagedError, StoreError, UnavailableError, UnknownEventError
from quiz.stores.sqlite import APPLICATION_ID, BusyError, ForeignError, NewerError, SqliteLog, SqliteReader
from tests.stores.samples import game

EVENTS = game()


def filled(path: Path) -> Path:
    """A closed file with one game in several batches."""
    with SqliteLog(path) as log:
        for place, event in enumerate(EVENTS):
            log.append("g", place, (event,))
    return path


def test_the_file_is_ours_and_durable(tmp_path: Path) -> None:
    """Application id, write-ahead log, and a commit that waits for the disk."""
    with SqliteLog(tmp_path / "h.db") as log:
        ask = [
            log._writer.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "journal_mode", "synchronous")
        ]
    assert ask == [APPLICATION_ID, "wal", 2]


def test_what_was_appended_outlives_the_log(tmp_path: Path) -> None:
    """A second opening reads the first one's events."""
    with SqliteLog(filled(tmp_path / "h.db")) as log:
        assert log.read("g") == EVENTS


def test_a_reader_sees_what_the_writer_has_acknowledged(tmp_path: Path) -> None:
    """Reading needs no lock, and a reader cannot write."""
    with SqliteLog(tmp_path / "h.db") as log:
        log.append("g", 0, EVENTS[:2])
        with SqliteReader(tmp_path / "h.db") as reader:
            assert reader.read("g") == EVENTS[:2]
            log.append("g", 2, EVENTS[2:3])
            assert reader.read("g", 2) == EVENTS[2:3]
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                reader._reader.execute("DELETE FROM event")


def test_a_file_has_one_writer(tmp_path: Path) -> None:
    """The second writer is refused while the first lives, and let in when it has gone."""
    path = tmp_path / "h.db"
    with SqliteLog(path), pytest.raises(BusyError):
        SqliteLog(path)
    SqliteLog(path).close()


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    """A killed writer leaves nothing that keeps the next one out."""
    path = tmp_path / "h.db"
    code = (
        "import sys, time; from pathlib import Path; from quiz.stores.sqlite import SqliteLog\n"
        "log = SqliteLog(Path(sys.argv[1])); print('ready', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        with pytest.raises(BusyError):
            SqliteLog(path)
        child.kill()
        child.wait()
    SqliteLog(path).close()


def test_a_batch_is_whole_or_absent_however_the_journal_is_cut(tmp_path: Path) -> None:
    """After a crash that tore the journal at any byte, what is read is a prefix made of whole batches."""
    path = tmp_path / "h.db"
    with SqliteLog(path) as log:
        log.append("g", 0, EVENTS[:3])
        log.append("g", 3, EVENTS[3:7])
        log.append("g", 7, EVENTS[7:])
        main, journal = path.read_bytes(), path.with_name("h.db-wal").read_bytes()
    whole = {EVENTS[:end] for end in (0, 3, 7, len(EVENTS))}
    seen = set()
    torn = tmp_path / "torn.db"
    for cut in (*range(0, len(journal), 509), len(journal)):
        for part in tmp_path.glob("torn.db*"):
            part.unlink()
        torn.write_bytes(main)
        torn.with_name("torn.db-wal").write_bytes(journal[:cut])
        with SqliteLog(torn) as log:
            found = log.read("g")
            assert found in whole
            assert log.append("g", len(found), EVENTS[:1]) == len(found) + 1
        seen.add(found)
    assert seen == whole


@settings(max_examples=40)  # each example opens a file twice
@given(place=st.integers(0, 2**16), value=st.integers(0, 255))
def test_a_flipped_byte_is_an_error_or_the_truth(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int
) -> None:
    """A damaged file is refused, or what it gives is an undamaged prefix; never another game."""
    path = filled(tmp_path_factory.mktemp("flip") / "h.db")
    data = bytearray(path.read_bytes())
    data[place % len(data)] = value
    path.write_bytes(data)
    try:
        with SqliteLog(path) as log:
            found = log.read("g")
    except StoreError:
        return
    assert len(found) <= len(EVENTS)
    assert [event.kind for event in found] == [event.kind for event in EVENTS[: len(found)]]


def test_a_gap_is_damage(tmp_path: Path) -> None:
    """A missing event is never skipped over."""
    path = filled(tmp_path / "h.db")
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM event WHERE version = 3")
    raw.close()
    with SqliteLog(path) as log, pytest.raises(DamagedError, match="event 3 of game g is missing"):
        log.read("g")


def test_an_unknown_event_is_told_from_damage(tmp_path: Path) -> None:
    """A later version's event names its kind."""
    path = filled(tmp_path / "h.db")
    with sqlite3.connect(path) as raw:
        raw.execute("""UPDATE event SET data = '{"kind": "game_exploded"}' WHERE version = 2""")
    raw.close()
    with SqliteLog(path) as log, pytest.raises(UnknownEventError, match="game_exploded"):
        log.read("g")


def test_a_file_of_another_program_is_foreign_and_left_alone(tmp_path: Path) -> None:
    """Nothing is written to a database that is not ours."""
    path = tmp_path / "h.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE notes (text)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(ForeignError):
        SqliteLog(path)
    assert path.read_bytes() == before


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """It is not broken, so nothing moves or changes it."""
    path = filled(tmp_path / "h.db")
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(NewerError):
        SqliteLog(path)


@pytest.mark.parametrize(
    "content", [b"not a database at all", b"SQLite format 3\0" + b"\xff" * 200], ids=["text", "torn"]
)
def test_what_is_no_database_is_damage(tmp_path: Path, content: bytes) -> None:
    """Text, or the head of a database and rubbish after it."""
    path = tmp_path / "h.db"
    path.write_bytes(content * 50)
    with pytest.raises(DamagedError):
        SqliteLog(path)


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    """A process killed while it made the file leaves nothing that is in the way."""
    path = tmp_path / "h.db"
    path.touch()
    with SqliteLog(path) as log:
        assert log.append("g", 0, EVENTS[:1]) == 1


def test_a_folder_in_place_of_the_file_is_unavailable(tmp_path: Path) -> None:
    """It can be neither read nor moved aside as a broken file."""
    (tmp_path / "h.db").mkdir()
    with pytest.raises(UnavailableError):
        SqliteLog(tmp_path / "h.db")


def test_a_full_disk_is_unavailable_and_writes_nothing(tmp_path: Path) -> None:
    """SQLite's own limit on pages stands for the disk's; the game stays as it was, and can be written later."""
    with SqliteLog(tmp_path / "h.db") as log:
        log.append("g", 0, EVENTS[:1])
        pages = log._writer.execute("PRAGMA page_count").fetchone()[0]
        log._writer.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UnavailableError, match="full"):
            log.append("big", 0, EVENTS[:1] * 40)
        assert log.read("big") == ()
        log._writer.execute("PRAGMA max_page_count = 100000")
        assert log.append("g", 1, EVENTS[1:2]) == 2
