"""`quiz schema`: what editors need to help with a pack."""

from __future__ import annotations

import typer

from quiz.cli.generate import write_utf8
from quiz.cli.wiring import command


@command
def schema() -> None:
    """Print the JSON Schema of a pack file, for editors.

    `quiz new` puts it beside the pack; a first line `# yaml-language-server: $schema=./quiz.schema.json` names it.
    """
    from quiz.packs.schema import dumped

    write_utf8()
    typer.echo(dumped(), nl=False)
