"""What a place where the app runs can do. The app asks nobody else: not the environment, not the operating system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.scenes.beat import Motion
from quiz.scenes.look import Depth


@dataclass(frozen=True, slots=True)
class Capabilities:
    """A terminal as the app may use it.

    `local` says that the program runs on the player's own machine: only then may it save pictures, open addresses,
    be suspended, and answer signals of its process. `depth` is how many colours the terminal shows, `motion` the most
    that may move on the line to it.
    """

    local: bool = False
    depth: Depth = Depth.TRUE
    motion: Motion = Motion.FULL

    def depth_for(self, chosen: Depth | None) -> Depth:
        """How many colours to show, given what the player chose; None leaves it to the terminal."""
        return self.depth if chosen is None else chosen

    def motion_for(self, chosen: Motion) -> Motion:
        """How much moves, given what the player chose."""
        order = tuple(Motion)
        return order[max(order.index(chosen), order.index(self.motion))]


def depth_of(environment: Mapping[str, str], *, windows: bool = False) -> Depth:
    """How many colours a terminal shows, by what it says of itself.

    `NO_COLOR` counts when it is not empty (no-color.org). On Windows a console that says nothing shows all colours.
    """
    term = environment.get("TERM", "").casefold()
    if environment.get("NO_COLOR") or term in ("dumb", "unknown"):
        return Depth.NONE
    if environment.get("COLORTERM", "").casefold() in ("truecolor", "24bit") or term.endswith("-direct"):
        return Depth.TRUE
    if "256" in term or term.startswith(("kitty", "xterm-kitty", "alacritty", "wezterm", "foot", "xterm-ghostty")):
        return Depth.CUBE
    return Depth.TRUE if windows else Depth.ANSI
