"""GIFT, Moodle's text format: reading.

It follows what Moodle's own importer does (which decides the kind by what stands in the braces, in a fixed order), and
beyond it takes what teachers' files really hold: blank lines inside braces, questions that follow one another without
one, `~=right`, repeated answers, LaTeX whose `\\n` is no line end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from quiz.core.kinds import Match, Option, Question, TrueFalse, Typed
from quiz.core.written import Written, alike, decimal, decimal_text, number
from quiz.formats import gift_text, gift_write
from quiz.formats.base import Format, Imported, Place
from quiz.formats.gift_text import Answer, Block, answers, restored, shown
from quiz.formats.intake import Intake, choice, credited, language_tag, note_odd, title_of
from quiz.formats.texts import decoded, one_line, tidy
from quiz.formats.weights import WHOLE, weighed

_CLOZE = re.compile(r"\s*\d*:(?:MC|MR|MULTI|SA|MW|SHORT|NM|NUM)[A-Z_]*:")
_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,2})?", re.ASCII)
_GAP = "_____"
_LOOK = re.compile(r"^\s*\$CATEGORY:|^\s*::.+?::|\{[^{}]*[=~#][^{}]*\}|\{\s*(?:T|F|TRUE|FALSE)?\s*\}", re.MULTILINE)


class Bounds(NamedTuple):
    """A number with the ends of what is right, and how it is written."""

    value: Fraction
    low: Fraction
    high: Fraction
    printed: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A question taken apart: `inner` is what the braces hold, general feedback taken off; `form` its text format."""

    block: Block
    name: str
    form: str
    stem: str
    inner: str
    explain: str


