"""When an answer came: to the tick at the deadline, over slow lines and dead ones, and sooner than anybody reads."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.core.commands import Answer, OpenRound
from quiz.core.events import AnswerLocked
from quiz.core.plan import Rules
from quiz.core.refusals import Refusal
from quiz.core.results import HASTY_MS, results
from quiz.core.scoring import PLATEAU_MS
from quiz.core.state import Phase
from quiz.rooms.export import as_json, page, players_csv
from quiz.serve.server import Gate
from quiz.stores.sqlite import SqliteReader
from tests.core.table import ONE, RIGHT, WRONG, Table, a_plan
from tests.rooms.hall import SlowLog, a_lesson, accepted, hall, reason
from tests.serve.lessons import Pupil, lesson, opened, run, strokes, to, until
from tests.serve.lessons import line as typed_line
from tests.serve.proxy import line


@pytest.mark.parametrize("tick", [-1, 0, 1])
def test_a_tick_at_the_deadline(tmp_path: Path, tick: int) -> None:
    """The last moment is in time and the next is not; the first answer is final, and a repeat hears the same again."""

    async def work(log: SlowLog) -> None:
        async with hall(log, a_lesson()) as room:
            await room.join("a", "b")
            await room.open()
            room.clock.now += 20_000 + tick
            first = await room.answer("a")
            assert accepted(first) is (tick <= 0)
            assert tick <= 0 or reason(first) is Refusal.LATE
            room.clock.now += 5
            for _ in range(3):
                again = await room.answer("a")
                assert (again == ()) if tick <= 0 else reason(again) is Refusal.LATE
            other = await room.do(Answer("a", 1, 2, WRONG))
            assert reason(other) is (Refusal.LOCKED if tick <= 0 else Refusal.LATE)
            answers = room.room.state.asked[0].answers
            assert {seat: locked.response for seat, locked in answers.items()} == ({"a": RIGHT} if tick <= 0 else {})

    with SlowLog(tmp_path / "log.db") as log:
        asyncio.run(work(log))


@pytest.mark.parametrize("scoring", ["fair", "kahoot", "flat"])
def test_an_answer_that_nobody_can_have_read_for_is_marked_and_not_paid(scoring: str) -> None:
    """A program that answers after 5 ms gets what a quick reader gets, and stands out in every result."""
    rules = Rules(scoring, timer=True)  # type: ignore[arg-type]
    table = Table(a_plan(1, rules), bot=ONE, edge=ONE, quick=ONE)
    table.do(OpenRound(0))
    table.ask(0, 4000, bot=(RIGHT, 4005), edge=(RIGHT, 4000 + HASTY_MS), quick=(RIGHT, 3999 + PLATEAU_MS))
    found = results(table.state)
    assert len({(one.row.credit, one.row.bonus, one.row.points) for one in found.players}) == 1
    assert {one.row.name for one in found.players for mark in one.marks if mark is not None and mark.hasty} == {"bot"}
    assert [row.rpartition(",")[2] for row in players_csv(found).split() if row.startswith("1,bot")] != ["0"]
    assert as_json(found).count('"hasty": true') == 1
    assert "bot: 1 answered sooner than anybody reads (150 ms)" in page(found)


@pytest.mark.parametrize(
    ("allowance", "delay", "term"),
    [(0, 0.1, "xterm"), (100, 0.04, "xterm"), (100, 0.04, None), (100, 0.15, "xterm"), (60, 0.1, None)],
)
def test_a_slow_line_is_made_up_for_as_measured(tmp_path: Path, allowance: int, delay: float, term: str | None) -> None:
    """Only where the rules say so, by the way there and back, and never by more than they say."""

    async def work() -> None:
        plan = lesson(timer=True)
        plan = replace(plan, rules=replace(plan.rules, allowance=allowance))
        async with opened(tmp_path, plan) as house, line(house.port, delay) as slow:
            house.conduct._reading = False
            ada = await (await Pupil(slow.port, term=term).join()).sit("Ada")
            await to(house, Phase.OPEN)
            await ada.see("Kara Sea")
            (client,) = house.gateway.clients
            await until(lambda: client.wire.lag or not allowance)
            ada.press(strokes(house.room.state) if term else typed_line(house.room.state))
            await until(lambda: house.room.state.asked[0].answers)
            await ada.leave()

    run(work())
    with SqliteReader(tmp_path / "log.db") as log:
        (answer,) = (event for event in log.read("room") if isinstance(event, AnswerLocked))
    there_and_back = round(delay * 2000)
    assert min(allowance, there_and_back) <= answer.lag <= allowance


def test_a_dead_line_is_noticed(tmp_path: Path) -> None:
    """Everything stays open and nothing comes: the seat is away, kept, and free to be taken again by its code."""
    gate = Gate()
    assert gate.keepalive * (gate.keepalives + 1) < 20

    async def work() -> None:
        async with opened(tmp_path, gate=Gate(keepalive=0.8)) as house, line(house.port) as dying:
            bob = await (await Pupil(house.port).join()).sit("Bob")
            ada = await (await Pupil(dying.port).join()).sit("Ada")
            code = ada.code
            assert house.conduct.present(code)
            dying.dead = True
            await until(lambda: not house.conduct.present(code))
            assert house.conduct.present(bob.code)
            assert not house.reception.seated(code)
            assert code in house.room.state.seats
            back = await Pupil(house.port, code).join()
            await back.see("You are Ada.")
            assert house.conduct.present(code)

    run(work())
