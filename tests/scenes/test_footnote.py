"""What stands under the mark where the pack has no sentence, and on a player's own sheet."""

from __future__ import annotations

from dataclasses import replace

from quiz.core.items import Citation, Item, Reveal
from quiz.core.kinds import Cloze, Typed
from quiz.core.state import Phase
from quiz.plain.reveal import footnote
from quiz.plain.text import Page
from quiz.scenes.grid import GRIDS
from tests.games import cloze, match
from tests.scenes.samples import Shot, shots

CITED = Reveal(citations=(Citation("The Herald", 22, "a white pickup truck"),), origins=1)
WIDE = next(grid for grid in GRIDS if grid.name == "120x36")


def moment(item: Item, phase: Phase) -> Shot:
    """The first moment of a game of one question that is in this phase."""
    return next(shot for shot in shots(item) if shot.view.public.phase is phase)


def rows(shot: Shot) -> list[str]:
    """The rows of its picture, without the blanks around them."""
    return [strip.text.strip() for strip in shot.frame(WIDE).strips()]


def test_pairs_are_not_repeated_under_the_mark() -> None:
    """They stand above, line by line; the mark stands at where they are written."""
    shot = moment(replace(match(), reveal=CITED), Phase.REVEALED)
    view = shot.view.public
    assert view.question is not None
    assert view.reveal is not None
    assert any(row.startswith("¹ “a white pickup truck”") for row in rows(shot))
    assert "The answer" not in " ".join(rows(shot))
    plain = footnote(view.question, view.reveal, Page())
    assert plain[1].strip().startswith("¹ “a white pickup truck”")
    assert not any("The answer" in line for line in plain)


def test_a_sheet_tells_a_missed_text_as_its_source_has_it() -> None:
    """With the article that the gap left out."""
    gap = Cloze(("Kim rode from ", "."), (Typed(("Great Hall", "the Great Hall")),))
    told = replace(cloze(), question=gap, reveal=replace(CITED, claim="Kim rode from the Great Hall."))
    assert "Kim rode from the Great Hall." in rows(moment(told, Phase.FINISHED))
