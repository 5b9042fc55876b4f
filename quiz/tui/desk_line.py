"""The desk's end of a room's socket: what the room tells comes in, what the host wants goes out.

Lines of JSON. After `{"hello": "desk"}` the room sends its view and a clock whenever something has changed; a wish
`{"do": ..., "id": n}` is answered by `{"done": n}` or `{"refused": n, "why": ...}`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quiz.core.host import HostView
from quiz.rooms.deadlines import told_deadline
from quiz.rooms.host_codec import HostCodec
from quiz.scenes.pace import Pace

LONGEST = 2**24
"""The longest line that is read: a view of a large class."""
AGAIN = 1.0
"""Seconds until a room that is gone is looked for again."""
PATIENCE = 10.0
"""Seconds that a wish is waited for."""
GONE = "The room is gone, or is just coming back. Trying again every second."
STRANGE = "The room speaks another version than this desk."
SLOW = "The room has not answered."


@dataclass(frozen=True, slots=True)
class Told:
    """What the room tells beside its view, in ms of the game.

    `closes` is when the open question closes as things stand, `scene` what a step is taken from, `present` the seats
    that are connected. `trouble` and `alarms` are what is wrong. `command` is what students type, `fingerprint` that of
    the host key. `pace` is there where each plays alone.
    """

    now: int = 0
    closes: int | None = None
    scene: int | None = None
    present: frozenset[str] = frozenset()
    trouble: str = ""
    alarms: int = 0
    command: str = ""
    fingerprint: str = ""
    pace: Pace | None = None


class DeskLine:
    """A line to a room that is taken up again whenever it breaks."""

    def __init__(self, path: Path, heard: Callable[[HostView, Told], None], lost: Callable[[str], None]) -> None:
        """`path` is the room's socket. `heard` gets what the room tells, `lost` why there is no line."""
        self._path, self._heard, self._lost = path, heard, lost
        self._writer: asyncio.StreamWriter | None = None
        self._asked: dict[int, asyncio.Future[str]] = {}
        self._count = 0

    async def run(self) -> None:
        """Keep the line, until cancelled."""
        codec = HostCodec()
        while True:
            why = GONE
            try:
                await self._listen(codec)
            except OSError:
                pass
            except ValueError:
                why = STRANGE
            self._drop()
            self._lost(why)
            await asyncio.sleep(AGAIN)

    async def do(self, what: str, **fields: object) -> str:
        """Ask for a deed. Gives why it was refused, and an empty text once it is done."""
        writer = self._writer
        if writer is None:
            return GONE
        self._count += 1
        number = self._count
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        writer.write(json.dumps({"do": what, "id": number, **fields}).encode() + b"\n")
        try:
            async with asyncio.timeout(PATIENCE):
                await writer.drain()
                return await answer
        except TimeoutError:
            return SLOW
        except OSError:
            return GONE
        finally:
            self._asked.pop(number, None)

    async def _listen(self, codec: HostCodec) -> None:
        """One connection, until it ends."""
        reader, writer = await asyncio.open_unix_connection(self._path, limit=LONGEST)
        try:
            writer.write(b'{"hello": "desk"}\n')
            self._writer = writer
            while line := await reader.readline():
                self._take(json.loads(line), codec)
        finally:
            self._writer = None
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _take(self, told: object, codec: HostCodec) -> None:
        """One line. Raises `ValueError` for what no room of this version says."""
        match told:
            case {"view": view, "clock": dict(clock)}:
                self._heard(codec.decode(view), _clock(clock))
            case {"done": int(number)}:
                self._answer(number, "")
            case {"refused": int(number), "why": why}:
                self._answer(number, str(why) or "The room has refused.")
            case _:
                raise ValueError(STRANGE)

    def _answer(self, number: int, why: str) -> None:
        """What has come of a wish."""
        answer = self._asked.get(number)
        if answer is not None and not answer.done():
            answer.set_result(why)

    def _drop(self) -> None:
        """Nobody will answer what is still asked."""
        for number in list(self._asked):
            with contextlib.suppress(asyncio.InvalidStateError):
                self._asked[number].set_result(GONE)


def _clock(told: Mapping[str, object]) -> Told:
    """The clock of a message; what is missing is as in the beginning."""
    present = told.get("present")
    return Told(
        now=_number(told.get("now")) or 0,
        closes=_number(told.get("closes")),
        scene=_number(told.get("scene")),
        present=frozenset(map(str, present)) if isinstance(present, list) else frozenset(),
        trouble=str(told.get("trouble") or ""),
        alarms=_number(told.get("alarms")) or 0,
        command=str(told.get("command") or ""),
        fingerprint=str(told.get("fingerprint") or ""),
        pace=_pace(told.get("pace")),
    )


def _pace(told: object) -> Pace | None:
    """How it goes where each plays alone; None where all play together."""
    if not isinstance(told, dict):
        return None
    until, done = _number(told.get("until")), told.get("done")
    seats = {str(seat): _number(count) or 0 for seat, count in done.items()} if isinstance(done, dict) else {}
    words = "" if until is None else told_deadline(until)
    return Pace(until, words, _number(told.get("left")), _number(told.get("of")) or 0, seats)


def _number(told: object) -> int | None:
    """A whole number, or none."""
    return told if isinstance(told, int) and not isinstance(told, bool) else None
