"""Each plays alone, at their own pace, until the deadline; nothing is lost, and the host sees how far all are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from quiz.core.commands import KickSeat, LockRoom, Reason, RenameSeat, SetTeam, VoidItem
from quiz.core.decide import Refusal
from quiz.core.events import AnswerLocked, GameFinished, ItemVoided, RoundOpened
from quiz.core.host import Done
from quiz.core.kinds import Single
from quiz.core.plan import Plan
from quiz.core.results import Fate, merged, results
from quiz.core.state import Phase, State
from quiz.rooms.folders import read_lesson, read_moves
from quiz.rooms.self_paced import SelfPaced
from quiz.rooms.sights import page_of
from quiz.rooms.streams import stream_name, streams_of
from quiz.rooms.turns import SeededChance
from quiz.stores.base import DamagedError
from quiz.stores.sqlite import SqliteLog
from tests.core.table import RIGHT, WRONG, a_plan
from tests.games import StillClock
from tests.rooms.hall import PATIENCE, accepted, reason

NAME = "homework"


class Calendar:
    """The wall clock, which moves when told."""

    def __init__(self) -> None:
        """Long before the deadline."""
        self.now = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class Home:
    """A self-paced room that runs."""

    def __init__(self, room: SelfPaced, clock: StillClock, wall: Calendar) -> None:
        """With the clocks that move it."""
        self.room, self.clock, self.wall = room, clock, wall

    async def to_question(self, seat: str) -> int:
        """Go on until a question is open; its number."""
        while self.room.phase(seat) is not Phase.OPEN:
            assert accepted(await self.room.advance(seat))
        view = self.room.view(seat)
        assert view is not None
        assert view.public.question is not None
        return view.public.question.instance

    async def to_end(self, seat: str) -> None:
        """Answer all that is left, rightly."""
        while self.room.phase(seat) is not Phase.FINISHED:
            if self.room.phase(seat) is Phase.OPEN:
                assert accepted(await self.room.answer(seat, await self.to_question(seat), 1, RIGHT))
            else:
                assert accepted(await self.room.advance(seat))


@asynccontextmanager
async def home(
    path: Path, plan: Plan | None = None, until: int | None = 2000, wall: Calendar | None = None
) -> AsyncIterator[Home]:
    """A new room, or, without a plan, the one that is there."""
    clock, wall, chance = StillClock(), Calendar() if wall is None else wall, SeededChance(1)
    with SqliteLog(path / "log.db") as log:
        if plan is None:
            room = SelfPaced.resume(log, NAME, clock, chance, wall)
        else:
            room = SelfPaced.start(log, NAME, clock, chance, plan, until, wall)
        running = asyncio.create_task(room.run())
        try:
            yield Home(room, clock, wall)
        finally:
            room.close()
            await asyncio.wait_for(asyncio.wait((running,)), PATIENCE)


def test_each_goes_at_their_own_pace(tmp_path: Path) -> None:
    """One is done while another has not begun; both see the same questions in the same order."""

    async def run() -> None:
        async with home(tmp_path, a_plan(2, rounds=2)) as there:
            for seat in ("a", "b"):
                assert accepted(await there.room.join(seat, f"Player {seat}"))
            await there.to_end("a")
            there.clock.now += 60_000
            await there.to_question("b")
            rows = [(row.name, row.done, row.total, row.finished) for row in there.room.progress()]
            assert rows == [("Player a", 4, 4, True), ("Player b", 0, 4, False)]
            view = there.room.view("b")
            assert view is not None
            assert view.public.question is not None
            last = there.room.view("a")
            assert last is not None
            assert last.past[0].question.options == view.public.question.options
            assert (last.row.right, view.row.right) == (4, 0)
            # Who is ahead is nobody's business before the end.
            assert (view.row.rank, view.row.ahead, view.public.seats) == (1, None, ("Player b",))
            assert accepted(await there.room.end())
            view = there.room.view("b")
            assert view is not None
            assert (view.row.rank, view.row.ahead and view.row.ahead.name) == (2, "Player a")
            assert [row.name for row in there.room.public.standings] == ["Player a", "Player b"]
            assert [row.seat for row in there.room.standings()] == ["a", "b"]

    asyncio.run(run())


def test_a_host_sees_what_is_not_opened(tmp_path: Path) -> None:
    """Apart from what is wrong, left out, or open just now; and a class that plays together has nothing of it."""

    async def run() -> None:
        async with home(tmp_path, a_plan(5)) as there:
            await there.room.join("a", "Ann")
            await there.room.join("b", "Bo")
            for response in (RIGHT, WRONG, None):
                number = await there.to_question("a")
                done = there.room.skip("a", number) if response is None else there.room.answer("a", number, 1, response)
                assert accepted(await done)
            assert [row.done for row in there.room.host_view.roster] == [Done(1, 1, 2, 5), Done(0, 0, 5, 5)]
            await there.to_question("a")
            assert there.room.host_view.roster[0].done == Done(1, 1, 1, 5)

    asyncio.run(run())


def test_all_places_tell_the_same_of_what_is_not_opened(tmp_path: Path) -> None:
    """A player's own sheet, the host's list and the results: none counts what is void, opened or not."""

    async def run() -> None:
        async with home(tmp_path, a_plan(5)) as there:
            for seat in "abc":
                await there.room.join(seat, seat.upper())
            await there.room.answer("a", await there.to_question("a"), 1, RIGHT)
            await there.room.skip("a", await there.to_question("a"))
            await there.to_question("b")
            for number in (2, 4):
                assert accepted(await there.room.host(VoidItem(number, "Two keys.")))
            wanted = [2, 2, 3]
            assert [there.room.unopened(seat) for seat in "abc"] == wanted
            done = [row.done for row in there.room.host_view.roster]
            assert [one and (one.unopened, one.total) for one in done] == [(count, 3) for count in wanted]
            assert accepted(await there.room.end())
            assert [there.room.unopened(seat) for seat in "abc"] == wanted
        told = {one.row.seat: one.fates.count(Fate.UNOPENED) for one in results(read(tmp_path)).players}
        assert [told[seat] for seat in "abc"] == wanted

    asyncio.run(run())


def test_a_page_has_nothing_of_its_player(tmp_path: Path) -> None:
    """Two players at one question, who came there at other times and answered otherwise, are shown one page."""

    async def run() -> None:
        async with home(tmp_path, a_plan(1)) as there:
            await there.room.join("a", "Ann")
            await there.room.join("b", "Bo")
            pages = []
            for seat, response in (("a", RIGHT), ("b", WRONG)):
                there.clock.now += 7000
                instance = await there.to_question(seat)
                view = there.room.view(seat)
                assert view is not None
                pages.append(page_of(view.public))
                await there.room.answer(seat, instance, 1, response)
                after = there.room.view(seat)
                assert after is not None
                pages.append(page_of(after.public))
            assert pages[0] == pages[2]
            assert pages[1] == pages[3]
            assert pages[0] != pages[1]

    asyncio.run(run())


def test_nothing_before_the_verdict_depends_on_the_key(tmp_path: Path) -> None:
    """Of two rooms that differ in the key alone, a student and the host see the same until the student has answered."""

    async def seen(folder: Path, key: int) -> list[object]:
        """What is seen of a question, and of its reveal."""
        folder.mkdir()
        plan = a_plan(1)
        item = plan.rounds[0].items[0]
        assert isinstance(item.question, Single)
        other = replace(item, question=replace(item.question, key=key))
        plan = replace(plan, rounds=(replace(plan.rounds[0], items=(other,)),))
        found: list[object] = []
        async with home(folder, plan) as there:
            await there.room.join("a", "Ann")
            await there.room.join("b", "Bo")
            await there.room.answer("b", await there.to_question("b"), 1, RIGHT)
            await there.to_question("a")
            there.room.pick("a", 1, WRONG)
            view = there.room.view("a")
            assert view is not None
            found += [view, page_of(view.public), there.room.public, there.room.progress()[0]]
            await there.room.answer("a", 1, 1, RIGHT)
            found.append(there.room.view("a"))
        return found

    one, two = (asyncio.run(seen(tmp_path / str(key), key)) for key in (0, 1))
    assert one[:-1] == two[:-1]
    assert one[-1] != two[-1]


def test_a_deadline_is_put_off_within_reason(tmp_path: Path) -> None:
    """It is in the log; never into the past, nor where there is none, nor once it is over."""

    async def run() -> None:
        wall = Calendar()
        async with home(tmp_path, a_plan(1), wall=wall) as there:
            await there.room.join("a", "Ann")
            assert accepted(await there.room.factor("a", Fraction(2)))
            assert accepted(await there.room.postpone(500))
            for wrong in (-10_000, 10**9):
                assert reason(await there.room.postpone(wrong)) is Refusal.MALFORMED
        wall.now = 2100.0
        async with home(tmp_path, wall=wall) as there:
            assert (there.room.until, there.room.left_ms, there.room.over) == (2500, 400_000, False)
            assert there.room.host_view.roster[0].factor == 2
            assert accepted(await there.room.end())
            assert reason(await there.room.postpone(500)) is Refusal.FINISHED
            view = there.room.view("a")
            assert view is not None
            assert view.public.reason is Reason.ENDED
        # So it is with what the log alone says.
        assert results(read(tmp_path)).players[0].factor == 2
        (tmp_path / "other").mkdir()
        async with home(tmp_path / "other", a_plan(1), until=None) as there:
            assert reason(await there.room.postpone(500)) is Refusal.NOT_NOW

    asyncio.run(run())


def test_an_answer_is_settled_at_once_and_repeats_give_the_same_reply(tmp_path: Path) -> None:
    """It is locked, closed and revealed in one write; sent again, now or later, it changes nothing."""

    async def run() -> None:
        async with home(tmp_path, a_plan(2)) as there:
            await there.room.join("a", "Ann")
            assert await there.to_question("a") == 1
            twice = await asyncio.gather(there.room.answer("a", 1, 1, RIGHT), there.room.answer("a", 1, 1, RIGHT))
            assert all(map(accepted, twice))
            assert there.room.phase("a") is Phase.REVEALED
            assert await there.to_question("a") == 2
            assert accepted(await there.room.answer("a", 1, 1, RIGHT))
            assert reason(await there.room.answer("a", 1, 2, WRONG)) is Refusal.LOCKED
            assert accepted(await there.room.skip("a", 2))
            assert reason(await there.room.answer("nobody", 1, 1, RIGHT)) is Refusal.UNKNOWN_SEAT

    asyncio.run(run())


def test_time_is_each_players_own(tmp_path: Path) -> None:
    """What is open past its limit is settled with the pick that stands, and only that."""

    async def run() -> None:
        async with home(tmp_path, a_plan(2)) as there:
            await there.room.join("a", "Ann")
            await there.room.join("b", "Bo", Fraction(2))
            await there.to_question("a")
            await there.to_question("b")
            assert await there.room.tick() == 22_001
            there.room.pick("a", 1, RIGHT)
            there.room.pick("b", 1, WRONG)
            there.room.pick("b", 1, None)
            there.clock.now += 22_001
            assert await there.room.tick() == 0
            assert await there.room.tick() == 20_000
            assert (there.room.phase("a"), there.room.phase("b")) == (Phase.REVEALED, Phase.OPEN)
            there.clock.now += 20_000
            await there.room.tick()
            rights = [there.room.view(seat) for seat in ("a", "b")]
            assert [view.row.right for view in rights if view is not None] == [1, 0]

    asyncio.run(run())


def test_after_the_deadline_nobody_plays_on(tmp_path: Path) -> None:
    """What is open is settled as it stands, all games end, and nobody answers, goes on or joins."""

    async def run() -> None:
        wall = Calendar()
        async with home(tmp_path, a_plan(2), wall=wall) as there:
            await there.room.join("a", "Ann")
            await there.room.join("b", "Bo")
            await there.to_question("a")
            there.room.pick("a", 1, RIGHT)
            wall.now = 2000.0
            assert reason(await there.room.answer("a", 1, 1, WRONG)) is Refusal.FINISHED
            assert reason(await there.room.advance("b")) is Refusal.FINISHED
            assert reason(await there.room.join("c", "Cy")) is Refusal.FINISHED
            assert await there.room.tick() is None
            assert [row.finished for row in there.room.progress()] == [True, True]
            view = there.room.view("a")
            assert view is not None
            assert view.row.right == 1
            assert [past.question.number for past in view.past] == [1]
        async with home(tmp_path, wall=wall) as there:
            assert await there.room.tick() is None
            assert there.room.over

    asyncio.run(run())


def test_an_end_by_hand_is_seen_with_all_that_it_locks(tmp_path: Path) -> None:
    """By whoever looks at every beat: the standing holds the picks that stood, from the first time that it is there."""

    async def run() -> None:
        async with home(tmp_path, a_plan(2)) as there:
            await there.room.join("a", "Ann")
            await there.room.join("b", "Bo")
            there.room.pick("b", await there.to_question("b"), RIGHT)
            seen: list[list[tuple[str, int]]] = []

            async def watch() -> None:
                beats = there.room.changed.count
                while True:
                    beats = await there.room.changed.after(beats)
                    seen.append([(row.name, row.right) for row in there.room.public.standings])

            watching = asyncio.create_task(watch())
            await asyncio.sleep(0)
            assert accepted(await there.room.end())
            await asyncio.sleep(0)
            watching.cancel()
            assert [standing for standing in seen if standing] == [[("Bo", 1), ("Ann", 0)]]

    asyncio.run(run())


def test_what_is_settled_after_the_end_is_in_the_standing(tmp_path: Path) -> None:
    """A game that was still on when its room died as it ended, and that somebody has seen so."""

    async def run() -> None:
        async with home(tmp_path, a_plan(2)) as there:
            await there.room.join("a", "Ann")
            await there.to_question("a")
        with SqliteLog(tmp_path / "log.db") as log:
            log.append(NAME, len(log.read(NAME)), [GameFinished(0, Reason.ENDED)])
        async with home(tmp_path) as there:
            assert [row.asked for row in there.room.public.standings] == [0]
            there.room.pick("a", 1, RIGHT)
            assert await there.room.tick() is None
            assert [(row.asked, row.right) for row in there.room.public.standings] == [(1, 1)]
            assert there.room.phase("a") is Phase.FINISHED

    asyncio.run(run())


def test_a_room_that_died_goes_on_for_all(tmp_path: Path) -> None:
    """Each at the same question with the time that was left, and with every answer that was acknowledged."""

    async def run() -> None:
        async with home(tmp_path, a_plan(2), until=None) as there:
            await there.room.join("a", "Ann")
            await there.room.join("b", "Bo")
            await there.room.join("c", "Cy")
            await there.room.answer("a", await there.to_question("a"), 1, RIGHT)
            there.clock.now += 5000
            await there.to_question("b")
        async with home(tmp_path) as there:
            assert [(row.name, row.done) for row in there.room.progress()] == [("Ann", 1), ("Bo", 0), ("Cy", 0)]
            assert await there.room.tick() == 22_001
            assert there.room.phase("c") is Phase.LOBBY
            await there.to_end("c")
            await there.room.end()
            assert [row.finished for row in there.room.progress()] == [True, True, True]
        with SqliteLog(tmp_path / "log.db") as log:
            assert sum(isinstance(event, AnswerLocked) for event in log.read(stream_name(NAME, "a"))) == 1
            log.append(stream_name(NAME, "a"), len(log.read(stream_name(NAME, "a"))), [RoundOpened(0, 0)])
            with pytest.raises(DamagedError):
                SelfPaced.resume(log, NAME, StillClock(), SeededChance(1), Calendar())

    asyncio.run(run())


def test_a_question_that_is_void_counts_for_nobody(tmp_path: Path) -> None:
    """Who is past it loses what it gave, who has it open is shown so, who comes to it is not asked; also after a cut,
    and after the end. What the log gives without it is what all are shown."""

    async def run() -> None:
        wall, because = Calendar(), "Two keys."
        async with home(tmp_path, a_plan(3), wall=wall) as there:
            for seat, name in (("a", "Ann"), ("b", "Bo"), ("c", "Cy")):
                await there.room.join(seat, name)
            for number in (1, 2):
                assert accepted(await there.room.answer("a", await there.to_question("a"), number, RIGHT))
            assert accepted(await there.room.answer("b", await there.to_question("b"), 1, RIGHT))
            assert await there.to_question("b") == 2
            assert reason(await there.room.host(VoidItem(4))) is Refusal.STALE
            assert accepted(await there.room.host(VoidItem(2, because)))
            assert credit(there, "a") == 1
            assert there.room.phase("b") is Phase.OPEN
            await there.room.tick()
            for seat in ("a", "b"):
                view = there.room.view(seat)
                assert view is not None
                assert view.public.phase is Phase.REVEALED
                assert view.public.reveal is not None
                assert view.public.reveal.voided == because
                assert (view.result, view.row.asked, view.row.right) == (None, 1, 1)
            assert [row.score for row in there.room.host_view.roster] == ["1000 +83", "1000 +83", "0 +0"]
            assert [one.voided for one in there.room.host_view.opened] == [None, because, None]
            assert [row.done for row in there.room.host_view.roster][2] == Done(0, 0, 2, 2)
        async with home(tmp_path, wall=wall) as there:
            assert accepted(await there.room.answer("c", await there.to_question("c"), 1, RIGHT))
            assert accepted(await there.room.advance("c"))
            assert there.room.phase("c") is Phase.REVEALED
            view = there.room.view("c")
            assert view is not None
            assert view.public.question is not None
            assert (view.public.question.number, view.answer, view.row.right) == (2, None, 1)
            assert await there.to_question("c") == 3
            game = there.room.game("c")
            assert there.room.game("c") is game
            assert accepted(await there.room.end())
            assert [row.right for row in there.room.public.standings] == [1, 1, 1]
            assert accepted(await there.room.host(VoidItem(1)))
            assert [(row.right, row.score) for row in there.room.public.standings] == [(0, "0 +0")] * 3
            view = there.room.view("a")
            assert view is not None
            assert view.row.credit == 0
            assert [past.reveal.voided for past in view.past] == ["", because]
        with SqliteLog(tmp_path / "log.db") as log:
            # No game has been written anew.
            assert not [e for seat in "abc" for e in log.read(stream_name(NAME, seat)) if isinstance(e, ItemVoided)]
        told = results(read(tmp_path)).players
        assert [(one.row.right, one.row.asked, one.total) for one in told] == [(0, 0, 1), (0, 0, 1), (0, 1, 1)]

    asyncio.run(run())


def test_a_replay_leaves_out_what_is_void(tmp_path: Path) -> None:
    """From when it is void: its answers give nothing any more, and who comes to it is not told to be asked."""

    async def run() -> None:
        (tmp_path / "rooms" / NAME).mkdir(parents=True)
        async with home(tmp_path / "rooms" / NAME, a_plan(3)) as there:
            for seat, name in (("a", "Ann"), ("b", "Bo")):
                await there.room.join(seat, name)
                await there.room.answer(seat, await there.to_question(seat), 1, RIGHT)
            await there.to_question("a")
            there.clock.now += 1000
            for number in (1, 3):
                assert accepted(await there.room.host(VoidItem(number, "Two keys.")))
            there.clock.now += 1000
            await there.room.answer("a", 2, 1, RIGHT)
            await there.to_end("a")
            await there.room.end()

    asyncio.run(run())
    told = [line for move in read_moves(tmp_path, NAME) for line in move.lines]
    assert told.index("Ann answers a after 0.0 s: right") < told.index("Question 1 is void: Two keys.")
    third = [line for line in told if "uestion 3" in line]
    assert third == ["Question 3 is void: Two keys.", "Ann: Question 3 is void"]
    rows = {player.row.name: player.row.score for player in results(read_lesson(tmp_path, NAME)).players}
    for name, score in rows.items():
        last = max(place for place, line in enumerate(told) if line.startswith(f"{name}: The end"))
        assert told[last + 1] == f"  1. {name}  {score}"


def credit(there: Home, seat: str) -> Fraction:
    """What a player is shown to have."""
    view = there.room.view(seat)
    assert view is not None
    return view.row.credit


def read(folder: Path) -> State:
    """The lesson as its log gives it."""
    with SqliteLog(folder / "log.db") as log:
        streams = streams_of(log, NAME)
        room = streams.pop(NAME).state
        return merged(room, (stream.state for stream in streams.values()))


def test_a_host_keeps_order_among_them(tmp_path: Path) -> None:
    """Names, teams, a lock, and somebody who is put out."""

    async def run() -> None:
        async with home(tmp_path, a_plan(1)) as there:
            await there.room.join("a", "Ann")
            await there.room.join("b", "Bo")
            assert reason(await there.room.join("c", "Аnn")) is Refusal.NAME_TAKEN
            for command in (RenameSeat("a", "Zoe"), SetTeam("a", "Reds"), KickSeat("b"), LockRoom(True)):
                assert accepted(await there.room.host(command))
            assert reason(await there.room.join("c", "Cy")) is Refusal.ROOM_LOCKED
            assert reason(await there.room.advance("b")) is Refusal.PUT_OUT
            assert there.room.view("b") is None
            view = there.room.view("a")
            assert view is not None
            assert (view.name, view.team) == ("Zoe", "Reds")
            assert [row.name for row in there.room.progress()] == ["Zoe"]
            assert len(there.room.new_seat()) == 8
            assert there.room.free_name()

    asyncio.run(run())
