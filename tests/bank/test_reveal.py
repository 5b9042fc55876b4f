"""What comes with the verdict: the claim, why another answer is wrong, and how many independent sources say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quiz.core.facts import Fact, Pack
from quiz.core.items import Item
from quiz.core.kinds import Single, TrueFalse
from quiz.core.sources import Evidence
from tests.bank.builders import (
    GAZETTE,
    HERALD,
    Ask,
    Completeness,
    Matching,
    OneOff,
    Span,
    claim,
    day,
    fact,
    generate,
    of_kind,
    only,
    pack,
    role_of,
    things,
    values_of,
    visit,
)  # fmt: skip

COURIER = Evidence("Courier", 3, "as a third paper says")
ROWS = (("Anna Bell", "Riga", "2018-05-07"), ("Cato Dunn", "Oslo", "2019-11-20"), ("Emil Fox", "Quito", "2021-03-01"))
ONE_GUEST = "the town had one guest a day"


def visits(*evidence: Sequence[Evidence]) -> list[Fact]:
    """Three visits, each with its evidence."""
    return [fact("visit", {"guest": who, "town": where, "when": day(when)}, evidence=tuple(told))
            for (who, where, when), told in zip(ROWS, evidence, strict=True)]  # fmt: skip


def whole(*evidence: Sequence[Evidence]) -> Pack:
    """Everything that rests on several facts: an order, a match, a list and its count, a span."""
    base = visit(
        licences=(only("guest", "town", because=ONE_GUEST),), order="Put these visits in order, earliest first.",
        matchings=(Matching("town", "guest", "Match each town to its guest.", ("Town", "Guest")),),
    )  # fmt: skip
    listed = Completeness("c-1", "visit", "guest", values_of({"when": day("2018..2021")}), "the list names all",
                          (GAZETTE,), ask="Which of these came?", count="How many came?")  # fmt: skip
    ends = [claim("x", "visit", {"guest": who}) for who, _, _ in ROWS[:2]]
    span = Span("s-1", ends[0], ends[1], "How many months apart?", "months")
    return pack([base], visits(*evidence), complete=(listed,), spans=(span,),
                extra=things("leader", ("Ida Jung", "Karl Lang")))  # fmt: skip


def several(made: Pack) -> dict[str, Item]:
    """The items that rest on several facts, by kind and stem."""
    return {item.stem: item for item in generate(made).items if len(item.facts) > 1}


def test_of_several_facts_the_least_attested_counts() -> None:
    """Two witnesses of one visit and one of another do not make two of both."""
    some = several(whole((GAZETTE, COURIER), (COURIER,), (GAZETTE, HERALD)))
    assert {item.question.kind for item in some.values()} == {"order", "match", "multiple", "number"}
    assert {stem: item.reveal.origins for stem, item in some.items()} == dict.fromkeys(some, 1)
    every = several(whole((GAZETTE, COURIER), (COURIER, HERALD), (GAZETTE, COURIER)))
    assert {item.reveal.origins for stem, item in every.items() if "came" not in stem} == {2}
    assert {item.reveal.origins for stem, item in every.items() if "came" in stem} == {1}  # the list has one witness


def test_sources_of_one_origin_are_one_witness() -> None:
    """A source that has no origin of its own stands for itself."""
    for evidence, number in (((GAZETTE, HERALD), 1), ((GAZETTE, COURIER), 2), ((GAZETTE, GAZETTE), 1)):
        made = pack([visit()], visits(evidence, (GAZETTE,), (GAZETTE,)))
        alone = [item for item in generate(made).items if item.facts == (made.facts[0].id,)]
        assert {item.reveal.origins for item in alone} == {number}


def test_a_witness_of_one_role_is_no_witness_of_the_others() -> None:
    """Who names the town alone does not say when; a role in the author's words needs no witness."""
    town, rest = replace(COURIER, roles=("town",)), replace(GAZETTE, roles=("town", "guest"))
    for evidence, number in (((GAZETTE, town), 1), ((rest, COURIER), 1), ((rest, replace(rest, source="Courier")), 2)):
        made = pack([visit()], visits(evidence, (GAZETTE,), (GAZETTE,)))
        alone = [item for item in generate(made).items if item.facts == (made.facts[0].id,)]
        assert {item.reveal.origins for item in alone} == {number}


