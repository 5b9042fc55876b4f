"""A room writes before it tells, writes a whole class at once, and loses nothing that it has acknowledged."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    JoinSeat,
    KickSeat,
    OpenRound,
    PauseGame,
    RenameSeat,
    RevealQuestion,
    SetTeam,
)
from quiz.core.decide import Outcome, Refusal, Rejected
from quiz.core.events import AnswerLocked, RoundOpened
from quiz.core.evolve import replay
from quiz.core.given import Mark
from quiz.core.kinds import Pick, Words
from quiz.core.kinds.folding import fold
from quiz.core.plan import Plan, Round
from quiz.core.state import Phase, State
from quiz.rooms.ledger import Pulse
from quiz.rooms.room import RefusedPlanError, Room
from quiz.rooms.turns import SeededChance
from quiz.stores.base import Conflict, DamagedError
from quiz.stores.memory import MemoryLog
from quiz.stores.sqlite import SqliteLog, SqliteReader
from tests.core.table import RIGHT, WRONG
from tests.games import StillClock, typed
from tests.rooms.hall import NAME, PATIENCE, SlowLog, a_lesson, accepted, hall, reason

ROOT = Path(__file__).resolve().parents[2]


def test_a_batch_is_one_transaction(tmp_path: Path) -> None:
    """What waits while something is written is written together: 300 answers are all there after two commits."""

    async def lesson(log: SlowLog) -> None:
        async with hall(log, a_lesson()) as room:
            seats = [f"seat {number}" for number in range(300)]
            assert all(map(accepted, await asyncio.gather(*(room.do(JoinSeat(seat, seat)) for seat in seats))))
            await room.open()
            statements: list[str] = []
            log._writer.set_trace_callback(statements.append)
            log.go.clear()
            log.begun.clear()
            waiting = [room.room.submit(Answer(seats[0], 1, 1, RIGHT))]
            await asyncio.to_thread(log.begun.wait, PATIENCE)
            waiting += [room.room.submit(Answer(seat, 1, 1, RIGHT)) for seat in seats[1:]]
            log.go.set()
            outcomes = await asyncio.gather(*waiting)
            assert [len(outcome) for outcome in outcomes if not isinstance(outcome, Rejected)] == [1] * 300
            assert statements.count("COMMIT") == 2
            with SqliteReader(tmp_path / "log.db") as reader:
                events = [event for event in reader.read(NAME) if isinstance(event, AnswerLocked)]
            assert [event.seat for event in events] == seats

    with SlowLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_nobody_is_told_before_it_is_written(tmp_path: Path) -> None:
    """While a write is under way the state, the views and the beat are those before, and nobody has an answer."""

    async def lesson(log: SlowLog) -> None:
        async with hall(log, a_lesson()) as room:
            await room.join("a", "b")
            await room.open()
            seen, state = room.room.changed.count, room.room.state
            log.go.clear()
            log.begun.clear()
            given = room.room.submit(Answer("a", 1, 1, RIGHT))
            await asyncio.to_thread(log.begun.wait, PATIENCE)
            assert not given.done()
            assert room.room.state is state
            assert room.room.changed.count == seen
            view = room.room.view("a")
            assert view is not None
            assert view.answer is None
            log.go.set()
            assert accepted(await given)
            assert room.room.changed.count == seen + 1
            view = room.room.view("a")
            assert view is not None
            assert view.answer is not None

    with SlowLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_what_cannot_be_written_is_nobodys(tmp_path: Path) -> None:
    """A full disk: each is told so, the room stands where it stood, says why, and goes on when there is space."""

    async def lesson(log: SlowLog) -> None:
        async with hall(log, a_lesson()) as room:
            await room.join("a")
            await room.open()
            log.full = True
            seen = room.room.changed.count
            twice = [room.room.submit(Answer("a", 1, 1, RIGHT)) for _ in range(2)]
            assert [reason(outcome) for outcome in await asyncio.gather(*twice)] == [Refusal.NOT_SAVED] * 2
            assert "full" in room.room.trouble
            assert room.room.changed.count == seen + 1
            assert room.room.state.asked[0].answers == {}
            log.full = False
            assert accepted(await room.answer("a"))
            assert room.room.trouble == ""
            assert replay(log.read(NAME)) == room.room.state

    with SlowLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_a_repeat_gives_the_same_reply(tmp_path: Path) -> None:
    """Sent again in the same batch, in another one, after the close and after a restart: taken, and written once."""

    async def lesson() -> None:
        with SqliteLog(tmp_path / "log.db") as log:
            async with hall(log, a_lesson()) as room:
                await room.join("a")
                await room.open()
                again = [room.room.submit(Answer("a", 1, 4, WRONG)) for _ in range(3)]
                assert all(map(accepted, await asyncio.gather(*again)))
                assert accepted(await room.answer("a", WRONG, 4))
                assert reason(await room.answer("a", RIGHT, 5)) is Refusal.LOCKED
                await room.do(CloseQuestion(1))
        with SqliteLog(tmp_path / "log.db") as log:
            async with hall(log) as room:
                assert accepted(await room.answer("a", WRONG, 4))
                assert reason(await room.answer("a", RIGHT, 4)) is Refusal.LOCKED
            assert sum(isinstance(event, AnswerLocked) for event in log.read(NAME)) == 1

    asyncio.run(lesson())


def test_a_late_key_never_answers_the_next_question(tmp_path: Path) -> None:
    """An answer that waits behind the host's steps, or comes after them, is for the question that was seen."""

    async def lesson(log: SqliteLog) -> None:
        async with hall(log, a_lesson()) as room:
            await room.join("a", "b")
            await room.open()
            waiting = [room.room.submit(CloseQuestion(1), RevealQuestion(1))]
            waiting += [room.room.submit(Answer("a", 1, 1, RIGHT))]
            outcomes = await asyncio.gather(*waiting)
            assert [reason(outcome) for outcome in outcomes] == [None, Refusal.LATE]
            await room.open()
            assert reason(await room.do(Answer("b", 1, 1, RIGHT))) is Refusal.STALE
            assert room.room.state.asked[1].answers == {}

    with SqliteLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_an_answer_counts_from_when_it_came(tmp_path: Path) -> None:
    """Not from when it is written: one that waits for the disk past the deadline came in time."""

    async def lesson(log: SlowLog) -> None:
        async with hall(log, a_lesson()) as room:
            await room.join("a", "b")
            await room.open()
            room.clock.now += 19_000
            log.go.clear()
            first = room.room.submit(Answer("a", 1, 1, RIGHT))
            room.clock.now += 1000
            second = room.room.submit(Answer("b", 1, 1, RIGHT))
            room.clock.now += 60_000
            log.go.set()
            assert accepted(await first)
            assert accepted(await second)
            assert {seat: locked.elapsed for seat, locked in room.room.state.asked[0].answers.items()} == {
                "a": 19_000,
                "b": 20_000,
            }

    with SlowLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_a_room_that_died_goes_on_where_it_was(tmp_path: Path) -> None:
    """With the time that was left at the last event, and in a pause still in it."""

    async def lesson() -> None:
        with SqliteLog(tmp_path / "log.db") as log:
            async with hall(log, a_lesson()) as room:
                await room.join("a", "b")
                await room.open()
                room.clock.now += 5000
                await room.answer("a")
        later = StillClock()
        later.now = 10**9
        with SqliteLog(tmp_path / "log.db") as log:
            async with hall(log, clock=later) as room:
                assert room.room.now_ms == 5000
                assert room.room.phase is Phase.OPEN
                later.now += 15_000
                assert accepted(await room.answer("b"))
                assert room.room.state.asked[0].answers["b"].elapsed == 20_000
                await room.do(PauseGame())
        with SqliteLog(tmp_path / "log.db") as log:
            async with hall(log, clock=StillClock()) as room:
                room.clock.now += 9000
                assert (room.room.now_ms, room.room.still_ms) == (29_000, 20_000)
                assert room.room.public.paused

    asyncio.run(lesson())


