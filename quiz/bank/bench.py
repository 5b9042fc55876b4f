"""How fast questions are made: facts per second at three sizes, and one question of a large bank on its own."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Sequence
from fractions import Fraction
from time import perf_counter, process_time

from quiz.bank.amounts import interval_of
from quiz.bank.bank import Bank, open_bank
from quiz.bank.compare import year_of
from quiz.core.facts import Ask, Fact, Given, Licence, Pack, Relation, Role, RoleType, Thing
from quiz.core.sources import Dated, Evidence, Source
from quiz.core.values import Date, Precision, Quantity, Text, ThingRef, Value

Figure = tuple[str, float, str, float | None, bool]
SIZES = (1_000, 10_000, 100_000)
FLAT, LAZY_MS = 1.5, 5.0
ONSETS, VOWELS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"), ("a", "e", "i", "o", "u")
SOURCE = "Gazette"
GIFTS = ("a painted map", "a brass telescope", "a silver bowl", "a woven carpet", "a carved chess set")


def name(number: int) -> str:
    """A pronounceable name of three to five syllables, different for every number."""
    syllables = len(ONSETS) * len(VOWELS)
    parts = []
    rest = number * 7919 + syllables**2
    while rest:
        rest, place = divmod(rest, syllables)
        parts.append(ONSETS[place // len(VOWELS)] + VOWELS[place % len(VOWELS)])
    return "".join(parts).capitalize()


def relations() -> dict[str, Relation]:
    """Five relations of the sorts that packs hold: things, years, numbers, days, texts."""
    thing, date = RoleType.THING, RoleType.DATE
    town, year = Role("town", thing, "town"), Role("year", date)
    day, person = Role("day", date), Role("person", thing, "person")
    found = [
        _relation("seat", [Role("land", thing, "land"), town], "{town} is the seat of {land}.", ("town", ["land"]),
                  "Which town is the seat of {land}?"),
        _relation("founded", [town, year], "{town} was founded {year:on}.", ("year", ["town"]),
                  "When was {town} founded?"),
        _relation("people", [town, Role("size", RoleType.NUMBER, "people")], "{size} live in {town}.",
                  ("size", ["town"]), "How many people live in {town}?"),
        _relation("visit", [Role("guest", thing, "person"), town, day], "{guest} came to {town} {day:on}.",
                  ("guest", ["town", "day"]), "Who came to {town} {day:on}?"),
        _relation("gift", [person, Role("gift", RoleType.TEXT), day], "{person} was given {gift} {day:on}.",
                  ("gift", ["person", "day"]), "What was {person} given {day:on}?"),
    ]  # fmt: skip
    return {relation.name: relation for relation in found}


def _relation(title: str, roles: Sequence[Role], say: str, one: tuple[str, list[str]], ask: str) -> Relation:
    licence = Licence(one[0], tuple(Given(role) for role in one[1]), "the register says so")
    foils = {"gift": GIFTS} if title == "gift" else {}
    return Relation(title, {role.name: role for role in roles}, say, topic=title.capitalize(), licences=(licence,),
                    asks=(Ask(one[0], ask),), foils=foils)  # fmt: skip


def synthetic(size: int) -> Pack:
    """A pack of `size` facts over the five relations, the same for every run."""
    each = size // 5
    things = [Thing(f"{name(number)} {suffix}", kind, foil=number % 50 == 0)
              for kind, suffix in (("land", "Land"), ("town", "Town"), ("person", "Person"))
              for number in range(each)]  # fmt: skip
    facts = [_fact(number, relation, values) for number in range(each) for relation, values in _told(number).items()]
    source = Source(SOURCE, date="2025-01-01", dated=Dated.PRINTED)
    return Pack("Synthetic", "0" * 32, sources={SOURCE: source}, things={thing.name: thing for thing in things},
                relations=relations(), facts=tuple(facts))  # fmt: skip


def _told(number: int) -> dict[str, dict[str, Value]]:
    land, town, person = (ThingRef(f"{name(number)} {kind}") for kind in ("Land", "Town", "Person"))
    first = datetime.date(1900, 1, 1) + datetime.timedelta(days=number * 37 % 40_000)
    day = Date(first, first, Precision.DAY, first.isoformat())
    size = Fraction(1_000 + number * 13 % 900_000)
    return {
        "seat": {"land": land, "town": town},
        "founded": {"town": town, "year": year_of(1200 + number * 31 % 800)},
        "people": {"town": town, "size": Quantity(f"{int(size):,}", interval_of("", size, None, False), "people")},
        "visit": {"guest": person, "town": town, "day": day},
        "gift": {"person": person, "gift": Text("a golden key"), "day": day},
    }


def _fact(number: int, relation: str, values: dict[str, Value]) -> Fact:
    evidence = Evidence(SOURCE, number % 40 + 1, "as the register has it")
    return Fact(f"f-{relation}-{number:07d}", relation, {role: (one,) for role, one in values.items()}, (evidence,))


def timed(run: Callable[[], object]) -> tuple[float, object]:
    """Seconds of this process that `run` takes, garbage collection included, and what it returns.

    What other processes take is left out, so that a busy machine does not bend the ratio.
    """
    gc.collect()
    begin = process_time()
    result = run()
    return process_time() - begin, result


def run(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """The figures of the benchmark: (figure, value, unit, limit, ok).

    Opening a bank counts as part of making its questions, except for the question made on its own.
    """
    figures: list[Figure] = []
    costs: dict[int, float] = {}
    for size in sizes:
        pack = synthetic(size)
        opened, _ = timed(lambda pack=pack: open_bank(pack))  # type: ignore[misc]
        spent, report = timed(lambda pack=pack: open_bank(pack).generate())  # type: ignore[misc]
        costs[size] = spent / len(pack.facts)
        figures.append((f"open {size} facts", round(opened, 3), "s", None, True))
        figures.append((f"generate {size} facts", round(size / spent), "facts/s", None, True))
        items = len(getattr(report, "items", ()))
        figures.append((f"questions of {size} facts", items, "questions", None, items > 0))
    ratio = costs[max(sizes)] / costs[min(sizes)]
    figures.append((f"cost per fact, {max(sizes)} to {min(sizes)}", round(ratio, 2), "ratio", FLAT, ratio <= FLAT))
    slowest = lazily(open_bank(synthetic(max(sizes))))
    figures.append((f"one question of {max(sizes)} facts", round(slowest, 3), "ms", LAZY_MS, slowest < LAZY_MS))
    return figures


def lazily(bank: Bank, questions: int = 200) -> float:
    """The time of one question made on its own, in milliseconds: the median of those spread over the bank."""
    proposals = bank.proposals()
    step = max(1, len(proposals) // questions)
    times = []
    for proposal in proposals[::step]:
        begin = perf_counter()
        bank.build(proposal)
        times.append(perf_counter() - begin)
    return sorted(times)[len(times) // 2] * 1000
