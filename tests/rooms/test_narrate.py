"""A lesson told move by move leaves nothing out, and tells nothing before it was known."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import Phase, given, settings

from quiz.core.commands import Reason
from quiz.core.events import Event, GameFinished, ItemVoided, SeatJoined
from quiz.core.items import Citation, Item, Reveal
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import Phase as Stage
from quiz.core.text import hidden
from quiz.rooms.deadlines import told_deadline
from quiz.rooms.narrate import clock, moves
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.memory import MemoryLog
from tests.core.strategies_game import Game, games
from tests.games import StillClock, single
from tests.stores.samples import game


def test_every_move_has_its_line() -> None:
    """One of every kind."""
    told = [move.lines for move in moves(game())]
    assert [lines[0] for lines in told] == [
        "Capitals: 2 questions, seed 7, scoring fair",
        "You joins",
        "Rude joins",
        "Rude is called Polite now",
        "Polite has no timer from now on",
        "You plays for Reds",
        "The room is locked",
        f"Each at their own pace, until {told_deadline(1_800_000_000)}",
        "Polite is put out",
        "Round 1: One",
        "Question 1 of 2: Which city is it?",
        "You answers Ottawa after 0.0 s: right",
        "Question 1 is closed: 1 answer",
        "The answer to question 1: Ottawa (1 right)",
        "Question 2 of 2: In which year?",
        "A pause",
        "The pause is over",
        "5 s more for question 2",
        "You was locked with 1/3 after 0.0 s: wrong",
        "Question 2 is closed: 1 answer",
        "Question 2 is open again for 5 s",
        "Question 2 is closed: 1 answer",
        "The answer to question 2: 1857 (0 right)",
        "Question 2 is void: the key was wrong",
        "The standing",
        "The end (completed)",
    ]
    assert told[10] == ("Question 1 of 2: Which city is it?", "  A  Köln ▲ 東京", "  B  Ottawa", "  C  Oslo")
    assert told[24][1:] == ("  1. You  1500 +0",)


def test_a_source_is_told_as_far_as_the_pack_says() -> None:
    """No paragraph, and no words between quotation marks, where there are none."""
    table = [("", 0, "Atlas"), ("by the river", 0, "Atlas: “by the river”"), ("", 4, "Atlas, paragraph 4")]
    for fragment, paragraph, told in table:
        place = Citation("Atlas", paragraph, fragment)
        item = replace(single(), reveal=Reveal("c", citations=(place,)))
        lines = [line for move in moves(lesson_of(item)) for line in move.lines]
        assert f"  {told}" in lines


def test_the_end_of_a_room_in_which_nothing_is_asked_has_no_scores() -> None:
    """As where each plays alone; it says who has ended it."""
    joined = SeatJoined(0, "s", "Ann", Fraction(1))
    began = lesson_of(single())[0]
    told = list(moves([began, joined, GameFinished(1, Reason.ENDED)]))
    assert told[-1].lines == ("The end (ended by the teacher)",)


def test_of_a_question_that_is_void_at_its_reveal_nobody_is_right() -> None:
    """Nor wrong: it says that it is void."""
    *asked, revealed = lesson_of(single())
    told = list(moves([*asked, ItemVoided(0, 1, "two keys"), revealed]))
    assert told[-1].lines[0] == "The answer to question 1: Kara Sea (void)"


def lesson_of(item: Item) -> list[Event]:
    """A game of one item that is shown and not answered."""
    log = MemoryLog()
    plan = Plan("T", "a" * 64, 7, (Round("R", (item,)),), Rules())
    game = SoloGame.start(log, "g", StillClock(), SeededChance(7), plan)
    while game.view.public.reveal is None:
        if game.view.public.phase is Stage.OPEN:
            game.skip()
        else:
            game.advance()
    return list(log.read("g"))


def test_times_are_told_as_on_a_clock() -> None:
    """With hours only where there are any."""
    assert [clock(ms) for ms in (0, 59_999, 61_000, 3_600_000)] == ["00:00", "00:59", "01:01", "1:00:00"]


@settings(phases=(Phase.explicit, Phase.generate))
@given(games())
def test_any_game_can_be_told(played: Game) -> None:
    """A move for each event, in time, with nothing hidden in it."""
    told = list(moves(played.log))
    assert [move.at for move in told] == [event.at for event in played.log]
    assert all(move.lines and not hidden("".join(move.lines)) for move in told)
