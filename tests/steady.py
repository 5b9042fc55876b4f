"""Draws that hang on the seed alone.

Hypothesis mixes constants of the loaded project modules into the texts and large numbers that it draws: a test run by
itself would draw other packs than in a whole run, and a text written anywhere in the project would change what is drawn
everywhere. There is no setting for it, so this replaces the function that collects them; `test_steady.py` tells when
another version of Hypothesis no longer asks it.
"""

from __future__ import annotations

from unittest.mock import patch

from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants


def draw_steadily() -> None:
    """Let all tests of this process draw without the constants of modules."""
    patch.object(providers, "_get_local_constants", Constants).start()
