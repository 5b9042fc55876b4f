"""Kahoot's spreadsheet: headings in row 8, up to four answers, texts and times within Kahoot's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Option, Single, TrueFalse
from quiz.formats import sheets
from quiz.formats.aside import AsideError
from quiz.formats.base import Exported, Format, Header, Imported, Unreadable
from quiz.formats.outlet import Outlet
from quiz.formats.sheets import Row
from quiz.formats.tables import Layout, Table, choice_of, chosen, find, seconds, settle

LAYOUT = Layout(
    MappingProxyType(
        {
            "question": r"question(?! #| number| text| type)",
            "answer 1": r"answer ?1",
            "answer 2": r"answer ?2",
            "answer 3": r"answer ?3",
            "answer 4": r"answer ?4",
            "time": r"time limit",
            "right": r"correct answer",
        }
    ),
    frozenset({"question", "answer 1", "answer 2", "time", "right"}),
    8,
)
_ANSWERS = ("answer 1", "answer 2", "answer 3", "answer 4")
MOST_STEM, MOST_OPTION = 120, 75
TIMES = (5, 10, 20, 30, 60, 90, 120, 240)
_NOTHING: tuple[str | int, ...] = ()
_HEAD: tuple[tuple[str | int, ...], ...] = (
    _NOTHING,
    _NOTHING,
    ("", "Each row below the headings is a question of at most 120 characters."),
    ("", "Two to four answers follow, of at most 75 characters each."),
    ("", "The time limit is one of 5, 10, 20, 30, 60, 90, 120 and 240 seconds."),
    ("", "The last column holds the numbers of the right answers, as in 1,3."),
    _NOTHING,
    (
        "", "Question - max 120 characters", *(f"Answer {at} - max 75 characters" for at in range(1, 5)),
        "Time limit (sec) \N{EN DASH} 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    ),
)  # fmt: skip


def sniff(data: bytes, _name: str) -> bool:
    """Whether the headings of the file are Kahoot's."""
    try:
        return find(sheets.read(data, 20), LAYOUT) is not None
    except Unreadable:
        return False


def read(data: bytes, name: str) -> Imported:
    """Read a sheet. Raises Unreadable for one without Kahoot's headings."""
    table = Table(sheets.read(data), LAYOUT, "Kahoot's spreadsheet")
    for row in table.rows():
        stem = row.at(table.columns["question"]).text
        try:
            _take(table, row)
        except AsideError as error:
            table.skip(row, stem, error)
    return table.done(name)


def _take(table: Table, row: Row) -> None:
    stem = table.text(row, "question")
    options = table.options(row, _ANSWERS)
    keys = chosen(table.text(row, "right"), options)
    limit = seconds(table.intake, table.text(row, "time"))
    draft = choice_of(table.intake, options, keys, several=len(keys) > 1)
    table.take(row, replace(draft, stem=stem, seconds=limit))


def write(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a sheet. A question beyond Kahoot's limits is left out and named, and never cut."""
    outlet = Outlet(frozenset({"seconds"}))
    outlet.head(header)
    head = [*_HEAD]
    head[1] = ("", title or "Quiz")
    rows: list[tuple[str | int, ...]] = head.copy()
    for item in items:
        row = _row(item, outlet)
        if row:
            settle(outlet, item)
            rows.append((len(rows) - len(_HEAD) + 1, *row))
    return Exported(sheets.to_xlsx(rows, "Sheet1"), tuple(outlet.losses))


def _row(item: Item, outlet: Outlet) -> tuple[str | int, ...] | None:
    question = item.question
    match question:
        case Single(options=options, key=key):
            keys = [key + 1]
        case Multiple(options=options, keys=found):
            keys = [key + 1 for key in found]
        case TrueFalse(key=verdict):
            options, keys = (Option("True"), Option("False")), [1 if verdict else 2]
        case _:
            outlet.refuse(item, f"Kahoot's spreadsheet has no questions of kind {question.kind}")
            return None
    texts = [option.text for option in options]
    if reason := _beyond(item.stem, texts):
        outlet.refuse(item, reason)
        return None
    if isinstance(question, Multiple):
        outlet.lose(item, "score" if len(keys) > 1 else "kind", "one right answer is enough there")
    limit = next((each for each in TIMES if each >= item.seconds), TIMES[-1])
    if limit != item.seconds:
        outlet.lose(item, "seconds", f"Kahoot has no limit of {item.seconds} seconds; {limit} is taken")
    shown = ",".join(map(str, keys))
    return (item.stem, *texts, *[""] * (4 - len(texts)), limit, keys[0] if len(keys) == 1 else shown)


def _beyond(stem: str, texts: Sequence[str]) -> str:
    """Say which of Kahoot's limits a question passes; empty where it keeps them."""
    if len(stem) > MOST_STEM:
        return f"its text has {len(stem)} characters, and {MOST_STEM} are the most"
    if len(texts) > 4:
        return f"it has {len(texts)} answers, and 4 are the most"
    long = next((text for text in texts if len(text) > MOST_OPTION), "")
    return f"the answer {long[:40]!r} has {len(long)} characters, and {MOST_OPTION} are the most" if long else ""


FORMAT = Format("kahoot", "Kahoot spreadsheet", (".xlsx", ".csv"), sniff, read, write)
