"""The Aurus pack: what it must hold, and what it must never say."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any

import pytest

from quiz.bank import Report, draw_rounds, emit, open_bank
from quiz.core.facts import Fact, OneOff, Status
from quiz.core.items import Item
from quiz.packs import Loaded, builtin_dir, load_path

WORD = re.compile(r"[^\W_]+")
RELATIVE = re.compile(
    r"\b(?:ago|yesterday|today|tomorrow|recently|currently|nowadays|so far|"
    r"(?:last|this|next) (?:year|month|week)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
SEEDS = (0, 1, 2)
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
