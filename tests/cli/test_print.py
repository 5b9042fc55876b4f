"""`quiz print`: what it writes and where, what it says, and how it leaves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from quiz.cli.files import save
from quiz.cli.print import Form, print_
from quiz.extras import install
from quiz.paper.model import Sheet
from tests.cli.running import BROKEN, HALF, ROOT, environment, quiz

PACK = """quiz: 1
title: Towers
licence: CC-BY-4.0
attribution: A. Nobody
questions:
  - ask: Which tower leans?
    right: the one in Pisa
    wrong: [the one in Paris, the one in London]
    explain: The ground is soft.

  - ask: Which sign is this, {sign}?
    right: a box
    wrong: [a circle]
"""


@pytest.fixture
def towers(tmp_path: Path) -> Path:
    """A small pack."""
    path = tmp_path / "towers.quiz.yaml"
    path.write_text(PACK.replace("{sign}", "Ж"), encoding="utf-8")
    return path


def at(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder."""
    env = environment(folder, PYTHONPATH=os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    line = [sys.executable, "-m", "quiz", "print", *map(str, words)]
    return subprocess.run(line, cwd=folder, env=env, capture_output=True, check=False, timeout=120)


def test_a_file_is_named_after_the_pack(towers: Path, tmp_path: Path) -> None:
    """And after what it holds, where that was asked for; it lies in the current folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    assert at(folder, towers).returncode == 0
    done = at(folder, towers, "--sheet", "cards", "--format", "markdown")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"quiz: towers-cards.md: 2 questions; cards; seed 0." in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["towers-cards.md", "towers.pdf"]
    assert (folder / "towers.pdf").read_bytes().startswith(b"%PDF-")


def test_nothing_is_written_over_without_force(towers: Path, tmp_path: Path) -> None:
    """Nor is anything typeset for it."""
    out = tmp_path / "out.md"
    out.write_text("mine", encoding="utf-8")
    done = quiz("print", towers, "-o", out, data=tmp_path)
    assert (done.returncode, out.read_text("utf-8")) == (2, "mine")
    assert "--force" in done.stderr
    assert quiz("print", towers, "-o", out, "--force", data=tmp_path).returncode == 0
    assert out.read_text("utf-8").startswith("# Towers\n")
    assert sorted(path.name for path in tmp_path.glob("*.md")) == ["out.md"]
    assert list(tmp_path.glob(".quiz-*")) == []


def test_markdown_goes_to_the_standard_output(towers: Path, tmp_path: Path) -> None:
    """Two versions, their keys, and in each foot what the licence asks for; the same again for the same seed."""
    line = ("print", towers, "-o", "-", "--versions", "2", "--seed", "7")
    done = quiz(*line, data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == quiz(*line, data=tmp_path).stdout
    heads = [row for row in done.stdout.splitlines() if row.startswith("# ")]
    assert heads == [f"# Towers{key}, version {letter}" for key in ("", ": answer key") for letter in "AB"]
    assert done.stdout.count("Towers · CC-BY-4.0 · A. Nobody · version A · seed 7") == 2


def test_packs_of_facts(tmp_path: Path) -> None:
    """As many questions as are asked for; another seed gives others."""
    sheets = [
        quiz("print", "aurus", "-o", "-", "--questions", "6", "--seed", seed, "--sheet", "key", data=tmp_path).stdout
        for seed in ("1", "2")
    ]
    assert [sheet.count("\n\n**") for sheet in sheets] == [12, 12]
    assert sheets[0] != sheets[1]
    assert all("> “" in sheet for sheet in sheets)


def test_what_no_font_holds_is_named_before_anything_is_written(towers: Path, tmp_path: Path) -> None:
    """With its line, its code point and where fonts come from; with --boxes it is printed all the same."""
    towers.write_text(PACK.replace("{sign}", "\U0010fffd"), encoding="utf-8")
    out = tmp_path / "out.pdf"
    done = quiz("print", towers, "-o", out, data=tmp_path)
    assert (done.returncode, out.exists()) == (1, False)
    first, *others = done.stderr.splitlines()
    assert f"{towers}:11: Which sign is this" in first
    assert "U+10FFFD" in first
    assert "private-use" in others[0]
    assert "--font-path" in others[-1]
    assert quiz("print", towers, "-o", out, "--boxes", data=tmp_path).returncode == 0
    assert quiz("print", towers, "-o", "-", data=tmp_path).stdout.count("\U0010fffd") == 2


def test_packs_with_errors(tmp_path: Path) -> None:
    """What is good is printed; where nothing is, it leaves with 1."""
    done = quiz("print", HALF, "-o", "-", data=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("# ")
    assert "error" in done.stderr
    done = quiz("print", BROKEN, "-o", "-", data=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing in it can be asked" in done.stderr


@pytest.mark.parametrize(
    ("out", "more", "said"),
    [
        ("-", {"form": Form.PDF}, "a PDF goes into a file"),
        ("x.md", {"form": Form.PDF}, "--format markdown"),
        ("no/such/folder/x.pdf", {}, "no folder"),
        ("x.pdf", {"fonts": [Path("no/such/folder")]}, "--font-path"),
        ("-", {"sheet": [Sheet.CARDS], "versions": 2}, "cards have no versions"),
    ],
    ids=[
        "a PDF to the standard output",
        "another ending",
        "a folder that is not there",
        "fonts that are not there",
        "versions of cards",
    ],
)
def test_what_cannot_be_used(
    out: str, more: dict[str, Any], said: str, towers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It leaves with 2 and one line that says why."""
    with pytest.raises(typer.Exit) as left:
        print_(str(towers), out=out, **more)
    assert left.value.exit_code == 2
    assert said in capsys.readouterr().err


def test_without_the_typesetter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PDF needs it, and the line says how to get it; Markdown does not."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(typer.Exit) as left:
        print_("sampler", [Sheet.KEY], str(tmp_path / "x.pdf"))
    assert left.value.exit_code == 2
    said, line = capsys.readouterr().err.splitlines()
    assert "`--format markdown` works as it is" in said
    assert line == f"  {install('print')}"
    with pytest.raises(typer.Exit) as left:
        print_("sampler", [Sheet.KEY], str(tmp_path / "x.md"))
    assert left.value.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x.md"]


def test_a_file_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    """It never replaces what is there unless it shall, has the rights of a new file, and leaves no draft."""
    path = tmp_path / "out"
    save(path, b"one", force=False)
    with pytest.raises(FileExistsError):
        save(path, b"two", force=False)
    assert path.read_bytes() == b"one"
    path.chmod(0o640)
    save(path, b"three", force=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"three", 0o640)
    new = tmp_path / "new"
    new.touch()
    other = tmp_path / "other"
    save(other, b"", force=True)
    assert other.stat().st_mode == new.stat().st_mode
    assert sorted(found.name for found in tmp_path.iterdir()) == ["new", "other", "out"]
