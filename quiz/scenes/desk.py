"""The host's desk: what the class sees in short, with what only the host may see: the answers so far, and whose.

Nothing of it depends on the key before the reveal, for no view holds the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.style import Style

from quiz.core.host import HostView, RosterRow, Step
from quiz.core.state import Phase
from quiz.core.views import QuestionView, Row
from quiz.core.wording import bare_score, counted, stem_of
from quiz.scenes.beat import Beat
from quiz.scenes.brush import RIGHT, Brush
from quiz.scenes.canvas import Canvas, Frame
from quiz.scenes.cells import shortened, width, wrap
from quiz.scenes.footnote import footnote_within
from quiz.scenes.frames import framed, room_for
from quiz.scenes.pace import Pace
from quiz.scenes.pixels import drawn, wide
from quiz.scenes.questions import option_texts
from quiz.scenes.table import header_of
from quiz.scenes.tallies import answered, answered_rows, bars, short

LOCKED, WAITING, AWAY = "■", "□", "×"
PLAY = frozenset((Phase.OPEN, Phase.CLOSED, Phase.REVEALED))
BEFORE = frozenset((Phase.NEW, Phase.LOBBY))
GAP = 3
LEAST_RIGHT = 22
"""The cells of a name and its mark."""
LARGE = 17
"""From how many rows on the count is drawn large."""
BETWEEN = " · "
TEXTS = 5
"""How many rows of what was typed stay beside the footnote."""
PODIUM = "Students see the podium; Enter shows their own sheets."
SHEETS = "Students see their own sheets; Enter shows the podium."
Keys = Sequence[tuple[str, str]]
Line = tuple[str, Style, str]
"""A name, its style, and what stands at the right end of its line."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What the desk shows beside the view.

    `command` and `fingerprint` are how to join. `present` are the seats that are connected. With `standing` the scores
    take the place of who has answered, from row `scroll` on. `said` is what is going on, in the colour of a warning
    with `warns`. `keys` are words for what there is to press, and what a click on them does. `pace` is there where each
    plays alone.
    """

    command: str = ""
    fingerprint: str = ""
    present: frozenset[str] = frozenset()
    standing: bool = False
    scroll: int = 0
    said: str = ""
    warns: bool = False
    keys: Keys = ()
    pace: Pace | None = None


def desk(view: HostView, aside: Aside, brush: Brush, left: int | None = None) -> Frame:
    """The desk, with `left` ms on the clock. `more` of the frame counts the names above and below what is seen."""
    public, grid = view.public, brush.grid
    header = header_of(public, brush, Beat(left=left))
    if public.phase in BEFORE:
        header = replace(header, right=((counted(len(public.seats), "player"), brush.gold),))
    room = room_for(header, grid)
    body = brush.canvas().grow(room)
    panels = room - (3 if room >= LARGE else 2)
    right = max(LEAST_RIGHT, grid.inner // 3)
    body.place(0, 0, _left(view, aside, brush, grid.inner - right - GAP, panels), 0, panels)
    people, more = _right(view, aside, brush, right, panels)
    body.place(grid.inner - right, 0, people, 0, panels)
    _foot(body, room, view, aside, brush)
    frame = framed(header, body, brush)
    slot = frame.slot("hand")
    if slot is not None:
        frame = frame.over([(slot, key_line(fitting(aside.keys, grid.inner)[0], brush))])
    return replace(frame, more=more)


def going_on(view: HostView, pace: Pace | None) -> bool:
    """Whether a game is on: it has begun and is not over. Where each plays alone it begins with the room."""
    return view.public.phase is not Phase.FINISHED and (pace is not None or view.public.phase not in BEFORE)


def fitting(keys: Keys, room: int) -> tuple[Keys, Keys]:
    """Keys that fit into `room` cells, and those that do not, taken from the end; the last one, help, always stays."""
    shown, rest = list(keys), list[tuple[str, str]]()
    while len(shown) > 1 and _length(shown) > room:
        rest.insert(0, shown.pop(-2))
    return shown, rest


def key_line(keys: Keys, brush: Brush) -> Canvas:
    """What there is to press. A click on it presses."""
    canvas, x = Canvas(max(_length(keys), 1), brush.base).grow(1), 0
    for place, (words, action) in enumerate(keys):
        x = canvas.put(x, 0, BETWEEN if place else "", brush.faint)
        canvas.hit(x, 0, width(words), 1, action)
        x = canvas.put(x, 0, words, brush.muted)
    return canvas


def _length(keys: Keys) -> int:
    """How long a line of keys is."""
    return sum(width(words) + len(BETWEEN) for words, _ in keys) - len(BETWEEN)


def _foot(body: Canvas, room: int, view: HostView, aside: Aside, brush: Brush) -> None:
    """What is going on, and what Space does."""
    inner, warn = brush.grid.inner, brush.tone(brush.look.palette.warn)
    said = aside.said or ("Time stands still." if view.public.paused else _state(view))
    body.put(0, room - 2, short(said, inner), warn if aside.warns else brush.gold)
    if aside.pace is not None and view.public.phase is not Phase.FINISHED:
        _until(body, room, aside.pace, aside, brush, free=not said)
        return
    if view.next is Step.NOTHING:
        own = SHEETS if aside.pace is not None else PODIUM
        body.put(0, room - 1, short(own, inner), brush.muted)
        return
    x = body.put(0, room - 1, "Space", brush.tone(brush.look.palette.gold, bold=True))
    body.put(x + 2, room - 1, view.next.value, brush.text)
    x += 2 + width(view.next.value)
    body.hit(0, room - 1, x, 1, "next")
    _more_keys(body, x + GAP, room - 1, aside, brush)


def _until(body: Canvas, room: int, pace: Pace, aside: Aside, brush: Brush, *, free: bool) -> None:
    """How long it goes on where each plays alone. Keys that have no room beside that stand below it, where a row is
    `free`."""
    inner = brush.grid.inner
    line, rest = short(pace.line(), inner), fitting(aside.keys, inner)[1]
    below = bool(rest) and free and _length(rest) > inner - width(line) - GAP
    body.put(0, room - (2 if below else 1), line, brush.text)
    if below:
        body.place(0, room - 1, key_line(fitting(rest, inner)[0], brush))
    else:
        _more_keys(body, width(line) + GAP, room - 1, aside, brush)


def _state(view: HostView) -> str:
    """That the game is over; or that the question in play does not count, until the reveal says so."""
    if view.public.phase is Phase.FINISHED:
        return "The game is over."
    asked, last = view.public.question, view.opened[-1] if view.opened else None
    if asked is None or view.public.reveal is not None or last is None or last.voided is None:
        return ""
    return f"It does not count. {last.voided}"


def _more_keys(body: Canvas, x: int, y: int, aside: Aside, brush: Brush) -> None:
    """Keys that the last line has no room for, at the right end of another line."""
    inner = brush.grid.inner
    keys = list(fitting(aside.keys, inner)[1])
    while keys and _length(keys) > inner - x:
        keys.pop()
    if keys:
        body.place(inner - _length(keys), y, key_line(keys, brush))


# -- what is asked, or how to join


def _left(view: HostView, aside: Aside, brush: Brush, wide_as: int, room: int) -> Canvas:
    """The left part of the desk, by phase."""
    public, canvas = view.public, brush.canvas(wide_as)
    if public.phase in BEFORE:
        return _join(view, aside, brush, canvas)
    if public.question is not None:
        return _question(view, public.question, brush, canvas, room)
    if public.phase in (Phase.STANDING, Phase.FINISHED):
        return _standing(view, brush, canvas, room)
    if public.round is not None:
        y = canvas.lines(0, 0, wrap(public.round.title, wide_as), brush.bold)
        canvas.put(0, y + 1, counted(public.round.length, "question"), brush.muted)
    return canvas


def _join(view: HostView, aside: Aside, brush: Brush, canvas: Canvas) -> Canvas:
    """What students type, and what their client will show them."""
    y = canvas.lines(0, 0, wrap("Students type", canvas.width), brush.muted)
    y = canvas.lines(0, y, wrap(aside.command, canvas.width), brush.tone(brush.look.palette.gold, bold=True))
    y = canvas.lines(0, y + 1, wrap("and say yes to the key with this fingerprint", canvas.width), brush.muted)
    y = canvas.lines(0, y, wrap(aside.fingerprint, canvas.width), brush.text)
    if view.public.locked_room:
        told = "The room is locked: nobody new comes in."
        canvas.lines(0, y + 1, wrap(told, canvas.width), brush.tone(brush.look.palette.warn))
    return canvas


def _question(view: HostView, question: QuestionView, brush: Brush, canvas: Canvas, room: int) -> Canvas:
    """The question, the answers so far, and once it is out the right one."""
    wide_as, reveal = canvas.width, view.public.reveal
    notes = _notes(view, brush, wide_as)
    stem = wrap(stem_of(question), wide_as)
    texts = option_texts(question) if view.counts else ()
    free = room - len(stem) - 1
    rows, need = free - len(notes) - 1, 2 * len(texts) if texts else answered_rows(view)
    if reveal is None and need > rows and (need <= free or not texts):
        # What is asked, chosen and typed comes before a remark.
        rows, notes = min(need, free), []
    under = brush.canvas(wide_as)
    if reveal is not None:
        # The options keep a row each, and so do the commonest texts; the rest is for why it is so.
        least = len(texts) or min(need, TEXTS)
        margins = replace(brush.grid, width=wide_as + 2 * brush.grid.margin)
        under = footnote_within(question, reveal, Brush(brush.look, margins), rows - least - 1)
        rows -= under.height + 1 if under.height else 0
    tally = bars(view.counts, texts, reveal, brush, wide_as, rows) if texts else answered(view, brush, wide_as, rows)
    below = under.height + 1 if under.height else 0
    space = max(room - tally.height - 1 - (len(notes) + 1 if notes else 0) - below, 1)
    y = canvas.lines(0, 0, shortened(stem, space, wide_as), brush.bold)
    y = canvas.place(0, y + (1 if y + tally.height + len(notes) + below < room else 0), tally)
    if notes and y + len(notes) + below < room:
        y += 1
    for text, style in notes:
        y = canvas.lines(0, y, (text,), style)
    if under.height:
        canvas.place(0, y + (1 if y + under.height < room else 0), under)
    return canvas


def _notes(view: HostView, brush: Brush, wide_as: int) -> list[tuple[str, Style]]:
    """What is said below the answers, in rows."""
    public, palette = view.public, brush.look.palette
    reveal = public.reveal
    if reveal is None:
        told = "The right answer stays hidden here until you reveal it."
        return [(text, brush.faint) for text in wrap(told, wide_as)[:2]]
    rows: list[tuple[str, Style]] = []
    if not view.counts:
        right = brush.tone(palette.right, bold=True)
        rows = [(text, right) for text in wrap(f"{RIGHT} {reveal.key_text}", wide_as)[:3]]
    if reveal.voided is None:
        told = f"{reveal.right} right of {counted(reveal.answered, 'answer')}"
        return [*rows, (short(told, wide_as), brush.muted)]
    told = f"It does not count. {reveal.voided}"
    rows += [(text, brush.tone(palette.warn)) for text in wrap(told, wide_as)[:3]]
    return rows


def _standing(view: HostView, brush: Brush, canvas: Canvas, room: int) -> Canvas:
    """How everybody stands, as the class sees it: titles and teams, then players as far as there is room."""
    public = view.public
    lines: list[Line] = [
        ("final" if public.phase is Phase.FINISHED else "the class sees the standing", brush.muted, "")
    ]
    lines += [(f"{one.title}: {', '.join(one.names)}", brush.text, one.figure) for one in public.superlatives]
    for team in public.teams:
        lines.append((f"{team.rank:>2}  {team.team}", brush.gold, counted(len(team.members), "player")))
    lines += [("", brush.text, ""), *_scores(public.standings, brush)]
    for y, line in enumerate(lines[:room]):
        _line(canvas, 0, y, canvas.width, line, brush)
    return canvas


# -- who is there


def _right(view: HostView, aside: Aside, brush: Brush, wide_as: int, room: int) -> tuple[Canvas, tuple[int, int]]:
    """How many have answered, and who has not; or how everybody stands. With the lines above and below."""
    canvas = brush.canvas(wide_as)
    if aside.standing:
        canvas.put(0, 0, "standings", brush.muted)
        lines, columns, y = _scores(view.standings, brush), 1, 2
    else:
        y = _heading(canvas, view, aside, brush, room)
        lines = [_person(row, view, aside, brush) for row in _sorted(view, aside.pace)]
        widest = max((width(name) + (width(tail) + 1 if tail else 0) for name, _, tail in lines), default=0)
        columns = max((wide_as + 2) // (widest + 2), 1) if len(lines) > room - y else 1
    return canvas, _window(canvas, y, room, lines, columns, aside.scroll, brush)


def _heading(canvas: Canvas, view: HostView, aside: Aside, brush: Brush, room: int) -> int:
    """How many have answered or joined, and how many are away. Gives the row below."""
    playing = view.public.phase in PLAY
    number, rest = (len(view.locked), f"of {len(view.roster)}") if playing else (len(view.roster), "")
    word = "answered" if playing else "here" if view.public.phase not in BEFORE else "joined"
    if aside.pace is not None and view.public.phase is not Phase.FINISHED:
        done = sum(aside.pace.done.get(row.seat, 0) >= aside.pace.total for row in view.roster)
        number, rest, word = done, f"of {len(view.roster)}", "done"
    away = sum(row.seat not in aside.present for row in view.roster)
    if room >= LARGE and wide(str(number)) + 2 + width(rest) <= canvas.width:
        canvas.put(0, 0, word, brush.muted)
        canvas.lines(0, 1, drawn(str(number)), brush.gold)
        canvas.put(wide(str(number)) + 2, 3, rest, brush.muted)
        y = 4
    else:
        x = canvas.put(0, 0, str(number), brush.tone(brush.look.palette.gold, bold=True))
        canvas.put(x + 1, 0, f"{rest} {word}".strip(), brush.muted)
        y = 1
    if away:
        canvas.put(0, y, f"{away} away, seat kept" if away == 1 else f"{away} away, seats kept",
                   brush.tone(brush.look.palette.warn))  # fmt: skip
        y += 1
    return y + 1


def _sorted(view: HostView, pace: Pace | None) -> list[RosterRow]:
    """Those who are waited for first; before the game whoever came last."""
    if pace is not None:
        return sorted(view.roster, key=lambda row: pace.done.get(row.seat, 0))
    if view.public.phase in BEFORE:
        return list(reversed(view.roster))
    return sorted(view.roster, key=lambda row: row.locked) if view.public.phase in PLAY else list(view.roster)


def _person(row: RosterRow, view: HostView, aside: Aside, brush: Brush) -> Line:
    """Mark and name."""
    tail = "" if aside.pace is None else aside.pace.of(row.seat)
    if row.seat not in aside.present:
        return f"{AWAY} {row.name}", brush.tone(brush.look.palette.warn), tail
    if view.public.phase not in PLAY:
        return f"  {row.name}", brush.text, tail
    if row.locked:
        return f"{LOCKED} {row.name}", brush.tone(brush.look.palette.right), ""
    return f"{WAITING} {row.name}", brush.text, ""


def _scores(rows: Iterable[Row], brush: Brush) -> list[Line]:
    """Places, names and scores, best first."""
    ranked = sorted(rows, key=lambda row: row.rank)
    return [
        (f"{row.rank:>2}  {row.name}", brush.bold if row.rank == 1 else brush.text, bare_score(row.score))
        for row in ranked
    ]


def _window(
    canvas: Canvas, y: int, room: int, lines: Sequence[Line], columns: int, scroll: int, brush: Brush
) -> tuple[int, int]:
    """As many lines as there is room for from `scroll` on, and how many rows are above and below."""
    rows, space = -(-len(lines) // columns), max(room - y, 1)
    if rows > space:
        space = max(space - 1, 1)
    above = min(max(scroll, 0), max(rows - space, 0))
    below = max(rows - space - above, 0)
    each = (canvas.width + 2) // columns - 2
    for place, line in enumerate(lines[above * columns : (above + space) * columns]):
        down, across = divmod(place, columns)
        _line(canvas, across * (each + 2), y + down, each, line, brush)
    if above or below:
        parts = [f"↑ {above}"] * bool(above) + [f"↓ {below}"] * bool(below)
        canvas.put(0, y + space, short(f"{'  '.join(parts)} more", canvas.width), brush.muted)
    return above, below


def _line(canvas: Canvas, x: int, y: int, wide_as: int, line: Line, brush: Brush) -> None:
    """A text, and another one at the right end."""
    text, style, tail = line
    tail = short(tail, wide_as // 2)
    canvas.grow(y + 1)
    canvas.put(x, y, short(text, wide_as - (width(tail) + 1 if tail else 0)), style)
    canvas.put(x + wide_as - width(tail), y, tail, brush.muted)
