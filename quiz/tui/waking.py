"""When the picture of a game changes by itself, so that nothing is painted while nothing moves. Pure."""

from __future__ import annotations

from types import MappingProxyType

from quiz.core.state import Phase
from quiz.scenes.beat import REVEAL_STEPS, Beat, Motion, quiet_from

TITLE_MS = 2500
"""How long the title of a round stands before its first question."""
_SCENES = MappingProxyType({Phase.OPEN: "question", Phase.REVEALED: "reveal", Phase.STANDING: "standing"})


def wake(phase: Phase, beat: Beat, tiles: int, frame_ms: int) -> int | None:
    """In how many ms the picture changes by itself; None when it stands still. Animation takes `frame_ms` steps.

    `tiles` is how many of them come in when a question opens.
    """
    if phase is Phase.ROUND:
        return None if beat.motion is Motion.NONE else max(TITLE_MS - beat.since, 1)
    scene = _SCENES.get(phase, "")
    if beat.motion is Motion.FULL and beat.since < quiet_from(scene, beat.options, tiles) and not beat.alone:
        return frame_ms
    waits = [when - beat.since for when in _steps(phase, beat, scene) if when > beat.since]
    if beat.left is not None and beat.left > 0:
        # The digit changes when a whole second is left.
        waits.append(beat.left % 1000 or 1000)
    return min(waits, default=None)


def _steps(phase: Phase, beat: Beat, scene: str) -> tuple[int, ...]:
    """When the scene changes without moving, in ms since it began."""
    if phase is Phase.OPEN:
        return (beat.options,)
    if beat.motion is Motion.NONE:
        return ()
    return REVEAL_STEPS if phase is Phase.REVEALED else (quiet_from(scene, 0, 0),)
