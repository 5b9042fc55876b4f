"""Lines that come late, and lines that cannot come any more."""

from __future__ import annotations

import io
import os
import pty
from dataclasses import replace

import pytest

from quiz.core.plan import Rules
from quiz.core.state import Phase
from quiz.plain.console import StreamConsole
from quiz.plain.player import Player
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.memory import MemoryLog
from tests.games import StillClock, plan
from tests.plain.transcripts import streams


class SlowClock(StillClock):
    """A clock by which every look takes 30 seconds."""

    def now_ms(self) -> int:
        """Later than ever before."""
        self.now += 30_000
        return self.now


def test_a_timed_game_can_be_played_without_haste() -> None:
    """Each line comes late; it counts all the same, and the reader is told so."""
    timed = replace(plan(), rules=Rules(timer=True))
    game = SoloGame.start(MemoryLog(), "g", SlowClock(), SeededChance(7), timed)
    buffer, console = streams("A\nA B\nno\n4294\nYakutsk\nperhaps\n1A 2B\nOb; Irtysh\n", "utf-8")
    Player(game, console).play()
    shown = buffer.getvalue().decode()
    assert game.phase is Phase.FINISHED
    assert shown.count("Time was up.") == 8
    assert game.view.row.right >= 4
    assert (game.view.row.asked, game.view.row.answered) == (8, 7)


def test_the_end_of_input_is_told_from_the_end_of_the_terminal() -> None:
    """Ctrl-D ends a game; a terminal that is gone ends nothing, so that the game can be gone on with."""
    for gone in (False, True):
        ours, theirs = pty.openpty()
        with open(theirs, encoding="utf-8") as source:  # noqa: PTH123 - a descriptor, not a path
            console = StreamConsole(source, io.StringIO())
            os.write(ours, b"\x04")
            if not gone:
                assert console.read("") is None
            os.close(ours)
            if gone:
                with pytest.raises(OSError, match="Input/output error"):
                    console.read("")
