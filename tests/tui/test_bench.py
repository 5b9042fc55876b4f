"""The benchmark of the start measures and cleans up; its ratio is judged by `quiz bench`, never here."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.tui import bench


def test_the_start_is_measured_against_an_empty_app() -> None:
    """One run of each, and a ratio of the two with its limit."""
    rows = bench.start(runs=1)
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("empty app", "ms", None), ("first page", "ms", None), ("first page / empty app", "x", bench.LIMIT),
    ]  # fmt: skip
    assert rows[2][1] == pytest.approx(rows[1][1] / rows[0][1])


def test_a_program_that_paints_nothing_is_no_measurement(tmp_path: Path) -> None:
    """It ends with an error instead of a number."""
    with pytest.raises(OSError, match=r"ended|Input/output"):
        bench.first_paint("raise SystemExit", b"never", tmp_path)


def test_keys_idleness_and_memory_are_measured_on_a_question() -> None:
    """Each with its figures and limits."""
    assert [(row[0], row[2], row[3]) for row in bench.key(presses=4)] == [
        ("key to paint, median", "ms", None), ("key to paint, 95 of 100", "ms", bench.KEY_MS),
    ]  # fmt: skip
    ((name, share, unit, limit, ok),) = bench.idle(seconds=1.5)
    assert (name, unit, limit, ok) == ("idle question", "%", bench.IDLE_PERCENT, share <= bench.IDLE_PERCENT)
    rows = bench.memory()
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("empty app", "MB", None),
        ("question", "MB", None), ("question / empty app", "x", bench.MEMORY),
        ("quiz play, question", "MB", None), ("quiz play, question / empty app", "x", bench.MEMORY),
    ]  # fmt: skip
    for own, ratio in ((1, 2), (3, 4)):
        assert rows[ratio][1] == pytest.approx(rows[own][1] / rows[0][1])
