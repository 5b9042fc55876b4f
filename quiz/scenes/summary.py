"""The sheet of one player at the end: the result, a grid to share, and each miss with its answer and its source."""

from __future__ import annotations

from quiz.core.views import Past, PlayerView, accuracy
from quiz.core.wording import (
    GRID,
    Outline,
    by_round,
    by_source,
    counted,
    dated,
    ending,
    filled,
    grid_sign,
    paragraphs,
    raised,
    stem_of,
)
from quiz.scenes.beat import Beat
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import width, wrap
from quiz.scenes.standings import alone_body


def summary_body(view: PlayerView, outline: Outline, brush: Brush, beat: Beat, room: int) -> Canvas:
    """Everything that is said to a player when a game is over."""
    blocks = [
        Block(brush.prose(ending(view.public.reason), brush.muted), most=1, rank=3),
        Block(alone_body(view.row, brush, beat, 0), 1, 1),
        Block(result(view, brush), 0, 1, 0),
        Block(grid(view, outline, brush), 1, 2, 1),
    ]
    if view.misses:
        head = brush.canvas()
        head.put(0, 0, "━" * 16, brush.gold)
        head.put(0, 1, f"Missed: {counted(len(view.misses), 'question')}", brush.bold)
        blocks.append(Block(head, 1, 2, 2))
        blocks += [Block(missed(miss, brush), 1, 1) for miss in view.misses]
    return stacked(blocks, room, brush.canvas())


def result(view: PlayerView, brush: Brush) -> Canvas:
    """Accuracy, in words."""
    share = accuracy(view)
    if share is None:
        return brush.prose("No question was answered.", brush.text)
    return brush.prose(f"Accuracy: {round(100 * share)} %", brush.text)


def grid(view: PlayerView, outline: Outline, brush: Brush) -> Canvas:
    """A row of signs a round, to be read at a glance and passed on: it gives no answer away."""
    canvas, palette = brush.canvas(), brush.look.palette
    right, part, miss, _ = GRID
    tones = {right: palette.right, part: palette.warn, miss: palette.wrong}
    y = 0
    for (title, _), row in zip(outline.rounds, by_round(view.past, outline), strict=True):
        signs = [grid_sign(past) for past in row]
        x = canvas.spans(0, y, [(f"{one} ", brush.tone(tones.get(one, palette.faint), bold=True)) for one in signs])
        lines = wrap(title, max(brush.grid.measure - x - 2, 12))
        y = canvas.lines(x + 2, y, lines, brush.faint)
    canvas.put(0, y, f"{right} right  {part} part  {miss} miss", brush.faint)
    return canvas


def missed(miss: Past, brush: Brush) -> Canvas:
    """One miss under its footnote mark: the question, the answer, what was given, and where it is written."""
    canvas, mark = brush.canvas(), raised(miss.question.number)
    indent = width(mark) + 1
    room = brush.grid.measure - indent
    canvas.put(0, 0, mark, brush.gold)
    y = canvas.lines(indent, 0, wrap(stem_of(miss.question), room), brush.bold)
    key = f"Answer: {miss.reveal.key_text.rstrip('.')}."
    if miss.question.kind == "cloze":
        key = miss.reveal.reveal.claim or filled(miss.question, miss.reveal)
    y = canvas.lines(indent, y, wrap(key, room), brush.tone(brush.look.palette.right))
    given = f"{miss.answer.text.rstrip('.') or 'nothing chosen'}." if miss.answer else "no answer."
    y = canvas.lines(indent, y, wrap(f"You: {given}", room), brush.muted)
    for places in by_source(miss.reveal.reveal.citations):
        title = f"“{places[0].title}”, " if places[0].title else ""
        at = paragraphs(places)
        told = f"{places[0].source}, {title}{dated(places[0], why=False)}{f' · {at}' if at else ''}"
        y = canvas.lines(indent, y, wrap(told, room), brush.faint)
        if places[0].url:
            y = canvas.lines(indent, y, wrap(places[0].url, room), brush.faint)
    return canvas
