"""Settings, setup and help: what they say, by keys and by mouse."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth
from quiz.tui.app import FootnoteApp
from quiz.tui.screens.setup import SetupScreen
from quiz.tui.services import PackEntry, Trouble
from quiz.tui.settings import Game, Settings
from quiz.tui.widgets.choice import Choice
from quiz.tui.widgets.menu import Menu
from tests.tui.host import FakeServices, hosted, press, previewed, rivers, seen, until

TO_SETTINGS = ("7",)


def test_a_theme_is_seen_and_kept_at_once() -> None:
    """Moving through them previews each."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_SETTINGS)
        for name in ("paper", "contrast", "dusk", "ink"):
            await press(pilot, "right")
            assert services.settings.theme == name
            assert app.theme == f"footnote-{name}-truecolor"
        await press(pilot, "left")
        assert services.settings.theme == "dusk"
        assert "Light text on violet." in seen(app)

    hosted(test, services)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (1, Settings(motion=Motion.BASIC)),
        (2, Settings(time=Fraction(3, 2))),
        (3, Settings(bell=True)),
        (4, Settings(depth=Depth.TRUE)),
    ],
    ids=["motion", "time", "bell", "depth"],
)
def test_every_other_setting_is_kept(steps: int, expected: Settings) -> None:
    """Each a line below the other."""
    services = FakeServices(settings=Settings())

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_SETTINGS, *["down"] * steps, "right")

    hosted(test, services)
    assert services.settings == expected


def test_time_can_be_off_and_a_click_changes_it() -> None:
    """Forwards on the value, backwards on the left arrow."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_SETTINGS)
        time = app.screen.query_one("#time", Choice)
        await pilot.click(time, offset=(16, 0))
        await press(pilot)
        assert services.settings.time is None
        await pilot.click(time, offset=(20, 0))
        await press(pilot)
        assert services.settings.time == 1

    hosted(test, services)


def test_settings_that_cannot_be_saved_are_told_and_hold() -> None:
    """The look changes all the same."""
    services = FakeServices()
    services.trouble = "settings.toml: no space left; [not] saved."

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_SETTINGS, "right")
        assert "[not] saved." in seen(app)
        assert app.look.name == "paper"

    hosted(test, services)


def test_a_game_is_set_up_by_keys_and_remembered() -> None:
    """Pack, rounds, questions, scoring, time and seed."""
    services = FakeServices(rivers(), rivers("Another"), settings=Settings(motion=Motion.NONE, game=Game("p0")))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "c")
        await press(pilot, *["up"] * 6, "right", "down", "left", "down", "right", "down", "right", "right")
        assert "A right answer gives 1000 points" in seen(app)
        await press(pilot, "down", "left", "down", "4", "x", "2")
        assert "two rounds, about eight minutes" in seen(app)
        await pilot.press("ctrl+s")
        await until(pilot, "Enter begins")

    hosted(test, services)
    (setup,) = services.drawn
    assert (setup.pack, setup.rounds, setup.length, setup.scoring) == ("p1", 2, 6, "flat")
    assert (setup.time, setup.seed) == (None, 42)
    assert services.settings.game == Game("p1", "Rivers", 2, 6, "flat")
    assert services.settings.time is None


def test_start_is_the_first_thing_and_a_click_starts() -> None:
    """Whoever changes nothing needs one key."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        app.remember(game=Game("p0"))
        await press(pilot, "c")
        start = app.screen.query_one("#start", Menu)
        assert start.has_focus
        await pilot.click(start)
        await until(pilot, "Enter begins")
        assert len(app.screen_stack) == 2

    hosted(test, services)
    assert len(services.drawn) == 1


def test_a_pack_that_cannot_be_used_is_refused_in_words() -> None:
    """Enter takes the words away again; the setup offers what there is."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await until(pilot, "aurus does not exist.")
        await press(pilot, "enter")
        assert "prove its answers" in seen(app)
        await press(pilot, "c")
        assert app.screen.query_one("#pack", Choice).value == "p0"

    hosted(test)


def test_help_scrolls_by_keys() -> None:
    """From the first command to what a footnote proves."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "question_mark")
        assert "Everywhere" in seen(app)
        await press(pilot, "end")
        assert "What a footnote proves" in seen(app)
        await press(pilot, "home", "pagedown", "up")
        assert "Everywhere" not in seen(app)

    hosted(test)


def test_help_opens_by_f1_where_text_is_typed_and_a_question_mark_is_text_there() -> None:
    """In the field for words."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "slash", "question_mark")
        assert app.screen.query_one(Input).value == "?"
        await press(pilot, "f1")
        assert seen(app).lstrip().startswith("Help")
        await press(pilot, "f1")
        assert len(app.screen_stack) == 3

    hosted(test)


@pytest.mark.parametrize("motion", Motion)
@pytest.mark.parametrize("keys", [("2", "slash"), ("c",), ("ctrl+p",)], ids=str)
def test_a_cursor_blinks_only_in_full_motion(keys: tuple[str, ...], motion: Motion) -> None:
    """On every page with a field, and in the palette of commands."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *keys)
        assert app.screen.query_one(Input).cursor_blink is (motion is Motion.FULL)

    hosted(test, FakeServices(settings=Settings(motion=motion)))


@pytest.mark.parametrize(("key", "name"), [("end", "depth"), ("home", "theme")])
def test_home_and_end_go_to_the_first_and_the_last_line_of_a_form(key: str, name: str) -> None:
    """And Enter changes what stands there; the key line says so."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *TO_SETTINGS, "down", key)
        assert app.focused is app.screen.query_one(f"#{name}")
        assert "←→ Enter change" in seen(app)
        before = app.screen.query_one(f"#{name}", Choice).value
        await press(pilot, "enter")
        assert app.screen.query_one(f"#{name}", Choice).value != before

    hosted(test)


def test_home_and_end_leave_a_list_that_is_part_of_a_form() -> None:
    """They go on from its ends, as up and down do."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "c", "home")
        assert app.focused is app.screen.query_one("#pack")
        await press(pilot, "end")
        assert app.focused is app.screen.query_one("#start")

    hosted(test)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=str)
def test_a_short_pack_is_set_up_by_its_title_and_as_long_as_it_is(size: tuple[int, int]) -> None:
    """However many rounds are asked for; a file that is not read yet goes by its name, not by its path."""
    path = "/home/you/deep/down/one.quiz.yaml"
    services = FakeServices(rivers(), settings=Settings(motion=Motion.NONE, game=Game("p0")))
    services.read[path] = replace(previewed(path, replace(rivers(), title="Just one")))
    entry = PackEntry(path, "Just one", "", False, 0, 1, 0)
    services.entry = lambda name: entry if name == path else Trouble(name)  # type: ignore[method-assign]

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2", "end", "p")
        text = seen(app)
        assert "one question, about one minute" in text
        assert "Just one" in text
        assert "/home/you" not in text
        await press(pilot, "escape", "escape")
        app.push_screen(SetupScreen("/gone/away.quiz.yaml"))
        await press(pilot)
        assert "away.quiz.yaml" in seen(app)
        assert "/gone" not in seen(app)

    hosted(test, services, size=size)
