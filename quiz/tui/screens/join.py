"""Joining a room: one on this machine, or one whose address stands on somebody's wall."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from quiz.core.wording import counted
from quiz.tui.commands import Where, bindings
from quiz.tui.onward import LIKE, ToSeat, read_address
from quiz.tui.screens.page import Form
from quiz.tui.services import RoomEntry
from quiz.tui.widgets.menu import Entry, Menu
from quiz.tui.widgets.text import QUIET, WARN, Prose, voice

HOW = (
    "Type what stands on the wall, or your own code before the @ to take a seat back. It opens with the SSH client "
    "of this machine; the first time, that asks whether the key's fingerprint is the one on the wall."
)
LONGEST = 300


class JoinScreen(Form):
    """Choose a room, or type where it is."""

    CSS_PATH = "join.tcss"
    NAME = "Join a room"
    AUTO_FOCUS = "#address"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.JOIN, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.JOIN, Where.FORM)

    def __init__(self) -> None:
        """No room is known yet."""
        super().__init__()
        self._rooms: dict[str, RoomEntry] = {}

    def matter(self) -> Iterable[Widget]:
        """A field for an address, and the rooms of this machine."""
        yield Prose(voice(HOW, QUIET))
        yield Input(placeholder=LIKE, compact=True, max_length=LONGEST, id="address")
        yield Menu(flows=True, id="rooms")

    def on_mount(self) -> None:
        """Rooms of this machine come when they are found."""
        self.query_one(Menu).display = False
        self.run_worker(self._look())

    @on(Input.Submitted)
    def typed(self, message: Input.Submitted) -> None:
        """Go to an address."""
        found = read_address(message.value.strip())
        if isinstance(found, str):
            self.say(found, WARN)
        else:
            self.footnote.go_onward(found)

    @on(Menu.Picked)
    def picked(self, message: Menu.Picked) -> None:
        """Go to a room of this machine."""
        self.footnote.go_onward(ToSeat(self._rooms[message.entry.id].socket))

    async def _look(self) -> None:
        """Show the rooms that are up."""
        found = [room for room in await asyncio.to_thread(self.footnote.services.rooms) if room.up]
        self._rooms = {room.name: room for room in found}
        menu = self.query_one(Menu)
        menu.display = bool(found)
        menu.show(_line(room) for room in found)
        self.aside(f"{counted(len(found), 'room')} on this machine" if found else "no room on this machine")


def _line(room: RoomEntry) -> Entry:
    """A room in the list."""
    return Entry(room.name, room.title, f"{room.name}, {counted(room.players, 'player')}", short=room.name)
