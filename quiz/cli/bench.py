"""`quiz bench`: the project's own benchmarks, as ratios measured in one run."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from quiz.cli.wiring import FINDINGS, OK, command


class Bench(StrEnum):
    """What can be measured."""

    GENERATE = "generate"
    LOAD = "load"
    START = "start"
    KEY = "key"
    IDLE = "idle"
    MEMORY = "memory"


@command
def bench(
    name: Annotated[Bench, typer.Argument(help="What to measure.")],
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
) -> int:
    """Measure; leaves with 1 past a limit."""
    figures = measured(name)
    for figure, value, unit, limit, ok in figures:
        if as_json:
            row = {"bench": name.value, "figure": figure, "value": value, "unit": unit, "limit": limit, "ok": ok}
            typer.echo(json.dumps(row))
        else:
            bound = "" if limit is None else f"  limit {limit:g}{'' if ok else '  OVER'}"
            typer.echo(f"{figure:<32} {value:>12,.3f} {unit:<6}{bound}".rstrip())
    return OK if all(ok for *_, ok in figures) else FINDINGS


def measured(name: Bench) -> list[tuple[str, float, str, float | None, bool]]:
    """Run one benchmark: figure, value, unit, limit if there is one, and whether it keeps to it."""
    match name:
        case Bench.GENERATE:
            from quiz.bank.bench import run

            return run()
        case Bench.LOAD:
            from quiz.packs.bench import measure

            return measure()
        case Bench.START:
            from quiz.tui.bench import start

            return start()
        case Bench.KEY:
            from quiz.tui.bench import key

            return key()
        case Bench.IDLE:
            from quiz.tui.bench import idle

            return idle()
        case Bench.MEMORY:
            from quiz.tui.bench import memory

            return memory()
