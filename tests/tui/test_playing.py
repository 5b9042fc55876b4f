"""From the first page into a game, out of it again, and on to the next; and what is shown while there is no room."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.memory import MemoryLog
from quiz.tui.app import FootnoteApp
from quiz.tui.outcome import After, Outcome
from quiz.tui.playing import Drawn, Sheet
from quiz.tui.run import told
from quiz.tui.screens.ask import AskScreen
from quiz.tui.screens.game import GameScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.leave import LeaveScreen
from quiz.tui.screens.small import SmallScreen
from quiz.tui.services import GameRef, Setup, Trouble
from tests.games import StillClock, plan
from tests.tui.host import FakeServices, hosted, past, press, seen, until

SETUP = Setup("p0", seed=7)
MISSED = ("q-single", "q-number")


async def ended(app: FootnoteApp, pilot: Pilot[int], outcome: Outcome) -> None:
    """Leave the game with an outcome."""
    assert isinstance(app.screen, GameScreen)
    app.screen.dismiss(outcome)
    await press(pilot)


@pytest.mark.parametrize(
    ("outcome", "length"),
    [(Outcome(After.AGAIN), 8), (Outcome(After.SAME), 8), (Outcome(After.MISSES, MISSED), 2)],
    ids=lambda value: str(getattr(value, "after", "")),
)
def test_after_a_game_comes_what_the_player_wants(outcome: Outcome, length: int) -> None:
    """A new one like it, the very same, or its misses; and home after that. The history is given back in between."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter begins")
        first = app.screen
        await ended(app, pilot, outcome)
        await until(pilot, "Enter begins")
        assert app.screen is not first
        assert services.left == 1
        await ended(app, pilot, Outcome(After.HOME))
        await until(pilot, "prove its answers")
        assert not app.playing.active

    hosted(test, services, begin=SETUP)
    assert [len(services.begun), services.begun[1][0].length, services.left] == [2, length, 2]
    if outcome.after is After.AGAIN:
        assert services.drawn == [SETUP, Setup("p0")]


def test_again_after_a_game_that_was_gone_on_with_finds_its_pack() -> None:
    """By the digest of its plan; with the rounds that it had."""
    services = FakeServices(records=(past(1, over=False),))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await pilot.press("g")
        await until(pilot, "Enter begins")
        await ended(app, pilot, Outcome(After.AGAIN))
        await until(pilot, "is not among the packs any more.")

    hosted(test, services)
    assert not services.drawn


@pytest.mark.parametrize(("key", "begun", "resumed", "over"), [("1", 0, 1, 0), ("2", 1, 0, 0), ("3", 1, 0, 1)])
def test_play_asks_about_the_game_that_was_left(key: str, begun: int, resumed: int, over: int) -> None:
    """Go on with it, keep it and begin anew, or end it and begin anew."""
    services = FakeServices()
    record = past(1, over=False)
    begin = Drawn(plan(), SETUP, GameRef(record.path, record.info))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "You left a game")
        await pilot.press(key)
        await until(pilot, "Enter begins")

    hosted(test, services, begin=begin)
    assert [len(services.begun), len(services.resumed), len(services.ended)] == [begun, resumed, over]


def test_escape_from_that_question_leads_home() -> None:
    """Nothing is begun, and nothing ended."""
    services = FakeServices()
    record = past(1, over=False)

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "You left a game")
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert not app.playing.active

    hosted(test, services, begin=Drawn(plan(), SETUP, GameRef(record.path, record.info)))
    assert not services.begun


@pytest.mark.parametrize(("key", "home"), [("1", False), ("escape", False), ("2", True)])
def test_a_game_is_left_through_a_question(key: str, home: bool) -> None:
    """Escape asks; going on goes on, keeping leads home."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter begins")
        await press(pilot, "escape")
        assert isinstance(app.screen, LeaveScreen)
        assert "Leave and keep it" in seen(app)
        await press(pilot, key)
        await until(pilot, "prove its answers" if home else "Enter begins")

    hosted(test, begin=SETUP)


def test_the_question_says_when_there_is_nothing_to_keep_a_game_in() -> None:
    """A click answers it."""
    answers: list[object] = []

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        app.push_screen(LeaveScreen(saved=False), answers.append)
        await press(pilot)
        assert "no file can keep it" in seen(app)
        await pilot.click("#answers", offset=(8, 2))
        await press(pilot)

    hosted(test)
    assert answers == ["end"]


def test_only_one_game_is_on_and_other_commands_wait() -> None:
    """Play does nothing while a game is on; help and settings lie over it and go away again."""
    services = FakeServices()

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter begins")
        app.action_play()
        await press(pilot, "f1", "escape")
        assert "Enter begins" in seen(app)
        assert "Play" not in {command.title for command in app.get_system_commands(app.screen)}

    hosted(test, services, begin=SETUP)
    assert len(services.begun) == 1


def test_a_small_terminal_gets_a_notice_that_goes_away() -> None:
    """It names both sizes and plain mode; whatever lay under it is as it was."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "2")
        for width, height in ((59, 20), (60, 19), (30, 8), (20, 8)):
            await pilot.resize_terminal(width, height)
            await press(pilot)
            text = " ".join(seen(app).split())
            assert isinstance(app.screen, SmallScreen)
            assert f"{width} x {height}" in text
            assert "60 x 20 is needed" in text
            assert "quiz play --plain" in text
            assert "Ctrl+Q leaves; `quiz play --resume --plain` goes on." in text or height == 8
        await press(pilot, "escape", "enter", "2", "question_mark")
        await pilot.resize_terminal(60, 20)
        await press(pilot)
        assert seen(app).lstrip().startswith("Packs")
        assert len(app.screen_stack) == 2

    hosted(test)


