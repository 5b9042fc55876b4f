"""The notes of an Anki collection: both layouts of its tables, opened so that a hostile file can do nothing."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from quiz.extras import needed
from quiz.formats.anki_notes import Note
from quiz.formats.base import Unreadable
from quiz.formats.texts import one_line

MOST_NOTES = 20_000
_MAX_UNPACKED = 50 * 1024 * 1024
_MAX_STEPS = 2_000
"""How often the database may report 10,000 steps of its machine before it is stopped."""
_TABLES = frozenset(("col", "notes", "notetypes", "fields", "sqlite_master"))
_NEWER = "Anki can export this file with support for older versions; as it is, of the newer kind, it needs"


def notes(data: bytes, *, packed: bool) -> list[Note]:
    """Give the notes of a collection file. Raises Unreadable."""
    held = _unpacked(data) if packed else data
    if not held.startswith(b"SQLite format 3\0") or len(held) < 100:
        raise Unreadable("the collection is no SQLite file")
    # The copy is in memory, where a write-ahead log cannot be; bytes 18 and 19 say that there is none.
    held = held[:18] + b"\x01\x01" + held[20:]
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(held)
            _guard(connection)
            return list(_read(connection))
    except (sqlite3.Error, ValueError, KeyError, TypeError, OverflowError, MemoryError, RecursionError) as error:
        raise Unreadable(f"the collection cannot be read: {error}") from error


def _unpacked(data: bytes) -> bytes:
    try:
        import zstandard
    except ImportError as error:
        raise Unreadable(needed(_NEWER, "zstandard", "formats")) from error
    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(io.BytesIO(data)) as reader:
            held = reader.read(_MAX_UNPACKED + 1)
    except zstandard.ZstdError as error:
        raise Unreadable(f"the collection cannot be unpacked: {error}") from error
    if len(held) > _MAX_UNPACKED:
        raise Unreadable(f"the collection unpacks to more than {_MAX_UNPACKED // 1024 // 1024} MB (X804)")
    return held


def _guard(connection: sqlite3.Connection) -> None:
    """Allow reading of a few tables and nothing else, for a limited time."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * 1024 * 1024)
    connection.setlimit(sqlite3.SQLITE_LIMIT_VDBE_OP, 25_000)
    connection.create_collation("unicase", _by_case)
    steps = iter(range(_MAX_STEPS))
    connection.set_progress_handler(lambda: int(next(steps, None) is None), 10_000)
    connection.set_authorizer(_allowed)


def _by_case(one: str, two: str) -> int:
    folded = one.casefold(), two.casefold()
    return (folded[0] > folded[1]) - (folded[0] < folded[1])


def _allowed(action: int, first: str | None, _second: str | None, _base: str | None, source: str | None) -> int:
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    # `source` names a view or trigger that asks; no collection needs one.
    read = action == sqlite3.SQLITE_READ and first in _TABLES and source is None
    return sqlite3.SQLITE_OK if read else sqlite3.SQLITE_DENY


def _read(connection: sqlite3.Connection) -> Iterator[Note]:
    real = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "notes" not in real:
        raise Unreadable("the collection has no table of notes")
    types = _new_types(connection) if "notetypes" in real else _old_types(connection)
    rows = connection.execute("SELECT id, mid, tags, flds FROM notes ORDER BY id LIMIT ?", (MOST_NOTES,))
    for id_, mid, tags, fields in rows:
        names, cloze = types.get(int(mid), ((), False))
        held = tuple(str(fields or "").split("\x1f"))
        marked = cloze or (len(held) == 1 and "{{c1::" in held[0])
        yield Note(
            int(id_),
            names,
            held,
            tuple(dict.fromkeys(one_line(tag) for tag in str(tags or "").split() if one_line(tag))),
            marked,
        )


def _old_types(connection: sqlite3.Connection) -> dict[int, tuple[tuple[str, ...], bool]]:
    """Give by id of a note type the names of its fields, and whether it is Cloze; all of it is JSON in one row."""
    row = connection.execute("SELECT models FROM col LIMIT 1").fetchone()
    models = json.loads(row[0]) if row and row[0] else {}
    found = {}
    for id_, model in models.items():
        names = tuple(one_line(str(field["name"])) for field in model["flds"])
        found[int(id_)] = (names, model.get("type") == 1)
    return found


def _new_types(connection: sqlite3.Connection) -> dict[int, tuple[tuple[str, ...], bool]]:
    """Give the same from the tables of newer versions; the kind is field 1 of a message, 1 for Cloze."""
    kinds = {id_: _is_cloze(bytes(config)) for id_, config in connection.execute("SELECT id, config FROM notetypes")}
    names: dict[int, list[str]] = {}
    for id_, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        names.setdefault(id_, []).append(one_line(str(name)))
    return {id_: (tuple(names.get(id_, ())), cloze) for id_, cloze in kinds.items()}


def _is_cloze(config: bytes) -> bool:
    """Whether the message begins with field 1, a number, being 1; it is left out when it is 0."""
    return config[:2] == b"\x08\x01"
