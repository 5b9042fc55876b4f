"""One player's own sheet at the end of a game for many: what they missed, the sources, and how to practise it."""

from __future__ import annotations

from quiz.core.views import PlayerView
from quiz.core.wording import Outline
from quiz.scenes.beat import Beat
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Frame
from quiz.scenes.frames import Header, framed, room_for
from quiz.scenes.summary import summary_body


def sheet(view: PlayerView, outline: Outline, brush: Brush, scroll: int = 0, other: str = "the podium") -> Frame:
    """The whole sheet; of a long one the part from `scroll` on. `other` is what Enter shows instead."""
    header = Header(view.name, "", (("your own sheet", brush.gold),))
    room = room_for(header, brush.grid)
    body = summary_body(view, outline, brush, Beat(), room)
    again = brush.prose(f"To practise with the same pack: {_again(view, outline)}", brush.faint)
    body = stacked([Block(body), Block(again, 1, 2)], room, brush.canvas())
    frame = framed(header, body, brush, scroll)
    slot = frame.slot("hand")
    if slot is None:
        return frame
    line = brush.canvas(slot.width)
    line.put(0, 0, f"Enter shows {other} · Ctrl-C leaves", brush.muted)
    return frame.over([(slot, line)])


def _again(view: PlayerView, outline: Outline) -> str:
    """The command that draws the same questions again; the pack is whoever made it's to give."""
    length = max((count for _, count in outline.rounds), default=1)
    return f"quiz play PACK --seed {view.public.seed} --rounds {len(outline.rounds)} --length {length}"
