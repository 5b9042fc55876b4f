"""Reads one item of QTI 2.0, 2.1, 2.2 or 3.0 (renamed to the names of version 2).

The key is taken from what the item declares as correct and then held against what its own processing scores. An item
whose two words differ, or whose processing cannot be run, is left out: a wrong key is worse than a question less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from quiz.core.kinds import Cloze, Match, Order, Question, Typed
from quiz.core.written import BARE_CLOZE, Written
from quiz.formats.aside import AsideError
from quiz.formats.intake import Intake
from quiz.formats.markup import MARK
from quiz.formats.qti_feedback import nothing
from quiz.formats.qti_inline import INLINE, inline
from quiz.formats.qti_process import Declaration
from quiz.formats.qti_state import State
from quiz.formats.xml_tree import Element

_UNASKED = MappingProxyType(
    {
        "extendedTextInteraction": "it asks for an essay, which has no key to grade by",
        "uploadInteraction": "it asks for an upload",
        "drawingInteraction": "it asks for a drawing",
        "customInteraction": "it uses an interaction of one vendor's own",
        "sliderInteraction": "it uses a slider",
        "hottextInteraction": "it asks to mark words in a text",
        "mediaInteraction": "it plays sound or film",
    }
)


def is_interaction(element: Element) -> bool:
    """Whether a player answers here; a button for a hint is no answer."""
    return element.tag.endswith("Interaction") and element.tag != "endAttemptInteraction"


def read(item: Element, intake: Intake) -> Written:
    """Give the question; raises AsideError."""
    state = State(item, intake)
    body = state.item.child("itemBody")
    if body is None:
        raise AsideError("it has no body")
    if state.item.get("adaptive") == "true":
        raise AsideError("it is adaptive: what it asks depends on earlier tries")
    if state.item.child("templateProcessing", "templateDeclaration"):
        raise AsideError("it draws values at random for each player")
    interactions = [each for each in body.all() if is_interaction(each)]
    kinds = {each.tag for each in interactions}
    if not interactions:
        raise AsideError("it asks nothing: it is a text to read")
    for each in interactions:
        if each.tag in _UNASKED:
            raise AsideError(_UNASKED[each.tag], line=each.line)
        if each.tag.startswith(("graphic", "hotspot", "selectPoint", "positionObject")):
            raise AsideError("it asks about places in a picture", line=each.line)
    if kinds <= INLINE:
        return inline(state, body, interactions)
    if len(interactions) > 1:
        raise AsideError(f"it asks {len(interactions)} questions in one", line=interactions[1].line)
    return _block(state, body, interactions[0])


def _block(state: State, body: Element, interaction: Element) -> Written:
    readers: dict[str, Callable[[State, Element, Declaration], Question]] = {
        "orderInteraction": _order,
        "matchInteraction": _match,
        "associateInteraction": _associate,
    }
    declaration = state.declaration(interaction)
    if interaction.tag == "gapMatchInteraction":
        return _gap_match(state, body, interaction, declaration)
    if interaction.tag not in readers and interaction.tag != "choiceInteraction":
        raise AsideError(f"it uses {interaction.tag}", line=interaction.line)
    stem = state.stem(body, interaction)
    if interaction.tag == "choiceInteraction":
        question, explain = state.choice(interaction, declaration, "simpleChoice")
        return state.written(stem, question, explain)
    question = readers[interaction.tag](state, interaction, declaration)
    state.agree({declaration.name: declaration.correct})
    if not isinstance(question, Order):
        state.evenly({declaration.name: declaration.correct}, "its pairs")
    return state.written(stem, question, state.explained(declaration))


def _order(state: State, interaction: Element, declaration: Declaration) -> Question:
    options = state.options(interaction, "simpleChoice")
    if sorted(declaration.correct) != sorted(options):
        raise AsideError("its correct order does not hold every entry once")
    return Order(tuple(options[name] for name in declaration.correct))


def _match(state: State, interaction: Element, declaration: Declaration) -> Question:
    sets = list(interaction.children("simpleMatchSet"))
    if len(sets) != 2:
        raise AsideError("it does not match two columns")
    lefts, rights = (state.options(each, "simpleAssociableChoice") for each in sets)
    pairs = _pairs(declaration.correct)
    if any(one not in lefts or two not in rights for one, two in pairs):
        raise AsideError("a correct pair does not go from the first column to the second")
    return _matched(lefts, rights, pairs)


def _associate(state: State, interaction: Element, declaration: Declaration) -> Question:
    options = state.options(interaction, "simpleAssociableChoice")
    pairs = _pairs(declaration.correct)
    if any(one not in options or two not in options for one, two in pairs):
        raise AsideError("a correct pair names what is no entry")
    firsts = {one: options[one] for one, _ in pairs}
    if len(firsts) < len(pairs) or firsts.keys() & {two for _, two in pairs}:
        raise AsideError("an entry belongs to two pairs")
    state.intake.lose("match", "of each pair, one now stands in the left column")
    return _matched(firsts, {name: text for name, text in options.items() if name not in firsts}, pairs)


def _gap_match(state: State, body: Element, interaction: Element, declaration: Declaration) -> Written:
    words = state.options(interaction, "gapText")
    if interaction.first("gapImg"):
        raise AsideError("it puts pictures into gaps", line=interaction.line)
    flat = state.flat(interaction, lambda each: each.tag == "gap", "fill")
    prompt = interaction.child("prompt")
    filled = {gap: word for word, gap in _pairs(declaration.correct)}
    gaps = [filled.get(hole.get("identifier"), "") for hole in flat.holes]
    if not gaps or any(word not in words for word in gaps):
        raise AsideError("it does not say what belongs into each gap")
    state.agree({declaration.name: declaration.correct})
    state.evenly({declaration.name: declaration.correct}, "its gaps")
    state.intake.lose("fill", "the words to choose from are left out")
    text = flat.text
    for shown in ([state.flat(prompt, nothing).text] if prompt else []) + list(words.values()):
        # Prompt and words stand before the text, and are no part of it.
        text = text.removeprefix(shown).lstrip(" \n")
    stem = state.stem(body, interaction)
    question = Cloze(tuple(text.split(MARK)), tuple(Typed((words[word],)) for word in gaps))
    return state.written(stem or BARE_CLOZE, question, state.explained(declaration))


def _pairs(values: tuple[str, ...]) -> list[tuple[str, str]]:
    found = []
    for value in values:
        ends = value.split()
        if len(ends) != 2:
            raise AsideError("a correct pair does not name two entries")
        found.append((ends[0], ends[1]))
    return found


def _matched(lefts: Mapping[str, str], rights: Mapping[str, str], pairs: list[tuple[str, str]]) -> Match:
    """Make a matching of which every left entry has one right one; turned round where only that gives one."""
    partner = dict(pairs)
    if len(partner) < len(pairs) or partner.keys() != lefts.keys():
        turned = {two: one for one, two in pairs}
        if len(turned) == len(pairs) and turned.keys() == rights.keys():
            return _matched(rights, lefts, [(two, one) for one, two in pairs])
        raise AsideError("an entry belongs to none or to several of the other column")
    used = set(partner.values())
    decoys = [text for name, text in rights.items() if name not in used]
    return Match(tuple(lefts.values()), (*(rights[partner[name]] for name in lefts), *decoys))
