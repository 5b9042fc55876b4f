"""The truth of a value in a slot, each rule alone."""

from __future__ import annotations

import pytest

from quiz.bank.compose import Asked, ask
from quiz.bank.model import Refusal, Ruling
from quiz.bank.world import World
from quiz.core.facts import Fact, Pack, Status
from quiz.core.items import Ground, Truth
from quiz.core.values import Text, ThingRef, Value
from tests.bank.builders import (
    GAZETTE,
    HERALD,
    Ask,
    Completeness,
    Dispute,
    Thing,
    claim,
    day,
    fact,
    money,
    only,
    pack,
    quantity,
    relation,
    visit,
)  # fmt: skip

ANNA = {"guest": "Anna Bell", "town": "Riga", "when": day("2025-09-01")}
CATO = ThingRef("Cato Dunn")


def judged(made: Pack, one: Fact, role: str = "guest") -> Asked | Refusal:
    """The stem for a role of a fact."""
    wanted = next(each for each in (*one.asks, *made.relations[one.relation].asks) if each.role == role)
    return ask(World(made), one, wanted)


def rule(made: Pack, one: Fact, value: Value, role: str = "guest") -> Ruling:
    """The truth of a value in the slot of a role."""
    asked = judged(made, one, role)
    assert isinstance(asked, Asked), asked
    return asked.judge.rule(value)


def code(made: Pack, one: Fact, role: str = "guest") -> str:
    """The code with which a stem is refused, or ""."""
    asked = judged(made, one, role)
    return asked.code if isinstance(asked, Refusal) else ""


def test_what_the_fact_says_is_true() -> None:
    """The key is TRUE, whatever the licences."""
    one = fact("visit", ANNA)
    assert rule(pack([visit(licences=())], [one]), one, ThingRef("Anna Bell")).truth is Truth.TRUE


def test_silence_is_unknown() -> None:
    """Without a licence nobody else is excluded."""
    one = fact("visit", ANNA)
    assert rule(pack([visit(licences=())], [one]), one, CATO).truth is Truth.UNKNOWN


def test_only_one_excludes_the_rest() -> None:
    """With all that the licence takes as given printed, another value is FALSE, on that ground."""
    one = fact("visit", ANNA)
    ruling = rule(pack([visit()], [one]), one, CATO)
    assert (ruling.truth, ruling.grant and ruling.grant.ground) == (Truth.FALSE, Ground.ONLY_ONE)


@pytest.mark.parametrize("when", ["2025", "2025-09", "2025-09-01..2025-09-02"])
def test_a_date_too_coarse_for_the_licence_licenses_nothing(when: str) -> None:
    """The licence needs a day."""
    one = fact("visit", {**ANNA, "when": day(when)})
    assert rule(pack([visit()], [one]), one, CATO).truth is Truth.UNKNOWN


def test_a_given_role_that_is_not_printed_licenses_nothing() -> None:
    """The stem leaves out the day that the licence takes as given."""
    one = fact("visit", ANNA)
    made = pack([visit(asks=(Ask("guest", "Who came to {town}?"),))], [one])
    assert rule(made, one, CATO).truth is Truth.UNKNOWN


def test_a_licence_of_the_fact_alone_counts() -> None:
    """`only` on a fact covers what the relation leaves open."""
    one = fact("visit", {**ANNA, "when": day("2018")}, licences=(only("guest", "town", "when"),))
    assert rule(pack([visit()], [one]), one, CATO).truth is Truth.FALSE


def test_a_sibling_with_another_answer_refuses_the_key() -> None:
    """W4, also where the sibling's missing or coarser role may be anything."""
    one = fact("visit", ANNA)
    for other in ({"when": day("2025-09-01")}, {"when": day("2025")}, {}):
        rival = fact("visit", {"guest": "Cato Dunn", "town": "Riga", **other})
        assert code(pack([visit(licences=())], [one, rival]), one) == "W4"
    apart = fact("visit", {**ANNA, "guest": "Cato Dunn", "when": day("2025-09-02")})
    assert code(pack([visit(licences=())], [one, apart]), one) == ""


def test_a_part_of_the_place_may_be_the_place() -> None:
    """Visits to Latvia may have gone to Riga."""
    one = fact("visit", ANNA)
    rival = fact("visit", {**ANNA, "guest": "Cato Dunn", "town": "Latvia"})
    places = [Thing("Latvia", "town"), Thing("Riga", "town", part_of="Latvia")]
    assert code(pack([visit(licences=())], [one, rival], extra=places), one) == "W4"


