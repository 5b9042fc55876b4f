"""Every planted defect finds what it changes; this needs no `-m mutants`, so that who renames something hears of it."""

from __future__ import annotations

import pytest

from tests.mutants import test_core, test_rooms, test_scenes
from tests.mutants.edits import Edit, compiled
from tests.mutants.table import ROWS, Row

EDITS = [*test_core.EDITS, *test_rooms.EDITS, *test_scenes.EDITS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_plant_finds_its_target(row: Row) -> None:
    """The module still has what the defect stands in for."""
    with row.plant():
        pass


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_finds_its_text(edit: Edit) -> None:
    """The function still reads as the defect has it, in one place."""
    assert compiled(edit).__name__
