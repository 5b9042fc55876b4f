"""Views of a room in which each plays alone: of its people together, and, once it is over, of all games as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from quiz.core.host import HostView, OpenedRow, Step, host_view
from quiz.core.state import Phase, State, plan_of
from quiz.core.views import PublicView, Row, public_view, rows_by_seat


class Sights:
    """Made when they are asked for. `count` tells of which moment they are."""

    def __init__(self, room: State, count: int, lesson: Callable[[], State] = State) -> None:
        """`room` is the stream of the room, `lesson` makes all games one."""
        self.count = count
        self._room, self._lesson = room, lesson

    def keep(self, before: Sights) -> None:
        """What everybody may see is the same object as long as nothing of it has changed.

        Once it is over for all, that is told by the games, and not by the room's stream alone.
        """
        over = self._room.phase is Phase.FINISHED
        if before._room is self._room and not over and "public" in before.__dict__:
            self.__dict__["public"] = before.public

    @cached_property
    def lesson(self) -> State:
        """All games as one."""
        return self._lesson()

    @cached_property
    def public(self) -> PublicView:
        """What everybody may see: no standing before it is over for all."""
        return public_view(self.lesson if self._room.phase is Phase.FINISHED else self._room)

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The line of each player."""
        return rows_by_seat(self.lesson)

    @cached_property
    def host(self) -> HostView:
        """What the host may see. Each is asked something else, so that there is no question to tell of."""
        items = [item for part in plan_of(self._room).rounds for item in part.items]
        void = self._room.void
        opened = tuple(OpenedRow(number, item.stem, void.get(number)) for number, item in enumerate(items, 1))
        return replace(host_view(self.lesson, self.public, self.rows), opened=opened, next=Step.NOTHING)


def page_of(view: PublicView) -> PublicView:
    """What a player's game shows with nothing of the player in it: the same for all who are at the same question.

    It counts time from the opening, and leaves out who chose what, and when their time is up.
    """
    question, reveal = view.question, view.reveal
    if question is not None:
        question = replace(question, opened=0, begins=question.begins - question.opened, deadline=None)
    if reveal is not None:
        reveal = replace(reveal, counts=(), right=0, answered=0)
    return replace(view, at=0, seats=(), standings=(), teams=(), superlatives=(), question=question, reveal=reveal)
