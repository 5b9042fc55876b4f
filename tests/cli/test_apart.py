"""Work done in another process comes to the same as work done here, and is done here where it must be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from quiz.cli import shelf
from quiz.cli.apart import apart
from quiz.tui.services import Setup, Trouble


def test_it_is_another_process() -> None:
    """What it holds is not held here."""
    assert apart(os.getpid) not in (os.getpid(), 0)


def test_packs_and_games_come_back_as_they_are(tmp_path: Path) -> None:
    """Listings, packs with all that they say, drawn games, and troubles."""
    setup = Setup("aurus", 2, 3, seed=7)
    assert apart(shelf.listed, tmp_path) == shelf.listed(tmp_path)
    assert apart(shelf.entry, "aurus") == shelf.entry("aurus")
    assert apart(shelf.told, "aurus") == shelf.told("aurus")
    assert apart(shelf.drawn, setup) == shelf.drawn(setup)
    assert isinstance(apart(shelf.told, str(tmp_path / "none")), Trouble)


@pytest.mark.parametrize("executable", ["", "/nowhere/python", None])
def test_without_another_process_it_is_done_here(executable: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is packed into one file has no interpreter to start."""
    monkeypatch.setattr(sys, "executable", executable)
    assert apart(os.getpid) == os.getpid()


def test_what_goes_wrong_is_raised_here() -> None:
    """With its own type and place."""
    with pytest.raises(ZeroDivisionError):
        apart(divmod, 1, 0)


def test_nothing_is_taken_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that lies about is not run."""
    tmp_path.joinpath("quiz.py").write_text("raise SystemExit", "utf-8")
    tmp_path.joinpath("pickle.py").write_text("raise SystemExit", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path not in ("", ".")])
    assert apart(os.getpid) != os.getpid()
