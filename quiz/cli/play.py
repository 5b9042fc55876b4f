"""`quiz play`: straight into a game."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.games import LENGTH, ROUNDS, draw_plan, end_game, last_unfinished, new_game, new_seed, old_game
from quiz.cli.places import can_live, data_folder, on_terminal, settings_path
from quiz.cli.wiring import (
    INTERRUPTED,
    OK,
    UNUSABLE,
    DataOption,
    SeedOption,
    command,
    fail,
    say,
    show,
)

if TYPE_CHECKING:
    from quiz.rooms.solo import SoloGame
    from quiz.stores.base import GameInfo
    from quiz.tui.playing import Begin

DEFAULT = "aurus"
NOTHING_TO_RESUME = "there is no unfinished game to resume; `quiz play` begins one."


class Profile(StrEnum):
    """How a game counts."""

    FAIR = "fair"
    KAHOOT = "kahoot"
    FLAT = "flat"


@command
def play(
    pack: Annotated[
        str | None, typer.Argument(help="A pack file, or the name of a pack that ships.", show_default=DEFAULT)
    ] = None,
    seed: SeedOption = None,
    rounds: Annotated[int, typer.Option(min=1, max=50, help="Rounds, a topic each.")] = ROUNDS,
    length: Annotated[int, typer.Option(min=1, max=50, help="Questions in a round.")] = LENGTH,
    scoring: Annotated[Profile, typer.Option(help="How answers count.")] = Profile.FAIR,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line: for screen readers, braille lines and pipes.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the game that was left last.")] = False,
    data: DataOption = None,
) -> int:
    """Play a pack: questions, answers, and after each its source."""
    folder = data_folder(data)
    if can_live() and not plain:
        from quiz.cli.afresh import live_afresh

        return live_afresh(folder, _begin(folder, pack, seed, rounds, length, scoring, forced=resume))
    game, again = _resumed(folder, forced=resume), ""
    if game is None:
        from quiz.rooms.practice import same_game
        from quiz.stores.history import open_history

        chosen = new_seed() if seed is None else seed
        plan = draw_plan(pack, chosen, rounds, length, scoring.value)
        game = new_game(open_history(folder, say), plan)
        again = same_game(pack or "", chosen, rounds, length, scoring.value)
    return run(game, again)


def run(game: SoloGame, again: str) -> int:
    """Play a game on the standard streams. Gives the exit code."""
    from quiz.plain.console import StreamConsole
    from quiz.plain.player import Ending, Player

    ending = Player(game, StreamConsole(sys.stdin, sys.stdout), again).play()
    return INTERRUPTED if ending is Ending.INTERRUPTED else OK


def _begin(
    folder: Path, pack: str | None, seed: int | None, rounds: int, length: int, scoring: Profile, *, forced: bool
) -> Begin:  # fmt: skip
    """What the app begins with. What is wrong with a pack is said before the screen is taken."""
    from quiz.tui.playing import Drawn
    from quiz.tui.services import GameRef, Setup
    from quiz.tui.settings_file import read

    if forced:
        return GameRef(*_left_last(folder))
    found = last_unfinished(folder, lambda _: None)
    time = read(settings_path())[0].time
    chosen = new_seed() if seed is None else seed
    setup = Setup(pack or DEFAULT, rounds, length, scoring.value, time, chosen)
    plan = draw_plan(pack, chosen, rounds, length, scoring.value, timer=time is not None)
    return Drawn(plan, setup, None if found is None else GameRef(*found))


def _resumed(folder: Path, *, forced: bool) -> SoloGame | None:
    """The game to go on with; None for a new one. Asks on a terminal, never in a pipe."""
    if not (forced or on_terminal()):
        return None
    # A new game says by itself what is wrong with a file.
    found = _left_last(folder) if forced else last_unfinished(folder, lambda _: None)
    if found is None:
        return None
    wanted = True if forced else _asked(found[1])
    if wanted is False:
        end_game(*found, say)
    taken = old_game(*found, say) if wanted else None
    if forced and taken is None:
        raise typer.Exit(UNUSABLE)
    return None if taken is None else taken[0]


def _left_last(folder: Path) -> tuple[Path, GameInfo]:
    """The game to go on with; leaves when there is none, or when a file that may hold one cannot be looked into."""
    complaints: list[str] = []
    found = last_unfinished(folder, complaints.append)
    for complaint in complaints:
        say(complaint)
    if found is None and complaints:
        raise typer.Exit(UNUSABLE)
    return found or fail(NOTHING_TO_RESUME)


def _asked(info: GameInfo) -> bool | None:
    """Whether to go on with a game: yes, no (which ends it), or None when nothing was answered."""
    show(f"You left a game of {info.title} (seed {info.seed}, begun {info.started[:16].replace('T', ' ')} UTC).")
    try:
        answer = input("Go on with it? Enter or y goes on, n ends it and begins a new one > ")
    except EOFError:
        return None
    return not answer.strip().casefold().startswith("n")
