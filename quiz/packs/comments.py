"""Finds texts that a comment cut short: `The song Number #1` is `The song Number` to YAML, without any error."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from quiz.packs.findings import Log, quoted
from quiz.packs.nodes import Node, Scalar, Seq

# A comment that somebody meant as one has a blank after its sign, or more than one before it.
_CUT = re.compile(r"(?<=[^\s#]) #(?=[^\s#!])")


def check_cut_texts(log: Log, root: Node) -> None:
    """Warn of each text that ends where ` #` begins, unless a blank follows as in a real comment."""
    if " #" not in log.text:
        return
    lines = log.lines()
    cuts: dict[int, int] = {}
    at = log.text.find(" #")
    while at >= 0:
        if _CUT.match(log.text, at):
            place = lines.place(at)
            cuts.setdefault(place.line, place.column)
        at = log.text.find(" #", at + 1)
    if not cuts:
        return
    for scalar in _standing(root, sorted(cuts)):
        line, column = scalar.mark.line, scalar.mark.column
        if scalar.text and cuts.get(line) == column + len(scalar.text) and lines[line].startswith(scalar.text, column):
            rest = lines[line][column:].rstrip()
            said = f"the text ends before {quoted(rest[len(scalar.text) :].strip())}"
            log.add("Y110", scalar.mark, said, f'Put the text in quotes: "{rest}"')


def _standing(root: Node, wanted: list[int]) -> Iterator[Scalar]:
    """Give the texts that begin in the lines `wanted`, without walking the branches that reach none of them."""
    todo: list[tuple[Node, int]] = [(root, wanted[-1])]
    while todo:
        node, last = todo.pop()
        if isinstance(node, Scalar):
            yield node
            continue
        nodes = node.items if isinstance(node, Seq) else list(node.fields.values())
        starts = [inner.mark.line for inner in nodes]
        for inner, first, after in zip(nodes, starts, [*starts[1:], last], strict=True):
            at = bisect_left(wanted, first)
            if at < len(wanted) and wanted[at] <= after:
                todo.append((inner, after))
