"""What a YAML syntax error means for somebody who wrote a quiz: own messages for the mistakes that happen."""

from __future__ import annotations

import re

import yaml

from quiz.packs.findings import Mark, Place, quoted

Explained = tuple[str, Mark, str, str]

# A value after `key: ` or `- `, which begins with a quote mark, closes it and goes on.
_VALUE = re.compile(r"(?:(?<=: )|(?<=- )|(?<=[{\[,] )|(?<=[{\[]))(?P<value>[\"'].*)$")
_KEY = re.compile(r"^(?P<head>\s*(?:- )*(?:[^\s:#{\[\"'][^:#]*: )?)(?P<value>\S.*)$")


def explain(error: yaml.YAMLError, lines: list[str]) -> Explained:
    """Give code, place, message and fix ("" for the usual one) of a syntax error in `lines`."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if mark is None:
        return "Y120", Place(), problem, ""
    place = Place(min(mark.line, max(0, len(lines) - 1)), mark.column if mark.line < len(lines) else 0)
    row = lines[place.line] if lines else ""
    for guess in (_tab, _escape, _reserved, _colon, _goes_on, _bracket):
        found = guess(problem, row, place, getattr(error, "context_mark", None))
        if found is not None:
            return found
    context = getattr(error, "context", None)
    return "Y120", place, f"{context}: {problem}" if context else problem, ""


def _tab(problem: str, row: str, place: Place, context: Mark | None) -> Explained | None:
    if "tab character" in problem or (
        "cannot start any token" in problem and row[place.column : place.column + 1] == "\t"
    ):
        return "Y107", place, "a tab stands where YAML wants blanks", ""
    return None


def _escape(problem: str, row: str, place: Place, context: Mark | None) -> Explained | None:
    if "escape" in problem:
        return "Y116", place, f"YAML does not know the escape {quoted(row[place.column : place.column + 2])}", ""
    return None


def _reserved(problem: str, row: str, place: Place, context: Mark | None) -> Explained | None:
    if "cannot start any token" in problem or "alphabetic or numeric" in problem or "block scalar" in problem:
        at = Place(context.line, context.column) if context is not None and context.line == place.line else place
        return "Y112", at, f"the text begins with {quoted(row[at.column : at.column + 1])}", _quote(row[at.column :])
    return None


def _colon(problem: str, row: str, place: Place, context: Mark | None) -> Explained | None:
    if "mapping values are not allowed" not in problem:
        return None
    found = _KEY.match(row)
    if found and len(found["head"]) <= place.column and ": " in found["value"] + " ":
        return (
            "Y108",
            place,
            "`: ` inside a text without quotes",
            f"Put the text in quotes: {found['head'].strip()} {_quoted(found['value'])}",
        )
    return (
        "Y108",
        place,
        "a key where a text goes on, or `: ` inside a text without quotes",
        "Put the text in quotes, or correct the indentation.",
    )


def _goes_on(problem: str, row: str, place: Place, context: Mark | None) -> Explained | None:
    """Find a value on this line that closes its quote or bracket before the place of the error."""
    if "did not find expected" not in problem or "node content" in problem:
        return None
    for found in _VALUE.finditer(row):
        value, start = found["value"], found.start("value")
        end = value.find(value[0], 1)
        if end > 0 and start + end < place.column and row[start + end + 1 : place.column].strip() == "":
            message = f"the text begins with {value[0]}, which ends at the second {value[0]}, but it goes on"
            return "Y109", place, message, _quote(value)
    found = _KEY.match(row)
    if found and found["value"][0] in "{[*" and place.column > len(found["head"]):
        return (
            "Y112",
            Place(place.line, len(found["head"])),
            f"the text begins with {quoted(found['value'][0])}",
            _quote(found["value"]),
        )
    return None


def _bracket(problem: str, row: str, place: Place, context: Mark | None) -> Explained | None:
    if "',' or" in problem and context is not None:
        closing = problem[-2]
        hint = "A text with `: ` or a quote mark inside needs quotes around all of it; each opening brace needs its closing one."
        opened = f"line {context.line + 1}, column {context.column + 1}"
        return "Y120", place, f"a `,` or `{closing}` is missing for the bracket opened in {opened}", hint
    return None


def _quote(text: str) -> str:
    return f"Put the whole text in quotes: {_quoted(text)}"


def _quoted(text: str) -> str:
    """Give `text` as a YAML text in quotes, as far as messages show it."""
    text = text.rstrip()[:80]
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
