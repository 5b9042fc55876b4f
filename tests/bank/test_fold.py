"""Folding for suspicion: what may be taken for each other, and what must not."""

from __future__ import annotations

import pytest

from quiz.bank.fold import Folder
from quiz.bank.leaks import shows_any

ALIKE = [
    ("Straße", "STRASSE"),
    ("Zoë", "Zoe"),
    ("Ｚoe", "Zoe"),
    ("Aurus", "Αurus"),
    ("ice cream", "ice-cream"),
    ("the Senate Tower", "Senate Tower"),
    ("Ørsted", "Orsted"),
    ("AC&DC", "AC and DC"),
    ("Кiev", "Kiev"),
    ("l0l", "lOl"),
    ("modern", "modem"),
    ("!!!", "!!!"),
]
APART = [
    ("C++", "C#"),
    ("C", "C++"),
    ("½", "12"),
    ("12", "1/2"),
    ("!!!", "???"),
    ("1.5", "15"),
    ("1:30", "130"),
    ("Riga", "Rigas"),
    ("A", "An"),
    ("", "x"),
]


@pytest.mark.parametrize(("left", "right"), ALIKE)
def test_look_alikes_share_a_key(left: str, right: str) -> None:
    """Case, accents, width, hyphens, articles and foreign look-alikes do not tell two labels apart."""
    keys = Folder().keys
    assert not keys(left).isdisjoint(keys(right))


@pytest.mark.parametrize(("left", "right"), APART)
def test_what_differs_in_meaning_stays_apart(left: str, right: str) -> None:
    """Operators, fractions and signs that fold to nothing are compared as they are."""
    keys = Folder().keys
    assert keys(left).isdisjoint(keys(right))


@pytest.mark.parametrize(
    ("text", "label", "shown"),
    [
        ("A Russian car", "Russia", True),
        ("Kim's car", "Kim", True),
        ("the Senate Tower of Moscow", "Senate tower", True),
        ("The Aurus Senat", "Senate Tower", False),
        ("Kimono sale", "Kim", False),
        ("towers of the Senate", "Senate Tower", False),
        ("a list … of signs", "…", True),
        ("plain words", "…", False),
        ("in 2018", "2018", True),
        ("in 20181", "2018", False),
    ],
)
def test_a_label_shows_as_whole_words_or_with_an_ending(text: str, label: str, shown: bool) -> None:
    """Only the words of a label in a row give it away; a long last word may have an ending."""
    assert shows_any(text, [label]) is shown
