"""A live room: one game of many players, kept in a log.

`submit` is the only way in, views are the only way out, and `changed` tells when to look again. The seat of a player is
their resume code; it is shown to nobody else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from quiz.core.commands import Command, JoinSeat, StartGame
from quiz.core.decide import Outcome, Rejected, decide
from quiz.core.evolve import replay
from quiz.core.given import Folds
from quiz.core.host import HostView, host_view
from quiz.core.plan import Plan
from quiz.core.state import Asked, Phase, State, plan_of, still
from quiz.core.views import Page, PlayerView, PublicView, Row, pages_of, public_view, rows_by_seat, view_for
from quiz.rooms.codes import new_code
from quiz.rooms.ledger import Gate, Ledger, Pulse, Stream
from quiz.rooms.names import Names
from quiz.rooms.turns import Chance, Clock
from quiz.stores.base import DamagedError, EventReader, GroupLog


class RefusedPlanError(Exception):
    """A plan that cannot be played; the message says why."""


class Room:
    """One game. Make one with `start` or `resume`, then let `run` work until `close`."""

    def __init__(
        self, log: GroupLog, name: str, clock: Clock, chance: Chance, state: State, gate: Gate | None = None
    ) -> None:
        """`state` is what the log of `name` amounts to now. `gate` refuses what the game does not; names by default."""
        self.names = Names()
        self.name, self.chance = name, chance
        self._ledger = Ledger(log, clock, {name: Stream(state)}, self.names.check if gate is None else gate)
        self._sights = _Sights(state)

    @classmethod
    def start(cls, log: GroupLog, name: str, clock: Clock, chance: Chance, plan: Plan) -> Room:
        """Begin `plan` as a new game in `log`. Raises `RefusedPlanError` for one that cannot be played."""
        return cls(log, name, clock, chance, begun(log, name, plan))

    @classmethod
    def resume(cls, log: GroupLog, name: str, clock: Clock, chance: Chance) -> Room:
        """Take up the game in `log`, at the last event. Raises `LookupError` where there is none of that name."""
        return cls(log, name, clock, chance, taken_up(log, name))

    @property
    def state(self) -> State:
        """What is written. For those who conduct the room, never for those who paint it."""
        return self._ledger.state(self.name)

    @property
    def phase(self) -> Phase:
        """Where the game stands."""
        return self.state.phase

    @property
    def plan(self) -> Plan:
        """What is asked. For a program that plays, and for the cover; never for a front end."""
        return plan_of(self.state)

    @property
    def now_ms(self) -> int:
        """The time of the game in ms. It goes on while the game is paused, and not while the room is not up."""
        return max(self._ledger.now_ms, self.state.at)

    @property
    def still_ms(self) -> int:
        """The time that clocks show: it stands still while the game is paused."""
        return still(self.state, self.now_ms)

    @property
    def changed(self) -> Pulse:
        """Beats after every change that is written, and when `trouble` comes."""
        return self._ledger.changed

    @property
    def commits(self) -> int:
        """How many transactions were written since the room is up."""
        return self._ledger.commits

    @property
    def trouble(self) -> str:
        """Why nothing can be written just now; empty when all is well."""
        return self._ledger.trouble

    @property
    def scene(self) -> int:
        """Counts what everybody may see: as long as it stays, `public` is the same object."""
        return self._look().scene

    @property
    def public(self) -> PublicView:
        """What everybody may see."""
        return self._look().public

    def view(self, seat: str) -> PlayerView | None:
        """What the player at `seat` may see; None for nobody, and for who was put out."""
        known = self.state.seats.get(seat)
        if known is None or known.out:
            return None
        sights = self._look()
        return view_for(self.state, seat, sights.public, sights.rows, sights.pages)

    @property
    def host(self) -> HostView:
        """What the host may see."""
        return self._look().host

    def submit(self, *commands: Command) -> asyncio.Future[Outcome]:
        """Give a command, or several of which all happen or none, as of now. See `Ledger.submit`."""
        return self._ledger.submit(self.name, *commands)

    async def join(self, seat: str, name: str, factor: Fraction | None = Fraction(1)) -> Outcome:
        """Take a seat."""
        return await self.submit(JoinSeat(seat, name, factor))

    def new_seat(self) -> str:
        """A code for somebody who sits down."""
        return new_code(self.state.seats)

    def free_name(self) -> str:
        """A friendly name that nobody here has."""
        return self.names.free(seat.name for seat in self.state.seats.values())

    async def run(self) -> None:
        """Write and publish until `close`. Raises `Conflict` when somebody else has written this log."""
        await self._ledger.run()

    def close(self) -> None:
        """Take no more commands. `run` ends once all that was given before is written and answered."""
        self._ledger.close()

    def _look(self) -> _Sights:
        if self._sights.state is not self.state:
            self._sights.see(self.state)
        return self._sights


class _Sights:
    """Views of the last state, made when they are asked for, and kept as long as they are true."""

    def __init__(self, state: State) -> None:
        """Begin with `state`."""
        self.scene = 0
        self.state = state
        self._public: PublicView | None = None
        self._rows: Mapping[str, Row] | None = None
        self._pages: tuple[Page, ...] | None = None
        self._host: HostView | None = None
        self._folds: Folds = {}

    def see(self, state: State) -> None:
        """Go on to `state`. Answers are nobody's business until the reveal, and change neither scene nor rows."""
        before, self.state, self._host = self.state, state, None
        if len(before.asked) != len(state.asked):
            self._folds = {}
        if not _looks_alike(before, state):
            self.scene += 1
            self._public = self._pages = None
        if before.tallies is not state.tallies or before.seats is not state.seats:
            self._rows = None

    @property
    def public(self) -> PublicView:
        """What everybody may see."""
        if self._public is None:
            self._public = public_view(self.state)
        return self._public

    @property
    def rows(self) -> Mapping[str, Row]:
        """The line of each player."""
        if self._rows is None:
            self._rows = rows_by_seat(self.state)
        return self._rows

    @property
    def host(self) -> HostView:
        """What the host may see."""
        if self._host is None:
            self._host = host_view(self.state, self.public, self.rows, self._folds)
        return self._host

    @property
    def pages(self) -> tuple[Page, ...] | None:
        """All that was asked, for when the game is over."""
        if self._pages is None and self.state.phase is Phase.FINISHED:
            self._pages = pages_of(self.state)
        return self._pages