class Reading:
    """One pass through a file."""

    def __init__(self, language: str) -> None:
        """Start with nothing read."""
        self.intake = Intake(language)

    def text(self, raw: str, form: str, field: str) -> str:
        """Give a text of the file as plain text; markup that said something is noted."""
        found = shown(raw, form)
        if found.lost:
            self.intake.lose("format", f"the markup of the {field} ({', '.join(found.lost)}) is taken off")
        return tidy(found.text)

    def block(self, block: Block) -> None:
        """Read one question, or say why not."""
        name, form, body = gift_text.head(block.text)
        start = body.find("{")
        end = body.find("}", start)
        label = one_line(restored(name)) or one_line(shown(body[: start if start >= 0 else None], form).text)
        place = Place(block.line)
        if start < 0 or end < 0:
            reason = "a brace is opened and never closed" if start >= 0 else "a description, which asks nothing"
            self.intake.skip(label, place, reason)
            return
        before, inner, after = body[:start], body[start + 1 : end], body[end + 1 :].rstrip().removesuffix('";').rstrip()
        if _CLOZE.match(inner) or "{" in after:
            what = "Cloze codes of Moodle" if _CLOZE.match(inner) else "several groups of answers in one question"
            self.intake.skip(label, place, f"{what}, which GIFT does not know")
            return
        inner, explain = gift_text.general(inner)
        if not inner.strip():
            self.intake.skip(label, place, "an essay: no program can tell whether an answer is right")
            return
        stem = self.text(f"{before}{_GAP if after else ''}{after}" if body.strip() else name, form, "question")
        draft = Draft(
            block, one_line(restored(name)), form, stem or one_line(restored(name)), inner,
            self.text(*gift_text.form_of(explain, form), "general feedback"),
        )  # fmt: skip
        question = self.question(draft)
        if isinstance(question, str):
            self.intake.skip(label or draft.stem, place, question)
            return
        tags = tuple(dict.fromkeys((*block.tags, *block.category)))
        topic = block.category[-1] if block.category else ""
        self.intake.take(
            Written(draft.stem, question, draft.explain, topic=topic, tags=tags, id=block.id), place, name=draft.name
        )

    def question(self, draft: Draft) -> Question | str:
        """Decide the kind as Moodle does, and read it. A text is the reason why it is not taken."""
        inner = draft.inner.strip()
        if inner.startswith("#"):
            return self.number(draft, inner[1:])
        if "~" in inner:
            return self.choice(answers(inner, draft.form, "~"))
        found = answers(inner, draft.form)
        if len(found) > 1 and all("->" in answer.raw for answer in found):
            return self.match(found)
        verdict, *feedback = inner.split("#")
        if verdict.strip() in (*_TRUE, *_FALSE):
            return self.verdict(verdict.strip() in _TRUE, [gift_text.form_of(said, draft.form) for said in feedback])
        return self.typed(found)

    def option(self, answer: Answer) -> Option:
        """Give an answer as an option."""
        return Option(
            self.text(answer.raw, answer.form, "answer"), self.text(answer.said, answer.said_form, "feedback")
        )

    def choice(self, found: Sequence[Answer]) -> Question | str:
        """Read a choice: with any `=` one right answer is enough, without it all that count for something are right."""
        options: dict[str, tuple[Option, Answer]] = {}
        for answer in found:
            option = self.option(answer)
            known = options.get(alike(option.text))
            if known is not None and (known[1].grade > 0) == (answer.grade > 0):
                self.intake.lose("options", f"{option.text[:40]!r} stands twice and is taken once")
            elif option.text:
                options[alike(option.text) + ("\n" if known else "")] = (option, answer)
        rows = list(options.values())
        if not any(answer.grade > 0 for _, answer in rows):
            return "none of its answers is right"
        if not any(answer.marked for _, answer in rows):
            return weighed([(option, answer.grade) for option, answer in rows])
        best = max(answer.grade for _, answer in rows)
        right = [answer.grade == best for _, answer in rows]
        if best != WHOLE:
            self.intake.lose(
                "credit", f"the best answer gets {float(best):g} % of the marks there, and counts as right here"
            )
        rows = [
            (option if answer.grade in (best, 0) else replace(option, score=answer.grade / 100), answer)
            for option, answer in rows
        ]
        if sum(right) > 1:
            self.intake.lose("score", "one of the right answers was enough there; here all of them are asked for")
        return choice([(row[0], fits) for row, fits in zip(rows, right, strict=True)], several=sum(right) > 1)

    def credit(self, text: str, grade: Fraction, instead: str) -> None:
        """Note that an answer has a share of the credit there."""
        self.intake.lose("credit", credited(text, float(grade), instead))

    def match(self, found: Sequence[Answer]) -> Question | str:
        """Read pairs; one without a left side is a partner that belongs to none."""
        pairs: dict[str, str] = {}
        decoys: list[str] = []
        for answer in found:
            left, _, right = answer.raw.partition("->")
            # Moodle takes the right side as it stands, whatever the format of the left.
            left, right = one_line(self.text(left, answer.form, "pair")), one_line(restored(right))
            if left and pairs.get(left, right) != right:
                return f"{left[:40]!r} has two partners"
            if left:
                pairs[left] = right
            elif right not in decoys:
                decoys.append(right)
        return Match(tuple(pairs), (*pairs.values(), *decoys))

    def verdict(self, key: bool, feedback: Sequence[tuple[str, str]]) -> Question:
        """Read true or false; the first feedback is for whoever is wrong, the second for whoever is right."""
        said = [self.text(raw, form, "feedback") for raw, form in feedback]
        if len(said) > 1 and said[1]:
            self.intake.lose("say", f"what is said to a right answer has no place: {said[1]!r}")
        return TrueFalse(key, said[0] if said else "")

    def typed(self, found: Sequence[Answer]) -> Question | str:
        """Read short answers: those worth half at least are accepted, the others rejected with what is said to them."""
        accepted: dict[str, str] = {}
        reject: dict[str, Option] = {}
        for answer in found:
            option = self.option(answer)
            text, said = one_line(option.text), option.say
            if not text:
                continue
            if text == "*":
                self.intake.lose("say", f"`*` stands for any other answer, of which nothing is said here: {said!r}")
            elif answer.grade >= WHOLE / 2:
                accepted.setdefault(alike(text), text)
                self.share(text, answer, "right")
                if said:
                    self.intake.lose("say", f"what is said to the accepted {text[:40]!r} has no place: {said!r}")
            else:
                reject.setdefault(alike(text), Option(text, said))
                self.share(text, answer, "wrong")
        language = self.intake.language or "en"
        return Typed(tuple(accepted.values()), reject=tuple(reject.values()), language=language)

    def share(self, text: str, answer: Answer, instead: str) -> None:
        """Note a short answer that is worth neither all nor nothing."""
        if answer.grade not in (0, WHOLE):
            self.credit(text, answer.grade, instead)

    def number(self, draft: Draft, inner: str) -> Question | str:
        """Read a number. Of several, those that are wholly right must take in one another."""
        rows: list[tuple[Bounds, Answer]] = []
        for answer in answers(inner, draft.form):
            found = bounds(answer.raw)
            said = self.text(answer.said, answer.said_form, "feedback")
            if found is None and restored(answer.raw).strip() not in ("", "*"):
                return f"{one_line(restored(answer.raw))[:40]!r} is no number"
            if said:
                whom = "any other answer" if found is None else found.printed
                self.intake.lose("say", f"what is said to {whom} has no place: {said!r}")
            if found is not None:
                rows.append((found, answer))
        right = [found for found, answer in rows if answer.grade == WHOLE]
        for found, answer in rows:
            if answer.grade not in (0, WHOLE):
                self.credit(found.printed, answer.grade, "wrong")
        if not right:
            return "no number is wholly right"
        widest = max(right, key=lambda found: found.high - found.low)
        if any(found.low < widest.low or found.high > widest.high for found in right):
            return "two different numbers are right, and only one can be asked for"
        return number(right[0].value, widest.low, widest.high, draft.stem, printed=right[0].printed)


