"""`quiz convert`: what it reads and writes, what it says, and how it leaves."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

from quiz.cli import progress
from quiz.cli.convert_bench import run, synthetic
from quiz.formats import registry
from quiz.packs import load_path
from tests.cli.running import BROKEN, quiz

GIFT = "::Towers::Which tower? {=The Senate Tower#yes ~The clock}\n\nWrite. {}\n\nHow many? {#5 =%50%6}\n"


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    """A file with a question, an essay, and a number with a share for another."""
    path = tmp_path / "in.gift"
    path.write_text(GIFT, encoding="utf-8")
    return path


def test_a_file_becomes_a_pack_and_a_file_again(gift: Path, tmp_path: Path) -> None:
    """The pack loads without findings; what a pack has no field for is kept beside it."""
    pack, back = tmp_path / "out.quiz.yaml", tmp_path / "back.gift"
    done = quiz("convert", gift, pack, data=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "X802 skipped: line 3: Write.: an essay" in done.stderr
    assert "(pack): 2 of 3 questions, 1 skipped, 1 loss." in done.stderr
    said = "'6' gets 50 % of the marks there, and counts as wrong here"
    assert f'X801 credit: "How many?", line 5: {said}\n' in done.stderr
    loaded = load_path(pack)
    assert loaded.findings == ()
    assert loaded.pack.questions[0].stem == "Which tower?"
    assert quiz("convert", pack, back, data=tmp_path).returncode == 0
    assert "::Towers::Which tower?" in back.read_text("utf-8")


def test_nothing_is_written_over_without_force(gift: Path, tmp_path: Path) -> None:
    """Neither the file nor the report."""
    out = tmp_path / "out.quiz.yaml"
    out.write_text("mine", encoding="utf-8")
    done = quiz("convert", gift, out, data=tmp_path)
    assert (done.returncode, out.read_text("utf-8")) == (2, "mine")
    assert "--force" in done.stderr
    assert quiz("convert", gift, tmp_path / "b.quiz.yaml", "--report", out, data=tmp_path).returncode == 2
    assert out.read_text("utf-8") == "mine"
    assert quiz("convert", gift, out, "--force", data=tmp_path).returncode == 0
    assert out.read_text("utf-8").startswith("quiz: 1\n")


def test_strict_writes_nothing_when_anything_is_lost(gift: Path, tmp_path: Path) -> None:
    """It leaves with 1; a file that loses nothing is written."""
    out = tmp_path / "out.quiz.yaml"
    assert quiz("convert", gift, out, "--strict", data=tmp_path).returncode == 1
    assert not out.exists()
    gift.write_text("Which? {=a ~b}\n", encoding="utf-8")
    assert quiz("convert", gift, out, "--strict", data=tmp_path).returncode == 0
    assert out.exists()


def test_the_report_names_everything(gift: Path, tmp_path: Path) -> None:
    """As JSON, with places."""
    path = tmp_path / "report.json"
    assert quiz("convert", gift, tmp_path / "out.quiz.yaml", "--report", path, data=tmp_path).returncode == 0
    tree = json.loads(path.read_text("utf-8"))
    assert (tree["from"], tree["to"], tree["questions"]) == ("gift", "pack", 2)
    assert [(row["code"], row["place"]["line"]) for row in tree["skipped"]] == [("X802", 3)]
    assert [row["field"] for row in tree["lost"]] == ["credit"]


def test_where_nothing_can_be_asked(gift: Path, tmp_path: Path) -> None:
    """It leaves with 1, having named what there is."""
    gift.write_text("Write. {}\n", encoding="utf-8")
    done = quiz("convert", gift, tmp_path / "out.quiz.yaml", data=tmp_path)
    assert (done.returncode, (tmp_path / "out.quiz.yaml").exists()) == (1, False)
    assert "X802" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("in.json", "{", ()),
        ("in.bin", "\x00\x01", ()),
        ("in.gift", GIFT, ("--from", "nothing")),
        ("in.gift", GIFT, ("--to", "nothing")),
        ("missing.gift", None, ()),
    ],
)
def test_what_cannot_be_used(name: str, content: str | None, words: tuple[str, ...], tmp_path: Path) -> None:
    """It leaves with 2 and one line that says why."""
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = quiz("convert", path, tmp_path / "out.quiz.yaml", *words, data=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("quiz: ")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out.quiz.yaml").exists()


def test_an_ending_that_says_too_little(gift: Path, tmp_path: Path) -> None:
    """Several formats end alike: the choice is named."""
    done = quiz("convert", gift, tmp_path / "out.txt", data=tmp_path)
    assert done.returncode == 2
    assert "--to" in done.stderr
    assert "aiken" in done.stderr
    assert quiz("convert", gift, tmp_path / "out.txt", "--to", "aiken", data=tmp_path).returncode == 0
    assert (tmp_path / "out.txt").read_text("utf-8").endswith("ANSWER: A\n")


def test_packs_with_facts_and_with_errors(tmp_path: Path) -> None:
    """The questions made of facts are written too; what had an error is named as skipped."""
    out = tmp_path / "out.md"
    assert quiz("convert", "sampler", out, data=tmp_path).returncode == 0
    assert "Apollo 11" in out.read_text("utf-8")
    done = quiz("convert", BROKEN, tmp_path / "b.md", data=tmp_path)
    assert done.returncode in (1, 2)


def test_a_pipe_and_a_folder_are_no_files(tmp_path: Path) -> None:
    """Neither holds the program."""
    pipe = tmp_path / "in.gift"
    os.mkfifo(pipe)
    assert quiz("convert", tmp_path, tmp_path / "out.quiz.yaml", "--from", "gift", data=tmp_path).returncode == 2
    assert quiz("convert", pipe, tmp_path / "out.quiz.yaml", data=tmp_path).returncode == 2


def test_rows_of_the_registry_agree_with_the_formats() -> None:
    """Names, endings, and what can be read and written."""
    for row in registry.ROWS:
        form = registry.load(row.name)
        assert (form.name, form.title, set(form.suffixes)) == (row.name, row.title, set(row.suffixes))
        assert (form.reads, form.writes) == (row.reads, row.writes)


def test_the_benchmark_measures_what_it_says() -> None:
    """Every question is read, and both ways are timed; how long they take is no matter of this test."""
    figures = {figure: value for figure, value, *_ in run(synthetic(70), repeats=1)}
    assert (figures["questions"], figures["skipped"]) == (70, 0)
    assert figures["convert"] == figures["read"] + figures["write as a pack and load it"]


class Screen(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_progress_is_told_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes longer than the patience is told and wiped again; what does not, or goes into a pipe, says nothing."""
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    said = []
    for stream, seconds in ((Screen(), 0.3), (Screen(), 0.0), (io.StringIO(), 0.3)):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress.told("reading \x1b[31mx"):
            time.sleep(seconds)
        said.append(stream.getvalue())
    assert "reading [31mx (0 s)" in said[0]
    assert said[0].endswith("\x1b[2K")
    assert said[1:] == ["", ""]


def test_what_befell_several_questions_is_told_once(tmp_path: Path) -> None:
    """By the name of the first, as it stands, and the number of the others; nothing is skipped, so all are counted."""
    gift = tmp_path / "in.gift"
    gift.write_text("Who is in the tomb.{=a ~%50%b}\n\nWho else?{=c ~%50%b}\n", "utf-8")
    done = quiz("convert", gift, tmp_path / "out.md", "--from", "gift", data=tmp_path)
    assert 'credit: "Who is in the tomb.", and 1 more question: ' in done.stderr
    assert ": 2 questions, " in done.stderr
