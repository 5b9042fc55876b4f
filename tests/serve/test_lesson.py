"""Lessons over SSH as the students see them: names, all kinds, breaks, moves, small and odd screens, lines."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import asyncssh
import pyte
import pytest

from quiz.core.commands import KickSeat, LockRoom, RenameSeat, SetFactor
from quiz.core.events import AnswerLocked, QuestionOpened
from quiz.core.evolve import replay
from quiz.core.grammar import spell
from quiz.core.kinds import Pairs, grade
from quiz.core.plan import Round
from quiz.core.refusals import Rejected
from quiz.core.state import Phase
from quiz.scenes.ansi import cleared, full
from quiz.scenes.look import Depth
from quiz.serve.house import House
from quiz.serve.session import Session
from quiz.stores.sqlite import SqliteReader
from tests.games import StillClock, match
from tests.serve.lessons import Pupil, lesson, line, miss, opened, run, strokes, to, until

SCREENS = (("xterm", (60, 20)), ("xterm-256color", (80, 24)), ("xterm-direct", (97, 31)), ("vt100", (120, 36)))
REFUSED_NAMES = (
    ("ADA", "ADA looks like"), ("Аdа", "Аdа looks like"), ("A\u200bda", "Ada looks like"),
    ("Teacher", "called Teacher"),
    ("x" * 30, "1 to 20"), ("...", "a letter or a digit"),
)  # fmt: skip


def as_painted(house: House, seat: str, screen: pyte.Screen) -> bool:
    """Whether the frame's part of a screen is as it would be had everything on it been painted once, just now."""
    session = house.reception._seated[seat]
    assert isinstance(session, Session)
    terminal = session.terminal
    frame = terminal.frame
    if frame is None:
        return False
    fresh = pyte.Screen(screen.columns, screen.lines)
    stream = pyte.ByteStream(fresh)
    stream.feed(cleared(frame.base, terminal.depth) + full(frame, terminal.depth, terminal.place))
    for piece in terminal._pieces.values():
        stream.feed(piece.data)
    left, top = terminal.place
    where = [(y, x) for y in range(top, top + frame.height) for x in range(left, left + frame.width)]
    return all(screen.buffer[y][x] == fresh.buffer[y][x] for y, x in where)


def test_a_whole_lesson_of_all_kinds(tmp_path: Path) -> None:
    """Right, wrong and missing answers, on screens of several sizes and depths and in lines; scores worked out anew."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            sizes = (
                ("xterm", (60, 20)),
                ("xterm-256color", (80, 24)),
                ("xterm-direct", (97, 31)),
                ("vt100", (120, 36)),
            )
            pupils = [await Pupil(house.port, term=term, size=size).join() for term, size in sizes]
            for name, pupil in zip(("Ada", "Bertil", "Chen", "Dora"), pupils, strict=True):
                await pupil.sit(name)
            reader = await (await Pupil(house.port, term=None).join()).sit("Edda")
            wall = await Pupil(house.port, "screen", (100, 30)).join()
            await wall.see("Ada", "Edda", "SHA256:")
            while house.room.phase is not Phase.FINISHED:
                await house.conduct.next()
                if house.room.phase is Phase.OPEN:
                    await one_question(house, pupils, reader, wall)
                if house.room.phase is Phase.STANDING:
                    await wall.see("after round")
            await wall.see("final")
            pupils[0].press("\r")
            await pupils[0].see("your own sheet")
            await reader.see("You came in", "The end")
            for seat in list(house.reception._seated):
                assert isinstance(house.reception._seated[seat], Session)
            rows = {row.name: row for row in house.room.public.standings}
            for pupil in (*pupils, reader, wall):
                await pupil.leave()
        worked_out(tmp_path, {name: row.credit for name, row in rows.items()})

    run(work())


async def one_question(house: House, pupils: list[Pupil], reader: Pupil, wall: Pupil) -> None:
    """Two are right, one is wrong, one says nothing, and the reader is right."""
    place = len(house.room.state.asked)
    await asyncio.gather(*(pupil.see(" of 4") for pupil in pupils))
    for pupil in pupils:
        await pupil.see("Enter")
    for pupil in pupils[:2]:
        pupil.press(strokes(house.room.state))
    pupils[2].press(strokes(house.room.state, miss(house.room.state)))
    reader.press(line(house.room.state))
    for pupil in pupils[:3]:
        await pupil.see("locked")
    await until(lambda: len(house.room.state.asked[-1].answers) == 4)
    seated = {house.room.state.seats[code].name: code for code in house.room.state.seats}
    for name, pupil in zip(("Ada", "Bertil", "Chen", "Dora"), pupils, strict=True):
        await until(partial(as_painted, house, seated[name], pupil.screen))
    assert house.room.phase is Phase.OPEN, place
    await house.conduct.next()
    await house.conduct.next()
    await asyncio.gather(*(pupil.see("✓") for pupil in (*pupils[:2], reader)))
    await wall.see("━━━━━━━━━━━━━━━━", "3 of 5 right")
    await pupils[3].see("No answer.")
    await asyncio.gather(*(pupil.see("+") for pupil in pupils[:2]))


def worked_out(folder: Path, shown: dict[str, Fraction]) -> None:
    """The scores from the log alone: each locked answer graded against the plan, and nothing else of the program."""
    with SqliteReader(folder / "log.db") as log:
        events = log.read("room")
    state = replay(events[:1])
    assert state.plan is not None
    sums = dict.fromkeys(shown, Fraction(0))
    names = {event.seat: event.name for event in events if event.kind == "seat_joined"}
    asked = {event.instance: event for event in events if isinstance(event, QuestionOpened)}
    for event in events:
        if isinstance(event, AnswerLocked):
            where = asked[event.instance]
            item = state.plan.rounds[where.round].items[where.index]
            sums[names[event.seat]] += item.weight * grade(item.question, event.response).credit
    assert sums == shown
    assert sums["Ada"] == sums["Edda"] == 9


def test_a_broken_line_loses_nothing(tmp_path: Path) -> None:
    """The code takes the seat back with the locked answer and the running question; the newest line wins."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            bob = await (await Pupil(house.port).join()).sit("Bob")
            code = ada.code
            await to(house, Phase.OPEN)
            await ada.see("Kara Sea")
            ada.press(strokes(house.room.state))
            await ada.see("locked")
            await ada.leave()
            again = await Pupil(house.port, code.lower()).join()
            await again.see("locked", "1 of 4", "Kara Sea")
            third = await Pupil(house.port, code).join()
            await third.see("locked")
            await again.told("taken up from somewhere else")
            await until(lambda: again.over)
            bob.press("\x03")
            await bob.told("To take your seat again")
            await to(house, Phase.REVEALED)
            await third.see("+1000 points")
            await third.leave()

    run(work())


