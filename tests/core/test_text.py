"""The cleaner of foreign text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.text import MARKS, clean, hidden

_NASTY = "\x00\x1b[31m\x7f\x85\u00ad\u034f\u061c\u0301\u0338\u180b\u200b\u200c\u200d\u200e\u2028\u202e\u2066\u2069"
_NASTIER = "\u2060\u3164\ud800\ufdd0\ufe0f\ufeff\ufff9\uffff\U000e0001\U000e0041\U000e0100\U0001f3fb\U0001f468\u2764"
# Small alphabets, so that letters meet that act on one another.
_COMPOSING, _JOINING = (
    "ae=\u0301\u0338\u200b\u3164",
    "a\u0645\u0915\u094d\u200c\u200d\u200b\U0001f468\u2764\ufe0f\U0001f3fb",
)
_SELECTING, _STACKED = "a1\u2764\u6f22\u1820\ufe0e\ufe0f\u180b\U000e0100\u200b", st.integers(0, 2 * MARKS)
_texts = st.one_of(
    st.text(),
    st.text(alphabet=_NASTY + _NASTIER + "ae1 \u0645\u0915\u094d\u6f22=\n\t\r", max_size=20),
    *(st.text(alphabet=alphabet, max_size=6) for alphabet in (_COMPOSING, _JOINING, _SELECTING)),
    _STACKED.map(lambda count: "z" + "\u0316" * count + "\u0301"),
)


@given(_texts, st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    """The cleaner is idempotent."""
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@given(_texts)
def test_nothing_hidden_is_left(text: str) -> None:
    """A clean text is NFC, has no findings and no character that a terminal acts on."""
    after = clean(text)
    assert hidden(after) == ()
    assert unicodedata.is_normalized("NFC", after)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in after)
    assert not set(after) & set("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u200b\u2060\ufeff")
    assert not any(after[i : i + MARKS + 1].count("\u0316") > MARKS for i in range(len(after)))
    assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in after)


@given(_texts)
def test_findings_point_at_the_character(text: str) -> None:
    """Each offset is inside the text and each name begins with the code point found there."""
    for offset, name in hidden(text):
        assert name.startswith((f"U+{ord(text[offset]):04X} ", "more than"))


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_text_is_left_alone(text: str) -> None:
    """Printable ASCII, markup included, stays as typed."""
    assert clean(text) == text
    assert hidden(text) == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("[red]x[/red]", "[red]x[/red]"),
        ("one\r\ntwo\nthree\tfour", "one two three four"),
        ("a\u202eb\u202c", "ab"),
        ("a\u200bb\ufeff\u2060", "ab"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("x\ud800y", "xy"),
        ("flag\U000e0067\U000e007f", "flag"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("a\u200cb\u200dc", "abc"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("\u2764\ufe0f", "\u2764\ufe0f"),
        ("a\ufe0f\ufe0f", "a"),
        ("\u6f22\U000e0100\U000e0101", "\u6f22\U000e0100"),
        ("z" + "\u0301" * 40, "ź" + "\u0301" * MARKS),
        ("a\u00a0b", "a\u00a0b"),
        ("a\u3164b\u115f\u034fc", "abc"),
        ("\u0645\u200b\u200c\u062e", "\u0645\u200c\u062e"),
        ("\u0645\u200c\u200c\u062e", "\u0645\u200c\u062e"),
        ("\u2764\u200b\ufe0f", "\u2764\ufe0f"),
    ],
)
def test_what_the_cleaner_makes_of_it(text: str, after: str) -> None:
    """What is seen stays, what is hidden goes, and joiners stay where writing needs them."""
    assert clean(text) == after


def test_lines_can_be_kept() -> None:
    """Every kind of line end becomes one line feed."""
    assert clean("a\r\nb\rc\u2028d\x85e", lines=True) == "a\nb\nc\nd\ne"


def test_findings_are_named() -> None:
    """The checker can say what stands where."""
    found = hidden("a\x1b\u202e\n\ud800")
    assert found == ((1, "U+001B ESCAPE"), (2, "U+202E RIGHT-TO-LEFT OVERRIDE"), (4, "U+D800 SURROGATE"))
    assert hidden("z" + "\u0316" * 40) == ((1 + MARKS, f"more than {MARKS} marks on one letter"),)
