"""Gimkit's spreadsheet: a question, its right answer, and up to three wrong ones; without those it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from quiz.core.items import Item
from quiz.core.kinds import Option, Single, TrueFalse, Typed
from quiz.core.written import Written
from quiz.formats import sheets
from quiz.formats.aside import AsideError
from quiz.formats.base import Exported, Format, Header, Imported, Unreadable
from quiz.formats.outlet import Outlet
from quiz.formats.picking import picked
from quiz.formats.sheets import Row
from quiz.formats.tables import Layout, Table, find, settle
from quiz.formats.texts import one_line

_WRONG = tuple(f"incorrect {at}" for at in range(1, 4))
LAYOUT = Layout(
    MappingProxyType(
        {
            "question": r"question",
            "right": r"correct",
            **{name: rf"incorrect (answer )?{name[-1]}" for name in _WRONG},
        }
    ),
    frozenset({"question", "right", "incorrect 1"}),
    1,
)
_HEADINGS = (
    "Question", "Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2 (Optional)", "Incorrect Answer 3 (Optional)"
)  # fmt: skip


def sniff(data: bytes, _name: str) -> bool:
    """Whether the headings of the file are Gimkit's."""
    try:
        return find(sheets.read(data, 20), LAYOUT) is not None
    except Unreadable:
        return False


def read(data: bytes, name: str) -> Imported:
    """Read a sheet. Raises Unreadable for one without Gimkit's headings."""
    table = Table(sheets.read(data), LAYOUT, "Gimkit's spreadsheet")
    for row in table.rows():
        try:
            table.take(row, _draft(table, row))
        except AsideError as error:
            table.skip(row, row.at(table.columns["question"]).text, error)
    return table.done(name)


def _draft(table: Table, row: Row) -> Written:
    stem, right = table.text(row, "question"), one_line(table.text(row, "right"))
    wrong = table.options(row, _WRONG)
    if not right:
        raise AsideError("no answer is right")
    if not wrong:
        return Written(stem, Typed((right,)))
    options = [(Option(right), True), *((Option(text), False) for text in wrong.values())]
    return Written(stem, picked(options, several=False))


def write(_title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a sheet as csv."""
    outlet = Outlet(frozenset())
    outlet.head(header)
    rows: list[tuple[str, ...]] = [_HEADINGS]
    for item in items:
        texts = _texts(item, outlet)
        if texts:
            settle(outlet, item)
            rows.append((item.stem, *texts, *[""] * (4 - len(texts))))
    return Exported(sheets.to_csv(rows), tuple(outlet.losses))


def _texts(item: Item, outlet: Outlet) -> list[str]:
    """Give the right answer and the wrong ones; nothing where the format cannot ask such a question."""
    question = item.question
    match question:
        case Single(options=options, key=key):
            texts = [options[key].text, *(option.text for at, option in enumerate(options) if at != key)]
        case TrueFalse(key=verdict):
            texts = ["True", "False"] if verdict else ["False", "True"]
        case Typed(accepted=accepted):
            texts = [accepted[0]]
            if len(accepted) > 1:
                outlet.lose(item, "accepted", "only the first of its right answers is written")
        case _:
            outlet.refuse(item, f"Gimkit's spreadsheet has no questions of kind {question.kind}")
            return []
    if len(texts) > 4:
        outlet.refuse(item, f"it has {len(texts)} answers, and 4 are the most")
        return []
    return texts


FORMAT = Format("gimkit", "Gimkit spreadsheet", (".csv", ".xlsx"), sniff, read, write)
