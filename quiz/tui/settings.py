"""What the player has chosen: one typed file, read when the program starts and written when a choice changes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth


@dataclass(frozen=True, slots=True)
class Settings:
    """`theme` is the name of a look. `time` stretches the limits of a game; None plays without a clock.

    `depth` is how many colours to show; None asks the terminal. `bell` rings the terminal's bell with the verdict.
    """

    theme: str = "ink"
    motion: Motion = Motion.FULL
    time: Fraction | None = Fraction(1)
    bell: bool = False
    depth: Depth | None = None
