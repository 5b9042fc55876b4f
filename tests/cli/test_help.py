"""Help is there at once, and says what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quiz import __version__
from quiz.cli.app import build
from quiz.cli.helping import plain
from tests.cli.running import ROOT, quiz

HEAVY = (
    "textual", "pydantic", "yaml", "sqlite3", "confusable_homoglyphs", "rich", "platformdirs", "asyncssh", "ifaddr",
    "typst",
)  # fmt: skip
COMMANDS = (
    "play", "demo", "generate", "audit", "verify", "check", "explain", "new", "edit", "guide", "schema", "convert",
    "print", "host", "rooms", "join", "watch", "results", "replay", "forget", "doctor", "bench", "history",
)  # fmt: skip


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["-h"]], ids=" ".join)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    """In an interpreter that has loaded nothing yet."""
    code = (
        "import sys\n"
        f"sys.argv = ['quiz', *{words!r}]\n"
        "from quiz.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print('LOADED', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1].split() == ["LOADED"]


def test_help_names_every_command(tmp_path: Path) -> None:
    """On standard output, with exit code 0, and no command's line is cut short."""
    done = quiz("--help", data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.strip() for line in done.stdout.splitlines()]
    for name in COMMANDS:
        (line,) = (line for line in lines if line.split(" ")[0] == name)
        assert line.endswith(".")
        assert not line.endswith("..")


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    """One version everywhere."""
    assert quiz("--version", data=tmp_path).stdout == f"quiz {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_in_words(name: str) -> None:
    """It names what is to be typed, and says bounds and defaults as one would."""
    told = CliRunner().invoke(build(), [name, "--help"]).output
    assert not re.search(r"<[^>]*>|list\[|x[<>]=|<=x|default: \(", told), told


def test_a_row_of_help() -> None:
    """What there is to choose from stays, and what a number may be."""
    assert plain("--rounds <int range>", "Rounds.  [default: (3); 1<=x<=50]", argument=False) == (
        "--rounds NUMBER", "Rounds.  [default: 3; 1 to 50]",
    )  # fmt: skip
    assert plain("--line <int range>", "It.  [x>=1]", argument=False) == ("--line NUMBER", "It.  [1 or more]")
    assert plain("--sheet <list[key|cards]>", "", argument=False) == ("--sheet key|cards", "")
    assert plain("FILE... <list[str]>", "Packs.  [required]", argument=True) == ("FILE...", "Packs.  [required]")
    assert plain("--until WHEN", "At (once).", argument=False) == ("--until WHEN", "At (once).")
