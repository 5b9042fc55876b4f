"""The one place that reaches below asyncssh's public face: how much is unsent, how fast is read, what is kept.

A client chooses its own window, and asyncssh's `drain` and `pause_writing` do not see the socket's buffer, so that the
bytes that wait are counted here, in channel and transport together. What a client sends faster than its budget is not
read; it waits with the client, whatever kind of message it is.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import Any, Protocol, cast

import asyncssh

from quiz.serve.limits import BYTES_A_READ, BYTES_A_SECOND, BYTES_AT_ONCE, Bucket

LINGER = 5.0
"""Seconds for the last bytes to be taken."""
PROBES = 5
"""How many measurements of a line count."""
IGNORE = 2
"""The number of the message that says nothing."""
LEAST_VERSION = (2, 24, 1)
"""The first asyncssh that limits packets and windows and asks for one shell a channel."""


class Wire(Protocol):
    """Where the bytes of one terminal go."""

    def write(self, data: bytes) -> None:
        """Send, or do nothing once the other side is gone."""
        ...

    def unsent(self) -> int:
        """How many bytes wait on this machine."""
        ...

    def probe(self) -> None:
        """Measure how long the way there and back takes."""
        ...

    @property
    def lag(self) -> int:
        """The shortest way there and back that was measured lately, in ms; 0 where none was."""
        ...

    def close(self) -> None:
        """End in order, once everything is sent."""
        ...

    def abort(self) -> None:
        """End now; what waits is lost."""
        ...


class SshWire:
    """The channel of a shell."""

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes], connection: asyncssh.SSHServerConnection) -> None:
        """Of a channel that is open."""
        self._channel, self._connection = channel, connection
        self._ways: deque[int] = deque(maxlen=PROBES)
        self._probing: asyncio.Task[None] | None = None
        # After the shell has begun its environment is read no more, so that nothing more is kept of it.
        cast("Any", channel)._env = _Nowhere()  # noqa: SLF001 - nothing public bounds it

    def write(self, data: bytes) -> None:
        """Send, unless the channel is closing."""
        if data and not self._channel.is_closing():
            try:
                self._channel.write(data)
            except OSError:
                return

    def unsent(self) -> int:
        """Bytes in the channel, which waits for the client's window, and in the transport, which waits for TCP."""
        transport = transport_of(self._connection)
        return self._channel.get_write_buffer_size() + (transport.get_write_buffer_size() if transport else 0)

    def probe(self) -> None:
        """Ask something that every client answers at once, be it with a refusal. One question at a time."""
        if self._probing is None or self._probing.done():
            self._probing = asyncio.get_running_loop().create_task(self._probe())

    @property
    def lag(self) -> int:
        """Who answers late to be credited with a slow line gains little: the shortest of several ways counts."""
        return min(self._ways, default=0)

    async def _probe(self) -> None:
        """Until the answer, which the end of the connection is as well."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        with contextlib.suppress(OSError, asyncssh.Error):
            await self._connection._make_global_request(b"keepalive@openssh.com")  # noqa: SLF001 - nothing public asks
            if not self._channel.is_closing():
                self._ways.append(round((loop.time() - began) * 1000))

    def close(self) -> None:
        """End the session, and with it the connection."""
        if not self._channel.is_closing():
            with contextlib.suppress(OSError):
                self._channel.exit(0)
            # Who does not take the end is not waited for.
            asyncio.get_running_loop().call_later(LINGER, self._connection.abort)

    def abort(self) -> None:
        """Cut the connection."""
        self._connection.abort()


class Meter(asyncio.Protocol):
    """Stands between a socket and the SSH protocol, and reads no faster than a budget allows."""

    def __init__(self, inner: asyncio.Protocol, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        """Take the place of `inner` at `transport`."""
        self._inner, self._transport, self._loop = inner, transport, loop
        self._budget = Bucket(BYTES_A_SECOND, BYTES_AT_ONCE)
        self._resume: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It has been made already."""

    def data_received(self, data: bytes) -> None:
        """Pass it on; then, when it was too much, look away until it is paid for."""
        self._inner.data_received(data)
        wait = self._budget.owe(self._loop.time(), len(data))
        if wait > 0 and self._resume is None and not self._transport.is_closing():
            self._transport.pause_reading()
            self._resume = self._loop.call_later(wait, self._again)

    def _again(self) -> None:
        """Read on."""
        self._resume = None
        if not self._transport.is_closing():
            self._transport.resume_reading()

    def eof_received(self) -> bool | None:
        """Pass it on."""
        return self._inner.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """Pass it on."""
        if self._resume is not None:
            self._resume.cancel()
        self._inner.connection_lost(exc)

    def pause_writing(self) -> None:
        """Pass it on."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Pass it on."""
        self._inner.resume_writing()


class _Nowhere(dict[bytes, bytes]):
    """Keeps nothing."""

    def __setitem__(self, key: bytes, value: bytes) -> None:
        """Forget it."""


def transport_of(connection: asyncssh.SSHServerConnection) -> asyncio.Transport | None:
    """The transport of a connection; None once it is gone."""
    return connection._transport  # noqa: SLF001 - nothing public tells it


def unpadded(connection: asyncssh.SSHServerConnection) -> None:
    """Leave out the empty packet that asyncssh sends before every other one.

    It guards ciphers in CBC mode, of which none is offered here, and doubles the number of packets.
    """
    send = connection.send_packet

    def send_packet(pkttype: int, *args: bytes, **more: Any) -> None:  # noqa: ANN401 - whatever asyncssh hands on
        if pkttype != IGNORE:
            send(pkttype, *args, **more)

    cast("Any", connection).send_packet = send_packet


def metered(connection: asyncssh.SSHServerConnection) -> None:
    """Put a connection that was just made on its budget."""
    transport = transport_of(connection)
    if transport is not None:
        cast("Any", transport).max_size = BYTES_A_READ
        loop = asyncio.get_running_loop()
        transport.set_protocol(Meter(cast("asyncio.Protocol", connection), transport, loop))


def version_problem(version: str = asyncssh.__version__) -> str:
    """Why this asyncssh must not be used, in a sentence; empty when it may be."""
    numbers = tuple(int(part) for part in version.split(".")[:3] if part.isdecimal())
    if numbers >= LEAST_VERSION:
        return ""
    least = ".".join(map(str, LEAST_VERSION))
    return f"asyncssh {version} lets a stranger fill the memory; install {least} or later."
