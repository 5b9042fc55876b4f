"""Real rooms over real SSH on loopback, and students with screens: what they see is what an emulator shows."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path

import asyncssh
import pyte

from quiz.core.grammar import spell
from quiz.core.kinds import Response, canonical
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import Phase, State, item_of
from quiz.plain.demo import blunder
from quiz.rooms.room import Room
from quiz.rooms.self_paced import SelfPaced
from quiz.rooms.turns import Clock, SeededChance
from quiz.serve.host_keys import host_key
from quiz.serve.house import House, PacedHouse
from quiz.serve.server import Gate
from quiz.stores.sqlite import SqliteLog
from tests.games import cloze, match, multiple, number, order, single, true_false, typed

PATIENCE = 30.0
"""Seconds after which something that does not come is missing; never a measure of speed."""


class SteadyClock:
    """The machine's own."""

    def now_ms(self) -> int:
        """Monotonic."""
        return time.monotonic_ns() // 1_000_000


def lesson(*, timer: bool = False) -> Plan:
    """All kinds in two rounds."""
    rounds = (
        Round("Mouths and sources", (single(), multiple(), true_false(), number())),
        Round("Along the banks", (typed(), order(), match(), cloze())),
    )
    return Plan("Rivers of the north", "5ca1ab1e0ddba11", 7, rounds, Rules("fair", timer=timer))


async def stopped(house: House | PacedHouse) -> None:
    """Close a room; where that hangs, say at what."""
    stopping = asyncio.create_task(house.stop())
    done, _ = await asyncio.wait([stopping], timeout=PATIENCE)
    if not done:
        hung = [str(task.get_stack(limit=3)) for task in asyncio.all_tasks()]
        raise AssertionError("\n".join(hung))
    await stopping


@contextlib.asynccontextmanager
async def opened(
    folder: Path, plan: Plan | None = None, gate: Gate | None = None, clock: Clock | None = None
) -> AsyncIterator[House]:
    """A room that is open on 127.0.0.1; one that is in the folder already is taken up."""
    log = SqliteLog(folder / "log.db")
    errors: list[BaseException] = []
    try:
        if log.read("room"):
            room = Room.resume(log, "room", clock or SteadyClock(), SeededChance(7))
        else:
            room = Room.start(log, "room", clock or SteadyClock(), SeededChance(7), plan or lesson())
        house = House(room, host_key(folder), "127.0.0.1", gate=gate, failed=errors.append)
        await house.start(["127.0.0.1"], 0)
        try:
            yield house
        finally:
            await stopped(house)
    finally:
        log.close()
    assert not errors, errors


