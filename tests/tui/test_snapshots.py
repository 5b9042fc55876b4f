"""Pictures of every page of the app at three sizes, each in the dark and the light theme and without colour.

They are looked at as pictures whenever they change; `--snapshot-update` draws them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.strip import Strip

from quiz.core.facts import Pack
from quiz.scenes.look import Depth
from quiz.tui.app import FootnoteApp
from quiz.tui.library import Notice
from quiz.tui.services import RoomEntry
from tests.pictures import drawn
from tests.tui.host import FakeServices, hosted, past, press, previewed, rivers

SIZES = ((60, 20), (80, 24), (120, 36))
LOOKS = (("ink", Depth.TRUE), ("paper", Depth.TRUE), ("ink", Depth.NONE))
PAGES = {
    "home": (), "setup": ("c",), "packs": ("2",), "pack-file": ("2", "o", *"/home/you/"),
    "pack-search": ("2", "slash", "t"),
    "pack-tags": ("2", "t"), "preview": ("2", "down", "enter", "down"),
    "preview-more": ("2", "down", "enter", "down", "down", "f"),
    "preview-answer": ("2", "down", "enter", "right", "space"),
    "preview-broken": ("2", "end", "enter"),
    "history": ("3",), "history-game": ("3", "enter"), "history-over": ("3", "down", "enter"), "plots": ("3", "p"),
    "sources": ("4",), "article": ("4", "enter"), "filter": ("4", "enter", "slash"), "settings": ("7",),
    "help": ("8",), "help-end": ("8", "end"), "host": ("5",), "join": ("6",),
}  # fmt: skip
"""Keys that lead to each page from the first."""
PALETTE = ("ctrl+p",)
FINDINGS = (
    Notice("Q205", "warning", "option 3 differs from option 1 only in case", "Two options read as one.",
           "Take one of them out.", 10, 5, "q-single"),
    Notice("Q203", "error", "the right answer stands among the wrong ones, too", "Nobody can tell which counts.",
           "Take it out of `wrong`.", 14, 9),
    Notice("T505", "note", "the text has blanks at its end", "They are never shown.", "Take them out.", 15, 20,
           "q-order"),
)  # fmt: skip
TORN = Notice(
    "Y101", "error", "the list is not closed", "Nothing after it can be understood.", "Close it with `]`.", 3, 12
)


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
    services.read = {
        "/home/you/packs/mouths.quiz.yaml": previewed("/home/you/packs/mouths.quiz.yaml", rivers(), *FINDINGS),
        "/home/you/packs/torn.quiz.yaml": previewed(
            "/home/you/packs/torn.quiz.yaml", Pack("", ""), TORN, refused="the list is not closed"
        ),
    }
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
