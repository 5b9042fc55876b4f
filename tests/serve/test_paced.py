"""Rooms in which each plays alone, over SSH: everybody's own pace, the way back, the deadline, the end for all."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from quiz.core.events import AnswerLocked, QuestionOpened
from quiz.core.grammar import spell
from quiz.core.kinds import Fillings, Pairs, Response, canonical, grade
from quiz.core.plan import Plan, Round
from quiz.core.refusals import Rejected
from quiz.core.state import Phase, item_of
from quiz.plain.demo import blunder
from quiz.serve.house import PacedHouse
from quiz.serve.moment import Moment
from quiz.stores.sqlite import SqliteReader
from tests.games import StillClock, cloze, match, order
from tests.serve.lessons import Pupil, WallClock, lesson, line, opened_paced, run, until


def short(*, timer: bool = False) -> Plan:
    """Two rounds of two questions."""
    plan = lesson(timer=timer)
    return replace(plan, rounds=tuple(replace(part, items=part.items[:2]) for part in plan.rounds))


def right(house: PacedHouse, seat: str, *, wrong: bool = False) -> str:
    """What to press to lock an answer to the question that is open for a seat."""
    state = house.room.game(seat)
    asked = state.asked[-1]
    question = item_of(state, asked).question
    response: Response = blunder(question) if wrong else canonical(question)
    text = spell(response, asked.order)
    if question.kind == "true_false":
        return f"{text[0]}\r"
    if question.kind in ("number", "typed"):
        return f"{text}\r"
    return (text.replace("; ", "\t") if question.kind == "cloze" else text.replace(" ", "")) + "\r"


async def to_question(house: PacedHouse, pupil: Pupil, seat: str, number: int) -> None:
    """Go on with Enter until that question is open."""

    while len(house.room.game(seat).asked) < number:
        # The first key at a reveal only shows the rest of it, and one that comes too early is not heard.
        pupil.press("\r")
        await asyncio.sleep(0.2)
    await pupil.see("Enter")


async def on_to(house: PacedHouse, pupil: Pupil, seat: str, phase: Phase) -> None:
    """Go on with Enter until a phase."""
    while house.room.phase(seat) is not phase:
        pupil.press("\r")
        await asyncio.sleep(0.2)


async def often(pupil: Pupil, text: str, count: int) -> None:
    """Wait until a text has come so many times."""
    await until(lambda: pupil.text.count(text) >= count, told=lambda: pupil.text)


async def answer(house: PacedHouse, pupil: Pupil, seat: str, *, wrong: bool = False) -> None:
    """Answer what is open, and see the verdict."""
    number = len(house.room.game(seat).asked)
    pupil.press(right(house, seat, wrong=wrong))
    await until(lambda: house.room.phase(seat) is Phase.REVEALED, told=lambda: pupil.text)
    await pupil.see("Enter goes on", "no points" if wrong else "+1000")
    assert len(house.room.game(seat).asked) == number


def folded(path: Path, room: str = "room") -> dict[str, tuple[Fraction, int]]:
    """Name to credit and answers, worked out from the log alone, without the states of the program."""
    with SqliteReader(path) as log:
        begun, *events = log.read(room)
        void = {event.instance for event in events if event.kind == "item_voided"}
        names = {event.seat: event.name for event in events if event.kind == "seat_joined"}
        streams = {seat: log.read(f"{room}/{seat}") for seat in names}
    plan: Any = getattr(begun, "plan", None)
    found = {}
    for seat, name in names.items():
        asked = {event.instance: event for event in streams[seat] if isinstance(event, QuestionOpened)}
        credit, count = Fraction(0), 0
        for event in streams[seat]:
            if isinstance(event, AnswerLocked) and event.instance not in void:
                where = asked[event.instance]
                item = plan.rounds[where.round].items[where.index]
                credit, count = credit + item.weight * grade(item.question, event.response).credit, count + 1
        found[name] = (credit, count)
    return found


def test_a_lesson_at_two_paces(tmp_path: Path) -> None:
    """One goes through while another has just begun, leaves, and comes back; the deadline ends it for all."""

    async def work() -> None:
        wall = WallClock()
        async with opened_paced(tmp_path, short(), wall=wall) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            bob = await (await Pupil(house.port, size=(100, 30)).join()).sit("Bob")
            await ada.see("At your own pace, until", "Enter begins")
            a, b = ada.code, bob.code
            for number in (1, 2, 3, 4):
                await to_question(house, ada, a, number)
                await answer(house, ada, a, wrong=number == 2)
                assert " of 2" not in ada.text.splitlines()[-1]
            await to_question(house, bob, b, 1)
            await answer(house, bob, b)
            await bob.leave()
            await on_to(house, ada, a, Phase.STANDING)
            await ada.see("after round 2")
            ada.press("\r")
            await ada.see("your own sheet", "Missed: 1 question")
            assert "not opened" not in ada.text
            ada.press("\r")
            await ada.see("That was all", "done")
            assert "Bob" not in ada.text
            again = await Pupil(house.port, b).join()
            await again.see("Enter goes on", "1000")
            await to_question(house, again, b, 2)
            again.press("A")
            await again.see("A")
            wall.ahead = 7200
            # Whoever sets a clock is not waited for; a room looks at the calendar twice a minute.
            await house.room.tick()
            await until(lambda: house.room.public.phase is Phase.FINISHED)
            await again.see("your own sheet", "deadline has passed", "You have not opened 2 questions.")
            await ada.see("final", "Ada", "Bob")
            late = await Pupil(house.port).join()
            await late.see("It is over")
            late.press("\r")
            await late.see("The deadline has passed.")
            rows = {row.name: (row.credit, row.answered) for row in house.room.public.standings}
            for pupil in (ada, again, late):
                await pupil.leave()
        assert folded(tmp_path / "log.db") == rows

    run(work())


def test_a_frame_is_built_once_for_all_who_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Students who come to a question at other times, with other clocks, names and answers, share its frames."""
    built: list[tuple[Phase, int]] = []
    paint = Moment._painted

    def painted(self: Moment, *given: Any) -> Any:  # noqa: ANN401 - whatever it takes
        """Count, and paint."""
        question = self.public.question
        if question is not None:
            built.append((self.public.phase, question.instance))
        return paint(self, *given)

    monkeypatch.setattr(Moment, "_painted", painted)

    async def work() -> None:
        async with opened_paced(tmp_path, short(timer=True)) as house:
            for name in ("Ada", "Bob", "Cyd"):
                pupil = await (await Pupil(house.port).join()).sit(name)
                seat = pupil.code
                await to_question(house, pupil, seat, 1)
                await pupil.see(" left")
                await answer(house, pupil, seat, wrong=name == "Ada")
                await pupil.leave()
                if name == "Ada":
                    first = list(built)
            # The why of a wrong answer takes more rows, so that a reveal has a frame for right ones, too.
            assert [one for one in built[len(first) :] if one[0] is Phase.OPEN] == []
            assert first.count((Phase.OPEN, 1)) == 2
            assert len(built) <= len(first) + 2

    run(work())


