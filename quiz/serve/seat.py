"""A seat: the shared frame with one student's hand on it, the answer on its way, the sheet at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Hashable
from dataclasses import replace

from quiz.core.grammar import Problem
from quiz.core.refusals import Outcome, Rejected
from quiz.core.state import Phase
from quiz.core.views import PlayerView, QuestionView
from quiz.scenes.answers import remarks, why_rows
from quiz.scenes.beat import Stage
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.entry import TEXTUAL
from quiz.scenes.frames import scroll_to
from quiz.scenes.hand import Hand, line_piece, own_pieces
from quiz.scenes.lobby import own_place
from quiz.scenes.sheet import sheet
from quiz.serve.door import Seats
from quiz.serve.entries import Draft
from quiz.serve.keys import Click, Input, Key, Pasted, Wheel
from quiz.serve.moment import Kind, Moment
from quiz.serve.session import Session
from quiz.serve.terminal import Piece

SAVING = 0.25
"""Seconds after which an answer that is not on the disk yet is said to be on its way."""
READ = "read first, the rest comes in a moment"
PUT_OUT = "The teacher has taken you out of this game."


class Seat:
    """One student at the table."""

    def __init__(self, session: Session, seats: Seats, seat: str) -> None:
        """At the seat of that code, for the first time or again."""
        self.code = seat
        self._session, self._seats = session, seats
        self._gateway = session.gateway
        self._place = session.gateway.place(seat)
        self._draft = Draft()
        self._view: PlayerView | None = None
        self._moment: Moment | None = None
        self._token: Hashable = None
        self._pieces: list[Piece] = []
        self._revision, self._scroll, self._score, self._columns = 0, 0, "", 1
        self._sheet = False
        self._sending: asyncio.Task[None] | None = None

    # -- what is seen

    def paint(self, moment: Moment, brush: Brush) -> None:
        """This moment with the own hand on it. Own pieces are kept while nothing but the public clock changes."""
        if moment.public.phase in (Phase.NEW, Phase.LOBBY):
            self._paint_lobby(moment, brush)
            return
        if self._moment is None or self._moment.public is not moment.public:
            self._turn(moment)
        self._moment, self._columns = moment, brush.grid.columns
        view = self._view
        if view is None:
            self._session.leave(PUT_OUT)
            return
        if self._sheet and moment.public.phase is Phase.FINISHED:
            self._paint_sheet(view, brush)
            return
        kind, clock = self._kind(view, moment, brush), self._clock(view)
        terminal = self._session.terminal
        token = (kind, clock, self._revision, moment.beat.since, brush.look.name, brush.look.depth, terminal.place,
                 brush.grid.width)  # fmt: skip
        frame = moment.frame(kind, brush)
        if token != self._token:
            self._token = token
            self._pieces = self._made(view, frame, kind, moment, brush, clock)
        self._session.show(frame, self._pieces)

    def _paint_lobby(self, moment: Moment, brush: Brush) -> None:
        """Name and way back. No standing is asked for: with every newcomer it would be another one."""
        seat = self._gateway.room.state.seats.get(self.code)
        if seat is None or seat.out:
            self._session.leave(PUT_OUT)
            return
        frame, terminal = moment.frame(Kind("lobby"), brush), self._session.terminal
        token = ("lobby", seat.name, brush.look.name, brush.look.depth, terminal.place, brush.grid.width)
        if token != self._token:
            slot, back = frame.slot("own"), self._gateway.way.command(self.code)
            self._token = token
            self._pieces = [] if slot is None else [terminal.piece(slot, own_place(seat.name, back, brush, slot.width))]
        self._session.show(frame, self._pieces)

    def _turn(self, moment: Moment) -> None:
        """Take up a new public view. Where the room is further already, that is for the next moment."""
        old, view = self._view, self._place.view()
        if view is not None and view.public is not moment.public:
            view = replace(view, public=moment.public)
        self._view = view
        self._revision += 1
        if view is None:
            return
        if old is None or old.public.phase is not view.public.phase:
            self._scroll, self._draft.told = 0, ""
        if view.public.phase in (Phase.OPEN, Phase.CLOSED) or not self._score:
            self._score = view.row.score
        self._draft.turn(view.public.question, view.answer)

    def _kind(self, view: PlayerView, moment: Moment, brush: Brush) -> Kind:
        """Which of the shared frames this seat needs: at the reveal one with room for what is said to it."""
        if view.public.reveal is None or moment.beat.stage < Stage.KEY:
            return Kind("table", 2, self._scroll)
        return Kind("table", max(why_rows(remarks(view, brush), brush), 1), self._scroll)

    def _made(
        self, view: PlayerView, frame: Frame, kind: Kind, moment: Moment, brush: Brush, clock: str
    ) -> list[Piece]:
        """The own pieces. Those of an answer are shared by all who have the same one."""
        terminal = self._session.terminal
        hand, result = self._hand(view, moment, clock), view.result
        key = (kind, brush.look.name, terminal.depth, terminal.place, brush.grid.width, hand.entry, hand.locked,
               view.answer, result and (result.verdict, result.message))  # fmt: skip
        own = moment.pieces(key)
        if own is None:
            parts = own_pieces(frame, view, hand, brush, moment.beat)
            own = moment.keep(key, [terminal.piece(slot, canvas) for slot, canvas in parts])
        line = line_piece(frame, view, hand, brush, moment.beat)
        return [*own, *(terminal.piece(slot, canvas) for slot, canvas in line)]

    def _hand(self, view: PlayerView, moment: Moment, clock: str) -> Hand:
        """What the painter of the hand needs."""
        told = self._draft.told
        if view.public.phase is Phase.OPEN and not view.public.paused and not moment.beat.alone:
            told = told or ("saving" if self._draft.sent and view.answer is None else "")
        entry, locked = self._draft.entry, view.answer is not None
        return Hand(entry, told, self._score, locked, _ways(view, moment), clock, self.code)

    def _clock(self, view: PlayerView) -> str:
        """The own time left where it is not the public one."""
        question = view.public.question
        if view.public.phase is not Phase.OPEN or question is None or view.deadline == question.deadline:
            return ""
        if view.deadline is None:
            return "no limit"
        return f"{max(-(-(view.deadline - self._place.still_ms) // 1000), 0)} s"

    def _paint_sheet(self, view: PlayerView, brush: Brush) -> None:
        """The own misses at the end."""
        frame = sheet(view, self._gateway.outline, brush, self._scroll)
        self._scroll = min(self._scroll, sum(frame.more))
        self._session.show(frame, [])

    # -- what is typed

    def hear(self, key: Input) -> bool:
        """One key, click or paste."""
        view = self._view
        if view is None:
            return False
        self._revision += 1
        rows = self._rows(key, view.public.phase)
        if rows:
            return self._scrolled(rows)
        if view.public.phase is Phase.FINISHED:
            return self._at_end(key)
        question = view.public.question
        if question is None or view.public.phase is not Phase.OPEN or view.public.paused:
            return False
        if view.answer is not None or self._draft.sent:
            return False
        return self._answering(key, question)

    def farewell(self) -> str:
        """How to come back."""
        return f"To take your seat again: {self._gateway.way.command(self.code)}"

    def end(self) -> None:
        """The seat stays this student's."""
        self._seats.stood_up(self.code, self._session)

    def _answering(self, key: Input, question: QuestionView) -> bool:
        """What a key does to the answer."""
        if isinstance(key, Pasted):
            changed = self._draft.paste(key.text)
            self._hold(question)
            return changed
        reading = self._moment is not None and self._moment.beat.alone
        if reading and question.kind not in TEXTUAL:
            return False
        step = None
        if isinstance(key, Click):
            step = self._draft.click(question, self._session.action(key))
        elif isinstance(key, Key):
            step = self._draft.press(question, key, self._columns)
        if step is None or (step.lock and reading):
            return False
        if step.lock:
            return self._lock(question)
        self._hold(question)
        self._follow()
        return True

    def _follow(self) -> None:
        """Keep what keys go to in the window."""
        frame, entry = self._session.frame, self._draft.entry
        if frame is not None and entry is not None and frame.more != (0, 0):
            for name in ("tile", "left", "text"):
                self._scroll = max(scroll_to(frame, f"{name}:{entry.at}", self._scroll), 0)

    def _hold(self, question: QuestionView) -> None:
        """Tell the room what stands here, in case time runs out."""
        response = self._draft.response(self._place.state(), question)
        held = None if isinstance(response, Problem) else response
        self._place.pick(question.instance, held)

    def _lock(self, question: QuestionView) -> bool:
        """Give the answer to the room; whether there is anything to be seen before it is on the disk."""
        response = self._draft.response(self._place.state(), question)
        if response is None:
            self._draft.told = "nothing to lock yet"
        elif isinstance(response, Problem):
            self._draft.told = response.message
        else:
            self._draft.sent, self._draft.told = True, ""
            outcome = self._place.answer(question.instance, response, self._session.wire.lag)
            self._sending = self._session.loop.create_task(self._answered(question.instance, outcome))
            self._session.loop.call_later(SAVING, self._still_saving, question.instance)
            return False
        return True

    def _still_saving(self, instance: int) -> None:
        """The disk takes its time: say so."""
        entry = self._draft.entry
        if self._draft.sent and entry is not None and entry.instance == instance and self._session.terminal.open:
            self._revision += 1
            self._gateway.paint(self._session)

    async def _answered(self, instance: int, outcome: Awaitable[Outcome]) -> None:
        """Once the answer is on the disk show it locked, or say why it is not."""
        done = await outcome
        entry = self._draft.entry
        if entry is None or entry.instance != instance:
            return
        self._draft.sent = False
        if isinstance(done, Rejected):
            self._draft.told = done.message
        moment = self._moment
        if moment is not None and self._gateway.moment_of(self._session).public is moment.public:
            self._view = self._place.view() or self._view
        self._revision += 1
        if self._session.terminal.open:
            self._gateway.paint(self._session)

    def _rows(self, key: Input, phase: Phase) -> int:
        """By how many rows a key moves the window over a body that is higher than its room."""
        if isinstance(key, Wheel):
            return key.rows
        if isinstance(key, Click):
            return {"down": 8, "top": -1000}.get(self._session.action(key), 0)
        if not isinstance(key, Key):
            return 0
        rows = {"pageup": -8, "pagedown": 8}.get(key.name, 0)
        return rows or ({"up": -1, "down": 1}.get(key.name, 0) if phase is not Phase.OPEN else 0)

    def _scrolled(self, rows: int) -> bool:
        """Move the window."""
        frame = self._session.frame
        most = 0 if frame is None else frame.more[0] + frame.more[1]
        self._scroll = min(max(self._scroll + rows, 0), most)
        return True

    def _at_end(self, key: Input) -> bool:
        """Enter goes between the podium and the own sheet."""
        if isinstance(key, Key) and key.name in ("enter", "space", "escape"):
            self._scroll, self._sheet = 0, not self._sheet
            return True
        return False


def _ways(view: PlayerView, moment: Moment) -> str:
    """What the hand's line says of where keys lead, or of what goes on; empty where it is the kind's own hint."""
    phase = view.public.phase
    known = view.public.reveal is None or moment.beat.stage >= Stage.KEY
    if view.public.paused:
        return "paused"
    if moment.beat.alone:
        return READ
    if phase is Phase.CLOSED and view.answer is None:
        return "time is up"
    if phase in (Phase.STANDING, Phase.REVEALED) and known and view.ahead is not None:
        gap = view.ahead.points - view.row.points
        return f"{view.ahead.name} is {f'{gap} ahead' if gap else 'just ahead'}"
    return "Enter shows your own sheet" if phase is Phase.FINISHED else ""
