"""What stands between questions: the cover of a game and the title of a round. Bodies for the page of `frames`."""

from __future__ import annotations

from quiz.core.views import PublicView, RoundView
from quiz.core.wording import Outline, counted, points_explained, promise
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import width, wrap
from quiz.scenes.pixels import drawn, wide


def cover_body(public: PublicView, outline: Outline, brush: Brush, room: int) -> Canvas:
    """What is played, in which rounds, how it counts, and what its footnotes can give."""
    total = sum(length for _, length in outline.rounds)
    whole = f"{counted(total, 'question')} in {counted(len(outline.rounds), 'round')}"
    rounds = brush.canvas()
    y = 0
    for number, (title, count) in enumerate(outline.rounds, 1):
        rounds.put(0, y, str(number), brush.gold)
        lines = wrap(title, brush.grid.measure - 18)
        rounds.lines(3, y, lines, brush.text)
        length = counted(count, "question")
        rounds.put(brush.grid.measure - width(length), y, length, brush.faint)
        y += len(lines)
    return stacked(
        [
            Block(brush.prose(public.title, brush.bold), most=2, rank=4),
            Block(brush.prose(whole, brush.muted)),
            Block(rounds, 1, 2, 0),
            Block(brush.prose(points_explained(public.scoring, timer=public.timer), brush.muted), 1, 2, 1),
            Block(short_rule(brush), 1, 2, 2),
            Block(brush.prose(promise(outline, total), brush.text, "¹ ", brush.gold)),
            Block(brush.prose(f"  seed {public.seed} · pack {public.digest[:12]}", brush.faint)),
        ],
        room,
        brush.canvas(),
    )


def short_rule(brush: Brush) -> Canvas:
    """The rule over a footnote."""
    canvas = brush.canvas()
    canvas.put(0, 0, "━" * 16, brush.gold)
    return canvas


def title_body(part: RoundView, outline: Outline | None, brush: Brush, room: int) -> Canvas:
    """The title of a round, its number in pixels, and how far the game is."""
    head = brush.canvas()
    number = str(part.number)
    indent = wide(number) + 4
    head.lines(0, 0, drawn(number), brush.gold)
    head.put(indent, 0, f"Round {part.number} of {part.total}", brush.muted)
    y = head.lines(indent, 1, wrap(part.title, brush.grid.measure - indent), brush.bold)
    head.put(indent, y, counted(part.length, "question"), brush.muted)
    bars = brush.canvas()
    step = min(8, (brush.grid.inner + 1) // part.total)
    for place in range(part.total if step > 1 else 0):
        done = place < part.number
        bars.put(place * step, 0, ("━" if done else "─") * (step - 1), brush.gold if done else brush.rule)
    blocks = [Block(head, most=max((room - 8) // 2, 0), rank=0), Block(bars, 1, 1)]
    if outline is not None:
        total = sum(length for _, length in outline.rounds)
        blocks.append(Block(brush.prose(promise(outline, total), brush.muted), 0, 1))
    return stacked(blocks, room, brush.canvas())
