"""`quiz check` and its neighbours, as people and programs call them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from quiz.cli.edit import first_place
from quiz.cli.editor import announced, editor_command, unnamed
from quiz.cli.explain import explained
from quiz.packs import CODES
from tests.cli.running import Terminal, quiz

BROKEN = """\
quiz: 1
title: Broken
questions:
  - {ask: Is this fine?, verdict: true}
  - ask: Which is it?
    right: B
    wrong: [C, b, "all of the above"]
  - {ask: Is  it so?, verdict: true}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with an error, a warning and a note."""
    path = tmp_path / "broken, 100%.quiz.yaml"
    path.write_text(BROKEN, "utf-8")
    return path


def test_people_read_the_place_the_line_the_caret_why_and_how(pack: Path, tmp_path: Path) -> None:
    """The caret stands under the place."""
    done = quiz("check", pack, data=tmp_path)
    assert done.returncode == 1
    rows = done.stdout.splitlines()
    assert rows[0] == f"{pack}:7:16: error Q203: `b` is right and also among the wrong ones"
    assert rows[1] == '     7 |     wrong: [C, b, "all of the above"]'
    assert rows[2].index("^") == rows[1].index(" b,") + 1
    assert rows[3:5] == ["  why: One text cannot be right and wrong.", "  fix: Remove it from `wrong`."]


@pytest.mark.parametrize(
    ("wrong", "told"), [("B, C", "1 pack checked, 1 finding."), ("C, D", "1 pack checked, 0 findings.")]
)
def test_findings_are_counted_in_words(wrong: str, told: str, tmp_path: Path) -> None:
    """One is one finding."""
    path = tmp_path / "counted.quiz.yaml"
    path.write_text(f"quiz: 1\ntitle: T\nquestions:\n  - {{ask: Which is it?, right: B, wrong: [{wrong}]}}\n", "utf-8")
    assert told in quiz("check", path, data=tmp_path).stderr


def test_github_shows_each_finding_beside_its_line(pack: Path, tmp_path: Path) -> None:
    """Workflow commands, with what would end them escaped."""
    done = quiz("check", pack, "--format", "github", data=tmp_path)
    kinds = [line.split(" ")[0] for line in done.stdout.splitlines()]
    assert kinds == ["::error", "::notice"]
    first = done.stdout.splitlines()[0]
    assert "broken%2C 100%25.quiz.yaml" in first
    assert ",line=7,col=16" in first
    assert first.count("::") == 2


def check_sarif(log: dict[str, Any]) -> None:
    """Hold a log against what the published structure of 2.1.0 demands of the parts that are used."""
    assert log["version"] == "2.1.0"
    assert set(log) <= {"$schema", "version", "runs", "properties", "inlineExternalProperties"}
    for run in log["runs"]:
        assert set(run) <= {"tool", "results", "columnKind"}
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        driver = run["tool"]["driver"]
        assert driver["name"]
        rules = [rule["id"] for rule in driver["rules"]]
        assert len(set(rules)) == len(rules)
        for rule in driver["rules"]:
            assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
            assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        for result in run["results"]:
            assert rules[result["ruleIndex"]] == result["ruleId"]
            assert result["level"] in ("none", "note", "warning", "error")
            assert result["message"]["text"]
            for place in result["locations"]:
                region = place["physicalLocation"].get("region", {"startLine": 1, "startColumn": 1})
                assert region["startLine"] >= 1
                assert region["startColumn"] >= 1
                assert " " not in place["physicalLocation"]["artifactLocation"]["uri"]


@pytest.mark.parametrize("more", [[], ["--pedantic"], ["sampler"], ["no such pack"]], ids=str)
def test_sarif_is_one_log_of_its_published_form(more: list[str], pack: Path, tmp_path: Path) -> None:
    """Of several files, too, and of files that are no pack."""
    done = quiz("check", pack, *more, "--format", "sarif", data=tmp_path)
    log = json.loads(done.stdout)
    check_sarif(log)
    ids = [result["ruleId"] for result in log["runs"][0]["results"]]
    assert {"Q203", "T505"} <= set(ids)
    assert ("Y100" in ids) == ("no such pack" in more)


def test_pedantic_says_more_and_the_default_does_not_nag(pack: Path, tmp_path: Path) -> None:
    """What may well be meant is said on demand."""
    codes = []
    for more in ([], ["--pedantic"]):
        done = quiz("check", pack, *more, "--format", "json", data=tmp_path)
        codes.append({json.loads(line)["code"] for line in done.stdout.splitlines()})
    assert codes[0] < codes[1]
    assert not [code for code in codes[0] if CODES[code].pedantic]
    assert "P611" in codes[1]


def test_a_comment_silences_a_code_on_its_question_alone(tmp_path: Path) -> None:
    """The exit code follows, and how many are silenced is said."""
    path = tmp_path / "quiet.quiz.yaml"
    row = "  - ask: Which is it in case {}?\n    right: B\n    wrong: [the B, C]{}\n"
    text = "quiz: 1\ntitle: T\nquestions:\n" + row.format(1, "  # quiz: ignore Q207, Q205") + row.format(2, "")
    path.write_text(text, "utf-8")
    done = quiz("check", path, data=tmp_path)
    assert done.returncode == 1
    assert [line.split(": ")[0] for line in done.stdout.splitlines() if "Q205" in line] == [f"{path}:9:13"]
    assert "1 ignored" in done.stderr
    path.write_text(text.replace("[the B, C]\n", "[the B, C]\n    # quiz: ignore Q205\n"), "utf-8")
    assert quiz("check", path, data=tmp_path).returncode == 0


def test_the_same_question_in_two_packs_is_named(tmp_path: Path) -> None:
    """With the name of the other pack."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.quiz.yaml").write_text("quiz: 1\ntitle: T\nquestions: [{ask: A?, verdict: true}]\n")
    done = quiz("check", tmp_path / "one.quiz.yaml", tmp_path / "two.quiz.yaml", data=tmp_path)
    assert done.returncode == 1
    assert "two.quiz.yaml:3:19: warning P613" in done.stdout
    assert "one.quiz.yaml too" in done.stdout