def _looks_alike(before: State, after: State) -> bool:
    """Whether nothing that everybody sees has changed: at most answers were locked while the question was open."""
    same = (
        before.phase is after.phase
        and before.round == after.round
        and before.seats is after.seats
        and before.tallies is after.tallies
        and before.paused == after.paused
        and before.locked == after.locked
        and len(before.asked) == len(after.asked)
    )
    return same and all(_asked_alike(one, two) for one, two in zip(before.asked, after.asked, strict=True))


def _asked_alike(one: Asked, two: Asked) -> bool:
    """Whether two looks at a question differ in the answers at most. Answers come only while it is open."""
    return one is two or replace(one, answers=two.answers) == two


def begun(log: GroupLog, name: str, plan: Plan) -> State:
    """The state of a new game in `log`. Raises `RefusedPlanError` for a plan that cannot be played."""
    outcome = decide(State(), StartGame(plan), 0)
    if isinstance(outcome, Rejected):
        raise RefusedPlanError(outcome.message)
    log.append(name, 0, outcome)
    return replay(outcome)


def taken_up(log: EventReader, name: str) -> State:
    """The state of a game in `log`. Raises `LookupError` where there is none, `DamagedError` where it is no game."""
    events = log.read(name)
    if not events:
        raise LookupError(name)
    try:
        return replay(events)
    except (LookupError, TypeError, ValueError) as error:
        raise DamagedError(f"the events of {name} do not make a game ({error})") from error
