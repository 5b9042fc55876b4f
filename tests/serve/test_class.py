"""A class of thirty over SSH, from the lobby to the sheets, with everything that goes wrong in a lesson.

The room is a process of its own, told what to do as a desk tells it. At its end the scores on the students' screens, in
the desk's view and in the results are what the log gives, added up here from the rows of its file.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from quiz.core.evolve import replay
from quiz.core.kinds import Response, canonical, grade
from quiz.core.results import results
from quiz.core.state import State, item_of
from quiz.rooms.export import as_json
from quiz.serve.launch import Known
from quiz.stores.sqlite import SqliteReader
from tests.serve.lessons import Pupil, lesson, line, miss, run, strokes, until
from tests.serve.openssh import DeskLine
from tests.serve.processes import again, in_process

MANY = 30
SIZES = ((60, 20), (80, 24), (100, 30), (120, 36))
CODE = re.compile("your code ([0-9A-Z]{8})|([0-9A-Z]{8})@")
TERMS = ("xterm-256color", "xterm", "vt100", "xterm-direct")


@dataclass(eq=False)
class Student:
    """One of the class, and what they were told is locked: the number of a question, and the answer."""

    number: int
    pupil: Pupil
    name: str = ""
    code: str = ""
    said: dict[int, Response] = field(default_factory=dict)

    @property
    def reads(self) -> bool:
        """Whether this one has no terminal, only lines."""
        return self.pupil.term is None

    def means(self, state: State) -> Response | None:
        """What this one answers: one in five misses, one in seven says nothing."""
        place = len(state.asked)
        if (self.number + place) % 7 == 3:
            return None
        return (
            miss(state) if (self.number + 2 * place) % 5 == 1 else canonical(item_of(state, state.asked[-1]).question)
        )

    async def answer(self, state: State) -> None:
        """See the question on the own screen, answer it, and see that it is locked."""
        asked, response = state.asked[-1], self.means(state)
        stem = item_of(state, asked).stem.split()
        await self.pupil.see(*stem[:2])
        if response is None:
            return
        before = len(self.pupil.raw)
        self.pupil.press(line(state, response) if self.reads else strokes(state, response))
        if self.reads:
            await until(lambda: b"ocked" in self.pupil.raw[before:], told=lambda: self.pupil.text[-600:])
        else:
            await self.pupil.see("locked")
        self.said[asked.instance] = response

    async def back(self, port: int) -> None:
        """Come again with the code, and find the seat."""
        old = self.pupil
        await old.leave()
        self.pupil = await Pupil(port, self.code, old.size, old.term).join()


class Lesson:
    """The room from outside: its desk, its students, and its log as a reader finds it."""

    def __init__(self, room: Known) -> None:
        """Nobody is there."""
        self.room, self.students, self.desk = room, list[Student](), DeskLine()

    @property
    def state(self) -> State:
        """What the log says."""
        with SqliteReader(self.room.folder / "log.db") as log:
            return replay(log.read(self.room.name))

    async def join(self, number: int) -> Student:
        """One more comes, under the name offered or one of their own, and notes the code."""
        reads = number % 6 == 5
        pupil = Pupil(self.room.port, "room", SIZES[number % 4], None if reads else TERMS[number % 4])
        name = f"Pupil {number}"
        await pupil.join()
        await pupil.see("Enter takes")
        pupil.press(f"{name}\n" if reads else f"{name}\r")
        # In the lobby a command stands there, in a game that is on a reminder.
        await until(lambda: CODE.search(pupil.text), told=lambda: pupil.text)
        student = Student(number, pupil, name, _code(pupil))
        self.students.append(student)
        return student

    async def to(self, phase: str) -> None:
        """Go on, a step at a time, until that scene is on."""
        for _ in range(6):
            if self.desk.view and self.desk.view["public"]["phase"] == phase:
                return
            scene = self.desk.clock.get("scene")
            await self.desk.do("next", scene=scene)
            await self.desk.until_other(scene)
        raise AssertionError(f"{self.desk.view['public']['phase']} is not {phase}")

    async def open(self) -> State:
        """The next question, and the log when it is open."""
        await self.to("open")
        return self.state

    async def answer(self, state: State, *left_out: Student) -> None:
        """Everybody answers, or lets it pass."""
        await asyncio.gather(*(one.answer(state) for one in self.students if one not in left_out))

    def seat(self, student: Student) -> str:
        """The seat's name for commands."""
        return str(next(row["seat"] for row in self.desk.view["roster"] if row["name"] == student.name))


def test_a_class_of_thirty(tmp_path: Path) -> None:
    """All kinds, cuts, a rename, a late one, a void item, one put out, a pause, a kill and a restart."""
    with in_process(tmp_path, lesson()) as room:
        run(_whole(room), 300)


async def _whole(room: Known) -> None:
    """The lesson, question by question."""
    held = Lesson(room)
    await held.desk.open(room.socket)
    await asyncio.gather(*(held.join(number) for number in range(MANY)))
    held.students.sort(key=lambda one: one.number)
    await until(lambda: len(held.desk.clock.get("present", ())) == MANY)
    await held.answer(await held.open())
    await _cut(held)
    await _renamed_and_late(held)
    await _killed(held)
    await _void(held)
    await _put_out(held)
    await _paused(held)
    await held.answer(await held.open())
    await held.to("finished")
    await _sheets(held)
    _added_up(held)
    await held.desk.close()


