"""Pictures of every scene, at three sizes, each in the dark and the light theme and without colour.

They are looked at as pictures whenever they change; `--snapshot-update` draws them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from syrupy.assertion import SnapshotAssertion

from quiz.core.commands import Reason
from quiz.core.scoring import Row
from quiz.core.state import Phase
from quiz.rooms.sights import page_of
from quiz.scenes.beat import BREATH, FLOOD, VERDICT, Beat, Motion
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.entry import press
from quiz.scenes.grid import GRIDS, Grid
from quiz.scenes.hand import Hand, line_piece
from quiz.scenes.lobby import Doorway, lobby, own_place, wall
from quiz.scenes.look import Depth, Look
from quiz.scenes.looks import look
from quiz.scenes.paced import own_score, pause
from quiz.scenes.sheet import sheet
from quiz.scenes.table import Setting, scene, seat
from quiz.serve.moment import BEGIN
from tests.pictures import drawn
from tests.scenes.samples import Shot, known_items, shots

SIZES = (GRIDS[0], GRIDS[1], GRIDS[3])
LOOKS = (look("ink"), look("paper"), look("ink", Depth.NONE))
KEYS = {
    "single": "b", "multiple": "ac", "true_false": "f", "number": "4210", "typed": "Yakutia", "order": "ba",
    "match": "ba", "cloze": "Ob",
}  # fmt: skip
"""What is picked or typed in the picture of each kind."""
Painter = Callable[[Brush], Frame]


def table(shot: Shot, beat: Beat, hand: Hand) -> Painter:
    """A seat at the table at one moment."""
    return lambda brush: seat(shot.view, hand, brush, beat, Setting(shot.outline))


def of_kind(kind: str, phase: Phase, *, right: bool = False) -> Shot:
    """The moment of a game of one question of a kind."""
    item = next(item for item in known_items() if item.question.kind == kind)
    return next(shot for shot in shots(item, right=right) if shot.view.public.phase is phase)


def picked(shot: Shot) -> Hand:
    """A hand with something in it."""
    question, entry = shot.view.public.question, shot.entry
    assert question is not None
    assert entry is not None
    for key in KEYS[question.kind]:
        entry = press(entry, question, key.lower(), key).entry
    return Hand(entry)


def class_rows() -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The standing of a class, and the one before it."""
    names = (("Maya", 4620), ("Jonas", 4580), ("Ngọc Anh", 4110), ("Oleksandra", 3905), ("李小龍", 3640), ("Zoë", 3120))
    rows = tuple(
        Row(i, f"s{i}", name, Fraction(points, 1000), 12, points, f"{points} +12", 3, 5, 5, 1, 2)
        for i, (name, points) in enumerate(names, 1)
    )
    before = (rows[1], rows[0], rows[3], rows[4], rows[2], rows[5])
    return rows, tuple(replace(row, rank=i) for i, row in enumerate(before, 1))


def of_class(phase: Phase, beat: Beat) -> Painter:
    """A scene of several players."""
    rows, before = class_rows()
    view = of_kind("single", Phase.STANDING).view.public
    public = replace(view, phase=phase, standings=rows, seats=tuple(row.name for row in rows))
    return lambda brush: scene(public, brush, beat, Setting(before=before))


def paced(phase: Phase, told: str, keys: str) -> Painter:
    """A page between questions where each plays alone, with the own score laid into it."""
    view = of_kind("single", phase, right=True).view
    public = replace(page_of(view.public), title="Rivers of the north")

    def paint(brush: Brush) -> Frame:
        """The page and the score."""
        frame = pause(public, told, brush)
        slot = frame.slot("own")
        assert slot is not None
        hand = line_piece(frame, replace(view, public=public), Hand(keys=keys), brush, Beat())
        return frame.over([(slot, own_score(view.row, brush)), *hand])

    return paint


def paced_lobby(brush: Brush) -> Frame:
    """Before one begins."""
    public = replace(of_kind("single", Phase.LOBBY).view.public, seats=("Maya", "Jonas", "Zoë"))
    frame = lobby(public, brush, "At your own pace, until Wed 25 Nov 2026, 08:00.", BEGIN)
    slot = frame.slot("own")
    assert slot is not None
    return frame.over([(slot, own_place("Maya", "ssh -p 2222 7K2M9QXD@192.168.178.23", brush, slot.width))])