def test_it_is_played_line_by_line(tmp_path: Path) -> None:
    """Without a terminal an empty line goes on, `skip` leaves out, and the sheet comes at the end."""

    async def work() -> None:
        async with opened_paced(tmp_path, short()) as house:
            edda = await (await Pupil(house.port, term=None).join()).sit("Edda")
            await edda.see("At your own pace, until", "Enter begins")
            seat = edda.code
            edda.press("\n\n")
            for number in (1, 2, 3, 4):
                while len(house.room.game(seat).asked) < number:
                    edda.press("\n")
                    await asyncio.sleep(0.1)
                if number == 3:
                    edda.press("skip\n")
                else:
                    state = house.room.game(seat)
                    asked = state.asked[-1]
                    edda.press(spell(canonical(item_of(state, asked).question), asked.order) + "\n")
                await until(lambda: house.room.phase(seat) is Phase.REVEALED)
                await often(edda, "Enter goes on", number)
            edda.press("\n")
            await until(lambda: house.room.phase(seat) is Phase.STANDING)
            edda.press("\n")
            await edda.see("Missed: 1 question", "quiz play PACK --seed 7", "Come back for them with")
            await until(lambda: edda.over)
            assert b"\x1b" not in edda.raw
            await edda.leave()

    run(work())


def test_a_line_is_told_when_time_is_up_and_is_asked_again_until_then(tmp_path: Path) -> None:
    """A remark is followed by what it is asked for, as long as there is time; then it is said, once, and goes on."""

    async def work() -> None:
        clock, wall = StillClock(), WallClock()
        async with opened_paced(tmp_path, short(timer=True), wall=wall, clock=clock) as house:
            edda = await (await Pupil(house.port, term=None).join()).sit("Edda")
            seat, prompt = edda.code, "Type a letter, A to D."
            edda.press("score\n")
            await often(edda, "Enter begins >", 2)
            edda.press("\n\n")
            await edda.see("question 1 of 4")
            clock.now += 16_000
            await house.room.tick()
            await edda.see(f"{prompt} ")
            for count, (typed, told) in enumerate((("score", "You have 0"), ("what?", prompt), ("", "")), 2):
                edda.press(f"{typed}\n")
                await until(partial(is_asked, edda, prompt, count), told=lambda: edda.text)
                assert told in edda.text
            assert "Time is up." not in edda.text
            clock.now += 60_000
            await house.room.tick()
            await edda.see("Time is up.")
            clock.now += 10_000
            await often(edda, "Enter goes on >", 2)
            assert edda.text.index("Time is up.") < edda.text.index("No answer.")
            edda.press("D\n")
            await often(edda, "Enter goes on >", 3)
            assert "There is nothing to answer just now." in edda.text
            assert len(asks(edda, prompt)) == 4
            # Who leaves a question out in time is told nothing of time.
            edda.press("\n")
            await edda.see("question 2 of 4")
            edda.press("skip\n")
            await until(lambda: house.room.phase(seat) is Phase.REVEALED)
            clock.now += 10_000
            await often(edda, "No answer.", 2)
            assert edda.text.count("Time is up.") == 1
            await to_line(house, edda, seat, 3)
            wall.ahead = 7200
            await house.room.tick()
            await edda.see("The end: the deadline has passed")
            assert edda.text.count("Time is up.") == 2
            assert edda.text.rindex("Time is up.") < edda.text.index("The end:")
            assert "You have not opened 1 question." in edda.text
            await until(lambda: edda.over)

    run(work())


