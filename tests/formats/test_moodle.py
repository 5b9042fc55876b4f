"""Moodle XML: what differs from file to file, each in a file of our own."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from html import escape

import pytest

from quiz.core.items import Item
from quiz.core.kinds import Cloze, Match, Multiple, Number, Order, Single, TrueFalse, Typed, key_text
from quiz.formats.base import Imported, Unreadable
from quiz.formats.moodle_xml import FORMAT
from tests.formats import hostile


def read(text: str) -> Imported:
    """What is read of a file."""
    assert FORMAT.read is not None
    return FORMAT.read(f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{text}\n</quiz>'.encode(), "bank.xml")


def question(kind: str, stem: str, inner: str = "") -> str:
    """A question with HTML for its text."""
    named = "<name><text>N</text></name>"
    shown = f'<questiontext format="html"><text>{escape(stem)}</text></questiontext>'
    return f'<question type="{kind}">{named}{shown}{inner}</question>'


def answer(text: str, fraction: str, said: str = "", inner: str = "") -> str:
    """An answer in plain text."""
    feedback = f'<feedback format="html"><text>{escape(said)}</text></feedback>' if said else ""
    return f'<answer fraction="{fraction}" format="html"><text>{escape(text)}</text>{feedback}{inner}</answer>'


@dataclass(frozen=True)
class Case:
    """A file, and what comes of its one question: a kind, a stem and a key, or the reason why it is skipped."""

    text: str
    kind: str = ""
    stem: str = ""
    key: str = ""
    skipped: str = ""
    lost: dict[str, str] = field(default_factory=dict)


CHOICE = answer("<p>A</p>", "100", "Yes") + answer("B", "0", "No")
CHOOSING = tuple(f"MULTICHOICE{form}" for form in ("", "_V", "_H", "_S", "_VS", "_HS"))
TICKING = tuple(f"MULTIRESPONSE{form}" for form in ("", "_H", "_S", "_HS"))
CASES = {
    "single choice": Case(question("multichoice", "<p>Q?</p>", f"<single>true</single>{CHOICE}"), "single", "Q?", "A"),
    "HTML that says more": Case(
        question("multichoice", '<p>See <b>this</b> <img src="a.png" alt="a cat"></p>', CHOICE),
        "single",
        "See this [a cat]",
        "A",
        lost={"format": "the markup of stem (b, img) is taken off"},
    ),
    "HTML in CDATA, and marks in its id": Case(
        '<question type="shortanswer"><name><text>N</text></name><questiontext format="html"><text>'
        "<![CDATA[<p>Who &amp; why?</p>]]></text></questiontext><idnumber>a&lt;b&gt;&amp;c</idnumber>"
        f"{answer('Rome', '100')}</question>",
        "typed",
        "Who & why?",
        "Rome",
    ),
    "a file beside the text": Case(
        '<question type="truefalse"><name><text>N</text></name><questiontext format="html"><text>Q.</text>'
        '<file name="map.png" encoding="base64">aGk=</file></questiontext>'
        f"{answer('true', '0')}{answer('false', '100')}</question>",
        "true_false",
        "Q.",
        "false",
        lost={"stem": "the file 'map.png' is left out"},
    ),
    "several, weighed evenly": Case(
        question(
            "multichoice",
            "Q?",
            "<single>false</single>"
            + "".join(answer(text, grade) for text, grade in (("A", "50"), ("B", "50"), ("C", "-50"))),
        ),
        "multiple",
        "Q?",
        "A; B",
    ),
    "a grade that Moodle refuses": Case(
        question(
            "multichoice",
            "Q?",
            "<single>false</single>"
            + "".join(answer(text, grade) for text, grade in (("A", "33"), ("B", "33"), ("C", "33"), ("D", "0"))),
        ),
        "multiple",
        "Q?",
        "A; B; C",
        lost={"credit": "33 % is no grade of Moodle; 33.3333 % is the nearest"},
    ),
    "several, weighed unevenly": Case(
        question(
            "multichoice",
            "Q?",
            "<single>false</single>"
            + "".join(answer(text, grade) for text, grade in (("A", "75"), ("B", "25"), ("C", "0"))),
        ),
        "multiple",
        "Q?",
        "A; B",
    ),
    "part of the credit": Case(
        question("multichoice", "Q?", CHOICE + answer("C", "50")),
        "single",
        "Q?",
        "A",
    ),
    "none wholly right": Case(
        question("multichoice", "Q?", answer("A", "50") + answer("B", "0")),
        skipped="none of its answers is wholly right",
    ),
    "two wholly right": Case(
        question("multichoice", "Q?", answer("A", "100") + answer("B", "100")),
        skipped="2 of its answers are right, and only one may be chosen",
    ),
    "a grade that is no number": Case(
        question("multichoice", "Q?", answer("A", "lots") + answer("B", "0")),
        skipped="the grade 'lots' is no number",
    ),
    "all or nothing": Case(
        question("multichoiceset", "Q?", answer("A", "100") + answer("B", "100") + answer("C", "0")),
        "multiple",
        "Q?",
        "A; B",
    ),
    "short answers": Case(
        question("shortanswer", "Q?", "<usecase>1</usecase>" + answer("NaCl", "100") + answer("salt", "0", "By name?")),
        "typed",
        "Q?",
        "NaCl",
    ),
    "any other answer": Case(
        question("shortanswer", "Q?", answer("Rome", "100") + answer("*", "0", "Look again")),
        "typed",
        "Q?",
        "Rome",
        lost={"say": "what is said to 'any other answer' has no place: 'Look again'"},
    ),
    "a pattern": Case(question("shortanswer", "Q?", answer("Ro*", "100")), skipped="it takes a pattern, 'Ro*'"),
    "half right": Case(
        question("shortanswer", "Q?", answer("Rome", "100") + answer("Roma", "50")),
        "typed",
        "Q?",
        "Rome",
        lost={"credit": "'Roma' gets 50 % of the marks there, and counts as right here"},
    ),
    "typed text is no markup": Case(
        question("shortanswer", "Q?", answer("<b>", "100")),
        "typed",
        "Q?",
        "<b>",
    ),
    "a number": Case(
        question(
            "numerical",
            "Q?",
            answer("3,5", "100", "", "<tolerance>0.5</tolerance>")
            + (
                "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
                "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
            ),
        ),
        "number",
        "Q?",
        "3.5 m",
        lost={"unit": "answers in 'cm' are not taken"},
    ),
    "numbers that take in one another": Case(
        question("numerical", "Q?", answer("5", "100") + answer("5", "100", "", "<tolerance>1</tolerance>")),
        "number",
        "Q?",
        "5",
    ),
    "numbers that stand apart": Case(
        question("numerical", "Q?", answer("5", "100") + answer("9", "100")),
        skipped="two different numbers are right, and only one can be asked for",
    ),
    "no number": Case(
        question("numerical", "Q?", answer("zero", "100")), skipped="'zero' is no number with a tolerance"
    ),
    "pairs and a decoy": Case(
        question(
            "matching",
            "Q?",
            "".join(
                f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'
                for left, right in (("Italy", "Rome"), ("Japan", "Tokyo"), ("", "Oslo"))
            ),
        ),
        "match",
        "Q?",
        "Italy: Rome; Japan: Tokyo",
    ),
    "two partners": Case(
        question(
            "matching",
            "Q?",
            "".join(
                f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
                for left, right in (("Italy", "Rome"), ("Italy", "Milan"))
            ),
        ),
        skipped="'Italy' has two partners",
    ),
    "an order": Case(
        question(
            "ordering", "Q?", "".join(answer(text, f"{at}.0000000") for text, at in (("b", 2), ("a", 1), ("c", 3)))
        ),
        "order",
        "Q?",
        "a; b; c",
    ),
    "words for places": Case(
        question(
            "gapselect",
            "<p>The [[2]] sat on the [[1]].</p>",
            "".join(
                f"<selectoption><text>{word}</text><group>1</group></selectoption>" for word in ("mat", "cat", "dog")
            ),
        ),
        "cloze",
        "Fill in the gaps.",
        "cat; mat",
        lost={"fill": "the words to choose from are left out"},
    ),
    "a place without a word": Case(
        question("ddwtos", "The [[3]].", "<dragbox><text>cat</text></dragbox>"),
        skipped="its places and its words do not fit together",
    ),
    "Cloze codes": Case(
        question("cloze", "<p>Fill.</p><p>A {1:SHORTANSWER:=cat~=kitten~%0%dog#No} and {2:MW_C:=B}.</p>"),
        "cloze",
        "Fill.",
        "cat; B",
        lost={"reject": "what a gap rejects is left out"},
    ),
    "Cloze with options": Case(
        question("cloze", "The {1:MULTICHOICE_VS:cat#Miaow~=dog#Woof~%50%wolf} barks."),
        "single",
        "The _____ barks.",
        "dog",
        lost={"credit": "'wolf' gets 50 % of the marks there, and counts as wrong here"},
    ),
    "Cloze with several right": Case(
        question("cloze", "They bark: {1:MRH:=dogs~cats~=wolves}"),
        "multiple",
        "They bark: _____",
        "dogs; wolves",
    ),
    "Cloze with a number": Case(
        question("cloze", "Water boils at {1:NM:=100:0.5~%50%90:5} degrees."),
        "number",
        "Water boils at _____ degrees.",
        "100",
        lost={"credit": "'90' gets 50 % of the marks there, and counts as wrong here"},
    ),
    "Cloze with a number among gaps": Case(
        question("cloze", "{1:SA:=Water} boils at {1:NUMERICAL:=100:0.5} degrees."),
        "cloze",
        "Fill in the gaps.",
        "Water; 100",
        lost={"bounds": "a gap takes the number itself, without its tolerance"},
    ),
    "Cloze with escapes": Case(
        question("cloze", "The {1:SA:=a\\~b\\}\\#c} sign and {1:SA:=x &amp; y}."),
        "cloze",
        "Fill in the gaps.",
        "a~b}#c; x & y",
    ),
    **{
        f"Cloze of the type {name}": Case(question("cloze", f"A {{2:{name}:{answers}}} here."), kind, stem, key)
        for names, answers, kind, stem, key in (
            (CHOOSING, "=cat~dog", "single", "A _____ here.", "cat"),
            (TICKING, "=cat~dog~%100%cow", "multiple", "A _____ here.", "cat; cow"),
            (("SHORTANSWER", "SHORTANSWER_C"), "=cat~%0%dog", "cloze", "Fill in the gaps.", "cat"),
            (("NUMERICAL",), "=5:0.5", "number", "A _____ here.", "5"),
        )
        for name in names
    },
    "Cloze without a gap": Case(question("cloze", "Nothing here."), skipped="its text holds no gap"),
    "Cloze with an empty gap": Case(
        question("cloze", "The {1:MULTICHOICE} here."), skipped="a gap has no answer that is wholly right"
    ),
    "Cloze with no right answer": Case(
        question("cloze", "The {1:MC:pear~%50%apple} here."), skipped="a gap has no answer that is wholly right"
    ),
    "Cloze with a number that is none": Case(
        question("cloze", "Mark: {3:NUMERICAL:=zero}"), skipped="it asks for a number, and 'zero' is none"
    ),
    "an essay": Case(question("essay", "Write."), skipped="an essay: no program can tell whether an answer is right"),
    "a description": Case(question("description", "Read."), skipped="a description, which asks nothing"),
    "values at random": Case(question("calculated", "{a}+{b}"), skipped="it draws values at random for each player"),
    "words on a picture": Case(question("ddimageortext", "Q?"), skipped="it asks about places in a picture"),
    "a computer algebra system": Case(question("stack", "Q?"), skipped="it is graded by a computer algebra system"),
    "an unknown type": Case(question("gossip", "Q?"), skipped="Moodle's type 'gossip' has no equal here"),
    "hidden, with hints": Case(
        question(
            "shortanswer", "Q?", f'<hidden>1</hidden><hint format="html"><text>R</text></hint>{answer("Rome", "100")}'
        ),
        "typed",
        "Q?",
        "Rome",
        lost={"hidden": "it is hidden there and is not here", "hint": "a hint has no place: 'R'"},
    ),
    "no text but a name": Case(
        f'<question type="shortanswer"><name><text>Capital of Italy?</text></name>{answer("Rome", "100")}</question>',
        "typed",
        "Capital of Italy?",
        "Rome",
    ),
    "too many options": Case(
        question("multichoice", "Q?", answer("0", "100") + "".join(answer(str(at), "0") for at in range(1, 9))),
        skipped="it has 9 options, and 8 are the most",
    ),
}
KINDS = {
    "single": Single,
    "multiple": Multiple,
    "true_false": TrueFalse,
    "number": Number,
    "typed": Typed,
    "order": Order,
    "match": Match,
    "cloze": Cloze,
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_question_is_read_or_skipped(case: Case) -> None:
    """Kind, stem, key, what is lost; or why it is skipped, and where."""
    found = read(case.text)
    if case.skipped:
        assert [(skip.code, skip.reason, skip.place.line) for skip in found.skips] == [("X802", case.skipped, 3)]
        assert found.items == ()
        return
    assert found.skips == ()
    (item,) = found.items
    assert type(item.question) is KINDS[case.kind]
    assert (item.stem, key_text(item.question)) == (case.stem, case.key)
    assert set(case.lost.items()) <= {(loss.field, loss.reason) for loss in found.losses}


def one(text: str) -> Item:
    """The only question of a file."""
    (item,) = read(text).items
    return item


def test_feedback_is_said_to_whoever_chose_it() -> None:
    """Each option keeps its own; general feedback is the explanation."""
    item = one(question("multichoice", "Q?", f"{CHOICE}<generalfeedback><text>Because.</text></generalfeedback>"))
    assert isinstance(item.question, Single)
    assert [(option.text, option.say) for option in item.question.options] == [("A", "Yes"), ("B", "No")]
    assert item.reveal.explain == "Because."


def test_a_decoy_has_no_partner() -> None:
    """It stands behind the partners."""
    item = one(CASES["pairs and a decoy"].text)
    assert isinstance(item.question, Match)
    assert item.question.rights == ("Rome", "Tokyo", "Oslo")


def test_rules_of_typing_are_kept() -> None:
    """Case counts where it does there; a wrong answer with feedback is rejected with it."""
    question_ = one(CASES["short answers"].text).question
    assert isinstance(question_, Typed)
    assert question_.keep == ("case",)
    assert [(option.text, option.say) for option in question_.reject] == [("salt", "By name?")]


def test_the_score_follows_the_weights() -> None:
    """Negative weights take away, a set counts as one; weights that are no rule stay with their options."""
    made = {name: one(case.text).question for name, case in CASES.items() if case.kind in ("single", "multiple")}
    even, uneven, whole = (
        made[name] for name in ("several, weighed evenly", "several, weighed unevenly", "all or nothing")
    )
    assert isinstance(even, Multiple)
    assert isinstance(uneven, Multiple)
    assert isinstance(whole, Multiple)
    assert (even.score, whole.score) == ("share-minus", "all")
    assert [option.score for option in even.options] == [None, None, None]
    assert [option.score for option in uneven.options] == [Fraction(3, 4), Fraction(1, 4), None]
    part = made["part of the credit"]
    assert isinstance(part, Single)
    assert [option.score for option in part.options] == [None, None, Fraction(1, 2)]


def test_categories_and_tags_become_tags() -> None:
    """The path of the category, its last level as topic, and the question's own tags before them."""
    category = '<question type="category"><category><text>$course$/top/Geo/Seas // lakes</text></category></question>'
    item = one(
        category + question("shortanswer", "Q?", f"<tags><tag><text>easy</text></tag></tags>{answer('Rome', '100')}")
    )
    assert item.tags == ("easy", "Geo", "Seas / lakes")
    assert item.topic == "Seas / lakes"


