"""True or false: the stem is a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """`key` is whether the statement is true."""

    key: bool
    say: str = ""
    kind: Literal["true_false"] = "true_false"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the player holds the statement to be."""

    value: bool
    kind: Literal["judgement"] = "judgement"