def test_an_overlapping_answer_is_a_conflict_of_sources() -> None:
    """S1: 2018 and May 2018 are not identical, but not different either."""
    base = visit(asks=(Ask("when", "When did {guest} come to {town}?"),), licences=(only("when", "guest", "town"),))
    one = fact("visit", {**ANNA, "when": day("2018")})
    other = fact("visit", {**ANNA, "when": day("2018-05")})
    assert code(pack([base], [one, other]), one, "when") == "S1"


def test_a_disputed_answer_is_not_asked() -> None:
    """W2; a dispute about something else does not matter."""
    one = fact("visit", ANNA)
    rival = claim("d", "visit", {**ANNA, "guest": "Cato Dunn"})
    loose = visit(licences=())
    assert code(pack([loose], [one], disputes=(Dispute("who", (rival,)),)), one) == "W2"
    far = claim("d", "visit", {**ANNA, "guest": "Cato Dunn", "town": "Oslo"})
    assert code(pack([loose], [one], disputes=(Dispute("who", (far,)),)), one) == ""


def test_a_refuted_claim_contests_no_key_but_bars_its_value() -> None:
    """The fact stays askable; the refuted value is no option."""
    one = fact("visit", ANNA)
    made = pack([visit()], [one], refuted=(claim("r", "visit", {**ANNA, "guest": "Cato Dunn"}),))
    assert code(made, one) == ""
    assert rule(made, one, CATO).truth is Truth.UNKNOWN
    assert rule(made, one, ThingRef("Emil Fox")).truth is Truth.FALSE


def test_a_denial_excludes_its_value_alone() -> None:
    """Without a licence only what is denied is FALSE."""
    one = fact("visit", ANNA)
    made = pack([visit(licences=())], [one], denials=(claim("n", "visit", {**ANNA, "guest": "Cato Dunn"}),))
    ruling = rule(made, one, CATO)
    assert (ruling.truth, ruling.grant and ruling.grant.ground) == (Truth.FALSE, Ground.DENIED)
    assert rule(made, one, ThingRef("Emil Fox")).truth is Truth.UNKNOWN


def test_a_denial_of_something_narrower_excludes_nothing() -> None:
    """Denied for the second of September says nothing about the first."""
    one = fact("visit", ANNA)
    denied = claim("n", "visit", {**ANNA, "guest": "Cato Dunn", "when": day("2025-09-02")})
    assert rule(pack([visit(licences=())], [one], denials=(denied,)), one, CATO).truth is Truth.UNKNOWN


def complete(**where: Value) -> Completeness:
    """A statement that all guests are known."""
    held = {role: (value,) for role, value in where.items()}
    return Completeness(
        "c-1", "visit", "guest", held, "the list names them all", (GAZETTE,), ask="Which of these came?"
    )


def test_completeness_excludes_what_is_on_no_list() -> None:
    """FALSE for whom no fact lists; UNKNOWN for who is listed, even for another day."""
    one = fact("visit", ANNA)
    other = fact("visit", {**ANNA, "guest": "Cato Dunn", "when": day("2025-09-02")})
    made = pack([visit(licences=())], [one, other], complete=(complete(town=ThingRef("Riga"), when=day("2025-09")),))
    ruling = rule(made, one, ThingRef("Emil Fox"))
    assert (ruling.truth, ruling.grant and ruling.grant.ground) == (Truth.FALSE, Ground.COMPLETE)
    assert rule(made, one, CATO).truth is Truth.UNKNOWN


def test_completeness_reaches_no_further_than_its_where() -> None:
    """A list for Oslo licenses nothing in Riga."""
    one = fact("visit", ANNA)
    made = pack([visit(licences=())], [one], complete=(complete(town=ThingRef("Oslo")),))
    assert rule(made, one, CATO).truth is Truth.UNKNOWN


GAVE = {"giver": "Anna Bell", "recipient": "Cato Dunn", "gift": "~a clock", "when": day("2024-02")}
ROLES = {"giver": "leader", "recipient": "leader", "gift": "text", "when": "month"}


def test_a_text_is_wrong_only_by_the_authors_word() -> None:
    """Foils of the slot or the fact are FALSE, other texts UNKNOWN, and a fact that names a foil bars it."""
    gave = relation("gave", ROLES, "{giver} gave {recipient} {gift}.", foils={"gift": ("a watch", "a sword")},
                    asks=(Ask("gift", "What did {giver} give {recipient} {when:on}?"),))  # fmt: skip
    one = fact("gave", GAVE, foils={"gift": ("a drum",)})
    made = pack([gave], [one])
    for foil in ("a watch", "a drum"):
        ruling = rule(made, one, Text(foil), "gift")
        assert (ruling.truth, ruling.grant and ruling.grant.ground) == (Truth.FALSE, Ground.VOUCHED)
    assert rule(made, one, Text("a book"), "gift").truth is Truth.UNKNOWN
    barring = pack([gave], [one], refuted=(claim("r", "gave", {**GAVE, "gift": "~A Watch"}),))
    assert rule(barring, one, Text("a watch"), "gift").truth is Truth.UNKNOWN