def test_one_bad_question_never_loses_the_file() -> None:
    """A file that breaks off gives what was whole, and names where it broke."""
    assert FORMAT.read is not None
    whole = question("shortanswer", "Q?", answer("Rome", "100"))
    found = FORMAT.read(f"<quiz>\n{whole}\n<question type='essay'><name></quiz>".encode(), "x.xml")
    assert [item.stem for item in found.items] == ["Q?"]
    assert [(skip.code, skip.place.line) for skip in found.skips] == [("X809", 3)]


@pytest.mark.parametrize("data", [b"", b"no XML", b"<html/>", b"<quiz", b"\xff\xfe<"])
def test_what_is_none_of_it_is_refused(data: bytes) -> None:
    """In words."""
    assert FORMAT.read is not None
    with pytest.raises(Unreadable):
        FORMAT.read(data, "x.xml")


@pytest.mark.parametrize("text", [hostile.LAUGHS, hostile.OUTSIDE], ids=["entities in entities", "an entity of a file"])
def test_a_doctype_is_refused(text: str) -> None:
    """Before any entity is looked at."""
    assert FORMAT.read is not None
    with pytest.raises(Unreadable, match="DOCTYPE"):
        FORMAT.read(text.encode(), "x.xml")


def test_a_declared_encoding_that_is_wrong() -> None:
    """Letters beyond ASCII that are UTF-8 are read as that, and it is said."""
    assert FORMAT.read is not None
    text = question("shortanswer", "Où?", answer("Là", "100"))
    found = FORMAT.read(f'<?xml version="1.0" encoding="ISO-8859-1"?><quiz>{text}</quiz>'.encode(), "x.xml")
    assert found.items[0].stem == "Où?"
    assert "UTF-8" in found.losses[0].reason
    honest = FORMAT.read(f'<?xml version="1.0" encoding="ISO-8859-1"?><quiz>{text}</quiz>'.encode("latin-1"), "x.xml")
    assert (honest.items[0].stem, honest.losses) == ("Où?", ())
