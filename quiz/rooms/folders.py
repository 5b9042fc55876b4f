"""Where rooms are kept: a folder each in `rooms` of the data folder, with its log and a note of what runs there."""

from __future__ import annotations

import heapq
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.core.events import Event, ItemVoided
from quiz.core.evolve import replay
from quiz.core.results import merged
from quiz.core.state import State
from quiz.rooms.deadlines import told_deadline
from quiz.rooms.narrate import Move, moves, own_moves
from quiz.rooms.room import taken_up
from quiz.rooms.streams import first_state, stream_name, streams_of
from quiz.stores.base import DamagedError, GameInfo, StoreError
from quiz.stores.lock import FileLock
from quiz.stores.sqlite import SqliteReader

LOG, NOTE, SOCKET = "log.db", "room.json", "control.sock"
ROOM_NAME = re.compile("[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
"""What a room may be called: it is a folder's name, and is typed on command lines."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RoomInfo:
    """One room as it is listed. `live` is whether a process holds its log; `port` is where it listens, if known.

    `pace` says until when each plays alone, and nothing where all play together.
    """

    name: str
    title: str
    started: str
    players: int
    questions: int
    finished: bool
    live: bool
    port: int | None
    pace: str = ""


def rooms_folder(data: Path) -> Path:
    """Where the rooms of a data folder are."""
    return data / "rooms"


def room_folder(data: Path, name: str) -> Path:
    """The folder of a room. Raises LookupError for a name that no room can have."""
    if not ROOM_NAME.fullmatch(name):
        raise LookupError(name)
    return rooms_folder(data) / name


def room_names(data: Path) -> tuple[str, ...]:
    """The names of all rooms, in the order of the alphabet."""
    folder = rooms_folder(data)
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(path.name for path in found if ROOM_NAME.fullmatch(path.name) and (path / LOG).is_file()))


def list_rooms(data: Path, say: Say) -> tuple[RoomInfo, ...]:
    """All rooms, oldest first. What is wrong with one is said, and it is left out."""
    found: list[RoomInfo] = []
    for name in room_names(data):
        try:
            found.append(_info(data, name))
        except StoreError as error:
            say(f"the room {name} cannot be read: {error}")
    return tuple(sorted(found, key=lambda info: (info.started, info.name)))


def is_live(folder: Path) -> bool:
    """Whether a process holds the log of a room."""
    lock = FileLock(folder / f"{LOG}.lock")
    free = lock.take()
    lock.release()
    return not free


def read_events(data: Path, name: str) -> tuple[Event, ...]:
    """All that happened in a room. Raises LookupError where there is none, StoreError where it cannot be read."""
    path = room_folder(data, name) / LOG
    if not path.is_file():
        raise LookupError(name)
    with SqliteReader(path) as reader:
        events = reader.read(name)
    if not events:
        raise DamagedError(f"{path}: there is no room {name} in it")
    return events


def read_lesson(data: Path, name: str) -> State:
    """What a room amounts to, with what each did alone where all played alone. Raises as `read_events` does."""
    path = room_folder(data, name) / LOG
    if not path.is_file():
        raise LookupError(name)
    with SqliteReader(path) as reader:
        if not is_self_paced(reader.games(), name):
            try:
                return replay(reader.read(name))
            except (LookupError, TypeError, ValueError) as error:
                raise DamagedError(f"{path}: its events do not make a lesson ({error})") from error
        streams = streams_of(reader, name)
    room = streams.pop(name).state
    return merged(room, (stream.state for stream in streams.values()))


def read_state(folder: Path) -> State:
    """The room's own stream: its people and its pace, without what each did alone. Raises StoreError."""
    with SqliteReader(folder / LOG) as reader:
        try:
            return replay(reader.read(folder.name))
        except (LookupError, TypeError, ValueError) as error:
            raise DamagedError(f"{folder / LOG}: its events do not make a lesson ({error})") from error


def told_pace(room: State) -> str:
    """How long each plays alone, in a sentence; nothing where all play together."""
    if not room.paced:
        return ""
    end = "you end it at the desk" if room.until is None else told_deadline(room.until)
    return f"Everybody at their own pace, until {end}."


def read_moves(data: Path, name: str) -> Iterator[Move]:
    """A lesson move by move, those of all who play alone in the order in which they came.

    Raises as `read_events` does, and ValueError at the move from where on it cannot be told.
    """
    events = read_events(data, name)
    if not replay(events[:2]).paced:
        return moves(events)
    with SqliteReader(room_folder(data, name) / LOG) as reader:
        room = taken_up(reader, name)
        games = [(first_state(room, seat), reader.read(stream_name(name, seat))) for seat in room.seats]
    voids = [event for event in events if isinstance(event, ItemVoided)]
    told = [own_moves(first, played, voids) for first, played in games]
    return heapq.merge(moves(events), *told, key=lambda move: move.at)


def is_self_paced(games: tuple[GameInfo, ...], name: str) -> bool:
    """Whether the log of a room holds games of players who play alone."""
    return any(info.game.startswith(f"{name}/") for info in games)


def read_note(folder: Path) -> dict[str, object]:
    """What the process of a room has noted down; empty where there is nothing that can be read."""
    try:
        note = json.loads((folder / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def _info(data: Path, name: str) -> RoomInfo:
    """One line of the listing."""
    folder = rooms_folder(data) / name
    with SqliteReader(folder / LOG) as reader:
        info = next((info for info in reader.games() if info.game == name), None)
    if info is None:
        raise DamagedError(f"{folder / LOG}: there is no room {name} in it")
    state, port = read_lesson(data, name), read_note(folder).get("port")
    return RoomInfo(
        name=name,
        title=info.title,
        started=info.started,
        players=sum(not seat.out for seat in state.seats.values()),
        questions=sum(asked.revealed for asked in state.asked),
        finished=info.finished,
        live=is_live(folder),
        port=port if isinstance(port, int) else None,
        pace=told_pace(state),
    )
