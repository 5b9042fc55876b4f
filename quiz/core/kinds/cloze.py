"""Cloze: a text with gaps to fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiz.core.kinds.typed import Typed


@dataclass(frozen=True, slots=True)
class Cloze:
    """`parts[0] gap[0] parts[1] gap[1] ... parts[n]`: one part more than gaps. Every gap is graded as typed text."""

    parts: tuple[str, ...]
    gaps: tuple[Typed, ...]
    kind: Literal["cloze"] = "cloze"


@dataclass(frozen=True, slots=True)
class Fillings:
    """What the player wrote into each gap, in order."""

    texts: tuple[str, ...]
    kind: Literal["fillings"] = "fillings"
