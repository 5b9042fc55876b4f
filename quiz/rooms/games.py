"""The games of those who play alone, and what may be seen of them: by each, by all, by the host."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from quiz.core.host import HostView
from quiz.core.plan import Plan
from quiz.core.results import counting, merged
from quiz.core.scoring import Row, standings
from quiz.core.state import Phase, Seat, State, plan_of, players, unopened
from quiz.core.views import PlayerView, PublicView, view_for
from quiz.rooms.codes import new_code
from quiz.rooms.ledger import Ledger, Pulse, Stream
from quiz.rooms.names import Names
from quiz.rooms.sights import Sights
from quiz.rooms.streams import UNWRITTEN, first_state, stream_name
from quiz.rooms.turns import Clock
from quiz.stores.base import GroupLog

Wall = Callable[[], float]
"""The time of the calendar, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a player is: `done` questions of `total`. `seat` is for giving commands, and never shown."""

    seat: str
    name: str
    done: int
    total: int
    score: str
    finished: bool


class Games:
    """All streams of a room in which each plays alone."""

    def __init__(self, log: GroupLog, name: str, clock: Clock, wall: Wall, streams: Mapping[str, Stream]) -> None:
        """`streams` are what the log of `name` amounts to now."""
        self.names = Names()
        self.name = name
        self._wall = wall
        self._ledger = Ledger(log, clock, streams, self.names.check)
        self._sights = Sights(State(), -1)
        self._counting: dict[str, tuple[State, Mapping[int, str], State]] = {}

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

    async def run(self) -> None:
        """Write and publish until `close`. Raises `Conflict` when somebody else has written this log."""
        await self._ledger.run()

    def close(self) -> None:
        """Take no more commands. `run` ends once all that was given before is written and answered."""
        self._ledger.close()

    def new_seat(self) -> str:
        """A code for somebody who sits down."""
        return new_code(self._room.seats)

    def free_name(self) -> str:
        """A friendly name that nobody here has."""
        return self.names.free(seat.name for seat in self._room.seats.values())

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

    def unopened(self, seat: str) -> int:
        """How many questions that count a player has not come to."""
        return unopened(self._room, len(self._state(seat).asked))

    def standings(self) -> tuple[Row, ...]:
        """How all stand who play, as far as each has come."""
        seats = players(self._room)
        return standings(self.plan.rules, seats, {seat: self._state(seat).tallies[seat] for seat in seats})

    def _look(self) -> Sights:
        """Views of all games together, kept until anything is written."""
        if self._sights.count != self._ledger.changed.count:
            before, self._sights = self._sights, Sights(self._room, self._ledger.changed.count, self.lesson)
            self._sights.keep(before)
        return self._sights

    def lesson(self) -> State:
        """All games as one, as if all had been asked together."""
        return merged(self._room, (self._state(seat) for seat in self._room.seats))

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
        """A player's game, without what counts for nobody. It is the same object as long as nothing of it changes."""
        self._seated(seat)
        state, void = self._ledger.state(stream_name(self.name, seat)), self._room.void
        if not void:
            return state
        kept = self._counting.get(seat)
        if kept is None or kept[0] is not state or kept[1] is not void:
            kept = self._counting[seat] = (state, void, counting(state, void))
        return kept[2]
