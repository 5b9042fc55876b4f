"""What past games amount to, against games worked out by hand, and on files that others write."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.commands import Reason
from quiz.core.events import Event, ItemVoided, QuestionOpened
from quiz.core.evolve import replay
from quiz.core.grammar import spell
from quiz.core.items import Item
from quiz.core.kinds import canonical
from quiz.core.plan import Plan, Round, Rules
from quiz.core.state import Phase
from quiz.core.views import accuracy, view_for
from quiz.plain.demo import blunder
from quiz.rooms.records import Record, TopicShare, by_topic, plan_of_game, read_records, record
from quiz.rooms.solo import SeededChance, SoloGame
from quiz.stores.base import DamagedError, EventLog, GameInfo, StoreError
from quiz.stores.memory import MemoryLog
from quiz.stores.sqlite import SqliteLog
from tests.games import StillClock, match, number, order, plan, single, true_false, typed

ROOT = Path(__file__).resolve().parents[2]
TOPICS = (("Rivers", single()), ("Lengths", number()), ("Rivers", true_false()), ("Towns", typed()), ("", order()))
PLAN = Plan(
    "Rivers of the north", "d", 7,
    (Round("All", tuple(replace(item, topic=topic) for topic, item in TOPICS)),), Rules(timer=False),
)  # fmt: skip
INFO = GameInfo("g", "Rivers of the north", "d", 7, 3, "2025-09-05T10:00:00+00:00", finished=True)
HERE = Path("history.db")


def played(
    answers: Sequence[bool | None], log: EventLog | None = None, game: str = "g", whole: Plan = PLAN
) -> EventLog:
    """A game with one answer after the other: right, wrong, or left. Without enough of them it stays where it is."""
    log = MemoryLog() if log is None else log
    solo = SoloGame.start(log, game, StillClock(), SeededChance(7), whole)
    given = iter(answers)
    while solo.phase is not Phase.FINISHED:
        if solo.phase is not Phase.OPEN:
            solo.advance()
            continue
        try:
            right = next(given)
        except StopIteration:
            break
        question = solo.item.question
        if right is None:
            solo.skip()
        else:
            solo.answer(spell(canonical(question) if right else blunder(question), solo.order))
    return log


def recorded(events: Sequence[Event]) -> Record:
    """The record of these events."""
    return record(HERE, INFO, events)


def topic(name: str, credit: int, weight: int, right: int, asked: int) -> TopicShare:
    """A share in whole numbers."""
    return TopicShare(name, Fraction(credit), Fraction(weight), right, asked)


def test_a_finished_game_by_hand() -> None:
    """Right, wrong, left, right, right; the number counts double."""
    found = recorded(played((True, False, None, True, True)).read("g"))
    assert (found.info, found.path, found.score) == (INFO, HERE, f"3000 +{int(Fraction(249, 4 * 5))}")
    assert (found.right, found.asked, found.total, found.best) == (3, 5, 5, 2)
    assert (found.accuracy, found.reason) == (Fraction(3, 6), Reason.COMPLETED)
    assert found.topics == (
        topic("Rivers", 1, 2, 1, 2), topic("Lengths", 0, 2, 0, 1), topic("Towns", 1, 1, 1, 1), topic("", 1, 1, 1, 1),
    )  # fmt: skip
    assert found.missed == ("q-number", "q-true-false")


def test_an_unfinished_game_is_looked_at_as_it_stands() -> None:
    """What has been revealed counts, and there is no reason for an end that has not come."""
    found = recorded(played((True, False)).read("g"))
    assert (found.asked, found.total, found.accuracy, found.reason) == (2, 5, Fraction(1, 3), None)
    assert found.topics == (topic("Rivers", 1, 1, 1, 1), topic("Lengths", 0, 2, 0, 1))
    assert found.missed == ("q-number",)
    begun = recorded(played(()).read("g")[:2])
    assert (begun.accuracy, begun.topics, begun.missed, begun.score) == (None, (), (), "0 +0")


def test_what_was_voided_is_in_none_of_it() -> None:
    """Neither in the topics, nor in the misses, nor in the accuracy."""
    events = (*played((True, False, False, True, True)).read("g"), ItemVoided(0, 2, "two right answers"))
    found = recorded(events)
    assert (found.asked, found.total, found.accuracy) == (4, 5, Fraction(3, 4))
    assert [share.topic for share in found.topics] == ["Rivers", "Towns", ""]
    assert found.missed == ("q-true-false",)


@given(st.lists(st.sampled_from((True, False, None)), max_size=5), st.integers(0, 60))
def test_a_record_agrees_with_the_game(answers: list[bool | None], cut: int) -> None:
    """The shares of all topics are the score, and a record never depends on what comes after."""
    log = played(answers)
    events = log.read("g")
    found = recorded(events)
    view = view_for(replay(events), "you")
    assert (found.score, found.right, found.asked) == (view.row.score, view.row.right, view.row.asked)
    assert sum(share.credit for share in found.topics) == view.row.credit
    assert sum(share.right for share in found.topics) == found.right
    assert sum(share.asked for share in found.topics) == found.asked == found.right + len(found.missed)
    if view.public.phase is Phase.FINISHED:
        assert found.accuracy == accuracy(view)
    part = recorded(events[: 2 + cut % (len(events) - 1)])
    assert part.missed == found.missed[: len(part.missed)]


BROKEN: dict[str, Callable[[tuple[Event, ...]], Sequence[Event]]] = {
    "nothing": lambda _: (),
    "no beginning": lambda events: events[1:],
    "no player": lambda events: (events[0], *events[2:3]),
    "twice": lambda events: (*events, *events[2:]),
    "a foreign event": lambda events: (*events[:3], "surprise"),  # type: ignore[arg-type]
    "an option that is not there": lambda events: [
        replace(event, order=(9, 8, 7, 6)) if isinstance(event, QuestionOpened) else event for event in events
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_events_that_make_no_game_are_one_kind_of_error(name: str) -> None:
    """Whatever is wrong with them."""
    events = played((True, True, True, True, True)).read("g")
    with pytest.raises(ValueError, match="do not make a game"):
        recorded(BROKEN[name](events))


def test_topics_of_all_games_are_summed_largest_first() -> None:
    """By weight, then by name."""
    one, two = recorded(played((True,) * 5).read("g")), recorded(played((False, True, True)).read("g"))
    assert by_topic([one, two]) == (
        topic("Lengths", 4, 4, 2, 2), topic("Rivers", 3, 4, 3, 4), topic("", 1, 1, 1, 1), topic("Towns", 1, 1, 1, 1),
    )  # fmt: skip
    assert by_topic([]) == ()


# -- files -----------------------------------------------------------------------------------------------------------


def filled(path: Path, *names: str, start: int = 0) -> None:
    """A history file with games, one a minute."""
    minutes = iter(range(start, 60))
    with SqliteLog(path, lambda: f"2025-09-05T10:{next(minutes):02}:00+00:00") as log:
        for name in names:
            played((True, False, True, True, True), log, name)


def names(records: Sequence[Record]) -> list[str]:
    """The names of the games."""
    return [found.info.game for found in records]


def test_games_of_all_files_newest_first(tmp_path: Path) -> None:
    """As many as are asked for, each with the file that holds it."""
    filled(tmp_path / "history.db", "a", "c", start=1)
    filled(tmp_path / "history-2.db", "b", "b2", start=1)
    filled(tmp_path / "history-3.db", "z", start=0)
    found = read_records(tmp_path, pytest.fail)
    assert names(found) == ["b2", "c", "b", "a", "z"]
    assert [one.path.name for one in found[:2]] == ["history-2.db", "history.db"]
    assert names(read_records(tmp_path, pytest.fail, limit=3)) == ["b2", "c", "b"]
    assert read_records(tmp_path, pytest.fail, limit=0) == ()
    assert read_records(tmp_path / "nowhere", pytest.fail) == ()


def test_reading_changes_no_byte(tmp_path: Path) -> None:
    """Nothing is made, locked or written in a folder that is only looked at."""
    filled(tmp_path / "history.db", "a")
    (tmp_path / "history.db.lock").unlink()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert names(read_records(tmp_path, pytest.fail)) == ["a"]
    assert plan_of_game(tmp_path / "history.db", "a") == PLAN
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm"))}
    assert after == before


def test_a_game_is_seen_while_this_process_plays_it(tmp_path: Path) -> None:
    """With all that has been logged, and without hindering what comes next."""
    with SqliteLog(tmp_path / "history.db") as log:
        played((True, False), log)
        (found,) = read_records(tmp_path, pytest.fail)
        assert (found.asked, found.reason) == (2, None)
        solo = SoloGame.resume(log, "g", StillClock(), SeededChance(7))
        solo.finish(Reason.ENDED)
        assert read_records(tmp_path, pytest.fail)[0].reason is Reason.ENDED


def test_games_are_seen_while_another_process_writes(tmp_path: Path) -> None:
    """Read again and again beside a process that appends without pause."""
    path = tmp_path / "history.db"
    filled(path, "a")
    code = (
        "import sys; from pathlib import Path; from quiz.stores.sqlite import SqliteLog\n"
        "from tests.rooms.test_records import played\n"
        "with SqliteLog(Path(sys.argv[1])) as log:\n"
        "    for number in range(10**6):\n"
        "        played((True, False), log, str(number)); print(number, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, cwd=ROOT) as child:
        try:
            assert child.stdout is not None
            for _ in range(5):
                last = int(child.stdout.readline())
                found = read_records(tmp_path, pytest.fail, limit=10**6)
                assert names(found)[-1] == "a"
                assert len(found) >= last + 2
                assert plan_of_game(path, str(last)) == PLAN
        finally:
            child.kill()


def test_what_cannot_be_read_is_said_and_left_out(tmp_path: Path) -> None:
    """A broken file, a broken listing, a damaged game and one of a later version; all else is there."""
    filled(tmp_path / "history.db", "a", "bad", "later", "set aside", "b")
    filled(tmp_path / "history-2.db", "c")
    (tmp_path / "history-3.db").write_bytes(b"rubbish" * 1000)
    with SqliteLog(tmp_path / "history.db") as log:
        log.set_aside("set aside")
    statements = {
        "history.db": "UPDATE event SET data = '{}' WHERE game = 'bad' AND version = 5",
        "history-2.db": "UPDATE game SET seed = 'x'",
    }
    for name, statement in statements.items():
        with closing(sqlite3.connect(tmp_path / name)) as raw, raw:
            raw.execute(statement)
    with closing(sqlite3.connect(tmp_path / "history.db")) as raw, raw:
        raw.execute("UPDATE event SET data = '{\"kind\": \"later\"}' WHERE game = 'later' AND version = 5")
        raw.execute("DELETE FROM event WHERE game = 'set aside' AND version < 3")
    said: list[str] = []
    assert names(read_records(tmp_path, said.append)) == ["b", "a"]
    assert len(said) == 5
    for part in ("history-3.db", "listing", "no kind", "another version", "is missing"):
        assert sum(part in line for line in said) == 1, said
    assert not any("\n" in line for line in said)


def test_the_limit_counts_games_that_can_be_read(tmp_path: Path) -> None:
    """A damaged one takes no place."""
    filled(tmp_path / "history.db", "a", "b", "bad")
    with closing(sqlite3.connect(tmp_path / "history.db")) as raw, raw:
        raw.execute("UPDATE event SET data = '{}' WHERE game = 'bad' AND version = 1")
    assert names(read_records(tmp_path, lambda _: None, limit=2)) == ["b", "a"]


def test_the_plan_of_a_game_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """As is that of a file that is not there."""
    filled(tmp_path / "history.db", "a")
    with pytest.raises(DamagedError, match="no beginning"):
        plan_of_game(tmp_path / "history.db", "b")
    with pytest.raises(StoreError):
        plan_of_game(tmp_path / "history-2.db", "a")


def test_every_kind_of_question_can_be_recorded() -> None:
    """A whole game of all kinds, each topic as it comes."""
    found = recorded(played((True,) * 8, whole=plan()).read("g"))
    assert (found.right, found.accuracy, found.missed, found.best) == (8, Fraction(1), (), 8)
    assert found.topics == (topic("", 9, 9, 8, 8),)


def test_part_credit_is_part_of_a_topic_and_a_miss(tmp_path: Path) -> None:
    """Half a match is half known."""
    half: Item = match()
    log = MemoryLog()
    whole = Plan("One", "d", 1, (Round("R", (half,)),), Rules(timer=False))
    solo = SoloGame.start(log, "g", StillClock(), SeededChance(1), whole)
    solo.advance()
    solo.advance()
    letter = "ABC"[solo.order.index(0)]
    assert solo.answer(f"1{letter} 2-") is None
    found = recorded(log.read("g"))
    assert found.topics == (TopicShare("", Fraction(1, 2), Fraction(1), 0, 1, 1),)
    assert (found.missed, found.accuracy) == (("q-match",), Fraction(1, 2))
