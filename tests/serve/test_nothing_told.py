"""Nothing that a student receives before the reveal depends on the right answer: the same room twice, byte by byte."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import asyncssh
import pytest

from quiz.core.items import Item
from quiz.core.kinds import Number, Option, Question, Single, TrueFalse, Typed
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import Phase
from quiz.rooms.host_codec import HostCodec
from quiz.serve import seat as seats
from quiz.serve.control import Control
from quiz.serve.host_keys import host_key
from quiz.serve.house import House
from quiz.serve.session import Session
from quiz.serve.wire import SshWire
from tests.games import StillClock, number, single, true_false, typed
from tests.serve.lessons import Pupil, opened, run, until
from tests.serve.openssh import DeskLine

KEYS = tuple(asyncssh.generate_private_key("ssh-ed25519") for _ in range(3))
TERMS = ("xterm-256color", "xterm", None)
SEAS = tuple(map(Option, ("Kara Sea", "Laptev Sea", "White Sea", "Barents Sea")))
TWINS: dict[str, tuple[Item, Question, Question, tuple[str, str, str]]] = {
    "single": (single(), Single(SEAS, 0), Single(SEAS, 2), ("A", "B", "C")),
    "true_false": (true_false(), TrueFalse(False), TrueFalse(True), ("T", "F", "true")),
    "number": (
        number(), Number(Fraction(4294), Fraction(4250), Fraction(4350), "km", Fraction(500)),
        Number(Fraction(9), Fraction(8), Fraction(10), "km", Fraction(1)), ("4294", "9", "4300"),
    ),
    "typed": (
        typed(), Typed(("Yakutsk", "Jakutsk"), reject=(Option("Yakutia", say="That is the land."),)),
        Typed(("Yakutia",), reject=(Option("Yakutsk", say="That is the town."),)), ("Yakutsk", "Yakutia", "Yakutsk"),
    ),
}  # fmt: skip


def streams(folder: Path, kind: str, question: Question, written: list[int]) -> list[bytes]:
    """What three students receive from the lobby to the close, and what the desk is told then.

    The clock moves only when it is told to.
    """
    item, answers, received = replace(TWINS[kind][0], question=question), TWINS[kind][3], list[bytes]()
    plan = Plan("Rivers", "5ca1ab1e0ddba11", 7, (Round("One", (item,)),), Rules("fair"))
    clock = StillClock()
    del written[:]

    async def work() -> None:
        async with opened(folder, plan, clock=clock) as house:
            house.conduct._reading = False
            pupils = []
            for place, term in enumerate(TERMS):
                pupil = await Pupil(house.port, "me", term=term).join(client_keys=[KEYS[place]])
                pupils.append(await pupil.sit(f"Student {place}"))
            await until(lambda: all(f"Student {n}" in pupil.text for pupil in pupils[:2] for n in range(3)))
            await settled(house, pupils, written)
            # The door offers everybody a name by chance; from the lobby on nothing is chance.
            begun = [len(pupil.raw) for pupil in pupils]
            for phase in (Phase.ROUND, Phase.OPEN):
                await house.conduct.next()
                assert house.room.phase is phase
                await settled(house, pupils, written)
            clock.now += 1000
            await pupils[0].see("19 s")
            for before, (pupil, answer) in enumerate(zip(pupils, answers, strict=True)):
                pupil.press(answer)
                if pupil.term:
                    code = next(seat for seat, one in house.room.state.seats.items() if one.name == f"Student {before}")
                    await until(partial(house.conduct.standing_pick, code))
                    await settled(house, pupils, written)
                pupil.press("\r" if pupil.term else "\n")
                await pupil.see("locked" if pupil.term else "Locked.")
                await settled(house, pupils, written)
                if before == 1:
                    clock.now += 1000
                    await pupils[0].see("18 s")
            received.extend(bytes(pupil.raw[start:]) for pupil, start in zip(pupils, begun, strict=True))
            # A desk is often seen by the class as well.
            received.append(json.dumps(HostCodec().encode(house.host_view)).encode())
            for pupil in pupils:
                await pupil.leave()

    run(work())
    return received


async def settled(house: House, pupils: list[Pupil], written: list[int]) -> None:
    """Until everybody has been painted this moment and has all that was written."""
    gateway = house.gateway

    def done() -> bool:
        parts = [client.part for client in gateway.clients if isinstance(client, Session)]
        shown = all(getattr(part, "_moment", None) in (None, gateway.moment) for part in parts)
        return gateway.moment.public is house.room.public and shown and sum(written) == sum(len(p.raw) for p in pupils)

    await until(done)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=() if kind == "single" else pytest.mark.deep) for kind in TWINS],
)
def test_nothing_before_the_reveal_depends_on_the_key(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the byte and in the same order, others' answers and the clock included."""
    written: list[int] = []
    write = SshWire.write

    def counted(self: SshWire, data: bytes) -> None:
        written.append(len(data))
        write(self, data)

    monkeypatch.setattr(SshWire, "write", counted)
    # How long the disk takes is no matter of keys.
    monkeypatch.setattr(seats, "SAVING", 60)
    key = host_key(tmp_path / "one").export_private_key()
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "host_key").write_bytes(key)
    (tmp_path / "two" / "host_key").chmod(0o600)
    _, first, second, _ = TWINS[kind]
    one, two = streams(tmp_path / "one", kind, first, written), streams(tmp_path / "two", kind, second, written)
    assert all(len(data) > 200 for data in one)
    assert one == two


