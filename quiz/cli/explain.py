"""`quiz explain`: what a code means, why it matters and what to do, with an example of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.wiring import command, fail, show

if TYPE_CHECKING:
    from quiz.packs import Code

_SHOWN = 12


@command
def explain(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="Such as Q203.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="All codes, one a line.")] = False,
) -> None:
    """Explain a code of `quiz check` or `quiz generate`.

    Its meaning, why it matters, the cure, and an example of what gives it and of what does not.
    """
    from quiz.bank.codes import CODES as REFUSALS
    from quiz.packs import CODES
    from quiz.packs.findings import nearest

    if listing or code is None:
        for name, row in sorted(CODES.items()):
            show(f"{name} {row.severity:<7} {'pedantic' if row.pedantic else '':<8} {row.title}")
        return
    wanted = code.upper()
    if wanted in REFUSALS:
        show(f"{wanted}: {REFUSALS[wanted]} (why a question was not made)")
        show("`quiz check --pedantic FILE` names the facts that lack a ground, or wrong answers.")
        return
    if wanted not in CODES:
        fail(f"there is no code {code}{nearest(wanted, CODES) or '.'} `quiz explain --list` names them all.")
    for line in explained(wanted, CODES[wanted]):
        show(line)


def explained(code: str, row: Code) -> list[str]:
    """The row of the table as text."""
    when = "only with --pedantic" if row.pedantic else "always"
    told = [f"{code}: {row.title} ({row.severity}, {when})", "", f"Why: {row.why}", f"Fix: {row.fix}", ""]
    if not row.shown:
        return [*told, f"Gives it: {row.bad}", f"Does not: {row.good}"]
    return [*told, "This gives it:", *example(row.bad), "", "This does not:", *example(row.good)]


def example(text: str) -> list[str]:
    """An example, indented; the place of the finding gets a caret below, and of a long one the head is shown."""
    from quiz.packs.codes.base import PLACE

    lines: list[str] = []
    for line in text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").splitlines():
        lines.append("    " + line.replace(PLACE, "").replace("\t", "→"))
        if PLACE in line:
            lines.append("    " + " " * line.index(PLACE) + "^")
    return (
        lines if len(lines) <= _SHOWN else [*lines[: _SHOWN - 1], f"    ... and {len(lines) - _SHOWN + 1} lines more"]
    )
