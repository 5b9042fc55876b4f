"""What a hostile client can do: nothing that the others would notice. On loopback, bounded in count and time."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import socket
import struct
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import asyncssh
import pytest

from quiz.core.state import Phase
from quiz.serve.host_keys import KeyFileError, fingerprint, host_key
from quiz.serve.limits import BYTES_A_MESSAGE, BYTES_A_READ, BYTES_AT_ONCE, KEYS_AT_ONCE, Bucket
from quiz.serve.server import Gate
from quiz.serve.session import Session
from quiz.serve.terminal import MOST
from quiz.serve.wire import Meter, version_problem
from tests.serve.lessons import Pupil, lesson, opened, run, strokes, to, until
from tests.serve.openssh import needs_ssh, ssh
from tests.serve.rooms import Parrot, connect, parrots

Client = asyncssh.SSHClientConnection


def kilobytes() -> int:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_an_old_library_is_refused() -> None:
    """The floor is where its limits on packets and windows begin."""
    assert "2.24.1" in version_problem("2.24.0")
    assert not version_problem("2.24.1")
    assert not version_problem("3.0")
    assert not version_problem()


def test_the_host_key_is_private_and_stays(tmp_path: Path) -> None:
    """Made once, 0600, by whoever is first; a file that others can read, or that is no key, is refused with a cure."""
    made = [fingerprint(host_key(tmp_path)) for _ in range(3)]
    assert len(set(made)) == 1
    path = tmp_path / "host_key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["host_key"]
    path.chmod(0o644)
    with pytest.raises(KeyFileError, match="chmod 600"):
        host_key(tmp_path)
    path.chmod(0o600)
    path.write_text("no key")
    with pytest.raises(KeyFileError, match="no host key"):
        host_key(tmp_path)


async def refused(work: Awaitable[object]) -> None:
    """A request that must fail."""
    with pytest.raises((asyncssh.Error, asyncssh.ChannelListenError, OSError)):
        await work


REQUESTS: dict[str, Callable[[Client], Awaitable[object]]] = {
    "exec": lambda client: client.create_process("id"),
    "subsystem": lambda client: client.create_process(subsystem="netconf"),
    "sftp": lambda client: client.start_sftp_client(),
    "x11": lambda client: client.create_process(term_type="xterm", x11_forwarding=True),
    "direct-tcpip": lambda client: client.open_connection("127.0.0.1", 22),
    "streamlocal": lambda client: client.open_unix_connection("/tmp/no"),  # noqa: S108 - never opened
    "tcpip-forward": lambda client: client.start_server(lambda *_: None, "127.0.0.1", 0),
    "streamlocal-forward": lambda client: client.start_unix_server(lambda: None, "/tmp/no"),  # noqa: S108 - never opened
    "tun": lambda client: client.open_tun(),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_only_a_shell_is_given(name: str) -> None:
    """Each other request is refused, and an honest login works afterwards."""

    async def work() -> None:
        async with parrots() as (door, server):
            async with connect(server.ports[0]) as client:
                await refused(REQUESTS[name](client))
            assert not door.guests or not door.guests[0].heard
            async with connect(server.ports[0]) as client:
                process = await client.create_process(term_type="xterm", encoding=None)
                assert b"hello room xterm" in await process.stdout.read(100)
                await refused(client.create_process(term_type="xterm"))
                assert len(door.guests) == 1

    run(work())


def test_no_agent_is_forwarded_and_little_of_an_environment_is_kept() -> None:
    """Of what a client sends along only a few short variables arrive, however many it sends."""

    async def work() -> None:
        async with parrots() as (door, server), connect(server.ports[0]) as client:
            env = {"LANG": "de_DE.UTF-8", "COLORTERM": "truecolor", "LD_PRELOAD": "/tmp/x", "LC_ALL": "x" * 100}  # noqa: S108
            process = await client.create_process(term_type="xterm", env=env, encoding=None)
            await process.stdout.read(100)
            assert door.guests[0].visit.env == {"LANG": "de_DE.UTF-8", "COLORTERM": "truecolor"}
            channel = cast("Any", process.channel)
            for number in range(300):
                channel._send_request(b"env", asyncssh.packet.String(f"V{number}"), asyncssh.packet.String("x" * 30))
            process.stdin.write(b"on")
            assert await process.stdout.read(10) == b"on"
            connection = next(iter(server._connections))
            inner = cast("Any", next(iter(cast("Any", connection)._channels.values())))
            assert not inner._env

    run(work())


@pytest.mark.parametrize("user", ["root", "", "teacher", "ROOM", "A" * 1000])
def test_nobody_else_gets_in(user: str) -> None:
    """No password is asked for, and none would do."""

    async def work() -> None:
        async with parrots() as (door, server):
            key = asyncssh.generate_private_key("ssh-ed25519")
            for more in ({"password": "x"}, {"client_keys": [key]}, {}):
                with pytest.raises((asyncssh.Error, OSError)):
                    async with connect(server.ports[0], user, **more):
                        pass
            assert not door.guests

    run(work())


def test_strangers_have_their_number() -> None:
    """Silent connections beyond the limit of an address are closed; others, and later this one, get in."""

    async def work() -> None:
        gate = Gate(strangers=40, strangers_each=20, login=3)
        async with parrots(gate) as (_, server):
            port = server.ports[0]
            silent = [
                socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.2", 0)) for _ in range(100)
            ]
            await until(lambda: server.refused == 80)
            assert server.strangers == 20
            async with connect(port) as client:
                process = await client.create_process(term_type="xterm", encoding=None)
                assert b"hello" in await process.stdout.read(100)
            await until(lambda: server.strangers == 0)
            async with connect(port, local_addr=("127.0.0.2", 0)) as client:
                process = await client.create_process(term_type="xterm", encoding=None)
                assert b"hello" in await process.stdout.read(100)
            for sock in silent:
                sock.close()

    run(work())


@pytest.mark.parametrize(
    "bytes_sent",
    [
        b"\x00" * 5000,
        b"GET / HTTP/1.1\r\n\r\n",
        b"SSH-2.0-x\r\n" + struct.pack(">IB", 2**32 - 1, 4) + b"x" * 60_000,
        os.urandom(3000),
    ],
    ids=["zeroes", "http", "a packet of four gigabytes", "noise"],
)  # fmt: skip
def test_garbage_is_shown_out(bytes_sent: bytes) -> None:
    """The connection is closed, little memory is used, and an honest login works afterwards."""

    async def work() -> None:
        async with parrots(Gate(login=1)) as (_, server):
            before = kilobytes()
            for _ in range(5):
                reader, writer = await asyncio.open_connection("127.0.0.1", server.ports[0])
                writer.write(bytes_sent)
                with contextlib.suppress(OSError):
                    while await reader.read(1000):
                        pass
                writer.close()
            assert kilobytes() - before < 20_000
            async with connect(server.ports[0]) as client:
                process = await client.create_process(term_type="xterm", encoding=None)
                assert b"hello" in await process.stdout.read(100)

    run(work())


def test_who_asks_for_nothing_is_shown_out() -> None:
    """A connection that has logged in and opens no shell ends."""

    async def work() -> None:
        async with parrots(Gate(idle=0.3)) as (_, server):
            client = await connect(server.ports[0])
            async with asyncio.timeout(20):
                await client.wait_closed()

    run(work())


def test_a_flood_waits_with_its_sender(tmp_path: Path) -> None:
    """What is sent faster than the budget is not read: others play on, and the flooder is shown out."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            mallory = await (await Pupil(house.port).join()).sit("Mallory")
            await to(house, Phase.OPEN)
            await ada.see("Kara Sea")
            for _ in range(50):
                mallory.press("ab" * 5000)
            ada.press(strokes(house.room.state))
            await ada.see("locked")
            await mallory.told("Too many keys")
            await until(lambda: mallory.over)
            await ada.leave()

    run(work())


