"""Which command is allowed when: every phase of a game against every command, and what is meant for another moment."""

from __future__ import annotations

import pytest

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    ExtendQuestion,
    FinishGame,
    JoinSeat,
    KickSeat,
    LockRoom,
    OpenQuestion,
    OpenRound,
    PauseGame,
    Reason,
    RenameSeat,
    ReopenQuestion,
    ResumeGame,
    RevealQuestion,
    SetDeadline,
    SetFactor,
    SetTeam,
    ShowStanding,
    StartGame,
    VoidItem,
)
from quiz.core.decide import Refusal, Rejected, decide
from quiz.core.events import (
    AnswerLocked,
    DeadlineSet,
    Event,
    FactorSet,
    GameStarted,
    ItemVoided,
    QuestionClosed,
    QuestionExtended,
    QuestionOpened,
    QuestionReopened,
    QuestionRevealed,
    RoomLocked,
    SeatKicked,
    SeatRenamed,
    TeamSet,
)
from quiz.core.evolve import evolve
from quiz.core.state import Phase
from tests.core.table import ONE, RIGHT, Table, a_plan

PLAN = a_plan(2, rounds=2)
# A whole game.
STEPS: tuple[tuple[str, Command], ...] = (
    ("round", OpenRound(0)),
    ("question", OpenQuestion(1, (0, 1))),
    ("close", CloseQuestion(1)),
    ("reveal", RevealQuestion(1)),
    ("question", OpenQuestion(2, (0, 1))),
    ("close", CloseQuestion(2)),
    ("reveal", RevealQuestion(2)),
    ("standing", ShowStanding(0)),
    ("round", OpenRound(1)),
    ("question", OpenQuestion(3, (0, 1))),
    ("close", CloseQuestion(3)),
    ("reveal", RevealQuestion(3)),
    ("question", OpenQuestion(4, (0, 1))),
    ("close", CloseQuestion(4)),
    ("reveal", RevealQuestion(4)),
    ("standing", ShowStanding(1)),
    ("complete", FinishGame(Reason.COMPLETED)),
)


def _next(rounds: int, asked: int) -> dict[str, Command]:
    """What anybody could ask for next, after so many rounds and questions were opened."""
    return {
        "start": StartGame(PLAN),
        "join": JoinSeat("late", "late"),
        "round": OpenRound(rounds),
        "question": OpenQuestion(asked + 1, (0, 1)),
        "answer": Answer("ann", asked, 1, RIGHT),
        "close": CloseQuestion(asked),
        "reveal": RevealQuestion(asked),
        "standing": ShowStanding(rounds - 1),
        "complete": FinishGame(Reason.COMPLETED),
        "end": FinishGame(Reason.ENDED),
        "void": VoidItem(asked, "unfair"),
        "early": ShowStanding(rounds - 1, early=True),
        "pause": PauseGame(),
        "resume": ResumeGame(),
        "extend": ExtendQuestion(asked, 1000),
        "reopen": ReopenQuestion(asked, 1000),
        "lock": LockRoom(True),
        "deadline": SetDeadline(1000),
        "factor": SetFactor("ann", None),
        "team": SetTeam("ann", "Reds"),
        "rename": RenameSeat("ann", "Anna"),
        "kick": KickSeat("ann"),
    }


def _played(steps: int) -> Table:
    table = Table(PLAN, ann=ONE)
    for _, command in STEPS[:steps]:
        table.do(command)
    return table


def _allowed(steps: int) -> set[str]:
    """What may happen after so many steps, by the table in `decide`."""
    names = [name for name, _ in STEPS[:steps]]
    last = names[-1] if names else ""
    found = {"rename", "kick"} | ({"void"} if "question" in names else set())
    if last == "complete":
        return found
    found |= {"join", "end", "pause", "lock", "factor", "team", STEPS[steps][0]}
    if not names:
        found.add("deadline")
    if last == "question":
        found |= {"answer", "extend"}
    if last in ("close", "reveal"):
        found.add("reopen" if last == "close" else "early")
    if names.count("reveal") == 4:
        found.add("complete")
    return found


@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
def test_only_what_is_due_makes_anything_happen(steps: int) -> None:
    """After each step of a game every other command is refused, or is a repeat of what has happened."""
    names = [name for name, _ in STEPS[:steps]]
    rounds, asked = names.count("round"), names.count("question")
    for name, command in _next(rounds, asked).items():
        outcome = decide(_played(steps).state, command, 0)
        assert (not isinstance(outcome, Rejected) and outcome != ()) == (name in _allowed(steps)), name


def test_an_answer_to_an_old_question_is_stale() -> None:
    """It counts neither for that one nor for the one that is open."""
    table = _played(5)
    assert table.give(Answer("ann", 1, 1, RIGHT)) is Refusal.STALE
    table.do(Answer("ann", 2, 1, RIGHT))
    assert table.give(Answer("ann", 3, 1, RIGHT)) is Refusal.STALE


def test_a_repeated_step_changes_nothing() -> None:
    """The last command of a host is safe to send again."""
    for steps, (name, command) in enumerate(STEPS, 1):
        assert _played(steps).give(command) == (), name


@pytest.mark.parametrize(
    ("steps", "event"),
    [
        (2, GameStarted(0, PLAN)),
        (1, AnswerLocked(0, "ann", 1, 1, RIGHT)),
        (2, AnswerLocked(0, "ann", 2, 1, RIGHT)),
        (2, AnswerLocked(0, "nobody", 1, 1, RIGHT)),
        (3, AnswerLocked(0, "ann", 1, 1, RIGHT)),
        (1, QuestionOpened(0, 2, 0, 0, (0, 1), None)),
        (4, QuestionOpened(0, 1, 0, 1, (0, 1), None)),
        (1, QuestionClosed(0, 1)),
        (3, QuestionClosed(0, 1)),
        (2, QuestionRevealed(0, 1)),
        (4, QuestionRevealed(0, 1)),
        (4, ItemVoided(0, 2, "")),
        (4, ItemVoided(0, 0, "")),
        (3, QuestionExtended(0, 1, 1)),
        (2, QuestionExtended(0, 2, 1)),
        (2, QuestionReopened(0, 1, 1)),
        (4, QuestionReopened(0, 1, 1)),
        (3, QuestionReopened(0, 2, 1)),
        (2, SeatRenamed(0, "nobody", "x")),
        (2, SeatKicked(0, "nobody")),
        (17, TeamSet(0, "ann", "x")),
        (17, FactorSet(0, "ann", None)),
        (17, RoomLocked(0, True)),
        (17, DeadlineSet(0, None)),
    ],
)
def test_an_event_out_of_turn_is_refused(steps: int, event: Event) -> None:
    """A log that no game can have written is told from a sound one."""
    state = _played(steps).state
    with pytest.raises(ValueError, match=r"."):
        evolve(state, event)


def test_a_log_with_two_answers_of_one_seat_is_refused() -> None:
    """To one question."""
    table = _played(2)
    table.do(Answer("ann", 1, 1, RIGHT))
    with pytest.raises(ValueError, match="cannot answer"):
        evolve(table.state, AnswerLocked(0, "ann", 1, 2, RIGHT))


def test_voiding_an_open_question_closes_it() -> None:
    """It is shown but gives nothing; voiding it again changes nothing."""
    table = _played(2)
    table.do(Answer("ann", 1, 1, RIGHT))
    table.do(VoidItem(1, "two right options"))
    assert table.state.phase is Phase.CLOSED
    assert table.give(VoidItem(1, "again")) == ()
    table.do(RevealQuestion(1))
    assert table.state.tallies["ann"].credit == 0
