"""`quiz bench load`: the loader against PyYAML's C event parser and `CSafeLoader` on the same bytes, in one run."""

from __future__ import annotations

import gc
import html
import json
import os
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from quiz.packs.load import load_bytes

Figure = tuple[str, float, str, float | None, bool]

QUESTIONS = 5_000
_MOST_PARSER_TIMES = 4.5
_MOST_COMPOSER_SHARE = 0.7
_OPENTDB = "opentdb/opentdb.json"
_LEVELS = MappingProxyType({"easy": 1, "medium": 3, "hard": 5})
# What YAML takes for text as it stands; anything else is put in quotes.
_BARE = re.compile(r"[A-Za-z0-9\u00c0-\u024f(][^\n]*")
_KINDS = (
    "    right: Answer {n} of the north\n    wrong:\n      - Answer {n} of the south\n"
    "      - Answer {n} of the east\n      - Answer {n} of the west\n",
    "    right: [first {n}, second {n}]\n    wrong: [third {n}, fourth {n}]\n"
    "    explain: Two of four, as told in the text of item {n}.\n",
    "    verdict: true\n    explain: It says so in item {n}.\n",
    "    number: {n}\n    within: 1%\n    unit: km\n",
    "    accept: [Name {n}, Other name {n}]\n    reject: {{Wrong name {n}: That one is the sister.}}\n",
    "    order: [early {n}, middle {n}, late {n}]\n",
    "    match: {{A{n}: one, B{n}: two, C{n}: three}}\n    decoys: [four]\n",
    '    fill: "The capital of land {n} is [[Town {n}|City {n}]]."\n',
)
_ENDING = "    tags: ['Section: {s}']\n    difficulty: {d}\n"


def synthetic(questions: int = QUESTIONS) -> bytes:
    """Give a pack of `questions` written questions of all eight kinds, most of them single choice as in corpora."""
    rows = ["quiz: 1\ntitle: Synthetic\nquestions:\n"]
    for n in range(1, questions + 1):
        kind = _KINDS[n // 6 % 8 if n % 6 == 0 else 0]
        rows.append(f"  - ask: What does the text say about item {n} of the long list?\n{kind.format(n=n)}")
        rows.append(_ENDING.format(s=n % 24, d=n % 5 + 1))
    return "".join(rows).encode()


def corpora() -> Path:
    """Give the folder of real corpora, which is not part of the project and need not be there."""
    named = os.environ.get("FOOTNOTE_CORPORA")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "corpora"


def corpus() -> tuple[str, bytes]:
    """Give a name and a large pack: the trivia corpus where it is at hand, else a synthetic one."""
    path = corpora() / _OPENTDB
    if not path.is_file():
        return "synthetic", synthetic()
    found = json.loads(path.read_bytes())
    rows = ["quiz: 1\ntitle: Trivia\nlicence: CC-BY-SA-4.0\nattribution: Open Trivia Database\nquestions:\n"]
    rows += map(_trivia, found["results"] if isinstance(found, dict) else found)
    return "trivia", "".join(rows).encode()


def _trivia(row: Mapping[str, Any]) -> str:
    """Write one question of the corpus as an author would: in block style, in quotes only where YAML needs them."""
    if row["type"] == "boolean":
        answer = f"    verdict: {row['correct_answer'].lower()}\n"
    else:
        wrong = "".join(f"      - {_written(text)}\n" for text in row["incorrect_answers"])
        answer = f"    right: {_written(row['correct_answer'])}\n    wrong:\n{wrong}"
    ending = f"    tags: [{_written(row['category'])}]\n    difficulty: {_LEVELS[row['difficulty']]}\n"
    return f"  - ask: {_written(row['question'])}\n{answer}{ending}"


def _written(text: str) -> str:
    tidy = html.unescape(text).strip()
    bare = _BARE.fullmatch(tidy) and ": " not in tidy and " #" not in tidy and not tidy.endswith(":")
    return tidy if bare else json.dumps(tidy, ensure_ascii=False)


def measure(data: bytes | None = None, *, repeats: int = 7) -> list[Figure]:
    """Give (figure, value, unit, limit, ok) rows; times are the best of `repeats`, the limits are on the ratios.

    Processor time of this process, the best of several runs: whatever else the machine does only adds to a run.
    """
    content = corpus()[1] if data is None else data
    works: tuple[Callable[[], object], ...] = (
        lambda: _exhaust(content),
        lambda: yaml.load(content, Loader=yaml.CSafeLoader),
        lambda: load_bytes(content, "bench"),
    )
    # Taken in turns, so that a busy spell of the machine falls on all three alike.
    rounds = [[_time(work) for work in works] for _ in range(repeats)]
    parser, composer, own = (min(times) for times in zip(*rounds, strict=True))
    loaded = load_bytes(content, "bench").pack
    count = max(1, len(loaded.questions) + len(loaded.facts) + len(loaded.one_offs))
    times, share = own / parser, own / composer
    return [
        ("size", len(content) / 1e6, "MB", None, True),
        ("entries", float(count), "", None, True),
        ("event parser", parser * 1000, "ms", None, True),
        ("CSafeLoader", composer * 1000, "ms", None, True),
        ("loader", own * 1000, "ms", None, True),
        ("loader per entry", own / count * 1e6, "us", None, True),
        ("loader / event parser", times, "x", _MOST_PARSER_TIMES, times <= _MOST_PARSER_TIMES),
        ("loader / CSafeLoader", share, "x", _MOST_COMPOSER_SHARE, share <= _MOST_COMPOSER_SHARE),
    ]


def _exhaust(content: bytes) -> None:
    for _ in yaml.parse(content, Loader=yaml.CSafeLoader):
        pass


def _time(work: Callable[[], object]) -> float:
    """Give processor seconds of one run from a collected heap, without taking down what it made."""
    gc.collect()
    start = time.process_time()
    made = work()
    spent = time.process_time() - start
    del made
    return spent
