"""What every front end shares of a turn: time and chance as they are handed in, and how a question is opened."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Protocol

from quiz.core.commands import OpenQuestion
from quiz.core.items import Item
from quiz.core.kinds import Cloze, Order, keeps_order, shown_texts
from quiz.core.plan import Plan
from quiz.core.state import State, next_item

WORD_MS, LEAST_LEAD, MOST_LEAD = 240, 2000, 15_000
"""How long a word takes to read, and the shortest and the longest time that a question stands alone, in ms."""


class Clock(Protocol):
    """A clock that never goes back."""

    def now_ms(self) -> int:
        """Milliseconds since any fixed moment."""
        ...


class Chance(Protocol):
    """Where the order of options comes from."""

    def order(self, instance: int, count: int) -> tuple[int, ...]:
        """The places 0 to `count` - 1, shuffled, for the question opened as `instance`."""
        ...


class SeededChance:
    """The same seed gives the same orders, whatever came before and wherever a game was resumed."""

    def __init__(self, seed: int) -> None:
        """`seed` is the game's."""
        self._seed = seed

    def order(self, instance: int, count: int) -> tuple[int, ...]:
        """Shuffle by seed and instance alone."""
        places = list(range(count))
        random.Random(f"{self._seed}/{instance}").shuffle(places)  # noqa: S311 - a game's shuffle guards no secret
        return tuple(places)


@dataclass(frozen=True, slots=True)
class Outline:
    """A game as its cover shows it: title and length of each round, how many sources are cited, by how many items."""

    rounds: tuple[tuple[str, int], ...]
    sources: int
    sourced: int


def reading_time(item: Item) -> int:
    """How long the stem of `item`, and the text with its gaps, take to read, in ms."""
    texts = {item.stem}
    if isinstance(item.question, Cloze):
        # The stem of a generated cloze is that text itself, which is read once.
        texts.add("____".join(item.question.parts))
    words = sum(len(text.split()) for text in texts)
    return min(max(LEAST_LEAD, words * WORD_MS), MOST_LEAD)


def opening(state: State, chance: Chance, *, reading: bool) -> OpenQuestion | None:
    """The command that opens the next item of the round; None when none is left.

    Its texts stand in an order that chance decides unless the item keeps its own. With `reading` a timed question
    stands alone for its reading time.
    """
    item = next_item(state)
    if item is None:
        return None
    instance, question = len(state.asked) + 1, item.question
    straight = tuple(range(len(shown_texts(question))))
    order = straight if keeps_order(question) else chance.order(instance, len(straight))
    if isinstance(question, Order) and order == straight:
        # The right sequence must not be what is shown.
        order = (*order[1:], *order[:1])
    timed = state.plan is not None and state.plan.rules.timer
    return OpenQuestion(instance, order, reading_time(item) if reading and timed else 0)


def outline_of(plan: Plan) -> Outline:
    """What is ahead, without a word of the questions."""
    items = [item for part in plan.rounds for item in part.items]
    cited = {(place.source, place.title) for item in items for place in item.reveal.citations}
    return Outline(
        tuple((part.title, len(part.items)) for part in plan.rounds),
        len(cited),
        sum(1 for item in items if item.reveal.citations),
    )
