"""One game from keys to frames, with a clock that moves when told."""

from __future__ import annotations

import pytest

from quiz.core.items import Item
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import Phase
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.scenes.beat import BREATH, FLOOD, REVEALED, VERDICT, Motion, Stage
from quiz.scenes.grid import GRIDS, Grid
from quiz.scenes.looks import look
from quiz.stores.memory import MemoryLog
from quiz.tui.conductor import DEAF_MS, SHEET_MS, Conductor, Effect
from quiz.tui.waking import TITLE_MS
from tests.games import StillClock, cloze, match, multiple, number, order, plan, single, true_false, typed

SMALL, WIDE = GRIDS[1], GRIDS[3]
KEYS = {
    "single": "b", "multiple": "a c", "true_false": "t", "number": "4 2 9 4", "typed": "Y a k u t s k",
    "order": "a b c d", "match": "a b", "cloze": "O b tab I r t y s h",
}  # fmt: skip
"""An answer to each kind, as keys."""


class Table:
    """A conductor with its clock and log, and a way to press several keys."""

    def __init__(self, *asked: Item, motion: Motion = Motion.FULL, timer: bool = True) -> None:
        """One round of the items given, else the game of every kind."""
        rules = Rules(timer=timer)
        made = Plan("Rivers", "a" * 64, 7, (Round("Rivers", asked),), rules) if asked else plan()
        self.clock, self.log = StillClock(), MemoryLog()
        self.game = SoloGame.start(self.log, "g", self.clock, SeededChance(7), made, reading=True)
        self.conductor = Conductor(self.game, motion)

    def press(self, keys: str, columns: int = 1) -> Effect:
        """Keys with blanks between them; the effect of the last."""
        effect = Effect.NONE
        for key in keys.split():
            effect = self.conductor.press(key, key if len(key) == 1 else None, columns)
        return effect

    def wait(self, ms: int) -> Effect:
        """Let time pass, and do what time does."""
        self.clock.now += ms
        return self.conductor.tick()

    def text(self, grid: Grid = SMALL) -> str:
        """The table as plain text."""
        return self.conductor.frame(look(), grid).text()

    def opened(self) -> Table:
        """At the first question, its options shown."""
        self.press("enter enter enter")
        self.wait(1000)
        return self

    def at(self, phase: Phase) -> bool:
        """Whether the game stands there."""
        return self.conductor.phase is phase


def test_a_whole_game_is_played_by_keys() -> None:
    """Cover, rounds, every kind, standings, sheet: each step by Enter, and nothing waits for anything else."""
    table = Table()
    assert "PgDn" in table.text(GRIDS[0]) or "Enter begins" in table.text()
    for _ in range(400):
        if table.at(Phase.FINISHED):
            break
        question = table.conductor.view.public.question
        if table.at(Phase.OPEN) and question is not None:
            table.press("enter" if table.conductor.beat().alone else KEYS[question.kind] + " enter")
        else:
            table.press("enter")
        table.wait(DEAF_MS)
    assert table.at(Phase.FINISHED)
    assert len(table.conductor.view.past) == 8
    assert table.conductor.view.row.right >= 4
    assert table.press("enter") is Effect.NONE
    table.clock.now += SHEET_MS
    assert table.press("enter") is Effect.DONE


def test_a_question_stands_alone_for_its_reading_time() -> None:
    """Then its options come; Enter or any key brings them at once, and picks nothing unseen."""
    table = Table(single())
    table.press("enter enter")
    assert "Kara Sea" not in table.text()
    table.press("b")
    assert table.conductor.beat().alone is False
    assert "your pick" not in table.text()
    table = Table(single())
    table.press("enter enter")
    table.clock.now += 2000 + 5 * 240 + 1000
    assert "Kara Sea" in table.text()


