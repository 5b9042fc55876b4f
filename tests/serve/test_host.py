"""The room as a process: it ends in order and comes back after SIGKILL; OpenSSH's client plays in it."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.rooms.host_codec import HostCodec
from quiz.serve.launch import Known, LaunchError, end, known, rooms_in
from quiz.serve.terminal import LEAVE
from quiz.stores.sqlite import SqliteReader
from tests.serve.lessons import Pupil, lesson, run, until
from tests.serve.openssh import DeskLine, Typist, needs_ssh, ssh
from tests.serve.processes import again, in_process

NONSENSE = (
    b"\xff\xfe\n", b"[]\n", b'{"hello": 7}\n', b"x" * 200_000, b'{"hello": "join", "size": "big"}\nz\0\0\0\1z',
    b"[" * 60_000 + b"\n", b'{"hello": "watch"}\ns\0\0\0\1x', b'{"hello": "join"}\nd\xff\xff\xff\xff',
)  # fmt: skip


CLOSED = b"The room is closed. Thank you for playing.\r\n"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Known]:
    """A room in a process of its own, with time limits."""
    with in_process(tmp_path, lesson(timer=True)) as room:
        yield room


def test_files_are_for_the_host_alone(room: Known) -> None:
    """The key, the log, the note, the socket."""
    for path in (
        room.folder.parent.parent / "host_key",
        room.socket,
        room.folder / "room.json",
        room.folder / "host.log",
    ):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert [one.name for one in rooms_in(room.folder.parent.parent)] == ["lesson"]
    with pytest.raises(LaunchError, match="another quiz writes"):
        again(room)


def test_a_desk_conducts(room: Known) -> None:
    """The view comes as the core's own, deeds are done or refused, and nonsense hurts nobody."""

    async def work() -> None:
        desk = await DeskLine().open(room.socket)
        ada = await (await Pupil(room.port).join()).sit("Ada")
        bob = await (await Pupil(room.port).join()).sit("Bob")
        await until(lambda: desk.view and len(desk.clock["present"]) == 2)
        view = HostCodec().decode(desk.view)
        assert [row.name for row in view.roster] == ["Ada", "Bob"]
        seat = view.roster[0].seat
        assert seat in desk.clock["present"]
        assert (await desk.do("rename", seat=seat, name="Countess")).get("done")
        await ada.see("You are Countess.")
        assert "MALFORMED" not in str(await desk.do("dance"))
        assert "refused" in await desk.do("factor", seat=seat, factor="1/0")
        assert "refused" in await desk.do("void", instance="x")
        assert (await desk.do("next", scene=-1))["reason"] == "stale"
        await desk.to("open")
        await ada.see("Kara Sea")
        ada.press("A\r")
        await until(lambda: sum(desk.view["counts"]) == 1)
        assert (await desk.do("extend", ms=5000)).get("done")
        assert (await desk.do("pause")).get("done")
        await ada.see("paused")
        assert (await desk.do("skip", because="too hard")).get("done")
        await until(lambda: desk.view["public"]["phase"] in ("open", "closed") and len(desk.view["counts"]) == 4)
        for nonsense in NONSENSE:
            reader, writer = await asyncio.open_unix_connection(room.socket)
            writer.write(nonsense)
            writer.write_eof()
            async with asyncio.timeout(20):
                await reader.read()
            writer.close()
        assert (await desk.do("kick", seat=seat)).get("done")
        await ada.told("taken you out")
        await bob.leave()
        await desk.close()

    run(work())
    assert "Traceback" not in (room.folder / "host.log").read_text("utf-8")


def test_kill_and_restart_lose_nothing(room: Known) -> None:
    """The same fingerprint, question, remaining time, and every answer that was acknowledged."""

    async def work() -> None:
        ada = await (await Pupil(room.port).join()).sit("Ada")
        bob = await (await Pupil(room.port).join()).sit("Bob")
        code = ada.code
        desk = await DeskLine().open(room.socket)
        await desk.to("open")
        await ada.see("Kara Sea")
        ada.press("A\r")
        await ada.see("locked")
        begins, deadline = (desk.view["public"]["question"][name] for name in ("begins", "deadline"))
        await desk.close()
        wall = Typist([sys.executable, "-m", "quiz", "watch", "--socket", str(room.socket)])
        await wall.see("Kara Sea")
        os.kill(room.pid, signal.SIGKILL)
        await until(lambda: ada.over and bob.over)
        await wall.ended()
        assert LEAVE in wall.raw
        wall.close()
        back = await asyncio.to_thread(again, room)
        assert (back.fingerprint, back.port) == (room.fingerprint, room.port)
        assert back.pid != room.pid
        ada = await Pupil(back.port, code).join()
        await ada.see("locked", "1 of 4")
        desk = await DeskLine().open(back.socket)
        await until(lambda: desk.view)
        question = desk.view["public"]["question"]
        assert (question["begins"], question["deadline"]) == (begins, deadline)
        assert desk.clock["now"] < deadline
        assert sum(desk.view["counts"]) == 1
        await desk.close()
        await ada.leave()

    run(work())