def test_a_storm_of_sizes_ends_its_sender_alone(tmp_path: Path) -> None:
    """A few sizes a second are taken up; who sends thousands is cut off."""

    async def work() -> None:
        async with parrots() as (door, server), connect(server.ports[0]) as client, connect(server.ports[0]) as honest:
            process = await client.create_process(term_type="xterm", encoding=None)
            other = await honest.create_process(term_type="xterm", encoding=None)
            await process.stdout.read(100)
            await other.stdout.read(100)
            for number in range(5000):
                process.change_terminal_size(number, 2**32 - 1 - number)
            other.stdin.write(b"still here")
            assert await other.stdout.read(100) == b"still here"
            await until(lambda: door.guests[0].left)
            assert len(door.guests[0].sizes) < 60
            assert all(20 <= wide <= 400 and 8 <= high <= 150 for wide, high in door.guests[0].sizes)

    run(work())


def test_who_does_not_read_is_cut_off(tmp_path: Path) -> None:
    """With the largest window there is, reading paused and keys going on: bounded bytes, and the others see all."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            sleeper = await Pupil(house.port, size=(160, 45)).join()
            await sleeper.sit("Sleeper")
            session = next(
                one
                for one in house.reception._sessions
                if isinstance(one, Session) and one.terminal.grid and one.terminal.grid.width == 160
            )
            cast("Any", sleeper.process.channel).send_packet(93, asyncssh.packet.UInt32(2**31 - 1))
            transport = cast("Any", sleeper.connection)._transport
            transport.pause_reading()
            most = 0
            for number in range(4000):
                session.terminal.forget()
                house.gateway.paint(session)
                most = max(most, session.terminal.wire.unsent())
                if number % 50 == 0:
                    sleeper.press("\x1b[B")
                    await asyncio.sleep(0.001)
                if not session.terminal.open:
                    break
            assert most <= MOST
            assert session.terminal.skipped
            await to(house, Phase.OPEN)
            await ada.see("Kara Sea")
            transport.resume_reading()
            await ada.leave()
            await sleeper.leave()

    run(work())


def test_a_slow_reader_catches_up_with_one_frame(tmp_path: Path) -> None:
    """What was missed is never sent late: once there is room the screen is painted whole."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            session = next(one for one in house.reception._sessions if isinstance(one, Session))
            transport = cast("Any", ada.connection)._transport
            transport.pause_reading()
            for _ in range(4000):
                session.terminal.forget()
                house.gateway.paint(session)
                if session.behind:
                    break
                await asyncio.sleep(0)
            assert session.behind
            await to(house, Phase.OPEN)
            transport.resume_reading()
            await ada.see("Kara Sea", "Enter locks")
            await until(lambda: not session.behind)
            await ada.leave()

    run(work())


