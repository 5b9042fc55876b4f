"""The first page: what it says, how it is used, and that nothing slow comes before it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.pilot import Pilot

from quiz.scenes.beat import Motion
from quiz.tui.app import FootnoteApp
from quiz.tui.screens.game import GameScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.settings import Settings
from quiz.tui.widgets.menu import Menu
from tests.tui.host import FakeServices, hosted, past, press, seen, until

PAGES = {"Packs": "Packs", "History": "History", "Sources": "Sources", "Settings": "Settings", "Help": "Help"}


@pytest.mark.parametrize(
    ("size", "pixels"), [((60, 20), False), ((79, 40), False), ((80, 24), True), ((160, 45), True)]
)
def test_the_name_is_in_pixels_where_there_is_room(size: tuple[int, int], pixels: bool) -> None:
    """The claim and the whole menu are there at every size."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        text = seen(app)
        assert ("█▀▀" in text) is pixels
        assert ("footnote¹" in text) is not pixels
        for words in (
            "A quiz that can prove its answers.",
            "━" * 16,
            "Play",
            "Quit",
            "three rounds, about ten minutes",
        ):
            assert words in text

    hosted(test, size=size)


@pytest.mark.parametrize("key", ["g", "enter"])
def test_go_on_is_there_only_for_an_unfinished_game(key: str) -> None:
    """On top, marked when it comes, with a letter; no other line has another number for it."""

    async def without(app: FootnoteApp, pilot: Pilot[int]) -> None:
        assert "Go on" not in seen(app)

    async def with_one(app: FootnoteApp, pilot: Pilot[int]) -> None:
        menu = app.screen.query_one(Menu)
        assert [entry.title for entry in menu.entries][:3] == ["Go on", "Play", "Packs"]
        assert menu.entry is not None
        assert menu.entry.id == "go on"
        rows = [row.split() for row in seen(app).splitlines()]
        for sign, title in (("g", "Go"), ("1", "Play"), ("2", "Packs"), ("8", "Help"), ("9", "Quit")):
            assert any(row[:2] == [sign, title] for row in rows), title
        await press(pilot, "2", "escape", "home")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press(key)
        await until(pilot, "Enter begins")

    hosted(without, FakeServices(records=(past(1),)))
    services = FakeServices(records=(past(1, over=False), past(2)))
    hosted(with_one, services)
    assert [ref.info.game for ref in services.resumed] == ["g1"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("way", ["number", "arrows", "mouse"])
def test_every_page_opens_by_number_arrows_and_mouse(name: str, way: str) -> None:
    """And Escape leads back."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        menu = app.screen.query_one(Menu)
        place = [entry.title for entry in menu.entries].index(name)
        match way:
            case "number":
                await press(pilot, str(place + 1))
            case "arrows":
                await press(pilot, *["down"] * place, "enter")
            case _:
                await pilot.click(menu, offset=(10, place))
                await press(pilot)
        assert seen(app).lstrip().startswith(PAGES[name])
        await press(pilot, "escape")
        assert "prove its answers" in seen(app)

    hosted(test)


def test_play_begins_the_game_that_was_set_up_last() -> None:
    """With Enter alone."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        app.remember(game=services.settings.game.__class__("p0", "Rivers", 2, 4, "flat"))
        await pilot.press("enter")
        await until(pilot, "Enter begins")
        assert isinstance(app.screen, GameScreen)

    hosted(test, services)
    (setup,) = services.drawn
    assert (setup.pack, setup.rounds, setup.length, setup.scoring, setup.seed) == ("p0", 2, 4, "flat", None)


@pytest.mark.parametrize("keys", [("q",), ("end", "enter"), ("ctrl+q",)], ids=str)
def test_the_app_is_left_with_code_0(keys: tuple[str, ...]) -> None:
    """By key, by menu, and from anywhere."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await pilot.press(*keys)

    app = hosted(test)
    assert app.return_code == 0
    assert app.return_value == 0


def test_complaints_about_settings_are_told() -> None:
    """In passing, as they are."""
    services = FakeServices()
    services.complaints = ("settings.toml: [bell]: 1 is neither true nor false",)

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        assert [note.message for note in app._notifications] == list(services.complaints)
        assert "settings.toml: [bell]" in seen(app)

    hosted(test, services)


def test_the_first_page_loads_nothing_of_a_game() -> None:
    """In a fresh interpreter: neither YAML nor pydantic, neither bank nor rooms, nor the tables for wrapping."""
    code = (
        "import sys, quiz.cli.live, quiz.cli.services, quiz.tui.run, quiz.tui.screens.home, quiz.tui.screens.small\n"
        "heavy = ('yaml', 'pydantic', 'plotext', 'sqlite3', 'typer', 'wcwidth', 'quiz.bank', 'quiz.packs',"
        " 'quiz.rooms', 'quiz.stores', 'quiz.core.facts', 'quiz.core.plan')\n"
        "print('LOADED', *[name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["LOADED"]


@pytest.mark.parametrize(("opened", "told"), [(("a/b.quiz.yaml",), "two packs"), ((), "one pack")])
def test_packs_that_were_opened_are_counted(opened: tuple[str, ...], told: str) -> None:
    """Beside those that ship."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        assert f"{told}, and any file of yours" in seen(app)

    services = FakeServices(settings=Settings(motion=Motion.NONE, opened=opened))
    hosted(test, services)
