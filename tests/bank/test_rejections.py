"""Every rejection code can be reached, means what its table says, and is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quiz.bank import Rejection, open_bank
from quiz.bank.codes import CODES
from quiz.bank.fold import Folder
from quiz.bank.leaks import told_by_topic
from quiz.bank.ledger import Ledger
from quiz.core.facts import Fact, Pack, Relation, Status
from quiz.core.items import Ground, Item, Proof, Reveal, Truth
from quiz.core.kinds import Option, Order, Single, TrueFalse, Typed
from quiz.core.values import Date, Precision
from tests.bank.builders import (
    LEADERS,
    TOWNS,
    Ask,
    Completeness,
    Dispute,
    Matching,
    Span,
    Thing,
    claim,
    codes,
    day,
    fact,
    generate,
    only,
    pack,
    quantity,
    relation,
    things,
    values_of,
    visit,
)  # fmt: skip

ANNA = {"guest": "Anna Bell", "town": "Riga", "when": day("2025-09-01")}
ONE = fact("visit", ANNA)
LOOSE = visit(licences=())
EMPTY = Date(day("2020").first, day("2019").first, Precision.RANGE, "2020..2019")


def asked(role: str, stem: str, one: Fact = ONE, **more: object) -> Pack:
    """A pack of one visit, asked with one stem."""
    exact = Precision(str(more.pop("precision"))) if "precision" in more else None
    return pack([visit(asks=(Ask(role, stem, exact),), **more)], [one])


def tall(metres: str) -> Pack:
    """A height."""
    base = relation("height", {"town": "town", "metres": "number of metres"}, "{town} is {metres} high.",
                    licences=(only("metres", "town"),), asks=(Ask("metres", "How high is {town}?"),))  # fmt: skip
    return pack([base], [fact("height", {"town": "Riga", "metres": quantity(metres, "metres")})])


def whole(firms: list[str], *more: Thing) -> Pack:
    """A whole list."""
    base = relation("led", {"guest": "leader", "town": "town"}, "{guest} led {town}.",
                    licences=(only("guest", "town", whole=True),), asks=(Ask("guest", "Who led {town}?"),))  # fmt: skip
    return pack([base], [fact("led", {"guest": firms, "town": "Riga"})], extra=more)


def listed(where: dict[str, object], *facts: Fact) -> Pack:
    """A completeness statement about guests."""
    one = Completeness(
        "c-1", "visit", "guest", values_of(where), "all are named", (), ask="Which came?", count="How many?"
    )
    return pack([LOOSE], facts, complete=(one,))


def span(*facts: Fact) -> Pack:
    """The time from Anna's visit to Cato's."""
    ends = [claim("d", "visit", {"guest": who}) for who in ("Anna Bell", "Cato Dunn")]
    return pack([LOOSE], facts, spans=(Span("s-1", ends[0], ends[1], "How long?", "years"),))


HEDGED = relation("hid", {"guest": "leader", "town": "town", "hedge": "text"}, "{guest} hid in {town}.",
                  licences=(only("town", "guest"),), asks=(Ask("town", "Where did {guest} hide?"),))  # fmt: skip
MATCHED = visit(licences=(), matchings=(Matching("guest", "town", "Match.", ("", "")),), order="Order.", asks=())
TEXT = relation("said", {"guest": "leader", "word": "text"}, "{guest} said {word}.", licences=(only("word", "guest"),),
                asks=(Ask("word", "What did {guest} say?"),))  # fmt: skip
CATO = fact("visit", {**ANNA, "guest": "Cato Dunn"})
YEARLY = fact("visit", {**ANNA, "when": day("2025")})
UNDATED = fact("visit", {"guest": "Emil Fox", "town": "Riga"})
SAME_DAY = [fact("visit", {**ANNA, "guest": who, "town": town}) for who, town in zip(LEADERS, TOWNS, strict=True)]
TWIN = Thing("Zoe", "town"), Thing("Zoë", "town")

REACHED: dict[str, Callable[[], Pack]] = {
    "S0": lambda: pack([LOOSE], [fact("visit", ANNA, status=Status.REFUTED)]),
    "S1": lambda: asked_twice("2025", "2025-09-01"),
    "S2": lambda: pack([visit()], [ONE, CATO]),
    "S6": lambda: pack([LOOSE], [ONE], refuted=(claim("r", "visit", ANNA),)),
    "S8": lambda: pack([LOOSE], [ONE], denials=(claim("n", "visit", ANNA),)),
    "V1": lambda: pack([LOOSE], [fact("visit", {"host": "Anna Bell"})]),
    "V2": lambda: pack([LOOSE], [fact("visit", {**ANNA, "guest": "Nobody"})]),
    "V3": lambda: pack([LOOSE], [fact("visit", ANNA, evidence=())]),
    "V4": lambda: pack([LOOSE], [fact("visit", {**ANNA, "when": EMPTY})]),
    "W0": lambda: pack([LOOSE], [ONE]),
    "W1": lambda: replace(
        pack([visit()], [ONE]), things={name: pack([]).things[name] for name in ("Anna Bell", "Riga")}
    ),
    "W2": lambda: pack(
        [LOOSE], [ONE], disputes=(Dispute("x", (claim("d", "visit", {**ANNA, "guest": "Cato Dunn"}),)),)
    ),
    "W3": lambda: whole(["Zoe", "Zoë"], Thing("Zoe", "leader"), Thing("Zoë", "leader")),
    "W4": lambda: pack([LOOSE], [ONE, CATO]),
    "W9": lambda: pack([visit()], [fact("visit", {**ANNA, "town": "Zoe"})], extra=TWIN),
    "M1": lambda: pack([relation("met", {"guest": "leader", "host": "leader"}, "{guest} met {host}.",
                                 asks=(Ask("guest", "Who met {host}?"),))],
                       [fact("met", {"guest": "Anna Bell", "host": "Anna Bell"})]),
    "B7": lambda: asked("town", "To which part of Riga did {guest} go {when:on}?"),
    "H2": lambda: pack([HEDGED], [fact("hid", {"guest": "Anna Bell", "town": "Riga", "hedge": "~reportedly"})]),
    "P1": lambda: asked("when", "On which day did {guest} come?", YEARLY, precision="day"),
    "R1": lambda: asked("guest", "Who came {when:on}?", fact("visit", {"guest": "Anna Bell", "town": "Riga"})),
    "R2": lambda: asked("guest", "Why did {guest} come?"),
    "K2": lambda: listed({"town": "Oslo"}, ONE),
    "K3": lambda: whole([f"Person {n}" for n in range(6)], *things("leader", [f"Person {n}" for n in range(9)])),
    "L2": lambda: asked("town", "Where did {guest} go {when:on}?", fact("visit", {**ANNA, "town": "Zoe"})),
    "L3": lambda: pack([TEXT], [fact("said", {"guest": "Anna Bell", "word": "~!!!"})]),
    "N1": lambda: tall("over 100"),
    "C1": lambda: tall("100"),
    "O1": lambda: pack([MATCHED], SAME_DAY),
    "O2": lambda: pack([MATCHED], SAME_DAY),
    "B5": lambda: listed({"town": "Riga", "when": day("2025")}, ONE, UNDATED),
    "D1": lambda: span(ONE),
    "D2": lambda: span(fact("visit", {**ANNA, "when": day("2018")}), fact("visit", {**ANNA, "guest": "Cato Dunn"})),
}  # fmt: skip


def asked_twice(left: str, right: str) -> Pack:
    """One visit told with two dates."""
    base = visit(asks=(Ask("when", "When did {guest} come to {town}?"),), licences=())
    return pack([base], [fact("visit", {**ANNA, "when": day(one)}) for one in (left, right)])


@pytest.mark.parametrize("code", sorted(REACHED))
def test_the_code_is_reached(code: str) -> None:
    """A pack made to fail in one way fails in that way."""
    made = REACHED[code]()
    if code == "L2":
        made = replace(made, things={**made.things, **{thing.name: thing for thing in TWIN}})
    assert code in codes(made)


def item(ident: str, stem: str, question: Single | TrueFalse | Order | Typed, *proofs: Proof) -> Item:
    """An item with proofs."""
    return Item(ident, stem, question, Reveal(proofs=proofs), facts=(ident,))


def choice(key: int) -> Single:
    """A or B."""
    return Single((Option("A"), Option("B")), key)


LEDGER: dict[str, tuple[Item, Item]] = {
    "B1": (item("q-1", "Which?", choice(0)), item("q-2", "which?", choice(1))),
    "B8": (item("q-1", "Which?", choice(0)), item("q-2", "which?", choice(0))),
    "B3": (item("q-1", "Which?", choice(0), Proof("A", Truth.TRUE, Ground.FACT)),
           item("q-2", "Which?", Typed(("A",)), Proof("a", Truth.FALSE, Ground.FACT))),
    "B4": (item("q-1", "Order", Order(("x", "y", "z"))), item("q-2", "Order again", Order(("z", "w", "x")))),
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(LEDGER))
def test_the_ledger_refuses_what_is_at_odds(code: str) -> None:
    """The second of two questions that cannot both stand goes."""
    first, second = LEDGER[code]
    ledger = Ledger(Folder())
    assert ledger.refusal(first) is None
    refusal = ledger.refusal(second)
    assert isinstance(refusal, Rejection)
    assert refusal.code == code


def test_two_statements_of_opposite_truth_do_not_stand_together() -> None:
    """B1 for true/false."""
    ledger = Ledger(Folder())
    assert ledger.refusal(item("q-1", "It is.", TrueFalse(True))) is None
    refusal = ledger.refusal(item("q-2", "It is.", TrueFalse(False)))
    assert refusal is not None
    assert refusal.code == "B1"


@pytest.mark.parametrize(
    ("topic", "role", "precision", "refused"),
    [
        ("Riga in spring", "town", "", {"single", "typed"}),
        ("Visits of 2025", "when", "year", {"single", "number"}),
        ("Visits of 2025", "when", "day", set()),
        ("Visits of spring", "town", "", set()),
    ],
)
def test_a_topic_that_shows_the_answer_costs_the_question(
    topic: str, role: str, precision: str, refused: set[str]
) -> None:
    """Round titles stand over the question. A year that all options share tells nothing."""
    stem = "Where did {guest} go {when:on}?" if role == "town" else "When did {guest} come to {town}?"
    ask = Ask(role, stem, Precision(precision) if precision else None)
    licences = (only("town", "guest"), only("when", "guest", "town"))
    made = pack([visit(asks=(ask,), licences=licences, topic=topic)], [ONE])
    kinds = {kind for kind in ("single", "typed", "number") if kind_of(made, kind)}
    fit = {"single"} | ({"typed"} if role == "town" else {"number"} if precision == "year" else set())
    assert fit - kinds == refused


def kind_of(made: Pack, kind: str) -> bool:
    """Whether the pack gives a question of the kind."""
    return any(item.question.kind == kind for item in generate(made).items)


def test_a_number_that_only_the_answer_shares_with_the_topic_gives_it_away() -> None:
    """`September 2023` under `The pitch of 2023`, beside months of 2024."""
    options = tuple(Option(text) for text in ("May 2024", "September 2023", "March 2024"))
    item = Item("i", "In which month?", Single(options, 1), topic="The pitch of 2023", leaks=("September 2023",))
    assert told_by_topic(item)
    assert not told_by_topic(replace(item, topic="The pitch of 2024"))
    assert not told_by_topic(replace(item, question=Single((*options, Option("June 2023")), 1)))


def test_the_table_lists_every_code() -> None:
    """No code without a meaning, no meaning without a test."""
    assert set(CODES) == set(REACHED) | set(LEDGER)


def test_the_summary_counts() -> None:
    """One line, the most frequent code first."""
    report = generate(pack([LOOSE], [ONE]))
    assert report.summary() == "1 fact gave 1 question; 3 rejected: W0 x3"
    assert sum(report.codes().values()) == len(report.rejections)
    assert generate(pack([])).summary() == "0 facts gave 0 questions; none rejected"


def test_an_empty_pack_and_a_lone_type_do_not_crash() -> None:
    """No facts, no things, a relation without roles."""
    assert generate(pack([])).items == ()
    bare = Relation("x", {}, "Nothing.")
    assert generate(replace(pack([bare], [fact("x", {})]), things={})).items == ()
    assert list(open_bank(pack([LOOSE])).proposals()) == []
