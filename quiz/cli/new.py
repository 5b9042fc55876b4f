"""`quiz new`: a pack to begin with, and beside it the schema for the editor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.files import create
from quiz.cli.wiring import command, fail, say, show


@command
def new(
    file: Annotated[Path, typer.Argument(help="Where to; `.quiz.yaml` is added where it is missing.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a pack to begin with.

    It is commented and has one question of each kind. The schema for editors stands beside it.
    """
    from quiz.packs.library import SUFFIX
    from quiz.packs.schema import NAME, dumped
    from quiz.packs.starter import STARTER

    bare = file.name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".quiz")
    target = file.with_name(bare + SUFFIX)
    if not target.parent.is_dir():
        fail(f"{target.parent}: there is no such folder; make it first.")
    if force:
        target.unlink(missing_ok=True)
    try:
        create(target, STARTER.encode())
    except FileExistsError:
        fail(f"{target} is there already; choose another name, or --force to replace it.")
    beside = target.with_name(NAME)
    if not beside.exists() or _ours(beside):
        beside.write_text(dumped(), "utf-8")
    else:
        say(f"{beside} is not ours and stays as it is.")
    show(f"{target} is ready: `quiz edit {target}`, `quiz check {target}`, `quiz play {target}`.")


def _ours(path: Path) -> bool:
    """Whether a schema file is one that an earlier version wrote."""
    return '"title": "Footnote quiz pack"' in path.read_text("utf-8", errors="replace")[:400]