def test_a_terminal_that_is_small_from_the_start_gets_it_too() -> None:
    """And the first page once there is room."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        assert isinstance(app.screen, SmallScreen)
        await pilot.resize_terminal(80, 24)
        await press(pilot)
        assert isinstance(app.screen, HomeScreen)

    hosted(test, size=(40, 12))


def test_a_game_that_begins_without_room_waits_under_the_notice() -> None:
    """It is there once there is room, and no notice is left over after it."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "A little more room")
        for _ in range(100):
            await pilot.pause(0.005)
            if any(isinstance(screen, GameScreen) for screen in app.screen_stack):
                break
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen, GameScreen, SmallScreen]
        await pilot.resize_terminal(80, 24)
        await until(pilot, "Enter begins")
        await ended(app, pilot, Outcome(After.HOME))
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen]

    hosted(test, size=(40, 12), begin=SETUP)


def test_nothing_lies_over_the_notice() -> None:
    """What is asked meanwhile is asked once there is room, and no notice stands behind it."""
    record = past(1, over=False)
    begin = Drawn(plan(), SETUP, GameRef(record.path, record.info))

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        for _ in range(100):
            await pilot.pause(0.005)
            if len(app.screen_stack) == 3:
                break
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen, AskScreen, SmallScreen]
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, SmallScreen)
        await pilot.resize_terminal(80, 24)
        await until(pilot, "You left a game")
        assert "is needed" not in seen(app)
        await pilot.resize_terminal(50, 15)
        await until(pilot, "60 x 20 is needed")
        await pilot.resize_terminal(80, 24)
        await until(pilot, "You left a game")
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen, AskScreen]
        await press(pilot, "escape")
        assert not app.playing.active

    hosted(test, size=(40, 12), begin=begin)


def test_a_game_that_no_file_keeps_is_not_left_without_a_word() -> None:
    """Ctrl+Q asks, once however often it is pressed; the first answer goes on, the other leaves."""
    services = FakeServices()
    services.saved = False

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter begins")
        await press(pilot, "ctrl+q", "ctrl+q")
        assert "No file keeps this game." in seen(app)
        assert len(app.screen_stack) == 3
        await press(pilot, "1")
        await until(pilot, "Enter begins")
        await pilot.resize_terminal(50, 15)
        await until(pilot, "Ctrl+Q leaves, and the game is lost")
        await pilot.resize_terminal(80, 24)
        await until(pilot, "Enter begins")
        await press(pilot, "ctrl+q")
        assert app._exit is False
        await pilot.press("2")

    app = hosted(test, services, begin=SETUP)
    assert app.return_code == 0
    assert app._exit


def test_a_game_that_is_kept_or_over_is_left_at_once() -> None:
    """There is nothing to ask."""
    services = FakeServices()

    async def kept(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter begins")
        await pilot.press("ctrl+q")

    assert hosted(kept, services, begin=SETUP)._exit
    services.saved = False
    record = past(1)

    async def over(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter home")
        await pilot.press("ctrl+q")

    assert hosted(over, services, begin=Sheet(GameRef(record.path, record.info)))._exit


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)], ids=str)
@pytest.mark.parametrize("length", [31, 40, 75, 82])
def test_a_notice_is_shown_to_its_last_word(length: int, size: tuple[int, int]) -> None:
    """However its rows break."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter begins")
        app.tell(f"/{'x' * length}/history.db: another quiz writes this file, so this game is kept aside.")
        await until(pilot, "aside.")

    hosted(test, size=size, begin=SETUP)


def test_a_refusal_is_read_before_it_goes() -> None:
    """With its details, as they stand."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        app.refuse(Trouble("[b]no[/b] pack", ("line [one]", "line two")))
        await press(pilot)
        for words in ("That cannot be done", "[b]no[/b] pack", "line [one]", "line two"):
            assert words in seen(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, HomeScreen)

    hosted(test)


def test_a_failure_is_told_without_values() -> None:
    """One line: what, where, and what helps."""
    values: dict[str, str] = {}
    try:
        values["a key"]
    except KeyError as error:
        line = told(error)
    assert "\n" not in line
    assert "KeyError" in line
    assert "--resume" in line
    assert "a key" not in line


def test_the_clock_stands_still_under_the_question_how_to_leave() -> None:
    """Also where the program is suspended and taken up again meanwhile."""
    services, clock = FakeServices(), StillClock()
    services.begin = lambda drawn, time, tell: SoloGame.start(  # type: ignore[method-assign,assignment]  # noqa: ARG005
        MemoryLog(), "g", clock, SeededChance(7), drawn, factor=time
    )

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await until(pilot, "Enter begins")
        await pilot.press("enter", "enter")
        await until(pilot, "Which sea")
        assert isinstance(app.screen, GameScreen)
        conductor = app.screen.conductor
        before = conductor.beat().left
        assert before is not None
        await press(pilot, "escape")
        assert isinstance(app.screen, LeaveScreen)
        app.app_suspend_signal.publish(app)
        app.app_resume_signal.publish(app)
        await pilot.pause()
        clock.now += 7000
        assert conductor.beat().left == before
        await press(pilot, "escape")
        clock.now += 1000
        assert conductor.beat().left == before - 1000

    hosted(test, services, begin=SETUP)
