"""The machine's own sshd leads an account to the room and nowhere else, with the very lines that SECURITY.md prints."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.rooms.room import begun
from quiz.serve.launch import Known, end, launch
from quiz.stores.sqlite import SqliteLog
from tests.serve.lessons import lesson, run, until
from tests.serve.openssh import DeskLine, Typist, ssh

ROOT = Path(__file__).resolve().parents[2]
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
RECIPE = re.findall(r"```sshd_config\n(.*?)```", (ROOT / "SECURITY.md").read_text("utf-8"), re.DOTALL)
pytestmark = pytest.mark.skipif(SSHD is None, reason="no OpenSSH server is installed here")


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Known]:
    """A room that other accounts of this machine are let in to."""
    short = Path(os.path.realpath("/tmp")) / f"fs-{os.getpid()}-{tmp_path.name[-12:]}"  # noqa: S108 - a socket's path is short
    folder = short / "rooms" / "lesson"
    folder.mkdir(parents=True, mode=0o700)
    with SqliteLog(folder / "log.db") as log:
        begun(log, folder.name, lesson())
    room = launch(folder, short, ["127.0.0.1"], 0, "127.0.0.1", str(short / "room.sock"))
    try:
        yield room
    finally:
        end(room)
        shutil.rmtree(short)


@pytest.fixture
def sshd(shared: Known, tmp_path: Path) -> Iterator[int]:
    """The port of a real sshd with the recipe, for the account that runs the tests."""
    assert SSHD is not None
    for name in ("host", "student"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    program = tmp_path / "quiz"
    program.write_text(f'#!/bin/sh\nenv > {tmp_path}/env\nPYTHONPATH={ROOT} exec {sys.executable} -m quiz "$@"\n')
    program.chmod(0o755)
    recipe = RECIPE[0].replace("Match User student", f"Match User {getpass.getuser()}")
    recipe = recipe.replace("/opt/footnote/bin/quiz", str(program)).replace("/run/footnote/room.sock", shared.share)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    config = tmp_path / "sshd_config"
    config.write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/student.pub\n"
        f"PidFile none\nStrictModes no\nAcceptEnv LD_* PYTHON* LANG\nPasswordAuthentication no\n"
        f"Subsystem sftp internal-sftp\n{recipe}"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    with (tmp_path / "sshd.log").open("wb") as told:
        process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(config)], stderr=told)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


def login(port: int, folder: Path, *more: str) -> list[str]:
    """A student's command, with the account's key."""
    tries = ("-o", "ConnectionAttempts=20", "-o", "IdentitiesOnly=yes", "-i", str(folder / "student"))
    return ssh(port, getpass.getuser(), folder, *tries, *more)


def test_there_is_one_recipe() -> None:
    """It closes every way out that sshd knows of by itself: before OpenSSH 10 one word for all of them leaves two."""
    assert len(RECIPE) == 1
    for word in (
        "X11Forwarding",
        "AllowAgentForwarding",
        "AllowTcpForwarding",
        "AllowStreamLocalForwarding",
        "PermitTunnel",
    ):
        assert f"    {word} no\n" in RECIPE[0]


def test_a_student_plays_through_sshd(shared: Known, sshd: int, tmp_path: Path) -> None:
    """A terminal, a name, a question, the way back; whatever the client sends along as environment stays outside."""

    async def work() -> None:
        sent = ("-o", "SetEnv=LD_FOOTNOTE=x PYTHONSTARTUP=/tmp/x")
        ada = Typist(login(sshd, tmp_path, "-tt", *sent))
        await ada.see("Enter takes")
        ada.press("Ada\r")
        await ada.see("You are Ada.")
        desk = await DeskLine().open(shared.socket)
        await desk.to("open")
        await ada.see("Kara Sea")
        ada.press("A\r")
        await ada.see("locked")
        await until(lambda: sum(desk.view["counts"]) == 1)
        ada.press("\x03")
        await ada.told("To take your seat again")
        assert await ada.ended() == 0
        ada.close()
        await desk.close()

    run(work())
    kept = {line.partition("=")[0] for line in (tmp_path / "env").read_text().splitlines()}
    assert kept <= {"TERM", "LANG", "PWD", "SHLVL", "_", "OLDPWD"}


@pytest.mark.parametrize(
    ("more", "command"),
    [
        (("-T",), ("touch", "{marker}")),
        (("-s",), ("sftp",)),
        (("-W", "127.0.0.1:{port}"), ()),
        (("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:22"), ()),
    ],
    ids=["exec", "subsystem", "direct-tcpip", "remote forward"],
)  # fmt: skip
def test_nothing_else_is_to_be_had(sshd: int, tmp_path: Path, more: tuple[str, ...], command: tuple[str, ...]) -> None:
    """A command is not run: at most there is the game instead. Forwards are refused."""
    marker = tmp_path / "ran"
    told = [word.format(marker=marker, port=sshd) for word in (*login(sshd, tmp_path, *more), *command)]
    done = subprocess.run(told, input=b"Edda\nquit\n", capture_output=True, timeout=60, check=False)
    assert not marker.exists()
    if more[0] in ("-W", "-N"):
        assert done.returncode != 0
        assert not done.stdout
    else:
        assert b"Your name" in done.stdout


def test_a_command_at_a_terminal_is_the_game_too(sshd: int, tmp_path: Path) -> None:
    """Whatever is asked for, the forced command is what runs."""

    async def work() -> None:
        marker = tmp_path / "ran"
        ada = Typist([*login(sshd, tmp_path, "-tt"), "touch", str(marker)])
        await ada.see("Enter takes")
        ada.press("\x03")
        assert await ada.ended() == 0
        assert not marker.exists()
        ada.close()

    run(work())


def test_the_shared_socket_has_no_desk(shared: Known) -> None:
    """Anybody may write to it, nobody conducts at it; the other socket stays the host's own."""

    async def work() -> None:
        assert stat.S_IMODE(Path(shared.share).stat().st_mode) == 0o666
        assert stat.S_IMODE(shared.socket.stat().st_mode) == 0o600
        reader, writer = await asyncio.open_unix_connection(shared.share)
        writer.write(b'{"hello": "desk"}\n{"do": "next", "id": 1}\n')
        told = await reader.readline()
        assert "refused" in json.loads(told)
        with contextlib.suppress(OSError):
            assert await reader.read() == b""
        writer.close()
        desk = await DeskLine().open(shared.socket)
        await until(lambda: bool(desk.view))
        assert desk.view["public"]["phase"] == "lobby"
        await desk.close()

    run(work())
