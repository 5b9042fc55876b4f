"""What is forgotten is gone from the file, and nobody else loses a point by it."""

from __future__ import annotations

import asyncio
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quiz.core.commands import Answer, JoinSeat, RenameSeat
from quiz.core.events import AnswerLocked, Event, SeatJoined, SeatKicked
from quiz.core.evolve import replay
from quiz.core.kinds import Typed, Words
from quiz.core.plan import Plan, Round
from quiz.core.state import players
from quiz.rooms.forget import forget, seats_of, without
from quiz.rooms.self_paced import SelfPaced
from quiz.rooms.streams import stream_name
from quiz.rooms.turns import SeededChance
from quiz.stores.sqlite import BusyError, SqliteLog
from tests.core.strategies_game import Game, games
from tests.core.table import RIGHT, WRONG, a_plan, an_item
from tests.games import StillClock
from tests.rooms.hall import NAME, hall


@settings(phases=(Phase.explicit, Phase.generate))
@given(games(), st.data())
def test_nobody_elses_sum_changes(game: Game, data: st.DataObject) -> None:
    """In any game and for any player; what is left holds neither the seat nor the name."""
    state = game.states[-1]
    seat = data.draw(st.sampled_from(sorted(state.seats))) if state.seats else "nobody"
    left = without(game.log, seat) if state.seats else game.log
    after = replay(left)
    assert {key: tally for key, tally in after.tallies.items() if key in state.seats} == {
        key: tally for key, tally in state.tallies.items() if key != seat
    }
    assert seat not in players(after)
    assert not [event for event in left if getattr(event, "seat", "") == seat]
    assert not [event for event in left if isinstance(event, SeatJoined) and event.name == seat.title()]


def _lesson(cy: bool) -> tuple[Event, ...]:
    """A question of 20 s: Ann is right after 4 s, Bo after 8 s, and Cy, who has no timer if there, is right as well."""
    from quiz.core.commands import CloseQuestion, OpenQuestion, OpenRound, RevealQuestion
    from tests.core.table import ONE, Table

    table = Table(a_plan(1), ann=ONE, bo=ONE)
    if cy:
        table.do(JoinSeat("cy", "cy", None))
    table.do(OpenRound(0))
    table.do(OpenQuestion(1, (0, 1)), 0)
    table.do(Answer("ann", 1, 1, RIGHT), 4000)
    table.do(Answer("bo", 1, 1, RIGHT), 8000)
    if cy:
        table.do(Answer("cy", 1, 1, RIGHT), 9000)
    table.do(CloseQuestion(1), 10_000)
    table.do(RevealQuestion(1), 10_000)
    return tuple(table.log)


def test_who_counts_by_the_middle_of_the_class_keeps_their_bonus() -> None:
    """Where somebody without a timer is measured by the one who goes, only when that one was right is left."""
    gone = without(_lesson(cy=False), "bo")
    assert not [event for event in gone if "bo" in repr(event)]
    assert not [event for event in gone if isinstance(event, SeatKicked)]
    left = without(_lesson(cy=True), "bo")
    assert not [event for event in left if "'bo'" in repr(event)]
    assert [event.at for event in left if isinstance(event, AnswerLocked)] == [4000, 8000, 9000]
    state = replay(left)
    assert state.tallies["cy"].bonus == 249 * (1 - Fraction(6000, 20_000))
    assert set(players(state)) == {"ann", "cy"}


def test_the_file_keeps_no_trace(tmp_path: Path) -> None:
    """Neither name, old names, code nor what was typed is in a byte of any file of the room; the rest is as it was."""
    path = tmp_path / "log.db"
    plan = Plan("t", "d", 1, (Round("r", (an_item("q", question=Typed(("Yakutsk",))), an_item("p"))),))

    async def lesson() -> None:
        with SqliteLog(path) as log:
            async with hall(log, plan) as room:
                await room.do(JoinSeat("C0DE1234", "Zebedee"))
                await room.do(RenameSeat("C0DE1234", "Ermintrude"))
                await room.do(JoinSeat("C0DE5678", "Florence"))
                await room.open()
                await room.do(Answer("C0DE1234", 1, 1, Words("Pugwash was here")))
                await room.do(Answer("C0DE5678", 1, 1, Words("Yakutsk")))
                await room.open()

    asyncio.run(lesson())
    with SqliteLog(path) as log:
        before = replay(log.read(NAME))
        with pytest.raises(BusyError):
            forget(path, NAME, "ermintrude")
    assert forget(path, NAME, "nobody") == 0
    assert forget(path, NAME, "ermintrude") == 1
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for secret in (b"Zebedee", b"Ermintrude", b"C0DE1234", b"Pugwash"):
        assert secret not in written
    assert b"Florence" in written
    with SqliteLog(path) as log:
        after = replay(log.read(NAME))
        assert after.tallies == {"C0DE5678": before.tallies["C0DE5678"]}
        assert log.games()[0].version == after.version
        log.append(NAME, after.version, ())


def test_old_names_and_look_alikes_are_found() -> None:
    """Whoever was called so at any time."""
    events = (SeatJoined(0, "a", "Ann", None), SeatJoined(0, "b", "Bo", None))
    assert seats_of(events, "аnn") == ("a",)
    assert seats_of(events, "Annabel") == ()


def test_a_game_that_was_played_alone_goes_with_its_player(tmp_path: Path) -> None:
    """The stream of the seat, and its line in the room's."""
    path = tmp_path / "log.db"

    async def alone() -> None:
        with SqliteLog(path) as log:
            room = SelfPaced.start(log, NAME, StillClock(), SeededChance(1), a_plan(1), None, lambda: 0.0)
            running = asyncio.create_task(room.run())
            for seat in ("C0DE1234", "C0DE5678"):
                await room.join(seat, f"Player {seat[-1]}")
                await room.advance(seat)
                await room.advance(seat)
                await room.answer(seat, 1, 1, WRONG)
            room.close()
            await running

    asyncio.run(alone())
    assert forget(path, NAME, "Player 4") == 1
    with SqliteLog(path) as log:
        assert [info.game for info in log.games()] == [NAME, stream_name(NAME, "C0DE5678")]
    assert b"C0DE1234" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
