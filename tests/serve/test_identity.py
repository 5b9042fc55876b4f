"""Who a student is and who the host is: through every break, with keys and codes, at another address."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from pathlib import Path

import asyncssh
import pytest

from quiz.core.results import results
from quiz.core.state import Phase
from quiz.rooms.export import as_json, items_csv, page, players_csv
from quiz.serve.launch import Known, end, launch
from quiz.stores.sqlite import SqliteReader
from tests.serve.lessons import Pupil, opened, run, strokes, to, until
from tests.serve.openssh import Typist, needs_ssh, ssh
from tests.serve.test_host import room as room


@pytest.mark.parametrize("term", ["xterm", None], ids=["terminal", "lines"])
def test_a_line_may_break_at_every_step(tmp_path: Path, term: str | None) -> None:
    """After each step of a lesson the code brings back the seat, the score, the answer and the scene."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port, term=term).join()).sit("Ada")
            code = next(iter(house.room.state.seats))
            mate = await (await Pupil(house.port).join()).sit("Mate")
            for _ in range(13):
                await house.conduct.next()
                await ada.leave()
                ada = await Pupil(house.port, code, term=term).join()
                await until(lambda: house.conduct.present(code))
                assert [seat.name for seat in house.room.state.seats.values()] == ["Ada", "Mate"]
                view = house.room.view(code)
                assert view is not None
                if house.room.phase is Phase.OPEN:
                    await until(lambda: not house.gateway.moment.beat.alone)
                    if term:
                        await ada.see("Enter")
                        ada.press(strokes(house.room.state))
                        await ada.see("locked")
                    else:
                        await until(lambda: house.gateway.moment.public is house.room.public)
                        ada.press(f"={strokes(house.room.state)[:-1]}\n")
                        await until(lambda: house.room.state.asked[-1].answers)
                    given = house.room.state.asked[-1].answers[code]
                    await ada.leave()
                    ada = await Pupil(house.port, code, term=term).join()
                    await ada.see("locked" if term else "You have answered")
                    assert house.room.state.asked[-1].answers[code] == given
                if view.row.credit and house.room.phase is Phase.STANDING:
                    await ada.see(str(view.row.points))
            assert house.room.view(code).row.right >= 3  # type: ignore[union-attr]
            await mate.leave()

    run(work())


