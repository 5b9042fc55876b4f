"""The auditor's own reading of values, labels and templates."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.audit.book import read_book
from quiz.audit.intervals import Span, ahead, apart, days_span, read_amount, read_iso, read_prose, within, write_date
from quiz.audit.labels import alike, fold, mentions, skeleton, words
from quiz.audit.readings import Stems
from quiz.audit.render import fill, sentence, stem_key
from tests.audit.world import DEBUT, FED, GAVE, MODI, fact_id, pack

_ENDS = st.none() | st.integers(-3, 3).map(Fraction)
_SPANS = st.builds(Span, _ENDS, _ENDS, st.booleans(), st.booleans())
_GRID = tuple(Fraction(n, 4) for n in range(-20, 21))


def _members(span: Span) -> set[Fraction]:
    """The points of a fine grid that lie in a span, counted by hand."""
    low = [n for n in _GRID if span.lo is None or n > span.lo or (n == span.lo and not span.lo_open)]
    return {n for n in low if span.hi is None or n < span.hi or (n == span.hi and not span.hi_open)}


@given(_SPANS, _SPANS)
def test_intervals_agree_with_counting_points(a: Span, b: Span) -> None:
    """Apart, ahead and within say what a grid of points says, for spans that hold any."""
    one, other = _members(a), _members(b)
    if not one or not other:
        return
    assert apart(a, b) is not bool(one & other)
    assert ahead(a, b) is (a.hi is not None and b.lo is not None and max(one) < min(other))
    if within(a, b):
        assert one <= other


@pytest.mark.parametrize(
    ("text", "unit", "span"),
    [
        ("over 300,000 US dollars", "", Span(Fraction(300000), None, lo_open=True)),
        ("from 48.5 million roubles", "", Span(Fraction(48_500_000), None)),
        ("less than 7", "cars", Span(None, Fraction(7), hi_open=True)),
        ("at most 7", "cars", Span(None, Fraction(7))),
        ("about 1000", "kilometres", Span(Fraction(950), Fraction(1050))),
        ("nearly 25", "years", Span(Fraction(47, 2), Fraction(25), hi_open=True)),
        ("24 years", "", Span(Fraction(24), Fraction(25), hi_open=True)),
        ("48.5", "metres", Span(Fraction(4845, 100), Fraction(4855, 100), hi_open=True)),
        ("3 million", "jobs", Span(Fraction(2_500_000), Fraction(3_500_000), hi_open=True)),
        ("two", "dogs", Span(Fraction(2), Fraction(2))),
    ],
)
def test_hedges_and_precision_open_an_interval(text: str, unit: str, span: Span) -> None:
    """Each hedge, unit of time and printed digit stands for its interval."""
    amount = read_amount(text, unit)
    assert amount is not None
    assert amount.span == span


@pytest.mark.parametrize("text", ["", "many cars", "1,00,000 roubles", "1.2.3 metres", "-4 degrees", "9" * 6000])
def test_what_is_no_number_is_none(text: str) -> None:
    """Anything but a hedge, a number, a scale and a unit is refused."""
    assert read_amount(text) is None


@given(st.dates(datetime.date(1, 1, 1)), st.sampled_from(("day", "month", "year")))
def test_dates_read_back_from_prose(day: datetime.date, grain: str) -> None:
    """A date in prose is the date that was written."""
    iso = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[grain]]
    days = read_iso(iso)
    assert days is not None
    assert read_prose(write_date(days, iso)) == days
    assert read_prose("in " + write_date(days, iso)) == days


@pytest.mark.parametrize(
    ("written", "prose"),
    [
        ("2025-09-01..2025-09-03", "1 to 3 September 2025"),
        ("2025-09..2025-11", "September to November 2025"),
        ("2018..2020", "2018 to 2020"),
        ("2025-08-28..2025-09-03", "28 August 2025 to 3 September 2025"),
        ("2018..2020-05", "2018 to May 2020"),
    ],
)
def test_ranges_in_prose(written: str, prose: str) -> None:
    """Both ends share what they have in common, and the range reads back to the same days."""
    days = read_iso(written)
    assert days is not None
    assert write_date(days, written) == prose
    back = read_prose(prose)
    assert back is not None
    assert days_span(back) == days_span(days)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"), ("Zoë", "Zoe"), ("Ｚoe", "Zoe"), ("Aurus", "Αurus"), ("Kim", "Kіm"),
        ("ice cream", "ice-cream"),
        ("the Senate Tower", "Senate Tower"), ("ﬁrm", "firm"), ("Ørsted", "Orsted"), ("10", "1O"), ("modern", "modem"),
    ],
)  # fmt: skip
def test_twins_are_alike(one: str, other: str) -> None:
    """Case, accents, width, alphabet, hyphens, articles and look-alike letters do not tell labels apart."""
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("C++", "C#"), ("C", "C++"), ("!!!", "???"), ("½", "12"), ("1/2", "12"), ("Kiev", "Kyiv")],
)
def test_what_only_folds_together_carelessly_stays_apart(one: str, other: str) -> None:
    """Signs and fractions count, and a label that folds to nothing is compared as it is."""
    assert fold(one) != fold(other)


@given(st.text(max_size=12))
def test_folding_is_never_empty_and_settles(text: str) -> None:
    """A folded label is never the empty text, for that would equal every other."""
    assert fold(text)
    assert skeleton(text)
    assert alike(text, text)


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Which tower named the Aurus Senat?", "Senate Tower", False),
        ("Was it the Senate Tower?", "the Senate Tower", True),
        ("Kim’s car", "Kim", True),
        ("Korean Central Television aired it", "Korean Central Television", True),
        ("Who wrote C++?", "C", False),
        ("Kim Jong Un drove", "Kim Jong-un", True),
        ("anything", "!!!", False),
    ],
)
def test_mentions_compares_whole_words(text: str, label: str, *, found: bool) -> None:
    """A label is mentioned where all its words stand in a row."""
    assert mentions(text, label) is found


def test_words_keep_signs() -> None:
    """Signs are letters of a word."""
    assert words("C++ and C# in Zürich") == ("c++", "and", "c#", "in", "zurich")


def test_identities_follow_the_specification() -> None:
    """Facts are known by the digest of their canonical assertion, however the pack spells their values."""
    book = read_book(pack())
    assert {MODI, GAVE, DEBUT} <= {fact.id for fact in book.facts}
    assert [fact.id for fact in book.one_offs] == [FED]
    plain = pack()
    plain["facts"]["debut"] = [{"car": "the Aurus Senat", "when": "2018-05-07"}]
    assert fact_id("debut", car="Aurus Senat", when="2018-05-07") in {fact.id for fact in read_book(plain).facts}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{guest} rode[ in {a car}] {when:on}", "Modi rode in an Aurus Senat on 1 September 2025"),
        ("{host's} guest was {guest:name} in {the place}", "Putin's guest was Narendra Modi in the Tianjin"),
        ("{guest:one comes|they come} with {the car:x}", None),
        ("{guest:comes|come} to {place:bare}", "Comes to Tianjin"),
        ("{car:bare}  and {car}", "Aurus Senat and an Aurus Senat"),
        ("no {such} role", None),
    ],
)
def test_templates_render_as_the_specification_says(template: str, text: str | None) -> None:
    """Articles, possessives, agreement, optional groups and blanks; a slot that names no role renders nothing."""
    book = read_book(pack())
    fact = next(fact for fact in book.facts if fact.id == MODI)
    parts = Stems(book).template("ride", template).flat(fact.values)
    assert (None if parts is None else sentence(fill(parts, fact.values))) == text


@pytest.mark.parametrize(
    ("text", "source", "stem"),
    [
        ("what did it cost?", "", "What did it cost?"),
        ("What did it cost?", "Wire", "According to Wire, what did it cost?"),
        ("Putin rode.", "Wire", "According to Wire, Putin rode."),
        ("  the  car  came.", "Wire", "According to Wire, the car came."),
    ],
)
def test_stems_begin_with_a_capital_or_their_source(text: str, source: str, stem: str) -> None:
    """An attributed stem goes on in small letters where its first word is no name."""
    assert sentence(text, source) == stem


def test_stems_are_looked_up_without_separators_in_numbers() -> None:
    """A stem with 300000 is found by one with 300,000."""
    assert stem_key("over 300,000 US dollars in 2,018 years, 1,2") == "over 300000 US dollars in 2018 years, 1,2"


def test_one_role_may_stand_under_several_licences() -> None:
    """A list of licences is read one by one, each with what it takes as given."""
    relation = {
        "roles": {"who": "text", "did": "text", "do": "text", "when": "year"},
        "say": "{who} {did} {when:on}.",
        "only one": {"when": [{"per": ["who", "did"], "because": "a"}, {"per": ["who", "do=day"], "because": "b"}]},
    }
    book = read_book({"quiz": "1", "title": "T", "relations": {"acts": relation}})
    licences = book.relations["acts"].licences
    assert [(one.role, one.because) for one in licences] == [("when", "a"), ("when", "b")]
    assert [one.given for one in licences] == [(("who", ""), ("did", "")), (("who", ""), ("do", "day"))]