def single() -> Item:
    """Who came to Riga: two guests of elsewhere, and people of whom nothing is told."""
    base = visit(licences=(only("guest", "town", "when=day", because=ONE_GUEST),))
    items = of_kind(pack([base], visits((GAZETTE,), (GAZETTE,), (GAZETTE,))), "single")
    return next(item for item in items if "Riga" in item.stem)


def test_the_reason_is_told_once() -> None:
    """Where a fact tells of the wrong answer, it alone; else what is right, and the reason beside it."""
    item = single()
    assert isinstance(item.question, Single)
    proofs = {proof.option: proof for proof in item.reveal.proofs}
    assert (proofs["Cato Dunn"].sentence, proofs["Cato Dunn"].because) == (
        "Cato Dunn came to Oslo on 20 November 2019.",
        "",
    )
    assert (proofs["Greta Holm"].sentence, proofs["Greta Holm"].because) == (item.reveal.claim, ONE_GUEST)
    assert all(ONE_GUEST not in proof.sentence.casefold() for proof in proofs.values())


def test_a_false_statement_is_put_right_with_its_reason() -> None:
    """Also where another fact tells of the wrong value: who was wrong about this one needs this one."""
    made = pack([visit(licences=(only("guest", "town", "when", because=ONE_GUEST),))],
                visits((GAZETTE,), (GAZETTE,), (GAZETTE,)))  # fmt: skip
    false = [item for seed in range(12) for item in of_kind(made, "true_false", seed)
             if isinstance(item.question, TrueFalse) and not item.question.key]  # fmt: skip
    assert any("Cato Dunn came to Riga" in item.stem for item in false)
    for item in false:
        right = next(one for one in made.facts if one.id in item.facts)
        told = next(f"{who} came to {where}" for who, where, _ in ROWS if values_of({"x": who})["x"][0]
                    in right.values["guest"])  # fmt: skip
        (proof,) = item.reveal.proofs
        assert item.reveal.claim.startswith(told)
        assert (proof.sentence, proof.because) == (item.reveal.claim, ONE_GUEST)


def test_an_answer_in_ones_own_words_is_put_right_with_its_reason() -> None:
    """Typed, number and cloze tell the claim, and why it is the only answer."""
    base = visit(
        licences=(only("guest", "town", because=ONE_GUEST), only("when", "town", because="there was one day")),
        asks=(Ask("guest", "Who came to {town} {when:on}?"), Ask("when", "In which year did {guest} come to {town}?",
                                                               day("2018").precision)),
    )  # fmt: skip
    items = generate(pack([base], visits((GAZETTE,), (GAZETTE,), (GAZETTE,)))).items
    own = [item for item in items if item.question.kind in ("typed", "number", "cloze")]
    assert {item.question.kind for item in own} == {"typed", "number", "cloze"}
    for item in own:
        assert " came to " in item.reveal.claim
        reason = "There was one day." if item.question.kind == "number" else "The town had one guest a day."
        assert item.reveal.explain == reason


def test_a_one_off_fact_without_a_sentence_tells_its_answer() -> None:
    """A question alone is no claim."""
    one = OneOff("o-1", "What did the horse eat?", values_of({"x": "~carrots"})["x"][0], "", (HERALD,),
                 role_of("answer", "food"), ("apples", "hay"), because="so the film shows")  # fmt: skip
    claims = {item.reveal.claim for item in generate(pack([], one_offs=(one,))).items}
    assert claims == {"What did the horse eat? Carrots."}