def test_one_students_crash_is_one_students_problem(tmp_path: Path) -> None:
    """It shows a plain line and nothing of what broke; the others notice nothing, and the seat can be taken again."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            errors: list[BaseException] = []
            house.reception._failed = errors.append
            ada = await (await Pupil(house.port).join()).sit("Ada")
            bob = await (await Pupil(house.port).join()).sit("Bob")
            code = bob.code
            session = cast("Any", house.reception._seated[code])
            await to(house, Phase.OPEN)
            await bob.see("Kara Sea")

            def broken(*_: object) -> bool:
                raise ZeroDivisionError("Kara Sea is the answer")

            session._part.hear = broken
            bob.press("x")
            await bob.told("Something went wrong")
            await until(lambda: bob.over)
            assert b"Traceback" not in bob.raw
            assert b"is the answer" not in bob.raw
            assert [type(error) for error in errors] == [ZeroDivisionError]
            again = await Pupil(house.port, code).join()
            await again.see("Kara Sea")
            seat = cast("Any", house.reception._seated[code])
            seat._part.paint = broken
            ada.press(strokes(house.room.state))
            await ada.see("locked")
            await house.conduct.close()
            await again.told("Something went wrong")
            await ada.see("locked")
            await ada.leave()
            await again.leave()

    run(work())


def test_little_is_worked_through_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes is taken in small pieces, between which others are heard; a client is told to cut it up itself."""
    sizes: dict[type, list[int]] = {Meter: [], Parrot: []}

    def noted(kind: type, name: str) -> None:
        """Keep the sizes of what a method is given."""
        method = getattr(kind, name)

        def noting(self: object, data: bytes) -> None:
            sizes[kind].append(len(data))
            method(self, data)

        monkeypatch.setattr(kind, name, noting)

    noted(Meter, "data_received")
    noted(Parrot, "feed")

    async def work() -> None:
        async with parrots() as (door, server), connect(server.ports[0]) as client:
            process = await client.create_process(term_type="xterm", encoding=None)
            process.stdin.write(b"x" * 40_000)
            await until(lambda: door.guests and len(door.guests[0].heard) == 40_000)
            assert max(sizes[Meter]) <= BYTES_A_READ == 2048
            assert max(sizes[Parrot]) <= BYTES_A_MESSAGE == 4096

    run(work())


@needs_ssh
def test_openssh_cuts_what_is_pasted_into_messages_that_are_taken(tmp_path: Path) -> None:
    """A student who pastes a whole page into the wrong window stays."""

    async def work() -> None:
        async with parrots() as (door, server):
            client = await asyncio.create_subprocess_exec(
                *ssh(server.ports[0], "room", tmp_path, "-tt"), stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            assert client.stdin is not None
            client.stdin.write(b"x" * 40_000)
            await until(lambda: door.guests and len(door.guests[0].heard) == 40_000)
            assert not door.guests[0].left
            client.kill()
            await client.communicate()

    run(work())


def test_who_sends_too_much_in_one_message_is_cut_off() -> None:
    """It would all be worked through at once. Others play on."""

    async def work() -> None:
        async with parrots() as (door, server), connect(server.ports[0]) as client, connect(server.ports[0]) as honest:
            process = await client.create_process(term_type="xterm", encoding=None)
            other = await honest.create_process(term_type="xterm", encoding=None)
            await other.stdout.read(100)
            cast("Any", process.channel)._send_pktsize = 2**20
            process.stdin.write(b"x" * (BYTES_A_MESSAGE + 1))
            await until(lambda: door.guests[0].left)
            assert not door.guests[0].heard
            other.stdin.write(b"still here")
            assert await other.stdout.read(100) == b"still here"

    run(work())


def test_of_what_comes_at_one_moment_a_hand_has_pressed_the_first(tmp_path: Path) -> None:
    """Keys beyond the budget are not even looked at, so that thousands cost no more than the first sixty."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            session = next(one for one in house.reception._sessions if isinstance(one, Session))
            heard: list[object] = []
            cast("Any", session)._part.hear = heard.append
            looks = 0

            class Counted(Bucket):
                def take(self, now: float, amount: float = 1.0) -> bool:
                    nonlocal looks
                    looks += 1
                    return super().take(now, amount)

            cast("Any", session)._keys = Counted(0.0, KEYS_AT_ONCE)
            session.feed(b"a" * BYTES_A_MESSAGE)
            assert (len(heard), looks) == (KEYS_AT_ONCE, KEYS_AT_ONCE + 1)
            await ada.leave()

    run(work())


def test_budgets_hold_a_handshake() -> None:
    """What is read at once is more than any honest client sends to get in."""
    assert BYTES_AT_ONCE > 4 * 8192
    assert lesson().length == 8
