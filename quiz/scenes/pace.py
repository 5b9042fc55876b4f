"""How far everybody is where each plays alone, for the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pace:
    """How it goes where each plays alone: until when, in s since 1970 and in words; how long that is, in ms.

    `done` is how many of `total` questions each seat has behind it.
    """

    until: int | None = None
    told: str = ""
    left: int | None = None
    total: int = 0
    done: Mapping[str, int] = field(default_factory=dict)

    def of(self, seat: str) -> str:
        """How far a seat is."""
        return f"{self.done.get(seat, 0)} of {self.total}"

    def line(self) -> str:
        """Until when, and how long that is."""
        if self.left is None:
            return "Everybody at their own pace, until you end it."
        return f"Until {self.told}: {span_told(self.left)} left."


def span_told(ms: int) -> str:
    """A time in the two largest of days, hours, minutes and seconds."""
    seconds = -(-ms // 1000)
    parts = [(seconds // 86400, "d"), (seconds // 3600 % 24, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s")]
    first = next((place for place, (count, _) in enumerate(parts) if count), len(parts) - 1)
    return " ".join(f"{count} {unit}" for count, unit in parts[first : first + 2])
