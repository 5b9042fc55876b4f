"""The README keeps its word: its commands are there, and what it shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


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