def test_a_stronger_verb_counts_and_a_weaker_one_bars() -> None:
    """Gave implies showed: what was given was shown, and what was shown may have been given."""
    asks = (Ask("giver", "Who gave {recipient} {gift} {when:on}?"),)
    gave = relation("gave", ROLES, "{giver} gave {recipient} {gift}.", asks=asks, implies=("showed",),
                    licences=(only("giver", "recipient", "gift", "when"),))  # fmt: skip
    showed = relation("showed", ROLES, "{giver} showed {recipient} {gift}.", asks=asks)
    given, shown = fact("gave", GAVE), fact("showed", {**GAVE, "giver": "Emil Fox"})
    made = pack([gave, showed], [given, shown])
    assert rule(made, given, ThingRef("Emil Fox"), "giver").truth is Truth.UNKNOWN
    assert rule(made, given, ThingRef("Greta Holm"), "giver").truth is Truth.FALSE
    assert code(made, shown, "giver") == "W4"


def priced(*facts: Fact, asks: str = "What did {car} cost in {as of}, in {amount:unit}?") -> Pack:
    """A pack about prices."""
    price = relation("price", {"car": "text", "amount": "money", "as of": "month"}, "{car} cost {amount} in {as of}.",
                     licences=(only("amount", "car", "as of"),), asks=(Ask("amount", asks),))  # fmt: skip
    return pack([price], facts)


def price(amount: str, currency: str, when: str = "2025-09") -> Fact:
    """One price."""
    return fact("price", {"car": "~The Senat", "amount": money(amount, currency), "as of": day(when)})


def test_two_currencies_never_meet() -> None:
    """Where the stem prints the currency, an amount in another is no rival; where it does not, it is."""
    dollars, roubles = price("300000", "US dollars"), price("48.5 million", "roubles")
    assert code(priced(dollars, roubles), dollars, "amount") == ""
    assert code(priced(dollars, roubles, asks="What did {car} cost in {as of}?"), dollars, "amount") == "S1"


def test_a_price_of_another_date_is_no_wrong_option() -> None:
    """What was true in 2023 is barred in 2025."""
    now, then = price("300000", "US dollars"), price("200000", "US dollars", "2023-09")
    made = priced(now, then)
    assert rule(made, now, money("200000", "US dollars"), "amount").truth is Truth.UNKNOWN
    assert rule(made, now, money("100000", "US dollars"), "amount").truth is Truth.FALSE


def test_years_stand_three_apart_from_every_reading() -> None:
    """Two years beside a reading is too close, three is not; a disputed reading counts too."""
    base = visit(asks=(Ask("when", "In which year did {guest} come to {town}?", day("2018").precision),),
                 licences=(only("when", "guest", "town"),))  # fmt: skip
    one = fact("visit", {**ANNA, "when": day("2018-05-07")}, attribute="Gazette")
    rival = claim("d", "visit", {**ANNA, "when": day("2010")}, attribute="Herald")
    made = pack([base], [one], disputes=(Dispute("when", (rival,)),))
    truths = {year: rule(made, one, day(str(year)), "when").truth for year in (2008, 2013, 2016, 2020, 2021)}
    assert truths == {
        2008: Truth.UNKNOWN,
        2013: Truth.FALSE,
        2016: Truth.UNKNOWN,
        2020: Truth.UNKNOWN,
        2021: Truth.FALSE,
    }


@pytest.mark.parametrize(
    ("printed", "truths"),
    [
        ("over 100", {"90": Truth.FALSE, "150": Truth.UNKNOWN, "about 100": Truth.UNKNOWN}),
        ("about 100", {"103": Truth.UNKNOWN, "110": Truth.FALSE}),
        ("nearly 100", {"95": Truth.UNKNOWN, "100": Truth.FALSE}),
        ("97.5", {"97.54": Truth.UNKNOWN, "97.6": Truth.FALSE}),
    ],
)
def test_hedges_reach_as_far_as_they_mean(printed: str, truths: dict[str, Truth]) -> None:
    """A number inside what the print means is UNKNOWN, one outside FALSE."""
    tall = relation("height", {"town": "town", "metres": "number of metres"}, "{town} is {metres} high.",
                    licences=(only("metres", "town"),), asks=(Ask("metres", "How high is {town}?"),))  # fmt: skip
    one = fact("height", {"town": "Riga", "metres": quantity(printed, "metres")})
    found = {text: rule(pack([tall], [one]), one, quantity(text, "metres"), "metres").truth for text in truths}
    assert found == truths


