"""What a room does by itself, and what its host does with one key.

By itself a room closes its question: when nobody is left who may still answer, with every pick locked as it stands. A
player whose own time is up can no longer change a pick. Whoever has lost the line does not hold the class up for long.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from fractions import Fraction

from quiz.core.commands import (
    CloseQuestion,
    Command,
    ExtendQuestion,
    FinishGame,
    KickSeat,
    LastPick,
    LockRoom,
    OpenRound,
    PauseGame,
    Reason,
    RenameSeat,
    ReopenQuestion,
    ResumeGame,
    RevealQuestion,
    SetFactor,
    SetTeam,
    ShowStanding,
    VoidItem,
)
from quiz.core.decide import Outcome, Refusal, Rejected, decide
from quiz.core.evolve import evolve
from quiz.core.host import Step, next_of
from quiz.core.kinds import Response
from quiz.core.state import Phase, State, deadline, next_item, plan_of, players, public_deadline
from quiz.rooms.room import Room
from quiz.rooms.turns import opening

AWAY_MS = 15_000
"""For how long a class waits for somebody who has lost the line, in ms."""
MORE_MS = 15_000
"""How much an extension or a reopening gives, in ms, unless the host says otherwise."""
BREATH_MS = 50
"""The least between two looks at who is still to answer, in ms."""
RETRY_MS = 1000
"""When a close that could not be saved is tried again."""


class Conduct:
    """Runs a room: `tick` does what is due, `run` does it in time. The other methods are what a host does."""

    def __init__(self, room: Room, *, reading: bool = True) -> None:
        """With `reading` a timed question stands alone for its reading time."""
        self._room, self._reading = room, reading
        self._instance = 0
        self._picks: dict[str, Response] = {}
        self._lines: dict[str, int] = {}  # how many connections a seat has
        self._away: dict[str, int] = {}  # since when a seat has none
        self._nudge = asyncio.Event()

    def came(self, seat: str) -> None:
        """A connection of `seat` is there."""
        self._lines[seat] = self._lines.get(seat, 0) + 1
        self._away.pop(seat, None)

    def left(self, seat: str) -> None:
        """A connection of `seat` is gone."""
        self._lines[seat] = max(self._lines.get(seat, 0) - 1, 0)
        if not self._lines[seat]:
            self._away[seat] = self._room.now_ms
        self._nudge.set()

    def present(self, seat: str) -> bool:
        """Whether `seat` has a connection."""
        return self._lines.get(seat, 0) > 0

    def pick(self, seat: str, instance: int, response: Response | None) -> bool:
        """What `seat` would answer as it stands, None for nothing; whether it was taken.

        Not after the player's own deadline, nor in a pause: what stands then is what will be locked.
        """
        state = self._room.state
        self._turn(state)
        known, last = state.seats.get(seat), None
        if state.phase is not Phase.OPEN or state.paused is not None or instance != self._instance or known is None:
            return False
        last = deadline(state.asked[-1], known)
        if last is not None and self._room.now_ms > last:
            return False
        self._picks.pop(seat, None)
        if response is not None:
            self._picks[seat] = response
        return True

    def standing_pick(self, seat: str) -> Response | None:
        """The pick of `seat` that would be locked now."""
        self._turn(self._room.state)
        return self._picks.get(seat)

    def closes_at(self) -> int | None:
        """When the open question will be closed, as things stand, in ms of the game; None when only the host can."""
        state = self._room.state
        if state.phase is not Phase.OPEN or state.paused is not None:
            return None
        asked, seats = state.asked[-1], players(state)
        if not seats:
            last = public_deadline(asked)
            return None if last is None else last + 1
        waits = [self._waits_for(state, seat) for seat in seats if seat not in asked.answers]
        known = [wait for wait in waits if wait is not None]
        return max(known, default=self._room.now_ms) if len(known) == len(waits) else None

    async def tick(self) -> int | None:
        """Do what is due. In how many ms to look again at the latest; None when nothing will be due by itself."""
        when = self.closes_at()
        if when is None:
            return None
        left = when - self._room.now_ms
        if left > 0:
            return left
        outcome = await self._room.submit(self._closing(self._room.state))
        return RETRY_MS if isinstance(outcome, Rejected) else 0

    async def run(self) -> None:
        """Do what is due, when it is due, until cancelled."""
        while True:
            seen = self._room.changed.count
            left = await self.tick()
            if left == 0:
                continue
            if self._room.changed.count == seen:
                await self._sleep(seen, left)
            # A class that answers changes the room hundreds of times a second; it is looked at now and then.
            await asyncio.sleep(BREATH_MS / 1000)

    async def _sleep(self, seen: int, left: int | None) -> None:
        """Until something changes, or `left` ms are over."""
        self._nudge.clear()
        waits = [asyncio.ensure_future(self._room.changed.after(seen)), asyncio.ensure_future(self._nudge.wait())]
        try:
            timeout = None if left is None else left / 1000
            await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.gather(*waits, return_exceptions=True)

    async def next(self, scene: int | None = None) -> Outcome:
        """The next step. With `scene`, only if that is what was seen: a key pressed twice is one step."""
        if scene is not None and scene != self._room.scene:
            return Rejected(Refusal.STALE, "The room has moved on already.")
        command = self._next(self._room.state)
        if command is None:
            return Rejected(Refusal.FINISHED, "The game is over.")
        return await self._room.submit(command)

    async def pause(self) -> Outcome:
        """Hold time still, or let it run again."""
        return await self._room.submit(ResumeGame() if self._room.state.paused is not None else PauseGame())

    async def extend(self, ms: int = MORE_MS) -> Outcome:
        """Give more time for the open question."""
        return await self._room.submit(ExtendQuestion(len(self._room.state.asked), ms))

    async def close(self) -> Outcome:
        """End answering now."""
        return await self._room.submit(self._closing(self._room.state))

    async def reopen(self, ms: int = MORE_MS) -> Outcome:
        """Take back the close of a question."""
        return await self._room.submit(ReopenQuestion(len(self._room.state.asked), ms))

    async def skip(self, because: str = "skipped by the host") -> Outcome:
        """Take the question in play out of all scores and go on, all at once."""
        state, commands = self._room.state, list[Command]()
        if state.phase not in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED):
            return Rejected(Refusal.NOT_NOW, "There is no question to skip.")
        instance = len(state.asked)
        if state.paused is not None:
            commands.append(ResumeGame())
        commands.append(VoidItem(instance, because))
        if state.phase is not Phase.REVEALED:
            commands.append(RevealQuestion(instance))
        onward = self._next(_projected(state, commands, self._room.now_ms))
        return await self._room.submit(*commands, *(() if onward is None else (onward,)))

    async def void(self, instance: int, because: str) -> Outcome:
        """Take a question out of all scores."""
        return await self._room.submit(VoidItem(instance, because))

    async def standings(self) -> Outcome:
        """Show how everybody stands, between two questions too."""
        state = self._room.state
        return await self._room.submit(ShowStanding(state.round, early=next_item(state) is not None))

    async def kick(self, seat: str) -> Outcome:
        """Put a player out."""
        return await self._room.submit(KickSeat(seat))

    async def rename(self, seat: str, name: str) -> Outcome:
        """Give a player another name."""
        return await self._room.submit(RenameSeat(seat, name))

    async def lock(self, locked: bool) -> Outcome:
        """Let nobody new in, or let them in again."""
        return await self._room.submit(LockRoom(locked))

    async def team(self, seat: str, team: str) -> Outcome:
        """Put a player into a team."""
        return await self._room.submit(SetTeam(seat, team))

    async def factor(self, seat: str, factor: Fraction | None) -> Outcome:
        """Stretch a player's limits from the next question on."""
        return await self._room.submit(SetFactor(seat, factor))

    async def end(self) -> Outcome:
        """End the game here."""
        return await self._room.submit(FinishGame(Reason.ENDED))

    def _waits_for(self, state: State, seat: str) -> int | None:
        """Until when the class waits for `seat`, which has not answered; None when without end."""
        last = deadline(state.asked[-1], state.seats[seat])
        own = None if last is None else last + plan_of(state).rules.allowance + 1
        if self.present(seat) or not any(map(self.present, state.seats)):
            # Where nobody has a line it is the network that is gone, and no reason to end the question.
            return own
        gone = self._away.get(seat, state.asked[-1].opened) + AWAY_MS
        return gone if own is None else min(own, gone)

    def _closing(self, state: State) -> CloseQuestion:
        """The close of the open question, with all picks as they stand."""
        self._turn(state)
        picks = tuple(LastPick(seat, response) for seat, response in self._picks.items())
        return CloseQuestion(len(state.asked), picks)

    def _turn(self, state: State) -> None:
        """Forget the picks of another question."""
        if self._instance != len(state.asked):
            self._instance = len(state.asked)
            self._picks.clear()

    def _next(self, state: State) -> Command | None:
        """The command of the next step."""
        match next_of(state):
            case Step.RESUME:
                return ResumeGame()
            case Step.ROUND:
                return OpenRound(state.round + 1)
            case Step.QUESTION:
                return opening(state, self._room.chance, reading=self._reading)
            case Step.CLOSE:
                return self._closing(state)
            case Step.REVEAL:
                return RevealQuestion(len(state.asked))
            case Step.STANDING:
                return ShowStanding(state.round)
            case Step.FINISH:
                return FinishGame(Reason.COMPLETED)
            case Step.NOTHING:
                return None


def _projected(state: State, commands: Sequence[Command], now_ms: int) -> State:
    """What `state` will be after `commands`, as far as they are allowed."""
    for command in commands:
        outcome = decide(state, command, now_ms)
        if not isinstance(outcome, Rejected):
            for event in outcome:
                state = evolve(state, event)
    return state
