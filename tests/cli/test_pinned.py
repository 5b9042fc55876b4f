"""A game is pinned to its pack as it was: no edit of the file changes a question, a key or the digest in the log."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quiz.cli.games import plan_of_pack
from quiz.cli.services import AppServices
from quiz.core.evolve import replay
from quiz.core.items import Item
from quiz.core.plan import Plan
from quiz.core.state import plan_of
from quiz.packs import load_path
from quiz.scenes.beat import Motion
from quiz.serve.launch import known
from quiz.stores.sqlite import SqliteReader
from quiz.tui.app import FootnoteApp
from quiz.tui.services import Setup
from quiz.tui.settings import Settings
from tests.cli.running import Terminal, quiz
from tests.serve.lessons import Pupil, run
from tests.serve.lessons import until as until_true
from tests.serve.openssh import DeskLine
from tests.tui.host import hosted, press, seen, until

NUMBERS = range(1, 6)
BEFORE = "quiz: 1\ntitle: Old\nquestions:\n" + "".join(
    f"  - {{ask: Which one is number {number}?, right: Old right {number}, wrong: [Old wrong {number}, Old other]}}\n"
    for number in NUMBERS
)
AFTER = BEFORE.replace("Old right", "Old was").replace("Old wrong", "Old right").replace("title: Old", "title: New")
"""The same questions, with another option for the right one: what is right before is not even there any more."""
EDITS = {"other keys": AFTER, "broken": "questions: [", "gone": None}
LENGTH = 4


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack as a game begins with it."""
    path = tmp_path / "pinned.quiz.yaml"
    path.write_text(BEFORE, "utf-8")
    return path


def edit(path: Path, text: str | None) -> None:
    """Put something else in the place of the file, or nothing."""
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8")


def drawn(path: Path, seed: int, *, timer: bool = True) -> Plan:
    """The game that this seed draws from the pack as it is."""
    plan = plan_of_pack(load_path(path), seed, 1, LENGTH, "fair", timer=timer)
    assert not isinstance(plan, str)
    return plan


def logged(path: Path) -> Plan:
    """The plan in the log of the only game."""
    with SqliteReader(path) as reader:
        (info,) = reader.games()
        plan = plan_of(replay(reader.read(info.game)))
        assert info.digest == plan.digest
        return plan


def number_of(item: Item) -> str:
    """Which of the questions it is."""
    return item.stem.removeprefix("Which one is number ").removesuffix("?")


@pytest.mark.parametrize("name", ["other keys", "broken"])
def test_a_game_in_the_app_keeps_its_questions(name: str, pack: Path, tmp_path: Path) -> None:
    """While it is played, and when it is left and gone on with after the file has changed."""
    services = AppServices(tmp_path, tmp_path / "settings.toml")
    services.save(Settings(motion=Motion.NONE))
    expected = drawn(pack, 3)
    items = expected.rounds[0].items

    async def question(pilot: Pilot[int], place: int) -> None:
        item = items[place]
        await until(pilot, item.stem)
        await until(pilot, f"Old right {number_of(item)}")

    async def answered(app: FootnoteApp, pilot: Pilot[int], place: int) -> None:
        await question(pilot, place)
        right = f"Old right {number_of(items[place])}"
        row = next(row for row in seen(app).splitlines() if right in row)
        letter = next(sign for sign in row if sign in "ABC").lower()
        await press(pilot, letter, "enter")
        await until(pilot, "✓ right")
        assert right in next(row for row in seen(app).splitlines() if "✓ right" in row)
        await until(pilot, "+1000 points")

    async def goes_on(pilot: Pilot[int], words: str) -> None:
        # A reveal does not hear Enter at once.
        for _ in range(200):
            await pilot.pause(0.05)
            if words in " ".join(seen(pilot.app).split()):
                return
            await press(pilot, "enter")
        raise AssertionError(words)

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter begins")
        await goes_on(pilot, items[0].stem)
        await press(pilot, "enter")
        await answered(app, pilot, 0)
        edit(pack, EDITS[name])
        await goes_on(pilot, items[1].stem)
        await answered(app, pilot, 1)
        await press(pilot, "escape", "2")
        await until(pilot, "Go on")
        await press(pilot, "g")
        await until(pilot, items[1].stem)
        await goes_on(pilot, items[2].stem)
        await answered(app, pilot, 2)

    hosted(test, services, begin=Setup(str(pack), 1, LENGTH, seed=3), size=(80, 24))
    services.leave()
    assert logged(tmp_path / "history.db") == expected


