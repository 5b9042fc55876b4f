"""One question at a time: what its stem asks, what is true of each answer, and whether that is what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quiz.audit.book import Book
from quiz.audit.form import Question
from quiz.audit.labels import alike, fold, mentions
from quiz.audit.options import option_value, whole_text
from quiz.audit.problems import Problem
from quiz.audit.reading import Role, Val
from quiz.audit.readings import Stems, index, meaning
from quiz.audit.truth import Oracle, Reading, Room, Ruling

Claim = tuple[object, ...]


@dataclass(slots=True)
class Finding:
    """What was found out about one question, for the checks across the bank and the replay of proofs.

    `keys` holds for each right answer all texts that mean it; `claims` what the question holds to be true or false;
    `rulings` the truth of each option by its text; `cited` holds for each key the facts of which one at least
    must be cited.
    """

    question: Question
    problems: list[Problem] = field(default_factory=list)
    keys: list[frozenset[str]] = field(default_factory=list)
    claims: list[tuple[Claim, bool]] = field(default_factory=list)
    edges: list[tuple[str, str]] = field(default_factory=list)
    rulings: dict[str, Ruling] = field(default_factory=dict)
    cited: list[frozenset[str]] = field(default_factory=list)
    written: Mapping[str, object] | None = None

    def say(self, cls: str, message: str) -> None:
        """Report a problem with this question, each once."""
        problem = Problem(self.question.id, cls, message)
        if problem not in self.problems:
            self.problems.append(problem)


@dataclass(slots=True)
class Desk:
    """The pack and all that was worked out from it."""

    book: Book
    oracle: Oracle
    stems: Stems
    rooms: dict[int, tuple[Reading, Room]] = field(default_factory=dict)

    def room(self, asked: Reading) -> Room:
        """What the pack says of a slot, worked out once a reading."""
        known = self.rooms.get(id(asked))
        if known is None:
            known = self.rooms[id(asked)] = (asked, self.oracle.room(asked))
        return known[1]

    def role(self, asked: Reading) -> Role:
        """The role that a reading asks for."""
        return self.book.relations[asked.relation].roles[asked.role]


def open_desk(book: Book) -> Desk:
    """Index a pack for examination."""
    return Desk(book, Oracle(book), index(book))


def combined(rulings: Iterable[Ruling]) -> Ruling:
    """Over several readings of one stem: TRUE in one is TRUE, what may be the answer in one is UNKNOWN, then FALSE."""
    found = list(rulings)
    if any(ruling.truth == "true" for ruling in found):
        return strongest(found)
    for ruling in found:
        if ruling.truth == "unknown" and not ruling.open:
            return ruling
    false = [ruling for ruling in found if ruling.truth == "false"]
    if false:
        return Ruling("false", grounds=frozenset(ground for ruling in false for ground in ruling.grounds))
    return found[0] if found else Ruling("unknown", "W1", "it is no value of the kind that is asked for")


def rule_text(desk: Desk, asked: list[Reading], text: str) -> Ruling:
    """The truth of an option's text under every reading of the stem."""
    rulings = []
    for reading in asked:
        room, value = desk.room(reading), option_value(text, desk.role(reading), desk.book)
        listed = [fact.id for values, fact in room.true if len(values) > 1 and alike(whole_text(values), text)]
        if listed:
            rulings.append(
                Ruling("true", why=listed[0], grounds=frozenset(("fact", "attributed")), facts=frozenset(listed))
            )
        elif value is None:
            rulings.append(Ruling("unknown", "W8", "it is no value of the kind that is asked for"))
        else:
            rulings.append(desk.oracle.rule(room, value, reading))
    return combined(rulings)


def check_leak(finding: Finding, labels: Iterable[str]) -> None:
    """The key does not stand in its own stem."""
    for label in labels:
        if mentions(finding.question.ask, label):
            finding.say("B7", f"the stem gives away {label!r}")


def key_labels(desk: Desk, asked: list[Reading], text: str) -> tuple[str, ...]:
    """The spellings of a key that a stem must not hold; bare numbers say too little to give anything away."""
    found = {text: None}
    for reading in asked:
        value = option_value(text, desk.role(reading), desk.book)
        if value is not None and value.thing is not None:
            found |= dict.fromkeys(value.thing.labels)
    return tuple(label for label in found if not label.isdigit() or len(label) > 3)


def names_of(desk: Desk, asked: list[Reading], text: str) -> frozenset[str]:
    """All folded texts that mean the same answer."""
    found = {fold(text)}
    for reading in asked:
        value = option_value(text, desk.role(reading), desk.book)
        if value is not None and value.thing is not None:
            found |= value.thing.folds
        if value is not None and value.amount is not None:
            found |= {fold(value.amount.printed), str(value.amount.number)}
        for values, fact in desk.room(reading).true:
            if any(label == text for label in (*fact.also, *(held.written for held in values))):
                found |= {fold(label) for label in (*fact.also, *(held.written for held in values))}
    return frozenset(found)


def claim_of(asked: Reading, values: tuple[Val, ...]) -> Claim:
    """A statement in canonical words."""
    held = tuple(sorted(_canonical(value) for value in values))
    return (asked.relation, asked.source, asked.role, meaning(asked.printed), held)


def _canonical(value: Val) -> str:
    return str(value.span) if value.span is not None else fold(value.written)


def strongest(rulings: list[Ruling]) -> Ruling:
    """A statement is TRUE or FALSE as soon as one way of looking at it proves that."""
    for truth in ("true", "false"):
        found = [ruling for ruling in rulings if ruling.truth == truth]
        if found:
            grounds = frozenset(ground for ruling in found for ground in ruling.grounds)
            facts = frozenset(fact for ruling in found for fact in ruling.facts)
            return Ruling(truth, why=found[0].why, grounds=grounds, facts=facts)
    return rulings[0]
