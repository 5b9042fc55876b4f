"""Playing again what was missed. Pure: a plan gives a plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from quiz.core.plan import Plan, Round

TITLE = "Misses"


def practice_plan(plan: Plan, missed_ids: Collection[str], seed: int) -> Plan | None:
    """One round of those items of `plan` whose ids are missed, in its order; None when there are none.

    Title, digest and rules are those of `plan`; `seed` is the new game's.
    """
    items = tuple(item for part in plan.rounds for item in part.items if item.id in missed_ids)
    return replace(plan, seed=seed, rounds=(Round(TITLE, items),)) if items else None
