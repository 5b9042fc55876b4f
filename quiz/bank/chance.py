"""Keyed draws: the same seed and id give the same choice on every machine, whatever else is in the pack."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Generic, TypeVar

T = TypeVar("T")


def digest(text: str, *, size: int = 16, key: bytes = b"") -> bytes:
    """BLAKE2b of a text in UTF-8."""
    return blake2b(text.encode(), digest_size=size, key=key).digest()


class Draw:
    """The randomness of one question."""

    def __init__(self, seed: int, name: str) -> None:
        """Key all draws by `seed` and `name`, the question's id."""
        self._key = blake2b(f"{seed}\\0{name}".encode(), digest_size=32).digest()
        self._count = 0

    def rank(self, text: str) -> int:
        """A number for `text` that orders candidates; it does not depend on what else is ranked."""
        return int.from_bytes(digest(text, size=8, key=self._key), "big")

    def below(self, bound: int) -> int:
        """A number from 0 to `bound - 1`; `bound` is at least 1."""
        self._count += 1
        return self.rank(f"\\0{self._count}") % bound

    def shuffled(self, entries: Iterable[T]) -> list[T]:
        """The entries in drawn sequence (Fisher and Yates, as in Knuth, volume 2, algorithm P)."""
        drawn = list(entries)
        for place in range(len(drawn) - 1, 0, -1):
            other = self.below(place + 1)
            drawn[place], drawn[other] = drawn[other], drawn[place]
        return drawn


class Ring(Generic[T]):
    """Entries on a circle, each at the digest of its own name: a window of it changes only where something is added."""

    def __init__(self, entries: Iterable[T], name: Callable[[T], str]) -> None:
        """Place each entry by `name`; entries of one name are one."""
        placed = {name(entry): entry for entry in entries}
        self._order = sorted((digest(label, size=8), label) for label in placed)
        self._entries = [placed[label] for _, label in self._order]

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def window(self, draw: Draw, length: int, salt: str = "") -> Sequence[T]:
        """Up to `length` entries from a drawn place on."""
        if len(self._entries) <= length:
            return self._entries
        start = bisect_left(self._order, (draw.rank("ring" + salt).to_bytes(8, "big"), ""))
        twice = self._entries[start : start + length]
        return twice + self._entries[: length - len(twice)]

    def all(self) -> Sequence[T]:
        """Every entry, in the order of the circle."""
        return self._entries
