"""The event log in one SQLite file.

WAL with `synchronous=FULL`: a transaction that has returned is on the disk. One process writes a file, held by a lock
beside it, through one connection; readers open the file read-only and never wait for the writer. Threads may take turns
with a log, but only one may use it at a time.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from quiz.core.events import Event
from quiz.stores.base import Conflict, DamagedError, GameInfo, Part, StoreError, UnavailableError
from quiz.stores.codec import Codec
from quiz.stores.listing import head_of, is_end, utc_now
from quiz.stores.lock import FileLock

APPLICATION_ID = 0x466F6F74  # "Foot"
SCHEMA_VERSION = 1
MAGIC = b"SQLite format 3\0"
NUMBER = re.compile("-?[0-9]{1,4300}$", re.ASCII)  # as many digits as Python reads
INSERT_EVENT = "INSERT INTO event (game, version, kind, data) VALUES (?, ?, ?, ?)"
SET_ASIDE = 2
"""What `finished` holds for a game that is over because its events cannot be read; 0 goes on, 1 has ended."""
SCHEMA = (
    "CREATE TABLE game (number INTEGER PRIMARY KEY, game TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
    " digest TEXT NOT NULL, seed TEXT NOT NULL, started TEXT NOT NULL, version INTEGER NOT NULL,"
    " finished INTEGER NOT NULL)",
    "CREATE TABLE event (game TEXT NOT NULL REFERENCES game (game), version INTEGER NOT NULL CHECK (version > 0),"
    " kind TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (game, version)) WITHOUT ROWID",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)


class ForeignError(StoreError):
    """The file is sound, but another program, or a damage, wrote it."""


class NewerError(StoreError):
    """The file was written by a later version of this program."""


class BusyError(StoreError):
    """Another process writes this file."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into this package's, each on one line."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise UnavailableError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise DamagedError(f"{path}: {error}") from error


class SqliteReader:
    """Reads a log that this or another process writes."""

    def __init__(self, path: Path) -> None:
        """Open `path` read-only. Raises `UnavailableError` when there is no such file."""
        self._path = path
        self._codec = Codec()
        with translated(path):
            # As an address, because only that opens read-only; it can spell a name that is not UTF-8 as well.
            address = f"{path.resolve().as_uri()}?mode=ro"
            self._reader = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    def read(self, game: str, after: int = 0) -> tuple[Event, ...]:
        """The events above `after`. Raises `DamagedError` when they are not there without a gap."""
        query = "SELECT version, data FROM event WHERE game = ? AND version > ? ORDER BY version"
        with translated(self._path):
            rows = self._reader.execute(query, (game, after)).fetchall()
        for place, (version, _) in enumerate(rows, max(after, 0) + 1):
            if version != place:
                raise DamagedError(f"{self._path}: event {place} of game {game} is missing")
        return tuple(self._codec.decode(data) for _, data in rows)

    def games(self) -> tuple[GameInfo, ...]:
        """All games, oldest first. Raises `DamagedError` when a row cannot be what this program wrote."""
        query = "SELECT game, title, digest, seed, version, started, finished FROM game ORDER BY number"
        with translated(self._path):
            if not _ours(self._reader, self._path):
                return ()
            rows = self._reader.execute(query).fetchall()
        return tuple(self._info(row) for row in rows)

    def _info(self, row: tuple[object, ...]) -> GameInfo:
        """One row of the listing. SQLite keeps any type in any column, so each is looked at."""
        match row:
            case (str(game), str(title), str(digest), str(seed), int(version), str(started), int(end)) if NUMBER.match(
                seed
            ):
                return GameInfo(game, title, digest, int(seed), version, started, end != 0, end == SET_ASIDE)
        raise DamagedError(f"{self._path}: the listing of a game is damaged")

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self.close()


