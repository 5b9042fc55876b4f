"""The app with services that live in memory, and what is to be seen of it."""

from __future__ import annotations

import asyncio
import datetime
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from textual.pilot import Pilot

from quiz.core.commands import Reason
from quiz.core.events import Event
from quiz.core.facts import Claim, Dispute, Fact, Pack, Relation, Role, RoleType
from quiz.core.plan import Plan, Rules
from quiz.core.sources import Dated, Evidence, Source
from quiz.core.state import Phase
from quiz.core.values import Text
from quiz.rooms.practice import practice_plan
from quiz.rooms.records import Record, TopicShare
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.scenes.beat import Motion
from quiz.stores.base import GameInfo
from quiz.stores.memory import MemoryLog
from quiz.tui.app import FootnoteApp
from quiz.tui.capabilities import Capabilities
from quiz.tui.library import Errand, Notice, Origin, Place, Preview, Stamp, Survey
from quiz.tui.playing import Begin
from quiz.tui.services import GameRef, Opening, PackEntry, RoomEntry, Services, Setup, Trouble
from quiz.tui.settings import Settings
from tests.games import StillClock, plan

HOSTILE = "[@click=app.leave]Press[/] [red]no[/b] \x1b[31mred\x1b[0m \u202eevil"
"""Markup that would act, markup that would crash, an escape sequence, and letters that turn the line around."""
SEEN = "[@click=app.leave]Press[/] [red]no[/b]"
"""What is to be seen of it at the least."""
PATIENCE = 60.0
"""How many seconds at most are waited for something to be seen."""
LOCAL, REMOTE = Capabilities(local=True), Capabilities()


def evidence(fragment: str, source: str = "The Almanac", paragraph: int = 3) -> tuple[Evidence, ...]:
    """A fragment of a source."""
    return (Evidence(source, paragraph, fragment),)


def rivers(name: str = "The Almanac", fragment: str = "which reaches the Kara Sea") -> Pack:
    """A pack with a fact, a dispute and a refutation, all from a source called `name`."""
    relation = Relation("mouth", {"river": Role("river", RoleType.TEXT), "sea": Role("sea", RoleType.TEXT)},
                        "{river} flows into {sea}.")  # fmt: skip

    def values(sea: str) -> dict[str, tuple[Text]]:
        return {"river": (Text("The Ob"),), "sea": (Text(sea),)}

    fact = Fact("f-1", "mouth", values("the Kara Sea"), evidence(fragment, name), dissent="Older maps draw a gulf.")
    claims = tuple(
        Claim(f"c-{sea}", "mouth", values(sea), evidence(f"into {sea}", name)) for sea in ("the gulf", "the bay")
    )
    refuted = Claim("c-3", "mouth", values("the Baltic"), evidence("the Baltic", name), because="that is far away")
    source = Source(name, "A long look at rivers", "Ada Quill", "https://almanac.example/ob", "2020-09-05",
                    Dated.INFERRED, "the second printing", "Northern Wire")  # fmt: skip
    return Pack(
        "Rivers", "d1", about="Where they end.", sources={name: source}, relations={"mouth": relation}, facts=(fact,),
        disputes=(Dispute("where the Ob ends", claims, "Both were printed."),), refuted=(refuted,),
    )  # fmt: skip


