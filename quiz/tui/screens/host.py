"""Hosting a class: set a game up and open a room for it, or go back to a room that was opened before."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from quiz.core.wording import counted
from quiz.tui.commands import Where, bindings
from quiz.tui.onward import PORT, ToDesk
from quiz.tui.screens.setup import GameForm
from quiz.tui.services import Opening, RoomEntry, Trouble
from quiz.tui.settings import Game
from quiz.tui.widgets.choice import Choice, Option
from quiz.tui.widgets.menu import Entry, Menu
from quiz.tui.widgets.text import QUIET, WARN, Prose, voice

TIMED, UNTIMED = "1", "off"
LIMITS = (
    Option(TIMED, "With limits", "Every question has a limit; at the desk one student can be given more time."),
    Option(UNTIMED, "No limits", "Questions stay open until everybody has answered or the host closes them."),
)
TOGETHER, ALONE = "together", "alone"
PACES = (
    Option(TOGETHER, "Together", "The class sees one question at a time; Space at the desk goes on."),
    Option(ALONE, "Each alone", "Everybody plays at their own pace; standings come when it is over."),
)
OPEN = Entry("start", "Open the room", "and its desk")
OFFERED = 4
"""How many rooms are offered to go back to."""


class HostScreen(GameForm):
    """Choose, and open."""

    NAME = "Host a class"
    PLACES: ClassVar[tuple[Where, ...]] = (Where.HOST, Where.CHOICE, Where.PAGE)
    BINDINGS = bindings(Where.PAGE, Where.HOST, Where.FORM)

    def __init__(self, pack: str = "", title: str = "") -> None:
        """`pack`, which is called `title`, is chosen to begin with."""
        super().__init__(pack, title)
        self._rooms: dict[str, RoomEntry] = {}
        self._busy = False

    @property
    def last(self) -> Game:
        """The room that was set up last: a class is not what one plays alone."""
        return self.footnote.settings.host

    def matter(self) -> Iterable[Widget]:
        """The game, the port, and what can be opened."""
        yield from self.choices(LIMITS, TIMED)
        yield Choice("Pace", PACES, TOGETHER, id="pace")
        with Horizontal(classes="row", id="until-row"):
            yield Static(voice("Until", QUIET), classes="label", markup=False)
            yield Input(placeholder="18:30, +45m; empty: the host ends it", compact=True, max_length=40, id="until")
        with Horizontal(classes="row"):
            yield Static(voice("Port", QUIET), classes="label", markup=False)
            yield Input(str(PORT), compact=True, restrict="[0-9]*", max_length=5, id="port")
        yield Menu((OPEN,), numbered=False, flows=True, id="start")
        yield Prose(id="about")

    def on_mount(self) -> None:
        """Look for rooms that were opened before."""
        self.query_one("#until-row").display = False
        self.run_worker(self._look())

    @on(Choice.Changed, "#pace")
    def paced(self, message: Choice.Changed) -> None:
        """Only who plays alone has a deadline."""
        self.query_one("#until-row").display = message.choice.value == ALONE

    def action_start(self) -> None:
        """Open a room."""
        port = self.query_one("#port", Input).value.strip()
        if not port or not 0 < int(port) < 65536:
            self.say("A port is a number from 1 to 65535.", WARN)
            self.query_one("#port").focus()
            return
        if not self._busy:
            alone = self._choice("pace").value == ALONE
            until = self.query_one("#until", Input).value.strip()
            self._busy = True
            self.run_worker(self._open(Opening(int(port), alone, until if alone else "")))

    @on(Menu.Picked)
    def picked(self, message: Menu.Picked) -> None:
        """Open a room, or go back to one."""
        room = self._rooms.get(message.entry.id)
        if room is None:
            self.action_start()
        elif room.up:
            self.footnote.go_onward(ToDesk(room.socket))
        elif not self._busy:
            self._busy = True
            self.run_worker(self._take_up(room))

    @on(Input.Submitted)
    def ported(self) -> None:
        """Enter in the field opens the room, too."""
        self.action_start()

    async def _look(self) -> None:
        """Offer the rooms that were opened before and are not over."""
        found = await asyncio.to_thread(self.footnote.services.rooms)
        rooms = [room for room in found if not room.over][:OFFERED]
        self._rooms = {f"room {room.name}": room for room in rooms}
        self.query_one("#start", Menu).show((OPEN, *(_line(room) for room in rooms)))

    async def _open(self, opening: Opening) -> None:
        """Draw the game and open a room for it."""
        services, setup = self.footnote.services, self.chosen()
        self.footnote.remember(host=setup.remembered(self.title_chosen))
        if opening.alone:
            setup = replace(setup, time=None)  # who has days for it is not hurried at a question
        self.say("Drawing the questions …")
        plan = await asyncio.to_thread(services.draw, setup)
        if isinstance(plan, Trouble):
            self._arrive(plan)
            return
        self.say("Opening the room …")
        self._arrive(await asyncio.to_thread(services.open_room, plan, opening))

    async def _take_up(self, room: RoomEntry) -> None:
        """Bring up a room that is closed."""
        self.say("Opening the room …")
        self._arrive(await asyncio.to_thread(self.footnote.services.take_up, room.name))

    def _arrive(self, room: RoomEntry | Trouble) -> None:
        """Go to the desk, or say why there is none."""
        self._busy = False
        self.say("")
        if isinstance(room, Trouble):
            self.footnote.refuse(room)
        else:
            self.footnote.go_onward(ToDesk(room.socket))


def _line(room: RoomEntry) -> Entry:
    """A room to go back to."""
    state = "open" if room.up else "closed"
    told = f"back to {room.name}, {counted(room.players, 'player')}, {state}"
    return Entry(f"room {room.name}", room.title, told, short=f"{room.name}, {state}")
