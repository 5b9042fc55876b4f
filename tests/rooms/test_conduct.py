"""A room closes its questions in time, holds picks still, waits for nobody too long, and its host needs one key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from fractions import Fraction
from pathlib import Path

import pytest

from quiz.core.commands import JoinSeat, SetFactor
from quiz.core.decide import Refusal
from quiz.core.host import Step
from quiz.core.kinds import Pick
from quiz.core.plan import Plan, Rules
from quiz.core.state import Phase
from quiz.rooms.conduct import AWAY_MS, RETRY_MS, Conduct
from quiz.stores.sqlite import SqliteLog
from tests.core.table import RIGHT, WRONG, a_plan
from tests.rooms.hall import PATIENCE, Hall, SlowLog, accepted, hall, reason


def held(path: Path, lesson: Callable[[Hall], Awaitable[None]], plan: Plan | None = None) -> None:
    """Hold a lesson in a new room, in a log that can be made slow."""

    async def run() -> None:
        with SlowLog(path / "log.db") as log:
            async with hall(log, a_plan(2, rounds=2) if plan is None else plan) as room:
                await lesson(room)

    asyncio.run(run())


def locked(room: Hall) -> dict[str, tuple[object, int]]:
    """Each answer to the last question, with the time it took."""
    return {seat: (one.response, one.elapsed) for seat, one in room.room.state.asked[-1].answers.items()}


def test_a_question_is_closed_at_the_last_deadline(tmp_path: Path) -> None:
    """Not while somebody has time left, and with each pick as it stood at its player's own deadline."""

    async def lesson(room: Hall) -> None:
        await room.join("a", "b", "c")
        await room.do(SetFactor("b", Fraction(2)))
        await room.open()
        assert await room.conduct.tick() == 40_001
        assert room.conduct.pick("a", 1, RIGHT)
        assert room.conduct.pick("b", 1, WRONG)
        assert room.conduct.pick("c", 1, WRONG)
        assert room.conduct.pick("c", 1, None)
        room.clock.now += 20_001
        assert not room.conduct.pick("a", 1, WRONG)
        assert room.conduct.pick("b", 1, RIGHT)
        assert await room.conduct.tick() == 20_000
        room.clock.now += 20_000
        assert await room.conduct.tick() == 0
        assert room.room.phase is Phase.CLOSED
        assert locked(room) == {"a": (RIGHT, 20_000), "b": (RIGHT, 40_000)}
        assert await room.conduct.tick() is None

    held(tmp_path, lesson)


def test_a_question_that_all_have_answered_is_closed(tmp_path: Path) -> None:
    """At once; and with nobody in the room at its deadline, not before."""

    async def lesson(room: Hall) -> None:
        await room.open()
        assert await room.conduct.tick() == 20_001
        await room.join("a", "b")
        await room.answer("a")
        assert await room.conduct.tick() == 20_001
        await room.answer("b")
        assert await room.conduct.tick() == 0
        assert room.room.phase is Phase.CLOSED

    held(tmp_path, lesson)


def test_nobody_waits_long_for_a_lost_line(tmp_path: Path) -> None:
    """A while, in which it may come back; but where all lines are gone the question keeps its time."""

    async def lesson(room: Hall) -> None:
        await room.join("a", "b")
        await room.open()
        await room.answer("a")
        room.clock.now += 1000
        room.conduct.left("b")
        assert await room.conduct.tick() == AWAY_MS
        room.conduct.came("b")
        room.conduct.came("b")
        room.conduct.left("b")
        assert room.conduct.present("b")
        assert await room.conduct.tick() == 19_001
        room.conduct.left("b")
        room.conduct.left("a")
        assert await room.conduct.tick() == 19_001
        room.conduct.came("a")
        room.clock.now += AWAY_MS
        assert await room.conduct.tick() == 0

    held(tmp_path, lesson)


def test_who_has_no_timer_is_waited_for(tmp_path: Path) -> None:
    """Without end as long as the line is there; the host can always close."""

    async def lesson(room: Hall) -> None:
        await room.join("a")
        await room.do(JoinSeat("b", "Bo", None))
        room.conduct.came("b")
        await room.open()
        await room.answer("a")
        room.clock.now += 10**6
        assert await room.conduct.tick() is None
        assert room.conduct.pick("b", 1, RIGHT)
        assert accepted(await room.conduct.next())
        assert locked(room)["b"] == (RIGHT, 10**6)

    held(tmp_path, lesson)


def test_nothing_is_due_in_a_pause(tmp_path: Path) -> None:
    """No close and no pick; the space key ends it, and then all is as far away as it was."""

    async def lesson(room: Hall) -> None:
        await room.join("a")
        await room.open()
        room.clock.now += 5000
        assert accepted(await room.conduct.pause())
        assert not room.conduct.pick("a", 1, RIGHT)
        room.clock.now += 10**6
        assert await room.conduct.tick() is None
        assert not room.conduct.pick("a", 1, RIGHT)
        assert room.room.still_ms == 5000
        assert accepted(await room.conduct.next())
        assert await room.conduct.tick() == 15_001
        assert room.conduct.pick("a", 1, RIGHT)
        assert accepted(await room.conduct.pause())
        assert accepted(await room.conduct.pause())
        assert not room.room.public.paused

    held(tmp_path, lesson)


def test_picks_are_for_the_question_they_were_made_for(tmp_path: Path) -> None:
    """One of the question before is never locked for the next, nor is one for a question to come taken."""

    async def lesson(room: Hall) -> None:
        await room.join("a")
        await room.open()
        assert room.conduct.pick("a", 1, WRONG)
        assert not room.conduct.pick("nobody", 1, WRONG)
        await room.conduct.skip()
        assert room.conduct.standing_pick("a") is None
        assert not room.conduct.pick("a", 1, WRONG)
        assert not room.conduct.pick("a", 3, WRONG)
        await room.conduct.close()
        assert locked(room) == {}

    held(tmp_path, lesson)


