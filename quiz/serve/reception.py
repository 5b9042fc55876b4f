"""Who comes in, and where they sit: by name, by code, by key. A connected seat is taken by nothing but its code.

A code is 40 bits, and wrong ones are counted: an address that keeps trying waits, and so does everybody when many do.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from typing import Protocol

from quiz.core.refusals import Refusal, Rejected
from quiz.core.seating import tidy
from quiz.rooms.codes import ALPHABET, LENGTH, read_code
from quiz.serve.crowd import Crowd
from quiz.serve.door import Door
from quiz.serve.guests import Guest, Visit
from quiz.serve.limits import Bucket
from quiz.serve.lines import Lines
from quiz.serve.seat import Seat
from quiz.serve.session import Session, Watching

ROOM, SCREEN, KEYED = "room", "screen", "me"
PEER = "account:"
"""Before the number of an account on this machine, where others have the fingerprint of a key."""
MOVED = "Your seat was taken up from somewhere else, with its code."
MANY = "Too many wrong codes have come from where you are. Wait a minute, or ask the teacher to give your seat back."
UNKNOWN = "No seat has this code. Join with room@ instead, or ask the teacher to give your seat back."
CLOSED = "The room is closed. Thank you for playing."
GUESSES, GUESSES_ALL = (10.0 / 60, 10.0), (60.0 / 60, 60.0)
"""Wrong codes a second, and at once, of one address and of all."""
WAIT = 1.0
"""Seconds before a wrong code is answered."""
MOST_ADDRESSES = 4096


class Sitting(Protocol):
    """A session that can be asked to leave a seat."""

    def leave(self, said: str = "") -> None:
        """End in order, with a last line."""
        ...


class Reception:
    """The door of one room, as the SSH server and the control socket know it."""

    def __init__(
        self, gateway: Crowd, secret: bytes, failed: Callable[[BaseException], None] | None = None,
        seat: type[Seat] = Seat, lines: type[Lines] = Lines,
    ) -> None:  # fmt: skip
        """`secret` makes seats of keys; `failed` is told of sessions that broke.

        `seat` and `lines` are what is played, at a terminal and without one.
        """
        self._seat, self._lines = seat, lines
        self.gateway = gateway
        self._secret, self._failed = secret, failed
        self._seated: dict[str, Sitting] = {}
        self._sessions: dict[Sitting, None] = {}
        self._reseat: set[str] = set()
        self._wrong: dict[str, Bucket] = {}
        self._wrong_all = Bucket(*GUESSES_ALL)
        self.alarms = 0

    # -- as the server knows it

    def known(self, user: str) -> bool:
        """Whether the name before the @ leads anywhere. Of a code only the form is looked at."""
        return user in (ROOM, SCREEN, KEYED) or read_code(user) is not None

    def enter(self, visit: Visit) -> Guest:
        """Begin a session: at the door, at a seat, or looking on."""
        code = None if visit.user in (ROOM, SCREEN, KEYED) else read_code(visit.user)
        if code is not None and (refused := self._refused(code, visit.address)):
            return _Shown(visit, refused)
        if visit.term is None:
            lines = self._lines(self.gateway, visit, self, code or self._keyed(visit) or "")
            self._sessions[lines] = None
            return lines
        session = Session(self.gateway, visit)
        self._sessions[session] = None
        if visit.user == SCREEN:
            session.begin(Watching(session))
            return session
        seat = code or self._keyed(visit)
        if seat is None:
            session.begin(Door(session, self, visit.key))
        else:
            self.sit(seat, session)
        return session

    def lost(self, error: BaseException) -> None:
        """A session broke."""
        if self._failed is not None:
            self._failed(error)

    # -- as the door knows it

    def offer(self) -> str:
        """A friendly name that nobody has."""
        return self.gateway.room.free_name()

    async def take(self, name: str, key: str) -> str | Rejected:
        """A seat under a name. A seat that the host gives back is taken by its name."""
        room = self.gateway.room
        back = self._given_back(name)
        if back is not None:
            return back
        seat = self._seat_of(_with_name(key, name)) if key else room.new_seat()
        if key.startswith(PEER) and seat in room.state.seats:
            return self._own_again(seat, key)
        outcome = await room.join(seat, name)
        return outcome if isinstance(outcome, Rejected) else seat

    def sit(self, seat: str, session: Session | Lines) -> None:
        """Put a session on a seat. The newest wins, and whoever sat there is told."""
        before = self._seated.get(seat)
        self._seated[seat] = session
        self.gateway.came(seat)
        if before is not None and before is not session:
            before.leave(MOVED)
        if isinstance(session, Session):
            session.begin(self._seat(session, self, seat))

    def stood_up(self, seat: str, session: Sitting) -> None:
        """A session is on its seat no more."""
        self.gateway.left(seat)
        if self._seated.get(seat) is session:
            del self._seated[seat]
        self._sessions.pop(session, None)

    def went(self, session: Sitting) -> None:
        """A session is over that had no seat."""
        self._sessions.pop(session, None)

    # -- as the host knows it

    def seated(self, seat: str) -> bool:
        """Whether somebody is connected at a seat."""
        return seat in self._seated

    def reseat(self, seat: str) -> bool:
        """Let the next who comes under this seat's name have it. Not while somebody sits there."""
        if self.seated(seat) or seat not in self.gateway.room.state.seats:
            return False
        self._reseat.add(seat)
        return True

    def show_out(self, seat: str, said: str) -> None:
        """End the session at a seat."""
        session = self._seated.get(seat)
        if session is not None:
            session.leave(said)

    async def close(self, said: str = CLOSED) -> None:
        """Give every terminal back, with a last line, and let the bytes go out."""
        for session in list(self._sessions):
            try:
                session.leave(said)
            except Exception as error:  # noqa: BLE001 - the others still get their screens back
                self.lost(error)
        self._sessions.clear()
        await asyncio.sleep(0.1)

    def _given_back(self, name: str) -> str | None:
        """The seat of that name, if the host gives it back."""
        seats = self.gateway.room.state.seats
        wanted = tidy(name).casefold()
        for seat in list(self._reseat):
            if seat in seats and seats[seat].name.casefold() == wanted and not self.seated(seat):
                self._reseat.discard(seat)
                return seat
        return None

    def _own_again(self, seat: str, key: str) -> str | Rejected:
        """The seat of an account on this machine, by its name; where the account has several, only by the code."""
        seats = self.gateway.room.state.seats
        several = sum(self._seat_of(_with_name(key, one.name)) == one.id for one in seats.values()) > 1
        if self.seated(seat):
            return Rejected(Refusal.SEAT_TAKEN, "Somebody sits there already.")
        if several:
            return Rejected(Refusal.SEAT_TAKEN, "Several of this account play: come back with your code.")
        return seat

    def _keyed(self, visit: Visit) -> str | None:
        """The seat that a proven key has taken already."""
        if not visit.key or visit.key.startswith(PEER):
            return None
        seat = self._seat_of(visit.key)
        return seat if seat in self.gateway.room.state.seats else None

    def _seat_of(self, key: str) -> str:
        """The seat of a key in this room. A fingerprint is public, so that a secret goes into it."""
        told = f"{self.gateway.room.name}\n{key}".encode()
        number = int.from_bytes(hmac.digest(self._secret, told, hashlib.sha256), "big")
        return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))

    def _refused(self, code: str, address: str) -> str:
        """Why a code takes no seat, or nothing. Guesses are counted; after too many a right one is told no more."""
        now = asyncio.get_running_loop().time()
        if len(self._wrong) > MOST_ADDRESSES:
            self._wrong.clear()
        bucket = self._wrong.setdefault(address, Bucket(*GUESSES))
        blocked = bucket.empty(now) or self._wrong_all.empty(now)
        known = code in self.gateway.room.state.seats
        if known and not blocked:
            return ""
        if not bucket.take(now) or not self._wrong_all.take(now):
            self.alarms += 1
        return MANY if blocked else UNKNOWN


def _with_name(key: str, name: str) -> str:
    """An account's seats are told apart by their names, a key has one."""
    return f"{key}:{tidy(name).casefold()}" if key.startswith(PEER) else key


class _Shown:
    """Somebody who is told one line and shown out."""

    def __init__(self, visit: Visit, said: str) -> None:
        """After a while, so that guessing takes time."""
        self._wire = visit.wire
        self._said = said
        self._later = asyncio.get_running_loop().call_later(WAIT, self._tell)

    def feed(self, data: bytes) -> None:
        """Nothing is heard."""

    def resize(self, size: tuple[int, int]) -> None:
        """Nothing is shown."""

    def eof(self) -> None:
        """The line still comes."""

    def gone(self) -> None:
        """Too late."""
        self._later.cancel()

    def _tell(self) -> None:
        self._wire.write(f"{self._said}\r\n".encode())
        self._wire.close()
