"""One built bank with everything the invariants look at, and each emitted question read back into what it asserts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from quiz.bank import Bank, Report, emit, open_bank
from quiz.packs import Loaded
from tests.invariants.printing import Printer
from tests.invariants.reading import HEDGES, SCALES, WORDS, V, as_list, clean, within
from tests.oracle import Statement, Stem, World
from tests.strategies import load

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question that asks for a role of a fact: what it prints, what each option means, and which is the key."""

    item: Json
    fact: Statement
    stem: Stem
    role_type: str
    coarse: str
    keys: tuple[V, ...]
    wrong: tuple[V, ...]
    unread: tuple[str, ...]

    @property
    def id(self) -> str:
        """The question's id."""
        return str(self.item["id"])


@dataclass(frozen=True)
class Told:
    """A true/false question: the relation, all that it states, and the role in which it may depart from the fact."""

    item: Json
    fact: Statement
    stem: Stem
    values: tuple[V, ...]

    @property
    def said(self) -> dict[str, tuple[V, ...]]:
        """Every role with its stated values."""
        return {**self.stem.given, self.stem.role: self.values}


@dataclass
class Built:
    """A pack, the bank made from it, and its questions as emitted."""

    plain: Mapping[str, Any]
    loaded: Loaded
    bank: Bank
    report: Report
    items: list[Json]
    cache: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def world(self) -> World:
        """The pack as the oracle reads it."""
        return World(self.plain)

    @cached_property
    def printer(self) -> Printer:
        """The third renderer."""
        return Printer(self.world)

    def made(self, *kinds: str) -> list[Json]:
        """The questions of these kinds that were made from facts, hand-written ones left out."""
        return [item for item in self.items if item["facts"] and (not kinds or item["kind"] in kinds)]

    @cached_property
    def asked(self) -> list[Asked]:
        """Every single, typed, number, multiple and cloze question that asks for a role of a fact it cites."""
        found = [next(self._asked(item), None) for item in self.made("single", "typed", "number", "multiple")]
        found += [next(self._gapped(item), None) for item in self.made("cloze")]
        return [asked for asked in found if asked]

    @cached_property
    def told(self) -> dict[str, list[Told]]:
        """For every true/false question its readings."""
        return {item["id"]: list(self._told(item)) for item in self.made("true_false")}

    def cited(self, item: Json) -> list[Statement]:
        """The statements that a question rests on."""
        return [self.world.by_id[fact] for fact in item["facts"] if fact in self.world.by_id]

    def _asked(self, item: Json) -> Iterator[Asked]:
        """The readings of a question as one that asks for a role."""
        for fact in self.cited(item):
            relation = self.world.relations[fact.relation]
            for key, template in {**(relation.get("ask") or {}), **(fact.raw.get("ask") or {})}.items():
                role, _, coarse = key.partition(" as ")
                text = self.printer.render(template, fact.values)
                settled = self.printer.attributed(text, "")
                if item["ask"] not in {settled, self.printer.attributed(text, self.source(fact))}:
                    continue
                printed = self.printer.printed(template, fact.values) - {role}
                given = {name: fact.values[name] for name in fact.values if name in printed}
                voice = "" if item["ask"] == settled else self.source(fact)
                stem = Stem(fact.relation, role, given, voice, self.vouched(fact, role))
                yield self._options(item, fact, stem, relation["roles"][role], coarse)

    def _gapped(self, item: Json) -> Iterator[Asked]:
        """The readings of a text with a gap: each fact it cites, each role that may stand in the gap."""
        for fact in self.cited(item):
            relation = self.world.relations[fact.relation]
            template = fact.raw.get("say") or relation["say"]
            for role in fact.values:
                for hole in self.printer.holes(template, fact.values, role, self.source(fact)):
                    if item["ask"] not in {
                        f"{hole.before}{a}____{b}{hole.after}" for a in ("", "in ") for b in ("", "'s")
                    }:
                        continue
                    printed = self.printer.printed(template, fact.values) - {role}
                    given = {name: fact.values[name] for name in fact.values if name in printed}
                    stem = Stem(fact.relation, role, given, self.source(fact), self.vouched(fact, role))
                    yield self._options(item, fact, stem, relation["roles"][role], "")

    def _options(self, item: Json, fact: Statement, stem: Stem, role_type: str, coarse: str) -> Asked:
        """The question with its answer and options read back as values."""
        texts = self.texts(item, fact.values.get(stem.role, ()))
        keys: list[V] = []
        wrong: list[V] = []
        unread: list[str] = []
        for text in texts + [option for option in item["options"] if option not in texts]:
            read = self.printer.read_back(text, role_type)
            if read and len(read[0]) == 1:
                (keys if text in texts else wrong).append(read[0][0])
            elif read and text in texts:
                keys += read[0]
            else:
                unread.append(text)
        return Asked(item, fact, stem, role_type, coarse, tuple(keys), tuple(wrong), tuple(unread))

    def texts(self, item: Json, held: Sequence[V]) -> list[str]:
        """The answer as option texts; a number stands for the value of the fact that prints it, else for itself."""
        if item["kind"] != "number":
            return as_list(item["answer"])
        figure = str(item["answer"]["value"])
        for value in held:
            if value.sort in {"number", "money"} and value.unit == item["answer"]["unit"] and prints(value, figure):
                return [self.printer.option(value)]
        return [f"{figure} {item['answer']['unit']}".strip()]

    def source(self, fact: Statement) -> str:
        """The source to which a fact is attributed."""
        return str(fact.raw.get("attribute") or "")

    def says(self, source: str, fact: Statement) -> bool:
        """Whether a fact is the word of a source: attributed to it, or to nobody and with evidence from it."""
        told = {key.rpartition(" ")[0] for key in fact.raw.get("evidence") or {}}
        return self.source(fact) == source or (not self.source(fact) and source in told)

    def vouched(self, fact: Statement, role: str) -> tuple[str, ...]:
        """The wrong values that the author gives for a role, of this fact and of its relation."""
        raws = (fact.raw, self.world.relations[fact.relation])
        return tuple(clean(text) for raw in raws for text in as_list((raw.get("foils") or {}).get(role)))

    def _told(self, item: Json) -> Iterator[Told]:
        """The readings of a true/false question: each fact it cites, each role in which it may depart from it."""
        for fact in self.cited(item):
            relation = self.world.relations[fact.relation]
            template = fact.raw.get("say") or relation["say"]
            for source in {"", self.source(fact)}:
                for role in fact.values:
                    yield from self._told_role(item, fact, (template, role, source))

    def _told_role(self, item: Json, fact: Statement, place: tuple[str, str, str]) -> Iterator[Told]:
        """The statement read with one role left open."""
        template, role, source = place
        ask, role_type = str(item["ask"]), self.world.relations[fact.relation]["roles"][role]
        printed = self.printer.printed(template, fact.values)
        given = {name: values for name, values in fact.values.items() if name != role and name in printed}
        for hole in self.printer.holes(template, fact.values, role, source):
            if len(ask) <= len(hole.before + hole.after):
                continue
            if ask.startswith(hole.before) and ask.endswith(hole.after):
                middle = ask[len(hole.before) : len(ask) - len(hole.after)]
                if "'s}" in hole.slot or "'s:" in hole.slot:
                    middle = middle.removesuffix("'s").removesuffix("'")
                for values in self.printer.read_back(middle, role_type, hole):
                    stem = Stem(fact.relation, role, given, source, self.vouched(fact, role))
                    yield Told(item, fact, stem, tuple(values))


