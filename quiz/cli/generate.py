"""`quiz generate`: the questions that a pack gives."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.wiring import FINDINGS, OK, UNUSABLE, SeedOption, command, errors_of, open_pack, say, tell

if TYPE_CHECKING:
    from quiz.bank.bank import Report
    from quiz.core.items import Item


@command
def generate(
    pack: Annotated[str, typer.Argument(help="A pack file, or the name of a pack that ships.")],
    seed: SeedOption = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One object a line, nothing else.")] = False,
) -> int:
    """List the questions of a pack.

    The counts go to the standard error.
    """
    from quiz.bank import emit, open_bank

    loaded = open_pack(pack)
    tell(errors_of(loaded))
    report = open_bank(loaded.pack, seed or 0).generate()
    if as_json:
        write_utf8()
        for item in report.items:
            typer.echo(json.dumps(emit(item), ensure_ascii=False))
    else:
        for line in table(report.items, loaded.pack.title):
            typer.echo(line)
    say(report.summary())
    for line in refusals(report):
        say(line)
    if not report.items:
        return UNUSABLE
    return FINDINGS if errors_of(loaded) else OK


def refusals(report: Report) -> list[str]:
    """Why questions were rejected: one line a code, with the number of them."""
    from quiz.bank.codes import CODES

    return [f"  {code} x{count}: {CODES[code]}" for code, count in report.codes().items()]


def write_utf8() -> None:
    """JSON lines are UTF-8 wherever they go."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="strict", newline="\n")


def table(items: Iterable[Item], title: str) -> list[str]:
    """Questions for reading, by topic, or under the `title` of the pack: kind, stem, options and answer."""
    from quiz.core.kinds import key_text
    from quiz.plain.text import Page, terminal_columns

    page = Page(max(terminal_columns(), 40))
    topics: dict[str, list[Item]] = {}
    for item in items:
        topics.setdefault(item.topic or title, []).append(item)
    lines: list[str] = []
    for topic, members in topics.items():
        lines += ["", page.rule(heavy=True), *page.sides(topic, f"{len(members)}")]
        for item in members:
            lines += ["", *page.text(f"{item.question.kind.replace('_', '/')}: {item.stem}")]
            lines += page.text(options(item), "  ") if options(item) else []
            lines += page.text(f"Answer: {key_text(item.question)}", "  ")
    return lines


def options(item: Item) -> str:
    """What there is to choose from, in one line."""
    from quiz.core.kinds import Cloze, Match, shown_texts

    if isinstance(item.question, Cloze):
        text = "____".join(item.question.parts)
        return "" if text == item.stem else text
    shown = " | ".join(shown_texts(item.question))
    if isinstance(item.question, Match):
        return f"{' | '.join(item.question.lefts)}  with  {shown}"
    return shown
