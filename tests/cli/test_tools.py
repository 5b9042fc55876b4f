"""Generating, auditing, verifying: from the command line, on the packs that ship."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import RIVERS, ROOT, quiz

KEYS = ["id", "kind", "ask", "options", "answer", "facts", "proofs", "sources"]
ARTICLES = ROOT.parent / "shared" / "articles"
Row = dict[str, object]


@pytest.fixture(scope="module")
def emitted(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What `quiz generate sampler --json` prints."""
    done = quiz("generate", "sampler", "--json", data=tmp_path_factory.mktemp("data"))
    assert done.returncode == 0
    return done.stdout.splitlines()


def test_json_is_one_object_a_line_and_nothing_else(emitted: list[str]) -> None:
    """The keys of each, in order; the counts are elsewhere."""
    assert len(emitted) >= 8
    assert all(list(json.loads(line)) == KEYS for line in emitted)


def test_json_is_utf_8_wherever_it_goes(emitted: list[str], tmp_path: Path) -> None:
    """A terminal's encoding never changes a file."""
    done = quiz("generate", "sampler", "--json", data=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.stdout.splitlines() == emitted


def test_the_counts_go_to_the_standard_error(tmp_path: Path) -> None:
    """In one line, with the questions for reading on the standard output."""
    done = quiz("generate", RIVERS, data=tmp_path)
    assert len(done.stderr.splitlines()) == 1
    assert "8 questions" in done.stderr
    for kind in ("single", "multiple", "true/false", "number", "typed", "order", "match", "cloze"):
        assert f"  {kind}: " in done.stdout
    assert "Answer: Kara Sea" in done.stdout


def swapped(row: Row) -> None:
    """Make a wrong option the key."""
    options = row["options"]
    assert isinstance(options, list)
    row["answer"] = next(text for text in options if text != row["answer"])


def negated(row: Row) -> None:
    """Turn a verdict round."""
    row["answer"] = not row["answer"]


@pytest.mark.parametrize(("kind", "spoil"), [("single", swapped), ("true_false", negated)])
def test_an_edited_question_is_named_with_its_class(
    kind: str, spoil: Callable[[Row], None], emitted: list[str], tmp_path: Path
) -> None:
    """The file as it was passes; with one key changed it does not, and the line names that question."""
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(emitted), "utf-8")
    assert quiz("audit", "sampler", "--questions", path, data=tmp_path).returncode == 0
    rows = [json.loads(line) for line in emitted]
    row = next(row for row in rows if row["kind"] == kind and row["facts"])
    spoil(row)
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    done = quiz("audit", "sampler", "--questions", path, data=tmp_path)
    assert done.returncode == 1
    classes = [line.split(": ")[1] for line in done.stdout.splitlines() if line.startswith(f"{row['id']}: ")]
    assert classes
    assert all(name.isupper() for name in classes)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not part of the project")
def test_one_changed_digit_in_a_fragment_is_found(tmp_path: Path) -> None:
    """The shipped pack holds; a copy with another year in one fragment does not, and the fact is named."""
    assert quiz("verify", "aurus", "--articles", ARTICLES, data=tmp_path).returncode == 0
    text = (ROOT / "questions" / "aurus.quiz.yaml").read_text("utf-8")
    assert "was founded in 1948" in text
    copy = tmp_path / "copy.quiz.yaml"
    copy.write_text(text.replace("was founded in 1948", "was founded in 1949", 1), "utf-8")
    done = quiz("verify", copy, "--articles", ARTICLES, data=tmp_path)
    assert done.returncode == 1
    assert "The Nightly, paragraph 15" in done.stdout


def test_what_a_report_quotes_is_text(tmp_path: Path) -> None:
    """A file of questions cannot send the terminal a control sequence through the auditor's report."""
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(dict.fromkeys(KEYS, "\x1b[2J\x07")), "utf-8")
    done = quiz("audit", "sampler", "--questions", path, data=tmp_path)
    assert done.returncode == 1
    assert "[2J" in done.stdout
    assert not [char for char in done.stdout + done.stderr if char < " " and char != "\n"]
