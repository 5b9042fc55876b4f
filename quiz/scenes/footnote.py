"""The footnote of a reveal, as a printed page has it: a short rule, the mark, and under it where it is written."""

from __future__ import annotations

from quiz.core.items import Citation, Reveal
from quiz.core.views import QuestionView, RevealView
from quiz.core.wording import by_source, dated, filled, raised, where, witnesses
from quiz.scenes.beat import Beat, Stage
from quiz.scenes.brush import DISSENT, NO_WITNESS, WITNESS, Brush
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import shortened, width, wrap

RULE = 16


def footnote(question: QuestionView, shown: RevealView, brush: Brush, beat: Beat, *, loose: bool) -> Canvas:
    """The short gold rule, the mark, and under it claim, quotation, source, witnesses and dissent."""
    canvas, told = brush.canvas(), shown.reveal
    share = beat.unfold() if beat.stage is Stage.NOTE else 0.0
    if share > 0:
        canvas.put(0, 0, "━" * max(round(RULE * min(share * 2, 1.0)), 1), brush.gold)
    mark = raised(question.number)
    texts = [text for text in (told.claim, told.explain) if text] or [filled(question, shown)]
    indent, y = width(mark) + 1, 1
    canvas.grow(1)
    canvas.put(0, y, mark, brush.gold)
    for number, text in enumerate(filter(None, texts)):
        style = brush.bold if number == 0 else brush.text
        y = canvas.lines(indent, y, wrap(text, brush.grid.measure - indent), style)
    y = _sources(canvas, y, indent, told, brush, loose=loose)
    if share < 1:
        return _folded(canvas, share)
    return canvas


def footnote_within(question: QuestionView, shown: RevealView, brush: Brush, rows: int) -> Canvas:
    """The footnote in at most `rows`: whole where it fits, else why it is so and in which text that stands."""
    whole = footnote(question, shown, brush, Beat(), loose=False)
    if whole.height <= rows:
        return whole
    canvas, told, mark = brush.canvas(), shown.reveal, raised(question.number)
    indent = width(mark) + 1
    room = brush.grid.measure - indent
    texts = wrap(told.explain or told.claim or filled(question, shown), room)
    source = _outlet_lines(told.citations[0], room) if told.citations and rows > 2 else ()
    source = shortened(source, max(rows // 2, rows - len(texts)), room)
    texts = shortened(texts, rows - len(source), room)
    canvas.put(0, 0, mark if texts else "", brush.gold)
    y = canvas.lines(indent, 0, texts, brush.text)
    canvas.lines(indent, y, source, brush.muted)
    return canvas


def _folded(canvas: Canvas, share: float) -> Canvas:
    """As many rows as have opened; the rest is kept free."""
    kept = Canvas(canvas.width, canvas.base)
    kept.place(0, 0, canvas, 0, round(canvas.height * share))
    return kept.grow(canvas.height)


def _sources(canvas: Canvas, y: int, indent: int, told: Reveal, brush: Brush, *, loose: bool) -> int:
    """What is quoted, from where, how many say so, and who says otherwise."""
    look, room = brush.look, brush.grid.measure - indent
    if not told.citations:
        return canvas.lines(indent, y, wrap("Written by hand; the pack gives no source.", room), brush.muted)
    for places in by_source(told.citations):
        for place in places:
            y = _quoted(canvas, y, indent, place, brush)
        y += loose
        y = _outlet(canvas, y, indent, places[0], brush)
    count, words = witnesses(told)
    beads = WITNESS * min(count, 5) + NO_WITNESS * max(3 - count, 0)
    lines = wrap(words, room - width(beads) - 1)
    canvas.put(indent, y, beads, brush.gold)
    y = canvas.lines(indent + width(beads) + 1, y, lines, brush.muted)
    for text in told.dissent:
        y += loose
        canvas.put(indent, y, DISSENT, brush.tone(look.palette.warn))
        y = canvas.lines(indent + 2, y, wrap(text, room - 2), brush.muted)
    return y


def _quoted(canvas: Canvas, y: int, indent: int, place: Citation, brush: Brush) -> int:
    """A fragment in quotation marks, and where it stands."""
    room = brush.grid.measure - indent
    quote, at = f"“{place.fragment}”", where(place)
    if not place.fragment:
        return canvas.lines(indent, y, wrap(at, room), brush.faint) if at else y
    lines = wrap(quote, room)
    canvas.lines(indent, y, lines, brush.look.on(brush.look.palette.gold, italic=True))
    y += len(lines) - 1
    behind = indent + width(lines[-1]) + 1
    if not at or behind + width(at) <= indent + room:
        canvas.put(behind, y, at, brush.faint)
        return y + 1
    return canvas.lines(indent, y + 1, wrap(at, room), brush.faint)


def _outlet(canvas: Canvas, y: int, indent: int, place: Citation, brush: Brush) -> int:
    """Which text it is: outlet in bold, then author, title and date."""
    room = brush.grid.measure - indent
    lines = _outlet_lines(place, room)
    canvas.lines(indent, y, lines, brush.muted)
    first = wrap(place.source, room)
    if lines[0].startswith(first[0]):
        canvas.put(indent, y, first[0], brush.look.on(brush.look.palette.text, bold=True))
    return y + len(lines)


def _outlet_lines(place: Citation, room: int) -> tuple[str, ...]:
    """The same as bare text."""
    title = f"“{place.title}”" if place.title else ""
    rest = ", ".join(p for p in (place.author if place.author != place.source else "", title, dated(place)) if p)
    return wrap(f"{place.source}, {rest}", room)
