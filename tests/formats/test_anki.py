"""Anki packages: both layouts of their tables, cards and gaps, and what a card cannot ask."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
import zstandard

from quiz.core.kinds import Cloze, Typed, key_text
from quiz.formats import anki_tables
from quiz.formats.anki_apkg import FORMAT
from quiz.formats.base import Header, Imported, Unreadable
from quiz.packs import builtin_dir, load_path
from tests.formats.hostile import NOTES, apkg, zipped

MODELS = json.dumps(
    {
        "1": {"type": 0, "flds": [{"name": "Front"}, {"name": "Back"}, {"name": "Extra"}, {"name": "Mood"}]},
        "2": {"type": 1, "flds": [{"name": "Text"}, {"name": "Back Extra"}]},
    }
)
ROWS = (
    (1, 1, " geo seas ", "Capital of <b>Italy</b>?\x1fRome\x1fSince 1871.\x1fglad"),
    (2, 2, "", "The {{c1::cat::an animal}} sat on the {{c2::mat}}.<br>{{c1::Always}}.\x1fA rhyme."),
    (3, 1, "", "Sound? [sound:a.mp3]<img src='x.png'>\x1fbark\x1f\x1f"),
    (4, 1, "", "Long?\x1f" + "x" * 201),
    (5, 1, "", "Empty?\x1f  "),
    (6, 1, "", "One side"),
    (7, 2, "", "No gap\x1f"),
    (8, 2, "", "{{c1::one {{c2::in}} another}}\x1f"),
    (9, 99, "", "A note of no type?\x1fyes"),
)


def inserted(rows: tuple[tuple[int, int, str, str], ...]) -> str:
    """The notes, as SQL."""
    quoted = [
        ", ".join(str(v) if isinstance(v, int) else "'" + v.replace("'", "''") + "'" for v in row) for row in rows
    ]
    return NOTES + "".join(f"INSERT INTO notes VALUES ({values});" for values in quoted)  # noqa: S608


def read(data: bytes) -> Imported:
    """What is read of a package."""
    assert FORMAT.read is not None
    return FORMAT.read(data, "Seas.apkg")


def checked(found: Imported) -> None:
    """Whether the notes above were read as a person reads them."""
    assert [(item.question.kind, item.stem, key_text(item.question)) for item in found.items] == [
        ("typed", "Capital of Italy?", "Rome"),
        ("cloze", "Fill in the gaps.", "cat; mat; Always"),
        ("typed", "Sound? [picture]", "bark"),
        ("typed", "A note of no type?", "yes"),
    ]
    first, second = found.items[0], found.items[1]
    assert (first.tags, first.reveal.explain, second.reveal.explain) == (("geo", "seas"), "Since 1871.", "A rhyme.")
    assert isinstance(second.question, Cloze)
    assert second.question.parts == ("The ", " sat on the ", ".\n", ".")
    assert [(str(skip.place), skip.reason) for skip in found.skips] == [
        ("note 4", "the back of the card is too long to be typed"),
        ("note 5", "the back of the card says nothing"),
        ("note 6", "the note has one side"),
        ("note 7", "the note holds no gap"),
        ("note 8", "a gap of the note stands inside another"),
    ]
    assert {(loss.item, loss.field) for loss in found.losses} == {
        (first.id, "format"), (first.id, "explain"), (second.id, "gaps"), (found.items[2].id, "stem"),
        (found.items[2].id, "format"),
    }  # fmt: skip


def test_the_old_layout() -> None:
    """Note types are JSON in one row."""
    checked(read(apkg(inserted(ROWS), MODELS)))


def new_layout(script: str) -> bytes:
    """A package as newer versions write it: tables of types, packed, with a stub for older ones beside it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_collation("unicase", lambda one, two: (one > two) - (one < two))
        connection.executescript(script)
        for id_, kind in ((1, b""), (2, b"\x08\x01")):
            connection.execute("INSERT INTO notetypes VALUES (?, ?, ?)", (id_, f"T{id_}", kind + b"\x1a\x02hi"))
        for id_, model in json.loads(MODELS).items():
            for at, field in enumerate(model["flds"]):
                connection.execute("INSERT INTO fields VALUES (?, ?, ?, ?)", (int(id_), at, field["name"], b""))
        connection.commit()
        data = connection.serialize()
    stub = apkg(inserted(((1, 1, "", "Please update\x1fyour Anki"),)), MODELS)
    with zipfile.ZipFile(io.BytesIO(stub)) as archive:
        old = archive.read("collection.anki2")
    packed = zstandard.ZstdCompressor().compress(data)
    return zipped({"collection.anki2": old, "collection.anki21b": packed, "media": b""}, zipfile.ZIP_STORED)


