"""The same drawn packs on every run, for tables and statistics."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import Plain, hard_packs, plain_packs


@cache
def sample(strategy: Callable[[], st.SearchStrategy[Plain]], size: int) -> tuple[Plain, ...]:
    """The first `size` packs that a derandomised run draws."""
    found: list[Plain] = []

    @settings(max_examples=size, derandomize=True, database=None)  # a sample of fixed size, not a search
    @given(strategy())
    def collect(plain: Plain) -> None:
        found.append(plain)

    collect()
    return tuple(found)


@cache
def mixed(size: int) -> tuple[Plain, ...]:
    """Hard and plain packs by turns, each pack once."""
    turns = zip(sample(hard_packs, size), sample(plain_packs, size), strict=False)
    unlike: list[Plain] = []
    for pair in turns:
        unlike += [pack for pack in pair if pack not in unlike[-8:]]
    return tuple(unlike[:size])
