"""What is typed and what is paired: entry boxes, gaps, and the left entries of a match."""

from __future__ import annotations

from quiz.core.views import QuestionView
from quiz.core.wording import letter
from quiz.scenes.brush import SHAPES, Brush
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import cut, width, wrap
from quiz.scenes.pixels import drawable, drawn, wide

DIGITS_WIDE, CHIP = 30, 5


def boxed(brush: Brush, wide_as: int, height: int, *, lit: bool = False, colour: str = "") -> Canvas:
    """An empty entry box; `lit` is the one that keys go to. With a `colour` it is flooded."""
    look, canvas = brush.look, brush.canvas(wide_as)
    if look.outlined:
        line = look.on(colour or (look.palette.gold if lit else look.palette.muted), bold=lit or bool(colour))
        sign = "═" if colour else "─"
        corners = "╔╗║╚╝" if colour else "┌┐│└┘"
        canvas.put(0, 0, corners[0] + sign * (wide_as - 2) + corners[1], line)
        for row in range(1, height - 1):
            canvas.put(0, row, corners[2], line)
            canvas.put(wide_as - 1, row, corners[2], line)
        canvas.put(0, height - 1, corners[3] + sign * (wide_as - 2) + corners[4], line)
        return canvas
    body = colour or look.palette.raised
    canvas.fill(0, 0, wide_as, 1, look.on(body), "▄")
    canvas.fill(0, 1, wide_as, height - 2, look.on(look.palette.text, body))
    canvas.fill(0, height - 1, wide_as, 1, look.on(body), "▀")
    return canvas


def text_box(brush: Brush, text: str, caret: int | None, wide_as: int, label: str = "", colour: str = "") -> Canvas:
    """A box of three rows with `text` in it and the caret where keys go; of a long text the part around the caret."""
    look = brush.look
    canvas = boxed(brush, wide_as, 3, lit=caret is not None, colour=colour)
    body = look.fill(colour) if colour else look.on(look.palette.text, look.palette.raised, bold=True)
    muted = look.on(look.palette.muted, look.palette.raised)
    x = canvas.put(2, 1, label, body if colour else muted) + 1 if label else 2
    room = wide_as - x - 3
    before, after = (text, "") if caret is None else (text[:caret], text[caret:])
    skipped = max(width(before) - room + 1, 0)
    shown = cut(before, skipped, width(before))
    x = canvas.put(x, 1, shown, body)
    if caret is not None:
        mark = look.on(look.palette.page, look.palette.gold) if not look.colourless else look.fill("")
        sign = after[:1] or " "
        x = canvas.put(x, 1, sign if width(sign) else " ", mark)
        after = after[1:]
    canvas.put(x, 1, cut(after, 0, max(wide_as - 2 - x, 0)), body)
    return canvas


def number_box(brush: Brush, text: str, caret: int | None, unit: str, colour: str = "") -> Canvas:
    """A number as it is typed, in pixels where it fits, with its unit beside it."""
    look, inner = brush.look, brush.grid.inner
    beside = width(unit) + 3 if unit and width(unit) + 3 + DIGITS_WIDE <= inner else 0
    room = min(DIGITS_WIDE if beside else inner, inner - beside)
    if (drawable(text) and wide(text) > room - 6) or (text and not drawable(text)):
        # As high as the box of pixels that it takes the place of, so that nothing of that stays.
        canvas = brush.canvas(inner - beside)
        canvas.fill(0, 0, inner - beside, 5, brush.base)
        canvas.place(0, 1, text_box(brush, text, caret, inner - beside, colour=colour))
        middle = 2
    else:
        canvas = boxed(brush, room, 5, lit=caret is not None, colour=colour)
        style = look.fill(colour) if colour else look.on(look.palette.text, look.palette.raised)
        gold = look.on(look.palette.gold, look.palette.raised) if not look.colourless else look.on("", bold=True)
        end = 3
        for row, line in enumerate(drawn(text) if text else (), 1):
            end = max(end, canvas.put(3, row, line, style))
        if caret is not None:
            for row in (1, 2, 3):
                canvas.put(min(end + 1, room - 2), row, "█", gold)
        middle = 2
    if not beside:
        return canvas
    whole = brush.canvas()
    whole.place(0, 0, canvas)
    whole.put(canvas.width + 2, middle, unit, brush.muted)
    return whole


def left_cell(brush: Brush, question: QuestionView, left: int, right: int | None, wide_as: int, *, lit: bool) -> Canvas:
    """A left entry of a match with the letter that it was given."""
    look, canvas = brush.look, brush.canvas(wide_as)
    lines = wrap(question.lefts[left], wide_as - 4 - CHIP - 2)
    body = look.on(look.palette.text, look.palette.raised if lit else look.palette.page, bold=lit)
    canvas.fill(0, 0, wide_as, len(lines), body)
    number = look.on(look.palette.gold if lit else look.palette.muted, look.palette.raised if lit else "", bold=lit)
    canvas.put(1, 0, f"{left + 1}", number)
    canvas.lines(4, 0, lines, body)
    if right is None:
        blank = look.on(look.palette.muted, look.palette.raised if lit else look.palette.page)
        canvas.put(wide_as - CHIP, 0, "  ·  ", blank)
    else:
        canvas.put(wide_as - CHIP, 0, chip_text(right), look.fill(look.tile(right)))
    return canvas


def chip_text(place: int) -> str:
    """Letter and shape of a place in five cells."""
    shape = SHAPES[place] if place < len(SHAPES) else ""
    return f" {letter(place)} {shape} " if shape else f"  {letter(place)}  "


def right_cell(brush: Brush, question: QuestionView, place: int, wide_as: int) -> Canvas:
    """A right entry of a match behind its chip."""
    look, canvas = brush.look, brush.canvas(wide_as)
    canvas.put(0, 0, chip_text(place), look.fill(look.tile(place)))
    canvas.lines(CHIP + 1, 0, wrap(question.options[place], wide_as - CHIP - 1), brush.text)
    return canvas
