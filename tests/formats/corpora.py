"""Real files that nobody of this project wrote, where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def folder(name: str) -> Path:
    """A folder of the corpora: where FOOTNOTE_CORPORA says, or beside the checkout. Skips the test where it is not."""
    above = [parent / "shared" / "corpora" for parent in Path(__file__).resolve().parents[2:5]]
    named = os.environ.get("FOOTNOTE_CORPORA")
    for place in [Path(named)] if named else above:
        if (place / name).is_dir():
            return place / name
    pytest.skip("the corpus is not here")
