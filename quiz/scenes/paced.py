"""What stands between questions where each plays alone: how one stands so far, and that one is done.

Shared as all scenes are: the score is in the slot `own`. No line of anybody else is here.
"""

from __future__ import annotations

from dataclasses import replace

from quiz.core.state import Phase
from quiz.core.views import PublicView, Row
from quiz.scenes.beat import Beat
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Canvas, Frame
from quiz.scenes.frames import Header, framed, room_for
from quiz.scenes.standings import alone_body
from quiz.scenes.table import header_of

OWN_ROWS = 7


def pause(public: PublicView, told: str, brush: Brush) -> Frame:
    """The end of a round, or of all of them before the deadline. `told` is what comes next, in lines."""
    header = header_of(public, brush, Beat())
    if public.phase is Phase.FINISHED:
        header = replace(Header(public.title), right=(("done", brush.gold),))
    own = brush.canvas().grow(OWN_ROWS)
    own.slot("own", 0, 0, brush.grid.inner, OWN_ROWS)
    room = room_for(header, brush.grid)
    blocks = [Block(own, most=max((room - 10) // 2, 0), rank=0)]
    text = brush.canvas()
    for line in told.splitlines():
        text.place(0, text.height, brush.prose(line, brush.muted))
    blocks.append(Block(text, 1, 2, 1))
    return framed(header, stacked(blocks, room, brush.canvas()), brush)


def own_score(row: Row, brush: Brush) -> Canvas:
    """The score of one player, for the slot `own`."""
    return alone_body(row, brush, Beat(), OWN_ROWS)
