"""Hosts a scene in a Textual app: lines of a frame in, clicks by its hit map out. It knows nothing of a game."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from quiz.scenes.canvas import Frame


class SceneView(Widget, can_focus=True):
    """Shows one frame; `show` replaces it and repaints only the rows that differ."""

    DEFAULT_CSS = """
    SceneView { width: 1fr; height: 1fr; }
    """
    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """A click on a field of the frame; `action` is empty for a click elsewhere."""

        action: str

    @dataclass
    class Wheeled(Message):
        """The wheel moved by `rows`, downwards above zero."""

        rows: int

    def __init__(self, frame: Frame | None = None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """`frame` is shown until the first `show`."""
        super().__init__(id=id)
        self._frame = frame
        self._strips: list[Strip] = [] if frame is None else frame.strips()

    @property
    def frame(self) -> Frame | None:
        """What is shown."""
        return self._frame

    def show(self, frame: Frame) -> None:
        """Show another frame, which is as large as the widget."""
        old, self._frame = self._frame, frame
        if old is None or (old.width, old.height, old.base) != (frame.width, frame.height, frame.base):
            self._strips = frame.strips()
            self.refresh()
            return
        changed = [y for y, row in enumerate(frame.rows) if row != old.rows[y]]
        if changed:
            fresh = frame.strips()
            for y in changed:
                self._strips[y] = fresh[y]
            self.refresh(*(Region(0, y, frame.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """One row."""
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self._frame.base if self._frame else Style())

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        if self._frame is not None:
            self.post_message(self.Clicked(self._frame.hit(event.x, event.y)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Tell that the wheel went down."""
        event.stop()
        self.post_message(self.Wheeled(2))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Tell that the wheel went up."""
        event.stop()
        self.post_message(self.Wheeled(-2))
