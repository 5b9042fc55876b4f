"""What is said of players at the end besides who won: a title each, and the figure behind it."""

from __future__ import annotations

from quiz.core.views import PublicView
from quiz.core.wording import listed
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Canvas, Frame
from quiz.scenes.frames import Header, framed, room_for


def titles(public: PublicView, brush: Brush, scroll: int = 0) -> Frame:
    """The podium in three lines, then the titles."""
    header = Header(public.title, "", (("final", brush.gold),))
    first = brush.canvas()
    y = 0
    for row in public.standings[:3]:
        x = first.put(0, y, f"{row.rank}  ", brush.gold)
        y += first.place(x, y, brush.prose(f"{row.name} · {row.score}", brush.bold, room=brush.grid.inner - x)) - y
    blocks = [Block(first, most=1, rank=2)]
    titled = [_title(one.title, f"{listed(one.names)} · {one.figure}", brush) for one in public.superlatives]
    blocks += [Block(canvas, 1, 1, 1) for canvas in titled]
    return framed(header, stacked(blocks, room_for(header, brush.grid), brush.canvas()), brush, scroll)


def _title(title: str, told: str, brush: Brush) -> Canvas:
    """A title over whom it belongs to."""
    canvas = brush.canvas()
    below = canvas.place(0, 0, brush.prose(title, brush.gold))
    canvas.place(0, below, brush.prose(told, brush.text))
    return canvas
