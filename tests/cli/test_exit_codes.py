"""The exit codes, as a table: 0 done, 1 findings, 2 unusable."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import BROKEN, HALF, RIVERS, quiz

HOSTILE = {
    "not-utf8": b"quiz: 1\ntitle: \xff\xfe\n",
    "not-yaml": b"quiz: [1\n",
    "brackets": b"[" * 60_000,
    "aliases": b"a: &a [x]\nb: [*a, *a]\n",
    "tag": b"quiz: !!python/object/apply:os.system [true]\n",
    "empty": b"",
    "number": b"quiz: 1\ntitle: T\nquestions:\n  - {ask: 'How many?', number: " + b"9" * 6000 + b"}\n",
}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["play", RIVERS, "--seed", "1"], 0),
        (["play", HALF, "--seed", "1"], 0),
        (["play", BROKEN, "--seed", "1"], 2),
        (["play", "no-such-pack"], 2),
        (["play", RIVERS, "--resume"], 2),
        (["play", RIVERS, "--scoring", "loud"], 2),
        (["play", RIVERS, "--rounds", "0"], 2),
        (["play", "/"], 2),
        (["frobnicate"], 2),
        (["check", "sampler"], 0),
        (["check", HALF], 1),
        (["check", BROKEN], 2),
        (["check", "sampler", HALF], 1),
        (["check", HALF, BROKEN], 2),
        (["check", "no-such-pack"], 2),
        (["check"], 2),
        (["generate", "sampler"], 0),
        (["generate", HALF], 1),
        (["generate", BROKEN], 2),
        (["audit", "sampler"], 0),
        (["audit", "no-such-pack"], 2),
        (["audit", "sampler", "--questions", "no-such-file"], 2),
        (["verify", "aurus", "--articles", "no-such-folder"], 2),
        (["bench", "nothing"], 2),
        (["history"], 0),
        (["--version"], 0),
    ],
    ids=lambda value: " ".join(Path(word).name or "root" for word in value) if isinstance(value, list) else str(value),
)
def test_exit_code(words: list[str], code: int, tmp_path: Path) -> None:
    """Each as the table says, and never a traceback."""
    done = quiz(*words, data=tmp_path)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 2:
        assert done.stderr


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("word", ["play", "check"])
def test_a_hostile_file_is_refused_with_its_place(word: str, name: str, tmp_path: Path) -> None:
    """File, line and column; nothing is written, and nothing is played."""
    pack = tmp_path / f"{name}.quiz.yaml"
    pack.write_bytes(HOSTILE[name])
    done = quiz(word, pack, data=tmp_path / "data")
    assert done.returncode == 2
    told = done.stdout if word == "check" else done.stderr
    assert f"{pack}:" in told
    assert all(part.isdecimal() for part in told.partition(f"{pack}:")[2].split(":")[:2])
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_findings_as_json_are_one_object_a_line(tmp_path: Path) -> None:
    """Each with its place, what is wrong, why and the fix."""
    import json

    done = quiz("check", HALF, "--format", "json", data=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["line"] for row in rows] == [5, 6]
    assert all(row[key] for row in rows for key in ("code", "severity", "message", "why", "fix", "file", "column"))


@pytest.mark.parametrize(
    ("content", "place"),
    [(b'{"id": 1}\n{"id"\n', ":2:"), (b"[]\n", ":1:"), (b"\xff\n", "UTF-8"), (b"[" * 100_000, ":1:")],
    ids=["torn", "list", "not-utf8", "brackets"],
)
def test_a_file_of_questions_that_is_none_names_the_line(content: bytes, place: str, tmp_path: Path) -> None:
    """One line says where and what is wanted."""
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    done = quiz("audit", "sampler", "--questions", path, data=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert place in line
