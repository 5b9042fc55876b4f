"""Results as files: tables for a spreadsheet, JSON for a program, and a page to read. No seats, no addresses.

Where each plays alone, more columns and keys follow the others: of how many questions, how many are not opened, and
what became of each. A cell that a spreadsheet would take for a formula has an apostrophe before it, which keeps it a
text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction

from wcwidth import wcswidth

from quiz.core.results import HASTY_MS, Fate, ItemResult, Mark, PlayerResult, Results
from quiz.core.text import clean

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What a text that a spreadsheet takes for a formula begins with."""

PACED = (Fate.SKIPPED, Fate.UNOPENED)
"""What the page counts of each player where each plays alone, beside what is right."""

Cell = str | int | float | Fraction | None


def safe_cell(cell: Cell) -> str:
    """A cell as it is written. Texts are clean and no formulas, numbers are digits, and nothing is an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = clean(cell)
        return f"'{text}" if text.lstrip().startswith(FORMULA) else text
    return f"{float(cell):.3f}".rstrip("0").rstrip(".") if isinstance(cell, float | Fraction) else str(cell)


def players_csv(results: Results) -> str:
    """A line for each player: the sums, then credit, answer and seconds for each question.

    `asked` counts the questions that are settled for the player; where each plays alone, `total` counts all.
    """
    head = ["rank", "name", "team", "score", "credit", "bonus", "right", "answered", "asked", "seconds", "hasty"]
    for item in results.items:
        head += [f"q{item.number} credit", f"q{item.number} answer", f"q{item.number} seconds"]
    if results.paced:
        head += ["total", Fate.UNOPENED.value, *(f"q{item.number} state" for item in results.items)]
    return _table(head, (_player_cells(player) for player in results.players))


def items_csv(results: Results) -> str:
    """A line for each question. `difficulty` is the mean share of the credit, as the field has it: 1 is easiest."""
    head = ["number", "round", "question", "kind", "topic", "key", "weight", "asked", "answered", "right"]
    head += ["difficulty", "discrimination", "seconds", "never chosen", "voided"]
    head += ["opened", Fate.UNOPENED.value] if results.paced else []
    return _table(head, (_item_cells(item, len(results.players)) for item in results.items))


def as_json(results: Results) -> str:
    """Everything, one object."""
    found = {
        "title": results.title,
        "pack": results.digest,
        "seed": results.seed,
        "scoring": results.rules.scoring,
        "timer": results.rules.timer,
        "latency_allowance_ms": results.rules.allowance,
        "players": [_player_object(player, results.items) for player in results.players],
        "teams": [
            {"rank": team.rank, "team": clean(team.team), "members": len(team.members), "credit": float(team.credit)}
            for team in results.teams
        ],
        "questions": [_item_object(item) for item in results.items],
    }
    found |= {"self_paced": True} if results.paced else {}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def page(results: Results) -> list[str]:
    """Lines to read in a terminal."""
    rules = results.rules
    lines = [clean(results.title), f"seed {results.seed}, scoring {rules.scoring}"]
    lines[1] += f", up to {rules.allowance} ms made up for slow lines" if rules.allowance else ""
    more = PACED if results.paced else ()
    rows = [["", "name", "score", "right", *(fate.value for fate in more), "time", "team"]]
    rows += [
        [f"{player.row.rank}.", clean(player.row.name), player.row.score, f"{player.row.right} of {player.total}",
         *(str(player.fates.count(fate)) for fate in more), f"{player.time / 1000:.0f} s", clean(player.row.team)]
        for player in results.players
    ]  # fmt: skip
    lines += ["", "Players", *_columns(rows)]
    for player in results.players:
        if count := _hasty(player):
            lines.append(f"{clean(player.row.name)}: {count} answered sooner than anybody reads ({HASTY_MS} ms)")
    if results.teams:
        rows = [["", "team", "mean", "players"]]
        for team in results.teams:
            rows.append([f"{team.rank}.", clean(team.team), str(team.points), str(len(team.members))])
        lines += ["", "Teams", *_columns(rows)]
    lines += ["", "Questions"]
    for item in results.items:
        lines += _item_lines(item, len(results.players))
    return lines


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Comma separated, with lines that end as RFC 4180 has them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _player_cells(player: PlayerResult) -> list[Cell]:
    row = player.row
    cells: list[Cell] = [row.rank, row.name, row.team, row.points, row.credit, row.bonus, row.right, row.answered]
    cells += [row.asked, Fraction(player.time, 1000), _hasty(player)]
    for mark in player.marks:
        cells += [None, None, None] if mark is None else [mark.credit, mark.answer, _seconds(mark.elapsed)]
    if player.fates:
        cells += [player.total, player.fates.count(Fate.UNOPENED), *(fate.value for fate in player.fates)]
    return cells


def _item_cells(item: ItemResult, players: int) -> list[Cell]:
    cells: list[Cell] = [item.number, item.round, item.stem, item.kind, item.topic, item.key, item.weight, item.asked]
    cells += [item.answered, item.right, item.difficulty, item.discrimination, _seconds(item.time)]
    cells += ["; ".join(item.unused), item.voided]
    return cells if item.opened is None else [*cells, item.opened, players - item.opened]


def _player_object(player: PlayerResult, items: Sequence[ItemResult]) -> dict[str, object]:
    row = player.row
    found: dict[str, object] = {
        "rank": row.rank,
        "name": clean(row.name),
        "team": clean(row.team),
        "time_factor": None if player.factor is None else float(player.factor),
        "score": row.score,
        "credit": float(row.credit),
        "bonus": row.bonus,
        "right": row.right,
        "answered": row.answered,
        "asked": row.asked,
        "milliseconds": player.time,
        "marks": [
            None if mark is None else _mark_object(item.number, mark)
            for item, mark in zip(items, player.marks, strict=True)
        ],
    }
    if player.fates:
        found |= {"total": player.total, "not_opened": player.fates.count(Fate.UNOPENED)}
        found["states"] = [fate.value for fate in player.fates]
    return found


def _mark_object(number: int, mark: Mark) -> dict[str, object]:
    return {
        "question": number,
        "share": float(mark.share),
        "credit": float(mark.credit),
        "answer": clean(mark.answer),
        "milliseconds": mark.elapsed,
        "hasty": mark.hasty,
    }


def _item_object(item: ItemResult) -> dict[str, object]:
    found: dict[str, object] = {
        "number": item.number,
        "id": item.id,
        "round": clean(item.round),
        "question": clean(item.stem),
        "kind": item.kind,
        "topic": clean(item.topic),
        "key": clean(item.key),
        "weight": float(item.weight),
        "asked": item.asked,
        "answered": item.answered,
        "right": item.right,
        "difficulty": None if item.difficulty is None else float(item.difficulty),
        "discrimination": item.discrimination,
        "options": [{"text": clean(one.text), "right": one.right, "chosen": one.count} for one in item.choices],
        "never_chosen": [clean(text) for text in item.unused],
        "milliseconds": item.time,
        "voided": None if item.voided is None else clean(item.voided),
    }
    return found if item.opened is None else {**found, "opened": item.opened}


def _item_lines(item: ItemResult, players: int) -> list[str]:
    """One question, as it is read. What is said of the answers is said of those who have come to it."""
    if item.voided is not None:
        return [f"{item.number:>3}. {clean(item.stem)}", f"     void: {clean(item.voided) or 'no reason given'}"]
    if item.opened == 0:
        return [f"{item.number:>3}. {clean(item.stem)}", f"     {clean(item.key)}: nobody has opened it"]
    everybody = item.right == item.asked > 1
    told = [f"all {item.asked} right" if everybody else f"{item.right} of {item.asked} right"]
    if item.difficulty is not None and item.difficulty * item.asked != item.right:
        told.append(f"with what was partly right {round(100 * item.difficulty)} %")
    if item.discrimination is not None:
        told.append(f"discrimination {item.discrimination:+.2f}")
    if item.time is not None:
        told.append(f"{item.time / 1000:.1f} s")
    if item.opened is not None:
        told.append(f"opened by {item.opened} of {players}")
    lines = [f"{item.number:>3}. {clean(item.stem)}", f"     {clean(item.key)}: {', '.join(told)}"]
    if item.choices:
        lines.append("     " + ", ".join(f"{clean(one.text)} {one.count}" for one in item.choices))
    if item.unused:
        lines.append("     never chosen: " + ", ".join(map(clean, item.unused)))
    return lines


def _hasty(player: PlayerResult) -> int:
    """How many answers of a player came sooner than anybody reads."""
    return sum(mark is not None and mark.hasty for mark in player.marks)


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells in columns as wide as their widest."""
    wide = [max(wcswidth(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (size - wcswidth(cell)) for cell, size in zip(row, wide, strict=True)).rstrip()
        for row in rows
    ]


def _seconds(ms: int | None) -> Fraction | None:
    return None if ms is None else Fraction(ms, 1000)
