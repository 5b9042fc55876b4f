"""How many have chosen what, and what they have typed: for the host's desk."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from rich.style import Style

from quiz.core.given import Given, Mark
from quiz.core.host import HostView
from quiz.core.views import RevealView
from quiz.core.wording import counted
from quiz.scenes.brush import NONE, RIGHT, SHAPES, WRONG, Brush
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import cells, cut, width
from quiz.scenes.standings import EIGHTHS

CHIP, COUNT = 6, 4
SIGNS = MappingProxyType({Mark.NONE: "", Mark.RIGHT: RIGHT, Mark.NEAR: "≈", Mark.WRONG: WRONG})


def short(text: str, room: int) -> str:
    """A text in at most `room` cells."""
    plain, wide_as = cells(text)
    return plain if wide_as <= room else cut(plain, 0, max(room - 1, 0)).rstrip() + "…"


def bars(
    counts: Sequence[int], texts: Sequence[str], reveal: RevealView | None, brush: Brush, wide_as: int, rows: int
) -> Canvas:  # fmt: skip
    """How many chose what. Where `rows` do not suffice, text and bar share one; where they do, there are blank ones."""
    canvas, y, most = brush.canvas(wide_as), 0, max(counts, default=0)
    rights, loose = _rights(reveal), next((each for each in (2, 1) if (each + 1) * len(texts) <= rows), 0)
    for place, (text, count) in enumerate(zip(texts, counts, strict=False)):
        colour = brush.look.tile(place)
        chip = f" {chr(ord('A') + place)} {SHAPES[place] if place < len(SHAPES) else ' '} "
        canvas.put(0, y, chip, brush.look.fill(colour))
        right = place in rights
        style = brush.tone(brush.look.palette.right, bold=True) if right else brush.text
        label = f"{RIGHT} {text}" if right else text
        start = CHIP if loose else CHIP + (wide_as - CHIP - COUNT) * 3 // 5
        canvas.put(CHIP, y, short(label, wide_as - CHIP if loose else start - CHIP - 1), style)
        y += 1 if loose else 0
        _bar(canvas, start, y, wide_as - COUNT - start, count / most if most else 0.0, colour, brush)
        canvas.put(wide_as - width(str(count)), y, str(count), brush.bold)
        y += max(loose, 1)
    return canvas


def answered_rows(view: HostView) -> int:
    """How many rows `answered` takes where it has them."""
    return 2 + (1 + len(view.given) + bool(view.others) if view.given else 0)


def answered(view: HostView, brush: Brush, wide_as: int, rows: int) -> Canvas:
    """How many have answered a question that has no options to count, and as many of the texts as there are `rows` for.

    Where there are not enough, the bar goes without its word and stands close to the texts.
    """
    canvas, all_of, tight = brush.canvas(wide_as), len(view.roster), answered_rows(view) > rows
    share = len(view.locked) / all_of if all_of else 0.0
    y = 0
    if not (tight and view.given):
        canvas.put(0, 0, "answers", brush.muted)
        y = 1
    _bar(canvas, 0, y, wide_as - COUNT, share, brush.look.palette.bar, brush)
    canvas.put(wide_as - width(str(len(view.locked))), y, str(len(view.locked)), brush.bold)
    y += 1 if tight else 2
    shown = view.given[: max(rows - y, 0)]
    for down, one in enumerate(shown):
        _text(canvas, y + down, wide_as, one, brush)
    others, y = len(view.given) - len(shown) + view.others, y + len(shown)
    if others and y < rows:
        canvas.grow(y + 1)
        canvas.put(0, y, short(f"and {counted(others, 'other')}", wide_as), brush.faint)
    return canvas


def _text(canvas: Canvas, y: int, wide_as: int, one: Given, brush: Brush) -> None:
    """A text with its mark and in which gap it stood, and at the right end how many typed it."""
    palette, sign = brush.look.palette, SIGNS[one.mark]
    colours = {Mark.RIGHT: palette.right, Mark.NEAR: palette.warn, Mark.WRONG: palette.wrong}
    style: Style = brush.tone(colours[one.mark]) if one.mark in colours else brush.text
    canvas.grow(y + 1)
    x = canvas.put(0, y, f"{sign} " if sign else "", style)
    x = canvas.put(x, y, f"gap {one.gap}  " if one.gap else "", brush.muted)
    canvas.put(x, y, short(one.text or f"{NONE} left empty", wide_as - COUNT - x - 1), style)
    canvas.put(wide_as - width(str(one.count)), y, str(one.count), brush.bold)


def _rights(reveal: RevealView | None) -> tuple[int, ...]:
    """The places of the right options, once they are out."""
    if reveal is None:
        return ()
    return reveal.key if reveal.truth is None else (0 if reveal.truth else 1,)


def _bar(canvas: Canvas, x: int, y: int, wide_as: int, share: float, colour: str, brush: Brush) -> None:
    """A bar to an eighth of a cell."""
    card = brush.look.palette.card
    canvas.fill(x, y, wide_as, 1, brush.look.on(brush.look.palette.text, card))
    whole, rest = divmod(round(wide_as * 8 * share), 8)
    canvas.put(x, y, "█" * whole + (EIGHTHS[rest] if rest else ""), brush.look.on(colour, card))
