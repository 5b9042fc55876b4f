"""Blooket's spreadsheet: a title in row 1, headings in row 2, up to four answers, and typed ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Single, TrueFalse, Typed
from quiz.core.written import Written
from quiz.formats import sheets
from quiz.formats.aside import AsideError
from quiz.formats.base import Exported, Format, Header, Imported, Unreadable
from quiz.formats.outlet import Outlet
from quiz.formats.sheets import Row
from quiz.formats.tables import Layout, Table, choice_of, chosen, distinct, find, seconds, settle

_ANSWERS = tuple(f"answer {at}" for at in range(1, 5))
LAYOUT = Layout(
    MappingProxyType(
        {
            "question": r"question text",
            **{name: name for name in _ANSWERS},
            "time": r"time limit",
            "right": r"correct answer",
            "type": r"question type|type",
        }
    ),
    frozenset({"question", "answer 1", "answer 2", "time", "right"}),
    2,
)
MOST_SECONDS = 300
_TYPING_COLUMN = 9
"""Where the word `typing` stands: the tenth column, which the template does not always head."""
_HEAD = (
    ("Blooket\nImport Template",),
    (
        "Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3\n(Optional)", "Answer 4\n(Optional)",
        "Time Limit (sec)\n(Max: 300 seconds)", "Correct Answer(s)\n(Only include Answer #)", "", "Question Type",
    ),
)  # fmt: skip


def sniff(data: bytes, _name: str) -> bool:
    """Whether the headings of the file are Blooket's."""
    try:
        return find(sheets.read(data, 20), LAYOUT) is not None
    except Unreadable:
        return False


def read(data: bytes, name: str) -> Imported:
    """Read a sheet. Raises Unreadable for one without Blooket's headings."""
    table = Table(sheets.read(data), LAYOUT, "Blooket's spreadsheet")
    for row in table.rows():
        try:
            table.take(row, _draft(table, row))
        except AsideError as error:
            table.skip(row, row.at(table.columns["question"]).text, error)
    return table.done(name)


def _draft(table: Table, row: Row) -> Written:
    stem, options = table.text(row, "question"), table.options(row, _ANSWERS)
    limit = seconds(table.intake, table.text(row, "time"))
    if row.at(table.columns.get("type", _TYPING_COLUMN)).text.casefold() == "typing":
        if not options:
            raise AsideError("no answer is right")
        return Written(stem, Typed(distinct(options.values())), seconds=limit)
    keys = chosen(table.text(row, "right"), options)
    return replace(choice_of(table.intake, options, keys, several=len(keys) > 1), stem=stem, seconds=limit)


def write(_title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a sheet as csv."""
    outlet = Outlet(frozenset({"seconds"}))
    outlet.head(header)
    rows: list[tuple[str, ...]] = [*_HEAD]
    for item in items:
        row = _row(item, outlet)
        if row:
            settle(outlet, item)
            rows.append((str(len(rows) - len(_HEAD) + 1), *row))
    return Exported(sheets.to_csv(rows), tuple(outlet.losses))


def _row(item: Item, outlet: Outlet) -> tuple[str, ...] | None:
    question, typing = item.question, ""
    match question:
        case Single(options=options, key=key):
            texts, keys = [option.text for option in options], [key + 1]
        case TrueFalse(key=verdict):
            texts, keys = ["True", "False"], [1 if verdict else 2]
        case Multiple(options=options, keys=found):
            texts, keys = [option.text for option in options], [key + 1 for key in found]
        case Typed(accepted=accepted):
            texts, keys, typing = list(accepted), list(range(1, len(accepted) + 1)), "typing"
        case _:
            outlet.refuse(item, f"Blooket's spreadsheet has no questions of kind {question.kind}")
            return None
    if len(texts) > 4:
        outlet.refuse(item, f"it has {len(texts)} answers, and 4 are the most")
        return None
    if isinstance(question, Multiple):
        outlet.lose(item, "score" if len(keys) > 1 else "kind", "one right answer is enough there")
    if typing and len(distinct(texts)) < len(texts):
        outlet.lose(item, "accepted", "of answers that differ in case only, one is written")
    limit = min(item.seconds, MOST_SECONDS)
    if limit != item.seconds:
        outlet.lose(item, "seconds", f"{MOST_SECONDS} seconds are the most")
    return (item.stem, *texts, *[""] * (4 - len(texts)), str(limit), ",".join(map(str, keys)), "", typing)


FORMAT = Format("blooket", "Blooket spreadsheet", (".csv", ".xlsx"), sniff, read, write)