def build(plain: Mapping[str, Any], seed: int = 0) -> Built:
    """Load a plain pack and generate its whole bank."""
    loaded = load(plain)
    bank = open_bank(loaded.pack, seed)
    report = bank.generate()
    return Built(plain, loaded, bank, report, [dict(emit(item)) for item in report.items])


def prints(value: V, figure: str) -> bool:
    """Whether the number that an amount prints, its hedge aside, is this one."""
    bare = next((value.text.removeprefix(f"{h} ") for h in HEDGES if value.text.startswith(f"{h} ")), value.text)
    words = bare.removesuffix(value.unit).split()
    number = Fraction(WORDS.index(words[0])) if words[0] in WORDS else Fraction(words[0].replace(",", ""))
    return number * SCALES.get(" ".join(words[1:]), 1) == Fraction(figure)


def holds_of(fact: Statement, role: str) -> Sequence[V]:
    """What a statement holds in a role."""
    return fact.values.get(role, ())


def equal_or_coarser(key: V, held: V) -> bool:
    """Whether a key is the value that a fact holds, or for a date the month or year it lies in."""
    return within(held, key) and (key.sort == "date" or within(key, held))


def said_of(asked: Asked, value: V) -> dict[str, tuple[V, ...]]:
    """What a question asserts when `value` is put into its slot."""
    return {**asked.stem.given, asked.stem.role: (value,)}


__all__ = ["Asked", "Built", "Json", "Told", "build", "clean", "equal_or_coarser", "holds_of", "said_of"]
