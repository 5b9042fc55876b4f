"""Whatever is done to them, memory and SQLite agree."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from quiz.core.events import Event
from quiz.stores.base import Conflict, EventLog
from quiz.stores.memory import MemoryLog
from quiz.stores.sqlite import SqliteLog
from tests.stores.samples import game

NAMES = st.sampled_from(["a", "b", "ü"])
BATCHES = st.lists(st.sampled_from(game()), max_size=4)


def attempt(log: EventLog, name: str, expected: int, events: list[Event]) -> object:
    """What an append answers, the conflict included."""
    try:
        return log.append(name, expected, events)
    except Conflict as clash:
        return clash.game, clash.expected, clash.actual


class Agreement(RuleBasedStateMachine):
    """The same calls to both; the SQLite one is also closed and opened again."""

    def __init__(self) -> None:
        """Two empty logs."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "h.db"
        self.memory = MemoryLog(str)
        self.sqlite = SqliteLog(self.path, str)

    @rule(name=NAMES, skew=st.sampled_from([0, 0, 0, -1, 1, 7]), events=BATCHES)
    def append(self, name: str, skew: int, events: list[Event]) -> None:
        """At the right version mostly, at a wrong one sometimes."""
        expected = len(self.memory.read(name)) + skew
        assert attempt(self.sqlite, name, expected, events) == attempt(self.memory, name, expected, events)

    @rule(name=NAMES, after=st.integers(-1, 12))
    def read(self, name: str, after: int) -> None:
        """From any place."""
        assert self.sqlite.read(name, after) == self.memory.read(name, after)

    @rule()
    def reopen(self) -> None:
        """Nothing depends on the open file."""
        self.sqlite.close()
        self.sqlite = SqliteLog(self.path, str)

    @invariant()
    def listings_agree(self) -> None:
        """The listing, after every step."""
        assert self.sqlite.games() == self.memory.games()

    def teardown(self) -> None:
        """Leave no file behind."""
        self.sqlite.close()
        self.folder.cleanup()


TestAgreement = Agreement.TestCase
