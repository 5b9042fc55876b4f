"""Spreadsheets from strangers as rows of texts, from xlsx and csv alike; and rows as xlsx and csv for others.

A formula is never evaluated, and what it once gave is not believed. A date was mostly no date when it was typed: `1-2`
becomes one without a word. Whatever a sheet says of its own size is ignored.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from quiz.extras import needed
from quiz.formats.base import Place, Unreadable
from quiz.formats.texts import decoded, tidy
from quiz.formats.xml_out import held
from quiz.formats.zips import ARCHIVE, Archive, ZipRefusedError

MAX_ROWS = 2_000
MAX_COLUMNS = 30
MAX_CELL = 10_000
_MAX_UNPACKED = 20 * 1024 * 1024
RISKY = ("=", "+", "-", "@", "\t", "\r", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell must not begin with where a spreadsheet program opens it: each may begin a formula."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, and what is doubtful about it: `formula`, `date`, or nothing."""

    text: str = ""
    doubt: str = ""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int | None) -> Cell:
        """Give a cell; an empty one beyond the end, and where there is no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else EMPTY

    def blank(self) -> bool:
        """Whether nothing stands in the row."""
        return not any(cell.text or cell.doubt for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that were read, lines of the file that were no UTF-8, and whether the sheet goes on."""

    rows: tuple[Row, ...]
    odd: tuple[int, ...] = ()
    cut: bool = False


def is_xlsx(data: bytes) -> bool:
    """Whether the file is an archive, as xlsx is."""
    return data.startswith(b"PK")


def read(data: bytes, most: int = MAX_ROWS) -> Sheet:
    """Read the first sheet. Raises Unreadable."""
    return _xlsx(data, most) if is_xlsx(data) else _csv(data, most)


def _xlsx(data: bytes, most: int) -> Sheet:
    try:
        import openpyxl
    except ImportError as error:
        raise Unreadable(needed("sheets in .xlsx need", "openpyxl", "formats")) from error
    from xml.etree.ElementTree import ParseError

    try:
        archive = Archive(data)
        if "xl/workbook.xml" not in archive.names():
            raise Unreadable("the archive is no .xlsx file")
        if archive.weigh() > _MAX_UNPACKED:
            raise Unreadable(f"it unpacks to more than {_MAX_UNPACKED // 1024 // 1024} MB ({ARCHIVE})")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
        if sheet is None:
            raise Unreadable("it holds no sheet")
        sheet.reset_dimensions()
        found = [
            Row(number, tuple(_cell(cell) for cell in cells))
            for number, cells in enumerate(sheet.iter_rows(max_row=most + 1, max_col=MAX_COLUMNS), 1)
        ]
    except ZipRefusedError as error:
        raise Unreadable(f"{error} ({ARCHIVE})") from error
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, OverflowError, ParseError) as error:
        raise Unreadable("it is no sheet that can be read, or holds what no sheet needs") from error
    return Sheet(tuple(found[:most]), cut=len(found) > most and not found[most].blank())


def _cell(cell: object) -> Cell:
    """Give a cell by its type, as far as it is known what was typed."""
    kind, value = getattr(cell, "data_type", "n"), getattr(cell, "value", None)
    if value is None:
        return EMPTY
    if kind == "f":
        return Cell("", "formula")
    if kind == "e":
        return Cell("", "formula")
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, datetime | date | time | timedelta):
        return Cell(value.isoformat() if not isinstance(value, timedelta) else str(value), "date")
    if isinstance(value, float):
        return Cell(f"{value:.15g}")
    return Cell(tidy(str(value))[:MAX_CELL])


def _csv(data: bytes, most: int) -> Sheet:
    text, odd = decoded(data)
    sample = "\n".join(text.split("\n", 15)[:15])
    sign = max(",;\t", key=sample.count)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    try:
        for cells in islice(reader, most + 1):
            number = len(rows) + 1
            rows.append(Row(number, tuple(_typed(cell) for cell in cells[:MAX_COLUMNS])))
    except csv.Error as error:
        raise Unreadable(f"it is no table: {error}", Place(reader.line_num)) from error
    return Sheet(tuple(rows[:most]), odd, cut=len(rows) > most)


def _typed(cell: str) -> Cell:
    """Give a cell of a text file. What would be a formula is one; the sign that keeps it from being one goes."""
    text = tidy(cell)[:MAX_CELL]
    if text.startswith("'") and text.lstrip("'").startswith(RISKY):
        return Cell(text[1:])
    return Cell("", "formula") if text.startswith("=") else Cell(text)


def harmless(text: str) -> str:
    """Give a text for a csv cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.lstrip("'").startswith(RISKY) else text


def to_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows as csv, with a byte order mark for spreadsheet programs, and no formulas."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([harmless(held(cell)) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(rows: Sequence[Sequence[str | int]], title: str) -> bytes:
    """Write rows as the first sheet of an xlsx file. Every text is a text, whatever it begins with."""
    try:
        import openpyxl
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise Unreadable(needed("sheets in .xlsx need", "openpyxl", "formats")) from error
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value if isinstance(value, int) else held(value) or None)
            if isinstance(value, str) and cell.value is not None:
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(RISKY)
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(data: bytes) -> bytes:
    """Give an archive without the time at which it was made, so that the same questions give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            held = made.read(name)
            if name == "docProps/core.xml":
                held = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", held)
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), held, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def texts(row: Row) -> Iterator[str]:
    """Give the texts of a row, each in one line."""
    return (" ".join(cell.text.split()) for cell in row.cells)
