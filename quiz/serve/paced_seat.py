"""A seat where each plays alone: Enter goes on, an answer is revealed at once, the sheet comes when all is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from quiz.core.refusals import Outcome, Rejected
from quiz.core.state import Phase
from quiz.core.views import PlayerView
from quiz.core.wording import not_opened
from quiz.scenes.beat import Stage
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.hand import Hand
from quiz.scenes.paced import own_score
from quiz.scenes.sheet import sheet
from quiz.serve.door import Seats
from quiz.serve.keys import Click, Input, Key
from quiz.serve.moment import Kind, Moment
from quiz.serve.paced_gateway import PacedGateway
from quiz.serve.seat import Seat
from quiz.serve.session import Session
from quiz.serve.terminal import Piece

BEFORE = frozenset((Phase.NEW, Phase.LOBBY))
DEAF = 0.15
"""Seconds for which a reveal does not hear Enter, so that a double tap takes nothing away unread."""


class PacedSeat(Seat):
    """One student."""

    def __init__(self, session: Session, seats: Seats, seat: str) -> None:
        """At the seat of that code, for the first time or again."""
        super().__init__(session, seats, seat)
        assert isinstance(session.gateway, PacedGateway)  # noqa: S101 - such seats are in such rooms alone
        self._paced = session.gateway
        self._own = session.gateway.place(seat)
        self._on: Moment | None = None
        self._going: asyncio.Task[None] | None = None
        self._turned_at = 0.0
        self._sheet = True
        self._void = self._paced.room.state.void

    def paint(self, moment: Moment, brush: Brush) -> None:
        """This moment with the own hand on it."""
        if self._on is None or self._on.public is not moment.public:
            self._turned_at = self._session.loop.time()
        self._on = moment
        void = self._paced.room.state.void
        if void is not self._void:
            # The own score is another one, though the page may be the same.
            self._void, self._moment = void, None
        super().paint(moment, brush)

    def hear(self, key: Input) -> bool:
        """Enter goes on wherever no question is open, and Ctrl+S leaves one without an answer."""
        phase = Phase.NEW if self._on is None else self._on.public.phase
        if phase is Phase.OPEN and isinstance(key, Key) and key.name == "ctrl+s":
            return self._skip()
        onward = isinstance(key, Key) and key.name in ("enter", "space")
        onward = onward or (isinstance(key, Click) and self._session.action(key) == "enter")
        if onward and phase not in (Phase.OPEN, Phase.FINISHED):
            return self._go_on(phase)
        return super().hear(key)

    def _go_on(self, phase: Phase) -> bool:
        """The next step; of a reveal that is still to come first the rest of it."""
        if phase is Phase.REVEALED and self._on is not None:
            if self._session.loop.time() - self._turned_at < DEAF:
                return False
            if self._on.beat.stage < Stage.NOTE:
                self._paced.hurry(self.code)
                return True
        self._start(self._own.advance)
        return False

    def _skip(self) -> bool:
        """Leave the open question without an answer."""
        question = None if self._view is None else self._view.public.question
        if question is not None and not self._draft.sent:
            self._start(lambda: self._own.skip(question.instance))
        return False

    def _start(self, step: Callable[[], Awaitable[Outcome]]) -> None:
        """Take a step, one at a time: a key pressed twice is one step."""
        if self._going is None or self._going.done():
            self._going = self._session.loop.create_task(self._gone(step()))

    async def _gone(self, outcome: Awaitable[Outcome]) -> None:
        """Once it is on the disk show where it leads, or say why it does not."""
        done = await outcome
        if isinstance(done, Rejected):
            self._draft.told = done.message
        self._revision += 1
        if self._session.terminal.open:
            self._gateway.paint(self._session)

    def _kind(self, view: PlayerView, moment: Moment, brush: Brush) -> Kind:
        """Between questions, and at the end before the deadline, a page with the own score."""
        if _paused(moment):
            return Kind("pause", 0)
        return super()._kind(view, moment, brush)

    def _made(
        self, view: PlayerView, frame: Frame, kind: Kind, moment: Moment, brush: Brush, clock: str
    ) -> list[Piece]:
        """The own pieces, and on such a page the own score."""
        pieces = super()._made(view, frame, kind, moment, brush, clock)
        slot = frame.slot("own") if kind.name == "pause" else None
        return pieces if slot is None else [*pieces, self._session.terminal.piece(slot, own_score(view.row, brush))]

    def _hand(self, view: PlayerView, moment: Moment, clock: str) -> Hand:
        """What the painter of the hand needs."""
        hand, phase = super()._hand(view, moment, clock), view.public.phase
        keys = hand.keys
        if phase in (Phase.ROUND, Phase.REVEALED, Phase.STANDING):
            keys = "Enter goes on"
        return replace(hand, keys=keys, whose="left")

    def _clock(self, view: PlayerView) -> str:
        """The own time left, once the question does not stand alone any more."""
        alone = self._on is not None and self._on.beat.alone
        return "" if alone or view.deadline is None else super()._clock(view)

    def _paint_sheet(self, view: PlayerView, brush: Brush) -> None:
        """The own misses, with how the own game ended."""
        own = self._own.view() or view
        over = self._paced.moment.public.phase is Phase.FINISHED
        other, outline = "the podium" if over else "your score", self._gateway.outline
        frame = sheet(own, outline, brush, self._scroll, other, not_opened(self._own.unopened))
        self._scroll = min(self._scroll, sum(frame.more))
        self._session.show(frame, [])


def _paused(moment: Moment) -> bool:
    """Whether the own score is all that there is to be seen."""
    public = moment.public
    return public.phase is Phase.STANDING or (public.phase is Phase.FINISHED and not public.standings)