class FakeServices:
    """Services without a disk. `begun` lists the plans and time factors that games were begun with.

    No room opens while the `door` is not set, nor where `no_room` says why.
    """

    def __init__(self, *packs: Pack, records: tuple[Record, ...] = (), settings: Settings | None = None) -> None:
        """`packs` are offered under the names p0, p1 and so on."""
        self.settings = settings or Settings(motion=Motion.NONE)
        self.complaints: tuple[str, ...] = ()
        self.saved = True
        self.known = {f"p{place}": pack for place, pack in enumerate(packs or (rivers(),))}
        self.past = records
        self.begun: list[tuple[Plan, Fraction | None]] = []
        self.drawn: list[Setup] = []
        self.ended: list[GameRef] = []
        self.resumed: list[GameRef] = []
        self.left = 0
        self.trouble = ""
        self.read: dict[str, Preview] = {}
        self.stamps: dict[str, Stamp] = {}
        self.folder = "/home/you/packs"
        self.halls: tuple[RoomEntry, ...] = ()
        self.opened: list[tuple[Plan, Opening]] = []
        self.taken_up: list[str] = []
        self.no_room = ""
        self.door = threading.Event()
        self.door.set()

    def save(self, settings: Settings) -> Trouble | None:
        """Keep them."""
        self.settings = settings
        return Trouble(self.trouble) if self.trouble else None

    def packs(self) -> tuple[PackEntry | Trouble, ...]:
        """All of them."""
        return tuple(self.entry(name) for name in self.known if name not in self.settings.opened)

    def entry(self, name: str) -> PackEntry | Trouble:
        """One of them."""
        pack = self.known.get(name)
        if pack is None:
            return Trouble(f"{name} does not exist.", ("why: nobody has written it",))
        return PackEntry(name, pack.title, pack.about, True, len(pack.facts), 0, len(pack.sources), pack.digest)

    def pack(self, name: str) -> Pack | Trouble:
        """What it says."""
        return self.known.get(name) or Trouble(f"{name} does not exist.")

    def places(self) -> tuple[Place, ...]:
        """All packs ship, but for those that were opened and those that are in `read`."""
        opened = [Place(path, Origin.OPENED, path) for path in self.settings.opened]
        own = [Place(path, Origin.OWN, path) for path in self.read if path not in self.settings.opened]
        return (*(Place(name, Origin.SHIPPED, name) for name in self.known if "/" not in name), *own, *opened)

    def survey(self, places: tuple[Place, ...], errand: Errand) -> Iterator[Survey]:
        """Each of them."""
        for place in places:
            if not errand.off:
                yield self._preview(place).survey

    def preview(self, place: Place, errand: Errand) -> Preview | None:
        """As given, else the game of every kind."""
        return None if errand.off else replace(self._preview(place), stamp=self.stamp(place))

    def _preview(self, place: Place) -> Preview:
        if place.name in self.read:
            return self.read[place.name]
        pack = self.known.get(place.name)
        if pack is None:
            why = Notice("Y100", "error", "does not exist", "", "Check the path.", 1, 1)
            return Preview(Survey(place.name, refused="does not exist", missing=True, findings=1, notices=(why,)))
        return previewed(place.name, pack)

    def stamp(self, place: Place) -> Stamp:
        """As given."""
        return self.stamps.get(place.name, (1, 1, 1))

    def completed(self, typed: str) -> str:
        """A path that goes on from what is typed."""
        whole = "/home/you/rivers.quiz.yaml"
        return whole if typed and whole.startswith(typed) else ""

    def edit(self, place: Place, line: int, column: int) -> Trouble | None:
        """Not here."""
        raise AssertionError((place, line, column))

    def draw(self, setup: Setup) -> Plan | Trouble:
        """The game of every kind, whatever the setup."""
        self.drawn.append(setup)
        if setup.pack not in self.known:
            return Trouble(f"{setup.pack} does not exist.")
        drawn = plan(setup.scoring, 7 if setup.seed is None else setup.seed)
        return replace(drawn, digest="d1", rules=Rules(setup.scoring, timer=setup.time is not None))

    def begin(self, plan: Plan, time: Fraction | None, tell: Callable[[str], None]) -> SoloGame | Trouble:  # noqa: ARG002
        """Begin in memory."""
        self.begun.append((plan, time))
        return SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(plan.seed), plan, factor=time, reading=True)

    def told_of(self, ref: GameRef) -> tuple[Event, ...]:  # noqa: ARG002
        """Nothing is known of it beforehand."""
        return ()

    def resume(self, ref: GameRef, known: Sequence[Event], tell: Callable[[str], None]) -> SoloGame | Trouble:  # noqa: ARG002
        """Begin it anew."""
        self.resumed.append(ref)
        return SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(7), plan())

    def sheet(self, ref: GameRef) -> SoloGame | Trouble:  # noqa: ARG002
        """The game of every kind, with nothing answered."""
        game = SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(7), plan())
        while game.phase is not Phase.FINISHED:
            if game.phase is Phase.OPEN:
                game.skip()
            game.advance()
        return game

    def leave(self) -> None:
        """Count."""
        self.left += 1

    def end(self, ref: GameRef) -> Trouble | None:
        """Note it."""
        self.ended.append(ref)
        return None

    def unfinished(self) -> tuple[GameRef, ...]:
        """Those records that are not over."""
        return tuple(GameRef(record.path, record.info) for record in self.past if record.reason is None)

    def records(self, tell: Callable[[str], None]) -> tuple[Record, ...]:  # noqa: ARG002
        """As given."""
        return self.past

    def rooms(self) -> tuple[RoomEntry, ...]:
        """As given."""
        return self.halls

    def open_room(self, plan: Plan, opening: Opening) -> RoomEntry | Trouble:
        """Note it."""
        self.opened.append((plan, opening))
        self.door.wait(PATIENCE)
        return Trouble(self.no_room) if self.no_room else RoomEntry("r", plan.title, 0, True, False, Path("r"))

    def take_up(self, room: str) -> RoomEntry | Trouble:
        """The one of that name, up."""
        self.taken_up.append(room)
        self.door.wait(PATIENCE)
        return next(replace(one, up=True) for one in self.halls if one.name == room)

    def plan_of(self, ref: GameRef) -> Plan | Trouble:  # noqa: ARG002
        """The game of every kind."""
        return plan()

    def practice(self, plan: Plan, missed: tuple[str, ...]) -> Plan | Trouble:
        """As the program does it."""
        return practice_plan(plan, missed, 11) or Trouble("Nothing was missed.")


