"""What stands where: the order of questions, and of what there is to choose from, for each version of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.bank.chance import Draw
from quiz.core.items import Item
from quiz.core.kinds import keeps_order, shown_texts
from quiz.core.wording import letter


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as one sheet asks it: `order[i]` is the index, in its own order, of what stands at place i."""

    item: Item
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A sheet: its letter, empty where it is the only one, and what it asks."""

    letter: str
    asked: tuple[Asked, ...]


def versions(items: Sequence[Item], seed: int, count: int) -> tuple[Version, ...]:
    """Make `count` sheets of the same items, from 1 to `MOST_VERSIONS`; the same seed makes the same ones.

    The first asks the items as they come, the others in an order of their own. Options stand as drawn for the sheet,
    whatever else is on it, or as they are where the item says so.
    """
    made = []
    for place in range(count):
        name = letter(place)
        those = Draw(seed, f"sheet {name}").shuffled(items) if place else items
        asked = tuple(Asked(item, _order(item, Draw(seed, f"sheet {name} {item.id}"))) for item in those)
        made.append(Version(name if count > 1 else "", asked))
    return tuple(made)


def _order(item: Item, draw: Draw) -> tuple[int, ...]:
    places = range(len(shown_texts(item.question)))
    return tuple(places) if keeps_order(item.question) else tuple(draw.shuffled(places))
