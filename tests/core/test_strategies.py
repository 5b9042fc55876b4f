"""The strategies reach every kind, and games that matter."""

from __future__ import annotations

from typing import get_args

from hypothesis import Phase as HypothesisPhase
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.kinds import Question, fits, flaw, shown_texts
from quiz.core.state import Asked, Phase
from tests.core.strategies_game import QUESTIONS, Game, games, questions, responses


def test_every_kind_has_a_strategy() -> None:
    """A kind that is added without a strategy is seen."""
    assert set(QUESTIONS) == set(get_args(Question))


@given(st.data())
def test_questions_are_playable_and_responses_fit(data: st.DataObject) -> None:
    """What the strategies make is well-formed."""
    question = data.draw(questions)
    assert flaw(question) == ""
    assert fits(question, data.draw(responses(question)))
    assert len(set(shown_texts(question))) == len(shown_texts(question))


def test_games_get_somewhere() -> None:
    """Random games reach differing scores, voided questions, streaks, partial credit, leads and the end."""
    reached: set[str] = set()

    @settings(phases=[HypothesisPhase.generate], max_examples=150)  # no shrinking: nothing in here fails
    @given(games())
    def play(game: Game) -> None:
        state = game.states[-1]
        tallies = state.tallies.values()
        gains = [gain for asked in state.asked for gain in asked.gains.values()]
        flags = {
            "credit differs": len({tally.credit for tally in tallies}) > 1,
            "voided after the reveal": any(asked.voided is not None and asked.revealed for asked in state.asked),
            "finished": state.phase is Phase.FINISHED,
            "streak": any(tally.best > 1 for tally in tallies),
            "partial": any(0 < gain.verdict.credit < 1 for gain in gains),
            "bonus": any(tally.bonus > 0 for tally in tallies),
            "answered while read": any(_answered(asked, at_once=True) for asked in state.asked),
            "answered after": any(_answered(asked, at_once=False) for asked in state.asked),
        }
        reached.update(name for name, on in flags.items() if on)

    play()
    answers = {"answered while read", "answered after"}
    assert reached == {"credit differs", "voided after the reveal", "finished", "streak", "partial", "bonus"} | answers


def _answered(asked: Asked, *, at_once: bool) -> bool:
    """Whether a question with a lead has an answer that took no time, or one that took some."""
    return asked.lead > 0 and any((locked.elapsed == 0) == at_once for locked in asked.answers.values())
