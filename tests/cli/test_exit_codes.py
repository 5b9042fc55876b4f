"""The exit codes, as a table: 0 done, 1 findings, 2 unusable."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import BROKEN, HALF, RIVERS, ROOT, command, environment, quiz

HOSTILE = {
    "not-utf8": b"quiz: 1\ntitle: \xff\xfe\n",
    "not-yaml": b"quiz: [1\n",
    "brackets": b"[" * 60_000,
    "aliases": b"a: &a [x]\nb: [*a, *a]\n",
    "tag": b"quiz: !!python/object/apply:os.system [true]\n",
    "empty": b"",
    "bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "control": b"quiz: 1\ntitle: a\x1b[31mb\n",
    "escaped": b'quiz: 1\ntitle: "a\\e[31mb"\n',
    "unknown-key": b"quiz: 1\ntitle: T\ncolour: red\n",
    "repeated-key": b"quiz: 1\ntitle: T\ntitle: U\n",
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
    assert "\x1b" not in done.stdout + done.stderr
    assert not (tmp_path / "data").exists()


MIXED = """quiz: 1
title: Mixed
colour: red
questions:
  - {ask: "Is [bold]x[/bold] <b>bold</b> &amp; %s?", verdict: true}
  - {ask: "Which is it?", right: "a\\eb", wrong: [c]}
  - {ask: "How many?", number: 999999999999999999999999999999999999999999}
  - {ask: "Which is it?", ask: "Which is this?", right: a, wrong: [c]}
  - {ask: !tag "Which is it?", right: a, wrong: [c]}
  - {ask: &b "Which is it?", right: a, wrong: [c]}
"""


def test_all_that_is_bad_is_named_at_once_and_the_good_is_played(tmp_path: Path) -> None:
    """Each line with its place; the one good question is asked, its markup as it was typed."""
    pack = tmp_path / "mixed.quiz.yaml"
    pack.write_text(MIXED)
    checked = quiz("check", pack, data=tmp_path / "data")
    assert checked.returncode == 1
    played = quiz("play", pack, data=tmp_path / "data", typed="true\n")
    assert played.returncode == 0
    for line in (3, 6, 7, 8, 9, 10):
        assert f"{pack}:{line}:" in checked.stdout
        assert f"{pack}:{line}:" in played.stderr
    assert "Is [bold]x[/bold] <b>bold</b> &amp; %s?" in played.stdout
    assert "Right: 1 of 1" in played.stdout
    assert "Written by hand; the pack gives no source." in played.stdout


@pytest.mark.parametrize("blocks", [16, 160], ids=["from the start", "in the game"])
def test_a_disk_that_fills_up_stops_no_game(blocks: int, tmp_path: Path) -> None:
    """One line says that it is not saved; what had been saved by then is whole, and can be gone on with."""
    # A POSIX shell counts blocks of 512 bytes.
    line = f"ulimit -f {blocks}; exec {shlex.join(command('play', 'sampler', '--seed', '1'))}"
    done = subprocess.run(
        ["sh", "-c", line], input="skip\n" * 20, capture_output=True, text=True, check=False, cwd=ROOT,
        env=environment(tmp_path), encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0
    assert "The end" in done.stdout
    (told,) = done.stderr.splitlines()
    assert "not be saved" in told or "not saved" in told
    again = quiz("play", "--resume", data=tmp_path)
    if blocks == 160:
        assert (again.returncode, again.stderr) == (0, "")
        assert "You go on where you were" in again.stdout
    else:
        assert "no unfinished game" in again.stderr


FINDING = ["code", "severity", "message", "why", "fix", "file", "line", "column", "source_line", "question"]


def test_findings_as_json_are_one_object_a_line(tmp_path: Path) -> None:
    """Each with its place, what is wrong, why and the fix."""
    done = quiz("check", HALF, "--format", "json", data=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["line"] for row in rows] == [5, 6]
    assert all(list(row) == FINDING for row in rows)
    assert all(row[key] for row in rows for key in FINDING if key != "question")


LONELY = """quiz: 1
title: Lonely
things: {car: [the Senat], tower: [the Senate Tower]}
relations:
  named after:
    roles: {car: car, tower: tower}
    say: "{the car} is named after {tower}."
    ask: {tower: "Which tower gave {the car} its name?"}
facts:
  named after:
    - {car: the Senat, tower: the Senate Tower}
"""


def test_facts_that_give_no_question_are_a_finding_like_any_other(tmp_path: Path) -> None:
    """Even beside other findings it is said that nothing remains, in the same keys, with what became of the facts."""
    pack = tmp_path / "lonely.quiz.yaml"
    pack.write_text(LONELY)
    done = quiz("check", pack, "--format", "json", data=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert all(list(row) == FINDING for row in rows)
    assert [row["code"] for row in rows] == ["F705", "P600"]
    assert "rejected" in rows[1]["message"]


@pytest.mark.parametrize("words", [["check"], ["play"], ["generate"], ["audit"]], ids=" ".join)
def test_a_name_of_a_file_is_shown_as_text(words: list[str], tmp_path: Path) -> None:
    """No escape sequence in it reaches the terminal, whatever is said of the file."""
    pack = tmp_path / "lone\x1b]0;title\x07ly\u202e.quiz.yaml"
    pack.write_text(LONELY)
    done = quiz(*words, pack, data=tmp_path)
    assert done.returncode == (0 if words == ["audit"] else 2)
    assert not set("\x1b\x07\u202e") & set(done.stdout + done.stderr)


CLOSED = {"stdin": "<&-", "stdout": ">&-", "stderr": "2>&-", "all": "<&- >&- 2>&-"}


@pytest.mark.parametrize("closed", CLOSED)
@pytest.mark.parametrize("word", ["play", "generate", "demo"])
def test_a_closed_stream_is_an_empty_one(word: str, closed: str, tmp_path: Path) -> None:
    """The program is not stopped by a stream that was closed before it began."""
    line = f"exec {shlex.join(command(word, RIVERS))} {CLOSED[closed]}"
    done = subprocess.run(
        ["sh", "-c", line], capture_output=True, text=True, check=False, cwd=ROOT, env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_an_interrupt_before_the_program_is_loaded_leaves_no_traceback() -> None:
    """Ctrl-C while the first modules are read: exit code 130, as at any other time."""
    code = (
        "import sys\n"
        "class Impatient:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'quiz.cli.app':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Impatient())\n"
        "from quiz.cli import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [["--help"], ["play", "-h"], ["play", RIVERS], ["generate", RIVERS]], ids=str)
def test_a_full_disk_behind_the_output_is_one_line(words: list[str | Path], tmp_path: Path) -> None:
    """Exit code 2 and the system's reason."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(*words), stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            cwd=ROOT, env=environment(tmp_path),
        )  # fmt: skip
    assert done.returncode == 2
    (told,) = done.stderr.splitlines()
    assert "No space left" in told


def test_a_folder_whose_name_is_not_utf_8_keeps_games(tmp_path: Path) -> None:
    """A path is bytes; only what is shown of it is text."""
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/data\xff")
    done = quiz("play", RIVERS, "--data", folder, data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    listed = quiz("history", "--data", folder, data=tmp_path)
    assert "finished" in listed.stdout


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
