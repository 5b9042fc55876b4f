"""A naive game: a notebook of what was accepted, from which every score is worked out anew each time.

It shares the grading of single responses with the program, and nothing else: phases are worked out from the notes,
scores by walking the questions of one player at a time, in floating-free whole numbers over a common denominator.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median

from quiz.core.items import Item
from quiz.core.kinds import Response, grade
from quiz.core.plan import Plan


@dataclass
class Note:
    """One question in the notebook.

    `factors` are those that held for it and do not hold any more. `gaps` are when it was shut and opened again after
    all; `more` is what it was extended by since `base` ms of its answering time, from where it then had `given_again`
    ms instead of its limit.
    """

    item: Item
    opened: int
    lead: int = 0
    factors: dict[str, Fraction | None] = field(default_factory=dict)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    shut: int = 0
    base: int = 0
    more: int = 0
    given_again: int | None = None
    given: dict[str, tuple[Response, int]] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    closed: bool = False
    revealed: bool = False
    void: bool = False


@dataclass
class Notebook:
    """Everything that was accepted so far. `pauses` are pairs of moments; the last one may have no end yet."""

    plan: Plan
    factors: dict[str, Fraction | None] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    pauses: list[list[int]] = field(default_factory=list)
    out: set[str] = field(default_factory=set)

    def limit(self, note: Note, seat: str) -> Fraction | None:
        """The seat's own limit in ms, before anybody asked for more."""
        return self.stretched(note, seat, note.item.seconds * 1000)

    def stretched(self, note: Note, seat: str, ms: int) -> Fraction | None:
        """So much time as it is for the seat."""
        factor = note.factors.get(seat, self.factors[seat])
        if not self.plan.rules.timer or factor is None:
            return None
        return Fraction(int(ms * factor))

    def end(self, note: Note, seat: str) -> Fraction | None:
        """After how much answering time the seat may answer no more."""
        span = (note.item.seconds * 1000 if note.given_again is None else note.given_again) + note.more
        own = self.stretched(note, seat, span)
        return None if own is None else note.base + own

    def in_time(self, note: Note, seat: str, at: int) -> bool:
        """Whether the seat may still answer."""
        end = self.end(note, seat)
        return end is None or self.taken(note, at) <= end

    def taken(self, note: Note, at: int) -> int:
        """How much of the answering time, which begins after the lead, is gone: what was still does not count."""
        return max(0, self.went(note, at) - note.lead)

    def went(self, note: Note, at: int) -> int:
        """For how long the question has been there, but for the time that stood still."""
        still = [(start, min([at, *end])) for start, *end in self.pauses] + note.gaps
        return at - note.opened - _covered([(max(one, note.opened), min(two, at)) for one, two in still])

    @property
    def paused(self) -> bool:
        """Whether time stands still."""
        return bool(self.pauses) and len(self.pauses[-1]) == 1

    def counting(self) -> list[Note]:
        """The questions that count."""
        return [note for note in self.notes if note.revealed and not note.void]

    def share(self, note: Note, seat: str) -> Fraction:
        """The bare credit of the seat's answer."""
        given = note.given.get(seat)
        return grade(note.item.question, None if given is None else given[0]).credit

    def slowness(self, note: Note, seat: str) -> Fraction:
        """0 for an answer at once, 1 for one at the limit. Without a limit of its own the seat is average."""
        limit = self.limit(note, seat)
        if limit is not None:
            if seat not in note.given:
                return Fraction(1)
            taken = note.given[seat][1]
            return Fraction(0) if taken < 500 else min(Fraction(1), Fraction(taken) / limit)
        timed = [other for other in note.present if self.limit(note, other) is not None]
        scored = [self.slowness(note, other) for other in timed if self.share(note, other) > 0]
        return Fraction(median(scored)) if scored else Fraction(1, 2)

    def hurried(self, note: Note) -> bool:
        """Whether anybody has a limit."""
        return any(self.limit(note, seat) is not None for seat in note.present)

    def credit(self, seat: str) -> Fraction:
        """Weight times share, summed up."""
        mine = [note for note in self.counting() if seat in note.present]
        return sum((note.item.weight * self.share(note, seat) for note in mine), Fraction(0))

    def runs(self, seat: str) -> list[tuple[Note, int]]:
        """Each question that counts for the seat, with the length of the run of full answers that ends there."""
        length, found = 0, []
        for note in self.counting():
            if seat in note.present:
                length = length + 1 if self.share(note, seat) == 1 else 0
                found.append((note, length))
        return found

    def right_and_answered(self, seat: str) -> tuple[int, int]:
        """How many of the seat's questions were right in full, and how many answered at all."""
        mine = [note for note in self.counting() if seat in note.present]
        return sum(self.share(note, seat) == 1 for note in mine), sum(seat in note.given for note in mine)

    def fair_bonus(self, seat: str) -> Fraction:
        """At most 249 for speed and 249 for streaks over the whole plan."""
        count = sum(len(part.items) for part in self.plan.rounds)
        total = Fraction(0)
        for note, run in self.runs(seat):
            if self.hurried(note):
                total += Fraction(249) * self.share(note, seat) * (1 - self.slowness(note, seat)) / count
            if self.plan.rules.streaks and run > 1:
                total += Fraction(249) * min(run - 1, 5) / 5 / (count - 1)
        return total

    def kahoot_points(self, seat: str) -> int:
        """Points for each answer, and for each one that goes on a run."""
        total = 0
        for note, run in self.runs(seat):
            slow = self.slowness(note, seat) / 2 if self.hurried(note) else Fraction(0)
            exact = 1000 * note.item.weight * self.share(note, seat) * (1 - slow)
            total += (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
            if self.plan.rules.streaks and run > 1:
                total += 100 * min(run - 1, 5)
        return total

    def ranking(self) -> dict[str, int]:
        """One more than the number of players who stand better."""
        keys = {seat: self._key(seat) for seat in self.factors if seat not in self.out}
        return {seat: 1 + sum(other > mine for other in keys.values()) for seat, mine in keys.items()}

    def _key(self, seat: str) -> tuple[Fraction, int]:
        if self.plan.rules.scoring == "kahoot":
            return (Fraction(self.kahoot_points(seat)), 0)
        bonus = self.fair_bonus(seat) if self.plan.rules.scoring == "fair" else Fraction(0)
        return (self.credit(seat), bonus.numerator // bonus.denominator)


def _covered(spans: list[tuple[int, int]]) -> int:
    """How many ms lie in any of the spans."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
