"""`quiz demo`: the program plays itself."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from quiz.cli.games import draw_plan, new_game
from quiz.cli.wiring import INTERRUPTED, OK, SeedOption, command

SEED, ROUNDS, LENGTH = 1, 2, 4


@command
def demo(
    pack: Annotated[
        str | None, typer.Argument(help="A pack file, or the name of a pack that ships.", show_default="aurus")
    ] = None,
    seed: SeedOption = None,
) -> int:
    """Watch the program play itself, in under a minute."""
    from quiz.plain.demo import DemoConsole
    from quiz.plain.player import Ending, Player
    from quiz.rooms.practice import same_game
    from quiz.stores.memory import MemoryLog

    plan = draw_plan(pack, SEED if seed is None else seed, ROUNDS, LENGTH, "fair")
    game = new_game(MemoryLog(), plan)
    again = same_game(pack or "", plan.seed, ROUNDS, LENGTH, "fair")
    ending = Player(game, DemoConsole(game, sys.stdout), again).play()
    return INTERRUPTED if ending is Ending.INTERRUPTED else OK