TYPES = (
    "CREATE TABLE notetypes (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, config BLOB);"
    "CREATE TABLE fields (ntid INTEGER, ord INTEGER, name TEXT COLLATE unicase, config BLOB, PRIMARY KEY (ntid, ord))"
    " WITHOUT ROWID;"
)


def test_the_new_layout() -> None:
    """Packed with zstd, types in tables; the stub beside it is passed over."""
    checked(read(new_layout(inserted(ROWS) + TYPES)))


def test_a_bomb_of_zstd() -> None:
    """It is stopped before it is unpacked."""
    packed = zstandard.ZstdCompressor().compress(b"\0" * (60 * 1024 * 1024))
    with pytest.raises(Unreadable, match="unpacks to more than 50 MB"):
        read(zipped({"collection.anki21b": packed}))
    with pytest.raises(Unreadable, match="cannot be unpacked"):
        read(zipped({"collection.anki21b": b"no zstd"}))


def test_without_zstandard_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named, and the way around it."""
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    with pytest.raises(Unreadable, match=r"older versions.*\[formats\]"):
        read(new_layout(inserted(ROWS) + TYPES))


def test_what_is_written_is_a_collection_of_anki() -> None:
    """Schema 11, notes with cards for every gap, the same bytes each time."""
    assert FORMAT.write is not None
    items = load_path(builtin_dir() / "sampler.quiz.yaml").pack.questions
    made = FORMAT.write("Sampler", items, Header())
    assert made.data == FORMAT.write("Sampler", items, Header()).data
    assert FORMAT.sniff(made.data, "x.apkg")
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive, closing(sqlite3.connect(":memory:")) as connection:
        assert sorted(archive.namelist()) == ["collection.anki2", "media"]
        connection.deserialize(archive.read("collection.anki2"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT ver FROM col").fetchone() == (11,)
        models, decks = map(json.loads, connection.execute("SELECT models, decks FROM col").fetchone())
        mids = {str(mid) for (mid,) in connection.execute("SELECT DISTINCT mid FROM notes")}
        dids = {str(did) for (did,) in connection.execute("SELECT DISTINCT did FROM cards")}
        cards = connection.execute("SELECT count(*) FROM cards").fetchone()[0]
    assert mids <= set(models)
    assert dids <= set(decks)
    assert "Sampler" in {deck["name"] for deck in decks.values()}
    back = read(made.data)
    gaps = sum(len(item.question.gaps) for item in back.items if isinstance(item.question, Cloze))
    assert cards == gaps + sum(isinstance(item.question, Typed) for item in back.items)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM cards",
        "SELECT * FROM evil",
        "SELECT upper('a')",
        "INSERT INTO notes VALUES (2, 1, '', '')",
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = ON",
        "CREATE TABLE more (a)",
    ],
)
def test_a_guarded_database_can_only_be_read(statement: str) -> None:
    """Four tables, and nothing computed, written or opened beside them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(NOTES)
        connection.executescript("CREATE TABLE cards (id); CREATE VIEW evil AS SELECT flds FROM notes;")
        anki_tables._guard(connection)
        assert connection.execute("SELECT id, flds FROM notes").fetchall() == []
        with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
            connection.execute(statement)
