"""Questions that ask for one slot: single, multiple, typed and number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from quiz.audit.book import Fact
from quiz.audit.compare import differs
from quiz.audit.form import Question
from quiz.audit.items import Desk, Finding, check_leak, claim_of, key_labels, names_of, rule_text
from quiz.audit.labels import alike, fold, mentions, skeleton
from quiz.audit.options import option_value, whole_text
from quiz.audit.reading import Val
from quiz.audit.truth import Reading, Ruling


def check_choice(desk: Desk, finding: Finding, asked: list[Reading]) -> None:
    """Single and multiple: keys TRUE, all else FALSE, nothing to be taken for something else."""
    question = finding.question
    for text in question.options:
        ruling = finding.rulings[text] = rule_text(desk, asked, text)
        if text in question.texts:
            check_key(finding, text, ruling)
        elif ruling.truth == "true":
            finding.say("W1", f"{text!r} is right too, by {ruling.why}")
        elif ruling.truth == "unknown":
            finding.say(ruling.cls, f"{text!r} is not proven wrong: {ruling.why}")
    for reading in asked:
        check_slot(desk, finding, reading)
        _check_options(desk, finding, reading)
    claim_options(desk, finding, asked)


def check_key(finding: Finding, text: str, ruling: Ruling) -> None:
    """A key is TRUE; note the facts that make it so."""
    if ruling.truth != "true":
        finding.say("W2", f"no fact makes {text!r} right: {ruling.why or 'a licence makes it wrong'}")
    elif ruling.facts:
        finding.cited.append(ruling.facts)


def check_slot(desk: Desk, finding: Finding, asked: Reading) -> None:
    """The stem prints all that makes its answer the only one, and no more than one answer is true."""
    question, room = finding.question, desk.room(asked)
    if room.contested:
        finding.say("W2", room.contested)
    check_printed(desk, finding, asked)
    if asked.complete is not None or question.kind == "multiple":
        _check_listed(desk, finding, asked)
        return
    for (one, fact), (other, sibling) in zip(room.true, room.true[1:], strict=False):
        if all(differs(a, b, desk.book) in ("", "S2") for a in one for b in other):
            finding.say("W4", f"the stem fits {fact.id} and {sibling.id}, which have different answers")
    for one, _ in room.true[:1]:
        for other, sibling in room.may:
            heard = not asked.source or _says(asked.source, sibling)
            if heard and all(differs(a, b, desk.book) in ("", "S2") for a in one for b in other):
                finding.say("W4", f"the stem may fit {sibling.id} too, which has another answer")
    for text in question.texts if question.kind != "cloze" else ():
        for values, fact in room.true:
            if len(values) > 1 and not alike(whole_text(values), text):
                finding.say("W4", f"{text!r} is only a part of the answer by {fact.id}")


def _says(source: str, fact: Fact) -> bool:
    """Whether a fact is the word of a source: attributed to it, or to nobody and with evidence from it.

    What others say does not answer what this one says.
    """
    return fact.attribute == source or (not fact.attribute and any(one.source == source for one in fact.prints))


def _check_listed(desk: Desk, finding: Finding, asked: Reading) -> None:
    """A stem that asks for all values has all of them as keys; "which of these" may leave some out of the list."""
    question, role = finding.question, desk.role(asked)
    if asked.complete is not None or question.kind != "multiple":
        return
    given = [option_value(text, role, desk.book) for text in question.texts]
    for values, fact in desk.room(asked).true:
        for value in values:
            if not any(key is not None and differs(value, key, desk.book) for key in given):
                finding.say("W4", f"{value.written!r} is right too, by {fact.id}, and is no key")


def check_printed(desk: Desk, finding: Finding, asked: Reading) -> None:
    """Who is printed can be nobody else, and does not stand among the options."""
    question, things = finding.question, desk.book.things
    for role, values in asked.printed.items():
        for value in values:
            if value.thing is None:
                continue
            for label in dict.fromkeys((value.thing.short or value.thing.name, value.thing.name)):
                rivals = [other for other in things.by_fold.get(fold(label), ()) if other is not value.thing]
                for other in rivals if rivals and mentions(question.ask, label) else ():
                    if not other.foil and not (other.note and mentions(question.ask, other.note)):
                        finding.say("W9", f"{label!r} names {value.thing.name} and {other.name}")
            if role == asked.role:
                finding.say("B7", "the stem prints the role that it asks for")


def _check_options(desk: Desk, finding: Finding, asked: Reading) -> None:
    role, question = desk.role(asked), finding.question
    values = [(text, option_value(text, role, desk.book)) for text in question.options]
    printed = [value for name, held in asked.printed.items() if name != asked.role for value in held]
    for at, (text, value) in enumerate(values):
        for twin, second in values[:at]:
            _check_pair(desk, finding, (text, value), (twin, second))
        if value is None:
            finding.say("W8", f"{text!r} is no value of the kind that is asked for")
            continue
        for other in printed:
            if value.thing is not None and value.thing is other.thing:
                finding.say("M1", f"the option {text!r} is printed in the stem")
    if len({_shape(value) for _, value in values if value is not None}) > 1:
        finding.say("W8", "the options differ in unit or precision")
    keys, others = (
        [value.amount.hedge for text, value in values if value and value.amount and (text in question.texts) is right]
        for right in (True, False)
    )
    if len(others) > 1 and len(set(others)) == 1 and not set(keys) & set(others):
        finding.say("W8", "the key alone is hedged as it is, and so stands out")


def _shape(value: Val) -> tuple[str, str]:
    if value.days is not None:
        return "date", value.days.grain
    if value.amount is not None:
        return value.sort, fold(value.amount.unit).rstrip("s")
    return "", ""


def _check_pair(desk: Desk, finding: Finding, one: tuple[str, Val | None], other: tuple[str, Val | None]) -> None:
    if fold(one[0]) == fold(other[0]):
        finding.say("W3", f"{one[0]!r} and {other[0]!r} are the same words")
    elif skeleton(one[0]) == skeleton(other[0]):
        finding.say("W5", f"{one[0]!r} and {other[0]!r} look alike")
    elif one[1] is not None and other[1] is not None:
        cls = differs(one[1], other[1], desk.book)
        if cls:
            finding.say(cls, f"{one[0]!r} and {other[0]!r} may be the same")


def claim_options(desk: Desk, finding: Finding, asked: list[Reading]) -> None:
    """Note what the question holds to be true and false, and all names of its keys."""
    question = finding.question
    for reading in asked:
        role = desk.role(reading)
        for text in question.options or question.texts:
            value = option_value(text, role, desk.book)
            if value is not None:
                finding.claims.append((claim_of(reading, (value,)), text in question.texts))
    finding.keys = [names_of(desk, asked, text) for text in question.texts]


def check_only(desk: Desk, finding: Finding, asked: list[Reading]) -> None:
    """An answer in the player's own words needs a licence: nothing else may be right."""
    rooms = [(reading, desk.room(reading)) for reading in asked]
    open_ones = [room for reading, room in rooms if not room.ways and not reading.source]
    if len(open_ones) == len(rooms) and any(room.true and not room.contested for room in open_ones):
        finding.say("W4", "nothing says that no other answer is right")


