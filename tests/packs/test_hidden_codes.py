"""Codes whose examples are no packs: each is raised by the real program from its example, at its place."""

from __future__ import annotations

import ast
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quiz.cli.app import build
from quiz.cli.wiring import UNUSABLE
from quiz.formats import safely
from quiz.formats.base import Unreadable
from quiz.packs import CODES
from tests.packs.fixtures import whole

ROOT = Path(__file__).resolve().parents[2]
Files = Mapping[str, str | bytes]
_CODE = re.compile(r"\b[YQANTPFX][1-8]\d\d\b")
_PACK = "quiz: 1\ntitle: T\nquestions: [{{ask: {}?, verdict: true}}]\n"
_ITEM = (
    '<questestinterop><item ident="a"><presentation><material><mattext>Is it?</mattext></material>'
    "</presentation></item></questestinterop>"
)
_CHOICE = (
    '<question type="multichoice"><questiontext><text>Which?</text></questiontext><single>false</single>{}'
    '<text>this</text></answer><answer fraction="{}"><text>that</text></answer></question>'
)
_KAHOOT = ("Question", "Answer 1", "Answer 2", "Time limit", "Correct answer")
"""Every heading that a sheet of Kahoot must have."""


@dataclass(frozen=True)
class Hidden:
    """A code: the files that its example becomes, the command over them where the example is none, what is said.

    Words of a command with a dot in them are files of the test's own folder.
    """

    code: str
    said: str
    files: Callable[[str], Files] = lambda _: {}
    command: str = ""


def _packs(_: str) -> Files:
    """Packs that examples name."""
    one, two = _PACK.format("Is it one"), _PACK.format("Is it two")
    capitals = whole(CODES["F705"].good)
    return {"capitals.quiz.yaml": capitals, "one.quiz.yaml": one, "copy-of-one.quiz.yaml": one, "two.quiz.yaml": two}


def _archive(example: str) -> Files:
    """The archive that an example tells of."""
    name, _, member = example.partition(" holding ")
    return {name: _zipped(member)}


