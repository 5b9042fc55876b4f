"""Looks as themes: every text on every page stands out from its ground, at every depth."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot

from quiz.scenes.look import Depth, contrast
from quiz.scenes.looks import THEMES, look
from quiz.tui.app import FootnoteApp
from quiz.tui.capabilities import Capabilities
from quiz.tui.themes import theme_name, theme_of
from tests.tui.host import FakeServices, hosted, past, press

LEAST = 4.5
LINES = re.compile(r"[\s─━│┤├┬┴└┘┌┐┼▀-▟▪●○‹›\u2800-\u28ff]*")
"""Rules and bars are no text."""
WALK = (
    (), ("c",), ("2",), ("2", "enter"), ("3",), ("3", "p"), ("4",), ("4", "enter"), ("5",), ("6",), ("7",), ("8",),
    ("ctrl+p",),
)  # fmt: skip
"""Keys that lead from the first page to each of the others."""


def painted(app: FootnoteApp) -> set[tuple[str, str, str]]:
    """Every text on the screen with its colour and its ground."""
    found = set()
    for row in app.screen._compositor.render_strips():
        for text, style, _ in row:
            if not LINES.fullmatch(text) and style is not None and style.color and style.bgcolor:
                fore, back = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
                found.add((text.strip(), *((back, fore) if style.reverse else (fore, back))))
    return found


@pytest.mark.parametrize("keys", WALK, ids=" ".join)
def test_every_text_of_a_page_can_be_read_in_every_look(keys: tuple[str, ...]) -> None:
    """Measured on what is painted; the palette alone dims what lies under it."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, *keys)
        for name in THEMES:
            for depth in (Depth.TRUE, Depth.CUBE):
                app.choose(theme=name, depth=depth)
                await pilot.pause()
                texts = painted(app)
                assert len(texts) > 4
                for text, fore, back in texts:
                    dimmed = keys == ("ctrl+p",) and back not in _grounds(app)
                    assert dimmed or contrast(fore, back) >= LEAST, (name, depth, text, fore, back)

    hosted(test, FakeServices(records=(past(1, over=False), past(2), past(3))))


def _grounds(app: FootnoteApp) -> set[str]:
    """What text stands on in the palette of commands."""
    palette = app.look.palette
    return {colour.lower() for colour in (palette.card, palette.raised, palette.first)}


@pytest.mark.parametrize("depth", Depth)
@pytest.mark.parametrize("name", THEMES)
def test_a_theme_has_every_colour_of_its_look(name: str, depth: Depth) -> None:
    """Under the names that the style sheets use."""
    one = look(name, depth)
    theme = theme_of(one)
    assert theme.name == theme_name(one)
    assert theme.dark is one.dark
    for key in ("page", "card", "raised", "rule", "faint", "muted", "gold", "right", "wrong", "warn", "bar", "ink"):
        assert theme.variables[key] == getattr(one.palette, key)
    assert (theme.variables["body"], theme.variables["fill"]) == (one.palette.text, one.palette.first)


def test_without_colour_no_colour_is_painted_and_the_mark_is_reversed() -> None:
    """Not even grey."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        styles = [style for row in app.screen._compositor.render_strips() for _, style, _ in row if style is not None]
        for style in styles:
            assert style.color is None or style.color.is_default
            assert style.bgcolor is None or style.bgcolor.is_default
        assert any(style.reverse for style in styles)

    hosted(test, capabilities=Capabilities(depth=Depth.NONE))


def test_a_theme_changes_while_the_app_runs() -> None:
    """The page takes the new ground, and back."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        for name in ("paper", "ink"):
            app.choose(theme=name)
            await press(pilot)
            grounds = {back for _, _, back in painted(app)}
            assert look(name).palette.page.lower() in grounds

    hosted(test)
