"""A room in which each plays alone: the same questions in the same order, at everybody's own pace, until a deadline.

The log holds a stream for the room, with its plan and its people, and one for each seat (`room/seat`), with that
player's game. A seat's stream begins after the start and the joining, which the room's own stream tells already. The
deadline is a moment of the calendar: a room that is down does not put it off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
    OpenRound,
    Reason,
    RenameSeat,
    RevealQuestion,
    SetDeadline,
    SetFactor,
    SetTeam,
    ShowStanding,
)
from quiz.core.decide import Outcome, Refusal, Rejected
from quiz.core.host import HostView, Step, next_of
from quiz.core.kinds import Response
from quiz.core.plan import Plan
from quiz.core.results import merged
from quiz.core.scoring import Row, standings
from quiz.core.seating import put_out, unknown_seat
from quiz.core.state import Phase, Seat, State, deadline, plan_of, players
from quiz.core.views import PlayerView, PublicView, view_for
from quiz.rooms.codes import new_code
from quiz.rooms.ledger import Ledger, Pulse, Stream
from quiz.rooms.names import Names
from quiz.rooms.sights import Sights
from quiz.rooms.streams import UNWRITTEN, begun_paced, first_state, stream_name, streams_of
from quiz.rooms.turns import Chance, Clock, opening
from quiz.stores.base import GroupLog

Wall = Callable[[], float]
"""The time of the calendar, in seconds since 1970."""
HostCommand = RenameSeat | KickSeat | LockRoom | SetTeam
MOST_AHEAD = 366 * 86400
"""How far from now a deadline may be put, in s."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a player is: `done` questions of `total`. `seat` is for giving commands, and never shown."""

    seat: str
    name: str
    done: int
    total: int
    score: str
    finished: bool


