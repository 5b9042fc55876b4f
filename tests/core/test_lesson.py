"""Random lessons: the games of the machine, with everything that a host can do to time and to people."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from quiz.core.commands import (
    ExtendQuestion,
    JoinSeat,
    KickSeat,
    LockRoom,
    PauseGame,
    RenameSeat,
    ReopenQuestion,
    ResumeGame,
    SetFactor,
    SetTeam,
)
from quiz.core.decide import FACTORS, Refusal
from quiz.core.state import deadline
from quiz.core.views import public_view
from tests.core.test_machine import Games


class Lessons(Games):
    """A game with a host who does more than to go on."""

    spans: ClassVar = st.sampled_from((1, 500, 5000, 30_000, 600_000))
    others: ClassVar = st.sampled_from(("bo", "cy", "di"))
    deeds: ClassVar = st.sampled_from(
        (
            "none",
            "break",
            "answer in a break",
            "extend",
            "shut",
            "shut in a pause",
            "void",
            "stretch",
            "stretch",
            "kick",
        )
    )

    def __init__(self) -> None:
        """Everybody may join, under the name of their seat."""
        super().__init__()
        self.names: dict[str, str] = {}
        self.teams: dict[str, str] = {}
        self.locked = False
        self.renamed = 0

    def sat(self, seat: str, factor: object) -> Refusal | None:
        """Who was put out stays out; who has another name now is another."""
        if seat in self.book.out:
            return Refusal.PUT_OUT
        return Refusal.SEAT_TAKEN if seat in self.names else super().sat(seat, factor)

    def shut_out(self) -> bool:
        """Nobody new in a locked room."""
        return self.locked

    def open(self) -> bool:
        """Whether a question may be answered, but for a pause."""
        return self.in_play() and not self.last().closed

    @rule()
    def pause(self) -> None:
        """Time stands still until it does not any more; asked for twice, it stands still once."""
        got = self.give(PauseGame())
        assert got is (Refusal.FINISHED if self.over else None)
        if not self.over and not self.book.paused:
            self.book.pauses.append([self.now])

    @rule()
    def resume(self) -> None:
        """The same for letting it run."""
        got = self.give(ResumeGame())
        assert got is (Refusal.FINISHED if self.over else None)
        if not self.over and self.book.paused:
            self.book.pauses[-1].append(self.now)

    @rule(ms=st.sampled_from((1, 3000, 70_000)))
    def break_time(self, ms: int) -> None:
        """A whole pause: without it, few random lessons go on after one has begun."""
        self.pause()
        self.now += ms
        self.resume()

    @precondition(lambda self: bool(self.book.notes))
    @rule(ms=spans)
    def extend(self, ms: int) -> None:
        """More time for what is open, where time matters."""
        got = self.give(ExtendQuestion(len(self.book.notes), ms))
        if self.over:
            assert got is Refusal.FINISHED
        elif not self.in_play():
            assert got is Refusal.STALE
        elif not self.open() or not self.book.plan.rules.timer:
            assert got is Refusal.NOT_NOW
        else:
            assert got is None
            self.last().more += ms

    @precondition(lambda self: bool(self.book.notes))
    @rule(ms=spans)
    def reopen(self, ms: int) -> None:
        """What was shut by mistake is open again, for so long from now on."""
        was_open = self.open()
        got = self.give(ReopenQuestion(len(self.book.notes), ms))
        note = self.last()
        if self.over:
            assert got is Refusal.FINISHED
        elif not self.in_play():
            assert got is Refusal.STALE
        elif was_open:
            assert got is None
        elif note.revealed or note.void or self.book.paused:
            assert got is Refusal.NOT_NOW
        else:
            assert got is None
            note.closed = False
            note.gaps.append((note.shut, self.now))
            note.base, note.more, note.given_again = self.book.taken(note, self.now), 0, ms

    @precondition(lambda self: len(self.log) > 15)
    @rule(seat=others)
    def kick(self, seat: str) -> None:
        """Out for good, and the name with them; what is revealed stays as it was for the others."""
        got = self.give(KickSeat(seat))
        assert got is (None if seat in self.book.factors else Refusal.UNKNOWN_SEAT)
        if got is None:
            self.book.out.add(seat)
            for note in self.book.notes:
                if not note.revealed:
                    note.present.discard(seat)
            again = self.give(JoinSeat("zed", self.names.get(seat, seat)))
            free = Refusal.ROOM_LOCKED if self.locked else Refusal.NAME_TAKEN
            assert again is (Refusal.FINISHED if self.over else free)

    @rule(seat=others, other=others)
    def rename(self, seat: str, other: str) -> None:
        """A name that nobody has; the old one is free again, the name of who was put out is not."""
        self.renamed += 1
        known = seat in self.book.factors
        if known and other in self.book.factors and other != seat and seat not in self.book.out:
            taken = self.names.get(other, other.upper())
            assert self.give(RenameSeat(seat, taken.lower())) is Refusal.NAME_TAKEN
        got = self.give(RenameSeat(seat, f" player\u200b {self.renamed}"))
        out = Refusal.PUT_OUT if seat in self.book.out else None
        assert got is (out if known else Refusal.UNKNOWN_SEAT)
        if got is None:
            self.names[seat] = f"player {self.renamed}"

    @rule(locked=st.booleans())
    def lock(self, locked: bool) -> None:
        """As often as the host likes."""
        got = self.give(LockRoom(locked))
        assert got is (Refusal.FINISHED if self.over else None)
        self.locked = self.locked if self.over else locked

    @rule(seat=others, factor=st.sampled_from((*FACTORS, Fraction(3))))
    def stretch(self, seat: str, factor: Fraction | None) -> None:
        """From the next question on: what was opened before is remembered with the factor that it had."""
        got = self.give(SetFactor(seat, factor))
        if self.refused(seat, got):
            return
        assert got is (None if factor in FACTORS else Refusal.MALFORMED)
        if got is None:
            for note in self.book.notes:
                note.factors.setdefault(seat, self.book.factors[seat])
            self.book.factors[seat] = factor

    @rule(seats=st.permutations(("bo", "cy", "di")), teams=st.permutations(("Reds", "REDS ", "Blues", "")))
    def sides(self, seats: list[str], teams: list[str]) -> None:
        """A team is spelt as the first of it spelt it."""
        for seat, team in zip(seats, teams, strict=False):
            self.side(seat, team)

    def side(self, seat: str, team: str) -> None:
        """One player changes sides."""
        got = self.give(SetTeam(seat, team))
        if self.refused(seat, got):
            return
        assert got is None
        spelt = [
            known for other, known in self.teams.items() if other != seat and known.lower() == team.strip().lower()
        ]
        self.teams[seat] = spelt[0] if spelt else team.strip()
        assert self.state.seats[seat].team == self.teams[seat]

    def next_step(self, wait: int, data: st.DataObject) -> None:
        """What such a host would do next: in the middle of a question, often something else first."""
        if self.book.paused and data.draw(self.answering):
            self.resume()
        if self.open() and not self.over:
            self.deed(data.draw(self.deeds), wait, data)
        super().next_step(wait, data)

    def deed(self, name: str, wait: int, data: st.DataObject) -> None:
        """Something that is done about an open question."""
        seat, ms = data.draw(self.others), data.draw(self.spans)
        match name:
            case "break":
                self.break_time(3000)
            case "answer in a break":
                self.pause()
                self.answer(seat, 1, data)
                self.resume()
            case "extend":
                self.extend(ms)
            case "shut":
                self.close(seat, data)
                self.now += wait
                self.reopen(ms)
            case "shut in a pause":
                self.pause()
                self.now += wait
                self.close(seat, data)
                self.resume()
                self.reopen(ms)
            case "void":
                self.take_out(len(self.book.notes) - 1)
                self.reopen(ms)
            case "stretch":
                self.stretch(seat, data.draw(st.sampled_from(FACTORS)))
            case "kick":
                self.kick(seat)
                self.close(seat, data)
            case _:
                return
        if self.open() and data.draw(st.booleans()):
            self.answer_at_the_deadline(seat, data.draw(st.integers(0, 1)), data)

    def refused(self, seat: str, got: Refusal | None) -> bool:
        """Whether nothing can be done about `seat`; if so, it was refused."""
        if self.over:
            assert got is Refusal.FINISHED
        elif seat not in self.book.factors:
            assert got is Refusal.UNKNOWN_SEAT
        elif seat in self.book.out:
            assert got is Refusal.PUT_OUT
        else:
            return False
        return True

    def teardown(self) -> None:
        """What is seen of people and of time is what was done about them."""
        super().teardown()
        if self.state.plan is None:
            return
        view = public_view(self.state)
        assert view.paused == self.book.paused
        assert view.locked_room == self.locked
        inside = [seat for seat in self.book.factors if seat not in self.book.out]
        assert view.seats == tuple(self.names.get(seat, seat.upper()) for seat in inside)
        if self.open() and not self.book.paused:
            for seat in inside:
                last = deadline(self.state.asked[-1], self.state.seats[seat])
                assert last is None or self.book.in_time(self.last(), seat, last)
                assert last is None or not self.book.in_time(self.last(), seat, last + 1)


TestLessons = Lessons.TestCase
TestLessons.settings = settings(
    max_examples=min(2 * settings().max_examples, 1500), phases=(Phase.explicit, Phase.generate)
)
