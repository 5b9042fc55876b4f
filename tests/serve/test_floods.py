"""Floods, stalls and hostile files beside a class that plays: it plays on, and the room's process stays small."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import asyncssh
import pytest

from quiz.core.state import Phase
from quiz.serve.launch import Known, known
from tests.cli.running import ROOT, environment
from tests.serve.lessons import Pupil, opened, run, strokes, to, until
from tests.serve.openssh import DeskLine
from tests.serve.test_host import room as room

MEGABYTE = 1024


def resident(pid: int) -> int:
    """KiB of memory that a process has."""
    row = next(row for row in Path(f"/proc/{pid}/status").read_text("ascii").splitlines() if row.startswith("VmRSS"))
    return int(row.split()[1])


needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


@needs_proc
@pytest.mark.parametrize("honest", [6, pytest.param(50, marks=pytest.mark.deep)])
def test_floods_stay_with_their_senders(room: Known, honest: int) -> None:
    """All kinds at once; every answer of the class counts, and the room's process grows by less than 20 MB."""

    async def work() -> None:
        pupils = [await (await Pupil(room.port).join()).sit(f"Pupil {number}") for number in range(honest)]
        desk = await DeskLine().open(room.socket)
        before = resident(room.pid)
        flooders = subprocess.Popen(
            [sys.executable, "-m", "quiz.serve.flooders", str(room.port), "storm"], cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert flooders.stdout is not None
        assert b"began" in await asyncio.to_thread(flooders.stdout.readline)
        await desk.to("open")
        for pupil in pupils:
            await pupil.see("Kara Sea")
        for pupil in pupils:
            pupil.press("A\r")
        for pupil in pupils:
            await pupil.see("locked")
        await until(lambda: sum(desk.view["counts"]) == honest)
        assert resident(room.pid) - before < 20 * MEGABYTE
        assert not any(pupil.over for pupil in pupils)
        assert flooders.poll() is None
        flooders.kill()
        flooders.communicate()
        late = await Pupil(room.port).join()
        await late.see("Enter takes")
        assert known(room.folder).pid == room.pid
        await late.leave()
        await desk.close()

    run(work(), 240)


@needs_proc
def test_a_packet_of_four_gigabytes_is_not_waited_for(room: Known) -> None:
    """The line is cut at its head; twenty of them cost less than 5 MB."""

    async def work() -> None:
        ada = await (await Pupil(room.port).join()).sit("Ada")
        before = resident(room.pid)
        for _ in range(20):
            reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
            writer.write(b"SSH-2.0-x\r\n" + struct.pack(">IB", 2**32 - 1, 4))
            with contextlib.suppress(OSError):
                for _ in range(100):
                    writer.write(b"x" * 65536)
                    await writer.drain()
                while await reader.read(1000):
                    pass
            writer.transport.abort()
        assert resident(room.pid) - before < 5 * MEGABYTE
        ada.press("\x03")
        await ada.told("To take your seat again")

    run(work())


@needs_proc
@pytest.mark.deep
def test_who_types_and_never_reads_is_cut_off_and_costs_little(room: Known) -> None:
    """With the largest window there is, and asking for whole screens all the time; others play meanwhile."""

    async def work() -> None:
        pupils = [await (await Pupil(room.port).join()).sit(f"Pupil {number}") for number in range(20)]
        desk = await DeskLine().open(room.socket)
        sleeper = await (await Pupil(room.port, size=(160, 45)).join()).sit("Sleeper")
        cast("Any", sleeper.process.channel).send_packet(93, asyncssh.packet.UInt32(2**31 - 1))
        before = resident(room.pid)
        transport = cast("Any", sleeper.connection)._transport
        sock = transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        transport.pause_reading()

        async def ask() -> None:
            for number in range(2000):
                sleeper.process.change_terminal_size(160 - number % 2, 45)
                sleeper.press("\x1b[B")
                await asyncio.sleep(0.1)

        asking = asyncio.create_task(ask())
        await desk.to("open")
        for pupil in pupils:
            await pupil.see("Kara Sea")
            pupil.press("A\r")
        for pupil in pupils:
            await pupil.see("locked")
        seat = next(row["seat"] for row in desk.view["roster"] if row["name"] == "Sleeper")
        await until(lambda: seat not in desk.clock["present"], 120)
        assert resident(room.pid) - before < 10 * MEGABYTE
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        await desk.close()

    run(work(), 240)


def test_one_of_fifty_breaks_and_nobody_else_notices(tmp_path: Path) -> None:
    """Of what broke nothing is shown; all others answer, and the seat can be taken again."""
    secret = "the answer is the Kara Sea"  # noqa: S105 - it stands for the values in a traceback

    def broken(*_: object) -> bool:
        raise RuntimeError(secret)

    async def work() -> None:
        async with opened(tmp_path) as house:
            errors: list[BaseException] = []
            house.reception._failed = errors.append
            pupils = [await (await Pupil(house.port).join()).sit(f"Pupil {number}") for number in range(50)]
            unlucky = pupils[17]
            code = unlucky.code
            await to(house, Phase.OPEN)
            for pupil in pupils:
                await pupil.see("Kara Sea")
            begun = len(unlucky.raw)
            cast("Any", house.reception._seated[code])._part.hear = broken
            for pupil in pupils:
                pupil.press(strokes(house.room.state))
            await until(lambda: unlucky.over)
            for pupil in pupils:
                if pupil is not unlucky:
                    await pupil.see("locked")
            assert len(house.room.state.asked[-1].answers) == 49
            assert [str(error) for error in errors] == [secret]
            last = bytes(unlucky.raw[begun:])
            for word in (b"Traceback", b"RuntimeError", b"Kara", b"Ob", secret.encode(), b".py"):
                assert word not in last
            await (await Pupil(house.port, code).join()).see("Kara Sea")

    run(work(), 240)


HOSTILE = {
    "deep": b"[" * 3_000_000,
    "aliases": b"a: &a [x, x]\n"
    + b"".join(b"%c: &%c [*%c, *%c]\n" % (98 + n, 98 + n, 97 + n, 97 + n) for n in range(9)),
    "merged": b"a: &a {x: 1}\nb: {<<: [*a, *a]}\n",
    "long": b"quiz: 1\ntitle: " + b"x" * 16_000_000 + b"\n",
    "too long": b"x" * 17_000_000,
    "keys": b"".join(b"k%d: 1\n" % number for number in range(300_000)),
    "digits": b"quiz: 1\ntitle: T\nquestions: [{ask: A?, number: " + b"9" * 5000 + b"}]\n",
    "hex": b"quiz: 1\ntitle: T\nquestions: [{ask: A?, number: 0x" + b"f" * 1_000_000 + b"}]\n",
    "base sixty": b"quiz: 1\ntitle: T\nquestions: [{ask: A?, number: 1" + b":59" * 20_000 + b"}]\n",
    "twice": b"quiz: 1\ntitle: T\ntitle: U\n",
    "itself": b"a: &a [*a]\n",
    "latin": "quiz: 1\ntitle: \xe9\n".encode("latin-1"),
    "wide": "quiz: 1\ntitle: T\n".encode("utf-16"),
    "surrogate": b'quiz: 1\ntitle: "\\ud800"\n',
    "tag": b"quiz: !!python/object/apply:os.system [true]\n",
}


@needs_proc
@pytest.mark.parametrize("names", [("deep", "aliases", "tag"), pytest.param(tuple(HOSTILE), marks=pytest.mark.deep)])
def test_a_hostile_pack_beside_a_room(room: Known, tmp_path: Path, names: tuple[str, ...]) -> None:
    """It is read in a process of its own, which ends with a line that says where, and small; the class plays on."""

    async def work() -> None:
        ada = await (await Pupil(room.port).join()).sit("Ada")
        for name in names:
            path = tmp_path / f"{name}.quiz.yaml"
            path.write_bytes(HOSTILE[name])
            code, said, memory = await asyncio.to_thread(host, path, tmp_path / "data")
            assert code in (1, 2), (name, code, said)
            assert f"{name}.quiz.yaml" in said, name
            assert "Traceback" not in said
            assert memory < 256 * MEGABYTE, (name, memory)
        assert not (tmp_path / "data" / "rooms").exists()
        desk = await DeskLine().open(room.socket)
        await desk.to("open")
        await ada.see("Kara Sea")
        ada.press("A\r")
        await ada.see("locked")
        assert known(room.folder).pid == room.pid
        await desk.close()

    run(work(), 240)


MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(done.returncode)
"""
"""Runs a program from a small process: a child counts as its own what whoever started it held."""


def host(path: Path, data: Path) -> tuple[int, str, int]:
    """Try to open a room with a pack: exit code, what is said, and KiB of memory at the most."""
    note = path.with_suffix(".memory")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, note, sys.executable, "-m", "quiz", "host", path, "--no-desk", "--port", "1"],
        env={**environment(data), "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        check=False, timeout=120,
    )  # fmt: skip
    assert len(done.stdout) < 2_000_000
    return done.returncode, done.stdout.decode("utf-8", "replace"), int(note.read_text("utf-8"))
