"""The shape of a row of the table of codes."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]

PLACE = "»"
"""Marks in a bad example where the finding stands; it is no part of the example."""


class Code(NamedTuple):
    """One kind of finding. An error drops the fact or question it is in; the rest of the pack stays usable.

    A finding carries the row's `why` and `fix` unless the place that found it knows better. `bad` gives the finding at
    its mark, `good` does not give it. An example that begins with `- ` is a question, one that begins with `quiz:` a
    whole pack, and any other the part of a pack of facts that it names. With `pedantic` the check runs only on demand.
    An example stands for itself where `shown` is false: then it is no pack (a folder, a file of another program).
    """

    severity: Severity
    title: str
    why: str
    fix: str
    bad: str
    good: str
    pedantic: bool = False
    shown: bool = True
