"""The SSH side: an accept loop of its own, none-auth for the room, one shell a connection, everything else refused.

asyncssh has no limit on connections that have not logged in, so that sockets are accepted here and those beyond the
limits are closed before anything is made for them.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import asyncssh

from quiz.serve.channel import Shell
from quiz.serve.guests import Door
from quiz.serve.limits import BYTES_A_MESSAGE
from quiz.serve.wire import metered, unpadded, version_problem

KEYED = "me"
"""The user who is known by a public key."""
TRIES = 12
"""How many keys a connection may offer; each is asked for twice."""
CIPHERS = (
    "aes128-gcm@openssh.com",
    "aes256-gcm@openssh.com",
    "aes128-ctr",
    "aes256-ctr",
    "chacha20-poly1305@openssh.com",
)
"""Fastest first; a client chooses."""


@dataclass(frozen=True, slots=True)
class Gate:
    """How many connections may be there before they have logged in, and how many at all. Times in seconds.

    A line that is dead without a word is noticed when `keepalives` questions, one each `keepalive`, and one pause more
    are over: within 20 seconds.
    """

    strangers: int = 128
    strangers_each: int = 64
    login: float = 120.0
    idle: float = 15.0
    all: int = 4000
    keepalive: float = 4.5
    keepalives: int = 3
    send_buffer: int = 65536


class Server:
    """Listens, and lets in. `start`, then `close`."""

    def __init__(self, door: Door, host_key: asyncssh.SSHKey, gate: Gate | None = None) -> None:
        """Raises `ValueError` when the installed asyncssh must not be used."""
        if problem := version_problem():
            raise ValueError(problem)
        self._door, self._key, self.gate = door, host_key, gate or Gate()
        self._sockets: list[socket.socket] = []
        self._loops: list[asyncio.Task[None]] = []
        self._logins: set[asyncio.Task[None]] = set()
        self._strangers: Counter[str] = Counter()
        self._connections: set[asyncssh.SSHServerConnection] = set()
        self.refused = 0

    @property
    def ports(self) -> list[int]:
        """Where it listens."""
        return [int(sock.getsockname()[1]) for sock in self._sockets]

    @property
    def strangers(self) -> int:
        """How many connections have not logged in."""
        return self._strangers.total()

    async def start(self, hosts: Sequence[str], port: int) -> None:
        """Listen on all of `hosts`. Raises `OSError` where that is not possible."""
        self._options = await asyncssh.SSHServerConnectionOptions.construct(
            server_factory=lambda: _Login(self), server_host_keys=[self._key], **_settings(self.gate)
        )
        for host in hosts:
            self._sockets.append(_listening(host, port))
        self._loops = [asyncio.create_task(self._accept(sock)) for sock in self._sockets]

    async def close(self, linger: float = 0.0) -> None:
        """Stop listening, wait a while for what is on its way, and cut every connection that is still there."""
        self.stop_listening()
        for task in self._logins:
            task.cancel()
        until = asyncio.get_running_loop().time() + linger
        while self._connections and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.02)
        for connection in list(self._connections):
            connection.abort()
        await asyncio.gather(*self._loops, *self._logins, return_exceptions=True)

    def stop_listening(self) -> None:
        """Take nobody new."""
        for task in self._loops:
            task.cancel()
        for sock in self._sockets:
            sock.close()
        self._sockets.clear()

    def came(self, connection: asyncssh.SSHServerConnection) -> None:
        """A connection has been made."""
        self._connections.add(connection)

    def went(self, connection: asyncssh.SSHServerConnection) -> None:
        """A connection has ended."""
        self._connections.discard(connection)

    @property
    def door(self) -> Door:
        """Where visitors go."""
        return self._door

    async def _accept(self, listening: socket.socket) -> None:
        """Take connections, and close at once what is too many."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                sock, peer = await loop.sock_accept(listening)
            except OSError as error:
                if error.errno == errno.EBADF:
                    return
                # Out of files, or a client that left between its turn and ours: the others still want in.
                await asyncio.sleep(0.1)
                continue
            address = str(peer[0])
            if self._full(address):
                self.refused += 1
                sock.close()
                continue
            self._strangers[address] += 1
            task = asyncio.create_task(self._login(sock, address))
            self._logins.add(task)
            task.add_done_callback(self._logins.discard)

    def _full(self, address: str) -> bool:
        """Whether one more from `address` is too many."""
        gate = self.gate
        each = self._strangers[address] >= gate.strangers_each
        return each or self.strangers >= gate.strangers or len(self._connections) >= gate.all

    async def _login(self, sock: socket.socket, address: str) -> None:
        """From a socket to a user, or to nothing; while that takes the socket counts as a stranger."""
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, self.gate.send_buffer)
            # Whatever ends a login, a refusal or a broken handshake, ends it for that one alone.
            with contextlib.suppress(OSError, asyncssh.Error, asyncio.TimeoutError, ValueError):
                await asyncssh.run_server(sock, options=self._options)
        finally:
            self._strangers[address] -= 1
            if self._strangers[address] <= 0:
                del self._strangers[address]


