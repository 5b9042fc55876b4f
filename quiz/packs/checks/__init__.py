"""`quiz check`: what is doubtful in a pack that loads. The loader finds what is wrong; these look at what was meant."""

from __future__ import annotations

from quiz.packs.checks.review import Review, review

__all__ = ["Review", "review"]
