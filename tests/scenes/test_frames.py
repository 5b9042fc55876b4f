"""Every scene stays inside its box, whatever its texts, and nothing of a text is ever cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from quiz.core.items import Item
from quiz.core.text import clean
from quiz.core.views import public_view
from quiz.core.wording import why_not
from quiz.scenes.beat import Beat, Motion
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame, letterboxed
from quiz.scenes.cells import wrap
from quiz.scenes.grid import GRIDS, Grid, grid_for
from quiz.scenes.look import Depth
from quiz.scenes.looks import THEMES, look
from quiz.scenes.table import scene
from tests.core.strategies_game import Game, games
from tests.scenes.samples import Shot, items, known_items, shots, sizes, texts

depths = st.sampled_from(tuple(Depth))


def in_its_box(frame: Frame, grid: Grid) -> None:
    """Every row is exactly as wide as the frame, by the terminal's own measure, and nothing was left out."""
    assert (frame.width, frame.height) == (grid.width, grid.height)
    assert not frame.lost
    strips = frame.strips()
    assert len(strips) == grid.height
    for strip in strips:
        assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length == grid.width
        assert all(ord(sign) >= 32 and not 0x7F <= ord(sign) < 0xA0 for sign in strip.text)
    fields = [(hit.x, hit.width) for hit in frame.hits] + [(slot.x, slot.width) for slot in frame.slots]
    assert all(x >= 0 and x + width <= grid.width for x, width in fields)


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: grid.name)
@pytest.mark.parametrize("item", known_items(), ids=lambda item: item.question.kind)
def test_every_phase_of_every_kind_fits_every_size(item: Item, grid: Grid) -> None:
    """At every size, depth and stage of the rhythm."""
    for shot in shots(item):
        for depth in Depth:
            in_its_box(shot.frame(grid, look("ink", depth)), grid)
        for since in (0, 100, 700, 1100, 1300):
            in_its_box(shot.frame(grid, beat=Beat(since, 9000, Motion.FULL, 300)), grid)


@given(item=items(), grid=sizes, depth=depths, title=texts)
def test_no_text_breaks_a_scene(item: Item, grid: Grid, depth: Depth, title: str) -> None:
    """Markup, escapes, wide and combining and right-to-left letters, long words: all inside the box."""
    for shot in shots(item, title):
        in_its_box(shot.frame(grid, look("paper", depth)), grid)


@given(game=games(), grid=sizes)
@settings(max_examples=30)
def test_any_game_of_several_players_fits(game: Game, grid: Grid) -> None:
    """Standings and podiums of games with late joiners, voided questions and early ends."""
    for state in game.states[1:]:
        in_its_box(scene(public_view(state), Brush(look(), grid), Beat()), grid)


def seen_at(shot: Shot, grid: Grid) -> str:
    """All that can be brought to the screen by scrolling."""
    first = shot.frame(grid)
    frames = [first, *(shot.frame(grid, scroll=rows) for rows in range(1, first.more[1] + 1))]
    return "\n".join(frame.text() for frame in frames)


def texts_of(item: Item, shot: Shot) -> list[str]:
    """What a player must be able to read at this moment."""
    question, shown = shot.view.public.question, shot.view.public.reveal
    if question is None:
        return []
    told = [question.stem, *question.lefts] if question.kind != "cloze" else [*question.parts]
    # A decoy of a match has no place among the right pairs.
    told += question.options if shown is None or question.kind != "match" else ()
    if shown is not None:
        reveal = item.reveal
        told += [reveal.claim, reveal.explain, *(reveal.dissent if reveal.citations else ())]
        told += [place.title for place in reveal.citations]
        told += [text for _, text in why_not(question, shown, shot.view.answer)] if shot.view.answer else []
    return told


@given(item=items(), grid=sizes)
@settings(max_examples=60)
def test_what_a_player_must_read_can_be_read_whole(item: Item, grid: Grid) -> None:
    """At every size, by scrolling, with tiles picked: every word, though a word longer than its line is broken."""
    for shot in shots(item):
        question = shot.view.public.question
        if question is not None and shot.entry is not None and question.kind == "multiple":
            shot = replace(shot, entry=replace(shot.entry, picks=tuple(range(len(question.options)))))
        seen = {bare(word) for word in seen_at(shot, grid).split()}
        for word in " ".join(clean(text) for text in texts_of(item, shot)).split():
            assert cell_len(word) > 10 or bare(word) in seen or bare(word) in " ".join(seen), (word, shot.name)


def bare(word: str) -> str:
    """A word without the marks and quotation marks that may stand beside it."""
    return word.strip("“”.,:()¹–")


@given(text=texts, room=st.integers(2, 72))
def test_wrapping_loses_nothing_but_blanks(text: str, room: int) -> None:
    """All letters are there, in sequence, and no line is longer than its room."""
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(cell_len(line) <= room for line in lines)


@pytest.mark.parametrize("item", known_items(), ids=lambda item: item.question.kind)
def test_markup_is_shown_as_it_is_typed(item: Item) -> None:
    """Square brackets are text, and an escape sequence has lost its escape."""
    nasty = replace(item, stem="Is [red] a [@click=app.quit]colour[/]? \x1b[31mYes")
    shot = next(shot for shot in shots(nasty) if shot.view.public.question is not None)
    seen = "".join(seen_at(shot, GRIDS[1]).split())
    assert "Is[red]a[@click=app.quit]colour[/]?[31mYes" in seen


def test_the_largest_size_that_fits_is_taken() -> None:
    """Sizes between two are painted for the smaller, in the middle; below the smallest there is none."""
    assert grid_for(59, 20) is None
    assert grid_for(60, 19) is None
    for width, height, name in ((60, 20, "60x20"), (79, 50, "60x20"), (97, 31, "80x24"), (400, 150, "160x45")):
        grid = grid_for(width, height)
        assert grid is not None
        assert grid.name == name


def test_a_letterboxed_frame_keeps_its_hits() -> None:
    """A click lands on the tile that is seen under it."""
    shot = next(shot for shot in shots(known_items()[0]) if shot.name == "single-open")
    frame = shot.frame(GRIDS[1])
    boxed = letterboxed(frame, 97, 31)
    hit = next(hit for hit in frame.hits if hit.action == "tile:2")
    assert boxed.hit(hit.x + 8, hit.y + 3) == "tile:2"
    assert {strip.cell_length for strip in boxed.strips()} == {97}


def test_every_theme_has_every_depth() -> None:
    """And an unknown name is the default, never a failure."""
    for name in THEMES:
        for depth in Depth:
            assert look(name, depth).depth is depth
    assert look("no such theme").name == "ink"
