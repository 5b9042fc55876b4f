"""`quiz host` with a pace: what is refused at the command line, and a room that is opened, listed and closed."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.cli import hosting
from quiz.core.plan import Rules
from quiz.core.state import plan_of
from quiz.rooms.folders import LOG
from quiz.rooms.room import taken_up
from quiz.stores.sqlite import SqliteReader
from quiz.tui.services import Opening, Trouble
from tests.cli.running import RIVERS, quiz
from tests.core.table import a_plan


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A folder with a short path, for a socket's is short."""
    short = Path(os.path.realpath("/tmp")) / f"fq-{os.getpid()}-{tmp_path.name[-12:]}"  # noqa: S108
    short.mkdir(mode=0o700)
    yield short
    shutil.rmtree(short)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--self-paced", "--until", "soon"), "--until: soon is no deadline"),
        (("--self-paced", "--until", ""), "--until: nothing is no deadline"),
        (("--self-paced", "--until", "2020-01-01 08:00"), "is over already"),
        (("--self-paced", "--until", "+0m"), "is over already"),
        (("--self-paced", "--until", "2026-02-30 08:00"), "is on no calendar"),
        (("--self-paced", "--until", "+500d"), "more than a year"),
        (("--until", "+45m"), "with --self-paced"),
        (("--resume", "room-1", "--until", "+45m"), "for a new room"),
        (("--close", "room-1", "--self-paced"), "for a new room"),
    ],
    ids=" ".join,
)
def test_a_deadline_that_is_none_opens_nothing(words: tuple[str, ...], why: str, tmp_path: Path) -> None:
    """One line says why, before anything is made."""
    done = quiz("host", RIVERS, "--no-desk", *words, data=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "rooms").exists()


def test_help_explains_the_pace(tmp_path: Path) -> None:
    """Both options say that they belong together."""
    told = " ".join(quiz("host", "--help", data=tmp_path).stdout.replace("│", " ").split())
    assert "--self-paced" in told
    assert "The deadline of --self-paced" in told


def test_a_room_at_everybodys_own_pace(data: Path) -> None:
    """It is opened with its deadline, listed with it, found again after it was closed."""
    words = ("--bind", "127.0.0.1", "--no-desk", "--seed", "7", "--rounds", "1")
    done = quiz("host", RIVERS, "--self-paced", "--until", "+45m", "--port", str(free_port()), *words, data=data)
    assert done.returncode == 0, done.stderr
    assert "Everybody at their own pace, until" in done.stdout
    name = re.search(r"room-[0-9a-f]{6}", done.stdout)
    assert name is not None
    assert "Everybody at their own pace, until" in quiz("rooms", data=data).stdout
    assert not _rules(data, name[0]).timer
    try:
        assert quiz("host", "--resume", name[0], "--no-desk", data=data).returncode == 0
    finally:
        assert quiz("host", "--close", name[0], data=data).returncode == 0
    assert "closed" in quiz("rooms", data=data).stdout
    assert "Each at their own pace" in quiz("replay", name[0], data=data).stdout


def test_a_port_in_use_is_named_and_leaves_no_room_behind(data: Path) -> None:
    """No folder of a room that never opened stands in the list, no name of one in the line, which says who has it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = quiz("host", RIVERS, "--no-desk", "--bind", "127.0.0.1", "--port", str(port), data=data)
    assert done.returncode == 2
    assert done.stderr.startswith(f"quiz: Port {port} is in use by ")
    assert f"(process {os.getpid()})" in done.stderr
    assert "take another port: quiz host --port " in done.stderr
    assert list((data / "rooms").iterdir()) == []


def test_a_port_that_a_room_has_is_named_with_the_room(data: Path) -> None:
    """And with how to close it, on the command line and in the app."""
    port = free_port()
    words = ("host", RIVERS, "--no-desk", "--bind", "127.0.0.1", "--port", str(port))
    done = quiz(*words, data=data)
    name = re.search(r"room-[0-9a-f]{6}", done.stdout)
    assert name is not None, done.stderr
    try:
        again = quiz(*words, data=data)
        assert (again.returncode, again.stdout) == (2, "")
        assert again.stderr.startswith(f"quiz: Port {port} is in use by the room {name[0]}, which is open. To close")
        assert f": quiz host --close {name[0]}. For a second room: quiz host --port " in again.stderr
        assert set(re.findall(r"room-[0-9a-f]{6}", again.stderr)) == {name[0]}
        told = hosting.open_room(data, a_plan(1), Opening(port))
        assert isinstance(told, Trouble)
        assert told.details[0] == f"Port {port} is in use by the room {name[0]}, which is open."
    finally:
        quiz("host", "--close", name[0], data=data)


def test_a_room_is_taken_up_at_another_port(data: Path) -> None:
    """Its own may be somebody else's by now. A room that is open stays where it is, and says so."""
    first, second = free_port(), free_port()
    words = ("--bind", "127.0.0.1", "--no-desk")
    done = quiz("host", RIVERS, "--port", str(first), *words, data=data)
    name = re.search(r"room-[0-9a-f]{6}", done.stdout)
    assert name is not None, done.stderr
    try:
        refused = quiz("host", "--resume", name[0], "--port", str(second), *words, data=data)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert f"is open at port {first}" in refused.stderr
        assert quiz("host", "--close", name[0], data=data).returncode == 0
        again = quiz("host", "--resume", name[0], "--port", str(second), *words, data=data)
        assert f"ssh -p {second} room@127.0.0.1" in again.stdout, again.stderr
    finally:
        quiz("host", "--close", name[0], data=data)


def test_the_clock_of_a_room(data: Path) -> None:
    """Questions have a limit where all play together, unless told otherwise, and none at one's own pace."""
    words = ("--bind", "127.0.0.1", "--no-desk")
    for more, timer in (((), True), (("--no-timer",), False), (("--self-paced", "--timer"), True)):
        done = quiz("host", RIVERS, "--port", str(free_port()), *words, *more, data=data)
        name = re.search(r"room-[0-9a-f]{6}", done.stdout)
        assert name is not None, done.stderr
        assert quiz("host", "--close", name[0], data=data).returncode == 0
        assert _rules(data, name[0]).timer == timer


def _rules(data: Path, room: str) -> Rules:
    """What a room was opened with."""
    with SqliteReader(data / "rooms" / room / LOG) as reader:
        return plan_of(taken_up(reader, room)).rules


def free_port() -> int:
    """One that nobody listens at just now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