def paced_wall(brush: Brush) -> Frame:
    """On the wall, while all play."""
    public = replace(of_kind("single", Phase.LOBBY).view.public, seats=("Maya", "Jonas", "Zoë"))
    way = Doorway(2222, "192.168.178.23", "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDyQvQdXm2xZ1mBkE4")
    return wall(public, way, brush, "At your own pace, until Wed 25 Nov 2026, 08:00.")


def paced_question(brush: Brush) -> Frame:
    """A question without a clock of all, and the own one in the hand."""
    view = of_kind("single", Phase.OPEN).view
    public = page_of(view.public)
    hand = replace(picked(of_kind("single", Phase.OPEN)), clock="14 s", whose="left")
    return seat(replace(view, public=public), hand, brush, Beat(), Setting())


def paced_sheet(brush: Brush) -> Frame:
    """The own sheet of somebody whom the deadline has stopped."""
    shot = of_kind("single", Phase.FINISHED)
    public = replace(shot.view.public, reason=Reason.DEADLINE)
    return sheet(replace(shot.view, public=public), shot.outline, brush, note="You have not opened 7 questions.")


def painters() -> Iterator[tuple[str, Painter]]:
    """Every scene, by name."""
    clock = Beat(left=14_000)
    for kind in KEYS:
        shot = of_kind(kind, Phase.OPEN)
        yield f"question-{kind}", table(shot, clock, picked(shot))
        yield f"wrong-{kind}", table(of_kind(kind, Phase.REVEALED), Beat(), Hand(keys="Enter goes on"))
        yield f"right-{kind}", table(of_kind(kind, Phase.REVEALED, right=True), Beat(), Hand(keys="Enter goes on"))
    shot = of_kind("single", Phase.OPEN)
    for name, beat in (
        ("alone", Beat(500, 22_000, Motion.FULL, 3000)),
        ("staggered", Beat(3160, 19_000, Motion.FULL, 3000)),
        ("last-seconds", Beat(left=4000)),
    ):
        yield f"moment-{name}", table(shot, beat, Hand(shot.entry))
    shot = of_kind("single", Phase.REVEALED)
    hand = replace(picked(of_kind("single", Phase.OPEN)), locked=True, before="0")
    for name, since in (
        ("breath", 0),
        ("verdict", BREATH),
        ("key", BREATH + VERDICT),
        ("note", BREATH + VERDICT + FLOOD + 100),
    ):
        yield f"moment-{name}", table(shot, Beat(since, None, Motion.FULL), hand)
    for phase in (Phase.LOBBY, Phase.ROUND, Phase.STANDING, Phase.FINISHED):
        yield f"card-{phase.value}", table(of_kind("single", phase), Beat(), Hand(keys="Enter goes on"))
    yield "class-standing", of_class(Phase.STANDING, Beat())
    yield "class-gliding", of_class(Phase.STANDING, Beat(1000, None, Motion.FULL))
    yield "class-podium", of_class(Phase.FINISHED, Beat())
    yield "paced-lobby", paced_lobby
    yield "paced-wall", paced_wall
    yield "paced-question", paced_question
    yield "paced-round", paced(Phase.STANDING, "The next round: Along the banks, 4 questions.", "Enter goes on")
    done = "That was all. All scores are shown after the deadline:\nWed 25 Nov 2026, 08:00."
    yield "paced-sheet", paced_sheet
    yield "paced-done", paced(Phase.FINISHED, done, "Enter shows your own sheet")


PAINTERS = tuple(painters())


@pytest.mark.parametrize("grid", SIZES, ids=lambda grid: grid.name)
@pytest.mark.parametrize("painter", [paint for _, paint in PAINTERS], ids=[name for name, _ in PAINTERS])
def test_scene(painter: Painter, grid: Grid, pictures: SnapshotAssertion) -> None:
    """The scene as it was when it was last looked at."""
    looks: tuple[Look, ...] = LOOKS
    assert drawn(*(painter(Brush(one, grid)).strips() for one in looks)) == pictures
