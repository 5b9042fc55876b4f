"""When a Space at the desk is meant for what is seen: a hand that has just pressed another key is often not done.

Whoever skips a question and presses Space to go on would close the next one, which a skip has opened already. So for a
moment after a step that Space did not ask for, Space takes none. Pure: seconds come in from the desk's clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.core.host import HostView, Step
from quiz.core.state import Phase

MOMENT = 1.0
"""For how many seconds Space takes no step."""
TOLD = 3.0
"""For how many seconds it is said that one was not taken."""
NEVER = float("-inf")
Stage = tuple[Phase, int, bool]


def stage_of(view: HostView) -> Stage:
    """What tells one step from the next: names and answers that come in are none."""
    return view.public.phase, len(view.opened), view.public.paused


@dataclass(frozen=True, slots=True)
class Habit:
    """What the desk showed last, since when it is new to the host, and when a Space was last let go by.

    `stage` is None before a room has told anything; `asked` counts the steps that Space has asked the room for.
    """

    stage: Stage | None = None
    since: float = NEVER
    let_go: float = NEVER
    asked: int = 0

    def heard(self, view: HostView, now: float) -> Habit:
        """The room has told something. What Space asked for, a question that closes, and the end are no surprise."""
        stage = stage_of(view)
        if stage == self.stage:
            return self
        closed = self.stage is not None and stage == (Phase.CLOSED, self.stage[1], False)
        known = self.stage is None or self.asked > 0 or closed or view.next is Step.NOTHING
        return Habit(stage, NEVER if known else now)

    def holds(self, now: float) -> bool:
        """Whether a Space would not be meant for what is seen."""
        return now - self.since < MOMENT

    def pressed(self, now: float) -> Habit:
        """Space is pressed: it is let go by, or it asks for the next step."""
        return replace(self, let_go=now) if self.holds(now) else replace(self, asked=self.asked + 1, let_go=NEVER)

    def refused(self) -> Habit:
        """What Space asked for once does not come."""
        return replace(self, asked=max(self.asked - 1, 0))

    def tells(self, now: float) -> bool:
        """Whether to say that a Space was let go by."""
        return now - self.let_go < TOLD