def test_fix_mends_the_file_says_so_and_keeps_its_rights(tmp_path: Path) -> None:
    """Twice is once, and a file without faults is not touched."""
    path = tmp_path / "mend.quiz.yaml"
    path.write_text("quiz: 1\ntitle: T\nquestions:\n  - ask: Is  it: so?  # yes\n    verdict: true\n", "utf-8")
    path.chmod(0o640)
    done = quiz("check", path, "--fix", data=tmp_path)
    assert done.returncode == 0
    assert path.read_text("utf-8") == 'quiz: 1\ntitle: T\nquestions:\n  - ask: "Is it: so?"  # yes\n    verdict: true\n'
    assert [line.split(": ")[2] for line in done.stderr.splitlines() if "mend" in line] == ["Y108", "T505"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    stamp = path.stat().st_mtime_ns
    assert "mend" not in quiz("check", path, "--fix", data=tmp_path).stderr
    assert path.stat().st_mtime_ns == stamp
    assert [found.name for found in tmp_path.iterdir()] == ["mend.quiz.yaml"]


def test_a_pack_that_ships_is_never_changed(tmp_path: Path) -> None:
    """By its name; and nothing is said of what is not there."""
    assert "not changed" in quiz("check", "sampler", "--fix", data=tmp_path).stderr
    assert quiz("check", tmp_path / "none", "--fix", data=tmp_path).returncode == 2


def test_explain_tells_one_code_or_lists_all(tmp_path: Path) -> None:
    """The code first, one line each."""
    listed = quiz("explain", "--list", data=tmp_path).stdout.splitlines()
    assert [line.split(" ")[0] for line in listed] == sorted(CODES)
    told = quiz("explain", "q203", data=tmp_path)
    assert told.returncode == 0
    assert "wrong: [Toronto, ottawa]" in told.stdout
    missed = quiz("explain", "Q999", data=tmp_path)
    assert (missed.returncode, missed.stdout) == (2, "")


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_with_its_examples(code: str) -> None:
    """And with the cure."""
    told = "\n".join(explained(code, CODES[code]))
    assert CODES[code].why in told
    assert CODES[code].fix in told
    assert ("^" in told) == CODES[code].shown


def test_new_writes_a_clean_pack_and_its_schema_and_overwrites_nothing(tmp_path: Path) -> None:
    """The schema is the one that `quiz schema` prints."""
    assert quiz("new", tmp_path / "mine", data=tmp_path).returncode == 0
    assert quiz("check", tmp_path / "mine.quiz.yaml", data=tmp_path).returncode == 0
    schema = (tmp_path / "quiz.schema.json").read_text("utf-8")
    assert quiz("schema", data=tmp_path).stdout == schema
    (tmp_path / "mine.quiz.yaml").write_text("mine", "utf-8")
    again = quiz("new", tmp_path / "mine.quiz.yaml", data=tmp_path)
    assert again.returncode == 2
    assert (tmp_path / "mine.quiz.yaml").read_text("utf-8") == "mine"
    assert quiz("new", tmp_path / "no" / "where", data=tmp_path).returncode == 2


def test_edit_opens_the_editor_at_the_first_error_and_checks_again(pack: Path, tmp_path: Path) -> None:
    """Errors go before warnings; what is left is told afterwards."""
    assert first_place(str(pack)) == (7, 16)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "$@" > "$0.saw"\n', "utf-8")
    editor.chmod(0o755)
    done = quiz("edit", pack, data=tmp_path, EDITOR=str(editor), VISUAL="")
    assert (tmp_path / "editor.saw").read_text("utf-8") == f"+7 {pack}\n"
    assert done.returncode == 1
    assert "Q203" in done.stdout
    assert quiz("edit", pack, data=tmp_path, EDITOR="no-such-editor", VISUAL="").returncode == 2
    assert quiz("edit", tmp_path / "none", data=tmp_path).returncode == 2


def test_editors_are_sent_to_a_place_in_their_own_way() -> None:
    """Those that open windows take another form."""
    assert editor_command(["vim"], "a", 3, 5) == ["vim", "+3", "a"]
    assert editor_command(["code", "--wait"], "a", 3, 5) == ["code", "--wait", "--goto", "a:3:5"]
    assert editor_command(["/usr/bin/hx"], "a", 3, 5) == ["/usr/bin/hx", "a:3:5"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"EDITOR": "/usr/bin/vim -u NONE"}, "x opens in vim. Esc, then :wq and Enter saves and leaves; "),
        ({"VISUAL": "nano", "EDITOR": "vim"}, "x opens in nano."),
        ({}, "x opens in vi. Esc, then :wq"),
    ],
    ids=str,
)
def test_it_is_said_which_editor_opens_and_how_it_is_left(
    given: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor with keys of its own says nothing of them, and holds whoever does not know it."""
    monkeypatch.setattr("shutil.which", lambda word: word)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.setenv(name, given.get(name, ""))
    assert announced("x").startswith(told)
    assert (":q!" in announced("x")) is ("vi" in told)
    assert unnamed() is (not given)


def test_an_editor_that_nobody_named_waits(pack: Path, tmp_path: Path) -> None:
    """It takes the whole screen, and with it the line that says how it is left."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "vi").write_text(f"#!/bin/sh\n: > {tools}/opened\n")
    (tools / "vi").chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"
    marker = tools / "opened"
    with Terminal("edit", pack, data=tmp_path, EDITOR="", VISUAL="", PATH=path) as terminal:
        terminal.until("Enter opens it; EDITOR names another one > ")
        assert "opens in vi. Esc, then :wq" in terminal.shown
        assert not marker.exists()
        terminal.enter("")
        terminal.end()
    assert marker.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (bytes(range(256)) * 12, "error Y100: the file is not text"),
        ("quiz: 1\ntitle: Ä\n".encode("utf-16"), "error Y101: the file is UTF-16"),
    ],
    ids=["bytes", "UTF-16"],
)
@pytest.mark.parametrize("word", ["play", "check"])
def test_of_a_file_that_is_no_text_nothing_is_shown(word: str, data: bytes, told: str, tmp_path: Path) -> None:
    """It is named, and what to do."""
    path = tmp_path / "bin.quiz.yaml"
    path.write_bytes(data)
    done = quiz(word, path, data=tmp_path)
    said = done.stderr + done.stdout
    assert done.returncode == 2
    assert f"{path}:1:1: {told}" in said
    assert "fix: " in said
    assert "\ufffd" not in said
    assert len(said) < 1000


def test_a_code_that_is_not_there_is_two_sentences(tmp_path: Path) -> None:
    """With one that is near, where there is."""
    for code, told in (("QQQQ", "QQQQ. `quiz"), ("Q2033", "Q2033; did you mean `Q203`? `quiz")):
        assert quiz("explain", code, data=tmp_path).stderr == (
            f"quiz: there is no code {told} explain --list` names them all.\n"
        )
