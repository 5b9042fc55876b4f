"""The oracle itself, on packs small enough to judge by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.invariants.printing import Printer, date_text, read_printed_date
from tests.invariants.reading import V, fold, overlap, read_amount, read_date, within
from tests.oracle import Stem, World


def _pack(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Three people and places, visits with a licence that needs a day."""
    visited = {
        "roles": {"who": "person", "place": "city", "when": "date"},
        "say": "{who} visited {place}[ {when:on}].",
        "ask": {"who": "Who visited {place}[ {when:on}]?"},
        "only one": {"who": {"per": ["place", "when=day"], "because": "one guest a day"}},
    }
    base: dict[str, Any] = {
        "things": {
            "person": ["Kim", {"name": "Modi", "also": ["MODI"]}, "Zoë", "Wim"],
            "city": [{"name": "the Kremlin", "in": "Moscow"}, "Moscow", "Riga"],
        },
        "relations": {"visited": visited},
        "facts": {"visited": [{"who": "Kim", "place": "Riga", "when": "2025-09-01"}]},
    }
    return base | more


def _stem(world: World, **given: str) -> Stem:
    """Who visited, with these values printed."""
    roles = world.relations["visited"]["roles"]
    return Stem("visited", "who", {role: (world.read(roles[role], text),) for role, text in given.items()})


def _verdict(pack: dict[str, Any], who: str, **given: str) -> str:
    """The verdict on a person."""
    world = World(pack)
    return world.verdict(_stem(world, **given), V("thing", who))


def test_a_licence_needs_all_it_takes_as_given() -> None:
    """With the day the others are false; without it, or on another day, nobody can say."""
    assert _verdict(_pack(), "Kim", place="Riga", when="2025-09-01") == "TRUE"
    assert _verdict(_pack(), "Modi", place="Riga", when="2025-09-01") == "FALSE"
    assert _verdict(_pack(), "Modi", place="Riga") == "UNKNOWN"
    assert _verdict(_pack(), "Modi", place="Riga", when="2025-09") == "UNKNOWN"
    assert _verdict(_pack(), "Modi", place="Riga", when="2025-09-03") == "UNKNOWN"


@pytest.mark.parametrize("standing", ["disputed", "refuted", "facts"])
def test_what_may_be_right_is_not_called_wrong(standing: str) -> None:
    """A statement that may be about the same visit bars its value, whatever its standing."""
    claim = {"who": "Modi", "place": "Riga"}
    packs: dict[str, dict[str, Any]] = {
        "disputed": {"disputed": [{"about": "x", "claims": [{"visited": claim}]}]},
        "refuted": {"refuted": [{"visited": claim}]},
        "facts": {"facts": {"visited": [*_pack()["facts"]["visited"], claim]}},
    }
    more = packs[standing]
    assert _verdict(_pack(**more), "Modi", place="Riga", when="2025-09-01") == "UNKNOWN"
    assert _verdict(_pack(**more), "Zoë", place="Riga", when="2025-09-01") == "FALSE"


def test_two_values_under_one_licence_leave_neither_true() -> None:
    """Facts at odds are no facts."""
    facts = [{"who": who, "place": "Riga", "when": "2025-09-01"} for who in ("Kim", "Modi")]
    assert _verdict(_pack(facts={"visited": facts}), "Kim", place="Riga", when="2025-09-01") == "UNKNOWN"


def test_a_complete_list_and_a_denial_make_false() -> None:
    """Both need no licence, and a denial covers what is finer than itself."""
    complete = [{"relation": "visited", "role": "who", "where": {"place": "Riga"}, "because": "all"}]
    assert _verdict(_pack(complete=complete), "Modi", place="Riga") == "FALSE"
    assert _verdict(_pack(complete=complete), "Modi", place="Moscow") == "UNKNOWN"
    denied = [{"visited": {"who": "Modi", "place": "Moscow", "when": "2023"}, "because": "no"}]
    assert _verdict(_pack(**{"not": denied}), "Modi", place="Moscow", when="2023-05") == "FALSE"
    assert _verdict(_pack(**{"not": denied}), "Modi", place="Moscow") == "UNKNOWN"


def test_values_meet_by_name_container_and_interval() -> None:
    """Aliases, letters of one look, containers and overlapping amounts may denote the same."""
    world = World(_pack())
    assert world.maybe(V("thing", "Kremlin"), V("thing", "Moscow"))
    assert world.maybe(V("thing", "Modi"), V("text", "modi"))
    assert not world.maybe(V("thing", "Riga"), V("thing", "Moscow"))
    assert fold("Αurus") == fold("Aurus")
    assert fold("Ｚoe") == fold("Zoë")
    assert fold("ice-cream") == fold("Ice Cream")
    assert fold("C++") != fold("C#")
    assert fold("!!!") != fold("???")
    years = [read_amount(text, "years", "number") for text in ("24", "nearly 25", "25", "over 25")]
    assert [[overlap(a, b) for b in years] for a in years[:3]] == [
        [True, True, False, False],
        [True, True, False, False],
        [False, False, True, True],
    ]


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("48.5 million roubles", 48_450_000, 48_550_000),
        ("2 thousand roubles", 1500, 2500),
        ("1,200 roubles", 1200, 1200),
        ("twelve roubles", 12, 12),
        ("about 100 roubles", 95, 105),
    ],
)
def test_amounts_are_intervals(written: str, low: int, high: int) -> None:
    """Decimals and scales stand for half a unit of the last printed digit either side."""
    read = read_amount(written, "", "money")
    assert read.lo == low
    assert read.hi == high
    assert read.unit == "roubles"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2025-09-01", "on 1 September 2025"),
        ("2025-09", "in September 2025"),
        ("2018", "in 2018"),
        ("2025-09-01..2025-09-03", "from 1 to 3 September 2025"),
        ("2025-09..2025-11", "from September to November 2025"),
        ("2018..2020", "from 2018 to 2020"),
        ("2025-09-01..2025-11-03", "from 1 September 2025 to 3 November 2025"),
    ],
)
def test_dates_print_and_read_back(written: str, printed: str) -> None:
    """Every form of a date is printed as the templates ask, and means what it meant."""
    assert date_text(written, on=True) == printed
    assert read_printed_date(printed) == written
    assert within(read_date(written), read_date("2018..2026"))


def test_templates_print_groups_articles_and_agreement() -> None:
    """A group goes with its role; a thing brings its own article."""
    world = World(_pack())
    printer = Printer(world)
    values = {"who": [V("thing", "Kim"), V("thing", "Wim")], "place": [V("thing", "Kremlin")]}
    assert (
        printer.render("{who} {who:has|have} seen {place}[ {when:on}].", values) == "Kim and Wim have seen the Kremlin."
    )
    assert printer.render("{a place}, {place's} {place:bare}", values) == "a Kremlin, the Kremlin's Kremlin"
    assert printer.render("{who} {when}", values) is None
    assert printer.attributed("What is {x}?", "TASS") == "According to TASS, what is {x}?"
    assert printer.attributed("Kim left.", "TASS") == "According to TASS, Kim left."
