"""What the games played here amount to. Read-only, and beside games that are being played.

A game that is under way is looked at as if it ended now; only its `reason` tells that it has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from quiz.core.commands import Reason
from quiz.core.events import Event, GameFinished, GameStarted
from quiz.core.evolve import evolve, replay
from quiz.core.plan import Plan
from quiz.core.state import Phase, plan_of
from quiz.core.views import OwnResult, QuestionView, accuracy, view_for
from quiz.rooms.solo import SEAT
from quiz.stores.base import DamagedError, GameInfo, StoreError
from quiz.stores.history import file_names, told
from quiz.stores.sqlite import SqliteReader

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TopicShare:
    """How much of a topic was known: `credit` of `weight`, and `right` in full of `asked`, `partly` in part."""

    topic: str
    credit: Fraction
    weight: Fraction
    right: int
    asked: int
    partly: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One game. `score` is as shown, `asked` of its `total` questions count so far, `best` is the longest streak.

    `topics` stand in the order in which they were asked first, `missed` are the ids of the items that did not give
    full credit; neither holds what was voided. `accuracy` is None where nothing counts, `reason` while the game is
    unfinished.
    """

    info: GameInfo
    path: Path
    score: str
    right: int
    asked: int
    total: int
    accuracy: Fraction | None
    best: int
    topics: tuple[TopicShare, ...]
    missed: tuple[str, ...]
    reason: Reason | None


def record(path: Path, info: GameInfo, events: Sequence[Event]) -> Record:
    """The game of `events`. Raises `ValueError` when they do not make one."""
    try:
        state = replay(events)
        ended = state if state.phase is Phase.FINISHED else evolve(state, GameFinished(state.at, Reason.ENDED))
        view = view_for(ended, SEAT)
        total = plan_of(state).length
    except (LookupError, TypeError, ValueError) as error:
        raise ValueError(f"its events do not make a game ({error})") from error
    return Record(
        info=info,
        path=path,
        score=view.row.score,
        right=view.row.right,
        asked=view.row.asked,
        total=total,
        accuracy=accuracy(view),
        best=view.row.best,
        topics=summed(share(past.question, past.result) for past in view.past if past.result is not None),
        missed=tuple(miss.reveal.item for miss in view.misses),
        reason=state.reason,
    )


def share(question: QuestionView, result: OwnResult) -> TopicShare:
    """What one question that counts says of its topic."""
    partly = int(0 < result.verdict < 1)
    return TopicShare(question.topic, result.credit, question.weight, int(result.verdict == 1), 1, partly)


def summed(shares: Iterable[TopicShare]) -> tuple[TopicShare, ...]:
    """One sum for each topic, in the order of their first appearance."""
    found: dict[str, TopicShare] = {}
    for one in shares:
        so_far = found.get(one.topic, TopicShare(one.topic, Fraction(0), Fraction(0), 0, 0))
        found[one.topic] = TopicShare(
            one.topic,
            so_far.credit + one.credit,
            so_far.weight + one.weight,
            so_far.right + one.right,
            so_far.asked + one.asked,
            so_far.partly + one.partly,
        )
    return tuple(found.values())


def by_topic(records: Iterable[Record]) -> tuple[TopicShare, ...]:
    """What all games together say of each topic, the largest weight first, then by name."""
    shares = summed(one for found in records for one in found.topics)
    return tuple(sorted(shares, key=lambda one: (-one.weight, one.topic)))


def read_records(folder: Path, say: Say, limit: int = 100) -> tuple[Record, ...]:
    """The last `limit` games of all history files that can be read, newest first. What cannot be is said and left out.

    Nothing is locked and nothing written, so that a game can go on meanwhile, here or in another process.
    """
    found: list[Record] = []
    with ExitStack() as stack:
        games: list[tuple[Path, SqliteReader, GameInfo]] = []
        for path in (folder / name for name in file_names()):
            if path.is_file():
                games += listed(path, stack, say)
        # Stable, so that of games of one second the one that stands later in its file is newer.
        games.sort(key=lambda game: game[2].started)
        for path, reader, info in reversed(games):
            if len(found) >= limit:
                break
            try:
                found.append(record(path, info, reader.read(info.game)))
            except (StoreError, ValueError) as error:
                say(f"a game of {info.title} in {path} cannot be read: {error}")
    return tuple(found)


def listed(path: Path, stack: ExitStack, say: Say) -> list[tuple[Path, SqliteReader, GameInfo]]:
    """The games of one file, oldest first, with the reader that is open on it as long as `stack`."""
    try:
        reader = stack.enter_context(SqliteReader(path))
        return [(path, reader, info) for info in reader.games()]
    except StoreError as error:
        say(told(error))
        return []


def plan_of_game(path: Path, game: str) -> Plan:
    """What `game` in the history file `path` asked. Raises `StoreError` when it cannot be read from there."""
    with SqliteReader(path) as reader:
        events = reader.read(game)
    if not events or not isinstance(events[0], GameStarted):
        raise DamagedError(f"{path}: game {game} has no beginning")
    return events[0].plan
