"""Wrong options that give nothing away: dates within the sources' time, hedges, the form of the answer."""

from __future__ import annotations

import datetime

import pytest

from quiz.bank.compare import date_of
from quiz.bank.emit import options
from quiz.core.facts import OneOff, Pack, Role, RoleType
from quiz.core.kinds import Single
from quiz.core.values import Precision, Quantity
from quiz.packs import load_bytes
from tests.bank.builders import (
    GAZETTE,
    Ask,
    day,
    fact,
    generate,
    of_kind,
    only,
    pack,
    quantity,
    relation,
    visit,
)  # fmt: skip

SEEDS = range(12)


def offered(made: Pack) -> list[tuple[str, list[str]]]:
    """The key and the wrong options of each single choice, over some seeds."""
    found = []
    for seed in SEEDS:
        for item in of_kind(made, "single", seed):
            assert isinstance(item.question, Single)
            texts = [option.text for option in item.question.options]
            found.append((texts.pop(item.question.key), texts))
    return found


def dated(when: str) -> Pack:
    """One visit, of which the date is asked; the source is of 5 September 2025."""
    base = visit(asks=(Ask("when", "When did {guest} come to {town}?"),), licences=(only("when", "guest", "town"),))
    return pack([base], [fact("visit", {"guest": "Anna Bell", "town": "Riga", "when": day(when)})])


@pytest.mark.parametrize("when", ["2025-08-30", "2025-07", "2023"])
def test_no_date_is_later_than_the_source_that_tells_of_the_event(when: str) -> None:
    """An article of September 2025 tells of nothing in October."""
    options = [text for _, wrong in offered(dated(when)) for text in wrong]
    assert options
    form = {1: "%Y", 2: "%B %Y", 3: "%d %B %Y"}
    starts = [datetime.datetime.strptime(text, form[len(text.split())]).date() for text in options]
    assert max(starts) <= datetime.date(2025, 9, 5)


@pytest.mark.parametrize(("when", "shared"), [("2025-09-03", "September 2025"), ("2024-11", "2024")])
def test_no_date_is_the_only_one_of_its_month_or_year(when: str, shared: str) -> None:
    """Three days in August beside one in September point at September."""
    assert [wrong for _, wrong in offered(dated(when)) if not any(text.endswith(shared) for text in wrong)] == []


def test_what_is_foretold_may_come_later_or_sooner() -> None:
    """An event after the article has options on both sides."""
    years = {int(text) for _, wrong in offered(dated("2030")) for text in wrong}
    assert min(years) < 2030 < max(years)


def high(printed: str) -> Pack:
    """One height, of which the number is asked."""
    tall = relation("height", {"town": "town", "metres": "number of metres"}, "{town} is {metres} high.",
                    licences=(only("metres", "town"),), asks=(Ask("metres", "How high is {town}?"),))  # fmt: skip
    return pack([tall], [fact("height", {"town": "Riga", "metres": quantity(printed, "metres")})])


@pytest.mark.parametrize("printed", ["over 300", "from 48.5", "up to 90", "under 20,000", "at least 3"])
def test_beside_a_one_sided_hedge_each_option_has_a_hedge_of_its_own(printed: str) -> None:
    """The key's hedge does not stand out, because no two are alike."""
    hedges = [[text.rstrip("0123456789,. metrs") or text for text in (key, *wrong)]
              for key, wrong in offered(high(printed))]  # fmt: skip
    assert hedges
    assert all(len(set(some)) == len(some) >= 3 for some in hedges)


@pytest.mark.parametrize("printed", ["about 300", "nearly 25", "48.5 thousand"])
def test_beside_any_other_amount_all_options_have_its_hedge(printed: str) -> None:
    """Nothing tells the key by its form."""
    sign, scale = printed.split()[0], printed.split()[-1]
    found = offered(high(printed))
    assert found
    for _, wrong in found:
        assert all(text.startswith(sign) == (not sign[0].isdigit()) for text in wrong)
        assert all((scale in text) == scale.isalpha() for text in wrong)


def one_off(answer: str, *wrong: str) -> Pack:
    """A one-off fact with a date for its answer."""
    one = OneOff("o-1", "When did the shop open?", day(answer), "The shop opened {answer:on}.", (GAZETTE,),
                 Role("answer", RoleType.DATE), wrong, because="the sign above the door says so")  # fmt: skip
    return pack([], one_offs=(one,))


