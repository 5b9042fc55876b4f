"""The desk: an app beside a room that runs by itself. It shows what the room tells and passes on what the host wants.

The room outlives it: leaving the desk, closing its terminal or a failure of it end nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.screen import Screen
from textual.signal import Signal
from textual.types import CSSPathType

from quiz.core.state import Phase
from quiz.scenes.desk import going_on
from quiz.tui.app import FootnoteApp
from quiz.tui.commands import Command, Where, commands, offered
from quiz.tui.desk_line import DeskLine, Told
from quiz.tui.habit import Habit
from quiz.tui.run import FAILED, told

if TYPE_CHECKING:
    from quiz.core.host import HostView
    from quiz.scenes.pace import Pace
    from quiz.tui.capabilities import Capabilities
    from quiz.tui.services import Services

NOT_YET = "Looking for the room …"


class DeskApp(FootnoteApp):
    """Holds the line to the room and what was told last; the screens show it.

    `view` is None until the room has told anything, `lost` says why there is no line, empty while there is one.
    """

    CSS_PATH: ClassVar[CSSPathType] = ["app.tcss", "screens/desk.tcss"]
    HELPED = (
        Where.DESK, Where.PARTING, Where.ROSTER, Where.LIST, Where.READING, Where.PAGE, Where.APP,
    )  # fmt: skip

    def __init__(
        self, socket: Path, services: Services, capabilities: Capabilities,
        now: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        """`socket` is the room's. `now` are seconds that only go forward, for the clock between two messages."""
        super().__init__(services, capabilities)
        self.room = socket.parent.name
        self.view: HostView | None = None
        self.told = Told()
        self.lost = NOT_YET
        self.habit = Habit()
        self.changed: Signal[None] = Signal(self, "changed")
        self._now, self._heard_at = now, 0.0
        self._line = DeskLine(socket, self._heard, self._gone)

    def get_default_screen(self) -> Screen[Any]:
        """The desk lies under all others."""
        from quiz.tui.screens.desk import DeskScreen

        return DeskScreen()

    def on_mount(self) -> None:
        """Take up the line."""
        self.run_worker(self._line.run(), group="game")

    @property
    def left(self) -> int | None:
        """How many ms are left for the open question, for whoever has no time factor; None without a clock."""
        question = None if self.view is None else self.view.public.question
        if self.view is None or question is None or question.deadline is None:
            return None
        still = self.view.public.paused or bool(self.lost)
        passed = 0 if still else round((self._now() - self._heard_at) * 1000)
        return max(question.deadline - self.told.now - passed, 0)

    @property
    def pace(self) -> Pace | None:
        """How it goes where each plays alone, with the time that is left by now; None where all play together."""
        pace = self.told.pace
        if pace is None or pace.left is None or self.lost:
            return pace
        return replace(pace, left=max(pace.left - round((self._now() - self._heard_at) * 1000), 0))

    async def ask(self, what: str, **fields: object) -> bool:
        """Have something done. What the room refuses is said; gives whether it was done."""
        why = await self._line.do(what, **fields)
        if why:
            self.tell(why, seconds=5)
        return not why

    def want(self, what: str, **fields: object) -> None:
        """The same, without waiting for it."""
        self.run_worker(self.ask(what, **fields), group="wishes")

    def step(self) -> None:
        """Take the next step from what is seen, unless that has only just come up."""
        now = self._now()
        taken = not self.habit.holds(now)
        self.habit = self.habit.pressed(now)
        if taken:
            self.run_worker(self._step(self.told.scene), group="wishes")
        else:
            self.changed.publish(None)

    async def _step(self, scene: int | None) -> None:
        """Ask the room for it."""
        if not await self.ask("next", scene=scene):
            self.habit = self.habit.refused()

    @property
    def hasty(self) -> bool:
        """Whether it is to be said that a step was not taken."""
        return self.habit.tells(self._now())

    @property
    def over(self) -> bool:
        """Whether the game of the room is over, as far as it has told."""
        return self.view is not None and self.view.public.phase is Phase.FINISHED

    def action_leave(self) -> None:
        """Leave the desk. While a game is on, ask first, once: whoever asks again from the question means it."""
        from quiz.tui.screens.leave import PartScreen

        asked = any(isinstance(screen, PartScreen) for screen in self.screen_stack)
        on = self.view is not None and going_on(self.view, self.pace) and not self.lost
        if on and not asked and not self._cramped:
            self.push_screen(PartScreen(), self._part)
        else:
            self.exit(0)

    def action_say_how_to_quit(self) -> None:
        """What Ctrl+C does where there is nothing to copy."""
        stays = "the room stays open for students' sheets" if self.over else "the room goes on"
        self.tell(f"Ctrl+Q leaves the desk; {stays}.", seconds=3)

    def _part(self, answer: str | None) -> None:
        """Leave, or end the game, if that was the answer."""
        if answer == "leave":
            self.exit(0)
        elif answer == "end":
            self.want("end")

    def _heard(self, view: HostView, clock: Told) -> None:
        """The room has told something."""
        self.view, self.told, self.lost = view, clock, ""
        self._heard_at = self._now()
        self.habit = self.habit.heard(view, self._heard_at)
        self.changed.publish(None)

    def _gone(self, why: str) -> None:
        """The line is broken."""
        self.lost = why
        self.changed.publish(None)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: the desk's commands while it is on top, and what works everywhere."""
        from quiz.tui.screens.desk import DeskScreen

        if isinstance(screen, DeskScreen):
            for command in commands(Where.DESK):
                if "{key}" not in command.action:
                    yield SystemCommand(command.title, command.help, self._runner_at(command, screen))
        for command in offered(local=self.capabilities.local, playing=True):
            yield SystemCommand(command.title, command.help, self._runner(command.action))

    def _runner_at(self, command: Command, screen: Screen[Any]) -> Callable[[], Any]:
        """What the palette calls for a command of a screen."""

        async def run() -> None:
            await self.run_action(command.action, screen)

        return run


def run(socket: Path, services: Services, capabilities: Capabilities, say: Callable[[str], None]) -> int:
    """Open the desk of the room behind `socket`, and give the exit code once it is left. `say` gets a last line."""
    app = DeskApp(socket, services, capabilities)
    app.run()
    if app.failure is not None:
        say(told(app.failure).partition(" A game is kept")[0])
    say(last_words(app))
    return FAILED if app.failure is not None else app.return_code or 0


def last_words(app: DeskApp) -> str:
    """What is true of the room once its desk is left, and the command that comes next."""
    if app.lost:
        return f"The desk is closed. `quiz host --resume {app.room}` brings the room back."
    if app.over:
        return f"The room stays open for students' sheets until you close it: `quiz host --close {app.room}`."
    return f"The room goes on. `quiz host --resume {app.room}` opens its desk again."
