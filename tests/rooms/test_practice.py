"""Playing the misses again."""

from __future__ import annotations

from itertools import combinations

from quiz.core.plan import problems
from quiz.core.state import Phase
from quiz.rooms.practice import practice_plan
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.memory import MemoryLog
from tests.games import StillClock, plan


def test_any_misses_make_one_round_in_the_order_of_the_game() -> None:
    """Whatever was missed, in whatever order it is named; all else stays as it was."""
    whole = plan()
    items = [item for part in whole.rounds for item in part.items]
    for count in (1, 2, 8):
        for chosen in combinations(items, count):
            again = practice_plan(whole, tuple(item.id for item in reversed(chosen)), 9)
            assert again is not None
            assert [part.title for part in again.rounds] == ["Misses"]
            assert again.rounds[0].items == chosen
            assert (again.title, again.digest, again.rules, again.seed) == (whole.title, whole.digest, whole.rules, 9)
            assert problems(again) == ()


def test_without_misses_there_is_nothing_to_practise() -> None:
    """Neither for none, nor for ids that the game does not hold."""
    assert practice_plan(plan(), (), 9) is None
    assert practice_plan(plan(), {"q-elsewhere"}, 9) is None


def test_misses_of_a_game_can_be_played() -> None:
    """From the views of a finished game to the end of the next."""
    game = SoloGame.start(MemoryLog(), "g", StillClock(), SeededChance(7), plan())
    while game.phase is not Phase.FINISHED:
        game.skip() if game.phase is Phase.OPEN else game.advance()
    again = practice_plan(plan(), [miss.reveal.item for miss in game.view.misses], 3)
    assert again is not None
    assert again.length == 8
    second = SoloGame.start(MemoryLog(), "h", StillClock(), SeededChance(3), again)
    assert second.outline.rounds == (("Misses", 8),)
