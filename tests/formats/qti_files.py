"""Documents of QTI 1.2, 2 and 3 to test with, put together of small parts."""

from __future__ import annotations

import re

from quiz.core.items import Item
from quiz.formats.base import Imported
from quiz.formats.qti import FORMAT

V2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
MAP = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>'


def read(text: str) -> Imported:
    """What is read of a document."""
    assert FORMAT.read is not None
    return FORMAT.read(text.encode(), "x.xml")


def item2(body: str, declared: str, processing: str = MATCH, more: str = "") -> str:
    """An item of version 2."""
    outcome = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    return (
        f'<assessmentItem xmlns="{V2}" identifier="i" title="T" adaptive="false" timeDependent="false">{declared}'
        f"{outcome}<itemBody>{body}</itemBody>{processing}{more}</assessmentItem>"
    )


def response(*correct: str, cardinality: str = "single", base: str = "identifier", mapping: str = "") -> str:
    """A declaration."""
    values = "".join(f"<value>{value}</value>" for value in correct)
    held = f"<correctResponse>{values}</correctResponse>" if correct else ""
    named = f'identifier="R" cardinality="{cardinality}" baseType="{base}"'
    return f"<responseDeclaration {named}>{held}{mapping}</responseDeclaration>"


def choices(*texts: str, most: int = 1) -> str:
    """A choice of texts named A, B, C."""
    inner = "".join(f'<simpleChoice identifier="{chr(65 + at)}">{text}</simpleChoice>' for at, text in enumerate(texts))
    return (
        f'<choiceInteraction responseIdentifier="R" maxChoices="{most}"><prompt>Q?</prompt>{inner}</choiceInteraction>'
    )


def scored(condition: str) -> str:
    """Processing that gives a mark under a condition."""
    one = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
    branch = f"<responseIf>{condition}{one}</responseIf>"
    return f"<responseProcessing><responseCondition>{branch}</responseCondition></responseProcessing>"


RESPONSE = '<variable identifier="R"/>'
IS_B = f'<match>{RESPONSE}<baseValue baseType="identifier">B</baseValue></match>'
MATCHED = f'<match>{RESPONSE}<correct identifier="R"/></match>'


def only(text: str) -> Item:
    """The only item of a document, with nothing skipped."""
    found = read(text)
    assert found.skips == ()
    (item,) = found.items
    return item


def old(presentation: str, processing: str, kind: str = "", more: str = "") -> str:
    """An item of version 1.2."""
    field = (
        f"<qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield>"
    )
    return (
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment title="Bank"><section>'
        f'<item ident="i" title="T"><itemmetadata><qtimetadata>{field}</qtimetadata></itemmetadata><presentation>'
        '<material><mattext texttype="text/html">&lt;p&gt;Q?&lt;/p&gt;</mattext></material>'
        f"{presentation}</presentation>"
        f"<resprocessing>{processing}</resprocessing>{more}</item></section></assessment></questestinterop>"
    )


def labels(*texts: str, cardinality: str = "Single") -> str:
    """A response of options named A, B, C."""
    inner = "".join(
        f'<response_label ident="{chr(65 + at)}"><material><mattext>{text}</mattext></material></response_label>'
        for at, text in enumerate(texts)
    )
    return f'<response_lid ident="R" rcardinality="{cardinality}"><render_choice>{inner}</render_choice></response_lid>'


def when(condition: str, score: str = "100", action: str = "Set") -> str:
    """A condition that scores."""
    return (
        f'<respcondition continue="No"><conditionvar>{condition}</conditionvar>'
        f'<setvar action="{action}" varname="SCORE">{score}</setvar></respcondition>'
    )


def equal(value: str, name: str = "R", tag: str = "varequal") -> str:
    """A comparison."""
    return f'<{tag} respident="{name}">{value}</{tag}>'


FIB = '<response_str ident="R"><render_fib/></response_str>'
NUMBER = '<response_str ident="R"><render_fib fibtype="Decimal"/></response_str>'
TRIPLE = f"<and>{equal('A')}{equal('B')}<not>{equal('C')}</not></and>"


def respelt(text: str) -> str:
    """A document of version 2 in the spelling of version 3; what is HTML or MathML stays."""

    def hyphened(name: str) -> str:
        return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: f"-{found[1].lower()}", name)

    text = re.sub(r"imsqti_v2p\d", "imsqtiasi_v3p0", text)
    own = set(
        re.findall(r"<((?:[a-z]+[A-Z]\w*)|prompt|value|match|correct|variable|gap|member|sum|not|and|or)\b", text)
    )

    def tag(found: re.Match[str]) -> str:
        if found[2] not in own:
            return found[0]
        attributes = re.sub(r"(\s)([a-z]+[A-Z]\w*)(?==)", lambda each: each[1] + hyphened(each[2]), found[3])
        return f"<{found[1]}qti-{hyphened(found[2])}{attributes}"

    return re.sub(r"<(/?)(\w+)((?:\s[^<>]*)?)(?=>)", tag, text)
