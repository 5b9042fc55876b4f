"""Multiple choice: several options may be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiz.core.kinds.base import Option

Scoring = Literal["all", "share", "share-minus"]


@dataclass(frozen=True, slots=True)
class Multiple:
    """`keys` are the indices of the right options, ascending. `score` says how part of an answer counts."""

    options: tuple[Option, ...]
    keys: tuple[int, ...]
    score: Scoring = "share-minus"
    keep_order: bool = False
    kind: Literal["multiple"] = "multiple"


@dataclass(frozen=True, slots=True)
class Picks:
    """The indices of the chosen options, ascending, in the question's own order."""

    options: tuple[int, ...]
    kind: Literal["picks"] = "picks"
