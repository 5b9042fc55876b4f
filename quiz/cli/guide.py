"""`quiz guide`: how to write a pack, from nothing to a checked one."""

from __future__ import annotations

import typer

from quiz.cli.generate import write_utf8
from quiz.cli.wiring import command


@command
def guide() -> None:
    """Print how to write a pack.

    From nothing to a checked pack, facts against questions, and when a question is refused.
    """
    from quiz.packs.library import guide_text

    write_utf8()
    typer.echo(guide_text(), nl=False)
