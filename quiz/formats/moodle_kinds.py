"""Reads the question types of Moodle XML that have an equal here, save Cloze."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from quiz.core.kinds import Cloze, Match, Multiple, Option, Order, Question, TrueFalse, Typed
from quiz.core.written import alike, decimal, decimal_text, number
from quiz.formats.aside import AsideError
from quiz.formats.intake import choice, grade
from quiz.formats.moodle_state import WHOLE, Answer, MoodleState, distinct
from quiz.formats.texts import one_line
from quiz.formats.weights import weighed
from quiz.formats.xml_tree import Element

_PLACE = re.compile(r"\[\[(\d{1,2})\]\]")
_AMOUNT = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,2})?", re.ASCII)
_PAIRS, _WHOLLY = "1", "-1"
"""How the ordering type says that neighbours count, and that all has to be right."""


def multichoice(state: MoodleState, _stem: str) -> Question:
    """One or several of some options."""
    found = distinct(state, state.answers("options"))
    several = state.question.inner("single").lower() in ("false", "0")
    keep = not state.flag("shuffleanswers") and state.question.child("shuffleanswers") is not None
    right = [answer.grade > 0 if several else answer.grade == WHOLE for answer in found]
    if not any(right):
        raise AsideError("none of its answers is right" if several else "none of its answers is wholly right")
    if not several and sum(right) > 1:
        raise AsideError(f"{sum(right)} of its answers are right, and only one may be chosen")
    if several:
        return weighed([(Option(answer.text, one_line(answer.said)), answer.grade) for answer in found], keep=keep)
    return choice([(_worth(answer), answer.grade == WHOLE) for answer in found], several=False, keep=keep)


def _worth(answer: Answer) -> Option:
    """Give an option of which one may be chosen, with its share where that is neither all nor nothing."""
    share = None if answer.grade in (0, WHOLE) else answer.grade / 100
    return Option(answer.text, one_line(answer.said), share)


def multichoiceset(state: MoodleState, _stem: str) -> Question:
    """Several options that only count together."""
    found = distinct(state, state.answers("options"))
    options = [(Option(answer.text, one_line(answer.said)), answer.grade > 0) for answer in found]
    made = choice(options, several=True, keep=state.question.inner("shuffleanswers").lower() in ("0", "false"))
    return replace(made, score="all") if isinstance(made, Multiple) else made


def truefalse(state: MoodleState, _stem: str) -> Question:
    """A statement to judge."""
    found = {answer.text.lower(): answer for answer in state.answers("key")}
    if found.keys() != {"true", "false"} or sorted(each.grade > 0 for each in found.values()) != [False, True]:
        raise AsideError("it does not say whether it is true or false")
    key = found["true"].grade > 0
    state.unsaid("a right answer", found["true" if key else "false"].said)
    return TrueFalse(key, one_line(found["false" if key else "true"].said))


def shortanswer(state: MoodleState, _stem: str) -> Question:
    """A short text to type."""
    keep = ("case",) if state.flag("usecase") else ()
    return replace(typed(state, state.answers("accepted", typed=True), case=bool(keep)), keep=keep)


def typed(state: MoodleState, found: Sequence[Answer], *, case: bool = False) -> Typed:
    """Give what short answers accept and reject: those worth half at least are accepted."""
    accepted: dict[str, str] = {}
    reject: dict[str, Option] = {}
    for answer in found:
        text = answer.text
        folded = text if case else alike(text)
        if text == "*":
            state.unsaid("any other answer", answer.said)
        elif "*" in text.replace("\\*", ""):
            raise AsideError(f"it takes a pattern, {text[:40]!r}", line=answer.element.line)
        elif answer.grade >= WHOLE / 2:
            accepted.setdefault(folded, text.replace("\\*", "*"))
            state.unsaid(text, answer.said)
        else:
            reject.setdefault(folded, Option(text.replace("\\*", "*"), one_line(answer.said)))
        if text != "*" and answer.grade not in (0, WHOLE):
            state.credit(text, answer.grade, "right" if answer.grade >= WHOLE / 2 else "wrong")
    if not accepted:
        raise AsideError("none of its answers is right")
    language = state.intake.language or "en"
    return Typed(tuple(accepted.values()), reject=tuple(reject.values()), language=language)


def amount(text: str) -> Fraction | None:
    """Read a number as Moodle takes it, with a point or a comma before the decimals."""
    bare = "".join(text.split())
    return Fraction(bare.replace(",", ".")) if len(bare) < 40 and _AMOUNT.fullmatch(bare) else None


def numerical(state: MoodleState, stem: str) -> Question:
    """A number with a tolerance, and a unit."""
    rows: list[tuple[Fraction, Fraction, str, Fraction]] = []
    for answer in state.answers("value", typed=True):
        value, around = amount(answer.text), amount(answer.element.inner("tolerance") or "0")
        state.unsaid(answer.text, answer.said)
        if answer.text == "*":
            continue
        if value is None or around is None or around < 0:
            raise AsideError(f"{answer.text[:40]!r} is no number with a tolerance", line=answer.element.line)
        rows.append((value, around, answer.text, answer.grade))
    return widest(state, rows, stem, _unit(state))


def widest(
    state: MoodleState, rows: Sequence[tuple[Fraction, Fraction, str, Fraction]], stem: str, unit: str = ""
) -> Question:
    """Make one question of numbers with tolerances and grades; those wholly right must take in one another."""
    right = [row for row in rows if row[3] == WHOLE]
    for _, _, text, found in rows:
        if found not in (0, WHOLE):
            state.credit(text, found, "wrong")
    if not right:
        raise AsideError("no number is wholly right")
    value, around, text, _ = max(right, key=lambda row: row[1])
    if any(row[0] - row[1] < value - around or row[0] + row[1] > value + around for row in right):
        raise AsideError("two different numbers are right, and only one can be asked for")
    printed = text if decimal(text) == value else decimal_text(value)
    return number(value, value - around, value + around, stem, unit=unit, printed=printed)


def _unit(state: MoodleState) -> str:
    """Give the unit in which the numbers are; others are noted as lost."""
    units = state.question.child("units")
    found = (
        [(each.inner("unit_name"), amount(each.inner("multiplier") or "1")) for each in units.children()]
        if units
        else []
    )
    base = next((name for name, factor in found if factor == 1), "")
    for name, _ in found:
        if name != base:
            state.intake.lose("unit", f"answers in {name[:20]!r} are not taken")
    return one_line(base)


def matching(state: MoodleState, _stem: str) -> Question:
    """Pairs; an entry without a left side is a partner that belongs to none."""
    pairs: dict[str, str] = {}
    decoys: list[str] = []
    for each in state.question.children("subquestion"):
        left, right = one_line(state.text(each, "lefts")), one_line(_choice(each))
        if left and pairs.get(left, right) != right:
            raise AsideError(f"{left[:40]!r} has two partners", line=each.line)
        if left:
            pairs[left] = right
        elif right and right not in decoys:
            decoys.append(right)
    return Match(tuple(pairs), (*pairs.values(), *(each for each in decoys if each not in pairs.values())))


def ordering(state: MoodleState, _stem: str) -> Question:
    """Entries to bring into order."""
    entries = []
    for at, each in enumerate(state.question.children("answer")):
        place = grade(each.get("fraction"))
        if text := one_line(state.text(each, "entries")):
            entries.append((Fraction(at) if place is None else place, text))
    if len({place for place, _ in entries}) == len(entries):
        entries.sort(key=lambda entry: entry[0])
    grading = state.question.inner("gradingtype") or _PAIRS
    if grading not in (_PAIRS, _WHOLLY):
        state.intake.lose("score", "the way of grading becomes a share for each step")
    if state.question.inner("selecttype") not in ("", "0"):
        state.intake.lose("entries", "a choice of some entries becomes all of them")
    return Order(tuple(text for _, text in entries), "all" if grading == _WHOLLY else "pairs")


def gapselect(state: MoodleState, _stem: str) -> Question:
    """Words to choose for numbered places in a text."""
    words = [one_line(state.text(each, "fill")) for each in state.question.children("selectoption", "dragbox")]
    text = state.named("questiontext", "fill")
    pieces = _PLACE.split(text)
    places = [int(at) for at in pieces[1::2]]
    if not places or any(not 1 <= at <= len(words) for at in places):
        raise AsideError("its places and its words do not fit together")
    state.intake.lose("fill", "the words to choose from are left out")
    return Cloze(tuple(pieces[::2]), tuple(Typed((words[at - 1],)) for at in places))


def _choice(pair: Element) -> str:
    """Give the right side of a pair, which Moodle never takes for markup."""
    answer = pair.child("answer")
    return answer.inner("text") if answer else ""