class SqliteLog(SqliteReader):
    """The one writer of a file.

    Raises `BusyError`, `ForeignError`, `NewerError`, `DamagedError` or `UnavailableError` when it cannot be that; the
    file is then as it was.
    """

    def __init__(
        self, path: Path, wall: Callable[[], str] = utc_now, broken: Callable[[StoreError], None] | None = None
    ) -> None:
        """Take the lock, then open or make the file. `wall` gives the time for the listing.

        `broken` is called with what is wrong with a broken or foreign file, and may take it away; then a new one is
        made. The lock is held all the time, so that no other process can have made the new file already.
        """
        self._wall = wall
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        if not self._lock.take():
            raise BusyError(f"{path}: another quiz writes this file")
        try:
            try:
                self._open(path)
            except (DamagedError, ForeignError) as error:
                if broken is None:
                    raise
                broken(error)
                self._open(path)
        except BaseException:
            self._lock.release()
            raise

    def _open(self, path: Path) -> None:
        """Both connections, on a file whose listing can be read."""
        self._writer = _open_writer(path)
        try:
            super().__init__(path)
            try:
                self.games()
            except StoreError:
                super().close()
                raise
        except StoreError:
            self._writer.close()
            raise

    def append(self, game: str, expected_version: int, events: Sequence[Event]) -> int:
        """Add events in one transaction, and return once it is on the disk."""
        self.append_all([(game, expected_version, events)])
        return expected_version + len(events)

    def append_all(self, parts: Sequence[Part]) -> None:
        """Add events to several games in one transaction, and return once it is on the disk; see `GroupLog`."""
        encoded = [[(event.kind, self._codec.encode(event)) for event in events] for _, _, events in parts]
        with translated(self._path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                for (game, expected, events), rows in zip(parts, encoded, strict=True):
                    self._insert(game, expected, events, rows)
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def rewrite(self, games: Mapping[str, Sequence[Event]]) -> None:
        """Put other events in the place of those of each game, for good; a game without events is gone.

        This is for erasing what a person wants forgotten, and for nothing else: the file keeps no trace of what was
        there, neither in a free page nor in its journal.
        """
        encode = self._codec.encode
        encoded = {game: [(event.kind, encode(event)) for event in events] for game, events in games.items()}
        with translated(self._path):
            self._writer.execute("PRAGMA secure_delete = ON")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                for game, rows in encoded.items():
                    self._writer.execute("DELETE FROM event WHERE game = ?", (game,))
                    numbered = [(game, place, *row) for place, row in enumerate(rows, 1)]
                    self._writer.executemany(INSERT_EVENT, numbered)
                    # The end of a game is kept as it stands, since `finished` says more than its events do.
                    change = "UPDATE game SET version = ? WHERE game = ?" if rows else "DELETE FROM game WHERE game = ?"
                    self._writer.execute(change, (len(rows), game) if rows else (game,))
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def set_aside(self, game: str) -> None:
        """Mark a game as over because its events cannot be read. They stay as they are."""
        with translated(self._path):
            self._writer.execute("UPDATE game SET finished = ? WHERE game = ?", (SET_ASIDE, game))

    def _insert(self, game: str, expected: int, events: Sequence[Event], rows: Sequence[tuple[str, str]]) -> None:
        """Within the transaction: compare the version, then write."""
        known = self._writer.execute("SELECT version FROM game WHERE game = ?", (game,)).fetchone()
        actual = 0 if known is None else int(known[0])
        if actual != expected:
            raise Conflict(game, expected, actual)
        if not events:
            return
        version = expected + len(events)
        finished = any(map(is_end, events))
        if known is None:
            title, digest, seed = head_of(events)
            # A seed may be longer than SQLite's integers, so it is kept as text.
            values = (game, title, digest, str(seed), self._wall(), version, finished)
            names = "game, title, digest, seed, started, version, finished"
            self._writer.execute(f"INSERT INTO game ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608
        else:
            update = "UPDATE game SET version = ?, finished = max(finished, ?) WHERE game = ?"
            self._writer.execute(update, (version, finished, game))
        numbered = [(game, place, *row) for place, row in enumerate(rows, expected + 1)]
        self._writer.executemany(INSERT_EVENT, numbered)

    def close(self) -> None:
        """Close the file and give the lock back."""
        super().close()
        self._writer.close()
        self._lock.release()


def _open_writer(path: Path) -> sqlite3.Connection:
    """The writing connection, on a file that is sound and ours; a missing or empty one is made."""
    with translated(path):
        _check_head(path)
        writer = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
    try:
        with translated(path):
            _check(writer, path)
            writer.execute("PRAGMA journal_mode = WAL")
            writer.execute("PRAGMA synchronous = FULL")
            writer.execute("PRAGMA foreign_keys = ON")
            _make(writer)
    except StoreError:
        writer.close()
        raise
    return writer


def _check_head(path: Path) -> None:
    """Refuse a file that is no database before SQLite opens it, because it would delete the journal beside it."""
    head = b""
    if path.exists():
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    if head and head != MAGIC:
        raise DamagedError(f"{path}: file is not a database")
    wal = path.with_name(path.name + "-wal")
    if not head and wal.exists() and wal.stat().st_size:
        raise DamagedError(f"{path}: the file is gone, but its journal is still there")


def _check(writer: sqlite3.Connection, path: Path) -> None:
    """Refuse what this program did not write, and what is damaged, before anything is written to it."""
    if _ours(writer, path):
        (sound,) = writer.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise DamagedError(f"{path}: {sound}")


def _ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether this program wrote the file; False when nobody has yet. Raises `ForeignError` and `NewerError`."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    (identity,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if tables == 0 and identity == 0 and version == 0:
        return False
    if identity != APPLICATION_ID:
        raise ForeignError(f"{path}: this is a database of another program")
    if version > SCHEMA_VERSION:
        raise NewerError(f"{path}: a later version of this program wrote this file")
    return True


def _make(writer: sqlite3.Connection) -> None:
    """Write the schema into an empty file, all of it or nothing."""
    writer.execute("BEGIN IMMEDIATE")
    if writer.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        for statement in SCHEMA:
            writer.execute(statement)
    writer.execute("COMMIT")
