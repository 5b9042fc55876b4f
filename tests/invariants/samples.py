"""The same drawn packs on every run, for tables and statistics."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import Plain, hard_packs, plain_packs

SIZE = 200
ROOT = Path(__file__).parents[2]


@cache
def sample(strategy: Callable[[], st.SearchStrategy[Plain]], size: int) -> tuple[Plain, ...]:
    """The first `size` packs that a derandomised run draws."""
    found: list[Plain] = []

    @settings(max_examples=size, derandomize=True, database=None)  # a sample of fixed size, not a search
    @given(strategy())
    def collect(plain: Plain) -> None:
        found.append(plain)

    collect()
    return tuple(found)


@cache
def mixed() -> tuple[Plain, ...]:
    """Hard and plain packs by turns, each pack once."""
    unlike: list[Plain] = []
    for pair in zip(sample(hard_packs, SIZE), sample(plain_packs, SIZE), strict=False):
        unlike += [pack for pack in pair if pack not in unlike[-8:]]
    return tuple(unlike)


def outputs(module: str, folder: Path) -> list[bytes]:
    """What a module prints for a sample of packs, in two processes with different hash seeds."""
    drawn = folder / "packs.json"
    drawn.write_text(json.dumps([*sample(hard_packs, 40), *sample(plain_packs, 20)]), encoding="utf-8")
    printed: list[bytes] = []
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", module, str(drawn)]
        printed.append(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)
    return printed
