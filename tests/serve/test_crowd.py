"""Crowds at the door: a class that reads the question about the key for a minute, and strangers who say nothing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from pathlib import Path

import pytest

from quiz.serve.server import Gate
from tests.serve.lessons import Pupil, opened, run, until
from tests.serve.openssh import Typist, needs_ssh, ssh
from tests.serve.rooms import connect, parrots

STRANGERS, HELD = 500, 64


async def greeted(port: int, address: str = "127.0.0.1") -> None:
    """An honest login from an address."""
    async with asyncio.timeout(20), connect(port, local_addr=(address, 0)) as client:
        process = await client.create_process(term_type="xterm", encoding=None)
        assert b"hello" in await process.stdout.read(100)


@needs_ssh
@pytest.mark.deep
def test_a_class_reads_the_question_about_the_key_and_gets_in(tmp_path: Path) -> None:
    """Thirty from one address, for a minute, then all say yes."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            for number in range(30):
                (tmp_path / str(number)).mkdir()
            crowd = [Typist(ssh(house.port, "room", tmp_path / str(number), ask=True)) for number in range(30)]
            for typist in crowd:
                await typist.told("Are you sure you want to continue connecting")
            await asyncio.sleep(60)
            for typist in crowd:
                typist.press("yes\r")
            for typist in crowd:
                await typist.see("Enter takes")
                typist.press("\r")
                await typist.see("takes your seat back")
            await until(lambda: len(house.room.state.seats) == 30)
            for typist in crowd:
                typist.close()

    run(work(), 300)


@pytest.mark.deep
def test_silent_strangers_keep_nobody_out() -> None:
    """Others get in throughout, and those of the strangers' own address once the time for a login is over."""

    async def work() -> None:
        async with parrots(Gate()) as (_, server):
            port, other = server.ports[0], ("127.0.0.2", 0)

            def come() -> list[socket.socket]:
                return [socket.create_connection(("127.0.0.1", port), source_address=other) for _ in range(STRANGERS)]

            silent = await asyncio.to_thread(come)
            await until(lambda: server.refused == STRANGERS - HELD)
            for _ in range(12):
                await greeted(port)
                await asyncio.sleep(10)
            async with asyncio.timeout(30):
                while server.strangers:
                    await asyncio.sleep(0.1)
            await greeted(port, "127.0.0.2")
            for sock in silent:
                sock.close()

    run(work(), 300)


def test_who_drips_is_no_better_off_than_who_is_silent() -> None:
    """A byte now and then buys no time: the time for a login is counted from its beginning."""

    async def work() -> None:
        async with parrots(Gate(login=2)) as (_, server):
            dripping = [await asyncio.open_connection("127.0.0.1", server.ports[0]) for _ in range(40)]

            async def drip() -> None:
                for byte in b"SSH-2.0-" + b"x" * 200:
                    for _, writer in dripping:
                        writer.write(bytes([byte]))
                    await asyncio.sleep(0.2)

            task = asyncio.create_task(drip())
            await greeted(server.ports[0])
            await until(lambda: server.strangers == 0)
            for reader, _ in dripping:
                with contextlib.suppress(OSError):
                    await reader.read()
            assert not task.done()
            task.cancel()
            await greeted(server.ports[0])
            for _, writer in dripping:
                writer.transport.abort()

    run(work())


def test_a_seat_is_kept_by_one_line_at_a_time(tmp_path: Path) -> None:
    """Somebody who comes back again and again, cut off at any point, leaves nothing behind."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            code = ada.code
            for number in range(12):
                pupil = await Pupil(house.port, code, term="xterm" if number % 3 else None).join()
                if number % 2:
                    await pupil.see("You are Ada.")
                await pupil.leave()
            await until(lambda: not house.reception._sessions and not house.gateway.clients)
            await until(lambda: not house.server._connections)
            assert not house.conduct.present(code)
            await ada.leave()

    run(work(), 300)
