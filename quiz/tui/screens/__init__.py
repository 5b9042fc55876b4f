"""The screens, one file each, with its style sheet of the same name beside it."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.tui.screens.page import Page

PAGES = MappingProxyType({
    "setup": "SetupScreen",
    "packs": "PacksScreen",
    "history": "HistoryScreen",
    "sources": "SourcesScreen",
    "host": "HostScreen",
    "join": "JoinScreen",
    "settings": "SettingsScreen",
    "help": "HelpScreen",
})  # fmt: skip
"""The pages that a command can open, by the module that holds each."""


def page_of(name: str) -> type[Page]:
    """The page of that name. A page is loaded when it is first opened."""
    found: type[Page] = getattr(import_module(f"quiz.tui.screens.{name}"), PAGES[name])
    return found
