"""The real program on a terminal: whatever ends it or fills its disk, the game is there again where it stood."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from quiz.core.views import PlayerView
from tests.stores.disks import small_disk
from tests.tui.steering import PICKED, RIGHT, answer, game, logged, opened, pick, still, to_question, to_sheet, words
from tests.tui.terminal import Terminal
from tests.tui.test_terminal import listing, restored

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
__all__ = ["small_disk"]
PLACES = ["question", "reveal"]


def to_second(terminal: Terminal, place: str) -> None:
    """Answer the first question and stand at the second: open and picked, or revealed."""
    first, second, *_ = game()[1]
    to_question(terminal)
    answer(terminal, first)
    terminal.press("enter")
    opened(terminal, second)
    pick(terminal, second)
    if place == "reveal":
        terminal.press("enter")
        terminal.wait_for(RIGHT)


def goes_on(data: Path, place: str, before: PlayerView) -> None:
    """The first page offers the game; it stands where it stood, with its score, and can be played to its end."""
    items = game()[1]
    assert before.public.reason is None
    with Terminal(data=data) as terminal:
        terminal.wait_for("Go on")
        terminal.press("g")
        terminal.wait_for(items[1].stem)
        terminal.wait_for(f"{before.row.score} points")
        if place == "reveal":
            terminal.wait_for(RIGHT)
            assert logged(data / "history.db") == before
            terminal.press("enter")
            opened(terminal, items[2])
            to_sheet(terminal, items[2:])
        else:
            terminal.wait_for("pick")
            assert PICKED not in terminal.text
            assert logged(data / "history.db") == before
            to_sheet(terminal, items[1:])
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert [" finished" in line for line in listing(data)] == [True]


@pytest.mark.parametrize("place", PLACES)
def test_asked_to_end_it_restores_the_terminal_and_keeps_the_game(place: str, tmp_path: Path) -> None:
    """SIGTERM ends the program in order, with the code that says so."""
    with Terminal(*words(), data=still(tmp_path)) as terminal:
        to_second(terminal, place)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        restored(terminal)
        assert terminal.afterwards == ""
    goes_on(tmp_path, place, logged(tmp_path / "history.db"))


def deaf() -> None:
    """Do not hear of the end of the terminal."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("controlling", "before"), [(True, None), (True, deaf), (False, None)])
def test_a_terminal_that_closes_ends_the_program_and_no_game(
    place: str, controlling: bool, before: Callable[[], None] | None, tmp_path: Path
) -> None:
    """Whoever tells the program of it, and if nobody does, it leaves by itself."""
    with Terminal(*words(), data=still(tmp_path), controlling=controlling, before=before) as terminal:
        to_second(terminal, place)
        shown = logged(tmp_path / "history.db")
        terminal.hang_up()
        assert terminal.wait_exit() == 128 + signal.SIGHUP
    assert logged(tmp_path / "history.db") == shown
    goes_on(tmp_path, place, shown)


@pytest.mark.parametrize("controlling", [True, False])
def test_a_terminal_that_closes_on_the_first_page_ends_the_program(controlling: bool, tmp_path: Path) -> None:
    """Where nothing is written any more, what is read tells."""
    with Terminal(data=tmp_path, controlling=controlling) as terminal:
        terminal.wait_for("The Aurus files, three rounds")
        terminal.settle()
        terminal.hang_up()
        assert terminal.wait_exit() == 128 + signal.SIGHUP


@pytest.mark.parametrize("place", PLACES)
def test_killed_it_goes_on_where_it_was(place: str, tmp_path: Path) -> None:
    """Nobody can restore anything then; the game is as it was."""
    with Terminal(*words(), data=still(tmp_path)) as terminal:
        to_second(terminal, place)
        shown = logged(tmp_path / "history.db")
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit()
    assert logged(tmp_path / "history.db") == shown
    goes_on(tmp_path, place, shown)


def test_two_at_once_are_kept_apart(tmp_path: Path) -> None:
    """The second says so; both play to their ends, and both are in the history."""
    data = still(tmp_path)
    with Terminal(*words(0), data=data) as one:
        to_question(one, 0)
        with Terminal(*words(1), data=data) as two:
            two.wait_for("Another window")
            to_question(two, 1)
            to_sheet(one, game(0)[1])
            to_sheet(two, game(1)[1])
            for terminal in (one, two):
                terminal.press("ctrl+q")
                assert terminal.wait_exit() == 0
                restored(terminal)
    lines = listing(data)
    assert sorted(line.rpartition("seed ")[2] for line in lines) == sorted(str(game(number)[0]) for number in (0, 1))
    assert all(" finished" in line for line in lines)
    assert sorted(path.name for path in data.glob("*.db")) == ["history-2.db", "history.db"]


def goes_on_unsaved(terminal: Terminal) -> None:
    """One notice says that nothing is saved from here, and the game goes on to its end."""
    items = game()[1]
    answer(terminal, items[0])
    terminal.wait_for("from here it is not saved")
    terminal.press("enter")
    opened(terminal, items[1])
    to_sheet(terminal, items[1:])
    terminal.press("enter")
    terminal.wait_for("A quiz that can prove its answers.")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    restored(terminal)


def test_a_disk_that_fills_up_stops_no_game(small_disk: Path) -> None:
    """What was saved is kept: once there is space again, the game stands where saving stopped."""
    filler = small_disk / "filler"
    with Terminal(*words(), data=still(small_disk)) as terminal:
        to_question(terminal)
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(512))
        goes_on_unsaved(terminal)
    filler.unlink()
    with Terminal(data=small_disk) as again:
        again.wait_for("Go on")
        again.press("g")
        again.wait_for(game()[1][0].stem)
        again.wait_for("0 points")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are set on Linux only")
def test_files_that_may_not_grow_any_more_stop_no_game(tmp_path: Path) -> None:
    """The same where the system limits the size of a file."""
    import resource

    with Terminal(*words(), data=still(tmp_path)) as terminal:
        to_question(terminal)
        resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (0, 0))
        goes_on_unsaved(terminal)


def nothing_may_grow() -> None:
    """No file may have any size."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_game_that_is_saved_nowhere_says_so_from_its_start(tmp_path: Path) -> None:
    """Played to its end all the same."""
    with Terminal(*words(), data=still(tmp_path), before=nothing_may_grow) as terminal:
        terminal.wait_for("not be saved")
        to_question(terminal)
        to_sheet(terminal, game()[1])
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        restored(terminal)
