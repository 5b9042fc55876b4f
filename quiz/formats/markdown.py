"""Markdown quizzes: one reader for what text2qti, mkdocs-quiz and quizdown write, which overlap for the most part.

A question begins with a heading, with `<quiz>`, or with a number before a text that answers follow; what its answers
look like decides its kind. Code that a file wants to be run is never run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from quiz.core.kinds import Cloze, Match, Option, Order, Question, Typed
from quiz.core.written import BARE_CLOZE, Written, decimal, decimal_text, fill_parts, number
from quiz.formats import markdown_write
from quiz.formats.base import CODE, Format, Imported, Place
from quiz.formats.intake import Intake, grade, label, language_tag, note_odd, title_of
from quiz.formats.markdown_lines import Kind, Line, cells, lines, meant
from quiz.formats.picking import in_language, picked
from quiz.formats.texts import decoded, one_line, tidy

_ANSWERS = (Kind.LETTER, Kind.AMOUNT, Kind.STAR, Kind.DOTS, Kind.PLUS, Kind.DASH, Kind.ESSAY)
_LOOKS = frozenset({Kind.BOX, Kind.LETTER, Kind.AMOUNT, Kind.STAR, Kind.TABLE, Kind.OPEN, Kind.NUMBERED})
_AMOUNT = re.compile(r"(?P<value>\S+?)\s*(?:\+-|\+/-|\u00b1)\s*(?P<around>[^\s%]+)\s*(?P<percent>%?)|(?P<exact>\S+)")
_RANGE = re.compile(r"\[\s*(?P<low>[^,\s]+)\s*,\s*(?P<high>[^,\s]+)\s*\]")
_ABOUT = re.compile(r"(licence|license|attribution|language):\s*(\S.*?)\s*$", re.IGNORECASE)
_GAP = re.compile(r"\[\[.+?\]\]")


@dataclass(slots=True)
class Choice:
    """An option being read: whether it is right, its lines, and what is said to it."""

    right: bool
    lines: list[str]
    said: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A question being read."""

    line: int
    level: int = 0
    name: str = ""
    weight: Fraction = Fraction(1)
    asked: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    options: list[Choice] = field(default_factory=list)
    entries: list[Choice] = field(default_factory=list)
    typed: list[Choice] = field(default_factory=list)
    amounts: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    explain: list[str] = field(default_factory=list)
    several: bool = False
    boxed: bool = False
    essay: bool = False
    block: bool = False

    @property
    def answered(self) -> bool:
        """Whether any answer stands in it."""
        return bool(self.options or self.entries or self.typed or self.amounts or self.rows or self.essay)