@needs_ssh
def test_a_key_that_is_only_shown_gains_nothing(room: Known, tmp_path: Path) -> None:
    """Who offers the public half of another's key gets nowhere; with a key of their own besides they get their own."""

    async def work() -> None:
        for name in ("ada", "eve"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
        own = ("-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none")
        ada = Typist(ssh(room.port, "me", tmp_path, *own, "-i", str(tmp_path / "ada")))
        await ada.see("Enter takes")
        ada.press("Ada\r")
        await ada.see("You are Ada.")
        shown = tmp_path / "shown.pub"
        shown.write_text((tmp_path / "ada.pub").read_text())
        thief = Typist(ssh(room.port, "me", tmp_path, *own, "-i", str(shown)))
        assert await thief.ended() == 255
        assert b"Ada" not in thief.raw
        both = Typist(ssh(room.port, "me", tmp_path, *own, "-i", str(shown), "-i", str(tmp_path / "eve")))
        await both.see("Enter takes")
        assert "You are Ada" not in both.text
        ada.press("\x03")
        await ada.ended()
        again = Typist(ssh(room.port, "me", tmp_path, *own, "-i", str(tmp_path / "ada")))
        await again.see("You are Ada.")
        for typist in (ada, thief, both, again):
            typist.close()

    run(work())


@needs_ssh
def test_the_host_is_known_at_another_address(room: Known, tmp_path: Path) -> None:
    """After a restart elsewhere OpenSSH finds the same key under the alias, with the strictest check and not a word."""
    alias = ("-o", "HostKeyAlias=footnote", "-o", "CheckHostIP=no", "-T")

    def visit(address: str, checking: str, *more: str) -> subprocess.CompletedProcess[bytes]:
        command = [*ssh(port, "room", tmp_path, *more)[:-1], f"room@{address}"]
        command = [word.replace("accept-new", checking) for word in command]
        return subprocess.run(command, input=b"\nquit\n", capture_output=True, timeout=60, check=False)

    port = room.port
    assert visit("127.0.0.1", "accept-new", *alias).returncode == 0
    end(room)
    moved = launch(room.folder, room.folder.parent.parent, ["127.0.0.3"], port, "127.0.0.3")
    assert moved.fingerprint == room.fingerprint
    done = visit("127.0.0.3", "yes", *alias)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"takes your seat back" in done.stdout
    assert visit("127.0.0.3", "yes", "-T").returncode == 255


def test_no_export_tells_where_somebody_was_or_with_which_key(tmp_path: Path) -> None:
    """No address, fingerprint, key or code, neither in results nor in the log they are made from."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    codes: list[str] = []

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port, "me").join(client_keys=[key])).sit("Ada")
            bob = await (await Pupil(house.port).join()).sit("Bob")
            codes.extend(house.room.state.seats)
            await to(house, Phase.OPEN)
            await ada.see("Kara Sea")
            ada.press(strokes(house.room.state))
            await ada.see("locked")
            await house.conduct.next()
            await house.conduct.next()
            found = results(house.room.state)
            written.append("".join((players_csv(found), items_csv(found), as_json(found), *page(found))))
            await bob.leave()

    written: list[str] = []
    run(work())
    with SqliteReader(tmp_path / "log.db") as log:
        events = repr(log.read("room"))
    public = key.export_public_key().decode().split()[1]
    for text in ("127.0.0", "SHA256", key.get_fingerprint(), public):
        assert text not in written[0]
        assert text not in events
    assert not [code for code in codes if code in written[0]]


@needs_ssh
def test_openssh_gets_one_session_without_compression(room: Known, tmp_path: Path) -> None:
    """A second shell on the same line is refused, as is a socket to listen at; compression is not agreed to."""
    control = ("-o", f"ControlPath={room.folder / 'mux'}")

    async def work() -> None:
        ada = Typist(ssh(room.port, "room", tmp_path, "-C", "-v", "-o", "ControlMaster=yes", *control))
        await ada.told("Enter takes")
        assert b"compression: none" in ada.raw
        for more in (("-tt",), ("-T",), ("-s", "-T")):
            command = [*ssh(room.port, "room", tmp_path, "-o", "ControlMaster=no", *control, *more)]
            # Without this the client would come again on a line of its own.
            command[1:1] = ["-o", "ProxyCommand=false"]
            command += ["sftp"] if "-s" in more else []
            second = await asyncio.to_thread(
                subprocess.run, command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
            )
            assert second.returncode != 0
            assert b"Enter takes" not in second.stdout
        ada.press("\r")
        await ada.told("takes your seat back")
        ada.close()

    run(work())
    for more in (("-R", f"{tmp_path}/sock:127.0.0.1:22"), ("-w", "any:any")):
        command = ssh(room.port, "room", tmp_path, "-N", "-o", "ExitOnForwardFailure=yes", *more)
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
        assert done.returncode != 0, more
    file = tmp_path / "file"
    file.write_text("x")
    for old in ("-O", "-s"):
        options = ssh(room.port, "room", tmp_path)[1:-3]
        command = ["scp", old, *options, "-P", str(room.port), str(file), "room@127.0.0.1:x"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
        assert done.returncode != 0


def test_sigterm_leaves_a_clean_log(room: Known) -> None:
    """Nothing was said of an error, nothing waits to be written, and the file is whole."""

    async def work() -> None:
        pupils = [await (await Pupil(room.port).join()).sit(f"Pupil {number}") for number in range(5)]
        os.kill(room.pid, signal.SIGTERM)
        await until(lambda: json.loads((room.folder / "room.json").read_text())["up"] is False)
        await until(lambda: all(pupil.over for pupil in pupils))

    run(work())
    assert (room.folder / "host.log").read_bytes() == b""
    wal = room.folder / "log.db-wal"
    assert not wal.exists() or wal.stat().st_size == 0
    with SqliteReader(room.folder / "log.db") as log:
        assert len(log.read(room.name)) == 6
