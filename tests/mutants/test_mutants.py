"""Every planted defect is caught by the invariants that are there for it: `pytest -m mutants`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.invariants.context import build
from tests.invariants.samples import mixed, outputs
from tests.invariants.table import CHECKS, failures
from tests.mutants.table import ROWS, Row

pytestmark = pytest.mark.mutants


def caught(row: Row) -> tuple[str, int] | None:
    """The check that notices the defect, and on which pack; a check that also fails without it does not count."""
    for number, plain in enumerate([*row.packs, *mixed()[: row.budget]], start=1):
        with row.plant():
            found = failures(build(plain), row.caught_by)
        sound = failures(build(plain), found) if found else {}
        noticed = [name for name in found if name not in sound]
        if noticed:
            return noticed[0], number
    return None


@pytest.mark.parametrize("row", [row for row in ROWS if not row.survives], ids=lambda row: row.name)
def test_a_planted_defect_is_caught(row: Row) -> None:
    """At least one of the checks named for the defect notices it within its budget of packs."""
    assert caught(row), f"{row.name}: {', '.join(row.caught_by)} hold on {row.budget} packs"


@pytest.mark.parametrize("row", [row for row in ROWS if row.survives], ids=lambda row: row.name)
def test_a_survivor_still_survives(row: Row) -> None:
    """What is explained as redundant or unreachable is so: once it is caught, its row must say by what."""
    assert caught(row) is None


def test_draws_by_hash_are_caught_in_two_processes(tmp_path: Path) -> None:
    """Within one process nothing shows; two processes print different bytes."""
    first, second = outputs("tests.mutants.hashed", tmp_path)
    assert first != second


def test_the_table_names_real_checks_once_each() -> None:
    """Rows have names of their own, and name checks that exist."""
    assert len({row.name for row in ROWS}) == len(ROWS) >= 30
    assert {name for row in ROWS for name in row.caught_by} <= set(CHECKS)