def test_wrong_dates_of_a_one_off_fact_look_like_the_right_one() -> None:
    """In words, and as exact; a year beside a month, or a date that holds the answer, is left out."""
    found = offered(one_off("2024-05", "2024-03", "2023-11", "2022", "2024-05-07"))
    assert {(key, *sorted(wrong)) for key, wrong in found} == {("May 2024", "March 2024", "November 2023")}


def test_a_false_statement_of_a_one_off_fact_tells_the_date_in_words() -> None:
    """With its preposition."""
    stems = {item.stem for seed in SEEDS for item in of_kind(one_off("2024-05", "2024-03"), "true_false", seed)}
    assert stems == {"The shop opened in May 2024.", "The shop opened in March 2024."}


@pytest.mark.parametrize(
    ("written", "precision"),
    [("2018", Precision.YEAR), ("2018-05", Precision.MONTH), ("2018-05-07", Precision.DAY),
     ("2018..2019-02", Precision.RANGE), ("2018-13", None), ("0000", None), ("spring 2018", None), ("", None)],
)  # fmt: skip
def test_dates_are_read_from_their_iso_form(written: str, precision: Precision | None) -> None:
    """Whatever is no such date is None."""
    date = date_of(written)
    assert (date and date.precision) == precision


def test_a_slot_that_nobody_asks_for_is_neither_a_gap_nor_falsified() -> None:
    """A licence alone does not make it worth asking, nor does attribution."""
    base = visit(licences=(only("guest", "town", "when"), only("town", "guest", "when")))
    for attribute in ("", "Gazette"):
        made = pack([base], [fact("visit", {"guest": "Anna Bell", "town": "Riga", "when": day("2018-05-07")},
                                  attribute=attribute)])  # fmt: skip
        items = [item for seed in SEEDS for item in generate(made, seed).items]
        stems = {item.stem for item in items if item.question.kind in ("cloze", "true_false")}
        assert stems
        assert all("Riga on 7 May 2018" in stem for stem in stems)
        asked = fact("visit", {"guest": "Anna Bell", "town": "Riga", "when": day("2018-05-07")}, attribute=attribute,
                     asks=(Ask("town", "Where did {guest} go {when:on}?"),))  # fmt: skip
        more = {item.stem for seed in SEEDS for item in generate(pack([base], [asked]), seed).items
                if item.question.kind in ("cloze", "true_false")}  # fmt: skip
        assert any("Riga" not in stem for stem in more)


def test_the_builder_reads_hedges() -> None:
    """A one-sided print has one bound; else the tests above would be about something else."""
    one = quantity("over 300", "metres")
    assert isinstance(one, Quantity)
    assert one.interval.hi is None


def test_the_form_of_a_name_does_not_tell_true_from_false() -> None:
    """In statements of a one-off fact right and wrong names are short alike; what has an article stays as written."""
    text = """quiz: 1
title: T
sources: {Gazette: {date: 2024-05-01, dated: printed}}
things:
  leader: [{name: Anna Bell, short: Bell}, {name: Carl Dorn, short: Dorn}]
  car: [{name: a Volga GAZ, short: Volga}, {name: a Tatra T, short: Tatra}]
one-off facts:
  - {ask: Who came?, answer: Anna Bell, kind: leader, wrong: [Carl Dorn], because: he stayed at home,
     say: "{answer} came.", evidence: {Gazette 1: Bell came}}
  - {ask: What came?, answer: a Tatra T, kind: car, wrong: [the Volga GAZ], because: it stayed at home,
     say: "There came {answer}.", evidence: {Gazette 1: a Tatra came}}
"""
    made = load_bytes(text.encode(), "t").pack
    stems = {item.stem for seed in range(12) for item in of_kind(made, "true_false", seed)}
    assert stems == {"Bell came.", "Dorn came.", "There came a Tatra.", "There came the Volga GAZ."}


def test_a_year_of_a_day_that_has_passed_is_not_foretold() -> None:
    """A source of September tells of a day in that year; no later year stands among the options."""
    text = """quiz: 1
title: T
sources: {Gazette: {date: 2025-09-05, dated: printed}}
things: {town: [Riga]}
relations:
  opened:
    roles: {town: town, when: day}
    say: "{town} opened {when:on}."
    only one: {when: {per: [town], because: it opened once}}
    ask: {when as year: "In which year did {town} open?"}
facts:
  opened: [{town: Riga, when: 2025-09-01, evidence: {Gazette 1: it opened}}]
"""
    made = load_bytes(text.encode(), "t").pack
    items = [item for seed in range(12) for item in of_kind(made, "single", seed)]
    assert items
    years = {int(text) for item in items for text in options(item)}
    assert max(years) == 2025
