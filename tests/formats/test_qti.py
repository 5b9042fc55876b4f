"""QTI: what differs from file to file, each in a file of our own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quiz.core.kinds import Multiple, Number, Single, TrueFalse, Typed, key_text
from quiz.formats.base import Unreadable
from quiz.formats.qti import FORMAT
from tests.formats.hostile import zipped
from tests.formats.qti_files import (
    FIB,
    IS_B,
    MAP,
    MATCH,
    MATCHED,
    NUMBER,
    RESPONSE,
    TRIPLE,
    choices,
    equal,
    item2,
    labels,
    old,
    only,
    read,
    respelt,
    response,
    scored,
    when,
)


def pairs(tag: str, *sets: str) -> str:
    """Columns of entries named by single letters."""
    columns = (
        "".join(
            f'<simpleAssociableChoice identifier="{name}" matchMax="1">{name}</simpleAssociableChoice>' for name in s
        )
        for s in sets
    )
    inner = "".join(f"<simpleMatchSet>{each}</simpleMatchSet>" if len(sets) > 1 else each for each in columns)
    return f'<{tag} responseIdentifier="R"><prompt>Q?</prompt>{inner}</{tag}>'


WORDS = "".join(
    f'<gapText identifier="{name}" matchMax="1">{text}</gapText>' for name, text in (("A", "a"), ("B", "b"))
)
READ = {
    "an order": (
        item2(
            choices("a", "b", "c").replace("choiceI", "orderI"),
            response("C", "A", "B", cardinality="ordered"),
        ),
        "order",
        "c; a; b",
    ),
    "two columns": (
        item2(
            pairs("matchInteraction", "AB", "CDE"),
            response("A D", "B C", cardinality="multiple", base="directedPair"),
        ),
        "match",
        "A: D; B: C",
    ),
    "pairs of one list": (
        item2(pairs("associateInteraction", "ABCD"), response("A D", "B C", cardinality="multiple", base="pair")),
        "match",
        "A: D; B: C",
    ),
    "a word to choose": (
        item2(
            '<p>The <inlineChoiceInteraction responseIdentifier="R"><inlineChoice identifier="A">a</inlineChoice>'
            '<inlineChoice identifier="B">b</inlineChoice></inlineChoiceInteraction> here.</p>',
            response("B"),
        ),
        "single",
        "b",
    ),
    "words to put into gaps": (
        item2(
            f'<gapMatchInteraction responseIdentifier="R">{WORDS}<p>The <gap identifier="G"/> and <gap'
            ' identifier="H"/>.</p></gapMatchInteraction>',
            response("B G", "A H", cardinality="multiple", base="directedPair"),
        ),
        "cloze",
        "b; a",
    ),
    "the key stands in the processing alone": (item2(choices("a", "b"), response(), scored(IS_B)), "single", "b"),
    "a mapping alone tells several": (
        item2(
            choices("a", "b", "c", most=0),
            response(
                cardinality="multiple",
                mapping=(
                    '<mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="1"/>'
                    '<mapEntry mapKey="C" mappedValue="-1"/></mapping>'
                ),
            ),
            MAP,
        ),
        "multiple",
        "a; b",
    ),
    "true and false": (item2(choices("True", "False"), response("B")), "true_false", "false"),
    "no processing at all": (item2(choices("a", "b"), response("B"), ""), "single", "b"),
    "nested conditions": (
        item2(choices("a", "b"), response("A"), scored(f"<and><not><isNull>{RESPONSE}</isNull></not>{MATCHED}</and>")),
        "single",
        "a",
    ),
    "one of several right, several allowed": (
        item2(choices("a", "b", most=0), response("B", cardinality="multiple")),
        "multiple",
        "b",
    ),
    "a formula": (
        item2(
            '<p>Half of <m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:msup><m:mi>x</m:mi><m:mn>12</m:mn></m:msup></m:math>?</p>'
            + choices("<b>a</b> <i>b</i>", "c"),
            response("A"),
        ),
        "single",
        "a b",
    ),
    "a number with a tolerance": (
        item2(
            '<p>How tall?</p><p><textEntryInteraction responseIdentifier="R"/></p>',
            response("10", base="float"),
            scored(f'<equal toleranceMode="absolute" tolerance="1 2"><correct identifier="R"/>{RESPONSE}</equal>'),
        ),
        "number",
        "10",
    ),
    "answers typed in either case": (
        item2(
            '<p>Who?</p><textEntryInteraction responseIdentifier="R"/>',
            response(
                "York",
                base="string",
                mapping=(
                    '<mapping><mapEntry mapKey="York" mappedValue="1"/>'
                    '<mapEntry mapKey="Yorke" mappedValue="1"/></mapping>'
                ),
            ),
            MAP,
        ),
        "typed",
        "York",
    ),
}
SKIPPED = {
    "two words that differ": (
        item2(choices("a", "b"), response("A"), scored(IS_B)),
        "gives what it declares as correct no marks",
    ),
    "another option scores as much": (
        item2(choices("a", "b"), response("A"), scored(f"<or>{MATCHED}{IS_B}</or>")),
        "another option as much",
    ),
    "processing that is not run": (
        item2(choices("a", "b"), response("A"), scored("<random/>")),
        "its scoring uses the expression random",
    ),
    "no key": (item2(choices("a", "b"), response(), ""), "does not say what is correct"),
    "a key that is no option": (item2(choices("a", "b"), response("Z")), "that is no option"),
    "two keys for one choice": (
        item2(choices("a", "b"), response("A", "B", cardinality="multiple")),
        "holds 2 correct",
    ),
    "values at random": (
        item2(choices("a", "b"), response("A"), MATCH, "<templateProcessing/>").replace(
            "<itemBody>", "<templateDeclaration/><itemBody>"
        ),
        "at random",
    ),
    "adaptive": (item2(choices("a", "b"), response("A")).replace('adaptive="false"', 'adaptive="true"'), "adaptive"),
    "an essay": (item2('<extendedTextInteraction responseIdentifier="R"/>', response()), "an essay"),
    "two questions": (item2(choices("a", "b") * 2, response("A")), "asks 2 questions"),
    "a place in a picture": (
        item2('<hotspotInteraction responseIdentifier="R"/>', response("A")),
        "places in a picture",
    ),
    "an option without a text": (item2(choices("a", ""), response("A")), "an option holds no text"),
    "no declaration": (item2(choices("a", "b"), ""), "is not declared"),
    "nothing asked": (item2("<p>Read.</p>", ""), "asks nothing"),
    "endless rules": (
        item2(
            choices("a", "b"),
            response("A"),
            "<responseProcessing>" + scored(MATCHED)[20:-21] * 3_000 + "</responseProcessing>",
        ),
        "more steps",
    ),
}


@pytest.mark.parametrize(("text", "kind", "key"), READ.values(), ids=READ)
def test_items_of_version_2_are_read(text: str, kind: str, key: str) -> None:
    """Kind and key."""
    item = only(text)
    assert (item.question.kind, key_text(item.question)) == (kind, key)


@pytest.mark.parametrize(("text", "kind", "key"), READ.values(), ids=READ)
def test_items_of_version_3_are_read(text: str, kind: str, key: str) -> None:
    """The same items in the other spelling."""
    test_items_of_version_2_are_read(respelt(text), kind, key)


@pytest.mark.parametrize(("text", "reason"), SKIPPED.values(), ids=SKIPPED)
def test_items_of_version_2_are_skipped(text: str, reason: str) -> None:
    """With a code, a place and the reason."""
    found = read(text)
    assert found.items == ()
    (skip,) = found.skips
    assert (skip.code, skip.place.line) == ("X802", 1)
    assert reason in skip.reason


def test_bounds_and_case() -> None:
    """A tolerance may differ below and above; a formula is a line of text; nothing is skipped for it."""
    number = only(READ["a number with a tolerance"][0])
    assert isinstance(number.question, Number)
    assert (number.question.low, number.question.high) == (Fraction(9), Fraction(12))
    assert number.stem == "How tall?"
    typed = only(READ["answers typed in either case"][0])
    assert isinstance(typed.question, Typed)
    assert (typed.question.accepted, typed.stem) == (("York", "Yorke"), "Who?")
    assert only(READ["a formula"][0]).stem == "Half of x^12?\nQ?"


def test_feedback_is_found_by_running_the_processing() -> None:
    """What every choice shows is the explanation, what one alone shows is said to whoever chose it."""
    told = (
        '<setOutcomeValue identifier="F"><multiple><variable identifier="R"/><baseValue baseType="identifier">all'
        "</baseValue></multiple></setOutcomeValue></responseProcessing>"
    )
    processing = scored(MATCHED).replace("</responseProcessing>", told)
    modal = "".join(
        f'<modalFeedback outcomeIdentifier="F" identifier="{name}" showHide="show">{text}</modalFeedback>'
        for name, text in (("A", "Right."), ("B", "Wrong."), ("all", "Because."), ("never", "Unseen."))
    )
    text = item2(choices("a", "b"), response("A"), processing, modal).replace(
        "<itemBody>", '<outcomeDeclaration identifier="F" cardinality="multiple" baseType="identifier"/><itemBody>'
    )
    item = only(text)
    assert isinstance(item.question, Single)
    assert [(option.text, option.say) for option in item.question.options] == [("a", "Right."), ("b", "Wrong.")]
    assert item.reveal.explain == "Because."


OLD = {
    "one of several": (old(labels("a", "b", "c"), when(equal("B")), "multiple_choice_question"), "single", "b"),
    "all of them together": (old(labels("a", "b", "c", cardinality="Multiple"), when(TRIPLE)), "multiple", "a; b"),
    "each by itself": (
        old(
            labels("a", "b", "c", cardinality="Multiple"),
            "".join(
                when(equal(name), score, "Add").replace("No", "Yes")
                for name, score in (("A", "50"), ("B", "50"), ("C", "-50"))
            ),
        ),
        "multiple",
        "a; b",
    ),
    "typed in two ways": (old(FIB, when(equal("Rome") + equal("Roma"))), "typed", "Rome"),
    "an exact number, by range": (
        old(NUMBER, when(f"<or>{equal('5')}<and>{equal('4', tag='vargte')}{equal('6', tag='varlte')}</and></or>")),
        "number",
        "5",
    ),
    "ranges inside one another": (
        old(NUMBER, when(equal("4", tag="vargte") + equal("6", tag="varlte")) + when(equal("5"))),
        "number",
        "5",
    ),
    "a number with significant digits": (
        old(NUMBER, when(f"<or>{equal('5')}<and>{equal('4.5', tag='vargt')}{equal('5.5', tag='varlte')}</and></or>")),
        "number",
        "5",
    ),
    "an order": (
        old(labels("a", "b", "c", cardinality="Ordered"), when(equal("C") + equal("A") + equal("B"))),
        "order",
        "c; a; b",
    ),
    "a place of Canvas": (
        old(
            labels("a", "b").replace('ident="R"', 'ident="response_x"'),
            when(equal("B", "response_x")),
            "multiple_dropdowns_question",
        ).replace("Q?", "See [x]."),
        "single",
        "b",
    ),
}
OLD_SKIPPED = {
    "no marks for anything": (old(labels("a", "b"), when(equal("B"), "0")), "no option any marks"),
    "two as good": (old(labels("a", "b"), when(equal("A")) + when(equal("B"))), "2 options the same marks"),
    "unknown scoring": (old(labels("a", "b"), when("<durequal>1</durequal>")), "its scoring uses durequal"),
    "numbers apart": (old(NUMBER, when(equal("5")) + when(equal("9"))), "several numbers that stand apart"),
    "an essay": (old(FIB, when("<other/>"), "essay_question"), "an essay"),
    "an upload": (old("", "", "file_upload_question"), "an upload"),
    "values at random": (old(FIB, when(equal("1")), "calculated_question"), "at random"),
    "a text": (old("", "", "text_only_question"), "asks nothing"),
    "no scoring": (old(labels("a", "b"), ""), "no scoring"),
    "a pattern": (
        old(
            labels("^a$")
            .replace('ident="R"', 'ident="response_x"')
            .replace('ident="A"', 'ident="A" scoring_algorithm="TextRegex"'),
            when(equal("A", "response_x")),
            "fill_in_multiple_blanks_question",
        ).replace("Q?", "See [x]."),
        "graded by a pattern",
    ),
}


@pytest.mark.parametrize(("text", "kind", "key"), OLD.values(), ids=OLD)
def test_items_of_version_1_are_read(text: str, kind: str, key: str) -> None:
    """Kind and key, from what scores."""
    found = read(text)
    assert found.skips == ()
    assert found.title == "Bank"
    assert [(item.question.kind, key_text(item.question)) for item in found.items] == [(kind, key)]


@pytest.mark.parametrize(("text", "reason"), OLD_SKIPPED.values(), ids=OLD_SKIPPED)
def test_items_of_version_1_are_skipped(text: str, reason: str) -> None:
    """With a code, a place and the reason."""
    found = read(text)
    assert found.items == ()
    (skip,) = found.skips
    assert (skip.code, skip.place.line) == ("X802", 1)
    assert reason in skip.reason


def test_canvas_links_feedback_by_name() -> None:
    """General feedback explains, that of an option is said to whoever chose it."""
    feedback = "".join(
        f'<itemfeedback ident="{name}"><material><mattext>{text}</mattext></material></itemfeedback>'
        for name, text in (
            ("general_fb", "Because."),
            ("B_fb", "Yes."),
            ("correct_fb", "Well done."),
            ("general_incorrect_fb", "No."),
        )
    )
    item = read(old(labels("a", "b"), when(equal("B")), more=feedback)).items[0]
    assert isinstance(item.question, Single)
    assert [(o.text, o.say) for o in item.question.options] == [("b", "Yes. Well done."), ("a", "No.")]
    assert item.reveal.explain == "Because."


def test_true_and_false_of_version_1() -> None:
    """What is said to a wrong answer goes with the statement."""
    feedback = '<itemfeedback ident="A_fb"><material><mattext>It is not.</mattext></material></itemfeedback>'
    item = read(old(labels("True", "False"), when(equal("B")), more=feedback)).items[0]
    assert item.question == TrueFalse(False, "It is not.")


def test_banks_that_are_elsewhere_are_named() -> None:
    """An export of a quiz without its banks says so question by question."""
    text = old(labels("a", "b"), when(equal("B"))).replace(
        "<item ", '<bankentry_item sourcebank_ref="b7" item_ref="x"/><item '
    )
    found = read(text)
    assert len(found.items) == 1
    assert "its questions are in the bank 'b7'" in found.skips[0].reason


def test_one_bad_item_never_loses_the_file() -> None:
    """Items before the fault are read, the one that holds it is named with its line."""
    whole = old(labels("a", "b"), when(equal("B")))
    broken = whole.replace("</section>", '\n<item ident="j" title="J"><presentation></item></section>')
    found = read(broken)
    assert [item.stem for item in found.items] == ["Q?"]
    assert [(skip.code, skip.question, skip.place.line) for skip in found.skips] == [("X809", "J", 2)]


def test_a_package_says_what_it_lacks() -> None:
    """Members that the manifest names and the archive lacks; a refused member does not lose the others."""
    manifest = (
        '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/>'
        '<resource type="imsqti_item_xmlv2p1" href="gone.xml"/></resources></manifest>'
    )
    members = {
        "pack/imsmanifest.xml": manifest,
        "pack/a.xml": READ["true and false"][0],
        "pack/evil.xml": '<!DOCTYPE a [<!ENTITY b "c">]><assessmentItem/>',
        "pack/bad.xml": "<",
    }
    assert FORMAT.read is not None
    found = FORMAT.read(zipped({name: text.encode() for name, text in members.items()}), "x.zip")
    assert [item.question.kind for item in found.items] == ["true_false"]
    assert [(skip.code, str(skip.place).partition(",")[0]) for skip in found.skips] == [
        ("X802", "member imsmanifest.xml"),
        ("X805", "member pack/evil.xml"),
        ("X809", "member pack/bad.xml"),
    ]


@pytest.mark.parametrize("text", ["", "x", "<a/>", '<manifest xmlns="imscp"/>', "<questestinterop"])
def test_what_is_none_of_it_is_refused(text: str) -> None:
    """In words."""
    with pytest.raises(Unreadable):
        read(text)


def test_part_of_an_answer_scores_as_it_does_there() -> None:
    """All or nothing by the template that matches, a share by the one that maps."""
    matched = only(item2(choices("a", "b", "c", most=0), response("A", "B", cardinality="multiple")))
    mapped = only(READ["a mapping alone tells several"][0])
    assert isinstance(matched.question, Multiple)
    assert isinstance(mapped.question, Multiple)
    assert (matched.question.score, mapped.question.score) == ("all", "share-minus")
