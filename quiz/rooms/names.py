"""Names of players: which are fit to be seen by a class, and friendly ones to offer.

Two names are one when a reader would take them for one another: in another case or width, with look-alike letters,
or with other blanks. The core tells case and width apart by itself; the rest is a room's.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from wcwidth import wcswidth

from quiz.bank.fold import skeleton
from quiz.core.commands import Command, JoinSeat, RenameSeat, SetTeam
from quiz.core.decide import Refusal, Rejected
from quiz.core.seating import tidy
from quiz.core.state import State

WIDEST = 20
"""How many cells of a terminal a name may take."""

_RESERVED = (
    "admin administrator anonymous everybody everyone footnote host me moderator nobody quiz room root screen server "
    "system teacher you "
)
_ADJECTIVES = (
    "agile amber apt astute bold brave breezy bright brisk calm candid clever cosy crisp curious daring deft dreamy "
    "eager early exact fair fleet fond frank gentle glad golden happy hardy honest jolly keen kind lively loyal lucid "
    "lucky mellow merry mild neat nimble noble patient plucky polite proud quick quiet ready rosy royal sharp silver "
    "sincere smart snug spry steady sunny swift tidy trusty vivid warm wise witty zesty "
)
_ANIMALS = (
    "alpaca badger beaver bison bobcat camel caribou cheetah cicada condor cougar crane cricket curlew dolphin "
    "dormouse eagle egret falcon ferret finch firefly gazelle gecko gibbon grebe hare hedgehog heron hoopoe ibex ibis "
    "jackdaw jaguar kestrel kingfisher kiwi koala lark lemur leopard llama lynx magpie marten meerkat mole narwhal "
    "newt ocelot okapi oriole osprey otter owl panda pelican penguin petrel puffin quail quokka raven robin salmon "
    "seal sparrow squirrel starling stork swallow swan tapir tern toucan turtle vicuna walrus weasel whale wombat "
    "wren zebra "
)

RESERVED = frozenset(_RESERVED.split())
"""What nobody is called, because the program or the host speaks under it."""
ADJECTIVES, ANIMALS = tuple(_ADJECTIVES.split()), tuple(_ANIMALS.split())


class Names:
    """Looks at names before the game does. Remembers what each name is taken for."""

    def __init__(self) -> None:
        """Know no name yet."""
        self._seen: dict[str, frozenset[str]] = {}
        self._reserved = frozenset[str]().union(*map(self._look, RESERVED))

    def check(self, state: State, command: Command) -> Rejected | None:
        """The refusal of a command that brings a name which this room does not take; None for all others."""
        match command:
            case JoinSeat(seat, name):
                return None if seat in state.seats else self.problem(name, self._others(state, seat))
            case RenameSeat(seat, name):
                return self.problem(name, self._others(state, seat))
            case SetTeam(_, team):
                return self.problem(team, ()) if tidy(team) else None
            case _:
                return None

    def problem(self, name: str, others: Iterable[str]) -> Rejected | None:
        """Why nobody can be called `name` beside `others`; None when they can."""
        name = tidy(name)
        if not 1 <= cells(name) <= WIDEST:
            return Rejected(Refusal.MALFORMED, f"A name is 1 to {WIDEST} columns wide.")
        if not any(map(str.isalnum, name)):
            return Rejected(Refusal.MALFORMED, "A name has a letter or a digit.")
        look = self._look(name)
        if look & self._reserved:
            return Rejected(Refusal.NAME_TAKEN, f"Nobody can be called {name} here.")
        if any(self._look(other) & look for other in others):
            return Rejected(Refusal.NAME_TAKEN, f"{name} looks like the name of somebody here. Choose another.")
        return None

    def alike(self, one: str, two: str) -> bool:
        """Whether two names would be taken for one another."""
        return bool(self._look(one) & self._look(two))

    def free(self, taken: Iterable[str]) -> str:
        """A friendly name that looks like none of `taken`."""
        looks = frozenset[str]().union(*map(self._look, taken))
        pairs = len(ADJECTIVES) * len(ANIMALS)
        first = secrets.randbelow(pairs)
        for place in range(pairs):
            adjective, animal = divmod((first + place * _STRIDE) % pairs, len(ANIMALS))
            name = f"{ADJECTIVES[adjective].title()} {ANIMALS[animal].title()}"
            if not self._look(name) & looks:
                return name
        return f"Player {secrets.randbelow(10**9)}"

    def _others(self, state: State, seat: str) -> Iterable[str]:
        return (other.name for other in state.seats.values() if other.id != seat)

    def _look(self, name: str) -> frozenset[str]:
        """What `name` is taken for: its letters as they are, and in one case."""
        known = self._seen.get(name)
        if known is None:
            folded = tidy(name)
            looks = (skeleton(folded), skeleton(folded.casefold()))
            known = self._seen[name] = frozenset(look or folded for look in looks)
        return known


_STRIDE = 1009
"""A prime: steps of it come by every pair of words, and neighbours differ in both."""


def cells(text: str) -> int:
    """How many columns `text` takes; nothing for what has no width of its own."""
    return max(wcswidth(text), 0)
