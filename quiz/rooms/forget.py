"""Erasing a person from a room: their name, their code and their answers, as if they had never been there.

The sums of all others stay as they are. Where they rest on that person, because somebody without a timer counts as fast
as the middle of the class, what is left of an answer that earned something is when it came: it belongs to nobody, and
is in no standing.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quiz.core.events import AnswerLocked, Event, FactorSet, SeatJoined, SeatKicked, SeatRenamed, TeamSet
from quiz.core.evolve import evolve, replay
from quiz.core.kinds import canonical, grade
from quiz.core.state import State, Tally, item_of
from quiz.rooms.names import Names
from quiz.rooms.streams import stream_name
from quiz.stores.sqlite import SqliteLog


def seats_of(events: Sequence[Event], name: str) -> tuple[str, ...]:
    """The seats whose player is, or ever was, called `name` or what looks like it."""
    names = Names()
    return tuple(
        dict.fromkeys(
            event.seat
            for event in events
            if isinstance(event, SeatJoined | SeatRenamed) and names.alike(event.name, name)
        )
    )


def forget(path: Path, room: str, name: str) -> int:
    """Erase whoever is called `name` from the log of a room; how many seats that were.

    Raises `StoreError` when the log cannot be written, as while the room is open.
    """
    with SqliteLog(path) as log:
        events = log.read(room)
        seats = seats_of(events, name)
        if seats:
            changed: dict[str, Sequence[Event]] = {stream_name(room, seat): () for seat in seats}
            known = {info.game for info in log.games()}
            changed = {stream: gone for stream, gone in changed.items() if stream in known}
            for seat in seats:
                events = without(events, seat)
            log.rewrite({**changed, room: events})
    return len(seats)


def without(events: Sequence[Event], seat: str) -> tuple[Event, ...]:
    """The log without the player at `seat`. The tallies of all others are the same at the end of it."""
    gone = tuple(event for event in events if getattr(event, "seat", None) != seat)
    if _others(replay(gone), seat) == _others(replay(events), seat):
        return gone
    return _nameless(events, seat)


def _others(state: State, seat: str) -> dict[str, Tally]:
    """The sums of all but one."""
    return {key: tally for key, tally in state.tallies.items() if key != seat}


def _nameless(events: Sequence[Event], seat: str) -> tuple[Event, ...]:
    """The log with nobody in the place of the player: somebody who is put out at the end, and said nothing wrong."""
    nobody = f"gone-{secrets.token_hex(4)}"
    state, found = State(), list[Event]()
    for event in events:
        before, state = state, evolve(state, event)
        match event:
            case SeatJoined(seat=one) if one == seat:
                found.append(replace(event, seat=nobody, name=nobody))
            case AnswerLocked(seat=one) if one == seat:
                question = item_of(before, before.asked[-1]).question
                if grade(question, event.response).credit:
                    found.append(replace(event, seat=nobody, response=canonical(question)))
            case FactorSet(seat=one) | SeatKicked(seat=one) if one == seat:
                found.append(replace(event, seat=nobody))
            case SeatRenamed(seat=one) | TeamSet(seat=one) if one == seat:
                pass
            case _:
                found.append(event)
    return tuple(found) if state.seats[seat].out else (*found, SeatKicked(state.at, nobody))
