"""Random lives of a room: people join, answer, drop and come back, the host plays on, and the process dies anywhere.

Whatever happens, what was acknowledged is in the log, each answer once, and every score is the fold of the log.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quiz.core.commands import Answer, Command, JoinSeat, VoidItem
from quiz.core.decide import Outcome, Refusal
from quiz.core.events import AnswerLocked, SeatJoined
from quiz.core.evolve import replay
from quiz.core.kinds import Pick
from quiz.core.state import Phase as At
from quiz.rooms.conduct import Conduct
from quiz.rooms.room import Room
from quiz.rooms.turns import SeededChance
from quiz.stores.sqlite import SqliteLog, SqliteReader
from tests.core.table import RIGHT, WRONG, a_plan
from tests.games import StillClock
from tests.rooms.hall import NAME, PATIENCE, accepted, reason


class Lives(RuleBasedStateMachine):
    """One room and its class; `told` are the answers that were acknowledged."""

    seats: ClassVar = st.sampled_from(("a", "b", "c", "d"))
    picks: ClassVar = st.sampled_from((RIGHT, WRONG))

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "log.db"
        self.told: dict[tuple[str, int], Pick] = {}
        self.joined: set[str] = set()
        self.waiting: list[tuple[Answer, asyncio.Future[Outcome]]] = []
        self.checked = -1

    @initialize()
    def begin(self) -> None:
        """A lesson of two rounds of two questions."""
        self.log = SqliteLog(self.path)
        self.live(Room.start(self.log, NAME, StillClock(), SeededChance(1), a_plan(2, rounds=2)))

    def live(self, room: Room) -> None:
        """Let a room run."""
        self.room, self.conduct = room, Conduct(room, reading=False)

        async def start() -> asyncio.Task[None]:
            return asyncio.create_task(room.run())

        self.running = self.loop.run_until_complete(start())
        for seat in self.joined:
            self.conduct.came(seat)

    def give(self, command: Command) -> Outcome:
        """Give a command and wait for the outcome; what waits already is settled with it."""

        async def wait() -> Outcome:
            return await asyncio.wait_for(self.room.submit(command), PATIENCE)

        outcome = self.loop.run_until_complete(wait())
        self.settle()
        return outcome

    def settle(self) -> None:
        """Note what has been acknowledged."""
        for answer, done in self.waiting:
            if done.done() and accepted(done.result()):
                self.tell(answer)
        self.waiting = [pair for pair in self.waiting if not pair[1].done()]

    def tell(self, answer: Answer) -> None:
        """An acknowledged answer is the first one of its seat to its question, and stays it."""
        assert isinstance(answer.response, Pick)
        assert self.told.setdefault((answer.seat, answer.instance), answer.response) == answer.response

    @rule(seat=seats)
    def join(self, seat: str) -> None:
        """Somebody sits down, for the first time or again."""
        if accepted(self.give(JoinSeat(seat, f"Player {seat}"))):
            self.joined.add(seat)
            self.conduct.came(seat)

    @rule(seat=seats)
    def drop(self, seat: str) -> None:
        """A line is lost."""
        self.conduct.left(seat)

    @precondition(lambda self: bool(self.room.state.asked))
    @rule(seat=seats, pick=picks, sequence=st.integers(1, 2), old=st.booleans())
    def answer(self, seat: str, pick: Pick, sequence: int, old: bool) -> None:
        """An answer, acknowledged or refused; sent again, it is taken as it was."""
        instance = max(len(self.room.state.asked) - old, 1)
        command = Answer(seat, instance, sequence, pick)
        outcome = self.give(command)
        if accepted(outcome):
            self.tell(command)
            assert accepted(self.give(command))
        elif (seat, instance) in self.told:
            assert reason(outcome) is Refusal.LOCKED

    @precondition(lambda self: bool(self.room.state.asked))
    @rule(picks=st.lists(st.tuples(seats, picks), min_size=1, max_size=6))
    def answer_unheard(self, picks: list[tuple[str, Pick]]) -> None:
        """Answers whose acknowledgement nobody waits for: what comes next may be the death of the room."""
        for seat, pick in picks:
            command = Answer(seat, len(self.room.state.asked), 1, pick)

            async def send(answer: Answer = command) -> None:
                self.waiting.append((answer, self.room.submit(answer)))

            self.loop.run_until_complete(send())

    @rule(seat=seats, pick=picks)
    def pick(self, seat: str, pick: Pick) -> None:
        """A pick that is not locked."""
        self.conduct.pick(seat, len(self.room.state.asked), pick)

    @rule(ms=st.sampled_from((1, 700, 9000, 20_001)))
    def wait(self, ms: int) -> None:
        """Time goes by, and the room does what is due."""
        self.room_clock.now += ms
        self.loop.run_until_complete(self.conduct.tick())
        self.settle()

    @property
    def room_clock(self) -> StillClock:
        """The clock of the room that lives now."""
        clock = self.room._ledger._clock
        assert isinstance(clock, StillClock)
        return clock

    @rule(steps=st.integers(1, 4))
    def play_on(self, steps: int) -> None:
        """The host presses the space key."""
        for _ in range(steps):
            self.loop.run_until_complete(self.conduct.next())
        self.settle()

    @rule(choice=st.sampled_from(("pause", "extend", "reopen", "skip", "standings")))
    def host(self, choice: str) -> None:
        """The host does something else."""
        self.loop.run_until_complete(getattr(self.conduct, choice)())
        self.settle()

    @precondition(lambda self: bool(self.room.state.asked))
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        """A question is taken out."""
        assert accepted(self.give(VoidItem(data.draw(st.integers(1, len(self.room.state.asked))), "unfair")))

    @rule(heard=st.booleans())
    def die(self, heard: bool) -> None:
        """The process is gone, with or without a moment in which a write could begin; another takes the room up."""
        at, before = self.room.state.at, self.room.state

        async def end() -> None:
            if heard:
                await asyncio.sleep(0)
                await asyncio.sleep(0)
            self.running.cancel()
            await asyncio.wait((self.running,))

        self.loop.run_until_complete(end())
        self.settle()
        self.waiting.clear()
        self.log.close()
        self.log = SqliteLog(self.path)
        self.live(Room.resume(self.log, NAME, StillClock(), SeededChance(1)))
        assert self.room.state.version >= before.version
        assert self.room.now_ms == self.room.state.at >= at
        self.checked = -1

    @invariant()
    def the_log_is_the_room(self) -> None:
        """What another process reads there is what this one has, and holds all that was acknowledged, once."""
        if not hasattr(self, "room") or self.checked == self.room.state.version:
            return
        self.checked = self.room.state.version
        with SqliteReader(self.path) as reader:
            events = reader.read(NAME)
        assert replay(events) == self.room.state
        locked = [event for event in events if isinstance(event, AnswerLocked)]
        answers = {(event.seat, event.instance): event.response for event in locked}
        assert len(answers) == len(locked)
        assert self.told.items() <= answers.items()
        assert self.joined <= {event.seat for event in events if isinstance(event, SeatJoined)}
        self.scores(answers)

    def scores(self, answers: Mapping[tuple[str, int], object]) -> None:
        """One point of credit for each right answer to a question that counts: all keys are the first option."""
        counting = {asked.instance for asked in self.room.state.asked if asked.revealed and asked.voided is None}
        for seat, tally in self.room.state.tallies.items():
            right = [instance for (who, instance), given in answers.items() if who == seat and given == RIGHT]
            assert tally.credit == sum(instance in counting for instance in right)

    def teardown(self) -> None:
        """The last room closes in order."""
        if hasattr(self, "room"):
            self.room.close()
            self.loop.run_until_complete(asyncio.wait_for(asyncio.wait((self.running,)), PATIENCE))
            assert self.room.phase is not At.NEW
            self.log.close()
        self.loop.close()
        self.folder.cleanup()


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=min(settings().max_examples // 2, 300),
    stateful_step_count=30,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
