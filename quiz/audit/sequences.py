"""Questions about several facts at once: orders and matches."""

from __future__ import annotations

import re
from itertools import pairwise

from quiz.audit.book import Fact
from quiz.audit.choice import check_printed
from quiz.audit.compare import SAME, fits
from quiz.audit.intervals import ahead
from quiz.audit.items import Desk, Finding, check_leak, claim_of
from quiz.audit.labels import alike, mentions
from quiz.audit.options import option_value
from quiz.audit.reading import Val
from quiz.audit.readings import Pairing
from quiz.audit.render import print_value, printed_roles, sentence, stem_key
from quiz.audit.truth import Reading, Ruling

_BACKWARDS = ("latest first", "newest first", "most recent first", "last one first")
_ANY_ORDER = re.compile(r"Put (?:these|the) [^?!]{1,100} in order, (?:earliest|oldest|latest|newest) first\.")


def check_order(desk: Desk, finding: Finding) -> None:
    """Order: each entry is exactly one dated event, and each ends before the next begins."""
    question = finding.question
    relations = desk.stems.orders.get(stem_key(question.ask))
    if relations is None and not _ANY_ORDER.fullmatch(question.ask.strip()):
        finding.say("STEM", "no relation of the pack has this stem for its ordering")
    dated: list[tuple[str, Val]] = []
    for text in question.texts:
        found = _dated_event(desk, finding, text, relations)
        if found is not None:
            dated.append((text, found))
    if reads_backwards(question.ask):
        dated.reverse()
    for (first, one), (second, other) in pairwise(dated):
        if one.span is None or other.span is None or not ahead(one.span, other.span):
            finding.say("B4", f"{first!r} is not surely before {second!r}")
    for at, text in enumerate(question.texts):
        for other_text in question.texts[:at]:
            if alike(text, other_text):
                finding.say("W3", f"{text!r} and {other_text!r} are the same entry")
    finding.edges = list(pairwise(text for text, _ in dated))
    finding.keys = [frozenset((stem_key(text),)) for text in question.texts]
    truth = "true" if not finding.problems else "unknown"
    cited = frozenset(fact for facts in finding.cited for fact in facts)
    ruling = Ruling(truth, grounds=frozenset(("order", "fact")), facts=cited)
    finding.rulings |= dict.fromkeys((*question.texts, ""), ruling)


def reads_backwards(ask: str) -> bool:
    """Whether a stem asks for the latest entry first."""
    return any(mentions(ask, words) for words in _BACKWARDS)


def _dated_event(desk: Desk, finding: Finding, text: str, relations: set[str] | None) -> Val | None:
    """The date of the one event that an entry names."""
    events = desk.stems.events.get(stem_key(sentence(text)), [])
    events = [(fact, name) for fact, name in events if relations is None or name in relations]
    if not events:
        finding.say("STEM", f"the entry {text!r} is no event of this ordering")
        return None
    finding.cited.append(frozenset(fact.id for fact, _ in events))
    dates: list[Val] = []
    for fact, name in events:
        roles = desk.book.relations[name].roles.values()
        held = [fact.values[role.name] for role in roles if _is_date(role.sort, fact, role.name)]
        if len(held) != 1 or len(held[0]) != 1:
            finding.say("B4", f"the entry {text!r} has no single date")
            return None
        if fact.attribute:
            finding.say("W2", f"the entry {text!r} stands only as what {fact.attribute} says")
        dates.append(held[0][0])
        _check_rivals(desk, finding, text, (fact, name), held[0][0])
        _check_date_hidden(finding, text, held[0][0])
    if len({date.span for date in dates}) > 1:
        finding.say("W9", f"the entry {text!r} fits more than one event")
    return dates[0]


def _is_date(sort: str, fact: Fact, role: str) -> bool:
    return sort == "date" and role in fact.values


