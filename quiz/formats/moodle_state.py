"""One question of Moodle XML while it is read: its texts and grades, and what is lost of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from quiz.core.written import alike
from quiz.formats.aside import AsideError
from quiz.formats.base import ROUNDED
from quiz.formats.intake import Intake, credited, grade
from quiz.formats.texts import looks_like_html, one_line, plain, tidy
from quiz.formats.xml_tree import Element

WHOLE = Fraction(100)
_GRADES = tuple(
    Fraction(text)
    for text in (
        "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20",
        "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0",
    )
)  # fmt: skip
"""The grades that Moodle gives to an answer; their negatives too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its text, its grade in percent, and what is said to whoever gave it."""

    text: str
    grade: Fraction
    said: str
    element: Element


class MoodleState:
    """One question. Losses go to `intake`."""

    def __init__(self, question: Element, intake: Intake) -> None:
        """Take in the question."""
        self.question = question
        self.intake = intake

    def text(self, element: Element | None, field: str) -> str:
        """Give the text in an element by its format; markup and files are noted as lost."""
        if element is None:
            return ""
        for file in element.children("file"):
            self.intake.lose(field, f"the file {file.get('name')[:60]!r} is left out")
        held = element.child("text")
        raw = held.text() if held else "".join(part for part in element.content if isinstance(part, str))
        form = element.get("format") or "moodle_auto_format"
        if form in ("plain_text", "markdown") or not (form == "html" or looks_like_html(raw)):
            return tidy(raw)
        return self.bare(raw, field)

    def bare(self, raw: str, field: str) -> str:
        """Give HTML as plain text; markup that said something is noted as lost."""
        found = plain(raw)
        if found.lost:
            self.intake.lose("format", f"the markup of {field} ({', '.join(found.lost)}) is taken off")
        return tidy(found.text)

    def named(self, tag: str, field: str) -> str:
        """Give the text of a child of the question."""
        return self.text(self.question.child(tag), field)

    def flag(self, tag: str) -> bool:
        """Whether a child of the question says yes."""
        return self.question.inner(tag).lower() in ("1", "true")

    def answers(self, field: str, *, typed: bool = False) -> list[Answer]:
        """Give the answers, without empty ones. What is `typed` is never markup, whatever its format says."""
        found = []
        for element in self.question.children("answer"):
            text = one_line(element.inner("text") if typed else self.text(element, field))
            said = self.text(element.child("feedback"), "say")
            if text:
                found.append(Answer(text, self.graded(element.get("fraction", "0"), element), said, element))
        return found

    def graded(self, text: str, element: Element) -> Fraction:
        """Read a grade in percent; one that Moodle would refuse is noted with the nearest that it has."""
        found = grade(text or "0")
        if found is None or abs(found) > 1000:
            raise AsideError(f"the grade {text[:20]!r} is no number", line=element.line)
        nearest = min(_GRADES, key=lambda known: abs(known - abs(found)))
        if abs(nearest - abs(found)) > Fraction(1, 1000):
            told = f"{float(nearest):g}"
            self.intake.lose("credit", f"{float(found):g} % is no grade of Moodle; {told} % is the nearest", ROUNDED)
        return found

    def credit(self, text: str, found: Fraction, instead: str) -> None:
        """Note that an answer has a share of the credit there."""
        self.intake.lose("credit", credited(text, float(found), instead))

    def unsaid(self, text: str, said: str) -> None:
        """Note feedback that has no place here."""
        if said:
            self.intake.lose("say", f"what is said to {text[:40]!r} has no place: {said[:80]!r}")


def distinct(state: MoodleState, found: list[Answer]) -> list[Answer]:
    """Give answers without those that stand twice with one grade; two grades for one text are left to be refused."""
    kept: dict[tuple[str, Fraction], Answer] = {}
    for answer in found:
        key = (alike(answer.text), answer.grade)
        if key in kept:
            state.intake.lose("options", f"{answer.text[:40]!r} stands twice and is taken once")
        kept.setdefault(key, answer)
    return list(kept.values())
