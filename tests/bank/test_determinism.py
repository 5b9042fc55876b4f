"""The same pack and seed give the same questions; what is unrelated changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quiz.bank import Bank, draw_rounds, emit, open_bank
from quiz.bank.chance import Draw, Ring
from quiz.bank.compose import Asked
from quiz.bank.texts import bare
from quiz.core.facts import Dispute, Fact, Pack
from quiz.core.items import Item
from quiz.core.kinds import Single
from quiz.core.values import ThingRef
from tests.bank.builders import LEADERS, TOWNS, Ask, Matching, claim, day, fact, generate, only, pack, things, visit
from tests.bank.builders import relation as relation_of

DATES = ("2018-05-07", "2019-11-20", "2021-03-01", "2024-06-19", "2018", "2019-11")


def world(rows: Sequence[tuple[str, str, str]], *more: Fact) -> Pack:
    """A pack of visits with everything that can be asked about them."""
    base = visit(
        asks=(Ask("guest", "Who came to {town} {when:on}?"), Ask("town", "Where did {guest} go {when:on}?"),
              Ask("when", "When did {guest} come to {town}?")),
        licences=(only("guest", "town", "when=day"), only("town", "guest", "when=day"), only("when", "guest", "town")),
        order="Put these visits in order, earliest first.",
        matchings=(Matching("town", "guest", "Match each town to its guest.", ("Town", "Guest")),),
    )  # fmt: skip
    seat = relation_of("seat", {"beast": "animal", "hill": "hill"}, "{beast} sits on {hill}.", topic="Hills",
                       licences=(only("hill", "beast"),), asks=(Ask("hill", "Where does {beast} sit?"),))  # fmt: skip
    facts = [fact("visit", {"guest": who, "town": where, "when": day(when)}) for who, where, when in rows]
    extra = [*things("animal", ("Badger", "Otter")), *things("hill", ("Crag", "Knoll", "Scar"))]
    return pack([base, seat], [*{one.id: one for one in facts}.values(), *more], extra=extra)


rows = st.lists(
    st.tuples(st.sampled_from(LEADERS), st.sampled_from(TOWNS), st.sampled_from(DATES)), min_size=1, max_size=8
)
seeds = st.integers(0, 5)


def printed(made: Pack, seed: int) -> list[str]:
    """The emitted questions as text."""
    return [json.dumps(emit(item), ensure_ascii=False) for item in generate(made, seed).items]


@given(rows, seeds, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(drawn: list[tuple[str, str, str]], seed: int, random: object) -> None:
    """Facts, things and relations in another sequence give the same bytes."""
    made = world(drawn)
    shuffled = list(made.facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = replace(
        made,
        facts=tuple(shuffled),
        things=dict(reversed(list(made.things.items()))),
        relations=dict(reversed(list(made.relations.items()))),
    )
    assert printed(made, seed) == printed(turned, seed)


@given(rows, seeds)
def test_an_unrelated_fact_changes_no_other_question(drawn: list[tuple[str, str, str]], seed: int) -> None:
    """Locality: the questions about visits stay as they are, byte for byte."""
    more = fact("seat", {"beast": "Badger", "hill": "Crag"})
    before, after = set(printed(world(drawn), seed)), set(printed(world(drawn, more), seed))
    assert before <= after
    assert all(more.id in line for line in after - before)


@given(rows, seeds)
def test_items_made_alone_are_those_made_together(drawn: list[tuple[str, str, str]], seed: int) -> None:
    """Lazily built, in whatever sequence, each item equals that of the whole bank."""
    made = world(drawn)
    together = {item.id: item for item in generate(made, seed).items}
    bank = open_bank(made, seed)
    alone = {item.id: item for item in map(bank.build, reversed(bank.proposals())) if isinstance(item, Item)}
    assert together.items() <= alone.items()


@given(rows, seeds)
def test_every_proposal_is_accounted_for(drawn: list[tuple[str, str, str]], seed: int) -> None:
    """Each comes to an item or to one rejection with a code."""
    bank = open_bank(world(drawn), seed)
    report = bank.generate()
    dropped = len(bank.world.refused)
    assert len(report.items) + len(report.rejections) == len(bank.proposals()) + dropped
    assert all(one.code and one.detail for one in report.rejections)


@given(rows, seeds)
def test_proofs_can_be_replayed(drawn: list[tuple[str, str, str]], seed: int) -> None:
    """Asked again, the judge rules on every option as its proof says, on the same ground."""
    bank = open_bank(world(drawn), seed)
    for proposal in bank.proposals():
        made = bank.build(proposal)
        if isinstance(made, Item) and isinstance(made.question, Single) and proposal.subject.ask:
            replay(bank, made)


def replay(bank: Bank, item: Item) -> None:
    """Rule on the options of a single-choice item anew."""
    proposal = next(one for one in bank.proposals() if one.id == item.id)
    asked = Bank(bank.pack, bank.seed)._ask(proposal)
    assert isinstance(asked, Asked)
    values = {name: ThingRef(name) for name in bank.pack.things} | {bare(one): one for one in asked.slot.key}
    for proof in item.reveal.proofs:
        if proof.option in values:
            ruling = asked.judge.rule(values[proof.option])
            assert ruling.truth is proof.truth
            assert ruling.grant is None or (ruling.grant.ground, ruling.grant.facts) == (proof.ground, proof.facts)


@given(rows)
def test_rounds_repeat_nothing_and_give_nothing_away(drawn: list[tuple[str, str, str]]) -> None:
    """No fact, meaning or item twice in a game, and rounds as drawn before."""
    bank = open_bank(world(drawn), 1)
    game = draw_rounds(bank, 3, 4, seed=1)
    items = [item for _, round_items in game for item in round_items]
    facts = [one for item in items for one in item.facts]
    assert len(facts) == len(set(facts))
    assert len({item.meaning for item in items}) == len(items)
    assert len({title for title, _ in game}) == len(game)
    assert game == draw_rounds(open_bank(world(drawn), 1), 3, 4, seed=1)


def test_a_cluster_comes_up_once_in_a_game() -> None:
    """Two facts of one cluster are never in the same game."""
    rows = [
        ("Anna Bell", "Riga", "2018-05-07"),
        ("Cato Dunn", "Oslo", "2019-11-20"),
        ("Emil Fox", "Quito", "2021-03-01"),
    ]
    made = world(rows)
    clustered = replace(made, facts=tuple(replace(one, cluster="trips") for one in made.facts))
    for seed in range(2):
        assert sum(len(items) for _, items in draw_rounds(open_bank(clustered, seed), 2, 5, seed=seed)) == 1
        assert sum(len(items) for _, items in draw_rounds(open_bank(made, seed), 2, 5, seed=seed)) > 0


def test_ids_name_the_meaning_not_the_place() -> None:
    """An id depends neither on the seed nor on the other facts."""
    small = world([("Anna Bell", "Riga", "2018-05-07")])
    large = world([(who, town, "2018-05-07") for who, town in zip(LEADERS, TOWNS, strict=True)])
    one, other = open_bank(small, 0), open_bank(large, 7)
    ids = {each.id for each in one.proposals() if each.facts}
    assert ids
    assert ids <= {each.id for each in other.proposals()}


def test_a_new_rival_takes_away_what_it_contests() -> None:
    """Marking a claim as disputed removes every question whose answer it doubts."""
    made = world([("Anna Bell", "Riga", "2018-05-07"), ("Cato Dunn", "Oslo", "2019-11-20")])
    rival = claim("d", "visit", {"guest": "Emil Fox", "town": "Riga", "when": day("2018-05-07")})
    doubted = replace(made, disputes=(Dispute("who", (rival,)),))
    stems = {item.stem for item in generate(doubted).items}
    assert "Who came to Oslo on 20 November 2019?" in stems
    assert "Who came to Riga on 7 May 2018?" not in stems


def test_draws_are_keyed() -> None:
    """The same seed and name draw alike, another seed otherwise; every place comes up about as often."""
    assert Draw(1, "q").shuffled(range(9)) == Draw(1, "q").shuffled(range(9)) != Draw(2, "q").shuffled(range(9))
    firsts = [Draw(seed, "q").shuffled("abcd").index("a") for seed in range(4000)]
    assert all(900 < firsts.count(place) < 1100 for place in range(4))


def test_a_window_moves_only_where_something_is_added() -> None:
    """One more entry on the circle shifts a window by at most one entry."""
    names = [f"name {number}" for number in range(200)]
    small, large = Ring(names, str), Ring([*names, "newcomer"], str)
    for seed in range(50):
        left, right = small.window(Draw(seed, "q"), 12), large.window(Draw(seed, "q"), 12)
        assert len(left) == len(right) == 12
        assert len(set(left) - set(right)) <= 1