class SelfPaced:
    """Such a room. Make one with `start` or `resume`, then let `run` work until `close`, and `tick` now and then."""

    def __init__(
        self, log: GroupLog, name: str, clock: Clock, chance: Chance, wall: Wall, streams: Mapping[str, Stream]
    ) -> None:  # fmt: skip
        """`streams` are what the log of `name` amounts to now."""
        self.names = Names()
        self.name = name
        self._chance, self._wall = chance, wall
        self._ledger = Ledger(log, clock, streams, self.names.check)
        self._picks: dict[str, tuple[int, Response]] = {}
        self._sights = Sights(State(), -1)

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

    @property
    def changed(self) -> Pulse:
        """Beats after every change that is written."""
        return self._ledger.changed

    @property
    def trouble(self) -> str:
        """Why nothing can be written just now; empty when all is well."""
        return self._ledger.trouble

    @property
    def now_ms(self) -> int:
        """The time of the room in ms."""
        return self._ledger.now_ms

    @property
    def plan(self) -> Plan:
        """What is asked. For the cover, never for a front end."""
        return plan_of(self._room)

    @property
    def until(self) -> int | None:
        """The deadline, in s since 1970; None is without end."""
        return self._room.until

    @property
    def left_ms(self) -> int | None:
        """How long until the deadline, in ms; None without one."""
        return None if self.until is None else max(round((self.until - self._wall()) * 1000), 0)

    @property
    def over(self) -> bool:
        """Whether nobody may play any more."""
        return self._room.phase is Phase.FINISHED or (self.until is not None and self._wall() >= self.until)

    @property
    def state(self) -> State:
        """The room's own stream: its plan, its people, its deadline. For those who conduct it."""
        return self._room

    @property
    def public(self) -> PublicView:
        """What everybody may see: who is there, and, once it is over for all, how they stand."""
        return self._look().public

    @property
    def host_view(self) -> HostView:
        """What the host may see."""
        return self._look().host

    @property
    def _room(self) -> State:
        return self._ledger.state(self.name)

    def new_seat(self) -> str:
        """A code for somebody who sits down."""
        return new_code(self._room.seats)

    def free_name(self) -> str:
        """A friendly name that nobody here has."""
        return self.names.free(seat.name for seat in self._room.seats.values())

    async def join(self, seat: str, name: str, factor: Fraction | None = Fraction(1)) -> Outcome:
        """Take a seat. The first question waits until the player asks for it."""
        if self.over:
            return Rejected(Refusal.FINISHED, "The deadline has passed.")
        outcome = await self._ledger.submit(self.name, JoinSeat(seat, name, factor))
        if not isinstance(outcome, Rejected):
            self._seated(seat)
        return outcome

    async def host(self, command: HostCommand) -> Outcome:
        """What a host does about people."""
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
        """The player's next step: a round's title, a question, a standing, or the end. An open question waits."""
        state = self._playing(seat)
        if isinstance(state, Rejected):
            return state
        command = self._next(state)
        return () if command is None else await self._give(seat, command)

    async def answer(self, seat: str, instance: int, sequence: int, response: Response) -> Outcome:
        """Lock an answer, and reveal the question to this player. A repeat gives the same reply."""
        state = self._playing(seat)
        if isinstance(state, Rejected):
            return state
        command = Answer(seat, instance, sequence, response)
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
        """Settle what is due: questions whose time is up, and, after the deadline, everything.

        In how many ms to look again at the latest; None when nothing will be due by itself.
        """
        over, waits, due = self.over, list[int](), list[asyncio.Future[Outcome]]()
        for seat in players(self._room):
            state = self._state(seat)
            last = self._closes_at(state, seat)
            if state.phase is not Phase.FINISHED and (over or (last is not None and self.now_ms > last)):
                due.append(self._give(seat, *self._settling(state, seat, over)))
            elif last is not None:
                waits.append(last + 1 - self.now_ms)
        if due:
            await asyncio.gather(*due)
        if over:
            if self._room.phase is not Phase.FINISHED:
                await self._ledger.submit(self.name, FinishGame(Reason.DEADLINE))
            return None
        if self.until is not None:
            waits.append(max(int((self.until - self._wall()) * 1000), 1))
        return 0 if due else min(waits, default=None)

    async def end(self) -> Outcome:
        """End it for all, now."""
        outcome = await self._ledger.submit(self.name, FinishGame(Reason.ENDED))
        # Written first, so that a room which dies here ends all the same.
        await self.tick()
        return outcome

    def phase(self, seat: str) -> Phase | None:
        """Where a player's game stands; None for nobody."""
        return self._state(seat).phase if self._seat(seat) is not None else None

    def view(self, seat: str) -> PlayerView | None:
        """What a player may see; None for nobody, and for who was put out.

        Their line is their own alone until it is over for all.
        """
        known = self._seat(seat)
        if known is None or known.out:
            return None
        view = view_for(self._state(seat), seat)
        row = self._look().rows[seat] if self._room.phase is Phase.FINISHED else view.row
        return replace(view, name=known.name, team=known.team, row=row)

    def game(self, seat: str) -> State:
        """The game of a player. For those who take their answers, never for those who paint. Raises KeyError."""
        return self._state(seat)

    def progress(self) -> tuple[Progress, ...]:
        """How far each player is, in the order in which they came."""
        rows = {row.seat: row for row in self.standings()}
        return tuple(self._progress(seat, rows[key]) for key, seat in players(self._room).items())

    def done(self) -> dict[str, int]:
        """How many questions each player has behind them."""
        return {seat: sum(asked.revealed for asked in self._state(seat).asked) for seat in players(self._room)}

    def standings(self) -> tuple[Row, ...]:
        """How all stand who play, as far as each has come."""
        seats = players(self._room)
        return standings(self.plan.rules, seats, {seat: self._state(seat).tallies[seat] for seat in seats})

    async def run(self) -> None:
        """Write and publish until `close`. Raises `Conflict` when somebody else has written this log."""
        await self._ledger.run()

    def close(self) -> None:
        """Take no more commands. `run` ends once all that was given before is written and answered."""
        self._ledger.close()

    def _look(self) -> Sights:
        """Views of all games together, kept until anything is written."""
        if self._sights.count != self._ledger.changed.count:
            before, self._sights = self._sights, Sights(self._room, self._ledger.changed.count, self.lesson)
            self._sights.keep(before)
        return self._sights

    def lesson(self) -> State:
        """All games as one, as if all had been asked together."""
        games = [self._state(seat) for seat in self._room.seats]
        own = {game.seats[seat].id: game.seats[seat] for seat, game in zip(self._room.seats, games, strict=True)}
        seats = {
            key: replace(seat, factor=own[key].factor, earlier=own[key].earlier)
            for key, seat in self._room.seats.items()
        }
        return merged(replace(self._room, seats=seats), games)

    def _progress(self, seat: Seat, row: Row) -> Progress:
        state = self._state(seat.id)
        done = sum(asked.revealed for asked in state.asked)
        return Progress(seat.id, seat.name, done, self.plan.length, row.score, state.phase is Phase.FINISHED)

    def _seat(self, seat: str) -> Seat | None:
        return self._room.seats.get(seat)

    def _seated(self, seat: str) -> None:
        """Give somebody who sits down a game, unless they have one."""
        name = stream_name(self.name, seat)
        try:
            self._ledger.state(name)
        except KeyError:
            self._ledger.add(name, Stream(first_state(self._room, seat), UNWRITTEN))

    def _state(self, seat: str) -> State:
        """A player's game."""
        self._seated(seat)
        return self._ledger.state(stream_name(self.name, seat))

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

    def _settling(self, state: State, seat: str, over: bool) -> list[Command]:
        """Close and reveal what is open, with the pick as it stands; and end the game if all is over."""
        instance, commands = len(state.asked), list[Command]()
        if state.phase is Phase.OPEN:
            at, response = self._picks.get(seat, (0, None))
            picks = (LastPick(seat, response),) if response is not None and at == instance else ()
            commands += [CloseQuestion(instance, picks), RevealQuestion(instance)]
        return [*commands, FinishGame(self._room.reason or Reason.DEADLINE)] if over else commands
