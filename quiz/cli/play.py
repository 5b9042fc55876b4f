"""`quiz play`: straight into a game."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.games import LENGTH, ROUNDS, draw_plan, end_game, last_unfinished, new_game, new_seed, old_game
from quiz.cli.wiring import (
    INTERRUPTED,
    OK,
    UNUSABLE,
    DataOption,
    SeedOption,
    command,
    data_folder,
    fail,
    on_terminal,
    say,
    show,
)

if TYPE_CHECKING:
    from quiz.rooms.solo import SoloGame
    from quiz.stores.base import GameInfo


class Profile(StrEnum):
    """How a game counts."""

    FAIR = "fair"
    KAHOOT = "kahoot"
    FLAT = "flat"


@command
def play(
    pack: Annotated[
        str | None, typer.Argument(help="A pack file, or the name of a pack that ships.", show_default="aurus")
    ] = None,
    seed: SeedOption = None,
    rounds: Annotated[int, typer.Option(min=1, max=50, help="Rounds, a topic each.")] = ROUNDS,
    length: Annotated[int, typer.Option(min=1, max=50, help="Questions in a round.")] = LENGTH,
    scoring: Annotated[Profile, typer.Option(help="How answers count.")] = Profile.FAIR,
    plain: Annotated[  # noqa: ARG001 - the only way to play so far
        bool, typer.Option("--plain", help="Line by line: for screen readers, braille lines and pipes.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the game that was left last.")] = False,
    data: DataOption = None,
) -> int:
    """Play a pack: questions, answers, and after each its source."""
    folder = data_folder(data)
    game = _resumed(folder, forced=resume)
    if game is None:
        from quiz.stores.history import open_history

        chosen = new_seed() if seed is None else seed
        plan = draw_plan(pack, chosen, rounds, length, scoring.value)
        game = new_game(open_history(folder, say), plan)
    return run(game)


def run(game: SoloGame) -> int:
    """Play a game on the standard streams. Gives the exit code."""
    from quiz.plain.console import StreamConsole
    from quiz.plain.player import Ending, Player

    ending = Player(game, StreamConsole(sys.stdin, sys.stdout)).play()
    return INTERRUPTED if ending is Ending.INTERRUPTED else OK


def _resumed(folder: Path, *, forced: bool) -> SoloGame | None:
    """The game to go on with; None for a new one. Asks on a terminal, never in a pipe."""
    if not (forced or on_terminal()):
        return None
    # A new game says by itself what is wrong with a file.
    found = last_unfinished(folder, say if forced else lambda _: None)
    if found is None:
        if forced:
            fail("there is no unfinished game to resume; `quiz play` begins one.")
        return None
    wanted = True if forced else _asked(found[1])
    if wanted is False:
        end_game(*found)
    game = old_game(*found) if wanted else None
    if forced and game is None:
        raise typer.Exit(UNUSABLE)
    return game


def _asked(info: GameInfo) -> bool | None:
    """Whether to go on with a game: yes, no (which ends it), or None when nothing was answered."""
    show(f"You left a game of {info.title} (seed {info.seed}, begun {info.started[:16].replace('T', ' ')} UTC).")
    try:
        answer = input("Go on with it? Enter or y goes on, n ends it and begins a new one > ")
    except EOFError:
        return None
    return not answer.strip().casefold().startswith("n")
