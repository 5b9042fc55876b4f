"""Making, finding and playing games: what `play`, `demo` and the app share.

The app reads no command line, so nothing of one is imported for it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from quiz.core.events import Event
    from quiz.core.plan import Plan, Scoring
    from quiz.packs import Loaded
    from quiz.rooms.solo import SoloGame
    from quiz.stores.base import EventLog, GameInfo
    from quiz.stores.history import KeepPlaying
    from quiz.stores.sqlite import SqliteLog

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


def draw_plan(name: str | None, seed: int, rounds: int, length: int, scoring: Scoring, *, timer: bool = False) -> Plan:
    """Draw a game from a pack. Names what is wrong with the pack, and leaves when no question remains."""
    from quiz.cli.wiring import errors_of, fail, open_pack, say, tell

    loaded = open_pack(name)
    errors = errors_of(loaded)
    tell(errors)
    plan = plan_of_pack(loaded, seed, rounds, length, scoring, timer=timer)
    if isinstance(plan, str):
        fail(plan)
    if errors:
        say(f"{loaded.name}: left out what is named above, and playing the rest.")
    return plan


def plan_of_pack(
    loaded: Loaded, seed: int, rounds: int, length: int, scoring: Scoring, *, timer: bool
) -> Plan | str:  # fmt: skip
    """A game drawn from a pack that is loaded, or why there is none."""
    from quiz.bank import draw_rounds, open_bank
    from quiz.core.plan import Plan, Round, Rules, problems

    drawn = draw_rounds(open_bank(loaded.pack, seed), rounds, length, seed=seed)
    parts = tuple(Round(title, items) for title, items in drawn if items)
    if not parts:
        return f"{loaded.name}: no question remains to be asked. `quiz check {loaded.name}` says why."
    plan = Plan(loaded.pack.title, loaded.pack.digest, seed, parts, Rules(scoring=scoring, timer=timer))
    flaws = problems(plan)
    return f"{loaded.name}: {' '.join(flaws)}" if flaws else plan


def new_game(log: EventLog, plan: Plan) -> SoloGame:
    """Begin a game in a log."""
    from quiz.rooms.solo import SeededChance, SoloGame

    return SoloGame.start(log, secrets.token_hex(8), MonotonicClock(), SeededChance(plan.seed), plan)


def new_live_game(log: EventLog, plan: Plan, factor: Fraction | None) -> SoloGame:
    """Begin a game for a front end that lives: with time to read, and limits stretched by `factor`."""
    from quiz.rooms.solo import SeededChance, SoloGame

    chance = SeededChance(plan.seed)
    return SoloGame.start(log, secrets.token_hex(8), MonotonicClock(), chance, plan, factor=factor, reading=True)


def old_game(
    path: Path, info: GameInfo, say: Callable[[str], None], known: Sequence[Event] = (), *, reading: bool = False
) -> tuple[SoloGame, KeepPlaying] | None:
    """Take up an unfinished game, with its log; None, with a line that says why, when it cannot be read.

    A damaged game is not offered again. One that a later version began is: that version can go on with it. What is
    `known` of the log, from its beginning on, is not read again.
    """
    from quiz.stores.base import DamagedError, StoreError, UnknownEventError
    from quiz.stores.history import PLAYED, KeepPlaying, reserve
    from quiz.stores.sqlite import BusyError

    what = f"the unfinished game in {path} cannot be taken up"
    try:
        log = reserve(path, info.game)
    except BusyError:
        say(PLAYED)
        return None
    except StoreError as error:
        say(f"{what}: {error}")
        return None
    try:
        kept = KeepPlaying(log, say)
        if known:
            kept.recall(info.game, known)
        return taken_up(kept, info, reading=reading), kept
    except StoreError as error:
        damaged = isinstance(error, DamagedError) and not isinstance(error, UnknownEventError)
        say(f"{what}: {error}{put_aside(log, info) if damaged else ''}")
    log.close()
    return None


def logged(path: Path, game: str) -> tuple[Event, ...]:
    """What a file holds of a game; nothing when that cannot be read, which whoever takes it up is told."""
    from quiz.stores.base import StoreError
    from quiz.stores.sqlite import SqliteReader

    try:
        with SqliteReader(path) as reader:
            return reader.read(game)
    except StoreError:
        return ()


def end_game(path: Path, info: GameInfo, say: Callable[[str], None]) -> None:
    """End a game that nobody wants to go on with, and leave its file free for the next."""
    from quiz.core.commands import Reason
    from quiz.stores.base import DamagedError, StoreError
    from quiz.stores.sqlite import SqliteLog

    try:
        with SqliteLog(path) as log:
            try:
                taken_up(log, info).finish(Reason.ENDED)
            except DamagedError as error:
                say(f"the unfinished game in {path} cannot be read: {error}{put_aside(log, info)}")
    except StoreError as error:
        say(f"the unfinished game in {path} cannot be ended: {error}")


def taken_up(log: EventLog, info: GameInfo, *, reading: bool = False) -> SoloGame:
    """The game as its log holds it. Raises `DamagedError` when the events do not amount to one."""
    from quiz.rooms.solo import SeededChance, SoloGame
    from quiz.stores.base import DamagedError

    try:
        game = SoloGame.resume(log, info.game, MonotonicClock(), SeededChance(info.seed), reading=reading)
        # Events may follow one another and still name something that is not there; the view would find that.
        _ = game.view
    except (LookupError, ValueError, TypeError) as error:
        raise DamagedError(f"its events do not make a game ({error})") from error
    return game


def put_aside(log: SqliteLog, info: GameInfo) -> str:
    """Mark a game that cannot be read, so that it is never offered again. Gives the end of the line that says so."""
    from quiz.stores.base import StoreError

    try:
        log.set_aside(info.game)
    except StoreError as error:
        return f"; {error}"
    return "; it is kept as it is, and not offered again."


def last_unfinished(folder: Path, tell: Callable[[str], None]) -> tuple[Path, GameInfo] | None:
    """The game that was left last. What is wrong with a history file is told."""
    from quiz.stores.history import unfinished

    # Stable, so that of games of one second the one that stands later in its file is newer.
    games = sorted(unfinished(folder, tell), key=lambda found: found[1].started)
    return games[-1] if games else None
