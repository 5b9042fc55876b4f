"""The Aurus pack: what it must hold, and what it must never say."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from quiz.bank import Report, draw_rounds, emit, open_bank
from quiz.bank.leaks import told_by_topic
from quiz.core.facts import Fact, OneOff, Status
from quiz.core.items import Item
from quiz.core.kinds import Amount, Cloze, Match, Multiple, grade, key_text
from quiz.packs import Loaded, builtin_dir, load_path

WORD = re.compile(r"[^\W_]+")
RELATIVE = re.compile(
    r"\b(?:ago|yesterday|today|tomorrow|recently|currently|nowadays|so far|"
    r"(?:last|this|next) (?:year|month|week)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
SEEDS = (0, 1, 2)
# A true or false statement shows no options, and a question few of those that its author wrote.
OPTIONS = re.compile(
    r"\b(?:the other (?:two|three)|(?:all|none) of (?:the|these)|all (?:three|four)|the (?:three|four)|th(?:e|o)se|"
    r"they)\b",
    re.IGNORECASE,
)
SMALL = re.compile(r"\b(?:a|an|and|at|by|from|in|of|on|that|the|to|was|were|with|according)\b")
# What two stories that are no copies of each other tell in full, as read in both: how each begins and ends.
TOLD_TWICE = {("Putin gave Kim", "February 2024."), ("Russia's full-scale invasion", "February 2022.")}
LONGEST_STEM, LONGEST_OPTION = 120, 40  # what a terminal of 60x20 shows in full


@cache
def pack() -> Loaded:
    """The pack as it ships."""
    return load_path(builtin_dir() / "aurus.quiz.yaml")


@cache
def report(seed: int) -> Report:
    """Everything made from it with `seed`."""
    return open_bank(pack().pack, seed).generate()


def every_item() -> list[Item]:
    """The items of all seeds, each once."""
    return list({(item.id, item.stem): item for seed in SEEDS for item in report(seed).items}.values())


def kinds_about(*words: str) -> set[str]:
    """The kinds of question that rest on a fact whose value or question holds all of `words`."""
    loaded = pack().pack
    about = {fact.id for fact in loaded.facts if all(word in repr(fact.values) for word in words)}
    about |= {one.id for one in loaded.one_offs if all(word in one.ask for word in words)}
    return {item.question.kind for item in report(0).items if about & set(item.facts)}


def told() -> list[Fact | OneOff]:
    """All facts, with a relation and without."""
    return [*pack().pack.facts, *pack().pack.one_offs]


def licences() -> list[tuple[str, str]]:
    """Where each licence stands, and its ground."""
    loaded = pack().pack
    rows = [(name, one.because) for name, relation in loaded.relations.items() for one in relation.licences]
    rows += [(fact.id, one.because) for fact in loaded.facts for one in fact.licences]
    rows += [(thing.name, thing.because) for thing in loaded.things.values() if thing.foil]
    rows += [(one.ask, one.because) for one in loaded.one_offs if one.wrong]
    rows += [(one.id, one.because) for one in loaded.complete]
    rows += [(one.id, one.because) for one in (*loaded.denials, *loaded.refuted)]
    return rows


def test_it_loads_without_a_finding() -> None:
    """Nothing in the pack needs mending."""
    assert pack().findings == ()


def test_it_holds_ninety_facts_and_more_that_may_be_asked() -> None:
    """Each of them is asked by at least one question."""
    asked = {fact for item in report(0).items for fact in item.facts}
    assert len(asked & {one.id for one in told()}) >= 90


def test_a_hundred_meanings_and_more_are_asked_in_six_kinds_and_more() -> None:
    """A meaning is a fact and what is asked of it, whatever the kind."""
    slots = {item.meaning for item in report(0).items if item.question.kind not in ("true_false", "cloze")}
    assert len(slots) >= 100
    assert len({item.question.kind for item in report(0).items}) >= 6


@pytest.mark.parametrize("words", [("Aurus Senat", "debuted"), ("Senate Tower",), ("gift", "Pungsan")])
def test_debut_tower_and_gifts_are_asked_in_three_kinds_and_more(words: tuple[str, ...]) -> None:
    """The best known facts come in several forms."""
    assert len(kinds_about(*words)) >= 3


def test_every_licence_states_its_ground() -> None:
    """Whoever calls an option wrong says why."""
    assert [where for where, because in licences() if not because] == []


def test_every_fact_has_evidence_outside_the_furniture() -> None:
    """Titles, captions, bylines and footers prove nothing."""
    sources: Any = pack().plain["sources"]
    furniture = {(name, int(line)) for name, source in sources.items() for line in source.get("furniture") or ()}
    for one in told():
        assert one.evidence, one
        assert not {(entry.source, entry.paragraph) for entry in one.evidence} & furniture
        assert all(len(WORD.findall(entry.fragment)) <= 8 for entry in one.evidence)


def test_three_articles_are_one_witness() -> None:
    """Rewrites of one agency story verify nothing together."""
    sources = pack().pack.sources
    rewrites = {sources[name].origin for name in ("Northeast Watch", "buzztimes24", "The Nightly")}
    assert len(rewrites) == 1
    for fact in pack().pack.facts:
        origins = {sources[entry.source].origin for entry in fact.evidence}
        assert fact.status is (Status.VERIFIED if len(origins) > 1 else Status.SINGLE_ORIGIN)


def test_no_stem_says_when_in_words_that_age() -> None:
    """Dates are resolved; nothing hangs on the day of reading."""
    assert [item.stem for item in every_item() if RELATIVE.search(item.stem)] == []


def test_stems_and_options_fit_the_smallest_terminal() -> None:
    """A stem takes two lines of sixty, an option one line."""
    shown = [emit(item) for item in every_item()]
    assert [one["ask"] for one in shown if len(str(one["ask"])) > LONGEST_STEM] == []
    options: list[Any] = [text for one in shown for text in one["options"]]  # type: ignore[attr-defined]
    assert [text for text in options if len(str(text)) > LONGEST_OPTION] == []


@pytest.mark.parametrize(
    "said", ["November 2011", "Saudi Arabian", "birthday", "24 years", "25 years", "four days", "an hour"]
)
def test_what_is_refuted_disputed_or_doubted_is_in_no_question(said: str) -> None:
    """Neither a stem nor an option nor a key repeats a misprint or takes a side in a dispute."""
    shown = [emit(item) for item in every_item()]
    assert [one for one in shown if said in f"{one['ask']} {one['options']} {one['answer']}"] == []


def test_each_misprint_is_on_record() -> None:
    """What the print gets wrong is kept with its reason, and each dispute has two sides."""
    loaded = pack().pack
    assert len(loaded.refuted) >= 5
    assert all(claim.evidence for claim in loaded.refuted)
    assert len(loaded.disputes) >= 5
    assert all(len(dispute.claims) >= 2 for dispute in loaded.disputes)


def test_every_topic_fills_a_round() -> None:
    """Five different facts each, so that any of the titles can be drawn."""
    facts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for item in report(0).items:
        facts[item.topic].add(item.clusters or item.facts or (item.id,))
    assert 6 <= len(facts) <= 9
    assert {topic: len(found) for topic, found in facts.items() if len(found) < 5} == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_game_of_three_rounds_is_full_and_mixed(seed: int) -> None:
    """Five questions a round, in at least three kinds."""
    rounds = draw_rounds(open_bank(pack().pack, seed), 3, 5, seed=seed)
    assert [len(items) for _, items in rounds] == [5, 5, 5]
    assert all(len({item.question.kind for item in items}) >= 3 for _, items in rounds)


@pytest.mark.parametrize("name", ["aurus", "sampler"])
def test_no_topic_shows_a_key(name: str) -> None:
    """Round titles stand over the questions, also over those that somebody wrote; a number there tells too much."""
    loaded = load_path(builtin_dir() / f"{name}.quiz.yaml").pack
    items = [item for seed in SEEDS for item in open_bank(loaded, seed).generate().items]
    assert [(item.topic, item.stem) for item in items if told_by_topic(item)] == []
    assert [item.topic for item in items if any(char.isdecimal() for char in item.topic)] == []


def test_every_reason_stands_alone() -> None:
    """It is shown whatever options are, and under statements, so it names what it speaks of."""
    reasons = [*licences(), *((item.stem, item.reveal.explain) for item in pack().pack.questions)]
    assert [(where, because) for where, because in reasons if OPTIONS.search(because)] == []


def test_two_origins_say_so_only_where_each_says_all() -> None:
    """A plant's former owner proves nothing about what is to be built there."""
    told = (item.reveal.claim.split() for item in every_item() if item.reveal.origins > 1)
    assert {(" ".join(words[:3]), " ".join(words[-2:])) for words in told} == TOLD_TWICE


