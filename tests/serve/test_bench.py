"""The benchmark of attacks attacks, and prints its figures; how long anything took is judged by itself, never here."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.serve import bench_guards
from quiz.serve.bench_guards import BACK_S, FRAME_MS, LAG_MS, LOGIN_MS
from quiz.serve.flooders import FLOODS
from quiz.serve.server import Gate
from quiz.serve.watched import EVERY, LAG, lags, watch
from tests.cli.running import ROOT, command, environment
from tests.serve.test_floods import needs_proc


@needs_proc
def test_a_class_is_attacked_and_measured(tmp_path: Path) -> None:
    """A small one, for a second each: every attack took place, all answers counted; what was not run is no figure."""
    done = subprocess.run(
        command("bench", "guards", "--students", "3", "--seconds", "1", "--json"), capture_output=True, text=True,
        cwd=ROOT, env=environment(tmp_path), timeout=300, check=False,
    )  # fmt: skip
    rows = {row["figure"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert not done.stderr
    assert done.returncode == (0 if all(row["ok"] for row in rows.values()) else 1)
    judged = {name: (row["unit"], row["limit"]) for name, row in rows.items() if row["limit"] is not None}
    assert judged == {
        "frame p99, one reads nothing": ("ms", FRAME_MS), "loop lag p99 in floods": ("ms", LAG_MS),
        "answers counted in floods": ("", 3), "login beside the silent, worst": ("ms", LOGIN_MS),
        "their address in again (--whole)": ("s", BACK_S),
    }  # fmt: skip
    assert rows["their address in again (--whole)"]["value"] is None
    assert rows["answers counted in floods"]["value"] == 3
    assert rows["flooders got in, times"]["value"] >= len(FLOODS)
    assert rows["silent connections held"]["value"] == Gate().strangers_each
    assert rows["logins beside the silent"]["value"] > 0


def test_a_figure_past_its_limit_is_over() -> None:
    """Each of the three, and the slow one where it was run; what was not run is no failure."""
    run = bench_guards.Run(
        3, {"": [1.0], "stall": [FRAME_MS + 1]}, {"": [1.0], "storm": [LAG_MS + 1]}, 2, [LOGIN_MS + 1], BACK_S + 1,
        {"stall": 1, "storm": 7, "silent": 64}, taken={"": 0.0},
    )  # fmt: skip
    over = {name for name, _, _, _, ok in bench_guards.figures(run, whole=True) if not ok}
    assert over == {
        "frame p99, one reads nothing", "loop lag p99 in floods", "answers counted in floods",
        "login beside the silent, worst", "their address in again (--whole)",
    }  # fmt: skip
    run.back = None
    assert all(ok for name, _, _, _, ok in bench_guards.figures(run, whole=False) if "--whole" in name)


def test_a_loop_that_stands_still_is_late_at_every_moment(tmp_path: Path) -> None:
    """Of the file only whole lines count, and of those the ones that were due in time."""
    (tmp_path / LAG).write_text("10.0 1.0\n20.0 35.0\n30.0 25.0\n40.0 15.0\n50.", "ascii")
    assert lags(tmp_path, 15, 35) == [35.0, 25.0]
    assert lags(tmp_path, 0, 99) == [1.0, 35.0, 25.0, 15.0]


def test_slow_passes_are_not_a_loop_that_stands_still(tmp_path: Path) -> None:
    """However slow they are: every moment that was due is noted by the next pass, and none waits for another."""

    async def work() -> int:
        watching = asyncio.create_task(watch(tmp_path / LAG))
        await asyncio.sleep(0)
        for _ in range(20):
            time.sleep(3 * EVERY / 1000)
            await asyncio.sleep(0)
        rows = len((tmp_path / LAG).read_text("ascii").splitlines())
        watching.cancel()
        return rows

    # One pass may still be under way.
    assert asyncio.run(work()) >= 3 * 19 - 3


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_bench_that_is_ended_leaves_no_room(number: signal.Signals, tmp_path: Path) -> None:
    """Told to end it ends all that it began; where it cannot, the room sees that nobody is there any more."""
    with tempfile.TemporaryDirectory(
        dir="/tmp", ignore_cleanup_errors=True
    ) as place:  # a path that a socket's may be longer than
        running = subprocess.Popen(
            command("bench", "guards", "--students", "1", "--seconds", "9"), cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=environment(tmp_path) | {"TMPDIR": place},
        )  # fmt: skip
        try:
            _until(lambda: bool(list(Path(place).glob(f"*/rooms/bench/{LAG}"))))
            running.send_signal(number)
            assert running.wait(30) in (128 + number, -number)
        finally:
            running.kill()
            running.wait()
        _until(lambda: not _running(place))
        assert number == signal.SIGKILL or not list(Path(place).iterdir())


def _running(word: str) -> list[str]:
    """The command lines in which a word stands."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return [line for line in found if word in line]


def _until(true: Callable[[], bool]) -> None:
    """Wait for that; a minute at most."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")
