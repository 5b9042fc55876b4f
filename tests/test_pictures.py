"""The README's pictures are drawn from the real program and the shipped pack; `--snapshot-update` draws them anew."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from syrupy.assertion import SnapshotAssertion
from textual.strip import Strip

from quiz.cli.games import draw_plan
from quiz.cli.services import AppServices
from quiz.core.plan import Rules
from quiz.core.state import Phase
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.scenes.beat import REVEALED
from quiz.scenes.grid import GRIDS
from quiz.scenes.looks import look
from quiz.stores.memory import MemoryLog
from quiz.tui.app import FootnoteApp
from quiz.tui.capabilities import Capabilities
from quiz.tui.conductor import Conductor
from tests.games import StillClock
from tests.pictures import drawn
from tests.tui.test_desk_pictures import SCENES, pictured

SEED = 941
"""A game whose first round asks for the tower."""
SIZE = GRIDS[1]


def at_the_tower() -> tuple[Conductor, StillClock]:
    """The table at that question, its options shown and nothing picked."""
    plan = draw_plan("aurus", SEED, 1, 5, "fair")
    clock = StillClock()
    game = SoloGame.start(
        MemoryLog(), "g", clock, SeededChance(SEED), replace(plan, rules=Rules(timer=True)), reading=True
    )
    while game.phase is not Phase.OPEN or "tower" not in game.item.stem:
        game.skip() if game.phase is Phase.OPEN else game.advance()
    clock.now += 12_000
    return Conductor(game), clock


def home(folder: Path) -> list[Strip]:
    """The first page of the app, with nothing played yet."""
    services = AppServices(folder, folder / "settings.toml")
    app = FootnoteApp(services, Capabilities(local=True))

    async def run() -> list[Strip]:
        async with app.run_test(size=(SIZE.width, SIZE.height)) as pilot:
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            return app.screen._compositor.render_strips()

    return asyncio.run(run())


def test_home(tmp_path: Path, pictures: SnapshotAssertion) -> None:
    """What `quiz` opens."""
    assert drawn(home(tmp_path)) == pictures


def test_desk(pictures: SnapshotAssertion) -> None:
    """The host's desk while a class answers."""
    told, keys = SCENES["question"]
    assert drawn(pictured(told(), keys, (SIZE.width, SIZE.height))[0]) == pictures


def test_question(pictures: SnapshotAssertion) -> None:
    """A question with a pick."""
    table, _ = at_the_tower()
    table.press("b", "b", SIZE.columns)
    assert drawn(table.frame(look(), SIZE).strips()) == pictures


def test_reveal(pictures: SnapshotAssertion) -> None:
    """Its reveal: why the pick is wrong, and the footnote."""
    table, clock = at_the_tower()
    for _ in range(2):
        table.press("b", "b", SIZE.columns)
    clock.now += REVEALED
    assert drawn(table.frame(look(), SIZE).strips()) == pictures
