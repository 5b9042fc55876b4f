"""Answers inside a text, of QTI 2 and 3: gaps to type into or to choose for, and numbers."""

from __future__ import annotations

from fractions import Fraction

from quiz.core.kinds import Cloze, Typed
from quiz.core.written import BARE_CLOZE, Written, decimal_text
from quiz.core.written import number as number_of
from quiz.formats.aside import AsideError
from quiz.formats.markup import Flat
from quiz.formats.picking import GAP
from quiz.formats.qti_feedback import nothing, said
from quiz.formats.qti_process import Declaration, UnsupportedError, bounds, number
from quiz.formats.qti_state import State
from quiz.formats.xml_tree import Element

INLINE = frozenset(("textEntryInteraction", "inlineChoiceInteraction"))


def inline(state: State, body: Element, interactions: list[Element]) -> Written:
    """Read an item that is answered inside its text."""
    declarations = [state.declaration(each) for each in interactions]
    if len({each.name for each in declarations}) < len(declarations):
        raise AsideError("two gaps share one response")
    if len(interactions) == 1 and declarations[0].base in ("float", "integer"):
        return _numeric(state, body, interactions[0], declarations[0])
    if len(interactions) == 1 and interactions[0].tag == "inlineChoiceInteraction":
        return _one_inline_choice(state, body, interactions[0], declarations[0])
    stem, flat = _split(state, body)
    gaps = tuple(_gap(state, *pair) for pair in zip(interactions, declarations, strict=True))
    key = {each.name: each.correct or (gap.accepted[0],) for each, gap in zip(declarations, gaps, strict=True)}
    state.agree(key)
    state.evenly(key, "its gaps")
    explain = said(state.feedback.shown({each.name: each.correct for each in declarations}))
    before, *rest = flat.parts()
    if len(gaps) == 1 and not rest[0].strip() and (not before or before.endswith("\n")):
        asked = "\n".join(part for part in (stem, before.strip()) if part)
        return state.written(asked, gaps[0], explain)
    return state.written(stem or BARE_CLOZE, Cloze(flat.parts(), gaps), explain)


def _split(state: State, body: Element) -> tuple[str, Flat]:
    """Give what stands before the block with the first gap, and the text from there on."""
    outer = body
    while (only := _only_block(outer)) is not None and only.first(*INLINE):
        outer = only
    before, after = Element("div", "", {}, body.line), Element("div", "", {}, body.line)
    for part in outer.content:
        gapped = isinstance(part, Element) and (part.tag in INLINE or part.first(*INLINE) is not None)
        block = isinstance(part, Element) and part.tag in ("p", "div", "blockquote", "prompt", "table", "ul", "ol")
        target = after if after.content or gapped else before
        if target is after and not after.content and not block:
            # The gap stands in bare text, so the text before it belongs to it.
            after.content, before.content = [*before.content, part], []
            continue
        target.content.append(part)
    return state.flat(before, nothing).text, state.flat(after, lambda each: each.tag in INLINE, "fill")


def _gap(state: State, interaction: Element, declaration: Declaration) -> Typed:
    if interaction.tag == "inlineChoiceInteraction":
        options = state.options(interaction, "inlineChoice")
        keys = [key for key in declaration.correct if key in options]
        if len(keys) != 1:
            raise AsideError("it does not say what belongs into each gap", line=interaction.line)
        state.intake.lose("fill", "the words to choose from are left out")
        if any(mark > 0 for name, mark in declaration.marks.items() if name not in keys):
            state.intake.lose("credit", "part of the marks for other words is left out")
        return Typed((options[keys[0]],))
    full = max(declaration.marks.values(), default=Fraction(0))
    marked = [key for key, mark in declaration.marks.items() if mark == full > 0]
    accepted = tuple(dict.fromkeys(text for text in (*declaration.correct, *marked) if text))
    if declaration.cardinality != "single" or not accepted:
        raise AsideError("it does not say what belongs into each gap", line=interaction.line)
    if declaration.base in ("float", "integer"):
        plain = [decimal_text(value) for text in accepted if (value := number(text)) is not None]
        accepted = tuple(dict.fromkeys((*(text for text in plain if text), *accepted)))
    partly = [key for key, mark in declaration.marks.items() if 0 < mark < full and key not in accepted]
    if partly:
        state.intake.lose("accept", f"part of the marks for {', '.join(map(repr, partly))} is left out")
    keep = ("case",) if any(key.casefold() in map(str.casefold, accepted) for key in partly) else ()
    return Typed(accepted, None, keep)


def _numeric(state: State, body: Element, interaction: Element, declaration: Declaration) -> Written:
    values = [number(text) for text in declaration.correct]
    value = values[0] if len(values) == 1 else None
    if value is None:
        raise AsideError("it does not say which number is correct", line=interaction.line)
    low, high = _range(state, value)
    state.agree({declaration.name: declaration.correct})
    stem, flat = _split(state, body)
    before, after = flat.parts()
    around = "" if not after.strip() and (not before or before.endswith("\n")) else f"{before}{GAP}{after}"
    asked = "\n".join(part for part in (stem, around or before.strip()) if part)
    printed = declaration.correct[0].strip()
    question = number_of(value, low, high, asked, printed=printed)
    return state.written(asked, question, state.explained(declaration))


def _range(state: State, value: Fraction) -> tuple[Fraction, Fraction]:
    """Give what an `equal` with a tolerance in the processing lets pass."""
    processing = state.item.child("responseProcessing")
    for each in processing.all("equal") if processing else ():
        if each.get("toleranceMode", "exact") != "exact":
            try:
                return bounds(each, value, turned=each.child("variable") is next(each.children(), None))
            except UnsupportedError as error:
                raise AsideError(f"its scoring uses {error}", line=each.line) from error
    return value, value


def _one_inline_choice(state: State, body: Element, interaction: Element, declaration: Declaration) -> Written:
    question, explain = state.choice(interaction, declaration, "inlineChoice")
    stem, flat = _split(state, body)
    asked = "\n".join(part for part in (stem, GAP.join(flat.parts())) if part)
    return state.written(asked, question, explain)


def _only_block(element: Element) -> Element | None:
    """Give the one element inside, where nothing else stands beside it."""
    inner = [part for part in element.content if isinstance(part, Element) or part.strip()]
    only = inner[0] if len(inner) == 1 else None
    return only if isinstance(only, Element) and only.tag in ("div", "p", "blockquote") else None