def _check_rivals(desk: Desk, finding: Finding, text: str, event: tuple[Fact, str], date: Val) -> None:
    """No disputed claim or other fact gives the event, as it is printed, another date."""
    fact, name = event
    relation = desk.book.relations[name]
    parts = desk.stems.template(name, relation.event).flat(fact.values) or ()
    shown = {role: fact.values[role] for role in printed_roles(parts)}
    role = next(name for name, kind in relation.roles.items() if _is_date(kind.sort, fact, name))
    for shelf, cls in ((desk.oracle.disputed, "S1"), (desk.oracle.facts, "W9")):
        for other in shelf.near(name, shown):
            rival = other.values.get(role, ())
            if other is fact or not rival or fits(other.values, shown, desk.book) != SAME:
                continue
            if any(value.span != date.span for value in rival):
                finding.say(cls, f"the entry {text!r} has another date in {other.id}")


def _check_date_hidden(finding: Finding, text: str, date: Val) -> None:
    if mentions(text, print_value(date, "run")):
        finding.say("B7", f"the entry {text!r} gives its date away")


def check_match(desk: Desk, finding: Finding) -> None:
    """Match: each pair is TRUE, and each other entry of the right column is FALSE for it."""
    question = finding.question
    pairings = desk.stems.pairings.get(stem_key(question.ask), [])
    if not pairings:
        finding.say("STEM", "no relation of the pack has this stem for a match")
        return
    attempts = [_matched(desk, pairing, finding) for pairing in pairings]
    best = min(attempts, key=lambda found: len(found.problems))
    finding.problems += best.problems
    finding.cited, finding.rulings, finding.claims = best.cited, best.rulings, best.claims
    finding.keys = [frozenset((f"{stem_key(left)}={stem_key(right)}",)) for left, right in sorted(question.pairs)]
    for column in ([left for left, _ in question.pairs], list(question.options)):
        for at, text in enumerate(column):
            if any(alike(text, other) for other in column[:at]):
                finding.say("W3", f"{text!r} stands in its column under another form")


def _matched(desk: Desk, pairing: Pairing, outer: Finding) -> Finding:
    finding = Finding(outer.question)
    relation = desk.book.relations[pairing.relation]
    left_role, right_role = relation.roles.get(pairing.left), relation.roles.get(pairing.right)
    if left_role is None or right_role is None:
        finding.say("STEM", "the match names a role that the relation has not")
        return finding
    rights = [(text, option_value(text, right_role, desk.book)) for text in finding.question.options]
    for left, key in finding.question.pairs:
        value = option_value(left, left_role, desk.book)
        if value is None:
            finding.say("W8", f"{left!r} is no value of its column")
            continue
        asked = Reading(pairing.relation, pairing.right, {**pairing.printed, pairing.left: (value,)})
        check_printed(desk, finding, Reading(pairing.relation, "", asked.printed))
        for text, right in rights:
            if right is None:
                finding.say("W8", f"{text!r} is no value of its column")
                continue
            _judge_pair(desk, finding, asked, (left, text, right, text == key), pairing)
        check_leak(finding, [key] if mentions(left, key) else [])
    return finding


def _judge_pair(
    desk: Desk, finding: Finding, asked: Reading, pair: tuple[str, str, Val, bool], pairing: Pairing
) -> None:
    left, text, right, is_key = pair
    ruling = desk.oracle.rule(desk.room(asked), right, asked)
    if ruling.truth == "unknown":
        value = asked.printed[pairing.left][0]
        inverse = Reading(pairing.relation, pairing.left, {**pairing.printed, pairing.right: (right,)})
        turned = desk.oracle.rule(desk.room(inverse), value, inverse)
        ruling = turned if turned.truth == "false" else ruling
    finding.claims.append((claim_of(asked, (right,)), is_key))
    if is_key:
        finding.rulings[left] = finding.rulings[text] = ruling
        finding.cited += [ruling.facts] if ruling.facts else []
        if ruling.truth != "true":
            finding.say("W2", f"no fact pairs {left!r} with {text!r}")
    elif ruling.truth == "true":
        finding.say("W1", f"{text!r} is right for {left!r} too")
    elif ruling.truth == "unknown":
        finding.say(ruling.cls, f"{text!r} is not proven wrong for {left!r}: {ruling.why}")
