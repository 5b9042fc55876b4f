"""What is seen before a game: the door, where a student chooses a name, and the lobby, on a seat and on the wall.

Like every scene they are shared: of the door and of a seat's lobby only slots are somebody's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.core.views import PublicView
from quiz.core.wording import counted
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Canvas, Frame, Slot
from quiz.scenes.cells import width, wrap
from quiz.scenes.fields import text_box
from quiz.scenes.frames import Header, framed, room_for
from quiz.scenes.letters import halves, large
from quiz.scenes.look import style

BOX = 44
OWN_ROWS = 4
COLOURS = "F2 colours · F3 theme"


@dataclass(frozen=True, slots=True)
class Doorway:
    """How to get in: what to type, the host key's fingerprint, and a square code of the address, row by row."""

    port: int
    address: str
    fingerprint: str = ""
    code: tuple[str, ...] = ()

    def command(self, user: str = "room") -> str:
        """What to type for a seat."""
        port = "" if self.port == 22 else f"-p {self.port} "
        return f"ssh {port}{user}@{self.address}"


def door(title: str, brush: Brush) -> Frame:
    """Where a name is chosen; the box is the slot `text:0`, what is wrong with a name the slot `hand`."""
    box = brush.canvas()
    wide = min(brush.grid.inner, BOX)
    box.place(0, 0, text_box(brush, "", None, wide))
    box.slot("text:0", 0, 0, wide, 3)
    box.hit(0, 0, wide, 3, "text:0")
    header = Header("Footnote", "", ((title, brush.muted),) if width(title) + 14 <= brush.grid.inner else ())
    told = "Enter takes the name as it stands. Type another one, or press Tab for a new one."
    body = stacked(
        [
            Block(brush.prose(title, brush.muted), most=1, rank=2),
            Block(brush.prose("What shall the others call you?", brush.bold), 1, 2, 1),
            Block(box, 1, 1, 0),
            Block(brush.prose(told, brush.text), 1, 1, 3),
            Block(brush.prose("Everybody sees this name. The teacher can change it.", brush.faint), 0, 1, 4),
        ],
        room_for(header, brush.grid),
        brush.canvas(),
    )
    return framed(header, body, brush)


def door_pieces(frame: Frame, name: str, caret: int, told: str, brush: Brush) -> list[tuple[Slot, Canvas]]:
    """One student's name at the door, and what is said about it."""
    pieces: list[tuple[Slot, Canvas]] = []
    box, hand = frame.slot("text:0"), frame.slot("hand")
    if box is not None:
        pieces.append((box, text_box(brush, name, caret, box.width)))
    if hand is not None:
        line = brush.canvas(hand.width)
        line.put(
            0,
            0,
            told or f"Enter takes the name · {COLOURS}",
            brush.tone(brush.look.palette.warn) if told else brush.muted,
        )
        pieces.append((hand, line))
    return pieces


def lobby(public: PublicView, brush: Brush, wait: str = "Waiting for the teacher to begin.", keys: str = "") -> Frame:
    """Before the game, on a seat: who is there, what is waited for, and which keys lead on.

    The slot `own` is for name and code.
    """
    header = Header(public.title, "", ((counted(len(public.seats), "player"), brush.gold),))
    room = room_for(header, brush.grid)
    own = brush.canvas().grow(OWN_ROWS)
    own.slot("own", 0, 0, brush.grid.inner, OWN_ROWS)
    locked = "The room is locked. " if public.locked_room else ""
    head = brush.prose(f"{locked}{wait}", brush.muted)
    rows = max(room - OWN_ROWS - head.height - 2, 1)
    blocks = [Block(own), Block(head, 1), Block(names(public.seats, brush, rows), 1)]
    frame = framed(header, stacked(blocks, room, brush.canvas()), brush)
    slot = frame.slot("hand")
    if slot is None:
        return frame
    line = brush.canvas(slot.width)
    line.put(0, 0, keys or f"{COLOURS} · Ctrl-C leaves", brush.muted)
    return frame.over([(slot, line)])


