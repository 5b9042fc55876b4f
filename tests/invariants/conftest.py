"""Long sweeps run only when they are asked for."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a marker expression leave out what is marked `deep` or `mutants`."""
    if config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("deep") or item.get_closest_marker("mutants")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
