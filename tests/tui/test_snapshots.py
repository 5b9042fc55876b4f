"""Pictures of every page of the app at three sizes, each in the dark and the light theme and without colour.

They are looked at as pictures whenever they change; `--snapshot-update` draws them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.strip import Strip

from quiz.scenes.look import Depth
from quiz.tui.app import FootnoteApp
from quiz.tui.services import RoomEntry
from tests.pictures import drawn
from tests.tui.host import FakeServices, hosted, past, press, rivers

SIZES = ((60, 20), (80, 24), (120, 36))
LOOKS = (("ink", Depth.TRUE), ("paper", Depth.TRUE), ("ink", Depth.NONE))
PAGES = {
    "home": (), "setup": ("c",), "packs": ("3",), "pack-file": ("3", "slash"), "pack": ("3", "enter"),
    "history": ("4",), "history-game": ("4", "enter"), "history-over": ("4", "down", "enter"), "plots": ("4", "p"),
    "sources": ("5",), "article": ("5", "enter"), "filter": ("5", "enter", "slash"), "settings": ("8",),
    "help": ("9",), "help-end": ("9", "end"), "host": ("6",), "join": ("7",),
}  # fmt: skip
"""Keys that lead to each page from the first."""
PALETTE = ("ctrl+p",)


def pictured(
    keys: tuple[str, ...], size: tuple[int, int], looks: tuple[tuple[str, Depth], ...] = LOOKS
) -> list[list[Strip]]:
    """What is seen after some keys, in each look."""
    taken: list[list[Strip]] = []

    async def walk(app: FootnoteApp, pilot: Pilot[int]) -> None:
        app.choose(theme=looks[0][0], depth=looks[0][1])
        await press(pilot, *keys)
        for name, depth in looks:
            app.choose(theme=name, depth=depth)
            await pilot.pause(0.05)
            taken.append(app.screen._compositor.render_strips())

    services = FakeServices(records=(past(1, over=False), past(2), past(3)))
    services.known = {"aurus": rivers()}
    services.halls = (
        RoomEntry("room-3f9a21", "Rivers of the north", 24, True, False, Path("one")),
        RoomEntry("room-08c4d7", "Seas and their ports", 1, False, False, Path("two")),
    )
    hosted(walk, services, size=size)
    return taken


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", PAGES.values(), ids=PAGES)
def test_page(keys: tuple[str, ...], size: tuple[int, int], pictures: SnapshotAssertion) -> None:
    """The page as it was when it was last looked at."""
    assert drawn(*pictured(keys, size)) == pictures


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_palette(size: tuple[int, int], pictures: SnapshotAssertion) -> None:
    """The palette of commands, opened in each look."""
    assert drawn(*(strips for one in LOOKS for strips in pictured(PALETTE, size, (one,)))) == pictures


def test_notice_of_a_small_terminal(pictures: SnapshotAssertion) -> None:
    """What is seen where no page fits."""
    assert drawn(*pictured((), (50, 15))) == pictures
