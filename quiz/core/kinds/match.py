"""Match: give each left entry its right one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Match:
    """`rights[i]` belongs to `lefts[i]`; further `rights` are decoys. `headings` name the two columns."""

    lefts: tuple[str, ...]
    rights: tuple[str, ...]
    headings: tuple[str, str] = ("", "")
    kind: Literal["match"] = "match"


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each left entry the index of the chosen right one, or None."""

    rights: tuple[int | None, ...]
    kind: Literal["pairs"] = "pairs"
