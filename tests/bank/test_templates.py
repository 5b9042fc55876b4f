"""What templates print."""

from __future__ import annotations

import pytest

from quiz.bank.templates import attributed, parse, render
from quiz.bank.texts import bare
from quiz.core.facts import Thing
from quiz.core.values import Value
from tests.bank.builders import day, money, quantity, values_of

THINGS = {
    "Senate Tower": Thing("Senate Tower", "tower", "the"),
    "Aurus Senat": Thing("Aurus Senat", "car", "an"),
    "Vladimir Putin": Thing("Vladimir Putin", "leader", short="Putin"),
    "Modi": Thing("Modi", "leader"),
    "Texas": Thing("Texas", "state"),
}
VALUES = values_of(
    {
        "tower": "Senate Tower",
        "car": "Aurus Senat",
        "host": "Vladimir Putin",
        "guest": ["Modi", "Texas", "Senate Tower"],
        "state": "Texas",
        "gift": "~carrots",
        "when": day("2025-09-01"),
        "as of": day("2018"),
        "trip": day("2025-09-01..2025-09-03"),
        "amount": money("over 300000", "US dollars"),
        "years": quantity("nearly 25", "years"),
    }
)
PRINTED = [
    ("{tower}", "the Senate Tower"),
    ("{the tower}", "the Senate Tower"),
    ("{a tower}", "a Senate Tower"),
    ("{tower:bare}", "Senate Tower"),
    ("{car}", "an Aurus Senat"),
    ("{the car}", "the Aurus Senat"),
    ("{a car}", "an Aurus Senat"),
    ("{host}", "Putin"),
    ("{host:name}", "Vladimir Putin"),
    ("{host's} car", "Putin's car"),
    ("{state's} ranch", "Texas' ranch"),
    ("{guest}", "Modi, Texas and the Senate Tower"),
    ("{guest:one|many}", "many"),
    ("{host:has|have}", "has"),
    ("{when}", "1 September 2025"),
    ("{when:on}", "on 1 September 2025"),
    ("{as of:on}", "in 2018"),
    ("{trip:on}", "from 1 to 3 September 2025"),
    ("{amount}", "over 300,000 US dollars"),
    ("{amount:unit}", "US dollars"),
    ("{amount:number}", "over 300,000"),
    ("{years}", "nearly 25 years"),
    ("{gift}[ in {nowhere}]  here", "carrots here"),
    ("{gift}[ from {host}]", "carrots from Putin"),
]


@pytest.mark.parametrize(("template", "text"), PRINTED)
def test_slots_print_as_documented(template: str, text: str) -> None:
    """Articles, possessives, prepositions, agreement, units and optional groups."""
    assert render(parse(template, frozenset({*VALUES, "nowhere"})), VALUES, THINGS) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2025-09-01..2025-09-03", "1 to 3 September 2025"),
        ("2025-09..2025-11", "September to November 2025"),
        ("2018..2020", "2018 to 2020"),
        ("2025-08-30..2025-09-03", "30 August 2025 to 3 September 2025"),
        ("2018..2018-05", "2018 to May 2018"),
        ("2024-12..2025-01", "December 2024 to January 2025"),
        ("0999", "999"),
    ],
)
def test_dates_share_what_their_ends_have_in_common(written: str, text: str) -> None:
    """A range names month and year once where it can."""
    value: Value = day(written)
    assert bare(value) == text


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("what did it cost?", "According to VnExpress, what did it cost?"),
        ("Which car?", "According to VnExpress, which car?"),
        ("Putin came.", "According to VnExpress, Putin came."),
        ("The car came.", "According to VnExpress, the car came."),
        ("What's new?", "According to VnExpress, what's new?"),
    ],
)
def test_attribution_lowers_only_small_words(text: str, stem: str) -> None:
    """Names keep their capital after "According to X,"."""
    assert attributed(text, "VnExpress") == stem
    assert attributed(text, "") == text[0].upper() + text[1:]


def test_only_printed_slots_count_as_printed() -> None:
    """A unit, an agreement and a vanished group print no value."""
    template = parse("{amount:unit} {guest:has|have}[ {when:on}][ {gone}] {host's}", frozenset({*VALUES, "gone"}))
    assert template.printed(VALUES) == ("host", "when")
    assert template.missing(VALUES) == ()