def test_more_time_lets_a_pick_move_again(tmp_path: Path) -> None:
    """An extension and a reopening move the deadline that held it."""

    async def lesson(room: Hall) -> None:
        await room.join("a", "b")
        await room.do(SetFactor("b", Fraction(2)))
        await room.open()
        room.clock.now += 25_000
        assert not room.conduct.pick("a", 1, RIGHT)
        assert accepted(await room.conduct.extend(10_000))
        assert room.conduct.pick("a", 1, RIGHT)
        assert accepted(await room.conduct.close())
        assert not room.conduct.pick("a", 1, RIGHT)
        assert accepted(await room.conduct.reopen(3000))
        assert room.conduct.pick("b", 1, Pick(1))
        assert await room.conduct.tick() == 6001

    held(tmp_path, lesson)


def test_space_leads_through_a_whole_lesson(tmp_path: Path) -> None:
    """From the lobby to the end, each step once; a key that was pressed twice for one scene is one step."""

    async def lesson(room: Hall) -> None:
        await room.join("a")
        steps = []
        while room.room.host.next is not Step.NOTHING:
            scene = room.room.scene
            steps.append(room.room.host.next)
            assert accepted(await room.conduct.next(scene))
            assert reason(await room.conduct.next(scene)) is Refusal.STALE
        question = [Step.QUESTION, Step.CLOSE, Step.REVEAL]
        a_round = [Step.ROUND, *question, *question, Step.STANDING]
        assert steps == [*a_round, *a_round, Step.FINISH]
        assert reason(await room.conduct.next()) is Refusal.FINISHED

    held(tmp_path, lesson)


@pytest.mark.parametrize("before", [0, 1, 2])
def test_a_skipped_question_is_gone_at_once(before: int, tmp_path: Path) -> None:
    """Whether it is open, closed or revealed, and in a pause too: it counts for nothing, and the next one is there."""

    async def lesson(room: Hall) -> None:
        await room.join("a")
        await room.open()
        for _ in range(before):
            await room.conduct.next()
        await room.conduct.pause()
        seen = room.room.changed.count
        assert accepted(await room.conduct.skip("no one can see the picture"))
        assert room.room.changed.count == seen + 1
        assert room.room.state.asked[0].voided == "no one can see the picture"
        assert (room.room.phase, len(room.room.state.asked)) == (Phase.OPEN, 2)
        await room.conduct.skip()
        assert room.room.phase is Phase.STANDING
        assert reason(await room.conduct.skip()) is Refusal.NOT_NOW

    held(tmp_path, lesson)


def test_the_host_can_do_all_this_with_a_key_each(tmp_path: Path) -> None:
    """Each does what it says."""

    async def lesson(room: Hall) -> None:
        await room.join("a", "b")
        conduct = room.conduct
        for done in (
            conduct.lock(True),
            conduct.rename("b", "Zoe"),
            conduct.team("a", "Reds"),
            conduct.factor("a", None),
        ):
            assert accepted(await done)
        await room.open()
        await room.conduct.close()
        await room.conduct.next()
        for done in (conduct.standings(), conduct.void(1, "unfair"), conduct.kick("b"), conduct.end()):
            assert accepted(await done)
        state = room.room.state
        assert (state.locked, state.seats["b"].name, state.seats["b"].out) == (True, "Zoe", True)
        assert (state.seats["a"].team, state.seats["a"].factor) == ("Reds", None)
        assert (state.phase, state.asked[0].voided) == (Phase.FINISHED, "unfair")

    held(tmp_path, lesson)


def test_a_slow_line_is_waited_for_where_the_rules_say_so(tmp_path: Path) -> None:
    """For as long as they say."""

    async def lesson(room: Hall) -> None:
        await room.join("a")
        await room.open()
        assert await room.conduct.tick() == 20_081

    held(tmp_path, lesson, a_plan(1, Rules(allowance=80)))


def test_a_close_that_cannot_be_saved_is_tried_again(tmp_path: Path) -> None:
    """After a while, and not as fast as the machine can."""

    async def lesson() -> None:
        with SlowLog(tmp_path / "log.db") as log:
            async with hall(log, a_plan()) as room:
                await room.join("a")
                await room.open()
                room.clock.now += 20_001
                log.full = True
                assert await room.conduct.tick() == RETRY_MS
                log.full = False
                assert await room.conduct.tick() == 0

    asyncio.run(lesson())


def test_a_room_runs_by_itself(tmp_path: Path) -> None:
    """The task that conducts it closes what all have answered, and what a lost line held up, without being told."""

    async def lesson() -> None:
        with SqliteLog(tmp_path / "log.db") as log:
            async with hall(log, a_plan()) as room:
                conduct = Conduct(room.room, reading=False)
                running = asyncio.create_task(conduct.run())
                for seat in ("a", "b"):
                    await room.do(JoinSeat(seat, seat))
                    conduct.came(seat)
                await room.open()
                await room.answer("a")
                assert room.room.phase is Phase.OPEN
                await room.answer("b")
                await _until(room, Phase.CLOSED)
                await room.conduct.next()
                await room.open()
                await room.answer("a")
                room.clock.now += 30_000
                conduct.left("b")
                await _until(room, Phase.CLOSED)
                running.cancel()
                await asyncio.wait((running,))

    asyncio.run(lesson())


async def _until(room: Hall, phase: Phase) -> None:
    """Wait until the room is there."""
    async with asyncio.timeout(PATIENCE):
        while room.room.phase is not phase:
            await room.room.changed.after(room.room.changed.count)
