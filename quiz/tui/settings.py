"""What the player has chosen: one typed file, read when the program starts and written when a choice changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth

Profile = Literal["fair", "kahoot", "flat"]
MOST = 50
"""The most rounds, and the most questions in a round."""
OPENED = 50
"""How many opened packs are remembered."""


@dataclass(frozen=True, slots=True)
class Game:
    """The game that was set up last. `title` is that of its pack, as it was when the game was set up."""

    pack: str = "aurus"
    title: str = ""
    rounds: int = 3
    length: int = 5
    scoring: Profile = "fair"


@dataclass(frozen=True, slots=True)
class Settings:
    """`theme` is the name of a look. `time` stretches the limits of a game; None plays without a clock.

    `depth` is how many colours to show; None asks the terminal. `bell` rings the terminal's bell with the verdict.
    `host` is the room that was set up last, apart from `game`.
    `opened` are the paths of packs that were opened in the library, the last one first.
    """

    theme: str = "ink"
    motion: Motion = Motion.FULL
    time: Fraction | None = Fraction(1)
    bell: bool = False
    depth: Depth | None = None
    game: Game = field(default_factory=Game)
    opened: tuple[str, ...] = ()
    host: Game = field(default_factory=Game)