def test_who_has_nothing_open_at_the_deadline_is_told_of_no_time(tmp_path: Path) -> None:
    """Nor is who has answered all; the end says why it is the end."""

    async def work() -> None:
        wall = WallClock()
        async with opened_paced(tmp_path, short(), wall=wall) as house:
            edda = await (await Pupil(house.port, term=None).join()).sit("Edda")
            await to_line(house, edda, edda.code, 1)
            edda.press(line(house.room.game(edda.code)))
            await edda.see("Right: ", "Enter goes on >")
            wall.ahead = 7200
            await house.room.tick()
            await edda.see("The end: the deadline has passed")
            assert "Time is up." not in edda.text

    run(work())


def test_a_question_that_is_void_counts_for_nobody(tmp_path: Path) -> None:
    """One is past it, one has it open, one comes to it later in lines: all are told, and no score has it any more."""
    because = "Two keys fit."

    async def work() -> None:
        async with opened_paced(tmp_path, short()) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            bob = await (await Pupil(house.port, size=(60, 20)).join()).sit("Bob")
            edda = await (await Pupil(house.port, term=None).join()).sit("Edda")
            a, b, e = ada.code, bob.code, edda.code
            for number in (1, 2):
                await to_question(house, ada, a, number)
                await answer(house, ada, a)
            await to_question(house, ada, a, 3)
            await ada.see("2000")
            await to_question(house, bob, b, 1)
            await answer(house, bob, b)
            await to_question(house, bob, b, 2)
            await bob.see("Enter locks")
            await to_line(house, edda, e, 1)
            void = await house.deeds.do({"do": "void", "instance": 2, "because": because})
            assert not isinstance(void, Rejected)
            await bob.see("does not count", because)
            assert house.room.phase(b) is Phase.REVEALED
            # The page is the same, and the score on it is not.
            await ada.not_see("2000")
            await ada.see("1000")
            edda.press(line(house.room.game(e)))
            await edda.see("Right: ", "Enter goes on >")
            edda.press("\n")
            await edda.see("question 2 of 4", "This question does not count.", because)
            await often(edda, "Enter goes on >", 3)
            assert "all that are right" not in edda.text
            assert [one.voided for one in house.host_view.opened] == [None, because, None, None]
            # What nobody can be asked any more is left to nobody.
            void = await house.deeds.do({"do": "void", "instance": 4, "because": because})
            assert not isinstance(void, Rejected)
            assert not isinstance(await house.room.end(), Rejected)
            await ada.see("your own sheet")
            assert "not opened" not in ada.text
            await bob.see("You have not opened 1 question.")
            await edda.see("You have not opened 1 question.")
            ada.press("\r")
            await ada.see("final")
            rows = {row.name: (row.credit, row.answered) for row in house.room.public.standings}
            assert set(rows.values()) == {(Fraction(1), 1)}
        assert folded(tmp_path / "log.db") == rows

    run(work())


