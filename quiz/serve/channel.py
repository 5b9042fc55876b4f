"""The one session of a connection: a shell, with a terminal or without; resizes in their measure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import asyncssh

from quiz.serve.guests import Door, Guest, Size, Visit, clamped
from quiz.serve.limits import BYTES_A_MESSAGE, SIZES_A_SECOND, SIZES_AT_ONCE, Bucket
from quiz.serve.wire import SshWire

RESIZE_EVERY = 0.1
"""Seconds between two sizes that are taken up."""
VARIABLES = ("LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR", "TERM")
LONGEST = 64
BROKEN = b"\r\nSomething went wrong on this side. Your seat is kept: connect again, with your code before the @.\r\n"


class Shell(asyncssh.SSHServerSession[bytes]):
    """A shell for one visitor. What breaks in it breaks for this visitor alone."""

    def __init__(self, door: Door, connection: asyncssh.SSHServerConnection, user: str, key: str) -> None:
        """For a user who has logged in."""
        self._door, self._connection, self._user, self._key = door, connection, user, key
        self._guest: Guest | None = None
        self._wire: SshWire | None = None
        self._term: str | None = None
        self._size: Size = (80, 24)
        self._loop = asyncio.get_running_loop()
        self._sizes = Bucket(SIZES_A_SECOND, SIZES_AT_ONCE)
        self._resize: asyncio.TimerHandle | None = None
        self.begun = False

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        """The channel is open; nothing has been asked for yet."""
        self._channel = chan

    def pty_requested(
        self,
        term_type: str,
        term_size: tuple[int, int, int, int],
        term_modes: Mapping[int, int],  # noqa: ARG002 - nothing here depends on them
    ) -> bool:
        """A terminal, whatever it says it is."""
        self._term = term_type[:LONGEST]
        self._size = clamped(term_size[0], term_size[1])
        return True

    def shell_requested(self) -> bool:
        """The one thing that there is; commands and subsystems are refused by the base class."""
        return True

    def session_started(self) -> None:
        """Let the visitor in."""
        self.begun = True
        env = _variables(self._channel.get_environment_bytes())
        self._wire = SshWire(self._channel, self._connection)
        address = str((self._connection.get_extra_info("peername") or ("",))[0])
        visit = Visit(self._user, self._wire, self._term, self._size, env, self._key, address)
        self._guarded(lambda: self._begin(visit))

    def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:  # noqa: ARG002 - there is one kind
        """What was typed."""
        if len(data) > BYTES_A_MESSAGE:
            self._connection.abort()
            return
        guest = self._guest
        if guest is not None:
            self._guarded(lambda: guest.feed(data))

    def eof_received(self) -> bool:
        """The other side has closed its input."""
        guest = self._guest
        if guest is not None:
            self._guarded(guest.eof)
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:  # noqa: ARG002
        """Take up a size now and then; who sends hundreds a second is cut off."""
        if not self._sizes.take(self._loop.time()):
            self._connection.abort()
            return
        self._size = clamped(width, height)
        if self._resize is None:
            self._resize = self._loop.call_later(RESIZE_EVERY, self._resized)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - however it ended
        """The visitor is gone."""
        guest, self._guest = self._guest, None
        if self._resize is not None:
            self._resize.cancel()
        if guest is not None:
            self._guarded(guest.gone)
        # There is one session to a connection, so that nothing more can come of it.
        self._connection.close()

    def _begin(self, visit: Visit) -> None:
        """Open the door."""
        self._guest = self._door.enter(visit)

    def _resized(self) -> None:
        """Hand on the size that the terminal has by now."""
        self._resize = None
        guest, size = self._guest, self._size
        if guest is not None:
            self._guarded(lambda: guest.resize(size))

    def _guarded(self, act: Callable[[], None]) -> None:
        """One visitor's failure ends one session, with a plain line and without a word of what it was."""
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever it is, the others play on
            guest, self._guest = self._guest, None
            self._door.lost(error)
            if guest is not None and act != guest.gone:
                self._quietly(guest.gone)
            if self._wire is not None:
                self._wire.write(BROKEN)
                self._wire.close()

    def _quietly(self, act: Callable[[], None]) -> None:
        """Leave a session that is broken already."""
        try:
            act()
        except Exception as error:  # noqa: BLE001 - it was broken before
            self._door.lost(error)


def _variables(given: Mapping[bytes, bytes]) -> dict[str, str]:
    """Of a client's environment the few that say how to write to its terminal."""
    found = {}
    for name in VARIABLES:
        value = given.get(name.encode(), b"")[: LONGEST + 1].decode("ascii", "ignore")
        if value and len(value) <= LONGEST and value.isprintable():
            found[name] = value
    return found
