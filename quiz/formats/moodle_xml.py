"""Moodle XML: questions of every type with an equal here, categories as tags; the same is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from quiz.core.kinds import Cloze, Question
from quiz.core.written import BARE_CLOZE, Written
from quiz.formats import moodle_kinds, moodle_write
from quiz.formats.aside import AsideError
from quiz.formats.base import Format, Imported, Place, Unreadable
from quiz.formats.intake import Intake, grade, label, title_of
from quiz.formats.moodle_cloze import cloze
from quiz.formats.moodle_state import MoodleState
from quiz.formats.texts import one_line
from quiz.formats.xml_tree import DOCTYPE, MALFORMED, Document, Element, XmlRefusedError, parse

_LEVELS = re.compile(r"(?<!/)/(?!/)")
_READERS: Mapping[str, Callable[[MoodleState, str], Question]] = MappingProxyType(
    {
        "multichoice": moodle_kinds.multichoice,
        "multichoiceset": moodle_kinds.multichoiceset,
        "truefalse": moodle_kinds.truefalse,
        "shortanswer": moodle_kinds.shortanswer,
        "numerical": moodle_kinds.numerical,
        "matching": moodle_kinds.matching,
        "match": moodle_kinds.matching,
        "ddmatch": moodle_kinds.matching,
        "ordering": moodle_kinds.ordering,
        "gapselect": moodle_kinds.gapselect,
        "ddwtos": moodle_kinds.gapselect,
    }
)
_UNASKED = MappingProxyType(
    {
        "essay": "an essay: no program can tell whether an answer is right",
        "description": "a description, which asks nothing",
        "calculated": "it draws values at random for each player",
        "calculatedsimple": "it draws values at random for each player",
        "calculatedmulti": "it draws values at random for each player",
        "formulas": "it draws values at random for each player",
        "stack": "it is graded by a computer algebra system",
        "coderunner": "it asks for a program, which would have to be run",
        "ddimageortext": "it asks about places in a picture",
        "ddmarker": "it asks about places in a picture",
        "random": "it stands for a question drawn from a category",
        "randomsamatch": "it is made of questions drawn from a category",
    }
)
_BOILERPLATE = frozenset(("Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect."))


def sniff(data: bytes, _name: str) -> bool:
    """Whether the file begins like Moodle XML."""
    return re.search(rb"<quiz[\s/>]", data[:4000]) is not None


def read(data: bytes, name: str) -> Imported:
    """Read a file. Raises Unreadable for what is no Moodle XML at all."""
    try:
        document = parse(data)
    except XmlRefusedError as error:
        raise Unreadable(f"{error.reason} ({DOCTYPE})", Place(error.line or None)) from error
    root = document.root
    if root is None or root.tag != "quiz":
        fault = document.fault
        if fault and (root is None or not list(root.children())):
            raise Unreadable(f"it is no XML: {fault.reason}", Place(fault.line))
        raise Unreadable(f"it holds {root.tag if root else 'nothing'!r}, and not a quiz of Moodle")
    return _quiz(document, root, name)


def _quiz(document: Document, root: Element, name: str) -> Imported:
    intake = Intake()
    if document.mended:
        intake.note("encoding", document.mended)
    levels: tuple[str, ...] = ()
    for question in root.children("question"):
        if question.get("type") == "category":
            category = question.child("category")
            levels = _path(category.text() if category else "")
        else:
            _take(question, document, intake, levels)
    if document.fault and all(each.whole for each in root.children("question")):
        place = Place(document.fault.line)
        intake.skip("", place, f"the file breaks off here: {document.fault.reason}", MALFORMED)
    return intake.done(title_of(name))


def _path(text: str) -> tuple[str, ...]:
    """Give the levels of a category, without those that every course has."""
    levels = (one_line(level.replace("//", "/")) for level in _LEVELS.split(text.strip()))
    kept = [level for level in levels if level and not (level.startswith("$") and level.endswith("$"))]
    return tuple(kept[1:] if kept[:1] == ["top"] else kept)


def _take(question: Element, document: Document, intake: Intake, levels: tuple[str, ...]) -> None:
    """Take one question, or lay it aside."""
    place = Place(question.line)
    state = MoodleState(question, intake)
    name = one_line(state.named("name", "name"))
    if not question.whole:
        fault = document.fault
        line, reason = (fault.line, fault.reason) if fault else (question.line, "its end is missing")
        intake.skip(name, Place(line), f"it is not well-formed XML: {reason}", MALFORMED)
        return
    try:
        draft = _draft(state, name)
    except AsideError as error:
        called = label(name, state.named("questiontext", "stem"))
        intake.skip(called, Place(error.line or question.line), error.reason, error.code)
        return
    tags = question.child("tags")
    named = [one_line(each.text()) for each in tags.children("tag")] if tags else []
    every = tuple(dict.fromkeys(tag for tag in (*named, *levels) if tag))
    topic = levels[-1] if levels else ""
    intake.take(replace(draft, topic=topic, tags=every, weight=_weight(state)), place, name=name)


def _draft(state: MoodleState, name: str) -> Written:
    kind = state.question.get("type")
    if kind in ("cloze", "multianswer"):
        draft = cloze(state)
    elif kind in _READERS:
        stem = state.named("questiontext", "stem") or name
        question = _READERS[kind](state, stem)
        draft = Written(stem, question, state.named("generalfeedback", "explain"))
        if isinstance(question, Cloze):
            before, _, first = question.parts[0].rpartition("\n")
            draft = replace(
                draft, stem=before or BARE_CLOZE, question=replace(question, parts=(first, *question.parts[1:]))
            )
    else:
        raise AsideError(_UNASKED.get(kind, f"Moodle's type {kind[:30]!r} has no equal here"))
    _beside(state)
    return draft


def _beside(state: MoodleState) -> None:
    """Note what a question says beside its answers and has no place here."""
    if state.flag("hidden"):
        state.intake.lose("hidden", "it is hidden there and is not here")
    for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        said = state.named(tag, "say")
        if said and said not in _BOILERPLATE:
            state.intake.lose("say", f"what is said to every such answer has no place: {said[:80]!r}")
    for hint in state.question.children("hint"):
        if said := state.text(hint, "hint"):
            state.intake.lose("hint", f"a hint has no place: {said[:80]!r}")
    if state.question.child("image_base64"):
        state.intake.lose("stem", "the picture is left out")


def _weight(state: MoodleState) -> Fraction:
    """Give what a question is worth; one that is worth nothing is worth what others are."""
    found = grade(state.question.inner("defaultgrade") or "1")
    if found is None or not 0 < found <= 100:
        state.intake.lose("weight", "a grade of 0 or beyond 100 becomes 1")
        return Fraction(1)
    return found


FORMAT = Format("moodle-xml", "Moodle XML", (".xml",), sniff, read, moodle_write.write)
