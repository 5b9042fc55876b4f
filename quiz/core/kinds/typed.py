"""Typed: a short text, compared after folding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiz.core.kinds.base import Option


@dataclass(frozen=True, slots=True)
class Typed:
    """`accepted` are the right texts, the first as shown. `near` is how many edits are forgiven; None goes by length.

    `keep` names what folding must leave alone: "case", "accents", "punctuation", "articles". `reject` lists texts that
    are wrong however near they come, with what is said to whoever typed one. `language` rules folding.
    """

    accepted: tuple[str, ...]
    near: int | None = None
    keep: tuple[str, ...] = ()
    reject: tuple[Option, ...] = ()
    language: str = "en"
    kind: Literal["typed"] = "typed"


@dataclass(frozen=True, slots=True)
class Words:
    """What the player typed."""

    text: str
    kind: Literal["words"] = "words"
