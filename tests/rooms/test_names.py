"""Names that a class can see, and codes that nobody guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.commands import JoinSeat, OpenRound, RenameSeat, SetTeam
from quiz.core.decide import Refusal
from quiz.core.seating import tidy
from quiz.core.text import hidden
from quiz.rooms.codes import ALPHABET, LENGTH, new_code, read_code
from quiz.rooms.names import ADJECTIVES, ANIMALS, RESERVED, WIDEST, Names, cells
from tests.core.table import ONE, Table, a_plan


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", Refusal.MALFORMED),
        (" \u200b\u202e ", Refusal.MALFORMED),
        ("...", Refusal.MALFORMED),
        ("\x1b[2J", None),
        ("x" * 20, None),
        ("x" * 21, Refusal.MALFORMED),
        ("東京" * 5, None),
        ("東京" * 5 + "x", Refusal.MALFORMED),
        ("a" + "\u0301" * 200, None),
        ("Host", Refusal.NAME_TAKEN),
        ("h0st", Refusal.NAME_TAKEN),
        ("tеасhеr", Refusal.NAME_TAKEN),
        ("ＡＤＭＩＮ", Refusal.NAME_TAKEN),
        ("Ann", Refusal.NAME_TAKEN),
        ("aNN", Refusal.NAME_TAKEN),
        ("ａｎｎ", Refusal.NAME_TAKEN),
        ("Аnn", Refusal.NAME_TAKEN),
        ("A nn", Refusal.NAME_TAKEN),
        ("An\u200dn", Refusal.NAME_TAKEN),
        ("lgor", Refusal.NAME_TAKEN),
        ("1gor", Refusal.NAME_TAKEN),
        ("Anne", None),
        ("Ana", None),
        ("Bo", None),
    ],
)
def test_who_may_be_called_what(name: str, why: Refusal | None) -> None:
    """Visible, of some width, nobody's and nothing that looks like somebody's. Two letters are enough."""
    refused = Names().problem(name, ["Ann", "Igor"])
    assert (refused and refused.reason) == why


def test_the_gate_looks_at_names_only() -> None:
    """Those that come with a seat, another name or a team; a seat that sits down again has its name."""
    table, names = Table(a_plan(), ann=ONE, bo=ONE), Names()
    assert names.check(table.state, JoinSeat("cy", "B0")) is not None
    assert names.check(table.state, JoinSeat("bo", "bo")) is None
    assert names.check(table.state, RenameSeat("bo", "B0")) is None
    assert names.check(table.state, RenameSeat("bo", "Аnn")) is not None
    assert names.check(table.state, SetTeam("bo", "x" * 21)) is not None
    assert names.check(table.state, SetTeam("bo", "")) is None
    assert names.check(table.state, OpenRound(0)) is None


@given(st.text(max_size=30))
def test_a_name_that_is_taken_can_be_shown(name: str) -> None:
    """As it is kept it hides nothing and fits; and it is taken from then on."""
    names = Names()
    if names.problem(name, ()) is None:
        kept = tidy(name)
        assert not hidden(kept)
        assert 1 <= cells(kept) <= WIDEST
        assert names.problem(name, [kept]) is not None


def test_every_name_on_offer_is_good() -> None:
    """All pairs of words are fit to be taken, and no two look the same."""
    names = Names()
    pairs = [f"{one.title()} {two.title()}" for one in ADJECTIVES for two in ANIMALS]
    assert all(names.problem(name, ()) is None for name in pairs)
    assert len({names._look(name) for name in pairs}) == len(pairs) > 5000
    assert not {word for word in (*ADJECTIVES, *ANIMALS) if word in RESERVED}


def test_there_is_a_name_for_everybody() -> None:
    """A class, a hall, and whoever comes when all pairs are gone."""
    names = Names()
    taken: list[str] = []
    for _ in range(200):
        taken.append(names.free(taken))
    assert len(set(taken)) == 200
    everything = [f"{one} {two}" for one in ADJECTIVES for two in ANIMALS]
    left = everything.pop(17)
    assert names.free(everything).casefold() == left
    assert names.free([*everything, left]).startswith("Player ")


def test_codes_are_read_as_they_are_meant() -> None:
    """In any case, with hyphens, and with the letters that are taken for digits."""
    assert read_code(" 0iol-abcd ") == "0101ABCD"
    assert read_code("0101abcd") == "0101ABCD"
    assert [read_code(text) for text in ("", "room", "0101abc", "0101abcde", "0101abcu", "0101abc!")] == [None] * 6


def test_codes_are_forty_bits_of_chance() -> None:
    """Of eight letters and digits, never one that is taken, and each of the 32 comes up at each place."""
    codes = [new_code() for _ in range(2000)]
    assert len(set(codes)) == 2000
    assert all(read_code(code) == code for code in codes)
    assert all({code[place] for code in codes} == set(ALPHABET) for place in range(LENGTH))
    assert not any(code.isalpha() or code.isdigit() for code in codes)


def test_a_code_that_is_taken_is_not_given_again() -> None:
    """However often it comes up."""

    class Most:
        """Has all codes but those that begin with 7."""

        def __contains__(self, code: object) -> bool:
            return not str(code).startswith("7")

    assert new_code(Most()).startswith("7")
