"""The rhythm of a game: what is seen when. Pure: milliseconds in, steps and shares out.

After a question opens it stands alone for its reading time, then the options come in one after the other. After an
answer is locked there is a held breath, then the pick takes its verdict, then the right answer floods, then the
footnote opens. `full` moves, `basic` takes the same steps without moving, `none` shows the end at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

TILE, STAGGER = 280, 70
BREATH, VERDICT, FLOOD, UNFOLD = 600, 400, 250, 250
GROW, STEP, RISE = 500, 1000, 500
GLIDE_WAIT, GLIDE = 800, 400


class Motion(StrEnum):
    """How much moves."""

    FULL = "full"
    BASIC = "basic"
    NONE = "none"


class Stage(IntEnum):
    """How far a reveal has come."""

    BREATH = 0
    VERDICT = 1
    KEY = 2
    NOTE = 3


@dataclass(frozen=True, slots=True)
class Beat:
    """A moment: `since` ms after the scene began, `left` ms until the public deadline (None without one).

    `options` is when the options of a question appear, in ms since it opened.
    """

    since: int = 1_000_000
    left: int | None = None
    motion: Motion = Motion.NONE
    options: int = 0

    @property
    def alone(self) -> bool:
        """Whether a question stands without its options."""
        return self.motion is not Motion.NONE and self.since < self.options

    @property
    def stage(self) -> Stage:
        """How far the reveal has come."""
        if self.motion is Motion.NONE or self.since >= BREATH + VERDICT + FLOOD:
            return Stage.NOTE
        if self.since >= BREATH + VERDICT:
            return Stage.KEY
        return Stage.VERDICT if self.since >= BREATH else Stage.BREATH

    def tile(self, place: int) -> float:
        """How much of option `place` is there, from 0 to 1."""
        return self._share(self.options + STAGGER * place, TILE)

    def flood(self) -> float:
        """How far the right answer has flooded."""
        return self._share(BREATH + VERDICT, FLOOD)

    def unfold(self) -> float:
        """How far the footnote has opened."""
        return self._share(BREATH + VERDICT + FLOOD, UNFOLD)

    def grow(self) -> float:
        """How far bars and counters have grown."""
        return self._share(0, GROW)

    def glide(self) -> float:
        """How far the rows of a standing have moved from their old places to the new ones."""
        return self._share(GLIDE_WAIT, GLIDE)

    def rise(self, rank: int) -> float:
        """How high step `rank` of the podium has risen: third, second, first."""
        return self._share(STEP * (3 - min(rank, 3)), RISE)

    def _share(self, start: int, length: int) -> float:
        """Cubic ease-out from 0 to 1; without full motion a step from one to the other."""
        if self.motion is Motion.NONE:
            return 1.0
        if self.motion is Motion.BASIC:
            return 1.0 if self.since >= start else 0.0
        passed = min(max((self.since - start) / length, 0.0), 1.0)
        return 1 - (1 - passed) ** 3


REVEALED = BREATH + VERDICT + FLOOD + UNFOLD
"""When a reveal has come to its end."""
REVEAL_STEPS = (BREATH, BREATH + VERDICT, BREATH + VERDICT + FLOOD, REVEALED)
"""When a reveal takes its next step, in ms since the answer was locked."""


def quiet_from(scene: str, options: int, tiles: int) -> int:
    """When a scene stops moving by itself, in ms since it began."""
    ends = {
        "question": options + STAGGER * max(tiles - 1, 0) + TILE,
        "reveal": REVEALED,
        "standing": GLIDE_WAIT + GLIDE,
        "podium": 2 * STEP + RISE,
    }
    return ends.get(scene, GROW)
