"""The draw of a game's topics."""

from __future__ import annotations

from quiz.bank import draw_rounds, draw_sheet, open_bank
from quiz.bank.rounds import tells
from quiz.core.facts import Pack
from quiz.packs import load_bytes, load_path, resolve
from tests.bank.builders import day, fact, pack, visit

AURUS = load_path(resolve("aurus")).pack


def topics(made: Pack, rounds: int, length: int, seeds: int) -> set[str]:
    """The titles that come up over some seeds, each game full."""
    found = set()
    for seed in range(seeds):
        game = draw_rounds(open_bank(made, seed), rounds, length, seed=seed)
        assert [len(items) for _, items in game] == [length] * rounds, seed
        assert len({title for title, _ in game}) == rounds
        found |= {title for title, _ in game}
    return found


def test_every_topic_of_the_aurus_pack_comes_up() -> None:
    """Within thirty seeds, in full games of three rounds of five."""
    bank = open_bank(AURUS)
    assert topics(AURUS, 3, 5, 30) == {one.topic for one in bank.proposals()}


def test_a_topic_that_fills_a_round_is_drawn_whatever_its_size() -> None:
    """The largest topics have no right of way."""
    sizes = {"A": 12, "B": 10, "C": 8, "D": 4}
    facts = [
        fact("visit", {"guest": "Anna Bell", "town": "Riga", "when": day(f"20{number:02d}-0{month}-01")}, topic=topic)
        for month, (topic, size) in enumerate(sizes.items(), start=1)
        for number in range(size)
    ]
    assert topics(pack([visit(asks=(), licences=())], facts), 1, 2, 40) == set(sizes)


def written(*topics: str) -> Pack:
    """A pack of hand-written questions, one for each topic named."""
    rows = "".join(
        f"  - {{ask: What is meant by number {place} here?, right: a{place}, wrong: [b{place}], topic: {topic}}}\n"
        for place, topic in enumerate(topics)
    )
    return load_bytes(f"quiz: 1\ntitle: All\nquestions:\n{rows}".encode(), "t").pack


def drawn(made: Pack, rounds: int, length: int) -> list[tuple[str, int]]:
    """Titles and lengths of the rounds of one game."""
    return [(title, len(items)) for title, items in draw_rounds(open_bank(made), rounds, length, seed=1)]


def test_small_topics_are_played_together() -> None:
    """Nothing is left out of a small pack for having a topic of its own; the pack's own title may be one of them."""
    assert drawn(written("A", "B", "C"), 3, 5) == [("All", 3)]
    assert drawn(written("A", "All", "C", "C"), 3, 5) == [("All", 4)]


def test_a_topic_comes_up_again_where_rounds_are_left() -> None:
    """Six questions of one topic make two rounds of at most five, and no third one."""
    assert drawn(written(*"AAAAAA"), 3, 5) == [("A", 5), ("A, part 2", 1)]


def test_a_sheet_of_facts_gives_nothing_away() -> None:
    """All stands beside all: no item made of facts shows the answer of another, and no fact comes up twice."""
    items = draw_sheet(open_bank(AURUS, 3), seed=3)
    assert len(items) > 20
    assert draw_sheet(open_bank(AURUS, 3), seed=3) == items
    assert draw_sheet(open_bank(AURUS, 4), seed=4) != items
    facts = [name for item in items for name in item.facts]
    assert len(facts) == len(set(facts))
    made = [item for item in items if item.facts]
    pairs = [pair for one in made for two in items if one is not two for pair in ((one, two), (two, one))]
    assert not [pair for pair in pairs if tells(*pair, strict=True)]


def test_a_sheet_keeps_what_somebody_wrote() -> None:
    """All of it, as it stands in the pack and before what is made of facts; some of it where less is asked for."""
    sampler = load_path(resolve("sampler")).pack
    items = draw_sheet(open_bank(sampler, 1), seed=1)
    assert items[: len(sampler.questions)] == sampler.questions
    assert len(items) > len(sampler.questions)
    assert len(draw_sheet(open_bank(sampler, 1), 4, seed=1)) == 4
    own = written(*"ABCDEFGH")
    some = draw_sheet(open_bank(own), 5, seed=1)
    assert [item for item in own.questions if item in some] == list(some)
    assert len(some) == 5
    assert draw_sheet(open_bank(own), 5, seed=2) != some
    assert draw_sheet(open_bank(own), seed=2) == own.questions
