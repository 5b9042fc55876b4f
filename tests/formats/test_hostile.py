"""Files made to do harm: each is refused in words, and whoever asked for it lives on."""

from __future__ import annotations

import zipfile

import pytest

from quiz.formats import safely
from quiz.formats.base import Unreadable
from tests.formats import hostile

Row = tuple[str, str, bytes, str]


def rows() -> list[Row]:
    """For each file: what it is, the format it is given as, its bytes, and what the refusal says."""
    page = b"<quiz/>"
    return [
        ("entities in entities", "moodle-xml", hostile.LAUGHS.encode(), "DOCTYPE"),
        ("an entity from a file", "moodle-xml", hostile.OUTSIDE.encode(), "DOCTYPE"),
        ("a parameter entity from elsewhere", "qti", hostile.PARAMETER.encode(), "DOCTYPE"),
        ("deep elements", "moodle-xml", hostile.deep("quiz", 200_000), "deep inside one another"),
        ("many attributes", "qti", hostile.wide(250_000), "more than 200,000"),
        ("many elements", "moodle-xml", hostile.many(250_000), "more than 200,000"),
        ("a long file", "moodle-xml", b"<quiz>" + b" " * (11 * 1024 * 1024) + b"</quiz>", "more than 10 MiB"),
        ("no XML", "qti", b"\x00\x01\x02", "no XML"),
        ("an unknown encoding", "qti", b'<?xml version="1.0" encoding="x-none"?><a/>', "nothing of QTI"),
        ("a zip bomb", "qti", hostile.bomb(300), "packed more than 100:1"),
        ("many members that are too much together", "qti", hostile.bombs(80), "unpacks to more than 50 MB"),
        ("a zip that lies about sizes", "qti", hostile.lying(), "cannot be unpacked"),
        ("too many members", "qti", hostile.zipped(dict.fromkeys(map(str, range(2_100)), b"")), "2,000 files"),
        ("a path upwards", "qti", hostile.entry("../../evil.xml", page), "leads out of the archive"),
        ("an absolute path", "qti", hostile.entry("/etc/evil.xml", page), "leads out of the archive"),
        ("a path of Windows", "qti", hostile.entry("C:/evil.xml", page), "leads out of the archive"),
        ("a link", "qti", hostile.entry("link.xml", b"/etc/passwd", hostile.link), "is a link"),
        ("an encrypted member", "qti", hostile.encrypted(), "is encrypted"),
        ("another compression", "qti", hostile.zipped({"imsmanifest.xml": b"<a/>"}, zipfile.ZIP_BZIP2), "compressed"),
        ("half a zip", "qti", hostile.zipped({"imsmanifest.xml": b"<a/>"})[:60], "no zip file"),
        ("a cell far away", "kahoot", hostile.far_cell(), "headings"),
        ("very many rows", "kahoot", hostile.long_sheet(400_000), "unpacks to more than 20 MB"),
        ("entities in a sheet", "kahoot", hostile.xlsx("", hostile.LAUGHS.split("<quiz>")[0]), "no sheet that"),
        ("no sheet", "wayground", hostile.zipped({"a.txt": b""}), "no .xlsx file"),
        ("a bomb for a sheet", "blooket", hostile.bomb(200, "xl/workbook.xml"), "packed more than 100:1"),
        ("a cell beyond csv", "gimkit", b'"' + b"a" * 200_000 + b'"', "no table"),
        ("a view that never ends", "anki-apkg", hostile.apkg(hostile.ENDLESS), "no table of notes"),
        ("a column that computes", "anki-apkg", hostile.apkg(hostile.GENERATED), "cannot be read"),
        ("deep JSON", "anki-apkg", hostile.apkg(hostile.NOTES, hostile.NESTED), "cannot be read"),
        ("no database", "anki-apkg", hostile.zipped({"collection.anki2": b"x" * 200}), "no SQLite file"),
        (
            "half a database", "anki-apkg",
            hostile.zipped({"collection.anki2": b"SQLite format 3\0" + b"\x10\x00" + b"\xff" * 4000}), "cannot be read",
        ),
        ("nothing", "", b"", "none of the formats"),
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "data", "said"), [row[1:] for row in rows()], ids=[row[0] for row in rows()])
def test_it_is_refused_in_words(kind: str, data: bytes, said: str) -> None:
    """In the child, under its limits, as a user would meet it."""
    with pytest.raises(Unreadable) as refused:
        safely.read(data, "file", kind)
    assert said in str(refused.value)
    assert "Error" not in str(refused.value)
