"""One question of a pack as a player has it before them: the same game, the same scenes, with nothing at stake."""

from __future__ import annotations

from dataclasses import replace

from quiz.core.items import Item
from quiz.core.plan import Plan, Round
from quiz.core.views import PlayerView
from quiz.rooms.solo import RefusedError, SeededChance, SoloGame
from quiz.scenes.beat import Beat, Motion
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.entry import blank
from quiz.scenes.grid import Grid
from quiz.scenes.hand import Hand
from quiz.scenes.look import Look
from quiz.scenes.table import Setting, seat
from quiz.stores.memory import MemoryLog


class Sample:
    """Question `number` of `total`, open and revealed. `problem` says why it cannot be asked, if it cannot."""

    def __init__(self, item: Item, title: str, number: int, total: int) -> None:
        """Play it in a game of its own. Each number shuffles in its own way, as in a game."""
        self._place = (number, total)
        self._open: PlayerView | None = None
        self._shown: PlayerView | None = None
        self.problem = ""
        plan = Plan(title, "", number, (Round(item.topic or title, (item,)),))
        try:
            game = SoloGame.start(MemoryLog(), "sample", _Still(), SeededChance(number), plan)
            game.advance()
            self._open = game.advance()
            game.skip()
            self._shown = game.view
        except RefusedError as error:
            self.problem = str(error)

    def frame(
        self, look: Look, grid: Grid, keys: str, scroll: int, *, shown: bool, told: str = ""
    ) -> Frame | None:  # fmt: skip
        """The question, or with `shown` its reveal, everything in its place at once. None where it cannot be asked.

        `keys` stands where a hand says what there is to press; where it is empty, a player's own hint stands there.
        `told` is a remark that takes its place.
        """
        view = self._shown if shown else self._open
        question = None if view is None else view.public.question
        if view is None or question is None:
            return None
        number, total = self._place
        question = replace(question, number=number, total=total, place=number, length=total)
        view = replace(view, public=replace(view.public, question=question))
        hand = Hand(None if shown else blank(question), keys=keys, told=told, locked=shown)
        beat = Beat(left=None if shown else question.limit, motion=Motion.NONE)
        return seat(view, hand, Brush(look, grid), beat, Setting(scroll=scroll))


class _Still:
    """A clock that stands."""

    def now_ms(self) -> int:
        """Always now."""
        return 0
