"""`quiz bench`: the project's own benchmarks, as ratios measured in one run."""

from __future__ import annotations

import json
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Annotated

import typer

from quiz.cli.wiring import FINDINGS, OK, command


class Bench(StrEnum):
    """What can be measured."""

    GENERATE = "generate"
    LOAD = "load"
    START = "start"
    CHECK = "check"
    CONVERT = "convert"
    KEY = "key"
    IDLE = "idle"
    MEMORY = "memory"
    ROOM = "room"
    GUARDS = "guards"


Figure = tuple[str, float | None, str, float | None, bool]
"""What was measured, its value and unit, the limit if there is one, and whether it keeps to it. None: not measured."""
# By name, because each loads what it measures.
RUNS = MappingProxyType({
    Bench.GENERATE: ("quiz.bank.bench", "run"),
    Bench.LOAD: ("quiz.packs.bench", "measure"),
    Bench.CHECK: ("quiz.packs.bench_check", "measure"),
    Bench.CONVERT: ("quiz.cli.convert_bench", "run"),
    Bench.START: ("quiz.tui.bench", "start"),
    Bench.KEY: ("quiz.tui.bench", "key"),
    Bench.IDLE: ("quiz.tui.bench", "idle"),
    Bench.MEMORY: ("quiz.tui.bench", "memory"),
    Bench.ROOM: ("quiz.serve.bench", "measure"),
    Bench.GUARDS: ("quiz.serve.bench_guards", "measure"),
})  # fmt: skip


@command
def bench(
    name: Annotated[Bench, typer.Argument(help="What to measure.")],
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
    students: Annotated[
        int | None, typer.Option(min=1, max=4000, help="How many students, for room (30) and guards (50).")
    ] = None,
    knee: Annotated[bool, typer.Option("--knee", help="For room: how many students make keys slow.")] = False,
    seconds: Annotated[int, typer.Option(min=1, max=60, help="For guards: how long each attack lasts.")] = 20,
    whole: Annotated[
        bool, typer.Option("--whole", help="For guards: also until the attacker's address gets in, two minutes more.")
    ] = False,
) -> int:
    """Measure; leaves with 1 past a limit."""
    given: dict[Bench, dict[str, object]] = {
        Bench.ROOM: {"students": students or 30, "knee": knee},
        Bench.GUARDS: {"students": students or 50, "seconds": seconds, "whole": whole},
    }
    figures = measured(name, **given.get(name, {}))
    for figure, value, unit, limit, ok in figures:
        if as_json:
            row = {"bench": name.value, "figure": figure, "value": value, "unit": unit, "limit": limit, "ok": ok}
            typer.echo(json.dumps(row))
        else:
            told, unit = ("not run", "") if value is None else (f"{value:,.3f}", unit)
            bound = "" if limit is None else f"  limit {limit:g}{'' if ok else '  OVER'}"
            typer.echo(f"{figure:<32} {told:>12} {unit:<6}{bound}".rstrip())
    return OK if all(ok for *_, ok in figures) else FINDINGS


def measured(name: Bench, **given: object) -> list[Figure]:
    """Run one benchmark, with what it was given."""
    module, function = RUNS[name]
    figures: list[Figure] = getattr(import_module(module), function)(**given)
    return figures
