"""The table: hosts the conductor of one game. Keys and clicks go to it, its frames go to the scene view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer

from quiz.core.state import Phase
from quiz.rooms.solo import SoloGame
from quiz.scenes.beat import Motion, Stage
from quiz.scenes.canvas import letterboxed
from quiz.scenes.grid import grid_for
from quiz.scenes.look import Look
from quiz.tui.commands import Where, bindings
from quiz.tui.conductor import Conductor, Effect
from quiz.tui.outcome import After, Outcome
from quiz.tui.screens.leave import Leave, LeaveScreen
from quiz.tui.widgets.scene_view import SceneView

ENDS = (After.AGAIN, After.SAME, After.MISSES)
"""What letters choose on the sheet at the end: A, S and M."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table looks and moves. What is asked is asked at every drawing, so that settings can change meanwhile.

    `saved` is asked when the player leaves. `again` is the command that draws the game once more, if there is one.
    """

    look: Callable[[], Look]
    motion: Callable[[], Motion] = lambda: Motion.FULL
    bell: Callable[[], bool] = lambda: False
    frame_ms: int = 33
    saved: Callable[[], bool] = lambda: True
    again: str = ""


class GameScreen(Screen[Outcome]):
    """One game from where it stands to its end. Dismissed with what the player wants next."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.GAME)

    def __init__(self, game: SoloGame, manner: Manner) -> None:
        """Nothing is drawn before the screen has a size."""
        super().__init__()
        self._manner = manner
        self.conductor = Conductor(game, manner.motion())
        self._alarm: Timer | None = None
        self._rung = self.conductor.stage

    def compose(self) -> ComposeResult:
        """The table is all there is."""
        yield SceneView(id="table")

    def on_mount(self) -> None:
        """Keys go to the table. Time stands still while the whole program is suspended."""
        self.query_one(SceneView).focus()
        self.app.app_suspend_signal.subscribe(self, lambda _: self.conductor.pause())
        self.app.app_resume_signal.subscribe(self, lambda _: self._back())

    def on_resize(self) -> None:
        """A new size is a new frame; the entry stays."""
        self.draw()

    def on_screen_resume(self) -> None:
        """Nothing lies over the table any more."""
        self.conductor.resume()
        self.draw()

    def _back(self) -> None:
        """The program is there again; what lay over the table still does."""
        if self.app.screen is self:
            self.on_screen_resume()

    def on_screen_suspend(self) -> None:
        """Time stands still while something lies over the table."""
        self.conductor.pause()
        self._stop()

    def on_key(self, event: events.Key) -> None:
        """All keys belong to the game but those that are bound to commands."""
        key, columns = event.key, self._columns()
        if self.conductor.phase is Phase.FINISHED and self._ended(key):
            event.stop()
            return
        if key in ("tab", "shift+tab") or self.conductor.typing or event.character != "?":
            effect = self.conductor.press(key, event.character, columns)
            if effect is not Effect.NONE:
                event.stop()
                event.prevent_default()
                self._follow(effect)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is typed text."""
        event.stop()
        self._follow(self.conductor.paste(event.text))

    def on_scene_view_clicked(self, event: SceneView.Clicked) -> None:
        """A click on the table."""
        self._follow(self.conductor.click(event.action))

    def on_scene_view_wheeled(self, event: SceneView.Wheeled) -> None:
        """The wheel over the table."""
        self._follow(self.conductor.scroll(event.rows))

    def action_leave(self) -> None:
        """Ask how to leave a game that is not over."""
        if self.conductor.phase is Phase.FINISHED:
            self.dismiss(Outcome(After.HOME))
            return
        self.app.push_screen(LeaveScreen(saved=self._manner.saved()), self._left)

    def action_skip(self) -> None:
        """Leave the open question without an answer."""
        self._follow(self.conductor.skip())

    def draw(self) -> None:
        """Paint the table as it is now, and wake up when it changes by itself."""
        grid, look = grid_for(self.size.width, self.size.height), self._manner.look()
        if grid is None:
            # The app lays its notice over a screen that is too small; the game waits below it.
            self._stop()
            return
        self.conductor.motion = self._manner.motion()
        frame = letterboxed(self.conductor.frame(look, grid), self.size.width, self.size.height)
        self.query_one(SceneView).show(frame)
        self._ring()
        self._stop()
        wait = self.conductor.wake(self._manner.frame_ms)
        if wait is not None and self.is_current:
            self._alarm = self.set_timer(wait / 1000, self._tick)

    def _tick(self) -> None:
        """Time has done something."""
        self._follow(self.conductor.tick())

    def _follow(self, effect: Effect) -> None:
        """Do what the conductor asks."""
        if effect is Effect.DONE:
            self.dismiss(Outcome(After.HOME))
        elif effect is Effect.DRAW:
            self.draw()

    def _ended(self, key: str) -> bool:
        """Another game from the sheet of this one, or a copy of its result."""
        if key == "c":
            self.app.copy_to_clipboard(self.conductor.share(self._manner.again))
            self._follow(self.conductor.remark("The result is copied. It gives no answer away."))
            return True
        for after in ENDS:
            if key == after.value[0]:
                missed = tuple(past.reveal.item for past in self.conductor.view.misses)
                if after is After.MISSES and not missed:
                    return False
                self.dismiss(Outcome(after, missed if after is After.MISSES else ()))
                return True
        return False

    def _left(self, leave: Leave | None) -> None:
        """What was chosen in the dialog."""
        match leave:
            case Leave.KEEP:
                self.dismiss(Outcome(After.HOME))
            case Leave.END:
                self._follow(self.conductor.finish())
            case _:
                self.draw()

    def _ring(self) -> None:
        """The bell rings once, with the verdict."""
        stage, before = self.conductor.stage, self._rung
        self._rung = stage
        told = stage is not None and stage >= Stage.VERDICT
        if self._manner.bell() and told and (before is None or before < Stage.VERDICT):
            self.app.bell()

    def _columns(self) -> int:
        """In how many columns the tiles stand."""
        grid = grid_for(self.size.width, self.size.height)
        return 1 if grid is None else grid.columns

    def _stop(self) -> None:
        """Forget the next waking."""
        if self._alarm is not None:
            self._alarm.stop()
            self._alarm = None