@pytest.mark.parametrize("name", ["other keys", "gone"])
def test_a_game_in_lines_keeps_its_questions(name: str, pack: Path, tmp_path: Path) -> None:
    """While it is played, and when it is killed and taken up after the file has changed."""
    expected = drawn(pack, 5, timer=False)
    words = ("--seed", "5", "--rounds", "1", "--length", str(LENGTH))
    with Terminal("play", "--plain", str(pack), *words, data=tmp_path) as terminal:
        terminal.until("Enter begins > ")
        answer(terminal, expected.rounds[0].items[0])
        edit(pack, EDITS[name])
        answer(terminal, expected.rounds[0].items[1])
        terminal.kill()
    with Terminal("play", "--plain", "--resume", data=tmp_path) as again:
        again.until("Enter goes on > ")
        for item in expected.rounds[0].items[2:]:
            answer(again, item)
        again.enter("\n\n")
        assert again.end() == 0
    assert logged(tmp_path / "history.db") == expected


def answer(terminal: Terminal, item: Item) -> None:
    """Go on to a question, and give the answer that was right when the game began."""
    terminal.enter("")
    terminal.until("A to C. > ")
    assert item.stem in terminal.shown
    right = f"Old right {number_of(item)}"
    row = next(row for row in reversed(terminal.shown.splitlines()) if row.endswith(right))
    terminal.enter(row.split()[0])
    assert "✓ Right" in terminal.until("Enter goes on > ")


@pytest.fixture
def short(tmp_path: Path) -> Iterator[Path]:
    """A folder for rooms, whose path is short, as that of a socket must be."""
    folder = Path(os.path.realpath("/tmp")) / f"fq-{os.getpid()}-{tmp_path.name[-12:]}"  # noqa: S108
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        for room in (folder / "rooms").glob("*"):
            if known(room).up:
                os.kill(known(room).pid, signal.SIGKILL)
        shutil.rmtree(folder)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_a_room_keeps_its_questions(pack: Path, short: Path) -> None:
    """While a class plays in it, and when it is killed and taken up after the file has changed."""
    expected = drawn(pack, 7)
    words = ("--seed", "7", "--rounds", "1", "--length", str(LENGTH), "--bind", "127.0.0.1", "--port", str(free_port()))
    done = quiz("host", pack, "--no-desk", *words, data=short)
    assert done.returncode == 0, done.stderr
    (folder,) = (short / "rooms").glob("*")

    code = ""

    async def play(place: int) -> None:
        nonlocal code
        room, item = known(folder), expected.rounds[0].items[place]
        desk = await DeskLine().open(room.socket)
        pupil = await Pupil(room.port, code or "room").join()
        if not code:
            await pupil.sit("Ada")
            code = pupil.code
        await desk.to("open")
        right = f"Old right {number_of(item)}"
        await pupil.see(item.stem, right)
        row = next(row for row in pupil.text.splitlines() if right in row)
        pupil.press(next(sign for sign in row if sign in "ABC") + "\r")
        await pupil.see("locked")
        await desk.to("revealed")
        await pupil.see("✓ right", f"{place + 1}000")
        await pupil.leave()
        await desk.close()

    run(play(0))
    edit(pack, AFTER)
    run(play(1))
    os.kill(known(folder).pid, signal.SIGKILL)
    asyncio.run(until_true(lambda: not known(folder).up))
    edit(pack, None)
    done = quiz("host", "--resume", folder.name, "--no-desk", data=short)
    assert done.returncode == 0, done.stderr
    run(play(2))
    assert logged(folder / "log.db") == expected
