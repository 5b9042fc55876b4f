"""The game table: from what everybody may see, a size and a moment to a frame. The one entry to all scenes.

`scene` paints the public part and knows no key before the reveal. `seat` adds one player's hand. At the end of a game
for one the sheet of that player takes the place of the podium.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from quiz.core.state import Phase
from quiz.core.views import PlayerView, PublicView, Row
from quiz.core.wording import Outline
from quiz.scenes.answers import remarks, reveal_body, told_of_all, why_rows
from quiz.scenes.beat import Beat, Motion, Stage
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Canvas, Frame
from quiz.scenes.cards import cover_body, title_body
from quiz.scenes.frames import Header, Part, framed, room_for
from quiz.scenes.hand import Hand, dealt
from quiz.scenes.questions import question_body
from quiz.scenes.standings import podium_body, standing_body
from quiz.scenes.summary import summary_body

LAST_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """What a scene needs beside the view: what is ahead, the standing before, rows for a hand's why, the scroll."""

    outline: Outline | None = None
    before: Sequence[Row] = ()
    why: int = 2
    scroll: int = 0


def scene(public: PublicView, brush: Brush, beat: Beat, setting: Setting | None = None) -> Frame:
    """The public part, with an empty hand."""
    setting = setting or Setting()
    header = header_of(public, brush, beat)
    body = _body(public, brush, beat, setting, room_for(header, brush.grid))
    return framed(header, body, brush, setting.scroll)


def seat(view: PlayerView, hand: Hand, brush: Brush, beat: Beat, setting: Setting | None = None) -> Frame:
    """A scene with one player's hand in it."""
    setting = replace(setting or Setting(), why=why_rows(remarks(view, brush), brush))
    public = view.public
    if public.phase is Phase.FINISHED and len(public.seats) == 1 and setting.outline is not None:
        header = header_of(public, brush, beat)
        body = summary_body(view, setting.outline, brush, beat, room_for(header, brush.grid))
        frame = framed(header, body, brush, setting.scroll)
    else:
        frame = scene(public, brush, beat, setting)
    return dealt(frame, view, hand, brush, beat)


def _body(public: PublicView, brush: Brush, beat: Beat, setting: Setting, room: int) -> Canvas:
    """The body of the phase."""
    match public.phase:
        case Phase.NEW | Phase.LOBBY:
            return brush.canvas() if setting.outline is None else cover_body(public, setting.outline, brush, room)
        case Phase.ROUND:
            part = public.round
            return brush.canvas() if part is None else title_body(part, setting.outline, brush, room)
        case Phase.OPEN | Phase.CLOSED | Phase.REVEALED:
            return _table(public, brush, beat, setting, room)
        case Phase.STANDING:
            return standing_body(public.standings, setting.before, brush, beat, room)
        case Phase.FINISHED:
            return podium_body(public.standings, brush, beat, room)
        case _:
            assert_never(public.phase)


def _table(public: PublicView, brush: Brush, beat: Beat, setting: Setting, room: int) -> Canvas:
    """A question, or its reveal once the held breath and the verdict are over."""
    question = public.question
    if question is None:
        return brush.canvas()
    shown = told_of_all(public)
    if shown is not None and beat.stage >= Stage.KEY:
        return reveal_body(question, shown, brush, beat, room, setting.why)
    there = Beat(motion=Motion.NONE) if public.reveal is not None else beat
    return question_body(question, brush, there, room)


def header_of(public: PublicView, brush: Brush, beat: Beat) -> Header:
    """Where in the game this is, and the clock while it runs."""
    part, question = public.round, public.question
    title = part.title if part and public.phase not in (Phase.LOBBY, Phase.FINISHED) else public.title
    aside = f"round {part.number} of {part.total}" if part and brush.grid.width > 60 else ""
    if public.phase is Phase.FINISHED:
        return Header(title, "", (("final", brush.gold),))
    if public.phase is Phase.STANDING and part and part.ahead:
        return Header(title, aside, (("standing so far", brush.faint),))
    if public.phase is Phase.STANDING and part:
        return Header(title, aside, (("after round ", brush.faint), (str(part.number), brush.bold)))
    if question is None:
        return Header(title, "" if public.phase is Phase.LOBBY else aside)
    count: list[Part] = [(str(question.place), brush.bold), (f" of {question.length}", brush.faint)]
    if question.weight != 1:
        count = [(f"worth {float(question.weight) * 1000:.0f}", brush.gold), ("   ", brush.base), *count]
    shown = public.reveal
    if shown is not None and shown.voided is None and len(public.seats) > 1 and beat.stage >= Stage.KEY:
        told: list[Part] = [(str(shown.right), brush.bold), (f" of {len(public.seats)} right   ", brush.faint)]
        return Header(title, aside, (*told, *count[-2:]))
    if public.paused:
        return Header(title, aside, (*count, ("  ", brush.base), ("paused", brush.gold)))
    if public.phase is not Phase.OPEN or beat.left is None or question.limit is None:
        return Header(title, aside, tuple(count))
    # While the question stands alone its time has not begun to run.
    left = min(beat.left, question.limit)
    share, colour = left / question.limit, clock_colour(left, question.limit, brush)
    clock = f"{-(-left // 1000):>3} s" if left > 0 else "waiting"
    tone = brush.bold if colour == brush.look.palette.muted else brush.tone(colour, bold=True)
    return Header(title, aside, (*count, ("  ", brush.base), (f"{clock:>5}", tone)), share, colour)


def clock_colour(left: int, limit: int, brush: Brush) -> str:
    """Muted, then gold from half the time on, warm from a quarter on, and the colour of wrong in the last seconds."""
    palette = brush.look.palette
    if left <= LAST_SECONDS * 1000:
        return palette.wrong
    return palette.warn if 4 * left <= limit else palette.gold if 2 * left <= limit else palette.muted
