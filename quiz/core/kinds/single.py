"""Single choice: one option is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiz.core.kinds.base import Option


@dataclass(frozen=True, slots=True)
class Single:
    """`key` is the index of the right option. With `keep_order` the options are shown as they stand."""

    options: tuple[Option, ...]
    key: int
    keep_order: bool = False
    kind: Literal["single"] = "single"


@dataclass(frozen=True, slots=True)
class Pick:
    """The index of the chosen option, in the question's own order."""

    option: int
    kind: Literal["pick"] = "pick"
