"""Reads hand-written `questions`."""

from __future__ import annotations

from quiz.core.items import Item
from quiz.packs.nodes import Map
from quiz.packs.roles import Context


def read_questions(context: Context, root: Map, language: str) -> list[Item]:
    """Read all questions; one with an error is left out."""
    return []
