"""Aiken, the plainest text format: a stem, options with letters, and the letter of the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quiz.core.items import Item
from quiz.core.kinds import Option, Single, TrueFalse
from quiz.core.written import Written
from quiz.formats.base import FORM, Exported, Format, Header, Imported, Place
from quiz.formats.intake import Intake, label, note_odd, title_of
from quiz.formats.outlet import Outlet
from quiz.formats.picking import picked
from quiz.formats.texts import decoded, joined

_OPTION = re.compile(r"(?P<letter>[A-Za-z])[.)]\s*(?P<text>\S.*)")
_ANSWER = re.compile(r"ANSWER\s*:?\s*[A-Z](?:\s*[,;]\s*[A-Z])*\s*\.?", re.IGNORECASE)
_CARRIES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its number. One that looks like an option has its letter, in capitals, and what follows on it."""

    number: int
    line: str
    letter: str = ""
    text: str = ""

    def oddity(self) -> str:
        """Say what other programs would not take in an option; empty where it is written as Aiken has it."""
        if self.line[0] != self.letter:
            return "the letter of the option is small"
        return "" if self.line[2].isspace() else "there is no space after the letter of the option"


@dataclass(slots=True)
class Draft:
    """The lines of a question: those of its stem, and its options with the lines that go on with them."""

    stem: list[Row] = field(default_factory=list)
    options: list[list[Row]] = field(default_factory=list)

    @property
    def line(self) -> int:
        """Where it begins."""
        return (self.stem or self.options[0])[0].number

    @property
    def asked(self) -> str:
        """Its stem."""
        return " ".join(row.line for row in self.stem)


def _rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        found = _OPTION.fullmatch(line)
        if line:
            yield Row(number, line, found["letter"].upper(), found["text"]) if found else Row(number, line)


def _drafts(rows: Sequence[Row]) -> list[Draft]:
    """Take apart what stands before an answer: the question that it ends, and before that others that have none.

    Options begin with an A and go up. One A alone, with another following, is how a stem begins ("A. Lincoln was").
    """
    drafts = [Draft()]
    for row in rows:
        draft = drafts[-1]
        if row.letter == "A" and len(draft.options) == 1 and len(draft.options[0]) == 1 and not draft.stem:
            draft.stem = draft.options.pop()
        if row.letter == "A" and draft.options:
            # What stood between was taken for the end of the last option; it is the stem of this question.
            between = draft.options[-1][1:]
            del draft.options[-1][1:]
            drafts.append(Draft(between, [[row]]))
        elif row.letter and (row.letter > draft.options[-1][0].letter if draft.options else row.letter == "A"):
            draft.options.append([row])
        elif draft.options:
            draft.options[-1].append(row)
        else:
            draft.stem.append(row)
    return [draft for draft in drafts if draft.stem or draft.options]


class _Reading:
    """Takes questions. Of several stem lines Moodle keeps the last; here they are joined."""

    def __init__(self) -> None:
        self.intake = Intake()

    def unfinished(self, draft: Draft) -> None:
        """Lay aside a question without an answer."""
        self.intake.skip(label("", draft.asked), Place(draft.line), "no line `ANSWER:` ends it")

    def finished(self, draft: Draft, answer: Row) -> None:
        """Take a question with its answer, and say what in it other programs would read otherwise or not at all."""
        letters = re.findall(r"[A-Z]", answer.line.upper().removeprefix("ANSWER"))
        place = Place(draft.line)
        known = {option[0].letter for option in draft.options}
        if not set(letters) <= known:
            self.intake.skip(label("", draft.asked), place, f"its answer, {answer.line[-1:]}, is none of its options")
            return
        self.forms(draft, answer)
        rows = [
            (Option(" ".join([option[0].text, *(row.line for row in option[1:])])), option[0].letter in letters)
            for option in draft.options
        ]
        self.intake.take(Written(draft.asked, picked(rows, several=len(set(letters)) > 1)), place)

    def forms(self, draft: Draft, answer: Row) -> None:
        """Say what is not written as Aiken has it."""
        if len(draft.stem) > 1:
            self.form(draft.stem[0], f"{len(draft.stem)} lines make one question")
        elif draft.stem and draft.stem[0].letter:
            self.form(draft.stem[0], "the line begins like an option, and is taken for the question")
        for option in draft.options:
            if oddity := option[0].oddity():
                self.form(option[0], oddity)
            for row in option[1:]:
                self.form(row, "the line goes on with the option before it")
        if not answer.line.startswith("ANSWER: "):
            self.form(answer, "`ANSWER: ` is written otherwise")

    def form(self, row: Row, what: str) -> None:
        """Note a line that other programs would refuse, or read otherwise."""
        self.intake.note(FORM, what, Place(row.number))


def read(data: bytes, name: str) -> Imported:
    """Read an Aiken file. It is never unreadable: whatever is no question is named."""
    text, odd = decoded(data)
    reading = _Reading()
    note_odd(reading.intake, odd)
    before: list[Row] = []
    for row in _rows(text):
        if _ANSWER.fullmatch(row.line) and any(one.letter == "A" for one in before):
            *others, last = _drafts(before)
            for draft in others:
                reading.unfinished(draft)
            reading.finished(last, row)
            before = []
        else:
            before.append(row)
    for draft in _drafts(before):
        reading.unfinished(draft)
    return reading.intake.done(title_of(name))


def write(title: str, items: Sequence[Item], header: Header) -> Exported:  # noqa: ARG001 - it has no place for a title
    """Write an Aiken file: single choice, and true or false as the choice between the two words."""
    outlet = Outlet(_CARRIES)
    outlet.head(header)
    blocks = []
    for item in items:
        rows = _lines(outlet, item)
        if rows is not None:
            outlet.settle(item)
            blocks.append("\n".join([joined(item.stem), *rows]) + "\n")
    return Exported("\n".join(blocks).encode(), tuple(outlet.losses))


def _lines(outlet: Outlet, item: Item) -> list[str] | None:
    question = item.question
    if isinstance(question, TrueFalse):
        options, key = [Option("True"), Option("False")], 0 if question.key else 1
    elif isinstance(question, Single):
        options, key = list(question.options), question.key
    else:
        outlet.refuse(item, f"Aiken has no questions of kind {question.kind}")
        return None
    texts = [joined(option.text) for option in options]
    stem = joined(item.stem)
    if isinstance(question, Single) and sorted(text.casefold().rstrip(".") for text in texts) == ["false", "true"]:
        outlet.refuse(item, "a choice between True and False is a statement there")
        return None
    if stem != item.stem or (isinstance(question, Single) and texts != [option.text for option in options]):
        outlet.lose(item, "lines", "texts of several lines are set in one")
    return [*(f"{chr(65 + at)}) {text}" for at, text in enumerate(texts)), f"ANSWER: {chr(65 + key)}"]


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001 - every format is asked alike
    """Whether a line `ANSWER: X` follows lines with letters."""
    text = decoded(data[:20_000]).text
    return bool(re.search(r"^\s*A[.)].*\n(?:.*\n)*?\s*ANSWER\s*:?\s*[A-Z]\b", text, re.MULTILINE | re.IGNORECASE))


FORMAT = Format("aiken", "Aiken", (".aiken", ".aiken.txt", ".txt"), sniff, read, write)