class Reading:
    """Goes through the lines of a file."""

    def __init__(self, text: str) -> None:
        """Take the lines; headings decide what a number before a text means."""
        self.intake = Intake()
        self.rows = list(lines(text))
        self.headed = any(row.kind is Kind.HEADING for row in self.rows)
        self.title = ""
        self.topic = ""
        self.licence = ""
        self.attribution = ""
        self.name = ""
        self.weight = Fraction(1)
        self.draft: Draft | None = None
        self.last: Choice | None = None

    def run(self) -> None:
        """Go through all lines."""
        start = self._front_matter()
        for at in range(start, len(self.rows)):
            self._line(at, self.rows[at])
        self._end()

    def _front_matter(self) -> int:
        """Pass over what quizdown and many tools set between two rules at the very beginning."""
        if not self.rows or self.rows[0].kind is not Kind.RULE:
            return 0
        return next((at + 1 for at, row in enumerate(self.rows) if at and row.kind is Kind.RULE), 0)

    def _line(self, at: int, row: Line) -> None:
        if row.kind is Kind.HEADING:
            self._begin(row, len(row.sign), row.text)
        elif row.kind in (Kind.OPEN, Kind.CLOSE):
            self._end()
            if row.kind is Kind.OPEN:
                self.draft = Draft(row.number, block=True)
        elif row.kind is Kind.META and not row.indent:
            self._meta(row)
        elif row.kind is Kind.COMMENT:
            self._comment(row)
        elif row.kind is Kind.GROUP:
            self._end()
            if row.sign == "pick":
                self.intake.note("pick", "all questions of the group are taken, not some by chance", Place(row.number))
        elif row.kind is Kind.PROGRAM:
            self.intake.note("code", "the file wants code to be run, which it is not", Place(row.number), CODE)
        elif row.kind is Kind.NUMBERED and not row.indent and self._asks(at):
            self._begin(row, 0, row.text)
        elif self.draft is not None:
            self._within(self.draft, row)

    def _asks(self, at: int) -> bool:
        """Whether a number begins a question: where there are no headings, or where an answer is the next thing."""
        if self.draft is not None and self.draft.block:
            return False
        after = next((row for row in self.rows[at + 1 :] if row.kind is not Kind.BLANK and not row.indent), None)
        asks = after is not None and (after.kind in _ANSWERS or (after.kind is Kind.BOX and not after.sign))
        return asks or not self.headed

    def _begin(self, row: Line, level: int, text: str) -> None:
        draft = self.draft
        if draft is not None and not draft.answered and not draft.body and draft.level and not 0 < level <= draft.level:
            self._section(draft)
            self.draft = None
        self._end()
        self.draft = Draft(row.number, level, self.name, self.weight, [text] if text else [])
        self.name, self.weight, self.last = "", Fraction(1), None
        if level and not text:
            self.topic, self.draft = "", None

    def _section(self, draft: Draft) -> None:
        """Take a heading that asks nothing and has others under it: the first is the title, later ones are topics."""
        text = tidy(meant(draft.asked[0]).text) if draft.asked else ""
        if not self.title and draft.level == 1 and not self.intake.items:
            self.title = text
        else:
            self.topic = text

    def _meta(self, row: Line) -> None:
        sign = row.sign.lower()
        if sign == "quiz title":
            self.title = row.text
        elif sign == "title":
            self._end()
            self.name = row.text
        elif sign == "points":
            self._end()
            found = grade(row.text)
            self.weight = found if found is not None and 0 < found <= 100 else Fraction(1)
        elif sign == "text":
            self._end()
            self.intake.skip(label("", row.text), Place(row.number), "a text, which asks nothing")

    def _comment(self, row: Line) -> None:
        about = _ABOUT.match(row.text.strip())
        if not about or self.intake.items or (self.draft and self.draft.answered):
            return
        key, text = about[1].lower(), tidy(meant(about[2]).text)
        if key == "language":
            self.intake.language = self.intake.language or language_tag(text)
        elif key == "attribution":
            self.attribution = self.attribution or text
        else:
            self.licence = self.licence or text

    def _within(self, draft: Draft, row: Line) -> None:
        """Take a line of a question."""
        if row.kind in (Kind.BLANK, Kind.CODE):
            return
        if row.indent >= 2 and self.last is not None and row.kind is not Kind.BOX:
            (self.last.said if row.kind in (Kind.QUOTE, Kind.DOTS) else self.last.lines).append(row.text)
        elif row.kind is Kind.BOX or row.kind is Kind.LETTER:
            self._option(draft, row)
        elif row.kind is Kind.AMOUNT:
            draft.amounts.append(row.text)
        elif row.kind is Kind.STAR:
            self.last = Choice(True, [row.text])
            draft.typed.append(self.last)
        elif row.kind is Kind.NUMBERED:
            self.last = Choice(True, [row.text])
            draft.entries.append(self.last)
        elif row.kind is Kind.TABLE:
            draft.rows.append(row.text)
        elif row.kind is Kind.ESSAY:
            draft.essay = True
        elif row.kind is Kind.DOTS:
            (self.last.said if self.last else draft.explain).append(row.text)
        elif row.kind in (Kind.PLUS, Kind.DASH) and not draft.answered and not draft.level and not draft.block:
            self.intake.lose("say", f"what is said to all right or wrong answers has no place: {row.text!r}")
        elif row.kind is Kind.QUOTE:
            self._quote(draft, row)
        elif row.kind is not Kind.RULE:
            self._text(draft, row)
        elif draft.block and _GAP.search(" ".join(draft.body)):
            draft.explain.append("")

    def _option(self, draft: Draft, row: Line) -> None:
        draft.boxed = draft.boxed or row.kind is Kind.BOX
        draft.several = draft.several or (row.kind is Kind.BOX and row.sign.strip() in ("", "-", "*", "+"))
        self.last = Choice(row.mark in ("x", "X", "*"), [row.text])
        draft.options.append(self.last)

    def _quote(self, draft: Draft, row: Line) -> None:
        self.last = None
        if draft.answered or _GAP.search(" ".join(draft.body)):
            draft.explain.append(row.text)
        else:
            self.intake.lose("hint", f"a hint has no place: {row.text!r}")

    def _text(self, draft: Draft, row: Line) -> None:
        text = f"- {row.text}" if row.kind is Kind.DASH else f"+ {row.text}" if row.kind is Kind.PLUS else row.text
        if draft.answered or draft.explain:
            self.last = None
            draft.explain.append(text)
        else:
            draft.body.append(text)

    def _end(self) -> None:
        """End the question being read."""
        draft, self.draft, self.last = self.draft, None, None
        if draft is None or not (draft.asked or draft.body or draft.answered):
            return
        place = Place(draft.line)
        asked = [self._told(text, "question") for text in draft.asked]
        question, stem = self._question(draft, asked)
        if isinstance(question, str):
            called = label(draft.name, " ".join(asked or draft.body))
            self.intake.skip(called, place, question)
            return
        written = Written(
            stem, question, "\n".join(self._told(text, "explanation") for text in draft.explain),
            topic=self.topic, weight=draft.weight,
        )  # fmt: skip
        self.intake.take(in_language(written, self.intake.language or "en"), place, name=draft.name)

    def _told(self, raw: str, what: str) -> str:
        found = meant(raw)
        if found.lost:
            self.intake.lose("format", f"the markup of the {what} ({', '.join(found.lost)}) is taken off")
        return found.text.rstrip()

    def _question(self, draft: Draft, asked: Sequence[str]) -> tuple[Question | str, str]:
        body = [self._told(text, "question") for text in draft.body]
        stem = tidy("\n".join([*asked, *body]))
        if draft.essay:
            return "an essay or an upload: no program can tell whether it is right", stem
        if draft.options:
            return self._picked(draft), stem
        if draft.amounts:
            return _amount(draft.amounts, stem), stem
        if draft.typed:
            return Typed(tuple(one_line(self._choice(one).text) for one in draft.typed)), stem
        if draft.entries:
            return Order(tuple(self._choice(one).text for one in draft.entries)), stem
        if draft.rows:
            return _table([[self._told(text, "pair") for text in cells(row)] for row in draft.rows]), stem
        gaps = "\n".join(body) if any(_GAP.search(text) for text in body) else stem
        if _GAP.search(gaps):
            parts, accepted = fill_parts(tidy(gaps))
            own = tidy("\n".join(asked)) if gaps != stem else ""
            return Cloze(parts, tuple(Typed(tuple(map(one_line, gap))) for gap in accepted)), own or BARE_CLOZE
        return "no answers follow it that can be read", stem

    def _choice(self, choice: Choice) -> Option:
        text = "\n".join(self._told(line, "answer") for line in choice.lines)
        return Option(tidy(text), tidy("\n".join(self._told(line, "feedback") for line in choice.said)))

    def _picked(self, draft: Draft) -> Question | str:
        options = [(self._choice(one), one.right) for one in draft.options]
        right = sum(fits for _, fits in options)
        if not right:
            return "none of its answers is right"
        several = right > 1 or (draft.several and not draft.block)
        return picked(options, several=several)


