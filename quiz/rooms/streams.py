"""The log of a room in which each plays alone: a stream for the room, and one for each seat.

A seat's stream begins after the start and the joining, which the room's own stream tells already.
"""

from __future__ import annotations

from quiz.core.commands import StartGame
from quiz.core.decide import Rejected, decide
from quiz.core.events import DeadlineSet, Event, GameStarted, SeatJoined
from quiz.core.evolve import replay
from quiz.core.plan import Plan
from quiz.core.state import State, plan_of
from quiz.rooms.ledger import Stream
from quiz.rooms.room import RefusedPlanError, taken_up
from quiz.stores.base import DamagedError, EventReader, GroupLog

UNWRITTEN = 2
"""How many events a seat's state begins with that its stream does not hold."""


def begun_paced(log: GroupLog, name: str, plan: Plan, until: int | None) -> State:
    """The state of such a room that is new in `log`. Raises `RefusedPlanError` for a plan that cannot be played."""
    outcome = decide(State(), StartGame(plan), 0)
    if isinstance(outcome, Rejected):
        raise RefusedPlanError(outcome.message)
    events = (*outcome, DeadlineSet(0, until))
    log.append(name, 0, events)
    return replay(events)


def stream_name(room: str, seat: str) -> str:
    """The stream of a seat in the log."""
    return f"{room}/{seat}"


def streams_of(log: EventReader, name: str) -> dict[str, Stream]:
    """The room in `log`, with the games of all who sit there. Raises as `taken_up` does."""
    room = taken_up(log, name)
    streams = {name: Stream(room)}
    for seat in room.seats:
        stream = stream_name(name, seat)
        try:
            streams[stream] = Stream(replay(log.read(stream), first_state(room, seat)), UNWRITTEN)
        except (LookupError, TypeError, ValueError) as error:
            raise DamagedError(f"the events of {stream} do not make a game ({error})") from error
    return streams


def first_state(room: State, seat: str) -> State:
    """The state in which a player's game begins."""
    sits = room.seats[seat]
    events: tuple[Event, ...] = (GameStarted(0, plan_of(room)), SeatJoined(0, seat, sits.name, sits.factor))
    return replay(events)
