"""Reads one item of QTI 1.2, as Canvas, Blackboard and question editors write it.

The kind stands in metadata, if anywhere, and the key only in what scores. So every option is scored, and what scores
best is the key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from quiz.core.kinds import Cloze, Match, Option, Order, Typed
from quiz.core.written import BARE_CLOZE, Written
from quiz.core.written import number as number_of
from quiz.formats.aside import AsideError
from quiz.formats.intake import Intake
from quiz.formats.picking import GAP
from quiz.formats.qti_old_state import GENERAL, OldState, values
from quiz.formats.qti_process import number
from quiz.formats.qti_rules import Responses
from quiz.formats.xml_tree import Element

_UNASKED = MappingProxyType(
    {
        "essay": "it asks for an essay, which has no key to grade by",
        "file_upload": "it asks for an upload",
        "hot_spot": "it asks about places in a picture",
        "calculated": "it draws values at random for each player",
        "text_only": "it asks nothing: it is a text to read",
        "categorization": "it sorts entries into groups, which has no equal here",
        "hot spot": "it asks about places in a picture",
        "jumbled sentence": "it is a jumbled sentence, which has no equal here",
        "quiz bowl": "it is a quiz bowl question, which has no equal here",
        "opinion scale": "it is a scale of opinions, which has no key",
    }
)
_PLACE = re.compile(r"\[([^\[\]\s]{1,80})\]")


def read(item: Element, intake: Intake) -> Written:
    """Give the question; raises AsideError."""
    state = OldState(item, intake)
    kind = state.kind()
    if kind in _UNASKED:
        raise AsideError(_UNASKED[kind])
    presentation = state.item.child("presentation")
    if presentation is None:
        raise AsideError("it shows nothing")
    lids = list(presentation.all("response_lid"))
    strings = list(presentation.all("response_str", "response_num"))
    if presentation.first("response_xy", "response_grp", "render_hotspot", "render_slider"):
        raise AsideError("it asks about places in a picture, or with a slider")
    if not lids and not strings:
        raise AsideError("it asks nothing: it is a text to read")
    if not state.rules:
        raise AsideError("it has no scoring, so that nothing tells what is correct")
    if lids and strings:
        raise AsideError("it mixes options and typed answers")
    if lids:
        return _labelled(state, presentation, lids, kind)
    return _typed(state, presentation, strings, kind)


def _labelled(state: OldState, presentation: Element, lids: list[Element], kind: str) -> Written:
    if lids[0].get("rcardinality") == "Ordered":
        return _order(state, presentation, lids)
    stem = state.stem(presentation)
    names = {each.get("ident").removeprefix("response_"): each for each in lids}
    placed = all(f"[{name}]" in stem for name in names)
    if len(lids) == 1 and not placed and kind not in ("fill_in_multiple_blanks", "multiple_dropdowns", "matching"):
        return _choice(state, stem, lids[0], kind)
    if kind in ("fill_in_multiple_blanks", "multiple_dropdowns") or placed:
        return _blanks(state, stem, names, kind)
    return _matching(state, stem, lids)


def _choice(state: OldState, stem: str, lid: Element, kind: str) -> Written:
    name, labels = lid.get("ident"), state.labels(lid)
    several = kind in ("multiple_answers", "multiple answer") or lid.get("rcardinality") == "Multiple"
    keys = state.several(name, labels) if several else state.one(name, labels)
    said = {label: state.chosen(name, label, None if several else label in keys) for label in labels}
    common = [text for text in next(iter(said.values()), []) if all(text in each for each in said.values())]
    rows = [
        Option(text, " ".join(each for each in said[label] if each not in common).replace("\n", " "))
        for label, text in labels.items()
    ]
    shown = state.said(state.rules.run({name: keys}), ()) if several else common
    texts = (state.texts.get(GENERAL, ""), *(text for text in common if text in shown))
    explain = "\n".join(dict.fromkeys(text for text in texts if text))
    render = lid.first("render_choice")
    keep = render is not None and render.get("shuffle").lower() == "no"
    marks = state.marks(name, labels, keys)
    if several:
        # Canvas writes that all count together, and shares the marks out itself.
        partly = kind == "multiple_answers"
        return state.weighed(Written(stem, marks.several(rows, state.intake, keep=keep, partly=partly), explain))
    return state.weighed(Written(stem, marks.one(rows, state.intake, keep=keep), explain))


def _order(state: OldState, presentation: Element, lids: list[Element]) -> Written:
    if len(lids) != 1:
        raise AsideError("it asks for several orders in one")
    name, labels = lids[0].get("ident"), state.labels(lids[0])
    key = next((found for condition in state.rules.scoring() if (found := values(condition, name))), ())
    if sorted(key) != sorted(labels) or state.score({name: key}) <= state.score({}):
        raise AsideError("its scoring does not tell the right order")
    stem = state.stem(presentation)
    for each in lids[0].all("material"):
        text = state.text(each)
        if each.get("position") in ("top", "bottom") and text:
            stem = f"{stem}\n{text}"
    question = Order(tuple(labels[label] for label in key))
    return state.weighed(Written(stem, question, state.explained({name: key})))


def _blanks(state: OldState, stem: str, names: Mapping[str, Element], kind: str) -> Written:
    order = [name for name in _PLACE.findall(stem) if name in names]
    if sorted(order) != sorted(names):
        raise AsideError("its text does not hold each of its gaps once")
    if len(order) == 1 and kind != "fill_in_multiple_blanks":
        return _one_dropdown(state, stem, order[0], names[order[0]])
    gaps = tuple(_gap(state, names[name], kind) for name in order)
    state.evenly({names[name].get("ident"): _best(state, names[name]) for name in order}, "its gaps")
    pieces = re.split("|".join(re.escape(f"[{name}]") for name in order), stem)
    before, _, first = pieces[0].rpartition("\n")
    explain = state.texts.get(GENERAL, "")
    return state.weighed(Written(before or BARE_CLOZE, Cloze((first, *pieces[1:]), gaps), explain))


def _best(state: OldState, lid: Element) -> tuple[str, ...]:
    """Give the label of a response that scores best."""
    name = lid.get("ident")
    return tuple(sorted(state.labels(lid), key=lambda label: -state.score({name: (label,)}))[:1])


def _gap(state: OldState, lid: Element, kind: str) -> Typed:
    labels, name = state.labels(lid), lid.get("ident")
    types = {label.get("answer_type") for label in lid.all("response_label")} & {"dropdown", "wordbank"}
    if kind == "fill_in_multiple_blanks" and not types:
        # Canvas lists here only what it accepts, and scores the first of it.
        return _entered(state, lid, labels)
    key = state.alone(name, labels)
    state.intake.lose("fill", "the words to choose from are left out")
    return Typed((labels[key],))


def _entered(state: OldState, lid: Element, labels: Mapping[str, str]) -> Typed:
    near = None
    for label in lid.all("response_label"):
        how = label.get("scoring_algorithm")
        if how == "TextRegex":
            raise AsideError("a gap is graded by a pattern", line=label.line)
        if how == "TextContainsAnswer":
            state.intake.lose("fill", "a gap took any text that holds the answer, and now takes the answer")
        if how == "TextCloseEnough" and label.get("levenshtein_distance").isdecimal():
            near = min(int(label.get("levenshtein_distance")[:2]), 9)
    return Typed(tuple(dict.fromkeys(labels.values())), near)


def _one_dropdown(state: OldState, stem: str, name: str, lid: Element) -> Written:
    labels = state.labels(lid)
    keys = state.one(lid.get("ident"), labels)
    rows = [Option(text, state.texts.get(f"{label}_fb", "")) for label, text in labels.items()]
    question = state.marks(lid.get("ident"), labels, keys).one(rows, state.intake)
    return state.weighed(Written(stem.replace(f"[{name}]", GAP), question, state.texts.get(GENERAL, "")))


def _matching(state: OldState, stem: str, lids: list[Element]) -> Written:
    lefts: list[str] = []
    rights: list[str] = []
    offered: list[str] = []
    key: dict[str, tuple[str, ...]] = {}
    for lid in lids:
        prompt = lid.child("material", "flow_mat", "flow")
        left = state.text(prompt).replace("\n", " ") if prompt else ""
        found = state.labels(lid)
        offered += found.values()
        if left:
            lefts.append(left)
            key[lid.get("ident")] = (state.alone(lid.get("ident"), found),)
            rights.append(found[key[lid.get("ident")][0]])
    state.evenly(key, "its pairs")
    decoys = [text for text in dict.fromkeys(offered) if text not in rights]
    return state.weighed(Written(stem, Match(tuple(lefts), (*rights, *decoys)), state.texts.get(GENERAL, "")))


def _typed(state: OldState, presentation: Element, strings: list[Element], kind: str) -> Written:
    fib = presentation.first("render_fib")
    numeric = fib is not None and fib.get("fibtype").lower() in ("decimal", "integer", "scientific")
    if fib is not None and number(fib.get("rows")) not in (None, 1) and not any(state.rules.wanted()):
        raise AsideError(_UNASKED["essay"])
    if len(strings) == 1 and (numeric or kind in ("numerical", "numeric") or strings[0].tag == "response_num"):
        return _numeric(state, presentation, strings[0])
    named: dict[str, tuple[str, ...]] = {}
    for each in strings:
        wanted = tuple(dict.fromkeys(value for name, value in state.rules.wanted() if name == each.get("ident")))
        if not any(wanted):
            reason = "nothing tells what is correct: it is graded by a person"
            raise AsideError(reason, line=each.line)
        named[each.get("ident")] = tuple(text for text in wanted if text)
    first = {name: texts[:1] for name, texts in named.items()}
    gaps = [_accepting(state, first, name, texts) for name, texts in named.items()]
    key = {name: (gap.accepted[0],) for name, gap in zip(named, gaps, strict=True)}
    if state.score(key) <= state.score({}):
        raise AsideError("its scoring gives the texts that it names no marks")
    if len(strings) == 1:
        return state.weighed(Written(state.stem(presentation), gaps[0], state.explained(key)))
    state.evenly(key, "its gaps")
    return state.weighed(_filled(state, presentation, tuple(gaps), key))


def _accepting(state: OldState, key: Responses, name: str, texts: tuple[str, ...]) -> Typed:
    accepted, out = state.accepted(key, name, texts)
    # What is left out must not come in by another way of writing it.
    keep = ("case",) if {text.casefold() for text in out} & {text.casefold() for text in accepted} else ()
    return Typed(accepted, None, keep)


def _filled(state: OldState, presentation: Element, gaps: tuple[Typed, ...], key: Responses) -> Written:
    """Give a text whose gaps stand among its materials."""
    parts, now = [], ""
    for each in _steps(presentation):
        if each.tag == "material":
            text = state.text(each)
            now = f"{now} {text}" if now and text and text[0].isalnum() else now + text
        else:
            parts.append(f"{now} " if now else "")
            now = ""
    spaced = [f" {part}" if at and part and part[0].isalnum() else part for at, part in enumerate((*parts, now))]
    return Written(BARE_CLOZE, Cloze(tuple(spaced), gaps), state.explained(key))


def _numeric(state: OldState, presentation: Element, response: Element) -> Written:
    ranges = [found for condition in state.rules.scoring() if (found := _range(condition))]
    widest = max(ranges, key=lambda each: each.high - each.low, default=None)
    if widest is None or any(each.low < widest.low or each.high > widest.high for each in ranges):
        raise AsideError("it accepts several numbers that stand apart, or none")
    printed, low, high, strict = widest
    if strict:
        state.intake.lose("low", "a bound that was not right itself now is")
    stem = state.stem(presentation)
    value = number(printed)
    if value is None:
        value, printed = (low + high) / 2, ""
        state.intake.lose("value", "it names a range and no number, so the middle of the range is shown")
    key = {response.get("ident"): (printed or str(float(value)),)}
    question = number_of(value, low, high, stem, printed=printed if "e" not in printed.lower() else "")
    return state.weighed(Written(stem, question, state.explained(key)))


def _steps(element: Element) -> list[Element]:
    """Give materials and responses in the order in which they are shown."""
    found: list[Element] = []
    for each in element.children():
        if each.tag in ("material", "response_str", "response_num"):
            found.append(each)
        else:
            found += _steps(each)
    return found


class Range(NamedTuple):
    """A number as written, the bounds of what is right, and whether one of them is excluded."""

    printed: str
    low: Fraction
    high: Fraction
    strict: bool


def _range(condition: Element) -> Range | None:
    """Give the numbers that a condition lets pass."""
    exact = next((each.text().strip() for each in condition.all("varequal")), "")
    lows = list(condition.all("vargte", "vargt"))
    highs = list(condition.all("varlte", "varlt"))
    value = number(exact)
    if not lows and not highs and value is not None:
        return Range(exact, value, value, False)
    if len(lows) != 1 or len(highs) != 1:
        return None
    low, high = number(lows[0].text().strip()), number(highs[0].text().strip())
    if low is None or high is None or low > high:
        return None
    return Range(exact, low, high, lows[0].tag == "vargt" or highs[0].tag == "varlt")
