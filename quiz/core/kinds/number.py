"""Number: any value from `low` to `high` is right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Number:
    """`value` is the key as shown, in `unit`; `low` and `high` bound what is fully right, both included.

    With `margin`, credit falls in a straight line from 1 at the bounds to 0 at `margin` beyond them.
    `year` marks a calendar year, which is written without separators.
    """

    value: Fraction
    low: Fraction
    high: Fraction
    unit: str = ""
    margin: Fraction | None = None
    year: bool = False
    printed: str = ""
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class Amount:
    """The number that the player gave, in the question's unit."""

    value: Fraction
    kind: Literal["amount"] = "amount"
