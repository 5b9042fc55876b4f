"""Finds texts that a comment cut short: `The song Number #1` is `The song Number` to YAML, without any error."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.packs.findings import Log, quoted
from quiz.packs.nodes import Map, Node, Scalar, Seq

# A comment that somebody meant as one has a blank after its sign, or more than one before it.
_CUT = re.compile(r"(?<=[^\s#]) #(?=[^\s#!])")


def check_cut_texts(log: Log, root: Node) -> None:
    """Warn of each text that ends where ` #` begins, unless a blank follows as in a real comment."""
    if " #" not in log.text:
        return
    lines = log.lines()
    rows = [(number, line) for number, line in enumerate(lines) if " #" in line]
    cuts = {number: found.start() for number, line in rows if (found := _CUT.search(line))}
    if not cuts:
        return
    for scalar in _scalars(root):
        line, column = scalar.mark.line, scalar.mark.column
        if scalar.text and cuts.get(line) == column + len(scalar.text) and lines[line].startswith(scalar.text, column):
            rest = lines[line][column:].rstrip()
            said = f"the text ends before {quoted(rest[len(scalar.text) :].strip())}"
            log.add("Y110", scalar.mark, said, f'Put the text in quotes: "{rest}"')


def _scalars(node: Node) -> Iterator[Scalar]:
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, Map):
            todo += current.fields.values()
        elif isinstance(current, Seq):
            todo += current.items
        else:
            yield current
