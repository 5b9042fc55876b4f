"""What a check has to say, in the forms that people, programs and code hosts read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from quiz import __version__
from quiz.core.text import clean

if TYPE_CHECKING:
    from quiz.cli.checking import Told

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}.get


class Format(StrEnum):
    """How findings are shown."""

    HUMAN = "human"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def lines(form: Format, told: Iterable[Told]) -> Iterator[str]:
    """Give the findings as lines of the standard output."""
    if form is Format.SARIF:
        yield json.dumps(sarif(list(told)), ensure_ascii=False, indent=1)
        return
    write = {Format.HUMAN: human, Format.JSON: as_json, Format.GITHUB: github}[form]
    yield from map(write, told)


def human(told: Told) -> str:
    """For people: the place, the line with a caret, what, why and the fix."""
    from quiz.packs import render

    if told.finding is not None:
        return render(told.finding)
    rows = [f"{told.file}: {told.severity} {told.code}: {told.message}"]
    rows += [f"  {name}: {text}" for name, text in (("why", told.why), ("fix", told.fix)) if text]
    return clean("\n".join(rows), lines=True)


def as_json(told: Told) -> str:
    """One object."""
    found = told.finding
    row = {
        "code": told.code,
        "severity": told.severity,
        "message": told.message,
        "why": told.why,
        "fix": told.fix,
        "file": told.file,
        "line": found.line if found else None,
        "column": found.column if found else None,
        "source_line": found.source_line if found else None,
        "question": told.question,
    }
    return json.dumps(row, ensure_ascii=False)


def github(told: Told) -> str:
    """A workflow command, which the host shows beside the line of the change."""
    place = {"file": told.file, "title": f"{told.code} {_title(told.code)}".strip()}
    if told.finding is not None:
        place |= {"line": str(told.finding.line), "col": str(told.finding.column)}
    properties = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in place.items())
    text = " ".join(part for part in (f"{told.message}.", told.why, told.fix) if part)
    return f"::{_GITHUB(told.severity, 'error')} {properties}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    signs = "%\r\n" + more
    return "".join(f"%{ord(char):02X}" if char in signs else char for char in clean(text, lines=True))


def _title(code: str) -> str:
    from quiz.packs import CODES

    return CODES[code].title if code in CODES else ""


def sarif(told: list[Told]) -> Mapping[str, object]:
    """A log of version 2.1.0 with one run: the rules that found something, and each finding with its region."""
    from quiz.packs import CODES

    codes = sorted({one.code for one in told})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code].title},
            "fullDescription": {"text": CODES[code].why},
            "help": {"text": CODES[code].fix},
            "defaultConfiguration": {"level": CODES[code].severity},
        }
        for code in codes
    ]
    driver = {"name": "footnote-quiz", "version": __version__, "rules": rules}
    results = [_result(one, codes.index(one.code)) for one in told]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(told: Told, index: int) -> Mapping[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": address(told.file)}}
    if told.finding is not None:
        region: dict[str, object] = {"startLine": told.finding.line, "startColumn": told.finding.column}
        if told.finding.source_line.strip():
            region["snippet"] = {"text": told.finding.source_line}
        place["region"] = region
    return {
        "ruleId": told.code,
        "ruleIndex": index,
        "level": told.severity,
        "message": {"text": " ".join(part for part in (f"{told.message}.", told.fix) if part)},
        "locations": [{"physicalLocation": place}],
    }


def address(file: str) -> str:
    """The address of a file: relative as it was given, or absolute."""
    path = Path(file)
    try:
        return path.as_uri() if path.is_absolute() else quote(path.as_posix())
    except ValueError:
        return quote(file)