def check_typed(desk: Desk, finding: Finding, asked: list[Reading]) -> None:
    """Typed: the key is TRUE, and no other value bears its name."""
    text = finding.question.texts[0]
    ruling = finding.rulings[text] = rule_text(desk, asked, text)
    also = [fact for reading in asked for _, fact in desk.room(reading).true if any(alike(text, a) for a in fact.also)]
    if ruling.truth != "true" and also:
        ruling = finding.rulings[text] = Ruling(
            "true", why=also[0].id, grounds=frozenset(("fact", "vouched")), facts=frozenset(fact.id for fact in also)
        )
    check_key(finding, text, ruling)
    for reading in asked:
        check_slot(desk, finding, reading)
        _check_namesakes(desk, finding, reading)
    check_only(desk, finding, asked)
    claim_options(desk, finding, asked)


def _check_namesakes(desk: Desk, finding: Finding, asked: Reading) -> None:
    value = option_value(finding.question.texts[0], desk.role(asked), desk.book)
    if value is None or value.thing is None:
        return
    for other in desk.book.things.kinds.get(value.thing.kind, []):
        shared = other.folds & value.thing.folds if other is not value.thing and not other.foil else ()
        if shared:
            finding.say("L2", f"what is typed for {value.thing.name!r} may mean {other.name!r}")


def check_asked(desk: Desk, finding: Finding, asked: list[Reading]) -> None:
    """A question whose stem asks for a role of a relation or a one-off."""
    question = finding.question
    check = _CHECKS.get(question.kind)
    if check is None:
        finding.say("STEM", f"this stem cannot be a {question.kind} question")
        return
    check(desk, finding, asked)
    for text in question.texts:
        check_leak(finding, key_labels(desk, asked, text))


def check_number(desk: Desk, finding: Finding, asked: list[Reading]) -> None:
    """Number: the value is that of a fact, in its unit."""
    question = finding.question
    right: list[Fact] = []
    for reading in asked:
        right += [
            fact
            for values, fact in desk.room(reading).true
            if len(values) == 1 and number_is(question, values[0])
        ]  # fmt: skip
        check_slot(desk, finding, reading)
    grounds = frozenset(("fact", "attributed", "vouched", "complete"))
    ruling = Ruling("unknown", "W2", "no fact says so")
    if right:
        ruling = Ruling("true", why=right[0].id, grounds=grounds, facts=frozenset(fact.id for fact in right))
    finding.rulings[""] = ruling
    check_key(finding, str(question.number), ruling)
    check_only(desk, finding, asked)
    finding.keys = [frozenset((str(question.number),))]


def number_is(question: Question, value: Val) -> bool:
    """Whether a number question's key is this value."""
    if value.days is not None:
        return value.days.grain == "year" and question.number == value.days.first.year and question.unit in ("", "year")
    if value.amount is None:
        return False
    same = fold(question.unit).rstrip("s") == fold(value.amount.unit).rstrip("s")
    return same and question.number == value.amount.number


_CHECKS: Mapping[str, Callable[[Desk, Finding, list[Reading]], None]] = MappingProxyType(
    {"single": check_choice, "multiple": check_choice, "typed": check_typed, "number": check_number}
)
