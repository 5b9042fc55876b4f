"""What everybody may see at one moment, and the frames of it, each painted once for all who need that one."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from quiz.core.state import Phase
from quiz.core.views import PublicView, Row
from quiz.core.wording import Outline
from quiz.scenes.beat import BREATH, GLIDE, GLIDE_WAIT, REVEALED, RISE, STAGGER, STEP, TILE, VERDICT, Beat, Motion
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.lobby import Doorway, door, lobby, wall
from quiz.scenes.paced import pause
from quiz.scenes.table import Setting, scene
from quiz.scenes.titles import titles
from quiz.serve.terminal import Piece

TILES_IN = STAGGER * 8 + TILE
TITLES = 12_000
"""When the podium gives way to the titles, in ms."""

MOST_FRAMES, MOST_PIECES = 256, 4096
"""How many a moment keeps: some last for days, and texts that are typed differ."""

BEGIN = "Enter begins · Ctrl+S leaves a question out"
"""What a student can do in the lobby where each plays alone, and later."""


class Kind(NamedTuple):
    """Which frame of a moment: `table`, `lobby`, `wall`, `door` or `pause`; rows kept for a why, rows scrolled by."""

    name: str = "table"
    why: int = 2
    scroll: int = 0


def steps_of(phase: Phase) -> tuple[tuple[int, int], ...]:
    """When a scene changes by itself, in ms since it began, and the moment of its rhythm that is shown from then on.

    Frames are for many, so that a scene takes steps and does not move between them.
    """
    match phase:
        case Phase.REVEALED:
            return (0, 0), (BREATH, BREATH), (BREATH + VERDICT, REVEALED)
        case Phase.STANDING:
            return (0, 0), (GLIDE_WAIT, GLIDE_WAIT + GLIDE)
        case Phase.FINISHED:
            return (0, 0), (STEP, STEP), (2 * STEP, 2 * STEP + RISE), (TITLES, TITLES)
        case _:
            return ((0, 0),)


def beat_of(public: PublicView, since: int, now: int) -> Beat:
    """The step of the rhythm `since` ms after the scene began, at `now` ms of the game."""
    question = public.question
    if public.phase is Phase.OPEN and question is not None:
        alone = now < question.begins
        left = None if question.deadline is None else max(question.deadline - now, 0)
        # Within a second the clock shows the same, so that the frame is the same.
        left = None if left is None else -(-left // 1000) * 1000
        return Beat(0 if alone else question.lead + TILES_IN, left, Motion.BASIC, max(question.lead, 1))
    if public.phase is Phase.CLOSED:
        return Beat(TILES_IN, None, Motion.BASIC)
    shown = next(moment for start, moment in reversed(steps_of(public.phase)) if since >= start or start == 0)
    return Beat(shown, None, Motion.BASIC)


def next_change(public: PublicView, since: int, now: int) -> int | None:
    """In how many ms the picture changes by itself; None when it stands still."""
    question = public.question
    if public.phase is Phase.OPEN and question is not None and not public.paused:
        waits = [question.begins - now] if now < question.begins else []
        if question.deadline is not None and question.deadline > now >= question.begins:
            waits.append((question.deadline - now) % 1000 or 1000)
        return min(waits, default=None)
    later = [start - since for start, _ in steps_of(public.phase) if start > since]
    return min(later, default=None)


@dataclass(slots=True)
class Moment:
    """A public view at a step of its rhythm. Frames and pieces are kept as long as it is, up to a number.

    `note` is what everybody is told where each plays alone: until when, or what comes next.
    """

    public: PublicView
    beat: Beat
    outline: Outline
    way: Doorway
    before: tuple[Row, ...] = ()
    note: str = ""
    _frames: dict[tuple[Kind, str, str, int], Frame] = field(default_factory=dict)
    _pieces: dict[Hashable, list[Piece]] = field(default_factory=dict)

    def frame(self, kind: Kind, brush: Brush) -> Frame:
        """The frame of this kind for this look and size."""
        key = (kind, brush.look.name, brush.look.depth.value, brush.grid.width)
        found = self._frames.get(key)
        if found is None:
            if len(self._frames) >= MOST_FRAMES:
                self._frames.clear()
            found = self._frames[key] = self._painted(kind, brush)
        return found

    def pieces(self, key: Hashable) -> list[Piece] | None:
        """Pieces that somebody else has made for the same answer already."""
        return self._pieces.get(key)

    def keep(self, key: Hashable, pieces: list[Piece]) -> list[Piece]:
        """Keep pieces for whoever has the same answer."""
        if len(self._pieces) >= MOST_PIECES:
            self._pieces.clear()
        self._pieces[key] = pieces
        return pieces

    def _painted(self, kind: Kind, brush: Brush) -> Frame:
        """Paint it."""
        match kind.name:
            case "door":
                return door(self.public.title, brush)
            case "lobby":
                return lobby(self.public, brush, self.note, BEGIN) if self.note else lobby(self.public, brush)
            case "wall":
                return wall(self.public, self.way, brush, self.note)
            case "pause":
                return pause(self.public, self.note, brush)
        public = self.public
        if public.phase is Phase.FINISHED and self.beat.since >= TITLES and public.superlatives:
            return titles(public, brush, kind.scroll)
        if public.standings:
            # Of a thousand lines those that can be seen are painted.
            public = replace(public, standings=public.standings[: brush.grid.body[1]])
        before = self.before[: brush.grid.body[1]]
        return scene(public, brush, self.beat, Setting(self.outline, before, kind.why, kind.scroll))
