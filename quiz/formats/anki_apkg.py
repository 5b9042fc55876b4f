"""Anki packages: a zip around an SQLite file. Cards have no wrong answers, so they become texts to type, or gaps.

What is read is whatever a stranger put there, so the database is opened in memory, may only be selected from, and is
stopped when it works too long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Typed
from quiz.core.written import BARE_CLOZE, Written
from quiz.formats import anki_write
from quiz.formats.anki_tables import MOST, Note, notes
from quiz.formats.aside import AsideError
from quiz.formats.base import Exported, Format, Header, Imported, Place, Unreadable
from quiz.formats.intake import Intake, label, title_of
from quiz.formats.texts import one_line, plain, tidy
from quiz.formats.zips import ARCHIVE, Archive, ZipRefusedError

_GAP = re.compile(r"\{\{c\d{1,3}::(.*?)(?:::[^{}]*?)?\}\}", re.DOTALL)
_HOLE = "\ue000"
_SOUND = re.compile(r"\[(?:sound|anki:play):[^\]]*\]")
_EXPLAINS = frozenset(("explanation", "extra", "back extra", "notes", "source"))
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
        _take(note, intake)
    return intake.done(title_of(name))


def _take(note: Note, intake: Intake) -> None:
    place = Place(None, f"note {note.id}")
    try:
        draft = _cloze(note, intake) if note.cloze else _card(note, intake)
    except AsideError as error:
        intake.skip(label("", _text(note.fields[0] if note.fields else "", intake, "stem")), place, error.reason)
        return
    intake.take(draft, place)


def _text(raw: str, intake: Intake, field: str) -> str:
    """Give a field as plain text; pictures, sounds and markup are noted as lost."""
    if _SOUND.search(raw):
        intake.lose(field, "a sound is left out")
    found = plain(_SOUND.sub("", raw))
    if found.lost:
        intake.lose("format", f"the markup of {field} ({', '.join(found.lost)}) is taken off")
    return tidy(found.text)


def _rest(note: Note, intake: Intake, first: int) -> str:
    """Give the explanation among the further fields; what else they say is noted as lost."""
    told = []
    for name, raw in list(zip(note.names, note.fields, strict=False))[first:]:
        text = _text(raw, intake, "explain")
        if text and name.casefold() in _EXPLAINS:
            told.append(text)
        elif text:
            intake.lose("explain", f"the field {name[:30]!r} is left out")
    return "\n".join(told)


def _card(note: Note, intake: Intake) -> Written:
    if len(note.fields) < 2:
        raise AsideError("the note has one side")
    front, back = (_text(raw, intake, field) for raw, field in zip(note.fields, ("stem", "accepted"), strict=False))
    if not back:
        raise AsideError("the back of the card says nothing")
    if "\n" in back or len(back) > MOST:
        raise AsideError("the back of the card is too long to be typed")
    return Written(front, Typed((back,)), _rest(note, intake, 2), tags=note.tags)


def _cloze(note: Note, intake: Intake) -> Written:
    raw = note.fields[0].replace(_HOLE, "")
    accepted = [one_line(_text(found[1], intake, "gaps")) for found in _GAP.finditer(raw)]
    if not accepted:
        raise AsideError("the note holds no gap")
    if "{{c" in _GAP.sub("", raw) or any("{{c" in found[1] for found in _GAP.finditer(raw)):
        raise AsideError("a gap of the note stands inside another")
    parts = tuple(_text(_GAP.sub(_HOLE, raw), intake, "parts").split(_HOLE))
    if "::" in "".join(found[0].partition("::")[2].replace(found[1], "", 1) for found in _GAP.finditer(raw)):
        intake.lose("gaps", "the hints of gaps are left out")
    question = Cloze(parts, tuple(Typed((text,)) for text in accepted))
    return Written(BARE_CLOZE, question, _rest(note, intake, 1), tags=note.tags)


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a package that every version of Anki reads."""
    return anki_write.package(title, items, header)


FORMAT = Format("anki-apkg", "Anki package", (".apkg", ".colpkg"), sniff, read, write)