def test_no_quotation_breaks_off_inside_quotation_marks() -> None:
    """Whoever reads the fragment sees both ends of what is quoted in it."""
    fragments = {one.fragment for item in every_item() for one in item.reveal.citations}
    odd = [text for text in fragments if text.count('"') % 2 or text.count("“") != text.count("”")]
    assert odd == []


def test_each_of_several_answers_is_shown_where_it_stands() -> None:
    """Of pairs, gaps and lists that somebody wrote, every part is in the words cited or explained."""
    for item in pack().pack.questions:
        if isinstance(item.question, Match):
            cited = {one.paragraph for one in item.reveal.citations}
            assert cited | {int(one) for one in re.findall(r"aragraph (\d+)", item.reveal.explain)} == {2, 4, 15}
        elif isinstance(item.question, Cloze | Multiple):
            told = " ".join([item.reveal.explain, *(one.fragment for one in item.reveal.citations)])
            assert [one for one in key_text(item.question).split("; ") if one not in told] == []


def words(text: str) -> set[str]:
    """The words that carry what a statement says."""
    return set(re.findall(r"\w+", SMALL.sub("", text.casefold())))


def names(text: str) -> set[str]:
    """The names and numbers of a statement."""
    return set(re.findall(r"\b[A-Z0-9][\w-]*", text[:1].lower() + text[1:]))


def test_no_two_statements_say_one_thing() -> None:
    """`Mohammed bin Zayed rode with Putin` and `shared a ride with Putin`: true or false, one of them is enough."""
    claims = {one.reveal.claim for one in every_item() if one.question.kind == "true_false" and one.reveal.claim}
    alike = []
    for one, other in combinations(sorted(claims), 2):
        common, every = words(one) & words(other), words(one) | words(other)
        adds_none = names(one) <= names(other) or names(other) <= names(one)
        alike += [(one, other)] if adds_none and len(common) > 0.65 * len(every) else []
    assert alike == []


def test_a_hedged_number_takes_its_neighbours() -> None:
    """The drive was to take about 15 minutes: 14 is no mistake, and 40 is one."""
    drive = next(one for one in every_item() if one.question.kind == "number" and "expected to take" in one.stem)
    assert [grade(drive.question, Amount(Fraction(one))).credit for one in (14, 16, 40)] == [1, 1, 0]
