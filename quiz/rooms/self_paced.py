"""A room in which each plays alone: the same questions in the same order, at everybody's own pace, until a deadline.

The log holds a stream for the room, with its plan and its people, and one for each seat (`room/seat`), with that
player's game. A seat's stream begins after the start and the joining, which the room's own stream tells already. The
deadline is a moment of the calendar: a room that is down does not put it off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from fractions import Fraction

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    FinishGame,
    JoinSeat,
    KickSeat,
    LastPick,
    LockRoom,
    OpenQuestion,
    OpenRound,
    Reason,
    RenameSeat,
    RevealQuestion,
    SetDeadline,
    SetFactor,
    SetTeam,
    ShowStanding,
    VoidItem,
)
from quiz.core.decide import Outcome, Refusal, Rejected
from quiz.core.host import Step, next_of
from quiz.core.kinds import Response
from quiz.core.plan import Plan
from quiz.core.seating import put_out, unknown_seat
from quiz.core.state import Phase, State, deadline, players
from quiz.rooms.games import Games, Wall
from quiz.rooms.ledger import Stream
from quiz.rooms.streams import begun_paced, stream_name, streams_of
from quiz.rooms.turns import Chance, Clock, opening
from quiz.stores.base import GroupLog

HostCommand = RenameSeat | KickSeat | LockRoom | SetTeam | VoidItem
MOST_AHEAD = 366 * 86400
"""How far from now a deadline may be put, in s."""


class SelfPaced(Games):
    """Such a room. Make one with `start` or `resume`, then let `run` work until `close`, and `tick` now and then."""

    def __init__(
        self, log: GroupLog, name: str, clock: Clock, chance: Chance, wall: Wall, streams: Mapping[str, Stream]
    ) -> None:  # fmt: skip
        """`streams` are what the log of `name` amounts to now."""
        super().__init__(log, name, clock, wall, streams)
        self._chance = chance
        self._picks: dict[str, tuple[int, Response]] = {}

    @classmethod
    def start(
        cls, log: GroupLog, name: str, clock: Clock, chance: Chance, plan: Plan, until: int | None, wall: Wall
    ) -> SelfPaced:  # fmt: skip
        """Begin `plan`. Raises `RefusedPlanError` for one that cannot be played.

        Nobody plays on after `until`, in s since 1970; None is without end.
        """
        return cls(log, name, clock, chance, wall, {name: Stream(begun_paced(log, name, plan, until))})

    @classmethod
    def resume(cls, log: GroupLog, name: str, clock: Clock, chance: Chance, wall: Wall) -> SelfPaced:
        """Take up the room in `log`. Raises `LookupError` where there is none of that name."""
        return cls(log, name, clock, chance, wall, streams_of(log, name))

    async def join(self, seat: str, name: str, factor: Fraction | None = Fraction(1)) -> Outcome:
        """Take a seat. The first question waits until the player asks for it."""
        if self.over:
            return Rejected(Refusal.FINISHED, "The deadline has passed.")
        outcome = await self._ledger.submit(self.name, JoinSeat(seat, name, factor))
        if not isinstance(outcome, Rejected):
            self._seated(seat)
        return outcome

    async def host(self, command: HostCommand) -> Outcome:
        """What a host does about people, and about a question that is to count for nobody.

        That is noted once for all games; who has it open is shown so by the next `tick`.
        """
        return await self._ledger.submit(self.name, command)

    async def factor(self, seat: str, factor: Fraction | None) -> Outcome:
        """Stretch a player's limits from their next question on."""
        state = self._playing(seat)
        return state if isinstance(state, Rejected) else await self._give(seat, SetFactor(seat, factor))

    async def postpone(self, seconds: int) -> Outcome:
        """Put the deadline off, or, with a negative number, bring it nearer, though not into the past."""
        if self.over:
            return Rejected(Refusal.FINISHED, "It is over for all.")
        if self.until is None:
            return Rejected(Refusal.NOT_NOW, "There is no deadline: it goes on until you end it.")
        until, now = self.until + seconds, self._wall()
        if not now < until <= now + MOST_AHEAD:
            return Rejected(Refusal.MALFORMED, "The deadline has to be in the future, and within a year.")
        return await self._ledger.submit(self.name, SetDeadline(until))

    async def advance(self, seat: str) -> Outcome:
        """The player's next step: a round's title, a question, a standing, or the end. An open question waits.

        A question that counts for nobody is not asked: it is revealed as it is opened.
        """
        state = self._playing(seat)
        if isinstance(state, Rejected):
            return state
        command = self._next(state)
        if command is None:
            return ()
        if isinstance(command, OpenQuestion) and (number := command.instance) in self._room.void:
            return await self._give(seat, command, CloseQuestion(number), RevealQuestion(number))
        return await self._give(seat, command)

    async def answer(self, seat: str, instance: int, sequence: int, response: Response, lag: int = 0) -> Outcome:
        """Lock an answer, and reveal the question to this player. A repeat gives the same reply.

        `lag` is how many ms the line takes, for which the rules may make up.
        """
        state = self._playing(seat)
        if isinstance(state, Rejected):
            return state
        command = Answer(seat, instance, sequence, response, lag)
        known = 1 <= instance <= len(state.asked) and seat in state.asked[instance - 1].answers
        return await self._give(seat, command, *(() if known else (CloseQuestion(instance), RevealQuestion(instance))))

    async def skip(self, seat: str, instance: int) -> Outcome:
        """Leave an open question without an answer."""
        state = self._playing(seat)
        if isinstance(state, Rejected):
            return state
        return await self._give(seat, CloseQuestion(instance), RevealQuestion(instance))

    def pick(self, seat: str, instance: int, response: Response | None) -> None:
        """What the player would answer as it stands; None for nothing. It is locked when the time is up."""
        self._picks.pop(seat, None)
        if response is not None:
            self._picks[seat] = (instance, response)

    async def tick(self) -> int | None:
        """Settle what is due: questions whose time is up or that count no more, and, after the deadline, everything.

        In how many ms to look again at the latest; None when nothing will be due by itself.
        """
        over = self.over
        due = self._settled((self._room.reason or Reason.DEADLINE) if over else None)
        if due:
            await asyncio.gather(*due)
        if over:
            if self._room.phase is not Phase.FINISHED:
                await self._ledger.submit(self.name, FinishGame(Reason.DEADLINE))
            return None
        if due:
            return 0
        closes = [self._closes_at(self._state(seat), seat) for seat in players(self._room)]
        waits = [last + 1 - self.now_ms for last in closes if last is not None]
        if self.until is not None:
            waits.append(max(int((self.until - self._wall()) * 1000), 1))
        return min(waits, default=None)

    async def end(self) -> Outcome:
        """End it for all, now."""
        # Given together they are one write: no standing is seen that lacks what the end locks.
        ended = self._ledger.submit(self.name, FinishGame(Reason.ENDED))
        await asyncio.gather(ended, *self._settled(self._room.reason or Reason.ENDED))
        # What was on its way before may have left something open.
        await self.tick()
        return await ended

    def _settled(self, end: Reason | None) -> list[asyncio.Future[Outcome]]:
        """Give what settles the games in which something is due; with `end`, all that are not over."""
        due = list[asyncio.Future[Outcome]]()
        for seat in players(self._room):
            state = self._state(seat)
            last = self._closes_at(state, seat)
            void = state.phase is Phase.OPEN and state.asked[-1].voided is not None
            if state.phase is not Phase.FINISHED and (end or void or (last is not None and self.now_ms > last)):
                due.append(self._give(seat, *self._settling(state, seat, end)))
        return due

    def _playing(self, seat: str) -> State | Rejected:
        """The game of somebody who may go on with it."""
        known = self._seat(seat)
        if known is None or known.out:
            return unknown_seat() if known is None else put_out()
        return Rejected(Refusal.FINISHED, "The deadline has passed.") if self.over else self._state(seat)

    def _give(self, seat: str, *commands: Command) -> asyncio.Future[Outcome]:
        return self._ledger.submit(stream_name(self.name, seat), *commands)

    def _next(self, state: State) -> Command | None:
        match next_of(state):
            case Step.ROUND:
                return OpenRound(state.round + 1)
            case Step.QUESTION:
                return opening(state, self._chance, reading=True)
            case Step.REVEAL:
                return RevealQuestion(len(state.asked))
            case Step.STANDING:
                return ShowStanding(state.round)
            case Step.FINISH:
                return FinishGame(Reason.COMPLETED)
            case Step.CLOSE | Step.RESUME | Step.NOTHING:
                return None

    def _closes_at(self, state: State, seat: str) -> int | None:
        """When the open question of a player is over; None without limit, and where none is open."""
        return deadline(state.asked[-1], state.seats[seat]) if state.phase is Phase.OPEN else None

    def _settling(self, state: State, seat: str, end: Reason | None) -> list[Command]:
        """Close and reveal what is open, with the pick as it stands; with `end`, end the game."""
        instance, commands = len(state.asked), list[Command]()
        if state.phase is Phase.OPEN:
            at, response = self._picks.get(seat, (0, None))
            picks = (LastPick(seat, response),) if response is not None and at == instance else ()
            commands += [CloseQuestion(instance, picks), RevealQuestion(instance)]
        return commands if end is None else [*commands, FinishGame(end)]
