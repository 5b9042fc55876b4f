"""Playing again what was missed. Pure: a plan gives a plan."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from dataclasses import replace

from quiz.core.plan import Plan, Round, Scoring

TITLE = "Misses"


def practice_plan(plan: Plan, missed_ids: Collection[str], seed: int) -> Plan | None:
    """One round of those items of `plan` whose ids are missed, in its order; None when there are none.

    Title, digest and rules are those of `plan`; `seed` is the new game's.
    """
    items = tuple(item for part in plan.rounds for item in part.items if item.id in missed_ids)
    return replace(plan, seed=seed, rounds=(Round(TITLE, items),)) if items else None


def same_game(pack: str, seed: int, rounds: int, length: int, scoring: Scoring) -> str:
    """The command that draws a game again. `pack` is as it was named; the pack that is played by default needs none."""
    words = ["quiz play", *([shlex.quote(pack)] if pack else []), f"--seed {seed} --rounds {rounds} --length {length}"]
    return " ".join([*words, *([f"--scoring {scoring}"] if scoring != "fair" else [])])
