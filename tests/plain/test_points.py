"""The points that are shown add up."""

from __future__ import annotations

import re

import pytest

from quiz.core.grammar import spell
from quiz.core.kinds import canonical
from quiz.core.plan import Scoring
from quiz.core.state import Phase
from quiz.plain.demo import blunder
from quiz.stores.memory import MemoryLog
from tests.games import started
from tests.plain.transcripts import play

LINE = re.compile(r"(?:\+(\d+)|No points)(?:, \d+ in a row)?(?:: \+(\d+))?\. You have (\d+)(?: \+(\d+))?\.")


def typed(wrong: int, scoring: Scoring) -> str:
    """What to type for a game with every question right but those whose bit is set in `wrong`."""
    game, lines = started(MemoryLog(), scoring), list[str]()
    while game.phase is not Phase.FINISHED:
        if game.phase is Phase.OPEN:
            question = game.item.question
            response = blunder(question) if wrong >> len(lines) & 1 else canonical(question)
            lines.append(spell(response, game.order))
            game.answer(lines[-1])
        else:
            game.advance()
    return "\n".join(lines)


@pytest.mark.parametrize("scoring", ["fair", "flat", "kahoot"])
@pytest.mark.parametrize("wrong", [0, 0b1, 0b10000, 0b10101010, 0b1000001, 0b11111111])
def test_what_each_question_gives_sums_up_to_what_is_had(wrong: int, scoring: Scoring) -> None:
    """After every question, for the points and for the bonus."""
    shown, _ = play(typed(wrong, scoring), scoring=scoring)
    rows = LINE.findall(shown)
    assert len(rows) == 8
    points = bonus = 0
    for gained, extra, had, apart in rows:
        points, bonus = points + int(gained or 0), bonus + int(extra or 0)
        assert (points, bonus) == (int(had), int(apart or 0))