def _zipped(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr(member, _ITEM)
    return out.getvalue()


def _sheet(cell: str, row: int = 8) -> Files:
    """A sheet of Kahoot with its headings in `row`, and a cell that is looked at."""
    out = io.StringIO()
    csv.writer(out).writerows([*[["x"]] * (row - 1), _KAHOOT, ["How much?", cell, "3", "20", "1"]])
    return {"game.csv": out.getvalue()}


HIDDEN = (
    Hidden("Y100", "no-such-file.quiz.yaml:1:1: error Y100: does not exist", _packs),
    Hidden("P613", "copy-of-one.quiz.yaml:3:19: warning P613: this question stands in", _packs),
    Hidden("X801", 'X801 citations: "On which lunar plain did Apollo 12 come down?", and', _packs),
    Hidden(
        "X802",
        "X802 skipped: line 3: Essay: an essay",
        lambda example: {"in.gift": f"Which? {{=a ~b}}\n\n{example}\n"},
        "quiz convert in.gift out.quiz.yaml",
    ),
    Hidden(
        "X803",
        'X803 credit: "Which?", line 2: 33 % is no grade of Moodle; 33.3333 % is the nearest',
        lambda example: {"in.xml": f"<quiz>\n{_CHOICE.format(example, '66.66667')}</quiz>"},
        "quiz convert in.xml out.quiz.yaml",
    ),
    Hidden(
        "X804",
        "package.zip: the name '../../etc/passwd' leads out of the archive (X804)",
        _archive,
        "quiz convert package.zip out.quiz.yaml",
    ),
    Hidden(
        "X805",
        "in.xml: line 2: it has a DOCTYPE, which could hold entities that blow up (X805)",
        lambda example: {"in.xml": f'<?xml version="1.0"?>\n{example}'},
        "quiz convert in.xml out.quiz.yaml",
    ),
    Hidden(
        "X806",
        "X806 skipped: row 9: How much?: its cell for answer 1 holds a formula",
        _sheet,
        "quiz convert game.csv out.quiz.yaml",
    ),
    Hidden(
        "X807",
        "X807 headings: row 1: the headings are taken from here, and not from row 8",
        lambda example: _sheet("2", int(re.findall(r"\d+", example)[0])),
        "quiz convert game.csv out.quiz.yaml",
    ),
    Hidden(
        "X808",
        "X808 code: line 3: the file wants code to be run",
        lambda example: {"in.md": f"# Title\n\n{example}\n```\n\n2. Which?\n*a) this\nb) that\n"},
        "quiz convert in.md out.quiz.yaml",
    ),
    Hidden(
        "X809",
        "X809 skipped: line 2: a question: it is not well-formed XML: mismatched tag",
        lambda example: {"in.xml": f'<?xml version="1.0"?>\n{example}'},
        "quiz convert in.xml out.quiz.yaml",
    ),
)


def _told(row: Hidden, example: str, folder: Path) -> tuple[str, int]:
    """All that the program says to an example, and the code that it leaves with."""
    for name, data in row.files(example).items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    command = row.command or example
    words = [str(folder / word) if "." in word else word for word in command.split()[1:]]
    done = CliRunner().invoke(build(), words, env={"FOOTNOTE_DATA": str(folder)})
    assert isinstance(done.exception, SystemExit | None)
    return done.output.replace(f"{folder}/", ""), done.exit_code


@pytest.mark.parametrize("row", HIDDEN, ids=lambda row: row.code)
def test_a_bad_example_is_told_with_its_code_and_place(row: Hidden, tmp_path: Path) -> None:
    """A line and column, a row, a member: wherever such a file can be told to be at fault."""
    said, _ = _told(row, CODES[row.code].bad, tmp_path)
    assert row.said in said


@pytest.mark.parametrize("row", HIDDEN, ids=lambda row: row.code)
def test_a_good_example_is_not(row: Hidden, tmp_path: Path) -> None:
    """The cure that the row shows is one: the file is read, and the code is not told."""
    said, left = _told(row, CODES[row.code].good, tmp_path)
    assert left != UNUSABLE, said
    assert row.code not in said


@pytest.mark.parametrize("name", ["a.zip", "a.imscc", "a.xlsx", "a.apkg", "a.bin"])
def test_an_archive_is_refused_with_its_code_whatever_it_is_called(name: str) -> None:
    """Programs that share an ending each say that it is none of theirs; the reason is told all the same."""
    with pytest.raises(Unreadable, match=r"the name '../x' leads out of the archive \(X804\)"):
        safely.read(_zipped("../x"), name)


def _constants() -> Iterator[str]:
    """Every text of the program that is a code and nothing else; those of the table itself aside."""
    for path in (ROOT / "quiz").rglob("*.py"):
        if path.parent.name != "codes":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
                    yield node.value


def test_every_code_is_raised_by_an_example_here_or_among_the_packs() -> None:
    """What is no pack stands in the table above, once."""
    assert [row.code for row in HIDDEN] == [code for code, row in CODES.items() if not row.shown]


def test_every_code_of_the_program_has_a_row_and_every_row_is_used() -> None:
    """Those of other programs' files too, which are constants there."""
    assert set(_constants()) == set(CODES)


@pytest.mark.parametrize("name", ["quiz/**/*.py", "quiz/**/*.md", "questions/*.yaml", "*.md"])
def test_every_code_that_a_text_mentions_has_a_row(name: str) -> None:
    """In comments, in the guide and in the papers at the top."""
    for path in ROOT.glob(name):
        mentioned = set(_CODE.findall(path.read_text("utf-8")))
        assert mentioned - {"N818"} <= set(CODES), path  # a rule of the linter


def test_the_number_of_codes_in_the_papers_is_theirs() -> None:
    """Where it is told at all."""
    for name in ("README.md", "CHANGELOG.md"):
        told = re.findall(r"(\d+) codes\b", (ROOT / name).read_text("utf-8"))
        assert {int(number) for number in told} <= {len(CODES)}, name
