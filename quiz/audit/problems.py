"""What the auditor reports. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with one question: its id, the class of the defect ("W1"), and what exactly is wrong."""

    question: str
    cls: str
    message: str
