"""Anki packages: a zip around an SQLite file. Cards have no wrong answers, so they become texts to type, or gaps.

What is read is whatever a stranger put there, so the database is opened in memory, may only be selected from, and is
stopped when it works too long.
"""

from __future__ import annotations

from collections.abc import Sequence

from quiz.core.items import Item
from quiz.formats import anki_write
from quiz.formats.anki_notes import take
from quiz.formats.anki_tables import notes
from quiz.formats.base import Exported, Format, Header, Imported, Place, Unreadable
from quiz.formats.intake import Intake, title_of
from quiz.formats.zips import ARCHIVE, Archive, ZipRefusedError

_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")


def sniff(data: bytes, _name: str) -> bool:
    """Whether the archive holds a collection of Anki."""
    return data.startswith(b"PK") and b"collection.anki2" in data


def read(data: bytes, name: str) -> Imported:
    """Read a package. Raises Unreadable."""
    try:
        archive = Archive(data)
        held = archive.names()
        found = next((each for each in _COLLECTIONS if each in held), None)
        if found is None:
            raise Unreadable("the archive holds no collection of Anki")
        taken = notes(archive.read(found), packed=found.endswith("b"))
    except ZipRefusedError as error:
        raise Unreadable(f"{error} ({ARCHIVE})") from error
    intake = Intake()
    for note in taken:
        take(note, intake, Place(None, f"note {note.id}"))
    return intake.done(title_of(name))


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a package that every version of Anki reads."""
    return anki_write.package(title, items, header)


FORMAT = Format("anki-apkg", "Anki package", (".apkg", ".colpkg"), sniff, read, write)