def test_a_line_with_gaps_locks_nothing_unsaid(tmp_path: Path) -> None:
    """What is missing of pairs, a sequence and gaps is told and asked for; what is said to be open may stay so."""

    async def work() -> None:
        part = Round("Along the banks", (match(), order(), cloze()))
        plan = replace(lesson(), rounds=(part,))
        async with opened_paced(tmp_path, plan) as house:
            edda = await (await Pupil(house.port, term=None).join()).sit("Edda")
            seat = edda.code
            for number, typed, told, whole in (
                (1, "2B", "Number 1 is missing.", "2B 1-"),
                (2, "A", "3 of 4 letters are missing.", "D C B A"),
                (3, "Ob", "1 of 2 texts is missing.", "Ob;"),
            ):
                await to_line(house, edda, seat, number)
                await edda.see("pair, 1 to 2", *(["sequence", "semicolons"][: number - 1]))
                edda.press(f"{typed}\n")
                await edda.see(told)
                # What asks is the last thing that is said.
                await until(lambda: edda.text.endswith(" > "))
                assert house.room.phase(seat) is Phase.OPEN
                edda.press(f"{whole}\n")
                await often(edda, "Locked.", number)
                await until(lambda: house.room.phase(seat) is Phase.REVEALED)
                await often(edda, "You have", number)
            given = [asked.answers[seat].response for asked in house.room.game(seat).asked]
            assert isinstance(given[0], Pairs)
            assert given[0].rights.count(None) == 1
            assert given[2] == Fillings(("Ob", ""))

    run(work())


def test_what_a_line_has_so_far_counts_when_time_is_up(tmp_path: Path) -> None:
    """Pairs and gaps that were asked for in vain stay open; a line that is none changes nothing of that."""

    async def work() -> None:
        clock, plan = StillClock(), replace(lesson(timer=True), rounds=(Round("Along the banks", (match(), cloze())),))
        async with opened_paced(tmp_path, plan, clock=clock) as house:
            edda = await (await Pupil(house.port, term=None).join()).sit("Edda")
            seat = edda.code
            for number, typed, told, prompt in (
                (1, "2B", "Number 1 is missing.", "like 1B 2A."),
                (2, "Ob", "1 of 2 texts is missing.", "semicolons."),
            ):
                await to_line(house, edda, seat, number)
                clock.now += 16_000
                await house.room.tick()
                await until(partial(is_asked, edda, prompt, 1), told=lambda: edda.text)
                edda.press(f"{typed}\n")
                await edda.see(told)
                edda.press("/\n")
                await until(partial(is_asked, edda, prompt, 3), told=lambda: edda.text)
                assert house.room.phase(seat) is Phase.OPEN
                clock.now += 60_000
                await house.room.tick()
                await often(edda, "Time is up.", number)
                clock.now += 10_000
                await often(edda, "Enter goes on >", number + 1)
            pairs, gaps = (asked.answers[seat].response for asked in house.room.game(seat).asked)
            assert isinstance(pairs, Pairs)
            assert pairs.rights.count(None) == 1
            assert gaps == Fillings(("Ob", ""))

    run(work())


def asks(pupil: Pupil, prompt: str) -> list[str]:
    """Where a line has been asked for, with how long there is left."""
    return re.findall(re.escape(prompt) + r" \d+ s > ", pupil.text)


def is_asked(pupil: Pupil, prompt: str, count: int) -> bool:
    """Whether a line has been asked for so many times."""
    return len(asks(pupil, prompt)) == count


async def to_line(house: PacedHouse, pupil: Pupil, seat: str, number: int) -> None:
    """Go on line by line until that question is asked."""
    while len(house.room.game(seat).asked) < number:
        pupil.press("\n")
        await asyncio.sleep(0.1)
    await pupil.see(f"question {number} of")
