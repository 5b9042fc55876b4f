"""Every defect planted in the scenes is caught by the checks that are there for it: `pytest -m mutants`."""

from __future__ import annotations

import pytest

from tests.mutants.edits import Edit, fails, planted, run

pytestmark = pytest.mark.mutants

BOX = "scenes/frames:test_every_phase_of_every_kind_fits_every_size"
HOSTILE = "scenes/frames:test_no_text_breaks_a_scene"
WHOLE = "scenes/frames:test_what_a_player_must_read_can_be_read_whole"
KEYLESS = "scenes/secrets:test_the_public_scene_shows_no_key_before_its_time"
BREATH = "scenes/secrets:test_the_held_breath_shows_the_lock_and_nothing_of_the_verdict"
ALIKE = "scenes/secrets:test_games_that_differ_in_the_key_alone_look_the_same_until_the_verdict"
READABLE = "scenes/looks:test_every_text_of_every_scene_can_be_read"
CUT = "scenes/canvas:test_a_cut_is_as_wide_as_asked"
SPELLED = "scenes/entry:test_keys_spell_answers"
EMPTY = "scenes/entry:test_nothing_is_not_locked"

EDITS = (
    Edit("the key floods with the verdict", "scenes/table:_table", "beat.stage >= Stage.KEY",
         "beat.stage >= Stage.VERDICT", (KEYLESS,)),
    Edit("the reveal comes without a breath", "scenes/table:_table", " and beat.stage >= Stage.KEY", "", (KEYLESS,)),
    Edit("the score tells the verdict", "scenes/hand:_line", "stage >= Stage.VERDICT", "stage >= Stage.BREATH",
         (BREATH,)),
    Edit("the gain tells the verdict", "scenes/hand:_left", "stage >= Stage.VERDICT", "stage >= Stage.BREATH",
         (BREATH,)),
    Edit("the pick is coloured at once", "scenes/hand:_own_entry",
         "_verdict(view) if stage is Stage.VERDICT else None", "_verdict(view)", (BREATH,)),
    Edit("no room is kept for a note", "scenes/tiles:_room", " - NOTE - 1", "", (WHOLE,)),
    Edit("a tile has too few rows", "scenes/tiles:rows_for", "lines if height == 1 else lines + 2", "1", (WHOLE,)),
    Edit("half of a wide sign is dropped", "scenes/cells:cut", "split_cells(rest, stop - start)[0]",
         "rest[: stop - start]", (CUT,)),
    Edit("a window cannot reach the end", "scenes/frames:framed", "max(body.height - room, 0))",
         "max(body.height - room - 2, 0))", (WHOLE,)),
    Edit("titles are not wrapped", "scenes/frames:_title_lines", "wrap(header.title,", "(header.title,) or (",
         (HOSTILE,)),
    Edit("faint text on a fill", "scenes/tiles:_styles", "look.on(palette.muted, body)", "look.on(palette.rule, body)",
         (READABLE,)),
    Edit("a letter names another place", "scenes/entry:_place", 'ord(sign) - ord("A")', 'ord(sign) - ord("B")',
         (SPELLED,)),
    Edit("a right entry is given twice", "scenes/entry:_paired", "None if held == right else held", "held",
         (SPELLED,)),
    Edit("an empty entry is locked", "scenes/entry:_enter", "if not lacking:", "if True:", (EMPTY,)),
)  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_a_planted_defect_is_caught(edit: Edit) -> None:
    """Every check that is named for the defect fails with it."""
    with planted(edit):
        held = [name for name in edit.caught_by if not fails(name)]
    assert not held, f"{edit.name}: {', '.join(held)} still hold"


@pytest.mark.parametrize("name", sorted({name for edit in EDITS for name in edit.caught_by}))
def test_the_checks_hold_without_a_defect(name: str) -> None:
    """The way in which they are run here is not what makes them fail."""
    run(name, examples=10)