WORDS = ("Quagga", "Xylophon", "Zyzzyva")


def typed_at(desk: DeskLine) -> list[tuple[str, str]]:
    """What the desk was told last of what was typed, and how it is marked."""
    return [(one["text"], one["mark"]) for one in desk.view.get("given", [])]


def test_what_somebody_types_is_told_to_the_desk_alone(tmp_path: Path) -> None:
    """Neither others nor the wall hear of it, before the reveal or after; the desk does, and of the verdict in time."""

    async def work(socket: Path) -> None:
        plan = Plan("Rivers", "5ca1ab1e0ddba11", 7, (Round("One", (typed(),)),), Rules("fair", timer=False))
        async with opened(tmp_path, plan) as house:
            control = Control(house, socket)
            await control.start()
            desk = await DeskLine().open(socket)
            pupils = [await Pupil(house.port, term=term).join() for term in TERMS]
            for place, pupil in enumerate(pupils):
                await pupil.sit(f"Student {place}")
            wall = await Pupil(house.port, "screen").join()
            await house.conduct.next()
            await house.conduct.next()
            for pupil, word in zip(pupils, WORDS, strict=True):
                await pupil.see("Which town lies on the Lena?")
                pupil.press(word + ("\r" if pupil.term else "\n"))
                await pupil.see("locked" if pupil.term else "Locked.")
            await until(lambda: typed_at(desk) == [(word, "") for word in WORDS])
            # Everybody has answered, so the question closes by itself.
            await until(lambda: house.room.phase is Phase.CLOSED)
            for phase, shown in (
                (Phase.CLOSED, "Which town"), (Phase.REVEALED, "Yakutsk"), (Phase.STANDING, "Student 2"),
            ):  # fmt: skip
                assert house.room.phase is phase
                await wall.see(shown)
                for own, pupil in zip((*WORDS, None), (*pupils, wall), strict=True):
                    for word in WORDS:
                        assert word == own or (word not in pupil.text and word.encode() not in pupil.raw)
                if phase is Phase.REVEALED:
                    for pupil in pupils:
                        await pupil.see(shown)
                    await until(lambda: typed_at(desk) == [(word, "wrong") for word in WORDS])
                await house.conduct.next()
            for one in (*pupils, wall):
                await one.leave()
            await desk.close()
            await control.close()

    # The path of a socket has to be short, whatever the tests' own folder is called.
    with tempfile.TemporaryDirectory(prefix="fq-") as folder:
        run(work(Path(folder) / "s"))
