"""`quiz bench convert`: the Open Trivia Database, or a file like it, read and written as a pack."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from quiz.cli.conversion import as_pack
from quiz.formats.opentdb import read

_Made = TypeVar("_Made")
Figure = tuple[str, float, str, float | None, bool]

QUESTIONS = 5_250
_MOST_SECONDS = 2.0
_SIGNS = ("&quot;", "&#039;", "&amp;", "&eacute;", "&rsquo;", "")


def synthetic(questions: int = QUESTIONS) -> bytes:
    """Make a file of `questions` questions in the proportions of the real one: one in seven is true or false."""
    rows: list[dict[str, object]] = []
    for n in range(questions):
        sign = _SIGNS[n % len(_SIGNS)]
        row: dict[str, object] = {
            "type": "multiple", "difficulty": ("easy", "medium", "hard")[n % 3],
            "category": f"Entertainment: Part {n % 24}",
            "question": f"Which of the {n} {sign}names{sign} of the long list belongs to part {n % 24} of the whole?",
            "correct_answer": f"Answer {n} of the north", "incorrect_answers": [f"Answer {n} of {at}" for at in "abc"],
        }  # fmt: skip
        if n % 7 == 0:
            row |= {"type": "boolean", "correct_answer": str(n % 2 == 0), "incorrect_answers": [str(n % 2 == 1)]}
        rows.append(row)
    return json.dumps({"results": rows}).encode()


def corpus() -> bytes:
    """Give the real file where FOOTNOTE_CORPORA names a folder that holds it, else one made up."""
    named = os.environ.get("FOOTNOTE_CORPORA")
    path = Path(named, "opentdb", "opentdb.json") if named else None
    return path.read_bytes() if path is not None and path.is_file() else synthetic()


def run(data: bytes | None = None, *, repeats: int = 3) -> list[Figure]:
    """Give (figure, value, unit, limit, ok) rows; processor time of this process, the best of `repeats`."""
    content = corpus() if data is None else data
    reads = [_timed(lambda: read(content, "bench.json")) for _ in range(repeats)]
    bank = reads[0][1]
    writes = [_timed(lambda: as_pack(bank)) for _ in range(repeats)]
    reading, writing = (min(spent for spent, _ in rows) for rows in (reads, writes))
    total, count = reading + writing, len(bank.items)
    limit = _MOST_SECONDS * max(count, 1) / QUESTIONS
    return [
        ("size", len(content) / 1e6, "MB", None, True),
        ("questions", float(count), "", None, True),
        ("skipped", float(len(bank.skips)), "", 0.0, not bank.skips),
        ("read", reading, "s", None, True),
        ("write as a pack and load it", writing, "s", None, True),
        ("convert", total, "s", limit, total <= limit),
    ]


def _timed(work: Callable[[], _Made]) -> tuple[float, _Made]:
    gc.collect()
    start = time.process_time()
    made = work()
    return time.process_time() - start, made
