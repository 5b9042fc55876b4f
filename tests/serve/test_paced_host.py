"""A room in which each plays alone as a process: desk, OpenSSH's client, `quiz join`, SIGKILL, the marks."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.rooms.streams import begun_paced
from quiz.serve.launch import Known, known, launch
from quiz.stores.sqlite import SqliteLog
from tests.cli.running import quiz
from tests.serve.lessons import Pupil, run, until
from tests.serve.openssh import DeskLine, Typist, needs_ssh, ssh
from tests.serve.processes import again as relaunch
from tests.serve.test_paced import folded, short


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Known]:
    """Such a room in a process of its own, open for an hour, ended afterwards whatever happened."""
    data = Path(os.path.realpath("/tmp")) / f"fq-{os.getpid()}-{tmp_path.name[-12:]}"  # noqa: S108 - a socket's path is short
    folder = data / "rooms" / "homework"
    folder.mkdir(parents=True, mode=0o700)
    with SqliteLog(folder / "log.db") as log:
        begun_paced(log, folder.name, short(timer=True), int(time.time()) + 3600)
    try:
        yield launch(folder, data, ["127.0.0.1"], 0, "127.0.0.1")
    finally:
        last = known(folder)
        if last.up:
            os.kill(last.pid, signal.SIGKILL)
        shutil.rmtree(data)


async def answered(pupil: Pupil | Typist) -> None:
    """From the lobby on to the verdict of the first question."""
    pupil.press("\r")
    await pupil.see("Round 1 of 2")
    pupil.press("\r")
    await pupil.see("Kara Sea", "Enter locks")
    row = next(row for row in pupil.text.splitlines() if "Kara Sea" in row)
    pupil.press(f"{row.strip()[0]}\r")
    await pupil.see("Enter goes on", "+1000")


async def asked_next(pupil: Pupil | Typist) -> None:
    """From the verdict to the second question."""
    while "2 of 2" not in pupil.text:
        pupil.press("\r")
        await asyncio.sleep(0.3)


@needs_ssh
def test_each_plays_alone_and_nothing_is_lost(room: Known, tmp_path: Path) -> None:
    """OpenSSH's client, and another one; SIGKILL; both are where they were; the marks are those of the log."""

    async def work() -> None:
        ada = await (await Pupil(room.port).join()).sit("Ada")
        bob = Typist(ssh(room.port, "room", tmp_path))
        await bob.see("Enter takes")
        bob.press("Bob\r")
        await bob.see("You are Bob.", "Enter begins")
        local = Typist([sys.executable, "-m", "quiz", "join", "--socket", str(room.socket)])
        await local.see("Enter takes")
        local.press("Cyd\r")
        await local.see("You are Cyd.", "Enter begins")
        codes = [next(word for word in one.text.split() if "@127" in word).partition("@")[0] for one in (ada, bob)]
        await answered(ada)
        await answered(bob)
        await asked_next(ada)
        desk = await DeskLine().open(room.socket)
        await until(lambda: desk.view and desk.clock["pace"]["done"] == {codes[0]: 1, codes[1]: 1, **rest(desk, codes)})
        await asks(desk, codes[0])
        until_then = desk.clock["pace"]["until"]
        await desk.close()
        os.kill(room.pid, signal.SIGKILL)
        await until(lambda: ada.over)
        back = await asyncio.to_thread(relaunch, room)
        assert (back.fingerprint, back.port) == (room.fingerprint, room.port)
        ada = await Pupil(back.port, codes[0]).join()
        await ada.see("2 of 2", "Irtysh", "1000")
        again = Typist(ssh(back.port, codes[1], tmp_path))
        await again.see("Enter goes on", "Kara Sea")
        desk = await DeskLine().open(back.socket)
        await until(lambda: desk.view and desk.clock["pace"]["until"] == until_then)
        assert (await desk.do("end")).get("done")
        await ada.see("your own sheet", "Ended early")
        await again.see("your own sheet")
        again.press("\r")
        await again.see("final")
        await until(lambda: desk.view["public"]["phase"] == "finished")
        assert "over" in (await desk.do("extend"))["why"]
        await desk.close()
        await ada.leave()
        for typist in (bob, local, again):
            typist.close()

    run(work())
    marks_are_those_of_the_log(room)


def marks_are_those_of_the_log(room: Known) -> None:
    """What the commands say of a lesson that was ended is what its log gives, each player folded apart."""
    data = room.folder.parent.parent
    marks = json.loads(quiz("results", room.name, "--json", "-", data=data).stdout)
    told = {one["name"]: (one["credit"], one["answered"]) for one in marks["players"]}
    assert told == {
        name: (float(credit), count) for name, (credit, count) in folded(room.folder / "log.db", room.name).items()
    }
    assert told["Ada"] == told["Bob"] != told["Cyd"]
    replayed = quiz("replay", room.name, data=data).stdout
    assert "Each at their own pace, until" in replayed
    assert "Ada: Question 1 of 4" in replayed
    assert "Bob answers" in replayed
    assert room.name in quiz("rooms", data=data).stdout


def rest(desk: DeskLine, codes: list[str]) -> dict[str, int]:
    """Those of whom nothing is asked here, as they are."""
    return {seat: count for seat, count in desk.clock["pace"]["done"].items() if seat not in codes}


async def asks(desk: DeskLine, seat: str) -> None:
    """What a host does about people and the deadline is done, and what is for a class together is refused in words."""
    before = desk.clock["pace"]["until"]
    assert (await desk.do("extend")).get("done")
    await until(lambda: desk.clock["pace"]["until"] == before + 900)
    assert (await desk.do("rename", seat=seat, name="Ada")).get("done")
    assert (await desk.do("factor", seat=seat, factor="2")).get("done")
    assert (await desk.do("void", instance=4, because="Two keys fit.")).get("done")
    await until(lambda: [one["voided"] for one in desk.view["opened"]] == [None, None, None, "Two keys fit."])
    assert "no question 5" in (await desk.do("void", instance=5))["why"]
    for what in ("next", "pause", "reopen", "close", "skip", "standings"):
        assert "own pace" in (await desk.do(what))["why"]
    assert "refused" in await desk.do("factor", seat=seat, factor="1/0")
    assert "refused" in await desk.do("extend", ms=-(10**9))
    assert "refused" in await desk.do("dance")