class WallClock:
    """The calendar, as far from the real one as a test has moved it."""

    def __init__(self) -> None:
        """As it is."""
        self.ahead = 0.0

    def __call__(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.ahead


@contextlib.asynccontextmanager
async def opened_paced(
    folder: Path, plan: Plan | None = None, seconds: int | None = 3600, wall: WallClock | None = None,
    clock: Clock | None = None,
) -> AsyncIterator[PacedHouse]:  # fmt: skip
    """A room in which each plays alone, with a deadline in so many seconds; one that is there already is taken up."""
    errors: list[BaseException] = []
    wall, clock, chance = wall or WallClock(), clock or SteadyClock(), SeededChance(7)
    with SqliteLog(folder / "log.db") as log:
        if log.read("room"):
            room = SelfPaced.resume(log, "room", clock, chance, wall)
        else:
            end = None if seconds is None else int(wall()) + seconds
            room = SelfPaced.start(log, "room", clock, chance, plan or lesson(), end, wall)
        house = PacedHouse(room, host_key(folder), "127.0.0.1", failed=errors.append)
        await house.start(["127.0.0.1"], 0)
        try:
            yield house
        finally:
            await stopped(house)
    assert not errors, errors


async def until(
    true: Callable[[], object], seconds: float = PATIENCE, told: Callable[[], object] | None = None
) -> None:
    """Wait until `true()`."""
    try:
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(told() if told else "it did not come") from None


CONNECTED: list[Pupil] = []
"""Whoever has connected and not left yet."""


def run(work: Coroutine[object, object, None], seconds: float = 120) -> None:
    """One lesson, bounded; afterwards no line is left open."""

    async def bounded() -> None:
        try:
            async with asyncio.timeout(seconds):
                await work
        finally:
            while CONNECTED:
                await CONNECTED[-1].leave()
            await asyncio.sleep(0.05)

    asyncio.run(bounded())


@dataclass(eq=False)
class Pupil:
    """A student with a terminal, or, without a `screen`, with lines."""

    port: int
    user: str = "room"
    size: tuple[int, int] = (80, 24)
    term: str | None = "xterm-256color"
    raw: bytearray = field(default_factory=bytearray)
    over: bool = False

    async def join(self, **more: object) -> Pupil:
        """Connect, and read on."""
        given: dict[str, object] = {"client_keys": None, "agent_path": None, "config": None, "known_hosts": None}
        self.connection = await asyncssh.connect("127.0.0.1", self.port, username=self.user, **{**given, **more})
        self.process = await self.connection.create_process(
            term_type=self.term, term_size=self.size if self.term else None, encoding=None
        )
        CONNECTED.append(self)
        self.screen = pyte.Screen(*self.size)
        self._stream = pyte.ByteStream(self.screen)
        self._reader = asyncio.create_task(self._read())
        return self

    async def _read(self) -> None:
        """Everything that comes."""
        with contextlib.suppress(asyncssh.Error, OSError):
            while data := await self.process.stdout.read(65536):
                self.raw += data
                if self.term:
                    self._stream.feed(data)
        self.over = True

    @property
    def text(self) -> str:
        """What is on the screen, or all lines."""
        return "\n".join(self.screen.display) if self.term else self.raw.decode()

    def press(self, keys: str) -> None:
        """Type."""
        self.process.stdin.write(keys.encode())

    async def see(self, *texts: str) -> None:
        """Wait until all of the texts are on the screen."""
        await until(lambda: all(text in self.text for text in texts), told=lambda: f"{texts} not in\n{self.text}")

    async def told(self, text: str) -> None:
        """Wait until the text has come at all: a last line stands on another screen than the game."""
        await until(lambda: text.encode() in self.raw, told=lambda: f"{text} not in\n{self.raw[-400:]!r}")

    async def not_see(self, text: str) -> None:
        """Wait until the text is gone."""
        await until(lambda: text not in self.text, told=lambda: f"{text} still in\n{self.text}")

    async def sit(self, name: str = "") -> Pupil:
        """Take a seat."""
        await self.see("Enter takes")
        self.press(f"{name}\r" if self.term else f"{name}\n")
        await self.see("takes your seat back")
        return self

    @property
    def code(self) -> str:
        """The code that is shown in the lobby."""
        found = next(word for word in self.text.split() if "@" in word)
        return found.partition("@")[0]

    async def leave(self) -> None:
        """Cut the line, if it is not cut already."""
        if self not in CONNECTED:
            return
        CONNECTED.remove(self)
        self.connection.abort()
        await self.connection.wait_closed()
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)


def spelled(state: State, response: Response | None = None) -> str:
    """How the open question is answered with `response`, right unless told otherwise, in letters and words."""
    asked = state.asked[-1]
    return spell(canonical(item_of(state, asked).question) if response is None else response, asked.order)


def strokes(state: State, response: Response | None = None, *, lock: bool = True) -> str:
    """What to press for it."""
    text, kind = spelled(state, response), item_of(state, state.asked[-1]).question.kind
    if kind == "true_false":
        keys = text[0]
    elif kind == "cloze":
        keys = text.replace("; ", "\t")
    elif kind in ("number", "typed"):
        keys = text
    else:
        keys = text.replace(" ", "")
    # The same key twice would lock a single choice already.
    return keys + ("\r" if lock else "")


def line(state: State, response: Response | None = None) -> str:
    """The line to type for it."""
    return spelled(state, response) + "\n"


def miss(state: State) -> Response:
    """A wrong answer to the open question."""
    return blunder(item_of(state, state.asked[-1]).question)


async def to(house: House, phase: Phase) -> None:
    """Go on to the next scene of that phase, as a host does with one key."""
    for _ in range(4):
        await house.conduct.next()
        if house.room.phase is phase:
            return
    raise AssertionError(f"{house.room.phase} is not {phase}")