def test_a_pick_is_locked_when_time_is_up(tmp_path: Path) -> None:
    """What stands unlocked counts as it stands."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            await to(house, Phase.OPEN)
            await ada.see("Kara Sea")
            ada.press(strokes(house.room.state, lock=False))
            await ada.see("Enter locks, another key changes")
            await house.conduct.close()
            await ada.see("locked")
            await house.conduct.next()
            await ada.see("+1000 points")
            await ada.leave()

    run(work())


def test_what_is_there_of_a_line_is_locked_when_time_is_up(tmp_path: Path) -> None:
    """Its player has not answered, and is told that time is up; what was typed is graded."""

    async def work() -> None:
        plan = replace(lesson(), rounds=(Round("Seas", (match(),)),))
        async with opened(tmp_path, plan) as house:
            edda = await (await Pupil(house.port, term=None).join()).sit("Edda")
            await to(house, Phase.OPEN)
            await edda.see("like 1B 2A.")
            asked = house.room.state.asked[-1]
            edda.press(spell(Pairs((0, None)), asked.order).removesuffix(" 2-") + "\n")
            await edda.see("Number 2 is missing.")
            await house.conduct.close()
            await edda.see("Time is up.")
            await house.conduct.next()
            await edda.see("Partly right", "+500")

    run(work())


def test_names_are_unique_clean_and_the_hosts_to_change(tmp_path: Path) -> None:
    """Look-alikes, reserved and hidden ones are refused with a reason; two who race for one name get one of them."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            other = await Pupil(house.port).join()
            await other.see("Enter takes")
            for name, why in REFUSED_NAMES:
                other.press(f"\x15\x1b[200~{name}\x1b[201~\r")
                await other.see(why)
            other.press("\x15\x1b[200~[red]\u202eBo\u0301\x1b[31mb\x1b[201~\r")
            await other.see("takes your seat back", "You are")
            racers = [await Pupil(house.port).join() for _ in range(2)]
            for racer in racers:
                await racer.see("Enter takes")
            for racer in racers:
                racer.press("Twin\r")
            await until(lambda: sum("takes your seat back" in racer.text for racer in racers) == 1)
            await until(lambda: sum("looks like" in racer.text for racer in racers) == 1)
            seat = next(code for code, seat in house.room.state.seats.items() if seat.name == "Ada")
            await house.room.submit(RenameSeat(seat, "Countess"))
            await ada.see("You are Countess.")
            await house.room.submit(LockRoom(True))
            late = await Pupil(house.port).join()
            await late.see("Enter takes")
            late.press("\r")
            await late.see("locked")
            await house.room.submit(KickSeat(seat))
            await ada.told("taken you out")
            await until(lambda: ada.over)
            for pupil in (other, *racers, late):
                await pupil.leave()

    run(work())


