"""Defects that the drawn packs once found, each cut down to the pack that showed it; every invariant holds on them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.invariants.context import build
from tests.invariants.library import RELATIONS, SOURCES
from tests.invariants.table import failures
from tests.strategies import GROUND

Pack = dict[str, Any]
EVIDENCE = {"Gazette 1": "as the paper says"}
PEOPLE = ["Kim", "Wim", "Umberto", "Xenia", "Modi"]
PLACES = ["Riga", "Oslo", "Quito", "Narva", "Sochi"]
ENDED = {"since": "2023", "until": "2013"}


def _pack(name: str, licences: dict[str, list[str]], facts: list[dict[str, Any]], **more: Any) -> Pack:  # noqa: ANN401
    """A pack of one relation with these licences and facts."""
    base = RELATIONS[name]
    relation: Pack = {key: base[key] for key in ("roles", "say", "event", "ask") if key in base}
    relation |= {"only one": {role: {"per": per, "because": GROUND} for role, per in licences.items()}}
    told = [{"evidence": EVIDENCE} | fact for fact in facts]
    pack: Pack = {"quiz": "1", "title": "Found", "language": "en", "sources": SOURCES}
    pack |= {"things": {"person": PEOPLE, "place": PLACES, "product": ["Lada", "Volga", "Tatra"]}}
    return pack | {"relations": {name: relation}, "facts": {name: told}} | more


FOUND: dict[str, Pack] = {
    "contradictory facts still bar their values": _pack(
        "named after",
        {"tower": ["car"], "car": ["tower"]},
        [
            {"car": "Lada", "tower": "Riga"},
            {"car": "Lada", "tower": "Oslo"},
            {"car": "Volga", "tower": "Quito"},
        ],
    ),
    "a contradiction does not hang on the order of facts": _pack(
        "price",
        {"amount": ["car"]},
        [
            {"car": "Lada", "amount": "from 48.5 million roubles", "as of": "2018"},
            {"car": "Lada", "amount": "50 million roubles", "as of": "2018"},
            {"car": "Lada", "amount": "900 roubles", "as of": "2025"},
        ],
    ),
    "what is disputed in one role is not told in another": _pack(
        "away",
        {"years": ["who", "place"]},
        [{"who": "Kim", "place": "Quito", "years": "7", "only": ["who"]}],
        disputed=[
            {
                "about": "how long",
                "claims": [
                    {"away": {"who": "Kim", "place": "Quito", "years": "24"}, "evidence": EVIDENCE},
                    {"away": {"who": "Kim", "place": "Quito", "years": "40"}, "evidence": EVIDENCE},
                ],
            }
        ],
    ),
    "a list says each of its values": _pack(
        "visited",
        {"place": ["who"]},
        [{"who": ["Modi", "Xenia"], "place": "Riga", "when": "2018"}],
        refuted=[{"visited": {"who": "Modi", "place": "Riga"}, "because": "he was ill"}],
    ),
    "a list contradicts what is said of one on it": _pack(
        "visited",
        {"place": ["who"]},
        [
            {"who": ["Xenia", "Umberto"], "place": "Riga", "when": "2010"},
            {"who": "Xenia", "place": "Quito", "when": "2021-03-01"},
        ],
        complete=[
            {
                "relation": "visited",
                "role": "place",
                "where": {"who": "Xenia"},
                "because": "all of them",
                "ask": "Which of these did Xenia visit?",
                "evidence": EVIDENCE,
            }
        ],
    ),
    "one source's word is not on a list that nobody's word is": _pack(
        "visited",
        {},
        [{"who": "Umberto", "place": "Riga", "attribute": "Gazette"}],
        complete=[
            {
                "relation": "visited",
                "role": "place",
                "where": {"who": "Umberto"},
                "because": "all of them",
                "ask": "Which of these did Umberto visit?",
                "evidence": EVIDENCE,
            }
        ],
    ),
    "a label of signs alone leaks as others do": _pack(
        "showed",
        {"giver": ["recipient", "gift"]},
        [
            {"giver": "«»", "recipient": "Wim", "gift": "½", "when": "2018-05"},
            {"giver": "«»", "recipient": "Wim", "gift": "carrots", "when": "2019-11", "attribute": "Gazette"},
        ],
        things={"person": [*PEOPLE, "«»"], "place": PLACES},
    ),
    "a price in each of two currencies": _pack(
        "price",
        {"amount": ["car", "as of"]},
        [
            {"car": "Lada", "amount": "48.5 million roubles", "as of": "2025"},
            {"car": "Lada", "amount": "over 300,000 US dollars", "as of": "2025"},
        ],
    ),
    "so is the container of what looks like a container": _pack(
        "named after",
        {"car": ["tower"]},
        [{"car": "Oslo", "tower": "Narva"}],
        things={
            "place": [{"name": "Zoe", "in": "STRASSE"}, "STRASSE", "Narva"],
            "product": ["Ｚoe", {"name": "Oslo", "in": "Ｚoe"}, "Straße", "Lada", "Aurus"],
        },
    ),
    "signs aside, 1 looks like L": _pack(
        "visited",
        {"who": ["place"]},
        [{"who": "Kim", "place": "Riga", "when": "2010"}],
        things={"person": ["Kim", "1:", "L", "Modi"], "place": PLACES},
    ),
    "two spellings of a gift are one gift under a licence": _pack(
        "gave",
        {"recipient": ["giver", "gift"]},
        [
            {"giver": "Kim", "recipient": "Wim", "gift": "ice cream", "when": "2018-05", "only": ["recipient"]},
            {"giver": "Kim", "recipient": "Modi", "gift": "ice-cream", "when": "2019-11"},
        ],
    ),
    "a contested visit picks the end of a span too": _pack(
        "visited",
        {"place": ["who"]},
        [
            {"who": "Kim", "place": "Riga", "when": "2018-05-08"},
            {"who": "Wim", "place": "Riga", "when": "2018-05-08"},
            {"who": "Wim", "place": "Quito", "when": "2019"},
            {"who": "Modi", "place": "Oslo", "when": "2021-03-01"},
        ],
        things={"person": ["Kim", {"name": "Wim", "in": "Kim"}, "Umberto", "Xenia", "Modi"], "place": PLACES},
        spans=[
            {
                "from": {"visited": {"who": "Kim", "place": "Riga"}},
                "to": {"visited": {"who": "Modi", "place": "Oslo"}},
                "in": "days",
                "ask": "How many days lie between the two visits?",
                "say": "They lie {answer} apart.",
            }
        ],
    ),
    "that two were not there together says of neither that it was not": _pack(
        "visited",
        {},
        [{"who": ["Modi", "Xenia"], "place": "Riga", "when": "2018"}],
        **{
            "not": [
                {
                    "visited": {"who": ["Kim", "Wim"], "place": "Riga"},
                    "because": GROUND,
                    "source": "https://example.org/denial",
                }
            ]
        },
    ),
    "a sentence begins with a capital whose letter is not its own": _pack(
        "visited",
        {"who": ["place"]},
        [{"who": "Kim", "place": "Riga"}, {"who": "ıvan", "place": "Oslo"}],
        things={"person": ["Kim", "ıvan", "ſven"], "place": PLACES},
    ),
    "a slip in one rival leaves the other disputed": _pack(
        "visited",
        {"who": ["place"]},
        [{"who": "Kim", "place": "Riga"}],
        disputed=[
            {
                "about": "who went to Riga",
                "claims": [
                    {"visited": {"who": "Kim", "place": "Riga"}, "evidence": EVIDENCE, "attribute": "Gazette"},
                    {"visited": {"who": "his aunt", "place": "Riga"}, "evidence": EVIDENCE},
                ],
            }
        ],
    ),
    "a list of all says two where a licence says one": _pack(
        "visited",
        {"who": ["place", "when"]},
        [{"who": "Kim", "place": "Riga", "when": "2018"}, {"who": "Modi", "place": "Riga", "when": "2018-05"}],
        complete=[
            {
                "relation": "visited",
                "role": "who",
                "where": {"place": "Riga", "when": "2018"},
                "because": "all of them",
                "ask": "Which of these visited Riga in 2018?",
                "count": "How many visited Riga in 2018?",
                "evidence": EVIDENCE,
            }
        ],
    ),
    "a licence of the fact's own does not heal one that is broken": _pack(
        "visited",
        {"place": ["when"]},
        [
            {"who": "Kim", "place": "Riga", "when": "2018-05", "only": ["place"]},
            {"who": "Modi", "place": "Oslo", "when": "2018-05-08"},
        ],
    ),
    "what looks like a part of a thing is not that thing under a licence": _pack(
        "gave",
        {"giver": ["recipient", "gift", "when"], "gift": ["giver", "recipient"]},
        [
            {
                "giver": "Kim",
                "recipient": "Wim",
                "gift": "tea",
                "when": "2018-05",
                "foils": {"gift": ["a clock", "a saddle", "a lamp"]},
            }
        ],
        things={
            "person": ["Kim", {"name": "Modi", "also": ["Zoe"], "in": "Kim"}, {"name": "Xenia", "also": ["Zoë"]}, "Wim"]
        },
        disputed=[
            {
                "about": "who gave it",
                "claims": [
                    {
                        "gave": {"giver": giver, "recipient": "Wim", "gift": "tea", "when": "2018-05"},
                        "evidence": EVIDENCE,
                    }
                    for giver in ("Modi", "Xenia")
                ],
            }
        ],
    ),
    "a whole that was not there says nothing of its parts": _pack(
        "visited",
        {},
        [{"who": "Kim", "place": "Riga", "when": "2010"}],
        things={"person": [{"name": "Kim", "in": "Modi"}, "Modi", "Wim"], "place": PLACES},
        **{
            "not": [
                {
                    "visited": {"who": "Modi", "place": place, "when": "2010"},
                    "because": GROUND,
                    "source": "https://example.org/denial",
                }
                for place in PLACES[1:]
            ]
        },
    ),
    "one on a list is asked for no other place": _pack(
        "visited",
        {"who": ["place"], "place": ["who"]},
        [{"who": ["Wim", "Modi"], "place": "Narva", "when": "2018"}, {"who": "Modi", "place": "Riga", "when": "2010"}],
        things={"person": ["Wim", "Modi", "Xenia", "Umberto", "Jakarta"], "place": PLACES},
    ),
    "a container is known by its look": _pack(
        "visited",
        {"place": ["who"]},
        [{"who": "Kim", "place": "Riga", "when": "2010"}],
        things={"person": PEOPLE, "place": [{"name": "Riga", "in": "Straße"}, "Straße", "STRASSE", "Oslo", "Quito"]},
    ),
    # A slip in a lifetime, as in the next three, is one of the years: the author has still named the thing, and told
    # the fact. So the name may be meant by what is typed, and the fact may contradict another.
    "whatever its years, a thing bears its names": _pack(
        "helped",
        {"car": ["firm"]},
        [{"firm": "Kim", "car": "Elba"}],
        things={"person": ["Kim"], "product": [ENDED | {"name": "ice cream"}, {"name": "Elba", "short": "ice-cream"}]},
    ),
    "whatever its years, a thing may be meant by a stem": _pack(
        "helped",
        {"firm": ["car"]},
        [{"firm": "Wim", "car": "Lada"}, {"firm": "Kim", "car": "Volga"}],
        things={
            "person": [ENDED | {"name": "Wim"}, "Kim", "Modi", "Xenia"],
            "product": [{"name": "Lada", "in": "Volga"}, "Volga"],
        },
    ),
    "whatever its years, a thing contradicts": _pack(
        "gave",
        {"recipient": ["giver", "gift"], "when": ["giver", "recipient", "gift"]},
        [
            {"giver": "Kim", "recipient": "Wim", "gift": "tea", "when": "2020-02"},
            {"giver": "Kim", "recipient": "Modi", "gift": "tea", "attribute": "Gazette"},
        ],
        things={"person": ["Kim", "Wim", ENDED | {"name": "Modi"}]},
    ),
    "a fact about a thing with a slip contradicts": _pack(
        "visited",
        {"who": ["place"]},
        [{"who": "Kim", "place": "Riga"}, {"who": "Modi", "place": "Riga"}],
        things={"person": ["Kim", "Wim", "Xenia", {"name": "Modi", "colour": "red"}], "place": PLACES},
    ),
    "a short name loses its article": _pack(
        "visited",
        {"who": ["place"]},
        [{"who": "Kim", "place": "Riga"}],
        things={"person": [{"name": "the Kim", "short": "the K"}, "Wim", "Xenia"], "place": PLACES},
    ),
    # A slip beside what a fact or a claim says unsays nothing, in the next four. It is no question and no proof, but it
    # contradicts what others say, as the auditor and the oracle read it.
    "a fact with a slip contradicts": _pack(
        "visited",
        {"who": ["place"]},
        [
            {"who": "Kim", "place": "Riga"},
            {"who": "Modi", "place": "Riga", "evidence": {"Nobody 1": "as the paper says"}},
        ],
    ),
    "a refutation with a slip bars its value": _pack(
        "visited",
        {"who": ["place"]},
        [{"who": "Kim", "place": "Riga"}],
        things={"person": ["Kim", "Wim", "Modi"], "place": PLACES},
        refuted=[{"visited": {"who": "Modi", "place": "Riga"}, "because": GROUND, "colour": "red"}],
    ),
    "a denial with a slip denies": _pack(
        "visited",
        {"who": ["place"]},
        [{"who": "Kim", "place": "Riga"}],
        **{"not": [{"visited": {"who": "Kim", "place": "Riga"}, "because": GROUND, "source": "Nobody"}]},
    ),
    "a rival with a slip is still the word of its source": _pack(
        "gave",
        {},
        [{"giver": "Kim", "recipient": "Wim", "gift": "tea", "attribute": "Gazette"}],
        disputed=[
            {
                "about": "who gave it",
                "claims": [
                    {
                        "gave": {"giver": "Modi", "recipient": "Wim", "gift": "tea"},
                        "evidence": {"Nobody 1": "as the paper says"},
                        "attribute": "Gazette",
                    },
                    {
                        "gave": {"giver": "Xenia", "recipient": "Wim", "gift": "tea"},
                        "evidence": {"Herald 1": "as the paper says"},
                    },
                ],
            }
        ],
    ),
    # Refuted is what is said, not how it is spelt: the generator tells nothing, and none may ask it to.
    "a fact refuted in other letters": _pack(
        "gave",
        {},
        [{"giver": "Xenia", "recipient": "Umberto", "gift": "1/2", "when": "2018-06"}],
        refuted=[
            {"gave": {"giver": "Xenia", "recipient": "Umberto", "gift": "½", "when": "2018-06"}, "because": GROUND},
        ],
    ),
    # Kim and Modi are among Kim and Wim if read one way only, since Kim, a part of Wim, may be meant by either. The two
    # facts contradict each other whichever of them stands first.
    "two lists agree each way or not at all": _pack(
        "visited",
        {},
        [
            {"who": ["Kim", "Modi"], "place": "Riga", "only": ["who"]},
            {"who": ["Kim", "Wim"], "place": "Riga", "only": ["who"]},
        ],
        things={"person": [{"name": "Kim", "in": "Wim"}, "Modi", "Wim"], "place": PLACES},
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_defect_once_found_stays_mended(name: str) -> None:
    """Nothing is asked that the invariants forbid."""
    assert failures(build(FOUND[name])) == {}


def test_a_list_and_one_on_it_are_not_both_right() -> None:
    """Xenia, by the licence, was in one place; two facts name two, one of them in a list: neither is asked."""
    built = build(FOUND["a list contradicts what is said of one on it"])
    assert {rejection.code for rejection in built.report.rejections} >= {"S2"}
    assert built.items == []


def test_a_price_in_each_currency_is_a_question_of_its_own() -> None:
    """The currency is part of what is asked, so that neither question takes the other's place."""
    built = build(FOUND["a price in each of two currencies"])
    asked = {item["ask"] for item in built.items if item["kind"] == "single"}
    assert asked >= {f"What did a Lada cost in 2025, in {unit}?" for unit in ("roubles", "US dollars")}


def test_two_spellings_of_a_gift_contradict_each_other() -> None:
    """One recipient for a gift, by the licence, and two in the pack: neither fact is told, not even as a statement."""
    built = build(FOUND["two spellings of a gift are one gift under a licence"])
    assert [rejection.code for rejection in built.report.rejections if len(rejection.facts) == 1] == ["S2", "S2"]
    assert built.items == []
