"""Packs in the words of the library: a line of its list, and what is told of the one that is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.core.wording import counted
from quiz.tui.library import Notice, Origin, Place, Survey, matching
from quiz.tui.widgets.menu import Entry
from quiz.tui.widgets.reader import Line

MATCHES = 8
"""How many questions of a pack are listed that hold what is looked for."""
TAGS = 12
"""How many tags are told."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the library: a pack, or below it a question that was found in it.

    Of a question `stem` is what is asked, and `twin` how many before it ask the same.
    """

    place: Place
    entry: Entry
    stem: str = ""
    twin: int = 0


def rows(place: Place, survey: Survey | None, wanted: str, title: str = "") -> Iterator[Row]:
    """A pack, and its first questions that hold what is `wanted`. `title` is for a pack that is not checked yet."""
    found = (matching(survey, wanted) or ()) if survey is not None else ()
    yield Row(place, line(place, survey, len(found), title))
    stems = survey.stems.split("\n") if survey is not None and found else []
    for at in found[:MATCHES]:
        # A statement that is false would be read as what the pack says.
        false = "false: " if survey is not None and at in survey.false else ""
        yield Row(place, Entry(f"{place.name}\n{at}", f"› {false}{stems[at]}"), stems[at], stems[:at].count(stems[at]))


def line(place: Place, survey: Survey | None, found: int = 0, title: str = "") -> Entry:
    """A pack in the list. `found` is how many of its questions hold what is looked for."""
    title = (survey.title if survey is not None else title) or named(place)
    held = f"{found} found" if found else _held(survey)
    return Entry(place.name, title, f"{held} · {place.origin}" if held else place.origin, state(survey), held)


def state(survey: Survey | None) -> str:
    """How a pack does, in two or three words."""
    if survey is None:
        return "…"
    if survey.missing:
        return "missing"
    if survey.refused:
        return "cannot be read"
    return counted(survey.findings, "finding") if survey.findings else "fine"


def about(place: Place, survey: Survey | None, stem: str = "", folder: str = "") -> Iterator[Line]:
    """What a pack holds, where it comes from, and what is wrong with it; first the question that is marked in it.

    `folder` is where a player's own packs are looked for.
    """
    if survey is None:
        yield Line("Not checked yet.", "quiet")
        return
    if stem:
        yield Line(stem, "plain", 2, "›", "gold")
        yield Line()
    if survey.about:
        yield Line(survey.about, "plain")
    if survey.refused:
        yield from _refusal(survey)
    else:
        yield Line(" · ".join(_facts(survey)), "quiet")
        if survey.tags:
            more = len(survey.tags) - TAGS
            yield Line(f"Tags: {', '.join(survey.tags[:TAGS])}{f' and {more} more' if more > 0 else ''}", "quiet")
    yield Line(_whence(place, folder), "faint")
    if not survey.refused and not survey.findings:
        yield Line("Checked, and nothing is wrong.", "quiet", 2, "✓", "right")
    for notice in () if survey.refused else survey.notices:
        yield told(notice)
    if survey.findings > len(survey.notices):
        more = survey.findings - len(survey.notices)
        yield Line(f"and {more} more; Enter shows them beside the questions.", "faint", 2)


def told(notice: Notice) -> Line:
    """A finding in one paragraph."""
    place = f"{notice.place} " if notice.place else ""
    mark = {"error": ("!", "wrong"), "warning": ("!", "warn")}.get(notice.severity, ("·", "quiet"))
    return Line(f"{place}{notice.code} {notice.message}", "quiet", 2, *mark)


def named(place: Place) -> str:
    """A pack by its file."""
    return place.name if place.origin is Origin.SHIPPED else Path(place.path).name or place.path


def shortened(path: str) -> str:
    """A path from home on, where it lies there."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return path
    return f"~{path[len(home) :]}" if path.startswith(f"{home}/") else path


def _whence(place: Place, folder: str) -> str:
    """Where a pack comes from."""
    path = shortened(place.path)
    match place.origin:
        case Origin.SHIPPED:
            return f"Ships with the program. Your own packs go into {shortened(folder)}."
        case Origin.OWN:
            return f"In your folder: {path}"
        case Origin.OPENED:
            return f"Opened by its path: {path}"


def _refusal(survey: Survey) -> Iterator[Line]:
    """Why a file cannot be used."""
    if survey.missing:
        yield Line("This file is missing. It may have been moved; x forgets it.", "warn")
        return
    yield Line(f"This file cannot be read as a pack: {survey.refused}.", "warn")
    first = survey.notices[0] if survey.notices else None
    if first is not None:
        if first.line and first.code != "Y100":
            yield Line(f"Line {first.line}, column {first.column}. {first.why}", "quiet")
        if first.fix:
            yield Line(f"What helps: {first.fix}", "quiet")


def _held(survey: Survey | None) -> str:
    """How much there is to ask."""
    return counted(survey.asked, "question") if survey is not None and not survey.refused else ""


def _facts(survey: Survey) -> Iterator[str]:
    """Counts, language and licence."""
    for number, word in ((survey.facts, "fact"), (survey.questions, "written question"), (survey.sources, "source")):
        if number:
            yield counted(number, word)
    yield f"{counted(survey.asked, 'question')} to ask"
    yield f"language {survey.language}"
    yield survey.licence or "no licence named"
