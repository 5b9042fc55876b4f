"""Runs the checks over a loaded pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quiz.packs.checks import bank, options, typing
from quiz.packs.checks import texts as looks
from quiz.packs.checks.base import Case, Check, case, read
from quiz.packs.checks.ignoring import ignored
from quiz.packs.codes import CODES
from quiz.packs.findings import Finding, Log, Mark, Rows
from quiz.packs.load import Loaded
from quiz.packs.nodes import COLUMN, COLUMNS

_ALL = 1 << 30
# What runs by default has found in 5,250 questions of a trivia bank that nobody of this project wrote: A306 14, P601 9,
# Q205 4, T504 4, A311 2, T513 2, and 7 errors; nothing in the packs that ship. What runs on demand found there: T509
# 196, T507 160, A313 58, A305 50, T508 50, Q216 447, P608 356, P614 24, A310 23, A307 21, T510 13, Y113 5, A309 3, A308
# 2, and P605, P606 and P611 once for the pack.
_DEFAULT: tuple[Check, ...] = (
    options.number_of_options, options.nearly_same, options.above, options.article,
    typing.near, typing.long_answer, typing.like_gaps, typing.number,
)  # fmt: skip
_PEDANTIC: tuple[Check, ...] = (
    options.could_be_sorted, options.contained, options.echo, options.odd_one_out, options.absolute, options.longest,
    typing.unit, typing.quote, looks.length, looks.wording,
)  # fmt: skip


@dataclass
class Review:
    """What was found in a pack: the findings that count, and those that a comment says to ignore.

    `ids` are the questions by id, so that the next pack can be held against them.
    """

    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)


def review(loaded: Loaded, *, pedantic: bool = False, known: dict[str, str] | None = None) -> Review:
    """Give the loader's findings and those of the checks. `known` are ids of other packs with the names of these."""
    log = Log(loaded.name, loaded.text)
    lines = log.lines()
    cases = [case(log, lines, item, node) for item, node in loaded.rows]
    _questions(log, lines, cases, pedantic=pedantic)
    _whole(log, loaded, cases, pedantic=pedantic)
    for one in cases:
        if known and one.item.id in known:
            log.add("P613", one.stem.mark, f"this question stands in {known[one.item.id]} too")
    found = (*loaded.findings, *(one for one in log.findings(_ALL) if pedantic or not CODES[one.code].pedantic))
    dropped = ignored(lines, loaded.root, found) if "quiz: ignore" in loaded.text else frozenset[Finding]()
    kept = sorted((one for one in found if one not in dropped), key=lambda one: (one.line, one.column, one.code))
    return Review(tuple(dict.fromkeys(kept)), tuple(dropped), {one.item.id: loaded.name for one in cases})


def _questions(log: Log, lines: Rows, cases: Iterable[Case], *, pedantic: bool) -> None:
    checks = _DEFAULT + _PEDANTIC if pedantic else _DEFAULT
    for one in cases:
        for check in checks:
            check(one)
        for scalar in read(one.node):
            text = scalar.text
            if "  " in text or not text.isascii() or lines.sign(scalar.at >> COLUMNS, scalar.at & COLUMN) in "'\"":
                looks.looks(log, lines, scalar)
            if pedantic:
                looks.retyped(log, lines, scalar)
                looks.wide(log, scalar)


def _whole(log: Log, loaded: Loaded, cases: list[Case], *, pedantic: bool) -> None:
    at: Mark = loaded.root.keys.get("questions", loaded.root.mark)
    if not loaded.text.isascii():
        looks.unnormal(log, log.lines())
    bank.near_duplicates(cases, others=pedantic)
    bank.tags(cases)
    bank.licence(log, loaded)
    bank.disputed(log, loaded)
    if pedantic:
        bank.sources(cases, at)
        bank.levels(cases, at)
        bank.biases(cases, at)
        bank.given_away(cases)
