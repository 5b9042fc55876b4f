"""One player's own sheet at the end of a game for many: what they missed, the sources, and how to practise it."""

from __future__ import annotations

from quiz.core.views import PlayerView
from quiz.core.wording import Outline, at_home
from quiz.scenes.beat import Beat
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Canvas, Frame
from quiz.scenes.cells import wrap
from quiz.scenes.frames import Header, framed, room_for
from quiz.scenes.summary import summary_body


def again(view: PlayerView, outline: Outline, brush: Brush) -> Canvas:
    """How to play the same questions at home."""
    head, told = at_home(view.public, outline)
    canvas = brush.canvas()
    canvas.lines(0, canvas.place(0, 0, brush.prose(head, brush.faint)), wrap(told, brush.grid.measure), brush.muted)
    return canvas


def sheet(
    view: PlayerView, outline: Outline, brush: Brush, scroll: int = 0, other: str = "the podium", note: str = ""
) -> Frame:
    """The whole sheet, `note` first; of a long one the part from `scroll` on. `other` is what Enter shows instead."""
    header = Header(view.name, "", (("your own sheet", brush.gold),))
    made = summary_body(view, outline, brush, Beat(), room_for(header, brush.grid))
    blocks = [Block(brush.prose(note, brush.gold))] if note else []
    blocks += [Block(made, 1 if note else 0), Block(again(view, outline, brush), 1)]
    body = stacked(blocks, 0, brush.canvas())
    frame = framed(header, body, brush, scroll)
    slot = frame.slot("hand")
    if slot is None:
        return frame
    line = brush.canvas(slot.width)
    line.put(0, 0, f"Enter shows {other} · Ctrl-C leaves", brush.muted)
    return frame.over([(slot, line)])
