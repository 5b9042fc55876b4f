"""Random games, command by command, against a naive notebook."""

from __future__ import annotations

from typing import ClassVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quiz.core.commands import (
    Answer,
    CloseQuestion,
    Command,
    FinishGame,
    JoinSeat,
    LastPick,
    OpenQuestion,
    OpenRound,
    Reason,
    RevealQuestion,
    ShowStanding,
    StartGame,
    VoidItem,
)
from quiz.core.decide import FACTORS, Refusal, Rejected, decide
from quiz.core.events import Event
from quiz.core.evolve import evolve, replay
from quiz.core.host import host_view
from quiz.core.plan import Plan
from quiz.core.state import State
from quiz.core.views import view_for
from tests.core.oracle import Note, Notebook
from tests.core.strategies_game import SEATS, a_response, an_order, open_question, plans


class Games(RuleBasedStateMachine):
    """One game. Each rule says from the notebook alone what must come of its command."""

    seats: ClassVar = st.sampled_from(SEATS)
    voiding: ClassVar = st.integers(0, 7).map(lambda chance: chance == 7)
    answering: ClassVar = st.sampled_from((True, True, True, False))
    steps: ClassVar = st.sampled_from((0, 1, 400, 600, 3000, 20000))
    leads: ClassVar = st.sampled_from((0, 0, 0, 700, 4000, 20_000))

    def __init__(self) -> None:
        """A new game with an empty log."""
        super().__init__()
        self.state = State()
        self.log: list[Event] = []
        self.now = 0
        self.checked = 0  # events whose scores were compared

    @initialize(plan=plans(), steps=st.integers(0, 24), wait=steps, data=st.data())
    def start(self, plan: Plan, steps: int, wait: int, data: st.DataObject) -> None:
        """Every game starts with a plan, and is played as it should be up to any point of it."""
        self.book = Notebook(plan)
        self.shown = 0  # rounds whose standing was shown
        self.opened = 0  # rounds opened
        self.over = False
        assert self.give(StartGame(plan)) is None
        assert self.give(StartGame(plan)) is Refusal.NOT_NOW
        self.go_on(steps, wait, data)

    def give(self, command: Command) -> Refusal | None:
        """Decide and fold; the refusal, if any."""
        outcome = decide(self.state, command, self.now)
        if isinstance(outcome, Rejected):
            return outcome.reason
        for event in outcome:
            self.state = evolve(self.state, event)
            self.log.append(event)
        return None

    def last(self) -> Note:
        """The question that was opened last."""
        return self.book.notes[-1]

    def in_play(self) -> bool:
        """Whether a question is shown and its round not over."""
        return bool(self.book.notes) and not self.over and self.opened > self.shown and self.asked_in_round() > 0

    def asked_in_round(self) -> int:
        """How many questions of the round are opened."""
        return len(self.book.notes) - sum(len(part.items) for part in self.book.plan.rounds[: self.opened - 1])

    def left_in_round(self) -> int:
        """How many are not."""
        return len(self.book.plan.rounds[self.opened - 1].items) - self.asked_in_round() if self.opened else 0

    @rule(ms=steps)
    def wait(self, ms: int) -> None:
        """Time goes by."""
        self.now += ms

    @rule(seat=seats, factor=st.sampled_from(FACTORS))
    def join(self, seat: str, factor: object) -> None:
        """Seats are taken once, repeats do no harm, and nobody joins a game that is over."""
        assert factor is None or factor in FACTORS
        command = JoinSeat(seat, f"  {seat.upper()}\u202e ", factor)  # type: ignore[arg-type]
        got = self.give(command)
        if self.over:
            assert got is Refusal.FINISHED
        elif seat in self.book.factors:
            assert got is self.sat(seat, factor)
        elif self.shut_out():
            assert got is Refusal.ROOM_LOCKED
        else:
            assert got is None
            self.book.factors[seat] = factor  # type: ignore[assignment]
            if self.in_play() and not self.last().closed:
                self.last().present.add(seat)

    def sat(self, seat: str, factor: object) -> Refusal | None:
        """What somebody hears who sits down again."""
        return None if self.book.factors[seat] == factor else Refusal.SEAT_TAKEN

    def shut_out(self) -> bool:
        """Whether nobody new may join."""
        return False

    @rule()
    def open_round(self) -> None:
        """The next round opens when the one before has shown its standing."""
        got = self.give(OpenRound(self.opened))
        if self.over:
            assert got is Refusal.FINISHED
        elif self.shown == self.opened < len(self.book.plan.rounds) and not self.book.paused:
            assert got is None
            self.opened += 1
        else:
            assert got is Refusal.NOT_NOW

    @precondition(lambda self: self.opened > 0)
    @rule(data=st.data())
    def open_question(self, data: st.DataObject) -> None:
        """The next question opens when the one before is revealed."""
        items = self.book.plan.rounds[self.opened - 1].items
        item = items[min(self.asked_in_round(), len(items) - 1)]
        order, lead = an_order(data.draw, item.question), data.draw(self.leads)
        impossible = [self.give(OpenQuestion(len(self.book.notes) + 1, order, wrong)) for wrong in (-1, 60_001)]
        got = self.give(OpenQuestion(len(self.book.notes) + 1, order, lead))
        if self.over:
            assert got is Refusal.FINISHED
        elif self.left_in_round() == 0 or (self.in_play() and not self.last().revealed) or self.book.paused:
            assert got is Refusal.NOT_NOW
        else:
            assert got is None
            assert impossible == [Refusal.MALFORMED] * 2
            self.book.notes.append(Note(item, self.now, lead, present=set(self.book.factors)))

    @precondition(lambda self: bool(self.book.notes))
    @rule(data=st.data())
    def open_question_again(self, data: st.DataObject) -> None:
        """What is open is not opened twice, and never with another lead."""
        asked, before = self.state.asked[-1], self.state
        lead = data.draw(st.sampled_from((asked.lead, asked.lead, 2, 3)))
        got = self.give(OpenQuestion(len(self.book.notes), asked.order, lead))
        if self.over:
            assert got is Refusal.FINISHED
        elif self.in_play() and not self.last().closed and lead == self.last().lead:
            assert got is None
        else:
            assert got is Refusal.STALE
        assert self.state is before

    @precondition(lambda self: bool(self.book.notes))
    @rule(seat=seats, sequence=st.integers(1, 2), data=st.data())
    def answer(self, seat: str, sequence: int, data: st.DataObject) -> None:
        """Answers count once, in time, and while the question is open."""
        response = a_response(data.draw, open_question(self.state))
        note, before = self.last(), len(self.log)
        command = Answer(seat, len(self.book.notes), sequence, response)
        got = self.give(command)
        if seat not in self.book.factors:
            assert got is Refusal.UNKNOWN_SEAT
        elif seat in self.book.out:
            assert got is Refusal.PUT_OUT
        elif seat in note.given:
            assert got in (None, Refusal.LOCKED)
            assert len(self.log) == before
        elif self.in_play() and not note.closed and self.book.paused:
            assert got is Refusal.NOT_NOW
        elif note.closed or self.over or not self.book.in_time(note, seat, self.now):
            assert got is Refusal.LATE
        else:
            assert got is None
            note.given[seat] = (response, self.book.taken(note, self.now))
            assert self.give(command) is None
            assert len(self.log) == before + 1

    @precondition(lambda self: self.in_play() and not self.last().closed)
    @rule(seat=seats, over=st.integers(0, 1), data=st.data())
    def answer_at_the_deadline(self, seat: str, over: int, data: st.DataObject) -> None:
        """The last moment is in time and the one after it is not; few random games find them by themselves."""
        end = self.book.end(self.last(), seat) if seat in self.book.factors else None
        if end is not None and not self.book.paused:
            left = self.last().lead + int(end) - self.book.went(self.last(), self.now)
            self.now += max(0, left + over)
        self.answer(seat, 1, data)

    @precondition(lambda self: len(self.book.notes) > 1)
    @rule(seat=seats, data=st.data())
    def answer_an_old_question(self, seat: str, data: st.DataObject) -> None:
        """A packet that comes late never counts for another question."""
        old = self.book.notes[-2]
        response = a_response(data.draw, old.item.question)
        before = self.state
        self.give(Answer(seat, len(self.book.notes) - 1, 9, response))
        assert self.state is before

    @precondition(lambda self: bool(self.book.notes))
    @rule(seat=seats, data=st.data())
    def close(self, seat: str, data: st.DataObject) -> None:
        """Closing locks the picks that stand."""
        response = a_response(data.draw, open_question(self.state))
        note = self.last()
        got = self.give(CloseQuestion(len(self.book.notes), (LastPick(seat, response),)))
        if self.over:
            assert got is Refusal.FINISHED
        elif not self.in_play():
            assert got is Refusal.STALE
        else:
            assert got is None
            known = seat in self.book.factors and seat not in self.book.out
            if not note.closed and known and seat not in note.given:
                end = self.book.end(note, seat)
                taken = self.book.taken(note, self.now)
                note.given[seat] = (response, taken if end is None else min(taken, int(end)))
            self.shut(note)

    @precondition(lambda self: bool(self.book.notes))
    @rule()
    def reveal(self) -> None:
        """Only a closed question is revealed."""
        got = self.give(RevealQuestion(len(self.book.notes)))
        if self.over:
            assert got is Refusal.FINISHED
        elif not self.in_play():
            assert got is Refusal.STALE
        elif not self.last().closed:
            assert got is Refusal.NOT_NOW
        else:
            assert got is None
            self.last().revealed = True

    @precondition(lambda self: self.opened > self.shown)
    @rule()
    def standing(self) -> None:
        """A round ends when all of its questions are revealed."""
        got = self.give(ShowStanding(self.opened - 1))
        if self.over:
            assert got is Refusal.FINISHED
        elif self.in_play() and self.last().revealed and self.left_in_round() == 0:
            assert got is None
            self.shown = self.opened
        else:
            assert got is Refusal.NOT_NOW

    @precondition(lambda self: bool(self.book.notes))
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        """Any opened question can be voided at any time; an open one is closed by it."""
        self.take_out(data.draw(st.integers(0, len(self.book.notes) - 1)))

    def take_out(self, at: int) -> None:
        """Void the question at this place."""
        assert self.give(VoidItem(at + 1, "unfair")) is None
        note = self.book.notes[at]
        if not self.over and not note.void:
            self.shut(note)
        note.void = True

    def shut(self, note: Note) -> None:
        """Nobody may answer any more."""
        if not note.closed:
            note.closed, note.shut = True, self.now

    @precondition(lambda self: len(self.log) > 25)
    @rule(reason=st.sampled_from(Reason))
    def finish(self, reason: Reason) -> None:
        """A game is completed when nothing is left to ask, and can be ended at any time."""
        length = sum(len(part.items) for part in self.book.plan.rounds)
        complete = len(self.book.notes) == length and self.last().revealed
        got = self.give(FinishGame(reason))
        if self.over:
            assert got is (None if self.state.reason is reason else Refusal.FINISHED)
        elif reason is Reason.COMPLETED and not complete:
            assert got is Refusal.NOT_NOW
        else:
            assert got is None
            self.over = True

    @rule(steps=st.integers(1, 8), wait=steps, data=st.data())
    def go_on(self, steps: int, wait: int, data: st.DataObject) -> None:
        """The game is played as it should be for a while; without this, few random games get anywhere."""
        for seat in SEATS[:2]:
            if seat not in self.book.factors and not self.over:
                self.join(seat, data.draw(st.sampled_from(FACTORS)))
        for _ in range(steps):
            if self.over or (self.shown == self.opened == len(self.book.plan.rounds)):
                return
            self.next_step(wait, data)

    def next_step(self, wait: int, data: st.DataObject) -> None:
        """What a host would do next."""
        if self.shown == self.opened:
            self.open_round()
        elif not self.in_play() or (self.last().revealed and self.left_in_round()):
            self.open_question(data)
            if self.book.notes:
                self.open_question_again(data)
        elif self.last().revealed:
            self.standing()
        elif self.last().closed:
            self.reveal()
        else:
            for seat in sorted(self.book.factors):
                self.now += wait
                if data.draw(self.answering):
                    self.answer(seat, 1, data)
            if data.draw(self.voiding):
                self.take_out(len(self.book.notes) - 1)
            else:
                self.close(data.draw(self.seats), data)

    @invariant()
    def scores_agree(self) -> None:
        """Credit, bonus, points, streaks and ranks are those that the notebook gives."""
        if len(self.log) == self.checked:
            return
        self.checked = len(self.log)
        ranking = self.book.ranking()
        for row in host_view(self.state).standings:
            tally = self.state.tallies[row.seat]
            assert row.rank == ranking[row.seat]
            assert tally.credit == self.book.credit(row.seat)
            runs = [run for _, run in self.book.runs(row.seat)]
            assert (tally.asked, tally.best, tally.streak) == (len(runs), max(runs, default=0), (runs or [0])[-1])
            assert (row.right, row.answered) == self.book.right_and_answered(row.seat)
            scoring = self.book.plan.rules.scoring
            assert tally.bonus == (self.book.fair_bonus(row.seat) if scoring == "fair" else 0)
            assert tally.points == (self.book.kahoot_points(row.seat) if scoring == "kahoot" else 0)
            assert view_for(self.state, row.seat).row == row

    def teardown(self) -> None:
        """The log alone gives the same state."""
        assert replay(self.log) == self.state


TestGames = Games.TestCase
# Half of all random games stop before their first reveal, so that it takes more of them; the cap keeps a deep run under
# a minute and a half. Shrinking a game takes minutes; a failing one is printed step by step.
TestGames.settings = settings(
    max_examples=min(3 * settings().max_examples, 2000), phases=(Phase.explicit, Phase.generate)
)
