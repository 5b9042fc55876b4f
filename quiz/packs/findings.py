"""Findings: what is wrong, where, why it matters and how to mend it."""

from __future__ import annotations

import difflib
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from types import MappingProxyType
from typing import Protocol, overload

from quiz.packs.codes import CODES, Severity

# The line breaks of YAML 1.1; marks count lines by them.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_MOST = 500
# Signs of HTML, damaged letters and placeholders, and the backslash, which can spell any of them in double quotes.
SUSPECT = ("<", "&", "\ufffd", "\\", "???", "...", "todo", "lorem ipsum", "tbd", "fixme")
_WIDTH = 96
# What leaves a value empty or in pieces, so that other findings at its place only follow from it.
_CUTS = frozenset({"Y103", "Y104", "Y108", "Y111", "Y112", "Y121"})
_PIECE = 1 << 18

# What other quiz programs call these keys.
_MEANT = MappingProxyType(
    {
        "answer": "right", "answers": "right", "correct": "right", "options": "wrong", "choices": "wrong",
        "distractors": "wrong", "question": "ask", "prompt": "ask", "stem": "ask", "explanation": "explain",
        "reason": "because", "license": "licence", "name": "title", "author": "attribution", "year": "date",
        "published": "date", "link": "url", "address": "url", "website": "url", "points": "weight", "time": "seconds",
        "subject": "topic", "category": "topic", "solution": "right",
    }
)  # fmt: skip


