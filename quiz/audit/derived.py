"""Answers that are worked out: counts under a completeness claim, and the time between two events."""

from __future__ import annotations

import datetime
from fractions import Fraction

from quiz.audit.book import Complete, Fact, TimeSpan, Values
from quiz.audit.choice import check_key
from quiz.audit.compare import MAY, SAME, covers, differs, fits
from quiz.audit.intervals import Span, apart, read_amount
from quiz.audit.items import Desk, Finding
from quiz.audit.reading import Val
from quiz.audit.render import stem_key
from quiz.audit.truth import Ruling


def counted(desk: Desk, claim: Complete) -> tuple[int | None, frozenset[str]]:
    """How many different values the claim covers, and the facts that hold them; None where that is not settled."""
    holders = desk.oracle.listed(claim)
    values: list[Val] = []
    for fact in holders:
        for value in fact.values.get(claim.role, ()):
            likeness = [(known, differs(value, known, desk.book)) for known in values]
            if any(cls and known.written != value.written for known, cls in likeness):
                return None, frozenset((claim.id,))
            if not any(cls for _, cls in likeness):
                values.append(value)
    if _may_be_more(desk, claim, holders, values):
        return None, frozenset((claim.id,))
    return len(values), frozenset((claim.id, *(fact.id for fact in holders)))


def _may_be_more(desk: Desk, claim: Complete, holders: list[Fact], values: list[Val]) -> bool:
    """Whether a fact or a disputed claim that may count holds a value that is not counted yet."""
    known = {id(fact) for fact in holders}
    for shelf in (desk.oracle.facts, desk.oracle.disputed):
        for other in shelf.near(claim.relation, {}):
            held = other.values.get(claim.role, ())
            counted_already = bool(held) and all(_same_as_one(desk, value, values) for value in held)
            if id(other) in known or counted_already:
                continue
            if fits(other.values, claim.where, desk.book, inside=True) >= MAY:
                return True
    return False


def _same_as_one(desk: Desk, value: Val, values: list[Val]) -> bool:
    return any(covers(value, known, desk.book) == SAME for known in values)


def check_count(desk: Desk, finding: Finding, claims: list[Complete]) -> None:
    """The key is the number of values that the claim covers, and no other number is among the keys."""
    for claim in claims:
        number, facts = counted(desk, claim)
        if number is None:
            finding.say("B5", "the facts do not settle how many there are")
        _check_number(finding, number, facts, ("", ""), "B5")


def check_span(desk: Desk, finding: Finding, span: TimeSpan) -> None:
    """The key is the number of whole units between two events that are dated exactly enough for it."""
    number, facts = elapsed(desk, span)
    if number is None:
        finding.say("B6", f"the dates do not give one number of {span.unit}")
    _check_number(finding, number, facts, (span.unit, span.unit.removesuffix("s")), "B6")


def elapsed(desk: Desk, span: TimeSpan) -> tuple[int | None, frozenset[str]]:
    """Whole units from one event to the other, and the facts they rest on; None where the dates leave it open."""
    start, end = (_dated(desk, relation, values) for relation, values in (span.start, span.end))
    if start is None or end is None or start[1].days is None or end[1].days is None:
        return None, frozenset()
    a, b = start[1].days, end[1].days
    least, most = _whole(a.last, b.first, span.unit), _whole(a.first, b.last, span.unit)
    if least is None or least != most or least < 0:
        return None, frozenset()
    return least, frozenset((start[0].id, end[0].id))


def _dated(desk: Desk, relation: str, values: Values) -> tuple[Fact, Val] | None:
    """The one fact that partial role values pick, with its date, unless a dispute gives it another one."""
    found = [
        fact
        for fact in desk.oracle.facts.near(relation, values)
        if fits(fact.values, values, desk.book, inside=True) == SAME
    ]  # fmt: skip
    if len(found) != 1 or found[0].attribute or found[0].id in desk.oracle.unsound:
        return None
    dates = [(role, value) for role, held in found[0].values.items() for value in held if value.sort == "date"]
    if len(dates) != 1:
        return None
    role, date = dates[0]
    for claim in desk.oracle.disputed.near(relation, values):
        for rival in claim.values.get(role, ()):
            if fits(claim.values, values, desk.book) == SAME and (date.span is None or rival.span != date.span):
                return None
    return found[0], date


def _whole(first: datetime.date, last: datetime.date, unit: str) -> int | None:
    """Completed units from one day to another."""
    if unit == "days":
        return (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return {"months": months, "years": months // 12, "weeks": (last - first).days // 7}.get(unit)


def _check_number(
    finding: Finding, number: int | None, facts: frozenset[str], units: tuple[str, str], cls: str
) -> None:
    question = finding.question
    grounds = frozenset(("computed", "complete", "fact"))
    wrong = Ruling("false", grounds=frozenset(("computed", "complete")))
    right = Ruling("true", grounds=grounds, facts=facts)
    if question.kind == "number":
        if number is not None and question.number != number:
            finding.say(cls, f"the number is {number}, not {question.number}")
        if units[0] and question.unit not in units:
            finding.say("W8", f"the unit is {units[0]}, not {question.unit!r}")
        finding.rulings[""] = right
        finding.cited.append(facts)
        finding.keys = [frozenset((str(question.number),))]
        return
    if question.kind not in ("single", "typed", "true_false", "cloze"):
        finding.say("STEM", f"this stem cannot be a {question.kind} question")
        return
    spans: list[Span] = []
    for text in question.options or question.texts:
        amount = read_amount(text, units[0])
        if amount is None or (units[0] and amount.unit not in units):
            finding.say("W8", f"{text!r} is no number of {units[0] or 'them'}")
            continue
        same = number is not None and amount.number == number and not amount.hedge
        finding.rulings[text] = right if same else wrong
        if text in question.texts:
            if not same and number is not None:
                finding.say(cls, f"the number is {number}, not {text!r}")
            check_key(finding, text, finding.rulings[text])
        elif same:
            finding.say("W1", f"{text!r} is right too")
        if any(not apart(amount.span, other) for other in spans):
            finding.say("W6", f"{text!r} overlaps another option")
        spans.append(amount.span)
    finding.keys = [frozenset((str(number),))]


def span_statement(desk: Desk, text: str) -> tuple[TimeSpan, bool] | None:
    """The span that a statement is about, and whether the number it names is right."""
    key = stem_key(text)
    for span in desk.book.spans:
        head, gap, tail = stem_key(span.say).partition("{answer}")
        head = head[:1].upper() + head[1:]
        if not gap or not key.startswith(head) or not key.endswith(tail) or len(key) <= len(head) + len(tail):
            continue
        amount = read_amount(key[len(head) : len(key) - len(tail)], span.unit)
        if amount is None:
            continue
        number, _ = elapsed(desk, span)
        same = number is not None and amount.number == Fraction(number) and amount.unit.rstrip("s") + "s" == span.unit
        return span, same
    return None
