"""Order: bring the entries into their right sequence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Order:
    """`entries` stand in the right sequence. `score` "pairs" gives the share of neighbours in right sequence."""

    entries: tuple[str, ...]
    score: Literal["all", "pairs"] = "pairs"
    kind: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Every index of `entries`, once, in the sequence that the player gave."""

    entries: tuple[int, ...]
    kind: Literal["arrangement"] = "arrangement"
