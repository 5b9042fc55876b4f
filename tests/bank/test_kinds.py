"""What each family of questions needs, and what it looks like."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from quiz.bank.compose import number_of
from quiz.bank.model import Refusal
from quiz.core.facts import Pack, Role
from quiz.core.items import Ground, Item, Truth
from quiz.core.kinds import Amount, Cloze, Match, Multiple, Number, Order, Single, TrueFalse, Typed, grade
from tests.bank.builders import (
    GAZETTE,
    HERALD,
    Ask,
    Completeness,
    Dispute,
    Fact,
    Matching,
    OneOff,
    Span,
    Thing,
    claim,
    day,
    fact,
    generate,
    money,
    of_kind,
    only,
    pack,
    quantity,
    relation,
    things,
    values_of,
    visit,
)  # fmt: skip

VISITS = (
    ("Anna Bell", "Riga", "2018-05-07"), ("Cato Dunn", "Oslo", "2019-11-20"), ("Emil Fox", "Quito", "2021-03-01"),
    ("Greta Holm", "Narva", "2024-06-19"),
)  # fmt: skip


def visits(*rows: tuple[str, str, str], **more: str) -> list[Fact]:
    """Visits as facts."""
    return [fact("visit", {"guest": who, "town": where, "when": day(when)}, **more) for who, where, when in rows]


def the(made: Pack, kind: str) -> Item:
    """The only item of a kind."""
    items = of_kind(made, kind)
    assert len(items) == 1, [(item.stem, item.question) for item in items]
    return items[0]


def test_single_choice_keeps_a_proof_for_every_option() -> None:
    """One TRUE, the rest FALSE, with the sentence of a sibling fact where one explains the option."""
    made = pack([visit()], visits(*VISITS))
    item = next(one for one in of_kind(made, "single") if "Riga" in one.stem)
    assert isinstance(item.question, Single)
    texts = [option.text for option in item.question.options]
    assert texts[item.question.key] == "Anna Bell"
    assert [proof.option for proof in item.reveal.proofs] == texts
    truths = {proof.option: proof for proof in item.reveal.proofs}
    assert truths.pop("Anna Bell").truth is Truth.TRUE
    assert {proof.truth for proof in truths.values()} == {Truth.FALSE}
    assert truths["Cato Dunn"].sentence == "Cato Dunn came to Oslo on 20 November 2019."


def test_three_options_are_enough_and_never_padded() -> None:
    """Two provable wrong options give three, one gives no question."""
    few = things("town", ("Riga",))
    base = visit(asks=(Ask("town", "Where did {guest} go {when:on}?"),), licences=(only("town", "guest", "when"),))
    one = visits(VISITS[0])
    for extra, size in ((["Lund"], 0), (["Lund", "Turku"], 3), (["Lund", "Turku", "Pskov", "Vaasa", "Ghent"], 4)):
        named = {thing.name: thing for thing in [*few, *things("town", extra), *things("leader", ["Anna Bell"])]}
        items = of_kind(replace(pack([base], one), things=named), "single")
        assert [len(item.question.options) for item in items if isinstance(item.question, Single)] == [size][:size]


def test_options_exist_at_the_time_where_they_can() -> None:
    """What came later is an option only if nothing better is left."""
    later = [Thing(name, "town", since=day("2020")) for name in ("Newtown", "Newville", "Newham")]
    base = visit(asks=(Ask("town", "Where did {guest} go {when:on}?"),), licences=(only("town", "guest", "when"),))
    for seed in range(5):
        item = of_kind(pack([base], visits(VISITS[0]), extra=later), "single", seed)[0]
        assert isinstance(item.question, Single)
        assert not {option.text for option in item.question.options} & {thing.name for thing in later}


def test_a_role_within_a_place_takes_only_what_lies_there() -> None:
    """`town in Latvia` leaves out towns elsewhere."""
    base = relation("seat", {"guest": "leader", "town": "town in Latvia"}, "{guest} sits in {town}.",
                    licences=(only("town", "guest"),), asks=(Ask("town", "Where does {guest} sit?"),))  # fmt: skip
    near = [Thing(name, "town", part_of="Latvia") for name in ("Ventspils", "Cesis", "Liepaja")]
    item = of_kind(pack([base], [fact("seat", {"guest": "Anna Bell", "town": "Cesis"})], extra=near), "single")[0]
    assert isinstance(item.question, Single)
    assert {option.text for option in item.question.options} == {"Ventspils", "Cesis", "Liepaja"}


def test_typed_answers_take_every_label() -> None:
    """Name, short form and alias, with and without article; names within a slip are listed as wrong."""
    extra = [Thing("Senate Tower", "tower", "the", short="Senatskaya", also=("Tower of the Senate",)),
             Thing("Renate Tower", "tower")]  # fmt: skip
    named = relation("named", {"guest": "leader", "tower": "tower"}, "{guest} lives in {tower}.",
                     licences=(only("tower", "guest"),),
                     asks=(Ask("tower", "In which building does {guest} live?"),))  # fmt: skip
    item = the(pack([named], [fact("named", {"guest": "Anna Bell", "tower": "Senate Tower"})], extra=extra), "typed")
    assert isinstance(item.question, Typed)
    assert item.question.accepted == (
        "Senate Tower", "the Senate Tower", "Senatskaya", "the Senatskaya", "Tower of the Senate",
        "the Tower of the Senate",
    )  # fmt: skip
    assert [option.text for option in item.question.reject] == ["Renate Tower"]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (quantity("24", "years"), (24, 24, 24.99)),
        (quantity("about 100", "metres"), (100, 90, 110)),
        (quantity("about 15", "minutes"), (15, 13.5, 16.5)),
        (quantity("97.5", "metres"), (97.5, 97.45, 97.549)),
        (money("48.5 million", "roubles"), (48500000, 48450000, 48549000)),
        (quantity("over 100", "metres"), None),
        (quantity("nearly 25", "years"), None),
        (quantity("up to 90", "metres"), None),
    ],
)
def test_numbers_take_their_bounds_from_the_print(value: object, number: tuple[float, float, float] | None) -> None:
    """A print with one bound, or one that excludes the printed number, gives no number question.

    What is said to be about so much takes whatever is within a tenth of it.
    """
    found = number_of(value)  # type: ignore[arg-type]
    if number is None:
        assert isinstance(found, Refusal)
        assert found.code == "N1"
    else:
        assert isinstance(found, Number)
        assert (found.value, found.low, found.high) == tuple(Fraction(str(one)) for one in number)


def test_a_number_near_a_print_that_is_not_exact_gives_a_share() -> None:
    """Who says 48 million for 48.5, or 13 minutes for about 15, is not simply wrong; a small number is counted."""
    hedged, scaled = number_of(quantity("about 15", "minutes")), number_of(money("48.5 million", "roubles"))
    assert isinstance(hedged, Number)
    assert isinstance(scaled, Number)
    assert [grade(hedged, Amount(Fraction(one))).credit == 1 for one in (13, 14, 16, 17)] == [False, True, True, False]
    assert 0 < grade(hedged, Amount(Fraction(13))).credit < 1
    assert 0 < grade(scaled, Amount(Fraction(48_000_000))).credit < 1
    few = number_of(quantity("9", "months"))
    assert isinstance(few, Number)
    assert grade(few, Amount(Fraction(10))).credit == 0


def test_years_are_asked_as_numbers() -> None:
    """`when as year` of a full date."""
    base = visit(asks=(Ask("when", "In which year did {guest} come to {town}?", day("2018").precision),),
                 licences=(only("when", "guest", "town"),))  # fmt: skip
    item = the(pack([base], visits(VISITS[0])), "number")
    assert isinstance(item.question, Number)
    assert {item.question.value, item.question.low, item.question.high} == {Fraction(2018)}
    assert item.question.year
    year = the(pack([base], visits(VISITS[0])), "single")
    assert isinstance(year.question, Single)
    assert all(abs(int(option.text) - 2018) >= 3 or option.text == "2018" for option in year.question.options)
    assert all(int(option.text) <= 2025 for option in year.question.options)


def test_true_and_false_statements_come_about_evenly() -> None:
    """Over seeds, a licensed fact gives both; without a licence only the true one."""
    made = pack([visit()], visits(*VISITS))
    items = [item for seed in range(60) for item in of_kind(made, "true_false", seed)]
    keys = [item.question.key for item in items if isinstance(item.question, TrueFalse)]
    assert 0.3 < sum(keys) / len(keys) < 0.6
    loose = pack([visit(licences=())], visits(*VISITS))
    assert {item.question.key for seed in range(9) for item in of_kind(loose, "true_false", seed)
            if isinstance(item.question, TrueFalse)} == {True}  # fmt: skip


def test_a_hedged_fact_gives_no_false_statement_unless_attributed() -> None:
    """ "Probably not" is not "no"."""
    base = relation("helped", {"guest": "leader", "town": "town", "hedge": "text"}, "{guest} {hedge} helped {town}.",
                    licences=(only("guest", "town"),), asks=(Ask("guest", "Who {hedge} helped {town}?"),))  # fmt: skip
    given = {"guest": "Anna Bell", "town": "Riga", "hedge": "~reportedly"}
    for attribute, keys in (("", {True}), ("Gazette", {True, False})):
        made = pack([base], [fact("helped", given, attribute=attribute)])
        assert {item.question.key for seed in range(20) for item in of_kind(made, "true_false", seed)
                if isinstance(item.question, TrueFalse)} == keys  # fmt: skip


def test_a_false_statement_is_wrong_in_one_role() -> None:
    """Its id names the value; its proof says why."""
    items = [item for seed in range(20) for item in of_kind(pack([visit()], visits(*VISITS)), "true_false", seed)
             if isinstance(item.question, TrueFalse) and not item.question.key]  # fmt: skip
    assert len({item.id for item in items}) > len({item.meaning for item in items})
    for item in items:
        proof = item.reveal.proofs[0]
        assert (proof.option, proof.truth, proof.ground) == ("false", Truth.FALSE, Ground.ONLY_ONE)
        assert item.question.say == item.reveal.claim  # type: ignore[union-attr]


def test_a_gap_takes_the_licensed_role() -> None:
    """The asked name is the gap; the text around it stays."""
    item = the(pack([visit()], visits(VISITS[0])), "cloze")
    assert isinstance(item.question, Cloze)
    assert item.question.parts == ("", " came to Riga on 7 May 2018.")
    assert item.question.gaps[0].accepted == ("Anna Bell",)
    assert item.stem == "____ came to Riga on 7 May 2018."


def helped(firms: list[str], **more: str) -> Pack:
    """Firms that helped, the whole list of them."""
    firm = [*things("firm", ("Alfa", "Beta", "Gama", "Delta", "Epsilon", "Zeta", "Eta"))]
    base = relation("helped", {"firm": "firm", "town": "town"}, "{firm} helped {town}.",
                    licences=(only("firm", "town", whole=True),),
                    asks=(Ask("firm", "Which firms helped {town}?"),))  # fmt: skip
    return pack([base], [fact("helped", {"firm": firms, "town": "Riga"}, **more)], extra=firm)


def test_a_whole_list_is_multiple_choice() -> None:
    """Every entry is right, everything else wrong by the list."""
    item = the(helped(["Alfa", "Beta"]), "multiple")
    assert isinstance(item.question, Multiple)
    assert {item.question.options[key].text for key in item.question.keys} == {"Alfa", "Beta"}
    assert {proof.ground for proof in item.reveal.proofs} == {Ground.FACT, Ground.WHOLE_LIST}


def complete(**more: str) -> Completeness:
    """All guests of Riga in 2018."""
    return Completeness("c-1", "visit", "guest", values_of({"town": "Riga", "when": day("2018")}), "the list names all",
                        (GAZETTE,), ask="Which of these came?", count="How many came?", **more)  # fmt: skip


RIGA = (("Anna Bell", "Riga", "2018-05-07"), ("Cato Dunn", "Riga", "2018-11-20"), ("Emil Fox", "Riga", "2021-03-01"))


def test_completeness_gives_a_choice_and_a_count() -> None:
    """Who came in 2018 is right, who came later wrong, and the count is that of the list."""
    made = pack([visit(licences=(), asks=())], visits(*RIGA), complete=(complete(),))
    choice, count = the(made, "multiple"), the(made, "number")
    assert isinstance(choice.question, Multiple)
    assert {choice.question.options[key].text for key in choice.question.keys} == {"Anna Bell", "Cato Dunn"}
    assert isinstance(count.question, Number)
    assert count.question.value == 2
    assert set(count.facts) == {"c-1", *(one.id for one in made.facts[:2])}


def test_a_count_needs_certainty() -> None:
    """A guest of unknown date, or a disputed one, may or may not count; the choice only leaves them out."""
    unsure = fact("visit", {"guest": "Greta Holm", "town": "Riga"})
    more = things("leader", ("Ida Jung", "Karl Lang"))
    made = pack([visit(licences=(), asks=())], [*visits(*RIGA), unsure], complete=(complete(),), extra=more)
    assert not of_kind(made, "number")
    choice = the(made, "multiple")
    assert isinstance(choice.question, Multiple)
    assert "Greta Holm" not in {option.text for option in choice.question.options}


def test_events_are_ordered_only_where_strictly_apart() -> None:
    """Earliest first; a year that holds another date is left out, as is an event told twice."""
    base = visit(order="Put these visits in order, earliest first.")
    item = the(pack([base], visits(*VISITS)), "order")
    assert isinstance(item.question, Order)
    assert item.question.entries == tuple(f"{who} comes to {where}" for who, where, _ in VISITS)
    vague = [*visits(*VISITS[:2]), *visits(("Emil Fox", "Quito", "2019"))]
    assert not of_kind(pack([base], vague), "order")
    twice = [*visits(*VISITS[:3]), *visits(("Anna Bell", "Riga", "2020-01-01"))]
    assert not of_kind(pack([base], twice), "order")


def test_an_event_is_read_both_ways() -> None:
    """ "Anna meets Cato" also fits a meeting told the other way round."""
    base = relation("met", {"host": "leader", "guest": "leader", "when": "date"}, "{guest} met {host} {when:on}.",
                    event="{guest} meets {host}", order="Put in order.")  # fmt: skip
    rows = [("Anna Bell", "Cato Dunn", "2018"), ("Cato Dunn", "Emil Fox", "2020"), ("Emil Fox", "Greta Holm", "2022")]
    facts = [fact("met", {"host": a, "guest": b, "when": day(c)}) for a, b, c in rows]
    assert of_kind(pack([base], facts), "order")
    mirrored = fact("met", {"host": "Cato Dunn", "guest": "Anna Bell", "when": day("2024")})
    assert not of_kind(pack([base], [*facts[:2], mirrored]), "order")


def test_a_disputed_date_is_in_no_ordering() -> None:
    """One rival takes its event out."""
    base = visit(order="Put these visits in order, earliest first.", licences=())
    rival = claim("d", "visit", {"guest": "Anna Bell", "town": "Riga", "when": day("2010")})
    made = pack([base], visits(*VISITS[:3]), disputes=(Dispute("when", (rival,)),))
    assert not of_kind(made, "order")


def test_a_topic_without_its_own_stem_is_ordered_across_relations() -> None:
    """Two relations of one topic share an ordering."""
    left = visit()
    base = relation("left", {"guest": "leader", "town": "town", "when": "date"}, "{guest} left {town} {when:on}.",
                    event="{guest} leaves {town}", topic="Visits")  # fmt: skip
    away = fact("left", {"guest": "Anna Bell", "town": "Riga", "when": day("2018-05-09")})
    item = the(pack([left, base], [*visits(*VISITS[:2]), away]), "order")
    assert item.stem == "Put these moments of “Visits” in order, earliest first."
    assert isinstance(item.question, Order)
    assert item.question.entries[:2] == ("Anna Bell comes to Riga", "Anna Bell leaves Riga")


def test_matches_exclude_every_cross_pair() -> None:
    """Four towns, four guests, each pair licensed; without a licence there is no match."""
    matching = (Matching("town", "guest", "Match each town to its guest.", ("Town", "Guest")),)
    base = visit(licences=(only("guest", "town"),), matchings=matching, asks=())
    item = the(pack([base], visits(*VISITS)), "match")
    assert isinstance(item.question, Match)
    assert dict(zip(item.question.lefts, item.question.rights, strict=True)) == {town: who for who, town, _ in VISITS}
    assert not of_kind(pack([replace(base, licences=())], visits(*VISITS)), "match")


def span(unit: str, start: str, end: str) -> Pack:
    """The time between two visits."""
    rows = visits(("Anna Bell", "Riga", start), ("Cato Dunn", "Oslo", end))
    one = Span("s-1", claim("d", "visit", {"guest": "Anna Bell"}), claim("d", "visit", {"guest": "Cato Dunn"}),
               "How long did it take?", unit, "It took {answer}.")  # fmt: skip
    return pack([visit(licences=(), asks=())], rows, spans=(one,))


@pytest.mark.parametrize(
    ("unit", "start", "end", "size"),
    [
        ("years", "2018-05-07", "2025-09-01", 7),
        ("years", "2018-05-07", "2025-05-06", 6),
        ("years", "2018", "2025", None),
        ("months", "2018-05-07", "2018-07-07", 2),
        ("months", "2018-05-31", "2018-06-30", 0),
        ("days", "2024-02-28", "2024-03-01", 2),
        ("months", "2018-05", "2018-07", None),
        ("years", "2025-09-01", "2018-05-07", None),
    ],
)
def test_a_span_is_asked_if_one_number_remains(unit: str, start: str, end: str, size: int | None) -> None:
    """Whole units elapsed, over full dates; coarse dates leave more than one number."""
    items = of_kind(span(unit, start, end), "number")
    assert [item.question.value for item in items if isinstance(item.question, Number)] == (
        [] if size is None else [size]
    )


def horse(**more: object) -> OneOff:
    """A one-off fact."""
    base = OneOff("o-1", "What did the horse eat?", values_of({"x": "~carrots"})["x"][0], "The horse ate {answer}.",
                  (HERALD,), fact_role(), ("apples", "sugar", "hay"), because="the footage shows carrots")  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def fact_role() -> Role:
    """The role of the answer."""
    return relation("x", {"food": "food"}, "").roles["food"]


def test_a_one_off_fact_gives_what_its_author_vouches_for() -> None:
    """Single choice, typed and a statement, on the author's word."""
    report = generate(pack([], one_offs=(horse(),)))
    assert {item.question.kind for item in report.items} == {"single", "typed", "true_false"}
    single = next(item for item in report.items if isinstance(item.question, Single))
    assert {proof.ground for proof in single.reveal.proofs} == {Ground.FACT, Ground.VOUCHED}
    assert single.reveal.claim == "The horse ate carrots."


def test_a_vouched_answer_that_is_the_right_one_in_other_letters_is_dropped() -> None:
    """Nor does a wrong answer stand twice, or in the question."""
    made = pack([], one_offs=(horse(wrong=("Carrots!", "sugar", "SUGAR", "the horse", "hay")),))
    item = the(made, "single")
    assert isinstance(item.question, Single)
    assert {option.text for option in item.question.options} == {"carrots", "sugar", "hay"}


def test_a_false_statement_names_nothing_ambiguous() -> None:
    """A short form that is also another thing's name is not printed."""
    extra = [Thing("Ida Jung", "leader", short="Zoe"), Thing("Zoë", "town")]
    for seed in range(30):
        items = of_kind(pack([visit()], visits(*VISITS), extra=extra), "true_false", seed)
        assert not any("Zoe" in item.stem for item in items)