def bounds(raw: str) -> Bounds | None:
    """Read `5`, `5:0.1` or `4..6`."""
    text = "".join(restored(raw).split())
    low, dots, high = text.partition("..")
    value, _, tolerance = text.partition(":")
    if dots:
        ends = _amount(low), _amount(high)
        if ends[0] is None or ends[1] is None or ends[0] > ends[1]:
            return None
        middle = (ends[0] + ends[1]) / 2
        return Bounds(middle, ends[0], ends[1], decimal_text(middle))
    middle_, around = _amount(value), _amount(tolerance or "0")
    if middle_ is None or around is None or around < 0:
        return None
    printed = value if decimal(value) == middle_ else decimal_text(middle_)
    return Bounds(middle_, middle_ - around, middle_ + around, printed)


def _amount(text: str) -> Fraction | None:
    return Fraction(text.replace(",", ".")) if len(text) < 40 and _NUMBER.fullmatch(text) else None


def read(data: bytes, name: str) -> Imported:
    """Read a GIFT file. It is never unreadable: whatever is no question is named."""
    text, odd = decoded(data)
    found = gift_text.scan(text)
    reading = Reading(language_tag(found.about.get("language", "")))
    note_odd(reading.intake, odd)
    for block in found.blocks:
        reading.block(block)
    about = found.about
    return reading.intake.done(
        about.get("title", "") or title_of(name),
        licence=about.get("licence", ""), attribution=about.get("attribution", ""),
    )  # fmt: skip


def sniff(data: bytes, name: str) -> bool:  # noqa: ARG001 - every format is asked alike
    """Whether a file looks like GIFT: braces with a sign of answers in them, and no brackets of other formats."""
    text = decoded(data[:20_000]).text.lstrip()
    return not text.startswith(("{", "[{", "<", "#separator")) and bool(_LOOK.search(gift_text.protected(text)))


FORMAT = Format("gift", "GIFT (Moodle)", (".gift", ".gift.txt", ".txt"), sniff, read, gift_write.write)
