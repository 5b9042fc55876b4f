"""Clients that ask for far too much, in a process of their own: they share no loop with those who play.

`python -m quiz.serve.flooders PORT KIND` says `{"began": ms}` once it is under way. To every line that it is told it
answers with a count: for `silent` of the connections that still stand, otherwise of those that were made so far. All of
it is for a room on this machine: the address is 127.0.0.1, and the benchmarks and tests begin and end it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import sys
import time
from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import Any, cast

import asyncssh

from quiz.serve.bots import PATIENCE, now

HERE, ELSEWHERE = "127.0.0.1", "127.0.0.2"
SILENT = 500
SIZE = (160, 45)
"""The largest screens there are."""
OTHER_COLOURS = b"\x1bOR"
"""A key after which all of a screen is painted anew."""
LOOKS, SETTLED = 80, 9
"""How often it is looked who still stands, four times a second, and after how many alike looks that is it."""
AGAIN = 0.2
"""Seconds until somebody who was shown out is there again."""
Client = asyncssh.SSHClientConnection
Process = asyncssh.SSHClientProcess[bytes]
Attack = Callable[[Client, Process], Awaitable[None]]


async def keys(_client: Client, process: Process) -> None:
    """Twenty thousand packets of a key each."""
    for number in range(20_000):
        process.stdin.write(b"ab"[number % 2 : number % 2 + 1])
        if number % 500 == 0:
            await asyncio.sleep(0)


async def pasted(_client: Client, process: Process) -> None:
    """A paste of eight megabytes that never ends."""
    process.stdin.write(b"\x1b[200~")
    for _ in range(256):
        process.stdin.write(b"x" * 32768)
        await asyncio.sleep(0)


async def requests(client: Client, _process: Process) -> None:
    """Twenty thousand requests of the kind that keeps a line alive."""
    for number in range(20_000):
        _inner(client)._send_global_request(b"keepalive@openssh.com", want_reply=False)  # noqa: SLF001
        if number % 500 == 0:
            await asyncio.sleep(0)


async def variables(_client: Client, process: Process) -> None:
    """Ten thousand variables."""
    for number in range(10_000):
        packed = asyncssh.packet.String(f"V{number}"), asyncssh.packet.String("x" * 100)
        _inner(process.channel)._send_request(b"env", *packed)  # noqa: SLF001
        if number % 500 == 0:
            await asyncio.sleep(0)


async def sessions(client: Client, _process: Process) -> None:
    """A thousand further shells."""
    for _ in range(20):
        await asyncio.gather(*(client.create_process(term_type="xterm") for _ in range(50)), return_exceptions=True)


async def sizes(_client: Client, process: Process) -> None:
    """Ten thousand sizes, most of them absurd."""
    for number in range(10_000):
        process.change_terminal_size(number % 300, 2**32 - 1 - number)
        if number % 500 == 0:
            await asyncio.sleep(0)


async def beyond_the_window(_client: Client, process: Process) -> None:
    """Sixteen megabytes by a client that takes no notice of how much it may send."""
    _inner(process.channel)._send_window = 2**40  # noqa: SLF001
    for _ in range(512):
        process.stdin.write(b"\r" * 32768)
        await asyncio.sleep(0)


async def reads_nothing(client: Client, process: Process) -> None:
    """Take a seat, open the largest window there is, read no more, and ask for the whole screen all the time."""
    process.stdin.write(b"\r")
    _inner(process.channel).send_packet(93, asyncssh.packet.UInt32(2**31 - 1))
    transport = _inner(client)._transport  # noqa: SLF001
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    transport.pause_reading()
    wide, high = SIZE
    number = 0
    # Nothing is read, so that only what is written tells of the end.
    while not client.is_closed():
        number += 1
        process.change_terminal_size(wide - number % 2, high)
        process.stdin.write(OTHER_COLOURS)
        await asyncio.sleep(0.05)


FLOODS: tuple[Attack, ...] = (keys, pasted, requests, variables, sessions, sizes, beyond_the_window)
KINDS = MappingProxyType({"storm": FLOODS, "stall": (reads_nothing,)})


class Flooders:
    """Attackers, one for each attack, who come again whenever they are shown out."""

    def __init__(self, port: int, attacks: tuple[Attack, ...]) -> None:
        """Nobody has come yet."""
        self._port, self._attacks = port, attacks
        self._in: set[Attack] = set()
        self._came = 0
        self.under_way = asyncio.Event()

    async def run(self) -> None:
        """All of them at once, until cancelled."""
        await asyncio.gather(*(self._again(attack) for attack in self._attacks))

    def count(self) -> int:
        """How often any of them got in."""
        return self._came

    async def _again(self, attack: Attack) -> None:
        """One of them."""
        while True:
            with contextlib.suppress(asyncssh.Error, OSError):
                await self._one(attack)
            await asyncio.sleep(AGAIN)

    async def _one(self, attack: Attack) -> None:
        """Until shown out."""
        client = await asyncssh.connect(
            HERE, self._port, username="room", client_keys=None, agent_path=None, config=None, known_hosts=None
        )
        try:
            process = await client.create_process(term_type="xterm", term_size=SIZE, encoding=None)
            await process.stdout.read(100)
            self._came += 1
            self._in.add(attack)
            if len(self._in) == len(self._attacks):
                self.under_way.set()
            await attack(client, process)
            await client.wait_closed()
        finally:
            client.abort()


class Silent:
    """Connections that never say a word, from another address than the students'."""

    def __init__(self, port: int) -> None:
        """Nobody has come yet."""
        self._port = port
        self._sockets: list[socket.socket] = []
        self.under_way = asyncio.Event()

    async def run(self) -> None:
        """All come at once, and stay."""
        self._sockets = await asyncio.to_thread(self._come)
        self.under_way.set()

    def count(self) -> int:
        """How many are left once no more are closed: a room that is busy shows them out one by one."""
        held = alike = 0
        for _ in range(LOOKS):
            before, held = held, sum(map(_stands, self._sockets))
            alike = alike + 1 if held == before else 0
            if alike == SETTLED:
                break
            time.sleep(0.25)
        return held

    def _come(self) -> list[socket.socket]:
        """From another address."""
        where = (HERE, self._port)
        return [socket.create_connection(where, source_address=(ELSEWHERE, 0)) for _ in range(SILENT)]


def _stands(sock: socket.socket) -> bool:
    """Whether the other side still holds a connection."""
    try:
        return bool(sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
    except BlockingIOError:
        return True
    except OSError:
        return False


def _inner(thing: object) -> Any:  # noqa: ANN401 - whatever asyncssh keeps to itself: no honest client needs it
    """What is below a public face."""
    return cast("Any", thing)


def _say(**told: float) -> None:
    """One line."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


async def main(port: int, kind: str) -> None:
    """Attack until killed. It leaves the processor to whoever has something better to do."""
    os.nice(10)
    # What is written to somebody who has hung up is lost, and no news.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    began = now()
    attackers = Silent(port) if kind == "silent" else Flooders(port, KINDS[kind])
    running = asyncio.create_task(attackers.run())
    async with asyncio.timeout(PATIENCE):
        await attackers.under_way.wait()
    _say(began=began)
    while await asyncio.to_thread(sys.stdin.readline):
        _say(count=attackers.count())
    running.cancel()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
