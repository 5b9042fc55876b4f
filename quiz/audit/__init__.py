"""The auditor: it re-derives the truth of every question from the pack, and shares no code with what makes them."""

from __future__ import annotations

from quiz.audit.examine import audit
from quiz.audit.problems import Problem

__all__ = ["Problem", "audit"]