def test_the_reveal_keeps_its_rhythm() -> None:
    """0.6 s of breath, the pick's verdict, 0.4 s later the key, then the footnote."""
    table = Table(single()).opened()
    table.press("b b")
    assert table.at(Phase.REVEALED)
    seen = []
    for ms in (0, BREATH - 1, 1, VERDICT - 1, 1, FLOOD - 1, 1):
        table.clock.now += ms
        seen.append(table.conductor.stage)
    assert seen == [Stage.BREATH] * 2 + [Stage.VERDICT] * 2 + [Stage.KEY] * 2 + [Stage.NOTE]
    assert "locked" not in table.text()
    assert "Almanac" not in table.text()
    table.clock.now += REVEALED
    assert "Almanac" in table.text()


@pytest.mark.parametrize("motion", list(Motion))
def test_a_second_enter_loses_no_verdict(motion: Motion) -> None:
    """However much moves, by a lock and by the deadline."""
    for keys, wait in (("b enter", 0), ("b", 60_000)):
        table = Table(single(), true_false(), motion=motion)
        table.press("enter enter enter")
        table.wait(1000)
        table.press(keys)
        table.wait(wait)
        table.press("enter")
        assert table.at(Phase.REVEALED)


def test_several_that_nobody_touched_are_no_answer() -> None:
    """At the deadline; `none` is an answer only where somebody gave it."""
    table = Table(multiple()).opened()
    table.wait(120_000)
    assert table.conductor.view.answer is None


def test_a_click_outside_the_hand_takes_no_text_away() -> None:
    """A click that gives a window its focus goes nowhere; on the hand it goes on."""
    table = Table(single()).opened()
    table.press("b b")
    table.clock.now += REVEALED
    assert table.conductor.click("") is Effect.NONE
    assert table.conductor.click("enter") is Effect.DRAW
    assert not table.at(Phase.REVEALED)


def test_a_double_tap_skips_no_verdict() -> None:
    """Enter is deaf just after a lock; later it jumps to the end of the reveal, and only then goes on."""
    table = Table(single(), true_false()).opened()
    table.press("b enter enter")
    stages = [table.conductor.stage]
    table.clock.now += DEAF_MS
    table.press("enter")
    stages.append(table.conductor.stage)
    assert stages == [Stage.BREATH, Stage.NOTE]
    assert table.at(Phase.REVEALED)
    table.press("enter")
    assert table.at(Phase.OPEN)


def test_nothing_goes_on_over_a_text_that_is_read() -> None:
    """An hour at a reveal, at a standing or on the cover changes nothing."""
    table = Table(single())
    table.wait(3_600_000)
    assert table.at(Phase.LOBBY)
    table.opened()
    table.press("b b")
    table.wait(3_600_000)
    assert table.at(Phase.REVEALED)
    table.press("enter")
    table.wait(3_600_000)
    assert table.at(Phase.STANDING)


def test_the_title_of_a_round_goes_on_by_itself() -> None:
    """After its time, but with no motion only by a key."""
    table = Table(single())
    table.press("enter")
    assert table.at(Phase.ROUND)
    table.wait(TITLE_MS)
    assert table.at(Phase.OPEN)
    still = Table(single(), motion=Motion.NONE)
    still.press("enter")
    still.wait(10 * TITLE_MS)
    assert still.at(Phase.ROUND)


def test_at_the_deadline_what_stands_is_locked() -> None:
    """A pick counts as picked; nothing picked is no answer; half a sequence is none either."""
    for keys, answered in (("b", True), ("", False)):
        table = Table(single()).opened()
        table.press(keys)
        table.wait(60_000)
        assert table.at(Phase.REVEALED)
        assert (table.conductor.view.answer is not None) is answered
    table = Table(order()).opened()
    table.press("a b")
    table.wait(120_000)
    assert table.conductor.view.answer is None


def test_a_pause_holds_the_clock() -> None:
    """A dialog over the table costs no time."""
    table = Table(single()).opened()
    before = table.conductor.beat().left
    table.conductor.pause()
    table.wait(3_600_000)
    table.conductor.resume()
    assert table.conductor.beat().left == before
    assert table.at(Phase.OPEN)


def test_without_a_timer_nothing_runs_out() -> None:
    """And no clock is shown."""
    table = Table(single(), timer=False).opened()
    table.wait(3_600_000)
    assert table.at(Phase.OPEN)
    assert " s\n" not in table.text()
    assert table.conductor.wake(33) is None