def test_a_name_may_be_typed_ahead_of_the_answer(tmp_path: Path) -> None:
    """A name, and at once another one: what the first was refused for is not said of the second, which is asked for."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await Pupil(house.port).join()
            await ada.see("Enter takes")
            ada.press(f"\x15{'x' * 25}\r\x15Ada\r")
            await ada.see("You are Ada.")
            bob = await Pupil(house.port).join()
            await bob.see("Enter takes")
            bob.press(f"\x15{'x' * 25}\r\t\r")
            await bob.see("takes your seat back")
            cid = await Pupil(house.port).join()
            await cid.see("Enter takes")
            cid.press(f"\x15{'x' * 25}\r\x15Cid")
            await cid.see("Cid")
            assert "columns wide" not in cid.text
            for pupil in (ada, bob, cid):
                await pupil.leave()

    run(work())


@pytest.mark.parametrize("after", ["B", "\t", "\x15", "\x7f\x7f", "1\r"])
def test_what_is_typed_behind_a_name_does_not_change_it(after: str, tmp_path: Path) -> None:
    """The name that stood there at the Enter is asked for, whatever comes in one packet with it."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await Pupil(house.port).join()
            await ada.see("Enter takes")
            ada.press(f"\x15Ada\r{after}")
            await ada.see("takes your seat back")
            assert [seat.name for seat in house.room.state.seats.values()] == ["Ada"]
            await ada.leave()

    run(work())


def test_the_host_gives_a_seat_back(tmp_path: Path) -> None:
    """By its name, once, and only while nobody sits there."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            seat = next(iter(house.room.state.seats))
            assert not house.reception.reseat(seat)
            await ada.leave()
            await until(lambda: not house.reception.seated(seat))
            thief = await Pupil(house.port).join()
            await thief.see("Enter takes")
            thief.press("Ada\r")
            await thief.see("looks like")
            assert house.reception.reseat(seat)
            thief.press("\r")
            await thief.see("You are Ada.")
            assert list(house.room.state.seats) == [seat]
            await thief.leave()

    run(work())


def test_a_key_is_a_seat(tmp_path: Path) -> None:
    """The same key finds its seat again; another key, and the code that somebody could work out of it, do not."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            key, other = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
            ada = await (await Pupil(house.port, "me").join(client_keys=[key])).sit("Ada")
            await ada.leave()
            again = await Pupil(house.port, "me").join(client_keys=[key])
            await again.see("You are Ada.")
            bob = await Pupil(house.port, "me").join(client_keys=[other])
            await bob.see("Enter takes")
            await bob.leave()
            await again.leave()

    run(work())


def test_a_wrong_code_gains_nothing(tmp_path: Path) -> None:
    """It is told so after a while, and whoever goes on guessing is not even told right ones any more."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            code = ada.code
            wrong = await Pupil(house.port, "ZZZZ1111").join()
            await wrong.see("No seat has this code")
            await until(lambda: wrong.over)
            guesses = [await Pupil(house.port, f"ZZZZ11{n:02}").join() for n in range(12)]
            right = await Pupil(house.port, code).join()
            await right.see("Too many wrong codes")
            assert house.reception.alarms
            for pupil in (ada, *guesses, wrong, right):
                await pupil.leave()

    run(work())


def test_screens_change_their_size(tmp_path: Path) -> None:
    """Larger, smaller, too small and back; nonsense is clamped."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port, size=(120, 36)).join()).sit("Ada")
            await to(house, Phase.OPEN)
            await ada.see("Kara Sea")
            seat = next(iter(house.room.state.seats))
            for size in ((60, 20), (131, 40), (97, 31)):
                ada.screen.resize(size[1], size[0])
                ada.process.change_terminal_size(*size)
                await until(lambda: as_painted(house, seat, ada.screen))
                await ada.see("Kara Sea")
            ada.screen.resize(10, 40)
            ada.process.change_terminal_size(40, 10)
            await ada.see("60 by 20")
            ada.process.change_terminal_size(2**32 - 1, 0)
            await asyncio.sleep(0.3)
            ada.screen.resize(24, 80)
            ada.process.change_terminal_size(80, 24)
            await ada.see("Kara Sea", "Enter locks")
            await ada.leave()

    run(work())


