"""`quiz verify`: evidence against the texts that it is cited from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.wiring import FINDINGS, OK, command, fail, open_pack, say, show


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
    from quiz.audit.evidence import verify as run_verify

    found = run_verify(open_pack(pack).plain, articles)
    for fault in found.faults:
        show(str(fault))
    for name in found.unverified:
        show(f"not verified here, for it names no article: {name}")
    say(f"{found.fragments} fragments of {found.facts} facts checked, {len(found.faults)} do not hold.")
    return OK if found.ok else FINDINGS
