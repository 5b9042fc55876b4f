"""The desk beside a real room: names, a question, answers, what a host does, and what happens when either is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quiz.core.host import Step
from quiz.serve.launch import Known, known
from quiz.tui.desk import DeskApp
from tests.serve.lessons import Pupil, lesson
from tests.serve.processes import again, in_process
from tests.serve.test_host import room  # noqa: F401 - a fixture
from tests.tui.host import LOCAL, FakeServices, seen

Work = Callable[[DeskApp, Pilot[int]], Awaitable[None]]


def at_desk(
    socket: Path, work: Work, size: tuple[int, int] = (100, 30), now: Callable[[], float] = time.monotonic
) -> DeskApp:
    """Run `work` at the desk of a room, bounded."""
    app = DeskApp(socket, FakeServices(), LOCAL, now)

    async def run() -> None:
        async with asyncio.timeout(120), app.run_test(size=size, notifications=True) as pilot:
            await work(app, pilot)

    asyncio.run(run())
    return app


async def see(pilot: Pilot[int], *texts: str) -> None:
    """Wait until all of the texts are on the screen; the deadline only bounds a hang."""
    for _ in range(600):
        await pilot.pause(0.05)
        if all(text in " ".join(seen(pilot.app).split()) for text in texts):
            return
    raise AssertionError(f"never seen: {texts}\n{seen(pilot.app)}")


def test_a_lesson_from_the_desk(room: Known) -> None:  # noqa: F811 - the fixture
    """Names arrive, Space opens, answers are counted, time is held and given, the answer comes out, an item is void."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        await see(pilot, "Students type", f"room@127.0.0.1 {room.fingerprint[:7]}"[:14], "0 players")
        ada = await (await Pupil(room.port).join()).sit("Ada")
        await see(pilot, "Ada", "1 player")
        bob = await (await Pupil(room.port).join()).sit("Bob")
        await see(pilot, "Bob", "2 players", "Space open the round")
        await pilot.press("space")
        await see(pilot, "Mouths and sources", "Space open the question")
        await pilot.press("space")
        await see(pilot, "Which sea does the Ob flow into?", "of 2", "□ Ada", "□ Bob", "Space close the question")
        await ada.see("Kara Sea")
        ada.press("A\r")
        await see(pilot, "■ Ada", "□ Bob", "stays hidden")
        assert app.view is not None
        assert sum(app.view.counts) == 1
        assert seen(app).index("□ Bob") < seen(app).index("■ Ada")
        before = app.view.public.question.deadline if app.view.public.question else None
        await pilot.press("p")
        await see(pilot, "Time stands still.", "P go on", "Space resume")
        await ada.see("paused")
        await pilot.press("p")
        await see(pilot, "P pause")
        await pilot.press("e")
        await until(pilot, lambda: deadline(app) >= (before or 0) + 15_000)
        await settled(app, pilot)
        await pilot.press("space")
        await see(pilot, "Space reveal the answer", "R reopen")
        await pilot.press("r")
        await see(pilot, "Space close the question")
        await settled(app, pilot)
        await pilot.press("space")
        await see(pilot, "Space reveal the answer")
        await pilot.press("space")
        await see(pilot, "✓ Kara Sea", "of 1 answer")
        await pilot.press("x", "enter")
        await see(pilot, "Why does it not count?")
        await pilot.press("enter")
        await see(pilot, "It does not count. The question or its answer is wrong.")
        await pilot.press("l")
        await see(pilot, "standings", "L answers")
        await bob.leave()
        await pilot.press("l")
        await see(pilot, "1 away, seat kept", "× Bob")
        await ada.leave()

    app = at_desk(room.socket, work)
    assert app.return_value is None


async def settled(app: DeskApp, pilot: Pilot[int]) -> None:
    """Wait until what is seen is not new any more, so that a Space is taken."""
    await until(pilot, lambda: not app.habit.holds(time.monotonic()))


def deadline(app: DeskApp) -> int:
    """Of the open question."""
    question = None if app.view is None else app.view.public.question
    return (question.deadline or 0) if question else 0


async def until(pilot: Pilot[int], true: Callable[[], object]) -> None:
    """Wait until `true()`."""
    for _ in range(600):
        await pilot.pause(0.05)
        if true():
            return
    raise AssertionError(f"it did not come\n{seen(pilot.app)}")


