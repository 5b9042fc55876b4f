"""The benchmark of attacks attacks, and prints its figures; how long anything took is judged by itself, never here."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from quiz.serve import bench_guards
from quiz.serve.bench_guards import BACK_S, FRAME_MS, LAG_MS, LOGIN_MS
from quiz.serve.flooders import FLOODS
from quiz.serve.server import Gate
from quiz.serve.watched import LAG, lags
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