def own_place(name: str, back: str, brush: Brush, wide: int) -> Canvas:
    """A student's own name, and how to come back."""
    canvas = brush.canvas(wide)
    canvas.put(0, 0, f"You are {name}." if width(name) + 9 <= wide else name, brush.bold)
    canvas.put(0, 1, "Should the line break, this takes your seat back:", brush.muted)
    canvas.lines(0, 2, wrap(back, wide)[:2], brush.gold)
    return canvas


def wall(public: PublicView, way: Doorway, brush: Brush, note: str = "") -> Frame:
    """Before the game, on the wall: what to type, large; the fingerprint; a code to point a phone at; who is there.

    `note` is what else everybody should know.
    """
    header = Header(public.title, "", ((counted(len(public.seats), "player"), brush.gold),))
    room = room_for(header, brush.grid)
    square = code(way.code, brush) if way.code else brush.canvas(0)
    beside = square.width and square.height <= room and brush.grid.inner - square.width - 3 >= 30
    text = brush.grid.inner - (square.width + 3 if beside else 0)
    said = brush.canvas()
    y = _typed(said, way, brush, text)
    if way.fingerprint:
        y = said.lines(
            0, y + 1, wrap("At the first visit ssh asks about this key. Say yes if it is:", text), brush.muted
        )
        y = said.lines(0, y, wrap(way.fingerprint, text), brush.text)
    if note:
        y = said.lines(0, y + 1, wrap(note, text), brush.gold)
    who = names(public.seats, brush, max(room - y - 1, 1), text)
    said.place(0, y + 1, who)
    if beside:
        said.place(brush.grid.inner - square.width, 0, square)
    return framed(header, said, brush)


def _typed(canvas: Canvas, way: Doorway, brush: Brush, wide: int) -> int:
    """What to type, as large as it fits, and always in plain letters as well."""
    command = way.command()
    y = canvas.lines(0, 0, wrap("Type this in a terminal:", wide), brush.muted)
    head, _, tail = command.rpartition(" ")
    for parts in ((command,), (head, tail)):
        drawn = [large(part) for part in parts]
        if all(one is not None and len(one[0]) <= wide for one in drawn):
            for one in drawn:
                y = canvas.lines(0, y + 1, one or (), brush.gold)
            y += 1
            break
    return canvas.lines(0, y, wrap(command, wide), brush.bold)


def code(rows: tuple[str, ...], brush: Brush) -> Canvas:
    """A square code, dark on light whatever the theme, with the light margin that readers need."""
    margin = 2
    wide = len(rows[0]) + 2 * margin
    blank = "." * wide
    padded = (*([blank] * margin), *(f"{'.' * margin}{row}{'.' * margin}" for row in rows), *([blank] * margin))
    canvas = brush.canvas(wide)
    if brush.look.colourless:
        # The terminal's own text colour is the light one on most; readers take the other way round as well.
        padded = tuple(row.translate(str.maketrans("#.", ".#")) for row in padded)
        ink = brush.base
    else:
        ink = style("#000000", "#FFFFFF")
    for y, row in enumerate(halves(padded)):
        canvas.put(0, y, row, ink)
    return canvas


def names(seats: Sequence[str], brush: Brush, rows: int, wide: int = 0) -> Canvas:
    """Who is there, the newest first, as many as there is room for, and how many more."""
    wide = wide or brush.grid.inner
    canvas = brush.canvas(wide)
    lines: list[list[str]] = [[]]
    used, shown = 0, 0
    for name in reversed(seats):
        need = width(name) + (3 if lines[-1] else 0)
        if lines[-1] and used + need > wide:
            if len(lines) == rows:
                break
            lines.append([])
            used, need = 0, width(name)
        lines[-1].append(name)
        used, shown = used + need, shown + 1
    hidden = len(seats) - shown
    while hidden and lines[-1] and sum(width(one) + 3 for one in lines[-1]) + width(f"{hidden} more") > wide:
        lines[-1].pop()
        hidden += 1
    if hidden:
        lines[-1].append(f"{hidden} more")
    for y, line in enumerate(lines):
        canvas.put(0, y, " · ".join(line), brush.text)
    return canvas
