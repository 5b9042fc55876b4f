"""`# quiz: ignore Q203`: findings that an author has looked at and wants to hear no more of.

Comments are not in the event stream, so the lines themselves are searched: those of the entry that a finding is in, a
question or a fact, and the line of the finding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from quiz.packs.findings import Finding
from quiz.packs.nodes import Map, Node, Seq

_IGNORE = re.compile(r"(?:^|\s)#\s*quiz:\s*ignore\s+([A-Z]\d{3}(?:[\s,]+[A-Z]\d{3})*)")
_DEEP = 4


def ignored(lines: Sequence[str], root: Map, findings: Iterable[Finding]) -> frozenset[Finding]:
    """Give those of `findings` that a comment in the file says to ignore."""
    told = {
        number: found[1] for number, line in enumerate(lines) if "quiz:" in line and (found := _IGNORE.search(line))
    }
    if not told:
        return frozenset()
    starts = sorted(_starts(root))
    of_entry: dict[int, set[str]] = defaultdict(set)
    of_line: dict[int, set[str]] = {}
    for number, codes in told.items():
        named = set(re.findall(r"[A-Z]\d{3}", codes))
        of_line[number] = named
        of_entry[bisect_right(starts, number)] |= named
    of_entry.pop(0, None)  # what stands before the first entry is about its line alone
    return frozenset(
        finding
        for finding in findings
        if finding.code in of_line.get(finding.line - 1, ())
        or finding.code in of_entry.get(bisect_right(starts, finding.line - 1), ())
    )


def _starts(root: Map) -> set[int]:
    """Give the lines where an entry, or a section of the pack, begins."""
    found = {place.line for place in root.keys.values()}
    todo: list[tuple[Node, int]] = [(value, 0) for value in root.fields.values()]
    while todo:
        node, depth = todo.pop()
        if isinstance(node, Seq):
            entries = [entry for entry in node.items if isinstance(entry, Map)]
            found |= {entry.mark.line for entry in entries} if not node.flow else set()
        elif isinstance(node, Map) and depth < _DEEP and not node.flow:
            todo += [(value, depth + 1) for value in node.fields.values()]
    return found
