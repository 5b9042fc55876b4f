"""What a reader collects while it goes through a file: items, what was skipped, what was lost."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from quiz.core.items import Item
from quiz.core.kinds import Multiple, Option, Question, Single
from quiz.core.written import Written, item, ordered, refusal
from quiz.formats.base import LOST, NOWHERE, SKIPPED, Imported, Loss, Place, Skip
from quiz.formats.texts import one_line, tidy

NAME_LENGTH = 60
MOST_NOTES = 20
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)


def label(name: str, stem: str) -> str:
    """Give the name of a question in reports: its own, or how its stem begins."""
    text = one_line(name) or one_line(stem)
    return text if len(text) <= NAME_LENGTH else text[: NAME_LENGTH - 3] + "..."


def credited(text: str, percent: float, instead: str) -> str:
    """What becomes of an answer that has a share of the marks in a file, and is `instead` right or wrong in a pack."""
    return f"{text[:40]!r} gets {percent:g} % of the marks there, and counts as {instead} here"


class Intake:
    """Collects what one file gives. Losses noted before `take` belong to the question that is taken next."""

    def __init__(self, language: str = "") -> None:
        """Start with nothing; `language` is what the file says of itself."""
        self.language = language
        self.items: list[Item] = []
        self.skips: list[Skip] = []
        self.losses: list[Loss] = []
        self.extras: dict[str, MappingProxyType[str, str]] = {}
        self._pending: list[Loss] = []
        self._ids: set[str] = set()

    def skip(self, question: str, place: Place, reason: str, code: str = SKIPPED) -> None:
        """Note a question that is not taken, and forget what was noted of it."""
        self._pending.clear()
        self.skips.append(Skip(code, label(question, ""), place, reason))

    def lose(self, field: str, reason: str, code: str = LOST) -> None:
        """Note a loss of the question being read."""
        loss = Loss(code, "", field, reason)
        if loss not in self._pending:
            self._pending.append(loss)

    def note(self, field: str, reason: str, place: Place = NOWHERE, code: str = LOST) -> None:
        """Note a loss of the file as a whole."""
        self.losses.append(Loss(code, "", field, reason, place=place))

    def take(self, draft: Written, place: Place, *, name: str = "") -> None:
        """Take a question, or skip it where a pack could not hold it."""
        called = label(name, draft.stem)
        draft = replace(draft, stem=tidy(draft.stem), explain=tidy(draft.explain))
        reason = refusal(draft.question) if draft.stem else "it has no question text"
        if reason:
            self.skip(called, place, reason)
            return
        taken = self._unlike(item(draft, self.language or "en"))
        self.items.append(taken)
        self.losses += [replace(loss, question=called, item=taken.id, place=place) for loss in self._pending]
        self._pending.clear()
        if one_line(name):
            self.extras[taken.id] = MappingProxyType({"name": one_line(name)})

    def done(self, title: str, *, licence: str = "", attribution: str = "") -> Imported:
        """Give what was collected."""
        return Imported(
            tidy(title), tuple(self.items), tuple(self.skips), tuple(self.losses), tidy(licence), tidy(attribution),
            self.language, MappingProxyType(self.extras),
        )  # fmt: skip

    def _unlike(self, taken: Item) -> Item:
        """Give an item with an id of its own; a question that stands twice in the file is taken twice."""
        name, count = taken.id, 1
        while name in self._ids:
            count += 1
            name = f"{taken.id}-{count}"
        self._ids.add(name)
        return taken if name == taken.id else replace(taken, id=name)


def title_of(name: str) -> str:
    """Give a title to a file that has none: its name without the ending."""
    last = re.split(r"[/\\]", name)[-1]
    return one_line(last.partition(".")[0].replace("_", " ")) or "Imported questions"


def language_tag(text: str) -> str:
    """Give a language as packs take it, or nothing where the text is no tag of one."""
    return text if _LANGUAGE.fullmatch(text) else ""


def note_odd(intake: Intake, lines: tuple[int, ...]) -> None:
    """Note the lines of a file that were no UTF-8."""
    for line in lines[:MOST_NOTES]:
        intake.note("encoding", "the line is no UTF-8 and is taken as cp1252", Place(line))
    if len(lines) > MOST_NOTES:
        intake.note("encoding", f"and {len(lines) - MOST_NOTES} more lines that are no UTF-8")


def choice(options: list[tuple[Option, bool]], *, several: bool, keep: bool = False) -> Question:
    """Make a choice question of options and whether each is right: the right ones first, as in a pack.

    With `keep` their order is kept, where it is one that a pack can keep (by number, or by the alphabet).
    """
    given = tuple(option for option, _ in options)
    right = tuple(option for option, fits in options if fits)
    kept = keep and ordered(given) == given
    shown = given if kept else (*right, *(option for option, fits in options if not fits))
    keys = tuple(at for at, (_, fits) in enumerate(options) if fits) if kept else tuple(range(len(right)))
    if several:
        return Multiple(shown, keys, keep_order=kept)
    return Single(shown, keys[0] if keys else -1, kept)


def grade(text: str) -> Fraction | None:
    """Read a grade in percent, as other programs write it; None for what is no number."""
    try:
        return Fraction(text.strip()) if len(text) < 40 and "/" not in text else None
    except (ValueError, ZeroDivisionError):
        return None
