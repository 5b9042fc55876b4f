"""What a YAML syntax error means for somebody who wrote a quiz: own messages for the mistakes that happen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from quiz.packs.findings import Mark, Place, quoted

# A quoted text as the value of a key or as an entry: what follows the closing mark shows whether it goes on.
_VALUE = re.compile(r"(?:(?<=: )|(?<=- )|(?<=[{\[,] )|(?<=[{\[]))(?P<value>[\"'].*)$")
_FAR = 2_000  # lines; further up no open quote is looked for
_KEY = re.compile(r"^(?P<head>\s*(?:- )*(?:[^\s:#{\[\"'][^:#]*: )?)(?P<value>\S.*)$")


class Explained(NamedTuple):
    """Code, place, message and fix of a syntax error; an empty fix takes that of the code table."""

    code: str
    place: Mark
    message: str
    fix: str = ""


class _Case(NamedTuple):
    """What PyYAML says and of which construct, the line it says it of, the place, and where the construct began."""

    problem: str
    said: str
    row: str
    place: Place
    context: Mark | None


def explain(error: yaml.YAMLError, lines: Sequence[str]) -> Explained:
    """Say what a syntax error in `lines` means."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if mark is None:
        return Explained("Y120", Place(), problem)
    place = Place(min(mark.line, len(lines) - 1), mark.column if mark.line < len(lines) else 0)
    context = str(getattr(error, "context", None) or "")
    case = _Case(problem, context, lines[place.line], place, getattr(error, "context_mark", None))
    for guess in (_tab, _escape, _reserved, _colon, _quote_goes_on, _begins_oddly, _unclosed, _bracket):
        found = guess(case)
        if found is not None:
            return _apostrophe(found, lines)
    opened = _opened_before(problem, place, lines)
    if opened is not None:
        return opened
    return Explained("Y120", place, f"{context}: {problem}" if context else problem)


def _apostrophe(found: Explained, lines: Sequence[str]) -> Explained:
    """Take a single quote mark that is never closed for what it is: the first letter of 'Tis."""
    row = lines[found.place.line]
    if found.code == "Y120" and "quote mark" in found.message and row[found.place.column] == "'":
        return _not_closed(found.place, row[found.place.column :])
    return found


def _not_closed(place: Mark, text: str) -> Explained:
    message = f"the text begins with {text[:1]}, which is not closed in its line"
    return Explained("Y109", place, message, f"Put the whole text in other quotes: {_quote(text)}")


def _opened_before(problem: str, place: Mark, lines: Sequence[str]) -> Explained | None:
    """Find the text further up that begins with a quote mark and took all lines down to here into its quotes."""
    if "did not find expected" not in problem:
        return None
    for number in range(place.line - 1, max(-1, place.line - _FAR), -1):
        found = _VALUE.search(lines[number])
        if found and found["value"].count(found["value"][0]) == 1:
            at = Place(number, found.start("value"))
            if found["value"][0] == "'":
                return _not_closed(at, found["value"])
            return Explained("Y120", at, "the quote mark opened here is never closed", "Close it.")
    return None


def _tab(case: _Case) -> Explained | None:
    at = case.row[case.place.column : case.place.column + 1]
    if "tab character" in case.problem or ("cannot start any token" in case.problem and at == "\t"):
        return Explained("Y107", case.place, "a tab stands where YAML wants spaces")
    return None


def _escape(case: _Case) -> Explained | None:
    if "escape" not in case.problem:
        return None
    sign = case.row[case.place.column : case.place.column + 2]
    return Explained("Y116", case.place, f"YAML does not know the escape {quoted(sign)}")


def _reserved(case: _Case) -> Explained | None:
    signs = (
        "sequence entries are not allowed",
        "cannot start any token",
        "alphabetic or numeric",
        "scanning a block scalar",
        "expected comment or line",
    )
    if not any(sign in case.problem for sign in signs):
        return None
    same = case.context is not None and case.context.line == case.place.line
    at = Place(case.place.line, case.context.column) if same and case.context is not None else case.place
    text = case.row[at.column :]
    return Explained(
        "Y112", at, f"the text begins with {quoted(text[:1])}", f"Put the whole text in quotes: {_quote(text)}"
    )


def _colon(case: _Case) -> Explained | None:
    if "mapping values are not allowed" not in case.problem:
        return None
    found = _KEY.match(case.row)
    if found and len(found["head"]) <= case.place.column and ": " in found["value"] + " ":
        fix = f"Put the text in quotes: {found['head'].strip()} {_quote(found['value'])}"
        return Explained("Y108", case.place, "`: ` inside a text without quotes", fix)
    message = "a key where a text goes on, or `: ` inside a text without quotes"
    return Explained("Y108", case.place, message, "Put the text in quotes, or correct the indentation.")


def _quote_goes_on(case: _Case) -> Explained | None:
    """Find a text that closes its quote just before the place of the error."""
    if "did not find expected" not in case.problem:
        return None
    for found in _VALUE.finditer(case.row):
        value, start = found["value"], found.start("value")
        end = value.find(value[0], 1)
        if end > 0 and start + end < case.place.column and not case.row[start + end + 1 : case.place.column].strip():
            message = f"the text begins with {value[0]} and ends at the next {value[0]}, but more follows"
            return Explained("Y109", case.place, message, f"Put the whole text in other quotes: {_quote(value)}")
    return None


def _begins_oddly(case: _Case) -> Explained | None:
    """Find a text that begins with a bracket, closes it and goes on, or with a star."""
    found = _KEY.match(case.row)
    if "did not find expected key" not in case.problem or not found or found["value"][0] not in "{[*":
        return None
    start = len(found["head"])
    if case.place.column <= start:
        return None
    message = f"the text begins with {quoted(found['value'][0])}"
    fix = f"Put the whole text in quotes: {_quote(found['value'])}"
    return Explained("Y112", Place(case.place.line, start), message, fix)


def _unclosed(case: _Case) -> Explained | None:
    """Point to where a quote or bracket was opened, when the file ends before it is closed."""
    if case.context is None or case.row.strip() or "did not find expected key" in case.problem:
        return None
    what = "quote mark" if "quoted scalar" in case.said else "bracket"
    return Explained(
        "Y120",
        case.context,
        f"the {what} opened here is never closed",
        f"Close it, or put the text in quotes if the {what} is part of it.",
    )


def _bracket(case: _Case) -> Explained | None:
    if "',' or" not in case.problem or case.context is None:
        return None
    opened = f"line {case.context.line + 1}, column {case.context.column + 1}"
    message = f"a `,` or `{case.problem[-2]}` is missing for the bracket opened in {opened}"
    fix = "Close the bracket; a text with `: ` or a quote mark inside needs quotes around all of it."
    return Explained("Y120", case.place, message, fix)


def _quote(text: str) -> str:
    """Give `text` as a YAML text in quotes, as far as messages show it."""
    text = text.rstrip()[:80]
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
