"""What every event log promises, run against each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.core.events import Event
from quiz.stores.base import Conflict, EventLog, GroupLog
from quiz.stores.history import KeepPlaying
from quiz.stores.memory import MemoryLog
from quiz.stores.sqlite import SqliteLog
from tests.stores.samples import game

EVENTS = game()


def wall() -> str:
    """A clock on the wall that stands still."""
    return "2025-09-05T10:00:00+00:00"


@pytest.fixture(params=["memory", "sqlite", "keep-playing"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventLog]:
    """An empty log of each sort."""
    if request.param == "memory":
        yield MemoryLog(wall)
        return
    with SqliteLog(tmp_path / "history.db", wall) as sqlite:
        yield sqlite if request.param == "sqlite" else KeepPlaying(sqlite, lambda text: pytest.fail(text))


def test_events_come_back_in_order(log: EventLog) -> None:
    """What went in comes out, from the beginning or from any place."""
    assert log.append("g", 0, EVENTS[:3]) == 3
    assert log.append("g", 3, EVENTS[3:]) == len(EVENTS)
    assert log.read("g") == EVENTS
    for after in range(len(EVENTS) + 2):
        assert log.read("g", after) == EVENTS[after:]


def test_an_unknown_game_is_empty(log: EventLog) -> None:
    """To read a game that does not exist is no error."""
    assert log.read("nobody") == ()
    assert log.games() == ()


@pytest.mark.parametrize("expected", [0, 1, 3, 99, -1])
def test_a_wrong_version_conflicts_and_writes_nothing(log: EventLog, expected: int) -> None:
    """Too old, too new and senseless versions are refused alike, and both versions are told."""
    log.append("g", 0, EVENTS[:2])
    with pytest.raises(Conflict) as caught:
        log.append("g", expected, EVENTS[2:4])
    assert (caught.value.game, caught.value.expected, caught.value.actual) == ("g", expected, 2)
    assert log.read("g") == EVENTS[:2]


def test_of_two_writers_at_one_version_the_second_writes_nothing(log: EventLog) -> None:
    """A batch whose first event clashes leaves no later one behind, so there are no gaps and no doubles."""
    log.append("g", 0, EVENTS[:1])
    log.append("g", 1, EVENTS[1:2])
    with pytest.raises(Conflict):
        log.append("g", 1, EVENTS[2:4])
    assert log.read("g") == EVENTS[:2]
    assert log.append("g", 2, EVENTS[2:4]) == 4


def test_nothing_appended_changes_nothing(log: EventLog) -> None:
    """An empty batch at the right version makes no game; at a wrong one it conflicts."""
    assert log.append("g", 0, ()) == 0
    assert log.games() == ()
    with pytest.raises(Conflict):
        log.append("g", 1, ())


def test_games_do_not_touch_one_another(log: EventLog) -> None:
    """Each game has its own versions."""
    log.append("a", 0, EVENTS[:2])
    log.append("b", 0, EVENTS[:1])
    log.append("a", 2, EVENTS[2:3])
    assert log.read("a") == EVENTS[:3]
    assert log.read("b") == EVENTS[:1]


@pytest.mark.parametrize("log", ["memory", "sqlite"], indirect=True)
def test_several_games_are_added_to_together_or_not_at_all(log: GroupLog) -> None:
    """One that stands elsewhere keeps all from being written, wherever it comes; a game may come twice."""
    log.append_all([("a", 0, EVENTS[:2]), ("b", 0, EVENTS[:1]), ("a", 2, EVENTS[2:3])])
    for parts in ([("a", 3, EVENTS[3:4]), ("b", 0, EVENTS[1:2])], [("b", 2, EVENTS[1:2]), ("a", 3, EVENTS[3:4])]):
        with pytest.raises(Conflict):
            log.append_all(parts)
        assert (log.read("a"), log.read("b")) == (EVENTS[:3], EVENTS[:1])


def test_the_listing_tells_finished_games_from_unfinished(log: EventLog) -> None:
    """Title, digest, seed, version, start and end of each, in the order of their starts."""
    big = 2**70
    log.append("z", 0, game("Rivers", big)[:2])
    log.append("a", 0, EVENTS[:-1])
    log.append("a", len(EVENTS) - 1, EVENTS[-1:])
    log.append("z", 2, EVENTS[2:3])
    rows = [(i.game, i.title, i.digest, i.seed, i.version, i.started, i.finished) for i in log.games()]
    assert rows == [
        ("z", "Rivers", "ab12", big, 3, wall(), False),
        ("a", "Capitals", "ab12", 7, len(EVENTS), wall(), True),
    ]


@pytest.mark.parametrize("name", ["", "a b", "../../x", "'; DROP TABLE event; --", "東京", "x" * 5000])
def test_any_text_names_a_game(log: EventLog, name: str) -> None:
    """Names are data, never code or paths."""
    batch: tuple[Event, ...] = EVENTS[:2]
    assert log.append(name, 0, batch) == 2
    assert log.read(name) == batch
    assert [info.game for info in log.games()] == [name]
