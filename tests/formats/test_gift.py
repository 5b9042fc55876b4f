"""GIFT as teachers' files hold it: each deviation in a file of our own making."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quiz.core.kinds import Match, Multiple, Number, Option, Question, Single, TrueFalse, Typed
from quiz.formats.base import SKIPPED, Imported, Place
from quiz.formats.gift import FORMAT, read

N = Fraction


def single(right: str, *wrong: str) -> Single:
    """A choice, the right option first."""
    return Single(tuple(map(Option, (right, *wrong))), 0)


def typed(*texts: str) -> Typed:
    """A short answer."""
    return Typed(texts)


# What a file holds, and the stem and question that it gives.
READ: dict[str, tuple[str, str, Question]] = {
    "bare colon and equals in the stem": ("If a = b: what is a? {=b ~c}", "If a = b: what is a?", single("b", "c")),
    "brackets with backslashes": (r"Solve \[x\] {=y ~z}", r"Solve \[x\]", single("y", "z")),
    "a sign for wrong before one for right": ("Q? {~=right ~wrong}", "Q?", single("right", "wrong")),
    "blank lines in braces": ("Q? {\n\n=right\n\n~wrong\n\n}", "Q?", single("right", "wrong")),
    "an arrow in a short answer": ("Q? {=a -> b}", "Q?", typed("a -> b")),
    "LaTeX that begins with n": (r"Is 1 \neq 2? {=yes ~no}", r"Is 1 \neq 2?", single("yes", "no")),
    "LaTeX in a formula": (r"Is $a \not= b$ or $\nu$? {=yes ~no}", r"Is $a \not= b$ or $\nu$?", single("yes", "no")),
    "a line end": (r"One\nTwo {=yes ~no}", "One\nTwo", single("yes", "no")),
    "a doubled backslash before n": (r"C:\\new {=yes ~no}", r"C:\new", single("yes", "no")),
    "repeated answers": ("Q? {=a =a}", "Q?", typed("a")),
    "repeated options": ("Q? {=a ~b ~b}", "Q?", single("a", "b")),
    "a quote mark left behind": ('Q? {T}";', "Q?", TrueFalse(key=True)),
    "a gap": ("Grant is {=buried ~living} here.", "Grant is _____ here.", single("buried", "living")),
    "braces first": ("{=Asia} is large.", "_____ is large.", typed("Asia")),
    "markup": ("<p>Who <b>was</b>&nbsp;it?</p>{=A&amp;B ~C}", "Who was it?", single("A&B", "C")),
    "what only looks like markup": ("What is List<String>?{=a ~b}", "What is List<String>?", single("a", "b")),
    "a picture": ('[html]<img src\\="x.png" alt\\="A map">Where?{=a ~b}', "[A map]Where?", single("a", "b")),
    "formats of answers": ("Q?{=[html]<i>a</i> ~[plain]<i>b</i>}", "Q?", single("a", "<i>b</i>")),
    "a name without a question": ("::Name::{=a ~b}", "Name", single("a", "b")),
    "weights with a decimal comma": (
        "Q?{~%33,33333%a ~%33,33333%b ~%33,33333%c}", "Q?", Multiple(tuple(map(Option, "abc")), (0, 1, 2)),
    ),
    "weights that take away": (
        "Q?{~%100%a ~%-100%b}", "Q?", Multiple((Option("a"), Option("b")), (0,)),
    ),
    "weights that take nothing": (
        "Q?{~%50%a ~%50%b ~c}", "Q?", Multiple(tuple(map(Option, "abc")), (0, 1), "share"),
    ),
    "an answer worth nothing": ("Q?{=a#yes =%0%b#no}", "Q?", Typed(("a",), reject=(Option("b", "no"),))),
    "weights that no rule has": (
        "Q?{~%75%a ~%25%b ~%-100%c ~d}", "Q?",
        Multiple((Option("a", score=N("0.75")), Option("b", score=N("0.25")), Option("c", score=N(-1)), Option("d")),
                 (0, 1)),
    ),
    "a share for a wrong answer": (
        "Q?{=a ~%50%b ~c}", "Q?", Single((Option("a"), Option("b", score=N("0.5")), Option("c")), 0),
    ),
    "a number with tolerance": ("Q?{#3:0.5}", "Q?", Number(N(3), N("2.5"), N("3.5"), printed="3")),
    "a range": ("Q?{#1..2}", "Q?", Number(N("1.5"), N(1), N(2), printed="1.5")),
    "a negative number": ("Q?{#-5}", "Q?", Number(N(-5), N(-5), N(-5), printed="-5")),
    "an exponent": ("Q?{#1e3:1}", "Q?", Number(N(1000), N(999), N(1001), printed="1000")),
    "a number in a foreign format": ("Q?{#3,5}", "Q?", Number(N("3.5"), N("3.5"), N("3.5"), printed="3.5")),
    "nested tolerances": ("Q?{#=5:0 =5:1}", "Q?", Number(N(5), N(4), N(6), printed="5")),
    "small letters are no truth value": ("Q?{true}", "Q?", typed("true")),
    "every escape": (
        r"A\=b \~c \#d \{e\} f\: g\\h{=\=a\~ ~\{b\}\#}", r"A=b ~c #d {e} f: g\h", single("=a~", "{b}#"),
    ),
    "weights of short answers": ("Q?{=%100%a =%60%b}", "Q?", typed("a", "b")),
    "weights of numbers, and feedback for the rest": (
        "Q?{#=%100%5:0.5#yes =%50%5:1 ~#no}", "Q?", Number(N(5), N("4.5"), N("5.5"), printed="5"),
    ),
    "feedback that begins with a sign": (
        "Q?{=a##b ~c#}", "Q?", Single((Option("a", "#b"), Option("c")), 0),
    ),
    "formats of pairs": ("Q?{=[html]<b>a</b> -> 1 =b -> 2}", "Q?", Match(("a", "b"), ("1", "2"))),
    "a partner that belongs to none": (
        "Q?{=a -> 1 =b -> 2 = -> 3}", "Q?", Match(("a", "b"), ("1", "2", "3")),
    ),
}  # fmt: skip

# What is skipped, and a word of the reason.
SKIPS = {
    "Write a letter. {}": "essay",
    "Read this first.": "description",
    "Q? {=a": "never closed",
    "Q? {1:MC:=a~b} and {2:SA:=c}": "Cloze",
    "The {=a} and the {=b}.": "several groups",
    "Q? {~a ~b}": "none of its answers is right",
    "Q? {#}": "no number",
    "Q? {#many}": "no number",
    "Q? {#=1 =9}": "two different numbers",
    "Q? {=a -> 1 =a -> 2}": "two partners",
    "Q? {=a -> 1 =b -> 1}": "twice",
    "Q? {=a}" + " {}": "several groups",
    "Q? {=a " + " ".join(f"~{n}" for n in range(8)) + "}": "8 are the most",
    "{=}": "no question text",
}


def one(text: str) -> Imported:
    """Read a file with a good question before and after."""
    return read(f"Before {{T}}\n\n{text}\n\nAfter {{F}}\n".encode(), "x.gift")


@pytest.mark.parametrize("name", READ)
def test_deviations_are_taken(name: str) -> None:
    """Each is read as its author meant it, between two others."""
    text, stem, question = READ[name]
    found = one(text)
    assert found.skips == ()
    assert [item.stem for item in found.items] == ["Before", stem, "After"]
    assert found.items[1].question == question


@pytest.mark.parametrize("text", SKIPS)
def test_what_cannot_be_taken_is_named(text: str) -> None:
    """With a code, its line and a reason; what stands around it is read."""
    found = one(text)
    assert [item.stem for item in found.items] == ["Before", "After"]
    (skip,) = found.skips
    assert (skip.code, skip.place) == (SKIPPED, Place(3))
    assert SKIPS[text] in skip.reason


def test_questions_without_a_blank_line_between_them() -> None:
    """A line with braces of its own after braces begins another question."""
    found = read(b"One? {T}\nTwo? {F}\n::Three:: three\n{=a\n~b}\n", "x.gift")
    assert [item.stem for item in found.items] == ["One?", "Two?", "three"]


def test_categories_ids_and_tags() -> None:
    """A category gives tags and the topic until the next one; comments give an id and tags."""
    text = (
        "// [id:7\\]] [tag:easy] [tag:a b]\n$CATEGORY: $course$/top/Maths/Sets and//or maps\n\nQ? {T}\n\n"
        "// only a comment\nR? {F}\n\n$CATEGORY: top\n\nS? {T}\n"
    )
    one, two, three = read(text.encode(), "x.gift").items
    assert (one.id, one.tags, one.topic) == ("7]", ("easy", "a b", "Maths", "Sets and/or maps"), "Sets and/or maps")
    assert (two.tags, two.topic) == (("Maths", "Sets and/or maps"), "Sets and/or maps")
    assert (three.tags, three.topic) == ((), "")


def test_general_feedback_is_the_explanation() -> None:
    """It follows the last four signs; the first feedback of true and false is for whoever is wrong."""
    (item,) = read(b"Q? {T#no#yes####because}", "x.gift").items
    assert (item.reveal.explain, item.question) == ("because", TrueFalse(key=True, say="no"))
    (last,) = read(b"Q? {=a ~b####one####two}", "x.gift").items
    assert last.reveal.explain == "two"


def test_shares_of_credit_are_named() -> None:
    """What a choice can hold is held; what the game cannot is told with the answer and its share."""
    found = read(b"Q? {=a =%75%b#nearly =%20%c#no}\n\nR? {=a ~%50%b}", "x.gift")
    assert found.items[0].question == Typed(("a", "b"), reject=(Option("c", "no"),))
    told = [(loss.question, loss.field, loss.reason) for loss in found.losses]
    assert ("Q?", "credit", "'b' gets 75 % of the marks there, and counts as right here") in told
    assert ("Q?", "credit", "'c' gets 20 % of the marks there, and counts as wrong here") in told
    assert found.items[1].question == Single((Option("a"), Option("b", score=Fraction(1, 2))), 0)
    assert all(loss.item in {item.id for item in found.items} and loss.place.line for loss in found.losses)


def test_a_question_that_stands_twice_is_taken_twice() -> None:
    """Each with an id of its own."""
    found = read(b"Q? {T}\n\nQ? {T}", "x.gift")
    assert len({item.id for item in found.items}) == 2


def test_lines_of_another_encoding_and_line_ends() -> None:
    """A line that is no UTF-8 is taken as cp1252 and named; carriage returns are line ends."""
    found = read(b"\xef\xbb\xbfCaf\xe9? {T}\r\rD\xc3\xa9j\xc3\xa0? {F}\r", "x.gift")
    assert [item.stem for item in found.items] == ["Caf\u00e9?", "D\u00e9j\u00e0?"]
    assert [(loss.field, loss.place) for loss in found.losses] == [("encoding", Place(1))]


def test_an_open_brace_loses_only_its_own_question() -> None:
    """The next blank line ends it, unless a closing brace comes before another opening one."""
    found = read(b"One? {=a\n\nTwo? {=b ~c}\n\nThree? {\n\n=d ~e\n\n}\n", "x.gift")
    assert [item.stem for item in found.items] == ["Two?", "Three?"]
    assert [skip.place.line for skip in found.skips] == [1]


def test_nothing_is_an_empty_file() -> None:
    """A file without a question gives none, and does not pass for GIFT."""
    assert read(b"", "maths_1.gift").title == "maths 1"
    assert read(b"", "x.gift").items == ()
    assert not FORMAT.sniff(b"A) x\nANSWER: A\n", "x.txt")
    assert FORMAT.sniff(b"Q? {=a ~b}", "x.txt")
