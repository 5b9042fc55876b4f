"""Questions in tables: finding the row of headings, and reading each row below it into what a question needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Option, Single
from quiz.core.written import Written, alike
from quiz.formats.aside import AsideError
from quiz.formats.base import CELL, GUESSED, SKIPPED, Imported, Place, Unreadable
from quiz.formats.intake import Intake, note_odd, title_of
from quiz.formats.outlet import Outlet
from quiz.formats.picking import is_verdict, picked
from quiz.formats.sheets import Row, Sheet, texts
from quiz.formats.texts import one_line

SEARCHED = 15
"""How many rows at the top may hold the headings."""

Columns = Mapping[str, int]
"""By the name of a field: the column that it stands in."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is headed: by field how its heading begins, the fields that must be there, and the usual row."""

    fields: Mapping[str, str]
    needed: frozenset[str]
    row: int


def find(sheet: Sheet, layout: Layout) -> tuple[int, Columns] | None:
    """Find the row of headings (from 0) and the column of every field."""
    for at, row in enumerate(sheet.rows[:SEARCHED]):
        columns: dict[str, int] = {}
        for column, text in enumerate(texts(row)):
            folded = _plain(text)
            name = next((name for name, start in layout.fields.items() if re.match(start, folded)), "")
            if name and name not in columns:
                columns[name] = column
        if layout.needed <= columns.keys():
            return at, columns
    return None


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w#]+", " ", heading.casefold()).split())


class Table:
    """A sheet whose headings were found; gives its rows, and collects what they give."""

    def __init__(self, sheet: Sheet, layout: Layout, what: str) -> None:
        """Find the headings. Raises Unreadable where there are none."""
        found = find(sheet, layout)
        if found is None:
            raise Unreadable(f"no row of the first {SEARCHED} holds the headings of {what}")
        self.start, self.columns = found
        self.intake = Intake()
        self._sheet = sheet
        note_odd(self.intake, sheet.odd)
        if self.start + 1 != layout.row:
            where = Place(None, f"row {self.start + 1}")
            self.intake.note(
                "headings", f"the headings are taken from here, and not from row {layout.row}", where, GUESSED
            )

    def rows(self) -> Iterator[Row]:
        """Give the rows below the headings, blank ones aside."""
        return (row for row in self._sheet.rows[self.start + 1 :] if not row.blank())

    def text(self, row: Row, field: str) -> str:
        """Give the text of a field. A formula lays the row aside; a date is noted."""
        cell = row.at(self.columns.get(field))
        if cell.doubt == "formula":
            raise AsideError(f"its cell for {field} holds a formula, which is never evaluated", code=CELL)
        if cell.doubt == "date":
            told = f"the cell holds the date {cell.text}; was `1-2` or the like typed there?"
            self.intake.lose(field, told, CELL)
        return cell.text.strip()

    def options(self, row: Row, fields: Sequence[str]) -> dict[int, str]:
        """Give the options that are filled in, by their number from 1."""
        found = {at: one_line(self.text(row, field)) for at, field in enumerate(fields, 1)}
        return {at: text for at, text in found.items() if text}

    def take(self, row: Row, draft: Written) -> None:
        """Take the question of a row."""
        self.intake.take(draft, self.place(row))

    def skip(self, row: Row, stem: str, error: AsideError) -> None:
        """Lay the question of a row aside."""
        self.intake.skip(one_line(stem)[:60], self.place(row), error.reason, error.code)

    def place(self, row: Row) -> Place:
        """Say where a row is."""
        return Place(None, f"row {row.number}")

    def done(self, name: str) -> Imported:
        """Give what was collected."""
        if self._sheet.cut:
            last = self._sheet.rows[-1].number
            self.intake.skip("", Place(None, f"row {last + 1}"), f"only the first {last} rows are read", SKIPPED)
        return self.intake.done(title_of(name))


def chosen(text: str, options: Mapping[int, str]) -> list[int]:
    """Read which options are right: numbers from 1, or the texts themselves. Raises AsideError."""
    keys = [int(found) for found in re.findall(r"\d+", text)] if re.fullmatch(r"[\d\s.,;&/]+", text) else []
    if not keys:
        keys = [at for at, option in options.items() if option.casefold() == one_line(text).casefold()]
    if not keys:
        raise AsideError(f"it does not say which answer is right, but {text[:40]!r}" if text else "no answer is right")
    wrong = next((key for key in keys if key not in options), None)
    if wrong is not None:
        raise AsideError(f"it says that answer {wrong} is right, which is empty")
    return sorted(set(keys))


def choice_of(intake: Intake, options: Mapping[int, str], keys: Sequence[int], *, several: bool) -> Written:
    """Make a choice without a stem yet. Where one of several right answers was enough, all are asked for here."""
    given = [(Option(text), at in keys) for at, text in options.items()]
    question = picked(given, several=several)
    if isinstance(question, Multiple) and len(keys) > 1:
        intake.lose("score", "one of the right answers was enough there; here all of them are asked for")
    return Written("", question)


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Give texts without those that differ from one before them in case and blanks only."""
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(alike(text), text)
    return tuple(kept.values())


def settle(outlet: Outlet, item: Item) -> None:
    """Note what a row cannot carry of a question: fields without a column, line ends in options, and its kind."""
    outlet.settle(item)
    question = item.question
    options = question.options if isinstance(question, Single | Multiple) else ()
    if any(one_line(option.text) != option.text for option in options):
        outlet.lose(item, "options", "spaces in a row and line ends become single spaces")
    if isinstance(question, Single) and is_verdict(options):
        outlet.lose(item, "kind", "it comes back as true or false")


def seconds(intake: Intake, text: str) -> int:
    """Read a time limit in seconds; one that no pack can hold is noted."""
    found = re.match(r"\d{1,5}", text)
    given = int(found[0]) if found else 20
    held = min(max(given, 5), 600)
    if found and held != given:
        intake.lose("seconds", f"{given} seconds become {held}")
    return held
