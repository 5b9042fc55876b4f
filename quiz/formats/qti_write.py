"""Writes content packages of QTI 2.1: a manifest, a test that names the items in order, and a document per item."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Option, Order, Single, TrueFalse, Typed
from quiz.core.written import decimal_text
from quiz.formats.base import Exported, Header
from quiz.formats.intake import label
from quiz.formats.outlet import Outlet, explanation
from quiz.formats.picking import is_verdict
from quiz.formats.weights import changed, percent, weights
from quiz.formats.xml_out import HEAD, as_shown, element, in_lines, text

_SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
_CARRIED = frozenset(("explain", "weight", "say", "keep_order", "score", "credit", "bounds", "decoys"))
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, so that the same questions give the same bytes."""
EXPLAIN = "explain"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response of an item: how it is declared, and where it stands in the body."""

    declaration: str
    body: str
    template: str = "match_correct"
    processing: str = ""
    says: Mapping[str, str] | None = None


def package(title: str, items: Sequence[Item], header: Header) -> Exported:
    """Write all items, and what of them the format cannot carry."""
    outlet = Outlet(_CARRIED)
    # Each item says its language, so that only the rest of the head is lost.
    outlet.head(replace(header, language=""))
    members: dict[str, str] = {}
    for item in items:
        if reason := _unwritable(item):
            outlet.refuse(item, reason)
            continue
        name = f"q{len(members) + 1:04}"
        members[f"items/{name}.xml"] = _item(item, name, header.language, outlet)
        outlet.settle(item)
        _blanks(item, outlet)
        if isinstance(item.question, Single) and is_verdict(item.question.options):
            outlet.lose(item, "kind", "it comes back as true or false")
    files = {"imsmanifest.xml": _manifest(title, list(members)), "test.xml": _test(title, list(members)), **members}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _WHEN), HEAD + content, zipfile.ZIP_DEFLATED)
    return Exported(packed.getvalue(), tuple(outlet.losses))


def _unwritable(item: Item) -> str:
    """Say why an item would come back as another kind; empty where it would not."""
    question = item.question
    if isinstance(question, Cloze) and len(question.gaps) == 1:
        before, after = (as_shown(f"{part}x").removesuffix("x") for part in question.parts)
        if not after and (not before or before.endswith("\n")):
            return "a gap without a text around it is a question to type an answer to"
    return ""


def _manifest(title: str, names: list[str]) -> str:
    described = element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1"))
    test = element(
        "resource", element("file", href="test.xml"),
        *(element("dependency", identifierref=f"R-{_id(name)}") for name in names),
        identifier="R-test", type="imsqti_test_xmlv2p1", href="test.xml",
    )  # fmt: skip
    resources = [
        element(
            "resource", element("file", href=name), identifier=f"R-{_id(name)}", type="imsqti_item_xmlv2p1", href=name
        )
        for name in names
    ]
    organised = element("organizations") + element("title", text(title))
    return element(
        "manifest", described, organised, element("resources", test, *resources), xmlns=_PACKAGE, identifier="MANIFEST"
    )


def _test(title: str, names: list[str]) -> str:
    refs = [element("assessmentItemRef", identifier=_id(name), href=name) for name in names]
    section = element("assessmentSection", *refs, identifier="S1", title=title, visible="true")
    part = element("testPart", section, identifier="P1", navigationMode="nonlinear", submissionMode="individual")
    return element("assessmentTest", part, xmlns=_SPACE, identifier="T1", title=title)


def _id(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".xml")


def _item(item: Item, name: str, language: str, outlet: Outlet) -> str:
    answer = _answer(item, outlet)
    explain = explanation(item)
    says = dict(answer.says or {}) | ({EXPLAIN: explain} if explain else {})
    told = [_modal(key, said) for key, said in says.items() if said]
    declared = element("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    if told:
        declared += element("outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier")
    worth = decimal_text(item.weight)
    if item.weight != 1 and worth:
        default = element("defaultValue", element("value", worth))
        declared += element(
            "outcomeDeclaration", default, identifier="MAXSCORE", cardinality="single", baseType="float"
        )
    elif item.weight != 1:
        outlet.lose(item, "weight", "it has no end as a decimal")
    body = element("itemBody", answer.body)
    processing = _processing(answer, bool(told), bool(answer.says))
    return element(
        "assessmentItem", answer.declaration, declared, body, processing, *told, xmlns=_SPACE, xml__lang=language,
        identifier=name, title=label("", item.stem), adaptive="false", timeDependent="false",
    ).replace("xml__lang", "xml:lang", 1)  # fmt: skip


def _modal(name: str, said: str) -> str:
    return element("modalFeedback", in_lines(said), outcomeIdentifier="FEEDBACK", identifier=name, showHide="show")


def _processing(answer: Answer, told: bool, chosen: bool) -> str:
    """Score by a template, or say the same in rules where feedback has to be set beside it."""
    if not told and not answer.processing:
        return element("responseProcessing", template=_TEMPLATES + answer.template)
    rules = answer.processing or (_MATCHED if answer.template == "match_correct" else _MAPPED)
    if told:
        which = (_RESPONSE if chosen else "") + _base("identifier", EXPLAIN)
        rules += element("setOutcomeValue", element("multiple", which), identifier="FEEDBACK")
    return element("responseProcessing", rules)


def _base(kind: str, value: str) -> str:
    return element("baseValue", text(value), baseType=kind)


def _scored(value: str) -> str:
    return element("setOutcomeValue", value, identifier="SCORE")


_RESPONSE = element("variable", identifier="RESPONSE")
_FULL, _NONE = _scored(_base("float", "1")), _scored(_base("float", "0"))
_MAPPED = _scored(element("mapResponse", identifier="RESPONSE"))
_MATCHED = element(
    "responseCondition",
    element("responseIf", element("match", _RESPONSE, element("correct", identifier="RESPONSE")), _FULL),
    element("responseElse", _NONE),
)
_MATCHED_OR_MAPPED = element(
    "responseCondition",
    element("responseIf", element("match", _RESPONSE, element("correct", identifier="RESPONSE")), _FULL),
    element("responseElse", _MAPPED),
)
_MOST = "0.99"
"""What an answer that is not the key scores at most, as it does here."""


def _declared(name: str, cardinality: str, base: str, correct: Sequence[str], mapping: str = "") -> str:
    values = element("correctResponse", *(element("value", text(value)) for value in correct))
    return element("responseDeclaration", values, mapping, identifier=name, cardinality=cardinality, baseType=base)


def _mapping(marks: Mapping[str, str], most: str = "", *, text_keys: bool = False) -> str:
    extra = {"caseSensitive": "false"} if text_keys else {}
    entries = [element("mapEntry", mapKey=key, mappedValue=mark, **extra) for key, mark in marks.items()]
    bounded = {"upperBound": most} if most else {}
    return element("mapping", *entries, lowerBound="0", **bounded, defaultValue="0")


def _stem(item: Item) -> str:
    return "".join(element("p", text(line)) for line in item.stem.split("\n"))


def _answer(item: Item, outlet: Outlet) -> Answer:
    question = item.question
    match question:
        case Single() | Multiple():
            return _chosen(item, question, outlet)
        case TrueFalse():
            options = (
                Option("True", "" if question.key else question.say),
                Option("False", question.say if question.key else ""),
            )
            return _choice(item, options, (0 if question.key else 1,), single=True, keep=True)
        case Number():
            return _number(item, question, outlet)
        case Typed():
            return _gapped(item, (question,), ("", ""))
        case Cloze():
            return _gapped(item, question.gaps, question.parts)
        case Order():
            if question.score != "pairs":
                outlet.lose(item, "score", "it comes back with a share for each step")
            return _order(item, question)
        case Match():
            return _match(item, question)


def _names(count: int) -> list[str]:
    return [chr(ord("A") + at) if at < 26 else f"C{at}" for at in range(count)]


def _choice(item: Item, options: Sequence[Option], keys: Sequence[int], *, single: bool, keep: bool) -> Answer:
    names = _names(len(options))
    choices = [element("simpleChoice", text(o.text), identifier=n) for n, o in zip(names, options, strict=True)]
    shuffle = "false" if keep else "true"
    body = element(
        "choiceInteraction", *choices, responseIdentifier="RESPONSE", shuffle=shuffle, maxChoices="1" if single else "0"
    )
    declaration = _declared("RESPONSE", "single" if single else "multiple", "identifier", [names[key] for key in keys])
    says = {n: o.say for n, o in zip(names, options, strict=True) if o.say}
    return Answer(declaration, _stem(item) + body, says=says or None)


def _chosen(item: Item, question: Single | Multiple, outlet: Outlet) -> Answer:
    keep = outlet.keeps(item, question, _lined)
    scored = any(option.score is not None for option in question.options)
    keys = (question.key,) if isinstance(question, Single) else question.keys
    answer = _choice(item, question.options, keys, single=isinstance(question, Single), keep=keep)
    if not scored and (isinstance(question, Single) or question.score == "all"):
        return answer
    for field in changed(question):
        why = "part of an answer counts by its options" if field == "score" else "some shares are rounded"
        outlet.lose(item, field, why)
    return _marked(answer, question, keys)


def _marked(answer: Answer, question: Single | Multiple, keys: Sequence[int]) -> Answer:
    """Give what single options count for as a mapping.

    Where it would give the key less than all of it, or something else as much, the key is scored by itself.
    """
    names = _names(len(question.options))
    marks = [Fraction(percent(weight)) / 100 for weight in weights(question)]
    others = [mark for at, mark in enumerate(marks) if at not in keys]
    full, even = sum((marks[key] for key in keys), Fraction(0)), _even(question, marks, keys)
    whole = bool(even) or (full == 1 and all(mark <= 0 for mark in others))
    written = even or [decimal_text(mark) for mark in marks]
    mapping = _mapping(dict(zip(names, written, strict=True)), "" if whole else _MOST)
    cardinality = "single" if isinstance(question, Single) else "multiple"
    declaration = _declared("RESPONSE", cardinality, "identifier", [names[key] for key in keys], mapping)
    processing = "" if whole else _MATCHED_OR_MAPPED
    return Answer(declaration, answer.body, "map_response", processing, says=answer.says)


def _even(question: Single | Multiple, marks: Sequence[Fraction], keys: Sequence[int]) -> list[str]:
    """Give a mark of one to each right option, where all of them count the same and no option has its own score."""
    if any(option.score is not None for option in question.options):
        return []
    return ["1" if at in keys else "-1" if mark else "0" for at, mark in enumerate(marks)]


def _number(item: Item, question: Number, outlet: Outlet) -> Answer:
    printed = question.printed.replace(",", "") or decimal_text(question.value)
    below, above = decimal_text(question.value - question.low), decimal_text(question.high - question.value)
    if not below or not above:
        outlet.lose(item, "bounds", "they have no end as decimals")
        below = above = "0"
    exact = (
        {"toleranceMode": "exact"}
        if below == above == "0"
        else {"toleranceMode": "absolute", "tolerance": f"{below} {above}"}
    )
    equal = element("equal", element("correct", identifier="RESPONSE"), _RESPONSE, **exact)
    rules = element("responseCondition", element("responseIf", equal, _FULL), element("responseElse", _NONE))
    body = _stem(item) + element("p", element("textEntryInteraction", responseIdentifier="RESPONSE"))
    return Answer(_declared("RESPONSE", "single", "float", [printed]), body, processing=rules)


def _gapped(item: Item, gaps: Sequence[Typed], parts: Sequence[str]) -> Answer:
    names = ["RESPONSE"] if len(gaps) == 1 else [f"RESPONSE{at}" for at in range(1, len(gaps) + 1)]
    declared = [
        _declared(
            name, "single", "string", gap.accepted[:1], _mapping(dict.fromkeys(gap.accepted, "1"), text_keys=True)
        )
        for name, gap in zip(names, gaps, strict=True)
    ]
    holes = [element("textEntryInteraction", responseIdentifier=name) for name in names]
    inner = "".join(in_lines(part) + hole for part, hole in zip(parts, [*holes, ""], strict=True))
    body = _stem(item) + element("blockquote", element("p", inner))
    total = "".join(element("mapResponse", identifier=name) for name in names)
    if len(gaps) == 1:
        return Answer("".join(declared), body, "map_response")
    return Answer("".join(declared), body, processing=_scored(element("sum", total)))


def _order(item: Item, question: Order) -> Answer:
    names = _names(len(question.entries))
    # In the file the entries stand by the alphabet, for readers who do not shuffle.
    shown = sorted(zip(question.entries, names, strict=True))
    choices = [element("simpleChoice", text(entry), identifier=name) for entry, name in shown]
    body = element("orderInteraction", *choices, responseIdentifier="RESPONSE", shuffle="true")
    return Answer(_declared("RESPONSE", "ordered", "identifier", names), _stem(item) + body)


def _match(item: Item, question: Match) -> Answer:
    count = len(question.lefts)
    lefts = [(f"L{at}", left) for at, left in enumerate(question.lefts)]
    partners = sorted((right, f"R{at}") for at, right in enumerate(question.rights[:count]))
    rights = [(f"R{at}", question.rights[at]) for at in range(count, len(question.rights))]
    rights += [(name, right) for right, name in partners]
    sets = [
        element(
            "simpleMatchSet",
            *(element("simpleAssociableChoice", text(said), identifier=n, matchMax="1") for n, said in each),
        )
        for each in (lefts, rights)
    ]
    body = element("matchInteraction", *sets, responseIdentifier="RESPONSE", shuffle="true", maxAssociations=str(count))
    pairs = [f"L{at} R{at}" for at in range(count)]
    declaration = _declared("RESPONSE", "multiple", "directedPair", pairs, _mapping(dict.fromkeys(pairs, "1")))
    return Answer(declaration, _stem(item) + body, "map_response")


def _blanks(item: Item, outlet: Outlet) -> None:
    """Note texts that markup cannot hold as they stand."""
    for field, found in _texts(item):
        lined = "\n" in found and field not in ("stem", "explain", "parts")
        if lined or as_shown(found) != found:
            outlet.lose(item, field, "spaces in a row, empty lines or line ends become single ones")


def _texts(item: Item) -> list[tuple[str, str]]:
    question = item.question
    found = [("stem", item.stem), ("explain", item.reveal.explain)]
    match question:
        case Single(options=options) | Multiple(options=options):
            found += [("options", option.text) for option in options] + [("say", option.say) for option in options]
        case TrueFalse(say=say):
            found.append(("say", say))
        case Order(entries=entries):
            found += [("entries", entry) for entry in entries]
        case Match(lefts=lefts, rights=rights):
            found += [("lefts", entry) for entry in lefts] + [("rights", entry) for entry in rights]
        case Typed(accepted=accepted):
            found += [("accepted", entry) for entry in accepted]
        case Cloze(parts=parts, gaps=gaps):
            found += [("gaps", entry) for gap in gaps for entry in gap.accepted] + [("parts", "x".join(parts))]
        case Number():
            pass
    return found


def _lined(found: str) -> str:
    return as_shown(found).replace("\n", " ")