def test_looks_pauses_and_own_time(tmp_path: Path) -> None:
    """F2 changes the colours; a pause holds the clock; who has more time sees it in the own hand alone."""

    async def work() -> None:
        plan = lesson(timer=True)
        slow = replace(plan, rounds=(replace(plan.rounds[0], title="Timed"), plan.rounds[1]))
        async with opened(tmp_path, slow) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            bob = await (await Pupil(house.port).join()).sit("Bob")
            await house.room.submit(SetFactor(ada.code, Fraction(2)))
            session = house.reception._seated[ada.code]
            assert isinstance(session, Session)
            assert session.terminal.depth is Depth.CUBE
            ada.press("\x1bOQ")
            await until(lambda: session.terminal.depth is Depth.ANSI)
            await to(house, Phase.OPEN)
            await ada.see("yours", " s")
            await bob.see(" s")
            assert "yours" not in bob.text
            await house.conduct.pause()
            await bob.see("paused")
            bob.press("A\r")
            await asyncio.sleep(0.1)
            assert not house.room.state.asked[-1].answers
            await house.conduct.pause()
            await bob.not_see("paused")
            await bob.leave()
            await ada.leave()

    run(work())


@pytest.mark.parametrize("clicked", [True, False])
def test_a_mouse_answers(tmp_path: Path, clicked: bool) -> None:
    """A click on a tile picks it, and another one locks it; beside the tiles nothing happens."""

    async def work() -> None:
        async with opened(tmp_path) as house:
            ada = await (await Pupil(house.port, size=(97, 31)).join()).sit("Ada")
            await to(house, Phase.OPEN)
            await ada.see("Kara Sea")
            y = next(i for i, row in enumerate(ada.screen.display) if "Kara Sea" in row)
            x = ada.screen.display[y].index("Kara Sea") if clicked else 1
            for _ in range(2):
                ada.press(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m")
            if clicked:
                await ada.see("locked")
            else:
                await asyncio.sleep(0.2)
                assert not house.room.state.asked[-1].answers
            await ada.leave()

    run(work())


@pytest.mark.parametrize("kind", ["single", "number"])
def test_nothing_is_picked_before_it_is_seen(kind: str, tmp_path: Path) -> None:
    """While the question stands alone a letter picks nothing and Enter locks nothing; what is typed stays."""

    async def work() -> None:
        clock = StillClock()
        plan = lesson(timer=True)
        items = [item for part in plan.rounds for item in part.items if item.question.kind == kind]
        async with opened(tmp_path, replace(plan, rounds=(Round("R", tuple(items)),)), clock=clock) as house:
            ada = await (await Pupil(house.port).join()).sit("Ada")
            await to(house, Phase.OPEN)
            await ada.see("read first")
            ada.press("B\r" if kind == "single" else "7\r")
            ada.press("\r")
            await asyncio.sleep(0.3)
            assert "your pick" not in ada.text
            assert not house.room.state.asked[-1].answers
            clock.now += 16_000
            await ada.see("letter or arrows pick" if kind == "single" else "type it, then Enter")
            ada.press("B\r" if kind == "single" else "\r")
            await until(lambda: bool(house.room.state.asked[-1].answers))
            await ada.leave()

    run(work())


def test_a_line_is_asked_again_after_a_remark(tmp_path: Path) -> None:
    """As long as the question is open to it: not in a pause, and not once its answer is locked or its time is up."""

    async def work() -> None:
        clock, prompt = StillClock(), "Type a letter, A to D."
        async with opened(tmp_path, lesson(timer=True), clock=clock) as house:
            edda, bob = [await (await Pupil(house.port, term=None).join()).sit(name) for name in ("Edda", "Bob")]
            # Bob has twice the time, for which the question stays open.
            assert not isinstance(await house.room.submit(SetFactor(bob.code, Fraction(2))), Rejected)
            await to(house, Phase.OPEN)
            # The stem stands alone until it is read.
            edda.press("A\n")
            await edda.see("Read first")
            assert prompt not in edda.text
            clock.now += 16_000
            await edda.see(f"{prompt} ")
            for count, (typed, told) in enumerate((("score", "You have 0"), ("what?", "That is no answer here.")), 2):
                edda.press(f"{typed}\n")
                await edda.see(told)
                await until(partial(is_asked, edda, count), told=lambda: edda.text)
            await house.conduct.pause()
            await edda.see("The game is paused.")
            edda.press("score\n")
            await until(lambda: edda.text.count("You have 0") == 2)
            await house.conduct.pause()
            await edda.see("The game goes on.")
            clock.now += 12_000
            edda.press("A\n")
            await edda.see("Too late: time is up.")
            count = bob.text.count(" s > ")
            bob.press(line(house.room.state) + "A\n")
            await bob.see("Locked.", "answer")
            for pupil in (edda, bob):
                # What is asked after a remark comes before the reply to the next line.
                pupil.press("code\n")
                await until(partial(has_code_again, pupil))
            assert edda.text.count(" s > ") == 4
            assert bob.text.count(" s > ") == count

    run(work())


def is_asked(pupil: Pupil, count: int) -> bool:
    """Whether a line has been asked for in so many prompts."""
    return pupil.text.count(" s > ") == count


def has_code_again(pupil: Pupil) -> bool:
    """Whether the way back has been told a second time."""
    return pupil.text.count("@127.0.0.1") == 2
