"""Sheets of classroom games: what differs from file to file, and what other programs ask of ours."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Option, Single, Typed, key_text
from quiz.core.written import Written, item
from quiz.formats import blooket, gimkit, kahoot, sheets, wayground
from quiz.formats.base import Format, Header, Imported, Unreadable

KAHOOT = [
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30 secs",
    "Correct answer(s) - choose at least one",
]
Cells = Sequence[Any]


def workbook(*rows: Cells) -> bytes:
    """A workbook of rows from the top."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(form: Format, data: bytes, name: str = "class_5.xlsx") -> Imported:
    """What is read of a file."""
    assert form.read is not None
    return form.read(data, name)


def written(form: Format, *items: Item) -> tuple[bytes, list[str]]:
    """A file, and what of it is lost."""
    assert form.write is not None
    made = form.write("Title", items, Header())
    return made.data, [f"{loss.field}: {loss.reason}" for loss in made.losses]


def template(*rows: Cells) -> bytes:
    """Kahoot's own layout: title and help above, headings in row 8, a number in the first column."""
    return workbook(
        [], ["", "Quiz"], *[["", "help"]] * 4, [], ["", *KAHOOT], *([at, *row] for at, row in enumerate(rows, 1))
    )


def choice(stem: str, right: str, *wrong: str, seconds: int = 20) -> Item:
    """A single choice."""
    options = tuple(Option(text) for text in (right, *wrong))
    return item(Written(stem, Single(options, 0), seconds=seconds), "en")


def test_kahoots_own_layout() -> None:
    """One right answer as a bare number, several as a text, empty answers, times, the title of the file's name."""
    found = read(kahoot.FORMAT, template(["Q1?", "A", "B", None, None, 30, 2], ["Q2?", "A", "B", "C", "D", 90, "1,3"]))
    one, two = found.items
    assert (found.title, one.stem, key_text(one.question), one.seconds) == ("class 5", "Q1?", "B", 30)
    assert isinstance(two.question, Multiple)
    assert (key_text(two.question), two.seconds) == ("A; C", 90)
    assert [loss.field for loss in found.losses] == ["score"]
    assert found.skips == ()


@pytest.mark.parametrize("above", [0, 3, 7, 12])
def test_headings_are_found_where_they_are(above: int) -> None:
    """Anywhere near the top; where it is not the usual row, that is said with its code."""
    data = workbook(*[["x"]] * above, KAHOOT, ["Q?", "A", "B", "", "", "20", "1"])
    found = read(kahoot.FORMAT, data)
    assert [item.stem for item in found.items] == ["Q?"]
    guessed = [(loss.code, str(loss.place)) for loss in found.losses]
    assert guessed == ([] if above == 7 else [("X807", f"row {above + 1}")])


def test_headings_too_far_down_are_none() -> None:
    """A table of something else is refused."""
    with pytest.raises(Unreadable, match="headings"):
        read(kahoot.FORMAT, workbook(*[["x"]] * 15, KAHOOT))


@pytest.mark.parametrize(
    ("right", "reason"),
    [
        ("", "no answer is right"),
        ("5", "it says that answer 5 is right, which is empty"),
        ("3", "it says that answer 3 is right, which is empty"),
        ("yes", "it does not say which answer is right, but 'yes'"),
    ],
)
def test_a_row_without_a_key_is_skipped(right: str, reason: str) -> None:
    """With its row; the others are read."""
    found = read(kahoot.FORMAT, template(["Q1?", "A", "B", "", "", 20, right], ["Q2?", "A", "B", "", "", 20, "B"]))
    assert [(skip.code, skip.question, str(skip.place), skip.reason) for skip in found.skips] == [
        ("X802", "Q1?", "row 9", reason)
    ]
    assert [key_text(item.question) for item in found.items] == ["B"]


def test_csv_with_semicolons_and_an_old_encoding() -> None:
    """As Excel writes it where a comma stands before decimals; lines that are no UTF-8 are named."""
    rows = [KAHOOT, ["Où?", "Là", "Ici", "", "", "20", "1"]]
    data = "\r\n".join(";".join(row) for row in rows).encode("cp1252")
    found = read(kahoot.FORMAT, data, "x.csv")
    assert (found.items[0].stem, key_text(found.items[0].question)) == ("Où?", "Là")
    assert {loss.field for loss in found.losses} == {"encoding", "headings"}
    marked = read(kahoot.FORMAT, sheets.to_csv(rows), "x.csv")
    assert marked.items[0].stem == "Où?"


