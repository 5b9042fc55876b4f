"""A derandomised test draws the same whichever modules are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def _drawn() -> list[str]:
    """What a derandomised run draws."""
    found: list[str] = []

    @settings(max_examples=300, derandomize=True, database=None)
    @given(st.text(max_size=12))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


def test_draws_do_not_hang_on_loaded_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module full of texts, loaded in between, changes nothing; an update of Hypothesis could undo this."""
    before = _drawn()
    lines = [f"TEXT_{n} = {'word' + str(n)!r}" for n in range(50)]
    (tmp_path / "wordy.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    __import__("wordy")
    assert _drawn() == before
