"""Statements: true or false, and texts with gaps."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.audit.book import TimeSpan
from quiz.audit.choice import check_key, check_only, check_printed, check_slot, claim_options
from quiz.audit.compare import SAME, covers_all
from quiz.audit.derived import elapsed, span_statement
from quiz.audit.form import GAP, Question
from quiz.audit.items import Desk, Finding, check_leak, claim_of, key_labels, rule_text, strongest
from quiz.audit.options import middles
from quiz.audit.reading import Val
from quiz.audit.readings import Statement
from quiz.audit.render import HOLE, stem_key
from quiz.audit.truth import Reading, Ruling


def check_statement(desk: Desk, finding: Finding) -> None:
    """True or false: the truth of the statement, whatever value was put into it."""
    question, rulings = finding.question, []
    text = stem_key(question.ask)
    for fact, reading in desk.stems.says.get(text, ()):
        check_printed(desk, finding, reading)
        grounds = frozenset(("fact", "attributed", "vouched", "computed"))
        rulings.append(Ruling("true", why=fact.id, grounds=grounds, facts=frozenset((fact.id,))))
        for role, values in reading.printed.items():
            others = {name: held for name, held in reading.printed.items() if name != role}
            asked = Reading(reading.relation, role, others, "", reading.source)
            finding.claims.append((claim_of(asked, values), question.verdict))
    claimed = {proof.get("ground") for proof in question.proofs if isinstance(proof.get("ground"), str)}
    if not rulings:
        for found, values in _fillings(desk, text):
            rulings.append(_rule_filled(desk, found, values))
            finding.claims.append((claim_of(found.asked, values), question.verdict))
            check_printed(desk, finding, found.asked)
            if rulings[-1].truth != "unknown" and claimed <= rulings[-1].grounds:
                break
    derived = span_statement(desk, question.ask) if not rulings else None
    if derived is not None:
        rulings.append(_rule_span(desk, derived[0], right=derived[1]))
    if not rulings:
        finding.say("STEM", "no template of the pack makes this statement")
        return
    ruling = strongest(rulings)
    finding.rulings["true"] = finding.rulings["false"] = ruling
    finding.keys = [frozenset((str(question.verdict),))]
    if ruling.truth == "unknown":
        finding.say("W2", f"the statement is neither proven true nor proven false: {ruling.why}")
    elif (ruling.truth == "true") is not question.verdict:
        finding.say("W2", f"the statement is {ruling.truth}")
    finding.cited += [ruling.facts] if ruling.facts else []


def _rule_span(desk: Desk, span: TimeSpan, *, right: bool) -> Ruling:
    number, facts = elapsed(desk, span)
    if number is None:
        return Ruling("unknown", "B6", f"the dates do not give one number of {span.unit}")
    return Ruling("true" if right else "false", grounds=frozenset(("computed",)), facts=facts)


def _fillings(desk: Desk, text: str) -> Iterator[tuple[Statement, tuple[Val, ...]]]:
    """Every way to see a text as a statement with one value put in, those first that a licence speaks of."""
    found = sorted(desk.stems.gaps(text), key=lambda pair: not _licensed(desk, pair[0]))
    for statement, middle in found:
        for values in middles(desk.stems, statement, middle, text):
            yield statement, values


def _licensed(desk: Desk, found: Statement) -> bool:
    licences = (*desk.book.relations[found.asked.relation].licences, *found.fact.licences)
    return any(
        licence.role == found.asked.role and all(role in found.asked.printed for role, _ in licence.given)
        for licence in licences
    )


def _rule_filled(desk: Desk, found: Statement, values: tuple[Val, ...]) -> Ruling:
    """The truth of a statement whose open role is filled; of several values each must hold."""
    room = desk.room(found.asked)
    for held, fact in room.true:
        if covers_all(held, values, desk.book) == SAME and len(held) == len(values):
            grounds = frozenset(("fact", "attributed", "vouched"))
            return Ruling("true", why=fact.id, grounds=grounds, facts=frozenset((fact.id,)))
    rulings = [desk.oracle.rule(room, value, found.asked) for value in values]
    false = [ruling for ruling in rulings if ruling.truth == "false"]
    if false:
        return false[0]
    partial = Ruling("unknown", "W2", "it names only a part of what the facts name")
    return next((ruling for ruling in rulings if ruling.truth == "unknown"), partial)


def check_cloze(desk: Desk, finding: Finding) -> None:
    """Cloze: every gap has one true filling."""
    question = finding.question
    found = gap_statements(desk, question)
    if not found:
        _check_span_gap(desk, finding)
        return
    asked = [statement.asked for statement in found]
    for text in dict.fromkeys(question.texts):
        ruling = finding.rulings[text] = rule_text(desk, asked, text)
        check_key(finding, text, ruling)
        check_leak(finding, key_labels(desk, asked, text))
    for reading in asked:
        check_slot(desk, finding, reading)
    check_only(desk, finding, asked)
    claim_options(desk, finding, asked)


def _check_span_gap(desk: Desk, finding: Finding) -> None:
    """A gap in the statement of a span, or a text that nothing in the pack makes."""
    question = finding.question
    filled = question.ask.replace(GAP, question.texts[0], 1)
    derived = span_statement(desk, filled) if len(question.texts) == 1 else None
    if derived is None:
        finding.say("STEM", "no template of the pack makes this text")
        return
    ruling = finding.rulings[question.texts[0]] = _rule_span(desk, derived[0], right=derived[1])
    check_key(finding, question.texts[0], ruling)


def gap_statements(desk: Desk, question: Question) -> list[Statement]:
    """The statements whose one open role is what the gaps of a cloze stand for."""
    pieces = stem_key(question.ask.replace(GAP, HOLE)).split(HOLE)
    start, end = pieces[0], pieces[-1]
    starts = [start, *(start.removesuffix(word) for word in ("in ", "on ", "from ", "the ", "a ", "an ", "The "))]
    ends = [end, end.removeprefix("'s"), end.removeprefix("'")]
    for head in dict.fromkeys(starts):
        for tail in dict.fromkeys(ends):
            found = desk.stems.holes.get(f"{head}{HOLE}{tail}", [])
            fitting = [statement for statement in found if list(statement.inner) == pieces[1:-1]]
            if fitting:
                return fitting
    return []