def test_seven_lines_before_the_headings_and_another_dash() -> None:
    """As some teachers' csv begins; the dash of the heading is any dash."""
    head = ";".join(KAHOOT).replace("–", "-")
    for above in ("x\r\n" * 7, f"Title{';' * 6}\r\n" + f"{';' * 6}\r\n" * 6):
        found = read(kahoot.FORMAT, f"{above}{head}\r\nQ?;A;B;;;30;1\r\n".encode(), "x.csv")
        assert [(item.stem, item.seconds) for item in found.items] == [("Q?", 30)]


def test_cells_keep_their_types() -> None:
    """A number and digits typed as a text are two answers; a whole number has no point."""
    found = read(kahoot.FORMAT, template(["Q?", 7, "007", 7.5, None, 20, 2]))
    question = found.items[0].question
    assert isinstance(question, Single)
    assert [option.text for option in question.options] == ["007", "7", "7.5"]


def test_dates_are_doubted() -> None:
    """`1-2` became a date without a word when it was typed; what the cell holds is taken, and said."""
    found = read(
        kahoot.FORMAT,
        template(["Result?", date(2024, 1, 2), "2-2", "", "", 20, 1], [datetime(2024, 1, 2), "A", "B", "", "", 20, 1]),
    )
    assert key_text(found.items[0].question) == "2024-01-02T00:00:00"
    assert [(loss.code, loss.field) for loss in found.losses] == [("X806", "answer 1"), ("X806", "question")]


def test_formulas_are_never_evaluated() -> None:
    """A row whose cell would have to be computed is skipped with its code, in sheets and in text."""
    found = read(
        kahoot.FORMAT, template(["Q?", "=1+1", "3", "", "", 20, 1], ["=HYPERLINK(1)", "A", "B", "", "", 20, 1])
    )
    assert found.items == ()
    assert [(skip.code, str(skip.place)) for skip in found.skips] == [("X806", "row 9"), ("X806", "row 10")]
    plain = read(kahoot.FORMAT, f"{','.join(KAHOOT)}\nQ?,=cmd|1,B,,,20,1\n".encode(), "x.csv")
    assert [skip.code for skip in plain.skips] == ["X806"]


RISKY = ("=1+1", "+1", "-1", "@x", "=cmd|'/C calc'!A0", "\uff1d1", "'=1", "''=1")


def test_no_cell_of_ours_is_a_formula() -> None:
    """Texts that begin like one are texts in xlsx, whatever they begin with, and come back as they were."""
    items = [choice(text, f"{text}a", f"{text}b") for text in RISKY]
    data, _ = written(kahoot.FORMAT, *items)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    types = {cell.data_type for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert types <= {"s", "inlineStr"}
    assert [item.stem for item in read(kahoot.FORMAT, data).items] == list(RISKY)


@pytest.mark.parametrize("form", [blooket.FORMAT, gimkit.FORMAT], ids=lambda form: form.name)
def test_no_cell_of_our_csv_begins_like_a_formula(form: Format) -> None:
    """An apostrophe keeps it from being one, and is gone once it is read back."""
    data, _ = written(form, *(choice(text, f"{text}a", f"{text}b") for text in RISKY))
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(sheets.RISKY)]
    found = read(form, data, "x.csv")
    assert [item.stem for item in found.items] == list(RISKY)
    assert [key_text(item.question) for item in found.items] == [f"{text}a" for text in RISKY]


def test_kahoots_limits_are_kept_and_never_cut() -> None:
    """What is beyond them is left out and named; headings stand in row 8."""
    items = [
        choice("x" * 120, "y" * 75, "B"),
        choice("x" * 121, "A", "B"),
        choice("Q?", "y" * 76, "B"),
        choice("Five?", "A", "B", "C", "D", "E"),
        choice("Slow?", "A", "B", seconds=45),
        choice("Slower?", "A", "B", seconds=600),
    ]
    data, losses = written(kahoot.FORMAT, *items)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [str(cell or "").partition(" ")[0] for cell in rows[7][1:8]] == [
        "Question",
        *["Answer"] * 4,
        "Time",
        "Correct",
    ]
    assert [(row[0], row[1], row[6]) for row in rows[8:]] == [(1, "x" * 120, 20), (2, "Slow?", 60), (3, "Slower?", 240)]
    assert losses == [
        "question: its text has 121 characters, and 120 are the most",
        f"question: the answer {'y' * 40!r} has 76 characters, and 75 are the most",
        "question: it has 5 answers, and 4 are the most",
        "seconds: Kahoot has no limit of 45 seconds; 60 is taken",
        "seconds: Kahoot has no limit of 600 seconds; 240 is taken",
    ]


WAYGROUND = [
    "Question Text",
    "Question Type",
    "Option 1",
    "Option 2",
    "Option 3",
    "Option 4",
    "Option 5",
    "Correct Answer",
    "Time in seconds",
    "Image Link",
    "Answer explanation",
]


