"""The invariants and the statistics of quality on the pack that ships."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from quiz.bank import emit, open_bank
from quiz.packs import load_path, resolve
from tests.invariants.context import Built
from tests.invariants.table import CHECKS

SEEDS = range(10)
# Upper 0.1 % points of the chi-square distribution, by degrees of freedom.
CHI_SQUARE = {1: 10.83, 2: 13.82, 3: 16.27, 4: 18.47, 5: 20.52, 6: 22.46, 7: 24.32, 8: 26.12, 9: 27.88}


@cache
def _bank(seed: int) -> Built:
    """The bank of the shipped pack."""
    loaded = load_path(resolve("aurus"))
    bank = open_bank(loaded.pack, seed)
    report = bank.generate()
    return Built(loaded.plain, loaded, bank, report, [dict(emit(item)) for item in report.items])


@pytest.mark.parametrize("name", [name for name in CHECKS if not name.startswith(("24", "25"))])
def test_the_shipped_pack_holds_every_invariant(name: str) -> None:
    """Each check, on the whole bank."""
    assert list(CHECKS[name](_bank(0))) == []


def test_the_yield_does_not_fall() -> None:
    """36: facts asked, distinct meanings, and kinds, as counted when the pack was written, less a little."""
    built = _bank(0)
    facts = {fact for item in built.items for fact in item["facts"] if fact[0] in "fo"}
    meanings = {item.meaning for item in built.report.items}
    kinds = Counter(item["kind"] for item in built.items)
    assert len(facts) >= 90
    assert len(meanings) >= 100
    assert len(kinds) >= 6


def test_the_key_stands_in_every_place() -> None:
    """37: over distinct (seed, question) pairs, the place of the key is as even as chance has it."""
    places: dict[int, Counter[int]] = {}
    for seed in SEEDS:
        for item in _bank(seed).items:
            if item["kind"] == "single" and item["options"] and item["facts"]:
                size = len(item["options"])
                places.setdefault(size, Counter())[item["options"].index(item["answer"])] += 1
    for size, counts in places.items():
        expected = counts.total() / size
        statistic = sum((counts[place] - expected) ** 2 / expected for place in range(size))
        assert statistic < CHI_SQUARE[size - 1], (size, counts)


def test_the_key_is_not_the_longest_option() -> None:
    """38: the key is longer than every other option no more often than chance, and five points."""
    longest, chance, asked = 0, 0.0, 0
    for seed in SEEDS:
        for item in _bank(seed).items:
            if item["kind"] == "single" and item["facts"]:
                others = [len(option) for option in item["options"] if option != item["answer"]]
                longest += len(item["answer"]) > max(others)
                chance += 1 / len(item["options"])
                asked += 1
    assert asked > 100
    assert longest <= chance + 0.05 * asked
