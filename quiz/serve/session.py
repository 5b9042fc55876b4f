"""Somebody at a terminal: its keys within their budget, its look, its end. What is shown is up to the part played."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import Protocol

from quiz.core.state import Phase
from quiz.scenes.brush import Brush
from quiz.scenes.canvas import Frame
from quiz.scenes.look import Depth
from quiz.scenes.looks import THEMES
from quiz.serve.crowd import Crowd
from quiz.serve.guests import Size, Visit
from quiz.serve.keys import Click, Decoder, Input, Key
from quiz.serve.limits import KEYS_A_SECOND, KEYS_AT_ONCE, Bucket, Flood
from quiz.serve.moment import Kind, Moment
from quiz.serve.terminal import Piece, Terminal, depth_of
from quiz.serve.wire import Wire

BROKEN = "Something went wrong on this side. Your seat is kept: connect again, with your code before the @."
TOO_FAST = "Too many keys for too long. Connect again when nothing leans on the keyboard."


class Part(Protocol):
    """What a session does at the moment: stand at the door, sit at a seat, look on. `code` is that of the seat."""

    code: str

    def paint(self, moment: Moment, brush: Brush) -> None:
        """Show this moment."""
        ...

    def hear(self, key: Input) -> bool:
        """One key, click or paste; whether anything is to be painted."""
        ...

    def farewell(self) -> str:
        """The last line for whoever leaves."""
        ...

    def end(self) -> None:
        """The session is over."""
        ...


class Session:
    """A terminal and its part. What is typed beyond the budget is dropped; who never stops is shown out."""

    def __init__(self, gateway: Crowd, visit: Visit) -> None:
        """Take the visitor's screen; `begin` puts a part on it."""
        self.gateway = gateway
        self.loop = asyncio.get_running_loop()
        self.terminal = Terminal(visit.wire, visit.size, depth_of(visit.term, dict(visit.env)))
        self.frame: Frame | None = None
        self._part: Part | None = None
        self._decoder = Decoder()
        self._keys, self._flood = Bucket(KEYS_A_SECOND, KEYS_AT_ONCE), Flood()
        self._patience: asyncio.TimerHandle | None = None

    @property
    def seat(self) -> str:
        """Where this student sits."""
        return "" if self._part is None else self._part.code

    @property
    def behind(self) -> bool:
        """Whether frames were left out."""
        return self.terminal.behind

    @property
    def wire(self) -> Wire:
        """Where its bytes go."""
        return self.terminal.wire

    @property
    def part(self) -> Part | None:
        """What is on."""
        return self._part

    def begin(self, part: Part) -> None:
        """Put a part on the screen, the first or another one."""
        if self._part is None:
            self.terminal.enter()
            self.gateway.add(self)
        self._part = part
        self.gateway.paint(self)

    def feed(self, data: bytes) -> None:
        """Bytes that were typed."""
        self._quiet()
        self._take(self._decoder.feed(data))
        if self._decoder.patience is not None and self.terminal.open:
            self._patience = self.loop.call_later(self._decoder.patience, self._expire)

    def resize(self, size: Size) -> None:
        """Another size."""
        self.terminal.resize(size)
        self.gateway.paint(self)

    def eof(self) -> None:
        """Nothing more will be typed, which a terminal means when it closes."""
        self.leave()

    def gone(self) -> None:
        """The connection has ended."""
        self.terminal.gone()
        self._end()

    def leave(self, said: str = "") -> None:
        """End in order."""
        self.terminal.leave(said)
        self._end()

    def broke(self, error: Exception) -> None:  # noqa: ARG002 - nothing of it is shown
        """Painting failed."""
        self.leave(BROKEN)

    def paint(self, moment: Moment) -> None:
        """Show this moment."""
        grid = self.terminal.grid
        if grid is None:
            self.show(self.terminal.notice(), [])
        elif self._part is not None:
            self._part.paint(moment, Brush(self.terminal.look, grid))

    def show(self, frame: Frame, pieces: list[Piece]) -> None:
        """On the screen with it."""
        self.frame = frame
        self.terminal.show(frame, pieces, self.gateway.speller, self.loop.time())

    def action(self, click: Click) -> str:
        """What a click means on the frame that is shown."""
        place = self.terminal.place
        return "" if self.frame is None else self.frame.hit(click.x - place.left, click.y - place.top)

    def _hear(self, key: Input) -> bool:
        """Keys that mean the same everywhere, then those of the part."""
        if self._part is None:
            return False
        if isinstance(key, Key):
            if key.name in ("ctrl+c", "ctrl+d"):
                self.leave(self._part.farewell())
                return False
            if self._dress(key.name):
                return True
        return self._part.hear(key)

    def _dress(self, name: str) -> bool:
        """F2 goes through the colour depths, F3 through the themes."""
        look = self.terminal.look
        if name == "f2":
            self.terminal.dress(look.name, dict(pairwise([*Depth, Depth.TRUE]))[look.depth])
        elif name == "f3":
            self.terminal.dress(dict(pairwise([*THEMES, next(iter(THEMES))]))[look.name], look.depth)
        return name in ("f2", "f3")

    def _take(self, keys: list[Input]) -> None:
        """Hear what the budget allows, then paint once."""
        changed = False
        for key in keys:
            now = self.loop.time()
            if not self.terminal.open:
                return
            if self._keys.take(now):
                changed = self._hear(key) or changed
            elif self._flood.dropped(now):
                self.leave(TOO_FAST)
                return
            else:
                # All of them came at one moment: for the rest there is nothing left, either.
                break
        if changed and self.terminal.open:
            self.gateway.paint(self)

    def _expire(self) -> None:
        """Nothing came after an Escape."""
        self._patience = None
        self._take(self._decoder.expire())

    def _quiet(self) -> None:
        """Something came in time."""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _end(self) -> None:
        """No more of this."""
        self._quiet()
        self.gateway.remove(self)
        part, self._part = self._part, None
        if part is not None:
            part.end()


class Watching:
    """The projector's view, and that of whoever only looks on."""

    code = ""

    def __init__(self, session: Session) -> None:
        """In this session."""
        self._session = session

    def paint(self, moment: Moment, brush: Brush) -> None:
        """What everybody may see."""
        name = "wall" if moment.public.phase in (Phase.NEW, Phase.LOBBY) else "table"
        self._session.show(moment.frame(Kind(name, 0), brush), [])

    def hear(self, key: Input) -> bool:
        """There is but the way out."""
        if isinstance(key, Key) and key.name == "q":
            self._session.leave()
        return False

    def farewell(self) -> str:
        """Nothing."""
        return ""

    def end(self) -> None:
        """Nothing was held."""
