"""How much one client may ask for: budgets that refill with time, and when too much for too long ends a session.

Time is handed in, in seconds of any clock that never goes back.
"""

from __future__ import annotations

from dataclasses import dataclass

KEYS_A_SECOND, KEYS_AT_ONCE = 30.0, 60.0
"""What a hand can press."""
SIZES_A_SECOND, SIZES_AT_ONCE = 200.0, 400.0
"""Beyond this a client that says it was resized is not resized but broken."""
BYTES_A_SECOND, BYTES_AT_ONCE = 16384.0, 65536.0
"""What is read of a connection: whatever a client sends faster waits with the client."""
BYTES_A_READ = 2048
"""How much is read at once. All of it is worked through before anybody else is heard: it is some 40 of the smallest
messages, and of an honest client a handshake takes two or three reads."""
BYTES_A_MESSAGE = 4096
"""What a client may type in one message. It is told so, and one that sends more is no terminal: a message is worked
through at once, however many reads it came in."""
FLOOD_SECONDS, FLOOD_GAP = 5.0, 2.0
"""How long a budget may be overdrawn without a pause before the session ends, and what counts as a pause."""


@dataclass(slots=True)
class Bucket:
    """A budget of `burst` that refills with `rate` a second."""

    rate: float
    burst: float
    left: float = -1.0
    at: float = 0.0

    def take(self, now: float, amount: float = 1.0) -> bool:
        """Take `amount` if it is there."""
        self._refill(now)
        if self.left < amount:
            return False
        self.left -= amount
        return True

    def empty(self, now: float) -> bool:
        """Whether there is nothing to take."""
        self._refill(now)
        return self.left < 1

    def owe(self, now: float, amount: float) -> float:
        """Take `amount` whether it is there or not, and give the seconds until the debt is paid."""
        self._refill(now)
        self.left -= amount
        return max(-self.left / self.rate, 0.0)

    def _refill(self, now: float) -> None:
        """What time has given since the last look."""
        if self.left == -1.0 and self.at == 0.0:
            self.left = self.burst
        else:
            self.left = min(self.left + (now - self.at) * self.rate, self.burst)
        self.at = now


@dataclass(slots=True)
class Flood:
    """Since when a budget is overdrawn again and again."""

    since: float | None = None
    last: float = 0.0

    def dropped(self, now: float) -> bool:
        """Something was dropped; whether that has now gone on for too long."""
        if self.since is None or now - self.last > FLOOD_GAP:
            self.since = now
        self.last = now
        return now - self.since >= FLOOD_SECONDS
