"""A game's plan: rounds and rules as data, fixed before it starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from quiz.core.items import Item
from quiz.core.kinds import flaw

Scoring = Literal["fair", "kahoot", "flat"]

MOST_ALLOWANCE = 100
"""For how many ms at most the rules may make up for slow lines."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`scoring` names the profile. With `timer` off no question has a limit and nothing rewards speed.

    `streaks` off drops every reward for right answers in a row. `allowance` is for how many ms at most an answer may
    have been under way without counting as later.
    """

    scoring: Scoring = "fair"
    timer: bool = True
    streaks: bool = True
    allowance: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """Items asked one after the other under a title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a game will ask. `digest` is the pack's, `seed` the one that drew the rounds."""

    title: str
    digest: str
    seed: int
    rounds: tuple[Round, ...]
    rules: Rules = field(default_factory=Rules)

    @property
    def length(self) -> int:
        """How many questions all rounds hold together."""
        return sum(len(part.items) for part in self.rounds)


def problems(plan: Plan) -> tuple[str, ...]:
    """Why `plan` cannot be played, in sentences; empty when it can."""
    found = [] if plan.rounds else ["The plan has no rounds."]
    if not 0 <= plan.rules.allowance <= MOST_ALLOWANCE:
        found.append(f"The allowance for slow lines is not from 0 to {MOST_ALLOWANCE} ms.")
    seen: set[str] = set()
    for number, part in enumerate(plan.rounds, 1):
        if not part.items:
            found.append(f"Round {number} has no questions.")
        for item in part.items:
            found += [f"Question {item.id}: {flaw}." for flaw in _flaws(item, seen)]
            seen.add(item.id)
    return tuple(found)


def _flaws(item: Item, seen: set[str]) -> list[str]:
    """What is wrong with `item`, whose id must not be among those already `seen`."""
    flaws = [
        (item.id in seen, "it stands in the plan twice"),
        (not item.stem.strip(), "its stem is empty"),
        (item.seconds <= 0, "its time limit is not above zero"),
        (item.weight <= 0, "its weight is not above zero"),
    ]
    form = flaw(item.question)
    return [said for wrong, said in flaws if wrong] + ([form] if form else [])
