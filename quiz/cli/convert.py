"""`quiz convert`: question files of other programs into packs, and packs into theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.files import save
from quiz.cli.progress import told
from quiz.cli.wiring import FINDINGS, OK, command, fail, say
from quiz.core.wording import counted

if TYPE_CHECKING:
    from quiz.formats.base import Exported, Format, Imported, Loss

PACK = "pack"
"""The name of our own format beside those of others."""
_SUFFIXES = (".yaml", ".yml")


@command
def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="The file to read, or the name of a pack that ships.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.", dir_okay=False)],
    form: Annotated[str, typer.Option("--from", metavar="NAME", help="The format of IN, where it is not clear.")] = "",
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="The format of OUT, where it is not clear.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing when anything would be lost.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over files that exist.")] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.json", help="Write what was skipped and lost.", dir_okay=False),
    ] = None,
) -> int:
    """Bring question files in, and take packs out.

    What cannot be taken is named on the standard error. Leaves with 0 when the file was read, skipped questions
    included; 1 when nothing in it can be asked, or with --strict when anything is lost; 2 when it cannot be read.
    """
    from quiz.cli import conversion

    for path in (target, report):
        if path is not None and path.exists() and not force:
            fail(f"{path} exists; give --force to write over it.")
    write = _writer(target, to)
    with told(f"reading {source}"):
        name, bank = conversion.taken(source, form)
    if not bank.items:
        _tell(bank, ())
        _report(report, source, target, (name, write.name), bank, ())
        say(f"{source}: nothing in it can be asked; nothing is written.")
        return FINDINGS
    with told(f"writing {target}"):
        made = write.run(bank)
    losses = (*bank.losses, *made.losses)
    _tell(bank, made.losses)
    _report(report, source, target, (name, write.name), bank, made.losses)
    if strict and (bank.skips or any(conversion.lasting(loss) for loss in losses)):
        say("something would be lost, so that nothing is written.")
        return FINDINGS
    save(target, made.data, force=force)
    say(f"{source} ({name}) to {target} ({write.name}): {_counts(bank, made)}.")
    return OK


@dataclass(frozen=True, slots=True)
class _Writer:
    """How a file is written, by name."""

    name: str
    run: Callable[[Imported], Exported]


def _writer(target: Path, to: str) -> _Writer:
    """Find out how to write, before anything is read."""
    from quiz.cli import conversion
    from quiz.formats import registry

    if to == PACK or (not to and target.name.endswith(_SUFFIXES)):
        return _Writer(PACK, conversion.as_pack)
    known = registry.names()
    if to and to not in known:
        fail(f"{to!r} is no format; there are: {', '.join((PACK, *known))}.")
    fitting = (registry.load(to),) if to else registry.to_write(target.name)
    if len(fitting) != 1:
        found = ", ".join(one.name for one in fitting) if fitting else ", ".join((PACK, *known))
        fail(f"{target}: give the format with --to; {'its ending may be' if fitting else 'there are'}: {found}.")
    return _Writer(fitting[0].name, _written_as(fitting[0]))


def _written_as(form: Format) -> Callable[[Imported], Exported]:
    from quiz.cli import conversion

    if form.write is None:
        fail(f"{form.title} can be read and not written.")
    return lambda bank: conversion.as_file(form, bank)


def _counts(bank: Imported, made: Exported) -> str:
    refused = sum(loss.field == "question" and bool(loss.item) for loss in made.losses)
    written = len(bank.items) - refused
    found, lost = len(bank.items) + len(bank.skips), len(bank.losses) + len(made.losses)
    parts = [counted(written, "question") if written == found else f"{written} of {counted(found, 'question')}"]
    parts += [f"{len(bank.skips)} skipped"] if bank.skips else []
    parts += [f"{lost} {'loss' if lost == 1 else 'losses'}"] if lost else []
    return ", ".join(parts)


def _tell(bank: Imported, more: tuple[Loss, ...]) -> None:
    """Name every question that was skipped, and every loss, once with the number of questions that it befell."""
    for skip in bank.skips:
        place = f"{skip.place}: " if str(skip.place) else ""
        say(f"{skip.code} skipped: {place}{skip.question or 'a question'}: {skip.reason}")
    groups: dict[tuple[str, str, str], list[Loss]] = {}
    for loss in (*bank.losses, *more):
        groups.setdefault((loss.code, loss.field, loss.reason), []).append(loss)
    for (code, field, reason), losses in groups.items():
        first = losses[0]
        name = f'"{first.question}"' if first.question else ""
        where = ", ".join(part for part in (name, str(first.place)) if part)
        others = ""
        if len(losses) > 1:
            others = f", and {counted(len(losses) - 1, 'more question' if name else 'more place')}"
        say(f"{code} {field}: {where}{others}: {reason}" if where else f"{code} {field}: {reason}")


def _report(
    path: Path | None, source: str, target: Path, names: tuple[str, str], bank: Imported, more: tuple[Loss, ...]
) -> None:
    """Write all of it as JSON."""
    if path is None:
        return
    from dataclasses import asdict

    tree = {
        "in": source, "from": names[0], "out": str(target), "to": names[1], "questions": len(bank.items),
        "skipped": [asdict(skip) for skip in bank.skips],
        "lost": [asdict(loss) for loss in (*bank.losses, *more)],
    }  # fmt: skip
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
