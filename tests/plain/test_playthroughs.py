"""Whole games, typed line by line, held against what was shown when somebody last read it.

`FOOTNOTE_REWRITE_PLAYTHROUGHS=1` writes the transcripts anew; then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest

from quiz.core.plan import Scoring
from tests.plain.transcripts import FOLDER, INPUT, play, read

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_playthrough_shows_what_it_showed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of the transcript, and how it ended."""
    said = read(path)
    monkeypatch.setenv("COLUMNS", said.setting("columns", "80"))
    scoring = said.setting("scoring", "fair")
    (profile,) = (name for name in get_args(Scoring) if name == scoring)
    shown, ending = play(said.typed, said.setting("encoding", "utf-8"), profile, int(said.setting("seed", "7")))
    now = f"--- transcript ({ending})\n{shown}"
    if os.environ.get("FOOTNOTE_REWRITE_PLAYTHROUGHS"):
        path.write_text(f"{said.head}{INPUT}{said.typed}{now}", "utf-8")
        return
    assert now == said.shown


def test_there_are_playthroughs() -> None:
    """An empty folder proves nothing."""
    assert len(FILES) >= 8
