"""The one writer of a room's log: append, then publish.

All commands that wait are decided one after the other as one batch, and what they make happen is written in one
transaction. Only then does the state change, and only then is anybody answered: what was acknowledged is on the disk,
and a whole class that answers at once costs one write. A log holds several streams, a game each.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quiz.core.commands import Command
from quiz.core.decide import Outcome, Refusal, Rejected, decide
from quiz.core.events import Event
from quiz.core.evolve import evolve
from quiz.core.state import State
from quiz.rooms.turns import Clock
from quiz.stores.base import GroupLog, StoreError

Gate = Callable[[State, Command], Rejected | None]
"""What a room refuses on top of the rules of the game."""


class Pulse:
    """Tells whoever waits that something has changed: how often is counted, what is for them to look at."""

    def __init__(self) -> None:
        """Nothing has changed yet."""
        self.count = 0
        self._next = asyncio.Event()

    def beat(self) -> None:
        """Something has changed."""
        self.count += 1
        waiting, self._next = self._next, asyncio.Event()
        waiting.set()

    async def after(self, seen: int) -> int:
        """Wait until there is more than the `seen` beats, and give their number. None is missed, and none queued."""
        while self.count <= seen:
            await self._next.wait()
        return self.count


@dataclass(slots=True)
class Stream:
    """A game in the log. The first `unwritten` events of its state are known without the log, and not in it."""

    state: State
    unwritten: int = 0


@dataclass(slots=True)
class _Order:
    """Commands that wait to be decided, all or none, and who waits for it. `at` is when they came."""

    stream: str
    commands: tuple[Command, ...]
    at: int
    done: asyncio.Future[Outcome]


@dataclass(slots=True)
class _Batch:
    """What a batch amounts to, before it is written."""

    states: dict[str, State] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)


def open_gate(_state: State, _command: Command) -> Rejected | None:
    """Refuses nothing."""
    return None


class Ledger:
    """The states of all streams of a log, and the only way to change them.

    `run` works until `close`, or until somebody else has written the log (`Conflict`). `trouble` says why nothing can
    be written, and is empty again as soon as something could be.
    """

    def __init__(self, log: GroupLog, clock: Clock, streams: Mapping[str, Stream], gate: Gate = open_gate) -> None:
        """Time goes on from the last event of all `streams`, so that the time between a cut and now does not count."""
        self._log, self._clock, self._gate = log, clock, gate
        self._streams = dict(streams)
        self._start = clock.now_ms() - max((stream.state.at for stream in streams.values()), default=0)
        self._waiting: list[_Order] = []
        self._work = asyncio.Event()
        self._closing = False
        self.trouble = ""
        self.commits = 0
        self.changed = Pulse()

    @property
    def now_ms(self) -> int:
        """Milliseconds since the room opened, the time when it was not up left out."""
        return self._clock.now_ms() - self._start

    def state(self, stream: str) -> State:
        """What is written of a stream. Raises KeyError where there is none."""
        return self._streams[stream].state

    def add(self, name: str, stream: Stream) -> None:
        """One stream more."""
        self._streams[name] = stream

    def submit(self, stream: str, *commands: Command) -> asyncio.Future[Outcome]:
        """Give commands, all or none, as of now. The future has the outcome once it is on the disk, and never raises.

        A repeat of what has happened gives no events; a command that could not be saved is refused as `NOT_SAVED` and
        may be given again.
        """
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        if self._closing:
            done.set_result(Rejected(Refusal.NOT_SAVED, "The room is closing."))
            return done
        self._waiting.append(_Order(stream, commands, self.now_ms, done))
        self._work.set()
        return done

    async def run(self) -> None:
        """Decide, write and publish until the ledger is closed. What waits then is still done."""
        try:
            while self._waiting or not self._closing:
                await self._work.wait()
                self._work.clear()
                batch, self._waiting = self._waiting, []
                try:
                    await self._settle(batch)
                finally:
                    # Whatever goes wrong, nobody is left waiting; who has been answered is passed over.
                    self._refuse(batch, "The room is closing.")
        finally:
            self._closing = True
            self._refuse(self._waiting, "The room is closing.")

    def close(self) -> None:
        """Take no more commands, and let `run` come to its end."""
        self._closing = True
        self._work.set()

    async def _settle(self, orders: Sequence[_Order]) -> None:
        """One batch, from the decision to the answers. A write that has begun is waited for even when cancelled."""
        batch = self._decided(orders)
        parts = [(name, self._written(name), events) for name, events in batch.events.items()]
        cancelled = False
        if parts:
            writing = asyncio.ensure_future(asyncio.to_thread(self._log.append_all, parts))
            while not writing.done():
                try:
                    await asyncio.wait((writing,))
                except asyncio.CancelledError:
                    cancelled = True
            self._publish(orders, batch, writing.exception())
        else:
            _answer(orders, batch.outcomes)
        if cancelled:
            raise asyncio.CancelledError

    def _decided(self, orders: Sequence[_Order]) -> _Batch:
        """Decide all orders, each on what the ones before make of the state."""
        batch = _Batch()
        for order in orders:
            state = batch.states.get(order.stream) or self._streams[order.stream].state
            outcome, after = self._try(state, order)
            batch.outcomes.append(outcome)
            if not isinstance(outcome, Rejected) and outcome:
                batch.states[order.stream] = after
                batch.events.setdefault(order.stream, []).extend(outcome)
        return batch

    def _try(self, state: State, order: _Order) -> tuple[Outcome, State]:
        """All commands of one order, or its refusal. A fault in one order is that order's alone."""
        events: list[Event] = []
        try:
            for command in order.commands:
                outcome = self._gate(state, command) or decide(state, command, order.at)
                if isinstance(outcome, Rejected):
                    return outcome, state
                for event in outcome:
                    state = evolve(state, event)
                events += outcome
        except Exception:  # noqa: BLE001 - one player's strange command must not end the lesson of all
            return Rejected(Refusal.MALFORMED, "This cannot be done."), state
        return tuple(events), state

    def _written(self, name: str) -> int:
        """How many events of a stream are in the log."""
        stream = self._streams[name]
        return stream.state.version - stream.unwritten

    def _publish(self, orders: Sequence[_Order], batch: _Batch, error: BaseException | None) -> None:
        """Let the new states be seen and answer everybody; or, when nothing was written, tell them so."""
        if error is None:
            for name, state in batch.states.items():
                self._streams[name].state = state
            self.commits += 1
            self.trouble = ""
            _answer(orders, batch.outcomes)
        else:
            # Later outcomes of the batch rest on what was not written, so that none of them holds.
            self.trouble = str(error)
            self._refuse(orders, "This could not be saved. Try again.")
        self.changed.beat()
        if error is not None and not isinstance(error, StoreError):
            self._closing = True
            raise error

    @staticmethod
    def _refuse(orders: Sequence[_Order], why: str) -> None:
        _answer(orders, [Rejected(Refusal.NOT_SAVED, why)] * len(orders))


def _answer(orders: Sequence[_Order], outcomes: Sequence[Outcome]) -> None:
    """Tell everybody who still waits."""
    for order, outcome in zip(orders, outcomes, strict=True):
        if not order.done.done():
            order.done.set_result(outcome)
