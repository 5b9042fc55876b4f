"""The desk of a room: one picture of what goes on in it, and keys for what a host does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from quiz.core.state import Phase
from quiz.core.wording import counted
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.desk import PLAY, Aside, desk, going_on, key_line
from quiz.scenes.frames import Header, framed
from quiz.scenes.grid import grid_for
from quiz.scenes.pace import Pace
from quiz.tui.commands import Where, bindings, footer
from quiz.tui.screens.ask import AskScreen, Question
from quiz.tui.widgets.scene_view import SceneView

if TYPE_CHECKING:
    from quiz.core.host import HostView
    from quiz.tui.desk import DeskApp

WAYS = ("end", "app.leave")
"""Out of the game, and from the desk."""
OFTEN = 0.25
"""Seconds between two looks at the clock."""
SKIP = Question("Skip this question?", "It counts for nobody, and the game goes on to what comes next.",
                (("no", "Go on with it"), ("yes", "Skip it")))  # fmt: skip
END = Question("End the game here?", "For everybody, and for good: students see their own sheets. To leave the desk "
               "alone, press Q.", (("no", "Go on with the game"), ("yes", "End it")))  # fmt: skip


class DeskScreen(Screen[None]):
    """Shows what the app was told last."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.DESK)

    def __init__(self) -> None:
        """Nothing is known of a room yet."""
        super().__init__()
        self._scroll, self._page, self._standing = 0, 1, False
        self._seen: tuple[object, ...] = ()

    @property
    def desk(self) -> DeskApp:
        """The app, by its own type."""
        from quiz.tui.desk import DeskApp

        assert isinstance(self.app, DeskApp)  # noqa: S101 - the desk lives in no other app
        return self.app

    def compose(self) -> ComposeResult:
        """The picture is all there is."""
        yield SceneView(id="desk")

    def on_mount(self) -> None:
        """Draw when the room tells something, when the clock moves, when the colours change."""
        self.query_one(SceneView).focus()
        self.desk.changed.subscribe(self, lambda _: self.draw())
        self.desk.theme_changed_signal.subscribe(self, lambda _: self.draw())
        self.set_interval(OFTEN, self._tick)

    def on_resize(self) -> None:
        """Another size is another picture."""
        self.draw()

    def draw(self) -> None:
        """Paint the desk as it is now."""
        size = self.size
        grid = grid_for(size.width, size.height)
        if grid is None or not self.is_mounted:
            return
        brush = Brush(self.desk.look, replace(grid, width=size.width, height=size.height))
        view = self.desk.view
        self._seen = self._now()
        if view is None:
            self.query_one(SceneView).show(_waiting(self.desk.lost, brush))
            return
        frame = desk(view, self._aside(view), brush, self.desk.left)
        self._scroll, self._page = min(self._scroll, frame.more[0]), max(brush.grid.height - 16, 1)
        self.query_one(SceneView).show(frame)

    def on_scene_view_clicked(self, event: SceneView.Clicked) -> None:
        """A click on the key line, or on the next step."""
        if event.action:
            self.run_worker(self.run_action(event.action), group="wishes")

    def on_scene_view_wheeled(self, event: SceneView.Wheeled) -> None:
        """The wheel scrolls the names."""
        self._scroll = max(self._scroll + event.rows, 0)
        self.draw()

    # What a host does

    def action_next(self) -> None:
        """Take the next step, from what is seen here."""
        self.desk.step()

    def action_pause(self) -> None:
        """Hold time still, or let it run again."""
        self.desk.want("pause")

    def action_extend(self) -> None:
        """Give more time."""
        self.desk.want("extend")

    def action_reopen(self) -> None:
        """Take back a close."""
        self.desk.want("reopen")

    def action_show(self) -> None:
        """Show the standing to the class."""
        self.desk.want("standings")

    def action_lock(self) -> None:
        """Let nobody new in, or let them in again."""
        view = self.desk.view
        self.desk.want("lock", locked=view is None or not view.public.locked_room)

    def action_skip(self) -> None:
        """Ask, and skip."""
        view = self.desk.view
        if self.desk.pace is not None:
            self.desk.want("skip")
            return
        if view is None or view.public.phase not in PLAY:
            self.desk.tell("There is no question to skip.", seconds=5)
            return
        instance = len(view.opened)

        def skip(answer: str | None) -> None:
            """Skip what was asked about, and nothing that has taken its place meanwhile."""
            if answer != "yes":
                return
            if self.desk.view is not None and len(self.desk.view.opened) == instance:
                self.desk.want("skip")
            else:
                self.desk.tell("The room has moved on already.", seconds=5)

        self.app.push_screen(AskScreen(SKIP), skip)

    def action_end(self) -> None:
        """Ask, and end the game."""

        def end(answer: str | None) -> None:
            if answer == "yes":
                self.desk.want("end")

        self.app.push_screen(AskScreen(END), end)

    def action_void(self) -> None:
        """Choose a question, and say why it is not to count."""
        from quiz.tui.screens.void import VoidScreen

        view = self.desk.view
        if view is None or not view.opened:
            self.desk.tell("No question has been asked yet.", seconds=5)
        else:
            self.app.push_screen(VoidScreen())

    def action_roster(self) -> None:
        """Choose a person."""
        from quiz.tui.screens.roster import RosterScreen

        self.app.push_screen(RosterScreen())

    def action_standings(self) -> None:
        """Show scores, or who has answered."""
        self._standing, self._scroll = not self._standing, 0
        self.draw()

    def action_scroll(self, key: str) -> None:
        """Scroll the names."""
        far = 1_000_000
        moves = {"up": -1, "down": 1, "pageup": -self._page, "pagedown": self._page, "home": -far, "end": far}
        self._scroll = max(self._scroll + moves[key], 0)
        self.draw()

    # What is shown

    def _tick(self) -> None:
        """The clock has moved on."""
        if self._now() != self._seen:
            self.draw()

    def _now(self) -> tuple[object, ...]:
        """What changes by itself."""
        left = self.desk.left
        pace = self.desk.pace
        seconds = None if left is None else -(-left // 1000)
        return self.desk.lost, seconds, None if pace is None else pace.line(), self.desk.hasty

    def _aside(self, view: HostView) -> Aside:
        """What is shown beside the view."""
        said, warns = _said(self.desk, view)
        told = self.desk.told
        return Aside(
            told.command, told.fingerprint, told.present, self._standing, self._scroll, said, warns,
            _keys(view, self.desk.pace, standing=self._standing), self.desk.pace,
        )  # fmt: skip


def _said(app: DeskApp, view: HostView) -> tuple[str, bool]:
    """What is going on, and whether it is a warning; the worst first."""
    told = app.told
    if app.lost:
        return app.lost, True
    if told.trouble:
        return told.trouble, True
    if app.hasty:
        return f"This is new. Press Space again to {view.next.value}.", True
    if view.public.locked_room and view.public.phase is not Phase.LOBBY:
        return "The room is locked.", False
    if told.alarms:
        return f"{counted(told.alarms, 'attempt')} to guess a code.", True
    return "", False


def _keys(view: HostView, pace: Pace | None, *, standing: bool) -> tuple[tuple[str, str], ...]:
    """What there is to press now. The keys that work at any time come from the table as they are."""
    phase = view.public.phase
    idle = {
        "pause": phase in (Phase.LOBBY, Phase.FINISHED), "extend": phase is not Phase.OPEN,
        "reopen": phase is not Phase.CLOSED, "skip": phase not in PLAY, "void": not view.opened,
        "show": phase is not Phase.REVEALED, "lock": phase is Phase.FINISHED, "next": True,
        "end": not going_on(view, pace),
    }  # fmt: skip
    if pace is not None:
        # What is done for a class that plays together the room refuses here, and says so.
        idle |= dict.fromkeys(("pause", "reopen", "skip", "show"), True)
        idle["extend"] = phase is Phase.FINISHED or pace.until is None
    # What Space does stands above the key line.
    words = dict[str, str]()
    if view.public.paused:
        words["pause"] = "P go on"
    if view.public.locked_room:
        words["lock"] = "O unlock"
    if pace is not None:
        words["extend"] = "E 15 min more"
    if standing:
        words["standings"] = "L answers" if pace is None else "L progress"
    shown = [(words.get(action, foot), action) for foot, action in footer(Where.DESK) if not idle.get(action)]
    # The ways out stay in sight, and help beside them.
    ways = [one for one in shown if one[1] in WAYS]
    rest = [one for one in shown if one[1] not in WAYS]
    return (*rest[:2], *ways, *rest[2:], *footer(Where.APP))


def _waiting(why: str, brush: Brush) -> Frame:
    """What is shown before a room has told anything."""
    frame = framed(Header("Desk"), brush.prose(why, brush.gold), brush)
    slot = frame.slot("hand")
    keys = tuple((foot, action) for foot, action in footer(Where.DESK) if action == "app.leave")
    return frame if slot is None else frame.over([(slot, key_line((*keys, *footer(Where.APP)), brush))])
