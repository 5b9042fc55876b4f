"""The commands are declared once: keys, key lines, help and palette cannot drift apart."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widget import Widget

from quiz.core.wording import listed
from quiz.tui import screens
from quiz.tui.app import FootnoteApp
from quiz.tui.commands import COMMANDS, Where, bindings, commands, footer, offered
from quiz.tui.screens.article import ArticleScreen
from quiz.tui.screens.ask import AskScreen
from quiz.tui.screens.desk import DeskScreen
from quiz.tui.screens.game import GameScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.leave import LeaveScreen, PartScreen
from quiz.tui.screens.page import Page
from quiz.tui.screens.plots import PlotsScreen
from quiz.tui.screens.preview import PreviewScreen
from quiz.tui.screens.roster import RosterScreen
from quiz.tui.screens.typed import TypeScreen
from quiz.tui.screens.void import VoidScreen
from quiz.tui.widgets.choice import Choice
from quiz.tui.widgets.menu import Menu
from quiz.tui.widgets.path_field import PathField
from quiz.tui.widgets.reader import Reader
from tests.tui.host import hosted, press, seen

PACKAGE = Path(inspect.getfile(screens)).parent.parent
HOLDERS: tuple[type, ...] = (
    FootnoteApp, Menu, Choice, Reader, HomeScreen, AskScreen, LeaveScreen, ArticleScreen, PlotsScreen, GameScreen,
    DeskScreen, PartScreen, RosterScreen, VoidScreen, TypeScreen, PreviewScreen, PathField,
    *map(screens.page_of, screens.PAGES),
)  # fmt: skip


def test_no_other_module_writes_a_key_down() -> None:
    """Bindings are made in one place."""
    for path in PACKAGE.rglob("*.py"):
        if path.name == "commands.py":
            continue
        called = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        assert not [name for name in called if isinstance(name, ast.Name) and name.id == "Binding"], path


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: holder.__name__)
def test_every_binding_is_a_command_that_can_be_carried_out(holder: type) -> None:
    """Each class binds what the table declares, and has the method that its action names."""
    declared = {binding for place in Where for binding in bindings(place)}
    for binding in holder.__dict__.get("BINDINGS", ()):
        assert binding in declared
        assert isinstance(binding, Binding)
        target, _, action = binding.action.split("(")[0].rpartition(".")
        assert hasattr(FootnoteApp if target == "app" else holder, f"action_{action}"), binding


@pytest.mark.parametrize("holder", [one for one in HOLDERS if issubclass(one, Page)], ids=lambda one: one.__name__)
def test_the_key_line_of_a_page_names_only_what_works_there(holder: type[Page]) -> None:
    """Every place of the key line is bound by the page, by a widget on it, or by nobody because a widget hears it."""
    bound = {
        str(binding.id).partition(".")[0] for binding in holder.__dict__["BINDINGS"] if isinstance(binding, Binding)
    }
    widgets = {command.id for place in (Where.LIST, Where.CHOICE, Where.READING) for command in commands(place)}
    for place in holder.PLACES:
        for command in commands(place):
            assert command.id in bound | widgets or not command.action, command


def test_ids_are_unique_and_texts_are_whole() -> None:
    """Each command has a title and a help sentence; what can be pressed says how."""
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.title
        assert command.help.endswith(".")
        assert command.shown or not command.keys


@pytest.mark.parametrize("places", [(Where.APP, place) for place in Where], ids=str)
def test_no_key_has_two_meanings_in_one_place(places: tuple[Where, ...]) -> None:
    """Nor one of the app's own, which work everywhere."""
    keys = [binding.key for binding in bindings(*dict.fromkeys(places)) if isinstance(binding, Binding)]
    assert len(keys) == len(set(keys)), listed(sorted(key for key in keys if keys.count(key) > 1))


def test_the_help_names_every_command_that_has_a_key() -> None:
    """With its keys and its sentence, under the heading of its place."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        await press(pilot, "f1")
        reader = app.screen.query_one(Reader)
        told = {(line.lead, line.text) for line in reader.lines}
        for command in COMMANDS:
            if command.shown:
                assert (command.shown, command.help) in told
        headings = {line.text for line in reader.lines if line.voice == "gold"}
        assert {command.where.value for command in COMMANDS if command.shown} <= headings

    hosted(test, size=(100, 30))


def test_the_palette_offers_what_the_table_says() -> None:
    """By title; what belongs to the own machine only there, and other games only while none is on."""
    titles = {command.title for command in COMMANDS if command.palette}
    assert {command.title for command in offered(local=True, playing=False)} == titles
    assert "Screenshot" not in {command.title for command in offered(local=False, playing=False)}
    assert "Play" not in {command.title for command in offered(local=True, playing=True)}
    assert "Settings" in {command.title for command in offered(local=False, playing=True)}


def test_a_key_line_leaves_out_what_does_not_fit_and_keeps_help() -> None:
    """At the smallest size as well."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        line = seen(app).splitlines()[-1]
        assert "? help" in line
        assert len(line) <= 57

    hosted(test, size=(60, 20))
    assert footer(Where.PAGE) == (("Esc back", "back"),)


def test_a_click_on_the_key_line_presses_the_key() -> None:
    """Here that of help."""

    async def test(app: FootnoteApp, pilot: Pilot[int]) -> None:
        rows = seen(app).splitlines()
        y = next(place for place, row in enumerate(rows) if "? help" in row)
        await pilot.click(offset=(rows[y].index("? help") + 2, y))
        await press(pilot)
        assert seen(app).lstrip().startswith("Help")

    hosted(test)


def test_widgets_bind_by_table_alone() -> None:
    """A list that scrolls has no keys of Textual's own beside those of the table."""
    for widget in (Menu, Reader):
        assert issubclass(widget, Widget)
        assert not widget._inherit_bindings
