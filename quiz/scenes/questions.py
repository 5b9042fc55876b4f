"""The body of an open question, as everybody sees it. Nothing here can depend on the key, for no view holds it.

What a player does is laid over it by the hand, into the slots `tile:0`, `left:0`, `text:0`.
"""

from __future__ import annotations

from quiz.core.views import QuestionView
from quiz.core.wording import raised, stem_of
from quiz.scenes.beat import Beat
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import width, wrap
from quiz.scenes.entry import TEXTUAL
from quiz.scenes.fields import left_cell, number_box, right_cell, text_box
from quiz.scenes.tiles import Tile, clipped, painted, rows_for

HEIGHTS = (11, 9, 7, 5, 3, 1)
GUTTER = 2
MANY = 4


def question_body(question: QuestionView, brush: Brush, beat: Beat, room: int) -> Canvas:
    """Stem and options in the loosest form that fits `room` rows, else in the tightest one, however high that is."""
    head = Block(stem(question, brush), most=1, rank=1)
    if question.kind == "match":
        return stacked([head, Block(columns(question, brush, beat, room), 1, 2, 0)], room, brush.canvas())
    if question.kind in TEXTUAL:
        boxes = entry_boxes(question, brush, beat)
        return stacked([head, *(Block(box, 0 if i else 1, 1 if i else 2, i) for i, box in enumerate(boxes))], room,
                       brush.canvas())  # fmt: skip
    fits = (
        height for height in heights(question, brush) if head.canvas.height + 1 + rows(question, brush, height) <= room
    )
    height = next(fits, 1)
    return stacked([head, Block(tiles(question, brush, beat, height), 1, 2, 0)], room, brush.canvas())


def stem(question: QuestionView, brush: Brush) -> Canvas:
    """What is asked, in bold, with its footnote mark in gold."""
    mark = raised(question.number)
    canvas = brush.canvas()
    lines = wrap(stem_of(question) + mark, brush.grid.measure)
    canvas.lines(0, 0, (*lines[:-1], lines[-1].removesuffix(mark)), brush.bold)
    canvas.put(width(lines[-1].removesuffix(mark)), len(lines) - 1, mark, brush.gold)
    return canvas


def option_texts(question: QuestionView) -> tuple[str, ...]:
    """What stands on the tiles."""
    return ("True", "False") if question.kind == "true_false" else question.options


def heights(question: QuestionView, brush: Brush) -> list[int]:
    """The heights of tiles to try, the largest first. More than four options are never large."""
    most = brush.grid.tile if len(option_texts(question)) <= MANY else 3
    return [height for height in HEIGHTS if height <= most]


def tile_width(brush: Brush) -> int:
    """The cells of a tile in its column."""
    return (brush.grid.inner - GUTTER * (brush.grid.columns - 1)) // brush.grid.columns


def rows(question: QuestionView, brush: Brush, height: int) -> int:
    """How many rows the tiles take together when each is at least `height` high."""
    each = [rows_for(Tile(i, text), brush, tile_width(brush), height) for i, text in enumerate(option_texts(question))]
    return sum(max(each[i : i + brush.grid.columns]) for i in range(0, len(each), brush.grid.columns))


def tiles(question: QuestionView, brush: Brush, beat: Beat, height: int) -> Canvas:
    """The tiles in their columns, each as far as it has come in."""
    canvas, columns_, wide = brush.canvas(), brush.grid.columns, tile_width(brush)
    all_of = [Tile(place, text) for place, text in enumerate(option_texts(question))]
    y = 0
    for first in range(0, len(all_of), columns_):
        row = all_of[first : first + columns_]
        high = max(rows_for(tile, brush, wide, height) for tile in row)
        for column, tile in enumerate(row):
            x = column * (wide + GUTTER)
            share = beat.tile(tile.place)
            if share > 0:
                made = painted(tile, brush, wide, high, low=height)
                canvas.place(x, y, made if share >= 1 else clipped(made, round(wide * share)))
            canvas.grow(y + high)
            canvas.slot(f"tile:{tile.place}", x, y, wide, high, height)
            canvas.hit(x, y, wide, high, f"tile:{tile.place}")
        y += high
    return canvas


def entry_boxes(question: QuestionView, brush: Brush, beat: Beat) -> list[Canvas]:
    """The boxes to type into, one for each gap."""
    boxes = []
    for place in range(max(len(question.parts) - 1, 1)):
        made = entry_box(question, brush, place, "", None)
        box = Canvas(made.width, made.base).grow(made.height)
        if beat.tile(place) > 0:
            box.place(0, 0, made)
        box.slot(f"text:{place}", 0, 0, made.width, made.height)
        box.hit(0, 0, made.width, made.height, f"text:{place}")
        boxes.append(box)
    return boxes


def entry_box(
    question: QuestionView, brush: Brush, place: int, text: str, caret: int | None, colour: str = ""
) -> Canvas:
    """The box of one text with what has been typed into it; with a `colour` it is flooded."""
    if question.kind == "number":
        return number_box(brush, text, caret, question.unit or ("a year" if question.year else ""), colour)
    label = f"{place + 1}" if len(question.parts) > 2 else ""
    return text_box(brush, text, caret, min(brush.grid.inner, 60), label, colour)


def columns(question: QuestionView, brush: Brush, beat: Beat, room: int) -> Canvas:
    """The two columns of a match side by side."""
    canvas, inner = brush.canvas(), brush.grid.inner
    left_wide = (inner - GUTTER) // 2
    right_at = left_wide + GUTTER
    y = 0
    if any(question.headings):
        heads = [wrap(text, wide) for text, wide in zip(question.headings, (left_wide, inner - right_at), strict=True)]
        canvas.lines(4, 0, heads[0], brush.muted)
        y = max(y, canvas.lines(right_at + 6, 0, heads[1], brush.muted), len(heads[0]))
    lefts = [left_cell(brush, question, i, None, left_wide, lit=False) for i in range(len(question.lefts))]
    rights = [right_cell(brush, question, i, inner - right_at) for i in range(len(question.options))]
    loose = 2 * max(len(lefts), len(rights)) + 6 <= room
    for name, cells, x, wide in (("left", lefts, 0, left_wide), ("tile", rights, right_at, inner - right_at)):
        row = y
        for place, cell in enumerate(cells):
            if beat.tile(place) > 0:
                canvas.place(x, row, cell)
            canvas.grow(row + cell.height)
            if name == "left":
                canvas.slot(f"left:{place}", x, row, wide, cell.height)
            canvas.hit(x, row, wide, cell.height, f"{name}:{place}")
            row += cell.height + (1 if loose else 0)
    return canvas