def test_a_source_excludes_what_it_does_not_say() -> None:
    """Attribution is a licence; another reading is not clearly distant and stays UNKNOWN."""
    one = fact("visit", ANNA, attribute="Gazette")
    made = pack([visit(licences=())], [one])
    ruling = rule(made, one, CATO)
    assert (ruling.truth, ruling.grant and ruling.grant.ground) == (Truth.FALSE, Ground.ATTRIBUTED)
    rival = Dispute("who", (claim("d", "visit", {**ANNA, "guest": "Cato Dunn"}),))
    assert rule(pack([visit(licences=())], [one], disputes=(rival,)), one, CATO).truth is Truth.UNKNOWN


def test_one_source_with_two_answers_is_not_asked() -> None:
    """The rival comes from the very source that the stem names."""
    one = fact("visit", ANNA, attribute="Herald", evidence=(HERALD,))
    rival = Dispute("who", (claim("d", "visit", {**ANNA, "guest": "Cato Dunn"}),))
    assert code(pack([visit(licences=())], [one], disputes=(rival,)), one) == "W2"


def test_look_alikes_and_parts_of_the_key_are_unknown() -> None:
    """Neither another spelling nor a part of the key can be proven wrong."""
    towns = [Thing("Old Riga", "town", part_of="Riga"), Thing("RIGA!", "town"), Thing("Rіga", "town")]
    base = visit(asks=(Ask("town", "Where did {guest} go {when:on}?"),), licences=(only("town", "guest", "when"),))
    one = fact("visit", ANNA)
    made = pack([base], [one], extra=towns)
    for name in ("Old Riga", "RIGA!", "Rіga"):
        assert rule(made, one, ThingRef(name), "town").truth is Truth.UNKNOWN
    assert rule(made, one, ThingRef("Oslo"), "town").truth is Truth.FALSE


def test_facts_that_contradict_each_other_both_fall_and_still_bar() -> None:
    """S2 for both; neither value is an option of a third."""
    one, other = fact("visit", ANNA), fact("visit", {**ANNA, "guest": "Cato Dunn"})
    world = World(pack([visit()], [one, other]))
    assert {refusal.code for refusal in world.refused} == {"S2"}
    assert world.asked == ()
    assert {each.id for each in world.disputed.of("visit")} == {one.id, other.id}


def test_facts_that_are_denied_disputed_or_refuted_fall() -> None:
    """S8, W2, S6, S0."""
    one = fact("visit", {**ANNA, "guest": ["Anna Bell", "Emil Fox"]})
    cases = {
        "S8": pack([visit()], [one], denials=(claim("n", "visit", ANNA),)),
        "W2": pack([visit()], [one], disputes=(Dispute("x", (claim("d", "visit", ANNA),)),)),
        "S6": pack([visit()], [one], refuted=(claim("r", "visit", ANNA),)),
        "S0": pack([visit()], [fact("visit", ANNA, status=Status.DISPUTED)]),
    }
    assert {name: {refusal.code for refusal in World(made).refused} for name, made in cases.items()} == {
        name: {name} for name in cases
    }


def test_a_denial_for_one_day_says_nothing_about_the_month() -> None:
    """The denial may match the stem, but the stem does not say what is denied."""
    one = fact("visit", {**ANNA, "when": day("2025-09")})
    denied = claim("n", "visit", {**ANNA, "guest": "Cato Dunn", "when": day("2025-09-02")})
    assert rule(pack([visit(licences=())], [one], denials=(denied,)), one, CATO).truth is Truth.UNKNOWN


def test_a_stem_that_may_mean_another_thing_is_refused() -> None:
    """W9: two towns share a label, in other letters."""
    one = fact("visit", {**ANNA, "town": "Zoe"})
    assert code(pack([visit()], [one], extra=[Thing("Zoe", "town"), Thing("Zoë", "town")]), one) == "W9"


def test_a_disputed_claim_in_other_letters_is_the_same_claim() -> None:
    """Ice Cream and ice-cream."""
    gave = relation("gave", ROLES, "{giver} gave {recipient} {gift}.")
    rival = claim("d", "gave", {**GAVE, "gift": "~A Clock!"})
    world = World(pack([gave], [fact("gave", GAVE)], disputes=(Dispute("x", (rival,)),)))
    assert [refusal.code for refusal in world.refused] == ["W2"]