def test_wayground() -> None:
    """The row that explains is passed over; every type is read or skipped; the explanation is kept."""
    found = read(
        wayground.FORMAT,
        workbook(
            WAYGROUND,
            [
                "(required)",
                "default is Multiple Choice",
                "required in most cases",
                "",
                "",
                "",
                "",
                "the number",
                "",
                "",
                "",
            ],
            ["One?", "Multiple Choice", "A", "B", "C", "", "", 2, 30, "http://x/a.png", "Because B."],
            ["Several?", "Checkbox", "A", "B", "C", "", "", "1,3", "", "", ""],
            ["Typed?", "Fill-in-the-Blank", "cat", "kitten", "CAT", "", "", "", "", "", ""],
            ["Open?", "Open-Ended", "", "", "", "", "", "", "", "", ""],
            ["Poll?", "Poll", "A", "B", "", "", "", "", "", "", ""],
            ["Draw?", "Draw", "", "", "", "", "", "", "", "", ""],
            ["Odd?", "Riddle", "A", "B", "", "", "", "1", "", "", ""],
            ["Two?", "Multiple Choice", "A", "B", "", "", "", "1,2", "", "", ""],
        ),
    )
    assert [(item.question.kind, key_text(item.question)) for item in found.items] == [
        ("single", "B"),
        ("multiple", "A; C"),
        ("typed", "cat"),
    ]
    assert (found.items[0].seconds, found.items[0].reveal.explain) == (30, "Because B.")
    typed = found.items[2].question
    assert isinstance(typed, Typed)
    assert typed.accepted == ("cat", "kitten")
    assert [loss.field for loss in found.losses] == ["stem"]
    assert [skip.reason.partition(":")[0].partition(",")[0] for skip in found.skips] == [
        "it is open-ended",
        "it is a poll",
        "it asks for a drawing",
        "the type 'riddle' has no equal here",
        "2 of its answers are right",
    ]


def test_blooket() -> None:
    """Line breaks inside headings, and `typing` in the tenth column, which has no heading."""
    head = [
        "Question #",
        "Question Text",
        "Answer 1",
        "Answer 2",
        "Answer 3\n(Optional)",
        "Answer 4\n(Optional)",
        "Time Limit (sec)\n(Max: 300 seconds)",
        "Correct Answer(s)\n(Only include Answer #)",
    ]
    rows: list[Cells] = [
        ["Blooket\nImport Template"],
        head,
        [1, "Q?", "A", "B", "", "", 20, 2],
        [2, "T?", "cat", "kitten", "", "", 30, "1,2", "", "typing"],
    ]
    found = read(blooket.FORMAT, workbook(*rows))
    assert [(item.question.kind, key_text(item.question), item.seconds) for item in found.items] == [
        ("single", "B", 20),
        ("typed", "cat", 30),
    ]
    assert found.losses == ()


def test_gimkit() -> None:
    """Without wrong answers it is typed."""
    data = (
        b"Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional)\nQ?,A,B,C\nT?,cat,,\n,A,B,\nN?,,B,\n"
    )
    found = read(gimkit.FORMAT, data, "x.csv")
    assert [(item.question.kind, key_text(item.question)) for item in found.items] == [
        ("single", "A"),
        ("typed", "cat"),
    ]
    assert [skip.reason for skip in found.skips] == ["it has no question text", "no answer is right"]


@pytest.mark.parametrize("form", [kahoot.FORMAT, wayground.FORMAT, blooket.FORMAT, gimkit.FORMAT], ids=lambda f: f.name)
def test_each_knows_its_own_files(form: Format) -> None:
    """And none of the others'."""
    data, _ = written(form, choice("Q?", "A", "B"))
    others = [
        each for each in (kahoot.FORMAT, wayground.FORMAT, blooket.FORMAT, gimkit.FORMAT) if each.sniff(data, "x")
    ]
    assert others == [form]


def test_a_long_sheet_is_said_to_be_cut() -> None:
    """What is beyond the limit is named, not dropped without a word."""
    rows = "\n".join(f"Q{at}?,A,B,," for at in range(sheets.MAX_ROWS + 5))
    found = read(gimkit.FORMAT, f"Question,Correct Answer,Incorrect Answer 1\n{rows}\n".encode(), "x.csv")
    assert len(found.items) == sheets.MAX_ROWS - 1
    assert [skip.reason for skip in found.skips] == [f"only the first {sheets.MAX_ROWS} rows are read"]


def test_without_openpyxl_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named."""
    sheet = template()
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(Unreadable, match=r"\[formats\]"):
        read(kahoot.FORMAT, sheet)
