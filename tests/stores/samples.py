"""Events to store: a small game, and one of every kind."""

from __future__ import annotations

from fractions import Fraction

from quiz.core.commands import Reason
from quiz.core.events import (
    AnswerLocked,
    DeadlineSet,
    Event,
    FactorSet,
    GameFinished,
    GamePaused,
    GameResumed,
    GameStarted,
    ItemVoided,
    QuestionClosed,
    QuestionExtended,
    QuestionOpened,
    QuestionReopened,
    QuestionRevealed,
    RoomLocked,
    RoundOpened,
    SeatJoined,
    SeatKicked,
    SeatRenamed,
    StandingShown,
    TeamSet,
)
from quiz.core.items import Citation, Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Amount, Number, Option, Pick, Single
from quiz.core.plan import Plan, Round, Rules


def plan(title: str = "Capitals", seed: int = 7) -> Plan:
    """A plan of one round with a single choice and a number."""
    proof = Proof("Oslo", Truth.FALSE, Ground.VOUCHED, ("f-1",), "the author says so", "Oslo is in Norway.")
    cited = Citation("The Almanac", 3, "Ottawa, the capital", dated="printed", date="2020-01-01")
    reveal = Reveal("Ottawa is the capital.", proofs=(proof,), citations=(cited,), origins=1, dissent=("Nobody.",))
    options = (Option("Ottawa"), Option("Oslo", say="that is Norway’s"), Option("Köln ▲ 東京"))
    first = Item("q-1", "Which city is it?", Single(options, 0), reveal, weight=Fraction(3, 2))
    number = Number(Fraction(1857), Fraction(1850), Fraction(3713, 2), unit="", margin=Fraction(1, 3), year=True)
    return Plan(
        title, "ab12", seed, (Round("One", (first, Item("q-2", "In which year?", number))),), Rules(timer=False)
    )


def game(title: str = "Capitals", seed: int = 7) -> tuple[Event, ...]:
    """One event of every kind, in an order that a game could have."""
    return (
        GameStarted(0, plan(title, seed)),
        SeatJoined(0, "you", "You", None),
        SeatJoined(0, "rude", "Rude", Fraction(3, 2)),
        SeatRenamed(0, "rude", "Polite"),
        FactorSet(0, "rude", None),
        TeamSet(0, "you", "Reds"),
        RoomLocked(0, True),
        DeadlineSet(0, 1_800_000_000),
        SeatKicked(0, "rude"),
        RoundOpened(1, 0),
        QuestionOpened(2, 1, 0, 0, (2, 0, 1), None),
        AnswerLocked(30, "you", 1, 1, Pick(0)),
        QuestionClosed(31, 1),
        QuestionRevealed(32, 1),
        QuestionOpened(40, 2, 0, 1, (), 20000, 3000),
        GamePaused(40),
        GameResumed(41),
        QuestionExtended(41, 2, 5000),
        AnswerLocked(41, "you", 2, None, Amount(Fraction(1, 3)), 7),
        QuestionClosed(42, 2),
        QuestionReopened(42, 2, 5000),
        QuestionClosed(42, 2),
        QuestionRevealed(43, 2),
        ItemVoided(44, 2, "the key was wrong"),
        StandingShown(45, 0),
        GameFinished(46, Reason.COMPLETED),
    )