def test_all_of_several_commands_happen_or_none(tmp_path: Path) -> None:
    """A second one that is refused takes the first with it."""

    async def lesson(log: SqliteLog) -> None:
        async with hall(log, a_lesson()) as room:
            await room.join("a")
            assert reason(await room.do(OpenRound(0), RevealQuestion(1))) is Refusal.STALE
            assert room.room.phase is Phase.LOBBY

    with SqliteLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_somebody_elses_write_ends_the_room(tmp_path: Path) -> None:
    """A log that has moved on under it is not this room's any more; nobody is told that anything was saved."""

    async def lesson(log: SqliteLog) -> None:
        room = Room.start(log, NAME, StillClock(), SeededChance(1), a_lesson())
        running = asyncio.create_task(room.run())
        log.append(NAME, 1, [RoundOpened(0, 0)])
        given = [room.submit(JoinSeat("a", "Ann")), room.submit(JoinSeat("b", "Bo"))]
        assert [reason(outcome) for outcome in await asyncio.gather(*given)] == [Refusal.NOT_SAVED] * 2
        assert reason(await room.submit(JoinSeat("a", "Ann"))) is Refusal.NOT_SAVED
        room.close()
        with pytest.raises(Conflict):
            await running

    with SqliteLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_a_fault_in_one_command_is_one_players(tmp_path: Path) -> None:
    """The others of the batch are served, and the room goes on."""

    def gate(_state: State, command: Command) -> Rejected | None:
        if isinstance(command, SetTeam):
            raise ZeroDivisionError
        return None

    async def lesson(log: SqliteLog) -> None:
        room = Room.start(log, NAME, StillClock(), SeededChance(1), a_lesson())
        room = Room(log, NAME, StillClock(), SeededChance(1), room.state, gate)
        running = asyncio.create_task(room.run())
        given = [room.submit(JoinSeat("a", "Ann")), room.submit(SetTeam("a", "x")), room.submit(JoinSeat("b", "Bo"))]
        outcomes = await asyncio.gather(*given)
        assert [reason(outcome) for outcome in outcomes] == [None, Refusal.MALFORMED, None]
        room.close()
        await running
        assert list(room.state.seats) == ["a", "b"]

    with SqliteLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_a_room_that_is_cancelled_finishes_its_write(tmp_path: Path) -> None:
    """What is on its way to the disk is acknowledged if it gets there; what waits behind it is refused."""

    async def lesson(log: SlowLog) -> None:
        room = Room.start(log, NAME, StillClock(), SeededChance(1), a_lesson())
        running = asyncio.create_task(room.run())
        log.go.clear()
        log.begun.clear()
        first = room.submit(JoinSeat("a", "Ann"))
        await asyncio.to_thread(log.begun.wait, PATIENCE)
        second = room.submit(JoinSeat("b", "Bo"))
        running.cancel()
        await asyncio.sleep(0)
        log.go.set()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert accepted(await first)
        assert reason(await second) is Refusal.NOT_SAVED
        assert replay(log.read(NAME)) == room.state

    with SlowLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_a_room_that_closes_answers_everybody(tmp_path: Path) -> None:
    """What was given before is done; what comes after is refused."""

    async def lesson(log: SqliteLog) -> None:
        room = Room.start(log, NAME, StillClock(), SeededChance(1), a_lesson())
        given = room.submit(JoinSeat("a", "Ann"))
        room.close()
        after = room.submit(JoinSeat("b", "Bo"))
        await asyncio.wait_for(room.run(), PATIENCE)
        assert accepted(await given)
        assert reason(await after) is Refusal.NOT_SAVED

    with SqliteLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_of_two_who_want_a_name_one_gets_it(tmp_path: Path) -> None:
    """In one batch, and with letters that only look the same; the other is told."""

    async def lesson(log: SqliteLog) -> None:
        async with hall(log, a_lesson()) as room:
            names = ("Paul", "PAUL", "Pаul", "Pau1", "P aul")
            given = [room.room.submit(JoinSeat(f"seat {place}", name)) for place, name in enumerate(names)]
            outcomes = await asyncio.gather(*given)
            assert [reason(outcome) for outcome in outcomes] == [None] + [Refusal.NAME_TAKEN] * 4
            await room.do(JoinSeat("other", "Vera"))
            assert reason(await room.do(RenameSeat("other", "paul"))) is Refusal.NAME_TAKEN
            assert reason(await room.do(RenameSeat("other", "Host"))) is Refusal.NAME_TAKEN
            assert accepted(await room.do(RenameSeat("other", "Vеra")))

    with SqliteLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_answers_do_not_change_what_everybody_sees(tmp_path: Path) -> None:
    """The public view stays the same object while answers come in, and is another one for everything else."""

    async def lesson(log: SqliteLog) -> None:
        async with hall(log, a_lesson()) as room:
            await room.join("a", "b")
            await room.open()
            scene, public = room.room.scene, room.room.public
            await room.answer("a")
            assert room.room.public is public
            assert room.room.scene == scene
            assert room.room.host.locked == ("Player a",)
            await room.do(PauseGame())
            assert room.room.scene == scene + 1
            assert room.room.public.paused
            await room.do(KickSeat("b"))
            assert room.room.public.seats == ("Player a",)
            assert room.room.view("b") is None
            assert room.room.view("nobody") is None

    with SqliteLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_a_host_who_looks_again_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The view is the same object until something is written, and of what is typed only the new texts are folded."""
    folded: list[str] = []

    def folding(text: str, language: str, keep: tuple[str, ...]) -> str:
        folded.append(text)
        return fold(text, language, keep)

    monkeypatch.setattr("quiz.core.given.fold", folding)

    async def lesson(log: SqliteLog) -> None:
        async with hall(log, replace(a_lesson(), rounds=(Round("Rivers", (typed(),)),))) as room:
            await room.join("a", "b", "c")
            await room.open()
            for seat, text in (("a", "Omsk"), ("b", "Yakutsk"), ("c", "Omsk")):
                assert accepted(await room.answer(seat, Words(text)))
                view = room.room.host
                assert room.room.host is view
            assert folded == ["Omsk", "Yakutsk"]
            assert [(one.text, one.count) for one in room.room.host.given] == [("Omsk", 2), ("Yakutsk", 1)]
            while room.room.phase is not Phase.REVEALED:
                assert accepted(await room.conduct.next())
            assert [one.mark for one in room.room.host.given] == [Mark.WRONG, Mark.RIGHT]

    with SqliteLog(tmp_path / "log.db") as log:
        asyncio.run(lesson(log))


def test_what_is_no_room_is_not_taken_up(tmp_path: Path) -> None:
    """No such game, events that make none, and a plan that nobody can play."""
    with SqliteLog(tmp_path / "log.db") as log:
        with pytest.raises(LookupError):
            Room.resume(log, NAME, StillClock(), SeededChance(1))
        log.append(NAME, 0, [RoundOpened(0, 0)])
        with pytest.raises(DamagedError):
            Room.resume(log, NAME, StillClock(), SeededChance(1))
        with pytest.raises(RefusedPlanError):
            Room.start(log, "empty", StillClock(), SeededChance(1), Plan("t", "d", 1, (Round("r", ()),)))


def test_no_beat_is_missed_and_none_is_queued() -> None:
    """Who looks away for three beats sees one change, and who waits is woken by the next."""

    async def listen() -> None:
        pulse = Pulse()
        for _ in range(3):
            pulse.beat()
        assert await pulse.after(0) == 3
        waiting = asyncio.create_task(pulse.after(3))
        await asyncio.sleep(0)
        assert not waiting.done()
        pulse.beat()
        assert await asyncio.wait_for(waiting, PATIENCE) == 4

    asyncio.run(listen())


def test_a_log_in_memory_will_do_for_a_room() -> None:
    """The same rules without a file: several games are added to together, or none is."""
    log = MemoryLog()
    log.append_all([("a", 0, [RoundOpened(0, 0)]), ("b", 0, [RoundOpened(0, 0)])])
    with pytest.raises(Conflict):
        log.append_all([("a", 1, [RoundOpened(0, 1)]), ("b", 0, [RoundOpened(0, 1)])])
    assert len(log.read("a")) == len(log.read("b")) == 1


@pytest.mark.parametrize("after", [1, 7, 60, 149])
def test_sigkill_takes_nothing_that_was_acknowledged(after: int, tmp_path: Path) -> None:
    """A process that hosts a class of 50 is killed at some answer: each acknowledged one is there, counted once."""
    command = [sys.executable, "-m", "tests.rooms.killed", str(tmp_path / "log.db")]
    acknowledged: set[tuple[str, int, int]] = set()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ}) as process:
        assert process.stdout is not None
        for line in process.stdout:
            acknowledged.add(_told(line))
            if len(acknowledged) >= after:
                break
        process.kill()
        acknowledged |= {_told(line) for line in process.stdout.read().splitlines()}
    assert len(acknowledged) >= after
    asyncio.run(_taken_up(tmp_path / "log.db", acknowledged))


def _told(line: str) -> tuple[str, int, int]:
    """Seat, question and option of one acknowledged answer. A line is written at once, so that it is whole or not."""
    seat, instance, option = line.split()
    return seat, int(instance), int(option)


async def _taken_up(path: Path, acknowledged: set[tuple[str, int, int]]) -> None:
    """All answers are in the log once; sent again, each is taken; and the lesson goes on."""
    with SqliteLog(path) as log:
        written = [event for event in log.read(NAME) if isinstance(event, AnswerLocked)]
        kept = {(one.seat, one.instance, one.response.option) for one in written if isinstance(one.response, Pick)}
        assert len(written) == len({(event.seat, event.instance) for event in written})
        assert acknowledged <= kept
        async with hall(log) as room:
            for seat, instance, option in acknowledged:
                outcome: Outcome = await room.do(Answer(seat, instance, 1, Pick(option)))
                assert accepted(outcome)
            assert accepted(await room.conduct.end())
            assert replay(log.read(NAME)) == room.room.state
