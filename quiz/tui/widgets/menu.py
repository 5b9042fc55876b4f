"""A list to choose from: a number, a title, a remark and something at the right end of each line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from quiz.scenes.cells import cells, cut
from quiz.tui.commands import Where, bindings

GAP, APART = 4, 2
"""Cells between the longest title and the remarks, and how many there are even where it is cut."""
NUMBERED = 9
"""How many lines have a number: one digit is one key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu. `id` is the program's word for it; the texts may come from anywhere.

    `short` is the remark where there is no room for the whole of it. A line with a `key` of its own, which its page
    binds, has no number.
    """

    id: str
    title: str
    remark: str = ""
    tail: str = ""
    short: str = ""
    key: str = ""


class Menu(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of which one is marked. Arrows, numbers, Enter and the mouse choose."""

    BINDINGS = bindings(Where.LIST)
    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual reads it from the class
        "menu--number", "menu--title", "menu--remark", "menu--tail", "menu--cursor", "menu--hover",
    }  # fmt: skip
    DEFAULT_CSS = """
    Menu {
        width: 100%; height: auto; max-height: 100%; overflow-x: hidden; background: $page;
        scrollbar-size-vertical: 1;
        & > .menu--number { color: $gold; text-style: bold; background: $page; }
        & > .menu--title { color: $body; background: $page; }
        & > .menu--remark { color: $faint; background: $page; }
        & > .menu--tail { color: $muted; background: $page; }
        & > .menu--cursor { color: $body; background: $raised; text-style: bold; }
        & > .menu--hover { color: $body; background: $card; }
        &:focus > .menu--cursor { color: $ink; background: $fill; text-style: bold; }
        &:nocolor:focus > .menu--cursor { text-style: bold reverse; }
    }
    """

    marked: reactive[int] = reactive(0, repaint=False)
    """The place of the line that is marked."""
    pitch: reactive[int] = reactive(1, layout=True)
    """How many rows a line takes, with the blank ones after it."""
    numbered: reactive[bool] = reactive(True)
    """Whether the lines have numbers."""

    class Picked(Message):
        """A line was chosen."""

        def __init__(self, menu: Menu, entry: Entry) -> None:
            """`entry` is the line."""
            super().__init__()
            self.menu, self.entry = menu, entry

        @property
        def control(self) -> Menu:
            """The menu."""
            return self.menu

    class Marked(Message):
        """Another line is marked."""

        def __init__(self, menu: Menu, entry: Entry) -> None:
            """`entry` is the line."""
            super().__init__()
            self.menu, self.entry = menu, entry

        @property
        def control(self) -> Menu:
            """The menu."""
            return self.menu

    def __init__(
        self, entries: Iterable[Entry] = (), *, numbered: bool = True, flows: bool = False, id: str | None = None  # noqa: A002
    ) -> None:  # fmt: skip
        """`entries` are the lines. With `flows` up and down go on beyond the ends of the list."""
        super().__init__(id=id)
        self.flows = flows
        self.entries: tuple[Entry, ...] = tuple(entries)
        self.set_reactive(Menu.numbered, numbered)
        self._hover = -1

    @property
    def entry(self) -> Entry | None:
        """The line that is marked; None in an empty menu."""
        return self.entries[self.marked] if self.marked < len(self.entries) else None

    def show(self, entries: Iterable[Entry], *, keep: bool = True) -> None:
        """Show other lines. With `keep` the mark stays on the line of the same id."""
        before = self.entry
        self.entries = tuple(entries)
        places = {entry.id: place for place, entry in enumerate(self.entries)}
        place = places.get(before.id, 0) if before is not None and keep else 0
        self._hover = -1
        self._measure()
        if place == self.marked:
            self._tell()
        else:
            self.marked = place
        self.refresh(layout=True)

    def mark(self, name: str) -> None:
        """Mark the line whose id is `name`, if there is one."""
        for place, entry in enumerate(self.entries):
            if entry.id == name:
                self.marked = place

    def on_mount(self) -> None:
        """Know the own size before the first layout."""
        self._measure()

    def on_resize(self) -> None:
        """Keep the mark in sight."""
        self._measure()
        self._into_sight()

    def validate_marked(self, place: int) -> int:
        """Stay on the lines that there are."""
        return max(0, min(place, len(self.entries) - 1))

    def watch_marked(self) -> None:
        """Show the mark, and tell of it."""
        self._into_sight()
        self.refresh()
        self._tell()

    def watch_pitch(self) -> None:
        """Take the room that the lines need."""
        self._measure()

    def action_move(self, key: str) -> None:
        """Move the mark; among other fields, beyond its ends out of the list."""
        last = max(0, len(self.entries) - 1)
        if self.flows and (
            (self.marked == 0 and key in ("up", "home")) or (self.marked == last and key in ("down", "end"))
        ):
            raise SkipAction
        page = max(1, self.size.height // self.pitch - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -len(self.entries)}
        self.marked += steps.get(key, len(self.entries))

    def action_number(self, number: int) -> None:
        """Choose line `number`."""
        places = [place for place, entry in enumerate(self.entries) if not entry.key]
        if self.numbered and number <= len(places):
            self.marked = places[number - 1]
            self.action_choose()

    def action_choose(self) -> None:
        """Choose the marked line."""
        if self.entry is not None:
            self.post_message(self.Picked(self, self.entry))

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        place = self._at(event.y)
        if place is not None:
            self.marked = place
            self.action_choose()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would choose."""
        place = self._at(event.y)
        self._point(-1 if place is None else place)

    def on_leave(self) -> None:
        """Nothing is under the mouse."""
        self._point(-1)

    def render_line(self, y: int) -> Strip:
        """One row."""
        place, rest = divmod(y + self.scroll_offset.y, self.pitch)
        width = self.size.width
        if rest or place >= len(self.entries):
            return Strip.blank(width, self.rich_style)
        return Strip(self._row(place, width), width)

    def _row(self, place: int, width: int) -> list[Segment]:
        """The line at `place` in `width` cells."""
        entry = self.entries[place]
        title, tail = cells(entry.title)[0], cells(entry.tail)
        number = f"{self._sign(place):>3}  " if self.numbered else " "
        lead = self._lead() + GAP if entry.remark or entry.tail else width
        left = len(number)
        if entry.remark or entry.tail:
            title = fitted(title, lead - APART)
        room = max(0, width - left - lead - (tail[1] + 3 if tail[1] else 1))
        remark = cells(entry.remark)[0]
        if entry.short and cells(remark)[1] > room:
            remark = cells(entry.short)[0]
        parts = [
            ("menu--number", number, left),
            ("menu--title", title, min(lead, width - left)),
            ("menu--remark", remark, room),
            ("menu--tail", f"  {tail[0]}" if tail[1] else "", 0),
        ]
        whole = self._whole(place)
        segments = []
        used = 0
        for name, text, space in parts:
            space = space or min(cells(text)[1] + 1, width - used)
            style = self.get_component_rich_style(name) if whole is None else self.get_component_rich_style(whole)
            segments.append(Segment(fitted(text, space), style))
            used += space
        return segments

    def _sign(self, place: int) -> str:
        """The key of a line: its own, or its number where there is a key for that."""
        number = sum(not entry.key for entry in self.entries[: place + 1])
        return self.entries[place].key or (str(number) if number <= NUMBERED else "")

    def _whole(self, place: int) -> str | None:
        """The style of the whole line, where it has one."""
        if place == self.marked:
            return "menu--cursor"
        return "menu--hover" if place == self._hover else None

    def _lead(self) -> int:
        """The width of the titles: that of the longest, and at most what leaves half of the room."""
        beside = (entry for entry in self.entries if entry.remark or entry.tail)
        longest = max((cells(entry.title)[1] for entry in beside), default=0)
        return min(longest, max(12, self.size.width // 2))

    def _measure(self) -> None:
        """The size of all lines."""
        rows = max(0, len(self.entries) * self.pitch - (self.pitch - 1))
        self.virtual_size = Size(self.size.width, rows)

    def _into_sight(self) -> None:
        """Scroll the marked line into sight."""
        self.scroll_to_region(Region(0, self.marked * self.pitch, 1, 1), animate=False, force=True)

    def _tell(self) -> None:
        """Say which line is marked."""
        if self.entry is not None:
            self.post_message(self.Marked(self, self.entry))

    def _point(self, place: int) -> None:
        """The mouse is over the line at `place`."""
        if place != self._hover:
            self._hover = place
            self.refresh()

    def _at(self, y: int) -> int | None:
        """The line at row `y` of the widget."""
        place, rest = divmod(y + self.scroll_offset.y, self.pitch)
        return place if not rest and place < len(self.entries) else None


def fitted(text: str, room: int) -> str:
    """`text` in exactly `room` cells, with an ellipsis where it is longer."""
    if room <= 0:
        return ""
    wide = cells(text)[1]
    short = text if wide <= room else cut(text, 0, room - 1) + "…"
    return short + " " * (room - cells(short)[1])
