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
    open_pack,
    say,
    show,
)

if TYPE_CHECKING:
    from quiz.rooms.solo import SoloGame
    from quiz.stores.base import GameInfo
    from quiz.stores.history import KeepPlaying
    from quiz.tui.playing import Begin

DEFAULT = "aurus"
ONWARD = "`quiz play --resume` goes on with it."
NOTHING_TO_RESUME = "there is no unfinished game to resume; `quiz play` begins one."


class Profile(StrEnum):
    """How a game counts."""

    FAIR = "fair"
    KAHOOT = "kahoot"
    FLAT = "flat"


class Wish(StrEnum):
    """What becomes of a game that was left, by the letter that is typed for it."""

    GO_ON = "y"
    KEEP = "n"
    END = "e"


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
    old = _resumed(folder, pack, seed, forced=resume)
    if old is not None:
        return run(*old)
    from quiz.rooms.practice import same_game
    from quiz.stores.history import open_history

    chosen = new_seed() if seed is None else seed
    plan = draw_plan(pack, chosen, rounds, length, scoring.value)
    log = open_history(folder, say)
    return run(new_game(log, plan), log, same_game(pack or "", chosen, rounds, length, scoring.value))


def run(game: SoloGame, log: KeepPlaying, again: str = "") -> int:
    """Play a game on the standard streams, which `log` keeps. Gives the exit code."""
    from quiz.plain.console import StreamConsole
    from quiz.plain.player import Ending, Player

    def onward() -> str:
        return ONWARD if log.saved else "No file keeps this game, so that it cannot be gone on with."

    ending = Player(game, StreamConsole(sys.stdin, sys.stdout), again, onward).play()
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
    found = _left(folder, pack, seed)
    time = read(settings_path())[0].time
    chosen = new_seed() if seed is None else seed
    setup = Setup(pack or DEFAULT, rounds, length, scoring.value, time, chosen)
    plan = draw_plan(pack, chosen, rounds, length, scoring.value, timer=time is not None)
    return Drawn(plan, setup, None if found is None else GameRef(*found))


def _resumed(
    folder: Path, pack: str | None, seed: int | None, *, forced: bool
) -> tuple[SoloGame, KeepPlaying] | None:  # fmt: skip
    """The game to go on with, and its log; None for a new one. Asks on a terminal, never in a pipe."""
    if forced:
        taken = old_game(*_left_last(folder), say)
        if taken is None:
            raise typer.Exit(UNUSABLE)
        return taken
    found = _left(folder, pack, seed) if on_terminal() else None
    if found is None:
        return None
    wanted = _asked(found[1])
    if wanted is Wish.END:
        end_game(*found, say)
    return old_game(*found, say) if wanted is Wish.GO_ON else None


def _left(folder: Path, pack: str | None, seed: int | None) -> tuple[Path, GameInfo] | None:
    """The game that was left last, where it can be the one that is asked for; any other waits for `--resume`."""
    # A new game says by itself what is wrong with a file.
    found = last_unfinished(folder, lambda _: None)
    if found is None or seed not in (None, found[1].seed):
        return None
    return found if pack is None or open_pack(pack).pack.title == found[1].title else None


def _left_last(folder: Path) -> tuple[Path, GameInfo]:
    """The game to go on with; leaves when there is none, or when a file that may hold one cannot be looked into."""
    complaints: list[str] = []
    found = last_unfinished(folder, complaints.append)
    for complaint in complaints:
        say(complaint)
    if found is None and complaints:
        raise typer.Exit(UNUSABLE)
    return found or fail(NOTHING_TO_RESUME)


def _asked(info: GameInfo) -> Wish:
    """What to do with a game that was left. It is kept where nothing is answered."""
    show(f"You left a game of {info.title} (seed {info.seed}, begun {info.started[:16].replace('T', ' ')} UTC).")
    show("Enter or y goes on with it, n keeps it for later and begins a new one,")
    wish = None
    while wish is None:
        try:
            answer = input("e ends it and begins a new one > ").strip().casefold()[:1]
        except EOFError:
            return Wish.KEEP
        wish = next((wish for wish in Wish if wish == (answer or Wish.GO_ON)), None)
    return wish
