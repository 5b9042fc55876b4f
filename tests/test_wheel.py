"""The distribution as a stranger gets it: built, installed into an empty environment, played from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = "A\nskip\n" * 100


def run(*command: str | Path, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command without anything of the checkout in its environment."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "COV"))}
    env |= {"FOOTNOTE_DATA": str(cwd / "data"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, input=stdin, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment that holds the wheel and what it needs, nothing else."""
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT, cwd=place)
    (wheel,) = place.glob("*.whl")
    venv.create(place / "env", with_pip=True)
    scripts = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    pinned = ROOT / "constraints.txt"
    run(scripts / "python", "-m", "pip", "install", "-q", "-c", pinned, wheel, cwd=place)
    return scripts


@pytest.mark.wheel
def test_a_game_is_played_to_the_end_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    """The shipped pack is found and a whole game ends with its summary, far from the checkout."""
    done = run(installed / "quiz", "play", "--plain", "--seed", "1", cwd=tmp_path, stdin=ANSWERS)
    assert "Traceback" not in done.stderr
    assert "Round 3" in done.stdout
    assert "The end" in done.stdout
    assert "--seed 1 --rounds 3 --length 5" in done.stdout


@pytest.mark.wheel
def test_both_commands_are_installed(installed: Path, tmp_path: Path) -> None:
    """`quiz` and `footnote-quiz` are one program."""
    outputs = {run(installed / name, "--version", cwd=tmp_path).stdout for name in ("quiz", "footnote-quiz")}
    assert len(outputs) == 1
