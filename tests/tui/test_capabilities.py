"""What the app may do where it runs: colours, motion, and the machine of the player or of somebody else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth
from quiz.tui.app import FootnoteApp
from quiz.tui.capabilities import Capabilities, depth_of
from tests.tui.host import LOCAL, REMOTE, hosted, press


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Depth.TRUE),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, Depth.TRUE),
        ({"TERM": "xterm-direct"}, Depth.TRUE),
        ({"TERM": "xterm-256color"}, Depth.CUBE),
        ({"TERM": "tmux-256color", "COLORTERM": "yes"}, Depth.CUBE),
        ({"TERM": "xterm-kitty"}, Depth.CUBE),
        ({"TERM": "linux"}, Depth.ANSI),
        ({}, Depth.ANSI),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, Depth.NONE),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, Depth.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Depth.CUBE),
    ],
    ids=str,
)
def test_depth_is_what_the_terminal_says(environment: dict[str, str], depth: Depth) -> None:
    """`NO_COLOR` before all else."""
    assert depth_of(environment) is depth


def test_a_choice_of_the_player_comes_before_what_the_terminal_says() -> None:
    """Where one was made; a slow line caps the motion, and never adds any."""
    assert Capabilities(depth=Depth.ANSI).depth_for(None) is Depth.ANSI
    assert Capabilities(depth=Depth.ANSI).depth_for(Depth.TRUE) is Depth.TRUE
    slow = Capabilities(motion=Motion.BASIC)
    assert [slow.motion_for(motion) for motion in Motion] == [Motion.BASIC, Motion.BASIC, Motion.NONE]


@pytest.mark.parametrize("local", [True, False], ids=["local", "remote"])
def test_the_palette_of_a_served_app_touches_no_machine(local: bool) -> None:
    """No screenshot there; and nothing of Textual's own beside the app's commands anywhere."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert ("Screenshot" in titles) is local
        assert not titles & {"Theme", "Keys", "Maximize"}
        assert {"Help", "Quit", "Settings"} <= titles

    hosted(test, capabilities=LOCAL if local else REMOTE)


def test_a_served_app_saves_opens_and_suspends_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever asks for it."""
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("suspended"))
    monkeypatch.chdir(tmp_path)

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        opened: list[str] = []
        monkeypatch.setattr(app._driver, "open_url", lambda url, _: opened.append(url))
        await press(pilot, "ctrl+z")
        app.action_suspend_process()
        app.action_screenshot(path=str(tmp_path))
        app.open_url("https://almanac.example")
        assert app.deliver_text(str(tmp_path / "x")) is None
        assert app.deliver_binary(str(tmp_path / "x")) is None
        await press(pilot)
        assert not opened
        assert not list(tmp_path.iterdir())

    hosted(test, capabilities=REMOTE)


def test_only_addresses_of_the_web_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack cannot have a file or a program opened."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        opened: list[str] = []
        monkeypatch.setattr(app._driver, "open_url", lambda url, _: opened.append(url))
        for url in ("file:///etc/passwd", "javascript:alert(1)", "", "https://almanac.example"):
            app.open_url(url)
        assert opened == ["https://almanac.example"]

    hosted(test)
