"""Which formats there are. None is imported before a file of it is at hand."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from quiz.formats.base import Format


class Row(NamedTuple):
    """A format as lists show it; `module` holds it as `FORMAT`."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str
    reads: bool = True
    writes: bool = True


ROWS: tuple[Row, ...] = (
    Row("gift", "GIFT (Moodle)", (".gift", ".gift.txt", ".txt"), "quiz.formats.gift"),
    Row("aiken", "Aiken", (".aiken", ".aiken.txt", ".txt"), "quiz.formats.aiken"),
    Row("anki-txt", "Anki notes in plain text", (".anki.txt", ".txt", ".tsv"), "quiz.formats.anki_txt"),
    Row("opentdb", "OpenTDB (JSON)", (".json",), "quiz.formats.opentdb"),
    Row(
        "markdown",
        "Markdown (text2qti, mkdocs-quiz, quizdown)",
        (".md", ".markdown", ".qd", ".txt"),
        "quiz.formats.markdown",
    ),
    Row("anki-apkg", "Anki package", (".apkg", ".colpkg"), "quiz.formats.anki_apkg"),
    Row("wayground", "Wayground (Quizizz) spreadsheet", (".xlsx", ".csv"), "quiz.formats.wayground"),
    Row("blooket", "Blooket spreadsheet", (".csv", ".xlsx"), "quiz.formats.blooket"),
    Row("gimkit", "Gimkit spreadsheet", (".csv", ".xlsx"), "quiz.formats.gimkit"),
    Row("kahoot", "Kahoot spreadsheet", (".xlsx", ".csv"), "quiz.formats.kahoot"),
    Row("moodle-xml", "Moodle XML", (".xml",), "quiz.formats.moodle_xml"),
    Row("qti", "QTI (Canvas, Blackboard and others)", (".zip", ".imscc", ".qti", ".xml"), "quiz.formats.qti"),
)
"""All formats. Of two with one suffix, the one that knows its files more surely comes first."""


def names() -> tuple[str, ...]:
    """Give the names of all formats."""
    return tuple(row.name for row in ROWS)


def load(name: str) -> Format:
    """Import the format `name`. Raises KeyError when there is none."""
    row = next((row for row in ROWS if row.name == name), None)
    if row is None:
        raise KeyError(name)
    found: Format = import_module(row.module).FORMAT
    return found


def to_read(data: bytes, name: str) -> Format | None:
    """Find the format of a file: of those with its suffix the first that knows it, else of all."""
    fitting = [row for row in ROWS if row.reads and name.lower().endswith(row.suffixes)]
    others = [row for row in ROWS if row.reads and row not in fitting]
    for row in (*fitting, *others):
        found = load(row.name)
        if found.sniff(data, name):
            return found
    return load(fitting[0].name) if len(fitting) == 1 else None


def to_write(name: str) -> tuple[Format, ...]:
    """Give the formats that a file called `name` may be written in, by its suffix."""
    return tuple(load(row.name) for row in ROWS if row.writes and name.lower().endswith(row.suffixes))
