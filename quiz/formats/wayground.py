"""The spreadsheet of Wayground (once Quizizz): eleven columns, and a second row that only explains them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Option, Single, TrueFalse, Typed
from quiz.core.written import Written
from quiz.formats import sheets
from quiz.formats.aside import AsideError
from quiz.formats.base import Exported, Format, Header, Imported, Unreadable
from quiz.formats.outlet import Outlet, explanation
from quiz.formats.sheets import Row
from quiz.formats.tables import Layout, Table, choice_of, chosen, distinct, find, seconds, settle

_OPTIONS = tuple(f"option {at}" for at in range(1, 6))
LAYOUT = Layout(
    MappingProxyType(
        {
            "question": r"question text",
            "type": r"question type",
            **{name: f"{name}$" for name in _OPTIONS},
            "right": r"correct answer",
            "time": r"time in seconds",
            "image": r"image",
            "explain": r"answer explanation",
        }
    ),
    frozenset({"question", "type", "option 1", "option 2", "right"}),
    1,
)
_CHOICE, _CHECKBOX, _TYPED = "multiple choice", "checkbox", "fill in the blank"
_UNASKED = MappingProxyType(
    {
        "open ended": "it is open-ended: no program can tell whether an answer is right",
        "poll": "it is a poll, which has no right answer",
        "draw": "it asks for a drawing",
        "slide": "it is a slide, which asks nothing",
    }
)
_HEADINGS = (
    "Question Text", "Question Type", *(f"Option {at}" for at in range(1, 6)), "Correct Answer", "Time in seconds",
    "Image Link", "Answer explanation",
)  # fmt: skip
_TOLD = (
    "What is asked", "Multiple Choice, Checkbox or Fill-in-the-Blank", "First option", "Second option",
    *["Another option, if any"] * 3, "Numbers of the right options", "Time limit", "Address of a picture",
    "Shown after the answer",
)  # fmt: skip


def sniff(data: bytes, _name: str) -> bool:
    """Whether the headings of the file are Wayground's."""
    try:
        return find(sheets.read(data, 20), LAYOUT) is not None
    except Unreadable:
        return False


def read(data: bytes, name: str) -> Imported:
    """Read a sheet. Raises Unreadable for one without Wayground's headings."""
    table = Table(sheets.read(data), LAYOUT, "Wayground's spreadsheet")
    for at, row in enumerate(table.rows()):
        kind = _kind(row.at(table.columns["type"]).text)
        if not at and kind not in (_CHOICE, _CHECKBOX, _TYPED, "", *_UNASKED):
            # The row below the headings explains them.
            continue
        try:
            table.take(row, _draft(table, row, kind))
        except AsideError as error:
            table.skip(row, row.at(table.columns["question"]).text, error)
    return table.done(name)


def _kind(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def _draft(table: Table, row: Row, kind: str) -> Written:
    if kind in _UNASKED:
        raise AsideError(_UNASKED[kind])
    if kind not in (_CHOICE, _CHECKBOX, _TYPED, ""):
        raise AsideError(f"the type {kind[:30]!r} has no equal here")
    stem, options = table.text(row, "question"), table.options(row, _OPTIONS)
    if table.text(row, "image"):
        table.intake.lose("stem", "the picture is left out")
    if kind == _TYPED:
        if not options:
            raise AsideError("no answer is right")
        draft = Written(stem, Typed(distinct(options.values())))
    else:
        keys = chosen(table.text(row, "right"), options)
        if kind != _CHECKBOX and len(keys) > 1:
            raise AsideError(f"{len(keys)} of its answers are right, and only one may be chosen")
        given = choice_of(table.intake, options, keys, several=False) if kind != _CHECKBOX else _several(options, keys)
        draft = replace(given, stem=stem)
    limit = seconds(table.intake, table.text(row, "time"))
    return replace(draft, explain=table.text(row, "explain"), seconds=limit)


def _several(options: dict[int, str], keys: Sequence[int]) -> Written:
    right = [Option(options[at]) for at in keys]
    wrong = [Option(text) for at, text in options.items() if at not in keys]
    return Written("", Multiple((*right, *wrong), tuple(range(len(right)))))


def write(_title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write a sheet."""
    outlet = Outlet(frozenset({"seconds", "explain", "citations"}))
    outlet.head(header)
    rows: list[tuple[str | int, ...]] = [_HEADINGS, _TOLD]
    for item in items:
        row = _row(item, outlet)
        if row:
            settle(outlet, item)
            rows.append(row)
    return Exported(sheets.to_xlsx(rows, "Sheet1"), tuple(outlet.losses))


def _row(item: Item, outlet: Outlet) -> tuple[str | int, ...] | None:
    question = item.question
    keys: list[int] = []
    match question:
        case Single(options=options, key=key):
            kind, texts, keys = "Multiple Choice", [option.text for option in options], [key + 1]
        case TrueFalse(key=verdict):
            kind, texts, keys = "Multiple Choice", ["True", "False"], [1 if verdict else 2]
        case Multiple(options=options, keys=found):
            kind, texts, keys = "Checkbox", [option.text for option in options], [key + 1 for key in found]
        case Typed(accepted=accepted):
            kind, texts = "Fill-in-the-Blank", list(accepted)
        case _:
            outlet.refuse(item, f"Wayground's spreadsheet has no questions of kind {question.kind}")
            return None
    if len(texts) > 5:
        outlet.refuse(item, f"it has {len(texts)} answers, and 5 are the most")
        return None
    if isinstance(question, Typed) and len(distinct(texts)) < len(texts):
        outlet.lose(item, "accepted", "of answers that differ in case only, one is written")
    right = keys[0] if len(keys) == 1 else ",".join(map(str, keys))
    told = explanation(item)
    return (item.stem, kind, *texts, *[""] * (5 - len(texts)), right, item.seconds, "", told)


FORMAT = Format("wayground", "Wayground (Quizizz) spreadsheet", (".xlsx", ".csv"), sniff, read, write)