def test_people_from_the_roster(room: Known) -> None:  # noqa: F811
    """A name, a team, more time, a seat given back, a kick that asks first; the room is locked and opened."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        ada = await (await Pupil(room.port).join()).sit("Ada")
        bob = await (await Pupil(room.port).join()).sit("Bob")
        code = bob.code
        await see(pilot, "Bob", "2 players")
        await pilot.press("o")
        await see(pilot, "The room is locked: nobody new")
        await pilot.press("o")
        await see(pilot, "O lock")
        await pilot.press("k")
        await see(pilot, "Roster 2 players", "Ada", "Bob")
        await pilot.press("enter", "1", "home", *["delete"] * 3, *"Countess", "enter")
        await see(pilot, "Countess")
        await ada.see("You are Countess.")
        await pilot.press("enter", "2", *"Reds", "enter")
        await see(pilot, "Reds")
        await pilot.press("enter", "3")
        await see(pilot, "Time of Countess")
        await pilot.press("2")
        await see(pilot, "Reds, half as much again")
        await pilot.press("enter", "4")
        await see(pilot, "Somebody sits there")
        await pilot.press("down")
        await bob.leave()
        await see(pilot, "× Bob away")
        assert code not in seen(app)
        await pilot.press("enter", "4")
        await see(pilot, f"{code}@127.0.0.1", "Seat Bob again")
        await pilot.press("enter")
        bob = await Pupil(room.port).join()
        await bob.see("Enter takes")
        bob.press("Bob\r")
        await bob.see("You are Bob.")
        await pilot.press("enter", "5")
        await see(pilot, "Put Bob out?")
        await pilot.press("enter")
        await see(pilot, "2 players")
        await pilot.press("enter", "5", "2")
        await see(pilot, "1 player")
        await bob.told("taken you out")
        await bob.leave()
        await pilot.press("escape")
        await see(pilot, "Students type")
        await ada.leave()

    at_desk(room.socket, work)


def test_skipping_and_ending_ask_first(room: Known) -> None:  # noqa: F811
    """Escape goes on with the game; an earlier question is voided with a reason of one's own."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        await see(pilot, "Students type")
        await pilot.press("s")
        await see(pilot, "There is no question to skip.")
        await pilot.press("x")
        await see(pilot, "No question has been asked yet.")
        await pilot.press("space")
        await see(pilot, "Space open the question")
        await pilot.press("space")
        await see(pilot, "Which sea")
        await pilot.press("s", "escape")
        await until(pilot, lambda: app.view is not None and len(app.view.opened) == 1)
        await pilot.press("s", "2")
        await see(pilot, "Which of these belong to the Ob?")
        await pilot.press("x", "home")
        await see(pilot, "1 Which sea does the Ob flow into? does not count")
        await pilot.press("enter", "4", *"too hard", "enter")
        await until(pilot, lambda: app.view is not None and app.view.opened[1].voided == "too hard")
        await pilot.press("ctrl+e", "enter")
        await see(pilot, "Which of these")
        await pilot.press("ctrl+e", "2")
        await see(pilot, "The game is over.")

    at_desk(room.socket, work)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_space_right_after_another_key_takes_no_step(tmp_path: Path, size: tuple[int, int]) -> None:
    """A question that a skip, or a reopening, has opened stays open, and the desk says so; a moment later Space closes.

    What Space itself has brought up it may take further at once.
    """
    clock = [0.0]
    new = "This is new. Press Space again to close the question."

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        await see(pilot, "Students type", "Space open the round")
        await pilot.press("space")
        await see(pilot, "Space open the question")
        await pilot.press("space")
        await see(pilot, "Which sea", "Space close the question")
        await pilot.press("s", "2")
        await see(pilot, "Which of these", "Space close the question")
        clock[0] += 0.9
        await pilot.press("space")
        await see(pilot, new)
        assert app.view is not None and app.view.next is Step.CLOSE  # noqa: PT018 - one state
        clock[0] += 0.2
        await pilot.press("space")
        await see(pilot, "Space reveal the answer", "R reopen")
        assert new not in seen(app)
        await pilot.press("r")
        await see(pilot, "Space close the question")
        await pilot.press("space")
        await see(pilot, new)
        clock[0] += 3.1
        await until(pilot, lambda: new not in seen(app))
        assert app.view.next is Step.CLOSE
        await pilot.press("space")
        await see(pilot, "Space reveal the answer")

    with in_process(tmp_path, lesson()) as untimed:
        at_desk(untimed.socket, work, size, lambda: clock[0])


def test_the_room_outlives_the_desk(room: Known) -> None:  # noqa: F811
    """Q leaves; another desk finds everything as it was."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        ada = await (await Pupil(room.port).join()).sit("Ada")
        await see(pilot, "Ada", "Q leave")
        await pilot.press("q")
        await ada.leave()

    assert at_desk(room.socket, work).return_value == 0
    assert known(room.folder).up

    async def back(app: DeskApp, pilot: Pilot[int]) -> None:
        await see(pilot, "× Ada", "1 player")

    at_desk(room.socket, back)


def test_the_desk_outlives_the_room(room: Known) -> None:  # noqa: F811
    """It says that the room is gone, refuses nothing silently, and is there again with it."""

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        await see(pilot, "Students type")
        os.kill(room.pid, signal.SIGKILL)
        await see(pilot, "The room is gone, or is just coming back.")
        await pilot.press("space")
        await pilot.pause(0.2)
        await asyncio.to_thread(again, room)
        await see(pilot, "Students type", "Space open the round")
        await until(pilot, lambda: not app.lost)

    at_desk(room.socket, work)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_hostile_name_is_shown_as_it_stands(room: Known, size: tuple[int, int]) -> None:  # noqa: F811
    """Markup stays text on the desk, in the roster and in what is asked; no action of it is run."""
    hostile = "[red]no[/b][@click]"

    async def work(app: DeskApp, pilot: Pilot[int]) -> None:
        ada = await (await Pupil(room.port).join()).sit(hostile)
        await see(pilot, hostile)
        await pilot.press("k")
        await see(pilot, hostile)
        await pilot.press("enter")
        await see(pilot, hostile, "Put out")
        await pilot.press("5")
        await see(pilot, f"Put {hostile} out?")
        await pilot.press("escape", "escape")
        await see(pilot, "Students type", hostile)
        await ada.leave()

    at_desk(room.socket, work, size)