def _amount(texts: Sequence[str], stem: str) -> Question | str:
    text = texts[0]
    span, found = _RANGE.fullmatch(text), _AMOUNT.fullmatch(text)
    if len(texts) > 1:
        return "it has several numbers as answers"
    if span:
        low, high = grade(span["low"]), grade(span["high"])
        if low is None or high is None or low > high:
            return f"{text[:40]!r} is no range"
        return number((low + high) / 2, low, high, stem)
    written = (found["value"] or found["exact"]) if found else ""
    value, around = grade(written), grade((found["around"] if found else "") or "0")
    if value is None or around is None or around < 0:
        return f"{text[:40]!r} is no number"
    if found and found["percent"]:
        around = abs(value) * around / 100
    printed = written if decimal(written) == value else decimal_text(value)
    return number(value, value - around, value + around, stem, printed=printed)


def _table(rows: Sequence[Sequence[str]]) -> Question | str:
    if len(rows) < 3 or any(len(row) != 2 for row in rows):
        return "its table is none of two columns with a heading"
    heads, pairs = rows[0], rows[2:]
    lefts = tuple(one_line(left) for left, _ in pairs if left)
    rights = [one_line(right) for left, right in pairs if left] + [one_line(right) for left, right in pairs if not left]
    headings = (one_line(heads[0]), one_line(heads[1]))
    return Match(lefts, tuple(rights), headings if all(headings) else ("", ""))


def read(data: bytes, name: str) -> Imported:
    """Read a Markdown quiz. It is never unreadable: whatever is no question is named, or is prose."""
    text, odd = decoded(data)
    reading = Reading(text)
    note_odd(reading.intake, odd)
    reading.run()
    title = tidy(meant(reading.title).text) or title_of(name)
    return reading.intake.done(title, licence=reading.licence, attribution=reading.attribution)


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001 - every format is asked alike
    """Whether a line is an option in one of the dialects, or a block of mkdocs-quiz begins."""
    rows = list(lines(decoded(data[:20_000]).text))
    kinds = {row.kind for row in rows if row.kind is not Kind.BOX or row.text}
    if not kinds & {Kind.HEADING, Kind.NUMBERED, Kind.OPEN}:
        return False
    return bool(kinds & _LOOKS) or any(_GAP.search(row.text) for row in rows)


FORMAT = Format(
    "markdown", "Markdown (text2qti, mkdocs-quiz, quizdown)", (".md", ".markdown", ".qd", ".txt"), sniff, read,
    markdown_write.write,
)  # fmt: skip
