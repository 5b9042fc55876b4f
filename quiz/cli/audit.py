"""`quiz audit`: the independent auditor, on the questions of a pack or on a file of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from quiz.cli.wiring import FINDINGS, OK, SeedOption, command, errors_of, fail, open_pack, say, show, tell


@command
def audit(
    pack: Annotated[str, typer.Argument(help="A pack file, or the name of a pack that ships.")],
    questions: Annotated[
        Path | None, typer.Option("--questions", help="Audit these, one JSON object a line, against the pack.")
    ] = None,
    seed: SeedOption = 0,
) -> int:
    """Derive every answer again, independently.

    Names each question that does not agree, with the class of the contradiction, and leaves with 1 if there is one.
    """
    from quiz.audit import audit as run_audit
    from quiz.bank import emit, open_bank

    loaded = open_pack(pack)
    if questions is not None:
        items = list(read_questions(questions))
    else:
        tell(errors_of(loaded))
        items = [emit(item) for item in open_bank(loaded.pack, seed or 0).generate().items]
    problems = run_audit(loaded.plain, items)
    for problem in problems:
        show(f"{problem.question}: {problem.cls}: {problem.message}")
    say(f"{len(items)} questions, {len(problems)} contradictions.")
    return FINDINGS if problems else OK


def read_questions(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a file of JSON lines. Leaves naming the line that is none."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        fail(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8.")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            fail(f"{path}:{number}: not JSON ({error}); give one object a line, as `quiz generate --json` does.")
        if not isinstance(found, dict):
            fail(f"{path}:{number}: not an object; give one object a line, as `quiz generate --json` does.")
        yield found