def test_sigterm_gives_every_terminal_back(room: Known) -> None:
    """Within the time that a shutdown has; the log is closed, and the room can be taken up again."""

    async def work() -> None:
        pupils = [await (await Pupil(room.port).join()).sit() for _ in range(3)]
        wall = await Pupil(room.port, "screen").join()
        await wall.see("Type this")
        reader = await (await Pupil(room.port, term=None).join()).sit()
        python = [sys.executable, "-m", "quiz"]
        locals_ = [Typist([*python, name, "--socket", str(room.socket)]) for name in ("join", "watch")]
        await locals_[0].see("Enter takes")
        await locals_[1].see("Type this")
        await asyncio.to_thread(end, room)
        await until(lambda: all(pupil.over for pupil in (*pupils, wall, reader)))
        for pupil in (*pupils, wall):
            assert LEAVE in pupil.raw
            assert pupil.raw.endswith(CLOSED)
        for typist in locals_:
            await typist.told(CLOSED.decode())
            assert await typist.ended() == 0
            assert LEAVE in typist.raw
            typist.close()
        assert b"\x1b" not in reader.raw
        assert not known(room.folder).up

    run(work())
    with SqliteReader(room.folder / "log.db") as log:
        assert len(log.read(room.name)) == 5
    back = again(room)
    assert back.fingerprint == room.fingerprint


@needs_ssh
def test_openssh_plays(room: Known, tmp_path: Path) -> None:
    """One yes to the key, then no question more: a name, an answer, a break, the seat again, another size."""

    async def work() -> None:
        ada = Typist(ssh(room.port, "room", tmp_path, ask=True), (100, 30))
        await ada.told("Are you sure you want to continue connecting")
        assert room.fingerprint.encode() in ada.raw
        ada.press("yes\r")
        await ada.see("Enter takes")
        ada.press("Ada\r")
        await ada.see("You are Ada.")
        code = next(word for word in ada.text.split() if "@127" in word).partition("@")[0]
        desk = await DeskLine().open(room.socket)
        await desk.to("open")
        await ada.see("Kara Sea")
        ada.press("\x1b[B")
        await ada.see("your pick")
        ada.press("\r")
        await ada.see("locked")
        ada.press("\x03")
        await ada.told("To take your seat again")
        assert await ada.ended() == 0
        assert LEAVE in ada.raw
        back = Typist(ssh(room.port, code, tmp_path), (60, 20))
        await back.see("locked")
        wrong = Typist(ssh(room.port, "teacher", tmp_path))
        await wrong.told("Join with room@")
        assert await wrong.ended() == 255
        for typist in (ada, back, wrong):
            typist.close()
        await desk.close()

    run(work())


@needs_ssh
@pytest.mark.parametrize(
    ("more", "command"),
    [
        ((), ("id",)),
        (("-s",), ("sftp",)),
        (("-W", "127.0.0.1:22"), ()),
        (("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"), ()),
    ],
    ids=["exec", "subsystem", "direct-tcpip", "remote forward"],
)  # fmt: skip
def test_openssh_is_refused_what_is_no_shell(
    room: Known, tmp_path: Path, more: tuple[str, ...], command: tuple[str, ...]
) -> None:
    """It ends with an error, and nothing of the server's has run."""
    done = subprocess.run(
        [*ssh(room.port, "room", tmp_path, *more), *command],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert not done.stdout


@needs_ssh
def test_openssh_reads_lines_without_a_terminal(room: Known, tmp_path: Path) -> None:
    """`ssh -T` is the plain game; nothing of it is a control sequence."""
    done = subprocess.run(
        ssh(room.port, "room", tmp_path, "-T"), input=b"Edda\n?\nquit\n", capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"You are Edda." in done.stdout
    assert b"To take your seat again" in done.stdout


def test_people_on_the_machine_join_and_watch(room: Known) -> None:
    """Over the socket, with the account as identity: the same name of the same account finds its seat again."""

    async def work() -> None:
        python = [sys.executable, "-m", "quiz"]
        ada = Typist([*python, "join", "--socket", str(room.socket)])
        await ada.see("Enter takes")
        ada.press("Ada\r")
        await ada.see("You are Ada.")
        code = next(word for word in ada.text.split() if "@127" in word).partition("@")[0]
        wall = Typist([*python, "watch", "--socket", str(room.socket)], (100, 30))
        await wall.see("Type this", "Ada")
        thief = Typist([*python, "join", "--socket", str(room.socket)])
        await thief.see("Enter takes")
        thief.press("Ada\r")
        await thief.see("Somebody sits there already")
        ada.press("\x03")
        assert await ada.ended() == 0
        thief.press("\r")
        await thief.see("You are Ada.")
        lost = Typist([*python, "join", "--socket", str(room.socket), "--code", "mine"])
        await lost.see("This is no code")
        assert "refused" not in lost.text
        lost.close()
        coded = Typist([*python, "join", "--socket", str(room.socket), "--code", code])
        await coded.see("You are Ada.")
        await thief.told("taken up from somewhere else")
        wall.press("q")
        assert await wall.ended() == 0
        for typist in (ada, wall, thief, coded):
            typist.close()

    run(work())
