"""The loop of a game for one player, for a front end that reads lines and for one that lives.

Append, then publish: an event is in the log before the view changes, so what the player has seen is never lost. Time
and chance are handed in. A game that was cut off goes on from its log, at the same question in the same order.

A live front end opens questions with time to read them, holds time still while nobody plays, and lets it run out.
"""

from __future__ import annotations

from fractions import Fraction

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    FinishGame,
    JoinSeat,
    LastPick,
    OpenRound,
    Reason,
    RevealQuestion,
    ShowStanding,
    StartGame,
)
from quiz.core.decide import Refusal, Rejected, decide
from quiz.core.events import Event
from quiz.core.evolve import evolve, replay
from quiz.core.grammar import Problem, how_to, parse
from quiz.core.items import Item
from quiz.core.plan import Plan
from quiz.core.state import Phase, State, deadline, item_of, plan_of
from quiz.core.views import PlayerView, view_for
from quiz.rooms.turns import LEAST_LEAD as LEAST_LEAD
from quiz.rooms.turns import MOST_LEAD as MOST_LEAD
from quiz.rooms.turns import WORD_MS as WORD_MS
from quiz.rooms.turns import Chance as Chance
from quiz.rooms.turns import Clock as Clock
from quiz.rooms.turns import Outline as Outline
from quiz.rooms.turns import SeededChance as SeededChance
from quiz.rooms.turns import opening, outline_of
from quiz.rooms.turns import reading_time as reading_time
from quiz.stores.base import Conflict, EventLog

SEAT = "you"


class RefusedError(Exception):
    """The game does not take a command now; the message says why."""

    def __init__(self, rejected: Rejected) -> None:
        """Keep the reason beside the message."""
        super().__init__(rejected.message)
        self.reason: Refusal = rejected.reason


