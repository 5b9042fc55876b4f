"""The door: a student chooses a name and gets a seat."""

from __future__ import annotations

import asyncio
from typing import Protocol

from quiz.core.refusals import Refusal, Rejected
from quiz.core.text import clean
from quiz.scenes.brush import Brush
from quiz.scenes.lobby import door_pieces
from quiz.serve.keys import Input, Key, Pasted
from quiz.serve.moment import Kind, Moment
from quiz.serve.session import Session

LONGEST_NAME = 40


class Seats(Protocol):
    """Where seats are given out."""

    def offer(self) -> str:
        """A friendly name that nobody has."""
        ...

    async def take(self, name: str, key: str) -> str | Rejected:
        """Take a seat under a name: its code, or why not. `key` is a proven key's fingerprint, or empty."""
        ...

    def sit(self, seat: str, session: Session) -> None:
        """Put a session on a seat; whoever sat there before leaves it."""
        ...

    def stood_up(self, seat: str, session: Session) -> None:
        """A session is on its seat no more."""
        ...


class Door:
    """The name that is being typed."""

    code = ""

    def __init__(self, session: Session, seats: Seats, key: str = "") -> None:
        """With a friendly name to begin with."""
        self._session, self._seats, self._key = session, seats, key
        self._name, self._own, self._told = seats.offer(), False, session.gateway.closed
        self._caret = len(self._name)
        self._joining: asyncio.Task[None] | None = None
        self._next: tuple[str, bool] | None = None

    def paint(self, moment: Moment, brush: Brush) -> None:
        """The shared door with the name in its box."""
        frame, terminal = moment.frame(Kind("door"), brush), self._session.terminal
        made = door_pieces(frame, self._name, self._caret, self._told, brush)
        self._session.show(frame, [terminal.piece(slot, canvas) for slot, canvas in made])

    def hear(self, key: Input) -> bool:
        """Edit the name, or take it."""
        if isinstance(key, Pasted):
            self._type(clean(key.text).strip())
            return True
        if not isinstance(key, Key):
            return False
        match key.name:
            case "enter":
                self._join()
            case "tab":
                self._name, self._own, self._told = self._seats.offer(), False, ""
                self._caret = len(self._name)
            case "backspace" | "delete" | "ctrl+u":
                self._erase(key.name)
            case "left" | "right":
                self._own = True
                self._caret = min(max(self._caret + (1 if key.name == "right" else -1), 0), len(self._name))
            case _:
                if key.character is None:
                    return False
                self._type(key.character)
        return True

    def farewell(self) -> str:
        """Nothing: there is nothing to come back to."""
        return ""

    def end(self) -> None:
        """A seat that is being taken meanwhile stays taken; its name was free only once."""

    def _type(self, text: str) -> None:
        """Letters; the first takes the place of the name that was offered."""
        if not self._own:
            self._name, self._caret, self._own = "", 0, True
        text = text[: LONGEST_NAME - len(self._name)]
        self._name = self._name[: self._caret] + text + self._name[self._caret :]
        self._caret += len(text)
        self._told = ""

    def _erase(self, how: str) -> None:
        """Take letters away; of a name that was offered all of them."""
        if how == "ctrl+u" or not self._own:
            self._name, self._caret = "", 0
        elif how == "backspace":
            self._name = self._name[: max(self._caret - 1, 0)] + self._name[self._caret :]
            self._caret = max(self._caret - 1, 0)
        else:
            self._name = self._name[: self._caret] + self._name[self._caret + 1 :]
        self._own, self._told = True, ""

    def _join(self) -> None:
        """Ask for the seat, once at a time. An Enter that comes meanwhile means the name that stands there by then."""
        asked = self._name.strip(), self._own
        if self._joining is not None and not self._joining.done():
            self._next = asked
            return
        self._told = ""
        self._joining = self._session.loop.create_task(self._taken(*asked))

    async def _taken(self, name: str, own: bool) -> None:
        """Sit down, or say why not; of what was typed since then nothing but another Enter counts."""
        name, taken = await self._asked(name, own=own)
        while isinstance(taken, Rejected) and self._next is not None:
            (name, own), self._next = self._next, None
            name, taken = await self._asked(name, own=own)
        if not self._session.terminal.open:
            return
        if not isinstance(taken, Rejected):
            self._seats.sit(taken, self._session)
        elif name == self._name.strip():
            self._told = taken.message
            self._session.gateway.paint(self._session)

    async def _asked(self, name: str, *, own: bool) -> tuple[str, str | Rejected]:
        """A name, and its seat or why there is none. A name that was offered gives way to another."""
        taken = await self._seats.take(name, self._key)
        while isinstance(taken, Rejected) and taken.reason is Refusal.NAME_TAKEN and not own:
            # Somebody else was offered the same name and was faster; neither has chosen it.
            name = self._seats.offer()
            if not self._own:
                self._name, self._caret = name, len(name)
            taken = await self._seats.take(name, self._key)
        return name, taken
