"""Standings and the podium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.core.views import Row
from quiz.core.wording import bare_score, score_line
from quiz.scenes.beat import Beat
from quiz.scenes.brush import Block, Brush, stacked
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import width, wrap
from quiz.scenes.pixels import drawable, drawn, wide

EIGHTHS = " ▏▎▍▌▋▊▉"
MOVED = 6


def standing_body(rows: Sequence[Row], before: Sequence[Row], brush: Brush, beat: Beat, room: int) -> Canvas:
    """Everybody, best first, gliding from the places of `before`; of one player alone the score in pixels."""
    if len(rows) == 1:
        return alone_body(rows[0], brush, beat, room)
    old = {row.seat: row.rank for row in before}
    start = {row.seat: i for i, row in enumerate(before)}
    step = 2 if 2 * len(rows) <= room else 1
    canvas = brush.canvas().grow(len(rows) * step)
    share = beat.glide()
    places = {row.seat: round(start.get(row.seat, i) * (1 - share) + i * share) for i, row in enumerate(rows)}
    # Two rows may cross on their way; the one that climbs is seen.
    for row in sorted(rows, key=lambda row: -row.rank):
        _row(canvas, places[row.seat] * step, row, old.get(row.seat), rows, brush, beat)
    return canvas


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand. `bar` is 0, and `moved` False, where there is no room for them."""

    name: int
    bar_at: int
    bar: int
    score_end: int
    moved: bool


def columns(rows: Sequence[Row], brush: Brush) -> Columns:
    """Names and scores come first, then the bar, then who moved."""
    inner, name = brush.grid.inner, len(str(len(rows))) + 2
    names, scores = max(width(row.name) for row in rows), max(width(row.score) for row in rows)
    moved = name + names + 2 + scores + MOVED <= inner
    end = inner - (MOVED if moved else 0)
    bar_at = max(name + names + 2, inner * 3 // 10)
    bar = end - scores - 2 - bar_at
    return Columns(name, bar_at, bar if bar >= 8 else 0, end, moved)


def _row(canvas: Canvas, y: int, row: Row, old: int | None, rows: Sequence[Row], brush: Brush, beat: Beat) -> None:
    """One player: rank, name, bar, score, and how many places were won or lost."""
    palette, at, first = brush.look.palette, columns(rows, brush), row.rank == 1
    canvas.fill(0, y, brush.grid.inner, 1, brush.base)
    canvas.put(at.name - 2 - len(str(row.rank)), y, str(row.rank), brush.gold if first else brush.faint)
    canvas.put(at.name, y, row.name, brush.bold if first else brush.text)
    if at.bar:
        most = max((one.credit for one in rows), default=row.credit)
        share = float(row.credit / most) * beat.grow() if most else 0.0
        canvas.fill(at.bar_at, y, at.bar, 1, brush.look.on(palette.text, palette.card))
        _bar(canvas, at.bar_at, y, at.bar, share, palette.first if first else palette.bar, brush)
    canvas.put(at.score_end - width(row.score), y, row.score, brush.bold)
    if at.moved and beat.glide() >= 1:
        moved = 0 if old is None else old - row.rank
        sign, tone = ("▲", palette.right) if moved > 0 else ("▼", palette.wrong) if moved < 0 else ("·", palette.faint)
        canvas.put(at.score_end + 2, y, f"{sign}{abs(moved) or ''}", brush.tone(tone))


def _bar(canvas: Canvas, x: int, y: int, wide_as: int, share: float, colour: str, brush: Brush) -> None:
    """A bar to an eighth of a cell."""
    eighths = round(wide_as * 8 * share)
    whole, rest = divmod(eighths, 8)
    style = brush.look.on(colour, brush.look.palette.card)
    canvas.put(x, y, "█" * whole + (EIGHTHS[rest] if rest else ""), style)


def alone_body(row: Row, brush: Brush, beat: Beat, room: int) -> Canvas:
    """The score of one player, counting up."""
    points, _, bonus = bare_score(row.score).partition(" ")
    plain = points.replace(",", "")
    shown = str(round(int(plain) * beat.grow())) if plain.isdecimal() else points
    head = brush.canvas()
    if drawable(shown) and wide(shown) <= brush.grid.inner - 20:
        head.lines(0, 0, drawn(shown), brush.gold)
        x = wide(plain if drawable(plain) else shown) + 3
        head.put(x, 1, "points", brush.muted)
        head.put(x, 2, bonus, brush.gold)
    else:
        head.put(0, 0, f"{row.score} points", brush.bold)
    return stacked(
        [Block(head, most=max((room - 6) // 2, 0), rank=0), Block(brush.prose(score_line(row), brush.text), 1, 1)],
        room,
        brush.canvas(),
    )


def podium_body(rows: Sequence[Row], brush: Brush, beat: Beat, room: int) -> Canvas:
    """Third, second and first, rising in that sequence; names stand above their steps."""
    canvas, palette = brush.canvas().grow(room), brush.look.palette
    gap = 2
    wide_as = (brush.grid.inner - 2 * gap) // 3
    colours = {1: palette.first, 2: palette.silver, 3: palette.bronze}
    for place, column in ((1, 1), (2, 0), (3, 2)):
        if place > len(rows):
            continue
        row = rows[place - 1]
        top = max(room - 1 - max(len(wrap(one.name, wide_as)) for one in rows[:3]), 3)
        # Who share a rank stand at the same height.
        step = min(row.rank, 3)
        full = {1: top, 2: max(top * 2 // 3, 3), 3: max(top // 3, 3)}[step]
        high = round(full * beat.rise(place))
        if not high:
            continue
        x, y = column * (wide_as + gap), room - high
        style = brush.look.fill(colours[step])
        canvas.fill(x, y, wide_as, high, style)
        if high >= 4:
            canvas.lines(x + (wide_as - 3) // 2, y + 1, drawn(str(row.rank)), style)
        if high == full:
            name = wrap(row.name, wide_as)
            score = f"{row.score} points" if width(row.score) + 7 <= wide_as else row.score
            for i, line in enumerate(name):
                canvas.put(x + (wide_as - width(line)) // 2, y - 1 - len(name) + i, line, brush.bold)
            canvas.put(x + (wide_as - width(score)) // 2, y - 1, score, brush.gold if row.rank == 1 else brush.muted)
    return canvas
