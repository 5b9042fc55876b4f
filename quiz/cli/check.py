"""`quiz check`: everything that can be found wrong with pack files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quiz.cli import reports
from quiz.cli.checking import Checked, checked, total
from quiz.cli.generate import write_utf8
from quiz.cli.reports import Format
from quiz.cli.wiring import command, say
from quiz.core.wording import counted


@command
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Pack files, or names of packs that ship.")],
    form: Annotated[
        Format, typer.Option("--format", help="For people, one JSON object a line, a code host, or SARIF 2.1.0.")
    ] = Format.HUMAN,
    pedantic: Annotated[bool, typer.Option("--pedantic", help="Also what may well be meant so.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="First mend what is safe to mend, and say what was done.")] = False,
) -> int:
    """Say what is wrong with packs, and how to mend it.

    Leaves with 0 when they are clean, 1 on findings, 2 when no question of a pack remains. A comment such as
    `# quiz: ignore Q205` on a question silences that code there.
    """
    if form is not Format.HUMAN:
        write_utf8()
    known: dict[str, str] = {}
    done: list[Checked] = []
    for name in files:
        if fix:
            mend(name)
        found = checked(name, pedantic=pedantic, known=known)
        known = found.ids | known
        done.append(found)
        if form is not Format.SARIF:
            _print(form, found)
    if form is Format.SARIF:
        typer.echo("\n".join(reports.lines(form, [one for found in done for one in found.told])))
    worst, findings, ignored = total(done)
    told = f"{counted(len(files), 'pack')} checked, {counted(findings, 'finding')}"
    say(f"{told}{f', {ignored} ignored' if ignored else ''}.")
    return worst


def _print(form: Format, found: Checked) -> None:
    for line in reports.lines(form, found.told):
        typer.echo(line)


def mend(name: str) -> None:
    """Write a pack back with what could be mended, and say each change. A pack that ships is left alone."""
    from quiz.cli.files import replace
    from quiz.packs import resolve, shipped
    from quiz.packs.nodes import MAX_BYTES
    from quiz.packs.repair import repair

    path = resolve(name)
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        return
    if name in shipped() and not Path(name).is_file():
        say(f"{name} ships with the program and is not changed.")
        return
    before = path.read_bytes()
    result = repair(before, name)
    if result.data != before:
        replace(path, result.data)
    for line, code, said in result.done:
        say(f"{name}:{line}: {code}: {said}")
