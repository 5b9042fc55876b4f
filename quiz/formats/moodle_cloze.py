"""Moodle's Cloze codes: `{2:SHORTANSWER:=right#said~%50%half~wrong}` inside a text."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from quiz.core.kinds import Cloze, Option, Question, Typed
from quiz.core.written import BARE_CLOZE, Written, decimal_text
from quiz.formats.aside import AsideError
from quiz.formats.moodle_kinds import amount, typed, widest
from quiz.formats.moodle_state import WHOLE, Answer, MoodleState
from quiz.formats.picking import GAP, picked
from quiz.formats.texts import one_line
from quiz.formats.xml_tree import Element

_CODE = re.compile(
    r"\{\s*(\d{0,3})\s*:\s*(?P<type>MULTICHOICE|MULTIRESPONSE|NUMERICAL|SHORTANSWER|MC|MCH|MCV|MR|MRH|NM|SA|SAC|MW|MWC"
    r"|MCS|MCHS|MCVS|MRS|MRHS)(?P<form>(?:_[A-Z]{1,2})?)\s*(?::(?P<inner>(?:\\.|[^\\}])*))?\}",
    re.DOTALL,
)
_HOLE = "\ue000"
"""What stands for a gap while markup is taken off: a code point of private use, taken out of the text beforehand."""
_PARTED = re.compile(r"(?<!\\)~")
_SAID = re.compile(r"(?<![\\&])#")
_GRADE = re.compile(r"%(-?\d{1,4}(?:[.,]\d{0,8})?)%")
_ESCAPED = re.compile(r"\\([}~#%=\"/\\:])")


class Code(NamedTuple):
    """One gap: its type in the long spelling, whether case counts, and its answers."""

    type: str
    case: bool
    answers: list[Answer]


def cloze(state: MoodleState) -> Written:
    """Read a text with codes. Raises AsideError."""
    element = state.question.child("questiontext")
    raw = (element.inner("text") if element else "").replace(_HOLE, "")
    codes = [_code(state, found) for found in _CODE.finditer(raw)]
    if not codes:
        raise AsideError("its text holds no gap")
    if element:
        for file in element.children("file"):
            state.intake.lose("stem", f"the file {file.get('name')[:60]!r} is left out")
    parts = state.bare(_CODE.sub(_HOLE, raw), "fill").split(_HOLE)
    explain = state.named("generalfeedback", "explain")
    if len(codes) == 1 and codes[0].type != "SHORTANSWER":
        stem = _asked(parts)
        return Written(stem, _alone(state, codes[0], stem), explain)
    before, _, first = parts[0].rpartition("\n")
    gaps = tuple(_gap(state, code) for code in codes)
    if len(gaps) == 1 and not first.strip() and not parts[1].strip():
        return Written(before or parts[1], gaps[0], explain)
    return Written(before or BARE_CLOZE, Cloze((first, *parts[1:]), gaps), explain)


def _asked(parts: list[str]) -> str:
    """Give the text with its one gap; a gap that only ends the text is no part of the question."""
    before, after = parts
    return before.strip() if not after.strip() and before.endswith("\n") else f"{before}{GAP}{after}"


def _code(state: MoodleState, found: re.Match[str]) -> Code:
    name, form = found["type"], found["form"]
    long = {"S": "SHORTANSWER", "N": "NUMERICAL"}.get(
        name[0], "MULTIRESPONSE" if name.startswith(("MULTIR", "MR")) else ""
    )
    kind = long or ("SHORTANSWER" if name.startswith("MW") else "MULTICHOICE")
    case = kind == "SHORTANSWER" and (form == "_C" or name in ("SAC", "MWC"))
    return Code(kind, case, [each for part in _PARTED.split(found["inner"] or "") if (each := _answer(state, part))])


def _answer(state: MoodleState, part: str) -> Answer | None:
    part = part.strip()
    marked, worth = part.startswith("="), Fraction(0)
    if marked:
        part, worth = part[1:], WHOLE
    given = _GRADE.match(part)
    nowhere = Element("answer", "", {}, state.question.line)
    if given and not marked:
        part, worth = part[given.end() :], state.graded(given[1].replace(",", "."), nowhere)
    text, *said = _SAID.split(part, maxsplit=1)
    shown = one_line(_ESCAPED.sub(r"\1", state.bare(text, "fill")))
    told = _ESCAPED.sub(r"\1", state.bare(said[0], "say")) if said else ""
    return Answer(shown, worth, told, nowhere) if shown else None


def _right(code: Code) -> list[Answer]:
    found = [answer for answer in code.answers if answer.grade == WHOLE]
    if not found:
        raise AsideError("a gap has no answer that is wholly right")
    return found


def _gap(state: MoodleState, code: Code) -> Typed:
    """Give what a gap accepts. A choice becomes a text to type, since gaps hold no options here."""
    if code.type == "MULTIRESPONSE":
        raise AsideError("a gap takes several answers at once")
    if code.type == "SHORTANSWER":
        found = typed(state, code.answers, case=code.case)
        if found.reject:
            state.intake.lose("reject", "what a gap rejects is left out")
        return replace(found, reject=(), keep=("case",) if code.case else ())
    right = _right(code)
    for answer in code.answers:
        state.unsaid(answer.text, answer.said)
        if answer.grade not in (0, WHOLE):
            state.credit(answer.text, answer.grade, "wrong")
    if code.type == "NUMERICAL":
        return _typed_number(state, right)
    if len(right) > 1:
        raise AsideError("a gap has two right answers, of which one may be chosen")
    state.intake.lose("fill", "the words to choose from are left out")
    return Typed((right[0].text,), language=state.intake.language or "en")


def _typed_number(state: MoodleState, right: list[Answer]) -> Typed:
    accepted: list[str] = []
    for answer in right:
        value, _, around = answer.text.partition(":")
        found = amount(value)
        if found is None:
            raise AsideError(f"a gap asks for a number, and {value[:40]!r} is none")
        if amount(around or "0") != 0:
            state.intake.lose("bounds", "a gap takes the number itself, without its tolerance")
        accepted += [text for text in (value.strip(), decimal_text(found)) if text]
    return Typed(tuple(dict.fromkeys(accepted)), language=state.intake.language or "en")


def _alone(state: MoodleState, code: Code, stem: str) -> Question:
    """Make a question of its own kind of a text with one gap."""
    if code.type == "NUMERICAL":
        rows = []
        for answer in code.answers:
            value, _, around = answer.text.partition(":")
            found, width = amount(value), amount(around or "0")
            state.unsaid(answer.text, answer.said)
            if found is None or width is None:
                raise AsideError(f"it asks for a number, and {answer.text[:40]!r} is none")
            rows.append((found, width, value.strip(), answer.grade))
        return widest(state, rows, stem)
    several = code.type == "MULTIRESPONSE"
    right = _right(code)
    if not several and len(right) > 1:
        raise AsideError(f"{len(right)} of its answers are right, and only one may be chosen")
    for answer in code.answers:
        if answer.grade not in (0, WHOLE):
            state.credit(answer.text, answer.grade, "wrong")
    options = [(Option(answer.text, one_line(answer.said)), answer.grade == WHOLE) for answer in code.answers]
    return picked(options, several=several)
