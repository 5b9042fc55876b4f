"""The README keeps its word: its commands are there, and what it shows is what the program prints."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.bank import open_bank
from quiz.packs import exit_code, load_bytes

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")

BLOCKS = [
    [line for line in block.splitlines() if line.startswith(".venv/bin/quiz ")]
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
]
COMMANDS = [block for block in BLOCKS if block]
PACKS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("lines", COMMANDS, ids=[block[0].split("#")[0].strip() for block in COMMANDS])
def test_every_command_works(lines: list[str], tmp_path: Path) -> None:
    """The commands of a block, one after the other in a folder with the shipped packs, their input at its end."""
    shutil.copytree(ROOT / "questions", tmp_path / "questions")
    env = dict(os.environ, FOOTNOTE_DATA=str(tmp_path / "data"), PYTHONUTF8="1", EDITOR="true", VISUAL="")
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), env.get("PYTHONPATH", "")]))
    for line in lines:
        command = [sys.executable, "-m", "quiz", *shlex.split(line, comments=True)[1:]]
        done = subprocess.run(
            command, cwd=tmp_path, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        assert done.returncode == 0, (line, done.stderr.decode())
        assert done.stdout or done.stderr


def test_what_writing_a_pack_takes_is_among_the_commands() -> None:
    """Each tool of an author is shown once, and therefore run."""
    shown = [line.split()[1] for block in COMMANDS for line in block]
    for name in ("new", "edit", "check", "guide", "explain", "generate", "audit", "print"):
        assert shown.count(name) == 1, name


@pytest.mark.parametrize("text", PACKS, ids=["questions", "facts"])
def test_every_pack_is_clean_and_gives_questions(text: str) -> None:
    """What a teacher copies from here checks clean and can be played."""
    loaded = load_bytes(text.encode(), "readme.quiz.yaml")
    assert exit_code(loaded) == 0, loaded.findings
    assert open_bank(loaded.pack).generate().items


def test_each_of_the_two_commands_stands_on_one_line() -> None:
    """One line installs and plays, one installs and tests; both make their own environment."""
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv .venv && ")]
    assert len(lines) == 2
    assert lines[0].endswith("quiz")
    assert "pytest" in lines[1]


def test_the_check_run_takes_its_test_command_from_the_readme() -> None:
    """The check run holds no copy of the command that could drift."""
    assert "README.md" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_linked_file_exists() -> None:
    """No link of the README leads nowhere."""
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_constraints_pin_by_name_and_version_only() -> None:
    """`constraints.txt` names no host and no path."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []
