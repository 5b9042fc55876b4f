"""Anki notes in plain text: one note a line, fields parted by a sign, with lines of settings before them."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quiz.core.items import Item
from quiz.core.kinds import Cloze
from quiz.formats.anki_notes import CARRIES, Note, changed, fields, tags_text, take
from quiz.formats.base import Exported, Format, Header, Imported, Place
from quiz.formats.intake import Intake, note_odd, title_of
from quiz.formats.outlet import Outlet
from quiz.formats.texts import decoded, looks_like_html, one_line

_SETTING = re.compile(
    r"#(separator|html|tags|deck|notetype|columns|(?:tags|deck|notetype|guid) column|if matches):(.*)", re.IGNORECASE
)
_SIGNS = (("tab", "\t"), ("comma", ","), ("semicolon", ";"), ("pipe", "|"), ("colon", ":"), ("space", " "))
_NAMES = ("front", "back", "extra")
_GAP = "{{c"


@dataclass(slots=True)
class Settings:
    """The lines before the notes: words by key, and columns from 0 by what they hold."""

    words: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    lines: int = 0


def _settings(text: str) -> Settings:
    found = Settings()
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        found.lines += 1
        setting = _SETTING.match(line)
        if setting:
            key, value = setting[1].lower(), setting[2]
            found.words.setdefault(key, value)
            if key.endswith("column") and value.strip().isdecimal() and 0 < len(value.strip()) < 4:
                found.columns[key.removesuffix(" column")] = int(value) - 1
    return found


def _sign(settings: Settings, text: str) -> str:
    """Give the sign between fields: as set, or the first of the usual ones that stands in the first line."""
    named = settings.words.get("separator", "")
    known = dict(_SIGNS)
    if named:
        sign = known.get(named.strip().lower(), named[:1])
        return sign if sign not in ('"', "\r", "\n", "") else "\t"
    first = text.split("\n", 1)[0]
    return next((sign for _, sign in _SIGNS[:4] if sign in first), "\t")


def _rows(text: str, sign: str, start: int) -> Iterator[tuple[int, list[str]]]:
    """Give notes with the lines that they begin in. A field of more than the usual length ends the reading."""
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    line = start
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield line + 1, [f"\0{error}"]
            return
        if row is None:
            return
        yield line + 1, row
        line = start + reader.line_num


def read(data: bytes, name: str) -> Imported:
    """Read a text file of notes. It is never unreadable: whatever is no note is named."""
    text, odd = decoded(data)
    text = text.replace("\0", "")
    settings = _settings(text)
    body = text.split("\n", settings.lines)[-1] if settings.lines else text
    sign = _sign(settings, body)
    intake = Intake()
    note_odd(intake, odd)
    names = _names(settings, sign)
    for line, row in _rows(body, sign, settings.lines):
        if len(row) == 1 and row[0].startswith("\0"):
            intake.skip("", Place(line), f"the rest of the file cannot be taken apart: {row[0][1:]}")
        elif any(cell.strip() for cell in row) and not (len(row) == 1 and row[0].startswith("#")):
            _take(intake, settings, names, row, line)
    return intake.done(settings.words.get("deck", "").strip() or title_of(name))


def _names(settings: Settings, sign: str) -> list[str]:
    """Give the names of the columns, where the file has them."""
    return [one_line(name).lower() for name in settings.words.get("columns", "").split(sign)]


def _take(intake: Intake, settings: Settings, names: Sequence[str], row: Sequence[str], line: int) -> None:
    columns = dict(settings.columns)
    if "tags" in names:
        columns.setdefault("tags", names.index("tags"))
    aside = set(columns.values())
    held = {key: row[at] for key, at in columns.items() if at < len(row)}
    kept = [(at, cell) for at, cell in enumerate(row) if at not in aside]
    if settings.words.get("html", "").strip().lower() == "false":
        kept = [(at, html.escape(cell, quote=False).replace("\n", "<br>")) for at, cell in kept]
    elif not any(looks_like_html(cell) for _, cell in kept):
        kept = [(at, cell.replace("\n", "<br>")) for at, cell in kept]
    gapped = "cloze" in held.get("notetype", settings.words.get("notetype", "")).lower()
    gapped = gapped or (bool(kept) and _GAP in kept[0][1])
    own = [names[at] if at < len(names) and names[at] else "" for at, _ in kept]
    called = ["text", "extra", "extra"] if gapped else list(_NAMES)
    titled = [name if name and not gapped else (called[at] if at < len(called) else "") for at, name in enumerate(own)]
    tags = tuple(dict.fromkeys(filter(None, map(one_line, held.get("tags", "").split()))))
    note = Note(line, tuple(titled), tuple(cell for _, cell in kept), tags, gapped)
    take(note, intake, Place(line), one_line(held.get("deck", "")))


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a text file that says for itself how it is to be read."""
    outlet = Outlet(CARRIES)
    outlet.head(header)
    file = io.StringIO()
    rows = csv.writer(file, delimiter="\t", lineterminator="\n")
    settings = ("separator:tab", "html:true", f"deck:{one_line(title)}", "notetype column:1",
                "columns:Notetype\tFront\tBack\tExplanation\tTags", "tags column:5")  # fmt: skip
    file.writelines(f"#{setting}\n" for setting in settings)
    for item in items:
        told = fields(item, outlet)
        if told is not None:
            outlet.settle(item)
            changed(item, outlet)
            kind = "Cloze" if isinstance(item.question, Cloze) else "Basic"
            rows.writerow([kind, *told, *[""] * (3 - len(told)), tags_text(item)])
    return Exported(file.getvalue().encode(), tuple(outlet.losses))


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001 - every format is asked alike
    """Whether the file begins with settings of Anki, or most of its first lines have two fields."""
    text = decoded(data[:20_000]).text
    if _SETTING.match(text):
        return True
    lines = [line for line in text.split("\n")[:20] if line.strip()]
    return bool(lines) and sum("\t" in line for line in lines) * 10 >= len(lines) * 8


FORMAT = Format("anki-txt", "Anki notes in plain text", (".anki.txt", ".txt", ".tsv"), sniff, read, write)
