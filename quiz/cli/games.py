"""Making, finding and playing games: what `play` and `demo` share."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from quiz.cli.wiring import UNUSABLE, errors_of, fail, open_pack, say, tell

if TYPE_CHECKING:
    from quiz.core.plan import Plan, Scoring
    from quiz.rooms.solo import SoloGame
    from quiz.stores.base import EventLog, GameInfo

ROUNDS, LENGTH = 3, 5
SEEDS = 1_000_000


class MonotonicClock:
    """Milliseconds that never go back."""

    def now_ms(self) -> int:
        """Since some moment before the program began."""
        return time.monotonic_ns() // 1_000_000


def new_seed() -> int:
    """A seed short enough to tell a friend."""
    return secrets.randbelow(SEEDS)


def draw_plan(name: str | None, seed: int, rounds: int, length: int, scoring: Scoring) -> Plan:
    """Draw a game from a pack. Names what is wrong with the pack, and leaves when no question remains."""
    from quiz.bank import draw_rounds, open_bank
    from quiz.core.plan import Plan, Round, Rules, problems

    loaded = open_pack(name)
    errors = errors_of(loaded)
    tell(errors)
    drawn = draw_rounds(open_bank(loaded.pack, seed), rounds, length, seed=seed)
    parts = tuple(Round(title, items) for title, items in drawn if items)
    if not parts:
        fail(f"{loaded.name}: no question remains to be asked. `quiz check {loaded.name}` says why.")
    if errors:
        say(f"{loaded.name}: left out what is named above, and playing the rest.")
    plan = Plan(loaded.pack.title, loaded.pack.digest, seed, parts, Rules(scoring=scoring, timer=False))
    for problem in problems(plan):
        say(problem)
        raise typer.Exit(UNUSABLE)
    return plan


def new_game(log: EventLog, plan: Plan) -> SoloGame:
    """Begin a game in a log."""
    from quiz.rooms.solo import SeededChance, SoloGame

    return SoloGame.start(log, secrets.token_hex(8), MonotonicClock(), SeededChance(plan.seed), plan)


def old_game(path: Path, info: GameInfo) -> SoloGame | None:
    """Take up an unfinished game; None, with a line that says why, when it cannot be read."""
    from quiz.rooms.solo import SeededChance, SoloGame
    from quiz.stores.base import StoreError
    from quiz.stores.history import KeepPlaying
    from quiz.stores.sqlite import SqliteLog

    try:
        log = KeepPlaying(SqliteLog(path), say)
    except StoreError as error:
        say(f"the unfinished game in {path} cannot be taken up: {error}")
        return None
    try:
        return SoloGame.resume(log, info.game, MonotonicClock(), SeededChance(info.seed))
    except (StoreError, LookupError, ValueError, TypeError) as error:
        log.close()
        say(f"the unfinished game in {path} cannot be taken up: {error}")
        return None


def end_game(path: Path, info: GameInfo) -> None:
    """End a game that nobody wants to go on with, and leave its file free for the next."""
    from quiz.core.commands import Reason
    from quiz.rooms.solo import SeededChance, SoloGame
    from quiz.stores.base import StoreError
    from quiz.stores.sqlite import SqliteLog

    try:
        with SqliteLog(path) as log:
            SoloGame.resume(log, info.game, MonotonicClock(), SeededChance(info.seed)).finish(Reason.ENDED)
    except (StoreError, LookupError, ValueError, TypeError) as error:
        say(f"the unfinished game in {path} cannot be ended: {error}")


def last_unfinished(folder: Path) -> tuple[Path, GameInfo] | None:
    """The game that was left last."""
    from quiz.stores.history import unfinished

    return max(unfinished(folder), key=lambda found: found[1].started, default=None)
