"""Makes a file readable that is no YAML: one mend after the other, each where the reading stopped.

A large file may have hundreds of such places. After a mend the reading goes on at the question that it is in, not at
the top; whether that was right shows in the end, when the whole is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quiz.packs.findings import Finding, Log, PackError
from quiz.packs.mends import Mend, syntax
from quiz.packs.nodes import parse

BREAK = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")
_QUESTION = re.compile(r" +- +(?:ask|fill): ")
_MOST = 10_000


@dataclass
class Reading:
    """A text in lines and their ends, by turns, with what was mended in it, and for each mend where reading stopped."""

    pieces: list[str]
    mends: list[Mend] = field(default_factory=list)
    stops: list[Finding] = field(default_factory=list)

    def text(self, start: int = 0) -> str:
        """The text; from the line `start` on as the only section of a file whose lines keep their numbers."""
        tail = "".join(self.pieces[2 * start :])
        return "\n" * (start - 1) + "q:\n" + tail if start else tail

    def question(self, line: int) -> int:
        """The line of the question that `line` is in, or 0, the top, where it is in none."""
        return next((at for at in range(line, 0, -1) if _QUESTION.match(self.pieces[2 * at])), 0)

    def try_on(self, mend: Mend) -> str:
        """Put a mend in place, and give the line as it was."""
        row = self.pieces[2 * mend.line]
        self.pieces[2 * mend.line] = row[: mend.start] + mend.new + row[mend.end :]
        return row


def first_error(text: str) -> Finding | None:
    """Give where the reading of `text` stops; None when it reads to its end."""
    try:
        parse(text, Log("", text))
    except PackError as error:
        return error.stop
    return None


def made_readable(text: str, most: int = _MOST) -> Reading:
    """Mend `text` as far as it can be read, in up to `most` places.

    Where going on at a question has misled, go from the top each time.
    """
    reading = _mended(text, most, skip=True)
    error = first_error(reading.text())
    if error is not None and reading.mends and error.line <= reading.mends[-1].line + 1:
        return _mended(text, most, skip=False)
    return reading


def _mended(text: str, most: int, *, skip: bool) -> Reading:
    reading = Reading(BREAK.split(text))
    start = 0
    for _ in range(most):
        error = first_error(reading.text(start))
        if error is None or 2 * error.line > len(reading.pieces) or not _mend(reading, error, start):
            break
        start = reading.question(error.line - 1) if skip else 0
    return reading


def _mend(reading: Reading, error: Finding, start: int) -> bool:
    """Mend the line of `error` so that the reading gets past it; tell whether it does."""
    for mend in syntax(error, reading.pieces[2 * (error.line - 1)]):
        row = reading.try_on(mend)
        after = first_error(reading.text(start))
        if after is None or after.line > error.line:
            reading.mends.append(mend)
            reading.stops.append(error)
            return True
        reading.pieces[2 * mend.line] = row
    return False