class Mark(Protocol):
    """A place in the file, from 0; the event parser's own marks are used as they come."""

    @property
    def line(self) -> int: ...  # noqa: D102

    @property
    def column(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the file, from 0, where no mark is at hand."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `line` and `column` count from 1, in characters; `source_line` is that line of the file."""

    code: str
    severity: Severity
    message: str
    why: str
    fix: str
    file: str
    line: int
    column: int
    source_line: str


class PackError(Exception):
    """The file cannot be opened, or is refused as a whole. `findings` say why; at `stop` the reading ended."""

    def __init__(self, findings: Iterable[Finding], stop: Finding | None = None) -> None:
        """Keep the findings, at least one; `stop` is among them, however many there are, and the last by default."""
        found = tuple(findings)
        self.findings = found if stop is None or stop in found else (*found, stop)
        self.stop = stop or found[-1]
        super().__init__("\n".join(render(finding) for finding in self.findings))


class Rows(Sequence[str]):
    """The lines of a text as YAML counts them, cut out when they are asked for: of most nobody asks."""

    def __init__(self, text: str) -> None:
        """Find where the lines of `text` begin."""
        self._text = text
        self._starts = array("Q", [0])
        if any(sign in text for sign in "\r\x85\u2028\u2029"):
            self._starts.extend(found.end() for found in _BREAK.finditer(text))
        else:
            # Line ends of one kind are counted twice as fast by splitting; the last piece begins no further line.
            ends = accumulate(map(len, text.split("\n")))
            self._starts.extend(map(add, ends, range(1, text.count("\n") + 1)))

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        """The line `at`, without its end."""
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        start = self._starts[at]
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\n\r\x85\u2028\u2029")

    def place(self, offset: int) -> Place:
        """The place of a character of the text."""
        line = bisect_right(self._starts, offset) - 1
        return Place(line, offset - self._starts[line])

    def sign(self, line: int, column: int) -> str:
        """The character at a place, or nothing past the end of the text."""
        at = self._starts[line] + column
        return self._text[at : at + 1]


class Log:
    """Collects findings while one file is read. `errors` counts those that drop something.

    `suspect` says whether the file holds anywhere what the checks of single texts look for.
    """

    __slots__ = ("_lines", "_rows", "errors", "name", "suspect", "text")

    def __init__(self, name: str, text: str = "") -> None:
        """Start an empty log of the file `name` with the decoded `text`."""
        self.name = name
        self.errors = 0
        self.text = text
        self.suspect = _holds(text, SUSPECT)
        self._lines: Rows | None = None
        self._rows: list[tuple[str, int, int, str, str]] = []

    def add(self, code: str, mark: Mark, message: str, fix: str = "") -> None:
        """Note one finding at `mark`. An empty `fix` takes that of the code table."""
        if CODES[code].severity == "error":
            self.errors += 1
        self._rows.append((code, mark.line, mark.column, message, fix))

    def refused(self, code: str, mark: Mark, message: str, fix: str = "") -> PackError:
        """Note the finding that ends the reading, and give the error that says so."""
        self.add(code, mark, message, fix)
        stop = self._finding((code, mark.line, mark.column, message, fix), self.lines())
        return PackError(self.findings(), stop)

    def lines(self) -> Rows:
        """Give the lines of the file as YAML counts them."""
        if self._lines is None:
            self._lines = Rows(self.text)
        return self._lines

    def findings(self, most: int = _MOST) -> tuple[Finding, ...]:
        """Give everything noted, by line and column; a flood of more than `most` is cut with a remark."""
        if not self._rows:
            return ()
        lines = self.lines()
        rows = sorted(self._told(), key=lambda row: row[1:3])
        found = [self._finding(row, lines) for row in rows[:most]]
        if len(rows) > most:
            code, line, column, _, _ = rows[most]
            found.append(
                self._finding((code, line, column, f"and {len(rows) - most} more findings from here on", ""), lines)
            )
        return tuple(found)

    def _told(self) -> list[tuple[str, int, int, str, str]]:
        """Give what was noted, less what only follows: a value that YAML has taken apart is missing, too."""
        cut = {(line, column) for code, line, column, _, _ in self._rows if code in _CUTS}
        return [row for row in self._rows if row[0] in _CUTS or (row[1], row[2]) not in cut] if cut else self._rows

    def _finding(self, row: tuple[str, int, int, str, str], lines: Sequence[str]) -> Finding:
        code, line, column, message, fix = row
        entry = CODES[code]
        text = lines[line] if line < len(lines) else ""
        return Finding(
            code, entry.severity, message, entry.why, fix or entry.fix, self.name, line + 1, column + 1, text
        )


def _holds(text: str, signs: Iterable[str]) -> bool:
    """Tell whether one of `signs` stands in `text` in any case; a piece at a time, so that no second text is made."""
    longest = max(map(len, signs))
    pieces = (text[at : at + _PIECE + longest].casefold() for at in range(0, len(text), _PIECE))
    return any(sign in piece for piece in pieces for sign in signs)


def visible(text: str) -> str:
    """Give `text` with every character that does not print replaced by its escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c == "\t" else f"\\u{ord(c):04x}" for c in text)


def render(finding: Finding) -> str:
    """Give a finding as people read it: file:line:column, the line with a caret, what, why and the fix."""
    place = f"{visible(finding.file)}:{finding.line}:{finding.column}"
    rows = [f"{place}: {finding.severity} {finding.code}: {visible(finding.message)}"]
    if finding.source_line.strip():
        start = max(0, finding.column - 1 - _WIDTH // 2) if len(finding.source_line) > _WIDTH else 0
        before = visible(finding.source_line[start : finding.column - 1])
        after = visible(finding.source_line[finding.column - 1 : start + _WIDTH])
        number = f"{finding.line:>6} | "
        rows += [f"{number}{before}{after}", f"{' ' * len(number)}{' ' * len(before)}^"]
    return "\n".join([*rows, f"  why: {finding.why}", f"  fix: {visible(finding.fix)}"])


def quoted(text: str) -> str:
    """Give a text of the pack as messages show it: short, in backticks."""
    return f"`{text if len(text) <= 60 else text[:57] + '...'}`"


def nearest(word: str, known: Iterable[str]) -> str:
    """Give "; did you mean `x`?" for the known word nearest to `word`, or nothing."""
    by_fold = {name.casefold(): name for name in known}
    meant = _MEANT.get(word.casefold(), "")
    if meant in by_fold:
        return f"; did you mean {quoted(by_fold[meant])}?"
    found = difflib.get_close_matches(word.casefold()[:100], by_fold, n=1, cutoff=0.6)
    return f"; did you mean {quoted(by_fold[found[0]])}?" if found else ""
