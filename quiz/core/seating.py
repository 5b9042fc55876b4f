"""The rules of the seats: who may sit down, under which name, and what the host may do about it. Pure.

| command | in the phases | needs |
|---|---|---|
| join | lobby to standing | a free seat and name, a room that is not locked |
| rename, kick | any but new | a player who is not out; a free name |
| set deadline | lobby | |
| lock room, set factor, set team | lobby to standing | for the latter two a player who is not out |
"""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import assert_never

from quiz.core.commands import JoinSeat, KickSeat, LockRoom, RenameSeat, SetDeadline, SetFactor, SetTeam
from quiz.core.events import DeadlineSet, FactorSet, RoomLocked, SeatJoined, SeatKicked, SeatRenamed, TeamSet
from quiz.core.refusals import Outcome, Refusal, Rejected, idle
from quiz.core.state import Phase, Seat, State
from quiz.core.text import clean

FACTORS = (Fraction(1), Fraction(3, 2), Fraction(2), None)
"""How a player's limits may be stretched; None is without timer."""

NAME_LENGTH = 40

SeatCommand = JoinSeat | RenameSeat | KickSeat | LockRoom | SetDeadline | SetFactor | SetTeam


def decide_seat(state: State, command: SeatCommand, at: int) -> Outcome:
    """The events that `command` makes happen at `at`, or why it is refused."""
    after_the_end = isinstance(command, RenameSeat | KickSeat)
    refused = idle(state.phase is not Phase.NEW, state.phase is Phase.FINISHED and not after_the_end)
    if refused is not None:
        return refused
    match command:
        case JoinSeat():
            return _join(state, command, at)
        case LockRoom():
            return () if state.locked == command.locked else (RoomLocked(at, command.locked),)
        case SetDeadline():
            return _deadline(state, command, at)
        case RenameSeat() | KickSeat() | SetFactor() | SetTeam():
            return _change(state, command, at)
        case _:
            assert_never(command)


def _deadline(state: State, command: SetDeadline, at: int) -> Outcome:
    """Where all play together already, nobody can be left to play alone."""
    if state.phase is not Phase.LOBBY:
        return Rejected(Refusal.NOT_NOW, "The game has begun for all.")
    return () if state.paced and state.until == command.until else (DeadlineSet(at, command.until),)


def _join(state: State, command: JoinSeat, at: int) -> Outcome:
    name = tidy(command.name)
    taken = state.seats.get(command.seat)
    if taken is not None:
        if taken.out:
            return put_out()
        same = taken.name == name and taken.factor == command.factor
        return () if same else Rejected(Refusal.SEAT_TAKEN, "This seat is taken.")
    if state.locked:
        return Rejected(Refusal.ROOM_LOCKED, "The room is locked: nobody new may join.")
    if not command.seat or command.factor not in FACTORS:
        return Rejected(Refusal.MALFORMED, "A seat needs an id, and a time factor of 1, 1.5, 2 or none.")
    return _unusable(state, name) or (SeatJoined(at, command.seat, name, command.factor),)


def _change(state: State, command: RenameSeat | KickSeat | SetFactor | SetTeam, at: int) -> Outcome:
    """What is done to somebody who sits here."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return unknown_seat()
    if seat.out:
        return () if isinstance(command, KickSeat) else put_out()
    match command:
        case RenameSeat():
            name = tidy(command.name)
            return () if name == seat.name else _unusable(state, name, seat) or (SeatRenamed(at, seat.id, name),)
        case KickSeat():
            return (SeatKicked(at, seat.id),)
        case SetFactor():
            if command.factor not in FACTORS:
                return Rejected(Refusal.MALFORMED, "A time factor is 1, 1.5, 2 or none.")
            return () if command.factor == seat.factor else (FactorSet(at, seat.id, command.factor),)
        case SetTeam():
            return _team(state, seat, tidy(command.team), at)
        case _:
            assert_never(command)


def _team(state: State, seat: Seat, team: str, at: int) -> Outcome:
    """A team is spelt as whoever joined it first spelt it."""
    if len(team) > NAME_LENGTH:
        return Rejected(Refusal.MALFORMED, f"The name of a team has at most {NAME_LENGTH} characters.")
    known = (other.team for other in state.seats.values() if other is not seat and _same_name(team, other.team))
    team = next(known, team)
    return () if team == seat.team else (TeamSet(at, seat.id, team),)


def _unusable(state: State, name: str, own: Seat | None = None) -> Rejected | None:
    """Why nobody may be called `name`, save whoever is at `own`."""
    if not name or len(name) > NAME_LENGTH:
        return Rejected(Refusal.MALFORMED, f"A name has 1 to {NAME_LENGTH} visible characters.")
    if any(_same_name(name, seat.name) for seat in state.seats.values() if seat is not own):
        return Rejected(Refusal.NAME_TAKEN, f"Somebody is called {name} already. Add a letter to tell you apart.")
    return None


def tidy(name: str) -> str:
    """A name as it is kept: clean, with single blanks."""
    return " ".join(clean(name).split())


def unknown_seat() -> Rejected:
    """The refusal of a seat that nobody has taken."""
    return Rejected(Refusal.UNKNOWN_SEAT, "Nobody sits here.")


def put_out() -> Rejected:
    """The refusal of somebody who was put out."""
    return Rejected(Refusal.PUT_OUT, "The host has put you out of this game.")


def _same_name(one: str, two: str) -> bool:
    """Whether two names differ in case and width alone."""
    return unicodedata.normalize("NFKC", one).casefold() == unicodedata.normalize("NFKC", two).casefold()
