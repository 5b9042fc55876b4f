"""Every invariant on drawn packs: one bank per example, all checks on it, each failure named.

Hard cases and plain ones find different defects, and a union dilutes both, so each strategy has its own test.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from tests.invariants.context import Built, build
from tests.invariants.samples import outputs, sample
from tests.invariants.table import CHECKS, failures
from tests.strategies import Plain, hard_packs, packs, plain_packs, slipped_packs

SEEDS = st.integers(0, 3)
# The same budget in whatever profile this runs. Shrinking a whole pack takes minutes; the quick tests do it.
DEEP_EXAMPLES = 400
PHASES = (Phase.explicit, Phase.generate)
TRUTH = tuple(name for name in CHECKS if not name.startswith("35 "))  # all but liveness


def verify(plain: Plain, seed: int) -> Built:
    """Build the bank of a pack and hold every invariant against it."""
    built = build(plain, seed)
    event(f"questions: {min(len(built.items), 20) // 5 * 5} or more")
    event(f"kinds: {', '.join(sorted({item['kind'] for item in built.items}))}")
    found = failures(built)
    assert not found, "\n".join(f"{name}: {'; '.join(wrong[:3])}" for name, wrong in found.items())
    return built


@given(plain=hard_packs(), seed=SEEDS)
def test_hard_cases_hold_every_invariant(plain: Plain, seed: int) -> None:
    """Dense look-alikes never make a question that contradicts its facts, and never silence one that cannot."""
    verify(plain, seed)


@given(plain=plain_packs(), seed=SEEDS)
def test_plain_cases_hold_every_invariant(plain: Plain, seed: int) -> None:
    """Nor do names of any letters and signs."""
    verify(plain, seed)


@given(plain=packs(), seed=SEEDS)
def test_the_union_holds_every_invariant(plain: Plain, seed: int) -> None:
    """Nor do both together."""
    verify(plain, seed)


@given(plain=slipped_packs(), seed=SEEDS)
def test_a_slip_makes_nothing_false(plain: Plain, seed: int) -> None:
    """What an error keeps from being asked still contradicts; that much less is asked is no fault."""
    assert failures(build(plain, seed), TRUTH) == {}


@pytest.mark.deep
@settings(max_examples=DEEP_EXAMPLES, phases=PHASES)
@given(plain=slipped_packs(), seed=SEEDS)
def test_a_slip_makes_nothing_false_deep(plain: Plain, seed: int) -> None:
    """Slips, many times over."""
    assert failures(build(plain, seed), TRUTH) == {}


@pytest.mark.deep
@settings(max_examples=DEEP_EXAMPLES, phases=PHASES)
@given(plain=hard_packs(), seed=SEEDS)
def test_hard_cases_deep(plain: Plain, seed: int) -> None:
    """The hard cases, many times over."""
    verify(plain, seed)


@pytest.mark.deep
@settings(max_examples=DEEP_EXAMPLES, phases=PHASES)
@given(plain=plain_packs(), seed=SEEDS)
def test_plain_cases_deep(plain: Plain, seed: int) -> None:
    """The plain cases, many times over."""
    verify(plain, seed)


@pytest.mark.deep
@settings(max_examples=DEEP_EXAMPLES, phases=PHASES)
@given(plain=packs(), seed=SEEDS)
def test_the_union_deep(plain: Plain, seed: int) -> None:
    """The union, many times over."""
    verify(plain, seed)


@pytest.mark.parametrize("strategy", [hard_packs, plain_packs])
def test_half_of_the_packs_yield_questions(strategy: Callable[[], st.SearchStrategy[Plain]]) -> None:
    """A check on banks proves little when banks are empty: most packs give a question, half give a choice."""
    banks = [build(plain) for plain in sample(strategy, 120)]
    kinds = [{item["kind"] for item in built.items} for built in banks]
    assert sum(bool(found) for found in kinds) >= 0.75 * len(banks)
    assert sum("single" in found for found in kinds) >= 0.5 * len(banks)


def test_drawn_packs_yield_every_kind() -> None:
    """Over a sample, every kind of question that facts can give is made."""
    banks = [build(plain) for plain in sample(hard_packs, 200)]
    made = {item["kind"] for built in banks for item in built.items}
    assert made >= {"single", "multiple", "true_false", "number", "typed", "order", "match"}


def test_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    """24: whatever the hash seed of the process, a pack and a seed give the same bytes."""
    first, second = outputs("tests.invariants.emit", tmp_path)
    assert first == second
    assert first.count(b'"kind": "single"') > 20