class SoloGame:
    """One game of one player, from its start or from its log.

    Make one with `start` or `resume`. `view` is what the player may see; `advance` takes the next step that needs no
    answer; `answer`, `skip` and `expire` settle the open question and reveal it; `finish` ends the game. `pause` holds
    time still until `go_on`, or until the next step or answer.
    """

    def __init__(
        self, log: EventLog, game: str, clock: Clock, chance: Chance, state: State, *, reading: bool = False
    ) -> None:
        """`state` is what the log of `game` amounts to now. With `reading` a timed question stands alone at first."""
        self._log, self._game, self._clock, self._chance = log, game, clock, chance
        self._state, self._reading = state, reading
        self._paused: int | None = None
        # Time goes on from the last event, so the time between a cut and the resumption does not count.
        self._start = clock.now_ms() - state.at

    @classmethod
    def start(
        cls, log: EventLog, game: str, clock: Clock, chance: Chance, plan: Plan, name: str = "You",
        factor: Fraction | None = Fraction(1), *, reading: bool = False,
    ) -> SoloGame:  # fmt: skip
        """Begin `plan` as a new game. Raises `RefusedError` for a plan that cannot be played.

        Where the plan has a timer, `factor` stretches the player's limits (see `FACTORS` in `decide`), and with
        `reading` each question stands alone for its reading time before its limit runs.
        """
        solo = cls(log, game, clock, chance, State(), reading=reading)
        solo._send(StartGame(plan), JoinSeat(SEAT, name, factor if plan.rules.timer else None))
        return solo

    @classmethod
    def resume(cls, log: EventLog, game: str, clock: Clock, chance: Chance, *, reading: bool = False) -> SoloGame:
        """Take up the game that the log holds. Raises `LookupError` when it holds none of that name.

        `reading` is for the questions that are opened from now on, as in `start`.
        """
        events = log.read(game)
        if not events:
            raise LookupError(game)
        return cls(log, game, clock, chance, replay(events), reading=reading)

    @property
    def game(self) -> str:
        """The name of the game in its log."""
        return self._game

    @property
    def now_ms(self) -> int:
        """The time of the game in ms, by which deadlines go. It stands still while the game is paused."""
        now = self._clock.now_ms() - self._start if self._paused is None else self._paused
        return max(now, self._state.at)

    def pause(self) -> None:
        """Hold the time of the game still, until `go_on`, `advance` or an answer."""
        self._paused = self.now_ms

    def go_on(self) -> None:
        """Let time run again from where it was held."""
        if self._paused is not None:
            self._start, self._paused = self._clock.now_ms() - self._paused, None

    @property
    def phase(self) -> Phase:
        """Where the game stands."""
        return self._state.phase

    @property
    def outline(self) -> Outline:
        """What is ahead, without a word of the questions."""
        return outline_of(plan_of(self._state))

    @property
    def version(self) -> int:
        """How many events the log holds."""
        return self._state.version

    @property
    def view(self) -> PlayerView:
        """What the player may see now."""
        return view_for(self._state, SEAT)

    @property
    def item(self) -> Item:
        """The current item with its key: for a program that plays, never for a front end."""
        return item_of(self._state, self._state.asked[-1])

    @property
    def order(self) -> tuple[int, ...]:
        """What stands at each place of the current question: as `item`, for a program that plays."""
        return self._state.asked[-1].order

    def advance(self) -> PlayerView:
        """Take the next step: a round's title, a question, a reveal, a standing, or the end.

        While a question waits for an answer nothing happens: that step is the player's. A paused game goes on.
        """
        self.go_on()
        command = self._next()
        if command is not None:
            self._send(command)
        return self.view

    def answer(self, text: str) -> Problem | None:
        """Read `text` as an answer. A text that is none changes nothing and gives the problem; else the reveal is on.

        Answer, close and reveal are appended together: a game is never cut off between an answer and its verdict. A
        paused game goes on. Raises `RefusedError` when the player's own time is up: then `expire` settles it.
        """
        self.go_on()
        asked = self._state.asked[-1]
        response = parse(text, self.item.question, asked.order)
        if isinstance(response, Problem):
            return response
        self._send(
            Answer(SEAT, asked.instance, asked.instance, response),
            CloseQuestion(asked.instance),
            RevealQuestion(asked.instance),
        )
        return None

    def skip(self) -> None:
        """Leave the open question without an answer and reveal it."""
        instance = self._state.asked[-1].instance
        self._send(CloseQuestion(instance), RevealQuestion(instance))

    def expire(self, text: str) -> bool:
        """Settle the open question once the player's own time is up, and only then; whether it did.

        `text` is what stands unfinished: it is locked when it is an answer as it stands, and left when it is none.
        Lock, close and reveal are appended together.
        """
        asked = self._state.asked[-1] if self.phase is Phase.OPEN else None
        last = None if asked is None else deadline(asked, self._state.seats[SEAT])
        if asked is None or last is None or self.now_ms < last:
            return False
        response = parse(text, self.item.question, asked.order, late=True)
        picks = () if isinstance(response, Problem) else (LastPick(SEAT, response),)
        self._send(CloseQuestion(asked.instance, picks), RevealQuestion(asked.instance))
        return True

    def how_to(self) -> str:
        """How the open question is answered, in one line."""
        return how_to(self.item.question)

    def finish(self, reason: Reason) -> PlayerView:
        """End the game. A game that has ended stays as it is."""
        if self.phase is not Phase.FINISHED:
            self._send(FinishGame(reason))
        return self.view

    def _next(self) -> Command | None:
        """The command that takes the game on from here; None where only the player can."""
        state = self._state
        match state.phase:
            case Phase.ROUND | Phase.REVEALED:
                opened = opening(state, self._chance, reading=self._reading)
                return ShowStanding(state.round) if opened is None else opened
            case Phase.CLOSED:
                return RevealQuestion(state.asked[-1].instance)
            case Phase.LOBBY | Phase.STANDING:
                last = state.plan is not None and state.round + 1 == len(state.plan.rounds)
                return FinishGame(Reason.COMPLETED) if last else OpenRound(state.round + 1)
            case Phase.OPEN:
                asked = state.asked[-1]
                return CloseQuestion(asked.instance) if SEAT in asked.answers else None
            case Phase.NEW | Phase.FINISHED:
                return None

    def _send(self, *commands: Command) -> None:
        """Decide all commands one after the other, append what they make happen, and only then let the view change."""
        try:
            self._append(commands)
        except Conflict:
            # An interrupt between the append and the change of state leaves the log ahead of the state.
            self._state = replay(self._log.read(self._game))
            self._append(commands)

    def _append(self, commands: tuple[Command, ...]) -> None:
        """One try of `_send`."""
        state, events = self._state, list[Event]()
        for command in commands:
            decided = decide(state, command, self.now_ms)
            if isinstance(decided, Rejected):
                raise RefusedError(decided)
            for event in decided:
                state = evolve(state, event)
                events.append(event)
        self._log.append(self._game, self._state.version, events)
        self._state = state