@pytest.mark.parametrize(
    ("item", "keys"),
    [(single(), "c"), (multiple(), "a c"), (order(), "b a"), (match(), "b"), (typed(), "Y a"), (cloze(), "O b")],
    ids=lambda value: value if isinstance(value, str) else value.question.kind,
)
def test_a_new_size_keeps_what_was_entered(item: Item, keys: str) -> None:
    """Frames of every size, and the notice below the smallest, leave the entry as it is."""
    table = Table(item).opened()
    table.press(keys)
    before = table.text()
    for grid in GRIDS:
        table.text(grid)
    assert table.text() == before


def test_arrows_go_the_way_that_tiles_stand() -> None:
    """Down in two columns is two places on."""
    table = Table(single()).opened()
    table.press("down down", columns=2)
    assert "C" in table.conductor.frame(look(), WIDE).text()
    tile = table.conductor.frame(look(), WIDE).text()
    assert tile.count("your pick") == 1
    assert table.conductor._entry is not None
    assert table.conductor._entry.picks == (2,)


def test_a_click_does_what_a_key_does() -> None:
    """On a tile, twice to lock; anywhere to go on."""
    table = Table(single()).opened()
    frame = table.conductor.frame(look(), SMALL)
    hit = next(hit for hit in frame.hits if hit.action == "tile:1")
    assert table.conductor.click(frame.hit(hit.x, hit.y)) is Effect.DRAW
    assert "your pick" in table.text()
    table.conductor.click("tile:1")
    assert table.at(Phase.REVEALED)


def test_a_text_that_is_no_answer_stays_with_a_remark() -> None:
    """It is not locked, and the remark goes with the next key."""
    table = Table(number()).opened()
    table.press("a b c enter")
    assert table.at(Phase.OPEN)
    assert "not a number" in table.text() or "number" in table.text().splitlines()[-2]
    table.press("backspace")
    assert "abc" not in table.text()


def test_a_long_reveal_is_scrolled() -> None:
    """By keys and by the wheel, and not beyond its end."""
    table = Table(multiple()).opened()
    table.press("a c enter")
    table.clock.now += REVEALED
    first = table.text(GRIDS[0])
    assert "↓" in first
    for _ in range(20):
        table.press("pagedown")
        last = table.text(GRIDS[0])
    assert "↓" not in last
    assert "origin" in last
    table.press("pageup pageup pageup")
    assert table.text(GRIDS[0]) == first


def test_the_picture_wakes_when_it_changes() -> None:
    """At every frame while it moves, once a second while only the clock runs, and never while nothing does."""
    table = Table(single())
    table.press("enter enter enter")
    assert table.conductor.wake(33) == 33
    table.clock.now += 2000
    wait = table.conductor.wake(33)
    assert wait is not None
    assert 33 < wait <= 1000
    table.press("b b")
    assert table.conductor.wake(33) == 33
    table.clock.now += REVEALED + 1
    assert table.conductor.wake(33) is None


def test_a_game_that_is_taken_up_stands_where_it_was() -> None:
    """A reveal is not played in again, and the bonus of what is over is not shown as a gain to come."""
    table = Table(single(), true_false()).opened()
    table.press("b b")
    again = SoloGame.resume(table.log, "g", table.clock, SeededChance(7))
    other = Conductor(again)
    assert other.stage is Stage.NOTE
    assert "Almanac" in other.frame(look(), SMALL).text()


def test_skipping_leaves_the_question() -> None:
    """It is revealed, and says that there was no answer."""
    table = Table(single()).opened()
    table.press("b")
    table.conductor.skip()
    table.clock.now += REVEALED
    assert "No answer." in table.text()


def test_home_and_end_go_through_all_of_a_sheet() -> None:
    """In a footnote and on the sheet at the end; while a question is open they are none of them."""
    table = Table(multiple()).opened()
    table.press("a c enter")
    table.clock.now += REVEALED
    first = table.text(GRIDS[0])
    table.press("end")
    last = table.text(GRIDS[0])
    assert "↓" in first
    assert "↓" not in last
    assert "↑" in last
    table.press("home")
    assert table.text(GRIDS[0]) == first