async def _cut(held: Lesson) -> None:
    """Four lose their lines before the question, one of them for all of it; the others come back and answer."""
    lost = held.students[3:7]
    await held.to("revealed")
    for one in lost:
        await one.pupil.leave()
    state = await held.open()
    await held.answer(state, *lost)
    for one in lost[1:]:
        await one.back(held.room.port)
    await asyncio.gather(*(one.answer(state) for one in lost[1:]))
    await held.to("revealed")
    await lost[0].back(held.room.port)


async def _renamed_and_late(held: Lesson) -> None:
    """One is called otherwise from here on; another one comes when two questions are gone."""
    other = held.students[8]
    assert (await held.desk.do("rename", seat=held.seat(other), name="Countess")).get("done")
    other.name = "Countess"
    await held.join(MANY)
    await held.answer(await held.open())
    await held.to("revealed")


async def _killed(held: Lesson) -> None:
    """The room dies when every second one has answered, and is taken up; what was acknowledged is there."""
    state = await held.open()
    early = held.students[::2]
    await asyncio.gather(*(one.answer(state) for one in early))
    await held.desk.close()
    os.kill(held.room.pid, signal.SIGKILL)
    await until(lambda: all(one.pupil.over for one in held.students))
    back = await asyncio.to_thread(again, held.room)
    assert (back.port, back.fingerprint) == (held.room.port, held.room.fingerprint)
    held.room, held.desk = back, await DeskLine().open(back.socket)
    kept = held.state.asked[-1].answers
    instance = state.asked[-1].instance
    for one in early:
        given = kept.get(one.code)
        assert (given.response if given else None) == one.said.get(instance)
    await asyncio.gather(*(one.back(back.port) for one in held.students))
    for one in early:
        if instance in one.said and not one.reads:
            await one.pupil.see("locked")
    await asyncio.gather(*(one.answer(state) for one in held.students[1::2]))
    await held.to("revealed")


async def _void(held: Lesson) -> None:
    """The second question counts for nobody, as soon as the host says so."""
    before = {row["name"]: row["score"] for row in held.desk.view["roster"]}
    assert (await held.desk.do("void", instance=2, because="two answers are right")).get("done")
    await until(lambda: {row["name"]: row["score"] for row in held.desk.view["roster"]} != before)
    await held.answer(await held.open())
    await held.to("revealed")


async def _put_out(held: Lesson) -> None:
    """One is put out, and the code does not bring them back."""
    out = held.students.pop(11)
    assert (await held.desk.do("kick", seat=held.seat(out))).get("done")
    await out.pupil.told("taken you out")
    with contextlib.suppress(AssertionError):
        await out.back(held.room.port)
    await until(lambda: out.pupil.over)
    await held.answer(await held.open())
    await held.to("revealed")


async def _paused(held: Lesson) -> None:
    """While the room pauses, no key is an answer; afterwards they all are."""
    state = await held.open()
    await held.desk.do("pause")
    await held.students[0].pupil.see("paused")
    held.students[0].pupil.press(strokes(state))
    await held.desk.do("pause")
    await held.students[0].pupil.not_see("paused")
    assert not held.state.asked[-1].answers
    await held.answer(state)
    await held.to("revealed")


async def _sheets(held: Lesson) -> None:
    """Everybody sees their own score, and their own sheet."""
    scores = {row["name"]: row["score"] for row in held.desk.view["roster"]}
    for one in held.students:
        if not one.reads:
            await one.pupil.see("Enter shows your own sheet", scores[one.name])
            one.pupil.press("\r")
            await one.pupil.see("The end")
        else:
            await one.pupil.see("The end", scores[one.name], "--seed 7")


def _code(pupil: Pupil) -> str:
    """What takes the seat back, as the student reads it."""
    found = CODE.search(pupil.text)
    assert found is not None
    return str(found[1] or found[2])


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The events of the file, as plain as they lie there."""
    with contextlib.closing(sqlite3.connect(folder / "log.db")) as log:
        for (data,) in log.execute("SELECT data FROM event ORDER BY version"):
            yield json.loads(data)


def _added_up(held: Lesson) -> None:
    """What the log's rows, the students' memories, the desk and the results say of each student's credit."""
    events = list(_rows(held.room.folder))
    voided = {event["instance"] for event in events if event["kind"] == "item_voided"}
    assert voided == {2}
    state = held.state
    questions = {asked.instance: item_of(state, asked) for asked in state.asked}
    assert len(questions) == 8
    logged: dict[str, set[int]] = {}
    for event in events:
        if event["kind"] == "answer_locked":
            assert event["instance"] not in logged.setdefault(event["seat"], set()), "answered twice"
            logged[event["seat"]].add(event["instance"])
    told = {row["name"]: row for row in json.loads(as_json(results(state)))["players"]}
    ranks = {row["name"]: row["rank"] for row in held.desk.view["roster"]}
    credit: dict[str, Fraction] = {}
    for one in held.students:
        assert logged.get(one.code, set()) == set(one.said), one.name
        credit[one.name] = sum(
            (questions[place].weight * grade(questions[place].question, said).credit
             for place, said in one.said.items() if place not in voided), Fraction(0),
        )  # fmt: skip
        assert told[one.name]["credit"] == pytest.approx(float(credit[one.name]))
    assert set(ranks) == set(credit)
    for more, less in itertools.permutations(credit, 2):
        assert credit[more] <= credit[less] or ranks[more] < ranks[less], (more, less)
