"""The command line gives way to the app, which holds nothing of it, and takes over what there is to begin with."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from quiz.cli import afresh
from quiz.tui.playing import Begin
from quiz.tui.services import Setup
from tests.cli.running import HALF, PATIENCE, RIVERS, Terminal

TELLS = """
import os, signal, sys

def _tell(*_):
    with open({path!r} + ".part", "w") as file:
        file.write("\\n".join(sys.modules))
    os.replace({path!r} + ".part", {path!r})

signal.signal(signal.SIGUSR1, _tell)
"""


HEAVY = {"typer", "pydantic", "yaml", "asyncssh", "quiz.packs", "quiz.bank", "quiz.cli.app", "quiz.cli.wiring"}


def loaded(tmp_path: Path, shown: str, *words: str | Path) -> set[str]:
    """The modules that the app holds once that is shown."""
    told = tmp_path / "told"
    told.unlink(missing_ok=True)
    tmp_path.joinpath("sitecustomize.py").write_text(TELLS.format(path=str(told)), "utf-8")
    paths = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    with Terminal(*words, data=tmp_path, TERM="xterm-256color", PYTHONPATH=paths) as terminal:
        terminal.until(shown)
        terminal.signal(signal.SIGUSR1)
        end = time.monotonic() + PATIENCE
        while not told.exists():
            assert time.monotonic() < end, "nothing was told"
            time.sleep(0.02)
    return set(told.read_text("utf-8").splitlines())


@pytest.mark.skipif(os.name != "posix", reason="a program cannot go on as another here")
def test_a_game_from_the_command_line_holds_nothing_of_the_command_line(tmp_path: Path) -> None:
    """Neither what reads words, nor what reads packs and draws from them, nor, later, what reads logs."""
    game = {"quiz.tui.app", "quiz.rooms.solo"}
    begun = loaded(tmp_path, "Enter begins", "play", RIVERS, "--seed", "3")
    assert game <= begun
    assert not HEAVY & begun
    resumed = loaded(tmp_path, "Enter begins", "play", "--resume")
    assert game <= resumed
    assert not HEAVY & resumed


def test_what_is_wrong_with_a_pack_is_said_before_the_app_takes_the_screen(tmp_path: Path) -> None:
    """And the rest of it is played."""
    with Terminal("play", HALF, "--seed", "3", data=tmp_path, TERM="xterm-256color") as terminal:
        before, screen, _ = terminal.until("Enter begins").partition("\x1b[?1049h")
        assert screen
        assert "left out what is named above, and playing the rest" in before


@pytest.mark.parametrize("named", [{"executable": ""}, {"executable": "/nowhere/python"}, {"frozen": True}])
def test_where_no_interpreter_can_be_started_the_app_runs_here(
    named: dict[str, object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A program that is packed into one file has none. What the app begins with, and its exit code, are the same."""
    ran: list[tuple[Path, Begin]] = []

    def live(folder: Path, begin: Begin = None) -> int:
        ran.append((folder, begin))
        return 7

    for name, value in named.items():
        monkeypatch.setattr(sys, name, value, raising=False)
    monkeypatch.setattr(afresh, "live", live)
    setup = Setup("aurus", 2, 3, seed=7)
    assert afresh.live_afresh(tmp_path, setup) == 7
    assert ran == [(tmp_path, setup)]
