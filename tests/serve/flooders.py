"""Clients that ask for far too much, in a process of their own: they share no loop with those who play."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable
from typing import Any, cast

import asyncssh

from tests.serve.rooms import connect

Client = asyncssh.SSHClientConnection
Process = asyncssh.SSHClientProcess[bytes]


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
        cast("Any", client)._send_global_request(b"keepalive@openssh.com", want_reply=False)
        if number % 500 == 0:
            await asyncio.sleep(0)


async def variables(_client: Client, process: Process) -> None:
    """Ten thousand variables."""
    for number in range(10_000):
        packed = asyncssh.packet.String(f"V{number}"), asyncssh.packet.String("x" * 100)
        cast("Any", process.channel)._send_request(b"env", *packed)
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
    cast("Any", process.channel)._send_window = 2**40
    for _ in range(512):
        process.stdin.write(b"\r" * 32768)
        await asyncio.sleep(0)


FLOODS: tuple[Callable[[Client, Process], Awaitable[None]], ...] = (
    keys, pasted, requests, variables, sessions, sizes, beyond_the_window,
)  # fmt: skip


async def flood(port: int, attack: Callable[[Client, Process], Awaitable[None]]) -> None:
    """One attacker, who ends when shown out, or when everything is sent."""
    with contextlib.suppress(asyncssh.Error, OSError):
        async with connect(port) as client:
            process = await client.create_process(term_type="xterm", encoding=None)
            await process.stdout.read(100)
            await attack(client, process)
            await asyncio.sleep(3600)


def storm(port: int) -> None:
    """All of them at once, until killed. They leave the processor to whoever has something better to do."""
    os.nice(10)

    async def work() -> None:
        floods = [asyncio.create_task(flood(port, attack)) for attack in FLOODS]
        os.write(1, b"begun\n")
        await asyncio.gather(*floods)
        await asyncio.sleep(3600)

    asyncio.run(work())