class _Login(asyncssh.SSHServer):
    """Who may log in, and what an authenticated connection may ask for: one session."""

    def __init__(self, server: Server) -> None:
        """For one connection."""
        self._server = server
        self._offered, self._key = "", ""
        self._tries = 0
        self._shell: Shell | None = None
        self._idle: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Put it on its budget before it has said anything."""
        self._connection = conn
        metered(conn)
        unpadded(conn)
        self._server.came(conn)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - however it ended
        """Count it no more."""
        self._server.went(self._connection)
        if self._idle is not None:
            self._idle.cancel()
        if self._shell is not None:
            self._shell.connection_lost(None)

    def begin_auth(self, username: str) -> bool:
        """Whether this user has to prove anything. Who is unknown is told what to type, and cannot."""
        if username != KEYED and self._server.door.known(username):
            return False
        if username != KEYED:
            self._connection.send_auth_banner(
                "Join with room@ in front of the address, for example: ssh -p PORT room@ADDRESS\r\n"
            )
        return True

    def public_key_auth_supported(self) -> bool:
        """Always: where nothing is offered OpenSSH asks for a password, and somebody might type one."""
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Any key stands for itself. This is asked before it is proven, too, so that it is only noted."""
        self._tries += 1
        if self._tries > TRIES:
            self._connection.abort()
        if username != KEYED:
            return False
        self._offered = key.get_fingerprint()
        return True

    def auth_completed(self) -> None:
        """Now the key is proven. A connection that asks for nothing is closed after a while."""
        self._key = self._offered if self._connection.get_extra_info("username") == KEYED else ""
        self._idle = asyncio.get_running_loop().call_later(self._server.gate.idle, self._unused)

    def session_requested(self) -> asyncssh.SSHServerSession[bytes] | bool:
        """The one session of a connection."""
        if self._shell is not None:
            return False
        user = str(self._connection.get_extra_info("username"))
        self._shell = Shell(self._server.door, self._connection, user, self._key)
        return self._shell

    def _unused(self) -> None:
        """Close what has asked for no shell by now."""
        if self._shell is None or not self._shell.begun:
            self._connection.abort()


def _settings(gate: Gate) -> dict[str, object]:
    """All that asyncssh would otherwise allow, or do by itself, is said here."""
    return {
        "config": None, "encoding": None, "line_editor": False, "allow_pty": True,
        "agent_forwarding": False, "x11_forwarding": False, "sftp_factory": None, "allow_scp": False,
        "compression_algs": None, "encryption_algs": list(CIPHERS), "server_version": "Footnote",
        "host_based_auth": False, "password_auth": False, "kbdint_auth": False, "public_key_auth": True,
        "gss_host": None, "rdns_lookup": False, "login_timeout": gate.login, "tcp_keepalive": True,
        "keepalive_interval": gate.keepalive, "keepalive_count_max": gate.keepalives,
        "max_pktsize": BYTES_A_MESSAGE,
    }  # fmt: skip


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((host, port))
        sock.listen(1024)
        sock.setblocking(False)
    except OSError:
        sock.close()
        raise
    return sock