def previewed(name: str, pack: Pack, *notices: Notice, refused: str = "") -> Preview:
    """The questions of the game of every kind as those of a pack, a line each from 10 on."""
    items = () if refused else tuple(item for part in plan().rounds for item in part.items)
    stems = "\n".join(item.stem for item in items)
    tags = () if refused else ("Mouths", "Banks")
    survey = Survey(
        name, pack.title, pack.about, pack.language, "CC0-1.0", tags, len(pack.facts), len(items),
        len(pack.sources), len(items), stems, stems.casefold(), len(notices), notices, refused,
    )  # fmt: skip
    return Preview(survey, items, tuple(range(10, 10 + len(items))), notices, pack.digest)


def past(number: int, *, over: bool = True, title: str = "Rivers of the north") -> Record:
    """A past game; the higher its number, the older it is."""
    started = datetime.datetime(2025, 9, 30 - number, 12, 0, tzinfo=datetime.UTC).isoformat()
    info = GameInfo(f"g{number}", title, "d1", number, 20, started, over)
    topics = (TopicShare("Mouths", Fraction(1), Fraction(2), 1, 2), TopicShare("Banks", Fraction(1), Fraction(1), 1, 1))
    return Record(info, Path("history.db"), "2000 +9", 2, 3, 8, Fraction(2, 3), 2, topics, ("q-single",),
                  Reason.COMPLETED if over else None)  # fmt: skip


def hosted(
    test: Callable[[FootnoteApp, Pilot[int]], Awaitable[None]], services: Services | None = None, *,
    size: tuple[int, int] = (80, 24), capabilities: Capabilities = LOCAL, begin: Begin = None,
) -> FootnoteApp:  # fmt: skip
    """Run `test` against the app."""
    app = FootnoteApp(services or FakeServices(), capabilities, begin)

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await test(app, pilot)

    asyncio.run(run())
    return app


async def settled(pilot: Pilot[int]) -> None:
    """Wait until nothing is being loaded; a game that is on goes on."""
    for _ in range(50):
        await pilot.pause()
        busy = [worker for worker in pilot.app.workers if not worker.is_finished and worker.group != "game"]
        if not busy:
            break
        await pilot.app.workers.wait_for_complete(busy)
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait for what they set going."""
    await settled(pilot)
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def until(pilot: Pilot[int], text: str) -> None:
    """Wait until `text` is to be seen, perhaps over two rows; a game is drawn in a thread."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await pilot.pause(0.005)
        if text in " ".join(seen(pilot.app).split()):
            return
    raise AssertionError(f"never seen: {text}\n{seen(pilot.app)}")


def seen(app: object) -> str:
    """The screen as text."""
    assert isinstance(app, FootnoteApp)
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)
