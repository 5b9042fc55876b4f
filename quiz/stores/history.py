"""Opening the player's history, whatever state its folder is in.

The first file that can be written is taken: `history.db`, or `history-2.db` and so on while another process holds the
one before. A file that cannot be read is moved aside, never overwritten. Where nothing can be written the game lives
in memory. Each of these is said in one line through `say`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from quiz.core.events import Event
from quiz.stores.base import DamagedError, EventLog, GameInfo, StoreError, UnavailableError
from quiz.stores.memory import MemoryLog
from quiz.stores.private import make_private
from quiz.stores.sqlite import BusyError, ForeignError, NewerError, SqliteLog

MOST_FILES = 9
PLAYED = "Another window of Footnote is playing it: go on there, or close it first."
Say = Callable[[str], None]


def file_names() -> tuple[str, ...]:
    """The names of history files, in the order in which they are tried."""
    return ("history.db", *(f"history-{number}.db" for number in range(2, MOST_FILES + 1)))


def open_history(folder: Path, say: Say) -> KeepPlaying:
    """A log to write this game to. Never raises for a state of the disk: at worst it is in memory, and not `saved`."""
    try:
        make_private(folder)
    except OSError as error:
        say(f"{folder}: {error.strerror}; this game will not be saved. Name a folder of yours with --data.")
        return KeepPlaying(MemoryLog(), say)
    for name in file_names():
        try:
            return KeepPlaying(open_file(folder / name, say), say)
        except BusyError:
            say("Another window of Footnote is open: this game is kept in a history of its own.")
        except NewerError as error:
            say(f"{error}; this game is kept in a history of its own.")
        except StoreError as error:
            say(f"{error}; this game will not be saved. Free or name another folder with --data.")
            return KeepPlaying(MemoryLog(), say)
    say(f"{folder}: {MOST_FILES} games write here at once; this one will not be saved.")
    return KeepPlaying(MemoryLog(), say)


def open_file(path: Path, say: Say) -> SqliteLog:
    """The log in `path`; a broken or foreign file is first moved aside."""

    def broken(error: StoreError) -> None:
        say(f"{error}; moved to {move_aside(path).name}, and a new history is begun.")

    return SqliteLog(path, broken=broken)


def move_aside(path: Path) -> Path:
    """Rename a file with its journal files to a free name. Raises `UnavailableError` when that cannot be done."""
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    target = path.with_name(f"{path.name}.broken-{stamp}")
    number = 1
    while any(target.with_name(target.name + suffix).exists() for suffix in ("", "-wal", "-shm")):
        number += 1
        target = path.with_name(f"{path.name}.broken-{stamp}-{number}")
    try:
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(target.with_name(target.name + suffix))
    except OSError as error:
        raise UnavailableError(f"{path}: broken, and it cannot be moved aside: {error.strerror}") from error
    return target


def told(error: StoreError) -> str:
    """What is wrong with a history file, and what becomes of it."""
    if isinstance(error, BusyError):
        return PLAYED
    broken = isinstance(error, DamagedError | ForeignError)
    return f"{error}; `quiz play` moves it aside and begins a new history." if broken else str(error)


def unfinished(folder: Path, say: Say) -> Iterator[tuple[Path, GameInfo]]:
    """Unfinished games of all history files, newest last in each file. A file that cannot be looked into is said.

    A file that is being written is one of these, so that nobody is offered a game that is being played.
    """
    for name in file_names():
        path = folder / name
        if not path.exists():
            continue
        try:
            with SqliteLog(path) as log:
                games = [info for info in log.games() if not info.finished]
        except StoreError as error:
            say(told(error))
            continue
        yield from ((path, info) for info in games)


def reserve(path: Path, game: str) -> SqliteLog:
    """The log of an unfinished game, to go on with it: nobody else can as long as the log is open.

    Raises `BusyError` where somebody else does, and `StoreError` where nobody can: the file cannot be opened, or the
    game has come to its end since it was offered.
    """
    log = SqliteLog(path)
    try:
        if not any(info.game == game and not info.finished for info in log.games()):
            raise StoreError(f"{path}: the game is over")
    except StoreError:
        log.close()
        raise
    return log


class KeepPlaying:
    """A log that goes on in memory when its file cannot be written any more, and says so once."""

    def __init__(self, log: EventLog, say: Say) -> None:
        """`log` is the one to use while it works; one in memory is used to the end, and saves nothing."""
        self._log = log
        self._say = say
        # The file may be past reading when it is past writing, so what has been written is kept here as well.
        self._mirror = log if isinstance(log, MemoryLog) else MemoryLog()

    @property
    def saved(self) -> bool:
        """Whether all that was appended is in a file; False for good from the first failure on."""
        return self._log is not self._mirror

    def append(self, game: str, expected_version: int, events: Sequence[Event]) -> int:
        """Append to the file, or, from its first failure on, to memory."""
        if self.saved:
            self._catch_up(game)
            try:
                self._log.append(game, expected_version, events)
            except StoreError as error:
                self._say(f"{error}; the game goes on, but from here it is not saved. Free some space for the next.")
                self.close()
                self._log = self._mirror
        return self._mirror.append(game, expected_version, events)

    def _catch_up(self, game: str) -> None:
        """Bring the mirror to where the file stands."""
        known = len(self._mirror.read(game))
        with suppress(StoreError):
            self._mirror.append(game, known, self._log.read(game, known))

    def read(self, game: str, after: int = 0) -> tuple[Event, ...]:
        """The events above `after`. What has been written or recalled here is not read from the file again."""
        if not self.saved:
            return self._log.read(game, after)
        known = self._mirror.read(game)
        return (*known, *self._log.read(game, len(known)))[max(after, 0) :]

    def recall(self, game: str, events: Sequence[Event]) -> None:
        """Know already what the file holds of a game, from its first event on: somebody else has read it."""
        if self.saved:
            self._mirror.append(game, 0, events)

    def games(self) -> tuple[GameInfo, ...]:
        """All games, oldest first."""
        return self._log.games()

    def close(self) -> None:
        """Close the file, if there is one."""
        if isinstance(self._log, SqliteLog):
            self._log.close()
