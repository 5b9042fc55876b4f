"""The demo plays every kind to the end, in the time that it promises."""

from __future__ import annotations

import io
import time

import pytest

from quiz.cli.demo import LENGTH, ROUNDS, SEED
from quiz.cli.games import draw_plan
from quiz.core.items import Item
from quiz.core.kinds import Typed
from quiz.core.plan import Plan, Round, Rules
from quiz.plain.demo import DemoConsole
from quiz.plain.player import Ending, Player
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.memory import MemoryLog
from tests.games import StillClock


class Screen(io.StringIO):
    """A stream that somebody watches."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Yes."""
        return True


def shown(plan: Plan) -> str:
    """What the demo of `plan` writes on a terminal."""
    game = SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(plan.seed), plan)
    screen = Screen()
    assert Player(game, DemoConsole(game, screen)).play() is Ending.DONE
    return screen.getvalue()


def test_the_demo_waits_less_than_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """All waits of the shipped demo together, with five seconds left for the rest; enough of them to be read."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    shown(draw_plan(None, SEED, ROUNDS, LENGTH, "fair"))
    assert 20 < sum(waits) < 55


@pytest.mark.parametrize("word", ["quit", "Skip", "score", "?"])
def test_the_demo_answers_with_a_word_that_is_a_command(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is taken as the answer that it is."""
    monkeypatch.setattr(time, "sleep", lambda _: None)
    items = tuple(Item(f"q{number}", f"What is {number}?", Typed((word,))) for number in (1, 2, 3))
    text = shown(Plan("T", "d", 1, (Round("R", items),), Rules(timer=False)))
    assert "Right: 2 of 3" in text
    assert f"> ={word}" in text
