"""Plays the app by keys on a terminal: a game of choices, whose questions the tests know from its seed."""

from __future__ import annotations

import functools
import time
from pathlib import Path

from quiz.cli.games import plan_of_pack
from quiz.core.evolve import replay
from quiz.core.items import Item
from quiz.core.kinds import Single, TrueFalse
from quiz.core.views import PlayerView, view_for
from quiz.packs import load_path, resolve
from quiz.stores.sqlite import SqliteReader
from quiz.tui.conductor import SHEET_MS
from tests.tui.terminal import Terminal

LENGTH = 3
ALONE, OPEN, PICKED, RIGHT, NEXT = "Enter shows the options", "pick", "Enter locks, another", "✓ right", "Enter goes on"
STILL = 'motion = "none"\n'
"""Settings in which every key has all of its effect at once."""


@functools.cache
def game(number: int = 0) -> tuple[int, tuple[Item, ...]]:
    """The seed of a short game of the shipped pack in which every question is a choice of one, and its questions.

    The first is a statement that is true, so that answering it with the first option scores.
    """
    loaded = load_path(resolve("aurus"))
    found = 0
    for seed in range(1000):
        plan = plan_of_pack(loaded, seed, 1, LENGTH, "fair", timer=True)
        assert not isinstance(plan, str)
        items = plan.rounds[0].items
        first = items[0].question
        scores = isinstance(first, TrueFalse) and first.key
        if scores and len(items) == LENGTH and all(isinstance(item.question, Single | TrueFalse) for item in items):
            if found == number:
                return seed, items
            found += 1
    raise AssertionError("no seed gives a game of choices")


def words(number: int = 0) -> tuple[str, ...]:
    """The command line that plays it."""
    return ("play", "--rounds", "1", "--length", str(LENGTH), "--seed", str(game(number)[0]))


def still(folder: Path) -> Path:
    """A folder whose settings have nothing move."""
    (folder / "settings.toml").write_text(STILL, "utf-8")
    return folder


def to_question(terminal: Terminal, number: int = 0) -> None:
    """From the cover to the first question, its options shown."""
    terminal.wait_for("Enter begins")
    terminal.press("enter")
    terminal.wait_for(NEXT)
    terminal.press("enter")
    opened(terminal, game(number)[1][0])


def opened(terminal: Terminal, item: Item) -> None:
    """Wait for a question and its options."""
    terminal.wait_for(item.stem)
    if terminal.wait_for(ALONE, OPEN) == ALONE:
        terminal.press("enter")
    terminal.wait_for(OPEN)


def pick(terminal: Terminal, item: Item) -> None:
    """Pick the first option."""
    terminal.press("t" if isinstance(item.question, TrueFalse) else "a")
    terminal.wait_for(PICKED)


def answer(terminal: Terminal, item: Item) -> None:
    """Pick the first option, lock it, and see the right one."""
    pick(terminal, item)
    terminal.press("enter")
    terminal.wait_for(RIGHT)
    # A reveal does not hear Enter at once.
    terminal.settle()


def to_sheet(terminal: Terminal, items: tuple[Item, ...]) -> None:
    """Answer all of `items`, the first of which is open, where nothing moves; then see the standing and the sheet."""
    for number, item in enumerate(items):
        if number:
            opened(terminal, item)
        answer(terminal, item)
        terminal.press("enter")
    terminal.wait_for("after round")
    terminal.press("enter")
    at_the_sheet(terminal)


def at_the_sheet(terminal: Terminal) -> None:
    """Wait for the sheet, and until it hears Enter."""
    terminal.wait_for("Enter home")
    time.sleep(2 * SHEET_MS / 1000)


def logged(path: Path) -> PlayerView:
    """What the log of the last game in a history file amounts to."""
    with SqliteReader(path) as reader:
        info = reader.games()[-1]
        return view_for(replay(reader.read(info.game)), "you")
