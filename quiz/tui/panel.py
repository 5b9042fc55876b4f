"""The panel of findings beside a previewed question, and how the two share a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.core.wording import counted
from quiz.scenes.cells import shortened, wrap
from quiz.scenes.grid import Grid, grid_for
from quiz.tui.catalogue import told
from quiz.tui.library import Notice, Preview
from quiz.tui.widgets.reader import MEASURE, Line

BESIDE, WIDE, TALL = 40, 100, 24
"""How wide the panel beside a question is, from which width on it stands there, from which height on with a head."""
BAR = 1
"""The cell at the right that is kept for the bar that scrolls."""
BRIEF, FULL = 2, 10
"""How many rows it has below a question, and when there is to be more of it."""
LISTED = 60
"""How many findings are listed around the one that is told."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who stands where. `bars` are the rows of the head, and those of the keys; the sizes are columns and rows.

    `grid` is what the question is painted for, which may be higher than its room while the panel lies over it. The
    panel stands below the question, or `beside` it.
    """

    grid: Grid | None
    bars: int
    scene: tuple[int, int]
    panel: tuple[int, int]
    beside: bool = False


def arranged(width: int, height: int, *, more: bool, asked: bool, told: bool = True) -> Arrangement:
    """The arrangement in a terminal. `more` gives the panel another room than usual, none where it is beside.

    Without anything `asked` the panel has it all; without anything `told` it never has more than usual.
    """
    wide = width >= WIDE and height >= TALL
    bars = 2 if wide or not asked else 1 if height >= TALL else 0
    room = height - 2 * bars
    if not asked:
        return Arrangement(None, bars, (0, 0), (width, room))
    if wide:
        side = 0 if more else BESIDE
        return Arrangement(grid_for(width - side, room), bars, (width - side, room), (side, room), beside=True)
    grid = grid_for(width, room - BRIEF if bars else room)
    least = room - grid.height if grid is not None else 0
    low = max(least, FULL) if more and told else least
    return Arrangement(grid, bars, (width, room - low), (width, low))


def panel(preview: Preview, at: int) -> Iterator[Line]:
    """The finding `at` told in full; then the others, so that one sees how many are left."""
    notices = preview.notices
    if preview.survey.refused:
        yield Line(f"This file cannot be read as a pack: {preview.survey.refused}.", "warn")
        yield Line()
    if not notices:
        if not preview.survey.refused:
            yield Line("Checked, and nothing is wrong.", "quiet", 2, "✓", "right")
        return
    yield from finding(notices[at], f"{at + 1} of {len(notices)}")
    first = max(0, min(at - LISTED // 2, len(notices) - LISTED))
    if len(notices) == 1:
        return
    yield Line()
    if first:
        yield Line(f"{counted(first, 'finding')} before", "faint", 2)
    for place, notice in enumerate(notices[first : first + LISTED], first):
        row = told(notice)
        voice, lead = ("strong", "›") if place == at else ("faint", row.lead)
        yield Line(row.text, voice, 2, lead, row.lead_voice)
    left = len(notices) - first - LISTED
    if left > 0:
        yield Line(f"{counted(left, 'finding')} after", "faint", 2)


def finding(notice: Notice, count: str) -> Iterator[Line]:
    """A finding: where, which, what, how to mend it, and why it matters."""
    mark, voice = {"error": ("!", "wrong"), "warning": ("!", "warn")}.get(notice.severity, ("·", "quiet"))
    where = f"{notice.place} " if notice.place else ""
    yield Line(f"{where}{notice.severity} {notice.code} · {count}", "strong", 2, mark, voice)
    yield Line(notice.message, "plain", 2)
    if notice.fix:
        yield Line(f"fix: {notice.fix}", "gold", 2)
    if notice.why:
        yield Line(f"why: {notice.why}", "quiet", 2)


def brief(preview: Preview, at: int, width: int, height: int) -> Iterator[Line]:
    """The finding in the few rows that there are, the last of them for how to mend it."""
    notices = preview.notices
    if preview.survey.refused or not notices:
        yield from panel(preview, at)
        return
    notice = notices[at]
    row, room = told(notice), min(width - BAR, MEASURE) - 2
    fix = wrap(f"fix: {notice.fix}", room) if notice.fix else ()
    text = shortened(wrap(f"{at + 1} of {len(notices)} · {row.text}", room), max(height - bool(fix), 1), room)
    for place, one in enumerate(text):
        yield Line(one, "plain", 2, "" if place else row.lead, row.lead_voice)
    for one in shortened(fix, max(height - len(text), 1), room):
        yield Line(one, "gold", 2)
