"""Pictures of the desk at a room whose clock stands still: each scene, dark, light and without colour.

They are looked at as pictures whenever they change; `--snapshot-update` draws them anew.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.strip import Strip

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    FinishGame,
    JoinSeat,
    LockRoom,
    OpenRound,
    PauseGame,
    Reason,
    RevealQuestion,
    SetDeadline,
    SetFactor,
    SetTeam,
    ShowStanding,
    StartGame,
    VoidItem,
)
from quiz.core.decide import Rejected, decide
from quiz.core.evolve import evolve
from quiz.core.host import host_view
from quiz.core.kinds import Cloze, Fillings, Pick, Response, Words, canonical
from quiz.core.state import State, Tally, item_of
from quiz.plain.demo import blunder
from quiz.rooms.host_codec import HostCodec
from quiz.rooms.sights import Sights
from quiz.rooms.turns import SeededChance, opening
from quiz.scenes.look import Depth
from quiz.tui.desk import DeskApp
from tests.pictures import drawn
from tests.serve.lessons import lesson
from tests.tui.host import LOCAL, FakeServices, seen

SIZES = ((60, 20), (100, 30))
MORE = (
    ("question", (80, 24)), ("question", (120, 36)), ("lobby", (80, 24)), ("standing", (120, 36)), ("typed", (80, 24)),
    ("typed-reveal", (80, 24)), ("typed-reveal", (120, 36)), ("paced", (80, 24)), ("paced", (120, 36)),
    ("part", (80, 24)), ("reveal", (80, 24)), ("reveal", (120, 36)),
    ("paced-roster", (80, 24)), ("paced-roster", (120, 36)),
)  # fmt: skip
LOOKS = (("ink", Depth.TRUE), ("paper", Depth.TRUE), ("ink", Depth.NONE))
NAMES = (
    "Maya", "Jonas", "Anh", "Oleksandra", "Xiaolong", "Zoë", "Priya", "Tom", "Leila", "Mateo", "Sofia", "Kwame", "Yuki",
    "Hanna", "Omar", "Ines", "Bruno", "[red]no[/b]", "Dmitri", "Eva", "Felix", "Greta", "Hugo", "Ida", "小龙", "Kira",
)  # fmt: skip
AWAY = ("Omar",)
CLOCK = {
    "command": "ssh -p 2222 room@192.168.178.23", "scene": 1, "trouble": "", "alarms": 0,
    "fingerprint": "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDyQvQdXm2xZ1mBkE4",
}  # fmt: skip


class Lesson:
    """A game that goes on as it is told; its time is what the test says."""

    def __init__(self) -> None:
        """Everybody has joined."""
        self.state, self.now, self._chance = State(), 0, SeededChance(7)
        self.more: dict[str, object] = {}
        self.do(StartGame(lesson(timer=True)), *(JoinSeat(f"seat-{name}", name) for name in NAMES))

    def do(self, *commands: Command) -> Lesson:
        """Each of them, which is never refused."""
        for command in commands:
            outcome = decide(self.state, command, self.now)
            assert not isinstance(outcome, Rejected), outcome
            for event in outcome:
                self.state = evolve(self.state, event)
        return self

    def open(self) -> Lesson:
        """The next question, and three seconds of it."""
        command = opening(self.state, self._chance, reading=False)
        assert command is not None
        self.do(command)
        self.now += 3000
        return self

    def answer(self, some: int = 19) -> Lesson:
        """The first of them answer: most are right, the others not always in the same way."""
        asked = self.state.asked[-1]
        question = item_of(self.state, asked).question
        for place, name in enumerate(NAMES[:some]):
            answer: Response = canonical(question) if place % 3 else blunder(question)
            if question.kind == "single" and place % 9 == 0:
                answer = Pick(3)
            self.do(Answer(f"seat-{name}", asked.instance, 1, answer))
        return self

    def reveal(self) -> Lesson:
        """Close and reveal."""
        number = len(self.state.asked)
        return self.do(CloseQuestion(number), RevealQuestion(number))

    def message(self) -> bytes:
        """What a room says of it."""
        present = [seat.id for seat in self.state.seats.values() if seat.name not in AWAY]
        clock = {**CLOCK, "now": self.now, "present": present, "closes": None, **self.more}
        view = Sights(self.state, 0, lambda: self.state).host if self.state.paced else host_view(self.state)
        return json.dumps({"view": HostCodec().encode(view), "clock": clock}).encode() + b"\n"


def begun() -> Lesson:
    """The first question."""
    return Lesson().do(OpenRound(0)).open().answer()


def roster() -> Lesson:
    """Teams, and more time for some."""
    told = Lesson()
    for place, name in enumerate(NAMES[:6]):
        told.do(SetTeam(f"seat-{name}", ("North", "South")[place % 2]))
    return told.do(SetFactor("seat-Anh", Fraction(3, 2)), OpenRound(0)).open().answer()


def later(kind: str, some: int = 19) -> Lesson:
    """The first question of a kind, with so many answers."""
    told = begun().reveal()
    while True:
        plan = told.state.plan
        assert plan is not None
        if len(told.state.asked) == len(plan.rounds[0].items):
            told.do(ShowStanding(0), OpenRound(1))
        told.open()
        if item_of(told.state, told.state.asked[-1]).question.kind == kind:
            return told.answer(some)
        told.answer().reveal()


def ended() -> Lesson:
    """The end."""
    told = begun().reveal().open().answer().reveal()
    return told.do(FinishGame(Reason.ENDED))


TYPED = {
    "typed": ("Yakutsk", "yakutsk ", "Jakutzk", "Irkutsk", "irkutsk!", "IRKUTSK", "[red]Omsk[/b][@click]",
              "the town at the mouth of the longest of all rivers of the north", "小龙小龙小龙", "Omsk", "Tomsk"),
    "cloze": ("Yakutsk", "Irkutsk"),
}  # fmt: skip


def typed(kind: str) -> Lesson:
    """A question that is typed, with what a class may type."""
    told = later(kind, some=0)
    asked = told.state.asked[-1]
    question = item_of(told.state, asked).question
    for place, name in enumerate(NAMES[:21]):
        text = TYPED[kind][place // 2 % len(TYPED[kind])]
        answer: Response = Words(text)
        if isinstance(question, Cloze):
            right = canonical(question)
            assert isinstance(right, Fillings)
            answer = right if place % 2 else Fillings((text, *right.texts[1:-1], ""))
        told.do(Answer(f"seat-{name}", asked.instance, 1, answer))
    return told


def paused() -> Lesson:
    """A question in a pause."""
    return begun().do(PauseGame(), LockRoom(locked=True))


def voided() -> Lesson:
    """A reveal that does not count."""
    return begun().reveal().do(VoidItem(1, "The question or its answer is wrong."))


def void_early() -> Lesson:
    """An open question that does not count: nobody but the host sees that before the reveal."""
    return begun().do(VoidItem(1, "The question or its answer is wrong."))


def standing() -> Lesson:
    """After a question, with the standing on the wall."""
    return begun().reveal().do(ShowStanding(0, early=True))


def alone() -> Lesson:
    """Each alone, some of them done, an hour and a half before the deadline."""
    # A time of this machine's own calendar is read the same in every zone.
    until = int(datetime.datetime(2026, 11, 25, 8, 0).timestamp())
    told = Lesson().do(SetDeadline(until))
    done = {f"seat-{name}": (place * 5) % 9 for place, name in enumerate(NAMES)}
    seats = {key: replace(seat, opened=done[key]) for key, seat in told.state.seats.items()}
    tallies = {
        key: Tally(Fraction(count // 2), right=count // 2, asked=count, answered=count - count // 3)
        for key, count in done.items()
    }
    told.state = replace(told.state, seats=seats, tallies=tallies)
    told.more = {"pace": {"until": until, "left": 5_400_000, "of": 8, "done": done}}
    return told


SCENES: dict[str, tuple[Callable[[], Lesson], tuple[str, ...]]] = {
    "lobby": (Lesson, ()), "question": (begun, ()), "paused": (paused, ()), "reveal": (lambda: begun().reveal(), ()),
    "voided": (voided, ()), "void-early": (void_early, ()),
    "number": (lambda: later("number"), ()), "standing": (standing, ()), "final": (ended, ()),
    "typed": (lambda: typed("typed"), ()), "typed-reveal": (lambda: typed("typed").reveal(), ()),
    "cloze-reveal": (lambda: typed("cloze").reveal(), ()), "number-reveal": (lambda: later("number").reveal(), ()),
    "many": (lambda: later("order"), ("l",)), "roster": (roster, ("k",)), "person": (roster, ("k", "enter")),
    "rename": (roster, ("k", "enter", "1")), "kick": (roster, ("k", "enter", "5")),
    "void": (lambda: later("true_false"), ("x",)), "skip": (begun, ("s",)),
    "part": (begun, ("q",)),
    "paced": (alone, ()), "paced-roster": (alone, ("k",)),
    "paced-void": (lambda: alone().do(VoidItem(3, "Two keys fit.")), ("x",)), "paced-standing": (alone, ("l",)),
}  # fmt: skip
"""What has happened, and the keys that are pressed then."""


def pictured(told: Lesson, keys: Sequence[str], size: tuple[int, int]) -> list[list[Strip]]:
    """What is seen at the desk of a room that says this, in each look."""
    taken: list[list[Strip]] = []

    over = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert json.loads(await reader.readline()) == {"hello": "desk"}
        writer.write(told.message())
        await reader.read()
        writer.close()
        await writer.wait_closed()
        over.set()

    async def run(socket: Path) -> None:
        async with await asyncio.start_unix_server(talk, socket):
            app = DeskApp(socket, FakeServices(), LOCAL, now=lambda: 0.0)
            async with app.run_test(size=size) as pilot:
                while app.view is None:
                    await pilot.pause(0.01)
                await pilot.press(*keys)
                for name, depth in LOOKS:
                    app.choose(theme=name, depth=depth)
                    await pilot.pause(0.05)
                    taken.append(app.screen._compositor.render_strips())
                    assert "seat-" not in seen(app)
            await over.wait()

    with tempfile.TemporaryDirectory(prefix="fq-") as folder:
        asyncio.run(run(Path(folder) / "s"))
    return taken


@pytest.mark.parametrize(
    ("scene", "size"), [*((scene, size) for scene in SCENES for size in SIZES), *MORE],
    ids=lambda given: given if isinstance(given, str) else f"{given[0]}x{given[1]}",
)  # fmt: skip
def test_scene(scene: str, size: tuple[int, int], pictures: SnapshotAssertion) -> None:
    """The desk as it was when it was last looked at."""
    made, keys = SCENES[scene]
    assert drawn(*pictured(made(), keys, size)) == pictures
